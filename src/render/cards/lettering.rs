//! The faces that cards are lettered with: how wide a text is, and which face draws which character.

use std::sync::{Arc, PoisonError, RwLock};

use resvg::usvg::fontdb::{Database, ID, Source};
use resvg::usvg::{self, FontResolver};
use rustc_hash::FxHashMap;
use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider};
use tera::Value;
use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

use super::letters::{Letters, Placed, Stamp};
use crate::fonts::{DISPLAY_FAMILY, Face, FontSet, Origin, TEXT_FAMILY, is_drawn, without};

/// The family by which a drawing names one face of the set; its place follows.
const FACE: &str = "buildlog-face-";

/// A space of no width, which every face draws as nothing.
const NO_SPACE: &str = "\u{200b}";

/// The weight of running text.
const REGULAR: u16 = 400;

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
            Self::Plain => REGULAR,
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
    advances: Arc<RwLock<FxHashMap<(char, Style), f32>>>,
    letters: Arc<Letters>,
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
        let letters = Arc::new(Letters::of(set.faces().iter().map(font)));
        let hash = hasher.finalize();
        Self { set, database: Arc::new(database), ids, hash, advances: Arc::default(), letters }
    }

    pub(super) fn hash(&self) -> blake3::Hash {
        self.hash
    }

    /// A text with what these faces can draw, on one line: other characters are left out, because an empty
    /// box says less than nothing. A mark over a letter is drawn by the face of the letter or not at all.
    pub(super) fn drawable(&self, text: &str) -> String {
        // An accent that is written beside its letter is most often one with it in a font.
        let text: String = text.nfc().collect();
        let missing = self.set.missing(&text);
        let kept = without(&text, |c| !c.is_whitespace() && (!is_drawn(c) || missing.contains(&c)));
        let whole = kept.graphemes(true).map(|cluster| self.in_one_face(cluster)).collect::<String>();
        whole.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// A letter with those of its marks that stand in one face with it.
    fn in_one_face(&self, cluster: &str) -> String {
        let mut characters = cluster.chars();
        let Some(letter) = characters.next() else { return String::new() };
        if characters.as_str().is_empty() || self.face_for(cluster, "", REGULAR).is_some() {
            return cluster.to_string();
        }
        let mut drawn = letter.to_string();
        for mark in characters {
            drawn.push(mark);
            if self.face_for(&drawn, "", REGULAR).is_none() {
                drawn.pop();
            }
        }
        drawn
    }

    /// How wide a text is, in parts of its size. Letters are taken one by one: kerning only makes a line shorter.
    pub(super) fn width(&self, text: &str, style: Style) -> f32 {
        let known = self.advances.read().unwrap_or_else(PoisonError::into_inner);
        let widths: Option<f32> = text.chars().map(|c| known.get(&(c, style))).sum();
        drop(known);
        widths.unwrap_or_else(|| text.chars().map(|c| self.advance(c, style)).sum())
    }

    /// A text as it stands in a drawing: escaped, with the letters that the style's own family lacks in spans of
    /// the face that has them. The drawing library would look for such faces itself, but sets a whole line with
    /// the first that has all of it, and gives up where two make a different number of glyphs of a text.
    ///
    /// It also takes of a letter with marks, in any span but the first, the first glyph alone, and leaves an empty box
    /// for the others. So the face of such a letter begins the line, with a space that has no width, and letters in a
    /// second such face go without their marks.
    pub(super) fn marked(&self, text: &str, style: Style) -> Value {
        let spans = self.spans(text, style);
        let has_marks = |cluster: &str| cluster.chars().nth(1).is_some();
        let first = spans.iter().find(|(cluster, _)| has_marks(cluster)).map(|(_, face)| *face);
        let mut svg = String::new();
        let mut inside: Option<usize> = None;
        let begins = first.filter(|face| spans.first().is_some_and(|(_, begins)| begins != face));
        for (cluster, face) in begins.map(|face| (NO_SPACE, face)).into_iter().chain(spans) {
            if face != inside {
                svg.push_str(if inside.is_some() { "</tspan>" } else { "" });
                if let Some(at) = face {
                    svg.push_str(&format!("<tspan font-family=\"{FACE}{at}\">"));
                }
                inside = face;
            }
            let whole = if first.is_none_or(|first| first == face) { usize::MAX } else { 1 };
            for c in cluster.chars().take(whole) {
                push_escaped(&mut svg, c);
            }
        }
        svg.push_str(if inside.is_some() { "</tspan>" } else { "" });
        Value::safe_string(&svg)
    }

    /// Each letter of a text with its marks, and the face for it; none where the style's own family has it. A space
    /// stays with what stands before it.
    fn spans<'t>(&self, text: &'t str, style: Style) -> Vec<(&'t str, Option<usize>)> {
        let own = self.set.faces().iter().filter(|face| face.family == style.family()).collect::<Vec<_>>();
        let mut inside: Option<usize> = None;
        let span = |cluster: &'t str| {
            let is_space = cluster.chars().all(char::is_whitespace);
            let is_own = own.iter().any(|face| has_all(face, cluster));
            inside = match inside {
                Some(at) if is_space || (!is_own && has_all(&self.set.faces()[at], cluster)) => Some(at),
                _ if is_space || is_own => None,
                _ => self.face_for(cluster, style.family(), style.weight()),
            };
            (cluster, inside)
        };
        text.graphemes(true).map(span).collect()
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
        let mut letter = [0; 4];
        let letter = c.encode_utf8(&mut letter);
        let Some(at) = self.face_for(letter, style.family(), style.weight()) else { return 0.0 };
        let Some(font) = font(&self.set.faces()[at]) else { return 0.0 };
        let Some(glyph) = font.charmap().map(c) else { return 0.0 };
        font.glyph_metrics(Size::new(1.0), LocationRef::default()).advance_width(glyph).unwrap_or(1.0)
    }

    /// The face for a letter with its marks: of the family that is asked for, else of the first that has it; of its
    /// weights the nearest.
    fn face_for(&self, cluster: &str, family: &str, weight: u16) -> Option<usize> {
        let with_it = || {
            let upright = self.set.faces().iter().enumerate().filter(|(_, face)| !face.is_italic);
            upright.filter(|(_, face)| has_all(face, cluster))
        };
        let asked = with_it().find(|(_, face)| face.family == family);
        let family = asked.or_else(|| with_it().next())?.1.family.clone();
        let of_family = with_it().filter(|(_, face)| face.family == family);
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
        let named = font.families().iter().find_map(|family| match family {
            usvg::FontFamily::Named(name) => self.face_named(name, font.weight()),
            _ => None,
        });
        let at = named.or_else(|| self.face_named(TEXT_FAMILY, font.weight()))?;
        self.ids.get(at).copied()
    }

    /// The face that a drawing names: by its place in the set, or by a family, of whose weights it is the nearest.
    pub(super) fn face_named(&self, family: &str, weight: u16) -> Option<usize> {
        if let Some(at) = family.strip_prefix(FACE) {
            return at.parse().ok().filter(|at| *at < self.ids.len());
        }
        let faces = self.set.faces().iter().enumerate().filter(|(_, face)| !face.is_italic);
        let named = faces.filter(|(_, face)| face.family == family);
        named.min_by_key(|(_, face)| face.weight.abs_diff(weight)).map(|(at, _)| at)
    }

    /// The letters of a line in their places, from 0 on, and how wide it is, in pixels. Each span names its face.
    pub(super) fn placed(&self, spans: &[(usize, &str)], size: f32) -> Option<(Vec<Placed>, f32)> {
        let mut line = Vec::new();
        let mut pen = 0.0;
        for (face, text) in spans {
            let font = font(self.set.faces().get(*face)?)?;
            let (letters, width) = self.letters.placed((*face, &font), text, size, pen)?;
            line.extend(letters);
            pen += width;
        }
        Some((line, pen))
    }

    /// A letter as ink, and the pixel it is put at.
    pub(super) fn stamp(&self, letter: &Placed, size: f32) -> Option<(Arc<Stamp>, (i32, i32))> {
        self.letters.stamp(|| font(self.set.faces().get(letter.face)?), letter, size)
    }
}

fn has_all(face: &Face, cluster: &str) -> bool {
    cluster.chars().all(|c| face.covers(c))
}

fn push_escaped(svg: &mut String, c: char) {
    match c {
        '&' => svg.push_str("&amp;"),
        '<' => svg.push_str("&lt;"),
        '>' => svg.push_str("&gt;"),
        c => svg.push(c),
    }
}

fn font(face: &Face) -> Option<FontRef<'_>> {
    FontRef::from_index((*face.bytes).as_ref(), face.index).ok()
}

/// The lettering of the last assembly, kept under the fonts and the characters that it was made for: to read
/// the system's fonts, and to hash any, takes longer than the preview has.
#[derive(Default)]
pub(super) struct Memo {
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
