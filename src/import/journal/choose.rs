//! Which file of a folder is a log of many days, where no file or folder is a day.

use super::heads;
use super::split;
use crate::diagnostics::Diagnostic;
use crate::import::schedule::place;
use crate::import::tree::Tree;
use crate::import::{candidates, front_matter};

/// A file that holds a log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found<'a> {
    /// The file.
    pub(super) path: &'a str,
    /// How many days it seems to hold.
    pub(super) days: usize,
}

/// The logs at the top of a folder that are named as logs are, the one with the most days first; with `any_name` all
/// Markdown files that hold several days.
pub(super) fn find(tree: &Tree, any_name: bool, loose: bool) -> Vec<Found<'_>> {
    let top = tree.files.iter().filter(|(path, _)| !path.contains('/'));
    let named = top.filter(|(path, _)| any_name || is_log(candidates::stem(path)));
    let mut found: Vec<Found<'_>> = named
        .filter_map(|(path, file)| {
            let days = count(&file.text.as_ref()?.text, loose);
            (days >= 2 && !is_history(candidates::stem(path))).then_some(Found { path, days })
        })
        .collect();
    found.sort_by_key(|log| std::cmp::Reverse(log.days));
    found
}

fn count(text: &str, loose: bool) -> usize {
    let (_, body) = front_matter::read(text);
    split::split(body, &heads::scan(body, loose)).pieces.len()
}

/// Whether a file name is one that logs bear.
pub(super) fn is_log(stem: &str) -> bool {
    const NAMES: [&str; 14] = [
        "journal",
        "devlog",
        "log",
        "diary",
        "worklog",
        "logbook",
        "buildlog",
        "progress",
        "daily",
        "days",
        "dailylog",
        "日志",
        "日记",
        "学习日志",
    ];
    let plain: String = stem.to_lowercase().chars().filter(|c| !matches!(c, '-' | '_' | ' ')).collect();
    NAMES.contains(&plain.as_str()) || round(stem).is_some()
}

/// Versions have dates too, and are no days.
fn is_history(stem: &str) -> bool {
    ["changelog", "history", "releases", "changes", "news"].contains(&stem.to_lowercase().as_str())
}

/// The round in the name of a file: 2 for `r2-log`.
pub(super) fn round(stem: &str) -> Option<u32> {
    let stem = stem.to_lowercase();
    let rest =
        stem.strip_prefix("round").or_else(|| stem.strip_prefix('r'))?.trim_start_matches(['-', '_', ' ']);
    let end = rest.find(|c: char| !c.is_ascii_digit())?;
    let log = rest[end..].trim_start_matches(['-', '_', ' ']);
    (end <= 2 && (log == "log" || log == "journal")).then(|| rest[..end].parse().ok())?
}

/// Says that a folder holds several logs, each of which is a project of its own.
pub(super) fn several(tree: &Tree, logs: &[Found<'_>]) -> Diagnostic {
    let named: Vec<String> = logs
        .iter()
        .map(|log| format!("`{}` ({} {})", log.path, log.days, if log.days == 1 { "day" } else { "days" }))
        .collect();
    let fault = Diagnostic::error(
        "import-several-logs",
        format!("`{}` holds several logs: {}", tree.name, named.join(", ")),
    );
    let first = logs.first().map_or("", |log| log.path);
    let fault = fault.at(place(first)).hint(format!(
        "import one file at a time, each into its project: `buildlog import …/{first} --project NAME`"
    ));
    logs.iter().skip(1).fold(fault, |fault, log| fault.related(place(log.path), "another"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_round_is_in_the_name() {
        assert_eq!(round("r2-log"), Some(2));
        assert_eq!(round("R1_log"), Some(1));
        assert_eq!(round("round3-log"), Some(3));
        for name in ["log", "r2d2", "rest", "r2", "r-log"] {
            assert_eq!(round(name), None, "{name}");
        }
    }
}
