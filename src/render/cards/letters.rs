//! The letters of cards as marks of ink: each is drawn once for a size and a place between two pixels.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use harfrust::{Direction, Script, ShapeOptions, ShapePlan, ShaperData, UnicodeBuffer};
use resvg::tiny_skia::{FillRule, Mask, Path, PathBuilder, Transform};
use rustc_hash::FxHashMap;
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{FontRef, GlyphId, MetadataProvider};

/// So much ink is all of it; none is 0.
pub(super) const FULL: u8 = 31;

/// Places between two pixels at which a letter may begin.
const PLACES: f32 = 4.0;

/// The most bytes of marks that are kept: some thousand letters at the sizes of titles.
const MOST: usize = 32 << 20;

/// A letter in its place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Placed {
    pub(super) face: usize,
    pub(super) glyph: u32,
    /// Where it begins, in pixels.
    pub(super) x: f32,
    /// Where it stands, in pixels.
    pub(super) y: f32,
}

/// A letter as it is put on a picture.
pub(super) struct Stamp {
    /// The left and the upper edge, in pixels from where the letter stands.
    pub(super) left: i32,
    pub(super) top: i32,
    pub(super) width: usize,
    /// How much ink there is on each pixel, up to [`FULL`].
    pub(super) ink: Vec<u8>,
}

/// Face, glyph, size and place between two pixels.
type Key = (usize, u32, u32, u8);

/// What is known of the letters of some faces.
pub(super) struct Letters {
    shapers: Vec<Option<ShaperData>>,
    plans: RwLock<HashMap<(usize, Script), Arc<ShapePlan>>>,
    stamps: RwLock<Stamps>,
}

#[derive(Default)]
struct Stamps {
    known: FxHashMap<Key, Arc<Stamp>>,
    bytes: usize,
}

impl Letters {
    /// The letters of faces, one after the other.
    pub(super) fn of<'f>(fonts: impl Iterator<Item = Option<FontRef<'f>>>) -> Self {
        let shapers = fonts.map(|font| font.map(|font| ShaperData::new(&font))).collect();
        Self { shapers, plans: RwLock::default(), stamps: RwLock::default() }
    }

    /// The letters of a text in one face from a place on, and how wide they are, in pixels. Nothing where the face
    /// lacks one, or they aren't written from left to right.
    pub(super) fn placed(
        &self,
        (face, font): (usize, &FontRef),
        text: &str,
        size: f32,
        from: f32,
    ) -> Option<(Vec<Placed>, f32)> {
        let shaper = self.shapers.get(face)?.as_ref()?.shaper(font).build();
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        buffer.guess_segment_properties();
        if buffer.direction() != Direction::LeftToRight {
            return None;
        }
        let script = buffer.script();
        let known = self.plans.read().unwrap_or_else(PoisonError::into_inner).get(&(face, script)).cloned();
        let plan = known.unwrap_or_else(|| {
            let plan = Arc::new(ShapePlan::new(&shaper, buffer.direction(), Some(script), None, &[]));
            let mut plans = self.plans.write().unwrap_or_else(PoisonError::into_inner);
            plans.insert((face, script), plan.clone());
            plan
        });
        let shaped = shaper.shape(buffer, ShapeOptions::new().plan(Some(&plan)));
        let unit = size / shaper.units_per_em() as f32;
        let mut pen = from;
        let mut placed = Vec::with_capacity(shaped.len());
        for (letter, position) in shaped.glyph_infos().iter().zip(shaped.glyph_positions()) {
            if letter.glyph_id == 0 {
                return None;
            }
            let x = pen + position.x_offset as f32 * unit;
            placed.push(Placed { face, glyph: letter.glyph_id, x, y: -position.y_offset as f32 * unit });
            pen += position.x_advance as f32 * unit;
        }
        Some((placed, pen - from))
    }

    /// A letter as ink, and the pixel it is put at; the font is asked for where it is new. A line stands on whole
    /// pixels, so that its foot is sharp.
    pub(super) fn stamp<'f>(
        &self,
        font: impl FnOnce() -> Option<FontRef<'f>>,
        letter: &Placed,
        size: f32,
    ) -> Option<(Arc<Stamp>, (i32, i32))> {
        let parts = (letter.x * PLACES).round() as i32;
        let place = parts.rem_euclid(PLACES as i32);
        let at = (parts.div_euclid(PLACES as i32), letter.y.round() as i32);
        let key = (letter.face, letter.glyph, size.to_bits(), place as u8);
        if let Some(stamp) = self.stamps.read().unwrap_or_else(PoisonError::into_inner).known.get(&key) {
            return Some((stamp.clone(), at));
        }
        let stamp = Arc::new(drawn(&font()?, letter.glyph, size, place as f32 / PLACES));
        let mut stamps = self.stamps.write().unwrap_or_else(PoisonError::into_inner);
        if stamps.bytes > MOST {
            *stamps = Stamps::default();
        }
        stamps.bytes += stamp.ink.len();
        stamps.known.insert(key, stamp.clone());
        Some((stamp, at))
    }
}

fn drawn(font: &FontRef, glyph: u32, size: f32, place: f32) -> Stamp {
    let blank = Stamp { left: 0, top: 0, width: 0, ink: Vec::new() };
    let Some(path) = outline(font, glyph, size) else { return blank };
    let bounds = path.bounds();
    let (left, top) = ((bounds.left() + place).floor(), bounds.top().floor());
    let (right, bottom) = ((bounds.right() + place).ceil(), bounds.bottom().ceil());
    let Some(mut mask) = Mask::new((right - left) as u32, (bottom - top) as u32) else { return blank };
    mask.fill_path(&path, FillRule::Winding, true, Transform::from_translate(place - left, -top));
    let ink = mask.data().iter().map(|ink| ((u16::from(*ink) * u16::from(FULL) + 127) / 255) as u8).collect();
    Stamp { left: left as i32, top: top as i32, width: mask.width() as usize, ink }
}

fn outline(font: &FontRef, glyph: u32, size: f32) -> Option<Path> {
    let mut pen = Pen(PathBuilder::new());
    let settings = DrawSettings::unhinted(Size::new(size), LocationRef::default());
    font.outline_glyphs().get(GlyphId::new(glyph))?.draw(settings, &mut pen).ok()?;
    pen.0.finish()
}

/// Takes an outline down as a path. A font counts upwards, a picture downwards.
struct Pen(PathBuilder);

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0.move_to(x, -y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.0.line_to(x, -y);
    }

    fn quad_to(&mut self, cx0: f32, cy0: f32, x: f32, y: f32) {
        self.0.quad_to(cx0, -cy0, x, -y);
    }

    fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32) {
        self.0.cubic_to(cx0, -cy0, cx1, -cy1, x, -y);
    }

    fn close(&mut self) {
        self.0.close();
    }
}
