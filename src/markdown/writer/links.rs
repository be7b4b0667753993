//! Links, pictures and the marks of footnotes.

use pulldown_cmark::LinkType;

use super::notes;
use super::target::{Picture, Target, open_link, push_picture};
use super::walk::Writer;
use crate::markdown::doc::LinkKind;
use crate::markdown::embed::push_moving;
use crate::markdown::escape::push_text;
use crate::markdown::plain;

impl Writer<'_> {
    pub(super) fn open_link(&mut self, link_type: LinkType, target: &str, title: &str) {
        let target = match link_type {
            LinkType::Email => (self.rendering.resolve)(LinkKind::Link, &format!("mailto:{target}")),
            _ => (self.rendering.resolve)(LinkKind::Link, target),
        };
        if !matches!(target, Target::External(_) | Target::Text) {
            self.apart.give_up();
        }
        let close = if self.raw.in_link { "" } else { open_link(&mut self.html, &target, Some(title)) };
        self.raw.in_link |= !close.is_empty();
        self.open_links.push(close);
    }

    /// What closes the innermost link.
    pub(super) fn close_link(&mut self) -> &'static str {
        let close = self.open_links.pop().unwrap_or_default();
        if !close.is_empty() {
            self.raw.end_links();
        }
        close
    }

    pub(super) fn image(&mut self, at: usize, target: &str, title: &str) -> usize {
        self.apart.give_up();
        let end = self.events.end_of(at);
        let alt = plain::inline(self.events.within(at + 1..end));
        let in_link = self.raw.in_link;
        let picture = Picture { alt: &alt, title, in_link, ..Picture::default() };
        let target = (self.rendering.resolve)(LinkKind::Image, target);
        if matches!(&target, Target::Picture { still: Some(_), .. }) && self.rendering.in_place && !in_link {
            let mut part = String::new();
            push_moving(&mut part, &target, &picture, &self.labels().embed);
            self.parts.push_inline(&mut self.html, part);
            self.needs.script = true;
        } else {
            push_picture(&mut self.html, &target, &picture);
        }
        end + 1
    }

    pub(super) fn mark(&mut self, label: &str) {
        match self.notes.number(label) {
            Some(number) => {
                self.marks[number - 1] += 1;
                notes::push_mark(&mut self.html, number, self.marks[number - 1], self.rendering.page);
            }
            None => {
                self.html.push_str("[^");
                push_text(&mut self.html, label);
                self.html.push(']');
            }
        }
    }

    pub(super) fn write_notes(&mut self) {
        if self.notes.notes.is_empty() {
            return;
        }
        self.apart.give_up();
        self.outline = [].iter();
        notes::open_section(&mut self.html, self.rendering.labels);
        for place in 0..self.notes.notes.len() {
            notes::open_note(&mut self.html, place + 1);
            self.walk(self.notes.notes[place].events.clone());
            let note = &self.notes.notes[place];
            notes::close_note(&mut self.html, place + 1, note, self.rendering);
        }
        notes::close_section(&mut self.html);
    }
}
