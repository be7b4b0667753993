//! A drawing in SVG as the bytes of a picture.

use std::borrow::Cow;

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{self, Node, Tree};

use super::SIZE;
use super::ground::Grounds;
use super::lettering::Lettering;
use super::picture;
use super::sheet::Sheet;

/// A drawing that can't be made into a picture.
#[derive(Debug, thiserror::Error)]
pub(super) enum DrawError {
    /// It is no SVG.
    #[error("it is no SVG that can be drawn: {0}")]
    Svg(#[from] usvg::Error),
    /// It can't be written.
    #[error("it can't be written as PNG: {0}")]
    Png(#[from] png::EncodingError),
    /// It can't be written.
    #[error("it can't be written as PDF: {0}")]
    Pdf(String),
}

/// A drawing as it was understood.
#[derive(Clone)]
pub(super) struct Drawing(Tree);

impl Drawing {
    pub(super) fn read(svg: &str, lettering: &Lettering) -> Result<Self, DrawError> {
        Ok(Self(Tree::from_str(svg, &lettering.options())?))
    }

    /// The left and the right edge of the texts that reach farthest, in pixels.
    pub(super) fn edges(&self) -> (f32, f32) {
        fn edges(node: &Node) -> (f32, f32) {
            match node {
                Node::Group(group) => farthest(group.children().iter().map(edges)),
                Node::Text(text) => (text.abs_bounding_box().left(), text.abs_bounding_box().right()),
                _ => (f32::MAX, 0.0),
            }
        }
        farthest(self.0.root().children().iter().map(edges))
    }

    /// Glyphs that stand for a missing one.
    #[cfg(test)]
    pub(super) fn empty_boxes(&self) -> usize {
        fn boxes(node: &Node) -> usize {
            match node {
                Node::Group(group) => group.children().iter().map(boxes).sum(),
                Node::Text(text) => {
                    let glyphs = text.layouted().iter().flat_map(|span| &span.positioned_glyphs);
                    glyphs.filter(|glyph| glyph.id.0 == 0).count()
                }
                _ => 0,
            }
        }
        self.0.root().children().iter().map(boxes).sum()
    }

    /// The faces that draw the largest text.
    #[cfg(test)]
    pub(super) fn faces_of_title(&self) -> std::collections::BTreeSet<String> {
        fn spans(node: &Node) -> Vec<&usvg::layout::Span> {
            match node {
                Node::Group(group) => group.children().iter().flat_map(spans).collect(),
                Node::Text(text) => text.layouted().iter().collect(),
                _ => Vec::new(),
            }
        }
        let spans: Vec<_> = self.0.root().children().iter().flat_map(spans).collect();
        let largest = spans.iter().map(|span| span.font_size.get()).fold(0.0, f32::max);
        let title = spans.iter().filter(|span| span.font_size.get() == largest);
        title.flat_map(|span| &span.positioned_glyphs).map(|glyph| glyph.font.to_string()).collect()
    }

    /// The drawing, part by part.
    pub(super) fn tree(&self) -> &Tree {
        &self.0
    }

    /// The picture in so many pixels across and down: pixels and nothing else, fully opaque.
    pub(super) fn png(&self, size: (u32, u32)) -> Result<Vec<u8>, DrawError> {
        // The sizes are fixed and small, so there is always room for one.
        self.pixels(size).map_or_else(|| Ok(Vec::new()), |pixels| Ok(picture::encode(&pixels)?))
    }

    /// The same as pixels; nothing where there is no room for so many.
    pub(super) fn pixels(&self, (width, height): (u32, u32)) -> Option<Pixmap> {
        let mut pixmap = Pixmap::new(width, height)?;
        let scale = Transform::from_scale(
            width as f32 / self.0.size().width(),
            height as f32 / self.0.size().height(),
        );
        pixmap.fill(resvg::tiny_skia::Color::WHITE);
        resvg::render(&self.0, scale, &mut pixmap.as_mut());
        Some(pixmap)
    }
}

/// The drawing of a card.
pub(super) struct Card<'l> {
    svg: String,
    lettering: &'l Lettering,
    way: Way,
}

/// How a card is drawn.
enum Way {
    /// Words on a ground.
    Sheet(Sheet),
    /// Anything.
    Drawing(Box<Drawing>),
}

impl<'l> Card<'l> {
    pub(super) fn read(svg: String, lettering: &'l Lettering) -> Result<Self, DrawError> {
        let way = match Sheet::read(&svg, lettering) {
            Some(sheet) => Way::Sheet(sheet),
            None => Way::Drawing(Box::new(Drawing::read(&svg, lettering)?)),
        };
        Ok(Self { svg, lettering, way })
    }

    /// The left and the right edge of the texts that reach farthest, in pixels.
    pub(super) fn edges(&self) -> (f32, f32) {
        match &self.way {
            Way::Sheet(sheet) => sheet.edges(),
            Way::Drawing(drawing) => drawing.edges(),
        }
    }

    /// The picture: pixels and nothing else, fully opaque.
    pub(super) fn png(&self, grounds: &Grounds) -> Result<Vec<u8>, DrawError> {
        if let Way::Sheet(sheet) = &self.way
            && let Some(png) = grounds.lettered(sheet, self.lettering)?
        {
            return Ok(png);
        }
        self.whole()?.png(SIZE)
    }

    /// Whether it is words on a ground.
    #[cfg(test)]
    pub(super) fn is_of_letters(&self) -> bool {
        matches!(self.way, Way::Sheet(_))
    }

    /// The drawing as the drawing library understands it.
    pub(super) fn whole(&self) -> Result<Cow<'_, Drawing>, DrawError> {
        match &self.way {
            Way::Sheet(_) => Ok(Cow::Owned(Drawing::read(&self.svg, self.lettering)?)),
            Way::Drawing(drawing) => Ok(Cow::Borrowed(&**drawing)),
        }
    }
}

/// Of some edges on the left and the right the outermost.
pub(super) fn farthest(edges: impl Iterator<Item = (f32, f32)>) -> (f32, f32) {
    edges.fold((f32::MAX, 0.0), |(left, right), (other_left, other_right)| {
        (left.min(other_left), right.max(other_right))
    })
}
