//! What is drawn and not written: the strip of days, the picture, the code.

use krilla::color::rgb;
use krilla::geom::{Path, PathBuilder, Rect, Size, Transform};
use krilla::num::NormalizedF32;
use krilla::paint::{Fill, FillRule, Stroke};
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, Identifier};

use super::Order;
use super::fit::{Area, Plan};
use super::style::{BLACK, GREY, HAIRLINE, Ink};
use crate::render::brief::sheet::Sheet;

/// The days of the challenge as marks: their shape tells what became of each.
pub(super) fn strip(
    surface: &mut Surface,
    sheet: &Sheet,
    plan: &Plan,
    accent: Ink,
) -> Option<(String, Identifier)> {
    let area = plan.strip?;
    // A strip has at most some thousand marks, which a float counts exactly.
    let marks = sheet.strip.len() as f32;
    let side = (area.width / marks * 0.62).min(area.height);
    // The last mark ends where the page does, unless few marks would stand too far apart for that.
    let step = ((area.width - side) / (marks - 1.0).max(1.0)).min(area.height * 3.0);
    let id = surface.start_tagged(ContentTag::Other);
    for (at, state) in sheet.strip.iter().enumerate() {
        let left = area.left + step * at as f32;
        let whole = Area { left, top: area.top, width: side, height: area.height };
        let line = Area { left, top: area.bottom() - 1.0, width: side, height: 1.0 };
        match *state {
            "done" => paint(surface, path(&whole), accent),
            "rest" => outline(surface, ring(&inside(&whole)), accent),
            "missed" => paint(surface, path(&line), GREY),
            _ => outline(surface, path(&inside(&whole)), HAIRLINE),
        }
    }
    surface.end_tagged();
    // What it shows is also said in words, but not where no day is written yet.
    let alt = if sheet.progress.is_empty() { &sheet.project.text } else { &sheet.progress };
    Some((alt.clone(), id))
}

/// The width of an outline, in points.
const OUTLINE: f32 = 0.8;

/// The area that an outline of another runs through.
fn inside(area: &Area) -> Area {
    let half = OUTLINE / 2.0;
    Area {
        left: area.left + half,
        top: area.top + half,
        width: area.width - OUTLINE,
        height: area.height - OUTLINE,
    }
}

fn paint(surface: &mut Surface, path: Option<Path>, ink: Ink) {
    surface.set_stroke(None);
    surface.set_fill(Some(fill(ink)));
    if let Some(path) = path {
        surface.draw_path(&path);
    }
}

fn outline(surface: &mut Surface, path: Option<Path>, ink: Ink) {
    surface.set_fill(None);
    surface.set_stroke(Some(Stroke { paint: colour(ink).into(), width: OUTLINE, ..Stroke::default() }));
    if let Some(path) = path {
        surface.draw_path(&path);
    }
    surface.set_stroke(None);
}

fn path(area: &Area) -> Option<Path> {
    let mut builder = PathBuilder::new();
    builder.push_rect(rect(area)?);
    builder.finish()
}

/// A circle, or what is nearest to one in the area.
fn ring(area: &Area) -> Option<Path> {
    // How far the handles of four cubic curves stand from their ends, so that they are a circle.
    const HANDLE: f32 = 0.552_285;
    let (across, down) = (area.width / 2.0, area.height / 2.0);
    let (x, y) = (area.left + across, area.top + down);
    let (dx, dy) = (across * HANDLE, down * HANDLE);
    let mut builder = PathBuilder::new();
    builder.move_to(x, y - down);
    builder.cubic_to(x + dx, y - down, x + across, y - dy, x + across, y);
    builder.cubic_to(x + across, y + dy, x + dx, y + down, x, y + down);
    builder.cubic_to(x - dx, y + down, x - across, y + dy, x - across, y);
    builder.cubic_to(x - across, y - dy, x - dx, y - down, x, y - down);
    builder.close();
    builder.finish()
}

/// A picture of the project, in a fine line.
pub(super) fn picture(
    surface: &mut Surface,
    order: &Order,
    sheet: &Sheet,
    plan: &Plan,
) -> Option<(String, Identifier)> {
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
    outline(surface, path(&area), HAIRLINE);
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

/// The code, drawn as one shape.
pub(super) fn qr(surface: &mut Surface, sheet: &Sheet, plan: &Plan) -> Option<(String, Identifier)> {
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

pub(super) fn rect(area: &Area) -> Option<Rect> {
    Rect::from_xywh(area.left, area.top, area.width, area.height)
}

pub(super) fn fill(ink: Ink) -> Fill {
    Fill { paint: colour(ink).into(), opacity: NormalizedF32::ONE, rule: FillRule::NonZero }
}

fn colour([red, green, blue]: Ink) -> rgb::Color {
    rgb::Color::new(red, green, blue)
}
