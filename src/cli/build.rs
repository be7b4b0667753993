//! `buildlog build`: the whole site into a folder.

use std::path::{Path, PathBuf};
use std::time::Instant;

use super::Outcome;
use super::base_url::base_url;
use super::cards::{CardStore, WORK};
use super::invocation::Invocation;
use super::terminal::{Format, Tone};
use crate::config::Overrides;
use crate::front_matter::Date;
use crate::output::Body;
use crate::pipeline::{self, Assembled};
use crate::publish::{Destination, Published, Staging};
use crate::render::Renderer;
use crate::source;

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
        let Assembled { mut diagnostics, renderer } = pipeline::assemble(source::read(&root), &overrides);
        let Some(renderer) = renderer else {
            invocation.terminal.report(&diagnostics, self.format);
            return Ok(Outcome::SiteHasErrors);
        };
        let staging = Staging::open(&Destination { out: out.clone(), work: root.join(WORK) })?;
        let cards = CardStore::open(&root, &renderer, invocation.terminal);
        let rendered = pipeline::render_missing(
            &renderer,
            |page| cards.is_there(page, &staging),
            |page, body| match body {
                Body::Bytes(bytes) => {
                    cards.keep(page, &bytes);
                    staging.put(&page.route, &bytes)
                }
                Body::File(path) => staging.put_file(&page.route, &renderer.on_disk(&path)),
            },
        )?;
        if let Err(faults) = rendered {
            diagnostics.extend(faults);
            invocation.terminal.report(&diagnostics, self.format);
            return Ok(Outcome::SiteHasErrors);
        }
        let published = staging.commit()?;
        cards.sweep();
        invocation.terminal.report(&diagnostics, self.format);
        // What is for a machine is one JSON value and nothing else.
        if self.format == Format::Text {
            tell(invocation, &renderer, &published, &out, started);
        }
        Ok(Outcome::Done)
    }
}

fn tell(invocation: &Invocation, renderer: &Renderer, published: &Published, out: &Path, started: Instant) {
    let pages = renderer.plan().pages.iter().filter(|page| page.route.is_page()).count();
    let place = out.strip_prefix(&invocation.folder).unwrap_or(out).display();
    let time = started.elapsed().as_millis();
    let what = match (published.written, published.removed) {
        (0, 0) => "nothing has changed".to_string(),
        (written, 0) => format!("{written} written, {} unchanged", published.unchanged),
        (written, removed) => {
            format!("{written} written, {} unchanged, {removed} removed", published.unchanged)
        }
    };
    let tone = if published.written + published.removed == 0 { Tone::Unchanged } else { Tone::Made };
    invocation.terminal.status(
        tone,
        "built",
        format_args!("{place}/  {} in {time} ms; {what}", pages_in_words(pages)),
    );
    let drafts = renderer.site().drafts.len();
    if drafts > 0 {
        let words =
            if drafts == 1 { "1 file is a draft".to_string() } else { format!("{drafts} files are drafts") };
        invocation.terminal.status(
            Tone::Notable,
            "kept back",
            format_args!("{words}; `--drafts` shows them"),
        );
    }
}

fn pages_in_words(pages: usize) -> String {
    if pages == 1 { "1 page".to_string() } else { format!("{pages} pages") }
}
