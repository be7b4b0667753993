//! Links and pictures written as HTML inside Markdown.

use std::ops::Range;

use super::references::{Kind, Reference};

/// The references in a stretch of HTML; comments are passed over.
pub(super) fn find(body: &str, html: Range<usize>) -> Vec<Reference> {
    let mut found = Vec::new();
    let mut at = html.start;
    while let Some(open) = body[at..html.end].find('<').map(|offset| at + offset) {
        let rest = &body[open..html.end];
        if rest.starts_with("<!--") {
            at = rest.find("-->").map_or(html.end, |len| open + len + 3);
        } else if let Some(tag) = tag(body, open..html.end) {
            at = tag.span.end;
            found.extend(reference(body, &tag));
        } else {
            at = open + 1;
        }
    }
    found
}

/// An opening tag.
struct HtmlTag {
    name: String,
    span: Range<usize>,
    /// Names in lower case, and where the values stand.
    attributes: Vec<(String, Range<usize>)>,
}

fn tag(body: &str, within: Range<usize>) -> Option<HtmlTag> {
    let text = &body[within.clone()];
    let name_end = 1 + text[1..].find(|c: char| !c.is_ascii_alphanumeric())?;
    if name_end == 1 {
        return None;
    }
    let mut tag = HtmlTag {
        name: text[1..name_end].to_lowercase(),
        span: within.start..within.end,
        attributes: Vec::new(),
    };
    let mut at = name_end;
    loop {
        at += text[at..].find(|c: char| !c.is_whitespace() && c != '/')?;
        if text[at..].starts_with('>') {
            tag.span.end = within.start + at + 1;
            return Some(tag);
        }
        let len = text[at..].find(|c: char| c.is_whitespace() || matches!(c, '=' | '>' | '/'))?;
        // A stray `=` would otherwise be looked at for ever.
        let name_end = at + len.max(1);
        let name = text[at..name_end].to_lowercase();
        at = name_end;
        if let Some(value) = value(text, at) {
            at = value.end + usize::from(text[value.end..].starts_with(['"', '\'']));
            tag.attributes.push((name, within.start + value.start..within.start + value.end));
        }
    }
}

/// The value after an attribute's name: in quotes, or up to white space or the end of the tag.
fn value(text: &str, after_name: usize) -> Option<Range<usize>> {
    let rest = text[after_name..].trim_start().strip_prefix('=')?.trim_start();
    let start = text.len() - rest.len();
    for quote in ['"', '\''] {
        if let Some(quoted) = rest.strip_prefix(quote) {
            return quoted.find(quote).map(|len| start + 1..start + 1 + len);
        }
    }
    rest.find(|c: char| c.is_whitespace() || c == '>').map(|len| start..start + len)
}

fn reference(body: &str, tag: &HtmlTag) -> Option<Reference> {
    let attribute =
        |wanted: &str| tag.attributes.iter().find(|(name, _)| name == wanted).map(|(_, at)| at.clone());
    let (kind, target) = match tag.name.as_str() {
        "img" => (Kind::HtmlPicture, attribute("src")?),
        "a" => (Kind::HtmlLink, attribute("href")?),
        "video" | "audio" | "source" => (Kind::HtmlMedia, attribute("src")?),
        _ => return None,
    };
    let (whole, inner) = match kind {
        Kind::HtmlLink => {
            // A link that is never closed ends where it begins.
            let close = closing(body, tag.span.end).unwrap_or(tag.span.end..tag.span.end);
            (tag.span.start..close.end, tag.span.end..close.start)
        }
        _ => (tag.span.clone(), attribute("alt").unwrap_or(tag.span.end..tag.span.end)),
    };
    let address = body[target.clone()].replace("&amp;", "&");
    Some(Reference { kind, whole, inner, target, address, loose: false })
}

/// The `</a>` that follows.
fn closing(body: &str, after: usize) -> Option<Range<usize>> {
    let start = after + ["</a", "</A"].iter().filter_map(|tag| body[after..].find(tag)).min()?;
    let end = start + body[start..].find('>')? + 1;
    Some(start..end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn targets(body: &str) -> Vec<&str> {
        find(body, 0..body.len()).into_iter().map(|reference| &body[reference.target]).collect()
    }

    #[test]
    fn quoted_and_bare_values_are_found() {
        assert_eq!(targets("<img src=a.png><IMG width=3 SRC = 'b c.png' />"), ["a.png", "b c.png"]);
        assert_eq!(targets("<video controls src=\"v.mp4\"></video>"), ["v.mp4"]);
    }

    #[test]
    fn broken_tags_end_the_search_without_harm() {
        for body in
            ["<img src=", "<", "<a", "<img = = src", "< img src=a>", "<img src=\"a.png", "<!-- <img src=a>"]
        {
            assert_eq!(targets(body), [] as [&str; 0], "{body}");
        }
    }
}
