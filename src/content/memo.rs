//! Files that have been read before, kept under their path and text.

use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::{Read, Reading, read_public};
use crate::diagnostics::SourceFile;
use crate::path::SitePath;

/// What the files of `content/` were read into. Losing it costs only time: a file is a pure function
/// of its path and its text, and both are compared.
#[derive(Debug, Default)]
pub struct Memo {
    kept: FxHashMap<SitePath, Kept>,
}

#[derive(Clone, Debug)]
struct Kept {
    text: Arc<str>,
    reading: Reading<Read>,
}

impl Kept {
    fn is_of(&self, file: &SourceFile) -> bool {
        // Texts that have not changed are one value in memory, and need not be compared sign by sign.
        Arc::ptr_eq(&self.text, &file.text) || self.text == file.text
    }
}

impl Memo {
    /// Reads files, those that are not known in parallel, and forgets all others.
    pub(super) fn read(&mut self, files: Vec<SourceFile>) -> impl Iterator<Item = (SitePath, Reading<Read>)> {
        let known = |file: &&SourceFile| self.kept.get(&file.path).is_some_and(|kept| kept.is_of(file));
        let unknown: Vec<&SourceFile> = files.iter().filter(|file| !known(file)).collect();
        let read: Vec<(SitePath, Kept)> = unknown
            .into_par_iter()
            .map(|file| {
                let reading = read_public(file.clone());
                (file.path.clone(), Kept { text: file.text.clone(), reading })
            })
            .collect();
        self.kept.extend(read);
        if self.kept.len() > files.len() {
            let present: FxHashSet<&SitePath> = files.iter().map(|file| &file.path).collect();
            self.kept.retain(|path, _| present.contains(path));
        }
        files
            .into_iter()
            .filter_map(|file| Some((file.path.clone(), self.kept.get(&file.path)?.reading.clone())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, text: &str) -> SourceFile {
        SourceFile::new(SitePath::new(path), text)
    }

    fn day(memo: &mut Memo, text: &str) -> Arc<super::super::Day> {
        let (_, reading) = memo.read(vec![file("content/projects/p/day-01.md", text)]).next().unwrap();
        let Some(Read::Day(day)) = reading.document else { panic!("no day") };
        day
    }

    #[test]
    fn a_text_that_is_known_is_not_parsed_again_and_a_changed_one_is() {
        let mut memo = Memo::default();
        let first = day(&mut memo, "---\ndate: 2026-01-09\n---\none");
        let again = day(&mut memo, "---\ndate: 2026-01-09\n---\none");
        let changed = day(&mut memo, "---\ndate: 2026-01-09\n---\ntwo");
        assert!(Arc::ptr_eq(&first, &again));
        assert_eq!(changed.document.body(), "two");
    }

    #[test]
    fn a_file_that_is_gone_is_forgotten() {
        let mut memo = Memo::default();
        assert_eq!(memo.read(vec![file("content/about.md", ""), file("content/x.md", "")]).count(), 2);
        assert_eq!(memo.read(vec![file("content/about.md", "")]).count(), 1);
        assert_eq!(memo.kept.len(), 1);
    }
}
