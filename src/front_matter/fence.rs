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
/// A front matter that is never closed.
pub fn split(file: &SourceFile) -> Result<Parts, Box<Diagnostic>> {
    let text = &file.text;
    let Some(start) = fence_at(text, 0) else {
        return Ok(Parts { yaml: 0..0, body: 0..text.len() });
    };
    let mut line = start;
    while line < text.len() {
        if let Some(after) = fence_at(text, line) {
            return Ok(Parts { yaml: start..line, body: after..text.len() });
        }
        line = text[line..].find('\n').map_or(text.len(), |newline| line + newline + 1);
    }
    Err(Box::new(
        Diagnostic::error("unclosed-front-matter", "the front matter is opened by `---` but never closed")
            .at(file.place(0..3))
            .label("opened here")
            .hint("put a line of its own with `---` below the last key"),
    ))
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
    fn an_unclosed_fence_is_a_fault() {
        assert_eq!(parts("---\na: 1\nbody"), Err("unclosed-front-matter".into()));
    }
}
