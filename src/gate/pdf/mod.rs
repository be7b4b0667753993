//! The words of a PDF: those of its pages, its titles and its links.
//!
//! Nothing is set or measured: all that is wanted is what would be found if somebody looked for it. So the objects are
//! read as they lie in the file, without its table of them, and a damaged file gives what it has.

mod fonts;
mod page;
mod syntax;
mod wordless;

use std::io::{Cursor, Read, Seek, SeekFrom};

use flate2::read::ZlibDecoder;
use memchr::memmem;

use fonts::Fonts;
use syntax::{Syntax, Token};
use wordless::{Wordless, is_picture};

use crate::media::{self, Kind};

/// A longer file is no document.
const LONGEST: u64 = 64 * 1024 * 1024;

/// Where a stream is unpacked to no end.
const LONGEST_STREAM: u64 = 8 * 1024 * 1024;

/// What lies between two streams, and the content of the one behind it.
struct Part<'a> {
    objects: &'a [u8],
    stream: Vec<u8>,
}

/// The words, a line a string.
pub(super) fn words(file: &mut (impl Read + Seek)) -> String {
    let mut bytes = Vec::new();
    if file.seek(SeekFrom::Start(0)).and_then(|_| file.take(LONGEST).read_to_end(&mut bytes)).is_err() {
        return String::new();
    }
    let parts = parts(&bytes);
    let fonts = Fonts::of(&parts);
    let wordless = Wordless::of(&parts);
    let mut words = String::new();
    for part in &parts {
        let Part { objects, stream } = part;
        read_strings(objects, &mut words);
        match stream {
            file if is_attached(objects) => words.push_str(&String::from_utf8_lossy(file)),
            picture if is_picture(objects) => read_picture(picture, &mut words),
            stream if wordless.holds(part) => read_xmp(stream, &mut words),
            page if page::is_one(page) => page::read(page, &fonts, &mut words),
            table if fonts::is_table(table) => {}
            objects => read_strings(objects, &mut words),
        }
    }
    words
}

fn parts(bytes: &[u8]) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut rest = bytes;
    while let Some(at) = memmem::find(rest, b"stream") {
        let after = &rest[at + b"stream".len()..];
        let content = after.strip_prefix(b"\r\n").or_else(|| after.strip_prefix(b"\n")).unwrap_or(after);
        let end = memmem::find(content, b"endstream").unwrap_or(content.len());
        let mut stream = Vec::new();
        // What comes before a damaged part is still read.
        let _ = ZlibDecoder::new(&content[..end]).take(LONGEST_STREAM).read_to_end(&mut stream);
        if stream.is_empty() {
            stream.extend_from_slice(&content[..end]);
        }
        parts.push(Part { objects: &rest[..at], stream });
        rest = content.get(end + b"endstream".len()..).unwrap_or_default();
    }
    parts.push(Part { objects: rest, stream: Vec::new() });
    parts
}

/// Whether the stream behind these objects is a file that is attached (ISO 32000-1, section 7.11.4).
fn is_attached(objects: &[u8]) -> bool {
    let start = memmem::rfind(objects, b" obj").unwrap_or_default();
    memmem::find(&objects[start..], b"/EmbeddedFile").is_some()
}

/// The strings of objects: titles, authors, addresses of links, notes.
fn read_strings(bytes: &[u8], words: &mut String) {
    for token in Syntax::new(bytes) {
        if let Token::Text(text) = token {
            words.push_str(&as_text(&text));
            words.push('\n');
        }
    }
    read_xmp(bytes, words);
}

/// What a picture tells beside its pixels, which are no words.
fn read_picture(picture: &[u8], words: &mut String) {
    match media::kind(picture) {
        Kind::Other => read_xmp(picture, words),
        // What lies in memory can be read.
        _ => words.push_str(&media::telltale(&mut Cursor::new(picture)).unwrap_or_default().text),
    }
}

/// XMP is text between marks, without brackets.
fn read_xmp(bytes: &[u8], words: &mut String) {
    if let Some(start) = memmem::find(bytes, b"<x:xmpmeta") {
        words.push_str(&String::from_utf8_lossy(&bytes[start..]));
    }
}

/// A string outside of pages (ISO 32000-1, section 7.9.2.2): UTF-16 or UTF-8 behind their mark, else letters of one byte.
fn as_text(bytes: &[u8]) -> String {
    match bytes {
        [0xFE, 0xFF, wide @ ..] => of_utf16(wide),
        [0xEF, 0xBB, 0xBF, text @ ..] => String::from_utf8_lossy(text).into_owned(),
        _ => in_latin(bytes),
    }
}

fn of_utf16(bytes: &[u8]) -> String {
    let units = bytes.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
    char::decode_utf16(units).filter_map(Result::ok).collect()
}

/// Of the encodings of one byte the letters of English are the same, and what else is printed is near enough.
fn in_latin(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| char::from(*byte)).filter(|c| !c.is_control()).collect()
}

#[cfg(test)]
mod tests;
