//! The words with which a name or a heading says which day it is: `Day 12`, `第十二天`, `R1D12`.

use crate::markdown::{chinese_number, is_chinese_numeral};

/// The word for a day in the languages that logs were seen in, longest first where one begins with another.
const WORDS: [&str; 14] = [
    "days",
    "day",
    "jour",
    "día",
    "dia",
    "giorno",
    "dzień",
    "dzien",
    "tag",
    "dag",
    "dan",
    "день",
    "ημέρα",
    "ngày",
];

/// A day that a text begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct DayMarker {
    /// The round of the challenge, where the text names one (`R2D12`).
    pub(super) round: Option<u32>,
    /// The day's number.
    pub(super) number: u32,
    /// The last day, where the text names several at once (`day11and12`).
    pub(super) last: Option<u32>,
    /// How many bytes of the text the marker takes.
    pub(super) len: usize,
}

/// The day that the text begins with, if it begins with one.
pub(super) fn at_start(text: &str) -> Option<DayMarker> {
    worded(text).or_else(|| chinese(text)).or_else(|| counted(text)).or_else(|| round(text))
}

fn worded(text: &str) -> Option<DayMarker> {
    let word = WORDS.iter().find_map(|word| strip_word(text, word))?;
    let rest = word.trim_start_matches([' ', '\u{a0}', '\t', '_', '-', '.', '#', ':', '：', '=', '*']);
    if word.len() - rest.len() > 6 {
        return None;
    }
    let (number, after) = digits(rest)?;
    let (last, after) = match range_end(after, number) {
        Some((last, after)) => (Some(last), after),
        None => (None, total(after)),
    };
    // `day2day` and `Day3d` are words of their own; `Day1Intro` and `Day1学习` are a day and its title.
    if last.is_none() && after.chars().next().is_some_and(|c| c.is_lowercase() || c.is_numeric()) {
        return None;
    }
    Some(DayMarker { round: None, number, last, len: text.len() - after.len() })
}

fn strip_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let mut rest = text.chars();
    for expected in word.chars() {
        let c = rest.next()?;
        if !c.to_lowercase().eq(std::iter::once(expected)) {
            return None;
        }
    }
    Some(rest.as_str())
}

/// The leading digits (at most four) as a number, and what follows them.
fn digits(text: &str) -> Option<(u32, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    if end > 4 {
        return None;
    }
    text[..end].parse().ok().map(|number| (number, &text[end..]))
}

/// The second number of `11and12`, `11-12`, `11 & 12`; `Day 1 - 3 ways` and `Day 1 - 2 June` have none.
fn range_end(after: &str, first: u32) -> Option<(u32, &str)> {
    let spaced = after.trim_start_matches([' ', '_']);
    let worded = ["and", "to", "&", "+"].iter().find_map(|joiner| strip_word(spaced, joiner));
    let tight = || ["-", "–", "~", ","].iter().find_map(|joiner| after.strip_prefix(joiner));
    let rest = worded.or_else(tight)?;
    let rest = if worded.is_some() { rest.trim_start_matches([' ', '_', '-']) } else { rest };
    let rest = strip_word(rest, "day").map_or(rest, |rest| rest.trim_start_matches([' ', '_', '-']));
    let (last, after) = digits(rest)?;
    let mut following = after.chars();
    let glued = match following.next() {
        Some(c) if c.is_alphanumeric() => true,
        Some('-' | '/' | '.') => following.next().is_some_and(|c| c.is_ascii_digit()),
        Some(' ') if worded.is_none() => following.next().is_some_and(char::is_alphanumeric),
        _ => false,
    };
    (last > first && last - first <= 10 && !glued).then_some((last, after))
}

/// What follows `/100` or ` of 100`, which say how long the challenge is.
fn total(after: &str) -> &str {
    let number = after.strip_prefix('/').or_else(|| strip_word(after, " of "));
    match number.and_then(digits) {
        Some((_, rest)) if !rest.starts_with(|c: char| c.is_alphanumeric() || c == '/') => rest,
        _ => after,
    }
}

fn chinese(text: &str) -> Option<DayMarker> {
    let rest = text.strip_prefix('第')?.trim_start();
    let end = rest.find(|c: char| !c.is_ascii_digit() && !is_chinese_numeral(c))?;
    let number = rest[..end].parse().ok().or_else(|| chinese_number(&rest[..end]))?;
    let rest = rest[end..].trim_start().strip_prefix(['天', '日'])?;
    Some(DayMarker { round: None, number, last: None, len: text.len() - rest.len() })
}

fn counted(text: &str) -> Option<DayMarker> {
    let (number, rest) = digits(text)?;
    let rest = ["日目", "일차", "天目"].iter().find_map(|word| rest.trim_start().strip_prefix(word))?;
    Some(DayMarker { round: None, number, last: None, len: text.len() - rest.len() })
}

fn round(text: &str) -> Option<DayMarker> {
    let (round, number, after) = round_and_day(text)?;
    let (last, rest) = match round_end(after, number) {
        Some((last, rest)) => (Some(last), rest),
        None => (None, total(after)),
    };
    let glued = rest.starts_with(char::is_alphanumeric);
    (!glued).then_some(DayMarker { round: Some(round), number, last, len: text.len() - rest.len() })
}

/// `R2D12`, in Latin or in Cyrillic letters, and what follows it.
fn round_and_day(text: &str) -> Option<(u32, u32, &str)> {
    let (round, rest) = digits(text.strip_prefix(['R', 'r', 'Р', 'р'])?)?;
    let rest = rest.strip_prefix(['-', '_', ' ', '.']).unwrap_or(rest);
    let (number, rest) = digits(rest.strip_prefix(['D', 'd', 'Д', 'д'])?)?;
    Some((round, number, rest))
}

/// The second day of `R2D92-93`, `R2D37 -> 48`, `R3D76/77`, `R3D69 - R3D71`; `R2D1 - 2020/05/08` has none.
fn round_end(after: &str, first: u32) -> Option<(u32, &str)> {
    let spaced = after.trim_start();
    let joiner = ["->", "→", "-", "–", "/", "&"].into_iter().find(|joiner| spaced.starts_with(joiner))?;
    let rest = spaced[joiner.len()..].trim_start();
    let (last, rest, named) = match round_and_day(rest) {
        Some((_, last, rest)) => (last, rest, true),
        None => digits(rest).map(|(last, rest)| (last, rest, false))?,
    };
    let mut following = rest.chars();
    let glued = match following.next() {
        Some(c) if c.is_alphanumeric() => true,
        Some('-' | '/' | '.') => following.next().is_some_and(|c| c.is_ascii_digit()),
        _ => false,
    };
    let tight = spaced.len() == after.len() || matches!(joiner, "->" | "→" | "&");
    // `R1D5/30` says how long the challenge is.
    let longest = if joiner == "/" { 3 } else { 60 };
    let follows = last > first && last - first <= longest;
    (follows && !glued && (named || tight)).then_some((last, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Option<(u32, Option<u32>, &str)> {
        at_start(text).map(|marker| (marker.number, marker.last, &text[marker.len..]))
    }

    #[test]
    fn the_forms_seen_in_logs_are_read() {
        assert_eq!(number("Day01_Topic"), Some((1, None, "_Topic")));
        assert_eq!(number("Day 1: April 6, 2020"), Some((1, None, ": April 6, 2020")));
        assert_eq!(number("day-099"), Some((99, None, "")));
        assert_eq!(number("DAY #4/100 – x"), Some((4, None, " – x")));
        assert_eq!(number("Day 4 of 100: x"), Some((4, None, ": x")));
        assert_eq!(number("Day57：ONNX"), Some((57, None, "：ONNX")));
        assert_eq!(number("Day1Intro"), Some((1, None, "Intro")));
        assert_eq!(number("第1天"), Some((1, None, "")));
        assert_eq!(number("第 十二 天 - 双指针"), Some((12, None, " - 双指针")));
        assert_eq!(number("23日目"), Some((23, None, "")));
        assert_eq!(number("R2D10 - 2020/05/08"), Some((10, None, " - 2020/05/08")));
        assert_eq!(number("Jour 17 Dimanche"), Some((17, None, " Dimanche")));
    }

    #[test]
    fn several_days_at_once_keep_the_first_and_the_last() {
        assert_eq!(number("day11and12"), Some((11, Some(12), "")));
        assert_eq!(number("Day 11 & 12: x"), Some((11, Some(12), ": x")));
        assert_eq!(number("Day11-12_x"), Some((11, Some(12), "_x")));
    }

    #[test]
    fn a_round_is_kept_with_its_days() {
        let read = |text: &str| {
            let marker = at_start(text).unwrap();
            (marker.round, marker.number, marker.last, text[marker.len..].to_owned())
        };
        assert_eq!(read("R2D92-93: 26-27 Nov"), (Some(2), 92, Some(93), ": 26-27 Nov".to_owned()));
        assert_eq!(read("R2D37 -> 48  - 2020/06/30"), (Some(2), 37, Some(48), "  - 2020/06/30".to_owned()));
        assert_eq!(read("R3D76/77"), (Some(3), 76, Some(77), String::new()));
        assert_eq!(read("R3D69 - R3D71"), (Some(3), 69, Some(71), String::new()));
        assert_eq!(read("R1D5/30 x"), (Some(1), 5, None, " x".to_owned()));
        assert_eq!(read("R2D1 - 2020/05/08"), (Some(2), 1, None, " - 2020/05/08".to_owned()));
        assert_eq!(read("Р1Д1"), (Some(1), 1, None, String::new()));
    }

    #[test]
    fn a_dash_before_a_title_or_a_date_is_no_range() {
        assert_eq!(number("Day 1 - 3 ways to sort"), Some((1, None, " - 3 ways to sort")));
        assert_eq!(number("DAY 1- 2 June: x"), Some((1, None, "- 2 June: x")));
        assert_eq!(number("Day 1-2020-05-06"), Some((1, None, "-2020-05-06")));
    }

    #[test]
    fn other_words_are_no_day() {
        for text in
            ["days of code", "daylight 1", "day2day", "第一轮", "第一周", "Day 123456", "12", "R2D2x", ""]
        {
            assert_eq!(number(text), None, "{text}");
        }
    }
}
