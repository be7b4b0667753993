//! Which elements an author may use.

/// What happens to an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// It stays.
    Keep,
    /// The tag is taken out, what is inside stays.
    Unwrap,
    /// It is taken out with all that is inside.
    Remove,
    /// It becomes a link to its address.
    Frame,
    /// It is no element that belongs into a body: the tag is shown as text.
    Unknown,
}

/// What happens to the element of this name, given in lower case.
pub(super) fn fate(name: &str) -> Fate {
    match name {
        name if ELEMENTS.binary_search(&name).is_ok() => Fate::Keep,
        "h1" => Fate::Keep,
        "iframe" => Fate::Frame,
        "script" | "style" | "svg" | "math" | "object" | "applet" | "template" | "noembed" | "noframes"
        | "frameset" | "select" | "textarea" | "xmp" | "canvas" => Fate::Remove,
        "html" | "head" | "body" | "base" | "link" | "meta" | "embed" | "param" | "frame" | "form"
        | "input" | "button" | "label" | "fieldset" | "legend" | "output" | "noscript" | "portal"
        | "font" | "blink" | "marquee" | "nobr" | "big" | "bgsound" | "keygen" | "isindex" | "dialog"
        | "slot" | "picture" | "basefont" | "menuitem" | "multicol" | "nextid" | "plaintext" | "rb"
        | "rtc" | "spacer" => Fate::Unwrap,
        _ => Fate::Unknown,
    }
}

/// The name that an element is written with. The page's title is the only heading of level 1, and what HTML no longer
/// has is written as what took its place.
pub(super) fn shown_name(name: &str) -> &str {
    match name {
        "h1" => "h2",
        "acronym" => "abbr",
        "center" => "div",
        "listing" => "pre",
        "strike" => "s",
        "tt" => "code",
        name => name,
    }
}

/// The elements that may stay, in order of the alphabet.
pub(in super::super) const ELEMENTS: [&str; 83] = [
    "a",
    "abbr",
    "acronym",
    "address",
    "article",
    "aside",
    "audio",
    "b",
    "bdi",
    "bdo",
    "blockquote",
    "br",
    "caption",
    "center",
    "cite",
    "code",
    "col",
    "colgroup",
    "data",
    "dd",
    "del",
    "details",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "footer",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "i",
    "img",
    "ins",
    "kbd",
    "li",
    "listing",
    "mark",
    "menu",
    "meter",
    "nav",
    "ol",
    "p",
    "pre",
    "progress",
    "q",
    "rp",
    "rt",
    "ruby",
    "s",
    "samp",
    "search",
    "section",
    "small",
    "source",
    "span",
    "strike",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "time",
    "tr",
    "track",
    "tt",
    "u",
    "ul",
    "var",
    "video",
    "wbr",
];

/// Whether the element only shapes a run of text, so that even other people's text may hold it.
pub(in super::super) fn is_inline_format(name: &str) -> bool {
    matches!(
        name,
        "b" | "strong"
            | "i"
            | "em"
            | "u"
            | "s"
            | "del"
            | "ins"
            | "mark"
            | "small"
            | "sub"
            | "sup"
            | "code"
            | "kbd"
            | "samp"
            | "var"
            | "q"
            | "br"
    )
}

/// Whether what is left open of it would shape all text to the end of the body.
pub(super) fn is_formatting(name: &str) -> bool {
    matches!(name, "a" | "strike" | "tt") || (name != "br" && is_inline_format(name))
}

/// Whether it is no element at all, so that its tag was meant as text.
pub(in super::super) fn is_unknown(name: &str) -> bool {
    fate(name) == Fate::Unknown
}

/// Whether what is inside the element is no text to be read.
pub(in super::super) fn is_kept_out(name: &str) -> bool {
    matches!(fate(name), Fate::Remove | Fate::Frame)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_sorted_so_that_it_can_be_searched() {
        assert!(ELEMENTS.is_sorted());
    }

    #[test]
    fn what_looks_like_a_type_parameter_is_no_element() {
        for name in ["t", "main", "string", "u8", "vec", "title"] {
            assert_eq!(fate(name), Fate::Unknown, "{name}");
        }
        assert_eq!(fate("details"), Fate::Keep);
        assert_eq!(fate("script"), Fate::Remove);
    }
}
