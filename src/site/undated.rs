//! Translations that say no date, of days that are not there to say it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::content::{self, Place};
use crate::diagnostics::Diagnostic;
use crate::path::SitePath;

/// Takes the days of a project out that nothing dates; each is told, unless its original is kept back or has
/// faults of its own.
pub(super) fn take_out(
    project: &str,
    days: &mut BTreeMap<u32, Vec<Arc<content::Day>>>,
    unshown: [&BTreeSet<SitePath>; 2],
    faults: &mut Vec<Diagnostic>,
) {
    days.retain(|number, variants| {
        let is_dated = variants.iter().any(|day| day.date().is_some());
        let is_original = |path: &SitePath| match content::place(path) {
            Place::Day { project: folder, name } => folder == project && name.number == *number,
            _ => false,
        };
        if !is_dated && !unshown.iter().any(|paths| paths.iter().any(is_original)) {
            faults.extend(variants.first().map(|day| {
                day.undated().hint("or write the day that it translates, which has the date for both")
            }));
        }
        is_dated
    });
}
