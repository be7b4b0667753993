//! `outreach --check`: what would embarrass its sender, as far as this machine can know it.

use std::path::Path;

use crate::cli::Outcome;
use crate::cli::invocation::Invocation;
use crate::cli::terminal::{Format, Tone};
use crate::content::Recipient;
use crate::diagnostics::{Diagnostic, Place};
use crate::output::MARKER_FILE;
use crate::outreach::{self, Message};
use crate::path::SitePath;
use crate::render::Renderer;

/// Tells all findings; each is a reason not to send yet.
pub(super) fn run(
    invocation: &Invocation<'_>,
    root: &Path,
    renderer: &Renderer,
    recipient: &Recipient,
    message: &Message,
    format: Format,
) -> anyhow::Result<Outcome> {
    let file = SitePath::new(format!("private/recipients/{}.yaml", recipient.name));
    let mut findings: Vec<Diagnostic> = outreach::faults(renderer.site(), recipient, message)
        .into_iter()
        .map(|fault| if fault.place.is_none() { fault.at(Place::file(file.clone())) } else { fault })
        .collect();
    findings.extend(not_built(root, message));
    if format == Format::Json || !findings.is_empty() {
        invocation.terminal.report(&findings, format);
    }
    if findings.iter().any(Diagnostic::is_error) {
        return Ok(Outcome::SiteHasErrors);
    }
    if format == Format::Text {
        invocation.terminal.status(
            Tone::Made,
            "fine",
            format_args!("{} leads to a page of the site", message.link.url),
        );
        invocation.terminal.status(
            Tone::Unchanged,
            "next",
            format_args!("open it once yourself, then `--copy`"),
        );
    }
    Ok(Outcome::Done)
}

/// A site that is built here and lacks the page can't have been published with it. Where nothing is built
/// here (another machine may do that) nothing is known.
fn not_built(root: &Path, message: &Message) -> Option<Diagnostic> {
    let public = root.join("public");
    let knows = public.join(MARKER_FILE).is_file();
    (knows && !public.join(&message.link.file).is_file()).then(|| {
        Diagnostic::error("not-published", format!("{} is in no build yet", message.link.url))
            .hint("run `buildlog build`, and publish the result before you send the link")
    })
}
