//! A build in progress: bodies come in from many threads, and go live together or not at all.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::destination::{Destination, Place, refuse_foreign};
use super::error::{Doing, PublishError};
use super::exchange::{self, Disk};
use super::lock::Lock;
use super::receipt::{self, Receipt};
use super::spare::{FILE_MODE, Spare, folder_of};
use super::tree::{Stamp, Tree};
use crate::output::{MARKER, MARKER_FILE};
use crate::path::Route;

/// What a build has done to the output folder.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Published {
    /// Files that are new or have changed.
    pub written: usize,
    /// Files that are as they were.
    pub unchanged: usize,
    /// Files of the earlier output that are gone.
    pub removed: usize,
    /// Length of all the files written.
    pub bytes_written: u64,
}

/// The output in the making. Dropped without [`commit`](Staging::commit), it leaves the live output as it was.
#[derive(Debug)]
pub struct Staging {
    place: Place,
    disk: Disk,
    /// What was live when the build began; `None` where there was no output.
    live: Option<Tree>,
    spare: Spare,
    files: Mutex<FxHashMap<String, State>>,
    bytes_written: AtomicU64,
    has_marker: AtomicBool,
    /// Held until the build ends, however it ends.
    lock: Lock,
}

/// A finished output that nobody replaces before this is dropped.
#[derive(Debug)]
pub struct Held {
    _lock: Lock,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// The live file is right, and is linked at the end.
    Same,
    /// The new file lies in the spare.
    Written(Stamp),
}

impl Staging {
    /// Takes the output's lock, mends what a killed build has left, and looks through the live output.
    ///
    /// # Errors
    /// When the output can't be replaced as a whole, is not buildlog's own, or is being written.
    pub fn open(destination: &Destination) -> Result<Staging, PublishError> {
        Self::open_on(destination, Disk::default())
    }

    pub(super) fn open_on(destination: &Destination, disk: Disk) -> Result<Staging, PublishError> {
        let place = Place::find(destination)?;
        let lock = Lock::take(&place)?;
        let spare = place.room.join("spare");
        exchange::recover(&place, &spare)?;
        let spare = Spare::new(spare, disk);
        // Again, because recovery may have put a folder back, and another build may have ended.
        refuse_foreign(&place.out)?;
        let has_live = fs::symlink_metadata(&place.out).is_ok();
        let live = has_live.then(|| Tree::scan(&place.out)).transpose()?;
        Ok(Staging {
            place,
            disk,
            live,
            spare,
            files: Mutex::default(),
            bytes_written: AtomicU64::new(0),
            has_marker: AtomicBool::new(false),
            lock,
        })
    }

    /// Publishes bytes at a route. May be called from many threads at once, in any order.
    ///
    /// # Errors
    /// When the route is no place in the output or is taken, or the disk refuses. The build must
    /// then be given up: [`commit`](Staging::commit) would publish a site without this file.
    pub fn put(&self, route: &Route, bytes: &[u8]) -> Result<(), PublishError> {
        let file = checked_file(route)?;
        if file == MARKER_FILE && bytes.starts_with(MARKER.as_bytes()) {
            self.has_marker.store(true, Ordering::Relaxed);
        }
        if self.live_holds(&file, bytes) {
            return self.note(file, State::Same);
        }
        let stamp = self.spare.write(&file, bytes)?;
        self.bytes_written.fetch_add(stamp.length, Ordering::Relaxed);
        self.note(file, State::Written(stamp))
    }

    /// Leaves the live file at a route in its place, if there is one that is not empty. For a file whose name
    /// says what it is made of, so that it need not be made again to be compared.
    ///
    /// # Errors
    /// When the route is no place in the output or is taken.
    pub fn keep(&self, route: &Route) -> Result<bool, PublishError> {
        let file = checked_file(route)?;
        let is_there = self.live_stamp(&file).is_some_and(|live| live.length > 0);
        if is_there {
            self.note(file, State::Same)?;
        }
        Ok(is_there)
    }

    /// Publishes a copy of a file at a route, without reading it into memory.
    ///
    /// A live copy with the file's length and time of change is taken to be right; when only the
    /// time differs, the contents are compared.
    ///
    /// # Errors
    /// As [`put`](Staging::put), and when the file can't be read.
    pub fn put_file(&self, route: &Route, source: &Path) -> Result<(), PublishError> {
        let file = checked_file(route)?;
        let mut opened = File::open(source).doing("read", source)?;
        let metadata = opened.metadata().doing("read", source)?;
        if !metadata.is_file() {
            return Err(io::Error::from(io::ErrorKind::IsADirectory)).doing("read", source);
        }
        if self.live_copies(&file, &Stamp::of(&metadata), source) {
            return self.note(file, State::Same);
        }
        let stamp = self.spare.copy(&file, &mut opened)?;
        self.bytes_written.fetch_add(stamp.length, Ordering::Relaxed);
        self.note(file, State::Written(stamp))
    }

    /// Makes everything that was put the live output, and nothing else. Writes nothing at all when
    /// the live output is like that already.
    ///
    /// # Errors
    /// When two routes need one name, the marker was not put, or the disk refuses; the live output
    /// is then as it was.
    pub fn commit(self) -> Result<Published, PublishError> {
        self.commit_with(None)
    }

    /// The same, and lets no other build begin before what is given back is dropped: for whoever must read the output
    /// as it is now.
    ///
    /// # Errors
    /// Those of [`commit`](Staging::commit).
    pub fn commit_and_hold(mut self) -> Result<Held, PublishError> {
        self.finish(None)?;
        Ok(Held { _lock: self.lock })
    }

    /// The same, with a receipt by which a later build knows what this one was made of.
    ///
    /// # Errors
    /// Those of [`commit`](Staging::commit).
    pub fn commit_with(mut self, receipt: Option<&Receipt>) -> Result<Published, PublishError> {
        self.finish(receipt)
    }

    fn finish(&mut self, receipt: Option<&Receipt>) -> Result<Published, PublishError> {
        let files = std::mem::take(&mut *self.files.lock().unwrap_or_else(PoisonError::into_inner));
        let folders = folders_of(&files)?;
        if !self.has_marker.load(Ordering::Relaxed) {
            return Err(PublishError::NoMarker);
        }
        let written = files.values().filter(|state| matches!(state, State::Written(_))).count();
        let published = Published {
            written,
            unchanged: files.len() - written,
            removed: self.live_files().filter(|file| !files.contains_key(*file)).count(),
            bytes_written: self.bytes_written.load(Ordering::Relaxed),
        };
        let differs = published.written + published.removed > 0;
        if differs || self.has_clutter(&folders) || self.has_other_modes() {
            let complete = self.complete(&files, &folders)?;
            match self.live {
                Some(_) => exchange::replace(&self.disk, &self.place, self.spare.root())?,
                None => exchange::create(&self.place, self.spare.root())?,
            }
            self.leave(receipt, complete.iter().map(|(file, stamp)| (*file, stamp)), &folders);
        } else {
            self.leave(receipt, self.live.iter().flat_map(|live| &live.files), &folders);
        }
        Ok(published)
    }

    fn leave<'a>(
        &self,
        receipt: Option<&Receipt>,
        files: impl Iterator<Item = (&'a String, &'a Stamp)>,
        folders: &FxHashSet<&str>,
    ) {
        let inner = folders.iter().filter(|folder| !folder.is_empty());
        if let Some(receipt) = receipt {
            receipt::leave(&self.place, receipt, &receipt::seal(files, inner));
        }
    }

    /// Whether the live output has folders or other things that no file of the site needs.
    fn has_clutter(&self, folders: &FxHashSet<&str>) -> bool {
        self.live.as_ref().is_some_and(|live| {
            !live.strays.is_empty() || live.folders.iter().any(|folder| !folders.contains(folder.as_str()))
        })
    }

    /// Whether somebody has changed who may read or write a file of the live output.
    fn has_other_modes(&self) -> bool {
        self.live.as_ref().is_some_and(|live| live.files.values().any(|stamp| stamp.mode != FILE_MODE))
    }

    fn live_files(&self) -> impl Iterator<Item = &String> {
        self.live.iter().flat_map(|live| live.files.keys())
    }

    fn live_stamp(&self, file: &str) -> Option<&Stamp> {
        self.live.as_ref()?.files.get(file)
    }

    /// Brings the spare up to date: what was not written is linked from the live tree, the rest removed.
    fn complete<'a>(
        &self,
        files: &'a FxHashMap<String, State>,
        folders: &FxHashSet<&str>,
    ) -> Result<Vec<(&'a String, Stamp)>, PublishError> {
        self.spare.make_folder("")?;
        // In a tree that nobody else has written there is what was written and nothing else.
        let tree = (!self.spare.is_new()).then(|| Tree::scan(self.spare.root())).transpose()?;
        if let Some(tree) = &tree {
            self.spare.sweep(tree, |file| files.contains_key(file), folders)?;
        }
        let complete = files.par_iter().map(|(file, state)| {
            let found = tree.as_ref().and_then(|tree| tree.files.get(file).copied());
            let stamp = match (state, found) {
                (State::Written(stamp), Some(_)) => *stamp,
                (State::Written(stamp), None) if tree.is_none() => *stamp,
                (State::Written(_), None) => {
                    return Err(PublishError::Vanished { path: self.spare.root().join(file) });
                }
                (State::Same, Some(found)) if self.is_live(file, &found) => self.spare.mend(file, found)?,
                (State::Same, _) => {
                    let linked = self.spare.link(file, &self.place.out.join(file))?;
                    self.spare.mend(file, linked)?
                }
            };
            Ok((file, stamp))
        });
        complete.collect()
    }

    fn is_live(&self, file: &str, found: &Stamp) -> bool {
        self.live_stamp(file).is_some_and(|live| live.is_same_file(found))
    }

    /// A live file that can't be read is as good as a wrong one: it is replaced.
    fn live_holds(&self, file: &str, bytes: &[u8]) -> bool {
        self.live_stamp(file).is_some_and(|live| live.length == bytes.len() as u64)
            && File::open(self.place.out.join(file)).is_ok_and(|live| is_equal(live, bytes).unwrap_or(false))
    }

    fn live_copies(&self, file: &str, source: &Stamp, path: &Path) -> bool {
        let Some(live) = self.live_stamp(file) else { return false };
        let is_equal = || is_equal(File::open(self.place.out.join(file))?, File::open(path)?);
        live.looks_like(source) || (live.length == source.length && is_equal().unwrap_or(false))
    }

    fn note(&self, file: String, state: State) -> Result<(), PublishError> {
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        if files.contains_key(&file) {
            return Err(PublishError::Twice { file });
        }
        files.insert(file, state);
        Ok(())
    }
}

/// The file of a route. The last guard against a path that leads out of the output.
fn checked_file(route: &Route) -> Result<String, PublishError> {
    let file = route.file();
    let is_bad = |part: &str| matches!(part, "" | "." | "..") || part.contains('\0');
    if file.split('/').any(is_bad) {
        return Err(PublishError::BadRoute { route: route.clone() });
    }
    Ok(file)
}

/// Every folder that a file lies in, the top one (empty) included.
fn folders_of(files: &FxHashMap<String, State>) -> Result<FxHashSet<&str>, PublishError> {
    let mut folders = FxHashSet::from_iter([""]);
    for file in files.keys() {
        let mut folder = folder_of(file);
        while folders.insert(folder) {
            if files.contains_key(folder) {
                return Err(PublishError::FileAndFolder { file: folder.to_owned(), inside: file.clone() });
            }
            folder = folder_of(folder);
        }
    }
    Ok(folders)
}

/// Compares two readers piece by piece.
fn is_equal(mut a: impl Read, mut b: impl Read) -> io::Result<bool> {
    let (mut from_a, mut from_b) = ([0; 16 * 1024], [0; 16 * 1024]);
    loop {
        let length = read_full(&mut a, &mut from_a)?;
        if length != read_full(&mut b, &mut from_b)? || from_a[..length] != from_b[..length] {
            return Ok(false);
        }
        if length < from_a.len() {
            return Ok(true);
        }
    }
}

fn read_full(reader: &mut impl Read, buffer: &mut [u8]) -> io::Result<usize> {
    let mut length = 0;
    while length < buffer.len() {
        match reader.read(&mut buffer[length..]) {
            Ok(0) => break,
            Ok(read) => length += read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(length)
}
