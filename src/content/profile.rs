//! `about.md`: the maker.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{self, MapAccess, Visitor, value::MapAccessDeserializer};
use serde::{Deserialize, Deserializer};

use super::{Background, Document, Reading, Resume, Skill};
use crate::diagnostics::SourceFile;
use crate::front_matter::{Extra, Kind, Language, Spanned, When, name_if_any, null_as_default, when};
use crate::path::SitePath;

/// The maker, in their own words.
#[derive(Clone, Debug)]
pub struct Profile {
    /// The language its file name says: `about.zh.md`.
    pub name_language: Option<Language>,
    /// The document.
    pub document: Document<ProfileMatter>,
}

/// The keys of `about.md`.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ProfileMatter {
    /// The title of the page.
    #[serde(deserialize_with = "name_if_any")]
    pub title: Option<Spanned<String>>,
    /// What they look for.
    pub looking_for: Option<LookingFor>,
    /// What they did before.
    #[serde(deserialize_with = "null_as_default")]
    pub background: Vec<Background>,
    /// What they can do.
    #[serde(deserialize_with = "null_as_default")]
    pub skills: Vec<String>,
    /// A JSON Resume file to take the background from, by its path.
    pub resume: Option<Spanned<String>>,
    /// Whatever a theme wants to know.
    #[serde(deserialize_with = "null_as_default")]
    pub extra: Extra,
}

/// What the maker looks for: one line, or point by point.
#[derive(Clone, Debug)]
pub enum LookingFor {
    /// In one line.
    Line(String),
    /// Point by point.
    Points(OpenTo),
}

/// What the maker is open to, point by point.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct OpenTo {
    /// Kinds of work.
    #[serde(deserialize_with = "null_as_default")]
    pub roles: Vec<String>,
    /// Places.
    #[serde(rename = "where")]
    pub place: Option<String>,
    /// `true`, `false`, or how far: `two days a week`.
    pub remote: Option<String>,
    /// From when, as a date or in words.
    #[serde(deserialize_with = "when")]
    pub from: Option<When>,
    /// Permission to work.
    pub permit: Option<String>,
}

impl<'de> Deserialize<'de> for LookingFor {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct LookingForVisitor;
        impl<'de> Visitor<'de> for LookingForVisitor {
            type Value = LookingFor;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("one line, or a group of keys: roles, where, remote, from, permit")
            }

            fn visit_str<E: de::Error>(self, line: &str) -> Result<LookingFor, E> {
                Ok(LookingFor::Line(line.to_string()))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<LookingFor, A::Error> {
                OpenTo::deserialize(MapAccessDeserializer::new(map)).map(LookingFor::Points)
            }
        }
        deserializer.deserialize_any(LookingForVisitor)
    }
}

impl JsonSchema for LookingFor {
    fn schema_name() -> Cow<'static, str> {
        "LookingFor".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let points = generator.subschema_for::<OpenTo>();
        json_schema!({ "anyOf": [{ "type": "string" }, points] })
    }
}

impl Profile {
    /// How `about.md` is spoken of in complaints.
    pub const KIND: Kind = Kind { name: "about.md", required: &[] };

    pub(super) fn read(file: SourceFile, name_language: Option<Language>) -> Reading<Self> {
        Document::read(file, Self::KIND, &[]).map(|document| Self { name_language, document })
    }

    /// Where the JSON Resume is that it names.
    pub fn resume_path(&self) -> Option<SitePath> {
        self.document.file.path.join(&self.document.matter.resume.as_ref()?.value)
    }

    /// The stations of the maker's past and their skills: those that it lists, else those of its resume.
    pub fn past(&self, resumes: &[(SitePath, Resume)]) -> (Vec<Background>, Vec<Skill>) {
        let matter = &self.document.matter;
        let resume = self.resume_path().and_then(|path| resumes.iter().find(|(known, _)| *known == path));
        let resume = resume.map(|(_, resume)| resume.clone()).unwrap_or_default();
        let background =
            if matter.background.is_empty() { resume.background } else { matter.background.clone() };
        let named = || matter.skills.iter().map(|name| Skill::named(name)).collect();
        let skills = if matter.skills.is_empty() { resume.skills } else { named() };
        (background, skills)
    }
}
