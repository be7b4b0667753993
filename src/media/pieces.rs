//! The parts of a picture that are kept, gathered while it is walked.

use super::{Cleaned, exif};

/// What a walk has kept and dropped.
#[derive(Debug, Default)]
pub(super) struct Pieces {
    kept: Vec<u8>,
    removed: Vec<&'static str>,
    had_location: bool,
    /// The first orientation that an EXIF block of the picture gives.
    orientation: Option<u8>,
}

impl Pieces {
    /// A walk over a picture of this many bytes.
    pub(super) fn of(length: usize) -> Self {
        Self { kept: Vec::with_capacity(length), ..Self::default() }
    }

    /// Keeps bytes as they are.
    pub(super) fn keep(&mut self, bytes: &[u8]) {
        self.kept.extend_from_slice(bytes);
    }

    /// Leaves something out.
    pub(super) fn drop(&mut self, name: &'static str) {
        if !self.removed.contains(&name) {
            self.removed.push(name);
        }
    }

    /// How many bytes are kept so far.
    pub(super) fn length(&self) -> usize {
        self.kept.len()
    }

    /// Forgets what was kept after this many bytes.
    pub(super) fn truncate(&mut self, length: usize) {
        self.kept.truncate(length);
    }

    /// The bytes kept so far, for lengths and flags that are known at the end only.
    pub(super) fn kept_mut(&mut self) -> &mut [u8] {
        &mut self.kept
    }

    /// Reads an EXIF block (a TIFF file in small) and returns what is to stand in its place: a block
    /// with the orientation alone, or `None` where the picture stands upright.
    pub(super) fn replace_exif(&mut self, tiff: &[u8]) -> Option<[u8; exif::MINIMAL_LENGTH]> {
        let found = exif::read(tiff);
        self.had_location |= found.has_location;
        let is_first = self.orientation.is_none() && found.orientation.is_some();
        self.orientation = self.orientation.or(found.orientation);
        let minimal = found.orientation.filter(|turn| is_first && *turn > 1).map(exif::minimal);
        if minimal.as_ref().map(<[u8; exif::MINIMAL_LENGTH]>::as_slice) != Some(tiff) {
            self.drop("EXIF");
        }
        minimal
    }

    pub(super) fn into_cleaned(self) -> Cleaned {
        Cleaned { bytes: self.kept, removed: self.removed, had_location: self.had_location }
    }
}
