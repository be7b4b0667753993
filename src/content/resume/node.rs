//! A value in a JSON text that knows where it stands.

use std::collections::BTreeMap;

use serde_json::value::RawValue;

use crate::diagnostics::{SourceFile, Span};

/// A value of a JSON text, not yet read further than it is asked for.
pub(super) struct Node<'a> {
    file: &'a SourceFile,
    raw: &'a str,
    /// The way to it from the top: `work[0].startDate`; empty for the top itself.
    pub(super) path: String,
}

/// What kind of value it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// `null`.
    Nothing,
    /// A text or a number.
    Text,
    /// `true` or `false`.
    Switch,
    /// A list.
    List,
    /// Keys with values.
    Group,
}

impl Shape {
    /// What it is called in a complaint.
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::Text => "a text",
            Self::Switch => "true or false",
            Self::List => "a list",
            Self::Group => "a group of keys",
        }
    }
}

impl<'a> Node<'a> {
    /// The whole text.
    ///
    /// # Errors
    /// That of a text that is no JSON.
    pub(super) fn top(file: &'a SourceFile) -> Result<Node<'a>, serde_json::Error> {
        let raw: &RawValue = serde_json::from_str(&file.text)?;
        Ok(Node { file, raw: raw.get(), path: String::new() })
    }

    pub(super) fn shape(&self) -> Shape {
        match self.raw.as_bytes().first() {
            Some(b'{') => Shape::Group,
            Some(b'[') => Shape::List,
            Some(b't' | b'f') => Shape::Switch,
            Some(b'n') | None => Shape::Nothing,
            Some(_) => Shape::Text,
        }
    }

    /// Where it stands in the file.
    pub(super) fn span(&self) -> Span {
        // The value is a part of the file's text, so the distance of their beginnings is its place.
        let start = self.raw.as_ptr() as usize - self.file.text.as_ptr() as usize;
        start..start + self.raw.len()
    }

    /// The value of a key; nothing for what is no group.
    pub(super) fn get(&self, key: &str) -> Option<Node<'a>> {
        let keys: BTreeMap<String, &'a RawValue> = serde_json::from_str(self.raw).ok()?;
        let path = if self.path.is_empty() { key.to_string() } else { format!("{}.{key}", self.path) };
        keys.get(key).map(|raw| Node { file: self.file, raw: raw.get(), path })
    }

    /// The values of a list; none of what is no list.
    pub(super) fn items(&self) -> Vec<Node<'a>> {
        let items: Vec<&'a RawValue> = serde_json::from_str(self.raw).unwrap_or_default();
        let node = |(at, raw): (usize, &'a RawValue)| Node {
            file: self.file,
            raw: raw.get(),
            path: format!("{}[{at}]", self.path),
        };
        items.into_iter().enumerate().map(node).collect()
    }

    /// The words of a text; the digits of a number.
    pub(super) fn text(&self) -> String {
        serde_json::from_str(self.raw).unwrap_or_else(|_| self.raw.to_string())
    }
}
