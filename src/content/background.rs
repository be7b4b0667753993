//! What the maker did before and can do: stations of their past, and skills.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::front_matter::{Spanned, When, until, when};
use crate::markdown::is_han;

/// What kind of station it was, as a JSON Resume tells them apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Station {
    /// Work for pay, or what is not said.
    #[default]
    Work,
    /// Work for nothing.
    Volunteer,
    /// School and study.
    Education,
}

/// A station of the maker's past.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Background {
    /// What kind it was.
    #[serde(skip)]
    pub station: Station,
    /// What they did; of a study, its subject.
    pub what: Option<String>,
    /// The degree of a study.
    #[serde(skip)]
    pub degree: Option<String>,
    /// Where.
    #[serde(rename = "where")]
    pub place: Option<String>,
    /// From when.
    #[serde(deserialize_with = "when")]
    pub from: Option<When>,
    /// Until when; absent where it goes on.
    #[serde(deserialize_with = "until")]
    pub to: Option<Spanned<When>>,
    /// What came of it.
    pub text: Option<String>,
    /// The same, point by point.
    #[serde(skip)]
    pub highlights: Vec<String>,
}

/// Something the maker can do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Skill {
    /// What it is called.
    pub name: String,
    /// How well, in their own words.
    pub level: Option<String>,
    /// What belongs to it.
    pub keywords: Vec<String>,
}

impl Skill {
    /// A skill of which no more than its name is known.
    pub fn named(name: &str) -> Self {
        Self { name: name.to_string(), ..Self::default() }
    }
}

impl Background {
    /// What they did, in one line: a degree stands before its subject.
    pub fn title(&self) -> Option<String> {
        let parts: Vec<&str> = [&self.degree, &self.what].into_iter().flatten().map(String::as_str).collect();
        (!parts.is_empty()).then(|| parts.join(", "))
    }

    /// What came of it, in one text: the points are sentences of it where it is told in points alone.
    pub fn story(&self) -> Option<String> {
        self.text.clone().or_else(|| (!self.highlights.is_empty()).then(|| as_sentences(&self.highlights)))
    }
}

/// Points as one text, in which each ends as a sentence does.
fn as_sentences(points: &[String]) -> String {
    let mut text = String::new();
    for point in points {
        if !text.is_empty() && !text.ends_with(['。', '！', '？']) {
            text.push(' ');
        }
        let point = point.trim_end_matches([' ', ',', ';', '，', '；', '、']);
        text.push_str(point);
        let said = point.trim_end_matches(|c: char| "\"\'”’»)）」』*_`".contains(c));
        if !said.ends_with(['.', '!', '?', ':', '…', '。', '！', '？', '：']) {
            text.push(if said.chars().next_back().is_some_and(is_han) { '。' } else { '.' });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn story(points: &[&str]) -> Option<String> {
        let highlights = points.iter().map(|point| point.to_string()).collect();
        Background { highlights, ..Background::default() }.story()
    }

    #[test]
    fn points_are_sentences_of_one_text() {
        assert_eq!(story(&["Did \"A\"", "Did B"]).as_deref(), Some("Did \"A\". Did B."));
        assert_eq!(story(&["Did A.", "Did B!", "Did C;"]).as_deref(), Some("Did A. Did B! Did C."));
        assert_eq!(
            story(&["She said \"go.\"", "It *works*"]).as_deref(),
            Some("She said \"go.\" It *works*.")
        );
        assert_eq!(story(&["做了甲", "做了乙。", "做了丙；"]).as_deref(), Some("做了甲。做了乙。做了丙。"));
        assert_eq!(story(&[]), None);
    }

    #[test]
    fn a_text_is_told_before_its_points_and_a_degree_before_its_subject() {
        let known = Background {
            text: Some("Whole".to_string()),
            highlights: vec!["Point".to_string()],
            degree: Some("BSc".to_string()),
            ..Background::default()
        };
        assert_eq!(known.story().as_deref(), Some("Whole"));
        assert_eq!(known.title().as_deref(), Some("BSc"));
        let both = Background { what: Some("Nursing".to_string()), ..known };
        assert_eq!(both.title().as_deref(), Some("BSc, Nursing"));
    }
}
