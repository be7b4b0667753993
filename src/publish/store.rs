//! Files that are dear to make, kept between builds under names that say what they are made of.
//!
//! The folder is safe to delete, and never grows past its bound.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::SystemTime;

use super::kept::{self, Key};

/// The most bytes that are kept.
const BOUND: u64 = 128 * 1024 * 1024;

/// The names say by what a file was made, so any program may have written it.
const KEY: Key = [0; 32];

/// A folder of kept files. A disk that refuses only costs time, so it is no error.
#[derive(Debug)]
pub struct Store {
    work: PathBuf,
    folder: PathBuf,
    bound: u64,
    written: AtomicU64,
    used: Mutex<HashSet<String>>,
}

impl Store {
    /// The store in a work folder (`.buildlog`) of that name. Nothing is made before there is something to keep.
    pub fn open(work: &Path, name: &str) -> Self {
        Self {
            work: work.to_owned(),
            folder: work.join(name),
            bound: BOUND,
            written: AtomicU64::new(0),
            used: Mutex::default(),
        }
    }

    /// The bytes of a kept file.
    pub fn get(&self, name: &str) -> Option<Vec<u8>> {
        self.note(name);
        kept::read(&self.folder.join(name), &KEY)
    }

    /// Notes that a file is needed, so that it is the last to go.
    fn note(&self, name: &str) {
        self.used.lock().unwrap_or_else(PoisonError::into_inner).insert(name.to_string());
    }

    /// Keeps a file, while there is room.
    pub fn keep(&self, name: &str, bytes: &[u8]) {
        self.note(name);
        let length = kept::length(bytes);
        if self.written.fetch_add(length, Ordering::Relaxed) + length <= self.bound {
            // Where the disk refuses, a later build does the work again.
            let _ = kept::write(&self.work, &self.folder, name, &KEY, bytes);
        }
    }

    /// Removes files until the folder is within its bound: those that were not needed this time, the oldest
    /// first, and then others.
    pub fn sweep(self) {
        let used = self.used.into_inner().unwrap_or_else(PoisonError::into_inner);
        let mut files: Vec<(bool, SystemTime, String, u64)> = Vec::new();
        for entry in fs::read_dir(&self.folder).into_iter().flatten().flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            let Ok(metadata) = entry.metadata() else { continue };
            let age = metadata.modified().unwrap_or(SystemTime::UNIX_EPOCH);
            files.push((used.contains(&name), age, name, metadata.len()));
        }
        let mut total: u64 = files.iter().map(|(.., length)| length).sum();
        files.sort();
        for (_, _, name, length) in files {
            if total <= self.bound {
                return;
            }
            if fs::remove_file(self.folder.join(name)).is_ok() {
                total -= length;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn store(work: &Path, bound: u64) -> Store {
        Store { bound, ..Store::open(work, "cards") }
    }

    #[test]
    fn what_is_kept_is_given_back_and_what_is_damaged_is_not() {
        let work = tempfile::tempdir().unwrap();
        let store = store(work.path(), 1_000);
        assert_eq!(store.get("a"), None);
        store.keep("a", b"bytes");
        assert_eq!(store.get("a").as_deref(), Some(b"bytes".as_slice()));
        for damaged in [b"".to_vec(), b"short".to_vec(), [0; 40].to_vec()] {
            fs::write(work.path().join("cards/a"), damaged).unwrap();
            assert_eq!(store.get("a"), None);
        }
    }

    #[test]
    fn the_folder_stays_within_its_bound_and_loses_first_what_was_not_needed() {
        let work = tempfile::tempdir().unwrap();
        let earlier = store(work.path(), 1_000);
        for name in ["old", "needed"] {
            earlier.keep(name, &[1; 100]);
        }
        earlier.sweep();
        let later = store(work.path(), 300);
        assert!(later.get("needed").is_some());
        later.keep("new", &[2; 100]);
        later.sweep();
        let after = store(work.path(), 300);
        assert_eq!(["old", "needed", "new"].map(|name| after.get(name).is_some()), [false, true, true]);
    }

    #[test]
    fn one_build_alone_does_not_pass_the_bound() {
        let work = tempfile::tempdir().unwrap();
        let store = store(work.path(), 300);
        for name in ["a", "b", "c", "d"] {
            store.keep(name, &[1; 100]);
        }
        assert_eq!(["a", "b", "c", "d"].map(|name| store.get(name).is_some()), [true, true, false, false]);
    }
}
