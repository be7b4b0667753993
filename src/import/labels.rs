//! Labelled lines of an entry: `**Date:** 2024-05-06`, `**Hours worked:** 3.5`, `耗时：2小时`.

use std::ops::Range;

use super::dates::{self, Mention};

/// How many lines of text from the top a date line may stand.
const HEAD_LINES: usize = 15;

/// The date of a `Date:` line near the head of an entry.
pub(super) fn date(body: &str, code: &[Range<usize>]) -> Option<Mention> {
    let lines = prose_lines(body, code).filter(|line| !line.trim().is_empty()).take(HEAD_LINES);
    lines
        .filter_map(|line| value(line, &["date", "日期", "时间", "fecha", "datum", "data"]))
        .find_map(dates::find)
}

/// The hours that an entry says it took. Where several lines say so, a total wins, else the first.
pub(super) fn hours(body: &str, code: &[Range<usize>]) -> Option<f64> {
    let lines: Vec<&str> = prose_lines(body, code).filter(|line| !line.trim().is_empty()).collect();
    let mut first = None;
    for (at, line) in lines.iter().enumerate() {
        let next = lines.get(at + 1).copied().unwrap_or_default();
        if let Some(total) = labelled_hours(line, next, &TOTALS, true) {
            return Some(total);
        }
        let timed = || labelled_hours(line, next, &TIMES, false);
        first = first
            .or_else(|| labelled_hours(line, next, &COUNTS, true))
            .or_else(timed)
            .or_else(|| bold_hours(line));
    }
    first
}

const TOTALS: [&str; 4] = ["total time spent", "total hours", "total time", "总耗时"];
const COUNTS: [&str; 4] = ["hours worked", "hours spent", "hours", "工时"];
const TIMES: [&str; 8] =
    ["time spent", "time taken", "time worked", "耗时", "用时", "时长", "学习时间", "投入时间"];

/// The amount after one of these labels, or alone on the line below it.
fn labelled_hours(line: &str, next: &str, labels: &[&str], bare: bool) -> Option<f64> {
    let value = value(line, labels)?;
    if !value.trim().is_empty() {
        return amount(value, bare);
    }
    whole_amount(next.trim_matches(['*', '_', ' ']), bare)
}

/// `**4.8h**` alone on a line.
fn bold_hours(line: &str) -> Option<f64> {
    whole_amount(line.trim().strip_prefix("**")?.strip_suffix("**")?, false)
}

/// Hours that are all of a text, with their unit.
pub(super) fn only_hours(text: &str) -> Option<f64> {
    whole_amount(text.trim(), false)
}

fn whole_amount(text: &str, bare: bool) -> Option<f64> {
    let end = text.trim_end_matches(['.', ' ']).chars().next_back()?;
    let of_amount = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | ',' | ' ' | '~' | '≈');
    let is_plain = text.chars().all(|c| of_amount(c) || "个小时分钟".contains(c));
    // `3 hours later` is a sentence.
    let words = text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    let units = words.into_iter().all(|word| unit(word).0 != Unit::None);
    (is_plain && units && (bare || !end.is_ascii_digit())).then(|| amount(text, bare))?
}

/// The tags of a `Tags:` line, each once.
pub(super) fn tags(body: &str, code: &[Range<usize>]) -> Vec<String> {
    let lines =
        prose_lines(body, code).filter_map(|line| value(line, &["tags", "tag", "标签", "schlagwörter"]));
    let mut tags: Vec<String> = Vec::new();
    for line in lines {
        let hashed = line.contains('#') && !line.contains([',', '，', '、']);
        let pieces = line.split(|c: char| matches!(c, ',' | '，' | '、') || (hashed && c.is_whitespace()));
        for piece in pieces {
            let tag =
                piece.trim_matches(|c: char| c.is_whitespace() || matches!(c, '#' | '*' | '`' | '_' | '.'));
            if !tag.is_empty() && tag.chars().count() <= 60 && !tags.iter().any(|known| known == tag) {
                tags.push(tag.to_owned());
            }
        }
    }
    tags
}

/// The addresses after a `Link to work:` label, on its line or in the list below it, each once.
pub(super) fn links(body: &str, code: &[Range<usize>]) -> Vec<String> {
    const LABELS: [&str; 11] = [
        "link to work",
        "links to work",
        "link(s) to work",
        "link to the work",
        "links",
        "link",
        "liens vers les travaux",
        "lien vers les travaux",
        "工作成果链接",
        "リンク",
        "작업 내용 링크",
    ];
    let finder = linkify::LinkFinder::new();
    let mut links: Vec<String> = Vec::new();
    let mut below = false;
    for line in prose_lines(body, code) {
        let labelled = value(line, &LABELS).is_some() || bare_label(line, &LABELS);
        let found: Vec<_> = finder
            .links(line)
            .filter(|link| *link.kind() == linkify::LinkKind::Url && link.as_str().starts_with("http"))
            .collect();
        // The list ends at the first line of text without an address.
        below = labelled || (below && (line.trim().is_empty() || !found.is_empty()));
        for link in found.into_iter().filter(|_| below) {
            if !links.iter().any(|known| known == link.as_str()) {
                links.push(link.as_str().to_owned());
            }
        }
    }
    links
}

/// `**Link(s) to work**` without its colon.
fn bare_label(line: &str, labels: &[&str]) -> bool {
    let inner = line.trim().trim_matches(['*', '_', '#', ' ']).to_lowercase();
    labels.contains(&inner.as_str())
}

/// What stands before `(2 hours)` at the end of a heading, and the hours.
pub(super) fn trailing_hours(heading: &str) -> Option<(&str, f64)> {
    let inner = heading.trim_end().strip_suffix([')', '）'])?;
    let (before, inner) = inner.rsplit_once(['(', '（'])?;
    let inner = inner.trim();
    let inner =
        ["around ", "about ", "~", "约"].iter().find_map(|word| inner.strip_prefix(word)).unwrap_or(inner);
    amount(inner, false).map(|hours| (before, hours))
}

/// Whether a heading is a labelled line that an underline made a heading of (`Time Spent = 2h` above `---`).
pub(super) fn is_label(heading: &str) -> bool {
    let labels =
        ["time spent", "total time spent", "hours worked", "hours spent", "hours", "date", "耗时", "日期"];
    value(heading, &labels).is_some()
}

/// The lines of a text that are not code.
pub(super) fn prose_lines<'a>(body: &'a str, code: &'a [Range<usize>]) -> impl Iterator<Item = &'a str> {
    let mut at = 0;
    body.split_inclusive('\n').filter_map(move |line| {
        let start = at;
        at += line.len();
        (!code.iter().any(|range| range.contains(&start))).then(|| line.trim_end())
    })
}

/// What follows one of these labels on a line that begins with it, however it is set in bold.
fn value<'a>(line: &'a str, labels: &[&str]) -> Option<&'a str> {
    let line = line.trim_start_matches(|c: char| {
        c.is_whitespace()
            || matches!(c, '>' | '-' | '*' | '_' | '|' | '+' | '#')
            || super::headline::is_pictogram(c)
    });
    let rest = labels.iter().find_map(|label| strip_label(line, label))?;
    let rest = rest.trim_start_matches([' ', '*', '_']);
    let rest = match rest.strip_prefix('(').and_then(|aside| aside.split_once(')')) {
        Some((_, rest)) => rest.trim_start_matches([' ', '*', '_']),
        None => rest,
    };
    let rest = rest.strip_prefix([':', '：', '=', '~', '|'])?;
    Some(rest.trim_start_matches([' ', '*', '_', ':', '~', '|']))
}

fn strip_label<'a>(line: &'a str, label: &str) -> Option<&'a str> {
    let head = line.get(..label.len())?;
    head.to_lowercase().eq(label).then(|| &line[label.len()..])
}

/// Hours at the beginning of a text: `3.5`, `3h`, `1.5hrs`, `2h 30m`, `45 min`, `2小时`.
/// A number without a unit counts only where the label itself says hours.
fn amount(text: &str, bare: bool) -> Option<f64> {
    let text = text.trim_start_matches(['~', '≈', ' ']);
    let (number, rest) = decimal(text)?;
    let (unit, rest) = unit(rest);
    let hours = match unit {
        Unit::Hours => {
            let minutes = decimal(rest.trim_start()).filter(|(_, rest)| self::unit(rest).0 == Unit::Minutes);
            number + minutes.map_or(0.0, |(minutes, _)| minutes / 60.0)
        }
        Unit::Minutes => number / 60.0,
        Unit::None
            if bare && !rest.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '/' | '-' | ':')) =>
        {
            number
        }
        Unit::None => return None,
    };
    let rounded = (hours * 100.0).round() / 100.0;
    (0.0..=24.0).contains(&rounded).then_some(rounded)
}

fn decimal(text: &str) -> Option<(f64, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '.' && c != ',').unwrap_or(text.len());
    let number = text[..end].trim_end_matches(['.', ',']);
    number.replace(',', ".").parse().ok().map(|value| (value, &text[number.len()..]))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Unit {
    Hours,
    Minutes,
    None,
}

fn unit(text: &str) -> (Unit, &str) {
    let spaced = text.trim_start();
    for (word, unit) in
        [("小时", Unit::Hours), ("个小时", Unit::Hours), ("分钟", Unit::Minutes), ("分", Unit::Minutes)]
    {
        if let Some(rest) = spaced.strip_prefix(word) {
            return (unit, rest);
        }
    }
    let end = spaced.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(spaced.len());
    match spaced[..end].to_ascii_lowercase().as_str() {
        "h" | "hr" | "hrs" | "hour" | "hours" => (Unit::Hours, &spaced[end..]),
        "m" | "min" | "mins" | "minute" | "minutes" => (Unit::Minutes, &spaced[end..]),
        _ => (Unit::None, text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_read_in_every_form() {
        for (line, expected) in [
            ("**Hours worked:** 3.5", 3.5),
            ("**Hours worked:** 0", 0.0),
            ("**Hours Worked:** 8 hours", 8.0),
            ("**Time spent:** 3h", 3.0),
            ("**Time spent:** 1.5hrs", 1.5),
            ("Time Spent = 1.5hr", 1.5),
            ("Time Spent= 2h 30m", 2.5),
            ("> Time Spent (CAD) ~ 3 hours", 3.0),
            ("- **Time spent**: 45 minutes", 0.75),
            ("- 耗时：2小时", 2.0),
            ("⏱ Time spent: 2,5 h", 2.5),
        ] {
            assert_eq!(hours(line, &[]), Some(expected), "{line}");
        }
    }

    #[test]
    fn hours_stand_alone_or_below_their_label() {
        assert_eq!(hours("**Hours worked:**\n\n3.5\n", &[]), Some(3.5));
        assert_eq!(hours("**4.8h**\n", &[]), Some(4.8));
        assert_eq!(hours("**Hours worked:**\n\n- 3 bugs\n", &[]), None);
        assert_eq!(hours("**3 hours later**\n", &[]), None);
        assert_eq!(only_hours("3 hours"), Some(3.0));
        assert_eq!(only_hours("3"), None);
    }

    #[test]
    fn tags_and_links_are_lifted() {
        assert_eq!(tags("Tags: #rust #web\n", &[]), ["rust", "web"]);
        assert_eq!(tags("**Tags:** `a b`, c, c\n", &[]), ["a b", "c"]);
        let body = "See https://example.org/no\n\n**Link(s) to work**\n1. [a](https://example.org/a)\n2. https://example.org/b\n\nText https://example.org/c.\nMore\nhttps://example.org/no2\n";
        assert_eq!(
            links(body, &[]),
            ["https://example.org/a", "https://example.org/b", "https://example.org/c"]
        );
        assert_eq!(links("**Link to work:** https://example.org/x\n", &[]), ["https://example.org/x"]);
    }

    #[test]
    fn a_total_wins_over_its_parts() {
        let body = "**Time spent:** 1h\n**Time spent:** 2h\n**Total time spent: 3h**\n";
        assert_eq!(hours(body, &[]), Some(3.0));
    }

    #[test]
    fn what_is_no_amount_of_hours_is_left_alone() {
        for line in
            ["**Time spent:** 30", "hours: 9-5", "Hours: 99", "Time spent thinking: 3h", "Time spent:"]
        {
            assert_eq!(hours(line, &[]), None, "{line}");
        }
    }

    #[test]
    fn a_date_line_counts_near_the_head_and_outside_code() {
        assert_eq!(date("# Day 1\n\n**Date:** 2024-05-06\n", &[]).unwrap().written, "2024-05-06");
        assert_eq!(date("日期：2024年5月6日\n", &[]).unwrap().written, "2024年5月6日");
        let code = "```\nDate: 2024-05-06\n```\n";
        assert!(date(code, std::slice::from_ref(&(0..code.len()))).is_none());
        assert!(date(&format!("{}Date: 2024-05-06\n", "text\n".repeat(30)), &[]).is_none());
    }
}
