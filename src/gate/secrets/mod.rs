//! Keys, tokens and passwords in a text: by the shape their makers gave them, or by the word beside them.

mod passwords;
mod random;
mod shapes;
mod spoken;
mod tables;
#[cfg(test)]
mod tests;
mod wrapped;

use std::sync::LazyLock;

use regex::Captures;

use super::pattern::{Case, Forms};
use crate::diagnostics::Span;

/// A secret in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Secret {
    /// Where it stands.
    pub(super) span: Span,
    /// What it is, with its article: `a GitHub token`.
    pub(super) what: &'static str,
    /// Whether its shape tells, and not only the word beside it: samples in code have such words, too.
    pub(super) is_shaped: bool,
}

/// A pattern of secrets.
struct Form {
    /// Words of which one stands wherever it matches.
    words: Vec<&'static str>,
    case: Case,
    pattern: String,
    /// What such a secret is.
    what: &'static str,
    /// Where the secret stands in what has matched; nothing where it is none after all.
    read: fn(&str, &Captures) -> Option<Span>,
    /// Whether its shape tells, and not only the word beside it.
    is_shaped: bool,
}

/// All patterns: of two that match in one place the first is told, so those that know most come first.
static FORMS: LazyLock<(Vec<Form>, Forms)> = LazyLock::new(|| {
    let forms: Vec<Form> = shapes::forms().chain(spoken::forms()).chain(passwords::forms()).collect();
    let compiled =
        Forms::new(forms.iter().map(|form| (form.case, form.words.as_slice(), form.pattern.as_str())));
    (forms, compiled)
});

/// Every secret in a text, in order, each once: what has a known shape is not reported for the word beside it.
pub(super) fn find(text: &str) -> Vec<Secret> {
    let (forms, compiled) = &*FORMS;
    let mut found = Vec::new();
    for (number, pattern) in compiled.possible(text) {
        let Form { what, read, is_shaped, .. } = forms[number];
        for span in pattern.captures_iter(text).filter_map(|groups| read(text, &groups)) {
            add(&mut found, Secret { span, what, is_shaped });
        }
    }
    let shaped = shapes::without_words(text).into_iter();
    let in_tables = tables::find(text).into_iter().map(passwords::password);
    shaped.chain(in_tables).for_each(|secret| add(&mut found, secret));
    found.sort_by_key(|secret| secret.span.start);
    found
}

/// The same in a text as it is written, and every secret that is written in base64: in a finished page that is what it
/// was in its source.
pub(super) fn find_in_source(text: &str) -> Vec<Secret> {
    let mut found = find(text);
    wrapped::find(text).into_iter().for_each(|secret| add(&mut found, secret));
    found.sort_by_key(|secret| secret.span.start);
    found
}

fn add(found: &mut Vec<Secret>, secret: Secret) {
    let is_known =
        found.iter().any(|known| known.span.start < secret.span.end && secret.span.start < known.span.end);
    if !is_known {
        found.push(secret);
    }
}
