//! A site folder that has been read before, brought up to date where something has changed.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::read::{Walk, is_site_path, read, read_file};
use super::{Source, Sources};
use crate::path::SitePath;

impl Sources {
    /// The folder as it is now, and the files that differ. Only what lies at or below the `touched`
    /// paths (relative to the site folder, `/` between the parts) is looked at; a file whose content
    /// is what it was does not differ, and its text stays the same value.
    ///
    /// Where faults or symbolic links make one file's state depend on another's, everything is read again.
    pub fn refreshed(&self, touched: &BTreeSet<String>) -> (Sources, BTreeSet<SitePath>) {
        if self.has_links || !self.faults.is_empty() {
            return self.reread();
        }
        let mut walk = Walk { root: &self.root, found: Vec::new(), faults: Vec::new(), has_links: false };
        let mut gone = BTreeSet::new();
        for path in touched.iter().filter(|path| is_site_path(path)) {
            let on_disk = self.root.join(path);
            if passes_a_link(&self.root, &on_disk) {
                return self.reread();
            }
            if on_disk.is_dir() {
                walk.folder(path.split('/').next().unwrap_or(path), &on_disk);
            } else if on_disk.is_file() {
                walk.found.push(on_disk);
            }
            let path = SitePath::new(path.as_str());
            gone.extend(self.contains(&path).then_some(path.clone()));
            gone.extend(self.under(path.as_str()).map(|(below, _)| below.clone()));
        }
        if walk.has_links || !walk.faults.is_empty() {
            return self.reread();
        }
        self.updated(&walk.found, gone)
    }

    /// The whole folder read again, and the files that differ.
    pub fn reread(&self) -> (Sources, BTreeSet<SitePath>) {
        let mut now = read(&self.root);
        let is_known =
            |path: &SitePath, source: &Source| self.get(path).is_some_and(|known| known.is_same(source));
        let gone = self.files.files().map(|(path, _)| path).filter(|path| !now.contains(path));
        let differs =
            now.files.files().filter(|(path, source)| !is_known(path, source)).map(|(path, _)| path);
        let mut changed: BTreeSet<SitePath> = gone.chain(differs).cloned().collect();
        // The texts that are known are kept, so that what was made of them is known as well.
        now.files = now.files.sharing(&self.files);
        if now.faults != self.faults {
            changed.extend(now.faults.iter().chain(&self.faults).filter_map(path_of));
        }
        (now, changed)
    }

    /// `gone` are the files that were in the places looked at, `found` those that are.
    fn updated(&self, found: &[PathBuf], mut gone: BTreeSet<SitePath>) -> (Sources, BTreeSet<SitePath>) {
        let read: Vec<_> = found.par_iter().map(|path| read_file(&self.root, path)).collect();
        let mut now = self.clone();
        let mut changed = BTreeSet::new();
        for result in read {
            match result {
                Ok((path, source)) => {
                    gone.remove(&path);
                    if !self.get(&path).is_some_and(|known| known.is_same(&source)) {
                        now.files.insert(path.clone(), source);
                        changed.insert(path);
                    }
                }
                Err(fault) => {
                    changed.extend(path_of(&fault));
                    now.faults.push(*fault);
                }
            }
        }
        for path in gone {
            now.files.remove(&path);
            changed.insert(path);
        }
        (now, changed)
    }
}

fn path_of(fault: &crate::diagnostics::Diagnostic) -> Option<SitePath> {
    fault.place.as_ref().map(|place| place.path.clone())
}

fn passes_a_link(root: &Path, path: &Path) -> bool {
    path.ancestors().take_while(|folder| *folder != root).any(Path::is_symlink)
}
