//! The spare tree: the only folder in which files are made, always new ones.

use std::fs::{self, File, Permissions};
use std::io::{self, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

use rustc_hash::FxHashSet;
use rustix::fs::{Mode, OFlags};
use rustix::io::retry_on_intr;

use super::error::{Doing, PublishError};
use super::exchange::{Disk, is_unsupported};
use super::tree::{Stamp, Tree};

pub(super) const FILE_MODE: u32 = 0o644;
const FOLDER_MODE: u32 = 0o755;

/// How often a place is cleared before giving up: another thread may be clearing it too.
const ATTEMPTS: usize = 4;

/// The tree that becomes live; it may hold anything when a build begins.
#[derive(Debug)]
pub(super) struct Spare {
    root: PathBuf,
    /// The root as an open folder, so that the system need not walk down to it for every file.
    opened: OnceLock<File>,
    /// Whether there was nothing when the build began, so that only this build's own files are in it.
    is_new: bool,
    disk: Disk,
    /// Folders that this build has made or found to be folders, relative to the root.
    folders: Mutex<FxHashSet<String>>,
    new_files: Modes,
    new_folders: Modes,
    /// Whether the disk has run full while files were made here.
    is_full: AtomicBool,
}

/// What a build that has filled the disk leaves here would keep it full.
impl Drop for Spare {
    fn drop(&mut self) {
        if *self.is_full.get_mut() {
            // Where it can't be removed now, the next build takes it over.
            let _ = fs::remove_dir_all(&self.root);
        }
    }
}

/// Whether what is made here has the right mode from the start, or the user's mask takes some of it away.
/// It is the same for all, so the first tells: to set ten thousand modes that are right takes a while.
#[derive(Debug, Default)]
struct Modes {
    are_right: OnceLock<bool>,
}

impl Modes {
    fn are_right(&self, first: impl FnOnce() -> io::Result<fs::Metadata>, mode: u32) -> bool {
        let has_mode = |metadata: fs::Metadata| metadata.permissions().mode() & 0o7777 == mode;
        *self.are_right.get_or_init(|| first().is_ok_and(has_mode))
    }

    fn are_known(&self) -> bool {
        self.are_right.get().is_some()
    }
}

impl Spare {
    pub(super) fn new(root: PathBuf, disk: Disk) -> Self {
        let (new_files, new_folders) = (Modes::default(), Modes::default());
        let is_new = fs::symlink_metadata(&root).is_err_and(|error| error.kind() == io::ErrorKind::NotFound);
        let is_full = AtomicBool::new(false);
        let (opened, folders) = (OnceLock::new(), Mutex::default());
        Self { root, opened, is_new, disk, folders, new_files, new_folders, is_full }
    }

    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    /// Whether nothing can lie here that this build has not made.
    pub(super) fn is_new(&self) -> bool {
        self.is_new
    }

    fn opened(&self) -> io::Result<&File> {
        if let Some(opened) = self.opened.get() {
            return Ok(opened);
        }
        let opened = File::open(&self.root)?;
        Ok(self.opened.get_or_init(|| opened))
    }

    /// Writes a new file.
    pub(super) fn write(&self, file: &str, bytes: &[u8]) -> Result<Stamp, PublishError> {
        let path = self.root.join(file);
        let write = || {
            let mut created = self.create(file, &path)?;
            created.write_all(bytes).doing("write", &path)?;
            stamp(&created, &path)
        };
        write().inspect_err(|error| self.note(error))
    }

    /// Copies an open file to a new one with the same content and time of change.
    pub(super) fn copy(&self, file: &str, source: &mut File) -> Result<Stamp, PublishError> {
        self.copied(file, source).inspect_err(|error| self.note(error))
    }

    fn copied(&self, file: &str, source: &mut File) -> Result<Stamp, PublishError> {
        let path = self.root.join(file);
        let mut copy = self.create(file, &path)?;
        // The time is asked for before the content, so that a change in between is seen next time.
        let modified = source.metadata().and_then(|metadata| metadata.modified()).doing("copy to", &path)?;
        io::copy(source, &mut copy).doing("copy to", &path)?;
        copy.set_modified(modified).doing("set the time of", &path)?;
        stamp(&copy, &path)
    }

    /// Gives a live file a second name here, or copies it where the file system has no links.
    pub(super) fn link(&self, file: &str, live: &Path) -> Result<Stamp, PublishError> {
        self.linked(file, live).inspect_err(|error| self.note(error))
    }

    fn linked(&self, file: &str, live: &Path) -> Result<Stamp, PublishError> {
        let path = self.root.join(file);
        self.make_folder(folder_of(file))?;
        match self.clear_and_try(&path, || (self.disk.link)(live, &path)) {
            Err(error) if is_unsupported(&error) => {
                let mut source = File::open(live).doing("read", live)?;
                self.copy(file, &mut source)
            }
            result => {
                let linked = result.and_then(|()| fs::symlink_metadata(&path)).doing("link", &path)?;
                Ok(Stamp::of(&linked))
            }
        }
    }

    /// Gives a file that somebody has closed or opened the mode of all others again. It is the live file by another
    /// name, which so has it as well. A disk that keeps no modes has none to give.
    pub(super) fn mend(&self, file: &str, found: Stamp) -> Result<Stamp, PublishError> {
        let path = self.root.join(file);
        if found.mode == FILE_MODE || set_mode(&path, FILE_MODE).is_err() {
            return Ok(found);
        }
        Ok(Stamp::of(&fs::symlink_metadata(&path).doing("look at", &path)?))
    }

    /// Removes what is not wanted. `folders` holds every folder that a wanted file lies in.
    pub(super) fn sweep(
        &self,
        tree: &Tree,
        is_wanted: impl Fn(&str) -> bool,
        folders: &FxHashSet<&str>,
    ) -> Result<(), PublishError> {
        for stray in &tree.strays {
            remove(stray).doing("remove", stray)?;
        }
        for file in tree.files.keys().filter(|file| !is_wanted(file)) {
            let path = self.root.join(file);
            fs::remove_file(&path).doing("remove", &path)?;
        }
        // In reverse order what is in a folder comes before the folder.
        for folder in tree.folders.iter().rev().filter(|folder| !folders.contains(folder.as_str())) {
            let path = self.root.join(folder);
            fs::remove_dir(&path).doing("remove", &path)?;
        }
        Ok(())
    }

    /// Makes a folder and those above it, each a real one: a link that leads elsewhere is replaced.
    pub(super) fn make_folder(&self, folder: &str) -> Result<(), PublishError> {
        if self.known_folders().contains(folder) {
            return Ok(());
        }
        let path = if folder.is_empty() { self.root.clone() } else { self.root.join(folder) };
        if !folder.is_empty() {
            self.make_folder(folder_of(folder))?;
        }
        self.make_one_folder(folder, &path).doing("make the folder", &path)?;
        self.known_folders().insert(folder.to_owned());
        Ok(())
    }

    fn make_one_folder(&self, folder: &str, path: &Path) -> io::Result<()> {
        let make = || match folder {
            "" => rustix::fs::mkdir(path, mode(FOLDER_MODE)).map_err(io::Error::from),
            _ => Ok(rustix::fs::mkdirat(self.opened()?, folder, mode(FOLDER_MODE))?),
        };
        // The first one is made alone: a thread that found it there would set its mode before that is looked at.
        let _alone = (!self.new_folders.are_known()).then(|| self.known_folders());
        for _ in 0..ATTEMPTS {
            match make() {
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Ok(()) if self.new_folders.are_right(|| fs::symlink_metadata(path), FOLDER_MODE) => {
                    return Ok(());
                }
                made => return made.and_then(|()| set_mode(path, FOLDER_MODE)),
            }
            if fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_dir()) {
                return set_mode(path, FOLDER_MODE);
            }
            // Another thread may have put the folder here in the meantime; then this does nothing.
            let _ = fs::remove_file(path);
        }
        Err(io::ErrorKind::AlreadyExists.into())
    }

    /// A new empty file: never one that is open, linked or written to elsewhere.
    fn create(&self, file: &str, path: &Path) -> Result<File, PublishError> {
        self.make_folder(folder_of(file))?;
        let new = OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL | OFlags::CLOEXEC;
        let make = || {
            let root = self.opened()?;
            Ok(retry_on_intr(|| rustix::fs::openat(root, file, new, mode(FILE_MODE)))?)
        };
        let created = File::from(self.clear_and_try(path, make).doing("write", path)?);
        if !self.new_files.are_right(|| created.metadata(), FILE_MODE) {
            created.set_permissions(Permissions::from_mode(FILE_MODE)).doing("write", path)?;
        }
        Ok(created)
    }

    fn clear_and_try<T>(&self, path: &Path, make: impl Fn() -> io::Result<T>) -> io::Result<T> {
        for _ in 0..ATTEMPTS {
            match make() {
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => remove(path)?,
                result => return result,
            }
        }
        make()
    }

    fn note(&self, error: &PublishError) {
        if matches!(error, PublishError::DiskFull { .. } | PublishError::Quota { .. }) {
            self.is_full.store(true, Ordering::Relaxed);
        }
    }

    fn known_folders(&self) -> MutexGuard<'_, FxHashSet<String>> {
        self.folders.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn stamp(file: &File, path: &Path) -> Result<Stamp, PublishError> {
    Ok(Stamp::of(&file.metadata().doing("look at", path)?))
}

/// The folder of a path inside the output; empty for one at the top.
pub(super) fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// Removes whatever has this name; of a symbolic link only the link.
fn remove(path: &Path) -> io::Result<()> {
    let result = match fs::symlink_metadata(path) {
        Ok(metadata) if metadata.is_dir() => fs::remove_dir_all(path),
        Ok(_) => fs::remove_file(path),
        Err(error) => Err(error),
    };
    match result {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        result => result,
    }
}

fn mode(bits: u32) -> Mode {
    Mode::from_raw_mode(bits as _)
}

fn set_mode(path: &Path, mode: u32) -> io::Result<()> {
    fs::set_permissions(path, Permissions::from_mode(mode))
}
