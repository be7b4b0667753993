//! The dates of a whole log: what single mentions leave open, the others decide.

use chrono::{Datelike, Days, NaiveDate};

use super::DateOrder;
use super::dates::{Mention, Reading};

/// What is known about the date of one day before the log is looked at as a whole.
#[derive(Clone, Debug)]
pub(super) struct Claim<'a> {
    /// The day's number.
    pub(super) number: u32,
    /// The date that its own text or name mentions.
    pub(super) mention: Option<&'a Mention>,
    /// When its file was added to the git history.
    pub(super) git: Option<NaiveDate>,
}

/// A date, and what it was made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Settled {
    /// The date.
    pub(super) date: NaiveDate,
    /// What it was made from.
    pub(super) basis: Basis,
}

/// What a date was made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Basis {
    /// The day's own text or name.
    Mention,
    /// The first day's date and the day's number.
    Start,
    /// The git history.
    Git,
}

/// Why a day has no date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// Nothing says when it was.
    Missing,
    /// The date is in no calendar.
    Impossible,
    /// Day and month can't be told apart.
    Ambiguous,
    /// The date has no year, and nothing in the log gives one.
    NoYear,
}

/// Gives each day its date. The claims are in the order of their numbers, and so is the answer.
pub(super) fn settle(
    claims: &[Claim<'_>],
    start: Option<NaiveDate>,
    order: Option<DateOrder>,
) -> Vec<Result<Settled, Fault>> {
    let order = order.or_else(|| infer_order(claims));
    let mut settled: Vec<Result<Settled, Fault>> = Vec::with_capacity(claims.len());
    for (at, claim) in claims.iter().enumerate() {
        let before = settled.iter().rev().find_map(|day| day.ok().map(|day| day.date));
        let next = claims[at + 1..]
            .iter()
            .find_map(|claim| claim.mention.and_then(|mention| whole_date(mention, order)));
        let anchor = Anchor { before: before.or(start).or(claim.git), next };
        settled.push(match claim.mention {
            Some(mention) => {
                from_mention(mention, order, anchor).map(|date| Settled { date, basis: Basis::Mention })
            }
            None => without_mention(claim, start),
        });
    }
    settled
}

/// The dates beside a date that has no year.
#[derive(Clone, Copy)]
struct Anchor {
    before: Option<NaiveDate>,
    next: Option<NaiveDate>,
}

fn without_mention(claim: &Claim<'_>, start: Option<NaiveDate>) -> Result<Settled, Fault> {
    let counted = match start {
        Some(start) => Some((day_of_challenge(start, claim.number).ok_or(Fault::Impossible)?, Basis::Start)),
        None => claim.git.map(|date| (date, Basis::Git)),
    };
    counted.map(|(date, basis)| Settled { date, basis }).ok_or(Fault::Missing)
}

/// The date of the day with this number in a challenge that began on `start`; day 0 is the day before.
pub(super) fn day_of_challenge(start: NaiveDate, number: u32) -> Option<NaiveDate> {
    start.checked_add_days(Days::new(u64::from(number)))?.pred_opt()
}

fn from_mention(mention: &Mention, order: Option<DateOrder>, anchor: Anchor) -> Result<NaiveDate, Fault> {
    match mention.reading {
        Reading::Date(date) => Ok(date),
        Reading::Impossible => Err(Fault::Impossible),
        Reading::MonthDay(month, day) => roll(month, day, anchor),
        Reading::Parts { first, second, year } => {
            let (month, day) = match order {
                _ if first == second => (first, second),
                Some(DateOrder::DayMonth) => (second, first),
                Some(DateOrder::MonthDay) => (first, second),
                None => return Err(Fault::Ambiguous),
            };
            match year {
                Some(year) => NaiveDate::from_ymd_opt(year, month, day).ok_or(Fault::Impossible),
                None => roll(month, day, anchor),
            }
        }
    }
}

/// How far a log may jump back before a date without a year is taken for the next year's.
const OUT_OF_ORDER_DAYS: i64 = 60;

fn roll(month: u32, day: u32, anchor: Anchor) -> Result<NaiveDate, Fault> {
    let in_year = |year| NaiveDate::from_ymd_opt(year, month, day).ok_or(Fault::Impossible);
    match anchor {
        Anchor { before: Some(before), .. } => {
            let same = in_year(before.year());
            match same {
                Ok(date) if (before - date).num_days() <= OUT_OF_ORDER_DAYS => Ok(date),
                _ => in_year(before.year() + 1).or(same),
            }
        }
        Anchor { next: Some(next), .. } => match in_year(next.year()) {
            Ok(date) if (date - next).num_days() > OUT_OF_ORDER_DAYS => in_year(next.year() - 1),
            other => other,
        },
        _ => Err(Fault::NoYear),
    }
}

fn whole_date(mention: &Mention, order: Option<DateOrder>) -> Option<NaiveDate> {
    match mention.reading {
        Reading::Date(date) => Some(date),
        Reading::Parts { first, second, year: Some(year) } => read_as(first, second, year, order?),
        _ => None,
    }
}

/// Which part of `03/04/2024` is the month, as far as the log itself shows it.
fn infer_order(claims: &[Claim<'_>]) -> Option<DateOrder> {
    let orders = [DateOrder::DayMonth, DateOrder::MonthDay];
    let evidence = claims.iter().filter_map(|claim| claim.mention).filter_map(single_evidence);
    let shown: Vec<DateOrder> = evidence.collect();
    if let Some(first) = shown.first() {
        return shown.iter().all(|order| order == first).then_some(*first);
    }
    only(orders, |order| runs(claims, order, |days, numbers| days == numbers))
        .or_else(|| only(orders, |order| runs(claims, order, |days, _| days >= 0)))
}

/// The order that one date shows by itself: by a part above 12, or by its day of the week.
fn single_evidence(mention: &Mention) -> Option<DateOrder> {
    let Reading::Parts { first, second, year } = mention.reading else { return None };
    only([DateOrder::DayMonth, DateOrder::MonthDay], |order| {
        first != second
            && read_as(first, second, year.unwrap_or(2000), order).is_some_and(|date| {
                match (year, mention.weekday) {
                    (Some(_), Some(weekday)) => date.weekday() == weekday,
                    _ => true,
                }
            })
    })
}

fn only(orders: [DateOrder; 2], fits: impl Fn(DateOrder) -> bool) -> Option<DateOrder> {
    match orders.map(fits) {
        [true, false] => Some(orders[0]),
        [false, true] => Some(orders[1]),
        _ => None,
    }
}

fn read_as(first: u32, second: u32, year: i32, order: DateOrder) -> Option<NaiveDate> {
    let (month, day) = if order == DateOrder::DayMonth { (second, first) } else { (first, second) };
    NaiveDate::from_ymd_opt(year, month, day)
}

/// Whether each step from one dated day to the next fits; the test gets the days and the numbers between them.
fn runs(claims: &[Claim<'_>], order: DateOrder, fits: impl Fn(i64, i64) -> bool) -> bool {
    let dated: Vec<(i64, NaiveDate)> = claims
        .iter()
        .filter_map(|claim| {
            let date = match claim.mention?.reading {
                Reading::Parts { first, second, year: Some(year) } => read_as(first, second, year, order)?,
                Reading::Date(date) => date,
                _ => return None,
            };
            Some((i64::from(claim.number), date))
        })
        .collect();
    dated.len() > 1
        && dated.windows(2).all(|pair| fits((pair[1].1 - pair[0].1).num_days(), pair[1].0 - pair[0].0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::dates;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn settled(
        days: &[(u32, &str)],
        start: Option<&str>,
        order: Option<DateOrder>,
    ) -> Vec<Result<String, Fault>> {
        let mentions: Vec<_> = days.iter().map(|(number, text)| (*number, dates::find(text))).collect();
        let claims: Vec<_> = mentions
            .iter()
            .map(|(number, mention)| Claim { number: *number, mention: mention.as_ref(), git: None })
            .collect();
        let found = settle(&claims, start.map(date), order);
        found.into_iter().map(|day| day.map(|day| day.date.to_string())).collect()
    }

    fn dates_of(days: &[&str]) -> Vec<Result<String, Fault>> {
        days.iter().map(|day| Ok((*day).to_owned())).collect()
    }

    #[test]
    fn a_part_above_twelve_decides_for_the_whole_log() {
        let log = [(1, "12/11/21"), (2, "13/11/21")];
        assert_eq!(settled(&log, None, None), dates_of(&["2021-11-12", "2021-11-13"]));
    }

    #[test]
    fn a_weekday_decides() {
        // 7 October 2018 was a Sunday, 10 July a Tuesday.
        assert_eq!(settled(&[(1, "7/10/2018 (Sun)")], None, None), dates_of(&["2018-10-07"]));
        assert_eq!(settled(&[(1, "7/10/2018 (Tue)")], None, None), dates_of(&["2018-07-10"]));
    }

    #[test]
    fn consecutive_days_decide() {
        let log = [(1, "01/02/2024"), (2, "02/02/2024"), (3, "03/02/2024")];
        assert_eq!(settled(&log, None, None), dates_of(&["2024-02-01", "2024-02-02", "2024-02-03"]));
    }

    #[test]
    fn without_evidence_the_maker_is_asked() {
        let log = [(1, "03/04/2024")];
        assert_eq!(settled(&log, None, None), [Err(Fault::Ambiguous)]);
        assert_eq!(settled(&log, None, Some(DateOrder::MonthDay)), dates_of(&["2024-03-04"]));
    }

    #[test]
    fn dates_that_contradict_each_other_are_no_evidence() {
        let log = [(1, "13/01/2024"), (2, "01/14/2024"), (3, "01/02/2024")];
        assert_eq!(settled(&log, None, None)[2], Err(Fault::Ambiguous));
    }

    #[test]
    fn a_missing_year_rolls_forward_over_new_year() {
        let log = [(1, "December 30"), (2, "December 31"), (3, "January 1")];
        assert_eq!(
            settled(&log, Some("2023-12-30"), None),
            dates_of(&["2023-12-30", "2023-12-31", "2024-01-01"])
        );
        assert_eq!(settled(&log, None, None), vec![Err(Fault::NoYear); 3]);
    }

    #[test]
    fn a_later_whole_date_gives_the_year() {
        let log = [(1, "December 31"), (2, "January 1, 2024")];
        assert_eq!(settled(&log, None, None), dates_of(&["2023-12-31", "2024-01-01"]));
    }

    #[test]
    fn the_start_counts_the_days_that_say_nothing() {
        let log = [(0, ""), (1, ""), (23, "")];
        assert_eq!(
            settled(&log, Some("2026-01-01"), None),
            dates_of(&["2025-12-31", "2026-01-01", "2026-01-23"])
        );
        assert_eq!(settled(&log, None, None), vec![Err(Fault::Missing); 3]);
    }

    #[test]
    fn an_impossible_date_is_a_fault_of_that_day_alone() {
        let log = [(1, "2022-05-31"), (2, "2022-05-32"), (3, "2022-06-02")];
        let found = settled(&log, Some("2022-05-31"), None);
        assert_eq!(found[1], Err(Fault::Impossible));
        assert!(found[0].is_ok() && found[2].is_ok());
    }
}
