//! What somebody said, from a flag, a pipe or an editor: text as it came, or a clear refusal.
#![allow(clippy::disallowed_methods, reason = "the editor's file is no file of the site")]

use std::fs;
use std::io::{self, IsTerminal, Read, Write};

use anyhow::Context;

use super::editor::Editor;
use crate::cli::Refusal;

/// A longer text is no feedback but a mistake, such as a picture that was piped in.
const LONGEST: u64 = 1024 * 1024;

/// The first line of what the editor opens; it is taken out again.
const HEAD: &str = "<!-- Below: what was said, in their own words. This line is taken out; without words nothing is written. -->";

/// What was said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Quote {
    /// The words, with one line end at their end.
    pub(super) text: String,
    /// Whether its Windows line ends became plain ones.
    pub(super) was_crlf: bool,
}

/// Where the words come from.
#[derive(Debug)]
pub(super) enum Origin {
    /// They were said on the command line.
    Said(String),
    /// They are piped in.
    Pipe,
    /// They are written now.
    Editor(Editor),
}

impl Origin {
    /// The flag, else the pipe, else the editor.
    ///
    /// # Errors
    /// Where it would be the editor, and none is known.
    pub(super) fn of(said: Option<String>) -> Result<Self, Refusal> {
        match said {
            Some(text) => Ok(Self::Said(text)),
            None if !io::stdin().is_terminal() => Ok(Self::Pipe),
            None => Editor::of_environment("`new feedback`")
                .map(Self::Editor)
                .map_err(|refusal| refusal.hint("or pipe the words in, or say them with `--text \"…\"`")),
        }
    }

    /// The words.
    ///
    /// # Errors
    /// No words, or what is no text; an editor or a pipe that fails.
    pub(super) fn read(self) -> anyhow::Result<Quote> {
        let (bytes, from) = match self {
            Self::Said(text) => (text.into_bytes(), "`--text`"),
            Self::Pipe => {
                let mut bytes = Vec::new();
                io::stdin()
                    .lock()
                    .take(LONGEST + 1)
                    .read_to_end(&mut bytes)
                    .context("stdin can't be read")?;
                (bytes, "stdin")
            }
            Self::Editor(editor) => (written_in(&editor)?, "the file that was edited"),
        };
        Ok(quote(bytes, from)?)
    }
}

fn written_in(editor: &Editor) -> anyhow::Result<Vec<u8>> {
    let mut file = tempfile::Builder::new()
        .prefix("feedback-")
        .suffix(".md")
        .tempfile()
        .context("there is no place for a temporary file")?;
    file.write_all(format!("{HEAD}\n\n").as_bytes()).context("the temporary file can't be written")?;
    // Closed before the editor opens it; some editors put a new file in its place.
    let path = file.into_temp_path();
    editor.open(&path)?;
    let bytes = fs::read(&path).context("the file that was edited can't be read")?;
    Ok(match bytes.strip_prefix(HEAD.as_bytes()) {
        Some(rest) => {
            let start = rest.iter().position(|byte| !matches!(byte, b'\r' | b'\n')).unwrap_or(rest.len());
            rest[start..].to_vec()
        }
        None => bytes,
    })
}

fn quote(bytes: Vec<u8>, from: &str) -> Result<Quote, Refusal> {
    if bytes.len() as u64 > LONGEST {
        return Err(Refusal::new(format!("{from} holds more than 1 MB"), "keep to the words that matter"));
    }
    let text = String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        Refusal::new(
            format!("{from} is not UTF-8, from byte {at} on"),
            "save or copy the words as UTF-8 text",
        )
    })?;
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(&text);
    if text.contains('\0') {
        return Err(Refusal::new(
            format!("{from} holds a NUL byte, so it is no text"),
            "copy the words alone",
        ));
    }
    if text.trim().is_empty() {
        return Err(Refusal::new(
            format!("{from} holds no words: feedback is what was said"),
            "pipe the words in, write them in the editor, or say them with `--text \"…\"`",
        ));
    }
    let was_crlf = text.contains('\n') && text.matches('\n').count() == text.matches("\r\n").count();
    let text = if was_crlf { text.replace("\r\n", "\n") } else { text.to_string() };
    Ok(Quote { text: format!("{}\n", text.trim_end_matches(['\r', '\n'])), was_crlf })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Quote {
        quote(text.as_bytes().to_vec(), "stdin").unwrap()
    }

    #[test]
    fn words_stay_as_they_came_but_for_the_end() {
        for text in ["  An indent\n\n\ttab  \n", "---\nno: front matter\n---\n", "字幕对不上\n", "a\r\nb\n"]
        {
            assert_eq!(read(text), Quote { text: text.into(), was_crlf: false });
        }
        assert_eq!(read("no end").text, "no end\n");
        assert_eq!(read("many\n\n\n").text, "many\n");
        assert_eq!(read("\u{FEFF}marked\n").text, "marked\n");
    }

    #[test]
    fn windows_line_ends_become_plain_where_every_line_has_them() {
        assert_eq!(read("a\r\n\r\nb\r\n"), Quote { text: "a\n\nb\n".into(), was_crlf: true });
        assert!(!read("a\r\nb\nc\r\n").was_crlf);
    }

    #[test]
    fn what_is_no_text_is_refused() {
        let refused = |bytes: &[u8]| quote(bytes.to_vec(), "stdin").unwrap_err().message;
        assert_eq!(refused(b"caf\xe9"), "stdin is not UTF-8, from byte 3 on");
        assert!(refused(b"a\0b").contains("NUL"));
        assert!(refused(b" \r\n\t").contains("no words"));
        assert!(refused(&vec![b'a'; 1024 * 1024 + 1]).contains("1 MB"));
    }
}
