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
    /// Where there is no git, no such remote, and where no branch can have this name.
    pub fn find(root: &Path, said: &Deploy) -> Result<Target, DeployError> {
        let remote = said.remote.clone().unwrap_or_else(|| REMOTE.to_string());
        let branch = said.branch.clone().unwrap_or_else(|| BRANCH.to_string());
        match git::ask(root, &["check-ref-format", &format!("refs/heads/{branch}")]) {
            Ok(_) if !branch.starts_with('-') => {}
            Err(GitError::Missing) => return Err(DeployError::new(Reason::NoGit)),
            _ => return Err(DeployError::new(Reason::BadBranch(branch))),
        }
        let is_address = remote.contains(['/', ':']) && !remote.starts_with('-');
        let address = match git::ask(root, &["remote", "get-url", "--push", "--", &remote]) {
            Ok(address) => address.trim().to_string(),
            Err(GitError::Missing) => return Err(DeployError::new(Reason::NoGit)),
            Err(_) if is_address => remote.clone(),
            Err(_) => return Err(DeployError::new(Reason::NoRemote(remote))),
        };
        Ok(Target { remote, address, branch })
    }

    /// The branch under its whole name.
    pub(super) fn reference(&self) -> String {
        format!("refs/heads/{}", self.branch)
    }

    /// The remote as it is shown: the host and the repository, or the folder.
    pub fn shown(&self) -> String {
        match git::host_and_path(&self.address) {
            Some((host, path)) => format!("{host}/{path}"),
            None => without_password(&self.address),
        }
    }
}
