//! Files that have been read before, kept under their path and text, shelf by shelf.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::{Content, Read, Reading, read_public};
use crate::diagnostics::{Diagnostic, SourceFile};
use crate::path::SitePath;
use crate::source::{Shelf, Source, Sources};

/// What the files of `content/` were read into. Losing it costs only time: a file is a pure function
/// of its path and its text, and both are compared.
#[derive(Debug, Default)]
pub struct Memo {
    shelves: BTreeMap<Arc<str>, Kept>,
}

/// A shelf, and what it was read into.
#[derive(Debug)]
struct Kept {
    shelf: Arc<Shelf>,
    files: FxHashMap<SitePath, (Arc<str>, Reading<Read>)>,
    read: Arc<ShelfRead>,
}

/// The documents on one shelf: those of one project, or one that is no project's.
#[derive(Debug, Default)]
pub(super) struct ShelfRead {
    pub(super) content: Arc<Content>,
    pub(super) faults: Vec<Diagnostic>,
    /// Files with faults.
    pub(super) broken: Vec<SitePath>,
}

impl Memo {
    /// Reads the documents of `content/` by shelves, those that are not known in parallel, and forgets all others.
    /// A shelf that is the same value as it was is read into the same value again.
    pub(super) fn read(&mut self, sources: &Sources) -> Vec<Arc<ShelfRead>> {
        let mut known = std::mem::take(&mut self.shelves);
        let shelves = sources.shelves().filter(|(name, _)| name.starts_with("content/"));
        let with_known: Vec<_> = shelves.map(|(name, shelf)| (known.remove(name), name, shelf)).collect();
        let read = with_known.into_par_iter().map(|(known, name, shelf)| match known {
            Some(known) if Arc::ptr_eq(&known.shelf, shelf) => (name.clone(), known),
            known => (name.clone(), Kept::read(shelf.clone(), known)),
        });
        self.shelves = read.collect::<Vec<_>>().into_iter().collect();
        self.shelves.values().map(|kept| kept.read.clone()).collect()
    }
}

impl Kept {
    fn read(shelf: Arc<Shelf>, known: Option<Kept>) -> Self {
        let mut known = known.map(|kept| kept.files).unwrap_or_default();
        let texts = shelf.iter().filter(|(path, _)| path.extension() == "md");
        let files: Vec<SourceFile> = texts
            .filter_map(|(path, source)| match source {
                Source::Text(text) => Some(SourceFile::new(path.clone(), text.clone())),
                _ => None,
            })
            .collect();
        let known: Vec<_> = files.into_iter().map(|file| (known.remove(&file.path), file)).collect();
        let read: Vec<(SourceFile, Reading<Read>)> = known
            .into_par_iter()
            .map(|(known, file)| match known {
                Some((text, reading)) if text == file.text => (file, reading),
                _ => (file.clone(), read_public(file)),
            })
            .collect();
        let shelved = Arc::new(ShelfRead::of(&read));
        let files = read.into_iter().map(|(file, reading)| (file.path, (file.text, reading))).collect();
        Self { shelf, files, read: shelved }
    }
}

impl ShelfRead {
    fn of(read: &[(SourceFile, Reading<Read>)]) -> Self {
        let mut content = Content::default();
        let (mut faults, mut broken) = (Vec::new(), Vec::new());
        for (file, reading) in read {
            if reading.faults.iter().any(Diagnostic::is_error) {
                broken.push(file.path.clone());
            }
            faults.extend(reading.faults.iter().cloned());
            match &reading.document {
                Some(Read::Profile(profile)) => content.profiles.push(profile.clone()),
                Some(Read::Project(project)) => content.projects.push(project.clone()),
                Some(Read::Day(day)) => content.days.push(day.clone()),
                Some(Read::Feedback(feedback)) => content.feedback.push(feedback.clone()),
                None => {}
            }
        }
        Self { content: Arc::new(content), faults, broken }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sources(files: &[(&str, &str)]) -> Sources {
        let text = |(path, text): &(&str, &str)| (SitePath::new(*path), Source::Text((*text).into()));
        Sources::from_memory(files.iter().map(text))
    }

    fn day(memo: &mut Memo, text: &str) -> Arc<super::super::Day> {
        memo.read(&sources(&[("content/projects/p/day-01.md", text)]))[0].content.days[0].clone()
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
    fn a_shelf_that_nothing_has_changed_on_is_read_into_the_value_that_it_was() {
        let mut memo = Memo::default();
        let before = sources(&[("content/projects/a/day-01.md", "1"), ("content/projects/b/day-01.md", "1")]);
        let first = memo.read(&before);
        let again = memo.read(&before.clone());
        assert!(first.iter().zip(&again).all(|(one, other)| Arc::ptr_eq(one, other)));
        assert_eq!(first.len(), 2);
    }

    #[test]
    fn a_file_that_is_gone_is_forgotten() {
        let mut memo = Memo::default();
        assert_eq!(memo.read(&sources(&[("content/about.md", ""), ("content/x.md", "")])).len(), 2);
        assert_eq!(memo.read(&sources(&[("content/about.md", "")])).len(), 1);
        assert_eq!(memo.shelves.len(), 1);
    }
}
