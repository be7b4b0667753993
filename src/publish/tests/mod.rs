//! The writer against real folders, with a small vocabulary of its own.

mod destinations;
mod disks;
mod kills;
mod sequences;
mod sites;

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use super::exchange::Disk;
use super::{Destination, PublishError, Published, Staging};
use crate::output::{MARKER, MARKER_FILE};
use crate::path::Route;

/// What a site consists of: route and content.
type Wanted<'a> = &'a [(&'a str, &'a str)];

/// A site folder in a temporary place.
struct Ground {
    folder: tempfile::TempDir,
    disk: Disk,
}

impl Ground {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), disk: Disk::default() }
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().canonicalize().unwrap().join(path)
    }

    fn destination(&self) -> Destination {
        Destination { out: self.path("public"), work: self.path(".buildlog") }
    }

    fn spare(&self) -> PathBuf {
        self.path(".buildlog/publish/public/spare")
    }

    fn open(&self) -> Result<Staging, PublishError> {
        Staging::open_on(&self.destination(), self.disk)
    }

    /// Builds a site, with the marker.
    fn build(&self, wanted: Wanted<'_>) -> Published {
        let staging = self.open().unwrap();
        put_all(&staging, wanted);
        staging.commit().unwrap()
    }

    /// Asserts that the output is the site and nothing else.
    fn assert_is(&self, wanted: Wanted<'_>) {
        let mut expected: BTreeMap<String, Vec<u8>> = BTreeMap::new();
        expected.insert(MARKER_FILE.into(), MARKER.into());
        for (route, content) in wanted {
            expected.insert(Route::new(*route).file(), content.as_bytes().to_vec());
        }
        assert_eq!(files_in(&self.path("public")), expected);
    }
}

fn put_all(staging: &Staging, wanted: Wanted<'_>) {
    staging.put(&Route::new(MARKER_FILE), MARKER.as_bytes()).unwrap();
    for (route, content) in wanted {
        staging.put(&Route::new(*route), content.as_bytes()).unwrap();
    }
}

/// Every file below a folder with its content. An empty folder stands as its name and a slash.
fn files_in(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    collect(root, "", &mut found);
    found
}

fn collect(folder: &Path, prefix: &str, found: &mut BTreeMap<String, Vec<u8>>) {
    let entries: Vec<_> = fs::read_dir(folder).unwrap().map(Result::unwrap).collect();
    if entries.is_empty() {
        found.insert(prefix.to_owned(), Vec::new());
    }
    for entry in entries {
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        let kind = entry.file_type().unwrap();
        assert!(!kind.is_symlink(), "{name} is a symbolic link");
        if kind.is_dir() {
            collect(&entry.path(), &format!("{name}/"), found);
        } else {
            found.insert(name, fs::read(entry.path()).unwrap());
        }
    }
}

fn inode(path: &Path) -> u64 {
    fs::symlink_metadata(path).unwrap().ino()
}

/// Inode, time of change of the content and of the inode, all in one.
fn stamps(root: &Path) -> BTreeMap<PathBuf, (u64, i64, i64, i64, i64)> {
    walkdir::WalkDir::new(root)
        .into_iter()
        .map(|entry| {
            let entry = entry.unwrap();
            let m = entry.path().symlink_metadata().unwrap();
            (entry.into_path(), (m.ino(), m.mtime(), m.mtime_nsec(), m.ctime(), m.ctime_nsec()))
        })
        .collect()
}
