//! Feedback that shows more than its giver allowed, or does not say how they stand to the maker.

use super::finding::key_span;
use crate::content::{Consent, Feedback};
use crate::diagnostics::{Diagnostic, Place};

/// Findings about one piece of feedback in `content/`.
pub(super) fn of_feedback(feedback: &Feedback) -> Vec<Diagnostic> {
    let matter = &feedback.document.matter;
    let file = &feedback.document.file;
    let mut found = Vec::new();
    if feedback.consent() == Consent::Anonymous {
        let source = matter.source.as_ref().map(|source| ("source", source.span.clone()));
        let who = matter.who.as_ref().map(|_| ("who", key_span(file, "who")));
        found.extend(
            who.into_iter().chain(source).map(|(key, span)| more_than_consented(key).at(file.place(span))),
        );
    }
    if feedback.consent() != Consent::None
        && matter.consent_note.as_ref().is_none_or(|note| note.trim().is_empty())
    {
        let span = matter.consent.as_ref().map_or(0..0, |consent| consent.span.clone());
        found.push(
            Diagnostic::warning(
                "consent-without-note",
                format!("{} does not say how consent was given", file.path),
            )
            .at(file.place(span))
            .hint("add a line such as `consent_note: asked by mail, 9 January 2026`"),
        );
    }
    found
}

fn more_than_consented(key: &str) -> Diagnostic {
    Diagnostic::error("more-than-consented", format!("`{key}` tells more than `consent: anonymous` allows"))
        .label("no page shows it, but everybody can read the file")
        .hint("take the line out, or ask for `consent: role` or `name`")
}

/// A quote of a friend, a colleague or somebody of the family, on a page that does not say so.
pub(super) fn relation_not_shown(feedback: &Feedback, page: &str) -> Diagnostic {
    let relation = feedback.document.matter.relation.map_or("", |relation| relation.key());
    Diagnostic::error(
        "relation-not-shown",
        format!("{page} shows a quote of `relation: {relation}` without saying so"),
    )
    .at(Place::file(feedback.document.file.path.clone()))
    .hint("show `quote.relation_label` in the theme's templates beside the words")
}
