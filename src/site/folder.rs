//! The documents of one project that may be published; drafts are left behind and misfits told.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::{future, undated};
use crate::config::Config;
use crate::content::{self, Content, Feedback};
use crate::diagnostics::{Diagnostic, Place, Span};
use crate::front_matter::{Date, Language};
use crate::path::SitePath;

/// All variants of one project: its files and its days, by language.
#[derive(Debug, Default)]
pub(super) struct Folder {
    /// Its name in `content/projects/`.
    pub(super) name: String,
    /// All documents in it, as they were read.
    pub(super) content: Arc<Content>,
    /// Files in it that have faults.
    pub(super) broken: BTreeSet<SitePath>,
    /// The variants of its `project.md`; none where nothing of it is published.
    pub(super) projects: Vec<Arc<content::Project>>,
    /// The days by their numbers.
    pub(super) days: BTreeMap<u32, Vec<Arc<content::Day>>>,
    pub(super) feedback: Vec<Arc<Feedback>>,
    /// Documents that are kept back.
    pub(super) drafts: BTreeSet<SitePath>,
    /// Where each tag is written for the first time, in the order of that.
    pub(super) first_uses: Vec<FirstUse>,
    pub(super) faults: Vec<Diagnostic>,
}

/// The first day of a project that has a tag.
#[derive(Debug)]
pub(super) struct FirstUse {
    pub(super) spelling: String,
    pub(super) date: Option<Date>,
    pub(super) path: SitePath,
}

impl FirstUse {
    /// By which the first of all projects is found: days without a date come last.
    pub(super) fn order(&self) -> (bool, Option<Date>, &SitePath) {
        (self.date.is_none(), self.date, &self.path)
    }
}

/// The folder that documents of one project lie in; nothing where they are of none.
pub(super) fn name(content: &Content) -> Option<&str> {
    let projects = content.projects.iter().map(|project| project.folder.as_str());
    let days = content.days.iter().map(|day| day.project.as_str());
    let feedback = content.feedback.iter().map(|piece| piece.project.as_str());
    projects.chain(days).chain(feedback).next()
}

impl Folder {
    /// Takes what may be published of the documents in the folder with that name.
    pub(super) fn of(config: &Config, name: &str, content: Arc<Content>, broken: BTreeSet<SitePath>) -> Self {
        let faults = future::check(config, &content);
        let mut folder = Self { name: name.to_string(), content, broken, faults, ..Self::default() };
        folder.take_all(config);
        undated::take_out(name, &mut folder.days, [&folder.drafts, &folder.broken], &mut folder.faults);
        for days in folder.days.values_mut() {
            drop_twins(config, days, &mut folder.faults);
        }
        folder.first_uses = first_uses(folder.days.values().flatten());
        folder
    }

    /// Whether it was made of these under the same settings.
    pub(super) fn is_made_of(&self, content: &Arc<Content>, broken: &BTreeSet<SitePath>) -> bool {
        Arc::ptr_eq(&self.content, content) && self.broken == *broken
    }

    fn take_all(&mut self, config: &Config) {
        let content = self.content.clone();
        let is_draft = |draft: bool| draft && !config.drafts;
        let (drafts, shown): (Vec<_>, Vec<_>) =
            content.projects.iter().cloned().partition(|project| is_draft(project.document.matter.draft));
        self.drafts.extend(drafts.iter().map(|project| project.document.file.path.clone()));
        // One draft variant keeps the whole project back: a translation must not publish it early.
        let is_kept_back = !drafts.is_empty();
        self.projects = if is_kept_back { Vec::new() } else { shown };
        for day in &content.days {
            if is_kept_back || is_draft(day.document.matter.draft) {
                self.drafts.insert(path_of(day));
            } else {
                self.days.entry(day.number()).or_default().push(day.clone());
            }
        }
        if is_kept_back {
            self.drafts.extend(content.feedback.iter().map(|piece| piece.document.file.path.clone()));
        } else if self.projects.is_empty() {
            self.without_project();
        } else {
            self.feedback.clone_from(&content.feedback);
        }
    }

    /// Nothing has a place without `project.md`.
    fn without_project(&mut self) {
        let days = std::mem::take(&mut self.days);
        let first = days.values().flatten().min_by(|a, b| a.document.file.path.cmp(&b.document.file.path));
        let start = format!("content/projects/{}/project.", self.name);
        let is_told = self.broken.iter().any(|path| path.as_str().starts_with(&start));
        self.faults.extend(first.filter(|_| !is_told).map(|day| no_project(day)));
    }
}

/// The first use of each tag.
fn first_uses<'a>(days: impl Iterator<Item = &'a Arc<content::Day>>) -> Vec<FirstUse> {
    let mut days: Vec<&Arc<content::Day>> = days.collect();
    // Days without a date come last.
    let order = |day: &content::Day| (day.date().is_none(), day.date());
    days.sort_by(|a, b| {
        order(a).cmp(&order(b)).then_with(|| a.document.file.path.cmp(&b.document.file.path))
    });
    let mut seen: FxHashSet<&str> = FxHashSet::default();
    let mut first = Vec::new();
    for day in days {
        let tags = day.document.matter.tags.iter().map(|tag| tag.value.as_str());
        let new = tags.filter(|spelling| seen.insert(spelling));
        first.extend(new.map(|spelling| FirstUse {
            spelling: spelling.to_string(),
            date: day.date(),
            path: path_of(day),
        }));
    }
    first
}

pub(super) fn path_of(day: &content::Day) -> SitePath {
    day.document.file.path.clone()
}

fn no_project(day: &content::Day) -> Diagnostic {
    let folder = &day.project;
    Diagnostic::error("no-project", format!("content/projects/{folder}/ has days but no project.md"))
        .at(Place::file(path_of(day)))
        .hint(format!("make one with `buildlog new project {folder}`"))
}

/// Two files for one day in one language: the first stays, the second is told.
fn drop_twins(config: &Config, days: &mut Vec<Arc<content::Day>>, faults: &mut Vec<Diagnostic>) {
    if days.len() < 2 {
        return;
    }
    let mut seen: BTreeMap<Language, Arc<content::Day>> = BTreeMap::new();
    days.retain(|day| {
        let language = day.language().unwrap_or(&config.language).clone();
        let Some(first) = seen.get(&language) else {
            seen.insert(language, day.clone());
            return true;
        };
        let first_file = &first.document.file;
        faults.push(
            Diagnostic::error(
                "duplicate-day",
                format!("day {} of {} is there twice", day.number(), day.project),
            )
            .at(day.document.file.place(number_span(day)))
            .label("the second")
            .related(first_file.place(number_span(first)), "the first")
            .hint("give one of the two files another number, or join them"),
        );
        false
    });
}

fn number_span(day: &content::Day) -> Span {
    let matter = &day.document.matter;
    let number = matter.day.as_ref().map(|number| number.span.clone());
    number.or(matter.date.as_ref().map(|date| date.span.clone())).unwrap_or_default()
}
