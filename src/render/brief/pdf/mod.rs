//! A sheet as a PDF of one page: tagged, with its fonts, and the same bytes each time.

mod compose;
mod draw;
mod fit;
mod picture;
mod shape;
mod style;
#[cfg(test)]
mod tests;

pub use picture::Picture;
pub use shape::Typesetter;

use crate::config::Paper;
use crate::render::brief::sheet::Sheet;
use compose::{Flow, compose};
use fit::{Aside, Plan, Shaped, fit};
use style::Page;

/// What a PDF is made of.
pub struct Order<'a> {
    /// The words.
    pub sheet: &'a Sheet,
    /// The paper.
    pub paper: Paper,
    /// The fonts.
    pub typesetter: &'a Typesetter,
    /// The picture, ready to be drawn.
    pub picture: Option<&'a Picture>,
    /// The one colour beside black and grey, as `#rrggbb`.
    pub accent: Option<&'a str>,
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

/// The accent of the default theme.
const ACCENT: style::Ink = [0x9a, 0x3b, 0x1b];

/// Millimetres in a point.
const MILLIMETRES: f32 = 25.4 / 72.0;

/// Sets and writes a document.
///
/// # Errors
/// Where what must stay does not fit on a page, or where the document would not be valid.
pub fn make(order: &Order) -> Result<Made, PdfError> {
    let (flows, plan, sheet, gone) = set(order)?;
    let bytes = draw::draw(order, &sheet, &flows, &plan)?;
    Ok(Made { bytes, gone })
}

/// What goes from a document because the page is full, by name.
///
/// # Errors
/// As [`make`], but for what only writing can tell.
pub fn overflow(order: &Order) -> Result<Vec<String>, PdfError> {
    set(order).map(|(_, _, _, gone)| gone)
}

/// Places the sheet, without the items that have no room: the lowest rank goes first.
fn set(order: &Order) -> Result<(Vec<Shaped>, Plan, Sheet, Vec<String>), PdfError> {
    let page = Page::of(order.paper);
    let aside = Aside {
        picture: order.picture.map(Picture::size),
        has_code: order.sheet.qr.as_deref().is_some_and(|url| draw::code(url).is_some()),
    };
    let mut gone: Vec<String> = Vec::new();
    let mut sheet = order.sheet.clone();
    loop {
        let mut flows = shape(order, &sheet);
        match fit(&mut flows, aside, page) {
            Ok(plan) => return Ok((flows, plan, sheet, gone)),
            Err(over) => match sheet.dearest_last() {
                Some(last) => gone.push(last.name.clone()),
                None => return Err(PdfError::TooLong(over * MILLIMETRES)),
            },
        }
        sheet = order.sheet.without(&gone);
    }
}

fn shape(order: &Order, sheet: &Sheet) -> Vec<Shaped> {
    let mut setter = order.typesetter.setter(&sheet.language);
    let mut with_letters = |block: compose::Block| {
        let layout = setter.shape(&block);
        (block, layout)
    };
    let flows = compose(sheet, accent(order));
    flows
        .into_iter()
        .map(|flow| match flow {
            Flow::Block(block) => {
                let (block, layout) = with_letters(block);
                Shaped::Block(block, layout)
            }
            Flow::Columns(above, columns) => {
                let shaped =
                    columns.into_iter().map(|column| column.into_iter().map(&mut with_letters).collect());
                Shaped::Columns(above, shaped.collect())
            }
            Flow::Strip(above) => Shaped::Strip(above),
            Flow::Aside => Shaped::Aside,
        })
        .collect()
}

/// The accent in numbers.
fn accent(order: &Order) -> style::Ink {
    let said = order.accent.and_then(|said| u32::from_str_radix(said.trim_start_matches('#'), 16).ok());
    said.map_or(ACCENT, |said| [(said >> 16) as u8, (said >> 8) as u8, said as u8])
}
