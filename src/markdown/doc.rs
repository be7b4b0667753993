//! What the site must know of a Markdown body without making its HTML.

use super::embed::Unframed;
use super::kept::Kept;
use super::raw_html::LeftOpen;
use crate::diagnostics::Span;

/// The facts of one body. Every span is a byte range of the whole file, front matter included.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Doc {
    /// The headings in order; see [`Doc::outline_under`] for the levels beneath a page's own title.
    pub outline: Vec<Heading>,
    /// Links and pictures in order, bare URLs, raw HTML and what `demo` blocks name included.
    pub links: Vec<Link>,
    /// Fenced `demo` blocks in order.
    pub demos: Vec<Demo>,
    /// Ids that raw HTML sets (`id`, and `name` of an anchor); headings have theirs in the outline.
    pub anchors: Vec<String>,
    /// All words: each Han, Kana or Hangul character counts one; code blocks are not counted.
    pub words: usize,
    /// How many of the words are single Han, Kana or Hangul characters.
    pub cjk_chars: usize,
    /// The first paragraph that says something, as plain text, white space folded, not cut. Pictures, demos and
    /// addresses that have a paragraph to themselves say nothing.
    pub lead: String,
    /// What `render` will take out or can't do.
    pub findings: Vec<Finding>,
    /// Whether the body opens with a heading of level 1, which may repeat the page's title.
    pub(super) opens_with_h1: bool,
    /// Formatting in raw HTML that nothing closes.
    pub(super) left_open: Vec<LeftOpen>,
    /// What the body is written from; in a place of its own, because whoever goes through all documents asks for the
    /// rest of this alone.
    pub(super) kept: Box<Kept>,
}

/// A heading of the body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// The level shown: 2 to 6, because the page's title is the only heading of level 1.
    pub level: u8,
    /// The level written by the author: 1 to 6.
    pub written_level: u8,
    /// Its words without markup.
    pub text: String,
    /// Its id, unique in the body.
    pub id: String,
    /// Where it stands.
    pub span: Span,
}

/// What refers to something else, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LinkKind {
    /// A Markdown link, an autolink or a bare URL.
    Link,
    /// A Markdown picture.
    Image,
    /// An `<a href>` in raw HTML.
    RawLink,
    /// The source of a picture or of media in raw HTML.
    RawImage,
}

/// A reference to something else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// What refers.
    pub kind: LinkKind,
    /// The target as written, entities resolved.
    pub target: String,
    /// The link's words, or the picture's alternative text; empty for an `<a>` in raw HTML.
    pub text: String,
    /// Where it stands.
    pub span: Span,
    /// Whether it is the only thing in its paragraph.
    pub alone: bool,
}

/// A fenced `demo` block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Demo {
    /// The text between the fences.
    pub yaml: String,
    /// Where the block stands, fences included.
    pub span: Span,
}

/// Something that `render` takes out or can't do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Which sort of thing.
    pub kind: FindingKind,
    /// The thing itself, such as the element or attribute name, or the formula.
    pub what: String,
    /// Where it stands.
    pub span: Span,
}

/// The sorts of things that `render` takes out or can't do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FindingKind {
    /// A script element: taken out.
    Script,
    /// An address of a kind that is not followed (`javascript:`, `data:`, `file:`…): the words stay as text.
    UnsafeAddress,
    /// An attribute such as `onclick`: taken out.
    EventHandler,
    /// A `style` attribute or element: taken out.
    InlineStyle,
    /// A frame: replaced by a link to its address.
    Frame,
    /// An element that has no place in a page's body (`object`, `svg`, `meta`, `form`…): taken out.
    ForbiddenElement,
    /// An id that something else on the page has: taken out.
    TakenId,
    /// A tag that is no HTML element: shown as the text it is.
    UnknownElement,
    /// A formula that can't be read, with the reason: shown as its source.
    BadMath(String),
    /// A `demo` block that can't be read, with the reason: shown as code.
    BadDemo(String),
    /// A demo with a frame of a size that frames do not have: shown in another.
    OtherSize {
        /// The size that it gets.
        given: String,
    },
    /// A demo that might have been a frame, with the reason: shown as a card.
    UnframedDemo(Unframed),
    /// A recording of a terminal among words, or in a link: shown as a link.
    RecordingInLine,
    /// Formatting that is opened and never closed: it ends with its block.
    LeftOpen,
    /// A fenced code block that is never closed: everything after it is code.
    UnclosedFence,
    /// A comment of raw HTML that never ends: nothing after it is shown.
    UnclosedComment,
}
