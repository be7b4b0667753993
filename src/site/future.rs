//! Entries dated after the build: a log tells what was done, not what will be.

use chrono::Days;

use crate::config::Config;
use crate::content::{self, Content, Number, Pace};
use crate::diagnostics::{Diagnostic, SourceFile};
use crate::front_matter::{Date, Spanned};

/// Whether a date is still to come on the date of the build. The date of an entry is that of its maker's clock,
/// and a build may run where it is still the day before.
fn is_ahead(date: Date, as_of: Date) -> bool {
    as_of.0.checked_add_days(Days::new(1)).is_some_and(|tomorrow| date.0 > tomorrow)
}

/// Days, feedback and numbers of a log that are dated ahead.
pub(super) fn check(config: &Config, content: &Content) -> Vec<Diagnostic> {
    let is_shown = |draft: bool| config.drafts || !draft;
    let mut faults = Vec::new();
    for day in content.days.iter().filter(|day| is_shown(day.document.matter.draft)) {
        let (file, matter) = (&day.document.file, &day.document.matter);
        match matter.date.as_ref().and_then(|date| ahead(config, file, date, "this day")) {
            // Its numbers are no further fault.
            Some(fault) => faults.push(match missed_before(config, content, day) {
                0 => fault,
                missed => fault.hint(missed_hint(missed)),
            }),
            None => faults.extend(numbers(config, file, &matter.numbers)),
        }
    }
    for project in content.projects.iter().filter(|project| is_shown(project.document.matter.draft)) {
        faults.extend(numbers(config, &project.document.file, &project.document.matter.numbers));
    }
    for piece in &content.feedback {
        let date = piece.document.matter.date.as_ref();
        faults.extend(date.and_then(|date| ahead(config, &piece.document.file, date, "this feedback")));
    }
    faults
}

/// How many days before one that is dated ahead are shown as missed, though they are still to come: a page knows no
/// date of today, and takes the last entry for it.
fn missed_before(config: &Config, content: &Content, ahead: &content::Day) -> u32 {
    let of_project = |project: &&std::sync::Arc<content::Project>| project.folder == ahead.project;
    let challenge = content
        .projects
        .iter()
        .find(of_project)
        .and_then(|project| project.document.matter.challenge.as_ref());
    if challenge.is_none_or(|challenge| challenge.pace != Pace::Calendar) {
        return 0;
    }
    let shown = content
        .days
        .iter()
        .filter(|day| day.project == ahead.project && (config.drafts || !day.document.matter.draft));
    let before = shown.map(|day| day.number()).filter(|number| *number < ahead.number()).max();
    ahead.number().saturating_sub(before.unwrap_or(0) + 1)
}

fn missed_hint(missed: u32) -> String {
    match missed {
        1 => "as long as it stands there, the day before it counts as missed".to_string(),
        _ => format!("as long as it stands there, the {missed} days before it count as missed"),
    }
}

fn numbers(config: &Config, file: &SourceFile, numbers: &[Number]) -> Vec<Diagnostic> {
    let dates = numbers.iter().filter_map(|number| number.date.as_ref());
    dates.filter_map(|date| ahead(config, file, date, "this number")).collect()
}

fn ahead(config: &Config, file: &SourceFile, date: &Spanned<Date>, what: &str) -> Option<Diagnostic> {
    is_ahead(date.value, config.as_of).then(|| {
        let words = format!("{what} is dated {}, and today is {}", date.value, config.as_of);
        Diagnostic::warning("future-date", words)
            .at(file.place(date.span.clone()))
            .label("still to come")
            .hint("correct the date, or keep the entry back with `draft: true` until then")
    })
}
