//! Byte offsets as line and column.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use memchr::memchr_iter;

/// A place in a text as people count it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineColumn {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
}

/// The lines of a text: counted once it is asked for one of them, and for all places in the text together, because a
/// file may have as many faults as it has words.
#[derive(Clone, Debug, Default)]
pub(super) struct Lines(Arc<OnceLock<Counted>>);

/// What follows from a text tells no two of the same text apart.
impl PartialEq for Lines {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Lines {}

#[derive(Debug)]
struct Counted {
    /// Where each line begins.
    starts: Vec<usize>,
    /// How many characters stand before each stretch of the text: a line may be as long as its file.
    characters: Vec<usize>,
}

/// How long a stretch is, in bytes.
const STRETCH: usize = 1024;

impl Lines {
    /// Line and column of a byte offset of the text that these are the lines of; an offset past the end is the end.
    pub(super) fn line_column(&self, text: &str, offset: usize) -> LineColumn {
        let counted = self.counted(text);
        let offset = text.floor_char_boundary(offset.min(text.len()));
        let line = counted.line(offset);
        let before = |at| counted.characters_before(text, at);
        LineColumn { line: line + 1, column: before(offset) - before(counted.starts[line]) + 1 }
    }

    /// The line that a byte offset stands in, without its end, and its number from 1.
    pub(super) fn line(&self, text: &str, offset: usize) -> (Range<usize>, usize) {
        let counted = self.counted(text);
        let line = counted.line(offset);
        let end = counted.starts.get(line + 1).map_or(text.len(), |next| next - 1);
        (counted.starts[line]..end, line + 1)
    }

    /// Whether nothing is left to count.
    #[cfg(test)]
    pub(super) fn are_counted(&self) -> bool {
        self.0.get().is_some()
    }

    fn counted(&self, text: &str) -> &Counted {
        self.0.get_or_init(|| Counted::of(text))
    }
}

impl Counted {
    fn of(text: &str) -> Self {
        let newlines = memchr_iter(b'\n', text.as_bytes());
        let starts = std::iter::once(0).chain(newlines.map(|newline| newline + 1)).collect();
        let stretches = text.as_bytes().chunks(STRETCH).scan(0, |characters, stretch| {
            *characters += begun(stretch);
            Some(*characters)
        });
        Self { starts, characters: std::iter::once(0).chain(stretches).collect() }
    }

    fn line(&self, offset: usize) -> usize {
        self.starts.partition_point(|start| *start <= offset) - 1
    }

    fn characters_before(&self, text: &str, offset: usize) -> usize {
        let stretch = offset / STRETCH;
        self.characters[stretch] + begun(&text.as_bytes()[stretch * STRETCH..offset])
    }
}

/// How many characters begin among these bytes of a text.
fn begun(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| !matches!(byte, 0x80..=0xBF)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line_column(text: &str, offset: usize) -> LineColumn {
        Lines::default().line_column(text, offset)
    }

    #[test]
    fn lines_and_columns_count_from_one_and_in_characters() {
        let text = "第一行\nab";
        assert_eq!(line_column(text, 0), LineColumn { line: 1, column: 1 });
        assert_eq!(line_column(text, 3), LineColumn { line: 1, column: 2 });
        assert_eq!(line_column(text, 11), LineColumn { line: 2, column: 2 });
        assert_eq!(line_column(text, 99), LineColumn { line: 2, column: 3 });
        assert_eq!(line_column("", 0), LineColumn { line: 1, column: 1 });
    }

    #[test]
    fn every_place_of_a_long_text_is_the_one_that_counting_from_its_head_finds() {
        let text = format!("{}\n{}\n\n{}", "第a".repeat(900), "b🚀".repeat(1_000), "é\n".repeat(300));
        let lines = Lines::default();
        for (at, _) in text.char_indices().chain([(text.len(), ' ')]) {
            let before = &text[..at];
            let start = before.rfind('\n').map_or(0, |newline| newline + 1);
            let number = before.matches('\n').count() + 1;
            let column = before[start..].chars().count() + 1;
            assert_eq!(lines.line_column(&text, at), LineColumn { line: number, column });
            let end = text[at..].find('\n').map_or(text.len(), |newline| at + newline);
            assert_eq!(lines.line(&text, at), (start..end, number));
        }
    }
}
