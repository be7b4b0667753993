//! The report as it is read: a block for each project, one line a fact.

use unicode_width::UnicodeWidthStr;

use super::calendar::{Calendar, Phase, State};
use super::grid;
use super::report::{Next, Other, ProjectStatus, Report, Why};
use crate::cli::new::log::Entry;
use crate::cli::terminal::counted;
use crate::cli::wrap::wrap;
use crate::front_matter::Date;
use crate::outreach::Due;
use crate::path::SitePath;

/// What words mean, which is all that their colour says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ink {
    /// As they are.
    Plain,
    /// The heading, and today.
    Strong,
    /// Something was done.
    Good,
    /// Something to look at.
    Notable,
    /// What helps the eye and is not read.
    Faint,
}

/// Gives words their colour, or leaves them as they are.
pub(super) type Paint<'a> = &'a dyn Fn(Ink, &str) -> String;

/// The width of the names of facts, with the gap behind them.
const NAME_WIDTH: usize = 13;

/// How many ids are named before the rest is only counted.
const NAMED: usize = 4;

/// The report as text with an empty line above it and a line break at its end; its lines are at most
/// `width` places wide.
pub(super) fn write(report: &Report, width: usize, paint: Paint<'_>) -> String {
    let page = Page { report, width, paint };
    let mut blocks: Vec<String> =
        report.projects.iter().map(|project| page.project(project).join("\n")).collect();
    if blocks.is_empty() {
        blocks.push(page.no_project().join("\n"));
    }
    let mut text = format!("\n{}\n", blocks.join("\n\n\n"));
    let rest = page.rest();
    if !rest.is_empty() {
        text.push_str(&format!("\n{}\n", rest.join("\n")));
    }
    text
}

struct Page<'a> {
    report: &'a Report,
    width: usize,
    paint: Paint<'a>,
}

impl Page<'_> {
    fn project(&self, project: &ProjectStatus) -> Vec<String> {
        let mut lines = self.heading(&project.title);
        let place = match project.readable {
            true => place(&project.calendar, self.report.as_of),
            false => "its project.md can't be read".to_string(),
        };
        lines.extend(wrap(&place, self.width - 2).iter().map(|line| format!("  {line}")));
        let grid = grid::lines(&project.calendar, self.width, self.paint);
        if !grid.is_empty() {
            lines.push(String::new());
            lines.extend(grid);
            lines.push(String::new());
            lines.extend(self.legend(&project.calendar));
        }
        lines.push(String::new());
        lines.extend(self.facts(project));
        lines
    }

    fn heading(&self, title: &str) -> Vec<String> {
        wrap(title, self.width - 2)
            .iter()
            .map(|line| format!("  {}", (self.paint)(Ink::Strong, line)))
            .collect()
    }

    /// What the signs mean, each with its count.
    fn legend(&self, calendar: &Calendar) -> Vec<String> {
        let words = [
            (State::Done, "done"),
            (State::Rest, "rested"),
            (State::Missed, "missed"),
            (State::Ahead, "to come"),
        ];
        let signs = words.into_iter().filter_map(|(state, word)| {
            let count = calendar.count(state);
            let words = format!(" {count} {word}");
            let painted = (self.paint)(grid::ink(state), grid::sign(state)) + &words;
            (count > 0).then(|| (painted, 1 + words.width()))
        });
        let today = calendar.marks.iter().any(|mark| mark.today);
        let today = today.then(|| ((self.paint)(Ink::Strong, "[ ]") + " today", 9));
        self.in_lines(signs.chain(today))
    }

    /// Words side by side, in as many lines as it takes; each comes with its width.
    fn in_lines(&self, words: impl Iterator<Item = (String, usize)>) -> Vec<String> {
        let mut lines: Vec<(String, usize)> = Vec::new();
        for (words, width) in words {
            match lines.last_mut() {
                Some((line, taken)) if *taken + 3 + width <= self.width => {
                    line.push_str("   ");
                    line.push_str(&words);
                    *taken += 3 + width;
                }
                _ => lines.push((format!("  {words}"), 2 + width)),
            }
        }
        lines.into_iter().map(|(line, _)| line).collect()
    }

    fn facts(&self, project: &ProjectStatus) -> Vec<String> {
        let calendar = &project.calendar;
        let mut facts = Vec::new();
        if calendar.after() > 0 {
            facts.push((
                "afterwards",
                counted(calendar.after(), "more entry").replace("entrys", "entries"),
                Ink::Plain,
            ));
        }
        facts.extend(streak(calendar).map(|words| ("streak", words, Ink::Plain)));
        facts.extend(hours(project).map(|words| ("hours", words, Ink::Plain)));
        facts.extend(
            project.last.as_ref().map(|last| ("last entry", last_entry(last, self.report), Ink::Plain)),
        );
        facts.extend(project.plan.clone().map(|plan| ("plan", plan, Ink::Plain)));
        if !project.unanswered.is_empty() {
            facts.push(("feedback", unanswered(&project.unanswered), Ink::Notable));
        }
        if !project.blank.is_empty() {
            facts.push(("empty", blank(&project.blank), Ink::Notable));
        }
        if project.later > 0 {
            facts.push(("later", later(project.later, self.report), Ink::Plain));
        }
        let mut lines = self.fact_lines(&facts);
        lines.extend(self.next(project));
        lines
    }

    fn next(&self, project: &ProjectStatus) -> Vec<String> {
        match &project.next {
            Some(next) => {
                let mut lines = self.fact("next", &next.command, Ink::Strong);
                let why = wrap(why(next, self.report), self.width - NAME_WIDTH - 2);
                let indent = " ".repeat(NAME_WIDTH + 2);
                lines.extend(why.iter().map(|line| format!("{indent}{}", (self.paint)(Ink::Faint, line))));
                lines
            }
            None if project.calendar.logged_today => self.fact("next", &rested(self.report), Ink::Good),
            None => Vec::new(),
        }
    }

    /// What belongs to no project alone.
    fn rest(&self) -> Vec<String> {
        let report = self.report;
        let mut facts = Vec::new();
        if !report.due.is_empty() {
            facts.push(("outreach", due(&report.due), Ink::Notable));
        }
        if !report.drafts.is_empty() {
            facts.push((
                "outreach",
                format!("{} not sent {}", counted(report.drafts.len(), "draft"), named(&report.drafts)),
                Ink::Plain,
            ));
        }
        if !report.others.is_empty() {
            facts.push(("not shown", others(&report.others), Ink::Plain));
        }
        if !report.unreadable.is_empty() {
            facts.push(("unreadable", unreadable(report), Ink::Notable));
        }
        self.fact_lines(&facts)
    }

    fn no_project(&self) -> Vec<String> {
        let mut lines = self.heading("No project yet");
        lines.push(String::new());
        lines.extend(self.fact("next", "buildlog new project my-project --days 30", Ink::Strong));
        lines
    }

    fn fact_lines(&self, facts: &[(&str, String, Ink)]) -> Vec<String> {
        facts.iter().flat_map(|(name, words, ink)| self.fact(name, words, *ink)).collect()
    }

    /// A name and what is to be said of it, in as many lines as it takes.
    fn fact(&self, name: &str, words: &str, ink: Ink) -> Vec<String> {
        let name = format!("{name:<NAME_WIDTH$}");
        let lines = wrap(words, self.width - NAME_WIDTH - 2);
        let first = std::iter::once((self.paint)(Ink::Faint, &name));
        let others = std::iter::repeat(" ".repeat(NAME_WIDTH));
        first
            .chain(others)
            .zip(&lines)
            .map(|(name, line)| format!("  {name}{}", (self.paint)(ink, line)))
            .collect()
    }
}

/// Where in the challenge the date is.
fn place(calendar: &Calendar, as_of: Date) -> String {
    let date = as_of.0.format("%A %-d %B %Y");
    let length = calendar.length.map(|length| length as usize);
    match (calendar.phase, calendar.today, length) {
        (Phase::Running, Some(today), Some(length)) => format!("Day {today} of {length} · {date}"),
        (Phase::Running, Some(today), None) if calendar.is_challenge => format!("Day {today} · {date}"),
        (Phase::Running, ..) => date.to_string(),
        (Phase::NotBegun, _, length) => {
            not_begun(calendar.start.filter(|start| *start > as_of), length, as_of)
        }
        (Phase::Over, ..) => over(calendar),
    }
}

fn not_begun(start: Option<Date>, length: Option<usize>, as_of: Date) -> String {
    let days = length.map_or_else(|| "Not begun yet".to_string(), |length| counted(length, "day"));
    match start {
        Some(start) => {
            let wait = usize::try_from((start.0 - as_of.0).num_days()).unwrap_or(0);
            let wait =
                if wait == 1 { "tomorrow".to_string() } else { format!("in {}", counted(wait, "day")) };
            format!("{days}, from {} on: {wait}", start.0.format("%A %-d %B %Y"))
        }
        None if length.is_some() => format!("{days}, not begun yet"),
        None => days,
    }
}

fn over(calendar: &Calendar) -> String {
    let length = calendar.length.map_or(0, |length| length as usize);
    let last = calendar.marks.iter().rfind(|mark| !mark.after).and_then(|mark| mark.date);
    let until = last.map_or_else(String::new, |last| format!(", until {}", last.0.format("%-d %B %Y")));
    format!("{}{until}: over", counted(length, "day"))
}

/// Nothing before there is a first day to count.
fn streak(calendar: &Calendar) -> Option<String> {
    let streak = calendar.streak.filter(|streak| streak.longest > 0)?;
    let days = |days: u32| counted(days as usize, "day");
    Some(match (calendar.phase, streak.current) {
        (Phase::Over, _) => format!("{} at the longest", days(streak.longest)),
        (_, 0) => format!("none now; the longest was {}", days(streak.longest)),
        (_, current) if current == streak.longest => format!("{}, the longest so far", days(current)),
        (_, current) => format!("{}; the longest was {}", days(current), days(streak.longest)),
    })
}

fn hours(project: &ProjectStatus) -> Option<String> {
    let total = number(project.hours);
    (project.hours > 0.0).then(|| match number(project.hours_of_week) {
        week if week == total => format!("{total} h, all of it in the last 7 days"),
        week if week != "0" => format!("{total} h, {week} h of it in the last 7 days"),
        _ => format!("{total} h"),
    })
}

/// At most two decimals, and none that say nothing.
fn number(hours: f64) -> String {
    let text = format!("{hours:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_string()
}

fn last_entry(entry: &Entry, report: &Report) -> String {
    let when = entry.date.map_or_else(String::new, |date| format!(", {}", ago(date, report.as_of)));
    let what = match (&entry.title, entry.rest) {
        (Some(title), _) => format!(": {title}"),
        (None, true) => ": a day off".to_string(),
        (None, false) => String::new(),
    };
    format!("day {}{when}{what}", entry.number)
}

fn ago(date: Date, as_of: Date) -> String {
    match (as_of.0 - date.0).num_days() {
        0 => "today".to_string(),
        1 => "yesterday".to_string(),
        days @ 2..=13 => format!("{days} days ago"),
        _ => date.0.format("%-d %B %Y").to_string(),
    }
}

fn unanswered(ids: &[String]) -> String {
    format!("{} unanswered {}", ids.len(), named(ids))
}

/// The first few names in brackets, and how many more there are.
fn named(names: &[String]) -> String {
    let shown = names[..names.len().min(NAMED)].join(", ");
    match names.len().saturating_sub(NAMED) {
        0 => format!("({shown})"),
        more => format!("({shown} and {more} more)"),
    }
}

fn blank(paths: &[SitePath]) -> String {
    match paths {
        [path] => format!("{path} says nothing yet"),
        paths => {
            let paths: Vec<String> = paths.iter().map(ToString::to_string).collect();
            format!("{} entries say nothing yet {}", paths.len(), named(&paths))
        }
    }
}

fn later(count: usize, report: &Report) -> String {
    let entries = if count == 1 { "1 entry is".to_string() } else { format!("{count} entries are") };
    let than = if report.is_today { "today".to_string() } else { report.as_of.to_string() };
    format!("{entries} dated after {than} and not counted")
}

fn why(next: &Next, report: &Report) -> &'static str {
    match next.why {
        Why::FirstEntry => "the first entry begins it",
        Why::NotLogged if report.is_today => "today is not logged yet",
        Why::NotLogged => "that day is not logged",
    }
}

fn rested(report: &Report) -> String {
    if report.is_today { "nothing: today is logged" } else { "nothing: that day is logged" }.to_string()
}

fn due(due: &[Due]) -> String {
    let words = |due: &Due| {
        let to = due.to.as_ref().map_or_else(String::new, |to| format!(", {to}"));
        format!("ask {}{to} again (due {})", due.name, due.follow_up.0.format("%-d %B"))
    };
    let shown: Vec<String> = due.iter().take(NAMED).map(words).collect();
    let more = due.len().saturating_sub(NAMED);
    let more = if more == 0 { String::new() } else { format!("; {more} more") };
    shown.join("; ") + &more
}

fn others(others: &[Other]) -> String {
    let words: Vec<String> = others.iter().map(|other| format!("{} ({})", other.folder, other.why)).collect();
    words.join(", ")
}

fn unreadable(report: &Report) -> String {
    let count = counted(report.unreadable.len(), "file");
    let paths: Vec<String> = report.unreadable.iter().map(ToString::to_string).collect();
    format!("{count} {}; `buildlog build` says why", named(&paths))
}
