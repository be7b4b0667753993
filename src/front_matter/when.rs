//! A point in time as exactly as somebody says it.

use std::fmt;
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, de};

use super::{Date, Spanned};

/// Words that stand for a time that is not over, in place of a date.
const STILL: [&str; 10] =
    ["present", "current", "currently", "now", "today", "ongoing", "至今", "现在", "目前", "今"];

/// When something was or will be: a day, a month, a year, or words such as `next spring`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum When {
    /// A day.
    Day(Date),
    /// A month, by its first day.
    Month(Date),
    /// A year, by its first day.
    Year(Date),
    /// What is no date and was not meant as one.
    Words(String),
}

impl When {
    /// What a text says: nothing where it is blank.
    ///
    /// # Errors
    /// As for [`When::from_str`].
    pub fn read(text: &str) -> Result<Option<When>, String> {
        let text = text.trim();
        if text.is_empty() { Ok(None) } else { text.parse().map(Some) }
    }

    /// When something ended: nothing where it goes on, as `present` says.
    ///
    /// # Errors
    /// As for [`When::from_str`].
    pub fn read_end(text: &str) -> Result<Option<When>, String> {
        let goes_on = STILL.contains(&text.trim().to_lowercase().as_str());
        if goes_on { Ok(None) } else { Self::read(text) }
    }

    /// The date as far as it is known, such as `2026-03` (ISO 8601); words are none.
    pub fn iso(&self) -> Option<String> {
        match self {
            Self::Day(day) => Some(day.to_string()),
            Self::Month(first) => Some(first.0.format("%Y-%m").to_string()),
            Self::Year(first) => Some(first.0.format("%Y").to_string()),
            Self::Words(_) => None,
        }
    }

    /// Whether it is surely before another time: `2019` is before `2020-05`, and not before `2019-05`.
    pub fn is_before(&self, other: &When) -> bool {
        let (Some(one), Some(other)) = (self.iso(), other.iso()) else { return false };
        // Dates are in order as texts as far as both say them.
        let known = one.len().min(other.len());
        one[..known] < other[..known]
    }
}

impl FromStr for When {
    type Err = String;

    /// Fails on what is written in digits alone and is no date that exists: it can't have been meant as words.
    fn from_str(text: &str) -> Result<Self, String> {
        if !text.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | '.' | '/')) {
            return Ok(Self::Words(text.to_string()));
        }
        // The shape is looked at first, so that a complaint is about what was written and not about
        // the day that is added to it.
        let whole = match shape(text) {
            Some(Shape::Day) => return text.parse().map(Self::Day),
            Some(Shape::Month) => format!("{text}-01").parse().map(Self::Month),
            Some(Shape::Year) => format!("{text}-01-01").parse().map(Self::Year),
            None => Err(String::new()),
        };
        whole.map_err(|_| {
            format!(
                "`{text}` is not a date that exists; write YYYY-MM-DD, YYYY-MM or YYYY, such as 2026-03, or words"
            )
        })
    }
}

enum Shape {
    Day,
    Month,
    Year,
}

fn shape(text: &str) -> Option<Shape> {
    let lengths: Vec<usize> = text.split('-').map(str::len).collect();
    match lengths[..] {
        [4] => Some(Shape::Year),
        [4, 2] => Some(Shape::Month),
        [4, 2, 2] => Some(Shape::Day),
        _ => None,
    }
}

/// Reads a beginning; a null or a blank is an absent one.
///
/// # Errors
/// A date that does not exist.
pub fn when<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<When>, D::Error> {
    let said = Option::<String>::deserialize(deserializer)?.unwrap_or_default();
    When::read(&said).map_err(de::Error::custom)
}

/// Reads an end, as [`When::read_end`] does, with its place; a null or a blank is an absent one.
///
/// # Errors
/// A date that does not exist.
pub fn until<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Spanned<When>>, D::Error> {
    let Some(said) = Option::<Spanned<String>>::deserialize(deserializer)? else { return Ok(None) };
    let end = When::read_end(&said.value).map_err(de::Error::custom)?;
    Ok(end.map(|value| Spanned { value, span: said.span }))
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Words(words) => f.write_str(words),
            date => f.write_str(&date.iso().unwrap_or_default()),
        }
    }
}

impl JsonSchema for When {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "When".into()
    }

    /// A year alone is a number to YAML.
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": ["string", "integer"], "examples": ["2026-03-01", "2026-03", "2026", "in spring"] })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_known_as_far_as_it_is_given() {
        for said in ["2026", "2026-03", "2026-03-31"] {
            let when: When = said.parse().unwrap();
            assert_eq!(when.iso().as_deref(), Some(said));
        }
        assert!(matches!("2026-03".parse(), Ok(When::Month(_))));
    }

    #[test]
    fn a_time_is_before_another_where_both_are_known_that_far() {
        let is_before =
            |one: &str, other: &str| one.parse::<When>().unwrap().is_before(&other.parse().unwrap());
        for (one, other) in [("2019", "2020-05"), ("2019-04", "2019-05-01"), ("2019-01-01", "2021")] {
            assert!(is_before(one, other) && !is_before(other, one), "{one} {other}");
        }
        for (one, other) in
            [("2019", "2019-05"), ("2019-05", "2019-05-31"), ("2019", "2019"), ("1999", "in spring")]
        {
            assert!(!is_before(one, other) && !is_before(other, one), "{one} {other}");
        }
    }

    #[test]
    fn words_stay_words() {
        for said in ["next spring", "at once", "随时", "2019 bis 2020", "May 2019"] {
            assert_eq!(said.parse(), Ok(When::Words(said.to_string())));
        }
    }

    #[test]
    fn digits_that_are_no_date_are_refused_as_they_were_written() {
        for slip in ["2026-99", "2026-13", "03/2020", "0226", "2026-2", "2026-02-30", "2019-2020", "12"] {
            let fault = slip.parse::<When>().unwrap_err();
            assert!(fault.starts_with(&format!("`{slip}` is not a date")), "{fault}");
        }
    }

    #[test]
    fn a_time_that_is_not_over_has_no_end() {
        assert_eq!(When::read_end("Present"), Ok(None));
        assert_eq!(When::read_end(" 至今 "), Ok(None));
        assert_eq!(When::read(""), Ok(None));
        assert!(When::read_end("2020").unwrap().is_some());
    }
}
