//! The walk over the events of a body that writes its HTML.

use std::ops::Range;

use pulldown_cmark::{Alignment, BlockQuoteKind, CodeBlockKind, CowStr, Event, LinkType, Tag, TagEnd};

use super::notes;
use super::target::{Picture, open_link, push_picture};
use super::{Labels, Rendering};
use crate::markdown::doc::{Heading, LinkKind};
use crate::markdown::embed;
use crate::markdown::escape::{push_attribute, push_text};
use crate::markdown::events::{Spanned, end_of};
use crate::markdown::footnotes::Footnotes;
use crate::markdown::highlight::language_of;
use crate::markdown::math::to_mathml;
use crate::markdown::plain;
use crate::markdown::raw_html::{Rewriter, rewrite};
use crate::markdown::words::no_space_between;

/// Writes a body. Says too whether tags of the author's are in it, which may be out of balance.
pub(super) fn write(
    events: &[Spanned<'_>],
    outline: &[Heading],
    rendering: &Rendering<'_>,
) -> (String, bool) {
    let notes = Footnotes::of(events);
    let mut writer = Writer {
        events,
        outline: outline.iter(),
        rendering,
        html: String::with_capacity(events.len() * 24),
        marks: vec![0; notes.notes.len()],
        notes,
        open_links: Vec::new(),
        heading: None,
        table: Table::default(),
        raw: Rewriter::default(),
    };
    writer.walk(0..events.len());
    writer.write_notes();
    (writer.html, writer.raw.wrote_tags)
}

struct Writer<'a> {
    events: &'a [Spanned<'a>],
    /// The headings still to come.
    outline: std::slice::Iter<'a, Heading>,
    rendering: &'a Rendering<'a>,
    html: String,
    notes: Footnotes,
    /// How many marks of each note are written.
    marks: Vec<usize>,
    /// What closes each open link.
    open_links: Vec<&'static str>,
    /// The open heading; `None` in a note, whose headings are not part of the outline.
    heading: Option<&'a Heading>,
    table: Table,
    raw: Rewriter,
}

/// The open table; tables don't nest.
#[derive(Default)]
struct Table {
    columns: Vec<Alignment>,
    column: usize,
    in_head: bool,
    /// Whether the open cell is a heading.
    in_heading: bool,
    /// How many tables are begun, for their names.
    count: usize,
}

impl<'a> Writer<'a> {
    fn walk(&mut self, range: Range<usize>) {
        let mut at = range.start;
        while at < range.end {
            at = self.event(at);
        }
    }

    /// Writes the event and gives the index of the next.
    fn event(&mut self, at: usize) -> usize {
        let events = self.events;
        match &events[at].0 {
            Event::Start(tag) => return self.start(at, tag),
            Event::End(tag) => self.end(*tag),
            Event::Text(text) => push_text(&mut self.html, text),
            Event::Code(code) => {
                self.html.push_str("<code>");
                push_text(&mut self.html, code);
                self.html.push_str("</code>");
            }
            Event::InlineMath(latex) => self.math(latex, false),
            Event::DisplayMath(latex) => self.math(latex, true),
            Event::InlineHtml(html) | Event::Html(html) => {
                rewrite(html, &mut self.raw, self.rendering.resolve, &mut self.html);
            }
            Event::SoftBreak => self.soft_break(at),
            Event::HardBreak => self.html.push_str("<br>\n"),
            Event::Rule => self.html.push_str("<hr>\n"),
            Event::FootnoteReference(label) => self.mark(label),
            Event::TaskListMarker(done) => self.task_box(*done),
        }
        at + 1
    }

    fn start(&mut self, at: usize, tag: &'a Tag<'a>) -> usize {
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
            Tag::FootnoteDefinition(_) => return end_of(self.events, at) + 1,
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
            TagEnd::Link => self.open_links.pop().unwrap_or_default(),
            _ => "",
        };
        self.raw.in_link &= !matches!(tag, TagEnd::Paragraph | TagEnd::Item);
        self.html.push_str(close);
    }

    fn labels(&self) -> &'a Labels {
        self.rendering.labels
    }

    /// Between two characters of a script that is written without spaces, a line break is no space.
    fn soft_break(&mut self, at: usize) {
        let next = match self.events.get(at + 1) {
            Some((Event::Text(text), _)) => text.chars().next(),
            _ => None,
        };
        if !no_space_between(self.html.chars().next_back(), next) {
            self.html.push('\n');
        }
    }

    fn math(&mut self, latex: &str, is_block: bool) {
        match to_mathml(latex, is_block) {
            Ok(mathml) => self.html.push_str(&mathml),
            Err(_) => {
                self.html.push_str("<code class=\"math\">");
                push_text(&mut self.html, latex.trim());
                self.html.push_str("</code>");
            }
        }
    }
}

/// Blocks of text.
impl<'a> Writer<'a> {
    /// A picture with a title that has the paragraph to itself is a figure.
    fn paragraph(&mut self, at: usize) -> usize {
        let Some((Event::Start(Tag::Image { dest_url, title, .. }), _)) = self.events.get(at + 1) else {
            self.html.push_str("<p>");
            return at + 1;
        };
        let end = end_of(self.events, at + 1) + 1;
        let is_alone = matches!(self.events.get(end), Some((Event::End(TagEnd::Paragraph), _)));
        if !is_alone || title.trim().is_empty() {
            self.html.push_str("<p>");
            return at + 1;
        }
        self.html.push_str("<figure>");
        self.image(at + 1, dest_url, &CowStr::Borrowed(""));
        self.html.push_str("<figcaption>");
        push_text(&mut self.html, title);
        self.html.push_str("</figcaption></figure>\n");
        end + 1
    }

    fn open_heading(&mut self) {
        // The notes are written when the outline is used up.
        self.heading = self.outline.next();
        match self.heading {
            Some(heading) => {
                self.html.push_str(&format!("<h{} id=\"", heading.level));
                push_attribute(&mut self.html, &heading.id);
                self.html.push_str("\">");
            }
            None => self.html.push_str("<p><strong>"),
        }
    }

    fn close_heading(&mut self) {
        let Some(heading) = self.heading.take() else {
            return self.html.push_str("</strong></p>\n");
        };
        self.html.push_str(" <a class=\"anchor\" href=\"#");
        push_attribute(&mut self.html, &heading.id);
        self.html.push_str("\" aria-label=\"");
        push_attribute(&mut self.html, &self.rendering.labels.permalink);
        self.html.push_str(": ");
        push_attribute(&mut self.html, &heading.text);
        self.html.push_str(&format!("\">#</a></h{}>\n", heading.level));
    }

    fn open_quote(&mut self, kind: Option<BlockQuoteKind>) {
        let Some(kind) = kind else { return self.html.push_str("<blockquote>\n") };
        let labels = self.labels();
        let (class, label) = match kind {
            BlockQuoteKind::Note => ("note", &labels.note),
            BlockQuoteKind::Tip => ("tip", &labels.tip),
            BlockQuoteKind::Important => ("important", &labels.important),
            BlockQuoteKind::Warning => ("warning", &labels.warning),
            BlockQuoteKind::Caution => ("caution", &labels.caution),
        };
        self.html.push_str(&format!("<div class=\"alert {class}\">\n<p class=\"alert-title\">"));
        push_text(&mut self.html, label);
        self.html.push_str("</p>\n");
    }

    fn code_block(&mut self, at: usize, kind: &CodeBlockKind<'_>) -> usize {
        let end = end_of(self.events, at);
        let code = plain::verbatim(&self.events[at + 1..end]);
        let language = language_of(kind);
        if language == embed::LANGUAGE
            && let Ok(fields) = embed::demo(&code)
        {
            embed::push_demo(&mut self.html, &fields, self.rendering.resolve);
            return end + 1;
        }
        self.html.push_str("<pre tabindex=\"0\"><code");
        if !language.is_empty() {
            self.html.push_str(" class=\"language-");
            push_attribute(&mut self.html, &language);
            self.html.push('"');
        }
        self.html.push('>');
        match self.rendering.highlight {
            Some(highlighter) => highlighter.push(&mut self.html, &language, &code),
            None => push_text(&mut self.html, &code),
        }
        self.html.push_str("</code></pre>\n");
        end + 1
    }

    /// The lines of a block come as events of their own, but a tag may go over several lines.
    fn html_block(&mut self, at: usize) -> usize {
        let end = end_of(self.events, at);
        let block = plain::verbatim(&self.events[at + 1..end]);
        let start = self.html.len();
        let kept = rewrite(&block, &mut self.raw, self.rendering.resolve, &mut self.html);
        if self.html[start..].trim().is_empty() {
            self.html.truncate(start);
            return end + 1;
        }
        // Where nothing was markup after all, it is a paragraph of text.
        if !kept {
            self.html.insert_str(start, "<p>");
            self.html.truncate(self.html.trim_end().len());
            self.html.push_str("</p>");
        }
        if !self.html.ends_with('\n') {
            self.html.push('\n');
        }
        end + 1
    }

    fn is_task(&self, at: usize) -> bool {
        let is_marker = |at: usize| matches!(self.events.get(at), Some((Event::TaskListMarker(_), _)));
        let opens_paragraph = matches!(self.events.get(at + 1), Some((Event::Start(Tag::Paragraph), _)));
        is_marker(at + 1) || (opens_paragraph && is_marker(at + 2))
    }

    fn task_box(&mut self, done: bool) {
        let labels = self.labels();
        self.html.push_str("<input type=\"checkbox\" disabled aria-label=\"");
        push_attribute(&mut self.html, if done { &labels.done } else { &labels.not_done });
        self.html.push_str(if done { "\" checked> " } else { "\"> " });
    }
}

/// Tables.
impl Writer<'_> {
    fn open_table(&mut self, columns: &[Alignment]) {
        self.table.columns = columns.to_vec();
        self.table.count += 1;
        self.html.push_str("<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"");
        push_attribute(&mut self.html, &self.rendering.labels.table);
        self.html.push_str(&format!(" {}\">\n<table>\n", self.table.count));
    }

    fn open_cell(&mut self, at: usize) {
        let class = match self.table.columns.get(self.table.column) {
            Some(Alignment::Left) => " class=\"left\"",
            Some(Alignment::Center) => " class=\"center\"",
            Some(Alignment::Right) => " class=\"right\"",
            _ => "",
        };
        // A corner without words is no heading of its column.
        let is_empty = matches!(self.events.get(at + 1), Some((Event::End(TagEnd::TableCell), _)));
        self.table.in_heading = self.table.in_head && !is_empty;
        self.html.push_str(if self.table.in_heading { "<th scope=\"col\"" } else { "<td" });
        self.html.push_str(class);
        self.html.push('>');
    }

    fn close_cell(&mut self) -> &'static str {
        self.table.column += 1;
        if self.table.in_heading { "</th>" } else { "</td>" }
    }
}

/// Links, pictures and footnotes.
impl Writer<'_> {
    fn open_link(&mut self, link_type: LinkType, target: &str, title: &str) {
        let target = match link_type {
            LinkType::Email => (self.rendering.resolve)(LinkKind::Link, &format!("mailto:{target}")),
            _ => (self.rendering.resolve)(LinkKind::Link, target),
        };
        let close = if self.raw.in_link { "" } else { open_link(&mut self.html, &target, Some(title)) };
        self.open_links.push(close);
    }

    fn image(&mut self, at: usize, target: &str, title: &str) -> usize {
        let end = end_of(self.events, at);
        let alt = plain::inline(&self.events[at + 1..end]);
        let in_link = self.raw.in_link || !self.open_links.is_empty();
        let picture = Picture { alt: &alt, title, in_link, ..Picture::default() };
        push_picture(&mut self.html, &(self.rendering.resolve)(LinkKind::Image, target), &picture);
        end + 1
    }

    fn mark(&mut self, label: &str) {
        match self.notes.number(label) {
            Some(number) => {
                self.marks[number - 1] += 1;
                notes::push_mark(&mut self.html, number, self.marks[number - 1]);
            }
            None => {
                self.html.push_str("[^");
                push_text(&mut self.html, label);
                self.html.push(']');
            }
        }
    }

    fn write_notes(&mut self) {
        if self.notes.notes.is_empty() {
            return;
        }
        self.outline = [].iter();
        notes::open_section(&mut self.html, self.rendering.labels);
        for place in 0..self.notes.notes.len() {
            notes::open_note(&mut self.html, place + 1);
            self.walk(self.notes.notes[place].events.clone());
            let note = &self.notes.notes[place];
            notes::close_note(&mut self.html, place + 1, note, self.rendering.labels);
        }
        notes::close_section(&mut self.html);
    }
}
