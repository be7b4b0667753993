//! Where a site is deployed to.

use std::path::Path;

use super::error::{DeployError, Reason, without_password};
use crate::config::Deploy;
use crate::git::{self, GitError};

/// The remote where none is said.
const REMOTE: &str = "origin";

/// The branch where none is said: the one that GitHub Pages looks for.
const BRANCH: &str = "gh-pages";

/// A branch of a remote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// The remote as git takes it: the name of one of the sources' repository, or an address.
    pub remote: String,
    /// Its address.
    pub address: String,
    /// The branch.
    pub branch: String,
}

impl Target {
    /// What the settings mean, as seen from the site's folder.
    ///
    /// # Errors
    /// Where there is no git, no such remote, where no branch can have this name, and where the branch is that of the
    /// sources.
    pub fn find(root: &Path, said: &Deploy) -> Result<Target, DeployError> {
        let branch = branch(root, said)?;
        let remote = said.remote.clone().unwrap_or_else(|| REMOTE.to_string());
        let is_address = remote.contains(['/', ':']) && !remote.starts_with('-');
        let address = match address(root, &remote) {
            Ok(address) => address,
            Err(GitError::Missing) => return Err(DeployError::new(Reason::NoGit)),
            Err(_) if is_address => remote.clone(),
            Err(_) => return Err(no_remote(root, said)),
        };
        let target = Target { remote, address, branch };
        match target.is_of_sources(root) {
            true => Err(DeployError::new(Reason::Sources(target.branch))),
            false => Ok(target),
        }
    }

    /// Whether the branch is the one that the sources are on and are pushed to.
    fn is_of_sources(&self, root: &Path) -> bool {
        let current = git::ask(root, &["symbolic-ref", "--quiet", "--short", "HEAD"]).unwrap_or_default();
        if current.trim() != self.branch {
            return false;
        }
        let question = ["for-each-ref", "--format=%(push:remotename)", &self.reference()];
        let pushed_to = git::ask(root, &question).unwrap_or_default();
        let pushed_to = Some(pushed_to.trim()).filter(|name| !name.is_empty()).unwrap_or(REMOTE);
        address(root, pushed_to).is_ok_and(|address| is_same(&address, &self.address))
    }

    /// The branch under its whole name.
    pub(super) fn reference(&self) -> String {
        format!("refs/heads/{}", self.branch)
    }

    /// The remote as it is shown: the host and the repository, or the folder. An address of another form is not shown,
    /// for nobody knows which part of it is secret.
    pub fn shown(&self) -> String {
        let is_folder = !self.address.contains(['@', ':']) || self.address.starts_with("file://");
        match git::host_and_path(&self.address) {
            Some((host, path)) => format!("{host}/{path}"),
            None if is_folder => without_password(&self.address),
            None => "the remote".to_string(),
        }
    }
}

fn branch(root: &Path, said: &Deploy) -> Result<String, DeployError> {
    let branch = said.branch.clone().unwrap_or_else(|| BRANCH.to_string());
    // The names that mean something else where a branch is asked for: `HEAD`, `@`, `@{-1}`; a whole name is one too many.
    let is_special = branch == "@" || branch.starts_with("refs/");
    match git::ask(root, &["check-ref-format", "--branch", &branch]) {
        Ok(name) if !is_special && name.trim_end_matches('\n') == branch => Ok(branch),
        Err(GitError::Missing) => Err(DeployError::new(Reason::NoGit)),
        _ => Err(DeployError::new(Reason::BadBranch(branch))),
    }
}

fn address(root: &Path, remote: &str) -> Result<String, GitError> {
    Ok(git::ask(root, &["remote", "get-url", "--push", "--", remote])?.trim().to_string())
}

fn is_same(one: &str, other: &str) -> bool {
    let bare = |address: &str| address.trim_end_matches('/').trim_end_matches(".git").to_string();
    match (git::host_and_path(one), git::host_and_path(other)) {
        (Some((host, path)), Some((other_host, other_path))) => {
            host == other_host && path.eq_ignore_ascii_case(other_path)
        }
        _ => bare(one) == bare(other),
    }
}

/// Why a remote was not found. Its name is not repeated: what stands in its place may be a password.
fn no_remote(root: &Path, said: &Deploy) -> DeployError {
    let known = match git::ask(root, &["remote"]) {
        Ok(names) => names.lines().map(str::to_string).collect(),
        Err(GitError::Refused(words)) if words.contains("not a git repository") => {
            return DeployError::new(Reason::NoSources);
        }
        Err(error) => return error.into(),
    };
    DeployError::new(match said.remote.is_some() {
        true => Reason::UnknownRemote(known),
        false => Reason::NoOrigin(known),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(address: &str) -> String {
        Target { remote: "origin".into(), address: address.into(), branch: "gh-pages".into() }.shown()
    }

    #[test]
    fn an_address_is_shown_without_what_may_be_secret() {
        assert_eq!(shown("https://ana:secret@github.com/ana/log.git"), "github.com/ana/log");
        assert_eq!(shown("https://github.com/ana/log?access_token=secret"), "github.com/ana/log");
        assert_eq!(shown("secret@github.com:ana/log.git"), "github.com/ana/log");
        assert_eq!(shown("/srv/log.git"), "/srv/log.git");
        assert_eq!(shown("../log.git"), "../log.git");
        for odd in ["ana:secret@github.com/ana/log", "secret@github.com/ana/log", "hg::https://secret@x/y"] {
            assert!(!shown(odd).contains("secret"), "{odd}: {}", shown(odd));
        }
    }

    #[test]
    fn one_repository_has_many_addresses() {
        assert!(is_same("git@github.com:ana/log.git", "https://github.com/Ana/log"));
        assert!(is_same("/srv/log.git/", "/srv/log"));
        assert!(!is_same("git@github.com:ana/log.git", "https://github.com/ana/log-site"));
    }
}
