//! Numbers, each with its history, its unit and where it comes from.

use super::origin::Origin;
use super::{Day, Quote};
use crate::content::{self, Number};
use crate::front_matter::{Date, Language, Scalar};
use crate::markdown::is_han;

/// How many characters a unit has that stays at its value wherever the line ends: `min`, `km/h`.
const SHORT_UNIT: usize = 4;

/// How many digits a number has at least that is shown in groups.
const FEWEST_GROUPED: usize = 5;

/// A number and how it moved.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// What ties its readings together.
    pub id: String,
    /// What is counted.
    pub label: String,
    /// The language of the label: not that of the edition where no translation has one.
    pub label_language: Language,
    /// What was read, the oldest first; there is always one. All are of one thing, which `label` names.
    pub readings: Vec<Reading>,
}

/// A number as it was at a date.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// The value.
    pub value: Scalar,
    /// The unit, as it is to be shown: its own, else that of the readings before it.
    pub unit: Option<String>,
    /// When.
    pub date: Option<Date>,
    /// Where it comes from: for a number of a day that says nothing else, the day.
    pub source: Option<Origin>,
    /// How it was measured.
    pub how: Option<String>,
    /// The language in which it says how.
    pub language: Language,
    /// Indices of the days whose files state it; none where `project.md` alone does.
    pub stated_on: Vec<usize>,
}

impl Figure {
    /// The newest reading.
    pub fn latest(&self) -> &Reading {
        &self.readings[self.readings.len() - 1]
    }

    /// The first reading, where the latest can be set beside it: there are two at least, in one unit.
    pub fn first(&self) -> Option<&Reading> {
        (self.readings.len() > 1 && self.has_one_unit()).then(|| &self.readings[0])
    }

    /// The first reading, where the latest is another value.
    pub fn moved_from(&self) -> Option<&Reading> {
        self.first().filter(|first| first.shown() != self.latest().shown())
    }

    /// The number as it stood at one of its readings: this one and those before it.
    #[must_use]
    pub fn upto(&self, reading: usize) -> Self {
        Self { readings: self.readings[..=reading].to_vec(), ..self.clone() }
    }

    /// The number as it was first read on a date or after it, which is all that a change of that date can have
    /// moved; nothing where it has not been read since. Of several readings of one day the last counts: the ones
    /// before it may be of before the change.
    pub fn since(&self, date: Date) -> Option<Self> {
        let dates = self.readings.iter().map(|reading| reading.date);
        let read = dates.flatten().find(|read| *read >= date)?;
        self.readings.iter().rposition(|reading| reading.date == Some(read)).map(|last| self.upto(last))
    }

    /// Whether all readings are in one unit; 90 minutes and 2 hours are not to be compared.
    pub fn has_one_unit(&self) -> bool {
        self.readings.windows(2).all(|pair| same(pair[0].unit.as_deref(), pair[1].unit.as_deref()))
    }
}

impl Reading {
    /// The same reading as another file has it: what the first leaves out is taken from the second.
    fn join(&mut self, same: &mut Self) {
        self.stated_on.append(&mut same.stated_on);
        self.source = self.source.take().or_else(|| same.source.take());
        if self.how.is_none() && same.how.is_some() {
            self.how = same.how.take();
            self.language = same.language.clone();
        }
    }

    /// The value with its unit, as it is shown.
    pub fn shown(&self) -> String {
        self.set_with(' ')
    }

    /// The value with its unit; the end of a line never parts it from a short one.
    pub fn shown_whole(&self) -> String {
        let is_short = self.unit.as_deref().is_some_and(|unit| unit.trim().chars().count() <= SHORT_UNIT);
        self.set_with(if is_short { '\u{a0}' } else { ' ' })
    }

    fn set_with(&self, space: char) -> String {
        let value = self.shown_value();
        match self.unit.as_deref().map(str::trim) {
            None | Some("") => value,
            // Said already: `7%` in `%` is no `7%%`.
            Some(unit) if value.trim_end().ends_with(unit) => value,
            // A sign stands at the number, and so does a Chinese word; others stand apart from it.
            Some(unit) if unit.starts_with(stands_at_the_number) => format!("{value}{unit}"),
            Some(unit) => format!("{value}{space}{unit}"),
        }
    }

    /// The value as it is shown: a number below zero with a minus, not with the hyphen of a keyboard, and a large
    /// one in groups of three digits.
    pub fn shown_value(&self) -> String {
        let value = &self.value.0;
        if self.value.number().is_none() {
            return value.clone();
        }
        match value.trim().strip_prefix('-') {
            Some(digits) => format!("−{}", grouped(digits)),
            None => grouped(value.trim()),
        }
    }

    /// Whether a reader can see where it comes from.
    pub fn is_sourced(&self) -> bool {
        self.source.as_ref().is_some_and(Origin::is_shown)
    }
}

/// The digits of a number in groups of three, from ten thousand on: four of them may be a year, and a zero in front
/// is that of an id.
fn grouped(number: &str) -> String {
    let (whole, rest) = number.split_at(number.find('.').unwrap_or(number.len()));
    let is_large = whole.len() >= FEWEST_GROUPED && whole.bytes().all(|byte| byte.is_ascii_digit());
    if !is_large || whole.starts_with('0') {
        return number.to_string();
    }
    let comma = |at: usize| if at > 0 && (whole.len() - at).is_multiple_of(3) { "," } else { "" };
    let digits: String = whole.char_indices().map(|(at, digit)| format!("{}{digit}", comma(at))).collect();
    digits + rest
}

fn stands_at_the_number(sign: char) -> bool {
    matches!(sign, '%' | '°' | '×') || is_han(sign)
}

/// Whether two units, or two labels, say the same.
pub(super) fn same(one: Option<&str>, other: Option<&str>) -> bool {
    let plain = |said: Option<&str>| said.unwrap_or("").trim().to_lowercase();
    plain(one) == plain(other)
}

/// What ties the records of a number together.
pub fn number_id(number: &Number) -> &str {
    number.id.as_ref().or(number.label.as_ref()).map_or("", |id| id.value.as_str())
}

/// The numbers of one file in the site's own language, and in its translation.
#[derive(Clone, Copy)]
struct Pair<'a> {
    record: (&'a [Number], &'a Language),
    own: (&'a [Number], &'a Language),
    day: Option<(usize, Date)>,
}

/// A number with the words that an edition has for it.
struct Told<'a> {
    /// Its facts.
    record: &'a Number,
    /// The same in another language.
    own: Option<&'a Number>,
    /// The language of its words.
    language: &'a Language,
    /// The language of what those leave out.
    record_language: &'a Language,
    day: Option<(usize, Date)>,
}

/// Units of the originals and of their translations, each with the id of its number.
type Units<'a> = Vec<(&'a str, &'a str, &'a str)>;

impl<'a> Told<'a> {
    fn units(&self) -> Option<(&'a str, &'a str, &'a str)> {
        let (record, own) = (self.record.unit.as_ref()?, self.own?.unit.as_ref()?);
        Some((number_id(self.record), &record.value, &own.value))
    }
}

impl<'a> Pair<'a> {
    fn told(self) -> Vec<Told<'a>> {
        let (record, record_language) = self.record;
        let (own, own_language) = self.own;
        let day = self.day;
        if std::ptr::eq(record, own) {
            let alone =
                |number| Told { record: number, own: None, language: record_language, record_language, day };
            return record.iter().map(alone).collect();
        }
        let mut left: Vec<&Number> = own.iter().collect();
        let mut told: Vec<Told> = Vec::new();
        for number in record {
            let twin = left.iter().position(|twin| is_twin(number, twin)).map(|at| left.remove(at));
            let language = if twin.is_some() { own_language } else { record_language };
            told.push(Told { record: number, own: twin, language, record_language, day });
        }
        told.extend(left.into_iter().map(|number| Told {
            record: number,
            own: None,
            language: own_language,
            record_language: own_language,
            day,
        }));
        told
    }
}

/// Whether a number of a translation is the same reading: of one id, or without one the next without one.
pub(super) fn is_twin(record: &Number, own: &Number) -> bool {
    match (&record.id, &own.id) {
        (Some(record_id), Some(own_id)) => {
            let date = |number: &Number| number.date.as_ref().map(|date| date.value);
            record_id.value == own_id.value && (own.date.is_none() || date(own) == date(record))
        }
        (None, None) => true,
        _ => false,
    }
}

/// A reading with what it is called, before it is known to be of the same thing as its neighbours.
struct Named<'a> {
    reading: Reading,
    label: Option<(&'a str, &'a Language)>,
}

/// All numbers of a project in the words of an edition, those of `project.md` first, then in order of the days.
pub(super) fn collect(
    (record, own): (&content::Project, &content::Project),
    (default, wanted): (&Language, &Language),
    days: &[Day],
    quotes: &[Quote],
) -> Vec<Figure> {
    let language_of = |said: Option<&'_ Language>| said.cloned().unwrap_or_else(|| default.clone());
    let (record_language, own_language) = (language_of(record.language()), language_of(own.language()));
    let of_project = Pair {
        record: (&record.document.matter.numbers, &record_language),
        own: (&own.document.matter.numbers, &own_language),
        day: None,
    };
    let of_days = days.iter().enumerate().map(|(at, day)| Pair {
        record: (&day.record.document.matter.numbers, &day.record_language),
        own: (&day.source.document.matter.numbers, &day.language),
        day: Some((at, day.date)),
    });
    let told: Vec<Told> = std::iter::once(of_project).chain(of_days).flat_map(Pair::told).collect();
    let units: Units = told.iter().filter_map(Told::units).collect();
    let mut groups: Vec<(&str, Vec<Named>)> = Vec::new();
    for number in &told {
        let id = number_id(number.record);
        let named = named(number, &units, days, quotes);
        match groups.iter_mut().find(|(known, _)| *known == id) {
            Some((_, readings)) => readings.push(named),
            None => groups.push((id, vec![named])),
        }
    }
    groups.into_iter().map(|(id, readings)| figure(id, readings, wanted)).collect()
}

fn named<'a>(number: &Told<'a>, units: &Units, days: &[Day], quotes: &[Quote]) -> Named<'a> {
    let Told { record, own, language, record_language, day } = number;
    let own = own.unwrap_or(record);
    let language_of = |is_own: bool| if is_own { *language } else { *record_language };
    let said = record.source.as_ref().or(own.source.as_ref());
    let source = said.map(|said| Origin::resolve(&said.value, days, quotes));
    let unit = own.unit.as_ref().or(record.unit.as_ref()).map(|unit| unit.value.as_str());
    let reading = Reading {
        value: if own.has_value() { own } else { record }.value.value.clone(),
        unit: unit.map(|unit| translated(unit, number_id(record), units).to_string()),
        date: record.date.as_ref().or(own.date.as_ref()).map(|date| date.value).or(day.map(|day| day.1)),
        source: source.or(day.map(|(at, _)| Origin::Day(at))),
        how: own.how.clone().or_else(|| record.how.clone()),
        language: language_of(own.how.is_some()).clone(),
        stated_on: day.map(|(at, _)| at).into_iter().collect(),
    };
    let label = own.label.as_ref().or(record.label.as_ref());
    let of_label = language_of(own.label.is_some());
    Named { reading, label: label.map(|label| (label.value.as_str(), of_label)) }
}

/// A unit in the words of the edition, where a translation of another reading says what they are.
fn translated<'a>(unit: &'a str, id: &str, units: &Units<'a>) -> &'a str {
    let mut own = units.iter().filter(|known| known.0 == id);
    own.find(|known| same(Some(known.1), Some(unit))).map_or(unit, |known| known.2)
}

fn figure(id: &str, mut all: Vec<Named<'_>>, wanted: &Language) -> Figure {
    // A stable sort keeps the written order of readings without a date, or of one date.
    all.sort_by_key(|named| named.reading.date);
    let labels: Vec<(&str, &Language)> = all.iter().filter_map(|named| named.label).collect();
    let newest = |language: &Language| labels.iter().rfind(|(_, of)| *of == language).copied();
    let (label, label_language) = newest(wanted).or(labels.last().copied()).unwrap_or((id, wanted));
    let mut of_another = false;
    let mut readings: Vec<Reading> = Vec::new();
    for Named { mut reading, label } in all {
        // One without a label is of what the one before it is of; two languages have two names for one thing.
        if let Some((said, language)) = label {
            of_another = !same(Some(said), newest(language).map(|(label, _)| label));
        }
        if of_another {
            continue;
        }
        reading.unit = reading.unit.take().or_else(|| readings.last().and_then(|last| last.unit.clone()));
        readings.push(reading);
    }
    readings.dedup_by(|next, kept| {
        let is_same = next.date == kept.date && next.value == kept.value && next.unit == kept.unit;
        if is_same {
            kept.join(next);
        }
        is_same
    });
    let label_language = label_language.clone();
    Figure { id: id.to_string(), label: label.to_string(), label_language, readings }
}
