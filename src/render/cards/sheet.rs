//! A drawing of plain lines of text over a ground of anything: the way of nearly every card, since the ground is then
//! drawn once for many and each letter once for all.

use resvg::usvg::roxmltree::{Document, Node};

use super::SIZE;
use super::draw::farthest;
use super::lettering::Lettering;
use super::letters::Placed;
use crate::markdown::{is_han, is_hangul, is_kana};

/// Attributes of text that are understood here. A text with any other is left to the drawing library.
const OF_TEXT: [&str; 7] = ["x", "y", "font-family", "font-size", "font-weight", "text-anchor", "fill"];

/// Attributes of the drawing itself; those that say what size it is must say that of a card.
const OF_DRAWING: [&str; 4] = ["width", "height", "viewBox", "lang"];

/// Red, green and blue.
pub(super) type Ink = [u8; 3];

/// A drawing, taken apart.
pub(super) struct Sheet {
    /// The drawing without its texts.
    pub(super) ground: String,
    pub(super) lines: Vec<Line>,
}

/// A line of text in its place.
pub(super) struct Line {
    pub(super) ink: Ink,
    /// In pixels.
    pub(super) size: f32,
    pub(super) letters: Vec<Placed>,
    /// Its left and its right edge, in pixels.
    edges: (f32, f32),
}

impl Sheet {
    /// Takes a drawing apart; nothing where it holds more than a text with a ground behind it, or letters that are
    /// written otherwise than one after the other.
    pub(super) fn read(svg: &str, lettering: &Lettering) -> Option<Self> {
        let document = Document::parse(svg).ok()?;
        let root = document.root_element();
        let texts: Vec<Node> = root.descendants().filter(|node| node.has_tag_name("text")).collect();
        let has_style = root.descendants().any(|node| node.has_tag_name("style"));
        if !is_unscaled(root)
            || has_style
            || !texts.iter().all(|text| is_plain(*text))
            || !is_behind(&document, &texts)
        {
            return None;
        }
        let mut ground = String::with_capacity(svg.len());
        let mut from = 0;
        let mut lines = Vec::with_capacity(texts.len());
        for text in texts {
            ground.push_str(&svg[from..text.range().start]);
            from = text.range().end;
            lines.extend(line(text, lettering)?);
        }
        ground.push_str(&svg[from..]);
        Some(Self { ground, lines })
    }

    /// The left and the right edge of the lines that reach farthest, in pixels.
    pub(super) fn edges(&self) -> (f32, f32) {
        farthest(self.lines.iter().map(|line| line.edges))
    }
}

/// Whether a drawing has the size of a card, so that its units are pixels.
fn is_unscaled(root: Node) -> bool {
    let [width, height] = [SIZE.0, SIZE.1].map(|pixels| pixels.to_string());
    let frame = [("viewBox", &format!("0 0 {width} {height}")), ("width", &width), ("height", &height)];
    frame.iter().all(|(name, value)| root.attribute(*name) == Some(value.as_str()))
}

/// Whether a text, what is in it and what it is in say no more than is understood here.
fn is_plain(text: Node) -> bool {
    let has_only =
        |node: Node, known: &[&str]| node.attributes().all(|attribute| known.contains(&attribute.name()));
    let is_known = |node: Node| match node.tag_name().name() {
        "svg" => node.parent_element().is_none() && node.attributes().all(|one| is_of_drawing(one.name())),
        "g" => has_only(node, &OF_TEXT[2..]),
        _ => false,
    };
    let inside = || text.descendants().skip(1);
    has_only(text, &OF_TEXT)
        && text.ancestors().skip(1).filter(Node::is_element).all(is_known)
        && inside()
            .all(|node| node.is_text() || node.has_tag_name("tspan") && has_only(node, &["font-family"]))
}

fn is_of_drawing(attribute: &str) -> bool {
    OF_DRAWING.contains(&attribute) || OF_TEXT[2..].contains(&attribute)
}

/// Whether all the texts follow on what else is drawn, and so lie over it.
fn is_behind(document: &Document, texts: &[Node]) -> bool {
    let Some(first) = texts.first() else { return true };
    let later =
        document.descendants().filter(|node| node.is_element() && node.range().start > first.range().start);
    later.into_iter().all(|node| matches!(node.tag_name().name(), "g" | "text" | "tspan"))
}

/// A text with its letters in their places; within, nothing where it is empty.
fn line(text: Node, lettering: &Lettering) -> Option<Option<Line>> {
    let number = |name: &str| inherited(text, name)?.parse::<f32>().ok().filter(|number| number.is_finite());
    let (x, y, size) = (number("x")?, number("y")?, number("font-size")?);
    let weight = inherited(text, "font-weight").map_or(Some(400), |weight| weight.parse().ok())?;
    let ink = ink(inherited(text, "fill").unwrap_or("#000000"))?;
    let mut spans: Vec<(usize, &str)> = Vec::new();
    for piece in text.descendants().filter(Node::is_text) {
        let letters = piece.text().unwrap_or_default();
        let face = lettering.face_named(inherited(piece.parent_element()?, "font-family")?, weight)?;
        spans.push((face, letters));
    }
    let whole: String = spans.iter().map(|(_, letters)| *letters).collect();
    if whole.is_empty() {
        return Some(None);
    }
    if whole.trim() != whole || whole.contains("  ") || !whole.chars().all(stands_alone) {
        return None;
    }
    let (mut letters, width) = lettering.placed(&spans, size)?;
    let left = match inherited(text, "text-anchor").unwrap_or("start") {
        "start" => x,
        "middle" => x - width / 2.0,
        "end" => x - width,
        _ => return None,
    };
    for letter in &mut letters {
        letter.x += left;
        letter.y += y;
    }
    Some(Some(Line { ink, size, letters, edges: (left, left + width) }))
}

/// An attribute of a node, or of the nearest around it that has it.
fn inherited<'t>(node: Node<'t, '_>, name: &str) -> Option<&'t str> {
    node.ancestors().find_map(|node| node.attribute(name))
}

fn ink(colour: &str) -> Option<Ink> {
    let digits = colour.strip_prefix('#').filter(|digits| digits.len() == 6)?;
    let [_, red, green, blue] = u32::from_str_radix(digits, 16).ok()?.to_be_bytes();
    Some([red, green, blue])
}

/// Whether a character is written from the left, behind the one before it and without changing it: one of the Latin,
/// Greek, Cyrillic, Chinese, Japanese and Korean letters, of a digit, or of a sign among them.
fn stands_alone(c: char) -> bool {
    matches!(c,
        ' '..='~' | '\u{A1}'..='\u{AC}' | '\u{AE}'..='\u{2FF}' // Latin
        | '\u{370}'..='\u{482}' | '\u{48A}'..='\u{52F}' // Greek, Cyrillic
        | '\u{1E00}'..='\u{1FFF}' | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205E}'
        | '\u{20A0}'..='\u{20CF}' | '\u{2100}'..='\u{22FF}' // money, arrows, mathematics
        | '\u{3000}'..='\u{3029}' | '\u{FF01}'..='\u{FF60}')
        || is_han(c)
        || is_kana(c) && !matches!(c, '\u{3099}' | '\u{309A}')
        || is_hangul(c)
}
