//! A drawing in SVG as the bytes of a picture.

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{self, Node, Tree};

use super::lettering::Lettering;

/// Width and height of a card in pixels: what LinkedIn, X and the others cut least from.
pub(super) const SIZE: (u32, u32) = (1200, 630);

/// A drawing that can't be made into a picture.
#[derive(Debug, thiserror::Error)]
pub(super) enum DrawError {
    /// It is no SVG.
    #[error("it is no SVG that can be drawn: {0}")]
    Svg(#[from] usvg::Error),
    /// It can't be written.
    #[error("it can't be written as PNG: {0}")]
    Png(#[from] png::EncodingError),
}

/// A drawing as it was understood.
pub(super) struct Drawing(Tree);

impl Drawing {
    pub(super) fn read(svg: &str, lettering: &Lettering) -> Result<Self, DrawError> {
        Ok(Self(Tree::from_str(svg, &lettering.options())?))
    }

    /// The right edge of the text that reaches farthest, in pixels.
    pub(super) fn right_edge(&self) -> f32 {
        fn right(node: &Node) -> f32 {
            match node {
                Node::Group(group) => group.children().iter().map(right).fold(0.0, f32::max),
                Node::Text(text) => text.abs_bounding_box().right(),
                _ => 0.0,
            }
        }
        self.0.root().children().iter().map(right).fold(0.0, f32::max)
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

    /// The picture: pixels and nothing else, fully opaque.
    pub(super) fn png(&self) -> Result<Vec<u8>, DrawError> {
        let (width, height) = SIZE;
        // The size is fixed and small, so there is always room for it.
        let Some(mut pixmap) = Pixmap::new(width, height) else { return Ok(Vec::new()) };
        let scale = Transform::from_scale(
            width as f32 / self.0.size().width(),
            height as f32 / self.0.size().height(),
        );
        pixmap.fill(resvg::tiny_skia::Color::WHITE);
        resvg::render(&self.0, scale, &mut pixmap.as_mut());
        let rgb: Vec<u8> =
            pixmap.data().chunks_exact(4).flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect();
        encode(&rgb)
    }
}

fn encode(rgb: &[u8]) -> Result<Vec<u8>, DrawError> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, SIZE.0, SIZE.1);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Fast);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(rgb)?;
    writer.finish()?;
    Ok(bytes)
}
