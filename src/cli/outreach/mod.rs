//! `buildlog outreach`: drafts for a recipient, and who is to be written to.

mod check;
mod overview;

use anyhow::Context;
use serde_json::json;

use super::invocation::{Invocation, SaidDate};
use super::terminal::{Format, Tone};
use super::{Outcome, Refusal, clipboard, drafts};
use crate::cli::base_url::warn_of_placeholder;
use crate::config::Overrides;
use crate::content::{Private, Recipient};
use crate::diagnostics::{Diagnostic, did_you_mean};
use crate::outreach::{self, Form, Message};
use crate::pipeline::{self, Assembled};
use crate::render::Renderer;
use crate::source;

const AFTER: &str = "\
A draft says nothing that is not in the log or in the recipient's file: what they said first, one number, the \
promise, a link and what you ask. Whole sentences are left out until it fits. Read it, change it, and send it \
yourself: nothing is sent from here, and nothing of it is published.

Examples:
  buildlog outreach                                who is due, and who waits for a first message
  buildlog outreach tool-library                   drafts for mail, LinkedIn and chat
  buildlog outreach tool-library --form note       the note of 200 characters alone
  buildlog outreach tool-library --copy            the first draft, into the clipboard
  buildlog outreach tool-library --check           what would embarrass you, before you send it";

/// Draft messages to a recipient, within each channel's limits
#[derive(Debug, clap::Args)]
#[command(after_help = AFTER)]
pub(super) struct Args {
    /// Whom to write to: a file of private/recipients/, without .yaml
    name: Option<String>,
    /// One draft alone: mail, note, long-note, inmail or chat
    #[arg(long, value_name = "FORM", value_parser = message_form, requires = "name")]
    form: Option<Form>,
    /// Put the draft into the clipboard; the first one, or that of --form
    #[arg(long, requires = "name")]
    copy: bool,
    /// Look for what must not be sent: a placeholder address, a page that is not there, a text too long
    #[arg(long, requires = "name")]
    check: bool,
    /// With --check: ask the link and the demo too whether they answer
    #[arg(long, requires = "check")]
    external: bool,
    /// See who is due as on this day: YYYY-MM-DD, today or yesterday
    #[arg(long, value_name = "DATE", default_value = "today")]
    as_of: SaidDate,
    /// How it is written: text or json
    #[arg(long, value_name = "FORMAT", default_value = "text", hide_possible_values = true)]
    format: Format,
}

fn message_form(said: &str) -> Result<Form, String> {
    let found = Form::MESSAGES.into_iter().find(|form| form.key() == said);
    found.ok_or_else(|| "write mail, note, long-note, inmail or chat".to_string())
}

impl Args {
    pub(super) fn run(self, invocation: &Invocation<'_>) -> anyhow::Result<Outcome> {
        let root = std::path::absolute(invocation.site()?)?;
        let as_of = self.as_of.resolve(invocation.today);
        let sources = source::read(&root);
        // Its faults are among those that the assembly tells.
        let (private, _) = Private::read(&sources);
        let Some(name) = &self.name else {
            overview::show(invocation, &private, as_of, self.format);
            return Ok(Outcome::Done);
        };
        let overrides = Overrides { base_url: None, drafts: false, as_of };
        let Assembled { diagnostics, renderer } = pipeline::assemble(sources, &overrides);
        let Some(renderer) = renderer else {
            invocation.terminal.report(&diagnostics, self.format);
            return Ok(Outcome::SiteHasErrors);
        };
        let recipient = find(&private, name)?;
        let message = message_for(&renderer, recipient)?;
        if self.check {
            let sending = check::Sending { root: &root, renderer: &renderer, recipient, message: &message };
            return check::run(invocation, &sending, self.external, self.format);
        }
        if self.copy {
            let draft = drafts::named(&message.drafts, self.form).context("there is no draft")?;
            clipboard::copy(&draft.text.text)?;
            invocation.terminal.status(Tone::Made, "copied", draft.form.name());
            return Ok(Outcome::Done);
        }
        match self.format {
            Format::Json => self.json(invocation, recipient, &message),
            Format::Text => {
                self.text(invocation, recipient, &message);
                let leads = unknown_leads(&diagnostics, recipient);
                if !leads.is_empty() {
                    invocation.terminal.report(&leads, Format::Text);
                }
                warn_of_placeholder(invocation.terminal, &renderer.site().config);
            }
        }
        Ok(Outcome::Done)
    }

    fn text(&self, invocation: &Invocation<'_>, recipient: &Recipient, message: &Message) {
        let terminal = invocation.terminal;
        let shown = message.drafts.iter().filter(|draft| self.form.is_none_or(|form| form == draft.form));
        for draft in shown {
            drafts::show(terminal, draft);
        }
        for hint in &message.hints {
            terminal.status(Tone::Notable, "missing", hint);
        }
        terminal.status(
            Tone::Unchanged,
            "next",
            format_args!("buildlog outreach {} --check, then --copy", recipient.name),
        );
    }

    fn json(&self, invocation: &Invocation<'_>, recipient: &Recipient, message: &Message) {
        let shown = message.drafts.iter().filter(|draft| self.form.is_none_or(|form| form == draft.form));
        let value = json!({
            "format": 1,
            "recipient": recipient.name,
            "language": message.language.tag(),
            "project": message.project,
            "link": message.link.url,
            "drafts": shown.map(drafts::json).collect::<Vec<_>>(),
            "missing": message.hints,
        });
        invocation.terminal.answer(format_args!("{value:#}"));
    }
}

/// What the assembly has told of the recipient's `lead`.
fn unknown_leads(told: &[Diagnostic], recipient: &Recipient) -> Vec<Diagnostic> {
    let is_theirs = |told: &Diagnostic| told.place.as_ref().is_some_and(|at| at.path == recipient.file.path);
    told.iter().filter(|told| told.code == "unknown-lead" && is_theirs(told)).cloned().collect()
}

fn find<'a>(private: &'a Private, name: &str) -> Result<&'a Recipient, Refusal> {
    let known = || private.recipients.iter().map(|one| one.name.as_str());
    private.recipients.iter().find(|one| one.name == name).ok_or_else(|| {
        let refusal = match did_you_mean(name, known()) {
            Some(near) => Refusal::new(no_recipient(name), format!("did you mean `{near}`?")),
            None => Refusal::new(no_recipient(name), "`buildlog outreach` lists those that there are"),
        };
        // A path, or a sentence, is no name of a file.
        let is_name = name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
        match is_name {
            true => refusal.hint(format!("`buildlog new recipient {name}` makes the file")),
            false => refusal.hint("`buildlog new recipient NAME` makes one"),
        }
    })
}

fn no_recipient(name: &str) -> String {
    format!("there is no recipient `{name}`: private/recipients/{name}.yaml is missing")
}

fn message_for(renderer: &Renderer, recipient: &Recipient) -> Result<Message, Refusal> {
    outreach::message(renderer.site(), renderer.plan(), recipient).ok_or_else(|| {
        let Some(wanted) = &recipient.project else {
            let refusal = Refusal::new(
                format!("there is no project yet to show to {}", recipient.name),
                "`buildlog new project NAME` starts one",
            );
            return refusal
                .hint("a project that is a draft is shown to nobody: take `draft: true` out of it");
        };
        Refusal::no_project(renderer.site(), &wanted.value).hint(
            "name it as `project` in the recipient's file, and take `draft: true` out of it where it is one",
        )
    })
}
