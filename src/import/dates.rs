//! Dates as people write them in names, headings and front matter.

use std::ops::Range;

use chrono::{NaiveDate, Weekday};

use super::date_words::{Token, TokenKind, is_weekday, month, tokens, weekday};

/// A date that a text mentions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mention {
    /// What can be said about it from this text alone.
    pub(super) reading: Reading,
    /// The day of the week, where the text names one.
    pub(super) weekday: Option<Weekday>,
    /// Whether it names several days (`26-27 Nov 2019`), of which the reading is the first.
    pub(super) several: bool,
    /// Where in the text it stands.
    pub(super) span: Range<usize>,
    /// The date as it was written.
    pub(super) written: String,
}

/// How far a date can be understood from its own text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Reading {
    /// A whole date.
    Date(NaiveDate),
    /// A month and a day, with no year.
    MonthDay(u32, u32),
    /// `03/04/2024`: which part is the month depends on the log.
    Parts {
        /// The number written first.
        first: u32,
        /// The number written second.
        second: u32,
        /// The year, where one is given.
        year: Option<i32>,
    },
    /// A date that no calendar has, such as 32 May.
    Impossible,
}

/// The first date in a text.
pub(super) fn find(text: &str) -> Option<Mention> {
    let tokens = tokens(text);
    let (at, several, (reading, used)) = (0..tokens.len()).find_map(|at| {
        let range = range(&tokens[at..]).map(|found| (at, true, found));
        range.or_else(|| single(&tokens[at..]).map(|found| (at, false, found)))
    })?;
    let span = tokens[at].span.start..tokens[at + used - 1].span.end;
    let written = text[span.clone()].to_owned();
    Some(Mention { reading, weekday: weekday(text, &tokens), several, span, written })
}

type Match = (Reading, usize);

/// Several days of one month: `26-27 Nov 2019`, `June 20-21, 2018`, `5/5-14/25`.
fn range(tokens: &[Token<'_>]) -> Option<Match> {
    let day = |at| number(tokens, at, 1..3).filter(|day| (1..=31).contains(day));
    let until = |at: usize| {
        let dash = tokens.get(at).filter(|token| matches!(token.text, "-" | "–" | "—" | "&" | "/"));
        dash.and_then(|_| day(at + 1)).map(|last| (last, at + 2))
    };
    if let Some(first) = day(0)
        && let Some((_, at)) = until(1).filter(|(last, _)| *last > first)
        && let Some((reading, used)) = day_first(&tokens[at - 1..])
    {
        return Some((on_day(reading, first), at - 1 + used));
    }
    if let Some(month) = month(tokens.first()?.text)
        && let Some(first) = day(1)
        && let Some((_, at)) = until(2).filter(|(last, _)| *last > first)
    {
        return Some(with_year(tokens, at, month, first));
    }
    let (first, second) = (number(tokens, 0, 1..3)?, mark(tokens, 1, &["/"]).and_then(|_| day(2))?);
    mark(tokens, 3, &["-", "–"])?;
    day(4).filter(|last| *last > second)?;
    mark(tokens, 5, &["/"])?;
    let year = short_year(tokens, 6)?;
    // The part that runs is the day, so the other is the month.
    (1..=12).contains(&first).then(|| (calendar(year, first, second), 7))
}

/// The same month on another day.
fn on_day(reading: Reading, day: u32) -> Reading {
    use chrono::Datelike;
    match reading {
        Reading::Date(date) => date.with_day(day).map_or(Reading::Impossible, Reading::Date),
        Reading::MonthDay(month, _) => yearless(month, day),
        other => other,
    }
}

fn single(tokens: &[Token<'_>]) -> Option<Match> {
    year_first(tokens)
        .or_else(|| eastern(tokens))
        .or_else(|| numeric(tokens))
        .or_else(|| month_name_first(tokens))
        .or_else(|| day_first(tokens))
}

fn number(tokens: &[Token<'_>], at: usize, digits: Range<usize>) -> Option<u32> {
    match tokens.get(at)?.kind {
        TokenKind::Number(value) if digits.contains(&tokens[at].text.len()) => Some(value),
        _ => None,
    }
}

/// The year at this place: four digits that are one, not followed by a letter.
fn year(tokens: &[Token<'_>], at: usize) -> Option<i32> {
    let value = number(tokens, at, 4..5)?;
    (1900..=2199).contains(&value).then(|| value.cast_signed())
}

fn mark<'a>(tokens: &[Token<'a>], at: usize, among: &[&str]) -> Option<&'a str> {
    let token = tokens.get(at)?;
    (!token.spaced && among.contains(&token.text)).then_some(token.text)
}

fn calendar(year: i32, month: u32, day: u32) -> Reading {
    NaiveDate::from_ymd_opt(year, month, day).map_or(Reading::Impossible, Reading::Date)
}

/// A month and a day of a year that is not known: 29 February may be meant.
fn yearless(month: u32, day: u32) -> Reading {
    match calendar(2000, month, day) {
        Reading::Date(_) => Reading::MonthDay(month, day),
        other => other,
    }
}

/// `2024-01-15`, `2020/05/08`, `2021.05.20`, `2021_05_20`.
fn year_first(tokens: &[Token<'_>]) -> Option<Match> {
    let year = year(tokens, 0)?;
    let separator = mark(tokens, 1, &["-", "/", ".", "_"])?;
    let month = number(tokens, 2, 1..3)?;
    mark(tokens, 3, &[separator])?;
    let day = number(tokens, 4, 1..3)?;
    Some((calendar(year, month, day), 5))
}

/// `2024年3月16日`, `3月12日`, `2023년 3월 23일`.
fn eastern(tokens: &[Token<'_>]) -> Option<Match> {
    let word = |at: usize, among: &[&str]| tokens.get(at).filter(|token| among.contains(&token.text));
    let year = year(tokens, 0).filter(|_| word(1, &["年", "년"]).is_some());
    let at = if year.is_some() { 2 } else { 0 };
    let month = number(tokens, at, 1..3)?;
    word(at + 1, &["月", "월"])?;
    let day = number(tokens, at + 2, 1..3)?;
    word(at + 3, &["日", "号", "號", "일"])?;
    let reading = year.map_or_else(|| yearless(month, day), |year| calendar(year, month, day));
    Some((reading, at + 4))
}

/// `04/13/2026`, `15/11/21`, `06.05.2020`, and `8/22` without a year.
fn numeric(tokens: &[Token<'_>]) -> Option<Match> {
    let first = number(tokens, 0, 1..3)?;
    let separator = mark(tokens, 1, &["/", ".", "-"])?;
    let second = number(tokens, 2, 1..3).filter(|_| !tokens[2].spaced)?;
    let year = mark(tokens, 3, &[separator]).and_then(|_| short_year(tokens, 4));
    if year.is_none() && (separator != "/" || mark(tokens, 3, &["/"]).is_some()) {
        return None;
    }
    let used = if year.is_some() { 5 } else { 3 };
    let any_year = year.unwrap_or(2000);
    let valid = |month, day| NaiveDate::from_ymd_opt(any_year, month, day).is_some();
    let reading = match (valid(second, first), valid(first, second)) {
        (false, false) if year.is_none() => return None,
        (false, false) => Reading::Impossible,
        // Dots stand between day and month wherever they are in use.
        (true, _) if separator == "." => {
            year.map_or(Reading::MonthDay(second, first), |y| calendar(y, second, first))
        }
        _ => Reading::Parts { first, second, year },
    };
    Some((reading, used))
}

fn short_year(tokens: &[Token<'_>], at: usize) -> Option<i32> {
    let short = || number(tokens, at, 2..3).map(|value| 2000 + value.cast_signed());
    year(tokens, at).or_else(short).filter(|_| !tokens[at].spaced)
}

/// `April 6, 2020`, `Sep 21`, `May 13, 2021, Thursday`, `July 20th, 2019`.
fn month_name_first(tokens: &[Token<'_>]) -> Option<Match> {
    let month = month(tokens.first()?.text)?;
    let mut at = 1;
    while mark(tokens, at, &[".", "_", "-"]).is_some() {
        at += 1;
    }
    let day = number(tokens, at, 1..3).filter(|day| *day <= 31)?;
    at = after_day(tokens, at + 1)?;
    Some(with_year(tokens, at, month, day))
}

/// `26 Aug, 2019`, `2 June`, `3rd of May 2021`, `15MAY2020`, `29_Oct`.
fn day_first(tokens: &[Token<'_>]) -> Option<Match> {
    let day = number(tokens, 0, 1..3).filter(|day| *day <= 31)?;
    let mut at = 1;
    if tokens.get(at).is_some_and(|token| !token.spaced && is_ordinal(token.text)) {
        at += 1;
    }
    while tokens.get(at).is_some_and(|token| matches!(token.text, "of" | "de"))
        || mark(tokens, at, &["_", "-", "."]).is_some()
    {
        at += 1;
    }
    let month = month(tokens.get(at)?.text)?;
    Some(with_year(tokens, at + 1, month, day))
}

/// The place after a day of the month; `None` where letters that are no ordinal are glued to it (`3x`, `7am`).
fn after_day(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    match tokens.get(at) {
        Some(token) if !token.spaced && token.kind == TokenKind::Word => {
            is_ordinal(token.text).then_some(at + 1)
        }
        _ => Some(at),
    }
}

/// `3st` and `2th` are slips of the pen that still name a day.
fn is_ordinal(word: &str) -> bool {
    ["st", "nd", "rd", "th"].iter().any(|ending| word.eq_ignore_ascii_case(ending))
}

fn with_year(tokens: &[Token<'_>], after: usize, month: u32, day: u32) -> Match {
    let mut at = after;
    while tokens.get(at).is_some_and(|token| {
        matches!(token.text, "," | "." | "_" | "-" | "/" | "de") || is_weekday(token.text)
    }) {
        at += 1;
    }
    match year(tokens, at) {
        Some(year) => (calendar(year, month, day), at + 1),
        None => (yearless(month, day), after),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u32, day: u32) -> Reading {
        Reading::Date(NaiveDate::from_ymd_opt(year, month, day).unwrap())
    }

    fn reading(text: &str) -> Option<Reading> {
        find(text).map(|mention| mention.reading)
    }

    #[test]
    fn whole_dates_are_read_in_every_form() {
        for (text, expected) in [
            ("2024-01-15", day(2024, 1, 15)),
            ("2023-01-16T10:00:00Z", day(2023, 1, 16)),
            ("Mon Jan 16 2023 10:00:00 GMT+0000", day(2023, 1, 16)),
            ("2020/05/08", day(2020, 5, 8)),
            ("06.05.2020", day(2020, 5, 6)),
            (": April 6, 2020", day(2020, 4, 6)),
            ("May 13, 2021, Thursday", day(2021, 5, 13)),
            ("Friday, June 22, 2018", day(2018, 6, 22)),
            ("July 20th, 2019", day(2019, 7, 20)),
            ("Sept. 3, 2019", day(2019, 9, 3)),
            ("August 3st 2021", day(2021, 8, 3)),
            ("26 Aug, 2019", day(2019, 8, 26)),
            ("3rd of May 2021", day(2021, 5, 3)),
            ("15MAY2020", day(2020, 5, 15)),
            ("2024年3月16日（12）", day(2024, 3, 16)),
            ("2023년 3월 23일 목요일", day(2023, 3, 23)),
        ] {
            assert_eq!(reading(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn a_date_without_a_year_says_so() {
        assert_eq!(reading("June 27, Monday"), Some(Reading::MonthDay(6, 27)));
        assert_eq!(reading("day 83 - may 13"), Some(Reading::MonthDay(5, 13)));
        assert_eq!(reading("3月12日"), Some(Reading::MonthDay(3, 12)));
        assert_eq!(reading("29_Oct"), Some(Reading::MonthDay(10, 29)));
        assert_eq!(reading("8/22 (Wed)"), Some(Reading::Parts { first: 8, second: 22, year: None }));
    }

    #[test]
    fn several_days_at_once_are_read_as_the_first() {
        for (text, expected) in [
            ("26-27 Nov 2019", day(2019, 11, 26)),
            ("June 20-21, 2018", day(2018, 6, 20)),
            ("5/5-14/25: Joints", day(2025, 5, 5)),
            ("4/17-30/25 First", day(2025, 4, 17)),
            ("3 - 5 May", Reading::MonthDay(5, 3)),
        ] {
            let mention = find(text).unwrap();
            assert_eq!((mention.reading, mention.several), (expected, true), "{text}");
        }
        assert!(!find("2 June: 3-4 things").unwrap().several);
    }

    #[test]
    fn months_of_other_languages_are_read() {
        assert_eq!(reading("Martedì 22 Marzo 2018"), Some(day(2018, 3, 22)));
        assert_eq!(reading("Dimanche 13 Octobre 2024"), Some(day(2024, 10, 13)));
        assert_eq!(reading("3. März 2024"), Some(day(2024, 3, 3)));
        assert_eq!(reading("5 de agosto de 2023"), Some(day(2023, 8, 5)));
    }

    #[test]
    fn slashes_leave_the_order_open() {
        let parts = |first, second| Some(Reading::Parts { first, second, year: Some(2021) });
        assert_eq!(reading("(15/11/21)"), parts(15, 11));
        assert_eq!(reading("03/04/2021"), parts(3, 4));
    }

    #[test]
    fn a_date_that_no_calendar_has_is_impossible() {
        for text in ["2022-05-32", "February 30, 2016", "February 30", "2024年2月30日", "45/13/2020"] {
            assert_eq!(reading(text), Some(Reading::Impossible), "{text}");
        }
    }

    #[test]
    fn the_weekday_is_kept_as_evidence() {
        assert_eq!(find("22/08/2018 (Wednesday)").unwrap().weekday, Some(Weekday::Wed));
        assert_eq!(find("2025.12.28（周日）").unwrap().weekday, Some(Weekday::Sun));
        assert_eq!(find("2025-12-28").unwrap().weekday, None);
    }

    #[test]
    fn numbers_that_are_no_date_are_left_alone() {
        for text in
            ["24/7 support", "v1.2.3", "YOLOv8", "May I?", "you may 2x it", "2048", "3 ways", "1/2/3/4", ""]
        {
            let found = reading(text);
            assert!(!matches!(found, Some(Reading::Date(_) | Reading::MonthDay(..))), "{text}: {found:?}");
        }
    }
}
