//! A stretch of days in public, and the strip that shows it.

use chrono::Days;

use super::Day;
use crate::content::{self, Pace};
use crate::front_matter::Date;

/// The most days that a challenge may have; a larger number is a fault, and no strip is made that long.
pub const LONGEST_CHALLENGE: u32 = 10_000;

/// The longest gap that a strip shows mark by mark; past it only what was logged has a mark.
const LONGEST_OPEN_STRIP: u32 = 1_000;

/// A challenge as it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Challenge {
    /// The date of day 1, where the calendar counts.
    pub start: Option<Date>,
    /// How many days it has; open where it is not known.
    pub length: Option<u32>,
    /// Days with an entry, rest days not counted.
    pub done: usize,
    /// Honest days off.
    pub rested: usize,
    /// Dates between the first and the last entry without one.
    pub missed: usize,
}

/// One day of a challenge in its strip.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The number of the day.
    pub number: u32,
    /// What became of it.
    pub state: MarkState,
    /// Its date, where it is known.
    pub date: Option<Date>,
    /// Index of its entry among the project's days.
    pub day: Option<usize>,
}

/// What became of a day of a challenge, as of the last entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkState {
    /// It has an entry.
    Done,
    /// It was an honest day off.
    Rest,
    /// It passed without an entry.
    Missed,
    /// It is to come.
    Ahead,
}

impl MarkState {
    /// The word for it in templates and among a theme's strings.
    pub fn key(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Rest => "rest",
            Self::Missed => "missed",
            Self::Ahead => "ahead",
        }
    }
}

/// The date of a numbered day when day 1 is `start`.
pub(super) fn date_of(start: Date, number: u32) -> Option<Date> {
    start.0.checked_add_days(Days::new(u64::from(number.checked_sub(1)?))).map(Date)
}

/// The date of day 1: as written, else counted back from the first entry.
pub(super) fn start(said: Option<&content::Challenge>, days: &[Day]) -> Option<Date> {
    let said = said?;
    if said.pace == Pace::Entries {
        return said.start.as_ref().map(|start| start.value);
    }
    let counted_back = || {
        let first = days.first()?;
        first.date.0.checked_sub_days(Days::new(u64::from(first.number.saturating_sub(1)))).map(Date)
    };
    said.start.as_ref().map(|start| start.value).or_else(counted_back)
}

/// The challenge and its strip, as of the last entry; `days` in order of their numbers.
pub(super) fn resolve(said: Option<&content::Challenge>, days: &[Day]) -> (Challenge, Vec<Mark>) {
    let pace = said.map_or(Pace::Entries, |said| said.pace);
    let length = said.and_then(|said| said.days.as_ref()).map(|days| days.value.min(LONGEST_CHALLENGE));
    let start = start(said, days);
    let strip = match pace {
        Pace::Calendar => calendar_strip(start, length, days),
        Pace::Entries => entries_strip(length, days),
    };
    let count = |state| strip.iter().filter(|mark| mark.state == state).count();
    let challenge = Challenge {
        start,
        length,
        done: count(MarkState::Done),
        rested: count(MarkState::Rest),
        missed: count(MarkState::Missed),
    };
    (challenge, strip)
}

fn calendar_strip(start: Option<Date>, length: Option<u32>, days: &[Day]) -> Vec<Mark> {
    let last = days.last().map_or(0, |day| day.number);
    let end = length.unwrap_or(last).min(LONGEST_OPEN_STRIP.max(length.unwrap_or(0)));
    let mut strip = Vec::new();
    let mut entries = days.iter().enumerate().peekable();
    for number in 1..=end {
        while entries.next_if(|(_, day)| day.number < number).is_some() {}
        let entry = entries.next_if(|(_, day)| day.number == number);
        strip.push(match entry {
            Some((index, day)) => logged(index, day),
            None => Mark {
                number,
                state: if number < last { MarkState::Missed } else { MarkState::Ahead },
                date: start.and_then(|start| date_of(start, number)),
                day: None,
            },
        });
    }
    strip.extend(entries.filter(|(_, day)| day.number > end).map(|(index, day)| logged(index, day)));
    strip
}

fn entries_strip(length: Option<u32>, days: &[Day]) -> Vec<Mark> {
    // A day 0 comes before the challenge, where there is one.
    let counted = days.iter().enumerate().filter(|(_, day)| day.number > 0 || length.is_none());
    let mut strip: Vec<Mark> = counted.map(|(index, day)| logged(index, day)).collect();
    let last = days.last().map_or(0, |day| day.number);
    let to_come = length.unwrap_or(0).saturating_sub(strip.len() as u32);
    strip.extend((1..=to_come).map(|ahead| Mark {
        number: last + ahead,
        state: MarkState::Ahead,
        date: None,
        day: None,
    }));
    strip
}

fn logged(index: usize, day: &Day) -> Mark {
    let state = if day.rest() { MarkState::Rest } else { MarkState::Done };
    Mark { number: day.number, state, date: Some(day.date), day: Some(index) }
}
