//! Files that are no text, as small as they can be.

use std::io::Write;

/// A PNG of one pixel, with a text in it.
pub(super) fn png(text: &[u8]) -> Vec<u8> {
    let chunk = |name: &[u8; 4], content: &[u8]| {
        let sum = crate::privacy::crc32(&[name, content].concat());
        [&(content.len() as u32).to_be_bytes()[..], name, content, &sum.to_be_bytes()].concat()
    };
    let words = if text.is_empty() { Vec::new() } else { chunk(b"tEXt", text) };
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

/// A PDF with a packed page and an author.
pub(super) fn pdf(page: &str, author: &str) -> Vec<u8> {
    let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
    packer.write_all(page.as_bytes()).expect("memory");
    let packed = packer.finish().expect("memory");
    let head = format!(
        "%PDF-1.7\n1 0 obj\n<< /Author ({author}) >>\nendobj\n2 0 obj\n<< /Filter /FlateDecode /Length {} >>\nstream\n",
        packed.len()
    );
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
