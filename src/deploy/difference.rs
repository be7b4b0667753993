//! What a deploy changes at the branch.

use std::collections::BTreeMap;

use super::desk::Desk;
use super::error::DeployError;
use crate::git;

/// A file that is not the same after a deploy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The file.
    pub file: String,
    /// Its length before, in bytes; `None` where it is new.
    pub before: Option<u64>,
    /// Its length afterwards, in bytes; `None` where it is gone.
    pub after: Option<u64>,
}

/// All that a deploy changes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// The changes, in order of the files.
    pub changes: Vec<Change>,
    /// How many files the branch holds afterwards.
    pub files: usize,
}

/// What a tree holds: id and length by file.
type Listing = BTreeMap<String, (String, u64)>;

impl Difference {
    pub(super) fn between(desk: &Desk, before: Option<&str>, after: &str) -> Result<Self, DeployError> {
        let before = before.map(|commit| list(desk, commit)).transpose()?.unwrap_or_default();
        let after = list(desk, after)?;
        let files: std::collections::BTreeSet<&String> = before.keys().chain(after.keys()).collect();
        let changes =
            files.into_iter().filter(|file| before.get(*file) != after.get(*file)).map(|file| Change {
                file: file.clone(),
                before: before.get(file).map(|(_, length)| *length),
                after: after.get(file).map(|(_, length)| *length),
            });
        Ok(Self { changes: changes.collect(), files: after.len() })
    }

    /// How many files are new, changed and gone.
    pub fn counts(&self) -> (usize, usize, usize) {
        let count = |is: fn(&Change) -> bool| self.changes.iter().filter(|change| is(change)).count();
        (
            count(|change| change.before.is_none()),
            count(|change| change.before.is_some() && change.after.is_some()),
            count(|change| change.after.is_none()),
        )
    }

    /// Pages that are gone and have left no redirection behind: an alias would be a file in their place.
    pub fn vanished(&self) -> impl Iterator<Item = &str> {
        let gone = self.changes.iter().filter(|change| change.after.is_none());
        gone.filter_map(|change| {
            let page = change
                .file
                .strip_suffix("index.html")
                .filter(|folder| folder.is_empty() || folder.ends_with('/'));
            page.or_else(|| Some(change.file.as_str()).filter(|file| file.ends_with(".html")))
        })
    }
}

fn list(desk: &Desk, tree: &str) -> Result<Listing, DeployError> {
    let answer = git::answer(desk.git().args(["ls-tree", "-r", "-l", "-z", "--full-tree", tree]))?;
    let entries = answer.split('\0').filter_map(|entry| {
        let (facts, file) = entry.split_once('\t')?;
        let mut facts = facts.split_whitespace().skip(2);
        Some((file.to_string(), (facts.next()?.to_string(), facts.next()?.parse().unwrap_or(0))))
    });
    Ok(entries.collect())
}
