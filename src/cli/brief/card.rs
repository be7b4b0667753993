//! `--card`: the event card, as a PDF to print and as a picture for chats.

use std::path::{Path, PathBuf};

use anyhow::Context;

use super::super::Outcome;
use super::super::base_url::warn_of_placeholder;
use super::super::invocation::Invocation;
use super::super::privacy;
use super::super::refusal::Refusal;
use super::super::terminal::{Format, Tone};
use crate::config::Show;
use crate::render::Renderer;
use crate::render::brief::Subject;

/// Writes both files beside one another; `out` names them up to their endings.
pub(super) fn write(
    invocation: &Invocation<'_>,
    renderer: &Renderer,
    subject: Subject,
    out: Option<&Path>,
) -> anyhow::Result<Outcome> {
    let card = match renderer.event_card(subject) {
        Ok(card) => card,
        Err(fault) => {
            invocation.terminal.report(&[*fault], Format::Text);
            return Ok(Outcome::SiteHasErrors);
        }
    };
    if out == Some(Path::new("-")) {
        let refusal = Refusal::new(
            "a card is two files, and standard output is one",
            "name a path without an ending with `--out PATH`, or leave it out",
        );
        return Err(refusal.into());
    }
    let named = || PathBuf::from(format!("{}-card", renderer.sheet(subject).file_name));
    let out = out.map_or_else(named, Path::to_path_buf);
    for (ending, bytes) in [("pdf", &card.pdf), ("png", &card.png)] {
        let file = out.with_extension(ending);
        std::fs::write(invocation.folder.join(&file), bytes)
            .with_context(|| format!("{} can't be written", file.display()))?;
        let size = bytes.len().div_ceil(1000);
        invocation.terminal.status(Tone::Made, "wrote", format_args!("{}  {size} KB", file.display()));
    }
    warn_if_taken(invocation, renderer, &out);
    for what in &card.left_out {
        invocation.terminal.status(Tone::Notable, "left out", what);
    }
    invocation.terminal.status(Tone::Unchanged, "the code", format_args!("leads to {}", card.url));
    warn_of_placeholder(invocation.terminal, &renderer.site().config);
    Ok(Outcome::Done)
}

/// A telephone number that is on the card alone would be as public as the repository.
fn warn_if_taken(invocation: &Invocation<'_>, renderer: &Renderer, out: &Path) {
    let mut contacts = renderer.site().config.author.contact.iter();
    if contacts.any(|contact| contact.show == [Show::Card]) {
        let files = ["pdf", "png"].map(|ending| out.with_extension(ending).to_string_lossy().into_owned());
        let words = "git does not ignore the card: a commit would make public what you show on it alone";
        privacy::warn_if_any_is_taken(
            invocation,
            &invocation.folder,
            &files.each_ref().map(String::as_str),
            words,
        );
    }
}
