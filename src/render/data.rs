//! What templates get. The guide for themes documents these records field by field.

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};
use tera::Value;
use tera::value::{Key, Map};

use super::plot::Plot;

/// A date in three forms.
#[derive(Clone, Debug, Serialize)]
pub(super) struct DateText {
    pub(super) iso: String,
    pub(super) text: String,
    pub(super) short: String,
}

/// A picture of the site.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Picture {
    pub(super) url: String,
    pub(super) width: Option<u32>,
    pub(super) height: Option<u32>,
    pub(super) alt: String,
}

/// A page by its title.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Ref {
    pub(super) title: String,
    pub(super) url: String,
    /// The language of the title, where it is not the page's.
    pub(super) language: Option<String>,
}

impl Ref {
    /// What is called in the words of the page.
    pub(super) fn new(title: String, url: String) -> Self {
        Self { title, url, language: None }
    }
}

/// One day in a strip.
#[derive(Clone, Debug, Serialize)]
pub(super) struct MarkItem {
    pub(super) state: &'static str,
    pub(super) number: u32,
    pub(super) date: Option<DateText>,
    pub(super) url: Option<String>,
    pub(super) title: Option<String>,
    pub(super) stage: Option<&'static str>,
    pub(super) label: String,
    /// Whether it stands on the page of its own day.
    pub(super) here: bool,
}

impl MarkItem {
    /// A mark on the page of its own day.
    pub(super) fn at_home(mark: &Value) -> Value {
        extended(mark, vec![("here", true.into())])
    }
}

/// A field of a record, where it has one of that name.
pub(super) fn field<'a>(record: &'a Value, name: &'static str) -> Option<&'a Value> {
    record.as_map()?.get(&Key::Str(name))
}

/// A record with more fields, or other ones, which are of this page alone; the record is shared by many.
pub(super) fn extended(record: &Value, more: Vec<(&'static str, Value)>) -> Value {
    Value::from_serializable(&Extended { record: record.as_map(), more })
}

/// A record and more fields by their names.
struct Extended<'a> {
    record: Option<&'a Map>,
    more: Vec<(&'static str, Value)>,
}

impl Serialize for Extended<'_> {
    /// As a structure: the names of its fields are known for good, so that none of them is copied.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let length = self.record.map_or(0, |record| record.len()) + self.more.len();
        let mut extended = serializer.serialize_struct("Extended", length)?;
        for (key, value) in self.record.into_iter().flatten() {
            if let Key::Str(name) = key {
                extended.serialize_field(name, value)?;
            }
        }
        self.more.iter().try_for_each(|(name, value)| extended.serialize_field(name, value))?;
        extended.end()
    }
}

/// A tag with its page.
#[derive(Clone, Debug, Serialize)]
pub(super) struct TagItem {
    pub(super) name: String,
    pub(super) url: String,
    pub(super) count: usize,
}

/// A day in a list.
#[derive(Clone, Debug, Serialize)]
pub(super) struct DayItem {
    pub(super) number: u32,
    pub(super) label: String,
    pub(super) title: Value,
    pub(super) url: Value,
    /// A [`DateText`]; like the two before it that of the day's mark, where it has one.
    pub(super) date: Value,
    pub(super) stage: Option<&'static str>,
    pub(super) stage_label: Option<String>,
    pub(super) rest: bool,
    pub(super) after: bool,
    pub(super) summary: Option<String>,
    pub(super) hours: Option<String>,
    pub(super) draft: bool,
    pub(super) language: Option<String>,
    /// A [`Ref`], shared by all days of the project.
    pub(super) project: Value,
    /// A [`TagItem`] each, shared by all days about it.
    pub(super) tags: Vec<Value>,
}

/// A figure with a few words.
#[derive(Clone, Debug, Serialize)]
pub(super) struct ShortFigure {
    pub(super) value: String,
    pub(super) label: String,
    pub(super) language: Option<String>,
}

/// Something to try.
#[derive(Clone, Debug, Serialize)]
pub(super) struct DemoItem {
    pub(super) url: String,
    pub(super) title: String,
    pub(super) host: Option<String>,
    pub(super) poster: Option<Picture>,
    pub(super) wake: Option<String>,
    pub(super) fallback: Option<String>,
    /// The whole demo as it opens in its place; only on the page that it belongs to.
    pub(super) embed_html: Option<Value>,
}

/// A video of a day.
#[derive(Clone, Debug, Serialize)]
pub(super) struct VideoItem {
    pub(super) title: String,
    pub(super) url: String,
    pub(super) embed_html: Value,
}

/// A project in a list.
#[derive(Clone, Debug, Serialize)]
pub(super) struct ProjectItem {
    pub(super) title: String,
    pub(super) url: String,
    pub(super) tagline: Option<String>,
    /// Its language, where it is not the page's; so for what stands beside other fields.
    pub(super) tagline_language: Option<String>,
    /// For whom, in a line.
    pub(super) audience: Option<String>,
    pub(super) audience_language: Option<String>,
    pub(super) status: Option<&'static str>,
    pub(super) status_label: Option<String>,
    pub(super) cover: Option<Picture>,
    /// A [`MarkItem`] each, shared by all pages that show the project.
    pub(super) strip: Vec<Value>,
    /// What `strip.html` makes of them without links; nothing where the template has a fault, which is then told
    /// where it is included.
    pub(super) strip_html: Option<Value>,
    pub(super) progress: String,
    pub(super) figures: Vec<ShortFigure>,
    pub(super) said: Option<SaidItem>,
    pub(super) demo: Option<DemoItem>,
    /// A [`DayItem`].
    pub(super) latest: Option<Value>,
    pub(super) draft: bool,
    pub(super) language: Option<String>,
}

/// What somebody said, as far as it may be shown.
#[derive(Clone, Debug, Serialize)]
pub(super) struct QuoteItem {
    pub(super) anchor: String,
    pub(super) url: String,
    pub(super) html: Value,
    pub(super) text: String,
    pub(super) who: Option<String>,
    pub(super) who_language: Option<String>,
    pub(super) channel_label: Option<String>,
    pub(super) date: Option<DateText>,
    pub(super) verdict: Option<&'static str>,
    pub(super) verdict_label: Option<String>,
    pub(super) topic: Option<String>,
    pub(super) status: Option<&'static str>,
    pub(super) status_label: Option<String>,
    pub(super) relation_label: Option<String>,
    pub(super) source: Option<String>,
    pub(super) language: Option<String>,
    pub(super) translation_html: Option<Value>,
    pub(super) answered_by: Vec<Ref>,
    pub(super) project: Ref,
}

/// The first words of what somebody said, with the way to all of them.
#[derive(Clone, Debug, Serialize)]
pub(super) struct SaidItem {
    pub(super) text: String,
    pub(super) who: Option<String>,
    pub(super) who_language: Option<String>,
    pub(super) relation_label: Option<String>,
    pub(super) url: String,
    pub(super) language: Option<String>,
}

/// Where a number comes from.
#[derive(Clone, Debug, Serialize)]
pub(super) struct SourceItem {
    pub(super) label: String,
    pub(super) url: Option<String>,
}

/// A number as it was once.
#[derive(Clone, Debug, Serialize)]
pub(super) struct ReadingItem {
    pub(super) value: String,
    pub(super) date: Option<DateText>,
    pub(super) source: Option<SourceItem>,
}

/// A number with its history.
#[derive(Clone, Debug, Serialize)]
pub(super) struct FigureItem {
    pub(super) id: String,
    pub(super) label: String,
    pub(super) label_language: Option<String>,
    pub(super) value: String,
    pub(super) raw: String,
    pub(super) unit: Option<String>,
    pub(super) date: Option<DateText>,
    pub(super) source: Option<SourceItem>,
    pub(super) how: Option<String>,
    pub(super) how_language: Option<String>,
    pub(super) history: Vec<ReadingItem>,
    pub(super) plot: Option<Plot>,
}

/// What was said, changed, and came of it.
#[derive(Clone, Debug, Serialize)]
pub(super) struct LoopItem {
    /// Whether it answers anybody; what was said may still not be shown.
    pub(super) answers_feedback: bool,
    pub(super) said: Option<QuoteItem>,
    pub(super) change: Option<Value>,
    pub(super) result: Option<Value>,
    pub(super) number: Option<FigureItem>,
    pub(super) day: Value,
}
