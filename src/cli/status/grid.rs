//! The days as signs: weeks as rows under the names of the weekdays, or rows of ten.

use chrono::{Datelike, Days};
use unicode_width::UnicodeWidthStr;

use super::calendar::{Calendar, Mark, State};
use super::text::{Ink, Paint};
use crate::front_matter::Date;

/// The most rows that are shown, so that the newest stand on one screen with what follows.
const MOST_ROWS: usize = 16;

/// How many rows below today's are kept when not all can be shown.
const ROWS_TO_COME: usize = 3;

/// The narrowest terminal on which the numbers of the days stand beside their week.
const WIDTH_WITH_NUMBERS: usize = 52;

const WEEKDAYS: &str = "Mon Tue Wed Thu Fri Sat Sun";

/// The sign of a day, with brackets around today's.
pub(super) fn sign(state: State) -> &'static str {
    match state {
        State::Done => "■",
        State::Rest => "○",
        State::Missed => "·",
        State::Ahead => "□",
    }
}

/// The colour of a sign.
pub(super) fn ink(state: State) -> Ink {
    match state {
        State::Done => Ink::Good,
        State::Rest => Ink::Plain,
        State::Missed => Ink::Notable,
        State::Ahead => Ink::Faint,
    }
}

/// A row: what stands before it, its days by their places, and what stands behind it.
struct Row<'a> {
    label: String,
    cells: Vec<Option<&'a Mark>>,
    behind: String,
}

/// The calendar as lines; none where there is no day to show.
pub(super) fn lines(calendar: &Calendar, width: usize, paint: Paint<'_>) -> Vec<String> {
    let by_weeks = weeks(calendar);
    let (head, rows, gap) = match by_weeks {
        Some(rows) => (Some(WEEKDAYS), rows, " "),
        None => (None, tens(calendar), ""),
    };
    let (before, after) =
        if head.is_some() { ("weeks before", "weeks after") } else { ("rows before", "rows after") };
    let label_width = rows.iter().map(|row| row.label.width()).max().unwrap_or(0);
    let shown = window(&rows);
    let indent = |words: &str| format!("  {}{words}", " ".repeat(label_width + 2));
    let mut lines: Vec<String> =
        head.filter(|_| !rows.is_empty()).map(|head| paint(Ink::Faint, &indent(head))).into_iter().collect();
    let left_out = |count: usize, words: &str| {
        (count > 0).then(|| paint(Ink::Faint, &indent(&format!("… {count} {words}"))))
    };
    lines.extend(left_out(shown.start, before));
    for row in &rows[shown.clone()] {
        let label =
            format!("  {:>1$}  ", row.label, label_width - row.label.width() + row.label.chars().count());
        let cells: Vec<String> = row.cells.iter().map(|mark| cell(*mark, paint)).collect();
        let behind = if width < WIDTH_WITH_NUMBERS { "" } else { row.behind.as_str() };
        let line = format!("{}{}", paint(Ink::Faint, &label), cells.join(gap));
        lines.push(match behind {
            "" => line.trim_end().to_string(),
            behind => format!("{line}   {}", paint(Ink::Faint, behind)),
        });
    }
    lines.extend(left_out(rows.len() - shown.end, after));
    lines
}

fn cell(mark: Option<&Mark>, paint: Paint<'_>) -> String {
    match mark {
        None => "   ".to_string(),
        Some(mark) => {
            let sign = paint(ink(mark.state), sign(mark.state));
            if mark.today {
                format!("{}{sign}{}", paint(Ink::Strong, "["), paint(Ink::Strong, "]"))
            } else {
                format!(" {sign} ")
            }
        }
    }
}

/// The rows that are shown: all of them, or those around today.
fn window(rows: &[Row<'_>]) -> std::ops::Range<usize> {
    if rows.len() <= MOST_ROWS {
        return 0..rows.len();
    }
    let has_today = |row: &Row| row.cells.iter().flatten().any(|mark| mark.today);
    let is_past = |row: &Row| row.cells.iter().flatten().any(|mark| mark.state != State::Ahead);
    let here = rows.iter().position(has_today).or_else(|| rows.iter().rposition(is_past)).unwrap_or(0);
    let end = (here + 1 + ROWS_TO_COME).clamp(MOST_ROWS, rows.len());
    end - MOST_ROWS..end
}

/// A row a week, from the Monday on; nothing where a day has no date of its own.
fn weeks(calendar: &Calendar) -> Option<Vec<Row<'_>>> {
    let start = calendar.start?;
    if calendar.pace != crate::content::Pace::Calendar {
        return None;
    }
    let back = Days::new(u64::from(start.0.weekday().num_days_from_monday()));
    let monday = Date(start.0.checked_sub_days(back)?);
    let mut rows: Vec<Row<'_>> = Vec::new();
    for mark in &calendar.marks {
        let date = mark.date?;
        let week = usize::try_from((date.0 - monday.0).num_days() / 7).ok()?;
        // Weeks without a day of the log stand empty, but for a gap out of all measure.
        if week > rows.len() + MOST_ROWS {
            break;
        }
        while rows.len() <= week {
            let first = monday.0.checked_add_days(Days::new(7 * rows.len() as u64))?;
            rows.push(Row {
                label: first.format("%-d %b").to_string(),
                cells: vec![None; 7],
                behind: String::new(),
            });
        }
        rows[week].cells[date.0.weekday().num_days_from_monday() as usize] = Some(mark);
    }
    for row in &mut rows {
        row.behind = numbers(&row.cells);
    }
    Some(rows)
}

/// Rows of ten, each with the number of its first day.
fn tens(calendar: &Calendar) -> Vec<Row<'_>> {
    let rows = calendar.marks.chunks(10);
    rows.map(|marks| Row {
        label: marks[0].number.to_string(),
        cells: marks.iter().map(Some).collect(),
        behind: String::new(),
    })
    .collect()
}

/// `day 6–12`.
fn numbers(cells: &[Option<&Mark>]) -> String {
    let mut numbers = cells.iter().flatten().map(|mark| mark.number);
    let Some(first) = numbers.next() else { return String::new() };
    match numbers.next_back() {
        Some(last) => format!("day {first}–{last}"),
        None => format!("day {first}"),
    }
}
