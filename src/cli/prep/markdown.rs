//! The bank as Markdown, to print or to read on the way to an interview.

use super::words::Words;
use crate::outreach::{Bank, Entry, Evidence, ProjectBank};

/// The bank as Markdown.
pub(super) fn write(bank: &Bank) -> String {
    let words = Words::of(&bank.language);
    let mut text = format!("# {}\n\n{}\n", words.title(), words.notice());
    for project in &bank.projects {
        text.push_str(&project_text(project, words));
    }
    if !bank.others.is_empty() {
        text.push_str(&format!("\n## {}\n", words.others()));
        text.extend(bank.others.iter().map(|entry| entry_text(entry, words)));
    }
    text.trim_end().to_string()
}

fn project_text(project: &ProjectBank, words: Words) -> String {
    let mut text = format!("\n## {}\n\n", escaped(&project.title));
    for one in &project.standard {
        let mark = if one.is_answered() { "x" } else { " " };
        let keys = match &one.keys[..] {
            [] => String::new(),
            keys => words.bracketed(&words.keys(keys)),
        };
        text.push_str(&format!("- [{mark}] {}{keys}\n", escaped(&one.q)));
    }
    text.extend(project.entries.iter().map(|entry| entry_text(entry, words)));
    text
}

fn entry_text(entry: &Entry, words: Words) -> String {
    let answer = entry.a.as_deref().map_or_else(|| format!("*{}*", words.unanswered()), escaped);
    let mut text = format!("\n### {}\n\n{answer}\n", escaped(&entry.q));
    if !entry.from.is_empty() {
        text.push('\n');
        text.extend(entry.from.iter().map(|one| evidence_text(one, words)));
    }
    let place = words.place(entry.public, entry.asked_by.as_deref());
    text.push_str(&format!("\n{}\n", escaped(&place)));
    text
}

fn evidence_text(one: &Evidence, words: Words) -> String {
    let id = match &one.url {
        Some(url) => format!("[{}]({url})", one.id),
        None => one.id.clone(),
    };
    let what = match (&one.what, &one.url) {
        (Some(what), _) => format!("{}{}", words.colon(), escaped(what)),
        (None, Some(_)) => String::new(),
        (None, None) => format!("{}{}", words.colon(), words.no_file()),
    };
    let ears = if one.private { words.bracketed(words.for_your_ears()) } else { String::new() };
    format!("- {id}{ears}{what}\n")
}

/// Plain words, with the signs that Markdown would take for its own made harmless.
fn escaped(words: &str) -> String {
    let mut text = String::with_capacity(words.len());
    for c in words.chars() {
        if matches!(c, '*' | '_' | '`' | '[' | ']' | '<' | '>' | '\\' | '#' | '|' | '~') {
            text.push('\\');
        }
        text.push(c);
    }
    text
}
