//! The values that YAML keys hold: with places, exact dates, language tags.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{self, IntoDeserializer, MapAccess, SeqAccess, Visitor, value};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::diagnostics::Span;

/// A value with the byte range in its file at which it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub span: Span,
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Spanned<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let spanned = serde_yaml::Spanned::<T>::deserialize(deserializer)?;
        let place = spanned.referenced.span();
        let start = place.byte_offset().unwrap_or(0) as usize;
        let length = place.byte_len().unwrap_or(0) as usize;
        Ok(Self { value: spanned.value, span: start..start + length })
    }
}

impl<T: JsonSchema> JsonSchema for Spanned<T> {
    fn inline_schema() -> bool {
        T::inline_schema()
    }

    fn schema_name() -> Cow<'static, str> {
        T::schema_name()
    }

    fn schema_id() -> Cow<'static, str> {
        T::schema_id()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        T::json_schema(generator)
    }
}

/// A local calendar date, exactly `YYYY-MM-DD` in a file; never an instant, so no time zone can move it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(pub NaiveDate);

/// The years that a log can have; any other is a slip of the finger.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2999;

impl FromStr for Date {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let Some((year, month, day)) = date_numbers(text) else {
            return Err(format!("`{text}` is not a date; dates are written YYYY-MM-DD, such as 2026-01-09"));
        };
        if !YEARS.contains(&year) {
            return Err(format!("`{text}` is not a date of our time; years go from 1900 to 2999"));
        }
        NaiveDate::from_ymd_opt(year, month, day).map(Date).ok_or_else(|| no_such_date(text, year, month))
    }
}

fn date_numbers(text: &str) -> Option<(i32, u32, u32)> {
    let bytes = text.as_bytes();
    let digits = |range: std::ops::Range<usize>| bytes[range].iter().all(u8::is_ascii_digit);
    let shaped = bytes.len() == 10 && bytes[4] == b'-' && bytes[7] == b'-';
    if !shaped || !digits(0..4) || !digits(5..7) || !digits(8..10) {
        return None;
    }
    Some((text[0..4].parse().ok()?, text[5..7].parse().ok()?, text[8..10].parse().ok()?))
}

fn no_such_date(text: &str, year: i32, month: u32) -> String {
    let first = NaiveDate::from_ymd_opt(year, month, 1);
    let next = first.and_then(|first| first.checked_add_months(chrono::Months::new(1)));
    match (first, next) {
        (Some(first), Some(next)) => {
            let days = (next - first).num_days();
            format!("`{text}` is not a date that exists; {} has {days} days", first.format("%B %Y"))
        }
        _ => format!("`{text}` is not a date that exists; a year has 12 months"),
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl JsonSchema for Date {
    fn schema_name() -> Cow<'static, str> {
        "Date".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "format": "date",
            "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$",
        })
    }
}

/// A language tag (BCP 47), such as `en`, `zh` or `zh-Hant`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Language(String);

impl Language {
    /// The tag as written.
    pub fn tag(&self) -> &str {
        &self.0
    }

    /// Whether its text is set in Chinese characters.
    pub fn is_chinese(&self) -> bool {
        self.0 == "zh" || self.0.starts_with("zh-")
    }
}

impl Default for Language {
    fn default() -> Self {
        Self("en".to_string())
    }
}

impl FromStr for Language {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let mut parts = text.split('-');
        let primary = parts.next().unwrap_or("");
        let primary_fits =
            (2..=3).contains(&primary.len()) && primary.bytes().all(|byte| byte.is_ascii_lowercase());
        let rest_fits = parts.all(|part| {
            (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        });
        if primary_fits && rest_fits {
            Ok(Self(text.to_string()))
        } else {
            Err(format!("`{text}` is not a language tag; write `en`, `zh` or another BCP 47 tag"))
        }
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Language {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

impl Serialize for Language {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl JsonSchema for Language {
    fn schema_name() -> Cow<'static, str> {
        "Language".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "pattern": "^[a-z]{2,3}(-[A-Za-z0-9]{1,8})*$", "examples": ["en", "zh"] })
    }
}

/// A number or a few words, kept as written: `12`, `3 of 5`, `08`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scalar(pub String);

impl Scalar {
    /// The value as a number, where it is one.
    pub fn number(&self) -> Option<f64> {
        self.0.trim().parse().ok().filter(|number: &f64| number.is_finite())
    }
}

impl<'de> Deserialize<'de> for Scalar {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        match is_no_number(&text) {
            true => Err(de::Error::custom(format!(
                "`{text}` is what a computer writes where it has no number; write the number, or a few words"
            ))),
            false => Ok(Self(text)),
        }
    }
}

/// Whether a text is how YAML, or a program, says that there is no number or none that is finite.
fn is_no_number(text: &str) -> bool {
    let bare = text.trim().trim_start_matches(['-', '+']).trim_start_matches('.').to_ascii_lowercase();
    matches!(bare.as_str(), "nan" | "inf" | "infinity")
}

impl JsonSchema for Scalar {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Scalar".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        String::json_schema(generator)
    }
}

/// What a theme may use and the program does not know: any YAML under `extra`.
pub type Extra = serde_json::Map<String, serde_json::Value>;

/// Takes a null value for an absent one.
///
/// # Errors
/// Those of the value.
pub fn null_as_default<'de, D: Deserializer<'de>, T: Deserialize<'de> + Default>(
    deserializer: D,
) -> Result<T, D::Error> {
    Ok(Option::<T>::deserialize(deserializer)?.unwrap_or_default())
}

/// Reads a name, which stands on one line whatever its author broke it over.
///
/// # Errors
/// A value that is no text.
pub fn name<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Spanned<String>, D::Error> {
    let said = Spanned::<String>::deserialize(deserializer)?;
    Ok(Spanned { value: on_one_line(said.value), span: said.span })
}

/// The same where a null is an absent one.
///
/// # Errors
/// A value that is no text.
pub fn name_if_any<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Spanned<String>>, D::Error> {
    let said = Option::<Spanned<String>>::deserialize(deserializer)?;
    Ok(said.map(|said| Spanned { value: on_one_line(said.value), span: said.span }))
}

fn on_one_line(text: String) -> String {
    match text.contains(char::is_control) {
        true => text
            .split(char::is_control)
            .map(str::trim)
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" "),
        false => text,
    }
}

/// Takes a blank text, as well as a null, for an absent one.
///
/// # Errors
/// A value that is no text.
pub fn said<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    Ok(Option::<String>::deserialize(deserializer)?.filter(|said| !said.trim().is_empty()))
}

/// Takes a lone value for a list of one, and a null for an empty list.
///
/// # Errors
/// Those of the values.
pub fn one_or_many<'de, D, T>(deserializer: D) -> Result<Vec<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    struct OneOrMany<T>(std::marker::PhantomData<T>);
    impl<'de, T: Deserialize<'de>> Visitor<'de> for OneOrMany<T> {
        type Value = Vec<T>;

        fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
            f.write_str("a value or a list of values")
        }

        fn visit_unit<E: de::Error>(self) -> Result<Vec<T>, E> {
            Ok(Vec::new())
        }

        fn visit_str<E: de::Error>(self, text: &str) -> Result<Vec<T>, E> {
            Ok(vec![T::deserialize(IntoDeserializer::<E>::into_deserializer(text))?])
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Vec<T>, A::Error> {
            let mut values = Vec::new();
            while let Some(value) = seq.next_element()? {
                values.push(value);
            }
            Ok(values)
        }

        fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Vec<T>, A::Error> {
            Ok(vec![T::deserialize(value::MapAccessDeserializer::new(map))?])
        }
    }
    deserializer.deserialize_any(OneOrMany(std::marker::PhantomData))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_exactly_year_month_day() {
        assert_eq!("2026-01-09".parse::<Date>().unwrap().to_string(), "2026-01-09");
        for wrong in ["2026-1-9", "2026-01-09T00:00:00Z", "09.01.2026", "2026-01-0９", ""] {
            assert!(wrong.parse::<Date>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_date_that_does_not_exist_says_how_long_the_month_is() {
        assert_eq!(
            "2026-02-30".parse::<Date>().unwrap_err(),
            "`2026-02-30` is not a date that exists; February 2026 has 28 days"
        );
        assert!("2026-13-01".parse::<Date>().unwrap_err().contains("12 months"));
    }

    #[test]
    fn a_year_that_nobody_means_is_a_slip() {
        for slip in ["0000-01-01", "0226-01-05", "9999-01-01"] {
            assert!(slip.parse::<Date>().unwrap_err().contains("1900"), "{slip}");
        }
    }

    #[test]
    fn a_value_is_a_number_or_words_and_not_what_a_program_writes_for_none() {
        let read = |yaml: &str| serde_yaml::from_str::<Scalar>(yaml).map(|scalar| scalar.0);
        for said in ["12", "3 of 5", "08", "-4.5", "info", "1e3"] {
            assert_eq!(read(said).unwrap(), said);
        }
        for none in [".nan", ".inf", "-.inf", "NaN", "Infinity", "+.INF"] {
            assert!(read(none).is_err(), "{none}");
        }
    }

    #[test]
    fn a_language_is_a_tag() {
        assert!("zh-Hant".parse::<Language>().unwrap().is_chinese());
        assert!("english".parse::<Language>().is_err());
        assert!("../en".parse::<Language>().is_err());
    }
}
