//! A text as its readers see it: character references stand for characters, and whoever hides an address behind them,
//! or sets a part of it bold, hides it from nobody.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::pattern::compiled;
use crate::diagnostics::Span;

/// A reference by number or by name (HTML, section 13.5), a sign as it stands in the address of a page or in a
/// string of a program, a tag that changes the looks of a part of a word, a character without any looks, and letters, digits and signs of full width.
const REFERENCE: &str = r"&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([A-Za-z]{2,16}));|%([2-7][0-9A-Fa-f])|\\u([0-9A-Fa-f]{4})|</?(?:b|code|del|em|i|ins|mark|q|s|small|span|strong|sub|sup|u|wbr)>|[\u{ad}\u{200b}-\u{200d}\u{2060}\u{feff}]|[＠＿．０-９Ａ-Ｚａ-ｚ]";

/// Names of the characters that stand in addresses, tokens and sentences.
const NAMES: [(&str, char); 30] = [
    ("NoBreak", '\u{2060}'),
    ("UnderBar", '_'),
    ("ZeroWidthSpace", '\u{200b}'),
    ("amp", '&'),
    ("apos", '\''),
    ("colon", ':'),
    ("comma", ','),
    ("commat", '@'),
    ("equals", '='),
    ("excl", '!'),
    ("gt", '>'),
    ("hyphen", '-'),
    ("ldquo", '“'),
    ("lowbar", '_'),
    ("lpar", '('),
    ("lsquo", '‘'),
    ("lt", '<'),
    ("nbsp", ' '),
    ("num", '#'),
    ("period", '.'),
    ("plus", '+'),
    ("quot", '"'),
    ("rdquo", '”'),
    ("rpar", ')'),
    ("rsquo", '’'),
    ("shy", '\u{ad}'),
    ("sol", '/'),
    ("thinsp", ' '),
    ("zwj", '\u{200d}'),
    ("zwnj", '\u{200c}'),
];

/// How far the characters of full width stand behind those of ASCII (Unicode, "Halfwidth and Fullwidth Forms").
const FULL_WIDTH: u32 = 0xFEE0;

static REFERENCE_FORM: LazyLock<Regex> = LazyLock::new(|| compiled(REFERENCE));

/// A text without references and such tags, and where its parts stood.
#[derive(Debug)]
pub(super) struct Readable {
    /// The text.
    pub(super) text: String,
    /// Behind each reference: the place here, and the place in the text as it is written.
    places: Vec<(usize, usize)>,
}

/// A text without its references and such tags; nothing where it has none.
pub(super) fn readable(written: &str) -> Option<Readable> {
    let mut readable = Readable { text: String::new(), places: Vec::new() };
    let mut end = 0;
    for groups in REFERENCE_FORM.captures_iter(written) {
        let c = meant(&groups);
        let Some(whole) = groups.get(0).filter(|whole| c.is_some() || whole.as_str().starts_with('<')) else {
            continue;
        };
        readable.text.push_str(&written[end..whole.start()]);
        readable.text.extend(c.filter(|c| !is_unseen(*c)));
        end = whole.end();
        readable.places.push((readable.text.len(), end));
    }
    readable.text.push_str(&written[end..]);
    (end > 0).then_some(readable)
}

/// The character that a reference stands for.
fn meant(groups: &Captures) -> Option<char> {
    if let Some(alone) = groups[0].chars().next().filter(|c| !"&<%\\".contains(*c)) {
        let narrow = u32::from(alone).checked_sub(FULL_WIDTH).filter(|narrow| *narrow < 0x7F);
        return narrow.and_then(char::from_u32).or(Some(alone));
    }
    if let Some(name) = groups.get(3) {
        return NAMES.iter().find(|(known, _)| *known == name.as_str()).map(|(_, c)| *c);
    }
    let decimal = groups.get(1).map(|digits| (digits, 10));
    let (digits, radix) =
        decimal.or(groups.get(2).or(groups.get(4)).or(groups.get(5)).map(|digits| (digits, 16)))?;
    char::from_u32(u32::from_str_radix(digits.as_str(), radix).ok()?)
}

/// A place where a word may be divided, or nothing at all.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

impl Readable {
    /// Where something stands in the text as it is written.
    pub(super) fn written(&self, span: &Span) -> Span {
        let start = self.place(span.start);
        start..self.place(span.end).max(start)
    }

    fn place(&self, at: usize) -> usize {
        let behind = self.places.partition_point(|(here, _)| *here <= at);
        match behind.checked_sub(1).map(|last| self.places[last]) {
            Some((here, there)) => there + (at - here),
            None => at,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_become_characters_and_places_lead_back() {
        let written = "Ask <p>robin&#64;h<b>o</b>st&period;net</p> &amp; &nosuch; co";
        let readable = readable(written).unwrap();
        assert_eq!(readable.text, "Ask <p>robin@host.net</p> & &nosuch; co");
        let start = readable.text.find("robin").unwrap();
        let end = readable.text.find("</p>").unwrap();
        assert_eq!(&written[readable.written(&(start..end))], "robin&#64;h<b>o</b>st&period;net");
        let co = readable.text.find("co").unwrap();
        assert_eq!(&written[readable.written(&(co..co + 2))], "co");
    }

    #[test]
    fn what_nobody_sees_is_gone_and_full_width_is_width() {
        let text = |written| readable(written).unwrap().text;
        assert_eq!(text("ro\u{200b}bin&shy;@ho\u{ad}st.net"), "robin@host.net");
        assert_eq!(text("robin＠host．net １３９&#8203;８"), "robin@host.net 1398");
        assert_eq!(text(r"robin\u0040host.net in C:\users"), r"robin@host.net in C:\users");
    }

    #[test]
    fn a_text_without_references_is_left_alone() {
        assert!(readable("R&D; 50 % of 40 & more").is_none());
    }
}
