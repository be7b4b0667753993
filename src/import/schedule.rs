//! The days of a log in their order: each with its number and its date, or with a complaint.

use std::collections::BTreeMap;

use crate::diagnostics::{Diagnostic, Place};
use crate::path::SitePath;

use super::chronology::{self, Basis, Claim, Fault, Settled};
use super::entry::Entry;
use super::page::title_or_day;
use super::tree::Tree;
use super::{DateSource, Options, Plan, Skipped, UndatedDay};

/// An entry with its number.
pub(super) struct Numbered<'a> {
    pub(super) number: u32,
    pub(super) entry: Entry<'a>,
}

/// An entry with its number and date.
pub(super) struct Dated<'a> {
    pub(super) number: u32,
    pub(super) settled: Settled,
    pub(super) date_source: DateSource,
    pub(super) entry: Entry<'a>,
}

/// Gives each entry its number. Where none has one they are counted in the order of their dates; where some have,
/// the others are left out.
pub(super) fn number<'a>(
    entries: Vec<Entry<'a>>,
    options: &Options,
    skipped: &mut Vec<Skipped>,
) -> Vec<Numbered<'a>> {
    let mut numbered = Vec::new();
    if entries.iter().any(|entry| entry.number.is_some()) {
        for entry in entries {
            match entry.number {
                Some(number) => numbered.push(Numbered { number, entry }),
                None => skipped.push(Skipped::new(
                    entry.candidate.source,
                    "it has no day number, and other entries of this log have one",
                )),
            }
        }
    } else {
        // In the order of their names, which is that of their dates wherever names hold dates.
        let mentions: Vec<_> = entries.iter().map(|entry| entry.date.clone()).collect();
        let claims: Vec<_> = (1..)
            .zip(&mentions)
            .map(|(number, date)| Claim { number, mention: date.as_ref().map(|(_, date)| date), git: None })
            .collect();
        let dates = chronology::settle(&claims, options.start, options.date_order);
        let mut by_date: Vec<_> = entries.into_iter().zip(dates).collect();
        by_date.sort_by_key(|(_, date)| date.as_ref().ok().map(|day| day.date));
        numbered = (1..).zip(by_date).map(|(number, (entry, _))| Numbered { number, entry }).collect();
    }
    numbered.sort_by(|a, b| (a.number, a.entry.candidate.source).cmp(&(b.number, b.entry.candidate.source)));
    numbered
}

pub(super) fn duplicates(days: &[Numbered<'_>]) -> Vec<Diagnostic> {
    let pairs = days.windows(2).filter(|pair| pair[0].number == pair[1].number);
    pairs
        .map(|pair| {
            let [first, second] = [&pair[0], &pair[1]].map(|day| day.entry.candidate.source);
            let message = format!("day {} is there twice: `{first}` and `{second}`", pair[0].number);
            Diagnostic::error("import-duplicate-day", message)
                .at(place(second))
                .related(place(first), "the first")
                .hint("rename one of them, or import a folder that holds only one")
        })
        .collect()
}

/// Gives each day its date; those that get none go into the plan with a complaint.
pub(super) fn date<'a>(
    tree: &Tree,
    days: Vec<Numbered<'a>>,
    options: &Options,
    plan: &mut Plan,
) -> Vec<Dated<'a>> {
    let claims: Vec<_> = days
        .iter()
        .map(|day| Claim {
            number: day.number,
            mention: day.entry.date.as_ref().map(|(_, mention)| mention),
            git: tree.added.get(day.entry.candidate.source).copied(),
        })
        .collect();
    let settled = chronology::settle(&claims, options.start, options.date_order);
    let mut faults = Vec::new();
    let mut dated = Vec::new();
    for (day, settled) in days.into_iter().zip(settled) {
        let Numbered { number, entry } = day;
        match settled {
            Ok(settled) => {
                let date_source = source_of(settled.basis, &entry);
                dated.push(Dated { number, settled, date_source, entry });
            }
            Err(fault) => {
                let source = entry.candidate.source.to_owned();
                let written = entry.date.map(|(_, mention)| mention.written).unwrap_or_default();
                let (name, place) = (format!("`{source}`"), place(&source));
                faults.push(Undated { fault, name, written: written.clone(), place });
                let title = title_or_day(&entry.title, number);
                let (reason, warnings) = (reason(fault, &written), entry.warnings);
                plan.undated.push(UndatedDay { number, title, source, line: None, reason, warnings });
            }
        }
    }
    plan.diagnostics.extend(undated_faults(faults));
    dated
}

fn source_of(basis: Basis, entry: &Entry<'_>) -> DateSource {
    match (basis, &entry.date) {
        (Basis::Mention, Some((source, _))) => *source,
        (Basis::Git, _) => DateSource::Git,
        _ => DateSource::Start,
    }
}

fn code(fault: Fault) -> &'static str {
    match fault {
        Fault::Missing => "import-no-date",
        Fault::Impossible => "import-impossible-date",
        Fault::Ambiguous => "import-ambiguous-date",
        Fault::NoYear => "import-no-year",
    }
}

/// Why a day has no date, in words for the table.
pub(super) fn reason(fault: Fault, written: &str) -> String {
    match fault {
        Fault::Missing => "no date".to_owned(),
        Fault::Impossible => format!("no such date: {written}"),
        Fault::Ambiguous => format!("day or month first? {written}"),
        Fault::NoYear => format!("no year: {written}"),
    }
}

/// A day that gets no date.
pub(super) struct Undated {
    /// Why.
    pub(super) fault: Fault,
    /// What the day is called in a complaint.
    pub(super) name: String,
    /// Its date as it is written; may be empty.
    pub(super) written: String,
    /// Where it is.
    pub(super) place: Place,
}

/// One complaint for all days with the same fault, as they have the same way out; a date that does not exist is
/// mended day by day.
pub(super) fn undated_faults(days: Vec<Undated>) -> Vec<Diagnostic> {
    let mut by_code: BTreeMap<&'static str, Vec<Undated>> = BTreeMap::new();
    for day in days {
        by_code.entry(code(day.fault)).or_default().push(day);
    }
    by_code.into_iter().flat_map(|(code, days)| date_faults(code, days)).collect()
}

fn date_faults(code: &'static str, days: Vec<Undated>) -> Vec<Diagnostic> {
    if code == "import-impossible-date" {
        let fault = |Undated { name, written, place, .. }| {
            Diagnostic::error(code, format!("{name} has a date that does not exist: {written}"))
                .at(place)
                .hint("correct the date in the log")
        };
        return days.into_iter().map(fault).collect();
    }
    let count = days.len();
    let mut days = days.into_iter();
    let Some(Undated { name, written, place, .. }) = days.next() else { return Vec::new() };
    let who = if count == 1 { format!("{name} has") } else { format!("{count} days ({name} first) have") };
    let fault = match code {
        "import-ambiguous-date" => {
            Diagnostic::error(code, format!("{who} a date that can be read in two ways: {written}"))
                .hint("say which part comes first: `--date-order dmy` or `--date-order mdy`")
        }
        "import-no-year" => Diagnostic::error(code, format!("{who} a date without a year: {written}"))
            .hint("say when day 1 was: `--start YYYY-MM-DD`"),
        _ => {
            Diagnostic::error(code, format!("{who} no date")).hint("say when day 1 was: `--start YYYY-MM-DD`")
        }
    };
    vec![days.take(10).fold(fault.at(place), |fault, day| fault.related(day.place, "this one too"))]
}

/// A whole file of the log.
pub(super) fn place(path: &str) -> Place {
    Place::file(SitePath::new(path))
}
