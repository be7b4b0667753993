//! Files in files: archives and documents of offices, as they are found in the folder of a log.

use std::io::{Cursor, Write};

/// A zip with these files.
pub(super) fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).expect("memory");
        writer.write_all(bytes).expect("memory");
    }
    writer.finish().expect("memory").into_inner()
}

/// A document whose words lie in runs, cut where somebody went back to mend one.
pub(super) fn docx(words: &str) -> Vec<u8> {
    let (first, rest) = words.split_at(words.len() / 2);
    let body = format!("<w:p><w:r><w:t>It is {first}</w:t></w:r><w:r><w:t>{rest} here.</w:t></w:r></w:p>");
    zip(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", body.as_bytes())])
}

/// A table whose words lie together, apart from its cells.
pub(super) fn xlsx(words: &str) -> Vec<u8> {
    let strings = format!("<sst><si><t>Name</t></si><si><t>{words}</t></si></sst>");
    zip(&[("xl/sharedStrings.xml", strings.as_bytes())])
}

/// A book of one page.
pub(super) fn epub(words: &str) -> Vec<u8> {
    let page = format!("<html><body><p>It is {words}</p></body></html>");
    zip(&[("mimetype", b"application/epub+zip"), ("OEBPS/a.xhtml", page.as_bytes())])
}

/// Packed bytes.
pub(super) fn gz(bytes: &[u8]) -> Vec<u8> {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packer.write_all(bytes).expect("memory");
    packer.finish().expect("memory")
}

/// Files one after the other.
pub(super) fn tar(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = tar::Builder::new(Vec::new());
    for (name, bytes) in files {
        let mut header = tar::Header::new_ustar();
        header.set_size(bytes.len() as u64);
        archive.append_data(&mut header, name, *bytes).expect("memory");
    }
    archive.into_inner().expect("memory")
}

/// A text as some editors of Windows save it.
pub(super) fn wide(text: &str) -> Vec<u8> {
    [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect()
}
