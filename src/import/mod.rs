//! Other people's logs as content files of a project.
//!
//! ```text
//!  folder ──read──> Tree ──plan──> Plan ──write──> content/projects/<project>/
//! ```
//!
//! Reading and writing touch the disk; planning is pure, so the table of a dry run shows exactly what would be
//! written. A log is a folder with a file or a folder per day, or one file with a heading per day (`journal`). What a heading, a date or a label says is read by
//! files of their own (`headline`, `dates`, `labels`), which know nothing of folders.

mod candidates;
mod chronology;
mod date_words;
mod dates;
mod day_marker;
mod entry;
mod front_matter;
mod git;
mod headline;
mod html_references;
mod journal;
mod labels;
mod left_out;
mod leftovers;
mod lenient;
mod names;
mod outline;
mod page;
mod planner;
mod project;
mod references;
mod rewrite;
mod rows;
mod schedule;
mod shelf;
mod tree;
mod write;
mod yaml;

#[cfg(test)]
mod tests;

use std::path::PathBuf;

use chrono::NaiveDate;

use crate::diagnostics::Diagnostic;

pub use planner::plan;
pub use rows::{Row, rows};
pub use tree::{File, Text, Tree, read};
pub use write::{Written, foresee, write};
pub use yaml::yaml_scalar;

/// What the person who imports has said.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The slug of the project: the name of its folder.
    pub project: String,
    /// The date of day 1, for days that say nothing of their own.
    pub start: Option<NaiveDate>,
    /// How `03/04/2024` is to be read; inferred from the log where this is `None`.
    pub date_order: Option<DateOrder>,
    /// Whether plain lines (`Day 1, 3 hours`) begin a day in a log that is one file.
    pub loose: bool,
}

/// Which part of `03/04/2024` comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateOrder {
    /// 3 April.
    DayMonth,
    /// 4 March.
    MonthDay,
}

/// All that an import would write, and all that it would not.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// The slug of the project.
    pub slug: String,
    /// The days that can be written, by number.
    pub days: Vec<PlannedDay>,
    /// The days that can't, each with a complaint among the diagnostics, by number.
    pub undated: Vec<UndatedDay>,
    /// The project's own page; `None` where there are no days.
    pub project: Option<PlannedProject>,
    /// What is left out, and why.
    pub skipped: Vec<Skipped>,
    /// Faults; with an error among them nothing is written. Places are paths inside the log.
    pub diagnostics: Vec<Diagnostic>,
    /// Pictures and recordings to copy.
    pub media: Vec<PlannedMedia>,
}

/// A day as it would be written.
#[derive(Clone, Debug, PartialEq)]
pub struct PlannedDay {
    /// The day's number.
    pub number: u32,
    /// Its date.
    pub date: NaiveDate,
    /// What the date was taken from.
    pub date_source: DateSource,
    /// Its title.
    pub title: String,
    /// The hours it took, where it says so.
    pub hours: Option<f64>,
    /// Its tags.
    pub tags: Vec<String>,
    /// The file it comes from, inside the log.
    pub source: String,
    /// The line of its heading, from 1, where the log is one file.
    pub line: Option<usize>,
    /// How many local pictures come along with it.
    pub pictures: usize,
    /// The name of the file to write, such as `day-07.md`.
    pub file: String,
    /// The whole text of that file.
    pub text: String,
    /// What the reader of the table should know.
    pub warnings: Vec<String>,
}

/// A day that was found and can't be written, for the table.
#[derive(Clone, Debug, PartialEq)]
pub struct UndatedDay {
    /// The day's number.
    pub number: u32,
    /// Its title.
    pub title: String,
    /// The file it comes from, inside the log.
    pub source: String,
    /// The line of its heading, from 1, where the log is one file.
    pub line: Option<usize>,
    /// Why there is no date, in words.
    pub reason: String,
    /// What the reader of the table should know.
    pub warnings: Vec<String>,
}

/// What a day's date was taken from, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DateSource {
    /// A key of its front matter.
    FrontMatter,
    /// Its first heading.
    Heading,
    /// A `Date:` line near its head.
    DateLine,
    /// The name of its file or folder.
    FileName,
    /// The start that was given, and the day's number.
    Start,
    /// The start that the log itself gives, and the day's number.
    StartLine,
    /// The dates of the other days, and the day's number.
    OtherDays,
    /// The commit that added its file.
    Git,
}

impl DateSource {
    /// The source in words, for the table.
    pub fn words(self) -> &'static str {
        match self {
            DateSource::FrontMatter => "front matter",
            DateSource::Heading => "heading",
            DateSource::DateLine => "date line",
            DateSource::FileName => "file name",
            DateSource::Start => "--start",
            DateSource::StartLine => "start in the log",
            DateSource::OtherDays => "other days",
            DateSource::Git => "git history",
        }
    }
}

/// The project's page as it would be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedProject {
    /// The project's title.
    pub title: String,
    /// The file its text comes from, inside the log; `None` where the log has no README at its top.
    pub source: Option<String>,
    /// The whole text of `project.md`.
    pub text: String,
    /// What the reader of the table should know.
    pub warnings: Vec<String>,
}

/// A file to copy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedMedia {
    /// Where it lies.
    pub from: PathBuf,
    /// Where it goes, inside the project's folder.
    pub to: String,
}

/// Something of the log that is left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skipped {
    /// The file or folder, inside the log.
    pub path: String,
    /// Why, in words.
    pub reason: String,
}

impl Skipped {
    fn new(path: &str, reason: impl Into<String>) -> Self {
        Self { path: path.to_owned(), reason: reason.into() }
    }
}

/// Why an import can't go on at all.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The file is too long to be a log.
    #[error("{} is longer than 8 MB, which no log is", .0.display())]
    TooLong(PathBuf),
    /// The disk said no.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The plan has errors, so nothing was written.
    #[error("nothing was imported; errors in the log: {0}")]
    Faults(usize),
}
