//! The walk over the events of a body that writes its HTML.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::apart::Apart;
use super::parts::Parts;
use super::tables::Table;
use super::{Labels, Reading, Rendered, Rendering};
use crate::markdown::doc::Heading;
use crate::markdown::embed::{Names, Needs};
use crate::markdown::escape::{push_attribute, push_text};
use crate::markdown::footnotes::Footnotes;
use crate::markdown::kept::Events;
use crate::markdown::math::to_mathml;
use crate::markdown::raw_html::{LeftOpen, Rewriter, rewrite, with_summaries};
use crate::markdown::sanitize::balance;
use crate::markdown::words::no_space_between;

/// A body as it is written.
pub(super) struct Written {
    pub(super) html: String,
    /// Whether tags of the author's are in it, which may be out of balance.
    pub(super) wrote_tags: bool,
    /// What has to be put in when the tags are in balance.
    pub(super) parts: Parts,
    pub(super) needs: Needs,
    pub(super) apart: Apart,
}

impl Written {
    /// With every tag closed and every part in its place.
    pub(super) fn finish(self, labels: &Labels) -> Rendered {
        let html = match self.wrote_tags {
            true => with_summaries(balance(&self.html), &labels.details),
            false => self.html,
        };
        Rendered { html: self.parts.put_into(html), needs: self.needs }
    }
}

/// Writes a body.
pub(super) fn write(reading: &Reading<'_>, rendering: &Rendering<'_>) -> Written {
    let Reading { events, outline, left_open } = reading;
    let notes = Footnotes::of(*events);
    let mut writer = Writer {
        events: *events,
        outline: outline.iter(),
        rendering,
        html: String::with_capacity(events.len() * 24),
        marks: vec![0; notes.notes.len()],
        notes,
        open_links: Vec::new(),
        heading: None,
        table: Table::default(),
        formulas: 0,
        demos: Names::default(),
        raw: Rewriter::new(outline),
        left_open,
        parts: Parts::default(),
        needs: Needs::default(),
        apart: Apart::default(),
    };
    writer.walk(0..events.len());
    writer.write_notes();
    let Writer { html, raw, parts, needs, apart, .. } = writer;
    Written { html, wrote_tags: raw.wrote_tags, parts, needs, apart }
}

/// What is written so far, and what is open.
pub(super) struct Writer<'a> {
    pub(super) events: Events<'a>,
    /// The headings still to come.
    pub(super) outline: std::slice::Iter<'a, Heading>,
    pub(super) rendering: &'a Rendering<'a>,
    pub(super) html: String,
    pub(super) notes: Footnotes,
    /// How many marks of each note are written.
    pub(super) marks: Vec<usize>,
    /// What closes each open link.
    pub(super) open_links: Vec<&'static str>,
    /// The open heading; `None` in a note, whose headings are not part of the outline.
    pub(super) heading: Option<&'a Heading>,
    pub(super) table: Table,
    /// How many formulas with lines of their own are written, for their names.
    formulas: usize,
    pub(super) demos: Names,
    pub(super) raw: Rewriter<'a>,
    /// The author's formatting that nobody closes.
    pub(super) left_open: &'a [LeftOpen],
    pub(super) parts: Parts,
    pub(super) needs: Needs,
    pub(super) apart: Apart,
}

impl<'a> Writer<'a> {
    pub(super) fn walk(&mut self, range: Range<usize>) {
        let mut at = range.start;
        while at < range.end {
            at = self.event(at);
        }
    }

    /// Writes the event and gives the index of the next.
    fn event(&mut self, at: usize) -> usize {
        // Every third event is a text, of which no more is needed than its words.
        if let Some(text) = self.events.text(at) {
            push_text(&mut self.html, text);
            return at + 1;
        }
        let Some(event) = self.events.get(at) else { return at + 1 };
        match event {
            Event::Start(tag) => return self.start(at, &tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => push_text(&mut self.html, &text),
            Event::Code(code) => {
                self.html.push_str("<code>");
                push_text(&mut self.html, &code);
                self.html.push_str("</code>");
            }
            Event::InlineMath(latex) => self.math(&latex, false),
            Event::DisplayMath(latex) => self.math(&latex, true),
            Event::InlineHtml(html) | Event::Html(html) => {
                self.apart.give_up();
                rewrite(&html, &mut self.raw, self.rendering.resolve, &mut self.html);
            }
            Event::SoftBreak => self.soft_break(at),
            Event::HardBreak => self.html.push_str("<br>\n"),
            Event::Rule => self.html.push_str("<hr>\n"),
            Event::FootnoteReference(label) => self.mark(&label),
            Event::TaskListMarker(done) => self.task_box(done),
        }
        at + 1
    }

    fn start(&mut self, at: usize, tag: &Tag<'_>) -> usize {
        if matches!(tag, Tag::Paragraph | Tag::Heading { .. } | Tag::TableCell | Tag::Item) {
            self.raw.begin_line();
        }
        match tag {
            Tag::Paragraph => return self.paragraph(at),
            Tag::Heading { .. } => self.open_heading(),
            Tag::BlockQuote(kind) => self.open_quote(*kind),
            Tag::CodeBlock(kind) => return self.code_block(at, kind),
            Tag::HtmlBlock => return self.html_block(at),
            Tag::List(None) => self.html.push_str("<ul>\n"),
            Tag::List(Some(1)) => self.html.push_str("<ol>\n"),
            Tag::List(Some(start)) => self.html.push_str(&format!("<ol start=\"{start}\">\n")),
            Tag::Item => self.html.push_str(if self.is_task(at) { "<li class=\"task\">" } else { "<li>" }),
            Tag::FootnoteDefinition(_) => return self.events.end_of(at) + 1,
            Tag::Table(columns) => self.open_table(columns),
            Tag::TableHead => {
                self.table.in_head = true;
                self.table.column = 0;
                self.html.push_str("<thead>\n<tr>");
            }
            Tag::TableRow => {
                self.table.column = 0;
                self.html.push_str("<tr>");
            }
            Tag::TableCell => self.open_cell(at),
            Tag::Emphasis => self.html.push_str("<em>"),
            Tag::Strong => self.html.push_str("<strong>"),
            Tag::Strikethrough => self.html.push_str("<del>"),
            Tag::Link { link_type, dest_url, title, .. } => self.open_link(*link_type, dest_url, title),
            Tag::Image { dest_url, title, .. } => return self.image(at, dest_url, title),
            Tag::Superscript
            | Tag::Subscript
            | Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::MetadataBlock(_) => {}
        }
        at + 1
    }

    fn end(&mut self, tag: TagEnd) {
        if matches!(tag, TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::TableCell | TagEnd::Item) {
            self.raw.end_line(&mut self.html);
        }
        let close = match tag {
            TagEnd::Paragraph => "</p>\n",
            TagEnd::Heading(_) => return self.close_heading(),
            TagEnd::BlockQuote(Some(_)) => "</div>\n",
            TagEnd::BlockQuote(None) => "</blockquote>\n",
            TagEnd::List(true) => "</ol>\n",
            TagEnd::List(false) => "</ul>\n",
            TagEnd::Item => "</li>\n",
            TagEnd::Table => "</tbody>\n</table>\n</div>\n",
            TagEnd::TableHead => {
                self.table.in_head = false;
                "</tr>\n</thead>\n<tbody>\n"
            }
            TagEnd::TableRow => "</tr>\n",
            TagEnd::TableCell => self.close_cell(),
            TagEnd::Emphasis => "</em>",
            TagEnd::Strong => "</strong>",
            TagEnd::Strikethrough => "</del>",
            TagEnd::Link => self.close_link(),
            _ => "",
        };
        if matches!(tag, TagEnd::Paragraph | TagEnd::Item) {
            self.raw.end_links();
        }
        self.html.push_str(close);
    }

    pub(super) fn labels(&self) -> &'a Labels {
        self.rendering.labels
    }

    /// Between two characters of a script that is written without spaces, a line break is no space.
    fn soft_break(&mut self, at: usize) {
        let next = match self.events.get(at + 1) {
            Some(Event::Text(text)) => text.chars().next(),
            _ => None,
        };
        if !no_space_between(self.html.chars().next_back(), next) {
            self.html.push('\n');
        }
    }

    fn math(&mut self, latex: &str, is_block: bool) {
        match to_mathml(latex, is_block) {
            // A wide one can be scrolled, and so it must be reached by keys, as HTML does not let `math` itself be.
            Ok(mathml) if is_block => {
                self.formulas += 1;
                let label = &self.labels().formula;
                self.html.push_str("<span class=\"formula\" role=\"region\" tabindex=\"0\" aria-label=\"");
                push_attribute(&mut self.html, label);
                self.html.push_str(&format!(" {}\">{mathml}</span>", self.formulas));
            }
            Ok(mathml) => self.html.push_str(&mathml),
            Err(_) => {
                self.html.push_str("<code class=\"math\">");
                push_text(&mut self.html, latex.trim());
                self.html.push_str("</code>");
            }
        }
    }
}
