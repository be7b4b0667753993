//! Columns that stay aligned whatever the script: a Chinese character takes two places on a terminal.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// How a column is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    /// Words, from the left.
    Words,
    /// Words, cut after so many places.
    Cut(usize),
    /// Numbers, to the right.
    Number,
}

/// The rows as lines, the head first; columns with nothing in any row are left out.
pub(super) fn lines<const N: usize>(head: [(&str, Column); N], rows: &[[String; N]]) -> Vec<String> {
    let cell = |text: &str, column: Column| match column {
        Column::Cut(width) => cut(text, width),
        _ => text.to_string(),
    };
    let columns: Vec<(Column, Vec<String>)> = head
        .iter()
        .enumerate()
        .filter(|(index, _)| rows.iter().any(|row| !row[*index].is_empty()))
        .map(|(index, (title, column))| {
            let cells = rows.iter().map(|row| cell(&row[index], *column));
            (*column, std::iter::once((*title).to_string()).chain(cells).collect())
        })
        .collect();
    let widths: Vec<usize> =
        columns.iter().map(|(_, cells)| cells.iter().map(|cell| cell.width()).max().unwrap_or(0)).collect();
    (0..=rows.len())
        .map(|row| {
            let cells = columns.iter().zip(&widths).map(|((column, cells), width)| {
                let gap = " ".repeat(width - cells[row].width());
                if *column == Column::Number { gap + &cells[row] } else { cells[row].clone() + &gap }
            });
            cells.collect::<Vec<_>>().join("  ").trim_end().to_string()
        })
        .collect()
}

/// A text in at most `width` places, with an ellipsis where something is missing.
fn cut(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_string();
    }
    let mut cut = String::new();
    let mut taken = 0;
    for c in text.chars() {
        taken += c.width().unwrap_or(0);
        if taken > width.saturating_sub(1) {
            break;
        }
        cut.push(c);
    }
    cut.truncate(cut.trim_end().len());
    cut + "…"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_aligned_whatever_the_script() {
        let head = [
            ("day", Column::Number),
            ("title", Column::Cut(8)),
            ("hours", Column::Number),
            ("from", Column::Words),
        ];
        let rows = [
            ["1", "开始", "", "a.md"].map(str::to_string),
            ["12", "A long title", "", "b.md"].map(str::to_string),
        ];
        assert_eq!(lines(head, &rows), ["day  title    from", "  1  开始     a.md", " 12  A long…  b.md"]);
    }

    #[test]
    fn a_wide_character_is_never_cut_in_half() {
        assert_eq!(cut("字幕不漂移", 6), "字幕…");
        assert_eq!(cut("字幕", 4), "字幕");
    }
}
