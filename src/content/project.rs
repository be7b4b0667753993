//! `project.md`: why something is built, for whom, and how it is known to work.

use schemars::JsonSchema;
use serde::Deserialize;

use super::shared::{Demo, Number};
use super::{Document, Reading};
use crate::diagnostics::SourceFile;
use crate::front_matter::{Date, Extra, Kind, Language, Spanned, name, null_as_default};

/// A project of the log.
#[derive(Clone, Debug)]
pub struct Project {
    /// The name of its folder.
    pub folder: String,
    /// The language its file name says: `project.zh.md`.
    pub name_language: Option<Language>,
    /// The document.
    pub document: Document<ProjectMatter>,
}

/// The keys of a project.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ProjectMatter {
    /// What it is called.
    #[serde(deserialize_with = "name")]
    pub title: Spanned<String>,
    /// Its part of the URL; the folder's name where it is not given.
    pub slug: Option<Spanned<String>>,
    /// The promise, in one plain sentence.
    pub tagline: Option<String>,
    /// How far it is.
    pub status: Option<Status>,
    /// The challenge it is built in.
    pub challenge: Option<Challenge>,
    /// What the maker did in it.
    pub role: Option<String>,
    /// Why this maker cares.
    pub why: Option<String>,
    /// For whom it is.
    pub audience: Option<String>,
    /// The pain point.
    pub problem: Option<String>,
    /// Where users said so.
    #[serde(default, deserialize_with = "null_as_default")]
    pub evidence: Vec<Evidence>,
    /// Where the field is going, in its leaders' words.
    #[serde(default, deserialize_with = "null_as_default")]
    pub direction: Vec<Direction>,
    /// Something to try.
    pub demo: Option<Spanned<Demo>>,
    /// The address of the code.
    pub repo: Option<Spanned<String>>,
    /// What it is made with.
    #[serde(default, deserialize_with = "null_as_default")]
    pub stack: Vec<String>,
    /// Where it breaks, and what guards it.
    #[serde(default, deserialize_with = "null_as_default")]
    pub limits: Vec<Limit>,
    /// What comes next.
    #[serde(default, deserialize_with = "null_as_default")]
    pub roadmap: Vec<String>,
    /// Numbers with their sources.
    #[serde(default, deserialize_with = "null_as_default")]
    pub numbers: Vec<Number>,
    /// A picture, by its path.
    pub cover: Option<Spanned<String>>,
    /// The language of the text.
    pub language: Option<Spanned<Language>>,
    /// Former addresses, relative to the base URL.
    #[serde(default, deserialize_with = "null_as_default")]
    pub aliases: Vec<Spanned<String>>,
    /// Whether it is kept back, with all its days.
    #[serde(default, deserialize_with = "null_as_default")]
    pub draft: bool,
    /// Whatever a theme wants to know.
    #[serde(default, deserialize_with = "null_as_default")]
    pub extra: Extra,
}

/// How far a project is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Thought of.
    Idea,
    /// Being built.
    Building,
    /// In use.
    Live,
    /// Set aside.
    Paused,
    /// Finished.
    Done,
}

impl Status {
    /// The word for it in front matter, which is also its key among a theme's strings.
    pub fn key(self) -> &'static str {
        match self {
            Self::Idea => "idea",
            Self::Building => "building",
            Self::Live => "live",
            Self::Paused => "paused",
            Self::Done => "done",
        }
    }
}

/// A stretch of days in public.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Challenge {
    /// The date of day 1; that of the first entry where it is not given.
    pub start: Option<Spanned<Date>>,
    /// How many days it has; open where it is not given.
    pub days: Option<Spanned<u32>>,
    /// How days are counted.
    #[serde(deserialize_with = "null_as_default")]
    pub pace: Pace,
}

/// How the days of a challenge are counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Pace {
    /// By the calendar: a date without an entry is a missed day.
    #[default]
    Calendar,
    /// By entries: days count as they come.
    Entries,
}

/// Words of a user that show the need.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    /// What was said.
    pub quote: String,
    /// Where: a URL or a few words.
    pub source: Option<Spanned<String>>,
    /// When.
    pub date: Option<Spanned<Date>>,
}

/// Words of somebody who leads the field.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Direction {
    /// Who said it.
    pub who: Option<String>,
    /// What was said.
    pub said: String,
    /// Where: a URL or a few words.
    pub source: Option<Spanned<String>>,
    /// When.
    pub date: Option<Spanned<Date>>,
}

/// A case in which it breaks.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Limit {
    /// The case.
    pub case: String,
    /// What guards against it.
    pub guard: Option<String>,
}

impl Project {
    /// How a project is spoken of in complaints.
    pub const KIND: Kind = Kind { name: "a project", required: &[("title", "What it is called")] };

    /// What decides whether it is shown, where, and what its days can name.
    const DECISIVE: [&str; 5] = ["title", "slug", "language", "draft", "numbers"];

    pub(super) fn read(file: SourceFile, folder: String, name_language: Option<Language>) -> Reading<Self> {
        let reading = Document::read(file, Self::KIND, &Self::DECISIVE);
        reading.map(|document| Self { folder, name_language, document })
    }

    /// Where its numbers come from, and where the words were said that it quotes.
    pub fn sources(&self) -> impl Iterator<Item = &Spanned<String>> {
        let matter = &self.document.matter;
        let quoted = matter.evidence.iter().filter_map(|piece| piece.source.as_ref());
        quoted
            .chain(matter.direction.iter().filter_map(|voice| voice.source.as_ref()))
            .chain(matter.numbers.iter().filter_map(|number| number.source.as_ref()))
    }

    /// The language of the text, where the file says it.
    pub fn language(&self) -> Option<&Language> {
        self.name_language.as_ref().or(self.document.matter.language.as_ref().map(|language| &language.value))
    }
}
