//! `buildlog brief`: the one-page document to a chosen place.
#![allow(clippy::disallowed_methods, reason = "the command writes one file where it is told to")]

mod card;
mod explain;
mod pin;

use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::ValueEnum;

use super::invocation::Invocation;
use super::privacy::{self, Kept};
use super::terminal::{Format, Tone};
use super::{Outcome, Refusal, scaffold};
use crate::brief::{self, Passage, Reader};
use crate::config::{Overrides, Paper};
use crate::content::Private;
use crate::diagnostics::did_you_mean;
use crate::front_matter::Language;
use crate::pipeline::{self, Assembled};
use crate::render::Renderer;
use crate::render::brief::Subject;
use crate::site::Site;
use crate::source::{self, Sources};

const AFTER: &str = "\
The document is made of the log alone; `--explain` tells what was taken, shortened and left out, and \
by which rule. With `--for` it is for one reader: what they said and why it matters to them come first.

Examples:
  buildlog brief                              a PDF, named as offices sort them
  buildlog brief --for tool-library            into private/briefs/, which git leaves out
  buildlog brief --format txt --out -         for a box that takes only text
  buildlog brief --card                       a business card with a QR code
  buildlog brief --explain";

/// Write the one-page document about a project
#[derive(Debug, clap::Args)]
#[command(after_help = AFTER)]
pub(super) struct Args {
    /// The form: pdf, html, txt or json (a JSON Resume)
    #[arg(long, value_name = "FORM", default_value = "pdf", hide_possible_values = true)]
    format: Form,
    /// The paper: a4 or letter [default: as in buildlog.yaml, else a4]
    #[arg(long, value_name = "PAPER", hide_possible_values = true)]
    paper: Option<SaidPaper>,
    /// The project, by the name of its folder [default: the current one]
    #[arg(long, value_name = "NAME", conflicts_with = "for_whom")]
    project: Option<String>,
    /// The language, where the site has several
    #[arg(long, value_name = "TAG", conflicts_with = "for_whom")]
    language: Option<Language>,
    /// For one reader, by the name of their file in private/recipients/
    #[arg(long = "for", value_name = "NAME")]
    for_whom: Option<String>,
    /// Where it goes; - is standard output [default: a file here, named after you and the project; with --for
    /// in private/briefs/NAME/]
    #[arg(long, value_name = "PATH")]
    out: Option<PathBuf>,
    /// Tell what was taken, shortened and left out, and write nothing
    #[arg(long, conflicts_with_all = ["out", "pin_font"])]
    explain: bool,
    /// Write the event card in place of the document: a business card as PDF and as PNG
    #[arg(long, conflicts_with_all = ["for_whom", "paper", "explain", "pin_font", "format"])]
    card: bool,
    /// Copy the system's fonts that the document needs into fonts/, and write nothing else
    #[arg(long, conflicts_with = "out")]
    pin_font: bool,
}

/// A form of the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Form {
    Pdf,
    Html,
    Txt,
    Json,
}

/// A paper as it is said.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum SaidPaper {
    A4,
    Letter,
}

impl Form {
    fn ending(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Html => "html",
            Self::Txt => "txt",
            Self::Json => "json",
        }
    }
}

impl Args {
    pub(super) fn run(self, invocation: &Invocation<'_>) -> anyhow::Result<Outcome> {
        let root = invocation.site()?;
        let sources = source::read(&root);
        let overrides = Overrides { base_url: None, drafts: false, as_of: invocation.today };
        let Assembled { diagnostics, renderer } = pipeline::assemble(sources.clone(), &overrides);
        let Some(renderer) = renderer else {
            invocation.terminal.report(&diagnostics, Format::Text);
            return Ok(Outcome::SiteHasErrors);
        };
        let reader = match self.reader(&sources, renderer.site())? {
            Ok(reader) => reader,
            Err(faults) => {
                invocation.terminal.report(&faults, Format::Text);
                return Ok(Outcome::SiteHasErrors);
            }
        };
        let subject = match &reader {
            Some(reader) => Subject::of(reader),
            None => self.subject(invocation, &root, renderer.site())?,
        };
        if self.card {
            return card::write(invocation, &renderer, subject, self.out.as_deref());
        }
        let (renderer, complaints) = renderer.with_fonts_for(subject, "the brief");
        if self.pin_font {
            return pin::pin(invocation, &root, renderer.fonts());
        }
        let paper = self.paper.map(|paper| match paper {
            SaidPaper::A4 => Paper::A4,
            SaidPaper::Letter => Paper::Letter,
        });
        // What fonts lack matters to paper alone.
        if self.format == Form::Pdf && !complaints.is_empty() {
            invocation.terminal.report(&complaints, Format::Text);
        }
        if self.explain {
            return explain::explain(invocation, &renderer, subject, paper);
        }
        if self.format == Form::Pdf && complaints.iter().any(crate::diagnostics::Diagnostic::is_error) {
            return Ok(Outcome::SiteHasErrors);
        }
        self.write(invocation, &root, &renderer, subject, paper)
    }

    fn write(
        &self,
        invocation: &Invocation,
        root: &Path,
        renderer: &Renderer,
        subject: Subject,
        paper: Option<Paper>,
    ) -> anyhow::Result<Outcome> {
        let sheet = renderer.sheet(subject);
        let goal = self.goal(invocation, root, &sheet.file_name)?;
        let mut gone = Vec::new();
        let made = match self.format {
            Form::Pdf => renderer.brief_pdf(subject, paper).map(|made| {
                gone = made.gone;
                made.bytes
            }),
            Form::Html => renderer.brief_file(subject).map(String::into_bytes),
            Form::Txt => Ok(renderer.brief_text(subject).into_bytes()),
            Form::Json => Ok(format!("{:#}\n", renderer.brief_resume(subject)).into_bytes()),
        };
        let bytes = match made {
            Ok(bytes) => bytes,
            Err(fault) => {
                invocation.terminal.report(&[*fault], Format::Text);
                return Ok(Outcome::SiteHasErrors);
            }
        };
        let Some(out) = goal else {
            std::io::Write::write_all(&mut std::io::stdout().lock(), &bytes)
                .context("standard output can't be written")?;
            return Ok(Outcome::Done);
        };
        let goal = invocation.folder.join(&out);
        if let (None, Some(folder)) = (&self.out, goal.parent()) {
            scaffold::create_folder(folder)?;
        }
        std::fs::write(&goal, &bytes).with_context(|| format!("{} can't be written", out.display()))?;
        let size = bytes.len().div_ceil(1000);
        invocation.terminal.status(Tone::Made, "wrote", format_args!("{}  {size} KB", out.display()));
        if let (Some(name), None) = (&self.for_whom, &self.out) {
            let words = format!("it is for {name} alone: send it along; git and the site leave private/ out");
            invocation.terminal.status(Tone::Unchanged, "private", words);
        }
        let passages = renderer.brief(subject).passages;
        if passages.iter().all(|passages| passages.passage == Passage::Latest) {
            let words = "the log holds little for it yet; `--explain` lists what to write";
            invocation.terminal.status(Tone::Notable, "nearly empty", words);
        }
        if !gone.is_empty() {
            let words = format!("{}; `--explain` shows the whole choice", gone.join(", "));
            invocation.terminal.status(Tone::Notable, "no room for", words);
        }
        let undrawn = if self.format == Form::Pdf { renderer.undrawn(&sheet) } else { Vec::new() };
        if !undrawn.is_empty() {
            let lines: Vec<&str> = undrawn.iter().map(|note| note.of.as_str()).collect();
            let words = format!("in {}: no font has them; `--explain` shows which", lines.join(", "));
            invocation.terminal.status(Tone::Notable, "no pictures", words);
        }
        Ok(Outcome::Done)
    }

    /// Where the document goes, standard output being none; refused where one reader's could be published.
    fn goal(&self, invocation: &Invocation, root: &Path, file_name: &str) -> anyhow::Result<Option<PathBuf>> {
        if self.out.as_deref() == Some(Path::new("-")) {
            return Ok(None);
        }
        let file_name = format!("{file_name}.{}", self.format.ending());
        let Some(reader) = &self.for_whom else {
            return Ok(Some(self.out.clone().unwrap_or_else(|| PathBuf::from(file_name))));
        };
        let example = format!("private/briefs/{reader}/{file_name}");
        let kept = Kept { because: "it is for one reader alone", example: &example };
        let root = std::path::absolute(root)?;
        let out = match &self.out {
            Some(out) => std::path::absolute(invocation.folder.join(out))?,
            None => root.join(&example),
        };
        let place = privacy::place_for_private(&root, &out, kept)?;
        let folder = invocation.folder.canonicalize()?;
        Ok(Some(place.strip_prefix(folder).map_or_else(|_| place.clone(), Path::to_path_buf)))
    }

    /// The reader that `--for` names.
    fn reader(
        &self,
        sources: &Sources,
        site: &Site,
    ) -> anyhow::Result<Result<Option<Reader>, Vec<crate::diagnostics::Diagnostic>>> {
        let Some(name) = &self.for_whom else { return Ok(Ok(None)) };
        let (private, _) = Private::read(sources);
        match private.recipients.iter().find(|recipient| recipient.name == *name) {
            Some(recipient) => Ok(Reader::of(site, recipient).map(Some)),
            None => {
                let known = private.recipients.iter().map(|recipient| recipient.name.as_str());
                let way_out = match did_you_mean(name, known) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("`buildlog new recipient {name}` makes their file"),
                };
                Err(Refusal::new(format!("there is no private/recipients/{name}.yaml"), way_out).into())
            }
        }
    }

    /// The document for everybody: of the project that is named, else the one whose folder one stands in,
    /// else the current one.
    fn subject(&self, invocation: &Invocation, root: &Path, site: &Site) -> anyhow::Result<Subject<'static>> {
        let edition = match &self.language {
            None => 0,
            Some(said) => {
                site.editions.iter().position(|edition| edition.language == *said).ok_or_else(|| {
                    let known: Vec<&str> =
                        site.editions.iter().map(|edition| edition.language.tag()).collect();
                    Refusal::new(
                        format!("the site is not in `{}`", said.tag()),
                        format!("it is in: {}", known.join(", ")),
                    )
                })?
            }
        };
        let stood_in =
            || invocation.project_stood_in(root).and_then(|name| brief::find(site, edition, &name));
        let project = match &self.project {
            Some(name) => Some(brief::find(site, edition, name).ok_or_else(|| {
                let known = site.editions[edition].projects.iter().map(|project| project.folder());
                let way_out = match did_you_mean(name, known) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => "name a folder in content/projects/".to_string(),
                };
                Refusal::new(format!("no project is called `{name}`"), way_out)
            })?),
            None => stood_in().or_else(|| brief::current(site, edition)),
        };
        let project = project.ok_or_else(|| {
            Refusal::new("there is no project yet", "`buildlog new project NAME` starts one")
        })?;
        Ok(Subject { edition, project, reader: None })
    }
}
