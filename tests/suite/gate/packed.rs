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

/// A comment of an office: in a document, in a table, in a text of OpenDocument.
pub(super) fn comments(words: &str) -> [(&'static str, Vec<u8>); 3] {
    let (first, rest) = words.split_at(words.len() / 2);
    let of_document = format!(
        "<w:comments><w:comment w:author=\"Jo\"><w:p><w:r><w:t>{first}</w:t></w:r><w:r><w:t>{rest}</w:t></w:r></w:p></w:comment></w:comments>"
    );
    let of_table = format!(
        "<comments><commentList><comment ref=\"A1\"><text><r><t>{first}</t></r><r><t>{rest}</t></r></text></comment></commentList></comments>"
    );
    let of_text = format!(
        "<office:annotation><dc:creator>Jo</dc:creator><text:p>{first}<text:span>{rest}</text:span></text:p></office:annotation>"
    );
    [
        ("docx", zip(&[("word/document.xml", b"<w:p/>"), ("word/comments.xml", of_document.as_bytes())])),
        ("xlsx", zip(&[("xl/comments1.xml", of_table.as_bytes())])),
        ("odt", zip(&[("content.xml", of_text.as_bytes())])),
    ]
}
