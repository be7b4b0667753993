//! Files in order of their paths, on shelves: what changes one file makes one shelf anew and leaves the others
//! the values in memory that they were.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Source;
use crate::path::SitePath;

/// What a site's projects lie in, each with a folder of its own.
const PROJECTS: &str = "content/projects/";

/// The files of one project, or one file that is no project's.
pub type Shelf = BTreeMap<SitePath, Source>;

/// All files. Whoever holds a copy shares its shelves with the original.
#[derive(Clone, Debug, Default)]
pub(super) struct Shelves {
    by_name: Arc<BTreeMap<Arc<str>, Arc<Shelf>>>,
}

/// The name of the shelf that a path is on: the path of its project's folder with the slash at its end, or the
/// path itself. A path begins with the name of its shelf and of no other, so shelves in order of their names
/// hold the files in order of their paths.
fn name(path: &str) -> &str {
    let inside = path.strip_prefix(PROJECTS).and_then(|rest| rest.find('/'));
    inside.map_or(path, |slash| &path[..=PROJECTS.len() + slash])
}

impl Shelves {
    /// The shelves in order of their names.
    pub(super) fn each(&self) -> impl Iterator<Item = (&Arc<str>, &Arc<Shelf>)> {
        self.by_name.iter()
    }

    /// All files, in order of their paths.
    pub(super) fn files(&self) -> impl Iterator<Item = (&SitePath, &Source)> {
        self.by_name.values().flat_map(|shelf| shelf.iter())
    }

    /// The files from a path on, in order of their paths.
    pub(super) fn files_from(&self, first: String) -> impl Iterator<Item = (&SitePath, &Source)> {
        let shelf: Arc<str> = name(&first).into();
        let shelves = self.by_name.range(shelf..).map(|(_, shelf)| shelf);
        shelves.flat_map(|shelf| shelf.iter()).skip_while(move |(path, _)| path.as_str() < first.as_str())
    }

    pub(super) fn get(&self, path: &SitePath) -> Option<&Source> {
        self.by_name.get(name(path.as_str()))?.get(path)
    }

    pub(super) fn insert(&mut self, path: SitePath, source: Source) {
        let shelves = Arc::make_mut(&mut self.by_name);
        match shelves.get_mut(name(path.as_str())) {
            Some(shelf) => drop(Arc::make_mut(shelf).insert(path, source)),
            None => drop(shelves.insert(name(path.as_str()).into(), Arc::new(Shelf::from([(path, source)])))),
        }
    }

    pub(super) fn remove(&mut self, path: &SitePath) {
        let shelves = Arc::make_mut(&mut self.by_name);
        let Some(shelf) = shelves.get_mut(name(path.as_str())) else { return };
        Arc::make_mut(shelf).remove(path);
        if shelf.is_empty() {
            shelves.remove(name(path.as_str()));
        }
    }

    /// The same files, with the values of `known` for what is the same there: each file, and each whole shelf.
    pub(super) fn sharing(mut self, known: &Shelves) -> Self {
        for (name, shelf) in Arc::make_mut(&mut self.by_name) {
            let Some(known) = known.by_name.get(name) else { continue };
            let mut is_same = shelf.len() == known.len();
            for (path, source) in Arc::make_mut(shelf) {
                match known.get(path).filter(|known| known.is_same(source)) {
                    Some(known) => source.clone_from(known),
                    None => is_same = false,
                }
            }
            if is_same {
                shelf.clone_from(known);
            }
        }
        self
    }
}

impl FromIterator<(SitePath, Source)> for Shelves {
    fn from_iter<I: IntoIterator<Item = (SitePath, Source)>>(files: I) -> Self {
        let mut shelves = Self::default();
        files.into_iter().for_each(|(path, source)| shelves.insert(path, source));
        shelves
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shelves(paths: &[&str]) -> Shelves {
        paths.iter().map(|path| (SitePath::new(*path), Source::Text("x".into()))).collect()
    }

    #[test]
    fn files_on_shelves_are_in_order_of_their_paths() {
        let paths = [
            "buildlog.yaml",
            "content/about.md",
            "content/projects/a",
            "content/projects/a b/project.md",
            "content/projects/a-b/day-01.md",
            "content/projects/a-b/media/p.png",
            "content/projects/a-b/project.md",
            "content/projects/a.md",
            "content/projects/a/day-01.md",
            "content/projects/a/media/p.png",
            "content/projects/a/project.md",
            "content/zebra.md",
            "static/a",
            "static/a/b",
        ];
        let mut shuffled = paths;
        shuffled.reverse();
        let shelves = shelves(&shuffled);
        let from = |first: &str| -> Vec<String> {
            shelves.files_from(first.to_string()).map(|(path, _)| path.to_string()).collect()
        };
        assert_eq!(from(""), paths);
        for (index, path) in paths.iter().enumerate() {
            assert_eq!(from(path), paths[index..], "{path}");
            assert!(shelves.get(&SitePath::new(*path)).is_some(), "{path}");
        }
        assert_eq!(from("content/projects/a/e"), paths[9..]);
    }

    #[test]
    fn a_change_makes_one_shelf_anew() {
        let before = shelves(&["content/projects/a/day-01.md", "content/projects/b/day-01.md", "static/x"]);
        let mut after = before.clone();
        after.insert(SitePath::new("content/projects/b/day-02.md"), Source::Text("y".into()));
        let is_same = |one: &Shelves, other: &Shelves| -> Vec<bool> {
            one.each().zip(other.each()).map(|((_, one), (_, other))| Arc::ptr_eq(one, other)).collect()
        };
        assert_eq!(is_same(&before, &after), [true, false, true]);
        after.remove(&SitePath::new("content/projects/b/day-01.md"));
        after.remove(&SitePath::new("content/projects/b/day-02.md"));
        assert_eq!((after.each().count(), before.each().count()), (2, 3));
        let read_again =
            shelves(&["content/projects/a/day-01.md", "content/projects/b/day-01.md"]).sharing(&before);
        assert_eq!(is_same(&read_again, &before), [true, true]);
    }
}
