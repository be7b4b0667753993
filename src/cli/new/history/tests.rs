//! Commits since the last entry, from repositories made for it.

use std::process::{Command, Stdio};

use super::*;

/// A repository whose owner is Ana.
struct Repo(tempfile::TempDir);

impl Repo {
    fn new() -> Self {
        let repo = Self(tempfile::tempdir().unwrap());
        repo.git(&["init", "--quiet", "--initial-branch=main"], "");
        repo.git(&["config", "user.email", "ana@example.org"], "");
        repo.git(&["config", "user.name", "Ana"], "");
        repo
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn git(&self, arguments: &[&str], date: &str) {
        let mut command = Command::new("git");
        for (name, _) in std::env::vars_os() {
            if name.to_string_lossy().starts_with("GIT_") {
                command.env_remove(name);
            }
        }
        if !date.is_empty() {
            command.env("GIT_AUTHOR_DATE", date).env("GIT_COMMITTER_DATE", date);
        }
        let status = command
            .arg("-C")
            .arg(self.path())
            .args(arguments)
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .stdout(Stdio::null())
            .status();
        assert!(status.unwrap().success(), "{arguments:?}");
    }

    fn commit(&self, date: &str, subject: &str) {
        self.git(&["commit", "--quiet", "--allow-empty", "-m", subject], &format!("{date}T21:00:00+08:00"));
    }

    fn commit_by(&self, who: &str, date: &str, subject: &str) {
        let author = format!("--author={who} <{who}@example.org>");
        let date = format!("{date}T12:00:00Z");
        self.git(&["commit", "--quiet", "--allow-empty", &author, "-m", subject], &date);
    }

    fn read(&self, since: Since, told: &str) -> Result<History, Refusal> {
        read(self.path(), &Wanted { named: self.path(), since, until: date("2026-01-09"), told })
    }
}

fn date(text: &str) -> Date {
    text.parse().unwrap()
}

fn subjects(history: &History) -> Vec<&str> {
    history.commits.iter().map(|commit| commit.subject.as_str()).collect()
}

#[test]
fn the_commits_since_the_last_entry_are_found_the_oldest_first() {
    let repo = Repo::new();
    for (date, subject) in [
        ("2026-01-06", "Before"),
        ("2026-01-07", "Same day"),
        ("2026-01-08", "One"),
        ("2026-01-09", "Two"),
        ("2026-01-10", "After"),
    ] {
        repo.commit(date, subject);
    }
    let history = repo.read(Since::Entry(date("2026-01-07")), "").unwrap();
    assert_eq!(subjects(&history), ["One", "Two"]);
    let history = repo.read(Since::Start(date("2026-01-07")), "").unwrap();
    assert_eq!(subjects(&history), ["Same day", "One", "Two"]);
}

#[test]
fn what_was_committed_after_the_last_entry_was_written_is_not_lost() {
    let repo = Repo::new();
    repo.commit("2026-01-08", "wip");
    repo.commit("2026-01-08", "Morning");
    let morning = repo.read(Since::Start(date("2026-01-08")), "").unwrap();
    repo.commit("2026-01-08", "Evening");
    let told = format!("- Morning (`{}`)", morning.commits[0].short);
    let evening = repo.read(Since::Entry(date("2026-01-08")), &told).unwrap();
    assert_eq!((subjects(&evening), evening.noise), (vec!["Evening"], 0));
}

#[test]
fn noise_merges_and_the_work_of_others_are_left_out() {
    let repo = Repo::new();
    repo.commit("2026-01-08", "Draw the queue");
    repo.commit("2026-01-08", "fixup! Draw the queue");
    repo.commit("2026-01-08", "WIP");
    repo.commit("2026-01-08", "Wiping clears the board");
    repo.git(&["checkout", "--quiet", "-b", "side"], "");
    repo.commit("2026-01-09", "On a branch");
    repo.git(&["checkout", "--quiet", "main"], "");
    repo.git(&["merge", "--quiet", "--no-ff", "-m", "Bring it in", "side"], "2026-01-08T13:00:00Z");
    repo.commit_by("Bo", "2026-01-08", "By somebody else");
    let history = repo.read(Since::Entry(date("2026-01-07")), "").unwrap();
    assert_eq!(subjects(&history), ["Draw the queue", "Wiping clears the board", "On a branch"]);
    assert_eq!(history.noise, 2);
}

#[test]
fn where_the_owner_has_no_commit_all_count() {
    let repo = Repo::new();
    repo.commit_by("Bo", "2026-01-08", "By somebody else");
    assert_eq!(subjects(&repo.read(Since::Start(date("2026-01-08")), "").unwrap()), ["By somebody else"]);
    repo.commit("2025-06-01", "Long ago, by the owner");
    assert!(repo.read(Since::Start(date("2026-01-08")), "").is_err());
}

#[test]
fn the_remote_gives_the_address_of_commits_and_keeps_its_secret() {
    let repo = Repo::new();
    repo.commit("2026-01-08", "One");
    let read = || repo.read(Since::Start(date("2026-01-08")), "").unwrap();
    assert_eq!(read().base, None);
    repo.git(&["remote", "add", "backup", "/somewhere/else.git"], "");
    repo.git(&["remote", "add", "origin", "https://ana:ghp_secret@github.com/ana/cut.git"], "");
    assert_eq!(read().base.as_deref(), Some("https://github.com/ana/cut/commit/"));
}

#[test]
fn what_is_missing_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let since = Since::Start(date("2026-01-08"));
    let refused = |path: &Path| {
        let wanted = Wanted { named: path, since, until: date("2026-01-09"), told: "" };
        read(path, &wanted).unwrap_err().message
    };
    assert!(refused(&folder.path().join("no")).starts_with("there is no folder"));
    assert!(refused(folder.path()).ends_with("is not a git repository"));
    let repo = Repo::new();
    assert!(refused(repo.path()).ends_with("has no commits yet"));
    repo.commit("2025-01-01", "Old");
    assert!(refused(repo.path()).ends_with("has no commits from 2026-01-08 to 2026-01-09"));
    repo.commit("2026-01-08", "wip: more");
    assert!(refused(repo.path()).ends_with("but work in progress and fixups"));
}

#[test]
fn settings_of_the_repository_start_no_program() {
    let repo = Repo::new();
    repo.commit("2026-01-08", "One");
    let trap = repo.path().join("trap.sh");
    let sprung = repo.path().join("sprung");
    let script = format!("#!/bin/sh\ntouch '{}'\n", sprung.display());
    crate::cli::scaffold::create(&trap, &script).unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(&trap, std::fs::Permissions::from_mode(0o755)).unwrap();
    }
    let trap = trap.display().to_string();
    for key in ["core.fsmonitor", "core.pager", "pager.log", "gpg.program", "core.editor"] {
        repo.git(&["config", key, &trap], "");
    }
    repo.git(&["config", "log.showSignature", "true"], "");
    assert_eq!(subjects(&repo.read(Since::Start(date("2026-01-08")), "").unwrap()), ["One"]);
    assert!(!sprung.exists());
}
