//! The words of a PDF: those of its streams, its titles and its links, as far as they are written in letters.

use std::io::{Read, Seek, SeekFrom};

use flate2::read::ZlibDecoder;

/// A longer file is no document.
const LONGEST: u64 = 64 * 1024 * 1024;

/// Where a stream is unpacked to no end.
const LONGEST_STREAM: u64 = 8 * 1024 * 1024;

/// The words, a line a string. Text that a font writes in numbers of its own is not among them.
pub(super) fn words(file: &mut (impl Read + Seek)) -> String {
    let mut bytes = Vec::new();
    if file.seek(SeekFrom::Start(0)).and_then(|_| file.take(LONGEST).read_to_end(&mut bytes)).is_err() {
        return String::new();
    }
    let mut words = String::new();
    let mut rest = bytes.as_slice();
    while let Some(at) = find(rest, b"stream") {
        read_strings(&rest[..at], &mut words);
        let after = &rest[at + b"stream".len()..];
        let content = after.strip_prefix(b"\r\n").or_else(|| after.strip_prefix(b"\n")).unwrap_or(after);
        let end = find(content, b"endstream").unwrap_or(content.len());
        let mut unpacked = Vec::new();
        // What comes before a damaged part is still read.
        let _ = ZlibDecoder::new(&content[..end]).take(LONGEST_STREAM).read_to_end(&mut unpacked);
        match unpacked.is_empty() {
            true => read_strings(&content[..end], &mut words),
            false => read_strings(&unpacked, &mut words),
        }
        rest = content.get(end + b"endstream".len()..).unwrap_or_default();
    }
    read_strings(rest, &mut words);
    words
}

/// Strings in brackets (ISO 32000-1, section 7.3.4.2). Those of one array are parts of one line, set apart for
/// the space between letters.
fn read_strings(bytes: &[u8], words: &mut String) {
    let mut depth = 0;
    let mut in_array = false;
    let mut is_escaped = false;
    for byte in bytes {
        match (depth, byte) {
            (0, b'[') => in_array = true,
            (0, b']') => {
                in_array = false;
                words.push('\n');
            }
            (0, b'(') => depth = 1,
            (0, _) => {}
            (_, _) if is_escaped => {
                is_escaped = false;
                words.push(char::from(*byte));
            }
            (_, b'\\') => is_escaped = true,
            (_, b'(') => {
                depth += 1;
                words.push('(');
            }
            (1, b')') => {
                depth = 0;
                if !in_array {
                    words.push('\n');
                }
            }
            (_, b')') => {
                depth -= 1;
                words.push(')');
            }
            (_, byte) if byte.is_ascii_graphic() || *byte == b' ' => words.push(char::from(*byte)),
            _ => {}
        }
    }
    words.push('\n');
    // XMP is text between marks, without brackets.
    if let Some(start) = find(bytes, b"<x:xmpmeta") {
        words.push_str(&String::from_utf8_lossy(&bytes[start..]));
    }
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use super::*;

    #[test]
    fn words_are_read_from_packed_streams_titles_and_arrays() {
        let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
        packer.write_all(b"BT [(robin) -20 (@mail) 3 (.example)] TJ (a \\(b\\) c) Tj ET").unwrap();
        let packed = packer.finish().unwrap();
        let pdf = [
            &b"%PDF-1.7\n<< /Author (Somebody) >>\nstream\n"[..],
            &packed,
            b"\nendstream\n<< /URI (https://example.org/) >>",
        ]
        .concat();
        let words = words(&mut Cursor::new(pdf));
        let lines: Vec<_> = words.lines().filter(|line| !line.is_empty()).collect();
        assert_eq!(lines, ["Somebody", "robin@mail.example", "a (b) c", "https://example.org/"]);
    }
}
