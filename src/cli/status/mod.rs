//! `buildlog status`: the challenge calendar, and what waits to be done.

mod calendar;
mod grid;
mod json;
mod report;
mod text;

#[cfg(test)]
mod tests;

use super::Outcome;
use super::invocation::{Invocation, SaidDate};
use super::terminal::{Format, Tone};
use crate::config::{Config, Overrides};
use crate::content::{Content, Private};
use crate::source;

use report::{Question, Report};
use text::Ink;

const AFTER: &str = "\
Every project that is going is shown, the current one first. A day off does not break a streak, a \
missed day does, and today counts once it is logged. Drafts count too.

Examples:
  buildlog status
  buildlog status --project subtitles
  buildlog status --as-of yesterday
  buildlog status --format json         every day and every figure, for a script";

/// The widths for which the calendar is set, whatever the terminal says.
const WIDTHS: std::ops::RangeInclusive<usize> = 40..=88;

/// The width where there is no terminal.
const USUAL_WIDTH: usize = 80;

/// Show the challenge calendar and what waits to be done
#[derive(Debug, clap::Args)]
#[command(after_help = AFTER)]
pub(super) struct Args {
    /// The project, by the name of its folder [default: all that are going]
    #[arg(long, value_name = "NAME")]
    project: Option<String>,
    /// See the site as on this day: YYYY-MM-DD, today or yesterday
    #[arg(long, value_name = "DATE", default_value = "today")]
    as_of: SaidDate,
    /// How it is written: text or json
    #[arg(long, value_name = "FORMAT", default_value = "text", hide_possible_values = true)]
    format: Format,
}

impl Args {
    pub(super) fn run(self, invocation: &Invocation<'_>) -> anyhow::Result<Outcome> {
        let root = invocation.site()?;
        let sources = source::read(&root);
        let (content, mut faults) = Content::read(&sources);
        let (private, private_faults) = Private::read(&sources);
        faults.extend(private_faults);
        faults.extend(sources.faults().iter().cloned());
        // Nothing here depends on the settings, but a fault in them keeps the site from being built.
        let overrides = Overrides { base_url: None, drafts: false, as_of: invocation.today };
        faults.extend(Config::read(&sources, &overrides).err().into_iter().flatten());
        let stood_in = invocation.project_stood_in(&root);
        let question = Question {
            named: self.project.as_deref(),
            stood_in: stood_in.as_deref(),
            as_of: self.as_of.resolve(invocation.today),
            today: invocation.today,
        };
        let report = Report::make(&question, content, private, &faults)?;
        let written = match self.format {
            Format::Json => json::write(&report),
            Format::Text => text::write(&report, width(), &|ink, words| painted(invocation, ink, words)),
        };
        invocation.terminal.answer(written);
        Ok(Outcome::Done)
    }
}

/// The width to write for. Behind a pipe it is always the same, so that the same site gives the same bytes.
fn width() -> usize {
    let terminal = terminal_size::terminal_size_of(std::io::stdout());
    let columns = terminal.map_or(USUAL_WIDTH, |(width, _)| usize::from(width.0));
    columns.clamp(*WIDTHS.start(), *WIDTHS.end())
}

fn painted(invocation: &Invocation<'_>, ink: Ink, words: &str) -> String {
    let terminal = invocation.terminal;
    match ink {
        Ink::Plain => words.to_string(),
        Ink::Strong => terminal.strong(words),
        Ink::Good => terminal.toned(Tone::Made, words),
        Ink::Notable => terminal.toned(Tone::Notable, words),
        Ink::Faint => terminal.dim(words),
    }
}
