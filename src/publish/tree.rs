//! What lies in a folder, found without following any symbolic link.

use std::collections::BTreeSet;
use std::fs::{self, Metadata};
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::error::{Doing, PublishError};

/// Which file it is, and whether it may have changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    device: u64,
    inode: u64,
    /// Length in bytes.
    pub(super) length: u64,
    modified: (i64, i64),
    /// When anything about the file was last changed, its content or its names; nobody can set this time.
    changed: (i64, i64),
    /// Who may do what with it.
    pub(super) mode: u32,
}

impl Stamp {
    pub(super) fn of(metadata: &Metadata) -> Self {
        Self {
            device: metadata.dev(),
            inode: metadata.ino(),
            length: metadata.len(),
            modified: (metadata.mtime(), metadata.mtime_nsec()),
            changed: (metadata.ctime(), metadata.ctime_nsec()),
            mode: metadata.mode() & 0o7777,
        }
    }

    /// All of it, for a hash; a new mode is a new time, too.
    pub(super) fn to_bytes(self) -> [u8; 56] {
        let (modified, changed) = (self.modified, self.changed);
        let parts = [self.device, self.inode, self.length];
        let times = [modified.0, modified.1, changed.0, changed.1].map(i64::cast_unsigned);
        let mut bytes = [0; 56];
        for (place, part) in bytes.chunks_exact_mut(8).zip(parts.into_iter().chain(times)) {
            place.copy_from_slice(&part.to_le_bytes());
        }
        bytes
    }

    /// Whether both names lead to one file.
    pub(super) fn is_same_file(&self, other: &Stamp) -> bool {
        (self.device, self.inode) == (other.device, other.inode)
    }

    /// Whether length and time (in nanoseconds) of the last change agree.
    pub(super) fn looks_like(&self, other: &Stamp) -> bool {
        (self.length, self.modified) == (other.length, other.modified)
    }
}

/// A folder's content at one moment; paths are relative to it, with `/` between the parts.
#[derive(Debug, Default)]
pub(super) struct Tree {
    /// Regular files with UTF-8 names.
    pub(super) files: FxHashMap<String, Stamp>,
    /// Folders, the top one excepted.
    pub(super) folders: BTreeSet<String>,
    /// What no build makes: symbolic links, devices, names that are not UTF-8. Full paths.
    pub(super) strays: Vec<PathBuf>,
}

impl Tree {
    /// Looks through a folder and all below it, the folders of one depth in parallel.
    pub(super) fn scan(root: &Path) -> Result<Tree, PublishError> {
        let mut tree = Tree::default();
        let mut depth = vec![String::new()];
        while !depth.is_empty() {
            let found: Vec<Level> =
                depth.par_iter().map(|folder| Level::scan(root, folder)).collect::<Result<_, _>>()?;
            depth.clear();
            for level in found {
                tree.files.extend(level.files);
                tree.folders.extend(level.folders.iter().cloned());
                tree.strays.extend(level.strays);
                depth.extend(level.folders);
            }
        }
        Ok(tree)
    }
}

/// What lies directly in one folder, with paths from the root.
#[derive(Default)]
struct Level {
    files: Vec<(String, Stamp)>,
    folders: Vec<String>,
    strays: Vec<PathBuf>,
}

impl Level {
    fn scan(root: &Path, folder: &str) -> Result<Level, PublishError> {
        let path = if folder.is_empty() { root.to_owned() } else { root.join(folder) };
        Self::read(&path, folder).doing("read", &path)
    }

    fn read(path: &Path, folder: &str) -> io::Result<Level> {
        let mut level = Level::default();
        let inside =
            |name: &str| if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
        for entry in fs::read_dir(path)? {
            let entry = entry?;
            let kind = entry.file_type()?;
            match entry.file_name().to_str() {
                Some(name) if kind.is_dir() => level.folders.push(inside(name)),
                Some(name) if kind.is_file() => {
                    level.files.push((inside(name), Stamp::of(&entry.metadata()?)));
                }
                _ => level.strays.push(entry.path()),
            }
        }
        Ok(level)
    }
}
