//! Arguments in, exit code out; one file a command. The only room that prints.

mod base_url;
mod brief;
mod build;
mod cards;
mod check;
mod clipboard;
mod completions;
mod consent;
mod deploy;
mod drafts;
mod ignore;
mod import;
mod init;
mod invocation;
mod line;
mod new;
mod outreach;
mod prep;
mod privacy;
mod program;
mod progress;
mod refusal;
mod scaffold;
mod schema;
mod serve;
mod share;
mod slug;
mod status;
mod table;
mod terminal;
mod theme;
mod wrap;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::builder::styling::{AnsiColor, Styles};
use clap::{Parser, Subcommand};

use invocation::Invocation;
use refusal::Refusal;
use terminal::{ColorChoice, Terminal};

const STYLES: Styles = Styles::styled()
    .header(AnsiColor::Green.on_default().bold())
    .usage(AnsiColor::Green.on_default().bold())
    .literal(AnsiColor::Cyan.on_default().bold())
    .placeholder(AnsiColor::Cyan.on_default());

const AFTER: &str = "\
A day is a Markdown file. Days, feedback and numbers become a portfolio that a busy person can \
read in thirty seconds.

Examples:
  buildlog init my-log                       a new site
  buildlog new project subtitles --days 30   a challenge of 30 days
  buildlog new day                           today's entry
  buildlog serve --open                      the site in your browser, new after each save
  buildlog build                             the site, into public/
  buildlog check                             what must not be published
  buildlog deploy                            onto GitHub Pages

`buildlog help COMMAND` tells more about one of them.";

/// Your build challenge as a site that shows its evidence
#[derive(Debug, Parser)]
#[command(name = "buildlog", version, styles = STYLES, max_term_width = 100, after_help = AFTER)]
pub struct Cli {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Command,
}

/// What every command takes.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Global options")]
struct Global {
    /// The site's folder; else the nearest one upwards that holds buildlog.yaml
    #[arg(short = 'C', long, global = true, value_name = "DIR")]
    site: Option<PathBuf>,
    /// Say nothing but errors
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    quiet: bool,
    /// Say more about what is done
    #[arg(short, long, global = true)]
    verbose: bool,
    /// When to use colours: auto, always or never
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", hide_possible_values = true)]
    color: ColorChoice,
}

#[derive(Debug, Subcommand)]
enum Command {
    Init(init::Args),
    New(new::Args),
    Import(import::Args),
    Build(build::Args),
    Check(check::Args),
    Deploy(deploy::Args),
    Serve(serve::Args),
    Brief(brief::Args),
    Status(status::Args),
    Consent(consent::Args),
    Outreach(outreach::Args),
    Share(share::Args),
    Prep(prep::Args),
    Theme(theme::Args),
    Schema(schema::Args),
    Completions(completions::Args),
}

/// How a command ended that did what it could.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// All is well.
    Done,
    /// The site has errors, and they have been shown.
    SiteHasErrors,
}

/// Runs one command. The exit code is 0; 1 when the site has errors; 2 for wrong usage or when the
/// machine failed.
pub fn run(cli: Cli) -> ExitCode {
    let terminal = Terminal::new(cli.global.color, cli.global.quiet, cli.global.verbose);
    let result = Invocation::new(cli.global.site, &terminal).and_then(|invocation| match cli.command {
        Command::Init(args) => args.run(&invocation),
        Command::New(args) => args.run(&invocation),
        Command::Import(args) => args.run(&invocation),
        Command::Build(args) => args.run(&invocation),
        Command::Check(args) => args.run(&invocation),
        Command::Deploy(args) => args.run(&invocation),
        Command::Serve(args) => args.run(&invocation),
        Command::Brief(args) => args.run(&invocation),
        Command::Status(args) => args.run(&invocation),
        Command::Consent(args) => args.run(&invocation),
        Command::Outreach(args) => args.run(&invocation),
        Command::Share(args) => args.run(&invocation),
        Command::Prep(args) => args.run(&invocation),
        Command::Theme(args) => args.run(&invocation),
        Command::Schema(args) => args.run(&invocation),
        Command::Completions(args) => args.run(&invocation),
    });
    match result.and_then(|outcome| terminal.finish().map(|()| outcome)) {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::SiteHasErrors) => ExitCode::from(1),
        Err(error) => {
            terminal.failure(&error);
            ExitCode::from(2)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_arguments_are_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn the_help_names_the_commands_that_exist_and_no_other() {
        let names: Vec<String> =
            Cli::command().get_subcommands().map(|command| command.get_name().to_string()).collect();
        assert_eq!(
            names,
            [
                "init",
                "new",
                "import",
                "build",
                "check",
                "deploy",
                "serve",
                "brief",
                "status",
                "consent",
                "outreach",
                "share",
                "prep",
                "theme",
                "schema",
                "completions"
            ]
        );
    }

    #[test]
    fn no_line_of_the_help_is_wider_than_a_terminal() {
        let mut command = Cli::command();
        command.build();
        for command in std::iter::once(&command).chain(command.get_subcommands()) {
            let help = command.clone().term_width(80).render_long_help().to_string();
            for line in help.lines() {
                assert!(line.chars().count() <= 80, "{line}");
            }
        }
    }
}
