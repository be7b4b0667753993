//! What does not fit together in a project: dates off the pace, and ids that name nothing.

use std::collections::BTreeSet;

use super::challenge::{self, LONGEST_CHALLENGE};
use super::origin::day_number;
use super::{Day, Figure, Project};
use crate::content::{self, Pace};
use crate::diagnostics::{Diagnostic, Place, did_you_mean};
use crate::front_matter::Date;
use crate::path::SitePath;

/// Documents that are there and have no page: drafts, and files with faults.
#[derive(Clone, Copy)]
pub(super) struct Unshown<'a> {
    pub(super) drafts: &'a BTreeSet<SitePath>,
    pub(super) broken: &'a BTreeSet<SitePath>,
}

impl Unshown<'_> {
    pub(super) fn holds(paths: &BTreeSet<SitePath>, project: &Project, day: &str) -> bool {
        let number = day_number(day);
        paths.iter().any(|path| match content::place(path) {
            content::Place::Day { project: folder, name } => {
                folder == project.folder() && Some(name.number) == number
            }
            _ => false,
        })
    }
}

/// Complaints about a project whose parts do not fit together.
pub(super) fn project(project: &Project, faults: &mut Vec<Diagnostic>) {
    faults.extend(untitled(project));
    let said = project.source.document.matter.challenge.as_ref();
    if let Some(days) = said.and_then(|challenge| challenge.days.as_ref())
        && !(1..=LONGEST_CHALLENGE).contains(&days.value)
    {
        let place = project.source.document.file.place(days.span.clone());
        faults.push(
            Diagnostic::error("bad-value", format!("a challenge has between 1 and {LONGEST_CHALLENGE} days"))
                .at(place)
                .hint("write its length in days, such as 30"),
        );
    }
    if let (Some(start), Pace::Calendar) =
        (project.challenge.start, said.map_or(Pace::Entries, |said| said.pace))
    {
        let first = project.days.iter().map(|day| day.date).min();
        for day in &project.days {
            faults.extend(off_pace(day, start, first));
        }
    }
    for day in &project.days {
        check_answers(project, day, faults);
    }
}

/// A day whose date is not that of its number; `first` is the earliest date of all days.
fn off_pace(day: &Day, start: Date, first: Option<Date>) -> Option<Diagnostic> {
    let expected = challenge::date_of(start, day.number);
    if expected == Some(day.date) {
        return None;
    }
    let file = &day.source.document.file;
    let counted = (day.date.0 - start.0).num_days() + 1;
    let words = match counted {
        1.. => format!("{} is day {counted} of the calendar, but the file is day {}", day.date, day.number),
        _ => format!("{} is before the challenge begins ({start})", day.date),
    };
    let date = day.source.document.matter.date.as_ref().map(|date| date.span.clone());
    let warning = Diagnostic::warning("day-off-pace", words).at(file.place(date.unwrap_or_default()));
    let warning = match first.filter(|first| *first < start) {
        Some(first) => warning
            .hint(format!("did it begin earlier? write `start: {first}` under `challenge` in project.md")),
        None => warning,
    };
    let warning = match expected {
        Some(expected) => warning.hint(format!("set the date to {expected}, or rename the file")),
        None => warning,
    };
    Some(warning.hint("or count by entries: `pace: entries` under `challenge` in project.md"))
}

fn check_answers(project: &Project, day: &Day, faults: &mut Vec<Diagnostic>) {
    for answer in day.answers() {
        let Some(number) = &answer.number else { continue };
        let place = day.answers_source().document.file.place(number.span.clone());
        let Some(figure) = project.figure(&number.value) else {
            let known = project.figures.iter().map(|figure| figure.id.as_str());
            faults.push(unknown_id(
                "unknown-number",
                format!("no number has the id `{}`", number.value),
                place,
                &number.value,
                known,
            ));
            continue;
        };
        if figure.since(day.date).is_none() {
            faults.push(not_read_since(figure, day, place));
        }
    }
}

/// A number that can't show what a change did: all its readings are older.
fn not_read_since(figure: &Figure, day: &Day, place: Place) -> Diagnostic {
    let id = &figure.id;
    let words = format!(
        "the number `{id}` has no reading of {} or after it, so this answer is shown without",
        day.date
    );
    Diagnostic::warning("number-not-read", words)
        .at(place)
        .label("only readings from before the change")
        .hint(format!("where it was read since, give that day or a later one the reading: `numbers: [{{id: {id}, value: ...}}]`"))
        .hint("or leave it out until it is read")
}

/// A page without a name can't be told apart in a list, a tab or a search.
fn untitled(project: &Project) -> Option<Diagnostic> {
    let document = &project.source.document;
    document.matter.title.value.trim().is_empty().then(|| {
        Diagnostic::error("bad-value", "the title is empty")
            .at(document.file.place(document.matter.title.span.clone()))
            .hint("write what the project is called")
    })
}

pub(super) fn unknown_id<'a>(
    code: &'static str,
    words: String,
    place: Place,
    said: &str,
    known: impl Iterator<Item = &'a str>,
) -> Diagnostic {
    let fault = Diagnostic::error(code, words).at(place).label("not known");
    match did_you_mean(said, known) {
        Some(near) => fault.hint(format!("did you mean `{near}`?")),
        None => fault.hint("name one that is there, or leave it out"),
    }
}
