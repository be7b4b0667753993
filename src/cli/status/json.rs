//! The report for machines. The names of its fields are described in `docs/status.md` and never change
//! their meaning; new ones may come.

use serde_json::{Value, json};

use super::calendar::{Calendar, Mark, Phase, State};
use super::report::{ProjectStatus, Report};
use crate::content::{Pace, Status};
use crate::front_matter::Date;

/// The report as JSON.
pub(super) fn write(report: &Report) -> String {
    let value = json!({
        "format": 1,
        "as_of": report.as_of,
        "projects": report.projects.iter().map(project).collect::<Vec<_>>(),
        "other_projects": report.others.iter().map(|other| json!({
            "project": other.folder,
            "why": other.why,
        })).collect::<Vec<_>>(),
        "outreach": {
            "due": report.due.iter().map(|due| json!({
                "recipient": due.name,
                "to": due.to,
                "follow_up": due.follow_up,
            })).collect::<Vec<_>>(),
            "drafts": report.drafts,
        },
        "unreadable": report.unreadable.iter().map(ToString::to_string).collect::<Vec<_>>(),
    });
    format!("{value:#}")
}

fn project(project: &ProjectStatus) -> Value {
    let calendar = &project.calendar;
    json!({
        "project": project.folder,
        "title": project.title,
        "readable": project.readable,
        "status": project.status.map(Status::key),
        "current": project.current,
        "challenge": calendar.is_challenge.then(|| challenge(calendar)),
        "days": calendar.marks.iter().map(day).collect::<Vec<_>>(),
        "counts": {
            "done": calendar.count(State::Done),
            "rested": calendar.count(State::Rest),
            "missed": calendar.count(State::Missed),
            "ahead": calendar.count(State::Ahead),
            "after": calendar.after(),
        },
        "streak": calendar.streak.map(|streak| json!({
            "current": streak.current,
            "longest": streak.longest,
        })),
        "hours": { "total": project.hours, "last_7_days": project.hours_of_week },
        "logged_today": calendar.logged_today,
        "last_entry": project.last.as_ref().map(|entry| json!({
            "number": entry.number,
            "date": entry.date,
            "title": entry.title,
            "rest": entry.rest,
            "path": entry.path.as_str(),
        })),
        "plan": project.plan,
        "feedback_unanswered": project.unanswered,
        "blank_entries": project.blank.iter().map(crate::path::SitePath::as_str).collect::<Vec<_>>(),
        "later_entries": project.later,
        "next": project.next.as_ref().map(|next| json!({
            "command": next.command,
            "why": next.why.key(),
        })),
    })
}

fn challenge(calendar: &Calendar) -> Value {
    json!({
        "pace": match calendar.pace {
            Pace::Calendar => "calendar",
            Pace::Entries => "entries",
        },
        "start": calendar.start,
        "length": calendar.length,
        "phase": match calendar.phase {
            Phase::NotBegun => "not-begun",
            Phase::Running => "running",
            Phase::Over => "over",
        },
        "today": calendar.today,
    })
}

fn day(mark: &Mark) -> Value {
    let date: Option<Date> = mark.date;
    json!({
        "number": mark.number,
        "date": date,
        "state": match mark.state {
            State::Done => "done",
            State::Rest => "rest",
            State::Missed => "missed",
            State::Ahead => "ahead",
        },
        "today": mark.today,
        "after": mark.after,
    })
}
