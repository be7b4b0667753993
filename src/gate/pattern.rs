//! Patterns that are written in this room.

use regex::Regex;

/// Compiles one. Each is part of the program, and the tests of its file compile it, so it is one.
///
/// The edge of a word is that of a word of ASCII. All that is looked for here begins and ends in such letters, and Chinese
/// has no space in front of it; and the edge of words of every script is a question that takes the engine ten times as
/// long wherever a text has one character outside of ASCII.
pub(super) fn compiled(pattern: &str) -> Regex {
    Regex::new(&pattern.replace(r"\b", r"(?-u:\b)")).expect("a pattern of this room, compiled by its tests")
}
