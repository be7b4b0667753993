//! What lies in `private/`: whether git takes it along, and whether its words stand in a public file.

mod phrases;
mod sayings;
#[cfg(test)]
mod tests;
mod tokens;
mod tracked;

pub(super) use sayings::PrivateWords;
pub(super) use tracked::{of_name, of_repository};

use crate::diagnostics::{Severity, Span};

/// Words of `private/` that stand in a public text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// Where they stand.
    pub(super) span: Span,
    /// What they are, wherever they stand.
    pub(super) key: String,
    /// What they are in words, with an article.
    pub(super) what: &'static str,
    /// The private file that they belong in.
    pub(super) file: String,
    /// How sure it is that they are private, and not the log's own.
    pub(super) severity: Severity,
}

impl Found {
    /// What to do about it.
    pub(super) fn way_out(&self) -> &'static str {
        match self.file.starts_with("private/feedback/") {
            true => "take it out, or get consent and record it with `buildlog consent`",
            false => "take it out, or say it in other words",
        }
    }
}
