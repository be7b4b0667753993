//! A file in the work folder that a later build may use and can do without: whole and right, or not there.

use std::fs;
use std::io::{self, Read, Write};
use std::path::Path;

use super::work::make_ignored;

/// The longest file that is read.
const LONGEST: u64 = 64 * 1024 * 1024;

/// How many bytes of hash stand before the content.
const HASH: usize = 32;

/// What the hash is made with, so that it tells by whom the file was written.
pub(super) type Key = [u8; 32];

/// The content of a file; nothing where it was cut short, changed by somebody or written under another key.
pub(super) fn read(path: &Path, key: &Key) -> Option<Vec<u8>> {
    let mut content = Vec::new();
    fs::File::open(path).ok()?.take(LONGEST).read_to_end(&mut content).ok()?;
    let (hash, kept) = content.split_first_chunk::<HASH>()?;
    if hash_of(key, kept) != *hash {
        return None;
    }
    content.drain(..HASH);
    Some(content)
}

/// Writes a file in a folder of the work folder, or in that itself. Whoever reads it meanwhile sees the old
/// one or the new one.
///
/// # Errors
/// Those of the disk.
pub(super) fn write(work: &Path, folder: &Path, name: &str, key: &Key, content: &[u8]) -> io::Result<()> {
    make_ignored(work)?;
    fs::create_dir_all(folder)?;
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(&hash_of(key, content))?;
    file.write_all(content)?;
    file.persist(folder.join(name)).map(drop).map_err(|error| error.error)
}

/// How long the file of some content is.
pub(super) fn length(content: &[u8]) -> u64 {
    (HASH + content.len()) as u64
}

fn hash_of(key: &Key, content: &[u8]) -> [u8; HASH] {
    *blake3::keyed_hash(key, content).as_bytes()
}
