//! The list of what an import leaves out: nothing of the log disappears without a word.

use std::collections::{BTreeMap, BTreeSet};

use super::candidates::holds_many_days;
use super::names::{self, Kind};
use super::tree::Tree;
use super::{Skipped, front_matter, outline};

/// How many files of one folder are named one by one before they are counted.
const NAMED_ONE_BY_ONE: usize = 8;

/// One line for each folder without any imported file, one for each other file, and the lines already known.
pub(super) fn list(tree: &Tree, imported: &BTreeSet<&str>, known: Vec<Skipped>) -> Vec<Skipped> {
    let mut out = tree.left_out.clone();
    let explained: BTreeSet<&str> = known.iter().map(|skipped| skipped.path.as_str()).collect();
    let mut branch = Branch::default();
    for path in tree.files.keys() {
        branch.add(path, path, imported.contains(path.as_str()), explained.contains(path.as_str()));
    }
    branch.list("", tree, &mut out);
    out.extend(known.iter().cloned());
    out.sort_by(|a, b| a.path.cmp(&b.path));
    out
}

/// A folder with what lies in it.
#[derive(Default)]
struct Branch<'a> {
    folders: BTreeMap<&'a str, Branch<'a>>,
    /// Files that are neither imported nor explained.
    rest: Vec<&'a str>,
    /// Whether a file below is imported or explained.
    in_use: bool,
    files: usize,
}

impl<'a> Branch<'a> {
    fn add(&mut self, below: &'a str, path: &'a str, imported: bool, explained: bool) {
        self.files += 1;
        self.in_use |= imported || explained;
        match below.split_once('/') {
            Some((folder, below)) => {
                self.folders.entry(folder).or_default().add(below, path, imported, explained);
            }
            None if !imported && !explained => self.rest.push(path),
            None => {}
        }
    }

    fn list(&self, path: &str, tree: &Tree, out: &mut Vec<Skipped>) {
        if self.rest.len() > NAMED_ONE_BY_ONE {
            let shown = if path.is_empty() { "." } else { path };
            out.push(Skipped::new(shown, format!("{} other files here are no entries", self.rest.len())));
        } else {
            out.extend(self.rest.iter().map(|file| Skipped::new(file, reason(tree, file))));
        }
        for (name, folder) in &self.folders {
            let path = if path.is_empty() { (*name).to_owned() } else { format!("{path}/{name}") };
            if folder.in_use {
                folder.list(&path, tree, out);
            } else {
                let files = if folder.files == 1 { "file" } else { "files" };
                let is_day = names::read(name).is_some_and(|name| name.kind == Kind::Day);
                let why = if is_day { "a day without a Markdown file" } else { "no day by its name" };
                let reason = format!("{why} ({} {files})", folder.files);
                out.push(Skipped { path: path + "/", reason });
            }
        }
    }
}

fn reason(tree: &Tree, path: &str) -> &'static str {
    let Some(text) = tree.files.get(path).and_then(|file| file.text.as_ref()) else {
        return "not Markdown, and no picture of an entry";
    };
    let (_, body) = front_matter::read(&text.text);
    if holds_many_days(&outline::read(body)) {
        "holds several days in one file; import that file by itself"
    } else {
        "no day by its name"
    }
}
