//! The text of the files that an import writes: front matter, then the body as it was written.

use chrono::{Days, NaiveDate};

use super::chronology;
use super::entry::Entry;
use super::yaml::{sequence, yaml_scalar};

/// The name of a day's file: two digits, three from day 100 on.
pub(super) fn day_file(number: u32) -> String {
    format!("{}.md", day_name(number))
}

/// The name of a day as its file and its pictures bear it.
pub(super) fn day_name(number: u32) -> String {
    format!("day-{number:02}")
}

/// A day without words is called by its number.
pub(super) fn title_or_day(title: &str, number: u32) -> String {
    if title.is_empty() { format!("Day {number}") } else { title.to_owned() }
}

/// The whole text of a day's file.
pub(super) fn day(entry: &Entry<'_>, title: &str, date: NaiveDate, draft: bool, body: &str) -> String {
    let mut front = Front::default();
    front.key("title", yaml_scalar(title));
    front.key("date", date.to_string());
    if let Some(hours) = entry.hours {
        front.key("hours", hours.to_string());
    }
    if !entry.head.tags.is_empty() {
        front.key("tags", sequence(&entry.head.tags));
    }
    if draft {
        front.key("draft", "true".to_owned());
    }
    if let Some(summary) = &entry.head.summary {
        front.key("summary", yaml_scalar(summary.trim()));
    }
    if let Some(canonical) = &entry.head.canonical {
        front.key("canonical", yaml_scalar(canonical));
    }
    if !entry.head.aliases.is_empty() {
        front.key("aliases", sequence(&entry.head.aliases));
    }
    front.above(body)
}

/// The challenge of a project.
#[derive(Clone, Copy, Debug)]
pub(super) struct Challenge {
    /// The date of day 1.
    pub(super) start: NaiveDate,
    /// How many days it has.
    pub(super) days: u32,
    /// Whether days count as they come and not by the calendar.
    pub(super) by_entries: bool,
}

impl Challenge {
    /// The challenge that these days, by number, are of; it has at least `length` days.
    pub(super) fn of(days: &[(u32, NaiveDate)], start: Option<NaiveDate>, length: u32) -> Option<Self> {
        let (first_number, first_date) = *days.first()?;
        let counted = || first_date.succ_opt()?.checked_sub_days(Days::new(u64::from(first_number)));
        let start = start.or_else(counted)?;
        let by_entries =
            days.iter().any(|(number, date)| chronology::day_of_challenge(start, *number) != Some(*date));
        let last = days.iter().map(|(number, _)| *number).max()?;
        Some(Self { start, days: last.max(length).max(1), by_entries })
    }
}

/// The whole text of a project's file.
pub(super) fn project(title: &str, challenge: Challenge, body: &str) -> String {
    let mut front = Front::default();
    front.key("title", yaml_scalar(title));
    let pace = if challenge.by_entries { "\n  pace: entries" } else { "" };
    front
        .0
        .push_str(&format!("challenge:\n  start: {}\n  days: {}{pace}\n", challenge.start, challenge.days));
    front.above(body)
}

/// Lines of front matter.
#[derive(Default)]
struct Front(String);

impl Front {
    fn key(&mut self, key: &str, value: String) {
        self.0.push_str(&format!("{key}: {value}\n"));
    }

    fn above(self, body: &str) -> String {
        let gap = if body.is_empty() || body.starts_with('\n') { "" } else { "\n" };
        let end = if body.is_empty() || body.ends_with('\n') { "" } else { "\n" };
        format!("---\n{}---\n{gap}{body}{end}", self.0)
    }
}
