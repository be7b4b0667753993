//! The days of a challenge as of a date: what became of each, and for how long the log was kept.

use std::collections::BTreeMap;

use chrono::Days;

use crate::cli::new::log::Entry;
use crate::content::{self, Pace};
use crate::front_matter::Date;

/// The most days that a calendar holds; a longer challenge is a slip of the finger.
const MOST_DAYS: u32 = 10_000;

/// A challenge as it stands on a date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Calendar {
    /// How days are counted; by entries where there is no challenge.
    pub(super) pace: Pace,
    /// The date of day 1, where it is known.
    pub(super) start: Option<Date>,
    /// How many days it has; open where it is not said.
    pub(super) length: Option<u32>,
    /// Whether there is a challenge at all.
    pub(super) is_challenge: bool,
    /// Where in the challenge the date is.
    pub(super) phase: Phase,
    /// The number that an entry of the date has or would have, while the challenge runs.
    pub(super) today: Option<u32>,
    /// Whether the date has an entry.
    pub(super) logged_today: bool,
    /// One mark a day, in order; those past the challenge's length only where they have an entry.
    pub(super) marks: Vec<Mark>,
    /// For how long the log was kept; nothing where no day can be missed.
    pub(super) streak: Option<Streak>,
}

/// Where in a challenge a date is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Phase {
    /// Before its first day.
    NotBegun,
    /// Between its first day and its last.
    Running,
    /// After its last day.
    Over,
}

/// One day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    /// Its number.
    pub(super) number: u32,
    /// Its date, where it is known.
    pub(super) date: Option<Date>,
    /// What became of it.
    pub(super) state: State,
    /// Whether it is the date that the calendar is seen from.
    pub(super) today: bool,
    /// Whether it is past the challenge's length.
    pub(super) after: bool,
}

/// What became of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// It has an entry.
    Done,
    /// It was an honest day off.
    Rest,
    /// It passed without an entry.
    Missed,
    /// It is to come, or not over yet.
    Ahead,
}

/// Days with an entry and no missed day between them. A day off neither breaks a streak nor makes it longer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Streak {
    /// The one that goes on; as it was on the last day once the challenge is over.
    pub(super) current: u32,
    /// The longest.
    pub(super) longest: u32,
}

impl Calendar {
    /// The calendar of a challenge on a date; `entries` are those up to that date, one a number, in order.
    pub(super) fn of(said: Option<&content::Challenge>, entries: &[Entry], as_of: Date) -> Self {
        let pace = said.map_or(Pace::Entries, |said| said.pace);
        let length = said.and_then(|said| said.days.as_ref()).map(|days| days.value);
        let start = said.and_then(|said| said.start.as_ref()).map(|start| start.value);
        let empty = Self {
            pace,
            start,
            length,
            is_challenge: said.is_some(),
            phase: Phase::NotBegun,
            today: None,
            logged_today: entries.iter().any(|entry| entry.date == Some(as_of)),
            marks: Vec::new(),
            streak: None,
        };
        match pace {
            Pace::Calendar => empty.by_date(entries, as_of),
            Pace::Entries => empty.by_entry(entries, as_of),
        }
    }

    /// How many days of the challenge are in a state; those after it are not among them.
    pub(super) fn count(&self, state: State) -> usize {
        self.marks.iter().filter(|mark| mark.state == state && !mark.after).count()
    }

    /// How many entries there are past the challenge's length.
    pub(super) fn after(&self) -> usize {
        self.marks.iter().filter(|mark| mark.after).count()
    }

    fn by_date(mut self, entries: &[Entry], as_of: Date) -> Self {
        self.start = self.start.or_else(|| counted_back(entries));
        let today = self.start.map(|start| (as_of.0 - start.0).num_days() + 1);
        self.phase = match (today, self.length) {
            (None | Some(..1), _) => Phase::NotBegun,
            (Some(today), Some(length)) if today > i64::from(length) => Phase::Over,
            _ => Phase::Running,
        };
        let today = today.and_then(|today| u32::try_from(today).ok());
        self.today = today.filter(|_| self.phase == Phase::Running);
        let by_number: BTreeMap<u32, &Entry> = entries.iter().map(|entry| (entry.number, entry)).collect();
        self.logged_today |= self.today.is_some_and(|today| by_number.contains_key(&today));
        let last = by_number.last_key_value().map_or(0, |(number, _)| *number);
        let end = self.length.unwrap_or_else(|| last.max(today.unwrap_or(0))).min(MOST_DAYS);
        let within = (1..=end).map(|number| (number, by_number.get(&number).copied(), false));
        let after = by_number.range(end + 1..).map(|(number, entry)| (*number, Some(*entry), true));
        self.marks = within
            .chain(after)
            .map(|(number, entry, after)| Mark {
                number,
                date: self.start.and_then(|start| date_of(start, number)),
                state: match entry {
                    Some(entry) => logged(entry),
                    None if today.is_some_and(|today| number < today) => State::Missed,
                    None => State::Ahead,
                },
                today: today == Some(number),
                after,
            })
            .collect();
        self.streak = Some(streak(&self.marks));
        self
    }

    fn by_entry(mut self, entries: &[Entry], as_of: Date) -> Self {
        let written = u32::try_from(entries.len()).unwrap_or(u32::MAX);
        let waits = entries.is_empty() || self.start.is_some_and(|start| as_of < start);
        self.phase = match self.length {
            Some(length) if written >= length => Phase::Over,
            _ if waits => Phase::NotBegun,
            _ => Phase::Running,
        };
        let length = self.length.unwrap_or(u32::MAX);
        self.marks = (1..)
            .zip(entries)
            .map(|(place, entry)| Mark {
                number: entry.number,
                date: entry.date,
                state: logged(entry),
                today: entry.date == Some(as_of),
                after: place > length,
            })
            .collect();
        let last = entries.last().map_or(0, |entry| entry.number);
        let begun = self.phase == Phase::Running;
        self.today = match (begun, self.logged_today) {
            (false, _) => None,
            (true, true) => Some(written),
            (true, false) => Some(written + 1),
        };
        // Where the end is open, the place for today's entry is all that is known to come.
        let next = u32::from(begun && self.is_challenge && !self.logged_today);
        let to_come = self.length.map_or(next, |length| length.min(MOST_DAYS).saturating_sub(written));
        self.marks.extend((1..=to_come).map(|ahead| Mark {
            number: last.saturating_add(ahead),
            date: None,
            state: State::Ahead,
            today: ahead <= next,
            after: false,
        }));
        self
    }
}

/// Where no start is said the first entry tells it: day 3 on the 7th means that day 1 was the 5th.
fn counted_back(entries: &[Entry]) -> Option<Date> {
    let (date, number) = entries.iter().find_map(|entry| Some((entry.date?, entry.number)))?;
    date.0.checked_sub_days(Days::new(u64::from(number.saturating_sub(1)))).map(Date)
}

fn date_of(start: Date, number: u32) -> Option<Date> {
    start.0.checked_add_days(Days::new(u64::from(number.checked_sub(1)?))).map(Date)
}

fn logged(entry: &Entry) -> State {
    if entry.rest { State::Rest } else { State::Done }
}

fn streak(marks: &[Mark]) -> Streak {
    marks.iter().filter(|mark| !mark.after).fold(Streak::default(), |streak, mark| {
        let current = match mark.state {
            State::Done => streak.current + 1,
            State::Missed => 0,
            // Today is not missed before it is over.
            State::Rest | State::Ahead => streak.current,
        };
        Streak { current, longest: streak.longest.max(current) }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::front_matter::Spanned;
    use crate::path::SitePath;

    fn date(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn challenge(start: Option<&str>, days: Option<u32>, pace: Pace) -> content::Challenge {
        content::Challenge {
            start: start.map(|start| Spanned { value: date(start), span: 0..0 }),
            days: days.map(|value| Spanned { value, span: 0..0 }),
            pace,
        }
    }

    fn entry(number: u32, on: Option<&str>, rest: bool) -> Entry {
        Entry {
            number,
            date: on.map(date),
            path: SitePath::new(format!("content/projects/cut/day-{number:02}.md")),
            stage: None,
            next: None,
            rest,
            hours: None,
            title: None,
        }
    }

    /// Entries by their numbers, from a start; a negative number is a day off.
    fn entries(start: &str, numbers: &[i32]) -> Vec<Entry> {
        numbers
            .iter()
            .map(|number| {
                let on = date_of(date(start), number.unsigned_abs()).unwrap();
                entry(number.unsigned_abs(), Some(&on.to_string()), *number < 0)
            })
            .collect()
    }

    fn on(start: &str, days: Option<u32>, numbers: &[i32], as_of: &str) -> Calendar {
        let said = challenge(Some(start), days, Pace::Calendar);
        Calendar::of(Some(&said), &entries(start, numbers), date(as_of))
    }

    fn strip(calendar: &Calendar) -> String {
        let sign = |mark: &Mark| {
            let sign = match mark.state {
                State::Done => 'd',
                State::Rest => 'r',
                State::Missed => 'm',
                State::Ahead => 'a',
            };
            if mark.today { sign.to_ascii_uppercase() } else { sign }
        };
        calendar.marks.iter().map(sign).collect()
    }

    #[test]
    fn a_date_without_an_entry_is_missed_once_it_is_over() {
        let calendar = on("2026-01-05", Some(7), &[1, 2, -3], "2026-01-09");
        assert_eq!(strip(&calendar), "ddrmAaa");
        assert_eq!((calendar.phase, calendar.today), (Phase::Running, Some(5)));
        assert!(!calendar.logged_today);
        assert_eq!(calendar.count(State::Ahead), 3);
    }

    #[test]
    fn a_day_off_keeps_a_streak_and_does_not_lengthen_it() {
        let streak = |numbers: &[i32], as_of| on("2026-01-05", Some(30), numbers, as_of).streak.unwrap();
        assert_eq!(streak(&[1, 2, -3, 4], "2026-01-08"), Streak { current: 3, longest: 3 });
        assert_eq!(streak(&[1, 2, -3, -4], "2026-01-08"), Streak { current: 2, longest: 2 });
        assert_eq!(streak(&[-1, -2], "2026-01-06"), Streak::default());
    }

    #[test]
    fn a_missed_day_breaks_a_streak_and_today_does_not() {
        let streak = |numbers: &[i32], as_of| on("2026-01-05", Some(30), numbers, as_of).streak.unwrap();
        assert_eq!(streak(&[1, 2, 3], "2026-01-08"), Streak { current: 3, longest: 3 });
        assert_eq!(streak(&[1, 2, 3], "2026-01-09"), Streak { current: 0, longest: 3 });
        assert_eq!(streak(&[1, 2, 4], "2026-01-08"), Streak { current: 1, longest: 2 });
        assert_eq!(streak(&[1, 3, 4, 6, 7, 8], "2026-01-12"), Streak { current: 3, longest: 3 });
    }

    #[test]
    fn months_and_leap_days_are_days_like_others() {
        let calendar = on("2028-02-27", Some(6), &[1, 2, 3, 4], "2028-03-01");
        let dates: Vec<String> = calendar.marks.iter().map(|mark| mark.date.unwrap().to_string()).collect();
        assert_eq!(dates[1..5], ["2028-02-28", "2028-02-29", "2028-03-01", "2028-03-02"]);
        assert_eq!(strip(&calendar), "dddDaa");
        assert_eq!(calendar.streak.unwrap().current, 4);
        let common = on("2026-02-27", Some(6), &[1, 2, 3], "2026-03-01");
        assert_eq!((strip(&common).as_str(), common.streak.unwrap().current), ("ddDaaa", 3));
        let year = on("2025-12-30", None, &[1, 2, 3, 4], "2026-01-02");
        assert_eq!((strip(&year).as_str(), year.streak.unwrap().current), ("dddD", 4));
    }

    #[test]
    fn a_challenge_that_has_not_begun_has_all_its_days_ahead() {
        let calendar = on("2026-01-12", Some(3), &[], "2026-01-09");
        assert_eq!((strip(&calendar).as_str(), calendar.phase), ("aaa", Phase::NotBegun));
        assert_eq!((calendar.today, calendar.logged_today), (None, false));
        let without_start =
            Calendar::of(Some(&challenge(None, Some(3), Pace::Calendar)), &[], date("2026-01-09"));
        assert_eq!((strip(&without_start).as_str(), without_start.phase), ("aaa", Phase::NotBegun));
    }

    #[test]
    fn a_challenge_that_is_over_has_no_today() {
        let calendar = on("2026-01-05", Some(3), &[1, 2, 3], "2026-03-01");
        assert_eq!((strip(&calendar).as_str(), calendar.phase), ("ddd", Phase::Over));
        assert_eq!(calendar.streak, Some(Streak { current: 3, longest: 3 }));
        let stopped = on("2026-01-05", Some(3), &[1], "2026-03-01");
        assert_eq!(strip(&stopped), "dmm");
    }

    #[test]
    fn an_entry_past_the_length_is_after_the_challenge() {
        let calendar = on("2026-01-05", Some(3), &[1, 2, 3, 5], "2026-01-09");
        assert_eq!((calendar.count(State::Done), calendar.after()), (3, 1));
        assert_eq!(strip(&calendar), "dddD");
        assert_eq!(calendar.streak.unwrap().longest, 3);
    }

    #[test]
    fn without_a_start_the_first_entry_tells_it() {
        let said = challenge(None, None, Pace::Calendar);
        let calendar = Calendar::of(Some(&said), &entries("2026-01-05", &[3, 4]), date("2026-01-09"));
        assert_eq!(calendar.start, Some(date("2026-01-05")));
        assert_eq!(strip(&calendar), "mmddA");
    }

    #[test]
    fn an_entry_that_cannot_be_read_is_still_an_entry() {
        let said = challenge(Some("2026-01-05"), Some(3), Pace::Calendar);
        let calendar = Calendar::of(Some(&said), &[entry(2, None, false)], date("2026-01-06"));
        assert_eq!(strip(&calendar), "mDa");
        assert!(calendar.logged_today);
    }

    #[test]
    fn by_entries_no_day_is_missed_and_there_is_no_streak() {
        let said = challenge(Some("2026-01-05"), Some(5), Pace::Entries);
        let calendar = Calendar::of(Some(&said), &entries("2026-01-05", &[1, -4]), date("2026-01-20"));
        assert_eq!((strip(&calendar).as_str(), calendar.streak), ("drAaa", None));
        assert_eq!(calendar.today, Some(3));
        let logged = Calendar::of(Some(&said), &entries("2026-01-05", &[1, 2]), date("2026-01-06"));
        assert_eq!((strip(&logged).as_str(), logged.today), ("dDaaa", Some(2)));
        let over = Calendar::of(Some(&said), &entries("2026-01-05", &[1, 2, 3, 4, 5, 6]), date("2026-01-20"));
        assert_eq!((over.phase, over.after()), (Phase::Over, 1));
    }

    #[test]
    fn without_a_challenge_there_are_only_entries() {
        let calendar = Calendar::of(None, &entries("2026-01-05", &[1, 2]), date("2026-01-20"));
        assert_eq!((strip(&calendar).as_str(), calendar.is_challenge), ("dd", false));
        assert_eq!(Calendar::of(None, &[], date("2026-01-20")).marks, []);
    }

    #[test]
    fn a_length_out_of_all_measure_is_no_endless_work() {
        let calendar = on("2026-01-05", Some(u32::MAX), &[1], "2026-01-05");
        assert_eq!(calendar.marks.len(), MOST_DAYS as usize);
        let ancient = on("1900-01-01", None, &[1], "2026-01-05");
        assert_eq!(ancient.marks.len(), MOST_DAYS as usize);
    }
}
