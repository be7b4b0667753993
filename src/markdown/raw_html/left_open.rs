//! Formatting that an author opened and never closed.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::elements::{Fate, fate, is_formatting};
use super::scan::{Scanner, Token};

/// Formatting that ends with the block in which it was left open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) struct LeftOpen {
    /// The name of its element.
    pub(in super::super) name: String,
    /// The first event of the block of HTML in which its tag stands, or the event of the tag within a line.
    pub(in super::super) at: usize,
    /// The tag in the text of that block or event.
    pub(in super::super) tag: Range<usize>,
}

/// What nobody closes: of the tags within a line what that line does not close, of the tags in a block of HTML what
/// nothing after it closes.
pub(in super::super) fn left_open<'e, 'a: 'e>(events: impl Iterator<Item = &'e Event<'a>>) -> Vec<LeftOpen> {
    let mut lines = Lines::default();
    let mut block: Option<(usize, String)> = None;
    for (at, event) in events.enumerate() {
        match event {
            Event::Start(Tag::HtmlBlock) => block = Some((at, String::new())),
            Event::Html(line) | Event::Text(line) => {
                if let Some((_, text)) = &mut block {
                    text.push_str(line);
                }
            }
            Event::End(TagEnd::HtmlBlock) => {
                if let Some((start, text)) = block.take() {
                    lines.read(&text, start, false);
                }
            }
            Event::InlineHtml(tag) => lines.read(tag, at, true),
            Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::TableCell | TagEnd::Item) => {
                lines.end()
            }
            _ => {}
        }
    }
    lines.end();
    let in_blocks = lines.open.into_iter().map(|(open, _)| open);
    lines.left.extend(in_blocks);
    lines.left
}

#[derive(Default)]
struct Lines {
    /// What is open, and whether its tag stands within a line.
    open: Vec<(LeftOpen, bool)>,
    left: Vec<LeftOpen>,
}

impl Lines {
    fn read(&mut self, text: &str, at: usize, in_line: bool) {
        let mut scanner = Scanner::new(text);
        while let Some(token) = scanner.next() {
            match token {
                Token::Start { name, .. } if matches!(fate(&name), Fate::Remove | Fate::Frame) => {
                    scanner.skip_element(&name);
                }
                Token::Start { name, range, .. } if is_formatting(&name) => {
                    self.open.push((LeftOpen { name, at, tag: range }, in_line));
                }
                Token::End { name, .. } => {
                    if let Some(place) = self.open.iter().rposition(|(open, _)| open.name == name) {
                        self.open.remove(place);
                    }
                }
                _ => {}
            }
        }
    }

    /// Says that a line of text ends.
    fn end(&mut self) {
        let left = self.open.extract_if(.., |(_, in_line)| *in_line);
        self.left.extend(left.map(|(open, _)| open));
    }
}
