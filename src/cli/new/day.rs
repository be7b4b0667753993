//! `buildlog new day`: the entry of a date, with its number and what waits for it.

use std::path::{Path, PathBuf};

use super::commits;
use super::day_text::NewDay;
use super::editor::Editor;
use super::history::{self, Since, Wanted};
use super::log::{Entry, Log};
use super::numbering::{Decision, Why, current_project, decide};
use crate::cli::Outcome;
use crate::cli::invocation::{Invocation, SaidDate};
use crate::cli::scaffold::{self, Made};
use crate::cli::terminal::{Format, Tone, counted};
use crate::config::{self, CONFIG_FILE, RawConfig};
use crate::content::{self, Content, Place, Private};
use crate::diagnostics::{self, Diagnostic};
use crate::front_matter::{self, Date, Language};
use crate::path::SitePath;
use crate::source::{self, Sources};

const AFTER: &str = "\
Date and number are filled in. The plan of the last entry and the feedback that waits for an answer \
stand in the file as comments; of feedback that is private, only how much there is. An entry that is there already is named and not changed.

The current project is the one whose folder you are in, else the one with the newest entry, else the \
only one.

Examples:
  buildlog new day                            today, in the current project
  buildlog new day --title \"First testers\" --edit
  buildlog new day --from-git ../my-project   with what you committed since the last entry
  buildlog new day --date yesterday --rest    an honest day off";

/// Make today's entry
#[derive(Debug, clap::Args)]
#[command(after_help = AFTER)]
pub(in crate::cli) struct Args {
    /// The project, by the name of its folder
    #[arg(long, value_name = "NAME")]
    project: Option<String>,
    /// The date of the entry: YYYY-MM-DD, today or yesterday
    #[arg(long, value_name = "DATE", default_value = "today")]
    date: SaidDate,
    /// What the day was about, in one line
    #[arg(long)]
    title: Option<String>,
    /// A day off: a short file that says so
    #[arg(long)]
    rest: bool,
    /// List the commits since the last entry of this repository
    #[arg(long, value_name = "REPO", conflicts_with = "rest")]
    from_git: Option<PathBuf>,
    /// Open the entry in $VISUAL or $EDITOR
    #[arg(long)]
    edit: bool,
}

impl Args {
    pub(super) fn run(self, invocation: &Invocation<'_>) -> anyhow::Result<Outcome> {
        let root = invocation.site()?;
        // Asked before anything is made: an entry that nobody can open would look like a failure.
        let editor = if self.edit { Some(Editor::of_environment("`--edit`")?) } else { None };
        let sources = source::read(&root);
        let (content, mut faults) = Content::read(&sources);
        faults.extend(sources.faults().iter().cloned());
        let stood_in = invocation.project_stood_in(&root);
        let (project, why) = current_project(&content, self.project.as_deref(), stood_in.as_deref())?;
        let broken = faults_of_project(&project, &faults);
        if broken.iter().any(Diagnostic::is_error) {
            invocation.terminal.report(&broken, Format::Text);
            return Ok(Outcome::SiteHasErrors);
        }
        let (private, _) = Private::read(&sources);
        let log = Log::of(&project, &content, &private);
        let site = Site { root: &root, sources: &sources };
        let path = self.find_or_make(invocation, &site, &log, why)?;
        if let Some(editor) = editor {
            editor.open(&root.join(path))?;
            invocation.terminal.status(Tone::Unchanged, "next", "buildlog build");
        }
        Ok(Outcome::Done)
    }

    /// The path of the entry, in the site's folder.
    fn find_or_make(
        &self,
        invocation: &Invocation<'_>,
        site: &Site<'_>,
        log: &Log,
        why: Why,
    ) -> anyhow::Result<String> {
        let root = site.root;
        let date = self.date.resolve(invocation.today);
        let number = match decide(log, date)? {
            Decision::New(number) => number,
            Decision::Exists(entry) => {
                self.say_it_exists(invocation, root, entry, date);
                return Ok(entry.path.to_string());
            }
        };
        let path = format!("content/projects/{}/day-{number:02}.md", log.project);
        let shown = invocation.shown(root, &path);
        let commits = self.commits(invocation, site, log, date)?;
        let day = NewDay { date, title: self.title.as_deref(), rest: self.rest, commits: &commits.section };
        match scaffold::create(&root.join(&path), &day.text(log))? {
            // Its key `day` says another number than its name.
            Made::Kept => invocation.terminal.say(format_args!("The file is there already: {shown}")),
            Made::Created => {
                let of = format!("{} ({}: {})", day_words(number, log), log.project, why.words());
                invocation.terminal.status(Tone::Made, "created", shown);
                invocation.terminal.status(Tone::Unchanged, "", of);
                if let Some(words) = commits.words {
                    invocation.terminal.status(Tone::Made, "from git", words);
                }
                self.say_what_is_next(invocation, log);
            }
        }
        Ok(path)
    }

    fn say_it_exists(&self, invocation: &Invocation<'_>, root: &Path, entry: &Entry, date: Date) {
        let terminal = invocation.terminal;
        let shown = invocation.shown(root, entry.path.as_str());
        let dated = match entry.date {
            Some(of) if of != date => format!(" (its date is {of})"),
            _ => String::new(),
        };
        terminal.say(format_args!("Day {} is there already: {shown}{dated}", entry.number));
        if !dated.is_empty() {
            let words = "the number is counted from `start` under `challenge` in project.md: mend it there, or the date of the entry";
            terminal.status(Tone::Notable, "look", words);
        }
        let title = self.title.as_deref().is_some_and(|title| entry.title.as_deref() != Some(title));
        let left_out = [
            (self.rest && !entry.rest, "the day off: write `rest: true` into its front matter yourself"),
            (title, "the title: write it yourself"),
            (self.from_git.is_some(), "the commits"),
        ];
        let mut left_out = left_out.into_iter().filter(|(is_left, _)| *is_left).peekable();
        let is_any = left_out.peek().is_some();
        for (_, what) in left_out {
            terminal.status(Tone::Notable, "left out", what);
        }
        if is_any {
            terminal.status(Tone::Unchanged, "", "an entry that is there is never changed");
        }
    }

    /// The list of commits for the body; empty where none was asked for.
    fn commits(
        &self,
        invocation: &Invocation<'_>,
        site: &Site<'_>,
        log: &Log,
        date: Date,
    ) -> anyhow::Result<Commits> {
        let Some(repo) = &self.from_git else { return Ok(Commits::default()) };
        let before = log.last_before(date);
        let start = log.challenge.as_ref().and_then(|challenge| challenge.start.as_ref());
        let since = match (before.and_then(|entry| entry.date), start) {
            (Some(date), _) => Since::Entry(date),
            (None, Some(start)) => Since::Start(start.value.min(date)),
            (None, None) => Since::Start(date),
        };
        let file = before.and_then(|entry| site.sources.text(&entry.path));
        let told = file.as_ref().map_or("", |file| &file.text);
        let wanted = Wanted { named: repo, since, until: date, told };
        let history = history::read(&invocation.folder.join(repo), &wanted)?;
        let left_out = match history.noise {
            0 => String::new(),
            noise => format!("; {noise} left out (work in progress, fixups)"),
        };
        let listed = counted(history.commits.len(), "commit");
        Ok(Commits {
            section: commits::section(&history, site.language(log).as_ref()),
            words: Some(format!("{listed} {}{left_out}", since.words(date))),
        })
    }

    fn say_what_is_next(&self, invocation: &Invocation<'_>, log: &Log) {
        let terminal = invocation.terminal;
        if self.rest {
            return;
        }
        if !log.open.is_empty() {
            let pieces = match log.open.len() {
                1 => "1 piece".to_string(),
                many => format!("{many} pieces"),
            };
            terminal.status(
                Tone::Notable,
                "open",
                format_args!("{pieces} of feedback without an answer, listed in the file"),
            );
        }
        if !self.edit {
            terminal.status(Tone::Unchanged, "next", "write the entry, then `buildlog build`");
        }
    }
}

/// The commits of a new entry.
#[derive(Default)]
struct Commits {
    /// What stands in the body.
    section: String,
    /// What is said of them.
    words: Option<String>,
}

/// The site as it was read.
struct Site<'a> {
    root: &'a Path,
    sources: &'a Sources,
}

impl Site<'_> {
    /// The language of a project: its own, else the site's where the settings can be read.
    fn language(&self, log: &Log) -> Option<Language> {
        let file = self.sources.text(&SitePath::new(CONFIG_FILE))?;
        let site = || front_matter::read::<RawConfig>(&file, 0..file.text.len(), config::KIND).ok()?.language;
        log.language.clone().or_else(|| site().map(|language| language.value))
    }
}

/// What is wrong with the project's own file, in any of its languages.
fn faults_of_project(project: &str, faults: &[Diagnostic]) -> Vec<Diagnostic> {
    let is_its = |fault: &&Diagnostic| {
        let place = fault.place.as_ref().map(|place| content::place(&place.path));
        matches!(place, Some(Place::Project { project: of, .. }) if of == project)
    };
    let mut faults: Vec<Diagnostic> = faults.iter().filter(is_its).cloned().collect();
    diagnostics::sort(&mut faults);
    faults
}

/// `day 3 of 7`.
fn day_words(number: u32, log: &Log) -> String {
    let days = log.challenge.as_ref().and_then(|challenge| challenge.days.as_ref()).map(|days| days.value);
    match days {
        Some(days) if (1..=days).contains(&number) => format!("day {number} of {days}"),
        Some(days) => {
            let side = if number == 0 { "before" } else { "after" };
            let days = counted(usize::try_from(days).unwrap_or(usize::MAX), "day");
            format!("day {number}, {side} the challenge of {days}")
        }
        None => format!("day {number}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::Challenge;
    use crate::front_matter::Spanned;

    #[test]
    fn a_day_is_told_with_the_length_of_its_challenge() {
        let log = |days: Option<u32>| Log {
            challenge: Some(Challenge {
                days: days.map(|value| Spanned { value, span: 0..0 }),
                ..Challenge::default()
            }),
            ..Log::default()
        };
        assert_eq!(day_words(3, &log(Some(7))), "day 3 of 7");
        assert_eq!(day_words(8, &log(Some(7))), "day 8, after the challenge of 7 days");
        assert_eq!(day_words(0, &log(Some(7))), "day 0, before the challenge of 7 days");
        assert_eq!(day_words(8, &log(None)), "day 8");
    }
}
