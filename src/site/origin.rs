//! Where a number or a quote comes from: what a maker wrote, resolved once for all who show it.

use super::{Day, Quote};
use crate::content::is_web;
use crate::markdown::is_han;

/// Where a number comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A day of the project, by its index.
    Day(usize),
    /// A piece of feedback that may be shown, by its index.
    Quote(usize),
    /// A page on the web.
    Web(String),
    /// A file of the site, as it is written in a file of the project's folder.
    File(String),
    /// A few words.
    Words(String),
    /// Something without a page: a draft, feedback that is not in `content/`, or a slip. Its id is never shown.
    Unshown,
}

/// What somebody meant who wrote a source, by its form alone.
///
/// Whether an id is one of private feedback can't be known here, because pages are the same with and without
/// `private/`. So a word that stands alone is taken for an id, and words are what has a space, is written in Chinese, or
/// begins with a capital letter as the name of a place does: `Reddit`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Day,
    Web,
    File,
    Words,
    Id,
}

/// The endings of files that a number may come from. `plausible.io` ends in none of them.
const FILES: [&str; 21] = [
    "cast", "csv", "gif", "html", "jpeg", "jpg", "json", "log", "md", "mp4", "ods", "pdf", "png", "svg",
    "tsv", "txt", "webm", "webp", "xlsx", "yaml", "zip",
];

/// Signs that hardly a name of a file or an id has.
const IN_NO_NAME: [char; 7] = ['<', '>', '(', ')', '"', '*', '|'];

impl Form {
    pub(super) fn of(said: &str) -> Form {
        let said = said.trim();
        let ends_like_a_file = || {
            let path = said.split(['#', '?']).next().unwrap_or(said);
            path.rsplit_once('.').is_some_and(|(_, end)| FILES.contains(&end.to_ascii_lowercase().as_str()))
        };
        match said {
            _ if day_number(said).is_some() => Form::Day,
            _ if is_web(said) => Form::Web,
            _ if said.contains(|c: char| c.is_whitespace() || is_han(c)) => Form::Words,
            _ if ends_like_a_file() => Form::File,
            _ if said.contains(IN_NO_NAME) => Form::Words,
            _ if said.starts_with(['/', '.']) => Form::File,
            // A scheme of another kind is told where addresses are.
            _ if said.contains(':') => Form::Words,
            _ if said.contains('/') && !is_host(said) => Form::File,
            _ if is_proper_name(said) => Form::Words,
            _ => Form::Id,
        }
    }
}

/// The number that an id such as `day-07` holds.
pub(super) fn day_number(id: &str) -> Option<u32> {
    id.strip_prefix("day-").filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))?.parse().ok()
}

/// Whether it begins like the address of a page whose scheme was left out: `example.org/page`.
pub(crate) fn is_host(said: &str) -> bool {
    let host = said.split('/').next().unwrap_or(said);
    let end = host.rsplit_once('.').map_or("", |(name, end)| if name.is_empty() { "" } else { end });
    end.len() > 1
        && end.bytes().all(|byte| byte.is_ascii_alphabetic())
        && !FILES.contains(&end.to_ascii_lowercase().as_str())
        && host.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.'))
}

fn is_proper_name(said: &str) -> bool {
    said.starts_with(|c: char| c.is_ascii_uppercase()) && said.bytes().all(|byte| byte.is_ascii_alphabetic())
}

impl Origin {
    /// What a source means among the days and the feedback of a project.
    pub(super) fn resolve(said: &str, days: &[Day], quotes: &[Quote]) -> Origin {
        let said = said.trim();
        if let Some(at) = quotes.iter().position(|quote| quote.id == said) {
            return Origin::Quote(at);
        }
        match Form::of(said) {
            Form::Day => day_at(days, said).map_or(Origin::Unshown, Origin::Day),
            Form::Web => Origin::Web(said.to_string()),
            Form::File => Origin::File(said.to_string()),
            Form::Words => Origin::Words(said.to_string()),
            Form::Id => Origin::Unshown,
        }
    }

    /// Whether a source is meant as the path of a file or a page of the site.
    pub fn names_file(said: &str) -> bool {
        Form::of(said) == Form::File
    }

    /// Whether a reader can see where the number comes from.
    pub fn is_shown(&self) -> bool {
        *self != Origin::Unshown
    }
}

/// The day that an id means: by the name of its file, else by its number, so that `day-7` is `day-07`.
pub(super) fn day_at(days: &[Day], id: &str) -> Option<usize> {
    let number = day_number(id)?;
    let by_name = days.iter().position(|day| day.source.name.stem == id);
    by_name.or_else(|| days.iter().position(|day| day.number == number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_form_of_a_source_says_what_is_meant() {
        for (said, form) in [
            ("day-7", Form::Day),
            ("day-07", Form::Day),
            ("day-seven", Form::Id),
            ("gave-up-at-six", Form::Id),
            ("Stripe", Form::Words),
            ("Reddit", Form::Words),
            ("reddit", Form::Id),
            ("Thursday-again", Form::Id),
            ("plausible.io", Form::Id),
            ("example.org/stats", Form::Id),
            ("https://example.org/stats", Form::Web),
            ("media/count.csv", Form::File),
            ("count.csv", Form::File),
            ("day-07.md#count", Form::File),
            ("/projects/cut/", Form::File),
            ("../about.md", Form::File),
            ("a call", Form::Words),
            ("our log, 9 January", Form::Words),
            ("第一次测试", Form::Words),
            ("javascript:x", Form::Words),
            ("javascript:x//y", Form::Words),
            ("<b>bold</b>", Form::Words),
        ] {
            assert_eq!(Form::of(said), form, "{said}");
        }
    }
}
