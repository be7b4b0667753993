//! Keys, tokens and passwords in a text: by the shape their makers gave them, or by the word beside them.

mod passwords;
mod random;
mod shapes;
mod spoken;
mod tables;
#[cfg(test)]
mod tests;
mod wrapped;

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

/// Every secret in a text, in order, each once: what has a known shape is not reported for the word beside it.
pub(super) fn find(text: &str) -> Vec<Secret> {
    let mut found = shapes::find(text);
    for secret in spoken::find(text).into_iter().chain(passwords::find(text)) {
        if !found.iter().any(|known| overlap(&known.span, &secret.span)) {
            found.push(secret);
        }
    }
    found.sort_by_key(|secret| secret.span.start);
    found
}

/// The same in a text as it is written, and every secret that is written in base64: in a finished page that is what it
/// was in its source.
pub(super) fn find_in_source(text: &str) -> Vec<Secret> {
    let mut found = find(text);
    for secret in wrapped::find(text) {
        if !found.iter().any(|known| overlap(&known.span, &secret.span)) {
            found.push(secret);
        }
    }
    found.sort_by_key(|secret| secret.span.start);
    found
}

fn overlap(one: &Span, other: &Span) -> bool {
    one.start < other.end && other.start < one.end
}
