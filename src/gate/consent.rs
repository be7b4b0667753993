//! Feedback that shows more than its giver allowed, or does not say how they stand to the maker.

use super::finding::key_span;
use super::naming::names_somebody;
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
    if feedback.consent() == Consent::Role
        && let Some(source) = matter.source.as_ref().filter(|source| names_somebody(&source.value))
    {
        found.push(source_names(&source.value).at(file.place(source.span.clone())));
    }
    if feedback.consent() == Consent::Name
        && matter.name.as_ref().is_none_or(|name| name.value.trim().is_empty())
    {
        let span = matter.consent.as_ref().map_or(0..0, |consent| consent.span.clone());
        found.push(without_name().at(file.place(span)));
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

fn source_names(source: &str) -> Diagnostic {
    Diagnostic::warning("source-names-somebody", format!("the source `{source}` may tell who said it"))
        .label("`consent: role` allows the role alone")
        .hint("take the `source` out, or name the place without the person")
        .hint("or ask whether the name may be shown, and write `consent: name`")
}

fn without_name() -> Diagnostic {
    Diagnostic::warning("consent-without-name", "`consent: name` is given, and there is no `name` to show")
        .label("shown by the role alone")
        .hint("add a line with the `name`, or write `consent: role`")
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::Content;
    use crate::path::SitePath;
    use crate::source::{Source, Sources};

    fn told(keys: &str) -> Vec<&'static str> {
        let text = format!("---\nconsent_note: asked by mail\n{keys}\n---\nIt works.\n");
        let path = SitePath::new("content/projects/cut/feedback/a.md");
        let (content, faults) = Content::read(&Sources::from_memory([(path, Source::Text(text.into()))]));
        assert_eq!(faults, [], "{keys}");
        content.feedback.iter().flat_map(|piece| of_feedback(piece)).map(|found| found.code).collect()
    }

    #[test]
    fn a_source_that_tells_who_spoke_is_more_than_a_role() {
        let source = "source: \"https://x.com/ana_cuts/status/1\"";
        assert_eq!(told(&format!("consent: role\n{source}")), ["source-names-somebody"]);
        assert_eq!(told(&format!("consent: name\nname: Ana Lima\n{source}")), [""; 0]);
        assert_eq!(told("consent: role\nsource: \"https://example.org/forum/12\""), [""; 0]);
    }

    #[test]
    fn leave_to_show_a_name_asks_for_one() {
        assert_eq!(told("consent: name\nwho: editor"), ["consent-without-name"]);
        assert_eq!(told("consent: name\nname: \" \""), ["consent-without-name"]);
    }
}
