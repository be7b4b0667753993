//! `check --external`: the questions, what is kept of the answers, and their table.
#![allow(clippy::disallowed_methods, reason = "answers are kept in .buildlog/")]

use std::path::Path;

use anyhow::Context;
use serde_json::{Value, json};

use crate::cli::invocation::now;
use crate::cli::table::{self, Column};
use crate::cli::terminal::{Terminal, Tone};
use crate::cli::{Refusal, scaffold};
use crate::gate::Outside;
use crate::gate::external::{self, Answers, Outcome, Patience};
use crate::publish;

/// The site's work folder.
const WORK: &str = ".buildlog";

/// Where the answers of a day are kept, in the work folder.
const KEPT: &str = "external.json";

/// Asks every address that leads to another site.
///
/// # Errors
/// Where no host at all can be reached, which is a fault of the connection and not of the links; and those of the disk.
pub(super) fn ask(terminal: &Terminal, root: &Path, outside: &Outside) -> anyhow::Result<Answers> {
    let path = root.join(WORK).join(KEPT);
    let known = std::fs::read_to_string(&path).map(|text| Answers::from_json(&text)).unwrap_or_default();
    let now = now();
    let tell = |asked: usize| terminal.progress(asked, outside.len(), "asking");
    let answers = external::ask(outside.keys(), known, now, Patience::default(), &tell);
    terminal.progress(outside.len(), outside.len(), "asking");
    let is_lost = |outcome: &Outcome| matches!(outcome, Outcome::NoHost(_) | Outcome::Silent(_));
    if outside.len() > 2 && answers.iter().all(|(_, answer)| is_lost(&answer.outcome)) {
        let refusal = Refusal::new(
            format!("none of {} can be reached", counted_addresses(&answers)),
            "look whether this machine is online; `buildlog check` without `--external` needs nobody",
        );
        return Err(refusal.hint("behind a proxy, name it in HTTPS_PROXY").into());
    }
    publish::make_ignored(&root.join(WORK)).with_context(|| format!("{WORK} can't be made"))?;
    scaffold::replace(&path, &answers.to_json(now))?;
    Ok(answers)
}

/// The table of what other sites answered. What is there needs no line of its own.
pub(super) fn tell(terminal: &Terminal, answers: &Answers, outside: &Outside) {
    let rows: Vec<[String; 3]> = answers
        .iter()
        .filter(|(_, answer)| answer.outcome != Outcome::There)
        .map(|(url, answer)| [words(&answer.outcome), url.clone(), pages(outside, url)])
        .collect();
    let head = [("answer", Column::Words), ("address", Column::Cut(60)), ("on", Column::Cut(40))];
    if !rows.is_empty() {
        for line in table::lines(head, &rows) {
            terminal.say(line);
        }
        terminal.say("");
    }
    let there = answers.iter().count() - rows.len();
    terminal.status(
        Tone::Made,
        "asked",
        format_args!("{}: {there} there, {} to look at", counted_addresses(answers), rows.len()),
    );
}

fn counted_addresses(answers: &Answers) -> String {
    match answers.iter().count() {
        1 => "1 address".to_string(),
        count => format!("{count} addresses"),
    }
}

fn words(outcome: &Outcome) -> String {
    match outcome {
        Outcome::There => "there".to_string(),
        Outcome::Moved(to) => format!("moved to {to}"),
        Outcome::KeepsAway(status) => format!("asks programs to keep away ({status})"),
        Outcome::Gone(status) => format!("gone ({status})"),
        Outcome::Faulty(status) => format!("fault of the host ({status})"),
        Outcome::NoHost(reason) | Outcome::Silent(reason) => reason.clone(),
        Outcome::NotAsked => "not asked: the time was up".to_string(),
    }
}

/// The first page that leads there, and how many more do.
fn pages(outside: &Outside, url: &str) -> String {
    let Some(pages) = outside.get(url) else { return String::new() };
    let first = pages.first().map(|file| file.trim_end_matches("index.html")).unwrap_or_default();
    match pages.len() {
        0 | 1 => format!("/{first}"),
        more => format!("/{first} and {} more", more - 1),
    }
}

/// The same for a machine, with every address.
pub(super) fn json(answers: &Answers, outside: &Outside) -> Value {
    let rows = answers.iter().map(|(url, answer)| {
        json!({ "url": url, "answer": answer.outcome, "asked": answer.asked, "on": outside.get(url) })
    });
    Value::Array(rows.collect())
}
