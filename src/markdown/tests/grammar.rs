//! A strict reading of HTML that knows nothing of the room's own scanner.
//!
//! It accepts only one way of writing a tag. What it accepts is read by every browser in the same way,
//! so what it says of elements and attributes holds.

/// A start tag with its attributes.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Tag {
    pub(super) name: String,
    pub(super) attributes: Vec<(String, String)>,
}

/// The start tags of a page.
///
/// # Panics
/// Where anything is not written as `<name a="b" c>`, or `</name>`, or an element is not closed in its place.
pub(super) fn tags(html: &str) -> Vec<Tag> {
    let mut found = Vec::new();
    let mut open: Vec<String> = Vec::new();
    for piece in html.split('<').skip(1) {
        let (tag, text) = piece.split_once('>').unwrap_or_else(|| panic!("`<` that opens nothing: {piece}"));
        assert!(!text.contains('>'), "`>` that closes nothing: {piece}");
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop().as_deref(), Some(name), "closed out of place in {html}");
            continue;
        }
        let tag = read(tag.strip_suffix('/').unwrap_or(tag));
        let is_void = matches!(
            tag.name.as_str(),
            "br" | "hr"
                | "img"
                | "input"
                | "source"
                | "track"
                | "wbr"
                | "col"
                | "mspace"
                | "mprescripts"
                | "none"
        );
        if !is_void {
            open.push(tag.name.clone());
        }
        found.push(tag);
    }
    assert!(open.is_empty(), "left open: {open:?} in {html}");
    found
}

fn read(tag: &str) -> Tag {
    let (name, mut rest) = tag.split_once(' ').unwrap_or((tag, ""));
    assert!(name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()), "odd name in <{tag}>");
    let mut attributes = Vec::new();
    while !rest.is_empty() {
        let end = rest.find([' ', '=']).unwrap_or(rest.len());
        let name = &rest[..end];
        assert!(
            !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'),
            "odd attribute in <{tag}>"
        );
        rest = &rest[end..];
        let mut value = "";
        if let Some(quoted) = rest.strip_prefix("=\"") {
            (value, rest) = quoted.split_once('"').unwrap_or_else(|| panic!("no end of a value in <{tag}>"));
        }
        rest = rest.strip_prefix(' ').unwrap_or(rest);
        attributes.push((name.to_owned(), value.to_owned()));
    }
    Tag { name: name.to_owned(), attributes }
}

/// That nothing in the page can run, restyle or frame anything.
///
/// # Panics
/// Where something can.
pub(super) fn assert_harmless(html: &str, from: &str) {
    for tag in tags(html) {
        let forbidden = [
            "script", "style", "iframe", "frame", "object", "embed", "applet", "meta", "link", "base",
            "form", "svg", "template", "textarea", "select", "button", "noscript", "title", "xmp",
        ];
        assert!(!forbidden.contains(&tag.name.as_str()), "<{}> from {from:?}: {html}", tag.name);
        for (name, value) in &tag.attributes {
            assert!(!name.starts_with("on"), "{name} from {from:?}: {html}");
            assert!(
                !matches!(name.as_str(), "style" | "srcdoc" | "formaction" | "xlink:href"),
                "{name} from {from:?}"
            );
            if matches!(name.as_str(), "href" | "src" | "poster" | "action" | "data" | "cite") {
                assert_safe_address(value, from);
            }
        }
    }
}

/// An address with a scheme must have one of the few that are known to do nothing.
fn assert_safe_address(value: &str, from: &str) {
    let bare: String = value.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
    let head = bare.split(['/', '?', '#']).next().unwrap_or_default().to_lowercase();
    let entity = head.replace("&amp;", "");
    assert!(
        !entity.contains("&#") && !entity.contains("&colon") && !entity.contains("&tab"),
        "{value} from {from:?}"
    );
    if let Some((scheme, _)) = head.split_once(':') {
        assert!(matches!(scheme, "http" | "https" | "mailto"), "{value} from {from:?}");
    }
}
