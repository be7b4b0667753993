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
    let (mut text_seen, mut pictures) = (false, 0_u32);
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
            Event::Start(Tag::HtmlBlock) => {
                if let Some(text) = html_heading(&body[range]) {
                    outline.headings.push(Heading { text, top: true, opens: !text_seen });
                    text_seen = true;
                }
            }
            Event::Start(Tag::Image { .. }) => pictures += 1,
            Event::End(TagEnd::Image) => pictures -= 1,
            // The description of a logo or badge is no part of a title.
            Event::Text(_) if pictures > 0 => {}
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

/// The text of an `<h1>`, with which many a README begins.
fn html_heading(html: &str) -> Option<String> {
    let (_, rest) = html.split_once("<h1")?;
    let (_, rest) = rest.split_once('>')?;
    let (inner, _) = rest.split_once("</h1>")?;
    let words = inner.split('<').enumerate().map(|(at, piece)| match piece.split_once('>') {
        Some((_, text)) if at > 0 => text,
        _ => piece,
    });
    let text = words.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ");
    (!text.is_empty()).then_some(text)
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

    #[test]
    fn a_heading_in_html_counts_and_a_badge_in_a_heading_does_not() {
        let outline = read(
            "<h1 align=\"center\">\n  <img src=\"l.png\"> My <b>Log</b>\n</h1>\n\n# ![logo](l.png) Next\n",
        );
        let texts: Vec<_> = outline.headings.iter().map(|heading| heading.text.trim()).collect();
        assert_eq!(texts, ["My Log", "Next"]);
        assert!(outline.headings[0].opens);
    }
}
