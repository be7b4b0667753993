//! `buildlog build`: the whole site into a folder.

use std::mem::ManuallyDrop;
use std::path::PathBuf;
use std::time::Instant;

use super::base_url::{base_url, warn_of_placeholder};
use super::cards::CardStore;
use super::invocation::Invocation;
use super::progress::Progress;
use super::terminal::{Format, Tone, counted};
use super::{Outcome, program};
use crate::config::{Config, Overrides};
use crate::diagnostics::Diagnostic;
use crate::front_matter::Date;
use crate::output::Body;
use crate::pipeline::{self, Assembled, Memo};
use crate::publish::{self, Destination, Published, Receipt, Shelf, Staging};
use crate::source::{self, Sources};

const AFTER: &str = "\
When the site has errors, the output of the last build stays as it is. A folder that buildlog did \
not make is never emptied.

Examples:
  buildlog build
  buildlog build --drafts --out ../preview
  buildlog build --format json          errors and warnings for an editor or a script";

/// Build the whole site
#[derive(Debug, clap::Args)]
#[command(after_help = AFTER)]
pub(super) struct Args {
    /// Where the site goes [default: public in the site's folder]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Build for this address in place of the one in buildlog.yaml
    #[arg(long, value_name = "URL", value_parser = base_url)]
    base_url: Option<String>,
    /// Show drafts too
    #[arg(long)]
    drafts: bool,
    /// Build as on this day, for what expires [default: today]
    #[arg(long, value_name = "DATE")]
    as_of: Option<Date>,
    /// How the report is written: text or json
    #[arg(long, value_name = "FORMAT", default_value = "text", hide_possible_values = true)]
    format: Format,
}

/// The file of the work folder that keeps the colours of code.
pub(super) const COLOURS: &str = "colours";

impl Args {
    pub(super) fn run(self, invocation: &Invocation<'_>) -> anyhow::Result<Outcome> {
        let started = Instant::now();
        let root = std::path::absolute(invocation.site()?)?;
        let out = std::path::absolute(match &self.out {
            Some(out) => invocation.folder.join(out),
            None => root.join("public"),
        })?;
        let overrides = Overrides {
            base_url: self.base_url,
            drafts: self.drafts,
            as_of: self.as_of.unwrap_or(invocation.today),
        };
        let run = Run {
            invocation,
            format: self.format,
            started,
            destination: Destination { out, work: root.join(".buildlog") },
        };
        run.build(source::read(&root), &overrides)
    }
}

/// One build, with what is said about it.
struct Run<'a> {
    invocation: &'a Invocation<'a>,
    format: Format,
    started: Instant,
    destination: Destination,
}

impl Run<'_> {
    fn build(&self, sources: Sources, overrides: &Overrides) -> anyhow::Result<Outcome> {
        let program = program::identity();
        let inputs = program.and_then(|program| pipeline::inputs(&sources, overrides, &program));
        let standing = inputs.and_then(|inputs| publish::standing(&self.destination, &inputs));
        // Where there was nothing to complain about, the site need not even be assembled again.
        if let Some((receipt, files)) = standing.as_ref().filter(|(receipt, _)| !receipt.complaints) {
            let published = Published { unchanged: *files, ..Published::default() };
            let config = Config::read(&sources, overrides).ok();
            return Ok(self.done(&[], config.as_ref(), (receipt, &published)));
        }
        let shelf = program.map(|program| Shelf::of(&self.destination.work, program));
        let colours = || shelf.as_ref()?.take(COLOURS);
        // The process ends with the build: the system takes a large site out of memory as a whole, where
        // letting go of each of its pieces takes a tenth of a second.
        let mut memo =
            ManuallyDrop::new(Memo::with_colours(standing.is_none().then(colours).flatten().as_deref()));
        let Assembled { diagnostics, renderer } = pipeline::assemble_with(sources, overrides, &mut memo);
        let Some(renderer) = renderer else { return Ok(self.refused(&diagnostics)) };
        // A font of this machine may be another one than the last time, and no hash of the site would tell.
        let lent = pipeline::lent(&renderer);
        if let Some((receipt, files)) = standing.as_ref().filter(|(receipt, _)| receipt.lent == lent) {
            let published = Published { unchanged: *files, ..Published::default() };
            return Ok(self.done(&diagnostics, Some(&renderer.site().config), (receipt, &published)));
        }
        let renderer = ManuallyDrop::new(renderer.for_all_pages());
        let staging = Staging::open(&self.destination)?;
        let progress = Progress::new(renderer.plan().pages.len(), self.started, self.invocation.terminal);
        let cards = CardStore::open(&self.destination.work);
        let rendered = pipeline::render_missing(
            &renderer,
            |page| {
                progress.step();
                cards.is_there(page, &staging)
            },
            |page, body| match body {
                Body::Bytes(bytes) => {
                    cards.keep(page, &bytes);
                    staging.put(&page.route, &bytes)
                }
                Body::File(path) => staging.put_file(&page.route, &renderer.on_disk(&path)),
            },
        )?;
        drop(progress);
        if let Err(faults) = rendered {
            let all: Vec<Diagnostic> = diagnostics.into_iter().chain(faults).collect();
            return Ok(self.refused(&all));
        }
        let receipt = Receipt {
            inputs: inputs.unwrap_or_default(),
            lent,
            pages: renderer.plan().pages.iter().filter(|page| page.route.is_page()).count(),
            drafts: renderer.site().drafts.len(),
            complaints: !diagnostics.is_empty(),
        };
        let published = staging.commit_with(inputs.is_some().then_some(&receipt))?;
        cards.sweep();
        if let Some((shelf, colours)) = shelf.zip(memo.colours()) {
            shelf.put(COLOURS, &colours);
        }
        Ok(self.done(&diagnostics, Some(&renderer.site().config), (&receipt, &published)))
    }

    fn refused(&self, diagnostics: &[Diagnostic]) -> Outcome {
        self.invocation.terminal.report(diagnostics, self.format);
        Outcome::SiteHasErrors
    }

    fn done(
        &self,
        diagnostics: &[Diagnostic],
        config: Option<&Config>,
        (receipt, published): (&Receipt, &Published),
    ) -> Outcome {
        self.invocation.terminal.report(diagnostics, self.format);
        // What is for a machine is one JSON value and nothing else.
        if self.format == Format::Text {
            self.tell(receipt, published);
            config.iter().for_each(|config| warn_of_placeholder(self.invocation.terminal, config));
        }
        Outcome::Done
    }

    fn tell(&self, receipt: &Receipt, published: &Published) {
        let Run { invocation, destination, started, .. } = self;
        let out = &destination.out;
        let place = out.strip_prefix(&invocation.folder).unwrap_or(out).display();
        let time = started.elapsed().as_millis();
        let what = match (published.written, published.removed) {
            (0, 0) => "nothing has changed".to_string(),
            (written, 0) => format!("{written} written, {} unchanged", published.unchanged),
            (written, removed) => {
                format!("{written} written, {} unchanged, {removed} removed", published.unchanged)
            }
        };
        let is_unchanged = published.written + published.removed == 0;
        let tone = if is_unchanged { Tone::Unchanged } else { Tone::Made };
        let line = format!("{place}/  {} in {time} ms; {what}", counted(receipt.pages, "page"));
        invocation.terminal.status(tone, "built", line);
        if receipt.drafts > 0 {
            let words = match receipt.drafts {
                1 => "1 file is a draft".to_string(),
                drafts => format!("{drafts} files are drafts"),
            };
            invocation.terminal.status(
                Tone::Notable,
                "kept back",
                format_args!("{words}; `--drafts` shows them"),
            );
        }
    }
}
