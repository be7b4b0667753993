//! Where the front matter of a Markdown file ends and its body begins.

use std::ops::Range;

use crate::diagnostics::{Diagnostic, SourceFile};

/// The two parts of a Markdown file, as byte ranges.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parts {
    /// The YAML between the fences, without them; empty where there is none.
    pub yaml: Range<usize>,
    /// All that follows.
    pub body: Range<usize>,
}

/// Splits a file at its `---` lines. A file that does not begin with `---` is all body.
///
/// # Errors
/// A front matter that is never closed, or does not begin on the first line.
pub fn split(file: &SourceFile) -> Result<Parts, Box<Diagnostic>> {
    let text = &file.text;
    let Some(start) = fence_at(text, 0) else {
        return match misplaced(text) {
            Some(at) => Err(Box::new(not_first(file, at))),
            None => Ok(Parts { yaml: 0..0, body: 0..text.len() }),
        };
    };
    if let Some((yaml_end, body)) = closing_fence(text, start) {
        return Ok(Parts { yaml: start..yaml_end, body: body..text.len() });
    }
    Err(Box::new(
        Diagnostic::error("unclosed-front-matter", "the front matter is opened by `---` but never closed")
            .at(file.place(0..3))
            .label("opened here")
            .hint("put a line of its own with `---` below the last key"),
    ))
}

/// Where a front matter opens that has blank lines or spaces before it, if one does.
fn misplaced(text: &str) -> Option<usize> {
    let at = text.find(|c: char| !c.is_whitespace() && c != '\u{FEFF}').filter(|at| *at > 0)?;
    let start = fence_at(text, at)?;
    let (end, _) = closing_fence(text, start)?;
    // Between two lines across the page there may be prose; what begins with a key is meant as YAML.
    let first = text[start..end].lines().find(|line| !line.trim().is_empty() && !line.starts_with('#'))?;
    let (key, _) = first.split_once(':')?;
    let is_key = !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
    is_key.then_some(at)
}

fn not_first(file: &SourceFile, at: usize) -> Diagnostic {
    Diagnostic::error(
        "misplaced-front-matter",
        "the front matter is not read: its `---` must be the first thing in the file",
    )
    .at(file.place(at..at + 3))
    .label("something stands before this")
    .hint("remove the empty lines and spaces before this `---`")
}

/// Where the first `---` line from `line` on begins, and where the text goes on after it.
fn closing_fence(text: &str, mut line: usize) -> Option<(usize, usize)> {
    while line < text.len() {
        if let Some(after) = fence_at(text, line) {
            return Some((line, after));
        }
        line = text[line..].find('\n').map_or(text.len(), |newline| line + newline + 1);
    }
    None
}

/// Where the text goes on after a `---` line that begins at `at`, if one does.
fn fence_at(text: &str, at: usize) -> Option<usize> {
    let rest = text[at..].strip_prefix("---")?;
    let (line, next) = match rest.find('\n') {
        Some(newline) => (&rest[..newline], at + 3 + newline + 1),
        None => (rest, text.len()),
    };
    line.trim_end().is_empty().then_some(next)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::path::SitePath;

    fn parts(text: &str) -> Result<(String, String), String> {
        let file = SourceFile::new(SitePath::new("a.md"), text);
        let parts = split(&file).map_err(|fault| fault.code.to_string())?;
        Ok((text[parts.yaml].to_string(), text[parts.body].to_string()))
    }

    #[test]
    fn front_matter_stands_between_two_fences() {
        assert_eq!(parts("---\na: 1\n---\nbody\n"), Ok(("a: 1\n".into(), "body\n".into())));
        assert_eq!(parts("---\r\na: 1\r\n---\r\nbody"), Ok(("a: 1\r\n".into(), "body".into())));
        assert_eq!(parts("---\n---\n"), Ok((String::new(), String::new())));
        assert_eq!(parts("---\na: 1\n---"), Ok(("a: 1\n".into(), String::new())));
    }

    #[test]
    fn a_file_without_a_fence_is_all_body() {
        assert_eq!(parts("hello"), Ok((String::new(), "hello".into())));
        assert_eq!(parts("----\nx"), Ok((String::new(), "----\nx".into())));
    }

    #[test]
    fn a_front_matter_after_blank_lines_or_spaces_is_a_fault() {
        for before in ["\n", " ", "\n \n", "\u{FEFF}", "\t"] {
            let text = format!("{before}---\ntitle: A\n---\nbody");
            assert_eq!(parts(&text), Err("misplaced-front-matter".into()), "{before:?}");
        }
    }

    #[test]
    fn a_line_across_the_page_opens_no_front_matter() {
        for text in ["\n---\n\nProse: and more\n\n---\n", "\n---\ntitle: A\n", "Text\n---\na: b\n---\n"] {
            assert_eq!(parts(text), Ok((String::new(), text.into())));
        }
    }

    #[test]
    fn an_unclosed_fence_is_a_fault() {
        assert_eq!(parts("---\na: 1\nbody"), Err("unclosed-front-matter".into()));
    }
}
