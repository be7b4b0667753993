//! Passwords in a table, whose word stands at the head of their column.

use super::passwords::{bare, is_chosen};
use crate::diagnostics::Span;

/// Words at the head of a column that holds passwords.
const HEADS: [&str; 6] = ["password", "passwort", "passwd", "pwd", "密码", "口令"];

/// Every chosen password in a column of a Markdown table that is called so.
pub(super) fn find(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    if memchr::memchr(b'|', text.as_bytes()).is_none() {
        return found;
    }
    let mut columns: Vec<usize> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let cells = cells(line);
        if cells.len() < 2 {
            columns.clear();
        } else if columns.is_empty() {
            columns = (0..cells.len()).filter(|number| is_head(&line[cells[*number].clone()])).collect();
        } else {
            let values = columns.iter().filter_map(|number| cells.get(*number));
            found.extend(
                values.filter_map(|cell| chosen(line, cell)).map(|span| at + span.start..at + span.end),
            );
        }
        at += line.len();
    }
    found
}

/// Where the cells of a row stand; there is one at most where it is none.
fn cells(line: &str) -> Vec<Span> {
    if !line.contains('|') {
        return Vec::new();
    }
    let mut at = 0;
    let all = line.split('|').map(|cell| {
        let start = at;
        at += cell.len() + 1;
        start..start + cell.len()
    });
    let all: Vec<Span> = all.collect();
    let is_edge = |cell: &Span| line[cell.clone()].trim().is_empty();
    let first = usize::from(all.first().is_some_and(is_edge));
    all[first..].to_vec()
}

fn is_head(cell: &str) -> bool {
    HEADS.contains(&cell.trim().trim_matches(['*', '_', '`']).to_lowercase().as_str())
}

fn chosen(line: &str, cell: &Span) -> Option<Span> {
    let said = line[cell.clone()].trim();
    let word = bare(said);
    let start = word.as_ptr().addr() - line.as_ptr().addr();
    (!said.contains(char::is_whitespace) && is_chosen(word)).then(|| start..start + word.len())
}
