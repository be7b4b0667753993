//! `buildlog share`: drafts of posts about a day.

use std::path::Path;

use anyhow::Context;
use serde_json::json;

use super::base_url::warn_of_placeholder;
use super::invocation::Invocation;
use super::terminal::{Format, Tone};
use super::{Outcome, Refusal, clipboard, drafts};
use crate::config::Overrides;
use crate::front_matter::Language;
use crate::outreach::{self, Form, NoPost, Post};
use crate::pipeline::{self, Assembled};
use crate::render::Renderer;
use crate::site::Site;
use crate::source;

const AFTER: &str = "\
A draft says only what the day's page says, within what the platform allows; whole sentences are left out until \
it fits. Nothing is sent from here.

Examples:
  buildlog share 24                         day 24 of the current project
  buildlog share day-24 --form x --copy     the post for X, into the clipboard
  buildlog share subtitles/day-07           a day of another project
  buildlog share 24 --language zh           in Chinese, where the day is written in it";

/// Draft posts about a day, within each platform's limits
#[derive(Debug, clap::Args)]
#[command(after_help = AFTER)]
pub(super) struct Args {
    /// The day: its number, day-24, its file, or project/day-24
    day: SaidDay,
    /// The project, by the name of its folder [default: the one you are in, else that of the newest entry]
    #[arg(long, value_name = "NAME")]
    project: Option<String>,
    /// The language to write in, where the day is written in several [default: the site's]
    #[arg(long, value_name = "TAG")]
    language: Option<Language>,
    /// One draft alone: x, bluesky, mastodon, threads, linkedin or long-post
    #[arg(long, value_name = "FORM", value_parser = post_form)]
    form: Option<Form>,
    /// Put the draft into the clipboard; the first one, or that of --form
    #[arg(long)]
    copy: bool,
    /// How it is written: text or json
    #[arg(long, value_name = "FORMAT", default_value = "text", hide_possible_values = true)]
    format: Format,
}

fn post_form(said: &str) -> Result<Form, String> {
    let found = Form::POSTS.into_iter().find(|form| form.key() == said);
    found.ok_or_else(|| "write x, bluesky, mastodon, threads, linkedin or long-post".to_string())
}

/// A day as it is said: a number, and the project where a path names it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct SaidDay {
    project: Option<String>,
    number: u32,
}

impl std::str::FromStr for SaidDay {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let parts: Vec<&str> = text.split(['/', '\\']).filter(|part| !part.is_empty()).collect();
        let (name, folders) = parts.split_last().ok_or_else(no_day)?;
        let name = name.split('.').next().unwrap_or(name);
        let number = name.strip_prefix("day-").unwrap_or(name).parse().map_err(|_| no_day())?;
        Ok(Self { project: folders.last().map(ToString::to_string), number })
    }
}

fn no_day() -> String {
    "write the number of a day, such as 24, or the name of its file, such as day-24".to_string()
}

impl Args {
    pub(super) fn run(self, invocation: &Invocation<'_>) -> anyhow::Result<Outcome> {
        let root = std::path::absolute(invocation.site()?)?;
        let overrides = Overrides { base_url: None, drafts: false, as_of: invocation.today };
        let Assembled { diagnostics, renderer } = pipeline::assemble(source::read(&root), &overrides);
        let Some(renderer) = renderer else {
            invocation.terminal.report(&diagnostics, self.format);
            return Ok(Outcome::SiteHasErrors);
        };
        let stood_in = invocation.project_stood_in(&root);
        let named = self.day.project.clone().or_else(|| self.project.clone()).or(stood_in);
        let project = project(renderer.site(), named)?;
        let post = outreach::post(renderer.site(), &project, self.day.number, self.language.as_ref())
            .map_err(|none| self.refusal(renderer.site(), &project, none))?;
        if let Some(refusal) = self.no_draft(&project, &post) {
            return Err(refusal.into());
        }
        if self.copy {
            let draft = drafts::named(&post.drafts, self.form).context("there is no draft in that form")?;
            clipboard::copy(&draft.text.text)?;
            invocation.terminal.status(Tone::Made, "copied", draft.form.name());
            return Ok(Outcome::Done);
        }
        let card = card(invocation, &root, &renderer, &post);
        match self.format {
            Format::Json => self.json(invocation, card.as_ref(), &post),
            Format::Text => self.text(invocation, card.as_ref(), &post),
        }
        if self.format == Format::Text {
            warn_of_placeholder(invocation.terminal, &renderer.site().config);
        }
        Ok(Outcome::Done)
    }

    fn text(&self, invocation: &Invocation<'_>, card: Option<&Card>, post: &Post) {
        let terminal = invocation.terminal;
        for draft in post.drafts.iter().filter(|draft| self.form.is_none_or(|form| form == draft.form)) {
            drafts::show(terminal, draft);
        }
        match card {
            Some(card) if card.is_drawn => terminal.status(Tone::Unchanged, "card", &card.shown),
            Some(card) => {
                let words = format!("{}, not there yet: `buildlog build` draws it", card.shown);
                terminal.status(Tone::Notable, "card", words);
            }
            None => terminal.status(
                Tone::Unchanged,
                "card",
                "none: `cards` in buildlog.yaml says which pages have one",
            ),
        }
        for hint in &post.hints {
            terminal.status(Tone::Notable, "missing", hint);
        }
    }

    fn json(&self, invocation: &Invocation<'_>, card: Option<&Card>, post: &Post) {
        let shown = post.drafts.iter().filter(|draft| self.form.is_none_or(|form| form == draft.form));
        let value = json!({
            "format": 1,
            "link": post.url,
            "card": card.map(|card| &card.shown),
            "card_is_drawn": card.is_some_and(|card| card.is_drawn),
            "language": post.language.tag(),
            "drafts": shown.map(drafts::json).collect::<Vec<_>>(),
            "missing": post.hints,
        });
        invocation.terminal.answer(format_args!("{value:#}"));
    }

    /// There is a draft of every form but one, which is for Chinese readers.
    fn no_draft(&self, project: &str, post: &Post) -> Option<Refusal> {
        let form = self.form.filter(|form| post.drafts.iter().all(|draft| draft.form != *form))?;
        let (name, number) = (form.name(), self.day.number);
        let refusal = format!("there is no {name}: day {number} of {project} is not written in Chinese");
        let file = post.chinese_file.as_deref().unwrap_or_default();
        Some(Refusal::new(refusal, format!("write the day in Chinese as {file}, or choose another form")))
    }

    fn refusal(&self, site: &Site, project: &str, none: NoPost) -> Refusal {
        let number = self.day.number;
        match none {
            NoPost::NoProject => Refusal::no_project(site, project),
            NoPost::NoDay => Refusal::new(
                format!("{project} has no day {number} that is published"),
                "name another day, or another project with `--project NAME`",
            )
            .hint("a draft can be shared once its `draft: true` is gone"),
            NoPost::NotIn(languages) => {
                let written: Vec<&str> = languages.iter().map(Language::tag).collect();
                Refusal::new(
                    format!("day {number} of {project} is written in {} alone", written.join(" and ")),
                    "leave `--language` out, or write the day in that language too",
                )
            }
        }
    }
}

/// The picture that the platform will show for the link.
struct Card {
    /// Where it lies, seen from where one stands.
    shown: String,
    /// Whether a build has made it.
    is_drawn: bool,
}

fn card(invocation: &Invocation<'_>, root: &Path, renderer: &Renderer, post: &Post) -> Option<Card> {
    let page = renderer.plan().page(&post.route)?;
    let (_, route) = renderer.plan().card(page)?;
    let file = format!("public/{}", route.file());
    Some(Card { is_drawn: root.join(&file).is_file(), shown: invocation.shown(root, &file) })
}

fn project(site: &Site, named: Option<String>) -> Result<String, Refusal> {
    let newest = || site.editions[0].projects.first().map(|project| project.folder().to_string());
    named.or_else(newest).ok_or_else(|| {
        Refusal::new("this site has no project yet", "`buildlog new project my-project --days 30` makes one")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_may_be_said_in_several_ways() {
        let said = |text: &str| text.parse::<SaidDay>().ok().map(|day| (day.project, day.number));
        assert_eq!(said("24"), Some((None, 24)));
        assert_eq!(said("day-07"), Some((None, 7)));
        assert_eq!(said("day-07.zh.md"), Some((None, 7)));
        assert_eq!(said("cut/day-7"), Some((Some("cut".into()), 7)));
        assert_eq!(said("content/projects/cut/day-07.md"), Some((Some("cut".into()), 7)));
        assert_eq!((said("yesterday"), said("")), (None, None));
    }
}
