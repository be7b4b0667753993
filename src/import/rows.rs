//! A plan as the rows of a table.

use super::{Plan, PlannedDay, UndatedDay};

/// One day of a plan, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The day's number.
    pub day: u32,
    /// Its date as `YYYY-MM-DD`; empty where it has none.
    pub date: String,
    /// What the date was taken from, or why there is none.
    pub date_source: String,
    /// Its title.
    pub title: String,
    /// The hours it took; empty where it does not say.
    pub hours: String,
    /// How many local pictures come along.
    pub pictures: usize,
    /// The file it comes from, inside the log; with the line of its heading where the log is one file.
    pub source: String,
    /// What the reader should know.
    pub warnings: Vec<String>,
}

/// The days of a plan by number, those that can't be written among them.
pub fn rows(plan: &Plan) -> Vec<Row> {
    let mut rows: Vec<Row> = plan.days.iter().map(dated).chain(plan.undated.iter().map(undated)).collect();
    rows.sort_by(|a, b| (a.day, &a.source).cmp(&(b.day, &b.source)));
    rows
}

fn dated(day: &PlannedDay) -> Row {
    Row {
        day: day.number,
        date: day.date.to_string(),
        date_source: day.date_source.words().to_owned(),
        title: day.title.clone(),
        hours: day.hours.map(|hours| hours.to_string()).unwrap_or_default(),
        pictures: day.pictures,
        source: place(&day.source, day.line),
        warnings: day.warnings.clone(),
    }
}

fn place(source: &str, line: Option<usize>) -> String {
    line.map_or_else(|| source.to_owned(), |line| format!("{source}:{line}"))
}

fn undated(day: &UndatedDay) -> Row {
    Row {
        day: day.number,
        date: String::new(),
        date_source: day.reason.clone(),
        title: day.title.clone(),
        hours: String::new(),
        pictures: 0,
        source: place(&day.source, day.line),
        warnings: day.warnings.clone(),
    }
}
