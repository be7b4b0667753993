//! Reading a body for what the site must know of it.

use std::collections::HashSet;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, CowStr, Event, LinkType, Tag, TagEnd};

use super::doc::{Demo, Doc, Finding, FindingKind, Heading, Link, LinkKind};
use super::embed::{self, DemoFields};
use super::escape::is_safe_address;
use super::events::{Spanned, bare, end_within, read};
use super::highlight::language_of;
use super::kept::Kept;
use super::math::to_mathml;
use super::media_lines::is_terminal;
use super::outline::{Ids, set_levels};
use super::plain::{fold, verbatim};
use super::raw_html::{Fact, LeftOpen, claim, inspect, left_open};
use super::words::Words;
use crate::diagnostics::Span;

/// Reads the body of a file: `body` is its range in `text`, and every span in the result is one of `text`.
pub fn parse(text: &str, body: Range<usize>) -> Doc {
    let events = read(text, body.clone());
    let mut reader = Reader { text, body, events: &events, ..Reader::default() };
    for at in 0..events.len() {
        reader.event(at);
    }
    reader.finish()
}

#[derive(Default)]
struct Reader<'a> {
    text: &'a str,
    body: Range<usize>,
    events: &'a [Spanned<'a>],
    doc: Doc,
    ids: Ids,
    words: Words,
    /// The inline text of the block so far; links, pictures and headings are pieces of it.
    line: String,
    /// The words of that text that only stand for a picture or a demo.
    alternatives: Vec<Range<usize>>,
    /// Open links and pictures: their places in `doc.links`, where their words begin, and their first events.
    open_links: Vec<(usize, usize, usize)>,
    /// The id that the author chose for the open heading.
    chosen_id: Option<&'a str>,
    /// The first event of the open code block or block of HTML.
    verbatim: Option<usize>,
    /// Whether there is any raw HTML.
    has_html: bool,
    /// Ids that raw HTML sets, and where.
    raw_ids: Vec<(String, Span)>,
    notes: usize,
    /// How many blocks hold the current one.
    depth: usize,
    /// A first paragraph inside another block, in case none stands alone.
    inner_lead: String,
}

impl<'a> Reader<'a> {
    fn event(&mut self, at: usize) {
        let (event, span) = &self.events[at];
        match event {
            Event::Start(tag) => self.start(at, tag, span),
            Event::End(tag) => self.end(at, *tag),
            _ if self.verbatim.is_some() => {}
            Event::Text(text) | Event::Code(text) => self.line.push_str(text),
            Event::InlineMath(latex) => self.math(latex, false, span),
            Event::DisplayMath(latex) => self.math(latex, true, span),
            Event::SoftBreak | Event::HardBreak => self.line.push('\n'),
            Event::InlineHtml(html) => {
                self.raw_html(html, |range| span.start + range.start..span.start + range.end)
            }
            Event::Html(_) | Event::Rule | Event::FootnoteReference(_) | Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, at: usize, tag: &'a Tag<'a>, span: &Span) {
        match tag {
            Tag::CodeBlock(_) | Tag::HtmlBlock => self.verbatim = Some(at),
            Tag::Heading { id, .. } => {
                self.end_line();
                self.chosen_id = id.as_deref();
            }
            Tag::Paragraph | Tag::TableCell => self.end_line(),
            Tag::FootnoteDefinition(_) => self.open_block(true),
            Tag::BlockQuote(_) | Tag::List(_) | Tag::Item | Tag::Table(_) => self.open_block(false),
            Tag::Link { link_type, dest_url, .. } => {
                self.open_link(at, LinkKind::Link, *link_type, dest_url, span);
            }
            Tag::Image { link_type, dest_url, .. } => {
                self.open_link(at, LinkKind::Image, *link_type, dest_url, span);
            }
            _ => {}
        }
    }

    fn end(&mut self, at: usize, tag: TagEnd) {
        match tag {
            TagEnd::CodeBlock => self.close_code(at),
            TagEnd::HtmlBlock => self.close_html(at),
            TagEnd::Heading(level) => self.close_heading(level as u8, self.events[at].1.clone()),
            TagEnd::Paragraph => self.close_paragraph(),
            TagEnd::Link | TagEnd::Image => self.close_link(at),
            TagEnd::FootnoteDefinition => self.close_block(true),
            TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item | TagEnd::Table => self.close_block(false),
            TagEnd::TableCell => self.end_line(),
            _ => {}
        }
    }

    fn open_block(&mut self, is_note: bool) {
        self.end_line();
        self.depth += 1;
        self.notes += usize::from(is_note);
    }

    fn close_block(&mut self, is_note: bool) {
        self.end_line();
        self.depth -= 1;
        self.notes -= usize::from(is_note);
    }

    /// Counts the words of the block that ends here.
    fn end_line(&mut self) {
        self.words.count(&self.line);
        self.line.clear();
        self.alternatives.clear();
    }

    /// The block's text so far, but for what stands for a picture or a demo.
    fn said(&self) -> String {
        let mut said = self.line.clone();
        self.alternatives.iter().rev().for_each(|words| said.replace_range(words.clone(), " "));
        fold(&said)
    }

    fn close_paragraph(&mut self) {
        // Of all the paragraphs of a body only the first is asked for what it says.
        let is_first = self.doc.lead.is_empty() && (self.depth == 0 || self.inner_lead.is_empty());
        if is_first && self.notes == 0 {
            let said = self.said();
            match self.depth {
                0 => self.doc.lead = said,
                _ => self.inner_lead = said,
            }
        }
        self.end_line();
    }

    fn close_heading(&mut self, written_level: u8, span: Span) {
        let text = fold(&self.line);
        self.end_line();
        let chosen = self.chosen_id.take();
        // What stands in a footnote is no section of the body.
        if self.notes > 0 {
            return;
        }
        let id = self.ids.give(chosen, &text);
        self.doc.outline.push(Heading { level: 0, written_level, text, id, span });
    }

    fn open_link(
        &mut self,
        at: usize,
        kind: LinkKind,
        link_type: LinkType,
        target: &CowStr<'_>,
        span: &Span,
    ) {
        let target = match link_type {
            LinkType::Email => format!("mailto:{target}"),
            _ => target.to_string(),
        };
        if !is_safe_address(&target) {
            self.finding(FindingKind::UnsafeAddress, target.clone(), span.clone());
        }
        self.open_links.push((self.doc.links.len(), self.line.len(), at));
        self.doc.links.push(Link { kind, target, text: String::new(), span: span.clone(), alone: false });
    }

    fn close_link(&mut self, at: usize) {
        let Some((place, from, start)) = self.open_links.pop() else { return };
        let link = &mut self.doc.links[place];
        link.text = fold(self.line.get(from..).unwrap_or_default());
        let opens = start > 0 && matches!(self.events[start - 1].0, Event::Start(Tag::Paragraph));
        link.alone = opens && matches!(self.events.get(at + 1), Some((Event::End(TagEnd::Paragraph), _)));
        if link.kind == LinkKind::Image || says_nothing(link) {
            // A picture in the words for another one is a part of those.
            while self.alternatives.pop_if(|words| words.start >= from).is_some() {}
            self.alternatives.push(from..self.line.len());
        }
        if link.kind == LinkKind::Image && !link.alone && is_terminal(&link.target) {
            let (target, span) = (link.target.clone(), link.span.clone());
            self.finding(FindingKind::RecordingInLine, target, span);
        }
    }

    fn math(&mut self, latex: &str, is_block: bool, span: &Span) {
        self.line.push_str(latex);
        if let Err(reason) = to_mathml(latex, is_block) {
            self.finding(FindingKind::BadMath(reason), latex.trim().to_owned(), span.clone());
        }
    }

    fn finding(&mut self, kind: FindingKind, what: String, span: Span) {
        self.doc.findings.push(Finding { kind, what, span });
    }

    fn finish(mut self) -> Doc {
        self.end_line();
        set_levels(&mut self.doc.outline);
        self.take_raw_ids();
        if self.has_html {
            self.tell_left_open();
        }
        let first = self.events.first().map(|(event, _)| event);
        self.doc.opens_with_h1 = matches!(first, Some(Event::Start(Tag::Heading { .. })))
            && self.doc.outline.first().is_some_and(|heading| heading.written_level == 1);
        if self.doc.lead.is_empty() {
            self.doc.lead = self.inner_lead;
        }
        self.doc.words = self.words.all;
        self.doc.cjk_chars = self.words.cjk;
        self.doc.kept = Box::new(Kept::of(self.text, bare(self.events)));
        self.doc
    }
}

/// Code and raw HTML.
impl Reader<'_> {
    /// An id of raw HTML that something else on the page has is taken out.
    fn take_raw_ids(&mut self) {
        if self.raw_ids.is_empty() {
            return;
        }
        let mut taken: HashSet<String> = self.doc.outline.iter().map(|heading| heading.id.clone()).collect();
        for (id, span) in std::mem::take(&mut self.raw_ids) {
            match claim(&mut taken, &id) {
                true => self.doc.anchors.push(id),
                false => self.finding(FindingKind::TakenId, id, span),
            }
        }
    }

    fn close_code(&mut self, at: usize) {
        let Some(start) = self.verbatim.take() else { return };
        let (Event::Start(Tag::CodeBlock(kind)), span) = &self.events[start] else { return };
        if self.is_unclosed(kind, span) {
            self.finding(FindingKind::UnclosedFence, language_of(kind), span.clone());
        }
        if language_of(kind) != embed::LANGUAGE {
            return;
        }
        let yaml = verbatim(bare(&self.events[start + 1..at]));
        match embed::demo(&yaml) {
            Ok(fields) => self.demo_references(&fields, span),
            Err(error) => {
                let span = self.line_of(span, error.place.map_or(0, |(line, _)| line));
                self.finding(FindingKind::BadDemo(error.message), embed::LANGUAGE.to_owned(), span);
            }
        }
        self.doc.demos.push(Demo { yaml, span: span.clone() });
    }

    /// What a demo names is followed like any other link.
    fn demo_references(&mut self, fields: &DemoFields, block: &Span) {
        let named = [
            ("url", &fields.url, LinkKind::Link),
            ("poster", &fields.poster, LinkKind::Image),
            ("fallback", &fields.fallback, LinkKind::Link),
        ];
        if let Some(size) = embed::other_size(fields) {
            let span = self.line_of_key(block, size.key);
            self.finding(FindingKind::OtherSize { given: size.given }, size.said, span);
        }
        for (key, target, kind) in named {
            let Some(target) = target.as_deref().map(str::trim).filter(|target| !target.is_empty()) else {
                continue;
            };
            let span = self.line_of_key(block, key);
            if !is_safe_address(target) {
                self.finding(FindingKind::UnsafeAddress, target.to_owned(), span.clone());
            }
            if key == "url"
                && let Some(reason) = embed::unframed(fields)
            {
                self.finding(FindingKind::UnframedDemo(reason), target.to_owned(), span.clone());
            }
            let text = fields.title.clone().unwrap_or_default();
            self.doc.links.push(Link { kind, target: target.to_owned(), text, span, alone: false });
        }
    }

    /// The line of a block that begins with a key.
    fn line_of_key(&self, block: &Span, key: &str) -> Span {
        let mut lines = self.text[block.clone()].lines();
        let line = lines.position(|line| line.trim_start_matches([' ', '\t', '>']).starts_with(key));
        // An address may stand there without a key.
        self.line_of(block, line.unwrap_or(usize::from(key == "url")))
    }

    /// A line of a block, without the white space around it; line 0 is the opening fence.
    fn line_of(&self, block: &Span, wanted: usize) -> Span {
        let mut start = block.start;
        for (at, line) in self.text[block.clone()].split_inclusive('\n').enumerate() {
            if at == wanted {
                let words = line.trim_start();
                let from = start + line.len() - words.len();
                return from..from + words.trim_end().len();
            }
            start += line.len();
        }
        block.clone()
    }

    /// A fence that nobody closes swallows the rest of the body.
    fn is_unclosed(&self, kind: &CodeBlockKind<'_>, span: &Span) -> bool {
        let block = self.text[span.clone()].trim_end();
        let swallows = self.text[span.start + block.len()..self.body.end].trim().is_empty();
        let fence = block.chars().next().unwrap_or('`');
        let last = block.lines().skip(1).last().unwrap_or_default();
        let closing = last.trim_start_matches([' ', '\t', '>']);
        let is_fence = closing.len() >= 3 && closing.chars().all(|c| c == fence);
        matches!(kind, CodeBlockKind::Fenced(_)) && swallows && !is_fence
    }

    fn close_html(&mut self, at: usize) {
        let Some(start) = self.verbatim.take() else { return };
        let lines = &self.events[start + 1..at];
        let html = verbatim(bare(lines));
        let places = places_of_html(lines);
        self.raw_html(&html, |range| place(&places, range.start)..place(&places, range.end));
    }

    /// Tells of formatting that ends with its block because nothing closes it.
    fn tell_left_open(&mut self) {
        let left_open = left_open(bare(self.events));
        for LeftOpen { name, at, tag } in &left_open {
            let end = end_within(&self.events[*at..], 0);
            let places = places_of_html(&self.events[*at..=at + end]);
            let span = place(&places, tag.start)..place(&places, tag.end);
            self.finding(FindingKind::LeftOpen, name.clone(), span);
        }
        self.doc.left_open = left_open;
    }

    fn raw_html(&mut self, html: &str, span: impl Fn(Range<usize>) -> Span) {
        self.has_html = true;
        let (doc, raw_ids) = (&mut self.doc, &mut self.raw_ids);
        inspect(html, |fact, range| match fact {
            Fact::Link { kind, target, text } => {
                doc.links.push(Link { kind, target, text, span: span(range), alone: false });
            }
            Fact::Anchor(name) => doc.anchors.push(name),
            Fact::Id(id) => raw_ids.push((id, span(range))),
            Fact::Finding { kind, what } => doc.findings.push(Finding { kind, what, span: span(range) }),
        });
    }
}

/// Whether a link is shown as a demo, or is nothing but an address.
fn says_nothing(link: &Link) -> bool {
    link.alone && (embed::is_known(&link.target) || link.target.ends_with(&link.text))
}

/// Where each line of HTML begins, in the HTML and in the file.
fn places_of_html(lines: &[Spanned<'_>]) -> Vec<(usize, usize)> {
    let mut length = 0;
    let html = lines.iter().filter_map(|(event, span)| match event {
        Event::Html(line) | Event::InlineHtml(line) | Event::Text(line) => Some((line, span.start)),
        _ => None,
    });
    html.map(|(line, start)| {
        let begins = length;
        length += line.len();
        (begins, start)
    })
    .collect()
}

/// The byte of the file that a byte of a block of HTML stands for, given where each line begins in both.
fn place(lines: &[(usize, usize)], at: usize) -> usize {
    let line = lines.partition_point(|(start, _)| *start <= at).saturating_sub(1);
    lines.get(line).map_or(0, |(start, in_file)| in_file + (at - start))
}
