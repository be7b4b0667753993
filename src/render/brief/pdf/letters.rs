//! Words on the page: drawn letter by letter, and told apart for those who hear them.

use krilla::geom::Point;
use krilla::surface::Surface;
use krilla::tagging::{ContentTag, Identifier, SpanTag};
use krilla::text::{GlyphId, KrillaGlyph};

use super::Order;
use super::compose::{Block, Kind, Span};
use super::fit::{self, Area, Placed, Plan};
use super::graphics::fill;
use super::shape::Layout;

/// A link on the page: where it leads, what it says, and the areas that it covers.
pub(super) struct Link {
    pub(super) url: String,
    pub(super) text: String,
    pub(super) areas: Vec<Area>,
}

/// What a tagged block holds, in its order.
pub(super) enum Part {
    Words(Identifier),
    Link(Vec<Identifier>, Link),
}

/// A block with the content that belongs to it.
pub(super) struct Tagged {
    pub(super) kind: Kind,
    pub(super) text: String,
    pub(super) top: f32,
    pub(super) parts: Vec<Part>,
}

/// Letters of one face and one span that stand in a row.
struct Row {
    span: usize,
    x: f32,
    width: f32,
    glyphs: Vec<KrillaGlyph>,
}

/// Draws the words of a block, and says which content they are.
pub(super) fn words(
    surface: &mut Surface,
    order: &Order,
    plan: &Plan,
    placed: &Placed,
    block: &Block,
    layout: &Layout,
) -> Tagged {
    let text = block.text();
    let scale = plan.density.scale;
    let mut tagged =
        Tagged { kind: block.kind, text: text.trim().to_string(), top: placed.area.top, parts: Vec::new() };
    for (at, line) in layout.lines().enumerate() {
        let baseline = placed.area.top + fit::baseline(block, plan.density, placed.leading, at);
        let mut x = placed.area.left + line.metrics().offset * scale;
        let end = end_of_line(&line, block, x, scale);
        for run in line.runs() {
            let size = run.font_size() * scale;
            let rows = rows(&run, x, scale);
            x = rows.last().map_or(x, |row| row.x + row.width);
            let Some(font) = order.typesetter.font(&run) else { continue };
            for row in rows {
                let Some(span) = block.spans.get(row.span).filter(|_| row.x < end) else { continue };
                surface.set_fill(Some(fill(span.look.ink)));
                let id = surface
                    .start_tagged(ContentTag::Span(SpanTag::empty().with_lang(span.language.as_deref())));
                surface.draw_glyphs(
                    Point::from_xy(row.x, baseline),
                    &row.glyphs,
                    font.clone(),
                    &text,
                    size,
                    false,
                );
                surface.end_tagged();
                let area = Area { left: row.x, top: baseline - size, width: row.width, height: size * 1.3 };
                tagged.push(id, span, area);
            }
        }
    }
    tagged
}

impl Tagged {
    fn push(&mut self, id: Identifier, span: &Span, area: Area) {
        let Some(url) = &span.url else { return self.parts.push(Part::Words(id)) };
        match self.parts.last_mut() {
            // A link over two lines, or in two faces, is one link.
            Some(Part::Link(ids, link)) if link.url == *url && link.text == span.text => {
                ids.push(id);
                link.areas.push(area);
            }
            _ => {
                let link = Link { url: url.clone(), text: span.text.clone(), areas: vec![area] };
                self.parts.push(Part::Link(vec![id], link));
            }
        }
    }
}

/// Where a line's words end: what only keeps two things apart is not drawn where a line ends.
fn end_of_line(line: &parley::Line<'_, u16>, block: &Block, start: f32, scale: f32) -> f32 {
    let mut end = f32::MAX;
    let mut x = start;
    for run in line.runs() {
        for row in rows(&run, x, scale) {
            let is_separator = block.spans.get(row.span).is_some_and(|span| span.is_separator);
            end = if is_separator { end.min(row.x) } else { f32::MAX };
            x = row.x + row.width;
        }
    }
    end
}

/// The letters of a run, a row for each span in it.
fn rows(run: &parley::Run<'_, u16>, start: f32, scale: f32) -> Vec<Row> {
    let size = run.font_size();
    let mut rows: Vec<Row> = Vec::new();
    let mut x = start;
    for cluster in run.visual_clusters() {
        if cluster.is_ligature_continuation() {
            if let Some(glyph) = rows.last_mut().and_then(|row| row.glyphs.last_mut()) {
                glyph.text_range.end = glyph.text_range.end.max(cluster.text_range().end);
            }
            continue;
        }
        let span = usize::from(cluster.style().brush);
        for glyph in cluster.glyphs() {
            if rows.last().is_none_or(|row| row.span != span) {
                rows.push(Row { span, x, width: 0.0, glyphs: Vec::new() });
            }
            let Some(row) = rows.last_mut() else { continue };
            row.glyphs.push(KrillaGlyph::new(
                GlyphId::new(glyph.id),
                glyph.advance / size,
                glyph.x / size,
                glyph.y / size,
                0.0,
                cluster.text_range(),
                None,
            ));
            row.width += glyph.advance * scale;
            x += glyph.advance * scale;
        }
    }
    rows
}
