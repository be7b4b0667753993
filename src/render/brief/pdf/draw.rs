//! A placed page as the bytes of a PDF, tagged as PDF/UA-1 (ISO 14289-1) asks.

use std::num::NonZeroU16;

use krilla::action::{Action, LinkAction};
use krilla::annotation::{Annotation, LinkAnnotation, Target};
use krilla::configure::{Accessibility, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::geom::{Point, Quadrilateral};
use krilla::metadata::Metadata;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::tagging::{Node, Tag, TagGroup, TagTree};
use krilla::{Document, SerializeSettings};

use super::compose::Kind;
use super::fit::{Letters, Placed, Plan, Shaped};
use super::graphics::{picture, qr, rect, strip};
use super::letters::{Part, Tagged, words};
use super::style::Page;
use super::{Order, PdfError};
use crate::brief::FOR_ONE_READER;
use crate::render::brief::direction::unordered;
use crate::render::brief::sheet::Sheet;

/// Writes the page.
pub(super) fn draw(order: &Order, flows: &[Shaped], plan: &Plan) -> Result<Vec<u8>, PdfError> {
    let (sheet, paper) = (order.sheet, Page::of(order.paper));
    let mut document = Document::new_with(settings()?);
    let size = PageSettings::from_wh(paper.width, paper.height);
    let mut page = document.start_page_with(size.ok_or_else(|| PdfError::Refused("the paper".to_string()))?);
    let mut surface = page.surface();
    let mut tagged = Vec::new();
    let mut figures = Vec::new();
    let mut marked = false;
    for placed in &plan.blocks {
        // What has a place in the text is heard where it is seen: the strip before the project.
        let Some(Letters { block, layout }) = letters(flows, placed) else { continue };
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
        .authors(sheet.author.iter().cloned().collect())
        .description(sheet.promise.as_deref().map(unordered).unwrap_or_default())
        .language(sheet.language.clone())
        .keywords(sheet.reader.iter().map(|_| FOR_ONE_READER.to_string()).collect())
        .creator("buildlog".to_string())
}

fn letters<'a>(flows: &'a [Shaped], placed: &Placed) -> Option<&'a Letters> {
    match flows.get(placed.at)? {
        Shaped::Block(letters) | Shaped::Heading(letters) | Shaped::Item(_, _, letters) => Some(letters),
        Shaped::Strip(_) | Shaped::Aside => None,
    }
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
