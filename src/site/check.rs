//! What does not fit together in a project: dates off the pace, and ids that name nothing.

use super::challenge::{self, LONGEST_CHALLENGE};
use super::{Day, Project};
use crate::content::Pace;
use crate::diagnostics::{Diagnostic, Place, did_you_mean};
use crate::front_matter::Date;

/// Complaints about a project whose parts do not fit together.
pub(super) fn project(project: &Project, faults: &mut Vec<Diagnostic>) {
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
        for day in &project.days {
            faults.extend(off_pace(day, start));
        }
    }
    for day in &project.days {
        check_answers(project, day, faults);
        check_sources(project, day, faults);
    }
}

fn off_pace(day: &Day, start: Date) -> Option<Diagnostic> {
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
    let warning = Diagnostic::warning("day-off-pace", words).at(file.place(day.matter().date.span.clone()));
    let warning = match expected {
        Some(expected) => warning.hint(format!("set the date to {expected}, or rename the file")),
        None => warning,
    };
    Some(warning.hint("or count by entries: `pace: entries` under `challenge` in project.md"))
}

fn check_answers(project: &Project, day: &Day, faults: &mut Vec<Diagnostic>) {
    for answer in day.answers() {
        let Some(number) = &answer.number else { continue };
        if project.figure(&number.value).is_none() {
            let place = day.source.document.file.place(number.span.clone());
            let known = project.figures.iter().map(|figure| figure.id.as_str());
            faults.push(unknown_id(
                "unknown-number",
                format!("no number has the id `{}`", number.value),
                place,
                &number.value,
                known,
            ));
        }
    }
}

/// A source that looks like the id of a day must be one.
fn check_sources(project: &Project, day: &Day, faults: &mut Vec<Diagnostic>) {
    for number in day.numbers() {
        let Some(source) = &number.source else { continue };
        if source.value.starts_with("day-") && project.day_named(&source.value).is_none() {
            let place = day.source.document.file.place(source.span.clone());
            let known: Vec<String> = project.days.iter().map(|day| day.source.name.stem.clone()).collect();
            let words = format!("`{}` is no day of this project", source.value);
            faults.push(unknown_id(
                "unknown-source",
                words,
                place,
                &source.value,
                known.iter().map(String::as_str),
            ));
        }
    }
}

fn unknown_id<'a>(
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
