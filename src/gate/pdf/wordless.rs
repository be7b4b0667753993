//! Streams of a PDF that hold no words, whatever their bytes look like: programs of fonts, pixels, measures of colours.
//!
//! What a dictionary says of its stream is believed where the stream begins as such a one does, so that words can't hide
//! behind a wrong name. What a picture tells beside its pixels is still read.

use std::collections::HashSet;

use super::Part;
use super::fonts::{last_object, objects, packed_objects, references};
use super::syntax::{Syntax, Token};

/// Where the mark of a profile of colours stands (ICC.1, section 7.2.9), and what it is.
const PROFILE: (usize, &[u8]) = (36, b"acsp");

/// What the dictionaries of a document say of its streams.
pub(super) struct Wordless {
    /// The numbers of streams that a font names as its program (ISO 32000-1, section 9.9).
    programs: HashSet<u32>,
}

impl Wordless {
    pub(super) fn of(parts: &[Part<'_>]) -> Self {
        let packed = parts.iter().flat_map(|part| packed_objects(&part.stream));
        let all = parts.iter().flat_map(|part| objects(part.objects)).chain(packed);
        let named = all.flat_map(|(_, object)| references(object));
        let programs = named.filter(|(name, _)| matches!(*name, b"FontFile" | b"FontFile2" | b"FontFile3"));
        Self { programs: programs.map(|(_, stream)| stream).collect() }
    }

    /// Whether a stream is the program of a font or a profile of colours.
    pub(super) fn holds(&self, part: &Part<'_>) -> bool {
        let names = names(part.objects);
        let is_program = || {
            let is_named = last_object(part.objects).is_some_and(|number| self.programs.contains(&number));
            is_named || names.iter().any(|(key, value)| is_of_program(key, value))
        };
        let is_profile = || names.iter().any(|(key, _)| *key == b"N");
        begins_as_font(&part.stream) && is_program() || begins_as_profile(&part.stream) && is_profile()
    }
}

/// Whether the stream behind these objects is a picture.
pub(super) fn is_picture(objects: &[u8]) -> bool {
    names(objects).contains(&(b"Subtype", b"Image"))
}

/// The names in the last of these objects, each with the name behind it; with nothing where another value stands there.
fn names(objects: &[u8]) -> Vec<(&[u8], &[u8])> {
    let start = memchr::memmem::rfind(objects, b" obj").unwrap_or_default();
    let tokens: Vec<Token<'_>> = Syntax::new(&objects[start..]).collect();
    let pairs = tokens.windows(2).filter_map(|pair| match pair {
        [Token::Name(key), Token::Name(value)] => Some((*key, *value)),
        [Token::Name(key), _] => Some((*key, &b""[..])),
        _ => None,
    });
    pairs.collect()
}

/// Whether a key, or its value, stands in the dictionary of nothing but the program of a font.
fn is_of_program(key: &[u8], value: &[u8]) -> bool {
    let is_kind = matches!(value, b"Type1C" | b"CIDFontType0C" | b"OpenType");
    key == b"Length1" || key == b"Subtype" && is_kind
}

/// TrueType, OpenType and collections of them, Type 1 as a text or in blocks, and the compact form of it.
fn begins_as_font(stream: &[u8]) -> bool {
    match stream {
        [0, 1, 0, 0, ..] | [0x80, 1, ..] | [1, 0, 4..=255, 1..=4, ..] => true,
        other => [&b"OTTO"[..], b"true", b"ttcf", b"%!PS-AdobeFont", b"%!FontType"]
            .iter()
            .any(|start| other.starts_with(start)),
    }
}

fn begins_as_profile(stream: &[u8]) -> bool {
    stream.get(PROFILE.0..).is_some_and(|rest| rest.starts_with(PROFILE.1))
}
