//! The events of a body, as `parse` and `render` both see them: with spans of the file, and bare URLs as links.

use std::ops::Range;
use std::sync::LazyLock;

use linkify::{LinkFinder, LinkKind as Found};
use pulldown_cmark::{CowStr, Event, LinkType, Options, Parser, Tag, TagEnd, TextMergeWithOffset};

use crate::diagnostics::Span;

/// An event and the bytes of the file that it stands for.
pub(super) type Spanned<'a> = (Event<'a>, Span);

/// Reads the body of a file.
pub(super) fn read(text: &str, body: Range<usize>) -> Vec<Spanned<'_>> {
    read_with(text, body, options())
}

/// Reads text that is plain Markdown, without tables, footnotes, formulas and the like.
pub(super) fn read_simple(text: &str) -> Vec<Spanned<'_>> {
    read_with(text, 0..text.len(), Options::ENABLE_STRIKETHROUGH)
}

fn read_with(text: &str, body: Range<usize>, options: Options) -> Vec<Spanned<'_>> {
    let source = &text[body.clone()];
    let parser = Parser::new_ext(source, options)
        .into_offset_iter()
        .map(|(event, span)| (without_prices(event, &span, source), span));
    let mut events = Vec::with_capacity(source.len() / 16);
    let mut links = Linker::default();
    for (event, span) in TextMergeWithOffset::new(parser) {
        let span = span.start + body.start..span.end + body.start;
        links.push(event, span, text, &mut events);
    }
    events
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

/// The index of the event that ends what starts at `start`.
pub(super) fn end_of(events: &[Spanned<'_>], start: usize) -> usize {
    let mut depth = 0_usize;
    for (at, (event, _)) in events.iter().enumerate().skip(start) {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at;
        }
    }
    events.len().saturating_sub(1)
}

/// A dollar sign before a digit opens an amount and closes no formula: "from $5 to$10".
fn without_prices<'a>(event: Event<'a>, span: &Range<usize>, source: &'a str) -> Event<'a> {
    let digit_follows = || source.as_bytes().get(span.end).is_some_and(u8::is_ascii_digit);
    match event {
        Event::InlineMath(_) if digit_follows() => Event::Text(CowStr::Borrowed(&source[span.clone()])),
        event => event,
    }
}

/// Whether text stands where a URL is not to become a link.
#[derive(Default)]
struct Linker {
    links: usize,
    raw_link: bool,
    code: bool,
}

impl Linker {
    fn push<'a>(&mut self, event: Event<'a>, span: Span, text: &str, events: &mut Vec<Spanned<'a>>) {
        match &event {
            Event::Start(Tag::Link { .. } | Tag::Image { .. }) => self.links += 1,
            Event::End(TagEnd::Link | TagEnd::Image) => self.links -= 1,
            Event::Start(Tag::CodeBlock(_) | Tag::HtmlBlock) => self.code = true,
            Event::End(TagEnd::CodeBlock | TagEnd::HtmlBlock) => self.code = false,
            Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item) => self.raw_link = false,
            Event::InlineHtml(html) => self.see_raw(html),
            Event::Text(words) if self.links == 0 && !self.code && !self.raw_link && may_hold_url(words) => {
                return push_linked(words, span, text, events);
            }
            _ => {}
        }
        events.push((event, span));
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

/// A look that costs little, because almost no text holds a URL.
fn may_hold_url(text: &str) -> bool {
    text.contains("://") || text.contains("www.")
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
            dest_url: target.into(),
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
