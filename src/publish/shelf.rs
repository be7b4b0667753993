//! What a later build may use and can do without: small files in the work folder.

use std::path::{Path, PathBuf};

use super::kept::{self, Key};

/// A folder of files that are right or not there: one that was cut short, changed by somebody, or made by
/// another program is as good as none. Nothing goes wrong with it, because nothing depends on it.
#[derive(Clone, Debug)]
pub struct Shelf {
    work: PathBuf,
    program: Key,
}

impl Shelf {
    /// The shelf in a site's work folder; `program` tells programs apart, two builds of one version too.
    pub fn of(work: &Path, program: [u8; 32]) -> Self {
        Self { work: work.to_owned(), program }
    }

    /// The content of a file, where there is one that this very program has put down.
    pub fn take(&self, name: &str) -> Option<Vec<u8>> {
        kept::read(&self.work.join(name), &self.program)
    }

    /// Puts a file down for later. Where the disk refuses, a later build does the work again.
    pub fn put(&self, name: &str, content: &[u8]) {
        let _ = kept::write(&self.work, &self.work, name, &self.program, content);
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

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
