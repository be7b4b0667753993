//! git, run so that neither its surroundings nor the settings of a repository start anything unasked.

mod remote;

pub use remote::host_and_path;

use std::ffi::OsStr;
use std::io::{ErrorKind, IsTerminal, Write};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

/// Settings under which git starts no program of a repository: no pager, no hooks, no file-system monitor, no signatures.
const QUIET: [&str; 9] = [
    "--no-pager",
    "-c",
    "core.fsmonitor=false",
    "-c",
    "core.hooksPath=/dev/null",
    "-c",
    "log.showSignature=false",
    "-c",
    "i18n.logOutputEncoding=UTF-8",
];

/// Beginnings of the variables that say how another host is reached; they stay where git may reach one.
const OF_TRANSPORT: [&str; 6] =
    ["GIT_ASKPASS", "GIT_CONFIG_", "GIT_PROXY_COMMAND", "GIT_SSH", "GIT_SSL_", "GIT_TERMINAL_PROMPT"];

/// Why git gave no answer.
#[derive(Debug, thiserror::Error)]
pub enum GitError {
    /// There is no program `git`.
    #[error("git is not installed, or not on the PATH")]
    Missing,
    /// It could not be started.
    #[error("git can't be started: {0}")]
    Start(std::io::Error),
    /// It refused; its own words, all of them.
    #[error("git says: {}", first_line(.0))]
    Refused(String),
}

fn first_line(words: &str) -> &str {
    words.lines().next().unwrap_or("nothing").trim_start_matches("fatal: ").trim_start_matches("error: ")
}

/// What git answers to a question about the repository around a folder. It only reads, and asks no other host.
///
/// # Errors
/// Where there is no git, and where it ends with another status than 0.
pub fn ask<S: AsRef<OsStr>>(folder: &Path, question: &[S]) -> Result<String, GitError> {
    answer(reading(folder).args(question))
}

/// Whether a file of the site could get into a commit: it lies in a repository that does not ignore it.
pub fn would_take(root: &Path, path: &str) -> bool {
    let mut question = reading(root);
    // 0 is ignored, 1 is not, anything else is no repository.
    run(question.args(["check-ignore", "--quiet", "--", path]))
        .is_ok_and(|output| output.status.code() == Some(1))
}

/// Whether some commit that is reachable from a branch holds the file.
pub fn remembers(root: &Path, path: &str) -> bool {
    ask(root, &["log", "--all", "-1", "--format=%H", "--", path])
        .is_ok_and(|answer| !answer.trim().is_empty())
}

/// What a command answers.
///
/// # Errors
/// Where there is no git, and where it ends with another status than 0.
pub fn answer(command: &mut Command) -> Result<String, GitError> {
    told(run(command)?)
}

/// What a command answers to a text on its standard input.
///
/// # Errors
/// Where there is no git, and where it ends with another status than 0.
pub fn answer_to(command: &mut Command, input: &[u8]) -> Result<String, GitError> {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| unstarted(&error))?;
    let stdin = child.stdin.take();
    // Both ends at once: a long answer would fill its pipe while the text is still being written.
    let output = std::thread::scope(|scope| {
        scope.spawn(move || stdin.map(|mut stdin| stdin.write_all(input)));
        Child::wait_with_output(child)
    });
    told(output.map_err(GitError::Start)?)
}

fn told(output: Output) -> Result<String, GitError> {
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    Err(GitError::Refused(String::from_utf8_lossy(&output.stderr).trim().to_string()))
}

fn run(command: &mut Command) -> Result<Output, GitError> {
    command.stdin(Stdio::null()).output().map_err(|error| unstarted(&error))
}

fn unstarted(error: &std::io::Error) -> GitError {
    match error.kind() {
        ErrorKind::NotFound => GitError::Missing,
        kind => GitError::Start(kind.into()),
    }
}

/// git in a folder, to read and nothing else.
fn reading(folder: &Path) -> Command {
    let mut command = quiet(folder, &[]);
    command
        .args(["-c", "protocol.allow=never"])
        .env("GIT_OPTIONAL_LOCKS", "0")
        .env("GIT_NO_LAZY_FETCH", "1")
        .env("GIT_TERMINAL_PROMPT", "0");
    command
}

/// git in a folder, to write objects and to talk to the host of a remote; it asks for a password on a terminal only.
pub fn writing(folder: &Path) -> Command {
    let mut command = quiet(folder, &OF_TRANSPORT);
    if !std::io::stdin().is_terminal() {
        command.env("GIT_TERMINAL_PROMPT", "0");
    }
    command
}

fn quiet(folder: &Path, kept: &[&str]) -> Command {
    let mut command = Command::new("git");
    // Whoever runs this from a hook or an alias has GIT_DIR and its kin set, for another repository.
    for (name, _) in std::env::vars_os() {
        let name = name.to_string_lossy();
        // GIT_EXEC_PATH tells an unusual installation where its own parts are.
        if name.starts_with("GIT_")
            && name != "GIT_EXEC_PATH"
            && !kept.iter().any(|kept| name.starts_with(kept))
        {
            command.env_remove(&*name);
        }
    }
    command.args(QUIET).arg("-C").arg(folder).env("LC_ALL", "C");
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_known_what_git_ignores_and_what_it_remembers() {
        let root = tempfile::tempdir().unwrap();
        let root = root.path();
        let write = |name: &str, text: &str| {
            std::fs::File::create(root.join(name)).unwrap().write_all(text.as_bytes()).unwrap();
        };
        assert!(!would_take(root, "private/a.md") && !remembers(root, "a.md"));
        ask(root, &["init", "--quiet"]).unwrap();
        assert!(would_take(root, "private/a.md"));
        write(".gitignore", "/private/\n");
        assert!(!would_take(root, "private/a.md"));
        write("a.md", "words");
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

    #[test]
    fn a_long_text_and_a_long_answer_pass_each_other() {
        let folder = tempfile::tempdir().unwrap();
        ask(folder.path(), &["init", "--quiet"]).unwrap();
        let lines = "some line\n".repeat(100_000);
        let answer = answer_to(writing(folder.path()).args(["stripspace"]), lines.as_bytes()).unwrap();
        assert_eq!(answer, lines);
    }
}
