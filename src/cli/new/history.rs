//! The commits of a repository since the last entry, without those that tell nobody anything.

use std::path::Path;

use super::remote;
use crate::cli::Refusal;
use crate::front_matter::Date;
use crate::git::{self, GitError};

/// More commits than anybody makes between two entries; it keeps a wrong date from reading a whole history.
const MOST: &str = "--max-count=2000";

/// Which commits are wanted.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wanted<'a> {
    /// The repository, as it was named.
    pub(super) named: &'a Path,
    /// The date of the last entry, or the first date that counts where there is none before.
    pub(super) since: Since,
    /// The date of the new entry, the last that counts.
    pub(super) until: Date,
    /// The text of the last entry: a commit that it names is told already.
    pub(super) told: &'a str,
}

/// Where the commits begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Since {
    /// After the entry of this date.
    Entry(Date),
    /// With this date.
    Start(Date),
}

impl Since {
    /// The range in words, as it ends with a date.
    pub(super) fn words(self, until: Date) -> String {
        match self {
            Self::Entry(date) => format!("since the entry of {date}"),
            Self::Start(date) if date == until => format!("on {date}"),
            Self::Start(date) => format!("from {date} to {until}"),
        }
    }
}

/// One commit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Commit {
    /// Its whole hash.
    pub(super) hash: String,
    /// Its hash as far as it is needed to tell it from others.
    pub(super) short: String,
    /// Whose it is, by mail address.
    pub(super) email: String,
    /// When, by its author's own calendar.
    pub(super) date: Date,
    /// The first line of its message.
    pub(super) subject: String,
}

/// What was found.
#[derive(Clone, Debug, Default)]
pub(super) struct History {
    /// The commits worth telling, the oldest first; never none.
    pub(super) commits: Vec<Commit>,
    /// How many others there are: fixups, work in progress.
    pub(super) noise: usize,
    /// What the address of each commit begins with, where it has one.
    pub(super) base: Option<String>,
}

/// Reads the commits that an entry can tell about. Merges are left out; where the repository has
/// commits by its `user.email`, so are those of others.
///
/// # Errors
/// No git, no repository, no commits: each with its way out.
pub(super) fn read(repo: &Path, wanted: &Wanted<'_>) -> Result<History, Refusal> {
    let shown = wanted.named.display();
    if !repo.is_dir() {
        return Err(Refusal::new(
            format!("there is no folder {shown}"),
            "name the folder of a repository on this machine: `--from-git ../my-project`",
        ));
    }
    git::ask(repo, &["rev-parse", "--git-dir"]).map_err(|error| no_repository(wanted, error))?;
    if git::ask(repo, &["rev-parse", "--quiet", "--verify", "HEAD"]).is_err() {
        return Err(Refusal::new(format!("{shown} has no commits yet"), WITHOUT_GIT));
    }
    let found = in_range(log(repo, wanted).map_err(|error| no_repository(wanted, error))?, wanted);
    let (noise, commits): (Vec<Commit>, Vec<Commit>) =
        by_maker(repo, found).into_iter().partition(|commit| is_noise(&commit.subject));
    if commits.is_empty() {
        return Err(no_commits(wanted, noise.len()));
    }
    Ok(History { commits, noise: noise.len(), base: base(repo) })
}

const WITHOUT_GIT: &str = "`buildlog new day` without `--from-git` makes the entry";

fn no_repository(wanted: &Wanted<'_>, error: GitError) -> Refusal {
    let shown = wanted.named.display();
    match error {
        GitError::Refused(words) if words.contains("not a git repository") => Refusal::new(
            format!("{shown} is not a git repository"),
            "name the folder of a repository: `--from-git ../my-project`",
        ),
        GitError::Missing => {
            Refusal::new(error.to_string(), "install git, or make the entry without `--from-git`")
        }
        error => Refusal::new(format!("the commits of {shown} can't be read: {error}"), WITHOUT_GIT),
    }
}

fn no_commits(wanted: &Wanted<'_>, noise: usize) -> Refusal {
    let range = wanted.since.words(wanted.until);
    let but = if noise == 0 { "" } else { " but work in progress and fixups" };
    Refusal::new(format!("{} has no commits {range}{but}", wanted.named.display()), WITHOUT_GIT)
}

fn log(repo: &Path, wanted: &Wanted<'_>) -> Result<Vec<Commit>, GitError> {
    let (Since::Entry(first) | Since::Start(first)) = wanted.since;
    // Git counts instants and the log counts dates of the author: two days are more than any time zone.
    let since = first.0.checked_sub_days(chrono::Days::new(2)).map_or(first, Date);
    let since = format!("--since={since}T00:00:00Z");
    let format = "--format=%H%x1f%h%x1f%ae%x1f%ad%x1f%s";
    let answer = git::ask(repo, &["log", "--no-merges", "--no-color", "--date=short", MOST, &since, format])?;
    let mut commits: Vec<Commit> = answer.lines().filter_map(commit).collect();
    commits.reverse();
    Ok(commits)
}

fn commit(line: &str) -> Option<Commit> {
    let mut fields = line.splitn(5, '\u{1f}').map(str::to_string);
    let (hash, short, email) = (fields.next()?, fields.next()?, fields.next()?);
    let date = fields.next()?.parse().ok()?;
    Some(Commit { hash, short, email, date, subject: fields.next()?.trim().to_string() })
}

/// Keeps what lies between the two entries. What was committed on the last entry's own date, after it
/// was written, counts too where that entry lists commits: then it is known which it does not tell.
fn in_range(commits: Vec<Commit>, wanted: &Wanted<'_>) -> Vec<Commit> {
    let is_told = |commit: &Commit| wanted.told.contains(&commit.hash) || wanted.told.contains(&commit.short);
    let lists_commits = commits.iter().any(is_told);
    let counts = |commit: &Commit| match wanted.since {
        Since::Entry(date) if commit.date == date => lists_commits && !is_noise(&commit.subject),
        Since::Entry(date) => commit.date > date,
        Since::Start(date) => commit.date >= date,
    };
    commits
        .into_iter()
        .filter(|commit| counts(commit) && commit.date <= wanted.until && !is_told(commit))
        .collect()
}

fn by_maker(repo: &Path, commits: Vec<Commit>) -> Vec<Commit> {
    let email = git::ask(repo, &["config", "user.email"]).unwrap_or_default();
    let email = email.trim().to_lowercase();
    let is_theirs = |commit: &Commit| commit.email.to_lowercase() == email;
    let author = format!("--author=<{email}>");
    let has_theirs = commits.iter().any(is_theirs)
        || git::ask(repo, &["log", "-1", "--format=%H", "--fixed-strings", "--regexp-ignore-case", &author])
            .is_ok_and(|answer| !answer.trim().is_empty());
    if email.is_empty() || !has_theirs {
        return commits;
    }
    commits.into_iter().filter(is_theirs).collect()
}

/// Whether a subject was never meant for a reader.
fn is_noise(subject: &str) -> bool {
    let subject = subject.trim_start_matches('[').to_lowercase();
    let merge = ["merge branch ", "merge pull request ", "merge remote-tracking branch ", "merge tag "];
    let is_wip = subject
        .strip_prefix("wip")
        .is_some_and(|rest| rest.chars().next().is_none_or(|next| !next.is_alphanumeric()));
    is_wip
        || subject.is_empty()
        || ["fixup!", "squash!", "amend!"].iter().any(|mark| subject.starts_with(mark))
        || merge.iter().any(|mark| subject.starts_with(mark))
}

/// The address that commits of this repository have, by its remote `origin` or its first one.
fn base(repo: &Path) -> Option<String> {
    let remotes = git::ask(repo, &["config", "--get-regexp", r"^remote\..*\.url$"]).ok()?;
    let remotes: Vec<(&str, &str)> = remotes.lines().filter_map(|line| line.split_once(' ')).collect();
    let origin = remotes.iter().find(|(key, _)| *key == "remote.origin.url");
    remote::commit_base(origin.or(remotes.first())?.1)
}

#[cfg(test)]
mod tests;
