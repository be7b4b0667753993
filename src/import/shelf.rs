//! The pictures and recordings that come along, each under a name that stays the same at every import.

use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::UnicodeNormalization;

use super::PlannedMedia;
use super::tree::Tree;

/// What comes along so far.
#[derive(Clone, Debug, Default)]
pub(super) struct Shelf {
    /// From the path in the log to the path in the project.
    placed: BTreeMap<String, String>,
    taken: BTreeSet<String>,
}

impl Shelf {
    /// The path in the project for a file of the log. The first owner (`day-07`, `project`) gives it its name.
    pub(super) fn place(&mut self, source: &str, owner: &str) -> String {
        if let Some(path) = self.placed.get(source) {
            return path.clone();
        }
        let name = super::candidates::file_name(source);
        let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
        let base = format!("media/{owner}-{}", slug(stem));
        let extension = extension.to_lowercase();
        let numbered = (1..).map(|n: u32| if n == 1 { base.clone() } else { format!("{base}-{n}") });
        let mut paths = numbered.map(|path| format!("{path}.{extension}"));
        let free = paths.find(|path| !self.taken.contains(path)).unwrap_or(base);
        self.taken.insert(free.clone());
        self.placed.insert(source.to_owned(), free.clone());
        free
    }

    /// Whether a file of the log comes along already.
    pub(super) fn holds(&self, source: &str) -> bool {
        self.placed.contains_key(source)
    }

    /// The files to copy, by their path in the log.
    pub(super) fn into_media(self, tree: &Tree) -> Vec<PlannedMedia> {
        let copies =
            self.placed.into_iter().map(|(from, to)| PlannedMedia { from: tree.root.join(from), to });
        copies.collect()
    }
}

/// Whether a file name is that of a picture.
pub(super) fn is_picture(path: &str) -> bool {
    const PICTURES: [&str; 12] =
        ["png", "jpg", "jpeg", "gif", "webp", "svg", "avif", "bmp", "heic", "heif", "tif", "tiff"];
    PICTURES.contains(&extension(path).as_str())
}

/// Whether a file name is that of something an entry shows or plays.
pub(super) fn is_media(path: &str) -> bool {
    const RECORDINGS: [&str; 9] = ["mp4", "webm", "mov", "mp3", "wav", "ogg", "m4a", "cast", "pdf"];
    is_picture(path) || RECORDINGS.contains(&extension(path).as_str())
}

/// What follows the last dot, in lower case.
pub(super) fn extension(path: &str) -> String {
    path.rsplit_once('.').map_or(String::new(), |(_, extension)| extension.to_lowercase())
}

/// A name for files and addresses: lower case, letters and digits of every script, hyphens between.
pub(super) fn slug(text: &str) -> String {
    let mut slug = String::new();
    for c in text.nfc().flat_map(char::to_lowercase) {
        match c {
            c if c.is_alphanumeric() => slug.push(c),
            '+' => slug.push_str("plus"),
            '#' => slug.push_str("sharp"),
            _ if !slug.is_empty() && !slug.ends_with('-') => slug.push('-'),
            _ => {}
        }
    }
    let slug = slug.trim_end_matches('-');
    // File systems end names at 255 bytes.
    let end = slug.floor_char_boundary(120);
    if slug.is_empty() { "file".to_owned() } else { slug[..end].to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_clean_unique_and_stable() {
        let mut shelf = Shelf::default();
        assert_eq!(shelf.place("Day1/My Pic (1).PNG", "day-01"), "media/day-01-my-pic-1.png");
        assert_eq!(shelf.place("Day1/img/my_pic_1.png", "day-01"), "media/day-01-my-pic-1-2.png");
        assert_eq!(shelf.place("Day1/My Pic (1).PNG", "day-02"), "media/day-01-my-pic-1.png");
        assert_eq!(shelf.place("图 片.jpg", "project"), "media/project-图-片.jpg");
        assert_eq!(slug("🎉"), "file");
    }
}
