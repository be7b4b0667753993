//! References inside one file that lead from one page to another once the file is cut into days.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use pulldown_cmark::Parser;

use super::heads::Scan;
use super::sequence::DayOfLog;
use crate::import::{outline, page};
use crate::markdown;

/// From the id of each heading to the content file that holds it (`day-03.md#part`), or that it became (`day-03.md`).
pub(super) fn of(scan: &Scan, days: &[DayOfLog<'_>]) -> BTreeMap<String, String> {
    let mut places: Vec<(usize, usize, usize, u32)> = Vec::new();
    for day in days {
        for (chapter, _) in &day.chapters {
            let piece = &chapter.piece;
            places.push((piece.heading.start, piece.heading.end, piece.body.end, day.number));
        }
    }
    places.sort_unstable();
    let mut anchors = BTreeMap::new();
    for head in &scan.heads {
        let id = markdown::slug(&head.text);
        let at = places.partition_point(|(start, ..)| *start <= head.span.start);
        let inside = at.checked_sub(1).map(|at| places[at]).filter(|(.., end, _)| head.span.start < *end);
        let target = match inside {
            Some((_, heading_end, _, number)) if head.span.start < heading_end => page::day_file(number),
            Some((.., number)) => format!("{}#{id}", page::day_file(number)),
            None => format!("project.md#{id}"),
        };
        anchors.entry(id).or_insert(target);
    }
    anchors
}

/// The link definitions (`[label]: address`) of a log, by their labels.
pub(super) struct Definitions(HashMap<String, (usize, String)>);

impl Definitions {
    /// Collects those of a whole log.
    pub(super) fn of(log: &str) -> Self {
        let parser = Parser::new_ext(log, outline::extensions());
        let definitions = parser.reference_definitions().iter().map(|(label, definition)| {
            let span = definition.span.clone();
            (label.to_lowercase(), (span.start, format!("{}\n", log[span].trim_end())))
        });
        Self(definitions.collect())
    }

    /// Those that a day uses and does not hold itself, in the order of the log.
    pub(super) fn used_by(&self, day: &str) -> String {
        if self.0.is_empty() || !day.contains('[') {
            return String::new();
        }
        let own = Parser::new_ext(day, outline::extensions());
        let own = own.reference_definitions();
        let mut used = BTreeSet::new();
        for (at, _) in day.match_indices(']') {
            let Some(open) = day[..at].rfind(['[', ']']) else { continue };
            let label = &day[open + 1..at];
            if own.get(label).is_none() {
                used.extend(self.0.get(&label.to_lowercase()));
            }
        }
        used.into_iter().map(|(_, definition)| definition.as_str()).collect()
    }
}
