//! Drafts as they are shown: each below a line with its count, and bare, so that it can be marked and copied.

use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr;

use super::terminal::{Terminal, Tone};
use crate::outreach::{Counted, Draft, Form, LeftOut, Limit};

/// How wide the line above a draft is, in columns.
const WIDTH: usize = 76;

/// Says a draft.
pub(super) fn show(terminal: &Terminal, draft: &Draft) {
    let name = draft.form.name();
    let counts = facts(draft);
    let gap = WIDTH.saturating_sub(name.width() + counts.width() + 2).max(2);
    let counts = if is_off(draft) { terminal.toned(Tone::Notable, &counts) } else { terminal.dim(&counts) };
    terminal.answer(format!("{} {} {counts}", terminal.strong(name), terminal.dim("─".repeat(gap))));
    if !draft.text.left_out.is_empty() {
        let left_out: Vec<String> = draft.text.left_out.iter().map(left_out).collect();
        terminal.answer(terminal.dim(format!("left out to fit: {}", left_out.join(", "))));
    }
    terminal.answer("");
    if let Some(subject) = &draft.subject {
        terminal.answer(&subject.text);
        terminal.answer("");
    }
    terminal.answer(&draft.text.text);
    terminal.answer("");
}

fn left_out(out: &LeftOut) -> String {
    if out.whole { out.role.words().to_string() } else { format!("some of {}", out.role.words()) }
}

fn facts(draft: &Draft) -> String {
    let subject = draft.subject.iter().flat_map(|subject| counts(subject, "subject "));
    subject.chain(counts(&draft.text, "")).collect::<Vec<_>>().join(" · ")
}

fn counts<'a>(counted: &'a Counted, of: &'a str) -> impl Iterator<Item = String> + 'a {
    // Of several limits the one is said that is the nearest to being reached, or broken.
    let nearest = counted.counts.iter().max_by_key(|(limit, count)| per_mille(limit, *count));
    nearest.into_iter().map(move |(limit, count)| format!("{of}{}", count_words(limit, *count)))
}

fn per_mille(limit: &Limit, count: usize) -> usize {
    limit.most.map_or(0, |most| count * 1_000 / most.max(1))
}

/// `184 of 200 characters`, `112 of 50–125 words`.
fn count_words(limit: &Limit, count: usize) -> String {
    let unit = limit.measure.unit();
    match (limit.least, limit.most) {
        (_, None) => format!("{count} {unit}"),
        (_, Some(most)) if count > most => format!("{count} of {most} {unit}: {} too many", count - most),
        (least, Some(_)) if count < least => format!("{count} of {least} {unit}: {} too few", least - count),
        (0, Some(most)) => format!("{count} of {most} {unit}"),
        (least, Some(most)) => format!("{count} of {least}–{most} {unit}"),
    }
}

/// Whether a draft is too long or too short.
pub(super) fn is_off(draft: &Draft) -> bool {
    let texts = draft.subject.iter().chain([&draft.text]);
    texts.into_iter().any(|text| text.over().is_some() || text.under().is_some())
}

/// A draft for machines.
pub(super) fn json(draft: &Draft) -> Value {
    json!({
        "form": draft.form.key(),
        "name": draft.form.name(),
        "subject": draft.subject.as_ref().map(counted_json),
        "text": counted_json(&draft.text),
    })
}

fn counted_json(counted: &Counted) -> Value {
    json!({
        "text": counted.text,
        "counts": counted.counts.iter().map(|(limit, count)| json!({
            "count": count,
            "of": limit.measure.unit(),
            "least": limit.least,
            "most": limit.most,
        })).collect::<Vec<_>>(),
        "too_long_by": counted.over().map(|(_, by)| by),
        "too_short_by": counted.under().map(|(_, by)| by),
        "left_out": counted.left_out.iter().map(left_out).collect::<Vec<_>>(),
    })
}

/// The draft of a form, by its word on the command line.
pub(super) fn named(drafts: &[Draft], form: Option<Form>) -> Option<&Draft> {
    match form {
        Some(form) => drafts.iter().find(|draft| draft.form == form),
        None => drafts.first(),
    }
}
