//! One build at a time for each output.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::PathBuf;

use super::destination::Place;
use super::error::{Doing, PublishError};
use super::work::make_ignored;

/// The right to write an output, or to look at it while nobody writes; given back when dropped.
#[derive(Debug)]
pub(super) struct Lock(File);

impl Drop for Lock {
    fn drop(&mut self) {
        // Closing the file is not enough: a process that another thread is starting at this moment
        // holds a copy of it until it runs its own program.
        let _ = self.0.unlock();
    }
}

impl Lock {
    /// The right to write.
    pub(super) fn take(place: &Place) -> Result<Lock, PublishError> {
        make_ignored(&place.hidden).doing("make the folder", &place.hidden)?;
        fs::create_dir_all(&place.room).doing("make the folder", &place.room)?;
        let path = path(place);
        let file =
            File::options().create(true).truncate(false).write(true).open(&path).doing("open", &path)?;
        match file.try_lock() {
            Ok(()) => Ok(Lock(file)),
            Err(TryLockError::WouldBlock) => Err(PublishError::Busy { out: place.out.clone() }),
            // Better a build without a guard against a second one than none on such a file system.
            Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => Ok(Lock(file)),
            Err(TryLockError::Error(error)) => Err(error).doing("lock", &path),
        }
    }

    /// The right to look, where an output has been written before and nobody is writing it.
    pub(super) fn look(place: &Place) -> Option<Lock> {
        let file = File::open(path(place)).ok()?;
        file.try_lock_shared().ok()?;
        Some(Lock(file))
    }
}

fn path(place: &Place) -> PathBuf {
    place.room.join("lock")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::{Destination, Staging};

    #[test]
    fn a_finished_build_gives_its_lock_back_even_if_another_process_still_has_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let destination =
            Destination { out: folder.path().join("public"), work: folder.path().join(".buildlog") };
        let place = Place::find(&destination).unwrap();
        let first = Lock::take(&place).unwrap();
        assert_eq!(fs::read_to_string(destination.work.join(".gitignore")).unwrap(), "*\n");
        let copy = first.0.try_clone().unwrap();
        drop(first);
        Staging::open(&destination).unwrap();
        drop(copy);
    }

    #[test]
    fn nobody_looks_while_another_writes() {
        let folder = tempfile::tempdir().unwrap();
        let room = folder.path().join("room");
        let place = Place { out: folder.path().join("public"), room: room.clone(), hidden: room };
        assert!(Lock::look(&place).is_none());
        let writer = Lock::take(&place).unwrap();
        assert!(Lock::look(&place).is_none());
        drop(writer);
        let (one, other) = (Lock::look(&place), Lock::look(&place));
        assert!(one.is_some() && other.is_some());
        assert!(matches!(Lock::take(&place), Err(PublishError::Busy { .. })));
    }
}
