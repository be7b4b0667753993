//! What is said about a log as a whole, and about the days that get no date.

use super::chapter::Chapter;
use super::sequence::{DayOfLog, Known};
use super::{Journal, heads, split};
use crate::diagnostics::Diagnostic;
use crate::import::chronology::Fault;
use crate::import::tree::Text;
use crate::import::{Options, Skipped, schedule};

/// Says that a file holds no day, or none that anybody filled in.
pub(super) fn no_entries(journal: &Journal<'_>, skipped: &[Skipped], options: &Options) -> Diagnostic {
    let source = journal.source;
    if !skipped.is_empty() {
        let message = format!("`{source}` holds no entry but what a template left behind");
        return Diagnostic::error("import-no-days", message)
            .at(schedule::place(source))
            .hint("fill in a day, then import again");
    }
    let fault = Diagnostic::error("import-no-days", format!("no days were found in `{source}`"))
        .at(schedule::place(source))
        .hint("begin each day with a heading that names it: `## Day 1 — 2026-05-06`, `### R1D1`, `# 2026-05-06`");
    if options.loose || !heads::scan(journal.body, true).heads.iter().any(split::is_day) {
        return fault;
    }
    fault.hint("its days seem to begin with plain lines: read those too with `--loose`")
}

/// Says that headings name another round than the file's own name.
pub(super) fn round_warning(
    journal: &Journal<'_>,
    chapters: &[Chapter<'_>],
    known: &Known,
) -> Option<Diagnostic> {
    let round = known.round?;
    let other = |chapter: &&Chapter<'_>| chapter.piece.headline.round.is_some_and(|said| said != round);
    let count = chapters.iter().filter(other).count();
    let first = chapters.iter().find(other)?;
    let headings = if count == 1 { "heading names" } else { "headings name" };
    let message = format!(
        "{count} {headings} another round than the file `{}`, first on line {}; taken for round {round}",
        journal.source, first.line
    );
    let at = journal.offset + first.piece.heading.start;
    Some(Diagnostic::warning("import-other-round", message).at(journal.file.place(at..at)))
}

/// Says that a file is not UTF-8.
pub(super) fn encoding_warning(journal: &Journal<'_>, text: &Text) -> Option<Diagnostic> {
    let at = text.invalid_at?;
    let message =
        format!("`{}` is not UTF-8 from byte {at} on; what could not be read was replaced", journal.source);
    Some(
        Diagnostic::warning("import-encoding", message)
            .at(schedule::place(journal.source))
            .hint("save the file as UTF-8, then import again"),
    )
}

/// Whether the date of one of a day's entries can't be used.
pub(super) fn has_fault(day: &DayOfLog<'_>) -> bool {
    day.chapters.iter().any(|(_, fault)| fault.is_some())
}

/// The complaints about days without a date.
pub(super) fn date_faults(journal: &Journal<'_>, days: &[DayOfLog<'_>]) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    for day in days {
        for (chapter, fault) in &day.chapters {
            let missing = day.date.is_none() && !has_fault(day);
            let written = chapter.date.as_ref().map_or("", |(_, mention)| &mention.written);
            let span = chapter.piece.heading.start..chapter.piece.heading.end;
            let place = journal.file.place(journal.offset + span.start..journal.offset + span.end);
            let fault = fault.or(missing.then_some(Fault::Missing));
            faults.extend(fault.map(|fault| schedule::Undated {
                fault,
                name: format!("`{}:{}`", journal.source, chapter.line),
                written: written.to_owned(),
                place,
            }));
        }
    }
    schedule::undated_faults(faults)
}
