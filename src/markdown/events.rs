//! The events of a body, as it is read: with spans of the file, and bare URLs as links.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use linkify::{LinkFinder, LinkKind as Found};
use memchr::memmem::Finder;
use pulldown_cmark::{CowStr, Event, LinkType, Options, Parser, Tag, TagEnd};

use super::media_lines::parted;
use super::raw_html::{Scanner, Token, is_kept_out};
use crate::diagnostics::Span;

/// An event and the bytes of the file that it stands for.
pub(super) type Spanned<'a> = (Event<'a>, Span);

/// About how many bytes of a body are an event; fewer of a body of lists and code.
const BYTES_AN_EVENT: usize = 24;

/// Reads the body of a file.
pub(super) fn read(text: &str, body: Range<usize>) -> Vec<Spanned<'_>> {
    parted(without_kept_out(read_with(text, body, options())))
}

/// Reads text that is plain Markdown, without tables, footnotes, formulas and the like.
pub(super) fn read_simple(text: &str) -> Vec<Spanned<'_>> {
    read_with(text, 0..text.len(), Options::ENABLE_STRIKETHROUGH)
}

fn read_with(text: &str, body: Range<usize>, options: Options) -> Vec<Spanned<'_>> {
    let source = &text[body.clone()];
    let mut linker = Linker { text, urls: UrlPlaces::of(source, body.start), ..Linker::default() };
    linker.events.reserve(source.len() / BYTES_AN_EVENT);
    let mut words = Words::default();
    for (event, span) in Parser::new_ext(source, options).into_offset_iter() {
        let event = without_prices(event, &span, source);
        let span = span.start + body.start..span.end + body.start;
        match event {
            Event::Text(piece) => words.push(piece, span, text),
            event => {
                linker.push_words(&mut words);
                linker.push(event, span);
            }
        }
    }
    linker.push_words(&mut words);
    linker.events
}

/// Leaves out what stands between the tags of an element whose inside is no text, such as a script
/// in the middle of a line; the tags themselves stay. One that is not closed in its block is a tag only.
pub(super) fn without_kept_out(events: Vec<Spanned<'_>>) -> Vec<Spanned<'_>> {
    // Nearly no body has any, and its events are many and large.
    if !events.iter().any(|(event, _)| matches!(event, Event::InlineHtml(_))) {
        return events;
    }
    let mut kept: Vec<Spanned<'_>> = Vec::with_capacity(events.len());
    let mut open: HashMap<String, usize> = HashMap::new();
    for (event, span) in events {
        match &event {
            Event::InlineHtml(html) => match Scanner::new(html).next() {
                Some(Token::Start { name, .. }) if is_kept_out(&name) => {
                    open.entry(name).or_insert(kept.len() + 1);
                }
                Some(Token::End { name, .. }) => {
                    if let Some(from) = open.remove(&name) {
                        open.retain(|_, begins| *begins <= from);
                        let inside = kept.split_off(from);
                        let structure = |event: &Event<'_>| matches!(event, Event::Start(_) | Event::End(_));
                        kept.extend(inside.into_iter().filter(|(event, _)| structure(event)));
                    }
                }
                _ => {}
            },
            Event::End(
                TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::TableCell | TagEnd::Item | TagEnd::HtmlBlock,
            ) => open.clear(),
            _ => {}
        }
        kept.push((event, span));
    }
    kept
}

/// Neighbouring pieces of text, which the parser cuts at every character that might have meant something.
#[derive(Default)]
struct Words<'a> {
    text: Option<CowStr<'a>>,
    span: Span,
    /// The text, where it is no piece of the source.
    joined: String,
}

impl<'a> Words<'a> {
    fn push(&mut self, piece: CowStr<'a>, span: Span, source: &'a str) {
        match self.text.take() {
            None if self.joined.is_empty() => {
                self.text = Some(piece);
                self.span = span;
                return;
            }
            Some(text)
                if self.span.end == span.start
                    && is_piece_of(source, &text, &self.span)
                    && is_piece_of(source, &piece, &span) =>
            {
                self.text = Some(CowStr::Borrowed(&source[self.span.start..span.end]));
            }
            text => {
                self.joined.push_str(text.as_deref().unwrap_or_default());
                self.joined.push_str(&piece);
            }
        }
        self.span.end = span.end;
    }

    fn take(&mut self) -> Option<(CowStr<'a>, Span)> {
        let text = self.text.take().unwrap_or_else(|| std::mem::take(&mut self.joined).into());
        (!text.is_empty()).then(|| (text, self.span.clone()))
    }
}

/// Whether a text is not only equal to its source (as an escape may be by chance) but the source itself.
fn is_piece_of(source: &str, text: &str, span: &Span) -> bool {
    text.len() == span.len() && std::ptr::eq(text.as_ptr(), source[span.start..].as_ptr())
}

/// What is read besides plain Markdown. Quotation marks stay as they were typed.
fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_MATH
        | Options::ENABLE_GFM
}

/// The events without their places.
pub(super) fn bare<'e, 'a>(events: &'e [Spanned<'a>]) -> impl ExactSizeIterator<Item = &'e Event<'a>> {
    events.iter().map(|(event, _)| event)
}

/// What an event does to what is open around it.
pub(super) enum Nesting {
    Opens,
    Closes,
    Within,
}

impl Nesting {
    pub(super) fn of(event: &Event<'_>) -> Self {
        match event {
            Event::Start(_) => Self::Opens,
            Event::End(_) => Self::Closes,
            _ => Self::Within,
        }
    }
}

/// How many events after the first of these the one stands that ends what it starts.
pub(super) fn end_of(events: impl ExactSizeIterator<Item = Nesting>) -> usize {
    let mut depth = 0_usize;
    let last = events.len().saturating_sub(1);
    for (at, nesting) in events.enumerate() {
        match nesting {
            Nesting::Opens => depth += 1,
            Nesting::Closes => depth -= 1,
            Nesting::Within => {}
        }
        if depth == 0 {
            return at;
        }
    }
    last
}

/// The index of the event that ends what starts at `start`.
pub(super) fn end_within(events: &[Spanned<'_>], start: usize) -> usize {
    start + end_of(bare(&events[start..]).map(Nesting::of))
}

/// A dollar sign before a digit opens an amount and closes no formula: "from $5 to$10".
fn without_prices<'a>(event: Event<'a>, span: &Range<usize>, source: &'a str) -> Event<'a> {
    let digit_follows = || source.as_bytes().get(span.end).is_some_and(u8::is_ascii_digit);
    match event {
        Event::InlineMath(_) if digit_follows() => Event::Text(CowStr::Borrowed(&source[span.clone()])),
        event => event,
    }
}

/// Takes in the events of a body, and turns bare URLs into links where they may be ones.
#[derive(Default)]
struct Linker<'a> {
    text: &'a str,
    urls: UrlPlaces,
    events: Vec<Spanned<'a>>,
    links: usize,
    raw_link: bool,
    code: bool,
}

impl<'a> Linker<'a> {
    fn push_words(&mut self, words: &mut Words<'a>) {
        let Some((words, span)) = words.take() else { return };
        let may_link = self.links == 0 && !self.code && !self.raw_link;
        if may_link && self.urls.may_be_in(&words, &span, self.text) {
            push_linked(&words, span, self.text, &mut self.events);
        } else {
            self.events.push((Event::Text(words), span));
        }
    }

    fn push(&mut self, event: Event<'a>, span: Span) {
        // A heading without words is none: nothing could name it, and nobody could follow a link to it.
        let is_empty = matches!(self.events.last(), Some((Event::Start(Tag::Heading { .. }), _)));
        if is_empty && matches!(event, Event::End(TagEnd::Heading(_))) {
            self.events.pop();
            return;
        }
        match &event {
            Event::Start(Tag::Link { .. } | Tag::Image { .. }) => self.links += 1,
            Event::End(TagEnd::Link | TagEnd::Image) => self.links -= 1,
            Event::Start(Tag::CodeBlock(_) | Tag::HtmlBlock) => self.code = true,
            Event::End(TagEnd::CodeBlock | TagEnd::HtmlBlock) => self.code = false,
            Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item) => self.raw_link = false,
            Event::InlineHtml(html) => self.see_raw(html),
            _ => {}
        }
        self.events.push((event, span));
    }

    fn see_raw(&mut self, html: &str) {
        let name = html.get(..3).unwrap_or(html).to_ascii_lowercase();
        match name.as_bytes() {
            b"</a" => self.raw_link = false,
            [b'<', b'a', after] if !after.is_ascii_alphanumeric() => self.raw_link = true,
            _ => {}
        }
    }
}

/// Where a source may hold a URL. Most of its texts hold none, so it is searched once for all of them.
#[derive(Default)]
struct UrlPlaces(Vec<usize>);

/// What every URL has in it that becomes a link.
static MARKS: LazyLock<[Finder<'static>; 2]> = LazyLock::new(|| ["://", "www."].map(Finder::new));

impl UrlPlaces {
    /// The places in a text of which `source` begins at `start`.
    fn of(source: &str, start: usize) -> Self {
        let found = MARKS.iter().flat_map(|mark| mark.find_iter(source.as_bytes()));
        let mut places: Vec<usize> = found.map(|at| start + at).collect();
        places.sort_unstable();
        Self(places)
    }

    fn may_be_in(&self, words: &str, span: &Span, text: &str) -> bool {
        if !is_piece_of(text, words, span) {
            return MARKS.iter().any(|mark| mark.find(words.as_bytes()).is_some());
        }
        let next = self.0.partition_point(|at| *at < span.start);
        self.0.get(next).is_some_and(|at| *at < span.end)
    }
}

fn push_linked<'a>(words: &CowStr<'a>, span: Span, text: &str, events: &mut Vec<Spanned<'a>>) {
    // Escapes and entities make the text shorter than its source; then the whole span is the best there is.
    let exact = text.get(span.clone()) == Some(&**words);
    let place = |from: usize, to: usize| match exact {
        true => span.start + from..span.start + to,
        false => span.clone(),
    };
    let mut done = 0;
    for found in FINDER.links(words) {
        let url = found.as_str();
        let Some(target) = address(url) else { continue };
        let (from, to) = (found.start(), found.end());
        if done < from {
            events.push((Event::Text(cut(words, done..from)), place(done, from)));
        }
        let link = Tag::Link {
            link_type: LinkType::Autolink,
            dest_url: if target == url { cut(words, from..to) } else { target.into() },
            title: CowStr::Borrowed(""),
            id: CowStr::Borrowed(""),
        };
        events.push((Event::Start(link), place(from, to)));
        events.push((Event::Text(cut(words, from..to)), place(from, to)));
        events.push((Event::End(TagEnd::Link), place(from, to)));
        done = to;
    }
    if done < words.len() {
        events.push((Event::Text(cut(words, done..words.len())), place(done, words.len())));
    }
}

static FINDER: LazyLock<LinkFinder> = LazyLock::new(|| {
    let mut finder = LinkFinder::new();
    finder.kinds(&[Found::Url]).url_must_have_scheme(false).url_can_be_iri(false);
    finder
});

/// The address that a bare URL means; `None` for what only looks like one (`main.rs`, `ftp://…`).
pub(super) fn address(url: &str) -> Option<String> {
    let begins = |with: &str| url.get(..with.len()).is_some_and(|head| head.eq_ignore_ascii_case(with));
    if begins("https://") || begins("http://") {
        Some(url.to_owned())
    } else if begins("www.") && url[4..].contains('.') {
        Some(format!("https://{url}"))
    } else {
        None
    }
}

fn cut<'a>(words: &CowStr<'a>, range: Range<usize>) -> CowStr<'a> {
    match words {
        CowStr::Borrowed(words) => CowStr::Borrowed(&words[range]),
        words => CowStr::from(words[range].to_owned()),
    }
}
