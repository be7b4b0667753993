//! What the name of a file or folder says about the day it holds.

use super::dates::{self, Mention, Reading};
use super::{day_marker, headline};

/// A name that stands for a day.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct DayName {
    /// By what it was recognised.
    pub(super) kind: Kind,
    /// The day's number.
    pub(super) number: Option<u32>,
    /// The last day, where the name covers several.
    pub(super) last: Option<u32>,
    /// The date in the name.
    pub(super) date: Option<Mention>,
    /// A title made of the words that are left; may be empty.
    pub(super) title: String,
}

/// By what a name was recognised as a day's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A word for day and a number.
    Day,
    /// A date.
    Dated,
    /// Only a number in front, which means a day in some logs and a chapter in others.
    Numbered,
}

/// Reads a name without its extension; `None` where it stands for no day.
pub(super) fn read(name: &str) -> Option<DayName> {
    let name = without_export_id(name);
    let date = dates::find(name).filter(is_whole);
    let rest = match &date {
        Some(mention) if mention.span.start == 0 => &name[mention.span.end..],
        Some(mention) => &name[..mention.span.start],
        None => name,
    };
    if let Some((marker, words)) = marker(rest) {
        let title = headline::from_words(words);
        return Some(DayName {
            kind: Kind::Day,
            number: Some(marker.number),
            last: marker.last,
            date,
            title,
        });
    }
    if date.is_some() {
        return Some(DayName {
            kind: Kind::Dated,
            number: None,
            last: None,
            title: headline::from_words(rest),
            date,
        });
    }
    let (number, words) = leading_number(name)?;
    let title = headline::from_words(words);
    Some(DayName { kind: Kind::Numbered, number: Some(number), last: None, date: None, title })
}

/// A date in a name counts with its year only: `3-4-notes` may be anything.
fn is_whole(mention: &Mention) -> bool {
    matches!(mention.reading, Reading::Date(_) | Reading::Impossible | Reading::Parts { year: Some(_), .. })
}

/// The day that a name begins with, be it after the name of a challenge (`100DaysOfCode-Day05`), and the words after it.
fn marker(name: &str) -> Option<(day_marker::DayMarker, &str)> {
    let separators = ['-', '_', '.', ' '];
    let start = name.trim_start_matches(separators);
    if let Some(marker) = day_marker::at_start(start) {
        return Some((marker, &start[marker.len..]));
    }
    let places = start.match_indices(separators).map(|(at, separator)| at + separator.len());
    let (at, marker) =
        places.into_iter().find_map(|at| day_marker::at_start(&start[at..]).map(|marker| (at, marker)))?;
    let before = start[..at].to_lowercase();
    before.contains("days").then(|| (marker, &start[at + marker.len..]))
}

/// `001_phase1` as 1 and its words.
fn leading_number(name: &str) -> Option<(u32, &str)> {
    let end = name.find(|c: char| !c.is_ascii_digit()).unwrap_or(name.len());
    let (digits, words) = name.split_at(end);
    let separated = words.is_empty() || words.starts_with(['_', '-', '.', ' ']);
    (separated && digits.len() <= 3).then(|| digits.parse().ok().map(|number| (number, words)))?
}

/// A name without the 32 hexadecimal digits that Notion puts after it.
fn without_export_id(name: &str) -> &str {
    match name.rsplit_once(' ') {
        Some((before, id)) if id.len() == 32 && id.bytes().all(|b| b.is_ascii_hexdigit()) => before,
        _ => name,
    }
}

/// A file name (without extension) without its language: `README.zh-CN` is a translation of `README`.
pub(super) fn translation_of(stem: &str) -> Option<&str> {
    let separators = stem.match_indices(['.', '_', '-']);
    separators.into_iter().find(|(at, _)| is_language(&stem[at + 1..])).map(|(at, _)| &stem[..at])
}

/// Whether a name is a language tag such as `fr` or `zh-CN`.
pub(super) fn is_language(name: &str) -> bool {
    const LANGUAGES: [&str; 30] = [
        "ar", "bn", "cs", "da", "de", "el", "en", "es", "fa", "fr", "he", "hi", "hu", "id", "it", "ja", "ko",
        "nl", "no", "pl", "pt", "ro", "ru", "sv", "th", "tr", "uk", "vi", "zh", "cn",
    ];
    let name = name.to_lowercase();
    let (language, region) = name.split_once(['-', '_']).unwrap_or((&name, ""));
    LANGUAGES.contains(&language) && region.len() <= 4 && region.chars().all(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(name: &str) -> (Option<u32>, String) {
        let read = read(name).unwrap_or_else(|| panic!("{name} is no day"));
        (read.number, read.title)
    }

    #[test]
    fn names_of_days_give_number_and_title() {
        for (name, number, title) in [
            ("Day01_Basic_Topic", 1, "Basic Topic"),
            ("Day 1", 1, ""),
            ("Day-01", 1, ""),
            ("day_01", 1, ""),
            ("day229", 229, ""),
            ("Day53_GPT_from_scratch", 53, "GPT from scratch"),
            ("第1天", 1, ""),
            ("第十二天", 12, ""),
            ("Day3：双指针", 3, "双指针"),
            ("100DaysOfCode-Day05", 5, ""),
            ("001_phase1_image_viewer", 1, "Phase1 image viewer"),
            ("Day 1 0123456789abcdef0123456789abcdef", 1, ""),
        ] {
            assert_eq!(day(name), (Some(number), title.to_owned()), "{name}");
        }
    }

    #[test]
    fn dates_in_names_are_kept_beside_the_number() {
        let post = read("2019-06-25-day-23-state-of-the-web").unwrap();
        assert_eq!((post.number, post.title.as_str()), (Some(23), "State of the web"));
        assert_eq!(post.date.unwrap().written, "2019-06-25");
        let note = read("2023-01-16").unwrap();
        assert_eq!((note.kind, note.number), (Kind::Dated, None));
        assert_eq!(read("log.daily.2021.05.20").unwrap().date.unwrap().written, "2021.05.20");
        assert_eq!(read("2022-05-32").unwrap().date.unwrap().reading, Reading::Impossible);
    }

    #[test]
    fn several_days_and_other_names() {
        assert_eq!(read("day11and12").unwrap().last, Some(12));
        for name in ["README", "DSA_Leetcode_Practice", "Sunday 3", "holidays", "2048-game", "src", "90days"]
        {
            assert_eq!(read(name), None, "{name}");
        }
    }

    #[test]
    fn translations_are_told_by_their_language() {
        assert_eq!(translation_of("README.zh-CN"), Some("README"));
        assert_eq!(translation_of("day1_fr"), Some("day1"));
        assert_eq!(translation_of("README-zh-CN"), Some("README"));
        assert_eq!(translation_of("Day01_NLP"), None);
        assert_eq!(translation_of("README"), None);
    }
}
