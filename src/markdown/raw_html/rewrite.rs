//! Raw HTML written anew, with only what may stay.

use std::collections::HashSet;

use super::attributes::{align_by_class, may_stay, name_by_id};
use super::elements::{Fate, fate, is_formatting, shown_name};
use super::inspect::{refers, value};
use super::scan::{Attribute, Scanner, Token};
use crate::markdown::doc::LinkKind;
use crate::markdown::escape::{push_address, push_text};
use crate::markdown::outline::is_free;
use crate::markdown::writer::{Picture, Target, open_link, push_picture};

/// What is kept from one piece of raw HTML to the next.
#[derive(Default)]
pub(in super::super) struct Rewriter {
    /// Whether an `<a>` is open, in which no other link may stand.
    pub(in super::super) in_link: bool,
    /// The ids of the page so far, those of all its headings among them.
    pub(in super::super) ids: HashSet<String>,
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
    rewriter: &mut Rewriter,
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
                    attributes.retain(|attribute| rewriter.may_have(attribute));
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

impl Rewriter {
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

    /// Whether an attribute is anything but an id that the page has already.
    fn may_have(&mut self, attribute: &Attribute) -> bool {
        attribute.name != "id" || claim(&mut self.ids, &attribute.value())
    }

    fn start(
        &mut self,
        name: &str,
        attributes: &[Attribute],
        resolve: &dyn Fn(LinkKind, &str) -> Target,
        html: &mut String,
    ) {
        if is_formatting(name) {
            self.open.push(name.to_owned());
        }
        match name {
            "a" => {
                self.in_link = true;
                push_anchor(attributes, resolve, html);
            }
            "img" => push_image(attributes, self.in_link, resolve, html),
            _ => push_element(name, attributes, self.in_link, resolve, html),
        }
    }

    /// Writes the end of an element.
    pub(in super::super) fn end(&mut self, name: &str, html: &mut String) {
        self.in_link &= name != "a";
        if let Some(at) = self.open.iter().rposition(|open| open == name) {
            self.open.remove(at);
            self.before -= usize::from(at < self.before);
        }
        html.push_str("</");
        html.push_str(shown_name(name));
        html.push('>');
    }
}

fn push_anchor(attributes: &[Attribute], resolve: &dyn Fn(LinkKind, &str) -> Target, html: &mut String) {
    let target = value(attributes, "href").map(|href| resolve(LinkKind::RawLink, &href));
    // Without a target the element stays, so that its end tag has a partner; it links nowhere.
    if target.is_none_or(|target| open_link(html, &target, None).is_empty()) {
        html.push_str("<a>");
    }
    html.pop();
    push_attributes("a", attributes, |_| true, html);
    html.push('>');
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
    let sized = attributes.iter().any(|attribute| is_size(attribute) && !is_odd_size(attribute));
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
        if !wanted(name) || !may_stay(element, name) || is_odd_size(attribute) {
            continue;
        }
        html.push(' ');
        html.push_str(name);
        html.push_str("=\"");
        // The value keeps its own character references, so only what could end it is escaped.
        html.push_str(&attribute.raw.replace('"', "&quot;").replace('<', "&lt;").replace('>', "&gt;"));
        html.push('"');
    }
}

/// Width and height are whole numbers of pixels and nothing else.
fn is_odd_size(attribute: &Attribute) -> bool {
    let is_number = !attribute.raw.is_empty() && attribute.raw.bytes().all(|byte| byte.is_ascii_digit());
    is_size(attribute) && !is_number
}

fn is_size(attribute: &Attribute) -> bool {
    matches!(attribute.name.as_str(), "width" | "height")
}
