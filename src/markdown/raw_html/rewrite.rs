//! Raw HTML written anew, with only what may stay.

use std::collections::HashSet;

use super::attributes::{align_by_class, may_stay, name_by_id};
use super::elements::{Fate, fate, is_formatting, shown_name};
use super::inspect::{refers, value};
use super::scan::{Attribute, Scanner, Token};
use super::values::{is_boolean, is_meant};
use crate::markdown::doc::{Heading, LinkKind};
use crate::markdown::escape::{push_address, push_text};
use crate::markdown::outline::is_free;
use crate::markdown::writer::{Picture, Target, open_link, push_picture};

/// What is kept from one piece of raw HTML to the next.
#[derive(Default)]
pub(in super::super) struct Rewriter<'a> {
    /// Whether a link is open, in which no other may stand.
    pub(in super::super) in_link: bool,
    /// How many links were opened in it and not closed yet: their words are its words.
    nested: usize,
    /// The lists that are open, by their names, the outermost first.
    lists: Vec<String>,
    /// The headings of the page, until an element asks for an id.
    headings: &'a [Heading],
    /// The ids of the page so far, once one was asked for.
    ids: Option<HashSet<String>>,
    /// The formatting that is open, the outermost first.
    pub(in super::super) open: Vec<String>,
    /// How much of it was open before the current line of text.
    pub(in super::super) before: usize,
    /// Whether anything was written that may be out of balance.
    pub(in super::super) wrote_tags: bool,
}

/// Takes an id for a piece of raw HTML; `false` where it is no id, or is that of something else.
pub(in super::super) fn claim(taken: &mut HashSet<String>, id: &str) -> bool {
    is_free(id) && taken.insert(id.to_owned())
}

/// Appends a piece of raw HTML to the page. Says whether any tag of the author's stayed.
pub(in super::super) fn rewrite(
    text: &str,
    rewriter: &mut Rewriter<'_>,
    resolve: &dyn Fn(LinkKind, &str) -> Target,
    html: &mut String,
) -> bool {
    let mut kept = false;
    let mut scanner = Scanner::new(text);
    while let Some(token) = scanner.next() {
        match token {
            Token::Text(range) => html.push_str(&text[range].replace('<', "&lt;")),
            Token::Aside | Token::OpenComment(_) => {}
            Token::End { name, range } => match fate(&name) {
                Fate::Keep => {
                    kept = true;
                    rewriter.end(&name, html);
                }
                Fate::Unknown => push_text(html, &text[range]),
                _ => {}
            },
            Token::Start { name, mut attributes, range } => match fate(&name) {
                Fate::Keep => {
                    kept = true;
                    name_by_id(&name, &mut attributes);
                    attributes.retain(|attribute| rewriter.may_have(&name, attribute));
                    align_by_class(&name, &mut attributes);
                    rewriter.start(&name, &attributes, resolve, html);
                }
                Fate::Unwrap => {}
                Fate::Remove => scanner.skip_element(&name),
                Fate::Frame => {
                    scanner.skip_element(&name);
                    push_frame_link(&attributes, rewriter.in_link, resolve, html);
                }
                Fate::Unknown => push_text(html, &text[range]),
            },
        }
    }
    rewriter.wrote_tags |= kept;
    kept
}

impl<'a> Rewriter<'a> {
    /// For a page with these headings.
    pub(in super::super) fn new(headings: &'a [Heading]) -> Self {
        Self { headings, ..Self::default() }
    }

    /// Takes an id for an element; `false` where something else of the page has it.
    fn claim(&mut self, id: &str) -> bool {
        let of_headings = || self.headings.iter().map(|heading| heading.id.clone()).collect();
        claim(self.ids.get_or_insert_with(of_headings), id)
    }

    /// Says that a line of text begins: a paragraph, a heading, a cell or an item.
    pub(in super::super) fn begin_line(&mut self) {
        self.before = self.open.len();
    }

    /// Closes what the line of text opened and did not close, so that it shapes nothing after it.
    pub(in super::super) fn end_line(&mut self, html: &mut String) {
        for name in self.open.split_off(self.before.min(self.open.len())).iter().rev() {
            html.push_str(&format!("</{}>", shown_name(name)));
        }
    }

    /// Says that a paragraph or an item ends, and any link with it.
    pub(in super::super) fn end_links(&mut self) {
        self.in_link = false;
        self.nested = 0;
    }

    /// Whether an element may have an attribute here: an id that the page has not yet, a number in a list that has some.
    fn may_have(&mut self, element: &str, attribute: &Attribute) -> bool {
        match (element, attribute.name.as_str()) {
            (_, "id") => self.claim(&attribute.value()),
            ("li", "value") => self.lists.last().is_some_and(|list| list == "ol"),
            _ => true,
        }
    }

    fn start(
        &mut self,
        name: &str,
        attributes: &[Attribute],
        resolve: &dyn Fn(LinkKind, &str) -> Target,
        html: &mut String,
    ) {
        if name == "a" && self.in_link {
            self.nested += 1;
            return;
        }
        if is_formatting(name) {
            self.open.push(name.to_owned());
        }
        if is_list(name) {
            self.lists.push(name.to_owned());
        }
        match name {
            "a" => self.in_link = push_anchor(attributes, resolve, html),
            "img" => push_image(attributes, self.in_link, resolve, html),
            _ => push_element(name, attributes, self.in_link, resolve, html),
        }
    }

    /// Writes the end of an element.
    pub(in super::super) fn end(&mut self, name: &str, html: &mut String) {
        if name == "a" && self.nested > 0 {
            self.nested -= 1;
            return;
        }
        self.in_link &= name != "a";
        if is_list(name) {
            self.lists.pop();
        }
        if let Some(at) = self.open.iter().rposition(|open| open == name) {
            self.open.remove(at);
            self.before -= usize::from(at < self.before);
        }
        html.push_str("</");
        html.push_str(shown_name(name));
        html.push('>');
    }
}

fn is_list(name: &str) -> bool {
    matches!(name, "ol" | "ul" | "menu")
}

/// Writes an `<a>`, and says whether it leads anywhere.
fn push_anchor(
    attributes: &[Attribute],
    resolve: &dyn Fn(LinkKind, &str) -> Target,
    html: &mut String,
) -> bool {
    let target = value(attributes, "href").map(|href| resolve(LinkKind::RawLink, &href));
    let leads = target.is_some_and(|target| !open_link(html, &target, None).is_empty());
    // Without a target the element stays, so that its end tag has a partner.
    if !leads {
        html.push_str("<a>");
    }
    html.pop();
    push_attributes("a", attributes, |_| true, html);
    html.push('>');
    leads
}

fn push_image(
    attributes: &[Attribute],
    in_link: bool,
    resolve: &dyn Fn(LinkKind, &str) -> Target,
    html: &mut String,
) {
    let Some(src) = value(attributes, "src") else { return };
    let alt = value(attributes, "alt").unwrap_or_default();
    let mut further = String::new();
    push_attributes("img", attributes, |name| !matches!(name, "alt" | "loading" | "decoding"), &mut further);
    let is_size = |attribute: &&Attribute| matches!(attribute.name.as_str(), "width" | "height");
    let sized = attributes.iter().filter(is_size).any(|size| is_meant("img", size));
    let picture = Picture { alt: &alt, title: "", further: &further, sized, in_link };
    push_picture(html, &resolve(LinkKind::RawImage, &src), &picture);
}

fn push_element(
    name: &str,
    attributes: &[Attribute],
    in_link: bool,
    resolve: &dyn Fn(LinkKind, &str) -> Target,
    html: &mut String,
) {
    let mut addresses = String::new();
    for attribute in attributes {
        let Some(kind) = refers(name, &attribute.name) else { continue };
        match resolve(kind, &attribute.value()) {
            Target::Url(url)
            | Target::Picture { url, .. }
            | Target::Video { url }
            | Target::Recording { url, .. } => {
                addresses.push(' ');
                addresses.push_str(&attribute.name);
                addresses.push_str("=\"");
                push_address(&mut addresses, &url);
                addresses.push('"');
            }
            target if matches!(name, "video" | "audio") && attribute.name == "src" => {
                let alt = value(attributes, "title").unwrap_or_default();
                let picture = Picture { alt: &alt, title: "", further: "", sized: false, in_link };
                return push_picture(html, &target, &picture);
            }
            _ => {}
        }
    }
    if matches!(name, "source" | "track") && addresses.is_empty() {
        return;
    }
    html.push('<');
    html.push_str(shown_name(name));
    html.push_str(&addresses);
    push_attributes(name, attributes, |_| true, html);
    html.push('>');
}

fn push_frame_link(
    attributes: &[Attribute],
    in_link: bool,
    resolve: &dyn Fn(LinkKind, &str) -> Target,
    html: &mut String,
) {
    let Some(src) = value(attributes, "src") else { return };
    let title = value(attributes, "title").filter(|title| !title.trim().is_empty());
    let close = if in_link { "" } else { open_link(html, &resolve(LinkKind::RawLink, &src), None) };
    push_text(html, title.as_deref().unwrap_or(&src));
    html.push_str(close);
}

/// Writes the attributes that may stay on the element and that the caller wants.
fn push_attributes(
    element: &str,
    attributes: &[Attribute],
    wanted: impl Fn(&str) -> bool,
    html: &mut String,
) {
    for attribute in attributes {
        let name = attribute.name.as_str();
        if !wanted(name) || !may_stay(element, name) || !is_meant(element, attribute) {
            continue;
        }
        html.push(' ');
        html.push_str(name);
        html.push_str("=\"");
        if !is_boolean(name) {
            // The value keeps its own character references, so only what could end it is escaped.
            html.push_str(&attribute.raw.replace('"', "&quot;").replace('<', "&lt;").replace('>', "&gt;"));
        }
        html.push('"');
    }
}
