//! Paragraphs, headings, quotes, code, raw HTML and tasks.

use std::ops::Range;

use pulldown_cmark::{BlockQuoteKind, CodeBlockKind, Event, Tag, TagEnd};

use super::target::Target;
use super::walk::Writer;
use crate::markdown::doc::LinkKind;
use crate::markdown::embed::{self, DemoFields, Facade};
use crate::markdown::escape::{push_attribute, push_text};
use crate::markdown::highlight::language_of;
use crate::markdown::plain;
use crate::markdown::raw_html::rewrite;

impl<'a> Writer<'a> {
    /// A picture with a title that has the paragraph to itself is a figure; a link that has it to itself
    /// may be a demo.
    pub(super) fn paragraph(&mut self, at: usize) -> usize {
        let end = if at + 1 < self.events.len() { self.events.end_of(at + 1) + 1 } else { at + 1 };
        let is_alone = matches!(self.events.get(end), Some(Event::End(TagEnd::Paragraph)));
        let wrote = is_alone
            && match self.events.get(at + 1) {
                Some(Event::Start(Tag::Image { dest_url, title, .. })) => {
                    self.figure(at + 1, &dest_url, &title)
                }
                Some(Event::Start(Tag::Link { dest_url, .. })) => self.lone_link(at + 1..end, &dest_url),
                _ => false,
            };
        if wrote {
            return end + 1;
        }
        self.html.push_str("<p>");
        at + 1
    }

    fn figure(&mut self, at: usize, target: &str, title: &str) -> bool {
        if self.recording(at, target, title) {
            return true;
        }
        if title.trim().is_empty() {
            return false;
        }
        self.html.push_str("<figure>");
        self.image(at, target, "");
        self.html.push_str("<figcaption>");
        push_text(&mut self.html, title);
        self.html.push_str("</figcaption></figure>\n");
        true
    }

    /// A recording of a terminal, where it can be read.
    fn recording(&mut self, at: usize, target: &str, title: &str) -> bool {
        self.apart.give_up();
        let target = (self.rendering.resolve)(LinkKind::Image, target);
        if !self.rendering.in_place || !matches!(&target, Target::Recording { screen: Some(_), .. }) {
            return false;
        }
        let alt = plain::inline(self.events.within(at + 1..self.events.end_of(at)));
        let words = if title.trim().is_empty() { &alt } else { title };
        let mut part = String::new();
        embed::push_cast(&mut part, &target, words, &self.labels().embed);
        self.parts.push_block(&mut self.html, part);
        self.needs.script = true;
        true
    }

    /// A link to a provider that has the paragraph to itself.
    fn lone_link(&mut self, range: Range<usize>, target: &str) -> bool {
        if self.raw.in_link || !embed::is_known(target) {
            return false;
        }
        let inside = range.start + 1..range.end - 1;
        let words = plain::inline(self.events.within(inside.clone()));
        let words = words.trim();
        let is_address = words.contains("://") || target.ends_with(words);
        let poster = match self.events.within(inside).next() {
            Some(Event::Start(Tag::Image { dest_url, .. })) => Some(dest_url.to_string()),
            _ => None,
        };
        let fields = DemoFields {
            url: Some(target.to_owned()),
            title: (!is_address).then(|| words.to_owned()),
            poster,
            ..DemoFields::default()
        };
        self.demo(fields);
        true
    }

    fn demo(&mut self, fields: DemoFields) {
        self.apart.give_up();
        let (part, needs) = Facade::of(&self.demos.tell_apart(fields), self.rendering);
        self.parts.push_block(&mut self.html, part);
        self.needs.extend(needs);
    }

    pub(super) fn open_heading(&mut self) {
        // The notes are written when the outline is used up.
        self.heading = self.outline.next();
        match self.heading {
            Some(heading) => {
                self.html.extend(["<h", digit(heading.level), " id=\""]);
                push_attribute(&mut self.html, &heading.id);
                self.html.push_str("\">");
            }
            None => self.html.push_str("<p><strong>"),
        }
    }

    pub(super) fn close_heading(&mut self) {
        let Some(heading) = self.heading.take() else {
            return self.html.push_str("</strong></p>\n");
        };
        // A feed's reader has no address for a part of a post.
        if !self.rendering.in_place {
            return self.html.extend(["</h", digit(heading.level), ">\n"]);
        }
        let start = self.html.len();
        self.html.push_str(" <a class=\"anchor\" href=\"");
        push_attribute(&mut self.html, self.rendering.page);
        self.html.push('#');
        push_attribute(&mut self.html, &heading.id);
        self.html.push_str("\" aria-label=\"");
        push_attribute(&mut self.html, &self.rendering.labels.permalink.replace("{title}", &heading.text));
        self.html.push_str("\">#</a>");
        self.apart.push(start..self.html.len(), String::new());
        self.html.extend(["</h", digit(heading.level), ">\n"]);
    }

    pub(super) fn open_quote(&mut self, kind: Option<BlockQuoteKind>) {
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

    pub(super) fn code_block(&mut self, at: usize, kind: &CodeBlockKind<'_>) -> usize {
        let end = self.events.end_of(at);
        let code = plain::verbatim(self.events.within(at + 1..end));
        let language = language_of(kind);
        if language == embed::LANGUAGE
            && let Ok(fields) = embed::demo(&code)
        {
            self.demo(fields);
            return end + 1;
        }
        self.html.push_str("<pre tabindex=\"0\"><code");
        if !language.is_empty() {
            self.html.push_str(" class=\"language-");
            push_attribute(&mut self.html, &language);
            self.html.push('"');
        }
        self.html.push('>');
        self.needs.code = true;
        match self.rendering.highlight {
            Some(highlighter) => {
                let start = self.html.len();
                highlighter.push(&mut self.html, &language, &code);
                let mut plain = String::with_capacity(code.len());
                push_text(&mut plain, &code);
                self.apart.push(start..self.html.len(), plain);
            }
            None => push_text(&mut self.html, &code),
        }
        self.html.push_str("</code></pre>\n");
        end + 1
    }

    /// The lines of a block come as events of their own, but a tag may go over several lines.
    pub(super) fn html_block(&mut self, at: usize) -> usize {
        let end = self.events.end_of(at);
        let block = plain::verbatim(self.events.within(at + 1..end));
        self.apart.give_up();
        let start = self.html.len();
        let kept = rewrite(&block, &mut self.raw, self.rendering.resolve, &mut self.html);
        for open in self.left_open.iter().filter(|open| open.at == at).rev() {
            self.html.truncate(self.html.trim_end().len());
            self.raw.end(&open.name, &mut self.html);
        }
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

    pub(super) fn is_task(&self, at: usize) -> bool {
        let is_marker = |at: usize| matches!(self.events.get(at), Some(Event::TaskListMarker(_)));
        let opens_paragraph = matches!(self.events.get(at + 1), Some(Event::Start(Tag::Paragraph)));
        is_marker(at + 1) || (opens_paragraph && is_marker(at + 2))
    }

    pub(super) fn task_box(&mut self, done: bool) {
        let labels = self.labels();
        self.html.push_str("<input type=\"checkbox\" disabled aria-label=\"");
        push_attribute(&mut self.html, if done { &labels.done } else { &labels.not_done });
        self.html.push_str(if done { "\" checked> " } else { "\"> " });
    }
}

/// The level of a heading that is shown.
fn digit(level: u8) -> &'static str {
    ["1", "2", "3", "4", "5", "6"][usize::from(level.clamp(1, 6)) - 1]
}
