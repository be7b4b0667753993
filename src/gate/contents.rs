//! What the bytes of a file hold: words, a picture or a recording, or other files.

use std::io::{self, Cursor, Read, Seek, SeekFrom};
use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::embedded;
use super::files::{with_position, with_serial};
use super::packed::{self, Packed};
use super::pattern::compiled;
use super::pdf;
use crate::brief::FOR_ONE_READER;
use crate::diagnostics::{self, Diagnostic, Place, SourceFile};
use crate::media::{self, Telltale};
use crate::path::SitePath;

/// A longer text is data, which nobody reads for its words.
const LONGEST_TEXT: u64 = 16 * 1024 * 1024;

/// How much of a file tells whether it is a text.
const HEAD: u64 = 4096;

/// How deep archives may lie in one another.
const DEEPEST: usize = 3;

/// A file whose bytes are looked at.
pub(super) struct Contents<'a> {
    pub(super) path: &'a SitePath,
    /// What is looked for in its words.
    pub(super) rules: &'a dyn Fn(&SourceFile) -> Vec<Diagnostic>,
}

impl Contents<'_> {
    /// Findings in the file.
    ///
    /// # Errors
    /// Those of the disk.
    pub(super) fn of_file(&self, file: &mut (impl Read + Seek)) -> io::Result<Vec<Diagnostic>> {
        match text_of(file)? {
            Some(text) => Ok(self.of_text(&SourceFile::new(self.path.clone(), text))),
            None => self.of_binary(file, self.path.extension().as_str(), DEEPEST),
        }
    }

    /// Findings in a text, and in the words that it holds between its marks.
    pub(super) fn of_text(&self, file: &SourceFile) -> Vec<Diagnostic> {
        let mut found = (self.rules)(file);
        found.extend(embedded::of_text(file));
        let words = inner_words(&file.text, self.path.extension().as_str());
        for finding in words.map(|words| self.of_words(words)).unwrap_or_default() {
            // What stands there in a row has been told, and where.
            if !found.iter().any(|known| known.code == finding.code && known.message == finding.message) {
                found.push(finding);
            }
        }
        found
    }

    fn of_binary(
        &self,
        file: &mut (impl Read + Seek),
        extension: &str,
        depth: usize,
    ) -> io::Result<Vec<Diagnostic>> {
        if let Some(packed) = packed::open(file)? {
            return Ok(self.of_packed(packed, depth));
        }
        let Telltale { position, serial, text } = media::telltale(file)?;
        let words = if extension == "pdf" { pdf::words(file) } else { text };
        let mut found: Vec<_> =
            words.contains(FOR_ONE_READER).then(|| self.for_one_reader()).into_iter().collect();
        found.extend(self.of_words(words));
        found.extend(position.then(|| with_position(self.path)));
        found.extend(serial.then(|| with_serial(self.path)));
        found.extend(packed::behind(file)?.map(|packed| self.of_packed(packed, depth)).into_iter().flatten());
        Ok(found)
    }

    /// Findings in words that lie between other bytes, so that there is no line to show.
    fn of_words(&self, words: String) -> Vec<Diagnostic> {
        let mut found = (self.rules)(&SourceFile::new(self.path.clone(), words));
        for finding in &mut found {
            finding.place = Some(Place::file(self.path.clone()));
        }
        diagnostics::sort(&mut found);
        found.dedup();
        found
    }

    fn of_packed(&self, Packed { parts, unread }: Packed, depth: usize) -> Vec<Diagnostic> {
        let mut found: Vec<Diagnostic> = unread.map(|why| self.unread(&why)).into_iter().collect();
        if depth == 0 {
            found.push(self.unread("it holds archives in archives"));
            return found;
        }
        for (name, bytes) in parts {
            let mut inside = self.of_part(&name, bytes, depth - 1);
            for finding in &mut inside {
                finding.message = format!("{}, in {name} inside of the file", finding.message);
            }
            inside.dedup();
            found.extend(inside);
        }
        found
    }

    fn of_part(&self, name: &str, bytes: Vec<u8>, depth: usize) -> Vec<Diagnostic> {
        let mut file = Cursor::new(bytes);
        // A name in an archive may be any words, and lead out of every folder.
        let file_name = name.rsplit(['/', '\\']).next().unwrap_or_default();
        let extension = file_name.rsplit_once('.').map_or(String::new(), |(_, end)| end.to_lowercase());
        match text_of(&mut file) {
            Ok(Some(text)) => {
                let words = inner_words(&text, &extension);
                let mut found = embedded::of_text(&SourceFile::new(self.path.clone(), text.as_str()));
                for finding in &mut found {
                    finding.place = Some(Place::file(self.path.clone()));
                }
                found.extend(self.of_words([text, words.unwrap_or_default()].join("\n")));
                found
            }
            // What lies in memory can be read.
            _ => self.of_binary(&mut file, &extension, depth).unwrap_or_default(),
        }
    }

    /// A tailored brief: its letters are numbers of its own fonts, so that only its mark can be read.
    fn for_one_reader(&self) -> Diagnostic {
        let path = self.path;
        Diagnostic::error(
            "private-words",
            format!("{path} is a brief made for one reader, and would be public"),
        )
        .at(Place::file(path.clone()))
        .hint("move it into private/; `buildlog brief` without `--for` writes the one for everybody")
    }

    fn unread(&self, why: &str) -> Diagnostic {
        let path = self.path;
        Diagnostic::warning("unread-archive", format!("nobody has looked at all that is in {path}: {why}"))
            .at(Place::file(path.clone()))
            .hint("look through it yourself, and pack it as a zip where you can: that is looked into")
    }
}

/// The text of a file whose name does not say that it is one: a subtitle, a recording of a terminal, a script.
fn text_of(file: &mut (impl Read + Seek)) -> io::Result<Option<String>> {
    if file.seek(SeekFrom::End(0))? > LONGEST_TEXT {
        return Ok(None);
    }
    let mut bytes = Vec::new();
    file.seek(SeekFrom::Start(0))?;
    file.by_ref().take(HEAD).read_to_end(&mut bytes)?;
    let is_binary = bytes.starts_with(b"%PDF") || bytes.starts_with(b"GIF8");
    let wide = wide(&bytes);
    if is_binary || (wide.is_none() && bytes.iter().any(is_no_text)) {
        return Ok(None);
    }
    file.read_to_end(&mut bytes)?;
    if let Some(order) = wide {
        return Ok(Some(without_colours(&order.decode(&bytes))));
    }
    // Of an old encoding the letters of English are the same.
    let text = String::from_utf8_lossy(&bytes);
    Ok((!text.contains('\0')).then(|| without_colours(&text)))
}

/// Control characters that stand in no text; a terminal's recording has the one that begins its codes.
fn is_no_text(byte: &u8) -> bool {
    matches!(byte, 0..=8 | 14..=26 | 28..=31)
}

/// The order of the bytes in a text of UTF-16.
#[derive(Clone, Copy)]
enum Wide {
    Little,
    Big,
}

impl Wide {
    fn decode(self, bytes: &[u8]) -> String {
        let units = bytes.chunks_exact(2).map(|pair| match self {
            Wide::Little => u16::from_le_bytes([pair[0], pair[1]]),
            Wide::Big => u16::from_be_bytes([pair[0], pair[1]]),
        });
        let text = char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER));
        text.skip_while(|c| *c == '\u{FEFF}').collect()
    }
}

/// Whether the beginning of a file is UTF-16: by its mark, or because every other byte of its letters is zero.
fn wide(head: &[u8]) -> Option<Wide> {
    let zeros = |first: usize| head.iter().skip(first).step_by(2).filter(|byte| **byte == 0).count();
    let half = head.len() / 2;
    match head {
        [0xFF, 0xFE, ..] => Some(Wide::Little),
        [0xFE, 0xFF, ..] => Some(Wide::Big),
        _ if half < 8 => None,
        _ if zeros(1) * 10 >= half * 9 && zeros(0) == 0 => Some(Wide::Little),
        _ if zeros(0) * 10 >= half * 9 && zeros(1) == 0 => Some(Wide::Big),
        _ => None,
    }
}

/// A text without the codes that colour a terminal (ECMA-48, section 8.3.117), as they are and as JSON writes them: they
/// stand right before words. As many spaces leave every place where it is.
fn without_colours(text: &str) -> String {
    static COLOUR: LazyLock<Regex> = LazyLock::new(|| compiled(r"(?:\x1b|\\u001[bB])\[[0-9;]*m"));
    COLOUR.replace_all(text, |code: &Captures| " ".repeat(code[0].len())).into_owned()
}

/// The words of a text whose marks may part them, by the end of its name.
fn inner_words(text: &str, extension: &str) -> Option<String> {
    match extension {
        "svg" | "xml" | "html" | "xhtml" | "htm" => Some(without_tags(text)),
        "cast" => Some(without_colours(&media::cast_words(text))),
        _ => None,
    }
}

/// The words of a document of an office or a book: a word may be cut into pieces that differ in nothing but their
/// history, and a paragraph ends where its element does.
fn without_tags(xml: &str) -> String {
    static PARAGRAPH: LazyLock<Regex> = LazyLock::new(|| {
        compiled(
            r"</(?:\w+:)?(?:p|h|h\d|li|si|td|tc|tr|row|div|title|creator|desc|text)>|<(?:\w+:)?(?:br|tab)\b[^>]*>",
        )
    });
    static TAG: LazyLock<Regex> = LazyLock::new(|| compiled(r"<[^<>]*>"));
    TAG.replace_all(&PARAGRAPH.replace_all(xml, "\n"), "").into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> Option<String> {
        text_of(&mut Cursor::new(bytes)).unwrap()
    }

    #[test]
    fn texts_of_every_encoding_are_read() {
        let words = "the words of a note\n";
        let little: Vec<u8> = words.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = words.encode_utf16().flat_map(u16::to_be_bytes).collect();
        for bytes in [
            words.as_bytes(),
            &little,
            &big,
            &[b"\xFF\xFE", &little[..]].concat(),
            &[b"\xFE\xFF", &big[..]].concat(),
        ] {
            assert_eq!(text(bytes).as_deref(), Some(words));
        }
        assert!(text(b"caf\xE9 and the words of a note").unwrap().contains("words of a note"));
        for binary in
            [&b"%PDF-1.7 words"[..], b"GIF89a words", b"\x89PNG\r\n\x1A\n\0\0\0\x0DIHDR", b"PK\x03\x04\x14\0"]
        {
            assert_eq!(text(binary), None);
        }
    }

    #[test]
    fn a_word_in_pieces_is_one_and_paragraphs_are_apart() {
        let xml =
            "<w:p><w:r><w:t>robin@</w:t></w:r><w:r><w:t>host</w:t></w:r></w:p><w:p><w:t>net</w:t></w:p>";
        assert_eq!(without_tags(xml), "robin@host\nnet\n");
    }
}
