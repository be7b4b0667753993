//! Code fences that have swallowed days.

use chrono::NaiveDate;

use super::heads::{Fence, Head, Scan};
use super::{Lines, split};
use crate::diagnostics::{Diagnostic, SourceFile};
use crate::import::dates::Reading;
use crate::import::headline::{self, Headline};

/// A warning for each fence that holds the heading of a day which is nowhere else. `offset` is the place of the body
/// in its file.
pub(super) fn swallowed(file: &SourceFile, lines: &Lines, scan: &Scan, offset: usize) -> Vec<Diagnostic> {
    let days: Vec<&Head> = scan.heads.iter().filter(|head| split::is_day(head)).collect();
    let body = &file.text[offset..];
    let mut warnings = Vec::new();
    for fence in &scan.fences {
        let mut at = fence.span.start;
        let mut lost = None;
        for line in body[fence.span.clone()].split_inclusive('\n') {
            let heading = line.trim_start_matches('#');
            let is_heading = heading.len() < line.len() && heading.starts_with(' ');
            if is_heading && is_lost(heading, fence, &days) {
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

/// Whether a line of code is the heading of a day that the fence has swallowed. In a fence that is closed it may be an
/// example, so there it has to be the day that is missing between the days around the fence.
fn is_lost(text: &str, fence: &Fence, days: &[&Head]) -> bool {
    let said = headline::read(&text[..text.floor_char_boundary(300)]);
    if !said.leads || fence.open {
        return said.leads;
    }
    let after = days.partition_point(|day| day.span.start < fence.span.start);
    let around = after.checked_sub(1).and_then(|before| days.get(before)).zip(days.get(after));
    around.is_some_and(|(before, after)| {
        let (before, after) = (&before.headline, &after.headline);
        between(before.number, said.number, after.number) || between(date(before), date(&said), date(after))
    })
}

fn date(said: &Headline) -> Option<NaiveDate> {
    match said.date.as_ref()?.reading {
        Reading::Date(date) => Some(date),
        _ => None,
    }
}

fn between<T: PartialOrd>(before: Option<T>, value: Option<T>, after: Option<T>) -> bool {
    let (Some(before), Some(value), Some(after)) = (before, value, after) else { return false };
    (before < value && value < after) || (after < value && value < before)
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
