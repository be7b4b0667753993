//! `buildlog new`: a file from its archetype, with what is known already filled in.

mod commits;
mod day;
mod day_text;
mod editor;
mod feedback;
mod history;
pub(super) mod log;
pub(super) mod numbering;
mod project;
mod quote;
mod recipient;
mod remote;

use clap::Subcommand;

use super::Outcome;
use super::invocation::Invocation;
pub(super) use feedback::short_slug;

/// Make a project, today's entry, a piece of feedback or a recipient
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    Project(project::Args),
    Day(day::Args),
    Feedback(feedback::Args),
    Recipient(recipient::Args),
}

impl Args {
    pub(super) fn run(self, invocation: &Invocation<'_>) -> anyhow::Result<Outcome> {
        match self.what {
            What::Project(args) => args.run(invocation),
            What::Day(args) => args.run(invocation),
            What::Feedback(args) => args.run(invocation),
            What::Recipient(args) => args.run(invocation),
        }
    }
}
