//! Files that are dear to make, kept between builds under names that say what they are made of.
//!
//! A kept file begins with the hash of what follows, so one that was cut short or changed is no file at all.
//! The folder is safe to delete, and never grows past its bound.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::SystemTime;

use super::work::make_ignored;

/// The most bytes that are kept.
const BOUND: u64 = 128 * 1024 * 1024;

/// A folder of kept files. A disk that refuses only costs time, so it is no error.
#[derive(Debug)]
pub struct Store {
    folder: PathBuf,
    bound: u64,
    written: AtomicU64,
    used: Mutex<HashSet<String>>,
}

impl Store {
    /// The store in a work folder (`.buildlog`) of that name. Nothing is made before there is something to keep.
    pub fn open(work: &Path, name: &str) -> Self {
        Self { folder: work.join(name), bound: BOUND, written: AtomicU64::new(0), used: Mutex::default() }
    }

    /// The bytes of a kept file.
    pub fn get(&self, name: &str) -> Option<Vec<u8>> {
        self.note(name);
        let mut kept = fs::read(self.folder.join(name)).ok()?;
        let (sum, bytes) = kept.split_first_chunk::<32>()?;
        (blake3::hash(bytes) == *sum).then_some(())?;
        Some(kept.split_off(32))
    }

    /// Notes that a file is needed, so that it is the last to go.
    pub fn note(&self, name: &str) {
        self.used.lock().unwrap_or_else(PoisonError::into_inner).insert(name.to_string());
    }

    /// Keeps a file, while there is room.
    pub fn keep(&self, name: &str, bytes: &[u8]) {
        self.note(name);
        let length = bytes.len() as u64 + 32;
        if self.written.fetch_add(length, Ordering::Relaxed) + length > self.bound {
            return;
        }
        let sum = blake3::hash(bytes);
        let whole = [sum.as_bytes().as_slice(), bytes].concat();
        // Two builds at once write the same bytes, and what is cut short is seen when it is read.
        let work = self.folder.parent().unwrap_or(&self.folder);
        let _ = make_ignored(work)
            .and_then(|()| fs::create_dir_all(&self.folder))
            .and_then(|()| fs::write(self.folder.join(name), whole));
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
