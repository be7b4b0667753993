//! Code fences that have swallowed days.

use std::collections::BTreeSet;

use super::heads::Scan;
use super::{Lines, split};
use crate::diagnostics::{Diagnostic, SourceFile};
use crate::import::headline;

/// A warning for each fence that holds the heading of a day which is nowhere else. `offset` is the place of the body
/// in its file.
pub(super) fn swallowed(file: &SourceFile, lines: &Lines, scan: &Scan, offset: usize) -> Vec<Diagnostic> {
    let days = scan.heads.iter().filter(|head| split::is_day(head));
    let known: BTreeSet<_> = days.filter_map(|head| named(&head.text)).collect();
    let body = &file.text[offset..];
    let mut warnings = Vec::new();
    for fence in &scan.fences {
        let mut at = fence.span.start;
        let mut lost = None;
        for line in body[fence.span.clone()].split_inclusive('\n') {
            let heading = line.trim_start_matches('#');
            let is_heading = heading.len() < line.len() && heading.starts_with(' ');
            let new = is_heading && named(heading).is_some_and(|name| fence.open || !known.contains(&name));
            if new {
                lost = Some((at, line.trim()));
                break;
            }
            at += line.len();
        }
        if let Some((at, heading)) = lost {
            warnings.push(warning(file, lines, [fence.span.start, at].map(|at| offset + at), heading));
        }
    }
    warnings
}

/// What tells a day's heading from those of other days.
fn named(text: &str) -> Option<(Option<u32>, Option<u32>, String)> {
    let said = headline::read(&text[..text.floor_char_boundary(300)]);
    let date = said.date.map(|date| date.written).unwrap_or_default();
    said.leads.then(|| (said.round, said.number, if said.number.is_some() { String::new() } else { date }))
}

fn warning(file: &SourceFile, lines: &Lines, [opens, at]: [usize; 2], heading: &str) -> Diagnostic {
    let heading: String = heading.chars().take(60).collect();
    let (at, fence) = (lines.number(at), lines.number(opens));
    let message = format!(
        "`{heading}` on line {at} is read as code: the fence that opens on line {fence} is not closed before it"
    );
    Diagnostic::warning("import-open-fence", message)
        .at(file.place(opens..opens))
        .label("opens here")
        .hint(format!("close the fence before line {at}, then import again"))
}
