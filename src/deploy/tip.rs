//! What is at the branch, and who made it.

use super::desk::{Desk, MAIL, NAME};
use super::error::DeployError;
use super::target::Target;
use crate::git;

/// The first line of every deploy.
pub(super) const SUBJECT: &str = "Publish the site";

/// What the history of the branch should say to whoever comes across it.
pub(super) const BODY: &str =
    "Made by buildlog. Each deploy replaces this branch by one commit, so commits made here by hand stop it.";

/// Where a tip is kept that was made on another machine.
pub(super) const FETCHED: &str = "refs/buildlog/fetched";

/// The newest commit of the branch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tip {
    /// Its id.
    pub id: String,
    /// Whose it is, where buildlog did not make it.
    pub stranger: Option<Stranger>,
}

/// A commit that buildlog did not make.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stranger {
    /// The name of its author.
    pub name: String,
    /// Its first line.
    pub subject: String,
    /// Whether it was made on top of a deploy, as the settings of GitHub Pages do it.
    pub has_parent: bool,
}

/// Asks the remote, and brings the tip onto the desk if it is not there.
pub(super) fn find(desk: &Desk, target: &Target) -> Result<Option<Tip>, DeployError> {
    let reference = target.reference();
    let answer = git::answer(desk.git().args(["ls-remote", "--quiet", "--", &target.remote, &reference]))?;
    let id = answer.lines().filter_map(|line| line.split_once('\t')).find(|(_, name)| *name == reference);
    let Some((id, _)) = id else { return Ok(None) };
    let mut id = id.to_string();
    if read(desk, &id).is_err() {
        let refspec = format!("+{reference}:{FETCHED}");
        let question = [
            "fetch",
            "--quiet",
            "--no-tags",
            "--depth=1",
            "--no-write-fetch-head",
            "--",
            &target.remote,
            &refspec,
        ];
        git::answer(desk.git().args(question))?;
        // What came may be newer than what was announced a moment before.
        id = git::answer(desk.git().args(["rev-parse", FETCHED]))?.trim().to_string();
    }
    let commit = read(desk, &id)?;
    Ok(Some(Tip { stranger: stranger(&commit), id }))
}

fn read(desk: &Desk, id: &str) -> Result<String, git::GitError> {
    // The tree as well: a deploy that was killed may have left half of a fetch behind.
    git::answer(desk.git().args(["rev-parse", "--quiet", "--verify", &format!("{id}^{{tree}}")]))?;
    git::answer(desk.git().args(["cat-file", "commit", id]))
}

/// Whose a commit is, from its text; `None` for a deploy: made by buildlog, by nobody else since, and without a parent.
fn stranger(commit: &str) -> Option<Stranger> {
    let (head, message) = commit.split_once("\n\n").unwrap_or((commit, ""));
    let value = |key: &str| {
        head.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(' ')).unwrap_or_default()
    };
    let has_parent = !value("parent").is_empty();
    let own = format!("{NAME} <{MAIL}> ");
    let is_own = value("author").starts_with(&own) && value("committer").starts_with(&own);
    if is_own && !has_parent {
        return None;
    }
    let name = value("author").split(" <").next().unwrap_or_default().to_string();
    Some(Stranger { name, subject: message.lines().next().unwrap_or_default().to_string(), has_parent })
}

#[cfg(test)]
mod tests {
    use super::*;

    const OWN: &str = "buildlog <deploy@buildlog.invalid> 1767609000 +0000";

    fn commit(parent: &str, author: &str, committer: &str) -> String {
        format!("tree 1a2b\n{parent}author {author}\ncommitter {committer}\n\nPublish the site\n\nMore\n")
    }

    #[test]
    fn a_commit_of_buildlog_without_a_parent_is_its_own() {
        assert_eq!(stranger(&commit("", OWN, OWN)), None);
    }

    #[test]
    fn a_commit_on_top_of_it_or_mended_by_somebody_is_theirs() {
        let ana = "Ana Sample <ana@example.org> 1767609000 +0000";
        for commit in [commit("parent 3c4d\n", OWN, OWN), commit("", OWN, ana), commit("", ana, OWN)] {
            assert!(stranger(&commit).is_some(), "{commit}");
        }
        let told = stranger(&commit("parent 3c4d\n", ana, ana)).unwrap();
        assert_eq!((told.name.as_str(), told.subject.as_str()), ("Ana Sample", "Publish the site"));
    }
}
