//! What git says of the site's folder.

use std::path::Path;

use crate::config::Deploy;
use crate::deploy::{Target, pages_address};
use crate::gate::Repository;
use crate::git::{self, GitError};
use crate::path::SitePath;
use crate::source::{self, Sources};

/// The repository that the site's folder lies in; nothing where there is none, or no git.
/// `deploy` says where the site is deployed to.
pub(in crate::cli) fn repository(root: &Path, deploy: &Deploy) -> Option<Repository> {
    let tracked = match git::ask(root, &["ls-files", "-z"]) {
        Ok(tracked) => tracked,
        Err(GitError::Refused(words)) if !words.contains("not a git repository") => {
            return Some(Repository { refusal: Some(words), ..Repository::default() });
        }
        Err(_) => return None,
    };
    let others = git::ask(root, &["ls-files", "-z", "--others", "--exclude-standard"]);
    let (tracked, others) = (paths(&tracked), others.map(|found| paths(&found)).unwrap_or_default());
    let beside = tracked.iter().chain(&others).filter(|path| lies_beside(path)).cloned();
    let commit = ["log", "--all", "-1", "--format=%h", "--", "private"];
    Some(Repository {
        beside: source::read_beside(root, beside),
        elsewhere: elsewhere(root),
        unignored_private: under(&others, "private/"),
        unignored_letters: under(&others, "public/for/"),
        tracked,
        served_at: Target::find(root, deploy).ok().as_ref().and_then(pages_address),
        private_commit: git::ask(root, &commit)
            .ok()
            .map(|hash| hash.trim().to_string())
            .filter(|hash| !hash.is_empty()),
        refusal: None,
    })
}

/// No repository that a log lies in has more files; of a larger one the rest is left.
const MOST_FILES: usize = 20_000;

/// The files of the repository outside the site's folder; none where the repository is that folder.
fn elsewhere(root: &Path) -> Sources {
    let ask = |folder: &Path, question: &[&str]| git::ask(folder, question).unwrap_or_default();
    let prefix = ask(root, &["rev-parse", "--show-prefix"]);
    let top = ask(root, &["rev-parse", "--show-toplevel"]);
    let (prefix, top) = (prefix.trim_end_matches('\n'), Path::new(top.trim_end_matches('\n')));
    if prefix.is_empty() || top.as_os_str().is_empty() {
        return Sources::default();
    }
    let all = ask(top, &["ls-files", "-z", "--cached", "--others", "--exclude-standard"]);
    let outside = paths(&all).into_iter().filter(|path| !path.as_str().starts_with(prefix));
    source::read_beside(top, outside.take(MOST_FILES))
}

fn under(paths: &[SitePath], folder: &str) -> Vec<SitePath> {
    paths.iter().filter(|path| path.as_str().starts_with(folder)).cloned().collect()
}

/// Whether a file is none that the site is made of, and none that a build makes.
fn lies_beside(path: &SitePath) -> bool {
    let made = ["private/", "public/", ".buildlog/"];
    !source::is_site_path(path.as_str()) && !made.iter().any(|folder| path.as_str().starts_with(folder))
}

fn paths(list: &str) -> Vec<SitePath> {
    list.split('\0').filter(|path| !path.is_empty()).map(SitePath::new).collect()
}
