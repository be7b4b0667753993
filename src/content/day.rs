//! `day-NN.md`: one entry of the log.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{self, MapAccess, Visitor, value::MapAccessDeserializer};
use serde::{Deserialize, Deserializer};

use super::file_name::DayName;
use super::shared::{Demo, Number};
use super::{Document, Reading};
use crate::diagnostics::{Diagnostic, SourceFile};
use crate::front_matter::{Date, Extra, Kind, Language, Spanned, missing_key, name_if_any, null_as_default};

/// The key without which a day has no place, with an example of it.
const DATE: (&str, &str) = ("date", "2026-01-09");

/// One entry of the log.
#[derive(Clone, Debug)]
pub struct Day {
    /// The folder of its project.
    pub project: String,
    /// Number and language, as its file name says.
    pub name: DayName,
    /// The document.
    pub document: Document<DayMatter>,
}

/// The keys of a day.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DayMatter {
    /// The local calendar date of the day; a translation that says none has its original's.
    pub date: Option<Spanned<Date>>,
    /// What the day was about, in one line.
    #[serde(default, deserialize_with = "name_if_any")]
    pub title: Option<Spanned<String>>,
    /// The number of the day, where it is not the one of the file name.
    pub day: Option<Spanned<DayNumber>>,
    /// The part of the work it belongs to.
    pub stage: Option<Stage>,
    /// One or two sentences for lists and previews.
    pub summary: Option<String>,
    /// Hours worked.
    #[serde(default, deserialize_with = "hours")]
    #[schemars(range(min = 0.0, max = 24.0))]
    pub hours: Option<f64>,
    /// Subjects.
    #[serde(default, deserialize_with = "null_as_default")]
    pub tags: Vec<Spanned<String>>,
    /// An honest day off.
    #[serde(default, deserialize_with = "null_as_default")]
    pub rest: bool,
    /// Feedback that this day answers.
    #[serde(default, deserialize_with = "null_as_default")]
    pub answers: Vec<Answer>,
    /// What was learnt about the field and its users.
    #[serde(default, deserialize_with = "null_as_default")]
    pub insights: Vec<String>,
    /// What the maker learnt.
    #[serde(default, deserialize_with = "null_as_default")]
    pub learned: Vec<String>,
    /// What users asked, answered in public.
    #[serde(default, deserialize_with = "null_as_default")]
    pub questions: Vec<Question>,
    /// Numbers of the day.
    #[serde(default, deserialize_with = "null_as_default")]
    pub numbers: Vec<Number>,
    /// Something to try.
    pub demo: Option<Spanned<Demo>>,
    /// A recording, by its path or address.
    pub video: Option<Spanned<String>>,
    /// Tomorrow's plan.
    pub next: Option<String>,
    /// The language of the text.
    pub language: Option<Spanned<Language>>,
    /// Whether it is kept back.
    #[serde(default, deserialize_with = "null_as_default")]
    pub draft: bool,
    /// Where the text was published first.
    pub canonical: Option<Spanned<String>>,
    /// Former addresses, relative to the base URL.
    #[serde(default, deserialize_with = "null_as_default")]
    pub aliases: Vec<Spanned<String>>,
    /// Whatever a theme wants to know.
    #[serde(default, deserialize_with = "null_as_default")]
    pub extra: Extra,
}

/// Hours of a day: there are 24 of them.
fn hours<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<f64>, D::Error> {
    match Option::<f64>::deserialize(deserializer)? {
        Some(hours) if !(0.0..=24.0).contains(&hours) => Err(de::Error::custom(format!(
            "`{hours}` hours don't fit into a day; write a number from 0 to 24, such as 2.5"
        ))),
        hours => Ok(hours),
    }
}

/// The number of a day; `08` is 8.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayNumber(pub u32);

impl<'de> Deserialize<'de> for DayNumber {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        text.parse().ok().filter(|_| digits).map(Self).ok_or_else(|| {
            de::Error::custom(format!("`{text}` is not the number of a day; write a whole number such as 8"))
        })
    }
}

impl JsonSchema for DayNumber {
    fn schema_name() -> Cow<'static, str> {
        "DayNumber".into()
    }

    // A leading zero makes a text of it for some readers of YAML.
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "anyOf": [
                { "type": "integer", "minimum": 0, "maximum": u32::MAX },
                { "type": "string", "pattern": "^0*[0-9]{1,9}$" },
            ]
        })
    }
}

/// The part of the work that a day belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Stage {
    /// Finding a pain point.
    Need,
    /// Deciding what to build.
    Plan,
    /// Building it.
    Build,
    /// Putting it where people can try it.
    Ship,
    /// Watching people try it.
    Test,
    /// Changing it for what they said.
    Improve,
}

impl Stage {
    /// All stages, in the order of the work.
    pub const ALL: [Stage; 6] = [Self::Need, Self::Plan, Self::Build, Self::Ship, Self::Test, Self::Improve];

    /// The word for it in front matter, which is also its key among a theme's strings.
    pub fn key(self) -> &'static str {
        match self {
            Self::Need => "need",
            Self::Plan => "plan",
            Self::Build => "build",
            Self::Ship => "ship",
            Self::Test => "test",
            Self::Improve => "improve",
        }
    }
}

/// What was said, what was changed for it, and what came of that.
#[derive(Clone, Debug, Default)]
pub struct Answer {
    /// The id of the feedback.
    pub feedback: Option<Spanned<String>>,
    /// What was changed.
    pub change: Option<String>,
    /// What came of it.
    pub result: Option<String>,
    /// The id of the number that moved.
    pub number: Option<Spanned<String>>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct AnswerKeys {
    /// The id of the feedback.
    feedback: Option<Spanned<String>>,
    /// What was changed.
    change: Option<String>,
    /// What came of it.
    result: Option<String>,
    /// The id of the number that moved.
    number: Option<Spanned<String>>,
}

impl<'de> Deserialize<'de> for Answer {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct AnswerVisitor;
        impl<'de> Visitor<'de> for AnswerVisitor {
            type Value = Answer;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str(
                    "the id of a piece of feedback, or a group of keys: feedback, change, result, number",
                )
            }

            fn visit_str<E: de::Error>(self, id: &str) -> Result<Answer, E> {
                Ok(Answer {
                    feedback: Some(Spanned { value: id.to_string(), span: 0..0 }),
                    ..Answer::default()
                })
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Answer, A::Error> {
                let AnswerKeys { feedback, change, result, number } =
                    AnswerKeys::deserialize(MapAccessDeserializer::new(map))?;
                Ok(Answer { feedback, change, result, number })
            }
        }
        // A bare id knows its place only from around it.
        let spanned = Spanned::<AnswerShape>::deserialize(deserializer)?;
        return Ok(spanned.value.0.placed(spanned.span));

        struct AnswerShape(Answer);
        impl<'de> Deserialize<'de> for AnswerShape {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_any(AnswerVisitor).map(AnswerShape)
            }
        }
    }
}

impl JsonSchema for Answer {
    fn schema_name() -> Cow<'static, str> {
        "Answer".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let keys = generator.subschema_for::<AnswerKeys>();
        json_schema!({ "anyOf": [{ "type": "string" }, keys] })
    }
}

impl Answer {
    fn placed(mut self, span: crate::diagnostics::Span) -> Self {
        if let Some(feedback) = &mut self.feedback
            && feedback.span.is_empty()
        {
            feedback.span = span;
        }
        self
    }
}

/// A question that users asked, and its answer.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// The question.
    pub q: String,
    /// The answer.
    pub a: String,
}

impl Day {
    /// How a day is spoken of in complaints.
    pub const KIND: Kind = Kind { name: "a day", required: &[DATE] };

    /// How the translation of a day is, which takes from its original what it does not say.
    const TRANSLATION: Kind = Kind { name: "a day", required: &[] };

    /// What decides whether it is shown, and where.
    const DECISIVE: [&str; 5] = ["date", "day", "language", "draft", "numbers"];

    pub(super) fn read(file: SourceFile, project: String, name: DayName) -> Reading<Self> {
        let kind = if name.language.is_some() { Self::TRANSLATION } else { Self::KIND };
        let Reading { document, mut faults } = Document::<DayMatter>::read(file, kind, &Self::DECISIVE);
        let day = document.map(|document| Self { project, name, document });
        let day = day.filter(|day| {
            let is_placed = day.date().is_some() || day.name.language.is_some();
            if !is_placed {
                faults.push(day.undated());
            }
            is_placed
        });
        Reading { document: day, faults }
    }

    /// The date that the file says.
    pub fn date(&self) -> Option<Date> {
        self.document.matter.date.as_ref().map(|date| date.value)
    }

    /// A complaint about a day that nothing dates.
    pub(crate) fn undated(&self) -> Diagnostic {
        missing_key(&self.document.file, Self::KIND, DATE)
    }

    /// Whether it says nothing, as a file that was made and not written in: no word, no number and nothing to see. What
    /// part of the work it belongs to, and its tags, tell nobody anything.
    pub fn is_blank(&self) -> bool {
        let matter = &self.document.matter;
        let is_said = |said: Option<&str>| said.is_some_and(|said| !said.trim().is_empty());
        let title = matter.title.as_ref().map(|title| title.value.as_str());
        let says = [title, matter.summary.as_deref(), matter.next.as_deref()].into_iter().any(is_said)
            || matter.rest
            || matter.hours.is_some()
            || matter.demo.is_some()
            || matter.video.is_some();
        let lists = [matter.answers.len(), matter.insights.len(), matter.learned.len()];
        let lists = lists.into_iter().chain([matter.questions.len(), matter.numbers.len()]);
        !says && lists.sum::<usize>() == 0 && self.document.body().trim().is_empty()
    }

    /// The number of the day: the key's, else the file name's.
    pub fn number(&self) -> u32 {
        self.document.matter.day.as_ref().map_or(self.name.number, |day| day.value.0)
    }

    /// The language of the text, where the file says it.
    pub fn language(&self) -> Option<&Language> {
        self.name.language.as_ref().or(self.document.matter.language.as_ref().map(|language| &language.value))
    }
}
