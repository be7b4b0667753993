//! Which project an entry belongs to, and which number it gets.

use super::log::{Entry, Log};
use crate::cli::Refusal;
use crate::content::{Content, Pace, Place, place};
use crate::diagnostics::did_you_mean;
use crate::front_matter::Date;

/// The largest number that the name of a day's file can hold.
const LAST_NUMBER: i64 = 999_999;

/// Why a project is the current one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cli) enum Why {
    /// It was named.
    Named,
    /// One stands in its folder.
    StoodIn,
    /// There is no other.
    Only,
    /// The newest entry is in it.
    NewestEntry,
}

impl Why {
    /// The reason in words.
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Named => "as you said",
            Self::StoodIn => "the folder you are in",
            Self::Only => "the only project",
            Self::NewestEntry => "the project with the newest entry",
        }
    }
}

/// Finds the current project among those whose `project.md` is there, be it broken or not.
pub(in crate::cli) fn current_project(
    content: &Content,
    named: Option<&str>,
    stood_in: Option<&str>,
) -> Result<(String, Why), Refusal> {
    let projects = projects(content);
    let known = |name: &str| projects.iter().any(|project| project == name);
    match (named, stood_in, &projects[..]) {
        (Some(named), _, _) if known(named) => Ok((named.to_string(), Why::Named)),
        (Some(named), _, _) => Err(unknown_project(named, &projects)),
        (None, Some(folder), _) if known(folder) => Ok((folder.to_string(), Why::StoodIn)),
        (None, Some(folder), _) => Err(Refusal::new(
            format!("the folder you are in, content/projects/{folder}, has no project.md"),
            format!("`buildlog new project {folder}` makes one"),
        )
        .hint("or name another project with `--project NAME`")),
        (None, None, []) => Err(Refusal::new(
            "this site has no project yet",
            "`buildlog new project my-project --days 30` makes one",
        )),
        (None, None, [only]) => Ok((only.clone(), Why::Only)),
        (None, None, _) => with_newest_entry(content, &projects),
    }
}

/// The folders of all projects whose `project.md` is there, be it broken or not, in order.
pub(in crate::cli) fn projects(content: &Content) -> Vec<String> {
    let broken = content.broken.iter().filter_map(|path| match place(path) {
        Place::Project { project, .. } => Some(project),
        _ => None,
    });
    let mut projects: Vec<String> =
        content.projects.iter().map(|project| project.folder.clone()).chain(broken).collect();
    projects.sort();
    projects.dedup();
    projects
}

/// Takes a project by its name.
pub(in crate::cli) fn named_project(content: &Content, named: &str) -> Result<(), Refusal> {
    let projects = projects(content);
    if projects.iter().any(|project| project == named) {
        Ok(())
    } else {
        Err(unknown_project(named, &projects))
    }
}

fn unknown_project(named: &str, projects: &[String]) -> Refusal {
    let message = format!("there is no project `{named}`: content/projects/{named}/project.md is missing");
    match (did_you_mean(named, projects.iter().map(String::as_str)), projects) {
        (Some(near), _) => Refusal::new(message, format!("did you mean `{near}`?")),
        (None, []) => Refusal::new(message, format!("`buildlog new project {named}` makes it")),
        (None, [only]) => Refusal::new(message, format!("the only project is `{only}`")),
        (None, several) => Refusal::new(message, format!("the projects are {}", listed(several))),
    }
}

fn with_newest_entry(content: &Content, projects: &[String]) -> Result<(String, Why), Refusal> {
    let newest_of = |project: &String| {
        let days = content.days.iter().filter(|day| day.project == *project);
        days.filter_map(|day| day.date()).max()
    };
    let newest = projects.iter().filter_map(newest_of).max();
    let holders: Vec<String> =
        projects.iter().filter(|project| newest.is_some() && newest_of(project) == newest).cloned().collect();
    match (newest, &holders[..]) {
        (Some(_), [one]) => Ok((one.clone(), Why::NewestEntry)),
        (Some(date), several) => Err(Refusal::new(
            format!("which project? {} have their newest entry on {date}", listed(several)),
            "name it with `--project NAME`",
        )),
        (None, _) => Err(Refusal::new(
            format!("which project? There are {}, and none has an entry yet", listed(projects)),
            "name it with `--project NAME`",
        )),
    }
}

fn listed(names: &[String]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    match quoted.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        _ => quoted.join(""),
    }
}

/// What is to be done for a date.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Decision<'a> {
    /// An entry with that date or that number is there.
    Exists(&'a Entry),
    /// A new entry with this number.
    New(u32),
}

/// Decides which entry a date gets.
pub(super) fn decide(log: &Log, date: Date) -> Result<Decision<'_>, Refusal> {
    if let Some(entry) = log.entries.iter().find(|entry| entry.date == Some(date)) {
        return Ok(Decision::Exists(entry));
    }
    let number = match &log.challenge {
        Some(challenge) if challenge.pace == Pace::Calendar => number_by_calendar(log, date)?,
        _ => log.entries.last().map_or(1, |entry| i64::from(entry.number) + 1),
    };
    let number = file_number(log, date, number)?;
    Ok(match log.entries.iter().find(|entry| entry.number == number) {
        Some(entry) => Decision::Exists(entry),
        None => Decision::New(number),
    })
}

/// The number as it can stand in the name of a file.
fn file_number(log: &Log, date: Date, number: i64) -> Result<u32, Refusal> {
    u32::try_from(number).ok().filter(|_| number <= LAST_NUMBER).ok_or_else(|| {
        Refusal::new(
            format!("{date} would be day {number} of `{}`", log.project),
            format!("check the days before it, and `challenge.start` in {}", project_file(log)),
        )
    })
}

fn project_file(log: &Log) -> String {
    format!("content/projects/{}/project.md", log.project)
}

fn number_by_calendar(log: &Log, date: Date) -> Result<i64, Refusal> {
    let said = log.challenge.as_ref().and_then(|challenge| challenge.start.as_ref()).map(|start| start.value);
    // Where no start is said, the first entry tells it: day 3 on the 7th means that day 1 was the 5th.
    let (first, number) = match (said, first_entry(log)) {
        (Some(start), _) => (start, 1),
        (None, Some((first, number))) => (first, i64::from(number)),
        (None, None) => (date, 1),
    };
    let number = (date.0 - first.0).num_days() + number;
    let (project, file) = (&log.project, project_file(log));
    match said {
        _ if number >= 1 => Ok(number),
        Some(start) => Err(Refusal::new(
            format!("{date} is before the challenge of `{project}` starts, on {start}"),
            format!("give a later `--date`, or change `challenge.start` in {file}"),
        )),
        None => Err(Refusal::new(
            format!("{date} is before day 1 of `{project}`, as its first entry counts the days"),
            format!("give a later `--date`, or set `challenge.start` in {file}"),
        )),
    }
}

fn first_entry(log: &Log) -> Option<(Date, u32)> {
    log.entries.iter().find_map(|entry| Some((entry.date?, entry.number)))
}

#[cfg(test)]
mod tests;
