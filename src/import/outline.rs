//! The headings and the code of a Markdown body.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

/// What the importer needs to know of a body's structure.
#[derive(Clone, Debug, Default)]
pub(super) struct Outline {
    /// Every heading outside code, in order.
    pub(super) headings: Vec<Heading>,
    /// Where code blocks stand.
    pub(super) code: Vec<Range<usize>>,
}

/// A heading.
#[derive(Clone, Debug)]
pub(super) struct Heading {
    /// Its text without markup.
    pub(super) text: String,
    /// Whether it is of the first level.
    pub(super) top: bool,
    /// Whether no text stands before it.
    pub(super) opens: bool,
}

/// The Markdown extensions that the site understands too.
pub(super) fn extensions() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
}

/// Reads a body's structure.
pub(super) fn read(body: &str) -> Outline {
    let mut outline = Outline::default();
    let mut open: Option<Heading> = None;
    let mut text_seen = false;
    for (event, range) in Parser::new_ext(body, extensions()).into_offset_iter() {
        match event {
            Event::Start(Tag::Heading { level, .. }) => {
                open =
                    Some(Heading { text: String::new(), top: level == HeadingLevel::H1, opens: !text_seen });
            }
            Event::End(TagEnd::Heading(_)) => {
                outline.headings.extend(open.take());
                text_seen = true;
            }
            Event::Start(Tag::CodeBlock(_)) => {
                outline.code.push(range);
                text_seen = true;
            }
            Event::Text(text) | Event::Code(text) => match &mut open {
                Some(heading) => heading.text.push_str(&text),
                None => text_seen = true,
            },
            Event::SoftBreak | Event::HardBreak => {
                if let Some(heading) = &mut open {
                    heading.text.push(' ');
                }
            }
            _ => {}
        }
    }
    outline
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_inside_fences_never_count() {
        let outline = read("```sh\n# a comment\n```\n\n## Real `code`\n");
        let texts: Vec<_> = outline.headings.iter().map(|heading| heading.text.as_str()).collect();
        assert_eq!(texts, ["Real code"]);
        assert!(!outline.headings[0].opens);
        assert_eq!(outline.code.len(), 1);
    }

    #[test]
    fn a_heading_below_pictures_still_opens_the_entry() {
        let outline = read("<img src=\"a.png\">\n\n# Title #\n\ntext\n\n# Another\n");
        assert!(outline.headings[0].opens && outline.headings[0].top);
        assert!(!outline.headings[1].opens);
    }
}
