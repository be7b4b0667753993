//! Tables, with alignment by class.

use pulldown_cmark::{Alignment, Event, TagEnd};

use super::walk::Writer;
use crate::markdown::escape::push_attribute;

/// The open table; tables don't nest.
#[derive(Default)]
pub(super) struct Table {
    columns: Vec<Alignment>,
    pub(super) column: usize,
    pub(super) in_head: bool,
    /// Whether the open cell is a heading.
    in_heading: bool,
    /// How many tables are begun, for their names.
    count: usize,
}

impl Writer<'_> {
    pub(super) fn open_table(&mut self, columns: &[Alignment]) {
        self.table.columns = columns.to_vec();
        self.table.count += 1;
        self.html.push_str("<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"");
        push_attribute(&mut self.html, &self.rendering.labels.table);
        self.html.push_str(&format!(" {}\">\n<table>\n", self.table.count));
    }

    pub(super) fn open_cell(&mut self, at: usize) {
        let class = match self.table.columns.get(self.table.column) {
            Some(Alignment::Left) => " class=\"left\"",
            Some(Alignment::Center) => " class=\"center\"",
            Some(Alignment::Right) => " class=\"right\"",
            _ => "",
        };
        // A corner without words is no heading of its column.
        let is_empty = matches!(self.events.get(at + 1), Some(Event::End(TagEnd::TableCell)));
        self.table.in_heading = self.table.in_head && !is_empty;
        self.html.push_str(if self.table.in_heading { "<th scope=\"col\"" } else { "<td" });
        self.html.push_str(class);
        self.html.push('>');
    }

    pub(super) fn close_cell(&mut self) -> &'static str {
        self.table.column += 1;
        if self.table.in_heading { "</th>" } else { "</td>" }
    }
}
