//! Links and pictures of a Markdown body with their exact places, so that only they are rewritten.

use std::collections::HashMap;
use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Parser, Tag, TagEnd};

use super::{html_references, outline};

/// A link or a picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Reference {
    /// Whether it shows a picture (or plays a recording) or only leads somewhere.
    pub(super) kind: Kind,
    /// All of it.
    pub(super) whole: Range<usize>,
    /// The link's text or the picture's description.
    pub(super) inner: Range<usize>,
    /// The address, wherever that stands.
    pub(super) target: Range<usize>,
    /// The address after Markdown's own escapes.
    pub(super) address: String,
    /// Whether Markdown itself sees no link here, for the spaces in its address.
    pub(super) loose: bool,
}

/// What a reference is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// `![alt](picture)`
    Picture,
    /// `[text](address)`
    Link,
    /// `<img src="picture">`
    HtmlPicture,
    /// `<a href="address">text</a>`
    HtmlLink,
    /// An address in another element, such as `<video src="…">`.
    HtmlMedia,
}

impl Kind {
    /// Whether the page shows the target itself.
    pub(super) fn is_media(self) -> bool {
        !matches!(self, Kind::Link | Kind::HtmlLink)
    }
}

/// All references of a body outside code, in the order in which they begin.
pub(super) fn find(body: &str) -> Vec<Reference> {
    let mut finder = Finder { body, ..Finder::default() };
    let parser = Parser::new_ext(body, outline::extensions()).into_offset_iter();
    for (label, definition) in parser.reference_definitions().iter() {
        finder.definitions.insert(label.to_lowercase(), definition.span.clone());
    }
    for (event, range) in parser {
        finder.see(event, range);
    }
    let opaque = std::mem::take(&mut finder.opaque);
    for range in &finder.html {
        finder.found.extend(html_references::find(body, range.clone()));
    }
    let mut found = finder.found;
    let loose = loose(body, &opaque, &found);
    found.extend(loose);
    found.sort_by_key(|reference| (reference.whole.start, reference.target.start));
    found
}

#[derive(Default)]
struct Finder<'a> {
    body: &'a str,
    definitions: HashMap<String, Range<usize>>,
    open: Vec<Open>,
    found: Vec<Reference>,
    html: Vec<Range<usize>>,
    /// Code and HTML, where brackets mean nothing.
    opaque: Vec<Range<usize>>,
}

/// A link or picture whose end has not been seen.
struct Open {
    kind: Kind,
    link_type: LinkType,
    address: String,
    label: String,
    whole: Range<usize>,
    inner_end: usize,
}

impl Finder<'_> {
    fn see(&mut self, event: Event<'_>, range: Range<usize>) {
        for open in &mut self.open {
            if range != open.whole {
                open.inner_end = open.inner_end.max(range.end);
            }
        }
        match event {
            Event::Start(Tag::Link { link_type, dest_url, id, .. }) => {
                self.open(Kind::Link, link_type, &dest_url, &id, range);
            }
            Event::Start(Tag::Image { link_type, dest_url, id, .. }) => {
                self.open(Kind::Picture, link_type, &dest_url, &id, range);
            }
            Event::End(TagEnd::Link | TagEnd::Image) => {
                let done = self.open.pop().and_then(|open| self.close(open));
                self.found.extend(done);
            }
            Event::Start(Tag::HtmlBlock) | Event::InlineHtml(_) => {
                self.html.push(range.clone());
                self.opaque.push(range);
            }
            Event::Start(Tag::CodeBlock(_)) | Event::Code(_) => self.opaque.push(range),
            _ => {}
        }
    }

    fn open(&mut self, kind: Kind, link_type: LinkType, address: &str, label: &str, whole: Range<usize>) {
        let inner_start = whole.start + if kind == Kind::Picture { 2 } else { 1 };
        let (address, label) = (address.to_owned(), label.to_lowercase());
        self.open.push(Open { kind, link_type, address, label, whole, inner_end: inner_start });
    }

    fn close(&self, open: Open) -> Option<Reference> {
        let inner_start = open.whole.start + if open.kind == Kind::Picture { 2 } else { 1 };
        let inner_end = open.inner_end + self.body.get(open.inner_end..open.whole.end)?.find(']')?;
        let target = match open.link_type {
            LinkType::Inline => destination(self.body, inner_end + 2..open.whole.end)?,
            LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut => {
                let span = self.definitions.get(&open.label)?.clone();
                let after_label = span.start + self.body.get(span.clone())?.find("]:")? + 2;
                destination(self.body, after_label..span.end)?
            }
            _ => return None,
        };
        let inner = inner_start..inner_end;
        Some(Reference {
            kind: open.kind,
            whole: open.whole,
            inner,
            target,
            address: open.address,
            loose: false,
        })
    }
}

/// The link destination that begins in this range: `<in brackets>`, or up to white space or the closing bracket.
fn destination(body: &str, range: Range<usize>) -> Option<Range<usize>> {
    let text = body.get(range.clone())?;
    let start = range.start + (text.len() - text.trim_start().len());
    let text = text.trim_start();
    if let Some(bracketed) = text.strip_prefix('<') {
        return bracketed.find('>').map(|len| start + 1..start + 1 + len);
    }
    let (mut depth, mut escaped) = (0u32, false);
    let end = text.char_indices().find(|(_, c)| {
        let special = !std::mem::take(&mut escaped);
        match c {
            '\\' if special => escaped = true,
            '(' if special => depth += 1,
            ')' if special && depth == 0 => return true,
            ')' if special => depth -= 1,
            c if c.is_whitespace() => return true,
            _ => {}
        }
        false
    });
    Some(start..start + end.map_or(text.len(), |(at, _)| at))
}

/// `![alt](my picture.png)`: no link in Markdown, yet meant as one by many editors.
fn loose(body: &str, opaque: &[Range<usize>], found: &[Reference]) -> Vec<Reference> {
    let inside = |at: usize| {
        opaque.iter().any(|range| range.contains(&at))
            || found.iter().any(|reference| reference.target.contains(&at) || reference.inner.end == at)
    };
    body.match_indices("](").filter(|(at, _)| !inside(*at)).filter_map(|(at, _)| loose_at(body, at)).collect()
}

fn loose_at(body: &str, closing: usize) -> Option<Reference> {
    let line_start = body[..closing].rfind('\n').map_or(0, |at| at + 1);
    let opening = line_start + body[line_start..closing].rfind('[')?;
    let rest = &body[closing + 2..];
    let end = rest.find([')', '\n']).filter(|end| rest[*end..].starts_with(')'))?;
    let address = match rest[..end].split_once(" \"") {
        Some((address, _)) => address,
        None => &rest[..end],
    };
    let target = closing + 2..closing + 2 + address.len();
    let is_picture = body[..opening].ends_with('!');
    address.trim().contains(' ').then(|| Reference {
        kind: if is_picture { Kind::Picture } else { Kind::Link },
        whole: opening - usize::from(is_picture)..closing + 2 + end + 1,
        inner: opening + 1..closing,
        target,
        address: address.trim().to_owned(),
        loose: true,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn targets(body: &str) -> Vec<(&str, &str)> {
        find(body).iter().map(|r| (&body[r.inner.clone()], &body[r.target.clone()])).collect()
    }

    #[test]
    fn the_address_is_found_where_it_is_written() {
        assert_eq!(targets("a ![x](./a.png \"t\") b"), [("x", "./a.png")]);
        assert_eq!(targets("[t](<a b.png>)"), [("t", "a b.png")]);
        assert_eq!(targets("[](a_(1).png)"), [("", "a_(1).png")]);
        assert_eq!(targets("[`c` **b**](day2.md)"), [("`c` **b**", "day2.md")]);
        assert_eq!(targets("[\\*x](y)"), [("\\*x", "y")]);
    }

    #[test]
    fn a_picture_inside_a_link_is_two_references() {
        assert_eq!(targets("[![a](b.png)](day2.md)"), [("![a](b.png)", "day2.md"), ("a", "b.png")]);
    }

    #[test]
    fn reference_links_point_into_their_definition() {
        let body = "![a][Pic] and [b][]\n\n[pic]: img/a.png 'title'\n[b]: <day 2.md>\n";
        assert_eq!(targets(body), [("a", "img/a.png"), ("b", "day 2.md")]);
    }

    #[test]
    fn html_and_loose_addresses_are_found() {
        assert_eq!(targets("<p>\n<img alt='d' src=\"demo.png\">\n</p>\n"), [("d", "demo.png")]);
        assert_eq!(targets("go <a href='day2.md'>on</a> now"), [("on", "day2.md")]);
        assert_eq!(targets("![a](my pic.png) text"), [("a", "my pic.png")]);
    }

    #[test]
    fn code_is_never_looked_into() {
        for body in [
            "`[a](b.png)`",
            "```\n![a](b.png)\n```",
            "    ![a](b c.png)\n",
            "<!-- <img src=\"a.png\"> -->\n",
            "`![a](b c.png)`",
        ] {
            assert_eq!(targets(body), [], "{body}");
        }
    }

    #[test]
    fn an_autolink_is_no_local_reference() {
        assert_eq!(targets("<https://example.org> <me@example.org>"), []);
    }
}
