//! Whether the site's address is the one under which GitHub Pages will serve it.

use super::target::Target;
use crate::config::{AddressFault, BaseUrl};
use crate::git;

/// What is wrong with the address of a site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It is a placeholder. The address that the remote would have, where that is known.
    Placeholder(Option<String>),
    /// Only this machine serves it. The address that the remote would have, where that is known.
    Local(Option<String>),
    /// The remote's site is served elsewhere: there.
    Other(String),
}

/// Compares the address of a site with the remote it is deployed to. A domain of one's own may be any, and of other hosts
/// than GitHub nothing is known.
pub fn check_address(base_url: &BaseUrl, target: &Target) -> Option<Fault> {
    let expected = pages_address(target);
    Some(match base_url.fault(expected.as_deref())? {
        AddressFault::Placeholder => Fault::Placeholder(expected),
        AddressFault::Local => Fault::Local(expected),
        AddressFault::Elsewhere(there) => Fault::Other(there),
    })
}

/// Where GitHub serves the Pages of a repository: those of `ana.github.io` at the root of that host, those of every other
/// repository under its name.
pub fn pages_address(target: &Target) -> Option<String> {
    let (owner, name) = github_repository(&target.address)?;
    let host = format!("{}.github.io", owner.to_lowercase());
    Some(match name.eq_ignore_ascii_case(&host) {
        true => format!("https://{host}/"),
        false => format!("https://{host}/{name}/"),
    })
}

/// Where the Pages of a repository are switched on.
pub fn settings_address(target: &Target) -> Option<String> {
    let (owner, name) = github_repository(&target.address)?;
    Some(format!("https://github.com/{owner}/{name}/settings/pages"))
}

fn github_repository(remote: &str) -> Option<(&str, &str)> {
    let (host, path) = git::host_and_path(remote)?;
    let (owner, name) = path.split_once('/')?;
    (host == "github.com" && !owner.is_empty() && !name.is_empty() && !name.contains('/'))
        .then_some((owner, name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(base_url: &str, remote: &str) -> Option<Fault> {
        let target = Target { remote: "origin".into(), address: remote.into(), branch: "gh-pages".into() };
        check_address(&base_url.parse().unwrap(), &target)
    }

    #[test]
    fn the_address_of_a_project_page_and_of_a_user_page_is_known() {
        let project = "git@github.com:Ana/My-Log.git";
        assert_eq!(fault("https://ana.github.io/My-Log/", project), None);
        assert_eq!(
            fault("https://ana.github.io/", project),
            Some(Fault::Other("https://ana.github.io/My-Log/".into()))
        );
        assert_eq!(
            fault("https://bo.github.io/My-Log/", project),
            Some(Fault::Other("https://ana.github.io/My-Log/".into()))
        );
        let user = "https://github.com/ana/ana.github.io";
        assert_eq!(fault("https://ana.github.io/", user), None);
        assert_eq!(
            fault("https://ana.github.io/log/", user),
            Some(Fault::Other("https://ana.github.io/".into()))
        );
    }

    #[test]
    fn a_domain_of_ones_own_and_another_host_are_nobodys_business() {
        assert_eq!(fault("https://log.ana.dev/", "git@github.com:ana/log.git"), None);
        assert_eq!(fault("https://ana.dev/log/", "https://github.com/ana/log"), None);
        assert_eq!(fault("https://ana.github.io/x/", "https://codeberg.org/ana/pages"), None);
        assert_eq!(fault("https://ana.codeberg.page/", "/srv/log.git"), None);
    }

    #[test]
    fn a_placeholder_and_this_machine_are_no_address() {
        let proposed = Some("https://ana.github.io/log/".to_string());
        for placeholder in [
            "https://example.org/log/",
            "https://www.example.com/",
            "https://name.github.io/log/",
            "https://log.test/",
        ] {
            assert_eq!(
                fault(placeholder, "https://github.com/ana/log"),
                Some(Fault::Placeholder(proposed.clone())),
                "{placeholder}"
            );
        }
        assert_eq!(fault("http://localhost:8000/", "/srv/log.git"), Some(Fault::Local(None)));
        assert_eq!(fault("http://127.0.0.1/", "https://github.com/ana/log"), Some(Fault::Local(proposed)));
    }
}
