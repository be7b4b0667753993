//! The step in which the new site takes the place of the old one, and how it is mended when it was cut short.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rustix::fs::{CWD, RenameFlags, renameat_with};
use rustix::io::Errno;

use super::destination::Place;
use super::error::{Doing, PublishError};

/// What a file system may or may not be able to do.
#[derive(Clone, Copy, Debug)]
pub(super) struct Disk {
    /// Makes two folders change places in one step.
    pub(super) exchange: fn(&Path, &Path) -> io::Result<()>,
    /// Gives a file (first) a second name.
    pub(super) link: fn(&Path, &Path) -> io::Result<()>,
}

impl Default for Disk {
    fn default() -> Self {
        Self {
            exchange: |a, b| Ok(renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE)?),
            link: |from, to| fs::hard_link(from, to),
        }
    }
}

/// Whether the file system lacks the operation, as opposed to refusing it this time.
pub(super) fn is_unsupported(error: &io::Error) -> bool {
    let lacking = [Errno::INVAL, Errno::NOSYS, Errno::NOTSUP, Errno::PERM, Errno::MLINK];
    Errno::from_io_error(error).is_some_and(|errno| lacking.contains(&errno))
}

/// Makes the spare live where there is no output yet. A folder with content that has come into
/// being since the build began is not replaced.
pub(super) fn create(place: &Place, spare: &Path) -> Result<(), PublishError> {
    fs::rename(spare, &place.out).doing("make", &place.out)
}

/// Makes the spare live. What was live before becomes the spare.
pub(super) fn replace(disk: &Disk, place: &Place, spare: &Path) -> Result<(), PublishError> {
    let Place { out, .. } = place;
    match (disk.exchange)(spare, out) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => create(place, spare),
        Err(error) if is_unsupported(&error) => replace_in_steps(place, spare),
        Err(error) => Err(refusal(error, out)),
    }
}

/// Where there is no exchange: for an instant there is no output, and [`recover`] knows what to do
/// with a build that was killed in that instant.
fn replace_in_steps(place: &Place, spare: &Path) -> Result<(), PublishError> {
    let (out, aside) = (&place.out, aside(place));
    fs::rename(out, &aside).map_err(|error| refusal(error, out))?;
    if let Err(error) = fs::rename(spare, out) {
        fs::rename(&aside, out).doing("put back", out)?;
        return Err(error).doing("make", out);
    }
    // The new site is live; if the old tree can't become the spare now, the next build sees to it.
    let _ = fs::rename(&aside, spare);
    Ok(())
}

/// Mends what a build that was killed between two renames has left.
pub(super) fn recover(place: &Place, spare: &Path) -> Result<(), PublishError> {
    let aside = aside(place);
    if fs::symlink_metadata(&aside).is_err() {
        return Ok(());
    }
    if fs::symlink_metadata(&place.out).is_err() {
        fs::rename(&aside, &place.out).doing("put back", &place.out)
    } else if fs::symlink_metadata(spare).is_err() {
        fs::rename(&aside, spare).doing("put away", &aside)
    } else {
        fs::remove_dir_all(&aside).doing("remove", &aside)
    }
}

fn aside(place: &Place) -> PathBuf {
    place.room.join("aside")
}

fn refusal(error: io::Error, out: &Path) -> PublishError {
    if error.kind() == io::ErrorKind::ResourceBusy {
        return PublishError::MountPoint { out: out.to_owned() };
    }
    PublishError::refused("replace", out, error)
}
