//! Words on the page: drawn letter by letter, and told apart for those who hear them.

use std::ops::Range;

use krilla::geom::Point;
use krilla::surface::Surface;
use krilla::tagging::{ContentTag, Identifier, SpanTag};
use krilla::text::{Font, GlyphId, KrillaGlyph};

use super::Order;
use super::compose::{Block, Kind, Span};
use super::fit::{self, Area, Placed, Plan};
use super::graphics::fill;
use super::shape::Layout;
use crate::render::brief::direction::{is_order, unordered};

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
    /// The byte of the text that the first of them in reading order begins at.
    start: usize,
    x: f32,
    width: f32,
    glyphs: Vec<KrillaGlyph>,
}

/// A row with the face that draws it, and its size.
struct Set<'a> {
    row: Row,
    font: &'a Font,
    size: f32,
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
    let mut tagged =
        Tagged { kind: block.kind, text: unordered(text.trim()), top: placed.area.top, parts: Vec::new() };
    for (at, line) in layout.lines().enumerate() {
        let baseline = placed.area.top + fit::baseline(block, plan.density, placed.leading, at);
        for Set { row, font, size } in sets(order, plan, placed, block, &line, &text) {
            let Some(span) = block.spans.get(row.span) else { continue };
            surface.set_fill(Some(fill(span.look.ink)));
            let id =
                surface.start_tagged(ContentTag::Span(SpanTag::empty().with_lang(span.language.as_deref())));
            let from = Point::from_xy(row.x, baseline);
            surface.draw_glyphs(from, &row.glyphs, font.clone(), &text, size, false);
            surface.end_tagged();
            let area = Area { left: row.x, top: baseline - size, width: row.width, height: size * 1.3 };
            tagged.push(id, span, area);
        }
    }
    tagged
}

impl Tagged {
    fn push(&mut self, id: Identifier, span: &Span, area: Area) {
        let Some(url) = &span.url else { return self.parts.push(Part::Words(id)) };
        match self.parts.last_mut() {
            // A link over two lines, or in two faces, is one link.
            Some(Part::Link(ids, link)) if link.url == *url && link.text == unordered(&span.text) => {
                ids.push(id);
                link.areas.push(area);
            }
            _ => {
                let link = Link { url: url.clone(), text: unordered(&span.text), areas: vec![area] };
                self.parts.push(Part::Link(vec![id], link));
            }
        }
    }
}

/// The rows of a line in the order in which they are read: of words from the right, the last on paper is the first.
fn sets<'a>(
    order: &'a Order,
    plan: &Plan,
    placed: &Placed,
    block: &Block,
    line: &parley::Line<'_, u16>,
    text: &str,
) -> Vec<Set<'a>> {
    let scale = plan.density.scale;
    let mut x = placed.area.left + (line.metrics().offset - space_before(line, text)) * scale;
    let end = end_of_line(line, block, x, scale, text);
    let mut sets = Vec::new();
    for run in line.runs() {
        let rows = rows(&run, x, scale, text);
        x = rows.last().map_or(x, |row| row.x + row.width);
        let Some(font) = order.typesetter.font(&run) else { continue };
        let size = run.font_size() * scale;
        let rows = rows.into_iter().filter(|row| row.x < end);
        sets.extend(rows.map(|row| Set { row, font, size }));
    }
    sets.sort_by_key(|set| set.row.start);
    sets
}

/// How wide the space is that a line begins with on paper: of words from the right, the one at their end.
fn space_before(line: &parley::Line<'_, u16>, text: &str) -> f32 {
    let clusters = line.runs().flat_map(|run| run.visual_clusters().collect::<Vec<_>>());
    let is_unseen = |cluster: &parley::Cluster<'_, u16>| {
        cluster.is_space_or_nbsp() || text[cluster.text_range()].chars().all(is_order)
    };
    clusters
        .take_while(is_unseen)
        .filter(|cluster| cluster.is_space_or_nbsp())
        .map(|cluster| cluster.advance())
        .sum()
}

/// Where a line's words end: what only keeps two things apart is not drawn where a line ends.
fn end_of_line(line: &parley::Line<'_, u16>, block: &Block, start: f32, scale: f32, text: &str) -> f32 {
    let mut end = f32::MAX;
    let mut x = start;
    for run in line.runs() {
        for row in rows(&run, x, scale, text) {
            let is_separator = block.spans.get(row.span).is_some_and(|span| span.is_separator);
            end = if is_separator { end.min(row.x) } else { f32::MAX };
            x = row.x + row.width;
        }
    }
    end
}

/// The letters of a run, a row for each span in it. What only orders letters is no letter, although fonts have
/// something for it: it would part words where they are read.
fn rows(run: &parley::Run<'_, u16>, start: f32, scale: f32, text: &str) -> Vec<Row> {
    let size = run.font_size();
    let mut rows: Vec<Row> = Vec::new();
    let mut x = start;
    for cluster in run.visual_clusters() {
        let range = whole(&cluster);
        if cluster.is_ligature_continuation() || text[range.clone()].chars().all(is_order) {
            continue;
        }
        let span = usize::from(cluster.style().brush);
        for glyph in cluster.glyphs() {
            if rows.last().is_none_or(|row| row.span != span) {
                rows.push(Row { span, start: range.start, x, width: 0.0, glyphs: Vec::new() });
            }
            let Some(row) = rows.last_mut() else { continue };
            row.start = row.start.min(range.start);
            row.glyphs.push(KrillaGlyph::new(
                GlyphId::new(glyph.id),
                glyph.advance / size,
                glyph.x / size,
                glyph.y / size,
                0.0,
                range.clone(),
                None,
            ));
            row.width += glyph.advance * scale;
            x += glyph.advance * scale;
        }
    }
    rows
}

/// The bytes of the text that a cluster stands for: of the first of a ligature those of all its letters.
fn whole(cluster: &parley::Cluster<'_, u16>) -> Range<usize> {
    let Range { start, mut end } = cluster.text_range();
    let mut next = cluster.is_ligature_start().then(|| cluster.next_logical()).flatten();
    while let Some(rest) = next.filter(parley::Cluster::is_ligature_continuation) {
        end = rest.text_range().end;
        next = rest.next_logical();
    }
    start..end
}
