//! Questions to git, asked so that the settings of a repository start no program and no transfer.

use std::ffi::OsStr;
use std::io::ErrorKind;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// Settings under which git only reads: no pager, no hooks, no file-system monitor, no signatures, no network.
const SETTINGS: [&str; 11] = [
    "--no-pager",
    "-c",
    "core.fsmonitor=false",
    "-c",
    "core.hooksPath=/dev/null",
    "-c",
    "log.showSignature=false",
    "-c",
    "protocol.allow=never",
    "-c",
    "i18n.logOutputEncoding=UTF-8",
];

/// Why git gave no answer.
#[derive(Debug, thiserror::Error)]
pub(super) enum GitError {
    /// There is no program `git`.
    #[error("git is not installed, or not on the PATH")]
    Missing,
    /// It could not be started.
    #[error("git can't be started: {0}")]
    Start(std::io::Error),
    /// It refused; its own words.
    #[error("git says: {0}")]
    Refused(String),
}

/// What git answers to a question about the repository around a folder.
///
/// # Errors
/// Where there is no git, and where it ends with another status than 0.
pub(super) fn ask<S: AsRef<OsStr>>(folder: &Path, question: &[S]) -> Result<String, GitError> {
    let output = run(folder, question)?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let words = String::from_utf8_lossy(&output.stderr);
    let words = words.trim().trim_start_matches("fatal: ").trim_start_matches("error: ");
    Err(GitError::Refused(words.lines().next().unwrap_or("nothing").to_string()))
}

/// Whether a file of the site could get into a commit: it lies in a repository that does not ignore it.
pub(super) fn would_take(root: &Path, path: &str) -> bool {
    // 0 is ignored, 1 is not, anything else is no repository.
    run(root, &["check-ignore", "--quiet", "--", path]).is_ok_and(|output| output.status.code() == Some(1))
}

/// Whether some commit that is reachable from a branch holds the file.
pub(super) fn remembers(root: &Path, path: &str) -> bool {
    ask(root, &["log", "--all", "-1", "--format=%H", "--", path])
        .is_ok_and(|answer| !answer.trim().is_empty())
}

fn run<S: AsRef<OsStr>>(folder: &Path, question: &[S]) -> Result<Output, GitError> {
    let mut command = Command::new("git");
    // Whoever runs this from a hook or an alias has GIT_DIR and its kin set, for another repository.
    for (name, _) in std::env::vars_os() {
        // GIT_EXEC_PATH tells an unusual installation where its own parts are.
        if name.to_string_lossy().starts_with("GIT_") && name != "GIT_EXEC_PATH" {
            command.env_remove(name);
        }
    }
    command
        .args(SETTINGS)
        .arg("-C")
        .arg(folder)
        .args(question)
        .env("GIT_OPTIONAL_LOCKS", "0")
        .env("GIT_NO_LAZY_FETCH", "1")
        .env("GIT_TERMINAL_PROMPT", "0")
        .env("LC_ALL", "C")
        .stdin(Stdio::null())
        .output()
        .map_err(|error| match error.kind() {
            ErrorKind::NotFound => GitError::Missing,
            _ => GitError::Start(error),
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::scaffold;

    #[test]
    fn it_is_known_what_git_ignores_and_what_it_remembers() {
        let root = tempfile::tempdir().unwrap();
        let root = root.path();
        assert!(!would_take(root, "private/a.md") && !remembers(root, "a.md"));
        ask(root, &["init", "--quiet"]).unwrap();
        assert!(would_take(root, "private/a.md"));
        scaffold::create(&root.join(".gitignore"), "/private/\n").unwrap();
        assert!(!would_take(root, "private/a.md"));
        scaffold::create(&root.join("a.md"), "words").unwrap();
        ask(root, &["add", "a.md"]).unwrap();
        assert!(!remembers(root, "a.md"));
        let who = ["-c", "user.name=Ana", "-c", "user.email=ana@example.org", "-c", "commit.gpgSign=false"];
        ask(root, &[&who[..], &["commit", "--quiet", "-m", "One"]].concat()).unwrap();
        assert!(remembers(root, "a.md"));
        assert!(!remembers(root, "b.md"));
    }

    #[test]
    fn a_refusal_is_told_in_the_words_of_git() {
        let folder = tempfile::tempdir().unwrap();
        let error = ask(folder.path(), &["rev-parse", "--git-dir"]).unwrap_err().to_string();
        assert!(error.starts_with("git says: not a git repository"), "{error}");
    }
}
