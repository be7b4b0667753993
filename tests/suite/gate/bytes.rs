//! Files that are no text, as small as they can be.

use std::io::Write;

/// A PNG of one pixel, with a text in it.
pub(super) fn png(text: &[u8]) -> Vec<u8> {
    png_with(b"tEXt", text)
}

/// The same with a text in a chunk of its own kind.
pub(super) fn png_with(kind: &[u8; 4], text: &[u8]) -> Vec<u8> {
    let chunk = |name: &[u8; 4], content: &[u8]| {
        let sum = crate::privacy::crc32(&[name, content].concat());
        [&(content.len() as u32).to_be_bytes()[..], name, content, &sum.to_be_bytes()].concat()
    };
    let words = if text.is_empty() { Vec::new() } else { chunk(kind, text) };
    let pixel = [0x78, 0x01, 0x63, 0x60, 0x00, 0x00, 0x00, 0x02, 0x00, 0x01];
    [
        b"\x89PNG\r\n\x1A\n".to_vec(),
        chunk(b"IHDR", &[0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]),
        words,
        chunk(b"IDAT", &pixel),
        chunk(b"IEND", b""),
    ]
    .concat()
}

/// The head of a JPEG with one segment.
pub(super) fn jpeg(marker: u8, content: &[u8]) -> Vec<u8> {
    let length = (content.len() as u16 + 2).to_be_bytes();
    [&[0xFF, 0xD8, 0xFF, marker][..], &length, content, &[0xFF, 0xD9]].concat()
}

/// A film that describes itself.
pub(super) fn film(description: &[u8]) -> Vec<u8> {
    let boxed = |kind: &[u8; 4], content: &[u8]| {
        [&(content.len() as u32 + 8).to_be_bytes()[..], kind, content].concat()
    };
    [
        boxed(b"ftyp", b"isom\0\0\0\0isom"),
        boxed(b"mdat", &[7; 64]),
        boxed(b"moov", &boxed(b"udta", description)),
    ]
    .concat()
}

/// Bytes as PNG and PDF pack them.
pub(super) fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
    packer.write_all(bytes).expect("memory");
    packer.finish().expect("memory")
}

/// A text of two bytes a letter, with its mark.
pub(super) fn wide(text: &str) -> Vec<u8> {
    [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect()
}

/// A block of EXIF with a comment as Windows writes it (tag `XPComment`).
pub(super) fn comment_of_windows(text: &str) -> Vec<u8> {
    let comment = &wide(text)[2..];
    let mut block = b"Exif\0\0II*\0\x08\0\0\0\x01\0\x9C\x9C\x01\0".to_vec();
    block.extend((comment.len() as u32).to_le_bytes());
    block.extend([26, 0, 0, 0, 0, 0, 0, 0]);
    block.extend(comment);
    block
}

/// A sound whose title is of two bytes a letter (ID3v2.3, `TIT2`).
pub(super) fn sound(title: &str) -> Vec<u8> {
    let title = [&[1][..], &wide(title)].concat();
    let head = [&b"ID3\x03\0\0\0\0\x02\0TIT2"[..], &(title.len() as u32).to_be_bytes(), &[0, 0]].concat();
    [&head[..], &title, &[0xFF, 0xFB, 0x90, 0x64], &[0x55; 64]].concat()
}

/// A PDF as a browser prints it: its font holds the letters that are needed, by numbers of their own, and a part of each
/// word is set in another one.
pub(super) fn printed(words: &str) -> Vec<u8> {
    let letters: Vec<char> = words.chars().collect::<std::collections::BTreeSet<_>>().into_iter().collect();
    let number = |c: char| letters.iter().position(|letter| *letter == c).expect("a letter of the words") + 3;
    let table: String =
        letters.iter().map(|c| format!("<{:04X}> <{:04X}>\n", number(*c), *c as u32)).collect();
    let table = format!(
        "begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange {} beginbfchar\n{table}endbfchar endcmap",
        letters.len()
    );
    let run = |words: &str| words.chars().map(|c| format!("{:04x}", number(c))).collect::<String>();
    let (first, rest) = words.split_at(words.len() / 2);
    let page = format!(
        "q BT /F4 16 Tf 1 0 0 -1 8 82 Tm <{}> Tj ET BT /F5 16 Tf 1 0 0 -1 90.5 82 Tm <{}> Tj ET Q",
        run(first),
        run(rest)
    );
    let object = |number: u32, head: &str, stream: Option<&str>| {
        let packed = stream.map(|stream| deflated(stream.as_bytes()));
        let stream = packed.map(|packed| [b"stream\n", &packed[..], b"\nendstream\n"].concat());
        [format!("{number} 0 obj\n<< {head} >>\n").as_bytes(), &stream.unwrap_or_default(), b"endobj\n"]
            .concat()
    };
    [
        b"%PDF-1.4\n".to_vec(),
        object(1, "/Font << /F4 4 0 R /F5 5 0 R >>", None),
        object(4, "/Type /Font /Subtype /Type0 /ToUnicode 6 0 R", None),
        object(5, "/Type /Font /Subtype /Type0 /ToUnicode 6 0 R", None),
        object(6, "/Filter /FlateDecode", Some(&table)),
        object(7, "/Filter /FlateDecode", Some(&page)),
    ]
    .concat()
}

/// A string of a PDF in hexadecimal digits, of two bytes a letter.
pub(super) fn in_hex(text: &str) -> String {
    let digits: String = text.encode_utf16().map(|unit| format!("{unit:04X}")).collect();
    format!("<FEFF{digits}>")
}

/// A PDF with a packed page and an author.
pub(super) fn pdf(page: &str, author: &str) -> Vec<u8> {
    pdf_by(page, &format!("({author})"))
}

/// The same with the author as a PDF writes it.
pub(super) fn pdf_by(page: &str, author: &str) -> Vec<u8> {
    let packed = deflated(page.as_bytes());
    let head = format!(
        "%PDF-1.7\n1 0 obj\n<< /Author {author} >>\nendobj\n2 0 obj\n<< /Filter /FlateDecode /Length {} >>\nstream\n",
        packed.len()
    );
    [head.as_bytes(), &packed, b"\nendstream\nendobj\n%%EOF\n"].concat()
}

/// A PDF with a file attached to it.
pub(super) fn attached(text: &str) -> Vec<u8> {
    let packed = deflated(text.as_bytes());
    let head = "%PDF-1.7\n1 0 obj\n<< /Type /EmbeddedFile /Filter /FlateDecode >>\nstream\n";
    [head.as_bytes(), &packed, b"\nendstream\nendobj\n%%EOF\n"].concat()
}

/// A block of EXIF with one entry in the directory that `pointer` leads to.
pub(super) fn exif(pointer: u16, inner: u16) -> Vec<u8> {
    let mut block = b"Exif\0\0MM\0*\0\0\0\x08\0\x01".to_vec();
    block.extend(pointer.to_be_bytes());
    block.extend([0, 4, 0, 0, 0, 1, 0, 0, 0, 26, 0, 0, 0, 0, 0, 1]);
    block.extend(inner.to_be_bytes());
    block.extend([0, 2, 0, 0, 0, 9, 0, 0, 0, 0, 0, 0, 0, 0]);
    block
}
