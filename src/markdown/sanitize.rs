//! The last sieve: HTML parsed as a browser parses it, and written with every tag in its place.

use std::collections::HashSet;
use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative};

use super::raw_html::{ATTRIBUTES, ELEMENTS};

/// Closes what was left open and drops what belongs nowhere, in a body with raw HTML.
pub(super) fn balance(html: &str) -> String {
    OWN.clean(html).to_string()
}

/// Leaves of other people's HTML only text, simple formatting and marked links.
pub(super) fn strict(html: &str) -> String {
    STRICT.clean(html).to_string()
}

/// The elements and attributes of formulas, as they are written in `math.rs`.
const MATH_ELEMENTS: [&str; 30] = [
    "math",
    "menclose",
    "merror",
    "mfrac",
    "mi",
    "mmultiscripts",
    "mn",
    "mo",
    "mover",
    "mpadded",
    "mphantom",
    "mprescripts",
    "mroot",
    "mrow",
    "ms",
    "mspace",
    "msqrt",
    "mstyle",
    "msub",
    "msubsup",
    "msup",
    "mtable",
    "mtd",
    "mtext",
    "mtr",
    "munder",
    "munderover",
    "none",
    "semantics",
    "annotation",
];
const MATH_ATTRIBUTES: [&str; 30] = [
    "accent",
    "accentunder",
    "columnalign",
    "columnspan",
    "depth",
    "display",
    "displaystyle",
    "encoding",
    "fence",
    "form",
    "largeop",
    "linethickness",
    "lspace",
    "lquote",
    "mathbackground",
    "mathcolor",
    "mathsize",
    "mathvariant",
    "maxsize",
    "minsize",
    "movablelimits",
    "notation",
    "rquote",
    "rspace",
    "scriptlevel",
    "separator",
    "stretchy",
    "symmetric",
    "voffset",
    "href",
];
/// What our own writer adds to the author's.
const OWN_ATTRIBUTES: [&str; 13] = [
    "aria-hidden",
    "aria-label",
    "aria-labelledby",
    "aria-describedby",
    "aria-current",
    "aria-expanded",
    "aria-level",
    "aria-live",
    "checked",
    "data-part",
    "disabled",
    "poster",
    "src",
];

static OWN: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let tags = ELEMENTS.iter().chain(&MATH_ELEMENTS).chain(&["input"]).copied();
    let attributes =
        ATTRIBUTES.iter().chain(&MATH_ATTRIBUTES).chain(&OWN_ATTRIBUTES).chain(&["rel"]).copied();
    let mut builder = Builder::empty();
    builder
        .tags(tags.collect())
        .generic_attributes(attributes.collect())
        .url_schemes(["http", "https", "mailto", "tel", "sms", "ftp", "ftps", "xmpp", "irc", "ircs"].into())
        .url_relative(UrlRelative::PassThrough)
        .clean_content_tags(["script", "style"].into())
        .link_rel(None);
    builder
});

static STRICT: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let tags: HashSet<&str> = [
        "a",
        "b",
        "strong",
        "i",
        "em",
        "u",
        "s",
        "del",
        "ins",
        "mark",
        "small",
        "sub",
        "sup",
        "code",
        "kbd",
        "samp",
        "var",
        "q",
        "br",
        "p",
        "pre",
        "blockquote",
        "ul",
        "ol",
        "li",
        "hr",
    ]
    .into();
    let mut builder = Builder::empty();
    builder
        .tags(tags)
        .tag_attributes([("a", ["href"].into()), ("ol", ["start"].into())].into())
        .url_schemes(["http", "https", "mailto"].into())
        .url_relative(UrlRelative::Deny)
        .clean_content_tags(["script", "style"].into())
        .link_rel(Some("nofollow ugc noopener"));
    builder
});
