//! Which font files there are for a text: those in the program, then the site's own, then the system's.
//!
//! A [`FontSet`] is a list of faces in the order in which they are tried. It holds whole font files, so
//! that what sets a document and what draws a picture can each take them as they need them.

mod coverage;
mod embedded;
mod face;
mod site;
mod system;

pub use coverage::{is_drawn, is_pictograph, is_text, without};
pub use face::{Face, FontBytes, Licence, Origin};
pub use site::Memo;

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::diagnostics::{Diagnostic, Place};

/// The family of the program's own faces for running text.
pub const TEXT_FAMILY: &str = "Inter";

/// The family of the program's own face for large letters.
pub const DISPLAY_FAMILY: &str = "Inter Display";

/// Faces in the order in which they are tried; cheap to clone.
#[derive(Clone, Debug)]
pub struct FontSet {
    faces: Arc<[Face]>,
}

impl FontSet {
    /// The faces that the program carries: Latin, Greek and Cyrillic.
    pub fn embedded() -> Self {
        Self { faces: embedded::faces().into() }
    }

    /// The faces, the preferred first.
    pub fn faces(&self) -> &[Face] {
        &self.faces
    }

    /// The names of the families, the preferred first, each once.
    pub fn families(&self) -> Vec<&str> {
        let mut families: Vec<&str> = Vec::new();
        for face in self.faces.iter() {
            if !families.contains(&face.family.as_str()) {
                families.push(&face.family);
            }
        }
        families
    }

    /// The characters of a text that no face has a drawing for. Spaces and marks that steer the text
    /// without being seen are never missing.
    pub fn missing(&self, text: &str) -> BTreeSet<char> {
        let mut wanted: BTreeSet<char> = text.chars().filter(|c| is_drawn(*c)).collect();
        for face in self.faces.iter() {
            if wanted.is_empty() {
                break;
            }
            face.take_covered(&mut wanted);
        }
        wanted
    }

    /// This set, with faces of the system for the characters of a text that it lacks.
    ///
    /// The system is asked only where something is missing: what it answers differs from machine to
    /// machine, so whoever calls this tells what was borrowed ([`FontSet::borrowed`]).
    pub fn with_system(&self, text: &str) -> Self {
        let missing = self.missing(text);
        if missing.is_empty() {
            return self.clone();
        }
        Self { faces: self.faces.iter().cloned().chain(system::faces_for(&missing)).collect() }
    }

    /// The faces that are the system's.
    pub fn borrowed(&self) -> impl Iterator<Item = &Face> {
        self.faces.iter().filter(|face| matches!(face.origin, Origin::System(_)))
    }

    fn with(self, more: Vec<Face>) -> Self {
        if more.is_empty() {
            return self;
        }
        Self { faces: self.faces.iter().cloned().chain(more).collect() }
    }
}

/// What to tell about a text that was set with the system's faces, or for which there is none.
///
/// `what` is the document, as the subject of a sentence, and `place` the file that it is made of. A character that nothing can draw is an
/// error: an empty box in its place would be worse than no document.
pub fn complaints(fonts: &FontSet, what: &str, place: &Place, text: &str) -> Vec<Diagnostic> {
    let mut complaints = Vec::new();
    let missing = fonts.missing(text);
    if !missing.is_empty() {
        let words = format!("{what} has characters that no font can draw: {}", listed(&missing));
        complaints.push(
            Diagnostic::error("no-font", words)
                .at(place.clone())
                .hint("put a font that has them into `fonts/`, as .ttf, .otf or .ttc")
                .hint("or write the text without them"),
        );
    }
    let owned = FontSet { faces: fonts.faces.iter().filter(|face| !is_borrowed(face)).cloned().collect() };
    let lent: BTreeSet<char> = owned.missing(text).difference(&missing).copied().collect();
    if !lent.is_empty() {
        let families: BTreeSet<&str> = fonts.borrowed().map(|face| face.family.as_str()).collect();
        let families = families.into_iter().collect::<Vec<_>>().join(", ");
        let words = format!(
            "{what} borrows {families} from this machine for {}; elsewhere it may differ",
            listed(&lent)
        );
        complaints.push(
            Diagnostic::warning("system-font", words)
                .at(place.clone())
                .hint("`buildlog brief --pin-font` copies the font into `fonts/` where its licence allows"),
        );
    }
    complaints
}

fn is_borrowed(face: &Face) -> bool {
    matches!(face.origin, Origin::System(_))
}

/// The first characters of a set, and how many more there are.
fn listed(characters: &BTreeSet<char>) -> String {
    const SHOWN: usize = 12;
    let shown: Vec<String> =
        characters.iter().take(SHOWN).map(|c| format!("{c} (U+{:04X})", u32::from(*c))).collect();
    match characters.len() {
        few if few <= SHOWN => shown.join(", "),
        many => format!("{} and {} more", shown.join(", "), many - SHOWN),
    }
}

#[cfg(test)]
mod tests;
