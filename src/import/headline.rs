//! What the first heading of an entry says: which day, when, how long, and the title that is left.

use super::dates::{self, Mention};
use super::{day_marker, labels};

/// A heading taken apart.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Headline {
    /// The round of the challenge, where the heading names one.
    pub(super) round: Option<u32>,
    /// The day's number, where the heading names one.
    pub(super) number: Option<u32>,
    /// The last day, where the heading names several.
    pub(super) last: Option<u32>,
    /// The date, where the heading begins or ends with one.
    pub(super) date: Option<Mention>,
    /// The hours, where the heading ends with `(2 hours)`.
    pub(super) hours: Option<f64>,
    /// Whether the heading begins with the day or the date.
    pub(super) leads: bool,
    /// Whether the heading says more than the other fields hold: a time of day, a second date.
    pub(super) says_more: bool,
    /// The heading without all these and without decoration; may be empty.
    pub(super) title: String,
}

/// Takes a heading's text apart.
pub(super) fn read(text: &str) -> Headline {
    let mut headline = Headline::default();
    let rest = take_head(&mut headline, text);
    headline.leads = headline.number.is_some() || headline.date.is_some();
    let rest = take_tail(&mut headline, rest);
    let title = balance_quotes(trim_end(trim_start(rest)));
    headline.title = match in_parentheses(title) {
        Some(count) if count.chars().all(|c| c.is_ascii_digit()) => {
            headline.says_more = true;
            String::new()
        }
        inner => inner.unwrap_or(title).to_owned(),
    };
    headline
}

/// Takes day and date off the beginning, in either order.
fn take_head<'a>(headline: &mut Headline, text: &'a str) -> &'a str {
    let mut rest = trim_start(text);
    loop {
        if let Some(marker) = day_marker::at_start(rest) {
            if headline.number.is_none() {
                (headline.round, headline.number) = (marker.round, Some(marker.number));
                headline.last = marker.last;
            }
            rest = trim_start(after_challenge(&rest[marker.len..]));
        } else if let Some(mention) = dates::find(rest).filter(|date| is_filler(&rest[..date.span.start])) {
            let after = after_weekday(&rest[mention.span.end..]);
            let untimed = after_time(after);
            headline.says_more |= mention.several || headline.date.is_some() || untimed.len() < after.len();
            rest = trim_start(untimed);
            match &mut headline.date {
                Some(first) => first.several = true,
                None => headline.date = Some(mention),
            }
        } else {
            return rest;
        }
    }
}

/// What follows a time of day that stands after a date: ` 7 PM - `, ` **12:48 a.m. : `, ` 14:30`.
fn after_time(text: &str) -> &str {
    let start = text.trim_start_matches([' ', ',', '*', '(', '@']);
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let hours = digits(start);
    if !(1..=2).contains(&hours) || start.len() == text.len() {
        return text;
    }
    let minutes = start[hours..].strip_prefix(':').filter(|rest| digits(rest) == 2).map(|rest| &rest[2..]);
    let clock = minutes.unwrap_or(&start[hours..]);
    let half = clock.trim_start();
    let marked = ["am", "pm", "a.m.", "p.m."].iter().find_map(|half_day| {
        let head = half.get(..half_day.len())?;
        head.eq_ignore_ascii_case(half_day).then(|| &half[half_day.len()..])
    });
    match (marked, minutes) {
        (Some(rest), _) if !rest.starts_with(char::is_alphanumeric) => rest,
        (_, Some(rest)) if !rest.starts_with(|c: char| c.is_alphanumeric() || c == ':') => rest,
        _ => text,
    }
}

/// What one pair of parentheses holds that is all of a text.
fn in_parentheses(text: &str) -> Option<&str> {
    let inner = text.strip_prefix(['(', '（'])?.strip_suffix([')', '）'])?.trim();
    (!inner.is_empty() && !inner.contains(['(', ')', '（', '）'])).then_some(inner)
}

/// Takes hours, a date and a second naming of the day off the end.
fn take_tail<'a>(headline: &mut Headline, text: &'a str) -> &'a str {
    let mut rest = trim_end(text);
    if let Some((before, hours)) = labels::trailing_hours(rest) {
        headline.hours = Some(hours);
        rest = trim_end(before);
    } else if let Some(hours) = labels::only_hours(rest) {
        headline.hours = Some(hours);
        return "";
    }
    if headline.date.is_none()
        && let Some(mention) = dates::find(rest).filter(|date| is_filler(&rest[date.span.end..]))
    {
        let before = &rest[..mention.span.start];
        rest = trim_end(before.trim_end_matches(['(', '[', '（']));
        headline.says_more |= mention.several;
        headline.date = Some(mention);
    }
    match trailing_day(rest) {
        Some((before, number)) => {
            headline.number.get_or_insert(number);
            trim_end(before)
        }
        None => rest,
    }
}

/// What stands before ` – Day 4 of #90DaysOfAI` at the end of a heading, and the day's number.
fn trailing_day(text: &str) -> Option<(&str, u32)> {
    let (at, separator) =
        text.char_indices().rev().find(|(_, c)| matches!(c, '-' | '–' | '—' | '|' | ':' | '('))?;
    let tail = text[at + separator.len_utf8()..].trim_start();
    let marker = day_marker::at_start(tail)?;
    let rest = trim_end(after_challenge(&tail[marker.len..])).trim_matches([' ', ')']);
    let empty =
        rest.is_empty() || ["project", "challenge"].iter().any(|word| rest.eq_ignore_ascii_case(word));
    (empty && !text[..at].trim().is_empty()).then(|| (&text[..at], marker.number))
}

/// What follows ` of #90DaysOfAI` or ` of my 90 days of AI`.
fn after_challenge(text: &str) -> &str {
    if !text.starts_with(" of ") && !text.to_lowercase().starts_with(" days") {
        return text;
    }
    let end = text.find([':', '：', '–', '—', '|']).or_else(|| text.find(" - "));
    let name = &text[..end.unwrap_or(text.len())];
    if name.to_lowercase().contains("day") || name.contains('#') {
        return &text[name.len()..];
    }
    text
}

/// Whether a piece of a heading only leads to or from a date: a weekday, a word for "date", punctuation.
fn is_filler(text: &str) -> bool {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.into_iter().all(|word| {
        let word = word.to_lowercase();
        super::date_words::is_weekday(&word)
            || matches!(word.as_str(), "date" | "on" | "日期" | "周" | "週" | "星期")
    })
}

/// What follows the day of the week that stands after a date: `, Thursday`, `(Sun)`, `（周日）`.
fn after_weekday(text: &str) -> &str {
    let rest = text.trim_start_matches([' ', ',', '，', '(', '（', '*', '_']);
    let end = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
    if super::date_words::is_weekday(&rest[..end]) { &rest[end..] } else { text }
}

/// A title for which only the words of a file or folder name are known: `GPT_from_scratch`.
pub(super) fn from_words(words: &str) -> String {
    let spaced: Vec<&str> = words.split(['_', '-', ' ', '\t']).filter(|word| !word.is_empty()).collect();
    let title = trim_end(trim_start(&spaced.join(" "))).to_owned();
    let mut chars = title.chars();
    match chars.next() {
        Some(first) if first.is_ascii_lowercase() => first.to_ascii_uppercase().to_string() + chars.as_str(),
        _ => title,
    }
}

/// The text without the pictograms, marks and separators before its first word.
pub(super) fn trim_start(text: &str) -> &str {
    let mut rest = text;
    loop {
        // A shortcode begins with a colon, which alone is a separator.
        let after = strip_mark(strip_lone_quote(strip_shortcode(rest)));
        if after.len() == rest.len() {
            return rest;
        }
        rest = after;
    }
}

fn strip_mark(text: &str) -> &str {
    let mut chars = text.chars();
    match chars.next() {
        // `#66` names an issue.
        Some('#') if chars.as_str().starts_with(|c: char| c.is_ascii_digit()) => text,
        Some(c) if is_decoration(c) || matches!(c, '#' | '>' | ')' | '）' | ']') => chars.as_str(),
        Some('.') if chars.as_str().starts_with(' ') => chars.as_str(),
        _ => text,
    }
}

/// The text without the pictograms and separators after its last word.
pub(super) fn trim_end(text: &str) -> &str {
    text.trim_end_matches(is_decoration)
}

fn is_decoration(c: char) -> bool {
    c.is_whitespace()
        || is_pictogram(c)
        || matches!(
            c,
            '-' | '–' | '—' | '|' | ':' | '：' | '*' | '_' | '~' | '•' | '·' | ',' | '，' | '、' | '。'
        )
}

/// Whether a character is a picture (or a part of one), which a title can do without.
pub(super) fn is_pictogram(c: char) -> bool {
    matches!(u32::from(c), 0x1F000..=0x1FAFF | 0x2190..=0x21FF | 0x2300..=0x23FF | 0x25A0..=0x27BF | 0x2B00..=0x2BFF
        | 0xFE0F | 0x200D | 0x20E3 | 0xE0020..=0xE007F)
}

/// `:rocket: Launch` without its shortcode.
fn strip_shortcode(text: &str) -> &str {
    let Some((name, rest)) = text.strip_prefix(':').and_then(|rest| rest.split_once(':')) else {
        return text;
    };
    let is_name =
        !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '+' | '-'));
    if is_name { rest } else { text }
}

/// A quotation mark that is never closed is a slip, not a quotation.
fn strip_lone_quote(text: &str) -> &str {
    match text.chars().next() {
        Some(quote @ ('"' | '\'')) if text.matches(quote).count() == 1 => &text[1..],
        _ => text,
    }
}

/// The same slip at the other end, once the opening mark is gone.
fn balance_quotes(text: &str) -> &str {
    match text.strip_suffix('"') {
        Some(rest) if !rest.contains('"') => trim_end(rest),
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> (Option<u32>, String, String) {
        let headline = read(text);
        (headline.number, headline.date.map_or_else(String::new, |date| date.written), headline.title)
    }

    fn expect(text: &str, number: impl Into<Option<u32>>, date: &str, title: &str) {
        assert_eq!(parts(text), (number.into(), date.to_owned(), title.to_owned()), "{text}");
    }

    #[test]
    fn day_and_decoration_leave_the_title() {
        expect("Day 01: Basic Preprocessing in Python", 1, "", "Basic Preprocessing in Python");
        expect("🧠 Day 23 – Visual Parsing using spaCy", 23, "", "Visual Parsing using spaCy");
        expect("第1天：搭建环境", 1, "", "搭建环境");
        expect(":rocket: Day 3 - Launch", 3, "", "Launch");
        expect("🧍‍♂️ Pose Estimation", None, "", "Pose Estimation");
        expect("Day 5", 5, "", "");
        expect("\"# AI Letter Writer 🎯", None, "", "AI Letter Writer");
        expect("A \"quoted\" word", None, "", "A \"quoted\" word");
        expect(".NET on day one", None, "", ".NET on day one");
    }

    #[test]
    fn the_name_of_the_challenge_is_no_title() {
        expect("Day 15 of #90DaysOfX — Embeddings with BERT", 15, "", "Embeddings with BERT");
        expect("📄 Screening with NLP – Day 4 of #90DaysOfX", 4, "", "Screening with NLP");
        expect("Answering (VQA) - Day 9 Project 🚀", 9, "", "Answering (VQA)");
        expect("Day 4/100: Loops", 4, "", "Loops");
        expect("Day 4 of 100 Days of X: Loops", 4, "", "Loops");
        expect("Day 4 of my 100 days challenge - Loops", 4, "", "Loops");
        expect("Day 4 of learning Rust", 4, "", "of learning Rust");
    }

    #[test]
    fn a_date_at_either_end_is_taken_off() {
        expect("Day 1: April 6, 2020", 1, "April 6, 2020", "");
        expect("Day 9: Friday, June 22, 2018", 9, "June 22, 2018", "");
        expect("Day 57 - Friday 02.03.2018 - Box shadows", 57, "02.03.2018", "Box shadows");
        expect("2025-12-27 - 项目启动", None, "2025-12-27", "项目启动");
        expect("第23天更新 — 2026年3月22日", 23, "2026年3月22日", "更新");
        expect("Schematic done (2024-05-06)", None, "2024-05-06", "Schematic done");
        expect("Day 1: May 13, 2021, Thursday", 1, "May 13, 2021", "");
    }

    #[test]
    fn what_the_fields_cannot_hold_is_told() {
        for (text, title, says_more) in [
            ("04/13/2026 7 PM - Completed the design", "Completed the design", true),
            ("05/03/2026 **12:48 a.m. : First draft", "First draft", true),
            ("2026-05-06 14:30 Soldering", "Soldering", true),
            ("06/21/2026 - 07/01/2026 - Finished the board", "Finished the board", true),
            ("R2D92-93: 26-27 Nov 2019", "", true),
            ("2024年3月16日（12）", "", true),
            ("2026-05-06 7 boards", "7 boards", false),
            ("Day 83: 4:00 // dashboard", "4:00 // dashboard", false),
            ("Day 64: October 8, 2020 (Git)", "Git", false),
        ] {
            let headline = read(text);
            assert_eq!((headline.title.as_str(), headline.says_more), (title, says_more), "{text}");
            assert!(headline.leads, "{text}");
        }
        assert!(!read("Schematic done (2024-05-06)").leads);
    }

    #[test]
    fn marks_of_other_scripts_leave_the_title() {
        expect("[日期：2025.12.28（周日）] - Step 0.1", None, "2025.12.28", "Step 0.1");
        expect("1日目: 2016年6月27日（月）", 1, "2016年6月27日", "");
        expect("1일차: 6월 27일, 월요일", 1, "6월 27일", "");
        expect("3月12日 #66 讨论", None, "3月12日", "#66 讨论");
        expect("Jour 17 Dimanche 13 Octobre", 17, "13 Octobre", "");
        expect("R2D1: Martedì 22 Marzo 2018", 1, "22 Marzo 2018", "");
        expect("#Day0:  March 11, 2024", 0, "March 11, 2024", "");
    }

    #[test]
    fn a_date_amid_a_title_belongs_to_the_title() {
        expect("The outage of 4 May 2024 explained", None, "", "The outage of 4 May 2024 explained");
    }

    #[test]
    fn hours_at_the_end_are_lifted() {
        let headline = read("5/2/25 Modular redesign + screws (2 hours)");
        assert_eq!((headline.hours, headline.title.as_str()), (Some(2.0), "Modular redesign + screws"));
    }

    #[test]
    fn words_of_a_name_become_a_title() {
        assert_eq!(from_words("_GPT_from_scratch"), "GPT from scratch");
        assert_eq!(from_words("-state-of-the-web"), "State of the web");
        assert_eq!(from_words(""), "");
    }
}
