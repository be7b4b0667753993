//! `buildlog new feedback`: what somebody said, in `private/` until they allow it to be shown.

use std::collections::BTreeSet;

use clap::builder::PossibleValuesParser;

use super::numbering::current_project;
use super::quote::{Origin, Quote};
use crate::cli::consent::{self, Level};
use crate::cli::invocation::{Invocation, SaidDate};
use crate::cli::privacy;
use crate::cli::scaffold::{self, Made};
use crate::cli::slug::slug;
use crate::cli::terminal::Tone;
use crate::cli::{Outcome, Refusal};
use crate::content::Content;
use crate::front_matter::{Date, Language};
use crate::import::yaml_scalar;
use crate::markdown;
use crate::source::{self, Sources};

/// How feedback can come, as the file says it.
const CHANNELS: [&str; 9] =
    ["call", "in-person", "chat", "email", "comment", "forum", "survey", "issue", "test"];

/// How long the part of an id may be that tells who it was.
const ID_LENGTH: usize = 24;

const AFTER: &str = "\
The words come from a pipe, from --text, or from your editor. The file lies in private/, which never \
leaves your machine, until `buildlog consent` says that its giver agreed.

Channels: call, in-person, chat, email, comment, forum, survey, issue, test

Examples:
  pbpaste | buildlog new feedback --who \"video editor, 8 years\" --channel email
  buildlog new feedback --who \"video editor\" --text \"I lose an hour a week to this.\"
  buildlog new feedback --consent role --consent-note \"Asked on the call, 2026-01-09\" < said.txt";

/// Write down what somebody said
#[derive(Debug, clap::Args)]
#[command(after_help = AFTER)]
pub(in crate::cli) struct Args {
    /// The project, by the name of its folder
    #[arg(long, value_name = "NAME")]
    project: Option<String>,
    /// Their role, not their name: "video editor, 8 years"
    #[arg(long, value_name = "ROLE")]
    who: Option<String>,
    /// Their name; it gets into content/ with `--consent name` only
    #[arg(long)]
    name: Option<String>,
    /// How it came: call, in-person, chat, email …
    #[arg(long, value_parser = PossibleValuesParser::new(CHANNELS), hide_possible_values = true)]
    channel: Option<String>,
    /// What they allow to be shown: none, anonymous, role or name
    #[arg(long, value_name = "LEVEL", default_value = "none", hide_possible_values = true)]
    consent: Level,
    /// How and when they allowed it
    #[arg(long, value_name = "TEXT")]
    consent_note: Option<String>,
    /// When it was said: YYYY-MM-DD, today or yesterday
    #[arg(long, value_name = "DATE", default_value = "today")]
    date: SaidDate,
    /// The language of the words: en, zh, or another BCP 47 tag
    #[arg(long, value_name = "TAG")]
    language: Option<Language>,
    /// The name of its file [default: date and role]
    #[arg(long, value_parser = slug)]
    id: Option<String>,
    /// The words themselves
    #[arg(long)]
    text: Option<String>,
}

impl Args {
    pub(super) fn run(mut self, invocation: &Invocation<'_>) -> anyhow::Result<Outcome> {
        let root = invocation.site()?;
        let sources = source::read(&root);
        let (content, _) = Content::read(&sources);
        let stood_in = invocation.project_stood_in(&root);
        let (project, why) = current_project(&content, self.project.as_deref(), stood_in.as_deref())?;
        let date = self.date.resolve(invocation.today);
        // Whatever can be refused is refused before anybody has written a word.
        self.check_consent()?;
        let id = self.free_id(date, &sources)?;
        let quote = Origin::of(self.text.take())?.read()?;
        let path = consent::path(&project, &id, self.consent);
        let shown = invocation.shown(&root, &path);
        if scaffold::create(&root.join(&path), &self.file(date, &quote))? == Made::Kept {
            let hint = "choose another name with `--id NAME`";
            return Err(Refusal::new(format!("there is a file already: {shown}"), hint).into());
        }
        let terminal = invocation.terminal;
        terminal.status(Tone::Made, "created", shown);
        terminal.status(Tone::Unchanged, "", format_args!("{project}: {}", why.words()));
        if quote.was_crlf {
            terminal.status(Tone::Notable, "note", "its Windows line ends (CRLF) became plain ones (LF)");
        }
        terminal.status(Tone::Unchanged, "consent", self.consent.words());
        let next = match self.consent {
            Level::None => {
                privacy::warn_if_taken(invocation, &root, &path);
                format!("when they agree: `buildlog consent {id} role --note \"how and when\"`")
            }
            _ => format!("answer it in an entry: `answers: [{{feedback: {id}, change: …}}]`"),
        };
        terminal.status(Tone::Unchanged, "next", next);
        Ok(Outcome::Done)
    }

    fn check_consent(&self) -> Result<(), Refusal> {
        let level = self.consent.key();
        let has = |text: &Option<String>| text.as_deref().is_some_and(|text| !text.trim().is_empty());
        match self.consent {
            Level::None => Ok(()),
            _ if !has(&self.consent_note) => {
                Err(consent::no_note(&format!("buildlog new feedback --consent {level}"), "--consent-note"))
            }
            Level::Name if !has(&self.name) => Err(Refusal::new(
                "`--consent name` shows a name, and none was said",
                "say it with `--name \"Ana Example\"`, or take `--consent role`",
            )),
            Level::Anonymous | Level::Role if has(&self.name) => Err(Refusal::new(
                format!("the file would lie in content/, where `--consent {level}` allows no name"),
                "leave `--name` out, or take `--consent name` when they agreed to it",
            )),
            Level::Anonymous if has(&self.who) => Err(Refusal::new(
                "the file would lie in content/, where `--consent anonymous` allows no role",
                "leave `--who` out, or take `--consent role` when they agreed to it",
            )),
            _ => Ok(()),
        }
    }

    /// An id that no other piece has, in no project: days, briefs and numbers refer to it by that alone.
    fn free_id(&self, date: Date, sources: &Sources) -> Result<String, Refusal> {
        let taken: BTreeSet<String> = consent::pieces(sources).into_iter().map(|piece| piece.id).collect();
        if let Some(id) = &self.id {
            return match taken.contains(id) {
                false => Ok(id.clone()),
                true => Err(Refusal::new(
                    format!("there is feedback `{id}` already"),
                    "choose another `--id`, or leave it out",
                )),
            };
        }
        // Who agrees to be shown without a role is not to be known by the name of the file either.
        let who = self.who.as_deref().filter(|_| self.consent != Level::Anonymous);
        let who = who.map(short_slug).filter(|who| !who.is_empty());
        let part = who.or_else(|| self.channel.clone()).unwrap_or_else(|| "feedback".to_string());
        let first = format!("{date}-{part}");
        let others = (2..).map(|number| format!("{first}-{number}"));
        let free = std::iter::once(first.clone()).chain(others).find(|id| !taken.contains(id));
        Ok(free.unwrap_or(first))
    }

    /// The whole file.
    fn file(&self, date: Date, quote: &Quote) -> String {
        let line = |key: &str, value: Option<&str>, hint: &str| match value {
            Some(value) => format!("{key}: {}\n", yaml_scalar(value)),
            None if hint.is_empty() => String::new(),
            None => format!("{key}: # {hint}\n"),
        };
        let mut text = format!("---\ndate: {date}\n");
        text += &line("channel", self.channel.as_deref(), &CHANNELS.join(", "));
        text += &line("who", self.who.as_deref(), "a role, not a name: video editor, 8 years");
        text += &line("name", self.name.as_deref(), "");
        text += &line("language", self.language.as_ref().map(Language::tag), "");
        text += &format!("consent: {}\n", self.consent.key());
        text += &line("consent_note", self.consent_note.as_deref().map(str::trim), "");
        text += "verdict: # love, like, mixed or dislike\n";
        text += "topic: # what it is about, in a word or two\n";
        text += "relation: # user, colleague, friend or family\n";
        text += "status: new # new, planned, done or declined\n";
        format!("{text}---\n\n{}", quote.text)
    }
}

/// A role up to its first comma as a short part of a name: `video-editor`.
pub(in crate::cli) fn short_slug(who: &str) -> String {
    let role = who.split([',', ';', '，', '、']).next().unwrap_or(who);
    let slug = markdown::slug(role);
    let mut short = String::new();
    for word in slug.split('-') {
        if !short.is_empty() && short.chars().count() + word.chars().count() >= ID_LENGTH {
            break;
        }
        if !short.is_empty() {
            short.push('-');
        }
        short.push_str(word);
    }
    short.chars().take(ID_LENGTH).collect()
}

#[cfg(test)]
mod tests;
