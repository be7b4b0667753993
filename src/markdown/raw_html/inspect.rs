//! What a piece of raw HTML says: its links, its ids, and what of it will be taken out.

use std::ops::Range;

use super::elements::{Fate, fate};
use super::scan::{Attribute, Scanner, Token};
use crate::markdown::doc::{FindingKind, LinkKind};
use crate::markdown::escape::is_safe_address;

/// Something that a piece of raw HTML says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) enum Fact {
    /// It refers to something; the words are those of `alt`.
    Link { kind: LinkKind, target: String, text: String },
    /// It names a place by `name`.
    Anchor(String),
    /// It sets an id.
    Id(String),
    /// Something of it will be taken out.
    Finding { kind: FindingKind, what: String },
}

/// Gives each fact with its range in the text.
pub(in super::super) fn inspect(text: &str, mut see: impl FnMut(Fact, Range<usize>)) {
    let mut scanner = Scanner::new(text);
    while let Some(token) = scanner.next() {
        let (name, attributes, range) = match token {
            Token::Start { name, attributes, range } => (name, attributes, range),
            Token::OpenComment(range) => {
                let kind = FindingKind::UnclosedComment;
                see(Fact::Finding { kind, what: text[range.clone()].to_owned() }, range);
                continue;
            }
            _ => continue,
        };
        let fate = fate(&name);
        if let Some(kind) = finding(&name, fate) {
            // A type parameter is told in the letters that its author wrote.
            let what = text[range.start + 1..][..name.len()].to_owned();
            see(Fact::Finding { kind, what }, range.clone());
        }
        match fate {
            Fate::Keep => see_attributes(&name, &attributes, &range, &mut see),
            Fate::Frame => {
                if let Some(target) = value(&attributes, "src") {
                    see(Fact::Link { kind: LinkKind::RawLink, target, text: String::new() }, range);
                }
            }
            _ => {}
        }
        if matches!(fate, Fate::Remove | Fate::Frame) {
            scanner.skip_element(&name);
        }
    }
}

/// The value of an attribute, references resolved.
pub(super) fn value(attributes: &[Attribute], name: &str) -> Option<String> {
    attributes.iter().find(|attribute| attribute.name == name).map(Attribute::value)
}

/// How an attribute of an element refers to something else, if it does.
pub(super) fn refers(element: &str, attribute: &str) -> Option<LinkKind> {
    match (element, attribute) {
        ("a", "href") => Some(LinkKind::RawLink),
        ("img" | "video" | "audio" | "source" | "track", "src") | ("video", "poster") => {
            Some(LinkKind::RawImage)
        }
        _ => None,
    }
}

fn finding(name: &str, fate: Fate) -> Option<FindingKind> {
    match (fate, name) {
        // Of a picture in several versions the plain one stays, and nobody misses the others.
        (Fate::Keep, _) | (_, "picture") => None,
        (Fate::Unknown, _) => Some(FindingKind::UnknownElement),
        (Fate::Frame, _) | (_, "frame" | "frameset") => Some(FindingKind::Frame),
        (_, "script") => Some(FindingKind::Script),
        (_, "style") => Some(FindingKind::InlineStyle),
        _ => Some(FindingKind::ForbiddenElement),
    }
}

fn see_attributes(
    element: &str,
    attributes: &[Attribute],
    tag: &Range<usize>,
    see: &mut impl FnMut(Fact, Range<usize>),
) {
    for attribute in attributes {
        let name = attribute.name.as_str();
        if name.starts_with("on") {
            let what = attribute.name.clone();
            see(Fact::Finding { kind: FindingKind::EventHandler, what }, attribute.range.clone());
        } else if name == "style" {
            let what = "style".to_owned();
            see(Fact::Finding { kind: FindingKind::InlineStyle, what }, attribute.range.clone());
        } else if name == "id" {
            see(Fact::Id(attribute.value()), attribute.range.clone());
        } else if name == "name" && element == "a" {
            see(Fact::Anchor(attribute.value()), attribute.range.clone());
        } else if let Some(kind) = refers(element, name) {
            let target = attribute.value();
            if !is_safe_address(&target) {
                let what = target.clone();
                see(Fact::Finding { kind: FindingKind::UnsafeAddress, what }, attribute.range.clone());
            } else {
                let text = value(attributes, "alt").unwrap_or_default();
                see(Fact::Link { kind, target, text }, tag.clone());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_ids_and_what_is_taken_out_are_found() {
        let mut facts = Vec::new();
        let html = "<a href='x?a=1&amp;b=2' onclick=y>t</a><img\nsrc=p.png alt=\"A\" style=z id=i>\
                    <iframe src=\"https://e.example\"></iframe><script><a href=no></script><T>";
        inspect(html, |fact, _| facts.push(fact));
        let finding = |kind, what: &str| Fact::Finding { kind, what: what.to_owned() };
        let link = |kind, target: &str, text: &str| Fact::Link {
            kind,
            target: target.to_owned(),
            text: text.to_owned(),
        };
        assert_eq!(
            facts,
            [
                link(LinkKind::RawLink, "x?a=1&b=2", ""),
                finding(FindingKind::EventHandler, "onclick"),
                link(LinkKind::RawImage, "p.png", "A"),
                finding(FindingKind::InlineStyle, "style"),
                Fact::Id("i".to_owned()),
                finding(FindingKind::Frame, "iframe"),
                link(LinkKind::RawLink, "https://e.example", ""),
                finding(FindingKind::Script, "script"),
                finding(FindingKind::UnknownElement, "T"),
            ]
        );
    }
}
