//! Preview pictures of pages, 1200 × 630 pixels: a title, where it belongs, and the day strip.
//!
//! A card is named after everything that it is drawn from, so that its address is known before it is drawn:
//! [`Cards::decide`] makes the list, [`Cards::draw`] the picture.

mod decide;
mod draw;
mod event;
mod ground;
mod lettering;
mod letters;
mod lines;
mod picture;
mod sheet;
mod strip;
mod words;

#[cfg(test)]
mod tests;

pub use decide::Memo;
pub use event::EventCard;

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;
use tera::{Context, Value};

use crate::diagnostics::{Diagnostic, Place};
use crate::markdown;
use crate::path::{Route, SitePath};
use crate::plan::{CardOf, Page, PageKind};
use crate::site::Site;
use crate::theme::{Strings, Theme};
use draw::Card;
use ground::Grounds;
use lettering::{Lettering, Style};
use lines::{Room, Set};
use strip::{MarkShape, Signs};
use words::Words;

/// Raised when the same inputs give another picture than before, so that its name changes with it.
const DRAWING: u32 = 5;

/// Width and height of a card in pixels: what LinkedIn, X and the others cut least from.
pub(super) const SIZE: (u32, u32) = (1200, 630);

/// The template that a theme may have its own of.
const TEMPLATE: &str = "card.svg";

/// The margin to the left and to the right, in pixels.
const MARGIN: f32 = 72.0;

/// No letter may come nearer to the edge than this, in pixels.
const EDGE: f32 = 36.0;

/// Sizes of a title in pixels, and the most lines at each: a title has two or three lines while it can.
const TITLES: [(f32, usize); 11] = [
    (116.0, 2),
    (104.0, 3),
    (96.0, 3),
    (88.0, 3),
    (80.0, 3),
    (72.0, 3),
    (64.0, 3),
    (58.0, 4),
    (52.0, 5),
    (46.0, 6),
    (40.0, 7),
];

/// Sizes of the sentence below a title, in pixels.
const BELOW: [(f32, usize); 3] = [(42.0, 3), (38.0, 3), (34.0, 4)];

/// The size of small words, in pixels.
const SMALL: f32 = 38.0;

/// Said before and behind a line, it keeps a comma at its end where a reader from the right has it.
const FROM_RIGHT: &str = "\u{200f}";

/// All cards of a site.
#[derive(Clone, Default)]
pub struct Cards {
    lettering: Option<Arc<Lettering>>,
    strips: BTreeMap<(usize, usize), Arc<Strip>>,
    accent: String,
    list: Vec<(usize, CardOf, Route)>,
    grounds: Arc<Grounds>,
}

/// The strip of a project.
struct Strip {
    signs: Signs,
    /// Stands for the signs in the names of all the cards that show them.
    hash: blake3::Hash,
}

/// The template variable `card`.
#[derive(Serialize)]
struct CardData {
    language: String,
    accent: String,
    /// Where lines begin: at the left margin, or for a title that is read from the right at the right one.
    x: f32,
    /// Which end of a line that is: `start` or `end`, as `text-anchor` of SVG takes it.
    anchor: &'static str,
    over: Option<Value>,
    place: Option<Value>,
    /// Where the place begins, behind what stands over the title.
    place_x: f32,
    title: SetData,
    below: Option<SetData>,
    author: Option<Value>,
    address: Value,
    strip: Vec<MarkShape>,
}

#[derive(Serialize)]
struct SetData {
    size: f32,
    leading: f32,
    lines: Vec<Value>,
}

impl Cards {
    /// The cards as pages of the plan.
    pub fn pages(&self) -> impl Iterator<Item = Page> + '_ {
        let page = |(edition, of, route): &(usize, CardOf, Route)| Page {
            route: route.clone(),
            edition: *edition,
            kind: PageKind::Card(*of),
        };
        self.list.iter().map(page)
    }

    /// The picture of a card, as PNG.
    ///
    /// # Errors
    /// A fault of the theme's template.
    pub fn draw(
        &self,
        site: &Site,
        theme: &Theme,
        edition: usize,
        of: CardOf,
    ) -> Result<Vec<u8>, Box<Diagnostic>> {
        let words = Words::of(site, theme.strings(&site.editions[edition].language), edition, of);
        let Some(lettering) = &self.lettering else { return Ok(Vec::new()) };
        let card = self.drawing(site, theme, lettering, &words, (edition, of))?;
        card.png(&self.grounds).map_err(|error| unfit(theme, TEMPLATE, &error))
    }

    fn drawing<'l>(
        &self,
        site: &Site,
        theme: &Theme,
        lettering: &'l Lettering,
        words: &Words,
        place: (usize, CardOf),
    ) -> Result<Card<'l>, Box<Diagnostic>> {
        let mut width = SIZE.0 as f32 - 2.0 * MARGIN;
        loop {
            let mut context = Context::new();
            context.insert("card", &self.data(site, lettering, words, place, width));
            let svg = theme.render(TEMPLATE, &context)?;
            let card = Card::read(svg, lettering).map_err(|error| unfit(theme, TEMPLATE, &error))?;
            // Letters of some scripts are wider together than one by one.
            let (left, right) = card.edges();
            if left >= EDGE && right <= SIZE.0 as f32 - EDGE || width < 200.0 {
                return Ok(card);
            }
            width *= 0.85;
        }
    }

    fn data(
        &self,
        site: &Site,
        lettering: &Lettering,
        words: &Words,
        (edition, of): (usize, CardOf),
        width: f32,
    ) -> CardData {
        let title = title(lettering, words);
        let small = |text: &str, style: Style, room: f32| {
            let text = lettering.drawable(text);
            lines::one(&text, room / SMALL, |text| lettering.width(text, style))
        };
        // What became the title need not be said twice.
        let stays = |text: &&str| words.title == title || lettering.drawable(text) != title;
        let over = words.over.as_deref().filter(stays).map(|text| small(text, Style::Strong, width * 0.62));
        let taken = over.as_deref().map_or(0.0, |text| lettering.width(text, Style::Strong) * SMALL + 26.0);
        let place = words.place.as_deref().filter(stays).map(|text| small(text, Style::Plain, width - taken));
        let is_from_right = is_from_right(&title);
        let (x, anchor) = if is_from_right { (SIZE.0 as f32 - MARGIN, "end") } else { (MARGIN, "start") };
        let (mut title, below) = set(lettering, &title, words, width);
        if is_from_right {
            title.lines.iter_mut().for_each(|line| *line = format!("{FROM_RIGHT}{line}{FROM_RIGHT}"));
        }
        let strip = strip_of(site, edition, of).and_then(|project| self.strips.get(&(edition, project)));
        CardData {
            language: site.editions[edition].language.tag().to_string(),
            accent: self.accent.clone(),
            x,
            anchor,
            place_x: if is_from_right { x - taken } else { x + taken },
            over: over.map(|text| lettering.marked(&text, Style::Strong)),
            place: place.map(|text| lettering.marked(&text, Style::Plain)),
            title: set_data(lettering, Style::Display, title, 1.14),
            below: below.map(|below| set_data(lettering, Style::Plain, below, 1.35)),
            author: words
                .author
                .as_deref()
                .map(|text| lettering.marked(&small(text, Style::Strong, width * 0.55), Style::Strong)),
            address: lettering.marked(&small(&words.address, Style::Plain, width * 0.42), Style::Plain),
            strip: strip.map_or_else(Vec::new, |strip| {
                strip::shapes(&strip.signs, place_of(site, edition, of), SIZE.0 as f32 - 2.0 * MARGIN)
            }),
        }
    }
}

/// The title as it can be drawn. Where nothing can draw most of its letters, or it is of emoji alone, what says best
/// which card it is stands in its place.
fn title(lettering: &Lettering, words: &Words) -> String {
    let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).count();
    let says_it = |text: &String| {
        let drawn = lettering.drawable(text);
        (!drawn.is_empty() && 2 * letters(&drawn) >= letters(text)).then_some(drawn)
    };
    let ways = [&words.over, &words.below, &words.place, &words.author].into_iter().flatten();
    let mut ways = std::iter::once(&words.title).chain(ways);
    ways.find_map(says_it).unwrap_or_else(|| words.address.clone())
}

/// The title, and the sentence below it in what room that leaves.
fn set(lettering: &Lettering, title: &str, words: &Words, width: f32) -> (Set, Option<Set>) {
    let below = words.below.as_deref().map(|text| lettering.drawable(text));
    let below = below.filter(|text| !text.is_empty() && text != title);
    let display = |text: &str| lettering.width(text, Style::Display);
    let plain = |text: &str| lettering.width(text, Style::Plain);
    let height = if below.is_some() { 190.0 } else { 330.0 };
    let title = lines::set(title, Room { width, height, leading: 1.14 }, &TITLES, display);
    let taken = title.lines.len() as f32 * title.size * 1.14;
    let room = Room { width, height: (330.0 - taken).max(60.0), leading: 1.35 };
    (title, below.map(|text| lines::set(&text, room, &BELOW, plain)))
}

/// Whether a text is read from the right: so is its first letter (Unicode, annex 9, rule P2).
fn is_from_right(text: &str) -> bool {
    text.chars().find(|c| c.is_alphabetic()).is_some_and(markdown::is_from_right)
}

/// What a card shows, for those who don't see it.
pub(super) fn alt(site: &Site, strings: &Strings, edition: usize, of: CardOf) -> String {
    let Words { over, place, title, below, .. } = Words::of(site, strings, edition, of);
    let parts: Vec<String> = [over, place, Some(title), below].into_iter().flatten().collect();
    parts.join(" · ")
}

fn set_data(lettering: &Lettering, style: Style, set: Set, leading: f32) -> SetData {
    let lines = set.lines.iter().map(|line| lettering.marked(line, style)).collect();
    SetData { size: set.size, leading: set.size * leading, lines }
}

/// The project whose strip a card shows: the site's own card has that of the newest.
fn strip_of(site: &Site, edition: usize, of: CardOf) -> Option<usize> {
    match of {
        CardOf::Site => (!site.editions[edition].projects.is_empty()).then_some(0),
        CardOf::Project(project) | CardOf::Brief(project) => Some(project),
        CardOf::Day(id) => Some(id.project),
    }
}

fn place_of(site: &Site, edition: usize, of: CardOf) -> Option<usize> {
    let CardOf::Day(id) = of else { return None };
    let project = &site.editions[edition].projects[id.project];
    strip::place(project, &project.days[id.day])
}

fn unfit(theme: &Theme, template: &'static str, error: &draw::DrawError) -> Box<Diagnostic> {
    let place = theme.place(template).unwrap_or_else(|| SitePath::new(template));
    Box::new(
        Diagnostic::error("bad-card", format!("{place} makes no picture: {error}"))
            .at(Place::file(place))
            .hint("mend the drawing, or remove the file: buildlog has one of its own, which is used then"),
    )
}
