//! When each file of a folder was added, as its git history tells.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use chrono::NaiveDate;

use crate::git;

/// The day on which each file below `root` was first added, by its path today. Empty where there is no git history,
/// and where the history is cut off: its oldest commit would claim every file.
pub(super) fn added(root: &Path) -> BTreeMap<String, NaiveDate> {
    let whole = git::ask(root, &["rev-parse", "--is-shallow-repository"])
        .is_ok_and(|answer| answer.trim() == "false");
    if !whole {
        return BTreeMap::new();
    }
    let arguments = [
        "log",
        "--diff-filter=AR",
        "-M",
        "--format=%x01%aI",
        "--name-status",
        "-z",
        "--relative",
        "--no-ext-diff",
    ];
    git::ask(root, &arguments).map(|log| parse(&log)).unwrap_or_default()
}

/// Reads the log, newest commit first: `\x01DATE`, then `A`, path or `R100`, old path, new path, all ended by NUL.
fn parse(log: &str) -> BTreeMap<String, NaiveDate> {
    let mut added = BTreeMap::new();
    // What a file of an earlier commit is called today.
    let mut today: HashMap<&str, &str> = HashMap::new();
    let mut date = None;
    let mut fields = log.split('\0').map(|field| field.trim_start_matches('\n'));
    while let Some(field) = fields.next() {
        if let Some(stamp) = field.strip_prefix('\u{1}') {
            // The author's own calendar, not UTC's.
            date = stamp.get(..10).and_then(|day| day.parse::<NaiveDate>().ok());
        } else if field.starts_with('R') {
            let (Some(old), Some(new)) = (fields.next(), fields.next()) else { break };
            let name = today.remove(new).unwrap_or(new);
            today.insert(old, name);
        } else if field == "A" {
            let (Some(path), Some(date)) = (fields.next(), date) else { continue };
            added.insert((*today.get(path).unwrap_or(&path)).to_owned(), date);
        }
    }
    added
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_addition_counts_and_renames_are_followed() {
        let log = "\u{1}2024-01-03T01:00:00+08:00\0\nR100\0one.md\0Day 1/README.md\0\u{1}2024-01-02T23:30:00-05:00\0\nA\0day2.md\0\
                   \u{1}2024-01-01T10:00:00Z\0\nA\0one.md\0";
        let added = parse(log);
        assert_eq!(added["Day 1/README.md"].to_string(), "2024-01-01");
        assert_eq!(added["day2.md"].to_string(), "2024-01-02");
        assert_eq!(added.len(), 2);
    }
}
