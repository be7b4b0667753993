//! The bank as Markdown, to print or to read on the way to an interview.

use crate::outreach::{Bank, Entry, Evidence, ProjectBank};

/// The bank as Markdown.
pub(super) fn write(bank: &Bank) -> String {
    let mut text = "# Interview bank\n\nPrivate: not to be published.\n".to_string();
    for project in &bank.projects {
        text.push_str(&project_text(project));
    }
    if !bank.others.is_empty() {
        text.push_str("\n## About no project\n");
        text.extend(bank.others.iter().map(entry_text));
    }
    text.trim_end().to_string()
}

fn project_text(project: &ProjectBank) -> String {
    let mut text = format!("\n## {}\n\n", escaped(&project.title));
    for one in &project.standard {
        let mark = if one.is_answered() { "x" } else { " " };
        let keys = match &one.keys[..] {
            [] => String::new(),
            keys => format!(" (project.md: {})", keys.join(", ")),
        };
        text.push_str(&format!("- [{mark}] {}{keys}\n", escaped(&one.q)));
    }
    text.extend(project.entries.iter().map(entry_text));
    text
}

fn entry_text(entry: &Entry) -> String {
    let answer = entry.a.as_deref().map_or_else(|| "*No answer yet.*".to_string(), escaped);
    let mut text = format!("\n### {}\n\n{answer}\n", escaped(&entry.q));
    if !entry.from.is_empty() {
        text.push('\n');
        text.extend(entry.from.iter().map(evidence_text));
    }
    let place = if entry.public { "Public" } else { "Private" };
    let by = entry.asked_by.as_ref().map_or_else(String::new, |by| format!(", asked by {}", escaped(by)));
    text.push_str(&format!("\n{place}{by}\n"));
    text
}

fn evidence_text(one: &Evidence) -> String {
    let id = match &one.url {
        Some(url) => format!("[{}]({url})", one.id),
        None => one.id.clone(),
    };
    let what = match (&one.what, &one.url) {
        (Some(what), _) => format!(": {}", escaped(what)),
        (None, Some(_)) => String::new(),
        (None, None) => ": no file has this id".to_string(),
    };
    let private = if one.private { " (private, for your ears alone)" } else { "" };
    format!("- {id}{private}{what}\n")
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
