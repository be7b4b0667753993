//! The bank as it is read in the terminal: what is covered, then each question with its answer.

use unicode_width::UnicodeWidthStr;

use super::words::Words;
use crate::cli::terminal::{Terminal, Tone};
use crate::cli::wrap::wrap;
use crate::outreach::{Bank, Entry, Evidence, ProjectBank, StandardEntry};

/// How wide answers are set, in columns.
const WIDTH: usize = 76;

/// The bank as text.
pub(super) fn write(bank: &Bank, terminal: &Terminal) -> String {
    let page = Page { terminal, words: Words::of(&bank.language) };
    let mut lines = Vec::new();
    for project in &bank.projects {
        lines.extend(page.project(project));
    }
    if !bank.others.is_empty() {
        lines.push(terminal.strong(page.words.others()));
        lines.push(String::new());
        lines.extend(bank.others.iter().flat_map(|entry| page.entry(entry)));
    }
    let entries = || bank.projects.iter().flat_map(|project| &project.entries).chain(&bank.others);
    let open = entries().filter(|entry| entry.a.is_none()).count();
    let standard = bank.projects.iter().flat_map(|project| &project.standard);
    let standard_open = standard.filter(|one| !one.is_answered()).count();
    lines.push(page.words.closing(entries().count(), open, standard_open));
    if entries().next().is_none() {
        lines.push(page.words.first().to_string());
    }
    lines.join("\n")
}

/// How lines are made.
struct Page<'a> {
    terminal: &'a Terminal,
    words: Words,
}

impl Page<'_> {
    fn project(&self, project: &ProjectBank) -> Vec<String> {
        let mut lines = vec![self.terminal.strong(&project.title), String::new()];
        let widest = project.standard.iter().map(|one| one.q.width()).max().unwrap_or(0);
        lines.extend(project.standard.iter().map(|one| self.standard(one, widest)));
        lines.push(String::new());
        lines.extend(project.entries.iter().flat_map(|entry| self.entry(entry)));
        lines
    }

    fn standard(&self, one: &StandardEntry, widest: usize) -> String {
        let gap = " ".repeat(widest - one.q.width());
        let mut by = Vec::new();
        if !one.entries.is_empty() {
            by.push(self.words.answers(one.entries.len()));
        }
        if !one.keys.is_empty() {
            by.push(self.words.keys(&one.keys));
        }
        let missing = if one.open.is_empty() { self.words.unanswered() } else { self.words.asked_below() };
        match one.is_answered() {
            true => format!("  ■ {}{gap}  {}", one.q, self.terminal.dim(by.join(self.words.semicolon()))),
            false => format!("  □ {}{gap}  {}", one.q, self.terminal.toned(Tone::Notable, missing)),
        }
    }

    fn entry(&self, entry: &Entry) -> Vec<String> {
        let terminal = self.terminal;
        let mut lines: Vec<String> = wrap(&entry.q, WIDTH).iter().map(|line| terminal.strong(line)).collect();
        match &entry.a {
            Some(answer) => lines.extend(wrap(answer, WIDTH - 2).iter().map(|line| format!("  {line}"))),
            None => lines.push(format!("  {}", terminal.toned(Tone::Notable, self.words.unanswered()))),
        }
        lines.extend(entry.from.iter().flat_map(|one| self.evidence(one)));
        let place = self.words.place(entry.public, entry.asked_by.as_deref());
        lines.push(format!("  {}", terminal.dim(place)));
        lines.push(String::new());
        lines
    }

    fn evidence(&self, one: &Evidence) -> Vec<String> {
        let ears = match one.private {
            true => self.words.bracketed(self.words.for_your_ears()),
            false => String::new(),
        };
        let colon = self.words.colon();
        let what = match &one.what {
            Some(what) => format!("{}{ears}{colon}{what}", one.id),
            None if one.url.is_some() => one.id.clone(),
            None => format!("{}{colon}{}", one.id, self.words.no_file()),
        };
        let lines = wrap(&what, WIDTH - 4);
        let signs = std::iter::once("← ").chain(std::iter::repeat("  "));
        let dim = |(sign, line)| format!("  {}", self.terminal.dim(format!("{sign}{line}")));
        signs.zip(&lines).map(dim).collect()
    }
}
