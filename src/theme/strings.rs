//! The words that a theme shows, in one language.

use std::borrow::Cow;
use std::collections::BTreeMap;

use chrono::Datelike;
use serde_json::{Map, Value};

use super::layers::Layers;
use crate::diagnostics::{Diagnostic, Place, SourceFile, did_you_mean};
use crate::front_matter::{self, Date, Kind, Language, When};
use crate::path::SitePath;

/// Words by key; keys of nested groups are joined by a point: `stages.build`.
#[derive(Clone, Debug)]
pub struct Strings {
    words: Map<String, Value>,
}

const KIND: Kind = Kind { name: "a file of strings", required: &[] };

/// The language that stands in where a theme has no word of its own.
const FALLBACK: &str = "en";

impl Strings {
    /// Reads the strings of a language: those of the base theme, over them those of the site's theme.
    pub(super) fn read(layers: &Layers, language: &Language) -> Result<Strings, Vec<Diagnostic>> {
        let primary = language.tag().split('-').next().unwrap_or(FALLBACK);
        let mut words = Map::new();
        let mut known = false;
        // Many a tag is its own primary language, and English stands in for itself.
        let mut tags = vec![FALLBACK, primary, language.tag()];
        tags.dedup();
        for tag in tags {
            let path = format!("strings/{tag}.yaml");
            for file in [Layers::base_text(&path), layers.own_text(&path)].into_iter().flatten() {
                known |= tag != FALLBACK || primary == FALLBACK;
                let said: Map<String, Value> = front_matter::read(&file, 0..file.text.len(), KIND)?;
                lay_over(&mut words, said);
            }
        }
        match known {
            true => Ok(Strings { words }),
            false => Err(vec![no_strings(language)]),
        }
    }

    /// All words, for templates.
    pub fn all(&self) -> &Map<String, Value> {
        &self.words
    }

    /// The words at a key; the key itself where there are none, so that a gap can be seen.
    pub fn get<'a>(&'a self, key: &'a str) -> &'a str {
        self.find(key).unwrap_or(key)
    }

    /// The words at a key, if there are any.
    pub fn find(&self, key: &str) -> Option<&str> {
        let mut parts = key.split('.');
        let mut value = self.words.get(parts.next()?)?;
        for part in parts {
            value = value.get(part)?;
        }
        value.as_str()
    }

    /// The words at a key with `{name}`s filled in; a name that is not given stays as it is written.
    pub fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        let value_of = |name: &str| Some(values.iter().find(|(known, _)| *known == name)?.1.into());
        self.fill_by(key, value_of)
    }

    /// The same with values that are asked for as they are named.
    fn fill_by<'v>(&self, key: &str, value_of: impl Fn(&str) -> Option<Cow<'v, str>>) -> String {
        let mut rest = self.get(key);
        let mut filled = String::with_capacity(rest.len() + 16);
        while let Some((before, after)) = rest.split_once('{') {
            filled.push_str(before);
            let named = after.split_once('}').and_then(|(name, after)| Some((value_of(name)?, after)));
            rest = match named {
                Some((value, after)) => {
                    filled.push_str(&value);
                    after
                }
                None => {
                    filled.push('{');
                    after
                }
            };
        }
        filled.push_str(rest);
        filled
    }

    /// A date as the language writes it.
    pub fn date(&self, date: Date) -> String {
        self.date_by("date", date)
    }

    /// A date without its year.
    pub fn short_date(&self, date: Date) -> String {
        self.date_by("date_short", date)
    }

    /// The month of a date, with its year.
    pub fn month(&self, date: Date) -> String {
        self.date_by("month", date)
    }

    /// A point in time as exactly as it was said.
    pub fn when(&self, when: &When) -> String {
        match when {
            When::Day(day) => self.date(*day),
            When::Month(first) => self.month(*first),
            When::Year(first) => self.date_by("year", *first),
            When::Words(words) => words.clone(),
        }
    }

    /// Since when something is so; words say that themselves.
    pub fn since(&self, when: &When) -> String {
        match when {
            When::Words(words) => words.clone(),
            date => self.fill("from_date", &[("date", &self.when(date))]),
        }
    }

    fn date_by(&self, key: &str, date: Date) -> String {
        let day = date.0;
        let month = |list: &str| {
            let months = self.words.get(list).and_then(Value::as_array);
            months.and_then(|months| months.get(day.month0() as usize)?.as_str()).unwrap_or("").into()
        };
        self.fill_by(key, |name| match name {
            "day" => Some(day.day().to_string().into()),
            "month" => Some(month("months")),
            "mon" => Some(month("months_short")),
            "year" => Some(day.year().to_string().into()),
            _ => None,
        })
    }
}

fn lay_over(words: &mut Map<String, Value>, over: Map<String, Value>) {
    for (key, value) in over {
        match (words.get_mut(&key), value) {
            (Some(Value::Object(under)), Value::Object(over)) => lay_over(under, over),
            (_, value) => {
                words.insert(key, value);
            }
        }
    }
}

/// Words of the site's theme that neither the base theme has nor any template asks for: likely slips,
/// for which the base theme's word would be shown without a word about it.
pub(super) fn unused(
    layers: &Layers,
    languages: &[Language],
    templates: &BTreeMap<String, SourceFile>,
) -> Vec<Diagnostic> {
    let own = languages.iter().filter_map(|language| layers.own_text(&format!("strings/{language}.yaml")));
    let own: Vec<SourceFile> = own.collect();
    let base = Layers::base_text(&format!("strings/{FALLBACK}.yaml")).filter(|_| !own.is_empty());
    let Some(base) = base else { return Vec::new() };
    let known = keys_of(&base);
    let asked_for = |key: &str| {
        let (_, last) = key.rsplit_once('.').unwrap_or(("", key));
        let word = format!(".{last}");
        templates.values().any(|template| template.text.contains(&word))
    };
    let mut warnings = Vec::new();
    for file in own {
        let unused = keys_of(&file).into_iter().filter(|key| !known.contains(key) && !asked_for(key));
        warnings.extend(unused.map(|key| unused_word(&file, &key, &known)));
    }
    warnings
}

/// The keys of a file of strings, those of nested groups joined by a point; none where it can't be read.
fn keys_of(file: &SourceFile) -> Vec<String> {
    fn collect(words: &Map<String, Value>, group: &str, keys: &mut Vec<String>) {
        for (key, value) in words {
            let key = format!("{group}{key}");
            match value.as_object() {
                Some(nested) => collect(nested, &format!("{key}."), keys),
                None => keys.push(key),
            }
        }
    }
    let words: Map<String, Value> = front_matter::read(file, 0..file.text.len(), KIND).unwrap_or_default();
    let mut keys = Vec::new();
    collect(&words, "", &mut keys);
    keys
}

fn unused_word(file: &SourceFile, key: &str, known: &[String]) -> Diagnostic {
    let (_, last) = key.rsplit_once('.').unwrap_or(("", key));
    let warning = Diagnostic::warning("unknown-key", format!("no template shows the word `{key}`"));
    let warning = match file.text.find(&format!("{last}:")) {
        Some(at) => warning.at(file.place(at..at + last.len())),
        None => warning.at(Place::file(file.path.clone())),
    };
    let warning = match did_you_mean(key, known.iter().map(String::as_str)) {
        Some(near) => warning.hint(format!("did you mean `{near}`?")),
        None => warning,
    };
    warning.hint("take it out, or show it in a template of your theme")
}

fn no_strings(language: &Language) -> Diagnostic {
    Diagnostic::error("no-strings", format!("the theme has no words in `{language}`"))
        .at(Place::file(SitePath::new(crate::config::CONFIG_FILE)))
        .hint("write `language: en` or `language: zh`")
        .hint(format!("or translate the theme's words in themes/<theme>/strings/{language}.yaml"))
}
