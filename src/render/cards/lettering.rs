//! The faces that cards are lettered with: how wide a text is, and which face draws which character.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use resvg::usvg::fontdb::{Database, ID, Source};
use resvg::usvg::{self, FontResolver};
use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider};
use tera::Value;

use crate::fonts::{DISPLAY_FAMILY, Face, FontSet, Origin, TEXT_FAMILY, is_drawn};

/// The family by which a drawing names one face of the set; its place follows.
const FACE: &str = "buildlog-face-";

/// A kind of lettering on a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
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
    /// Widths that were asked for before: a title is measured at many sizes, and its letters come again.
    advances: Arc<RwLock<HashMap<(char, Style), f32>>>,
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
        Self { set, database: Arc::new(database), ids, hash: hasher.finalize(), advances: Arc::default() }
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

    /// A text as it stands in a drawing: escaped, with the letters that the style's own family lacks in spans of
    /// the face that has them. The drawing library would look for such faces itself, but sets a whole line with
    /// the first that has all of it, and gives up where two make a different number of glyphs of a text.
    pub(super) fn marked(&self, text: &str, style: Style) -> Value {
        let own = self.set.faces().iter().filter(|face| face.family == style.family()).collect::<Vec<_>>();
        let mut svg = String::new();
        let mut inside: Option<usize> = None;
        for c in text.chars() {
            let stays = |at: usize| c.is_whitespace() || self.set.faces()[at].covers(c);
            let at = match inside {
                Some(at) if stays(at) && !own.iter().any(|face| face.covers(c) && !c.is_whitespace()) => {
                    Some(at)
                }
                _ if c.is_whitespace() || own.iter().any(|face| face.covers(c)) => None,
                _ => self.face_for(c, style.family(), style.weight()),
            };
            if at != inside {
                svg.push_str(if inside.is_some() { "</tspan>" } else { "" });
                if let Some(at) = at {
                    svg.push_str(&format!("<tspan font-family=\"{FACE}{at}\">"));
                }
                inside = at;
            }
            match c {
                '&' => svg.push_str("&amp;"),
                '<' => svg.push_str("&lt;"),
                '>' => svg.push_str("&gt;"),
                c => svg.push(c),
            }
        }
        svg.push_str(if inside.is_some() { "</tspan>" } else { "" });
        Value::safe_string(&svg)
    }

    fn advance(&self, c: char, style: Style) -> f32 {
        let known = self.advances.read().unwrap_or_else(PoisonError::into_inner).get(&(c, style)).copied();
        known.unwrap_or_else(|| {
            let advance = self.measured(c, style);
            self.advances.write().unwrap_or_else(PoisonError::into_inner).insert((c, style), advance);
            advance
        })
    }

    fn measured(&self, c: char, style: Style) -> f32 {
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
                // Each letter is given its face by `marked`. A face found here would take over a whole line.
                select_fallback: Box::new(|_, _, _| None),
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
            usvg::FontFamily::Named(name) => match name.strip_prefix(FACE) {
                Some(at) => at.parse().ok().filter(|at| *at < self.ids.len()),
                None => of_family(name),
            },
            _ => None,
        });
        let at = families.into_iter().next().or_else(|| of_family(TEXT_FAMILY))?;
        self.ids.get(at).copied()
    }
}

fn font(face: &Face) -> Option<FontRef<'_>> {
    FontRef::from_index((*face.bytes).as_ref(), face.index).ok()
}

/// The lettering of the last assembly, kept under the fonts and the characters that it was made for: to read
/// the system's fonts, and to hash any, takes longer than the preview has.
#[derive(Default)]
pub struct Memo {
    kept: Option<(FontSet, String, FontSet, Arc<Lettering>)>,
}

impl Memo {
    /// The lettering for these characters, and the fonts in it.
    pub(super) fn lettering(&mut self, own: &FontSet, characters: &str) -> (FontSet, Arc<Lettering>) {
        if let Some((before, known, fonts, lettering)) = &self.kept
            && known == characters
            && is_same(before, own)
        {
            return (fonts.clone(), lettering.clone());
        }
        let fonts = own.with_system(characters);
        let lettering = Arc::new(Lettering::of(fonts.clone()));
        self.kept = Some((own.clone(), characters.to_string(), fonts.clone(), lettering.clone()));
        (fonts, lettering)
    }
}

/// Whether two sets hold the same files. Those of the program are always the same.
fn is_same(one: &FontSet, other: &FontSet) -> bool {
    let same = |(one, other): (&Face, &Face)| {
        let known = one.origin == Origin::Embedded || Arc::ptr_eq(&one.bytes, &other.bytes);
        known
            && (&one.origin, one.index, &one.family, one.weight)
                == (&other.origin, other.index, &other.family, other.weight)
    };
    one.faces().len() == other.faces().len() && one.faces().iter().zip(other.faces()).all(same)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lettering_is_kept_for_the_same_characters_and_made_anew_for_others() {
        let mut memo = Memo::default();
        let (_, first) = memo.lettering(&FontSet::embedded(), "ab");
        let (_, again) = memo.lettering(&FontSet::embedded(), "ab");
        let (_, other) = memo.lettering(&FontSet::embedded(), "abc");
        assert!(Arc::ptr_eq(&first, &again) && !Arc::ptr_eq(&again, &other));
        assert_eq!(first.hash(), other.hash());
    }

    #[test]
    fn what_no_font_has_is_left_out_and_what_is_there_is_measured() {
        let lettering = Lettering::of(FontSet::embedded());
        assert_eq!(lettering.drawable("A\u{200b} \u{1f9ff}  b\u{fe0f}"), "A b");
        let width = |text: &str| lettering.width(text, Style::Display);
        assert!(
            width("W") > width("i")
                && width("") == 0.0
                && (width("Wi") - width("W") - width("i")).abs() < 1e-6
        );
    }
}
