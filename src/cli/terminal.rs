//! What is said to the person at the terminal, or to the program behind the pipe.

use std::fmt::Display;
use std::io::{self, ErrorKind, IsTerminal, Write};
use std::sync::{Arc, OnceLock, mpsc};
use std::time::Duration;

use clap::ValueEnum;
use clap::builder::styling::{AnsiColor, Style};

use super::Refusal;
use crate::diagnostics::{self, Diagnostic};

/// When to use colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ColorChoice {
    /// On a terminal, unless `NO_COLOR` is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// How a report is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people, on stderr.
    #[default]
    Text,
    /// For machines: one JSON value on stdout.
    Json,
}

/// What a line of status means, which is all that its colour says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tone {
    /// Something was made.
    Made,
    /// Nothing was changed.
    Unchanged,
    /// Something to look at.
    Notable,
}

/// The width of the first word of a status line: that of `unchanged`.
const VERB_WIDTH: usize = 9;

/// Of more complaints with one code than this, only the first is shown in full.
const MANY: usize = 3;

/// Another machine that has not answered for so long may not answer at all.
const PATIENCE: Duration = Duration::from_secs(5);

/// The two streams, and how much is said on them; cheap to clone, and one wherever it is.
#[derive(Clone, Debug)]
pub(super) struct Terminal {
    quiet: bool,
    verbose: bool,
    color_out: bool,
    color_err: bool,
    shows_progress: bool,
    failed: Arc<OnceLock<io::Error>>,
}

impl Terminal {
    /// The streams of this process, in colour or not.
    pub(super) fn new(color: ColorChoice, quiet: bool, verbose: bool) -> Self {
        Self {
            quiet,
            verbose,
            color_out: is_colored(color, io::stdout().is_terminal()),
            color_err: is_colored(color, io::stderr().is_terminal()),
            shows_progress: !quiet && io::stderr().is_terminal() && !is_dumb(),
            failed: Arc::default(),
        }
    }

    /// One fact: a word that says what was done, and what it was done to.
    pub(super) fn status(&self, tone: Tone, verb: &str, what: impl Display) {
        let verb = format!("{verb:>VERB_WIDTH$}");
        let verb = if self.color_out { painted(&verb, tone_style(tone)) } else { verb };
        self.say(format!("{verb}  {what}"));
    }

    /// A line of plain words.
    pub(super) fn say(&self, line: impl Display) {
        if !self.quiet {
            self.write_out(&format!("{line}\n"));
        }
    }

    /// What was asked for, and so is said to those too who want to hear nothing but errors.
    pub(super) fn answer(&self, text: impl Display) {
        self.write_out(&format!("{text}\n"));
    }

    /// Whether nothing but errors and answers is said.
    pub(super) fn is_quiet(&self) -> bool {
        self.quiet
    }

    /// Whether there is somebody to watch a line that changes.
    pub(super) fn shows_progress(&self) -> bool {
        self.shows_progress
    }

    /// A line for those who asked for more.
    pub(super) fn detail(&self, line: impl Display) {
        if self.verbose {
            self.say(line);
        }
    }

    /// Words that matter less than those around them.
    pub(super) fn dim(&self, words: impl Display) -> String {
        let words = words.to_string();
        if self.color_out { painted(&words, Style::new().dimmed()) } else { words }
    }

    /// Words in the colour of what they mean.
    pub(super) fn toned(&self, tone: Tone, words: &str) -> String {
        if self.color_out { painted(words, tone_style(tone)) } else { words.to_string() }
    }

    /// Words that matter more than those around them.
    pub(super) fn strong(&self, words: &str) -> String {
        if self.color_out { painted(words, Style::new().bold()) } else { words.to_string() }
    }

    /// How far long work has come, on one line that is written over; nothing where nobody is watching.
    pub(super) fn progress(&self, done: usize, all: usize, what: &str) {
        if !self.quiet && io::stderr().is_terminal() {
            let end = if done >= all { "\r\u{1b}[K" } else { "" };
            self.write_err(&format!("\r{what} {done} of {all} {end}"));
        }
    }

    /// Does what may take as long as another machine likes, and says after a while what is waited for.
    pub(super) fn waiting<T>(&self, what: &str, work: impl FnOnce() -> T) -> T {
        if self.quiet {
            return work();
        }
        let (done, is_done) = mpsc::channel::<()>();
        let line = format!("{:>VERB_WIDTH$}  {what}\n", "waiting");
        std::thread::scope(|scope| {
            scope.spawn(move || {
                if is_done.recv_timeout(PATIENCE) == Err(mpsc::RecvTimeoutError::Timeout) {
                    // Whoever can't be told this misses nothing of the result.
                    let _ = io::stderr().lock().write_all(line.as_bytes());
                }
            });
            let result = work();
            drop(done);
            result
        })
    }

    /// Shows complaints: as text on stderr with a closing line, or as JSON on stdout.
    pub(super) fn report(&self, found: &[Diagnostic], format: Format) {
        match format {
            Format::Json => self.write_out(&format!("{:#}\n", diagnostics::to_json(found))),
            Format::Text => self.report_text(found),
        }
    }

    /// Shows complaints as text, of many with one code the first in full and a line for each of the others.
    pub(super) fn report_by_kind(&self, found: &[Diagnostic]) {
        let mut kinds: Vec<(&str, Vec<&Diagnostic>)> = Vec::new();
        for fault in found.iter().filter(|fault| fault.is_error() || !self.quiet) {
            match kinds.iter_mut().find(|(code, _)| *code == fault.code) {
                Some((_, same)) => same.push(fault),
                None => kinds.push((fault.code, vec![fault])),
            }
        }
        // What is graver comes last, where the eye is.
        kinds.sort_by_key(|(_, same)| same.iter().any(|fault| fault.is_error()));
        let mut text = String::new();
        for (_, same) in &kinds {
            let whole = if self.verbose || same.len() <= MANY { same.len() } else { 1 };
            for fault in &same[..whole] {
                text.push_str(&diagnostics::to_terminal(fault, self.color_err));
                text.push('\n');
            }
            for fault in &same[whole..] {
                text.push_str(&format!("  {}: {}\n", place(fault), fault.message));
            }
            text.push_str(if whole < same.len() { "\n" } else { "" });
        }
        if !text.is_empty() {
            self.write_err(&text);
        }
    }

    fn report_text(&self, found: &[Diagnostic]) {
        let shown = found.iter().filter(|fault| fault.is_error() || !self.quiet);
        let mut text = String::new();
        for fault in shown {
            text.push_str(&diagnostics::to_terminal(fault, self.color_err));
            text.push('\n');
        }
        if text.is_empty() {
            return;
        }
        text.push_str(&count_line(found));
        text.push('\n');
        self.write_err(&text);
    }

    /// Shows why a command could not be done.
    pub(super) fn failure(&self, error: &anyhow::Error) {
        let label = if self.color_err {
            painted("error", AnsiColor::BrightRed.on_default().bold())
        } else {
            "error".to_string()
        };
        let mut text = format!("{label}: {}\n", with_causes(error));
        if let Some(refusal) = error.downcast_ref::<Refusal>() {
            for line in &refusal.quote {
                text.push_str(&format!("  | {line}\n"));
            }
            for hint in &refusal.hints {
                text.push_str(&format!("  = help: {hint}\n"));
            }
        }
        self.write_err(&text);
    }

    /// Whether everything could be written. A reader who went away (a broken pipe) is no failure.
    pub(super) fn finish(&self) -> anyhow::Result<()> {
        match self.failed.get() {
            Some(error) => Err(anyhow::anyhow!("the output can't be written: {error}")),
            None => Ok(()),
        }
    }

    fn write_out(&self, text: &str) {
        let mut out = io::stdout().lock();
        self.note(out.write_all(text.as_bytes()).and_then(|()| out.flush()));
    }

    fn write_err(&self, text: &str) {
        self.note(io::stderr().lock().write_all(text.as_bytes()));
    }

    fn note(&self, result: io::Result<()>) {
        if let Err(error) = result
            && error.kind() != ErrorKind::BrokenPipe
        {
            // Only the first failure is told; the others follow from it.
            let _ = self.failed.set(error);
        }
    }
}

/// An error and what caused it, each said once: many an error names its cause already.
fn with_causes(error: &anyhow::Error) -> String {
    error.chain().fold(String::new(), |said, cause| {
        let cause = cause.to_string();
        match said.as_str() {
            "" => cause,
            _ if said.contains(&cause) => said,
            _ => format!("{said}: {cause}"),
        }
    })
}

/// `NO_COLOR` as on no-color.org: set and not empty.
fn is_colored(choice: ColorChoice, is_terminal: bool) -> bool {
    let is_set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    match choice {
        ColorChoice::Always => true,
        ColorChoice::Never => false,
        ColorChoice::Auto => is_terminal && !is_set("NO_COLOR") && !is_dumb(),
    }
}

/// A terminal that can do no more than print.
fn is_dumb() -> bool {
    std::env::var_os("TERM").is_some_and(|term| term == "dumb")
}

fn tone_style(tone: Tone) -> Style {
    match tone {
        Tone::Made => AnsiColor::Green.on_default(),
        Tone::Unchanged => Style::new().dimmed(),
        Tone::Notable => AnsiColor::Yellow.on_default(),
    }
}

fn painted(words: &str, style: Style) -> String {
    format!("{style}{words}{style:#}")
}

/// Where a complaint points, as editors take it.
fn place(fault: &Diagnostic) -> String {
    let Some(place) = &fault.place else { return "the site".to_string() };
    match place.line_column() {
        Some(at) => format!("{}:{}:{}", place.path, at.line, at.column),
        None => place.path.to_string(),
    }
}

/// `2 errors, 1 warning`.
pub(super) fn count_line(found: &[Diagnostic]) -> String {
    let errors = found.iter().filter(|fault| fault.is_error()).count();
    let counts = [(errors, "error"), (found.len() - errors, "warning")];
    let words: Vec<String> =
        counts.iter().filter(|(count, _)| *count > 0).map(|(count, noun)| counted(*count, noun)).collect();
    words.join(", ")
}

/// A number and its noun: `1 day`, `3 days`.
pub(super) fn counted(count: usize, noun: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{plural}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_closing_line_counts_what_there_is() {
        let error = || Diagnostic::error("a", "a");
        let warning = || Diagnostic::warning("b", "b");
        assert_eq!(count_line(&[error(), warning(), error()]), "2 errors, 1 warning");
        assert_eq!(count_line(&[warning(), warning()]), "2 warnings");
        assert_eq!(count_line(&[error()]), "1 error");
    }

    #[test]
    fn a_cause_is_said_once() {
        let cause = || io::Error::other("the disk is full");
        let told = anyhow::Error::from(cause()).context("a.md can't be written");
        assert_eq!(with_causes(&told), "a.md can't be written: the disk is full");
        let twice = anyhow::Error::from(cause()).context("a.md: the disk is full");
        assert_eq!(with_causes(&twice), "a.md: the disk is full");
    }

    #[test]
    fn colour_is_for_terminals_unless_it_is_asked_for() {
        assert!(is_colored(ColorChoice::Always, false));
        assert!(!is_colored(ColorChoice::Never, true));
        assert!(!is_colored(ColorChoice::Auto, false));
    }
}
