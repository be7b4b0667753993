//! A site folder on disk as [`Sources`].

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use super::shelves::Shelves;
use super::{Source, Sources};
use crate::diagnostics::{Diagnostic, Place};
use crate::path::SitePath;

/// The largest text that is read; a longer one is no log entry but a mistake.
const LARGEST_TEXT: u64 = 16 * 1024 * 1024;

/// The folders that hold a site, inside its own; whatever else lies beside them is not the program's.
pub const FOLDERS: [&str; 5] = ["content", "private", "static", "themes", "fonts"];

/// The settings. The room that reads them lies above this one, so the name is known here, too.
const CONFIG_FILE: &str = "buildlog.yaml";

/// Reads the site folder at `root`. Files that can't be read are faults of the result, not of the call.
pub fn read(root: &Path) -> Sources {
    let mut walk = Walk { root, found: Vec::new(), faults: Vec::new(), has_links: false };
    if root.join(CONFIG_FILE).is_file() {
        walk.found.push(root.join(CONFIG_FILE));
        walk.has_links |= root.join(CONFIG_FILE).is_symlink();
    }
    for folder in FOLDERS {
        walk.folder(folder, &root.join(folder));
    }
    let Walk { found, mut faults, has_links, .. } = walk;
    let read: Vec<_> = found.par_iter().map(|path| read_file(root, path)).collect();
    let mut files = Shelves::default();
    for result in read {
        match result {
            Ok((path, source)) => {
                files.insert(path, source);
            }
            Err(fault) => faults.push(*fault),
        }
    }
    Sources { root: root.to_path_buf(), files, faults, has_links }
}

/// Files beside the site's own in its folder: what is no plain file any more is left out, and no byte is read yet.
pub fn read_beside(root: &Path, paths: impl IntoIterator<Item = SitePath>) -> Sources {
    let stamped = paths.into_iter().filter_map(|path| {
        // What a link leads to is none of this folder's: git takes the link alone along.
        let metadata = fs::symlink_metadata(root.join(path.as_str())).ok().filter(|found| found.is_file())?;
        Some((path, Source::Stamp { length: metadata.len(), modified: metadata.modified().ok() }))
    });
    Sources { root: root.to_path_buf(), files: stamped.collect(), ..Sources::default() }
}

/// What has been found on a walk through the site folder.
pub(super) struct Walk<'a> {
    pub(super) root: &'a Path,
    pub(super) found: Vec<PathBuf>,
    pub(super) faults: Vec<Diagnostic>,
    pub(super) has_links: bool,
}

impl Walk<'_> {
    /// Looks into a folder; `top` is the one of [`FOLDERS`] that it is or lies in.
    pub(super) fn folder(&mut self, top: &str, folder: &Path) {
        if !folder.exists() {
            return;
        }
        let walk = WalkDir::new(folder).follow_links(true).sort_by_file_name().into_iter();
        let is_kept = |entry: &DirEntry| {
            entry.depth() == 0 || !is_passed_over(top, &entry.file_name().to_string_lossy())
        };
        let mut entries = walk.filter_entry(is_kept);
        while let Some(entry) = entries.next() {
            self.has_links |= match &entry {
                Ok(entry) => entry.path_is_symlink(),
                Err(error) => error.loop_ancestor().is_some(),
            };
            match entry {
                Ok(entry) if entry.path_is_symlink() && !may_link(self.root, top, entry.path()) => {
                    self.faults.push(link_fault(self.root, entry.path()));
                    if entry.file_type().is_dir() {
                        entries.skip_current_dir();
                    }
                }
                Ok(entry) if entry.file_type().is_file() => self.found.push(entry.into_path()),
                Ok(_) => {}
                Err(error) => self.faults.push(walk_fault(self.root, &error)),
            }
        }
    }
}

/// Whether a symbolic link leads to a file of the site that may stand where the link stands: within the
/// site's own folders, and into `private/` from there only.
fn may_link(root: &Path, folder: &str, link: &Path) -> bool {
    let (Ok(target), Ok(root)) = (link.canonicalize(), root.canonicalize()) else { return false };
    let mut allowed = FOLDERS.into_iter().filter(|name| *name != "private" || folder == "private");
    allowed.any(|name| target.starts_with(root.join(name)))
}

/// Files that editors and systems leave behind. `static/` is copied as it is, so `.well-known` stays there.
fn is_passed_over(top: &str, name: &str) -> bool {
    // vim keeps what is not saved in `.name.swp`, then `.swo` and so on, and tries whether it may write with a file
    // called 4913; emacs keeps it in `#name#`, and says who edits a file by a link `.#name` that leads nowhere.
    let is_swap = || name.starts_with('.') && name.rsplit_once(".sw").is_some_and(|(_, end)| end.len() == 1);
    let left_behind = matches!(name, ".DS_Store" | ".git" | "4913")
        || name.ends_with('~')
        || name.ends_with(".swp")
        || is_swap()
        || name.starts_with(".#")
        || (name.starts_with('#') && name.ends_with('#'));
    let is_temporary = || name.starts_with('.') || name.ends_with(".tmp");
    left_behind || (top != "static" && is_temporary())
}

/// Whether a path, relative to the site folder and with `/` between its parts, is one that is read
/// when there is a file: the settings, or inside one of the site's folders and not left behind by an editor.
pub fn is_site_path(path: &str) -> bool {
    let mut parts = path.split('/');
    match parts.next() {
        Some(top) if FOLDERS.contains(&top) => parts.all(|name| !is_passed_over(top, name)),
        _ => path == CONFIG_FILE,
    }
}

pub(super) fn read_file(root: &Path, path: &Path) -> Result<(SitePath, Source), Box<Diagnostic>> {
    let site_path = site_path(root, path)?;
    if !is_text(&site_path) {
        let metadata = fs::metadata(path).map_err(|error| unreadable(&site_path, &error))?;
        return Ok((site_path, Source::Stamp { length: metadata.len(), modified: metadata.modified().ok() }));
    }
    let bytes = match read_text(path).map_err(|error| unreadable(&site_path, &error))? {
        Ok(bytes) => bytes,
        Err(length) => return Err(Box::new(too_large(&site_path, length))),
    };
    let text = decode(&site_path, bytes)?;
    Ok((site_path, Source::Text(text.into())))
}

/// The bytes of a text, or its length where it is too long to be one.
fn read_text(path: &Path) -> io::Result<Result<Vec<u8>, u64>> {
    let file = File::open(path)?;
    let length = file.metadata()?.len();
    if length > LARGEST_TEXT {
        return Ok(Err(length));
    }
    // Bound to what the file says that it has, it need not be asked once more only to hear that there is no more.
    // Some file systems say nothing of files that are made while they are read.
    let bound = if length == 0 { LARGEST_TEXT } else { length };
    let mut bytes = Vec::with_capacity(length as usize);
    file.take(bound).read_to_end(&mut bytes)?;
    Ok(Ok(bytes))
}

fn is_text(path: &SitePath) -> bool {
    let top = path.as_str().split('/').next().unwrap_or("");
    match path.extension().as_str() {
        "md" | "yaml" | "yml" | "json" => top != "static",
        "html" | "xml" | "txt" | "css" | "js" | "svg" => top == "themes",
        _ => false,
    }
}

fn decode(path: &SitePath, bytes: Vec<u8>) -> Result<String, Box<Diagnostic>> {
    let text = String::from_utf8(bytes).map_err(|error| Box::new(not_utf8(path, &error)))?;
    if let Some(at) = memchr::memchr(0, text.as_bytes()) {
        return Err(Box::new(
            Diagnostic::error("nul-byte", format!("{path} holds a NUL byte, at byte {at}"))
                .at(Place::file(path.clone()))
                .hint("open the file in an editor and save it again as plain text"),
        ));
    }
    Ok(match text.strip_prefix('\u{feff}') {
        Some(rest) => rest.to_string(),
        None => text,
    })
}

fn site_path(root: &Path, path: &Path) -> Result<SitePath, Box<Diagnostic>> {
    let relative = path.strip_prefix(root).unwrap_or(path);
    match relative.to_str() {
        Some(text) => Ok(SitePath::new(text.replace(std::path::MAIN_SEPARATOR, "/"))),
        None => Err(Box::new(
            Diagnostic::error("name-not-utf8", format!("the name of {} is not UTF-8", relative.display()))
                .hint("rename the file; letters of every language are fine when the name is UTF-8"),
        )),
    }
}

fn display_path(root: &Path, path: &Path) -> SitePath {
    SitePath::new(
        path.strip_prefix(root).unwrap_or(path).to_string_lossy().trim_start_matches('/').to_string(),
    )
}

fn not_utf8(path: &SitePath, error: &std::string::FromUtf8Error) -> Diagnostic {
    let at = error.utf8_error().valid_up_to();
    let line = error.as_bytes()[..at].iter().filter(|byte| **byte == b'\n').count() + 1;
    Diagnostic::error(
        "not-utf8",
        format!("{path} is not UTF-8: line {line} holds a byte that is no text (byte {at})"),
    )
    .at(Place::file(path.clone()))
    .hint("save the file as UTF-8 in your editor")
}

fn too_large(path: &SitePath, length: u64) -> Diagnostic {
    let (size, limit) = (length / 1_048_576, LARGEST_TEXT / 1_048_576);
    Diagnostic::error("file-too-large", format!("{path} is {size} MB; a text may have {limit} MB"))
        .at(Place::file(path.clone()))
        .hint("move data out of the entry, into a file that the entry links to")
}

fn unreadable(path: &SitePath, error: &std::io::Error) -> Box<Diagnostic> {
    Box::new(
        Diagnostic::error("unreadable", format!("{path} can't be read: {error}"))
            .at(Place::file(path.clone()))
            .hint("check that the file is still there and that you may read it"),
    )
}

fn link_fault(root: &Path, path: &Path) -> Diagnostic {
    let path = display_path(root, path);
    let words = format!("{path} is a symbolic link to something that is not the site's to publish");
    Diagnostic::error("link-outside", words)
        .at(Place::file(path))
        .hint("put the file itself in place of the link; what is in private/ stays there")
}

fn walk_fault(root: &Path, error: &walkdir::Error) -> Diagnostic {
    let path = error.path().map_or_else(|| SitePath::new(""), |path| display_path(root, path));
    if error.loop_ancestor().is_some() {
        return Diagnostic::error(
            "link-loop",
            format!("{path} is a symbolic link that leads back to a folder above it"),
        )
        .at(Place::file(path))
        .hint("remove the link");
    }
    let reason = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
    Diagnostic::error("unreadable", format!("{path} can't be read: {reason}"))
        .at(Place::file(path))
        .hint("check that it is still there and that you may read it")
}
