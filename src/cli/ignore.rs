//! The lines of `.gitignore` that keep out of git what is private and what is made from the sources.

use std::path::Path;

use super::scaffold::{self, Made};

/// What git must not take along: the output, the cache, and all that is private.
pub(super) const IGNORED: [&str; 3] = ["/public/", "/.buildlog/", "/private/"];

/// What became of a `.gitignore`.
pub(super) enum Ignoring {
    /// It is new.
    Created,
    /// It has these lines now.
    Added(Vec<&'static str>),
    /// It had them all.
    Kept,
}

/// Makes the `.gitignore` of a site's folder, or adds the lines that it lacks.
///
/// # Errors
/// Those of the disk.
pub(super) fn write(root: &Path) -> anyhow::Result<Ignoring> {
    let path = root.join(".gitignore");
    if scaffold::create(&path, &(IGNORED.join("\n") + "\n"))? == Made::Created {
        return Ok(Ignoring::Created);
    }
    let added = scaffold::append_missing(&path, &IGNORED, ignores)?;
    Ok(if added.is_empty() { Ignoring::Kept } else { Ignoring::Added(added) })
}

/// Whether a line of a `.gitignore` says what `wanted` says, be it with other slashes.
fn ignores(line: &str, wanted: &str) -> bool {
    line.trim().trim_matches('/') == wanted.trim_matches('/') && !line.trim().is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gitignore_may_say_it_with_other_slashes() {
        assert!(ignores("private", "/private/"));
        assert!(ignores(" private/ ", "/private/"));
        assert!(!ignores("# private", "/private/"));
        assert!(!ignores("", "/private/"));
    }
}
