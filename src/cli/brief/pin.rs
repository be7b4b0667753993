//! `--pin-font`: the system's fonts that the document needs, copied into the site.

use std::path::{Path, PathBuf};

use anyhow::Context;

use super::super::Outcome;
use super::super::invocation::Invocation;
use super::super::terminal::Tone;
use crate::fonts::{Face, FontSet, Licence, Origin};

/// From how many bytes on a font is a burden to a repository, which keeps every version for ever.
const HEAVY: usize = 2_000_000;

/// Copies each borrowed face whose licence allows it into `fonts/`; a file that is there stays.
pub(super) fn pin(invocation: &Invocation, root: &Path, fonts: &FontSet) -> anyhow::Result<Outcome> {
    let files: Vec<(&Face, &PathBuf)> = fonts
        .borrowed()
        .filter_map(|face| match &face.origin {
            Origin::System(path) => Some((face, path)),
            _ => None,
        })
        .collect();
    if files.is_empty() {
        invocation.terminal.status(
            Tone::Unchanged,
            "nothing to pin",
            "the document needs no font of this machine",
        );
        return Ok(Outcome::Done);
    }
    let (mut refused, mut heavy) = (false, Vec::new());
    for (face, path) in files {
        match face.licence() {
            Licence::Open(words) => {
                heavy.extend(copy(invocation, &root.join("fonts"), (face, path), &words)?);
            }
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
    if !heavy.is_empty() {
        advise_subset(invocation, &heavy);
    }
    Ok(if refused { Outcome::SiteHasErrors } else { Outcome::Done })
}

/// Writes one face into a folder, without those that lie in the same file. Its name, where it is heavy.
fn copy(
    invocation: &Invocation,
    folder: &Path,
    (face, path): (&Face, &Path),
    licence: &str,
) -> anyhow::Result<Option<String>> {
    let (name, bytes) = face.alone().with_context(|| format!("{} can't be taken apart", path.display()))?;
    let to = folder.join(&name);
    if to.exists() {
        invocation.terminal.status(Tone::Unchanged, "is there", to.display());
        return Ok(None);
    }
    std::fs::create_dir_all(folder).with_context(|| format!("{} can't be made", folder.display()))?;
    std::fs::write(&to, &bytes).with_context(|| format!("{} can't be written", to.display()))?;
    let note = to.with_extension("licence.txt");
    std::fs::write(&note, format!("{licence}\n"))
        .with_context(|| format!("{} can't be written", note.display()))?;
    let megabytes = bytes.len() as f64 / 1e6;
    invocation.terminal.status(Tone::Made, "pinned", format_args!("{}  {megabytes:.1} MB", to.display()));
    Ok((bytes.len() > HEAVY).then_some(name))
}

/// How fonts become small enough for a repository.
fn advise_subset(invocation: &Invocation, names: &[String]) {
    let mut lines = vec![
        "  That is much for a repository, which keeps it for ever. Before you commit it, leave only"
            .to_string(),
        "  the characters of your pages in it, and do so again when a build warns of a borrowed font:"
            .to_string(),
        "    pip install fonttools".to_string(),
        "    buildlog build && find public -name '*.html' -exec cat {} + > words.txt".to_string(),
    ];
    for name in names {
        let (stem, ending) = name.rsplit_once('.').unwrap_or((name, "otf"));
        let subset = format!("fonts/{stem}-subset.{ending}");
        lines.push(format!(
            "    pyftsubset fonts/{name} --text-file=words.txt --name-IDs='*' --output-file={subset}"
        ));
    }
    let all: Vec<String> = names.iter().map(|name| format!("fonts/{name}")).collect();
    lines.push(format!("    rm words.txt {}", all.join(" ")));
    lines.iter().for_each(|line| invocation.terminal.say(line));
}
