//! What a document says otherwise than the log, told to its maker.

use std::collections::BTreeSet;

use unicode_segmentation::UnicodeSegmentation;

use super::sheet::Sheet;
use crate::fonts::{self, FontSet, is_pictograph};

/// What became of a text on its way into a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Which text: the full name of an item, or the key under which its maker writes it.
    pub of: String,
    /// What became of it, in a few words.
    pub what: String,
}

impl Note {
    pub(super) fn new(of: impl Into<String>, what: impl Into<String>) -> Self {
        Self { of: of.into(), what: what.into() }
    }
}

/// What an item is called among all of a document: its own name may stand in several sections.
pub fn full_name(section: &str, item: &str) -> String {
    format!("{section}: {item}")
}

/// A document as it is set: each text in its own order, and without pictures in the place of words that no font has.
/// No address is broken behind a hyphen: programs that take text out of a PDF drop one that ends a line.
pub(super) fn printable(sheet: &Sheet, fonts: &FontSet) -> Sheet {
    let mut printed = sheet.isolated();
    printed.for_each_line(|text| *text = addresses_whole(text));
    if let Some(missing) = missing_pictures(sheet, fonts) {
        printed.for_each_text(|text| *text = without(text, &missing));
    }
    printed
}

/// A text with a mark behind each hyphen of what looks like an address that lets no line end there.
fn addresses_whole(text: &str) -> String {
    const JOINED: &str = "-\u{2060}";
    let words = text.split_inclusive(char::is_whitespace);
    words.map(|word| if is_address(word) { word.replace('-', JOINED) } else { word.to_string() }).collect()
}

/// Whether a word may be an address: it has a host in it, or the place of a mailbox.
fn is_address(word: &str) -> bool {
    let letter_at = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let mut marks = word.match_indices(['.', '@']);
    let is_within = |(at, mark): (usize, &str)| {
        letter_at(word[..at].chars().next_back()) && letter_at(word[at + mark.len()..].chars().next())
    };
    word.contains('-') && (word.contains("://") || marks.any(is_within))
}

/// Which texts lose pictures by that, and which pictures.
pub(super) fn lost_pictures(sheet: &Sheet, fonts: &FontSet) -> Vec<Note> {
    let Some(missing) = missing_pictures(sheet, fonts) else { return Vec::new() };
    let mut lost: Vec<Lost> = Vec::new();
    sheet.clone().for_each_named(|name, text| {
        if lost.last().is_none_or(|last| last.of != name) {
            lost.push(Lost { of: name.to_string(), pictures: String::new(), is_all: true });
        }
        let Some(last) = lost.last_mut() else { return };
        last.is_all &= without(text, &missing).is_empty();
        for picture in text.graphemes(true).filter(|cluster| is_lost(cluster, &missing)) {
            last.pictures.push_str(if last.pictures.contains(picture) { "" } else { picture });
        }
    });
    lost.into_iter().filter(|lost| !lost.pictures.is_empty()).map(Lost::note).collect()
}

/// What a text loses.
struct Lost {
    of: String,
    pictures: String,
    is_all: bool,
}

impl Lost {
    fn note(self) -> Note {
        let Self { of, pictures, is_all } = self;
        Note::new(
            of,
            match is_all {
                true => format!("not in the PDF: no font has {pictures}, and it says nothing else"),
                false => format!("in the PDF without {pictures}, which no font has"),
            },
        )
    }
}

/// Stands where a picture goes. No text holds it: it is set aside for ever (Unicode: `Noncharacter_Code_Point`).
const GONE: char = '\u{fffe}';

/// Which pictures no font has; `None` where none is missing.
fn missing_pictures(sheet: &Sheet, fonts: &FontSet) -> Option<BTreeSet<char>> {
    let mut missing = fonts.missing(&sheet.words());
    missing.retain(|character| is_pictograph(*character));
    (!missing.is_empty()).then_some(missing)
}

/// A text without the pictures that go; marks that they leave alone go along.
fn without(text: &str, missing: &BTreeSet<char>) -> String {
    let marked = marked(text, missing);
    let left = fonts::without(&marked, |c| c == GONE);
    if marked.contains(GONE) && !left.contains(char::is_alphanumeric) { String::new() } else { left }
}

/// A text with a mark for each picture that goes. One that is joined of several goes as a whole: a nurse is no
/// rod of Asclepius. A digit in a frame stays as a digit.
fn marked(text: &str, missing: &BTreeSet<char>) -> String {
    let mut marked = String::with_capacity(text.len());
    for cluster in text.graphemes(true) {
        match is_lost(cluster, missing) {
            true => marked.extend(cluster.chars().map(|c| if is_pictograph(c) { GONE } else { c })),
            false => marked.push_str(cluster),
        }
    }
    marked
}

fn is_lost(cluster: &str, missing: &BTreeSet<char>) -> bool {
    cluster.chars().any(|c| missing.contains(&c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_ends_within_an_address_wherever_it_stands() {
        let parts = |text: &str| addresses_whole(text).matches("-\u{2060}").count();
        for (text, hyphens) in [
            ("Try it at https://a-b.example/c-d, a one-page tool.", 2),
            ("See a-b.github.io.", 1),
            ("Mail jo@a-b.example", 1),
            ("用 a-b.example 试试", 1),
            ("A well-known two-line text. So-so.", 0),
        ] {
            assert_eq!(parts(text), hyphens, "{text}");
            assert_eq!(addresses_whole(text).replace('\u{2060}', ""), text);
        }
    }

    #[test]
    fn a_picture_of_several_goes_as_a_whole_and_a_framed_digit_stays() {
        let missing = BTreeSet::from(['👩', '\u{20e3}']);
        let left = |text: &str| without(text, &missing);
        assert_eq!(left("👩."), "");
        assert_eq!(left("For 👩\u{200d}⚕\u{fe0f}, on the ward."), "For, on the ward.");
        assert_eq!(left("⚕ 1\u{fe0f}\u{20e3} ward"), "⚕ 1 ward");
    }
}
