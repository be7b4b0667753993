//! `buildlog prep`: the interview bank, in the terminal or as Markdown. It is never published.

mod markdown;
mod text;
mod words;

use std::path::{Path, PathBuf};

use clap::ValueEnum;
use serde_json::{Value, json};

use super::invocation::Invocation;
use super::privacy::{self, Kept};
use super::scaffold::{self, Made};
use super::terminal::{Format, Tone};
use super::{Outcome, Refusal};
use crate::config::Overrides;
use crate::content::Private;
use crate::front_matter::Language;
use crate::outreach::{self, Bank, Entry, ProjectBank};
use crate::pipeline::{self, Assembled};
use crate::source;

const AFTER: &str = "\
Questions come from `questions` of the days, which are public, and from private/questions.yaml. A standard question \
counts as answered where a question of the bank is about it, or a key of project.md.

Examples:
  buildlog prep
  buildlog prep --project subtitles
  buildlog prep --format md --out private/prep.md";

/// Show the interview bank: each question, its answer, and what stands behind it
#[derive(Debug, clap::Args)]
#[command(after_help = AFTER)]
pub(super) struct Args {
    /// One project alone, by the name of its folder
    #[arg(long, value_name = "NAME")]
    project: Option<String>,
    /// The language of days and standard questions [default: the site's]
    #[arg(long, value_name = "TAG")]
    language: Option<Language>,
    /// How it is written: text, md or json
    #[arg(long, value_name = "FORMAT", default_value = "text", hide_possible_values = true)]
    format: Written,
    /// Write it into a new file in place of the terminal, as Markdown unless --format says json
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

const BANK: Kept = Kept { because: "the bank holds what is private", example: "private/prep.md" };

/// How the bank is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Written {
    /// For the terminal.
    Text,
    /// As Markdown.
    Md,
    /// For machines.
    Json,
}

impl Args {
    pub(super) fn run(self, invocation: &Invocation<'_>) -> anyhow::Result<Outcome> {
        let root = std::path::absolute(invocation.site()?)?;
        let out =
            self.out.as_ref().map(|out| std::path::absolute(invocation.folder.join(out))).transpose()?;
        let out = out.map(|out| privacy::place_for_private(&root, &out, BANK)).transpose()?;
        let sources = source::read(&root);
        // Its faults are among those that the assembly tells.
        let (private, _) = Private::read(&sources);
        let overrides = Overrides { base_url: None, drafts: false, as_of: invocation.today };
        let Assembled { diagnostics, renderer } = pipeline::assemble(sources, &overrides);
        let Some(renderer) = renderer else {
            let format = if self.format == Written::Json { Format::Json } else { Format::Text };
            invocation.terminal.report(&diagnostics, format);
            return Ok(Outcome::SiteHasErrors);
        };
        let site = renderer.site();
        let language = self.language.as_ref().unwrap_or(&site.config.language);
        let bank = outreach::bank(site, &private, language, self.project.as_deref());
        if let (Some(named), []) = (&self.project, &bank.projects[..]) {
            return Err(Refusal::no_project(site, named).into());
        }
        let written = match self.format {
            Written::Json => format!("{:#}", json(&bank)),
            Written::Text if out.is_none() => text::write(&bank, invocation.terminal),
            _ => markdown::write(&bank),
        };
        match out {
            None => invocation.terminal.answer(written),
            Some(out) => keep(invocation, &out, &written)?,
        }
        Ok(Outcome::Done)
    }
}

fn keep(invocation: &Invocation<'_>, out: &Path, written: &str) -> anyhow::Result<()> {
    let shown = out.strip_prefix(&invocation.folder).unwrap_or(out).display().to_string();
    if scaffold::create(out, &format!("{written}\n"))? == Made::Kept {
        let refusal = Refusal::new(
            format!("{shown} is there already, and nothing is written over"),
            "name another file, or remove that one first",
        );
        return Err(refusal.into());
    }
    invocation.terminal.status(Tone::Made, "wrote", &shown);
    Ok(())
}

fn json(bank: &Bank) -> Value {
    json!({
        "format": 1,
        "projects": bank.projects.iter().map(project_json).collect::<Vec<_>>(),
        "others": bank.others.iter().map(entry_json).collect::<Vec<_>>(),
    })
}

fn project_json(project: &ProjectBank) -> Value {
    let questions = |at: &[usize]| at.iter().map(|at| project.entries[*at].q.clone()).collect::<Vec<_>>();
    json!({
        "project": project.folder,
        "title": project.title,
        "standard": project.standard.iter().map(|one| json!({
            "q": one.q,
            "answered": one.is_answered(),
            "answered_by": questions(&one.entries),
            "keys": one.keys,
            "open": questions(&one.open),
        })).collect::<Vec<_>>(),
        "questions": project.entries.iter().map(entry_json).collect::<Vec<_>>(),
    })
}

fn entry_json(entry: &Entry) -> Value {
    json!({
        "q": entry.q,
        "a": entry.a,
        "public": entry.public,
        "asked_by": entry.asked_by,
        "from": entry.from.iter().map(|one| json!({
            "id": one.id,
            "what": one.what,
            "url": one.url,
            "private": one.private,
        })).collect::<Vec<_>>(),
    })
}
