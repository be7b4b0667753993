//! `buildlog new project`: a project from its archetype.

use chrono::Days;

use crate::cli::invocation::{Invocation, SaidDate};
use crate::cli::scaffold::{self, Made};
use crate::cli::slug::slug;
use crate::cli::terminal::Tone;
use crate::cli::{Outcome, Refusal};
use crate::content::Content;
use crate::front_matter::Date;
use crate::import::yaml_scalar;
use crate::site::LONGEST_CHALLENGE;
use crate::source;

const AFTER: &str = "\
Writes content/projects/SLUG/project.md with its challenge, and room for why it is built and for whom.

Examples:
  buildlog new project subtitles --days 30
  buildlog new project subtitles --days 7 --start 2026-01-05
  buildlog new project subtitles --title \"Subtitles that don't drift\"";

/// Make a new project
#[derive(Debug, clap::Args)]
#[command(after_help = AFTER)]
pub(in crate::cli) struct Args {
    /// The name of its folder and its place in the URL: small letters, digits and hyphens
    #[arg(value_parser = slug)]
    slug: String,
    /// What it is called [default: made of the slug]
    #[arg(long)]
    title: Option<String>,
    /// How many days its challenge has: 7, 30, 100; without it the challenge has no end
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=i64::from(LONGEST_CHALLENGE)))]
    days: Option<u32>,
    /// The date of day 1: YYYY-MM-DD, today or yesterday [default: what the days that are there say, else today]
    #[arg(long, value_name = "DATE")]
    start: Option<SaidDate>,
}

impl Args {
    pub(super) fn run(self, invocation: &Invocation<'_>) -> anyhow::Result<Outcome> {
        let root = invocation.site()?;
        let path = format!("content/projects/{}/project.md", self.slug);
        let start = match self.start {
            Some(said) => said.resolve(invocation.today),
            None => day_one(&Content::read(&source::read(&root)).0, &self.slug).unwrap_or(invocation.today),
        };
        let title = self.title.clone().unwrap_or_else(|| title_of(&self.slug));
        let text = project_text(&title, start, self.days);
        let shown = invocation.shown(&root, &path);
        if scaffold::create(&root.join(&path), &text)? == Made::Kept {
            return Err(Refusal::new(
                format!("there is a project `{}` already: {shown}", self.slug),
                "choose another name, or go on with `buildlog new day`",
            )
            .into());
        }
        let terminal = invocation.terminal;
        terminal.status(Tone::Made, "created", shown);
        terminal.status(Tone::Unchanged, "challenge", challenge_words(start, self.days));
        terminal.status(Tone::Unchanged, "next", "buildlog new day");
        Ok(Outcome::Done)
    }
}

/// The date of day 1 as the days say that lie in the project's folder already.
fn day_one(content: &Content, project: &str) -> Option<Date> {
    let days = content.days.iter().filter(|day| day.project == project);
    let (date, number) = days.filter_map(|day| Some((day.date()?, day.number()))).min()?;
    // Where the first that is there is day 3, day 1 was two days before it.
    let before = Days::new(u64::from(number.saturating_sub(1)));
    date.0.checked_sub_days(before).map(Date)
}

fn title_of(slug: &str) -> String {
    let words = slug.replace('-', " ");
    let mut letters = words.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

fn challenge_words(start: Date, days: Option<u32>) -> String {
    match days {
        Some(1) => format!("1 day, on {start}"),
        Some(days) => match start.0.checked_add_days(Days::new(u64::from(days) - 1)) {
            Some(last) => format!("{days} days, {start} to {}", Date(last)),
            None => format!("{days} days from {start}"),
        },
        None => format!("from {start}, with no end set"),
    }
}

/// `project.md`. A `#` with a space is a remark, one without is a key to be taken into use. Lists have a line for each
/// item: inside `[…]` or `{…}` the first comma of a sentence would end it.
fn project_text(title: &str, start: Date, days: Option<u32>) -> String {
    let days = days.map_or("#  days: 30".to_string(), |days| format!("  days: {days}"));
    format!(
        "\
---
title: {title}
tagline: # what it does for whom, in one plain sentence
status: building # idea, building, live, paused or done
challenge:
  start: {start}
{days}
  pace: calendar # a date without an entry is missed; `entries` counts days as they come

# What it is for. Leave a key empty until you know.
problem: # the pain point, in the words of those who have it
audience: # who has it
why: # why you care
role: # what you did in it
# Where they said so; this is what a reader believes.
#evidence:
#  - quote: what they wrote, word for word
#    source: \"https://example.org/thread\"
#    date: {start}

# What there is to try, and how it is known to work.
#demo: https://example.org/demo
#repo: https://github.com/you/project
#stack: [Rust]
#limits:
#  - case: files over 2 GB
#    guard: refused with a message
#roadmap:
#  - What comes next
#numbers:
#  - id: testers
#    label: people who tried it
#    value: 3
#    date: {start}
#    source: day-01
---
",
        title = yaml_scalar(title),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::{Pace, ProjectMatter};
    use crate::path::SitePath;
    use crate::source::{Source, Sources};

    fn read(text: String) -> ProjectMatter {
        let path = SitePath::new("content/projects/cut/project.md");
        let sources = Sources::from_memory([(path, Source::Text(text.into()))]);
        let (mut content, faults) = Content::read(&sources);
        assert!(faults.is_empty(), "{faults:?}");
        content.projects.remove(0).document.matter.clone()
    }

    fn start() -> Date {
        "2026-01-05".parse().unwrap()
    }

    #[test]
    fn a_new_project_is_read_without_a_complaint() {
        let matter = read(project_text("Cut: the \"long\" way", start(), Some(30)));
        assert_eq!(matter.title.value, "Cut: the \"long\" way");
        let challenge = matter.challenge.unwrap();
        assert_eq!(challenge.start.unwrap().value, start());
        assert_eq!(challenge.days.unwrap().value, 30);
        assert_eq!(challenge.pace, Pace::Calendar);
        assert!(matter.tagline.is_none() && matter.problem.is_none());
    }

    #[test]
    fn every_key_that_is_hinted_at_can_be_taken_into_use() {
        let text: String = project_text("Cut", start(), None)
            .lines()
            .map(|line| match line.strip_prefix('#') {
                Some(key) if !key.starts_with(' ') || key.starts_with("  ") => format!("{key}\n"),
                _ => format!("{line}\n"),
            })
            .collect();
        let matter = read(text);
        assert_eq!((matter.evidence.len(), matter.limits.len(), matter.numbers.len()), (1, 1, 1));
        assert_eq!(matter.challenge.unwrap().days.unwrap().value, 30);
    }

    #[test]
    fn a_challenge_without_days_is_open() {
        let challenge = read(project_text("Cut", start(), None)).challenge.unwrap();
        assert!(challenge.days.is_none() && challenge.start.is_some());
        assert_eq!(challenge_words(start(), None), "from 2026-01-05, with no end set");
        assert_eq!(challenge_words(start(), Some(7)), "7 days, 2026-01-05 to 2026-01-11");
    }

    #[test]
    fn a_challenge_starts_with_the_days_that_are_there() {
        let day = |path: &str, date: &str| {
            let text = format!("---\ndate: {date}\n---\n");
            (SitePath::new(path), Source::Text(text.into()))
        };
        let sources = Sources::from_memory([
            day("content/projects/cut/day-04.md", "2026-01-08"),
            day("content/projects/cut/day-03.md", "2026-01-07"),
            day("content/projects/other/day-01.md", "2025-01-07"),
        ]);
        let (content, _) = Content::read(&sources);
        assert_eq!(day_one(&content, "cut"), Some(start()));
        assert_eq!(day_one(&content, "none"), None);
    }

    #[test]
    fn a_title_is_made_of_the_slug() {
        assert_eq!(title_of("long-cut-2"), "Long cut 2");
        assert_eq!(title_of("字幕"), "字幕");
    }
}
