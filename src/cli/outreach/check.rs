//! `outreach --check`: what would embarrass its sender, as far as this machine can know it.

use std::path::Path;

use crate::brief::Reader;
use crate::cli::Outcome;
use crate::cli::invocation::{Invocation, now};
use crate::cli::terminal::{Format, Tone};
use crate::content::Recipient;
use crate::diagnostics::{Diagnostic, Place};
use crate::gate::external::{self, Answers, Patience};
use crate::output::MARKER_FILE;
use crate::outreach::{self, Message};
use crate::path::SitePath;
use crate::render::Renderer;

/// What is to be sent, to whom, and from which site.
pub(super) struct Sending<'a> {
    pub(super) root: &'a Path,
    pub(super) renderer: &'a Renderer,
    pub(super) recipient: &'a Recipient,
    pub(super) message: &'a Message,
}

/// Tells all findings; each error is a reason not to send yet.
pub(super) fn run(
    invocation: &Invocation<'_>,
    sending: &Sending<'_>,
    external: bool,
    format: Format,
) -> anyhow::Result<Outcome> {
    let Sending { root, renderer, recipient, message } = sending;
    let file = SitePath::new(format!("private/recipients/{}.yaml", recipient.name));
    let mut findings: Vec<Diagnostic> = outreach::faults(renderer.site(), recipient, message)
        .into_iter()
        .map(|fault| if fault.place.is_none() { fault.at(Place::file(file.clone())) } else { fault })
        .collect();
    findings.extend(unknown_leads(renderer, recipient));
    findings.extend(not_built(root, message, external));
    if external {
        findings.extend(unanswered(invocation, message));
    }
    if format == Format::Json || !findings.is_empty() {
        invocation.terminal.report(&findings, format);
    }
    if findings.iter().any(Diagnostic::is_error) {
        return Ok(Outcome::SiteHasErrors);
    }
    if format == Format::Text && findings.is_empty() {
        let fine = format!("{} leads to a page of the site", message.link.url);
        invocation.terminal.status(Tone::Made, "fine", fine);
        invocation.terminal.status(Tone::Unchanged, "next", "open it once yourself, then `--copy`");
    }
    Ok(Outcome::Done)
}

/// What the letter and its brief are to begin with and the log does not have.
fn unknown_leads(renderer: &Renderer, recipient: &Recipient) -> impl Iterator<Item = Diagnostic> {
    let faults = Reader::of(renderer.site(), recipient).err().unwrap_or_default();
    faults.into_iter().filter(|fault| fault.code == "unknown-lead")
}

/// The link and the demo, as far as they do not answer. A host of the demo that has a fault may have it for a
/// minute only; the page that is sent must be there.
fn unanswered(invocation: &Invocation<'_>, message: &Message) -> Vec<Diagnostic> {
    let urls: Vec<String> = std::iter::once(message.link.url.clone()).chain(message.demo.clone()).collect();
    let tell = |asked: usize| invocation.terminal.progress(asked, urls.len(), "asking");
    let answers = external::ask(urls.iter(), Answers::default(), now(), Patience::default(), &tell);
    invocation.terminal.progress(urls.len(), urls.len(), "asking");
    let complaints = urls.iter().filter_map(|url| {
        let outcome = &answers.get(url)?.outcome;
        let words = outcome.complaint()?;
        Some(match (*url == message.link.url, outcome.is_gone()) {
            (true, _) => Diagnostic::error("not-published", format!("the link {url} {words}"))
                .hint("publish the site, and open the link once before you send it"),
            (false, true) => Diagnostic::error("dead-demo", format!("the demo {url} {words}"))
                .hint("put it back before somebody tries it"),
            (false, false) => Diagnostic::warning("dead-demo", format!("the demo {url} {words}"))
                .hint("open it, so that it is awake when somebody tries it"),
        })
    });
    complaints.collect()
}

/// The page has to be in the build of this machine. Where there is none, because another machine makes it, the address
/// itself can answer for it.
fn not_built(root: &Path, message: &Message, external: bool) -> Option<Diagnostic> {
    let public = root.join("public");
    let is_built_here = public.join(MARKER_FILE).is_file();
    if public.join(&message.link.file).is_file() && is_built_here || external && !is_built_here {
        return None;
    }
    let told = Diagnostic::error("not-published", format!("{} is in no build yet", message.link.url))
        .hint("run `buildlog build`, and publish the result before you send the link");
    Some(match is_built_here {
        true => told,
        false => {
            told.hint("where another machine builds the site, `--check --external` asks the address itself")
        }
    })
}
