//! What the log claims and can't show: numbers without a source or a date, feedback that nobody answered, days without
//! a word.

use std::sync::Arc;

use crate::content::{Content, Day, Feedback, FeedbackStatus, Number};
use crate::diagnostics::{Diagnostic, SourceFile};
use crate::site::{Project, Site, number_id};

use super::claims;
use super::finding::key_span;

/// Findings about the evidence of a log.
pub(super) fn of_log(site: &Site, content: &Content) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for project in
        content.projects.iter().filter(|project| !site.drafts.contains(&project.document.file.path))
    {
        found.extend(claims::of_project(project, content));
        for number in &project.document.matter.numbers {
            found.extend(of_number(&project.document.file, number));
        }
    }
    let published = content.days.iter().filter(|day| !site.drafts.contains(&day.document.file.path));
    found.extend(published.filter(|day| day.is_blank()).map(|day| of_blank(day)));
    // A day that can't be read may be the one that answers.
    let may_be_judged = content.broken.is_empty();
    let shown = content.feedback.iter().filter(|piece| !site.drafts.contains(&piece.document.file.path));
    for feedback in shown.filter(|_| may_be_judged) {
        let projects = site.editions.iter().flat_map(|edition| &edition.projects).map(Arc::as_ref);
        found.extend(of_answers(
            feedback,
            projects.filter(|project: &&Project| project.folder() == feedback.project),
        ));
    }
    found
}

/// A day that counts as done and says nothing.
fn of_blank(day: &Day) -> Diagnostic {
    let date = day.document.matter.date.as_ref().map(|date| date.span.clone());
    Diagnostic::warning(
        "empty-day",
        format!("day {} says nothing yet, and its page counts as done", day.number()),
    )
    .at(day.document.file.place(date.unwrap_or_default()))
    .hint("write a title and a line of text below the front matter")
    .hint("or keep it back: `draft: true`; a day off is `rest: true`")
}

/// A number of a project; one of a day has the day for its source and date.
fn of_number(file: &SourceFile, number: &Number) -> Vec<Diagnostic> {
    let place = || file.place(number.value.span.clone());
    let name = number_id(number);
    let mut found = Vec::new();
    if number.source.is_none() {
        found.push(
            Diagnostic::warning(
                "number-without-source",
                format!("the number `{name}` does not say where it comes from"),
            )
            .at(place())
            .hint("add `source`: a day such as `day-07`, the id of a piece of feedback, a file, an address or a few words"),
        );
    }
    if number.date.is_none() {
        found.push(
            Diagnostic::warning(
                "number-without-date",
                format!("the number `{name}` does not say when it was read"),
            )
            .at(place())
            .hint("add `date: 2026-01-09`, or move the number to the day it was read on"),
        );
    }
    found
}

fn of_answers<'a>(feedback: &Feedback, projects: impl Iterator<Item = &'a Project>) -> Option<Diagnostic> {
    let is_answered =
        projects.filter_map(|project| project.quote(&feedback.id)).any(|quote| !quote.answered_by.is_empty());
    let matter = &feedback.document.matter;
    // Any other status says what became of it.
    let is_open = matches!(matter.status, None | Some(FeedbackStatus::New));
    (is_open && !is_answered).then(|| {
        let id = &feedback.id;
        Diagnostic::warning("unanswered-feedback", format!("the feedback `{id}` was never answered"))
            .at(feedback.document.file.place(key_span(&feedback.document.file, "status")))
            .hint(format!("name it in the day that answers it: `answers: [{{feedback: {id}, change: …}}]`"))
            .hint("or say what will come of it: `status: planned` or `status: declined`")
    })
}
