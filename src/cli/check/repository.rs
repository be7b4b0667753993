//! What git says of the site's folder.

use std::path::Path;

use crate::gate::Repository;
use crate::git::{self, GitError};
use crate::path::SitePath;

/// The repository that the site's folder lies in; nothing where there is none, or no git.
pub(in crate::cli) fn repository(root: &Path) -> Option<Repository> {
    let tracked = match git::ask(root, &["ls-files", "-z"]) {
        Ok(tracked) => tracked,
        Err(GitError::Refused(words)) if !words.contains("not a git repository") => {
            return Some(Repository { refusal: Some(words), ..Repository::default() });
        }
        Err(_) => return None,
    };
    let others = ["ls-files", "-z", "--others", "--exclude-standard", "--", "private"];
    let commit = ["log", "--all", "-1", "--format=%h", "--", "private"];
    Some(Repository {
        tracked: paths(&tracked),
        unignored_private: git::ask(root, &others).map(|found| paths(&found)).unwrap_or_default(),
        private_commit: git::ask(root, &commit)
            .ok()
            .map(|hash| hash.trim().to_string())
            .filter(|hash| !hash.is_empty()),
        refusal: None,
    })
}

fn paths(list: &str) -> Vec<SitePath> {
    list.split('\0').filter(|path| !path.is_empty()).map(SitePath::new).collect()
}
