//! Whether words that are quoted from a piece of feedback stand in it.

use std::collections::HashSet;

use super::{Project, Quote};
use crate::content::Evidence;
use crate::diagnostics::Diagnostic;
use crate::front_matter::Language;
use crate::markdown;

/// Complaints about the evidence of a project, which the editions show in these variants.
pub(super) fn check(variants: &[&Project], default: &Language) -> Vec<Diagnostic> {
    let mut seen = HashSet::new();
    let files = variants.iter().filter(|project| seen.insert(&project.source.document.file.path));
    let evidence = files.flat_map(|project| {
        project.source.document.matter.evidence.iter().map(move |piece| (project, piece))
    });
    evidence.filter_map(|(project, piece)| not_said(project, piece, default)).collect()
}

fn not_said(project: &Project, piece: &Evidence, default: &Language) -> Option<Diagnostic> {
    let source = piece.source.as_ref()?;
    let said = project.quote(source.value.trim())?;
    // What is quoted in another language is a translation, which no comparison of letters can judge.
    let is_judged = *said.language.as_ref().unwrap_or(default) == project.language;
    (is_judged && !is_said(&piece.quote, said)).then(|| {
        let words = format!("the words quoted here do not stand in the feedback `{}`", said.id);
        Diagnostic::warning("words-not-said", words)
            .at(project.source.document.file.place(source.span.clone()))
            .hint("quote as it was said; leave words out with `…`, and put your own into `[ ]`")
            .hint("or name the source that the words come from")
    })
}

fn is_said(quoted: &str, said: &Quote) -> bool {
    let said = letters(&markdown::plain_text(&said.words));
    let mut rest = said.as_str();
    parts(&markdown::plain_text(quoted)).iter().all(|part| match rest.find(part.as_str()) {
        Some(at) => {
            rest = &rest[at + part.len()..];
            true
        }
        None => false,
    })
}

/// The stretches of a quote between what was left out and what its writer put in, as letters alone.
fn parts(quoted: &str) -> Vec<String> {
    let mut parts = Vec::new();
    let mut rest = quoted;
    while let Some((before, inside)) = rest.split_once('[') {
        parts.push(before);
        rest = inside.split_once(']').map_or(inside, |(_, after)| after);
    }
    parts.push(rest);
    let parts = parts.into_iter().flat_map(|part| part.split('…')).flat_map(|part| part.split("..."));
    parts.map(letters).filter(|part| !part.is_empty()).collect()
}

/// What is compared: spaces, quotation marks and punctuation are set as each writer likes.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
