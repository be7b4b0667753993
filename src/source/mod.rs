//! The one reader: every file of the site folder by its path, text as text and the rest as a stamp.
#![allow(clippy::disallowed_methods, reason = "this room is the one reader")]

mod read;
mod refresh;
mod shelves;
#[cfg(test)]
mod tests;

pub use read::{FOLDERS, is_site_path, read, read_beside};
pub use shelves::Shelf;

use std::fs::File;
use std::io::{self, Read, Seek};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::SystemTime;

use rayon::prelude::*;

use crate::diagnostics::{Diagnostic, SourceFile};
use crate::path::SitePath;
use shelves::Shelves;

/// One file of the site folder.
#[derive(Clone, Debug)]
pub enum Source {
    /// A text that the program reads: Markdown, YAML, templates, style sheets.
    Text(Arc<str>),
    /// A picture, a recording or any other file: its bytes stay on disk.
    Stamp {
        /// Length in bytes.
        length: u64,
        /// When it was last written, where the disk knows; only ever compared, never shown.
        modified: Option<SystemTime>,
    },
    /// A file that exists only in memory, in tests.
    Bytes(Arc<[u8]>),
}

impl Source {
    /// Its length in bytes.
    pub fn length(&self) -> u64 {
        match self {
            Source::Text(text) => text.len() as u64,
            Source::Stamp { length, .. } => *length,
            Source::Bytes(bytes) => bytes.len() as u64,
        }
    }

    /// Whether it is the same content, as far as that can be known without reading a stamped file.
    pub fn is_same(&self, other: &Source) -> bool {
        match (self, other) {
            // One value in memory needs no comparison sign by sign.
            (Source::Text(a), Source::Text(b)) => Arc::ptr_eq(a, b) || a == b,
            (Source::Bytes(a), Source::Bytes(b)) => a == b,
            (
                Source::Stamp { length: a, modified: Some(a_modified) },
                Source::Stamp { length: b, modified: Some(b_modified) },
            ) => a == b && a_modified == b_modified,
            _ => false,
        }
    }
}

impl Source {
    /// Appends the path of the file and what is in it, so that of no two lists of files the same bytes are made.
    fn spell(&self, path: &SitePath, bytes: &mut Vec<u8>) -> Option<()> {
        let kind = match self {
            Source::Text(_) => b"text ",
            Source::Bytes(_) => b"bytes",
            Source::Stamp { .. } => b"stamp",
        };
        bytes.extend_from_slice(path.as_str().as_bytes());
        bytes.push(0);
        bytes.extend_from_slice(kind);
        bytes.extend_from_slice(&self.length().to_le_bytes());
        match self {
            Source::Text(text) => bytes.extend_from_slice(text.as_bytes()),
            Source::Bytes(content) => bytes.extend_from_slice(content),
            Source::Stamp { modified, .. } => {
                let since = modified.as_ref()?.duration_since(SystemTime::UNIX_EPOCH).ok()?;
                bytes.extend_from_slice(&since.as_nanos().to_le_bytes());
            }
        }
        Some(())
    }
}

/// What can be read from any place on.
pub trait ReadSeek: Read + Seek {}

impl<T: Read + Seek> ReadSeek for T {}

/// Every file of a site folder; cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    root: PathBuf,
    files: Shelves,
    faults: Vec<Diagnostic>,
    /// Whether a symbolic link leads to any of the files, or round in a circle.
    has_links: bool,
}

impl Sources {
    /// A site that exists only in memory.
    pub fn from_memory(files: impl IntoIterator<Item = (SitePath, Source)>) -> Self {
        Self { files: files.into_iter().collect(), ..Self::default() }
    }

    /// What could not be read, and why.
    pub fn faults(&self) -> &[Diagnostic] {
        &self.faults
    }

    /// Whether a symbolic link leads to any of the files, or round in a circle.
    pub fn has_links(&self) -> bool {
        self.has_links
    }

    /// The text file at a path.
    pub fn text(&self, path: &SitePath) -> Option<SourceFile> {
        match self.files.get(path)? {
            Source::Text(text) => Some(SourceFile::new(path.clone(), text.clone())),
            _ => None,
        }
    }

    /// The file at a path, whatever it holds.
    pub fn get(&self, path: &SitePath) -> Option<&Source> {
        self.files.get(path)
    }

    /// Whether there is a file at a path.
    pub fn contains(&self, path: &SitePath) -> bool {
        self.files.get(path).is_some()
    }

    /// All files in a folder and its folders, in order of their paths; `folder` without a slash at its end.
    pub fn under<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = (&'a SitePath, &'a Source)> {
        // The empty folder is the site's own, which holds every file.
        let is_inside = move |path: &SitePath| {
            folder.is_empty() || path.as_str().strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
        };
        let first = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        self.files.files_from(first).take_while(move |(path, _)| is_inside(path))
    }

    /// The files by shelves, each with its name. One that nothing has changed on is the same value in memory from one reading to the
    /// next, so whoever has made something of it can know that by its address.
    pub fn shelves(&self) -> impl Iterator<Item = (&Arc<str>, &Arc<Shelf>)> {
        self.files.each()
    }

    /// Whether there is a `private/` at all, be it empty: git takes none along, so a copy of a repository has none.
    pub fn has_private(&self) -> bool {
        let is_folder = || !self.root.as_os_str().is_empty() && self.root.join("private").is_dir();
        self.under("private").next().is_some() || is_folder()
    }

    /// The text files in a folder and its folders.
    pub fn texts_under<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = SourceFile> + 'a {
        self.under(folder).filter_map(|(path, source)| match source {
            Source::Text(text) => Some(SourceFile::new(path.clone(), text.clone())),
            _ => None,
        })
    }

    /// A hash of every file's path and content; of a stamped file its length and time of change stand for the
    /// content. `None` where that does not tell all: something could not be read, or has no time.
    pub fn digest(&self) -> Option<[u8; 32]> {
        if !self.faults.is_empty() {
            return None;
        }
        // A processor takes many pieces of a long text at a time, and one of a short.
        const TOGETHER: usize = 32;
        let files: Vec<(&SitePath, &Source)> = self.files.files().collect();
        let digest = |bytes: &mut Vec<u8>, files: &[(&SitePath, &Source)]| {
            bytes.clear();
            files.iter().try_for_each(|(path, source)| source.spell(path, bytes))?;
            Some(*blake3::hash(bytes).as_bytes())
        };
        let hashes: Vec<[u8; 32]> =
            files.par_chunks(TOGETHER).map_init(Vec::new, digest).collect::<Option<_>>()?;
        Some(*blake3::hash(hashes.as_flattened()).as_bytes())
    }

    /// Where a file lies on disk.
    pub fn on_disk(&self, path: &SitePath) -> PathBuf {
        self.root.join(path.as_str())
    }

    /// The bytes of a file, read now.
    ///
    /// # Errors
    /// Those of the disk; a file that is not known is `NotFound`.
    pub fn bytes(&self, path: &SitePath) -> io::Result<Vec<u8>> {
        self.head(path, u64::MAX)
    }

    /// A file to read in parts, such as a recording.
    ///
    /// # Errors
    /// Those of the disk; a file that is not known is `NotFound`.
    pub fn open(&self, path: &SitePath) -> io::Result<Box<dyn ReadSeek>> {
        match self.files.get(path) {
            Some(Source::Stamp { .. }) => Ok(Box::new(File::open(self.on_disk(path))?)),
            _ => Ok(Box::new(io::Cursor::new(self.bytes(path)?))),
        }
    }

    /// At most the first `limit` bytes of a file, read now: enough to know a picture's size.
    ///
    /// # Errors
    /// Those of the disk; a file that is not known is `NotFound`.
    pub fn head(&self, path: &SitePath, limit: u64) -> io::Result<Vec<u8>> {
        let known = match self.files.get(path) {
            None => return Err(io::ErrorKind::NotFound.into()),
            Some(Source::Text(text)) => text.as_bytes(),
            Some(Source::Bytes(bytes)) => bytes,
            Some(Source::Stamp { .. }) => {
                let mut bytes = Vec::new();
                File::open(self.on_disk(path))?.take(limit).read_to_end(&mut bytes)?;
                return Ok(bytes);
            }
        };
        Ok(known[..known.len().min(limit.try_into().unwrap_or(usize::MAX))].to_vec())
    }
}
