//! The log of one project as `new day` needs it: its entries, and the feedback that waits for an answer.
//!
//! It is read from whatever could be read, so that a fault elsewhere keeps nobody from writing today's entry.

use std::collections::BTreeSet;

use crate::content::{
    self, Challenge, Content, Day, Feedback, FeedbackStatus, Place, Private, ProjectMatter, Stage,
};
use crate::front_matter::Date;
use crate::path::SitePath;

/// The log of one project.
#[derive(Debug, Default)]
pub(super) struct Log {
    /// The project's folder.
    pub(super) project: String,
    /// Its challenge, where it has one.
    pub(super) challenge: Option<Challenge>,
    /// One entry a number, in order; a translation counts with its day.
    pub(super) entries: Vec<Entry>,
    /// Feedback that no day answers yet.
    pub(super) open: Vec<OpenFeedback>,
}

/// An entry that is there.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Entry {
    /// Its number.
    pub(super) number: u32,
    /// Its date; `None` where the file could not be read.
    pub(super) date: Option<Date>,
    /// Its file.
    pub(super) path: SitePath,
    /// The part of the work.
    pub(super) stage: Option<Stage>,
    /// The plan for the day after.
    pub(super) next: Option<String>,
    /// Whether it is a day off.
    pub(super) rest: bool,
}

/// A piece of feedback that waits for an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct OpenFeedback {
    /// Its id.
    pub(super) id: String,
    /// Its words; `None` for what is private, whose words must not get into `content/`.
    pub(super) words: Option<Words>,
}

/// What may be said of a public piece of feedback.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Words {
    /// Verdict and topic, such as `dislike, export`.
    pub(super) about: String,
    /// The quote.
    pub(super) quote: String,
}

impl Log {
    /// The log of the project in a folder.
    pub(super) fn of(project: &str, content: &Content, private: &Private) -> Self {
        Self {
            project: project.to_string(),
            challenge: matter(project, content).and_then(|matter| matter.challenge.clone()),
            entries: entries(project, content),
            open: open_feedback(project, content, private),
        }
    }

    /// The last working day before a date: days off plan nothing and have no stage.
    pub(super) fn last_before(&self, date: Date) -> Option<&Entry> {
        self.entries
            .iter()
            .filter(|entry| !entry.rest && entry.date.is_some_and(|of| of < date))
            .max_by_key(|entry| (entry.date, entry.number))
    }
}

/// The project's own file, before any translation of it.
fn matter<'a>(project: &str, content: &'a Content) -> Option<&'a ProjectMatter> {
    content
        .projects
        .iter()
        .filter(|candidate| candidate.folder == project)
        .min_by_key(|candidate| candidate.name_language.clone())
        .map(|candidate| &candidate.document.matter)
}

fn entries(project: &str, content: &Content) -> Vec<Entry> {
    let read = content.days.iter().filter(|day| day.project == project).map(|day| entry(day));
    let broken = content.broken.iter().filter_map(|path| match content::place(path) {
        Place::Day { project: of, name } if of == project => Some(Entry {
            number: name.number,
            date: None,
            path: path.clone(),
            stage: None,
            next: None,
            rest: false,
        }),
        _ => None,
    });
    let mut entries: Vec<Entry> = read.chain(broken).collect();
    // `day-07.md` sorts before `day-07.zh.md`, so the translation is the one that goes.
    entries.sort_by(|a, b| (a.number, a.path.as_str()).cmp(&(b.number, b.path.as_str())));
    entries.dedup_by_key(|entry| entry.number);
    entries
}

fn entry(day: &Day) -> Entry {
    let matter = &day.document.matter;
    Entry {
        number: day.number(),
        date: Some(matter.date.value),
        path: day.document.file.path.clone(),
        stage: matter.stage,
        next: matter.next.clone().filter(|next| !next.trim().is_empty()),
        rest: matter.rest,
    }
}

fn open_feedback(project: &str, content: &Content, private: &Private) -> Vec<OpenFeedback> {
    let answered: BTreeSet<&str> = content
        .days
        .iter()
        .flat_map(|day| &day.document.matter.answers)
        .filter_map(|answer| Some(answer.feedback.as_ref()?.value.as_str()))
        .collect();
    let is_open = |piece: &&Feedback| {
        let status = piece.document.matter.status.unwrap_or(FeedbackStatus::New);
        piece.project == project
            && matches!(status, FeedbackStatus::New | FeedbackStatus::Planned)
            && !answered.contains(piece.id.as_str())
    };
    let public = content.feedback.iter().map(AsRef::as_ref).filter(is_open).map(|piece| OpenFeedback {
        id: piece.id.clone(),
        words: Some(Words { about: about(piece), quote: piece.document.body().to_string() }),
    });
    let private = private
        .feedback
        .iter()
        .filter(is_open)
        .map(|piece| OpenFeedback { id: piece.id.clone(), words: None });
    public.chain(private).collect()
}

fn about(piece: &Feedback) -> String {
    let matter = &piece.document.matter;
    let verdict = matter.verdict.map(|verdict| verdict.key().to_string());
    verdict.into_iter().chain(matter.topic.clone()).collect::<Vec<_>>().join(", ")
}
