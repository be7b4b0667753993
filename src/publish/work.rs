//! Folders of the program's own beside the sources, which git never takes along: pages of recipients may lie in them.

use std::fs;
use std::io;
use std::path::Path;

/// Makes a folder, such as a site's `.buildlog`, with a note in it that keeps it out of git wherever the site lies.
///
/// # Errors
/// Those of the disk.
pub fn make_ignored(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let note = folder.join(".gitignore");
    if note.exists() { Ok(()) } else { fs::write(note, "*\n") }
}
