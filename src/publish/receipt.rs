//! What the live output was made of, so that a build of the same can leave it as it is.

use std::fs;
use std::path::PathBuf;

use super::destination::{Destination, Place};
use super::lock::Lock;
use super::tree::{Stamp, Tree};

/// What a build was made of and has come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// A hash of everything that the output depends on, the program included.
    pub inputs: [u8; 32],
    /// A hash of what the machine lent for it, which only those know who ask for it again.
    pub lent: [u8; 32],
    /// How many pages there are.
    pub pages: usize,
    /// How many files are kept back as drafts.
    pub drafts: usize,
    /// Whether there was anything to complain about.
    pub complaints: bool,
}

/// The receipt of the live output, where it was made of the same and nobody has touched it since, and how
/// many files there are. `None` is always right: it costs no more than a build.
pub fn standing(destination: &Destination, inputs: &[u8; 32]) -> Option<(Receipt, usize)> {
    let place = Place::look(destination)?;
    // Another build may be about to change what is looked at here.
    let _lock = Lock::look(&place)?;
    let text = fs::read_to_string(path(&place)).ok()?;
    let (receipt, tree) = parse(&text)?;
    if receipt.inputs != *inputs || !place.out.is_dir() {
        return None;
    }
    let live = Tree::scan(&place.out).ok()?;
    let is_untouched = live.strays.is_empty() && seal(live.files.iter(), live.folders.iter()) == tree;
    is_untouched.then_some((receipt, live.files.len()))
}

/// Leaves the receipt of an output that has just gone live. Where the disk refuses, there is none.
pub(super) fn leave(place: &Place, receipt: &Receipt, tree: &str) {
    let Receipt { inputs, lent, pages, drafts, complaints } = receipt;
    let [inputs, lent] = [inputs, lent].map(|hash| blake3::Hash::from_bytes(*hash).to_hex());
    let text = format!("{inputs}\n{lent}\n{tree}\n{pages}\n{drafts}\n{complaints}\n");
    let beside = place.room.join("receipt.new");
    let _ = fs::write(&beside, text).and_then(|()| fs::rename(&beside, path(place)));
}

/// A hash of which files and folders there are, and of whatever changes when one of them does.
pub(super) fn seal<'a>(
    files: impl Iterator<Item = (&'a String, &'a Stamp)>,
    folders: impl Iterator<Item = impl AsRef<str>>,
) -> String {
    let mut files: Vec<_> = files.collect();
    files.sort_unstable_by_key(|(file, _)| *file);
    let mut folders: Vec<_> = folders.collect();
    folders.sort_unstable_by(|a, b| a.as_ref().cmp(b.as_ref()));
    let mut hasher = blake3::Hasher::new();
    for (file, stamp) in files {
        hasher.update(file.as_bytes()).update(&[0]).update(&stamp.to_bytes());
    }
    for folder in folders {
        hasher.update(folder.as_ref().as_bytes()).update(&[0]);
    }
    hasher.finalize().to_hex().to_string()
}

fn path(place: &Place) -> PathBuf {
    place.room.join("receipt")
}

fn parse(text: &str) -> Option<(Receipt, String)> {
    let mut lines = text.lines();
    let mut hash = || Some(*blake3::Hash::from_hex(lines.next()?).ok()?.as_bytes());
    let (inputs, lent) = (hash()?, hash()?);
    let tree = lines.next()?.to_string();
    let (pages, drafts) = (lines.next()?.parse().ok()?, lines.next()?.parse().ok()?);
    let complaints = lines.next()?.parse().ok()?;
    Some((Receipt { inputs, lent, pages, drafts, complaints }, tree))
}
