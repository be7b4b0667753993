//! A sheet as a PDF of one page: tagged, with its fonts, and the same bytes each time.

mod compose;
mod draw;
mod fit;
mod graphics;
mod letters;
mod picture;
mod shape;
mod style;
#[cfg(test)]
mod tests;

pub(super) use picture::Picture;
pub use shape::Typesetter;

use crate::config::Paper;
use crate::render::brief::notes::full_name;
use crate::render::brief::sheet::Sheet;
use compose::{Block, Flow, compose};
use fit::{Aside, Letters, Plan, Shaped, fit};
use style::Page;

/// What a PDF is made of.
#[derive(Clone, Copy)]
pub(super) struct Order<'a> {
    /// The words.
    pub(super) sheet: &'a Sheet,
    /// The paper.
    pub(super) paper: Paper,
    /// The fonts.
    pub(super) typesetter: &'a Typesetter,
    /// The picture, ready to be drawn.
    pub(super) picture: Option<&'a Picture>,
    /// The one colour beside black and grey, as `#rrggbb`.
    pub(super) accent: &'a str,
}

/// A document, and what had no place in it.
pub struct Made {
    /// The file.
    pub bytes: Vec<u8>,
    /// The items that went because the page was full, by name, the first to go first.
    pub gone: Vec<String>,
}

/// Why there is no document.
#[derive(Clone, Debug, PartialEq)]
pub enum PdfError {
    /// What must stay is too long, by so many millimetres.
    TooLong(f32),
    /// The writer refused it, in its words.
    Refused(String),
}

/// Millimetres in a point.
const MILLIMETRES: f32 = 25.4 / 72.0;

/// Sets and writes a document.
///
/// # Errors
/// Where what must stay does not fit on a page, or where the document would not be valid.
pub(super) fn make(order: &Order) -> Result<Made, PdfError> {
    let (flows, plan, gone) = set(order)?;
    let bytes = draw::draw(order, &flows, &plan)?;
    Ok(Made { bytes, gone })
}

/// What goes from a document because the page is full, by name.
///
/// # Errors
/// As [`make`], but for what only writing can tell.
pub(super) fn overflow(order: &Order) -> Result<Vec<String>, PdfError> {
    set(order).map(|(_, _, gone)| gone)
}

/// Places the sheet on its page. Where a quote has no room, the line that counts them is set anew.
fn set(order: &Order) -> Result<(Vec<Shaped>, Plan, Vec<String>), PdfError> {
    let placed = place(order)?;
    let gone = &placed.2;
    if !gone.iter().any(|name| name.starts_with("quotes: ")) {
        return Ok(placed);
    }
    let sheet = order.sheet.without(|key, name| gone.contains(&full_name(key, name)));
    let (flows, plan, more) = place(&Order { sheet: &sheet, ..*order })?;
    let gone = gone.iter().cloned().chain(more).collect();
    Ok((flows, plan, gone))
}

fn place(order: &Order) -> Result<(Vec<Shaped>, Plan, Vec<String>), PdfError> {
    let aside = Aside {
        picture: order.picture.map(Picture::size),
        has_code: order.sheet.qr.as_deref().is_some_and(|url| graphics::code(url).is_some()),
    };
    let mut flows = shape(order);
    let fitted = fit(&mut flows, aside, Page::of(order.paper));
    let (plan, gone) = fitted.map_err(|over| PdfError::TooLong(over * MILLIMETRES))?;
    Ok((flows, plan, gone))
}

fn shape(order: &Order) -> Vec<Shaped> {
    let mut setter = order.typesetter.setter(&order.sheet.language);
    let mut letters = |block: Block| {
        let layout = setter.shape(&block);
        Letters { block, layout }
    };
    let flows = compose(order.sheet, accent(order)).into_iter();
    flows
        .map(|flow| match flow {
            Flow::Block(block) => Shaped::Block(letters(block)),
            Flow::Heading(block) => Shaped::Heading(letters(block)),
            Flow::Item(rank, name, block) => Shaped::Item(rank, name, letters(block)),
            Flow::Strip(above) => Shaped::Strip(above),
            Flow::Aside => Shaped::Aside,
        })
        .collect()
}

/// The accent in numbers.
fn accent(order: &Order) -> style::Ink {
    let [_, ink @ ..] =
        u32::from_str_radix(order.accent.trim_start_matches('#'), 16).unwrap_or_default().to_be_bytes();
    ink
}
