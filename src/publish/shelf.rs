//! What a later build may use and can do without: small files in the work folder.

use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use super::work::make_ignored;

/// The longest file that is read from the shelf.
const LONGEST: u64 = 64 * 1024 * 1024;

/// How many bytes of hash stand before the content of a file.
const HASH: usize = 32;

/// A folder of files that are right or not there: one that was cut short, changed by somebody, or made by
/// another program is as good as none. Nothing goes wrong with it, because nothing depends on it.
#[derive(Clone, Debug)]
pub struct Shelf {
    work: PathBuf,
    program: [u8; 32],
}

impl Shelf {
    /// The shelf in a site's work folder; `program` tells programs apart, two builds of one version too.
    pub fn of(work: &Path, program: [u8; 32]) -> Self {
        Self { work: work.to_owned(), program }
    }

    /// The content of a file, where there is one that this very program has put down.
    pub fn take(&self, name: &str) -> Option<Vec<u8>> {
        let mut content = Vec::new();
        fs::File::open(self.path(name)).ok()?.take(LONGEST).read_to_end(&mut content).ok()?;
        let (hash, kept) = content.split_first_chunk::<HASH>()?;
        if self.hash(kept) != *hash {
            return None;
        }
        content.drain(..HASH);
        Some(content)
    }

    /// Puts a file down for later. Where the disk refuses, a later build does the work again.
    pub fn put(&self, name: &str, content: &[u8]) {
        // A file that is whole takes the place of the old one, so that no reader ever sees half of it.
        let _ = make_ignored(&self.work).and_then(|()| {
            let mut file = tempfile::NamedTempFile::new_in(&self.work)?;
            file.write_all(&self.hash(content))?;
            file.write_all(content)?;
            file.persist(self.path(name)).map_err(|error| error.error)
        });
    }

    fn path(&self, name: &str) -> PathBuf {
        self.work.join(name)
    }

    fn hash(&self, content: &[u8]) -> [u8; HASH] {
        *blake3::keyed_hash(&self.program, content).as_bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_put_down_is_there_for_the_same_program_and_no_other() {
        let folder = tempfile::tempdir().unwrap();
        let work = folder.path().join(".buildlog");
        let shelf = Shelf::of(&work, [1; 32]);
        assert_eq!(shelf.take("colours"), None);
        shelf.put("colours", b"content");
        assert_eq!(shelf.take("colours").unwrap(), b"content");
        assert_eq!(Shelf::of(&work, [2; 32]).take("colours"), None);
        assert_eq!(fs::read_to_string(work.join(".gitignore")).unwrap(), "*\n");
        let names: Vec<_> = fs::read_dir(&work)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        assert_eq!(names.len(), 2, "{names:?}");
    }

    #[test]
    fn a_file_that_is_cut_short_or_changed_is_none() {
        let folder = tempfile::tempdir().unwrap();
        let shelf = Shelf::of(folder.path(), [1; 32]);
        shelf.put("colours", b"content");
        let whole = fs::read(folder.path().join("colours")).unwrap();
        for end in 0..whole.len() {
            fs::write(folder.path().join("colours"), &whole[..end]).unwrap();
            assert_eq!(shelf.take("colours"), None, "cut at {end}");
        }
        for at in 0..whole.len() {
            let mut changed = whole.clone();
            changed[at] ^= 1;
            fs::write(folder.path().join("colours"), &changed).unwrap();
            assert_eq!(shelf.take("colours"), None, "changed at {at}");
        }
    }

    #[test]
    fn a_shelf_that_can_not_be_written_is_an_empty_one() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("file"), "").unwrap();
        let shelf = Shelf::of(&folder.path().join("file"), [1; 32]);
        shelf.put("colours", b"content");
        assert_eq!(shelf.take("colours"), None);
    }
}
