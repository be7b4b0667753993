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
use super::taken::Taken;
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
    let formed = compiled.possible(text).flat_map(|(number, pattern)| {
        let Form { what, read, is_shaped, .. } = forms[number];
        let spans = pattern.captures_iter(text).filter_map(move |groups| read(text, &groups));
        spans.map(move |span| Secret { span, what, is_shaped })
    });
    let shaped = shapes::without_words(text);
    let in_tables = tables::find(text).into_iter().map(passwords::password);
    apart(formed.chain(shaped).chain(in_tables))
}

/// The same in a text as it is written, and every secret that is written in base64: in a finished page that is what it
/// was in its source.
pub(super) fn find_in_source(text: &str) -> Vec<Secret> {
    apart(find(text).into_iter().chain(wrapped::find(text)))
}

/// Secrets in the order of their places, of two in one place the first.
fn apart(secrets: impl Iterator<Item = Secret>) -> Vec<Secret> {
    let mut taken = Taken::default();
    let mut apart: Vec<Secret> = secrets.filter(|secret| taken.take(&secret.span)).collect();
    apart.sort_by_key(|secret| secret.span.start);
    apart
}
