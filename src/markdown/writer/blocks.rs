//! Paragraphs, headings, quotes, code, raw HTML and tasks.

use pulldown_cmark::{BlockQuoteKind, CodeBlockKind, CowStr, Event, Tag, TagEnd};

use super::walk::Writer;
use crate::markdown::embed;
use crate::markdown::escape::{push_attribute, push_text};
use crate::markdown::events::end_of;
use crate::markdown::highlight::language_of;
use crate::markdown::plain;
use crate::markdown::raw_html::rewrite;

impl<'a> Writer<'a> {
    /// A picture with a title that has the paragraph to itself is a figure.
    pub(super) fn paragraph(&mut self, at: usize) -> usize {
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

    pub(super) fn open_heading(&mut self) {
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

    pub(super) fn close_heading(&mut self) {
        let Some(heading) = self.heading.take() else {
            return self.html.push_str("</strong></p>\n");
        };
        self.html.push_str(" <a class=\"anchor\" href=\"");
        push_attribute(&mut self.html, self.rendering.page);
        self.html.push('#');
        push_attribute(&mut self.html, &heading.id);
        self.html.push_str("\" aria-label=\"");
        push_attribute(&mut self.html, &self.rendering.labels.permalink);
        self.html.push_str(": ");
        push_attribute(&mut self.html, &heading.text);
        self.html.push_str(&format!("\">#</a></h{}>\n", heading.level));
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
    pub(super) fn html_block(&mut self, at: usize) -> usize {
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

    pub(super) fn is_task(&self, at: usize) -> bool {
        let is_marker = |at: usize| matches!(self.events.get(at), Some((Event::TaskListMarker(_), _)));
        let opens_paragraph = matches!(self.events.get(at + 1), Some((Event::Start(Tag::Paragraph), _)));
        is_marker(at + 1) || (opens_paragraph && is_marker(at + 2))
    }

    pub(super) fn task_box(&mut self, done: bool) {
        let labels = self.labels();
        self.html.push_str("<input type=\"checkbox\" disabled aria-label=\"");
        push_attribute(&mut self.html, if done { &labels.done } else { &labels.not_done });
        self.html.push_str(if done { "\" checked> " } else { "\"> " });
    }
}
