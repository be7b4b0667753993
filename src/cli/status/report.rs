//! What `buildlog status` knows of a site on a date: a value that is printed, or written as JSON.

use std::collections::BTreeSet;

use super::calendar::{Calendar, Phase};
use crate::cli::Refusal;
use crate::cli::new::log::{self, Entry, Log};
use crate::cli::new::numbering::{current_project, projects};
use crate::content::{Content, Private, Recipient, Status};
use crate::diagnostics::Diagnostic;
use crate::front_matter::Date;
use crate::outreach::{self, Due};
use crate::path::SitePath;

/// The whole of it.
#[derive(Clone, Debug)]
pub(super) struct Report {
    /// The date that everything is seen from.
    pub(super) as_of: Date,
    /// Whether that is today's date.
    pub(super) is_today: bool,
    /// The projects that are going, the current one first; or the one that was asked for.
    pub(super) projects: Vec<ProjectStatus>,
    /// The projects that are not shown.
    pub(super) others: Vec<Other>,
    /// Recipients whose answer is overdue, the longest first.
    pub(super) due: Vec<Due>,
    /// Names of recipients who have not been written to.
    pub(super) drafts: Vec<String>,
    /// Files that could not be read, in order.
    pub(super) unreadable: Vec<SitePath>,
}

/// One project.
#[derive(Clone, Debug)]
pub(super) struct ProjectStatus {
    /// The name of its folder.
    pub(super) folder: String,
    /// Its title; the folder's name where `project.md` can't be read.
    pub(super) title: String,
    /// Whether its `project.md` can be read; if not, nothing is known of a challenge.
    pub(super) readable: bool,
    /// How far its maker says it is.
    pub(super) status: Option<Status>,
    /// Whether `buildlog new day` writes into it when no other is named.
    pub(super) current: bool,
    /// Its days.
    pub(super) calendar: Calendar,
    /// Hours worked, in all.
    pub(super) hours: f64,
    /// Hours worked on the date and the six days before it.
    pub(super) hours_of_week: f64,
    /// The newest entry.
    pub(super) last: Option<Entry>,
    /// What was planned for the day after it.
    pub(super) plan: Option<String>,
    /// Ids of feedback that no day answers, public and private.
    pub(super) unanswered: Vec<String>,
    /// Entries that say nothing yet, which do not count.
    pub(super) blank: Vec<SitePath>,
    /// How many entries are dated later than the date.
    pub(super) later: usize,
    /// What to do now.
    pub(super) next: Option<Next>,
}

/// What to do now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Next {
    /// The command to type.
    pub(super) command: String,
    /// Why.
    pub(super) why: Why,
}

/// Why something is to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Why {
    /// The date has no entry yet.
    NotLogged,
    /// The challenge can begin.
    FirstEntry,
}

impl Why {
    /// The word for it in JSON.
    pub(super) fn key(self) -> &'static str {
        match self {
            Self::NotLogged => "not-logged",
            Self::FirstEntry => "first-entry",
        }
    }
}

/// A project that is not shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Other {
    /// The name of its folder.
    pub(super) folder: String,
    /// Why it is not going: `over`, `paused` or `done`.
    pub(super) why: &'static str,
}

/// What the report is made of.
pub(super) struct Question<'a> {
    /// The project that was asked for.
    pub(super) named: Option<&'a str>,
    /// The project whose folder one stands in.
    pub(super) stood_in: Option<&'a str>,
    /// The date to see the site from.
    pub(super) as_of: Date,
    /// Today's date.
    pub(super) today: Date,
}

impl Report {
    /// The report; whatever could not be read is left out and counted.
    ///
    /// # Errors
    /// Where a project was named that does not exist.
    pub(super) fn make(
        question: &Question<'_>,
        mut content: Content,
        mut private: Private,
        faults: &[Diagnostic],
    ) -> Result<Self, Refusal> {
        let later = later_entries(&content, question.as_of);
        forget_what_came_later(&mut content, &mut private, question.as_of);
        let current = match question.named {
            Some(named) => Some(current_project(&content, Some(named), None)?.0),
            None => current(&content, question.stood_in),
        };
        let all: Vec<ProjectStatus> = ordered(&content, current.as_deref())
            .into_iter()
            .map(|folder| {
                let is_current = current.as_ref() == Some(&folder);
                let later = later.iter().filter(|project| **project == folder).count();
                project(question, &content, &private, folder, is_current, later)
            })
            .collect();
        let (shown, others) = match question.named {
            Some(named) => (all.into_iter().filter(|project| project.folder == named).collect(), Vec::new()),
            None => going(all),
        };
        let recipients = || private.recipients.iter().filter(|one| concerns(one, question.named));
        Ok(Self {
            as_of: question.as_of,
            is_today: question.as_of == question.today,
            projects: shown,
            others,
            due: outreach::due(recipients(), question.as_of),
            drafts: outreach::drafts(recipients()),
            unreadable: unreadable(faults),
        })
    }
}

fn later_entries(content: &Content, as_of: Date) -> Vec<String> {
    let later = content.days.iter().filter(|day| day.date().is_some_and(|date| date > as_of));
    // A translation counts with its day.
    let numbered: BTreeSet<(&str, u32)> = later.map(|day| (day.project.as_str(), day.number())).collect();
    numbered.into_iter().map(|(project, _)| project.to_string()).collect()
}

fn forget_what_came_later(content: &mut Content, private: &mut Private, as_of: Date) {
    // A translation goes with its day, whose date it need not say.
    let known = content.days.iter().filter(|day| day.date().is_some_and(|date| date <= as_of));
    let kept: BTreeSet<(String, u32)> = known.map(|day| (day.project.clone(), day.number())).collect();
    content.days.retain(|day| kept.contains(&(day.project.clone(), day.number())));
    for pieces in [&mut content.feedback, &mut private.feedback] {
        pieces.retain(|piece| piece.document.matter.date.as_ref().is_none_or(|date| date.value <= as_of));
    }
}

/// The current project; where two have as good a claim, the first by name stands for both.
fn current(content: &Content, stood_in: Option<&str>) -> Option<String> {
    let folders = projects(content);
    let stood_in = stood_in.filter(|folder| folders.iter().any(|known| known == folder));
    match current_project(content, None, stood_in) {
        Ok((folder, _)) => Some(folder),
        Err(_) => ordered(content, None).into_iter().next(),
    }
}

/// All projects: the current one, then those with the newest entries.
fn ordered(content: &Content, current: Option<&str>) -> Vec<String> {
    let newest = |folder: &str| {
        let days = content.days.iter().filter(|day| day.project == folder);
        days.filter_map(|day| day.date()).max()
    };
    let mut folders = projects(content);
    folders.sort_by_key(|folder| (Some(folder.as_str()) != current, std::cmp::Reverse(newest(folder))));
    folders
}

fn going(all: Vec<ProjectStatus>) -> (Vec<ProjectStatus>, Vec<Other>) {
    let mut shown = Vec::new();
    let mut others = Vec::new();
    for project in all {
        let why = match (project.status, project.calendar.phase) {
            (Some(Status::Done), _) => Some("done"),
            (Some(Status::Paused), _) => Some("paused"),
            (_, Phase::Over) => Some("over"),
            _ => None,
        };
        match why.filter(|_| !project.current) {
            Some(why) => others.push(Other { folder: project.folder, why }),
            None => shown.push(project),
        }
    }
    (shown, others)
}

fn project(
    question: &Question<'_>,
    content: &Content,
    private: &Private,
    folder: String,
    current: bool,
    later: usize,
) -> ProjectStatus {
    let matter = log::matter(&folder, content);
    let mut log = Log::of(&folder, content, private);
    let of_project = content.days.iter().filter(|day| day.project == folder);
    let blank: Vec<SitePath> =
        of_project.filter(|day| day.is_blank()).map(|day| day.document.file.path.clone()).collect();
    // A file that was made and not written in logs nothing.
    log.entries.retain(|entry| !blank.contains(&entry.path));
    let calendar = Calendar::of(log.challenge.as_ref(), &log.entries, question.as_of);
    let week_began = question.as_of.0.checked_sub_days(chrono::Days::new(7)).map(Date);
    let hours = |total: f64, entry: &Entry| total + entry.hours.unwrap_or(0.0);
    let in_week = |entry: &&Entry| entry.date > week_began;
    let mut by_date: Vec<&Entry> = log.entries.iter().filter(|entry| entry.date.is_some()).collect();
    by_date.sort_by_key(|entry| (entry.date, entry.number));
    let status = matter.and_then(|matter| matter.status);
    ProjectStatus {
        title: matter.map_or_else(|| folder.clone(), |matter| matter.title.value.clone()),
        readable: matter.is_some(),
        status,
        current,
        hours: log.entries.iter().fold(0.0, hours),
        hours_of_week: log.entries.iter().filter(in_week).fold(0.0, hours),
        last: by_date.last().map(|entry| (*entry).clone()),
        plan: plan(&by_date),
        unanswered: log.open.iter().map(|piece| piece.id.clone()).collect(),
        later,
        blank,
        next: next(question, &folder, current, status, &calendar).filter(|_| matter.is_some()),
        calendar,
        folder,
    }
}

/// What the newest entry plans; a day off that plans nothing leaves the plan before it as it was.
fn plan(by_date: &[&Entry]) -> Option<String> {
    let mut newest = by_date.iter().rev();
    newest.find(|entry| entry.next.is_some() || !entry.rest)?.next.clone()
}

fn next(
    question: &Question<'_>,
    folder: &str,
    current: bool,
    status: Option<Status>,
    calendar: &Calendar,
) -> Option<Next> {
    let begins_later = calendar.start.is_some_and(|start| question.as_of < start);
    let rests = matches!(status, Some(Status::Done | Status::Paused));
    if calendar.logged_today || calendar.phase == Phase::Over || begins_later || rests {
        return None;
    }
    let mut command = "buildlog new day".to_string();
    if !current || question.named.is_some() {
        command.push_str(&format!(" --project {folder}"));
    }
    if question.as_of != question.today {
        command.push_str(&format!(" --date {}", question.as_of));
    }
    let why = if calendar.phase == Phase::NotBegun { Why::FirstEntry } else { Why::NotLogged };
    Some(Next { command, why })
}

/// Whether a recipient belongs to what was asked for; one without a project belongs to all.
fn concerns(recipient: &Recipient, named: Option<&str>) -> bool {
    match (named, &recipient.project) {
        (Some(named), Some(project)) => project.value == named,
        _ => true,
    }
}

fn unreadable(faults: &[Diagnostic]) -> Vec<SitePath> {
    let errors = faults.iter().filter(|fault| fault.is_error());
    let paths: BTreeSet<SitePath> =
        errors.filter_map(|fault| Some(fault.place.as_ref()?.path.clone())).collect();
    paths.into_iter().collect()
}
