//! One face of a font file: its bytes, its name and weight, and what its licence allows.

use std::collections::BTreeSet;
use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

use skrifa::raw::TableProvider;
use skrifa::string::StringId;
use skrifa::{FontRef, MetadataProvider};

use crate::path::SitePath;

/// The bytes of a font file, shared by all that draw with it.
pub type FontBytes = Arc<dyn AsRef<[u8]> + Send + Sync>;

/// One face of a font file.
#[derive(Clone)]
pub struct Face {
    /// The whole file.
    pub bytes: FontBytes,
    /// Which face of a collection it is; 0 for a file with one.
    pub index: u32,
    /// The name of its family.
    pub family: String,
    /// Its weight: 400 for regular, 700 for bold.
    pub weight: u16,
    /// Whether it is slanted.
    pub is_italic: bool,
    /// Where it comes from.
    pub origin: Origin,
}

/// Where a face comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The program.
    Embedded,
    /// The site's `fonts/`.
    Site(SitePath),
    /// This machine.
    System(PathBuf),
}

/// Whether a font may be copied into a public repository, as far as the file says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Licence {
    /// An open licence, by the words that the file has for it.
    Open(String),
    /// Something else, or nothing.
    Unknown(Option<String>),
}

impl Face {
    /// All faces of a font file; none where it is no font.
    pub(super) fn of_file(bytes: &FontBytes, origin: &Origin) -> Vec<Face> {
        let data: &[u8] = (**bytes).as_ref();
        let count = match skrifa::raw::FileRef::new(data) {
            Ok(skrifa::raw::FileRef::Collection(collection)) => collection.len(),
            Ok(skrifa::raw::FileRef::Font(_)) => 1,
            Err(_) => 0,
        };
        (0..count).filter_map(|index| Face::read(bytes, index, origin)).collect()
    }

    pub(super) fn read(bytes: &FontBytes, index: u32, origin: &Origin) -> Option<Face> {
        let font = FontRef::from_index((**bytes).as_ref(), index).ok()?;
        // A face that maps no characters, or that has no drawings, sets nothing.
        font.cmap().ok()?;
        let name = |id| font.localized_strings(id).english_or_first().map(|name| name.to_string());
        let family = name(StringId::TYPOGRAPHIC_FAMILY_NAME).or_else(|| name(StringId::FAMILY_NAME))?;
        let attributes = font.attributes();
        Some(Face {
            bytes: bytes.clone(),
            index,
            family,
            // A weight is between 1 and 1000, so the cast loses nothing.
            weight: attributes.weight.value().clamp(1.0, 1000.0) as u16,
            is_italic: attributes.style != skrifa::attribute::Style::Normal,
            origin: origin.clone(),
        })
    }

    /// Whether it has a drawing for a character.
    pub fn covers(&self, character: char) -> bool {
        self.font().is_some_and(|font| font.charmap().map(character).is_some())
    }

    /// Takes out of a set what this face has a drawing for.
    pub(super) fn take_covered(&self, wanted: &mut BTreeSet<char>) {
        let Some(font) = self.font() else { return };
        let charmap = font.charmap();
        wanted.retain(|character| charmap.map(*character).is_none());
    }

    /// What the file says about copying it.
    pub fn licence(&self) -> Licence {
        const OPEN: [&str; 5] = [
            "Open Font License",
            "openfontlicense",
            "scripts.sil.org/OFL",
            "Apache License",
            "apache.org/licenses",
        ];
        let said = self.font().and_then(|font| {
            let text = |id| font.localized_strings(id).english_or_first().map(|text| text.to_string());
            let said = [text(StringId::LICENSE_DESCRIPTION), text(StringId::LICENSE_URL)];
            let said = said.into_iter().flatten().filter(|text| !text.trim().is_empty()).collect::<Vec<_>>();
            (!said.is_empty()).then(|| said.join(" "))
        });
        match said {
            Some(words) if OPEN.iter().any(|open| words.contains(open)) => Licence::Open(words),
            other => Licence::Unknown(other),
        }
    }

    /// The face as a file of its own, with the name of that file: of a collection, which may hold a dozen
    /// faces, this one alone. `None` where the file can't be taken apart.
    pub fn alone(&self) -> Option<(String, Vec<u8>)> {
        use write_fonts::read::{FileRef, FontRef, TableProvider};
        let data: &[u8] = (*self.bytes).as_ref();
        let bytes = match FileRef::new(data).ok()? {
            FileRef::Font(_) => data.to_vec(),
            FileRef::Collection(_) => {
                let font = FontRef::from_index(data, self.index).ok()?;
                write_fonts::FontBuilder::new().copy_missing_tables(font).build()
            }
        };
        let ending = if FontRef::new(&bytes).ok()?.glyf().is_ok() { "ttf" } else { "otf" };
        let strings = self.font()?.localized_strings(StringId::POSTSCRIPT_NAME).english_or_first();
        let name = strings.map_or_else(|| self.family.replace(' ', ""), |name| name.to_string());
        let is_safe = |c: &char| c.is_alphanumeric() || matches!(c, '-' | '_');
        Some((format!("{}.{ending}", name.chars().filter(is_safe).collect::<String>()), bytes))
    }

    fn font(&self) -> Option<FontRef<'_>> {
        FontRef::from_index((*self.bytes).as_ref(), self.index).ok()
    }
}

impl fmt::Debug for Face {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Face({} {}, {:?})", self.family, self.weight, self.origin)
    }
}
