//! What lies in a folder, found without following any symbolic link.

use std::collections::{BTreeSet, HashMap};
use std::fs::{self, Metadata};
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use super::error::{Doing, PublishError};

/// Which file it is, and whether it may have changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    device: u64,
    inode: u64,
    /// Length in bytes.
    pub(super) length: u64,
    modified: (i64, i64),
}

impl Stamp {
    pub(super) fn of(metadata: &Metadata) -> Self {
        Self {
            device: metadata.dev(),
            inode: metadata.ino(),
            length: metadata.len(),
            modified: (metadata.mtime(), metadata.mtime_nsec()),
        }
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
    pub(super) files: HashMap<String, Stamp>,
    /// Folders, the top one excepted.
    pub(super) folders: BTreeSet<String>,
    /// What no build makes: symbolic links, devices, names that are not UTF-8. Full paths.
    pub(super) strays: Vec<PathBuf>,
}

impl Tree {
    /// Looks through a folder and all below it.
    pub(super) fn scan(root: &Path) -> Result<Tree, PublishError> {
        let mut tree = Tree::default();
        let mut open = vec![(root.to_owned(), String::new())];
        while let Some((folder, prefix)) = open.pop() {
            tree.scan_folder(&folder, &prefix, &mut open).doing("read", &folder)?;
        }
        Ok(tree)
    }

    fn scan_folder(
        &mut self,
        folder: &Path,
        prefix: &str,
        open: &mut Vec<(PathBuf, String)>,
    ) -> io::Result<()> {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let kind = entry.file_type()?;
            let name = entry.file_name();
            match name.to_str() {
                Some(name) if kind.is_dir() => {
                    let path = format!("{prefix}{name}");
                    open.push((entry.path(), format!("{path}/")));
                    self.folders.insert(path);
                }
                Some(name) if kind.is_file() => {
                    self.files.insert(format!("{prefix}{name}"), Stamp::of(&entry.metadata()?));
                }
                _ => self.strays.push(entry.path()),
            }
        }
        Ok(())
    }
}
