//! The faces that cards are lettered with: how wide a text is, and which face draws which character.

use std::sync::Arc;

use resvg::usvg::fontdb::{Database, ID, Source};
use resvg::usvg::{self, FontResolver};
use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider};

use crate::fonts::{DISPLAY_FAMILY, Face, FontSet, TEXT_FAMILY, is_drawn};

/// A kind of lettering on a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// The title.
    Display,
    /// Small words that matter.
    Strong,
    /// Small words.
    Plain,
}

impl Style {
    fn family(self) -> &'static str {
        match self {
            Self::Display => DISPLAY_FAMILY,
            Self::Strong | Self::Plain => TEXT_FAMILY,
        }
    }

    fn weight(self) -> u16 {
        match self {
            Self::Display | Self::Strong => 600,
            Self::Plain => 400,
        }
    }
}

/// Faces, and what draws with them.
#[derive(Clone)]
pub(super) struct Lettering {
    set: FontSet,
    database: Arc<Database>,
    /// Each face of the set in the database.
    ids: Vec<ID>,
    /// A hash of all font bytes.
    hash: blake3::Hash,
}

impl Lettering {
    pub(super) fn of(set: FontSet) -> Self {
        let mut database = Database::new();
        let mut ids: Vec<ID> = Vec::new();
        let mut hasher = blake3::Hasher::new();
        let mut loaded: Vec<(*const (), Vec<ID>)> = Vec::new();
        for face in set.faces() {
            let file = Arc::as_ptr(&face.bytes).cast::<()>();
            let known = loaded.iter().find(|(known, _)| *known == file).map(|(_, faces)| faces.clone());
            let faces = known.unwrap_or_else(|| {
                hasher.update((*face.bytes).as_ref());
                let faces = database.load_font_source(Source::Binary(face.bytes.clone())).to_vec();
                loaded.push((file, faces.clone()));
                faces
            });
            hasher.update(&face.index.to_le_bytes());
            let at = faces.iter().find(|id| database.face(**id).is_some_and(|info| info.index == face.index));
            ids.extend(at.or(faces.first()));
        }
        Self { set, database: Arc::new(database), ids, hash: hasher.finalize() }
    }

    pub(super) fn hash(&self) -> blake3::Hash {
        self.hash
    }

    /// A text with what these faces can draw, on one line: other characters are left out, because an empty
    /// box says less than nothing.
    pub(super) fn drawable(&self, text: &str) -> String {
        let missing = self.set.missing(text);
        let kept = |c: &char| c.is_whitespace() || (is_drawn(*c) && !missing.contains(c));
        let kept: String = text.chars().filter(kept).collect();
        kept.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// How wide a text is, in parts of its size. Letters are taken one by one: kerning only makes a line shorter.
    pub(super) fn width(&self, text: &str, style: Style) -> f32 {
        text.chars().map(|c| self.advance(c, style)).sum()
    }

    fn advance(&self, c: char, style: Style) -> f32 {
        let Some(at) = self.face_for(c, style.family(), style.weight()) else { return 0.0 };
        let Some(font) = font(&self.set.faces()[at]) else { return 0.0 };
        let Some(glyph) = font.charmap().map(c) else { return 0.0 };
        font.glyph_metrics(Size::new(1.0), LocationRef::default()).advance_width(glyph).unwrap_or(1.0)
    }

    /// The face for a character: of the family that is asked for, else of the first that has it; of its weights
    /// the nearest.
    fn face_for(&self, c: char, family: &str, weight: u16) -> Option<usize> {
        let faces = self.set.faces();
        let upright = || faces.iter().enumerate().filter(|(_, face)| !face.is_italic);
        let asked = upright().filter(|(_, face)| face.family == family);
        let family = match asked.clone().find(|(_, face)| face.covers(c)) {
            Some((_, face)) => face.family.clone(),
            None => upright().find(|(_, face)| face.covers(c))?.1.family.clone(),
        };
        let of_family = upright().filter(|(_, face)| face.family == family && face.covers(c));
        of_family.min_by_key(|(_, face)| face.weight.abs_diff(weight)).map(|(at, _)| at)
    }

    /// Fonts for the drawing of a card: these faces, in the order in which they are tried here.
    pub(super) fn options(&self) -> usvg::Options<'_> {
        usvg::Options {
            fontdb: self.database.clone(),
            font_family: TEXT_FAMILY.to_string(),
            font_resolver: FontResolver {
                select_font: Box::new(|font, _| self.named(font)),
                select_fallback: Box::new(|c, tried, database| {
                    let weight = database.face(*tried.first()?)?.weight.0;
                    let at = self.face_for(c, "", weight)?;
                    self.ids.get(at).copied().filter(|id| !tried.contains(id))
                }),
            },
            // A card is made of its text alone: nothing is read from the disk for it.
            image_href_resolver: usvg::ImageHrefResolver {
                resolve_data: Box::new(|_, _, _| None),
                resolve_string: Box::new(|_, _| None),
            },
            ..usvg::Options::default()
        }
    }

    fn named(&self, font: &usvg::Font) -> Option<ID> {
        let weight = font.weight();
        let faces = || self.set.faces().iter().enumerate().filter(|(_, face)| !face.is_italic);
        let of_family = |name: &str| {
            let named = faces().filter(|(_, face)| face.family == name);
            named.min_by_key(|(_, face)| face.weight.abs_diff(weight)).map(|(at, _)| at)
        };
        let families = font.families().iter().filter_map(|family| match family {
            usvg::FontFamily::Named(name) => of_family(name),
            _ => None,
        });
        let at = families.into_iter().next().or_else(|| of_family(TEXT_FAMILY))?;
        self.ids.get(at).copied()
    }
}

fn font(face: &Face) -> Option<FontRef<'_>> {
    FontRef::from_index((*face.bytes).as_ref(), face.index).ok()
}
