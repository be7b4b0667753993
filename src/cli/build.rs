//! `buildlog build`: the whole site into a folder.

use std::path::PathBuf;

use super::Outcome;
use super::invocation::Invocation;
use super::terminal::Format;
use crate::config::{Config, Overrides};
use crate::content::Content;
use crate::diagnostics::{self, Diagnostic};
use crate::front_matter::Date;
use crate::site::Site;

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
    #[arg(long, value_name = "URL")]
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
        let root = invocation.site()?;
        let out = self.out.unwrap_or_else(|| root.join("public"));
        invocation.terminal.detail(format_args!("output: {}", out.display()));
        let overrides = Overrides {
            base_url: self.base_url,
            drafts: self.drafts,
            as_of: self.as_of.unwrap_or(invocation.today),
        };
        let sources = crate::source::read(&root);
        let (content, mut faults) = Content::read(&sources);
        faults.extend(sources.faults().iter().cloned());
        match Config::read(&sources, &overrides) {
            Ok(config) => faults.extend(Site::assemble(config, content).1),
            Err(found) => faults.extend(found),
        }
        diagnostics::sort(&mut faults);
        invocation.terminal.report(&faults, self.format);
        let has_errors = faults.iter().any(Diagnostic::is_error);
        Ok(if has_errors { Outcome::SiteHasErrors } else { Outcome::Done })
    }
}
