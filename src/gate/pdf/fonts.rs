//! What the numbers stand for that the fonts of a PDF have in the place of letters: a printer embeds a part of a font,
//! numbers its shapes anew, and says in a table which characters they show (ISO 32000-1, section 9.10.3).

use std::collections::HashMap;

use memchr::memmem;

use super::syntax::{Syntax, Token};
use super::{Part, of_utf16};

/// Tables of all fonts together are read no further.
const MOST_ENTRIES: usize = 400_000;

/// The fonts of a document, by the names that its pages have for them.
///
/// Which page has which resources is not asked: where two fonts have one name, both are tried.
#[derive(Debug, Default)]
pub(super) struct Fonts {
    tables: Vec<Table>,
    by_name: HashMap<Vec<u8>, Vec<usize>>,
}

/// Which characters the codes of one font show.
#[derive(Debug, Default)]
pub(super) struct Table {
    /// Whether a code has two bytes.
    is_wide: bool,
    characters: HashMap<u16, String>,
}

impl Fonts {
    /// Those that have a table.
    pub(super) fn of(parts: &[Part<'_>]) -> Self {
        let mut fonts = Self::default();
        let mut of_stream = HashMap::new();
        for part in parts.iter().filter(|part| is_table(&part.stream)) {
            if let Some(number) = last_object(part.objects) {
                let held: usize = fonts.tables.iter().map(|table| table.characters.len()).sum();
                of_stream.insert(number, fonts.tables.len());
                fonts.tables.push(Table::read(&part.stream, MOST_ENTRIES.saturating_sub(held)));
            }
        }
        if fonts.tables.is_empty() {
            return fonts;
        }
        let packed: Vec<(u32, &[u8])> = parts.iter().flat_map(|part| packed_objects(&part.stream)).collect();
        let mut of_font = HashMap::new();
        for (number, object) in parts.iter().flat_map(|part| objects(part.objects)).chain(packed.clone()) {
            let table = references(object).find(|(name, _)| *name == b"ToUnicode");
            if let Some(table) = table.and_then(|(_, stream)| of_stream.get(&stream)) {
                of_font.insert(number, *table);
            }
        }
        let all = parts.iter().map(|part| part.objects).chain(packed.into_iter().map(|(_, object)| object));
        for (name, font) in all.flat_map(references) {
            if let Some(table) = of_font.get(&font) {
                let known = fonts.by_name.entry(name.to_vec()).or_default();
                if !known.contains(table) {
                    known.push(*table);
                }
            }
        }
        fonts
    }

    /// The tables of the fonts with a name.
    pub(super) fn named(&self, name: &[u8]) -> Vec<&Table> {
        let known = self.by_name.get(name).map(Vec::as_slice).unwrap_or_default();
        known.iter().map(|number| &self.tables[*number]).collect()
    }
}

/// What a part of a table lists.
#[derive(Clone, Copy, PartialEq)]
enum Section {
    Other,
    /// The lengths of codes.
    Lengths,
    /// Codes, each with its characters.
    Single,
    /// First and last code, with the characters of the first or of each.
    Ranges,
}

impl Table {
    fn read(stream: &[u8], most: usize) -> Self {
        let mut table = Self::default();
        let mut section = Section::Other;
        let mut texts: Vec<Vec<u8>> = Vec::new();
        let mut in_list = false;
        for token in Syntax::new(stream) {
            match token {
                Token::Word(word) => {
                    section = Section::begun_by(word);
                    texts.clear();
                }
                Token::Text(text) if section == Section::Lengths => table.is_wide |= text.len() > 1,
                Token::Text(text) => texts.push(text),
                Token::Open => in_list = true,
                Token::Close => in_list = false,
                _ => {}
            }
            if in_list {
                continue;
            }
            match (section, texts.as_slice()) {
                (Section::Single, [from, to]) => table.add(most, [(code(from), of_utf16(to))]),
                (Section::Ranges, [first, last, to]) => {
                    table.add(most, in_range(code(first), code(last), to));
                }
                // Each has characters of its own.
                (Section::Ranges, [first, _, listed @ ..]) if !listed.is_empty() => {
                    let codes = code(first)..=u16::MAX;
                    table.add(most, codes.zip(listed.iter().map(|to| of_utf16(to))));
                }
                _ => continue,
            }
            texts.clear();
        }
        table
    }

    fn add(&mut self, most: usize, entries: impl IntoIterator<Item = (u16, String)>) {
        for (code, characters) in entries {
            if self.characters.len() < most {
                self.characters.insert(code, characters);
            }
        }
    }

    /// The characters of a string of this font.
    pub(super) fn characters(&self, text: &[u8]) -> String {
        let width = if self.is_wide { 2 } else { 1 };
        let known = text.chunks(width).filter_map(|bytes| self.characters.get(&code(bytes)));
        known.map(String::as_str).collect()
    }
}

impl Section {
    fn begun_by(word: &[u8]) -> Self {
        match word {
            b"begincodespacerange" => Self::Lengths,
            b"beginbfchar" => Self::Single,
            b"beginbfrange" => Self::Ranges,
            _ => Self::Other,
        }
    }
}

/// Whether a stream is the table of a font.
pub(super) fn is_table(stream: &[u8]) -> bool {
    memmem::find(stream, b"begincmap").is_some()
}

/// The characters of a row of codes: the last of them goes up with the code.
fn in_range(first: u16, last: u16, to: &[u8]) -> impl Iterator<Item = (u16, String)> {
    (first..=last).map(move |code| {
        let mut units: Vec<u16> =
            to.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
        if let Some(unit) = units.last_mut() {
            *unit = unit.saturating_add(code - first);
        }
        (code, String::from_utf16_lossy(&units))
    })
}

/// A code of one byte or two.
fn code(bytes: &[u8]) -> u16 {
    bytes.iter().take(2).fold(0, |code, byte| code << 8 | u16::from(*byte))
}

/// The objects that lie in a part of a file, each with its number.
pub(super) fn objects(bytes: &[u8]) -> Vec<(u32, &[u8])> {
    let starts: Vec<usize> = memmem::find_iter(bytes, b" obj").collect();
    let ends = starts.iter().skip(1).copied().chain([bytes.len()]);
    let object = |(start, end): (usize, usize)| Some((number_before(&bytes[..start])?, &bytes[start..end]));
    starts.iter().copied().zip(ends).filter_map(object).collect()
}

/// The number of the object that a stream belongs to.
pub(super) fn last_object(bytes: &[u8]) -> Option<u32> {
    number_before(&bytes[..memmem::rfind(bytes, b" obj")?])
}

/// The number of the object whose generation these bytes end in.
fn number_before(bytes: &[u8]) -> Option<u32> {
    let generation = bytes.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
    let before = bytes[..bytes.len() - generation].strip_suffix(b" ")?;
    let length = before.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
    std::str::from_utf8(&before[before.len() - length..]).ok()?.parse().ok()
}

/// The objects that are packed into a stream, which begins with the number and the place of each (ISO 32000-1, section
/// 7.5.7). How long that list is stands outside, so it is read for as long as it is one.
pub(super) fn packed_objects(stream: &[u8]) -> Vec<(u32, &[u8])> {
    let mut numbers = Vec::new();
    let mut rest = stream;
    loop {
        rest = rest.trim_ascii_start();
        let length = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let number = std::str::from_utf8(&rest[..length]).ok().and_then(|digits| digits.parse::<u32>().ok());
        let Some(number) = number else { break };
        numbers.push(number);
        rest = &rest[length..];
    }
    let places = || numbers.chunks_exact(2).map(|pair| pair[1] as usize);
    let ends = places().skip(1).chain([rest.len()]);
    let objects = numbers.chunks_exact(2).zip(places().zip(ends));
    objects.filter_map(|(pair, (start, end))| Some((pair[0], rest.get(start..end)?))).collect()
}

/// The names of an object behind which a reference stands, as in `/F4 7 0 R`, with its number.
pub(super) fn references(object: &[u8]) -> impl Iterator<Item = (&[u8], u32)> {
    let mut last: [Option<Token<'_>>; 3] = [None, None, None];
    Syntax::new(object).filter_map(move |token| {
        let found = match (&last, &token) {
            (
                [Some(Token::Name(name)), Some(Token::Number(number)), Some(Token::Number(_))],
                Token::Word(b"R"),
            ) => {
                // No file has as many objects as a float can't count.
                Some((*name, *number as u32))
            }
            _ => None,
        };
        last.rotate_left(1);
        last[2] = Some(token);
        found
    })
}
