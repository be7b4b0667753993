//! Values that several kinds of file hold.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{self, MapAccess, Visitor, value::MapAccessDeserializer};
use serde::{Deserialize, Deserializer};

use crate::diagnostics::Span;
use crate::front_matter::{Date, Scalar, Spanned};

/// A number with its source; the same `id` at several dates is its history.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Number {
    /// Ties the records of one number together; the label where it is not given.
    pub id: Option<Spanned<String>>,
    /// What is counted, in a few words.
    pub label: Option<Spanned<String>>,
    /// The value, as it is to be shown; empty in a translation that leaves it to its original.
    #[serde(default = "unsaid")]
    pub value: Spanned<Scalar>,
    /// The unit, as it is to be shown behind the value.
    pub unit: Option<Spanned<String>>,
    /// When it was measured; the day's own date where it is not given.
    pub date: Option<Spanned<Date>>,
    /// Where it comes from: a day (`day-07`), a piece of feedback, a file, an address or a few words; the day
    /// itself for a number of a day.
    pub source: Option<Spanned<String>>,
    /// How it was measured.
    pub how: Option<String>,
}

impl Number {
    /// Whether it gives a value itself.
    pub fn has_value(&self) -> bool {
        !self.value.value.0.trim().is_empty()
    }

    /// Where to point at it: its value, else its name.
    pub fn span(&self) -> Option<Span> {
        let value = self.has_value().then(|| self.value.span.clone());
        let name = self.id.as_ref().or(self.label.as_ref());
        value.or_else(|| name.map(|name| name.span.clone()))
    }
}

fn unsaid() -> Spanned<Scalar> {
    Spanned { value: Scalar(String::new()), span: 0..0 }
}

/// Something to try: a URL or a local recording, with what is shown before it is opened.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Demo {
    /// The address, or the path of a recording.
    pub url: Option<Spanned<String>>,
    /// What it is called.
    pub title: Option<String>,
    /// A picture to stand for it, by its path.
    pub poster: Option<Spanned<String>>,
    /// A recording for when the host sleeps, by its path or address.
    pub fallback: Option<Spanned<String>>,
    /// Height of the frame in CSS pixels.
    pub height: Option<u32>,
    /// Shape of the frame, such as `16:9`.
    pub ratio: Option<String>,
    /// What to say while the host wakes.
    pub wake: Option<String>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct DemoKeys {
    /// The address, or the path of a recording.
    url: Option<Spanned<String>>,
    /// What it is called.
    title: Option<String>,
    /// A picture to stand for it, by its path.
    poster: Option<Spanned<String>>,
    /// A recording for when the host sleeps, by its path or address.
    fallback: Option<Spanned<String>>,
    /// Height of the frame in CSS pixels.
    height: Option<u32>,
    /// Shape of the frame, such as `16:9`.
    ratio: Option<String>,
    /// What to say while the host wakes.
    wake: Option<String>,
}

impl From<DemoKeys> for Demo {
    fn from(keys: DemoKeys) -> Self {
        Self {
            url: keys.url,
            title: keys.title,
            poster: keys.poster,
            fallback: keys.fallback,
            height: keys.height,
            ratio: keys.ratio,
            wake: keys.wake,
        }
    }
}

impl<'de> Deserialize<'de> for Demo {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct DemoVisitor;
        impl<'de> Visitor<'de> for DemoVisitor {
            type Value = Demo;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("an address, or a group of keys such as `url` and `title`")
            }

            fn visit_str<E: de::Error>(self, url: &str) -> Result<Demo, E> {
                Ok(Demo { url: Some(Spanned { value: url.to_string(), span: 0..0 }), ..Demo::default() })
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Demo, A::Error> {
                DemoKeys::deserialize(MapAccessDeserializer::new(map)).map(Demo::from)
            }
        }
        deserializer.deserialize_any(DemoVisitor)
    }
}

impl JsonSchema for Demo {
    fn schema_name() -> Cow<'static, str> {
        "Demo".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let keys = generator.subschema_for::<DemoKeys>();
        json_schema!({ "anyOf": [{ "type": "string" }, keys] })
    }
}
