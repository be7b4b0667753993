//! Markdown without a site: the outline of a body, and its HTML.

mod doc;
pub use doc::{Demo, Doc, Finding, FindingKind, Heading, Link, LinkKind};

/// Stand-in until the room lands.
pub fn parse(_text: &str, _body: std::ops::Range<usize>) -> Doc {
    Doc::default()
}

/// Stand-in until the room lands.
pub fn slug(text: &str) -> String {
    text.to_lowercase()
}
