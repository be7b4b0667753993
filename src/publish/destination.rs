//! Where the output goes, whether it may be replaced, and where its spare tree lies.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use rustix::fs::Access;

use super::error::{Doing, PublishError};
use crate::output::{MARKER, MARKER_FILE};
use crate::source;

/// Where a site is to be written.
#[derive(Clone, Debug)]
pub struct Destination {
    /// The output folder, as an absolute path. It need not exist.
    pub out: PathBuf,
    /// The site's work folder (`.buildlog`), as an absolute path. It need not exist. The spare tree
    /// is kept in it where it lies on the same mount as the output, else beside the output.
    pub work: PathBuf,
}

/// A destination that has been looked at.
#[derive(Debug)]
pub(super) struct Place {
    /// The output folder; no symbolic link in its path.
    pub(super) out: PathBuf,
    /// The folder of this output's spare tree and lock.
    pub(super) room: PathBuf,
    /// The topmost folder of the program's own that the room lies in: the work folder, or the room itself.
    pub(super) hidden: PathBuf,
}

impl Place {
    /// Looks without changing anything; `None` where there is no output, or none that could be replaced.
    pub(super) fn look(destination: &Destination) -> Option<Place> {
        let Destination { out, work } = destination;
        let work = real_path(work).ok()?;
        let parent = fs::canonicalize(out.parent()?).ok()?;
        let name = out.file_name()?;
        let out = parent.join(name);
        refuse_shape(&out, &parent).ok()?;
        refuse_foreign(&out).ok()?;
        Some(Place::of(out, room(&parent, name, &work), work))
    }

    /// Refuses every output that can't be replaced as a whole. Makes the folders above the output.
    pub(super) fn find(destination: &Destination) -> Result<Place, PublishError> {
        let Destination { out, work } = destination;
        refuse_overlap(out, work)?;
        let (Some(parent), Some(name)) = (out.parent(), out.file_name()) else {
            return Err(PublishError::Unnamed { out: out.clone() });
        };
        let work = real_path(work).doing("find", work)?;
        // Before the folders above the output are made: they would lie among the sources too.
        refuse_sources(&real_path(parent).unwrap_or_else(|_| parent.to_owned()).join(name), &work)?;
        let parent = make_parent(parent)?;
        let out = parent.join(name);
        refuse_overlap(&out, &work)?;
        refuse_shape(&out, &parent)?;
        refuse_foreign(&out)?;
        refuse_unwritable(&parent)?;
        Ok(Place::of(out, room(&parent, name, &work), work))
    }

    fn of(out: PathBuf, room: PathBuf, work: PathBuf) -> Place {
        let hidden = if room.starts_with(&work) { work } else { room.clone() };
        Place { out, room, hidden }
    }
}

/// Refuses an output folder that has content but not the marker, or the marker and a repository.
pub(super) fn refuse_foreign(out: &Path) -> Result<(), PublishError> {
    let mut entries = match fs::read_dir(out) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        entries => entries.doing("read", out)?,
    };
    let out = out.to_owned();
    if entries.next().is_none() {
        Ok(())
    } else if !has_marker(&out) {
        Err(PublishError::NotOurs { out })
    } else if fs::symlink_metadata(out.join(".git")).is_ok() {
        Err(PublishError::HoldsRepository { out })
    } else {
        Ok(())
    }
}

fn has_marker(out: &Path) -> bool {
    let path = out.join(MARKER_FILE);
    let is_file = fs::symlink_metadata(&path).is_ok_and(|metadata| metadata.is_file());
    let mut start = vec![0; MARKER.len()];
    is_file
        && fs::File::open(&path).and_then(|mut file| file.read_exact(&mut start)).is_ok()
        && start == MARKER.as_bytes()
}

fn refuse_overlap(out: &Path, work: &Path) -> Result<(), PublishError> {
    // The work folder lies in the site folder, so an output that is the site folder, or holds it,
    // is an ancestor of the work folder.
    if work.starts_with(out) {
        return Err(PublishError::HoldsSite { out: out.to_owned() });
    }
    if out.starts_with(rooms(work)) {
        return Err(PublishError::InsideWork { out: out.to_owned() });
    }
    Ok(())
}

/// Refuses an output among what the site is made from: the next build would take it for the author's.
fn refuse_sources(out: &Path, work: &Path) -> Result<(), PublishError> {
    let Some(site) = work.parent() else { return Ok(()) };
    let mut kept = source::FOLDERS.into_iter().chain([".git"]);
    match kept.find(|folder| out.starts_with(site.join(folder))) {
        Some(folder) => Err(PublishError::InsideSources { out: out.to_owned(), folder }),
        None => Ok(()),
    }
}

fn refuse_shape(out: &Path, parent: &Path) -> Result<(), PublishError> {
    let metadata = match fs::symlink_metadata(out) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        metadata => metadata.doing("look at", out)?,
    };
    let out = out.to_owned();
    if metadata.is_symlink() {
        Err(PublishError::SymbolicLink { out })
    } else if !metadata.is_dir() {
        Err(PublishError::NotAFolder { out })
    } else if mount_of(&out).doing("look at", &out)? != mount_of(parent).doing("look at", parent)? {
        Err(PublishError::MountPoint { out })
    } else {
        Ok(())
    }
}

/// The part of a path that stands in its way by being a file.
fn what_is_no_folder(path: &Path) -> PathBuf {
    path.ancestors().find(|part| part.exists() && !part.is_dir()).unwrap_or(path).to_owned()
}

fn make_parent(parent: &Path) -> Result<PathBuf, PublishError> {
    fs::create_dir_all(parent).map_err(|error| match error.kind() {
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            PublishError::Unwritable { parent: parent.to_owned(), source: error }
        }
        io::ErrorKind::AlreadyExists | io::ErrorKind::NotADirectory => {
            PublishError::NotAFolder { out: what_is_no_folder(parent) }
        }
        _ => PublishError::refused("make the folder", parent, error),
    })?;
    fs::canonicalize(parent).doing("find", parent)
}

/// Known now, it need not be found out when every page has been made.
fn refuse_unwritable(parent: &Path) -> Result<(), PublishError> {
    rustix::fs::access(parent, Access::WRITE_OK | Access::EXEC_OK)
        .map_err(|errno| PublishError::Unwritable { parent: parent.to_owned(), source: errno.into() })
}

/// The path with every symbolic link resolved in the part of it that exists.
fn real_path(path: &Path) -> io::Result<PathBuf> {
    match (fs::canonicalize(path), path.parent(), path.file_name()) {
        (Err(error), Some(parent), Some(name)) if error.kind() == io::ErrorKind::NotFound => {
            Ok(real_path(parent)?.join(name))
        }
        (result, _, _) => result,
    }
}

fn rooms(work: &Path) -> PathBuf {
    work.join("publish")
}

/// Each output has a room of its own. Beside the work folder the name alone tells outputs apart, so
/// that a site which is moved keeps its spare; elsewhere the path belongs to the name.
fn room(parent: &Path, name: &OsStr, work: &Path) -> PathBuf {
    let mut key = OsString::from(name);
    if !is_same_mount(parent, work) {
        let mut hidden = OsString::from(".");
        hidden.push(&key);
        hidden.push(".buildlog");
        return parent.join(hidden);
    }
    if work.parent() != Some(parent) {
        let hash = blake3::hash(parent.as_os_str().as_encoded_bytes()).to_hex();
        key.push(format!("-{}", &hash[..12]));
    }
    rooms(work).join(key)
}

fn is_same_mount(parent: &Path, work: &Path) -> bool {
    let existing = work.ancestors().find_map(|folder| mount_of(folder).ok());
    existing.is_some() && existing == mount_of(parent).ok()
}

/// Device and, where the system tells it, mount: two mounts of one device can't exchange folders.
type Mount = (u64, Option<u64>);

#[cfg(target_os = "linux")]
fn mount_of(path: &Path) -> io::Result<Mount> {
    use rustix::fs::{AtFlags, CWD, StatxFlags, statx};
    use std::os::unix::fs::MetadataExt;

    let device = fs::symlink_metadata(path)?.dev();
    let told = statx(CWD, path, AtFlags::SYMLINK_NOFOLLOW, StatxFlags::MNT_ID).ok();
    let told = told.filter(|stat| StatxFlags::from_bits_retain(stat.stx_mask).contains(StatxFlags::MNT_ID));
    Ok((device, told.map(|stat| stat.stx_mnt_id)))
}

#[cfg(not(target_os = "linux"))]
fn mount_of(path: &Path) -> io::Result<Mount> {
    use std::os::unix::fs::MetadataExt;

    Ok((fs::symlink_metadata(path)?.dev(), None))
}
