//! `buildlog.yaml`, key by key as it is written.

use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{self, MapAccess, Visitor, value::MapAccessDeserializer};
use serde::{Deserialize, Deserializer, Serialize};

use crate::front_matter::{Extra, Language, Spanned, name, null_as_default, one_or_many, said};

/// The settings as they are written.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawConfig {
    /// The version of this format; 1.
    pub format: Option<Spanned<u32>>,
    /// The site's title.
    #[serde(deserialize_with = "name")]
    pub title: Spanned<String>,
    /// The whole address of the site, sub-path included.
    pub base_url: Spanned<String>,
    /// What feed ids are made of: a tag URI or a UUID that never changes, whatever the address.
    pub id: Option<Spanned<String>>,
    /// The language of the site.
    pub language: Option<Spanned<Language>>,
    /// All languages of a bilingual site; the default one lives at the root.
    #[serde(default, deserialize_with = "null_as_default")]
    pub languages: Vec<Language>,
    /// The theme's name.
    pub theme: Option<Spanned<String>>,
    /// The colour of links and of the one button that matters.
    pub accent: Option<Spanned<String>>,
    /// IANA name of a time zone, for feed timestamps only.
    pub timezone: Option<Spanned<String>>,
    /// The maker.
    #[serde(default, deserialize_with = "null_as_default")]
    pub author: Author,
    /// The one-page document.
    #[serde(default, deserialize_with = "null_as_default")]
    pub brief: Brief,
    /// Which pages get a preview picture of their own.
    #[serde(default, deserialize_with = "null_as_default")]
    pub cards: Cards,
    /// Whether there is a search index.
    pub search: Option<bool>,
    /// How code is coloured.
    pub highlight: Option<Spanned<Highlight>>,
    /// The feeds.
    #[serde(default, deserialize_with = "null_as_default")]
    pub feed: Feed,
    /// Where `buildlog deploy` pushes.
    #[serde(default, deserialize_with = "null_as_default")]
    pub deploy: Deploy,
    /// Findings of `buildlog check` that are meant.
    #[serde(default, deserialize_with = "null_as_default")]
    pub allow: Vec<Allowance>,
    /// Whatever a theme wants to know.
    #[serde(default, deserialize_with = "null_as_default")]
    pub extra: Extra,
}

/// The maker, as the site speaks of them.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Author {
    /// Full name.
    #[serde(deserialize_with = "said")]
    pub name: Option<String>,
    /// One line: what they do.
    #[serde(deserialize_with = "said")]
    pub headline: Option<String>,
    /// Where they live, as far as they want to say it.
    #[serde(deserialize_with = "said")]
    pub location: Option<String>,
    /// A picture in `content/`, by its path.
    pub photo: Option<Spanned<String>>,
    /// Pages elsewhere.
    #[serde(deserialize_with = "null_as_default")]
    pub links: Vec<Link>,
    /// Ways to reach them.
    #[serde(deserialize_with = "null_as_default")]
    pub contact: Vec<Contact>,
}

/// A link with the words to show for it.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Link {
    /// The words.
    pub label: String,
    /// The address.
    pub url: Spanned<String>,
}

/// A way to reach the maker. Without `show` it is nowhere.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// What it is: `email`, `phone`, `wechat`, `linkedin`, `calendar` or another word.
    pub kind: String,
    /// The address, number or name.
    pub value: Option<Spanned<String>>,
    /// A picture of a QR code, by its path, or `true` to have one drawn.
    pub qr: Option<Spanned<String>>,
    /// Where it may be shown.
    #[serde(default, deserialize_with = "one_or_many")]
    #[schemars(schema_with = "places")]
    pub show: Vec<Show>,
}

impl Contact {
    /// The address, number or name, as written.
    pub fn value(&self) -> Option<&str> {
        self.value.as_ref().map(|said| said.value.as_str())
    }
}

/// One place or a list of them, as [`one_or_many`] reads it.
fn places(generator: &mut SchemaGenerator) -> Schema {
    let (one, many) = (generator.subschema_for::<Show>(), generator.subschema_for::<Vec<Show>>());
    json_schema!({ "anyOf": [one, many] })
}

/// A place where a contact may be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Show {
    /// The public pages.
    Site,
    /// The one-page document.
    Brief,
    /// The event card.
    Card,
}

/// Settings of the one-page document.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Brief {
    /// The project that `/brief/` shows; the current one where it is not given.
    pub project: Option<Spanned<String>>,
    /// The paper.
    pub paper: Option<Paper>,
    /// Whether it has a QR code of the demo.
    pub qr: Option<bool>,
    /// Ids of days, feedback and numbers that come first.
    #[serde(deserialize_with = "null_as_default")]
    pub lead: Vec<Spanned<String>>,
    /// Which projects get a PDF.
    pub pdf: Option<PdfChoice>,
}

/// A size of paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Paper {
    /// 210 × 297 mm (ISO 216).
    A4,
    /// 8.5 × 11 inches (ANSI A).
    Letter,
}

/// Which projects get a PDF of their brief.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum PdfChoice {
    /// The current project.
    Current,
    /// Every project.
    All,
}

/// Which pages get a preview picture of their own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Cards {
    /// Every page that may be shared.
    #[default]
    All,
    /// Projects and briefs; a day uses its project's.
    Projects,
    /// No page.
    None,
}

/// How code is coloured: `true`, `false`, or the names of a light and a dark set of colours.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema)]
#[schemars(untagged)]
pub enum Highlight {
    /// With the theme's colours, or not at all.
    On(bool),
    /// With named sets of colours.
    Named(HighlightNames),
}

impl Default for Highlight {
    fn default() -> Self {
        Self::On(true)
    }
}

// Not derived: an untagged enum would refuse in its group what a text takes everywhere else.
impl<'de> Deserialize<'de> for Highlight {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct HighlightVisitor;
        impl<'de> Visitor<'de> for HighlightVisitor {
            type Value = Highlight;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("true, false, or `{light: name, dark: name}`")
            }

            fn visit_bool<E: de::Error>(self, on: bool) -> Result<Highlight, E> {
                Ok(Highlight::On(on))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Highlight, A::Error> {
                HighlightNames::deserialize(MapAccessDeserializer::new(map)).map(Highlight::Named)
            }
        }
        deserializer.deserialize_any(HighlightVisitor)
    }
}

/// Names of sets of colours for code.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct HighlightNames {
    /// On light paper.
    pub light: String,
    /// On dark paper.
    pub dark: String,
}

/// Settings of the feeds.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Feed {
    /// How many entries a feed holds; 20 where it is not given.
    pub limit: Option<usize>,
}

/// Where `buildlog deploy` pushes.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Deploy {
    /// The git remote; `origin` where it is not given.
    pub remote: Option<String>,
    /// The branch; `gh-pages` where it is not given.
    pub branch: Option<String>,
}

/// A finding of `buildlog check` that is meant.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Allowance {
    /// The finding's code.
    pub code: Spanned<String>,
    /// The file, or a file and a line: `content/about.md:12`.
    pub at: Spanned<String>,
    /// Why it is meant.
    pub why: Option<String>,
}
