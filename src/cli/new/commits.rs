//! Commits as a short list in the body of an entry: merged where they say the same, each with its address.

use super::history::{Commit, History};
use crate::cli::line::one_line;
use crate::front_matter::Language;

/// How many lines the list has at most.
const LINES: usize = 15;

/// How many characters of a subject are shown.
const SUBJECT_LENGTH: usize = 100;

/// How many subjects of one area share a line, and how many hashes one line shows.
const SHARED: usize = 3;

/// The heading and the list.
pub(super) fn section(history: &History, language: Option<&Language>) -> String {
    let chinese = language.is_some_and(Language::is_chinese);
    let mut lines = same_subject(&history.commits);
    if lines.len() > LINES {
        lines = same_area(lines);
    }
    let shown = if lines.len() > LINES { LINES - 1 } else { lines.len() };
    let rest: usize = lines[shown..].iter().map(|line| line.commits.len()).sum();
    let mut text = format!("## {}\n\n", if chinese { "提交记录" } else { "Commits" });
    for line in &lines[..shown] {
        text.push_str(&line.markdown(history.base.as_deref()));
    }
    match (rest, chinese) {
        (0, _) => {}
        (rest, true) => text.push_str(&format!("- 另有 {rest} 次提交\n")),
        (rest, false) => text.push_str(&format!("- and {rest} more commits\n")),
    }
    text
}

/// What one line tells.
struct Line<'a> {
    area: Option<&'a str>,
    subjects: Vec<&'a str>,
    commits: Vec<&'a Commit>,
}

/// A line for each thing that was said, however often; in the order in which it was said first.
fn same_subject(commits: &[Commit]) -> Vec<Line<'_>> {
    let key = |subject: &str| subject.trim_end_matches(['.', '。', ' ']).to_lowercase();
    let mut lines: Vec<Line> = Vec::new();
    for commit in commits {
        let subject = commit.subject.as_str();
        match lines.iter_mut().find(|line| key(line.subjects[0]) == key(subject)) {
            Some(line) => line.commits.push(commit),
            None => lines.push(Line { area: None, subjects: vec![subject], commits: vec![commit] }),
        }
    }
    lines
}

/// Puts `parser: read tables` and `parser: refuse tabs` on one line.
fn same_area(lines: Vec<Line<'_>>) -> Vec<Line<'_>> {
    let mut grouped: Vec<Line> = Vec::new();
    for mut line in lines {
        let subject = line.subjects[0];
        let Some((area, rest)) = area(subject) else {
            grouped.push(line);
            continue;
        };
        match grouped.iter_mut().find(|other| other.area == Some(area)) {
            Some(other) => {
                other.subjects.push(rest);
                other.commits.append(&mut line.commits);
            }
            None => grouped.push(Line { area: Some(area), subjects: vec![rest], commits: line.commits }),
        }
    }
    grouped
}

/// The part of the work before a colon: `parser`, `feat(parser)`.
fn area(subject: &str) -> Option<(&str, &str)> {
    let (area, rest) = subject.split_once(": ")?;
    let is_area = !area.is_empty() && area.chars().count() <= 30 && !area.contains(char::is_whitespace);
    (is_area && !rest.trim().is_empty()).then_some((area, rest.trim()))
}

impl Line<'_> {
    fn markdown(&self, base: Option<&str>) -> String {
        let subjects: Vec<String> =
            self.subjects.iter().take(SHARED).map(|subject| one_line(subject, SUBJECT_LENGTH)).collect();
        let more = if self.subjects.len() > SHARED { "; …" } else { "" };
        let area = self.area.map_or(String::new(), |area| format!("{area}: "));
        let words = literal(&format!("{area}{}{more}", subjects.join("; ")));
        let hashes: Vec<String> = self.commits.iter().take(SHARED).map(|commit| link(commit, base)).collect();
        let more = if self.commits.len() > SHARED { ", …" } else { "" };
        format!("- {words} ({}{more})\n", hashes.join(", "))
    }
}

fn link(commit: &Commit, base: Option<&str>) -> String {
    match base {
        Some(base) => format!("[{}]({base}{})", commit.short, commit.hash),
        None => format!("`{}`", commit.short),
    }
}

/// A subject as Markdown that shows it letter for letter, but for `code` in backticks.
fn literal(subject: &str) -> String {
    let keeps_code = subject.matches('`').count().is_multiple_of(2) && !subject.contains("``");
    let mut text = String::with_capacity(subject.len() + 8);
    let mut in_code = false;
    for letter in subject.chars() {
        match letter {
            '`' if keeps_code => in_code = !in_code,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '~' | '$' | '|' | '!' if !in_code => {
                text.push('\\');
            }
            _ => {}
        }
        text.push(letter);
    }
    // At its beginning a line could be a heading, a list or a number.
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    match text.as_bytes().get(digits) {
        Some(b'#' | b'+' | b'-' | b'=') if digits == 0 => text.insert(0, '\\'),
        Some(b'.' | b')') if digits > 0 => text.insert(digits, '\\'),
        _ => {}
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown;

    fn history(subjects: &[&str], base: Option<&str>) -> History {
        let commit = |(index, subject): (usize, &&str)| Commit {
            hash: format!("{index:040}"),
            short: format!("{index:07}"),
            email: String::new(),
            date: "2026-01-08".parse().unwrap(),
            subject: (*subject).to_string(),
        };
        History {
            commits: subjects.iter().enumerate().map(commit).collect(),
            noise: 0,
            base: base.map(String::from),
        }
    }

    #[test]
    fn each_thing_is_said_once_with_the_address_of_its_commits() {
        let base = "https://github.com/ana/cut/commit/";
        let text = section(&history(&["Draw the queue", "Fix typo", "draw the queue."], Some(base)), None);
        let [one, two, three] = [0, 1, 2].map(|n| format!("[{n:07}]({base}{n:040})"));
        assert_eq!(text, format!("## Commits\n\n- Draw the queue ({one}, {three})\n- Fix typo ({two})\n"));
    }

    #[test]
    fn without_an_address_the_hash_is_code() {
        let zh = "zh".parse().unwrap();
        assert_eq!(section(&history(&["第一步"], None), Some(&zh)), "## 提交记录\n\n- 第一步 (`0000000`)\n");
    }

    #[test]
    fn many_commits_become_few_lines() {
        let parser: Vec<String> = (0..10).map(|n| format!("parser: case {n}")).collect();
        let others: Vec<String> = (0..30).map(|n| format!("Thing {n}")).collect();
        let all: Vec<&str> = parser.iter().chain(&others).map(String::as_str).collect();
        let text = section(&history(&all, None), None);
        let lines: Vec<&str> = text.lines().skip(2).collect();
        assert_eq!(lines.len(), LINES);
        assert_eq!(lines[0], "- parser: case 0; case 1; case 2; … (`0000000`, `0000001`, `0000002`, …)");
        assert_eq!(lines[14], "- and 17 more commits");
    }

    #[test]
    fn a_few_commits_of_one_area_stay_apart() {
        let text = section(&history(&["parser: one", "parser: two"], None), None);
        assert_eq!(text.lines().count(), 4);
    }

    #[test]
    fn a_subject_is_shown_letter_for_letter() {
        for subject in [
            "# not a heading",
            "- no list",
            "1. no number",
            "Use Vec<T> & *ptr in __init__ [x](y) ~~z~~ $a$ | b",
            "an odd ` backtick",
            "![no](picture.png)",
            "<script>alert(1)</script>",
            "A\\B",
        ] {
            let text = section(&history(&[subject], None), None);
            let list = text.split_once("\n\n").unwrap().1;
            let plain = markdown::plain_text(list);
            assert!(plain.starts_with(subject), "{subject}: {list} shows {plain}");
        }
        assert!(section(&history(&["Call `a_b` twice"], None), None).contains("- Call `a_b` twice ("));
    }
}
