//! YAML text as typed values that know where they stand, with every fault of a text and not just its first.

mod fault;
mod fence;
mod values;
mod when;

pub use fence::{Parts, split};
pub use values::{Date, Extra, Language, Scalar, Spanned};
pub use values::{name, name_if_any, null_as_default, one_or_many, said};
pub use when::{When, until, when};

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

/// What could be made of a YAML text, be there faults in it or not.
#[derive(Debug)]
pub struct Partial<T> {
    /// The value without the entries that have faults, a required one replaced by its example; nothing
    /// where not even that can be read. With faults it serves to find more of them, never to be shown.
    pub value: Option<T>,
    /// All faults.
    pub faults: Vec<Diagnostic>,
    /// The keys whose entries were left out, and the required ones that are missing.
    pub lost: Vec<String>,
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
    match read_partly(file, yaml, kind) {
        Partial { value: Some(value), faults, .. } if faults.is_empty() => Ok(value),
        Partial { faults, .. } => Err(faults),
    }
}

/// Reads as [`read`] does, and where there are faults what is left without them, so that the faults of
/// one entry don't hide those of the rest of the file.
pub fn read_partly<T: DeserializeOwned>(file: &SourceFile, yaml: Range<usize>, kind: Kind) -> Partial<T> {
    // Offsets in what the parser sees are offsets in the file: what stands before is blanked, not cut.
    let text = Masked::new(&file.text, &yaml);
    match parse::<T>(text.whole()) {
        Ok(value) => Partial { value: Some(value), faults: Vec::new(), lost: Vec::new() },
        Err(error) => partial(file, &text, kind, &error),
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

fn partial<T: DeserializeOwned>(file: &SourceFile, text: &Masked, kind: Kind, first: &Error) -> Partial<T> {
    let alone =
        || Partial { value: None, faults: vec![fault::diagnostic(file, kind, first)], lost: Vec::new() };
    let keys = match parse::<Keys>(text.whole()) {
        Ok(Keys(keys)) => keys,
        // What is no YAML at all comes before what a key may hold, though it may stand further down.
        Err(error) if fault::is_syntax(&error) => {
            return Partial {
                value: None,
                faults: vec![fault::diagnostic(file, kind, &error)],
                lost: Vec::new(),
            };
        }
        Err(_) => return alone(),
    };
    // In `{…}` an entry can't be read without its braces.
    if file.text[text.range.clone()].trim_start().starts_with('{') {
        return alone();
    }
    let missing = kind.required.iter().filter(|(name, _)| !keys.iter().any(|key| key.value == *name));
    let (mut faults, mut lost): (Vec<Diagnostic>, Vec<String>) =
        missing.map(|key| (lacks(file, &text.range, kind, *key), key.0.to_string())).unzip();
    let mut rest = text.whole.clone();
    for (index, key) in keys.iter().enumerate() {
        let end = keys.get(index + 1).map_or(text.range.end, |next| next.span.start);
        let entry = key.span.start..end.max(key.span.start);
        if let Err(error) = parse::<T>(&text.only(entry.clone()))
            && !is_missing_elsewhere(&error, entry.start)
        {
            faults.push(fault::diagnostic(file, kind, &error));
            lost.push(key.value.clone());
            rest.replace_range(entry.clone(), &blank(&rest[entry]));
        }
    }
    if faults.is_empty() {
        return alone();
    }
    for (name, example) in kind.required.iter().filter(|(name, _)| lost.iter().any(|lost| lost == name)) {
        rest.push_str(&format!("\n{name}: {example}\n"));
    }
    Partial { value: parse(&rest).ok(), faults, lost }
}

/// A complaint about a key that a file must have, given with an example of its value.
pub fn missing_key(file: &SourceFile, kind: Kind, key: (&str, &str)) -> Diagnostic {
    let yaml = split(file).map_or(0..0, |parts| parts.yaml);
    lacks(file, &yaml, kind, key)
}

/// Where a top-level entry stands in a file's front matter: its first line; the first of all where it has none.
pub fn entry_span(file: &SourceFile, key: &str) -> Span {
    let yaml = split(file).map_or(0..0, |parts| parts.yaml);
    let mut start = yaml.start;
    for line in file.text[yaml.clone()].split_inclusive('\n') {
        if line.strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with(':')) {
            return start..start + line.trim_end().len();
        }
        start += line.len();
    }
    first_line(&file.text, yaml.start)
}

fn lacks(file: &SourceFile, yaml: &Span, kind: Kind, (name, example): (&str, &str)) -> Diagnostic {
    let lacks_fences = file.path.extension() == "md" && *yaml == (0..0);
    let hint = match lacks_fences {
        true => format!("begin the file with three lines: `---`, then `{name}: {example}`, then `---`"),
        false => format!("add a line such as `{name}: {example}`"),
    };
    Diagnostic::error("missing-key", format!("`{name}` is missing: {} must have it", kind.name))
        .at(file.place(first_line(&file.text, yaml.start)))
        .hint(hint)
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
    format!(
        "{}{}{}",
        blank(&text[..keep.start]),
        &text[keep.clone()],
        blank(&text[keep.end..end.max(keep.end)])
    )
}

/// As many spaces as a text has bytes; its lines stay.
fn blank(text: &str) -> String {
    text.bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }).collect()
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
