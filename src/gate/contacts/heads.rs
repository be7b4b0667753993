//! The heads of the tables in a text: what the column of a number is called.

use std::cell::OnceCell;

use memchr::memmem;

use crate::diagnostics::Span;

/// The tables of a text, found once they are asked for, and for all numbers in it together.
pub(super) struct Heads<'a> {
    text: &'a str,
    /// Lines that follow one another and begin with a bar.
    in_markdown: OnceCell<Vec<Span>>,
    in_html: OnceCell<Html>,
}

/// Where tags of tables stand.
struct Html {
    tables: Vec<usize>,
    ends: Vec<usize>,
    ends_of_rows: Vec<usize>,
}

impl<'a> Heads<'a> {
    /// Those of a text.
    pub(super) fn of(text: &'a str) -> Self {
        Self { text, in_markdown: OnceCell::new(), in_html: OnceCell::new() }
    }

    /// The text.
    pub(super) fn text(&self) -> &'a str {
        self.text
    }

    /// The first row of the table that a place in a line belongs to; nothing where it belongs to none, or to that row.
    pub(super) fn head(&self, line: usize, at: usize) -> &'a str {
        match self.text[line..].trim_start().starts_with('|') {
            true => self.head_in_markdown(line),
            false => self.head_in_html(at),
        }
    }

    fn head_in_markdown(&self, line: usize) -> &'a str {
        let tables = self.in_markdown.get_or_init(|| tables(self.text));
        let before = tables.partition_point(|table| table.start < line);
        let table = before.checked_sub(1).map(|last| &tables[last]).filter(|table| line <= table.end);
        table.map_or("", |table| self.text[table.clone()].lines().next().unwrap_or_default())
    }

    fn head_in_html(&self, at: usize) -> &'a str {
        let html = self.in_html.get_or_init(|| Html::of(self.text));
        let before = html.tables.partition_point(|table| table + TABLE.len() <= at);
        let Some(start) = before.checked_sub(1).map(|last| html.tables[last]) else { return "" };
        let first = |of: &[usize], tag: &str| {
            let found = of.get(of.partition_point(|found| *found < start)).copied();
            found.filter(|found| found + tag.len() <= at)
        };
        let is_over = first(&html.ends, TABLE_END).is_some();
        first(&html.ends_of_rows, ROW_END).filter(|_| !is_over).map_or("", |end| &self.text[start..end])
    }
}

const TABLE: &str = "<table";
const TABLE_END: &str = "</table";
const ROW_END: &str = "</tr";

impl Html {
    fn of(text: &str) -> Self {
        let all = |tag: &str| memmem::find_iter(text.as_bytes(), tag).collect();
        Self { tables: all(TABLE), ends: all(TABLE_END), ends_of_rows: all(ROW_END) }
    }
}

/// The tables of a Markdown text, each to the beginning of the line behind it.
fn tables(text: &str) -> Vec<Span> {
    let mut tables: Vec<Span> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        if !line.trim_start().starts_with('|') {
            continue;
        }
        match tables.last_mut().filter(|table| table.end == start) {
            Some(table) => table.end = at,
            None => tables.push(start..at),
        }
    }
    tables
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head(text: &str) -> &str {
        let at = text.find("17").unwrap();
        let line = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
        Heads::of(text).head(line, at)
    }

    #[test]
    fn a_row_of_a_table_has_the_first_one_as_its_head() {
        assert_eq!(head("| no |\n|---|\n| 4 |\n| part |\n\n| order |\r\n|---|\n | 17 |\n"), "| order |");
        assert_eq!(head("| order |\n|---|\n\n| 17 |\n| 18 |\n"), "", "it is the first row");
        assert_eq!(head("| order |\n|---|\n17\n"), "", "it is behind the table");
    }

    #[test]
    fn a_cell_in_html_has_the_first_row_as_its_head() {
        assert_eq!(
            head("<table><tr><td>x</tr></table>\n<table><tr><th>order</tr>\n<tr><td>17</tr>"),
            "<table><tr><th>order"
        );
        assert_eq!(head("<table><tr><th>order</tr></table> 17"), "");
        assert_eq!(head("<table><tr><th>17</tr>"), "");
        assert_eq!(head("17 <table><tr><th>order</tr>"), "");
    }
}
