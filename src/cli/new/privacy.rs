//! A word of warning where git would take along what is private.

use std::path::Path;

use crate::cli::invocation::Invocation;
use crate::cli::terminal::Tone;
use crate::git;

/// Says so where a private file could get into a commit.
pub(in crate::cli) fn warn_if_taken(invocation: &Invocation<'_>, root: &Path, path: &str) {
    if git::would_take(root, path) {
        invocation.terminal.status(
            Tone::Notable,
            "look",
            "git does not ignore private/: add the line `/private/` to .gitignore before you commit",
        );
    }
}
