//! A placed page as the bytes of a PDF, tagged as PDF/UA-1 (ISO 14289-1) asks.

use std::num::NonZeroU16;

use krilla::action::{Action, LinkAction};
use krilla::annotation::{Annotation, LinkAnnotation, Target};
use krilla::color::rgb;
use krilla::configure::{Accessibility, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::geom::{Path, PathBuilder, Point, Quadrilateral, Rect, Size, Transform};
use krilla::metadata::Metadata;
use krilla::num::NormalizedF32;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::{Fill, FillRule, Stroke};
use krilla::surface::Surface;
use krilla::tagging::{
    Artifact, ArtifactType, ContentTag, Identifier, Node, SpanTag, Tag, TagGroup, TagTree,
};
use krilla::text::{GlyphId, KrillaGlyph};
use krilla::{Document, SerializeSettings};

use super::compose::{Block, Kind};
use super::fit::{Area, Placed, Plan, Shaped};
use super::shape::Layout;
use super::style::{BLACK, GREY, HAIRLINE, Ink, Page};
use super::{Order, PdfError};
use crate::render::brief::sheet::Sheet;

/// A link on the page: where it leads, what it says, and the areas that it covers.
struct Link {
    url: String,
    text: String,
    areas: Vec<Area>,
}

/// What a tagged block holds, in its order.
enum Part {
    Words(Identifier),
    Link(Vec<Identifier>, Link),
}

/// A block with the content that belongs to it.
struct Tagged {
    kind: Kind,
    text: String,
    top: f32,
    parts: Vec<Part>,
}

/// Writes the page.
pub(super) fn draw(order: &Order, sheet: &Sheet, flows: &[Shaped], plan: &Plan) -> Result<Vec<u8>, PdfError> {
    let paper = Page::of(order.paper);
    let mut document = Document::new_with(settings()?);
    let size = PageSettings::from_wh(paper.width, paper.height);
    let mut page = document.start_page_with(size.ok_or_else(|| PdfError::Refused("the paper".to_string()))?);
    let mut surface = page.surface();
    let mut tagged = Vec::new();
    let mut figures = Vec::new();
    let mut marked = false;
    for placed in &plan.blocks {
        // What has a place in the text is heard where it is seen: the strip before the project.
        let Some((block, layout)) = block(flows, placed) else { continue };
        if block.kind == Kind::Heading(2) && !marked {
            marked = true;
            figures.extend(
                strip(&mut surface, sheet, plan, super::accent(order)).map(|figure| (tagged.len(), figure)),
            );
            figures.extend(picture(&mut surface, order, sheet, plan).map(|figure| (tagged.len(), figure)));
            figures.extend(qr(&mut surface, sheet, plan).map(|figure| (tagged.len(), figure)));
        }
        tagged.push(words(&mut surface, order, plan, placed, block, layout));
    }
    surface.finish();
    let (mut tree, mut outline) = (TagTree::new().with_lang(Some(sheet.language.clone())), Outline::new());
    for (at, block) in tagged.into_iter().enumerate() {
        for (_, (alt, id)) in figures.extract_if(.., |(before, _)| *before == at) {
            tree.push(TagGroup::with_children(Tag::Figure(Some(alt)), vec![id.into()]));
        }
        if let Kind::Heading(_) = block.kind {
            let destination = XyzDestination::new(0, Point::from_xy(paper.left, block.top));
            outline.push_child(OutlineNode::new(block.text.clone(), destination));
        }
        tree.push(group(&mut page, block));
    }
    page.finish();
    document.set_tag_tree(tree);
    document.set_outline(outline);
    document.set_metadata(metadata(sheet));
    document.finish().map_err(|error| PdfError::Refused(format!("{error:?}")))
}

fn settings() -> Result<SerializeSettings, PdfError> {
    let configuration = ConfigurationBuilder::new().with_accessibility_validator(Accessibility::UA1).finish();
    let configuration = configuration.map_err(|error| PdfError::Refused(format!("{error:?}")))?;
    Ok(SerializeSettings { configuration, enable_tagging: true, ..SerializeSettings::default() })
}

/// No date stands in it: the same log gives the same bytes on every day.
fn metadata(sheet: &Sheet) -> Metadata {
    Metadata::new()
        .title(sheet.title.clone())
        .authors(vec![sheet.name.clone()])
        .description(sheet.promise.clone().unwrap_or_default())
        .language(sheet.language.clone())
        .creator("buildlog".to_string())
}

fn block<'a>(flows: &'a [Shaped], placed: &Placed) -> Option<(&'a Block, &'a Layout)> {
    match (flows.get(placed.at.0)?, placed.at.1) {
        (Shaped::Block(block, layout), None) => Some((block, layout)),
        (Shaped::Columns(_, columns), Some((column, row))) => {
            columns.get(column)?.get(row).map(|(block, layout)| (block, layout))
        }
        _ => None,
    }
}

/// Letters of one face and one span that stand in a row.
struct Row {
    span: usize,
    x: f32,
    width: f32,
    glyphs: Vec<KrillaGlyph>,
}

fn words(
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
        // A line's letters stand a little below its middle.
        let middle = placed.area.top + placed.leading * (at as f32 + 0.5);
        let baseline = middle + 0.36 * block.size() * scale;
        let mut x = placed.area.left + line.metrics().offset * scale;
        for run in line.runs() {
            let size = run.font_size() * scale;
            let rows = rows(&run, x, scale);
            x = rows.last().map_or(x, |row| row.x + row.width);
            let Some(font) = order.typesetter.font(&run) else { continue };
            for row in rows {
                let Some(span) = block.spans.get(row.span) else { continue };
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
                tagged.push(id, row.span, span, area);
            }
        }
    }
    tagged
}

impl Tagged {
    fn push(&mut self, id: Identifier, at: usize, span: &super::compose::Span, area: Area) {
        let Some(url) = &span.url else { return self.parts.push(Part::Words(id)) };
        match self.parts.last_mut() {
            // A link over two lines, or in two faces, is one link.
            Some(Part::Link(ids, link)) if link.url == *url && link.text == span.text => {
                ids.push(id);
                link.areas.push(area);
            }
            _ => {
                debug_assert!(at < usize::from(u16::MAX));
                let link = Link { url: url.clone(), text: span.text.clone(), areas: vec![area] };
                self.parts.push(Part::Link(vec![id], link));
            }
        }
    }
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

/// A block in the tree of tags, its links made.
fn group(page: &mut krilla::page::Page, block: Tagged) -> TagGroup {
    let mut children: Vec<Node> = Vec::new();
    for part in block.parts {
        match part {
            Part::Words(id) => children.push(id.into()),
            Part::Link(ids, link) => {
                let quads: Vec<Quadrilateral> =
                    link.areas.iter().filter_map(rect).map(Quadrilateral::from).collect();
                if quads.is_empty() {
                    children.extend(ids.into_iter().map(Node::from));
                    continue;
                }
                let target = Target::Action(Action::Link(LinkAction::new(link.url.clone())));
                let annotation = LinkAnnotation::new_with_quad_points(quads, target);
                let alt = if link.text.trim().is_empty() { link.url } else { link.text };
                let id = page.add_tagged_annotation(Annotation::new_link(annotation, Some(alt)));
                let inside = ids.into_iter().chain([id]).map(Node::from).collect();
                children.push(TagGroup::with_children(Tag::Link, inside).into());
            }
        }
    }
    match block.kind {
        Kind::Paragraph => TagGroup::with_children(Tag::P, children),
        Kind::Heading(level) => {
            let level = NonZeroU16::new(level).unwrap_or(NonZeroU16::MIN);
            TagGroup::with_children(Tag::Hn(level, Some(block.text)), children)
        }
    }
}

fn rect(area: &Area) -> Option<Rect> {
    Rect::from_xywh(area.left, area.top, area.width, area.height)
}

fn fill(ink: Ink) -> Fill {
    Fill { paint: colour(ink).into(), opacity: NormalizedF32::ONE, rule: FillRule::NonZero }
}

fn colour([red, green, blue]: Ink) -> rgb::Color {
    rgb::Color::new(red, green, blue)
}

/// The days of the challenge as marks: their shape tells what became of each.
fn strip(surface: &mut Surface, sheet: &Sheet, plan: &Plan, accent: Ink) -> Option<(String, Identifier)> {
    let area = plan.strip?;
    // A strip has at most some thousand marks, which a float counts exactly.
    let step = (area.width / sheet.strip.len() as f32).min(area.height * 2.6);
    let side = (step * 0.62).min(area.height);
    let id = surface.start_tagged(ContentTag::Other);
    for (at, state) in sheet.strip.iter().enumerate() {
        let left = area.left + step * at as f32;
        let (square, ink) = match *state {
            "done" => (Area { left, top: area.top, width: side, height: area.height }, accent),
            "rest" => (Area { left, top: area.top, width: side, height: area.height }, accent),
            "missed" => (Area { left, top: area.bottom() - 1.0, width: side, height: 1.0 }, GREY),
            _ => (Area { left, top: area.top, width: side, height: area.height }, HAIRLINE),
        };
        match *state {
            "done" | "missed" => paint(surface, &square, ink),
            _ => outline(surface, &square, ink),
        }
    }
    surface.end_tagged();
    Some((sheet.progress.clone(), id)).filter(|(alt, _)| !alt.is_empty())
}

fn paint(surface: &mut Surface, area: &Area, ink: Ink) {
    surface.set_stroke(None);
    surface.set_fill(Some(fill(ink)));
    if let Some(path) = path(area) {
        surface.draw_path(&path);
    }
}

fn outline(surface: &mut Surface, area: &Area, ink: Ink) {
    let width = 0.8;
    let half = width / 2.0;
    let inside = Area {
        left: area.left + half,
        top: area.top + half,
        width: area.width - width,
        height: area.height - width,
    };
    surface.set_fill(None);
    surface.set_stroke(Some(Stroke { paint: colour(ink).into(), width, ..Stroke::default() }));
    if let Some(path) = path(&inside) {
        surface.draw_path(&path);
    }
    surface.set_stroke(None);
}

fn path(area: &Area) -> Option<Path> {
    let mut builder = PathBuilder::new();
    builder.push_rect(rect(area)?);
    builder.finish()
}

fn picture(surface: &mut Surface, order: &Order, sheet: &Sheet, plan: &Plan) -> Option<(String, Identifier)> {
    let (picture, area) = (order.picture?, plan.picture?);
    let (across, down) = picture.size();
    let height = area.width * down as f32 / across.max(1) as f32;
    let id = surface.start_tagged(ContentTag::Other);
    // A tall picture shows its upper part.
    surface.push_clip_path(&path(&area)?, &FillRule::NonZero);
    surface.push_transform(&Transform::from_translate(area.left, area.top));
    if let Some(size) = Size::from_wh(area.width, height) {
        surface.draw_image(picture.image(), size);
    }
    surface.pop();
    surface.pop();
    surface.end_tagged();
    surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)));
    outline(surface, &area, HAIRLINE);
    surface.end_tagged();
    Some((
        sheet.picture.as_ref().map_or_else(|| sheet.project.text.clone(), |picture| picture.alt.clone()),
        id,
    ))
}

/// The modules of a code; nothing where the text is too long for one.
pub(super) fn code(text: &str) -> Option<fast_qr::QRCode> {
    fast_qr::QRBuilder::new(text).ecl(fast_qr::ECL::M).build().ok()
}

fn qr(surface: &mut Surface, sheet: &Sheet, plan: &Plan) -> Option<(String, Identifier)> {
    let (url, area) = (sheet.qr.as_deref()?, plan.code?);
    let code = code(url)?;
    let module = area.width / code.size as f32;
    let mut builder = PathBuilder::new();
    for row in 0..code.size {
        let mut column = 0;
        while column < code.size {
            let start = column;
            while column < code.size && code[row][column].value() {
                column += 1;
            }
            if column > start {
                let run = (column - start) as f32;
                let (left, top) = (area.left + module * start as f32, area.top + module * row as f32);
                builder.push_rect(Rect::from_xywh(left, top, run * module, module)?);
            }
            column += 1;
        }
    }
    let path = builder.finish()?;
    let id = surface.start_tagged(ContentTag::Other);
    surface.set_fill(Some(fill(BLACK)));
    surface.draw_path(&path);
    surface.end_tagged();
    Some((url.to_string(), id))
}
