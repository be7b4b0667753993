//! `buildlog new recipient`: whom a brief is tailored to, with the secret part of their page's address.

use anyhow::Context;
use clap::builder::PossibleValuesParser;

use super::numbering::named_project;
use crate::cli::invocation::Invocation;
use crate::cli::privacy;
use crate::cli::scaffold::{self, Made};
use crate::cli::slug::slug;
use crate::cli::terminal::Tone;
use crate::cli::{Outcome, Refusal};
use crate::content::Content;
use crate::front_matter::{Date, Language};
use crate::import::yaml_scalar;
use crate::source;

/// How a recipient can be written to, as the file says it.
const CHANNELS: [&str; 4] = ["email", "linkedin", "chat", "event"];

/// Digits and small letters without those that look like another: no i, l, o and u (the alphabet of
/// Crockford's base 32), 5 bits each.
const LETTERS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// 26 letters of 5 bits are 130 bits.
const TOKEN_LENGTH: usize = 26;

const AFTER: &str = "\
Writes private/recipients/NAME.yaml, which stays on your machine. The token in it is the secret part of \
the address of their page, should you publish one. A file that is there is never written over.

Examples:
  buildlog new recipient tool-library --to \"The Tool Library\" --person \"Kit Doe\" --channel email
  buildlog new recipient studio --language zh --project subtitles";

/// Make the file of somebody you write to
#[derive(Debug, clap::Args)]
#[command(after_help = AFTER)]
pub(in crate::cli) struct Args {
    /// A short name of your own for them: small letters, digits and hyphens
    #[arg(value_parser = slug)]
    name: String,
    /// The company
    #[arg(long, value_name = "COMPANY")]
    to: Option<String>,
    /// The person
    #[arg(long, value_name = "NAME")]
    person: Option<String>,
    /// How you write to them: email, linkedin, chat or event
    #[arg(long, value_parser = PossibleValuesParser::new(CHANNELS), hide_possible_values = true)]
    channel: Option<String>,
    /// The language you write in: en, zh, or another BCP 47 tag
    #[arg(long, value_name = "TAG")]
    language: Option<Language>,
    /// The project they are shown, by the name of its folder
    #[arg(long, value_name = "NAME")]
    project: Option<String>,
}

impl Args {
    pub(super) fn run(self, invocation: &Invocation<'_>) -> anyhow::Result<Outcome> {
        let root = invocation.site()?;
        if let Some(project) = &self.project {
            let (content, _) = Content::read(&source::read(&root));
            named_project(&content, project)?;
        }
        let path = format!("private/recipients/{}.yaml", self.name);
        let shown = invocation.shown(&root, &path);
        let text = self.text(invocation.today, &token()?);
        if scaffold::create(&root.join(&path), &text)? == Made::Kept {
            return Err(Refusal::new(
                format!("there is a recipient `{}` already: {shown}", self.name),
                "change that file, or choose another name",
            )
            .into());
        }
        let terminal = invocation.terminal;
        terminal.status(Tone::Made, "created", shown);
        privacy::warn_if_taken(invocation, &root, &path);
        terminal.status(
            Tone::Unchanged,
            "next",
            "say in it why you write to them: `because` and `relevance`",
        );
        Ok(Outcome::Done)
    }

    /// The whole file.
    fn text(&self, today: Date, token: &str) -> String {
        let said = |value: Option<&str>, hint: &str| match value {
            Some(value) => format!("{} # {hint}", yaml_scalar(value)),
            None => format!("# {hint}"),
        };
        format!(
            "\
# Whom a brief is tailored to. What lies in private/ stays on your machine.
to: {to}
person: {person}
channel: {channel}
language: {language}
project: {project}

# What they said or do that your work answers: the reason to write at all.
because:
#  - quote: what they said
#    source: \"https://example.org/where\"
#    date: {today}
relevance: # why your work matters to them, in a few sentences
lead: [] # what to begin with: ids of days, feedback and numbers, such as [day-05]
ask: # one small thing: a reply, a call, the address of a calendar

status: draft # draft, sent, replied, meeting or closed
sent: # when, such as {today}
follow_up: # when to ask again
publish: false # true puts a page for them online, unlisted, with the next deploy from this machine
token: \"{token}\" # the secret part of that page's address; leave it as it is
expires: # the last day of that page
",
            to = said(self.to.as_deref(), "the company"),
            person = said(self.person.as_deref(), "their name"),
            channel = said(self.channel.as_deref(), "email, linkedin, chat or event"),
            language = said(self.language.as_ref().map(Language::tag), "en, zh, …; empty: the site's"),
            project = said(self.project.as_deref(), "empty: the current one"),
        )
    }
}

/// Letters that nobody can guess.
fn token() -> anyhow::Result<String> {
    let mut bytes = [0; TOKEN_LENGTH];
    getrandom::fill(&mut bytes).context("the system gives no random numbers")?;
    // 256 is a multiple of 32, so that every letter is as likely as any other.
    Ok(bytes.iter().map(|byte| char::from(LETTERS[usize::from(byte % 32)])).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::{OutreachChannel, OutreachStatus, Private, Recipient};
    use crate::path::SitePath;
    use crate::source::{Source, Sources};

    fn read(text: String) -> Recipient {
        let path = SitePath::new("private/recipients/studio.yaml");
        let (mut private, faults) =
            Private::read(&Sources::from_memory([(path, Source::Text(text.clone().into()))]));
        assert!(faults.is_empty(), "{faults:?}\n{text}");
        private.recipients.remove(0)
    }

    fn args(to: Option<&str>, channel: Option<&str>) -> Args {
        let text = |text: Option<&str>| text.map(str::to_string);
        Args {
            name: "studio".into(),
            to: text(to),
            person: text(to),
            channel: text(channel),
            language: Some("zh-Hant".parse().unwrap()),
            project: Some("cut".into()),
        }
    }

    fn today() -> Date {
        "2026-01-09".parse().unwrap()
    }

    #[test]
    fn a_new_recipient_is_read_without_a_complaint() {
        let token = token().unwrap();
        let recipient = read(args(None, None).text(today(), &token));
        assert_eq!(recipient.token.unwrap().value, token);
        assert_eq!(recipient.status, Some(OutreachStatus::Draft));
        assert!(recipient.to.is_none() && recipient.because.is_empty() && recipient.sent.is_none());
        assert!(!recipient.publish);
        let recipient = read(args(Some("A: \"b\" # 工作室"), None).text(today(), &token));
        assert_eq!(recipient.to.as_deref(), Some("A: \"b\" # 工作室"));
        assert_eq!(recipient.language.unwrap().value.tag(), "zh-Hant");
        assert_eq!(recipient.project.unwrap().value, "cut");
    }

    #[test]
    fn every_channel_is_one_that_the_file_knows() {
        let read: Vec<_> = CHANNELS
            .iter()
            .map(|channel| read(args(None, Some(channel)).text(today(), "x")).channel.unwrap())
            .collect();
        let all = [
            OutreachChannel::Email,
            OutreachChannel::Linkedin,
            OutreachChannel::Chat,
            OutreachChannel::Event,
        ];
        assert_eq!(read, all);
    }

    #[test]
    fn the_reason_that_is_hinted_at_can_be_taken_into_use() {
        let text = args(None, None).text(today(), "x").replace("\n#  ", "\n  ");
        assert_eq!(read(text).because.len(), 1);
    }

    #[test]
    fn a_token_has_130_random_bits_and_no_letters_that_look_alike() {
        let tokens: std::collections::BTreeSet<String> = (0..200).map(|_| token().unwrap()).collect();
        assert_eq!(tokens.len(), 200);
        let letters: std::collections::BTreeSet<char> =
            tokens.iter().flat_map(|token| token.chars()).collect();
        assert_eq!(letters.len(), 32);
        assert!(tokens.iter().all(|token| token.len() == 26));
        assert!(!letters.iter().any(|letter| "ilouILOU".contains(*letter)));
    }
}
