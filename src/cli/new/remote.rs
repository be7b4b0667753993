//! The address of a commit on the web, made of a repository's remote and of nothing secret in it.

use crate::git::host_and_path;

/// Where a commit is shown, by host: what stands between the repository's path and the hash.
const HOSTS: [(&str, &str); 6] = [
    ("github.com", "/commit/"),
    ("gitlab.com", "/-/commit/"),
    ("codeberg.org", "/commit/"),
    ("bitbucket.org", "/commits/"),
    ("gitee.com", "/commit/"),
    ("git.sr.ht", "/commit/"),
];

/// What every commit's address begins with, such as `https://github.com/ana/cut/commit/`; `None` for a
/// remote of another form or on a host that is not known.
pub(super) fn commit_base(remote: &str) -> Option<String> {
    let (host, path) = host_and_path(remote)?;
    let (_, between) = HOSTS.iter().find(|(known, _)| *known == host)?;
    let segments: Vec<&str> = path.split('/').collect();
    (segments.len() >= 2 && segments.iter().all(|segment| is_clean(segment)))
        .then(|| format!("https://{host}/{path}{between}"))
}

/// Whether a part of a path is a plain name; an `@` or a `?` could carry something along.
fn is_clean(segment: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_.~".contains(c);
    !segment.is_empty() && segment != "." && segment != ".." && segment.chars().all(is_plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_of_a_remote_gives_the_address_of_a_commit() {
        let github = "https://github.com/ana/cut/commit/";
        for remote in [
            "https://github.com/ana/cut.git",
            "https://github.com/ana/cut/",
            "http://www.GitHub.com/ana/cut",
            "git@github.com:ana/cut.git\n",
            "github.com:ana/cut",
            "ssh://git@github.com/ana/cut.git",
            "ssh://git@ssh.github.com:443/ana/cut.git",
            "git://github.com/ana/cut",
        ] {
            assert_eq!(commit_base(remote).as_deref(), Some(github), "{remote}");
        }
        let gitlab = commit_base("git@gitlab.com:group/team/cut.git").unwrap();
        assert_eq!(gitlab, "https://gitlab.com/group/team/cut/-/commit/");
        assert_eq!(commit_base("git@git.sr.ht:~ana/cut").unwrap(), "https://git.sr.ht/~ana/cut/commit/");
    }

    #[test]
    fn a_secret_in_a_remote_is_never_copied() {
        for remote in [
            "https://ana:ghp_secret@github.com/ana/cut.git",
            "https://ghp_secret@github.com/ana/cut.git",
            "https://x:ghp_secret@p@github.com/ana/cut.git",
            "ssh://ghp_secret@github.com:22/ana/cut",
            "https://github.com/ana/cut?token=ghp_secret",
        ] {
            assert_eq!(commit_base(remote).unwrap(), "https://github.com/ana/cut/commit/", "{remote}");
        }
        assert_eq!(commit_base("https://github.com/x:ghp_secret@evil/cut"), None);
    }

    #[test]
    fn another_host_or_a_folder_has_no_address() {
        for remote in [
            "https://git.example.org/ana/cut",
            "/home/ana/cut.git",
            "../cut",
            "file:///home/ana/cut",
            r"C:\cut",
            "https://github.com.evil.example/ana/cut",
            "https://github.com/cut",
            "https://github.com/../cut",
            "",
        ] {
            assert_eq!(commit_base(remote), None, "{remote}");
        }
    }
}
