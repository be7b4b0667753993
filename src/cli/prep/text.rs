//! The bank as it is read in the terminal: what is covered, then each question with its answer.

use crate::cli::terminal::{Terminal, Tone, counted};
use crate::cli::wrap::wrap;
use crate::outreach::{Bank, Entry, Evidence, ProjectBank, StandardEntry};

/// How wide answers are set, in columns.
const WIDTH: usize = 76;

/// The bank as text.
pub(super) fn write(bank: &Bank, terminal: &Terminal) -> String {
    let mut lines = Vec::new();
    for project in &bank.projects {
        lines.extend(project_lines(project, terminal));
    }
    if !bank.others.is_empty() {
        lines.push(terminal.strong("About no project"));
        lines.push(String::new());
        lines.extend(bank.others.iter().flat_map(|entry| entry_lines(entry, terminal)));
    }
    let entries = || bank.projects.iter().flat_map(|project| &project.entries).chain(&bank.others);
    let open = entries().filter(|entry| entry.a.is_none()).count();
    lines.push(format!("{}, {} without an answer", counted(entries().count(), "question"), open));
    if entries().next().is_none() {
        lines.push(
            "Write the first one into private/questions.yaml: `- {q: Why this problem?, a: …}`".to_string(),
        );
    }
    lines.join("\n")
}

fn project_lines(project: &ProjectBank, terminal: &Terminal) -> Vec<String> {
    let mut lines = vec![terminal.strong(&project.title), String::new()];
    let widest =
        project.standard.iter().map(|one| unicode_width::UnicodeWidthStr::width(one.q.as_str())).max();
    let widest = widest.unwrap_or(0);
    lines.extend(project.standard.iter().map(|one| standard_line(one, widest, terminal)));
    lines.push(String::new());
    lines.extend(project.entries.iter().flat_map(|entry| entry_lines(entry, terminal)));
    lines
}

fn standard_line(one: &StandardEntry, widest: usize, terminal: &Terminal) -> String {
    let gap = " ".repeat(widest - unicode_width::UnicodeWidthStr::width(one.q.as_str()));
    let mut by = Vec::new();
    if !one.entries.is_empty() {
        by.push(counted(one.entries.len(), "answer"));
    }
    if !one.keys.is_empty() {
        by.push(format!("project.md: {}", one.keys.join(", ")));
    }
    match (one.is_answered(), one.open.is_empty()) {
        (true, _) => format!("  ■ {}{gap}  {}", one.q, terminal.dim(by.join("; "))),
        (false, true) => format!("  □ {}{gap}  {}", one.q, terminal.toned(Tone::Notable, "no answer yet")),
        (false, false) => {
            format!("  □ {}{gap}  {}", one.q, terminal.toned(Tone::Notable, "asked below, no answer yet"))
        }
    }
}

fn entry_lines(entry: &Entry, terminal: &Terminal) -> Vec<String> {
    let mut lines: Vec<String> = wrap(&entry.q, WIDTH).iter().map(|line| terminal.strong(line)).collect();
    match &entry.a {
        Some(answer) => lines.extend(wrap(answer, WIDTH - 2).iter().map(|line| format!("  {line}"))),
        None => lines.push(format!("  {}", terminal.toned(Tone::Notable, "no answer yet"))),
    }
    lines.extend(entry.from.iter().flat_map(|one| evidence_lines(one, terminal)));
    let place = if entry.public { "public" } else { "private" };
    let by = entry.asked_by.as_ref().map_or_else(String::new, |by| format!(", asked by {by}"));
    lines.push(format!("  {}", terminal.dim(format!("{place}{by}"))));
    lines.push(String::new());
    lines
}

fn evidence_lines(one: &Evidence, terminal: &Terminal) -> Vec<String> {
    let what = match (&one.what, one.private) {
        (Some(what), false) => format!("{}: {what}", one.id),
        (Some(what), true) => format!("{} (private, for your ears alone): {what}", one.id),
        (None, _) if one.url.is_some() => one.id.clone(),
        (None, _) => format!("{}: no file has this id", one.id),
    };
    let lines = wrap(&what, WIDTH - 4);
    let first = std::iter::once("← ").chain(std::iter::repeat("  "));
    first.zip(&lines).map(|(sign, line)| format!("  {}", terminal.dim(format!("{sign}{line}")))).collect()
}
