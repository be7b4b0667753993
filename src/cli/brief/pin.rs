//! `--pin-font`: the system's fonts that the document needs, copied into the site.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::Context;

use super::super::Outcome;
use super::super::invocation::Invocation;
use super::super::terminal::Tone;
use crate::fonts::{Face, FontSet, Licence, Origin};

/// Copies each borrowed font whose licence allows it into `fonts/`; a file that is there stays.
pub(super) fn pin(invocation: &Invocation, root: &Path, fonts: &FontSet) -> anyhow::Result<Outcome> {
    let mut files: BTreeMap<PathBuf, &Face> = BTreeMap::new();
    for face in fonts.borrowed() {
        if let Origin::System(path) = &face.origin {
            files.entry(path.clone()).or_insert(face);
        }
    }
    if files.is_empty() {
        invocation.terminal.status(
            Tone::Unchanged,
            "nothing to pin",
            "the document needs no font of this machine",
        );
        return Ok(Outcome::Done);
    }
    let mut refused = false;
    for (path, face) in files {
        let name = path.file_name().unwrap_or(path.as_os_str());
        match face.licence() {
            Licence::Open(words) => copy(invocation, &root.join("fonts").join(name), face, &words)?,
            Licence::Unknown(said) => {
                refused = true;
                let said =
                    said.map_or_else(|| "it says no licence".to_string(), |said| format!("it says: {said}"));
                invocation.terminal.status(
                    Tone::Notable,
                    "not copied",
                    format_args!("{}: {said}", path.display()),
                );
                invocation
                    .terminal
                    .say("  Your repository is public, so only a font under an open licence may lie in it.");
                invocation
                    .terminal
                    .say("  Noto Sans SC and Source Han Sans are free for Chinese: put one into fonts/.");
            }
        }
    }
    Ok(if refused { Outcome::SiteHasErrors } else { Outcome::Done })
}

fn copy(invocation: &Invocation, to: &Path, face: &Face, licence: &str) -> anyhow::Result<()> {
    if to.exists() {
        invocation.terminal.status(Tone::Unchanged, "is there", to.display());
        return Ok(());
    }
    if let Some(folder) = to.parent() {
        std::fs::create_dir_all(folder).with_context(|| format!("{} can't be made", folder.display()))?;
    }
    std::fs::write(to, (*face.bytes).as_ref())
        .with_context(|| format!("{} can't be written", to.display()))?;
    let note = to.with_extension("licence.txt");
    std::fs::write(&note, format!("{licence}\n"))
        .with_context(|| format!("{} can't be written", note.display()))?;
    let megabytes = (*face.bytes).as_ref().len() as f64 / 1e6;
    invocation.terminal.status(Tone::Made, "pinned", format_args!("{}  {megabytes:.1} MB", to.display()));
    Ok(())
}
