//! Patterns that are written in this room.

use regex::Regex;

/// Compiles one. Each is part of the program, and the tests of its file compile it, so it is one.
pub(super) fn compiled(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a pattern of this room, compiled by its tests")
}
