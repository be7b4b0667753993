//! The log of one project as `new day` needs it: its entries, and the feedback that waits for an answer.
//!
//! It is read from whatever could be read, so that a fault elsewhere keeps nobody from writing today's entry.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::content::{
    self, Challenge, Content, Day, Feedback, FeedbackStatus, Place, Private, ProjectMatter, Stage,
};
use crate::front_matter::{Date, Language};
use crate::path::SitePath;

/// The log of one project.
#[derive(Debug, Default)]
pub(in crate::cli) struct Log {
    /// The project's folder.
    pub(in crate::cli) project: String,
    /// Its challenge, where it has one.
    pub(in crate::cli) challenge: Option<Challenge>,
    /// One entry a number, in order; a translation counts with its day.
    pub(in crate::cli) entries: Vec<Entry>,
    /// The language its texts are in, where the project says it.
    pub(super) language: Option<Language>,
    /// The tags of its days, the most used first.
    pub(super) tags: Vec<String>,
    /// Feedback that no day answers yet.
    pub(in crate::cli) open: Vec<OpenFeedback>,
}

/// An entry that is there.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::cli) struct Entry {
    /// Its number.
    pub(in crate::cli) number: u32,
    /// Its date; `None` where the file could not be read.
    pub(in crate::cli) date: Option<Date>,
    /// Its file.
    pub(in crate::cli) path: SitePath,
    /// The part of the work.
    pub(in crate::cli) stage: Option<Stage>,
    /// The plan for the day after.
    pub(in crate::cli) next: Option<String>,
    /// Whether it is a day off.
    pub(in crate::cli) rest: bool,
    /// Hours worked, where they are said and make sense.
    pub(in crate::cli) hours: Option<f64>,
    /// What it was about.
    pub(in crate::cli) title: Option<String>,
}

/// A piece of feedback that waits for an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::cli) struct OpenFeedback {
    /// Its id.
    pub(in crate::cli) id: String,
    /// Its words; `None` for what is private: neither its words nor its id may get into `content/`.
    pub(in crate::cli) words: Option<Words>,
}

/// What may be said of a public piece of feedback.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::cli) struct Words {
    /// Verdict and topic, such as `dislike, export`.
    pub(in crate::cli) about: String,
    /// The quote.
    pub(in crate::cli) quote: String,
}

impl Log {
    /// The log of the project in a folder.
    pub(in crate::cli) fn of(project: &str, content: &Content, private: &Private) -> Self {
        Self {
            project: project.to_string(),
            challenge: matter(project, content).and_then(|matter| matter.challenge.clone()),
            entries: entries(project, content),
            language: matter(project, content)
                .and_then(|matter| matter.language.as_ref())
                .map(|language| language.value.clone()),
            tags: tags(project, content),
            open: open_feedback(project, content, private),
        }
    }

    /// The last working day before a date: days off plan nothing and have no stage.
    pub(in crate::cli) fn last_before(&self, date: Date) -> Option<&Entry> {
        self.entries
            .iter()
            .filter(|entry| !entry.rest && entry.date.is_some_and(|of| of < date))
            .max_by_key(|entry| (entry.date, entry.number))
    }
}

/// The project's own file, before any translation of it.
pub(in crate::cli) fn matter<'a>(project: &str, content: &'a Content) -> Option<&'a ProjectMatter> {
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
            hours: None,
            title: None,
        }),
        _ => None,
    });
    let mut entries: Vec<Entry> = read.chain(broken).collect();
    // `day-07.md` sorts before `day-07.zh.md`, so the translation is the one that goes.
    entries.sort_by(|a, b| (a.number, a.path.as_str()).cmp(&(b.number, b.path.as_str())));
    entries.dedup_by_key(|entry| entry.number);
    entries
}

fn tags(project: &str, content: &Content) -> Vec<String> {
    let days = content.days.iter().filter(|day| day.project == project);
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for tag in days.flat_map(|day| &day.document.matter.tags) {
        *counts.entry(tag.value.trim()).or_default() += 1;
    }
    let mut tags: Vec<(&str, usize)> = counts.into_iter().filter(|(tag, _)| !tag.is_empty()).collect();
    tags.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    tags.into_iter().map(|(tag, _)| tag.to_string()).collect()
}

fn entry(day: &Day) -> Entry {
    let matter = &day.document.matter;
    Entry {
        number: day.number(),
        date: day.date(),
        path: day.document.file.path.clone(),
        stage: matter.stage,
        next: matter.next.clone().filter(|next| !next.trim().is_empty()),
        rest: matter.rest,
        hours: matter.hours.filter(|hours| hours.is_finite() && *hours >= 0.0),
        title: matter.title.as_ref().map(|title| title.value.clone()),
    }
}

fn open_feedback(project: &str, content: &Content, private: &Private) -> Vec<OpenFeedback> {
    let answered: BTreeSet<&str> = content
        .days
        .iter()
        .flat_map(|day| &day.document.matter.answers)
        .filter_map(|answer| Some(answer.feedback.as_ref()?.value.as_str()))
        .collect();
    let is_open = |piece: &&Arc<Feedback>| {
        let status = piece.document.matter.status.unwrap_or(FeedbackStatus::New);
        piece.project == project
            && matches!(status, FeedbackStatus::New | FeedbackStatus::Planned)
            && !answered.contains(piece.id.as_str())
    };
    let public = content.feedback.iter().filter(is_open).map(|piece| OpenFeedback {
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
