//! Markdown as plain text.

use std::borrow::Borrow;

use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};

use super::events::{bare, read, read_simple};
use super::field::{one_line, without_mark};
use super::words::no_space_between;

/// The words of a Markdown text without markup, a line a block. Code blocks, raw HTML, pictures
/// without words and the marks of footnotes are left out.
pub fn plain_text(text: &str) -> String {
    let mut lines = Text::default();
    let mut code = false;
    for (event, _) in &read(text, 0..text.len()) {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(_) | CodeBlockKind::Indented)) => code = true,
            Event::End(TagEnd::CodeBlock) => code = false,
            _ if code => {}
            Event::End(tag) if ends_line(*tag) => lines.end_line(),
            Event::End(TagEnd::TableCell) => lines.push(" "),
            Event::Start(Tag::List(_)) => lines.end_line(),
            event => lines.push_event(event),
        }
    }
    lines.end_line();
    lines.finished
}

/// The words of a short field of front matter, a line a paragraph. Raw HTML in it is text, as it is on a page.
pub fn plain_field(text: &str) -> String {
    let mut lines = Text::default();
    for paragraph in text.split("\n\n") {
        let line = one_line(paragraph);
        let mut words = Text::default();
        for event in bare(&read_simple(&line)) {
            match event {
                Event::InlineHtml(html) | Event::Html(html) => words.push(html),
                event => words.push_event(event),
            }
        }
        words.end_line();
        lines.push(without_mark(&words.finished));
        lines.end_line();
    }
    lines.finished
}

fn ends_line(tag: TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Paragraph
            | TagEnd::Heading(_)
            | TagEnd::Item
            | TagEnd::TableHead
            | TagEnd::TableRow
            | TagEnd::HtmlBlock
    )
}

/// The words of inline events in one line, white space folded.
pub(super) fn inline<'a>(events: impl IntoIterator<Item = impl Borrow<Event<'a>>>) -> String {
    let mut text = Text::default();
    for event in events {
        text.push_event(event.borrow());
    }
    text.end_line();
    text.finished
}

/// The text of a block of code or of raw HTML, exactly as it stands there.
pub(super) fn verbatim<'a>(events: impl IntoIterator<Item = impl Borrow<Event<'a>>>) -> String {
    let mut code = String::new();
    for event in events {
        if let Event::Text(text) | Event::Html(text) = event.borrow() {
            code.push_str(text);
        }
    }
    code
}

/// Plain text that is being gathered.
#[derive(Default)]
pub(super) struct Text {
    finished: String,
    line: String,
}

impl Text {
    /// Adds what an inline event says.
    pub(super) fn push_event(&mut self, event: &Event<'_>) {
        match event {
            Event::Text(text) | Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.push(text);
            }
            Event::SoftBreak | Event::HardBreak => self.push("\n"),
            _ => {}
        }
    }

    fn push(&mut self, text: &str) {
        self.line.push_str(text);
    }

    fn end_line(&mut self) {
        let line = fold(&self.line);
        self.line.clear();
        if line.is_empty() {
            return;
        }
        if !self.finished.is_empty() {
            self.finished.push('\n');
        }
        self.finished.push_str(&line);
    }
}

/// Text with each run of white space as one space, or as none between characters that need none.
pub fn fold(text: &str) -> String {
    if is_folded(text) {
        return text.to_owned();
    }
    let mut folded = String::with_capacity(text.len());
    for (at, line) in text.lines().enumerate() {
        for (nth, word) in line.split_whitespace().enumerate() {
            let breaks_line = at > 0 && nth == 0;
            let joined = breaks_line && no_space_between(folded.chars().next_back(), word.chars().next());
            if !folded.is_empty() && !joined {
                folded.push(' ');
            }
            folded.push_str(word);
        }
    }
    folded
}

/// A look at many bytes at a time; to most headings and links it says that there is nothing to fold.
fn is_folded(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_plain = bytes.iter().fold(true, |plain, byte| plain & (b' '..=b'~').contains(byte));
    let is_single = |pair: &[u8]| (pair[0] != b' ') | (pair[1] != b' ');
    let are_single = bytes.windows(2).fold(true, |single, pair| single & is_single(pair));
    is_plain && are_single && !text.starts_with(' ') && !text.ends_with(' ')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_is_folded_wherever_it_stands() {
        for text in ["a b", " a b", "a b ", "a  b", "a\tb", "a\nb", "a\u{a0}b", " a \r\n\u{2003} b\t"] {
            assert_eq!(fold(text), "a b", "{text:?}");
        }
        assert_eq!(fold(" "), "");
        assert_eq!(fold(""), "");
        assert_eq!(fold("é – è"), "é – è");
    }

    #[test]
    fn markup_goes_and_words_stay() {
        let text = "# Day *1*\n\nSome `code` and\na [link](x) ![pic](y).[^1]\n\n- a\n- b\n  - c\n\n```rs\nlet x;\n```\n\n\
                    | h | i |\n|---|---|\n| 1 | 2 |\n\n<b>raw</b> end\n\n[^1]: note";
        assert_eq!(plain_text(text), "Day 1\nSome code and a link pic.\na\nb\nc\nh i\n1 2\nraw end\nnote");
    }

    #[test]
    fn in_a_short_field_raw_html_is_text() {
        assert_eq!(
            plain_field("Replaced <table> with `<ul>` in *Vec<u8>*"),
            "Replaced <table> with <ul> in Vec<u8>"
        );
        assert_eq!(
            plain_field("<script>x</script> Use it.\n\n- no list [a](b)"),
            "<script>x</script> Use it.\n- no list a"
        );
    }

    #[test]
    fn lines_of_chinese_join_without_a_space() {
        assert_eq!(plain_text("今天写\n代码，\n用 Rust\n写"), "今天写代码，用 Rust 写");
    }
}
