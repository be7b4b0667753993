//! `buildlog build`: the whole site into a folder.

use std::path::PathBuf;

use super::Outcome;
use super::invocation::Invocation;
use super::terminal::Format;
use crate::front_matter::Date;

const AFTER: &str = "\
When the site has errors, the output of the last build stays as it is. A folder that buildlog did \
not make is never emptied.

Examples:
  buildlog build
  buildlog build --drafts --out /tmp/preview
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
        let terminal = invocation.terminal;
        terminal.detail(format_args!(
            "{:?} {:?} {} {:?} {}",
            self.out,
            self.base_url,
            self.drafts,
            self.as_of,
            terminal.is_quiet()
        ));
        let sources = crate::source::read(&root);
        let (_, mut faults) = crate::content::Content::read(&sources);
        faults.extend(sources.faults().iter().cloned());
        crate::diagnostics::sort(&mut faults);
        terminal.report(&faults, self.format);
        Ok(if faults.iter().any(crate::diagnostics::Diagnostic::is_error) {
            Outcome::SiteHasErrors
        } else {
            Outcome::Done
        })
    }
}
