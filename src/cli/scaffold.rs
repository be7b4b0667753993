//! The one way in which commands make files: a file that is there is never written over.
#![allow(clippy::disallowed_methods, reason = "commands make files, and look at the one they add lines to")]

use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::Path;

use anyhow::Context;

/// What became of a file that was to be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Made {
    /// It is new.
    Created,
    /// It was there before and is as it was.
    Kept,
}

/// Makes a file and the folders above it, unless there is one already.
///
/// # Errors
/// Those of the disk. A file that could not be written whole is taken away again.
pub(super) fn create(path: &Path, bytes: &(impl AsRef<[u8]> + ?Sized)) -> anyhow::Result<Made> {
    if let Some(folder) = path.parent() {
        create_folder(folder)?;
    }
    let file = OpenOptions::new().write(true).create_new(true).open(path);
    let mut file = match file {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::AlreadyExists => return Ok(Made::Kept),
        Err(error) => return Err(error).with_context(|| format!("{} can't be made", path.display())),
    };
    if let Err(error) = file.write_all(bytes.as_ref()) {
        // The first error is the one to tell; the rest of a file would look like an entry.
        let _ = fs::remove_file(path);
        return Err(error).with_context(|| format!("{} can't be written", path.display()));
    }
    Ok(Made::Created)
}

/// Makes a file that the program alone writes, in place of the one before.
///
/// # Errors
/// Those of the disk.
pub(super) fn replace(path: &Path, text: &str) -> anyhow::Result<()> {
    if let Some(folder) = path.parent() {
        create_folder(folder)?;
    }
    fs::write(path, text).with_context(|| format!("{} can't be written", path.display()))
}

/// Makes a folder and those above it.
///
/// # Errors
/// Those of the disk.
pub(super) fn create_folder(folder: &Path) -> anyhow::Result<Made> {
    if folder.is_dir() {
        return Ok(Made::Kept);
    }
    fs::create_dir_all(folder).with_context(|| format!("the folder {} can't be made", folder.display()))?;
    Ok(Made::Created)
}

/// Adds to a text file those of the lines that it lacks, and says which these were.
///
/// # Errors
/// Those of the disk.
pub(super) fn append_missing<'a>(
    path: &Path,
    lines: &[&'a str],
    has: impl Fn(&str, &str) -> bool,
) -> anyhow::Result<Vec<&'a str>> {
    let text = fs::read_to_string(path).with_context(|| format!("{} can't be read", path.display()))?;
    let missing: Vec<&str> =
        lines.iter().copied().filter(|line| !text.lines().any(|there| has(there, line))).collect();
    if missing.is_empty() {
        return Ok(missing);
    }
    let gap = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
    let added = format!("{gap}{}\n", missing.join("\n"));
    OpenOptions::new()
        .append(true)
        .open(path)
        .and_then(|mut file| file.write_all(added.as_bytes()))
        .with_context(|| format!("{} can't be written", path.display()))?;
    Ok(missing)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_there_is_kept_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a/b/note.md");
        assert_eq!(create(&path, "first").unwrap(), Made::Created);
        assert_eq!(create(&path, "second").unwrap(), Made::Kept);
        assert_eq!(fs::read_to_string(&path).unwrap(), "first");
    }

    #[test]
    fn only_lines_that_are_missing_are_added() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("list");
        create(&path, "one\ntwo").unwrap();
        let same = |there: &str, line: &str| there == line;
        assert_eq!(append_missing(&path, &["two", "three"], same).unwrap(), ["three"]);
        assert_eq!(fs::read_to_string(&path).unwrap(), "one\ntwo\nthree\n");
        assert!(append_missing(&path, &["one", "three"], same).unwrap().is_empty());
    }

    #[test]
    fn a_file_in_the_place_of_a_folder_is_an_error_that_names_it() {
        let folder = tempfile::tempdir().unwrap();
        create(&folder.path().join("a"), "").unwrap();
        let error = create(&folder.path().join("a/b.md"), "").unwrap_err();
        assert!(format!("{error:#}").contains("the folder"), "{error:#}");
    }
}
