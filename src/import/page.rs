//! The text of the files that an import writes: front matter, then the body as it was written.

use chrono::{Days, NaiveDate};

use super::chronology;
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

/// What stands in the front matter of a day.
#[derive(Clone, Debug)]
pub(super) struct DayKeys<'a> {
    /// The title.
    pub(super) title: &'a str,
    /// The date.
    pub(super) date: NaiveDate,
    /// The hours it took.
    pub(super) hours: Option<f64>,
    /// Whether it was a day off.
    pub(super) rest: bool,
    /// Its tags.
    pub(super) tags: Vec<String>,
    /// Whether it is kept back.
    pub(super) draft: bool,
    /// Its summary.
    pub(super) summary: Option<&'a str>,
    /// Where it was published first.
    pub(super) canonical: Option<&'a str>,
    /// Its old addresses.
    pub(super) aliases: Vec<String>,
    /// Addresses of work that it shows, for themes: a day has no key of its own for them.
    pub(super) links: Vec<String>,
}

impl<'a> DayKeys<'a> {
    /// A day of which only title and date are known.
    pub(super) fn new(title: &'a str, date: NaiveDate) -> Self {
        Self {
            title,
            date,
            hours: None,
            rest: false,
            tags: Vec::new(),
            draft: false,
            summary: None,
            canonical: None,
            aliases: Vec::new(),
            links: Vec::new(),
        }
    }
}

/// The whole text of a day's file.
pub(super) fn day(keys: &DayKeys<'_>, body: &str) -> String {
    let mut front = Front::default();
    front.key("title", yaml_scalar(keys.title));
    front.key("date", keys.date.to_string());
    if let Some(hours) = keys.hours {
        front.key("hours", hours.to_string());
    }
    if keys.rest {
        front.key("rest", "true".to_owned());
    }
    front.list("tags", &keys.tags);
    if keys.draft {
        front.key("draft", "true".to_owned());
    }
    if let Some(summary) = keys.summary {
        front.key("summary", yaml_scalar(summary.trim()));
    }
    if let Some(canonical) = keys.canonical {
        front.key("canonical", yaml_scalar(canonical));
    }
    front.list("aliases", &keys.aliases);
    if !keys.links.is_empty() {
        front.key("extra", format!("\n  links: {}", sequence(&keys.links)));
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
        let gap = if value.starts_with('\n') { "" } else { " " };
        self.0.push_str(&format!("{key}:{gap}{value}\n"));
    }

    fn list(&mut self, key: &str, items: &[String]) {
        if !items.is_empty() {
            self.key(key, sequence(items));
        }
    }

    fn above(self, body: &str) -> String {
        let gap = if body.is_empty() || body.starts_with('\n') { "" } else { "\n" };
        let end = if body.is_empty() || body.ends_with('\n') { "" } else { "\n" };
        format!("---\n{}---\n{gap}{body}{end}", self.0)
    }
}
