//! What the address of a remote tells of the host and the repository, and nothing secret that stands in it.

/// Host and path of a remote, such as `github.com` and `ana/cut`: user, password and port never leave this function.
/// `None` for a folder, and for a form that is not known.
pub fn host_and_path(remote: &str) -> Option<(String, &str)> {
    let (authority, path) = authority_and_path(remote.trim())?;
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host).to_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    let host = if host == "ssh.github.com" { "github.com" } else { host };
    let path = path.split(['?', '#']).next().unwrap_or(path).trim_matches('/');
    Some((host.to_string(), path.strip_suffix(".git").unwrap_or(path)))
}

fn authority_and_path(remote: &str) -> Option<(&str, &str)> {
    if let Some((scheme, rest)) = remote.split_once("://") {
        if !["https", "http", "ssh", "git", "git+ssh"].contains(&scheme) {
            return None;
        }
        let (authority, path) = rest.split_once('/')?;
        let (user, host) = authority.rsplit_once('@').unwrap_or(("", authority));
        let host = host.split_once(':').map_or(host, |(host, _)| host);
        // A part of a password is no host.
        return (!host.is_empty() && !user.contains('/')).then_some((host, path));
    }
    // The short form of ssh: `git@github.com:ana/cut.git`.
    remote.split_once(':').filter(|(host, path)| !host.contains('/') && !path.contains(['@', ':']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn host_and_path_are_the_same_in_every_form() {
        for remote in [
            "https://github.com/ana/cut.git",
            "http://www.GitHub.com/ana/cut/",
            "git@github.com:ana/cut.git\n",
            "ssh://git@ssh.github.com:443/ana/cut.git",
            "https://ana:secret@github.com:8443/ana/cut",
        ] {
            assert_eq!(host_and_path(remote), Some(("github.com".to_string(), "ana/cut")), "{remote}");
        }
        for folder in
            ["/srv/cut.git", "../cut.git", "file:///srv/cut.git", "./a:b", "ana:secret@github.com/x"]
        {
            assert_eq!(host_and_path(folder), None, "{folder}");
        }
    }
}
