//! `buildlog import`: somebody's log as days of a project, shown as a table first.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::ValueEnum;

use super::invocation::{Invocation, SaidDate};
use super::slug::slug;
use super::table::{self, Column};
use super::terminal::{Format, Terminal, Tone, counted};
use super::{Outcome, Refusal};
use crate::import::{self, ImportError, Options, Plan, Written};
use crate::markdown;

/// How wide a title may be in the table.
const TITLE_WIDTH: usize = 40;

const AFTER: &str = "\
Takes a folder with a file or a folder per day (day-01.md, Day 1/README.md, Jekyll posts …), or one file \
with a heading per day (JOURNAL.md, r1-log.md). Texts stay as they are, pictures come along. Nothing that is \
there already is changed, so a second run is safe.

Examples:
  buildlog import ../30-days --dry-run            show what would be written
  buildlog import ../30-days --start 2026-01-05
  buildlog import ../robot/JOURNAL.md --project robot
  buildlog import ../notes --project subtitles --date-order dmy";

/// Take over a log that you have kept elsewhere
#[derive(Debug, clap::Args)]
#[command(after_help = AFTER)]
pub(super) struct Args {
    /// The log: its folder, or its file
    path: PathBuf,
    /// The project to import into [default: made of the log's name]
    #[arg(long, value_name = "NAME", value_parser = slug)]
    project: Option<String>,
    /// The date of day 1, for days that say nothing of their own
    #[arg(long, value_name = "DATE")]
    start: Option<SaidDate>,
    /// How 03/04/2026 is read: dmy (3 April) or mdy (4 March)
    #[arg(long, value_name = "ORDER", hide_possible_values = true)]
    date_order: Option<DateOrder>,
    /// In a file, let plain lines such as `Day 1, 3 hours` begin a day, not headings alone
    #[arg(long)]
    loose: bool,
    /// Show what would be written, and write nothing
    #[arg(long)]
    dry_run: bool,
}

/// Which part of a date comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum DateOrder {
    #[value(alias = "day-month")]
    Dmy,
    #[value(alias = "month-day")]
    Mdy,
}

impl Args {
    pub(super) fn run(self, invocation: &Invocation<'_>) -> anyhow::Result<Outcome> {
        let root = invocation.site()?;
        let terminal = invocation.terminal;
        let tree = import::read(&self.path).map_err(|error| self.unread(error))?;
        let project = match self.project {
            Some(project) => project,
            None => project_named_after(&tree.name)?,
        };
        let options = Options {
            project,
            start: self.start.map(|start| start.resolve(invocation.today).0),
            date_order: self.date_order.map(|order| match order {
                DateOrder::Dmy => import::DateOrder::DayMonth,
                DateOrder::Mdy => import::DateOrder::MonthDay,
            }),
            loose: self.loose,
        };
        let plan = import::plan(&tree, &options);
        show(&plan, terminal);
        terminal.report(&plan.diagnostics, Format::Text);
        let folder = invocation.shown(&root, &format!("content/projects/{}/", plan.slug));
        if plan.diagnostics.iter().any(|fault| fault.is_error()) {
            terminal.status(Tone::Notable, "written", "nothing: mend the errors and run it again");
            return Ok(Outcome::SiteHasErrors);
        }
        let content = root.join("content/projects");
        let carry_out = if self.dry_run { import::foresee } else { import::write };
        let written = carry_out(&plan, &content).context("the import stopped")?;
        say_what_is_kept(&written, &root, invocation);
        match self.dry_run {
            true => {
                let files = counted(written.created.len(), "new file");
                terminal.status(Tone::Unchanged, "dry run", format_args!("{files} would be in {folder}"));
            }
            false => say_what_was_done(&written, &folder, terminal),
        }
        Ok(Outcome::Done)
    }
}

impl Args {
    /// A folder that is not there is a slip of the keyboard, not a fault of the machine.
    fn unread(&self, error: ImportError) -> anyhow::Error {
        match error {
            ImportError::Io { path, source } if path == self.path && source.kind() == ErrorKind::NotFound => {
                Refusal::new(
                    format!("there is nothing at {} to import", path.display()),
                    "check how it is written; the path counts from the folder you are in, not from the site",
                )
                .into()
            }
            ImportError::Io { path, source } => Refusal::new(
                format!("{} can't be read: {source}", path.display()),
                "check who owns it and what its permissions are",
            )
            .into(),
            other => other.into(),
        }
    }
}

fn project_named_after(folder: &str) -> Result<String, Refusal> {
    match markdown::slug(folder) {
        slug if slug.is_empty() => Err(Refusal::new(
            format!("no project can be named after `{folder}`"),
            "name one with `--project NAME`",
        )),
        slug => Ok(slug),
    }
}

/// The table of days, then what needs a look, then what is left out.
fn show(plan: &Plan, terminal: &Terminal) {
    let rows = import::rows(plan);
    if !rows.is_empty() {
        let head = [
            ("day", Column::Number),
            ("date", Column::Words),
            ("date from", Column::Words),
            ("title", Column::Cut(TITLE_WIDTH)),
            ("hours", Column::Number),
            ("pictures", Column::Number),
            ("from", Column::Words),
        ];
        let cells: Vec<[String; 7]> = rows
            .iter()
            .map(|row| {
                let pictures = if row.pictures == 0 { String::new() } else { row.pictures.to_string() };
                let [date, from, title] = [&row.date, &row.date_source, &row.title].map(Clone::clone);
                [row.day.to_string(), date, from, title, row.hours.clone(), pictures, row.source.clone()]
            })
            .collect();
        for (index, line) in table::lines(head, &cells).into_iter().enumerate() {
            if index == 0 { terminal.say(terminal.dim(line)) } else { terminal.say(line) }
        }
        terminal.say("");
    }
    let project = plan.project.iter().flat_map(|project| &project.warnings);
    let of_project = project.map(|warning| format!("project.md: {warning}"));
    let of_days = rows.iter().flat_map(|row| {
        row.warnings.iter().map(move |warning| format!("day {}, {}: {warning}", row.day, row.source))
    });
    for warning in of_project.chain(of_days) {
        terminal.status(Tone::Notable, "look", warning);
    }
    for skipped in &plan.skipped {
        terminal.status(Tone::Unchanged, "left out", format_args!("{}: {}", skipped.path, skipped.reason));
    }
}

/// Files that are there with other words, and so stand in the way of the log's.
fn say_what_is_kept(written: &Written, root: &Path, invocation: &Invocation<'_>) {
    let terminal = invocation.terminal;
    for path in &written.kept {
        let shown = path.strip_prefix(root).unwrap_or(path).display();
        let what = format_args!("{shown}: it is there already and says something else than the log");
        terminal.status(Tone::Notable, "kept", what);
    }
    if !written.kept.is_empty() {
        terminal.status(Tone::Unchanged, "", "move it away and import again to have what the log says");
    }
}

fn say_what_was_done(written: &Written, folder: &str, terminal: &Terminal) {
    if written.created.is_empty() {
        terminal.status(Tone::Unchanged, "unchanged", format_args!("nothing to change in {folder}"));
        return;
    }
    if written.unchanged > 0 {
        let files = counted(written.unchanged, "file");
        terminal.status(Tone::Unchanged, "unchanged", format_args!("{files} in {folder}"));
    }
    let files = counted(written.created.len(), "file");
    terminal.status(Tone::Made, "created", format_args!("{files} in {folder}"));
    terminal.status(Tone::Unchanged, "next", "buildlog build");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_project_is_named_after_the_folder() {
        assert_eq!(project_named_after("30 Days of Rust").unwrap(), "30-days-of-rust");
        assert!(project_named_after("...").unwrap_err().hints[0].contains("--project"));
    }
}
