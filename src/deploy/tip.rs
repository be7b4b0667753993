//! What is at the branch, and who made it.

use super::desk::{Desk, MAIL, NAME};
use super::error::DeployError;
use crate::git;

/// The first line of every deploy.
pub(super) const SUBJECT: &str = "Publish the site";

/// What the history of the branch should say to whoever comes across it.
pub(super) const BODY: &str =
    "Made by buildlog. Each deploy replaces this branch by one commit, so commits made here by hand stop it.";

/// The line of the message that says for which site a deploy was made; its `id` follows.
const SITE: &str = "Buildlog-Site: ";

/// Where a tip is kept that was made on another machine.
pub(super) const FETCHED: &str = "refs/buildlog/fetched";

/// The newest commit of the branch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tip {
    /// Its id.
    pub id: String,
    /// Who made it.
    pub maker: Maker,
}

/// Who made a commit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Maker {
    /// A deploy of this site.
    ThisSite,
    /// A deploy of another site: the `id` in that one's settings, where the commit names it.
    OtherSite(Option<String>),
    /// Not buildlog.
    Stranger {
        /// The name of its author.
        name: String,
        /// Its first line.
        subject: String,
        /// Whether it was made on top of a deploy, as the settings of GitHub Pages do it.
        has_parent: bool,
    },
}

/// Brings what the remote announced onto the desk if it is not there, and says whose it is.
pub(super) fn find(desk: &Desk) -> Result<Option<Tip>, DeployError> {
    let Some(announced) = &desk.announced else { return Ok(None) };
    let mut id = announced.clone();
    if read(desk, &id).is_err() {
        let refspec = format!("+{}:{FETCHED}", desk.target.reference());
        let question = [
            "fetch",
            "--quiet",
            "--no-tags",
            "--depth=1",
            "--no-write-fetch-head",
            "--",
            &desk.target.remote,
            &refspec,
        ];
        git::answer(desk.git().args(question))?;
        // What came may be newer than what was announced a moment before.
        id = git::answer(desk.git().args(["rev-parse", FETCHED]))?.trim().to_string();
    }
    let commit = read(desk, &id)?;
    Ok(Some(Tip { maker: maker(&commit, &desk.site), id }))
}

fn read(desk: &Desk, id: &str) -> Result<String, git::GitError> {
    // The tree as well: a deploy that was killed may have left half of a fetch behind.
    git::answer(desk.git().args(["rev-parse", "--quiet", "--verify", &format!("{id}^{{tree}}")]))?;
    git::answer(desk.git().args(["cat-file", "commit", id]))
}

/// The last paragraph of a deploy's message, which names the site that it belongs to.
pub(super) fn trailer(site: &str) -> String {
    format!("{SITE}{}", on_one_line(site))
}

/// Who made a commit, from its text. A deploy was made by buildlog, by nobody else since, and has no parent.
fn maker(commit: &str, site: &str) -> Maker {
    let (head, message) = commit.split_once("\n\n").unwrap_or((commit, ""));
    let value = |key: &str| {
        head.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(' ')).unwrap_or_default()
    };
    let has_parent = !value("parent").is_empty();
    let own = format!("{NAME} <{MAIL}> ");
    let is_deploy = value("author").starts_with(&own) && value("committer").starts_with(&own);
    if is_deploy && !has_parent {
        let said = message.lines().find_map(|line| line.strip_prefix(SITE));
        return match said {
            Some(said) if said == on_one_line(site) => Maker::ThisSite,
            said => Maker::OtherSite(said.map(str::to_string)),
        };
    }
    let name = value("author").split(" <").next().unwrap_or_default().to_string();
    Maker::Stranger { name, subject: message.lines().next().unwrap_or_default().to_string(), has_parent }
}

fn on_one_line(site: &str) -> String {
    site.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    const OWN: &str = "buildlog <deploy@buildlog.invalid> 1767609000 +0000";
    const SITE_ID: &str = "tag:example.org,2026-01-05:log";

    fn commit(parent: &str, author: &str, committer: &str) -> String {
        let trailer = trailer(SITE_ID);
        format!(
            "tree 1a2b\n{parent}author {author}\ncommitter {committer}\n\nPublish the site\n\nMore\n\n{trailer}\n"
        )
    }

    #[test]
    fn a_commit_of_buildlog_for_this_site_without_a_parent_is_its_own() {
        assert_eq!(maker(&commit("", OWN, OWN), SITE_ID), Maker::ThisSite);
    }

    #[test]
    fn a_deploy_of_another_site_is_not_ones_own_and_neither_is_one_that_names_none() {
        let said = Some(SITE_ID.to_string());
        for other in ["urn:uuid:1", "", "tag:example.org,2026-01-05:log2", "tag:example.org,2026-01-05:lo"] {
            assert_eq!(maker(&commit("", OWN, OWN), other), Maker::OtherSite(said.clone()), "{other}");
        }
        let unnamed = commit("", OWN, OWN).replace(&trailer(SITE_ID), "");
        assert_eq!(maker(&unnamed, SITE_ID), Maker::OtherSite(None));
    }

    #[test]
    fn an_id_is_one_line_whatever_it_holds() {
        let odd = " a\nBuildlog-Site: b\tc ";
        assert_eq!(trailer(odd), "Buildlog-Site: a Buildlog-Site: b c");
        let commit = commit("", OWN, OWN).replace(&trailer(SITE_ID), &trailer(odd));
        assert_eq!(maker(&commit, odd), Maker::ThisSite);
        assert_ne!(maker(&commit, "b c"), Maker::ThisSite);
    }

    #[test]
    fn a_commit_on_top_of_it_or_mended_by_somebody_is_theirs() {
        let ana = "Ana Sample <ana@example.org> 1767609000 +0000";
        for commit in [commit("parent 3c4d\n", OWN, OWN), commit("", OWN, ana), commit("", ana, OWN)] {
            assert!(matches!(maker(&commit, SITE_ID), Maker::Stranger { .. }), "{commit}");
        }
        let told = maker(&commit("parent 3c4d\n", ana, ana), SITE_ID);
        let expected = Maker::Stranger {
            name: "Ana Sample".to_string(),
            subject: "Publish the site".to_string(),
            has_parent: true,
        };
        assert_eq!(told, expected);
    }
}
