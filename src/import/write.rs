//! Writing a plan: new files only, never over what is there.
#![allow(
    clippy::disallowed_methods,
    reason = "makes content files inside the site, as the commands that create do"
)]

use std::fs;
use std::io::{self, Read, Write as _};
use std::path::{Path, PathBuf};

use super::{ImportError, Plan};

/// What writing a plan did, or would do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// The files that were made.
    pub created: Vec<PathBuf>,
    /// How many files were there already, byte for byte.
    pub unchanged: usize,
    /// The files that were there with other content, and were left as they are.
    pub kept: Vec<PathBuf>,
}

/// Writes a plan into `content` (`<site>/content/projects`). A second run changes nothing.
///
/// # Errors
/// Where the plan has errors (then nothing is written), and where the disk says no.
pub fn write(plan: &Plan, content: &Path) -> Result<Written, ImportError> {
    go_through(plan, content, make)
}

/// What [`write()`] would do.
///
/// # Errors
/// The same.
pub fn foresee(plan: &Plan, content: &Path) -> Result<Written, ImportError> {
    go_through(plan, content, |path, content| match path.symlink_metadata() {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Made::Created),
        Err(error) => Err(error),
        Ok(_) => is_there(path, content),
    })
}

fn go_through(
    plan: &Plan,
    content: &Path,
    make: impl Fn(&Path, &Content<'_>) -> io::Result<Made>,
) -> Result<Written, ImportError> {
    let faults = plan.diagnostics.iter().filter(|diagnostic| diagnostic.is_error()).count();
    if faults > 0 {
        return Err(ImportError::Faults(faults));
    }
    let folder = content.join(&plan.slug);
    let mut written = Written::default();
    let project = plan.project.iter().map(|project| ("project.md", project.text.as_str()));
    let days = plan.days.iter().map(|day| (day.file.as_str(), day.text.as_str()));
    // Pictures first: an entry that is there has what it shows.
    for media in &plan.media {
        let made = make(&folder.join(&media.to), &Content::Copy(&media.from));
        note(&mut written, folder.join(&media.to), made)?;
    }
    for (name, text) in project.chain(days) {
        let made = make(&folder.join(name), &Content::Text(text));
        note(&mut written, folder.join(name), made)?;
    }
    Ok(written)
}

enum Content<'a> {
    Text(&'a str),
    Copy(&'a Path),
}

enum Made {
    Created,
    Unchanged,
    Kept,
}

fn note(written: &mut Written, path: PathBuf, made: io::Result<Made>) -> Result<(), ImportError> {
    match made {
        Ok(Made::Created) => written.created.push(path),
        Ok(Made::Unchanged) => written.unchanged += 1,
        Ok(Made::Kept) => written.kept.push(path),
        Err(source) => return Err(ImportError::Io { path, source }),
    }
    Ok(())
}

fn make(path: &Path, content: &Content<'_>) -> io::Result<Made> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut file = match fs::File::create_new(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return is_there(path, content),
        Err(error) => return Err(error),
    };
    let filled = match content {
        Content::Text(text) => file.write_all(text.as_bytes()),
        Content::Copy(from) => {
            fs::File::open(from).and_then(|mut from| io::copy(&mut from, &mut file).map(|_| ()))
        }
    };
    if let Err(error) = filled {
        // Half a file would be kept by the next run as if somebody had edited it.
        fs::remove_file(path)?;
        return Err(error);
    }
    Ok(Made::Created)
}

fn is_there(path: &Path, content: &Content<'_>) -> io::Result<Made> {
    Ok(if same(path, content)? { Made::Unchanged } else { Made::Kept })
}

fn same(path: &Path, content: &Content<'_>) -> io::Result<bool> {
    // A folder or a device in the way is somebody's, too.
    if !path.is_file() {
        return Ok(false);
    }
    match content {
        Content::Text(text) => Ok(fs::read(path)? == text.as_bytes()),
        Content::Copy(from) => {
            let (mut one, mut other) = (fs::File::open(path)?, fs::File::open(from)?);
            Ok(one.metadata()?.len() == other.metadata()?.len() && equal(&mut one, &mut other)?)
        }
    }
}

/// Whether two files of one length hold the same bytes; recordings are never read whole.
fn equal(one: &mut fs::File, other: &mut fs::File) -> io::Result<bool> {
    let (mut left, mut right) = (vec![0; 64 * 1024], vec![0; 64 * 1024]);
    loop {
        let len = one.read(&mut left)?;
        if len == 0 {
            return Ok(true);
        }
        other.read_exact(&mut right[..len])?;
        if left[..len] != right[..len] {
            return Ok(false);
        }
    }
}
