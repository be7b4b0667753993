//! What keeps private words where nobody publishes them.

use std::path::{Component, Path, PathBuf};

use super::Refusal;
use super::invocation::Invocation;
use super::terminal::Tone;
use crate::git;

/// Folders of a site whose files are public, or become so.
const PUBLIC_FOLDERS: [&str; 5] = ["content", "static", "public", "themes", "fonts"];

/// Says so where a private file could get into a commit.
pub(super) fn warn_if_taken(invocation: &Invocation<'_>, root: &Path, path: &str) {
    let words = "git does not ignore private/: add the line `/private/` to .gitignore before you commit";
    warn_if_any_is_taken(invocation, root, &[path], words);
}

/// Says so in these words where any of the files could get into a commit.
pub(super) fn warn_if_any_is_taken(invocation: &Invocation<'_>, folder: &Path, files: &[&str], words: &str) {
    if files.iter().any(|file| git::would_take(folder, file)) {
        invocation.terminal.status(Tone::Notable, "look", words);
    }
}

/// What a private file is, for whoever is told where it must not lie.
#[derive(Clone, Copy)]
pub(super) struct Kept<'a> {
    /// Why nobody else may read it, as a sentence without a stop.
    pub(super) because: &'a str,
    /// A place for it.
    pub(super) example: &'a str,
}

/// The place that is meant by a path, whatever links lead there; refused where a file in it could be published: in a
/// public folder of the site at `root`, and where a commit would take it along.
pub(super) fn place_for_private(root: &Path, out: &Path, kept: Kept) -> Result<PathBuf, Refusal> {
    let Kept { because, example } = kept;
    let place = resolved(out);
    let is_public = PUBLIC_FOLDERS.iter().any(|folder| place.starts_with(resolved(&root.join(folder))));
    if is_public {
        return Err(Refusal::new(
            format!("{} would be public: {because}", place.display()),
            format!("write it into private/, such as `--out {example}`"),
        ));
    }
    let there = place.ancestors().skip(1).find(|folder| folder.is_dir()).unwrap_or(root);
    if !git::would_take(there, &place.to_string_lossy()) {
        return Ok(place);
    }
    let refusal = Refusal::new(
        format!("git does not ignore {}: the next commit could take it along", place.display()),
        format!("write it into private/, such as `--out {example}`, or to a place in no repository"),
    );
    Err(match place.starts_with(resolved(&root.join("private"))) {
        true => Refusal::new(refusal.message, "add the line `/private/` to .gitignore first"),
        false => refusal,
    })
}

/// A path without links and steps back, as far as it exists; what does not exist yet follows as it is written.
fn resolved(path: &Path) -> PathBuf {
    let mut place = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => {
                place.pop();
            }
            part => place.push(part),
        }
        // One step at a time: what stands behind a link is where the next step begins.
        place = place.canonicalize().unwrap_or(place);
    }
    place
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(unix)]
    fn a_path_means_what_is_behind_its_links() {
        let top = tempfile::tempdir().unwrap();
        let top = top.path().canonicalize().unwrap();
        for folder in ["site/content/a", "site/private"] {
            std::fs::create_dir_all(top.join(folder)).unwrap();
        }
        std::os::unix::fs::symlink("../content/a", top.join("site/private/link")).unwrap();
        std::os::unix::fs::symlink(top.join("site/content/new.md"), top.join("site/private/file.md"))
            .unwrap();
        for (said, meant) in [
            ("site/private/x.md", "site/private/x.md"),
            ("site/private/link/x.md", "site/content/a/x.md"),
            ("site/private/link/../x.md", "site/content/x.md"),
            ("site/private/../content/x.md", "site/content/x.md"),
            ("site/none/../content/x.md", "site/content/x.md"),
        ] {
            assert_eq!(resolved(&top.join(said)), top.join(meant), "{said}");
        }
        let kept = Kept { because: "it is private", example: "private/x.md" };
        for public in ["private/link/x.md", "private/../content/x.md", "content"] {
            assert!(
                place_for_private(&top.join("site"), &top.join("site").join(public), kept).is_err(),
                "{public}"
            );
        }
    }
}
