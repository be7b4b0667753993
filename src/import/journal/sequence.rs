//! The entries of a log in the order of their days: each day with its number and its date.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};

use super::chapter::Chapter;
use crate::import::chronology::{self, Claim, Fault};
use crate::import::dates::{Mention, Reading};
use crate::import::{DateOrder, DateSource};

/// What is known of the log as a whole.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Known {
    /// The round that the file's name gives; it wins over what headings say.
    pub(super) round: Option<u32>,
    /// The date of day 1, and where it comes from.
    pub(super) start: Option<(NaiveDate, DateSource)>,
    /// Which part of `03/04/2024` comes first.
    pub(super) order: Option<DateOrder>,
}

/// A day with its entries, the earliest first.
#[derive(Clone, Debug)]
pub(super) struct DayOfLog<'a> {
    /// Its number.
    pub(super) number: u32,
    /// Its entries, and what is wrong with the date of each.
    pub(super) chapters: Vec<(Chapter<'a>, Option<Fault>)>,
    /// Its date, and what that was taken from.
    pub(super) date: Option<(NaiveDate, DateSource)>,
    /// What the reader of the table should know.
    pub(super) warnings: Vec<String>,
}

/// The largest number that a day can have.
const LAST_NUMBER: u32 = 9999;

/// An entry on its way to its day.
struct Placed<'a> {
    chapter: Chapter<'a>,
    date: Option<Result<NaiveDate, Fault>>,
    number: Option<u32>,
    warnings: Vec<String>,
}

impl Placed<'_> {
    fn on(&self) -> Option<NaiveDate> {
        self.date.and_then(Result::ok)
    }
}

/// Puts the entries in order, gives them numbers and dates, and joins those of one day.
pub(super) fn arrange<'a>(mut chapters: Vec<Chapter<'a>>, known: &Known) -> Vec<DayOfLog<'a>> {
    if is_newest_first(&chapters) {
        chapters.reverse();
    }
    let dates = dates(&chapters, known);
    let placed = chapters.into_iter().zip(dates).map(|(chapter, date)| {
        let number = chapter.piece.headline.number;
        Placed { chapter, date, number, warnings: Vec::new() }
    });
    let mut placed: Vec<Placed<'a>> = placed.collect();
    if placed.iter().any(|entry| entry.number.is_some()) {
        count_rounds_on(&mut placed, known);
        part_duplicates(&mut placed);
        number_by_date(&mut placed);
    } else {
        number_all(&mut placed);
    }
    let mut days = joined(placed);
    infer_dates(&mut days, known);
    warn_of_gaps(&mut days);
    days
}

/// Whether the last day stands first: by the numbers, else by the dates.
fn is_newest_first(chapters: &[Chapter<'_>]) -> bool {
    let falls = |steps: Vec<Ordering>| {
        let count = |wanted| steps.iter().filter(|step| **step == wanted).count();
        (count(Ordering::Greater), count(Ordering::Less))
    };
    let numbers: Vec<u32> = chapters.iter().filter_map(|chapter| chapter.piece.headline.number).collect();
    let (down, up) = falls(numbers.windows(2).map(|pair| pair[0].cmp(&pair[1])).collect());
    if down != up {
        return down > up;
    }
    let mentions: Vec<&Mention> =
        chapters.iter().filter_map(|chapter| chapter.date.as_ref().map(|(_, date)| date)).collect();
    let (down, up) = falls(mentions.windows(2).filter_map(|pair| compared(pair[0], pair[1])).collect());
    down > up
}

/// The order of two dates, where it is the same however they are read.
fn compared(one: &Mention, other: &Mention) -> Option<Ordering> {
    let (one, other) = (readings(one), readings(other));
    let mut orders = one.iter().flat_map(|one| {
        other.iter().map(move |other| match (one.0, other.0) {
            (Some(_), Some(_)) => one.cmp(other),
            _ => (one.1, one.2).cmp(&(other.1, other.2)),
        })
    });
    let first = orders.next()?;
    orders.all(|order| order == first).then_some(first)
}

/// Year, month and day in each way a date can be read.
fn readings(mention: &Mention) -> Vec<(Option<i32>, u32, u32)> {
    use chrono::Datelike;
    match mention.reading {
        Reading::Date(date) => vec![(Some(date.year()), date.month(), date.day())],
        Reading::MonthDay(month, day) => vec![(None, month, day)],
        Reading::Parts { first, second, year } => {
            let both = [(year, first, second), (year, second, first)];
            both.into_iter().filter(|(_, month, _)| *month <= 12).collect()
        }
        Reading::Impossible => Vec::new(),
    }
}

fn dates(chapters: &[Chapter<'_>], known: &Known) -> Vec<Option<Result<NaiveDate, Fault>>> {
    let claims: Vec<Claim<'_>> = (1..)
        .zip(chapters)
        .map(|(place, chapter)| Claim {
            number: chapter.piece.headline.number.unwrap_or(place),
            mention: chapter.date.as_ref().map(|(_, mention)| mention),
            git: None,
        })
        .collect();
    let settled = chronology::settle(&claims, known.start.map(|(start, _)| start), known.order);
    let mentioned = claims
        .iter()
        .zip(settled)
        .map(|(claim, settled)| claim.mention.is_some().then(|| settled.map(|settled| settled.date)));
    mentioned.collect()
}

/// Lets the numbers of a second round, or of a log that begins again at 1, follow those of the first.
fn count_rounds_on(placed: &mut [Placed<'_>], known: &Known) {
    let (mut offset, mut highest, mut round) = (0, 0, None);
    let mut taken: BTreeSet<u32> = BTreeSet::new();
    for entry in placed {
        let said = &entry.chapter.piece.headline;
        let Some(number) = entry.number else { continue };
        let next_round =
            known.round.is_none() && said.round.is_some() && round.is_some() && said.round > round;
        let again = number <= 1 && highest >= 3 && taken.contains(&number) && said.round == round;
        if next_round || again {
            let after = if number == 0 { highest + 1 } else { highest };
            let base = offset.max(after);
            if base + number <= LAST_NUMBER {
                offset = base;
                taken.clear();
            }
        }
        round = said.round.or(round);
        taken.insert(number);
        let counted = (number + offset).min(LAST_NUMBER);
        if offset > 0 {
            entry.warnings.push(format!("its heading says day {number}; counted on as day {counted}"));
        }
        highest = highest.max(counted);
        entry.number = Some(counted);
    }
}

/// Gives the second of two days with one number the free number after it; where none is free the two are joined.
fn part_duplicates(placed: &mut [Placed<'_>]) {
    let mut all: BTreeSet<u32> = placed.iter().filter_map(|entry| entry.number).collect();
    let mut first_dates: BTreeMap<u32, Option<NaiveDate>> = BTreeMap::new();
    for entry in placed {
        let (Some(number), date) = (entry.number, entry.on()) else { continue };
        match first_dates.get(&number) {
            None => {
                first_dates.insert(number, date);
            }
            Some(Some(before)) if date.is_some_and(|date| date != *before) => {
                let free = Some(number + 1).filter(|next| !all.contains(next) && *next <= LAST_NUMBER);
                match free {
                    Some(next) => {
                        entry
                            .warnings
                            .push(format!("a second day {number}; taken as day {next}, which is free"));
                        entry.number = Some(next);
                        all.insert(next);
                        first_dates.insert(next, date);
                    }
                    None => entry.warnings.push(format!("a second day {number}; joined to the first")),
                }
            }
            Some(_) => {}
        }
    }
}

/// Numbers the entries that have only a date, in a log where others have numbers.
fn number_by_date(placed: &mut [Placed<'_>]) {
    let mut by_date: BTreeMap<NaiveDate, u32> = BTreeMap::new();
    let mut starts: BTreeMap<NaiveDate, usize> = BTreeMap::new();
    let mut taken: BTreeSet<u32> = BTreeSet::new();
    for entry in placed.iter() {
        taken.extend(entry.number);
        if let (Some(number), Some(date)) = (entry.number, entry.on()) {
            by_date.entry(date).or_insert(number);
            if let Some(start) = start_of(number, date) {
                *starts.entry(start).or_default() += 1;
            }
        }
    }
    let start = starts.into_iter().max_by_key(|(_, count)| *count).map(|(start, _)| start);
    let mut before = 0;
    for entry in placed {
        if let Some(number) = entry.number {
            before = number;
            continue;
        }
        let date = entry.on();
        let same = date.and_then(|date| by_date.get(&date).copied());
        let counted = || {
            let days = date?.signed_duration_since(start?).num_days() + 1;
            u32::try_from(days).ok().filter(|number| !taken.contains(number) && *number <= LAST_NUMBER)
        };
        let next = || Some(before + 1).filter(|next| !taken.contains(next) && *next <= LAST_NUMBER);
        let number = same.or_else(counted).or_else(next);
        entry.warnings.push(match number {
            Some(number) if same.is_some() => format!("joined to day {number}, which has its date"),
            Some(number) => format!("it has no number of its own; taken as day {number}"),
            None => format!("it has no number of its own; joined to day {before}"),
        });
        let number = number.unwrap_or(before);
        entry.number = Some(number);
        before = number;
        taken.insert(number);
        if let Some(date) = date {
            by_date.entry(date).or_insert(number);
        }
    }
}

/// Counts days that have only dates: 1, 2, 3 in the order of their dates, one number for one date.
fn number_all(placed: &mut [Placed<'_>]) {
    if placed.iter().all(|entry| entry.on().is_some()) {
        placed.sort_by_key(Placed::on);
    }
    let (mut number, mut before) = (0, None);
    for entry in placed {
        let date = entry.on();
        if date.is_none() || date != before {
            number = (number + 1).min(LAST_NUMBER);
        }
        entry.number = Some(number);
        before = date;
    }
}

fn joined(placed: Vec<Placed<'_>>) -> Vec<DayOfLog<'_>> {
    let mut days: BTreeMap<u32, DayOfLog<'_>> = BTreeMap::new();
    for entry in placed {
        let number = entry.number.unwrap_or_default();
        let found = entry.on().zip(entry.chapter.date.as_ref().map(|(source, _)| *source));
        let day = days.entry(number).or_insert_with(|| DayOfLog {
            number,
            chapters: Vec::new(),
            date: None,
            warnings: Vec::new(),
        });
        day.date = day.date.or(found);
        day.warnings.extend(entry.chapter.warnings.iter().cloned());
        day.warnings.extend(entry.warnings);
        day.chapters.push((entry.chapter, entry.date.and_then(Result::err)));
    }
    let mut days: Vec<_> = days.into_values().collect();
    for day in days.iter_mut().filter(|day| day.chapters.len() > 1) {
        let lines: Vec<String> = day.chapters.iter().map(|(chapter, _)| chapter.line.to_string()).collect();
        day.warnings.push(format!("{} entries in one day (lines {})", lines.len(), lines.join(", ")));
    }
    days
}

fn start_of(number: u32, date: NaiveDate) -> Option<NaiveDate> {
    date.succ_opt()?.checked_sub_days(Days::new(u64::from(number)))
}

/// Gives days without a date the one that their number means: counted from a known start, else from the days that
/// have a date, where those agree.
fn infer_dates(days: &mut [DayOfLog<'_>], known: &Known) {
    let dated: Vec<(u32, NaiveDate)> =
        days.iter().filter_map(|day| day.date.map(|(date, _)| (day.number, date))).collect();
    let starts: BTreeSet<Option<NaiveDate>> =
        dated.iter().map(|(number, date)| start_of(*number, *date)).collect();
    let agreed = starts.first().copied().flatten().filter(|_| starts.len() == 1);
    for day in days.iter_mut().filter(|day| day.date.is_none()) {
        if day.chapters.iter().any(|(_, fault)| fault.is_some()) {
            continue;
        }
        let at = dated.partition_point(|(number, _)| *number < day.number);
        let around = at.checked_sub(1).and_then(|before| dated.get(before)).zip(dated.get(at));
        // Between two days that are as many dates apart as numbers, only one date is left.
        let between = around.and_then(|(before, after)| {
            let start = start_of(before.0, before.1)?;
            (Some(start) == start_of(after.0, after.1)).then_some(start)
        });
        let start = known.start.or_else(|| agreed.or(between).map(|start| (start, DateSource::OtherDays)));
        day.date = start.and_then(|(start, source)| {
            chronology::day_of_challenge(start, day.number).map(|date| (date, source))
        });
    }
}

/// Tells of numbers that run ahead of the dates.
fn warn_of_gaps(days: &mut [DayOfLog<'_>]) {
    for at in 1..days.len() {
        let (Some((before, _)), Some((date, _))) = (days[at - 1].date, days[at].date) else { continue };
        let earlier = days[at - 1].number;
        let (numbers, dates) = (days[at].number - earlier, date.signed_duration_since(before).num_days());
        if numbers > 1 && dates >= 0 && i64::from(numbers) > dates {
            let words = if dates == 1 { "date" } else { "dates" };
            days[at].warnings.push(format!("its number skips: it is {dates} {words} after day {earlier}"));
        }
    }
}
