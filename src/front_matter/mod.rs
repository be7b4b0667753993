//! YAML text as typed values that know where they stand, with every fault of a text and not just its first.

mod fault;
mod fence;
mod values;

pub use fence::{Parts, split};
pub use values::{Date, Extra, Language, Scalar, Spanned, null_as_default, one_or_many};

use std::fmt;
use std::ops::Range;

use serde::de::{DeserializeOwned, IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_yaml::{Error, Options, budget, options};

use crate::diagnostics::{Diagnostic, SourceFile, Span};

/// What is said of a kind of file in complaints about its keys.
#[derive(Clone, Copy, Debug)]
pub struct Kind {
    /// The kind with its article: `a day`, `project.md`.
    pub name: &'static str,
    /// Keys that must be there.
    pub required: &'static [(&'static str, &'static str)],
}

/// Reads the YAML in `yaml` (a range of the file's text) into `T`.
///
/// # Errors
/// Every fault that can be told apart: each top-level entry is tried on its own, so that one run
/// shows an unknown key, a bad date and a wrong type together.
pub fn read<T: DeserializeOwned>(
    file: &SourceFile,
    yaml: Range<usize>,
    kind: Kind,
) -> Result<T, Vec<Diagnostic>> {
    // Offsets in what the parser sees are offsets in the file: what stands before is blanked, not cut.
    let text = Masked::new(&file.text, &yaml);
    match parse::<T>(text.whole()) {
        Ok(value) => Ok(value),
        Err(error) => Err(every_fault::<T>(file, &text, kind, &error)),
    }
}

fn parse<T: DeserializeOwned>(yaml: &str) -> Result<T, Error> {
    // An empty front matter is a mapping without keys, not a null.
    if yaml.bytes().all(|byte| byte.is_ascii_whitespace()) {
        return serde_yaml::from_str_with_options("{}", strict());
    }
    serde_yaml::from_str_with_options(yaml, strict())
}

/// Limits far above what a person writes, so that a hostile file ends in an error at once.
fn strict() -> Options {
    options! {
        strict_booleans: true,
        leading_zero_numbers_as_strings: true,
        with_snippet: false,
        budget: budget! {
            max_nodes: 20_000,
            max_depth: 64,
            max_aliases: 1_000,
            max_recorded_anchor_events: 20_000,
        },
    }
}

fn every_fault<T: DeserializeOwned>(
    file: &SourceFile,
    text: &Masked,
    kind: Kind,
    first: &Error,
) -> Vec<Diagnostic> {
    let Ok(Keys(keys)) = parse::<Keys>(text.whole()) else {
        return vec![fault::diagnostic(file, kind, first)];
    };
    // In `{…}` an entry can't be read without its braces.
    if file.text[text.range.clone()].trim_start().starts_with('{') {
        return vec![fault::diagnostic(file, kind, first)];
    }
    let mut faults = missing_keys(file, &text.range, kind, &keys);
    for (index, key) in keys.iter().enumerate() {
        let end = keys.get(index + 1).map_or(text.range.end, |next| next.span.start);
        let entry = key.span.start..end.max(key.span.start);
        if let Err(error) = parse::<T>(&text.only(entry.clone()))
            && !is_missing_elsewhere(&error, entry.start)
        {
            faults.push(fault::diagnostic(file, kind, &error));
        }
    }
    if faults.is_empty() {
        faults.push(fault::diagnostic(file, kind, first));
    }
    faults
}

fn missing_keys(file: &SourceFile, yaml: &Span, kind: Kind, keys: &[Spanned<String>]) -> Vec<Diagnostic> {
    kind.required
        .iter()
        .filter(|(name, _)| !keys.iter().any(|key| key.value == *name))
        .map(|(name, example)| {
            Diagnostic::error("missing-key", format!("`{name}` is missing: {} must have it", kind.name))
                .at(file.place(first_line(&file.text, yaml.start)))
                .hint(format!("add a line such as `{name}: {example}`"))
        })
        .collect()
}

/// A lone entry lacks the required keys of the others; that is no fault of the entry.
fn is_missing_elsewhere(error: &Error, entry_start: usize) -> bool {
    matches!(error.without_snippet(), Error::SerdeMissingField { .. })
        && fault::offset(error).is_none_or(|offset| offset <= entry_start)
}

fn first_line(text: &str, start: usize) -> Span {
    let end = text[start..].find('\n').map_or(text.len(), |newline| start + newline);
    start..end
}

/// A file's text with all but one range blanked by spaces; lines stay where they are.
struct Masked<'a> {
    text: &'a str,
    range: Range<usize>,
    whole: String,
}

impl<'a> Masked<'a> {
    fn new(text: &'a str, range: &Range<usize>) -> Self {
        Self { text, range: range.clone(), whole: blank_outside(text, range.clone(), range.end) }
    }

    fn whole(&self) -> &str {
        &self.whole
    }

    fn only(&self, entry: Range<usize>) -> String {
        blank_outside(self.text, entry, self.range.end)
    }
}

fn blank_outside(text: &str, keep: Range<usize>, end: usize) -> String {
    let blank =
        |part: &str| -> String { part.bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }).collect() };
    format!(
        "{}{}{}",
        blank(&text[..keep.start]),
        &text[keep.clone()],
        blank(&text[keep.end..end.max(keep.end)])
    )
}

/// The top-level keys of a mapping, with their places; values are passed over.
struct Keys(Vec<Spanned<String>>);

impl<'de> Deserialize<'de> for Keys {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct KeysVisitor;
        impl<'de> Visitor<'de> for KeysVisitor {
            type Value = Keys;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("keys with values")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Keys, A::Error> {
                let mut keys = Vec::new();
                while let Some(key) = map.next_key::<Spanned<String>>()? {
                    map.next_value::<IgnoredAny>()?;
                    keys.push(key);
                }
                Ok(Keys(keys))
            }
        }
        deserializer.deserialize_map(KeysVisitor)
    }
}

#[cfg(test)]
mod tests;
