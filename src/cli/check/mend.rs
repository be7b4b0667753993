//! `check --fix`: what can be mended without asking. Originals of pictures lose what their camera wrote into them,
//! and git is told to ignore `private/` and what is made from the sources; everything else is the maker's to decide.
#![allow(clippy::disallowed_methods, reason = "commands make files, and this one makes some anew")]

use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::Context;
use tempfile::NamedTempFile;

use crate::cli::ignore::{self, IGNORED, Ignoring};
use crate::diagnostics::Diagnostic;
use crate::git;
use crate::media::{self, Cleaned};

/// Mends what can be mended, and says of each file what was done.
///
/// # Errors
/// Those of the disk; every file is then either as it was or mended.
pub(super) fn mend(root: &Path, findings: &[Diagnostic]) -> anyhow::Result<Vec<String>> {
    let mut mended = Vec::new();
    if lacks_lines(root) {
        mended.extend(match ignore::write(root)? {
            Ignoring::Created => {
                Some(".gitignore: git ignores private/, public/ and .buildlog/ now".to_string())
            }
            Ignoring::Added(lines) => Some(format!(".gitignore: git ignores {} now", lines.join(" "))),
            Ignoring::Kept => None,
        });
    }
    let pictures =
        findings.iter().filter(|finding| ["position-in-file", "serial-in-file"].contains(&finding.code));
    let mut paths: Vec<&str> =
        pictures.filter_map(|finding| Some(finding.place.as_ref()?.path.as_str())).collect();
    paths.dedup();
    for path in paths {
        if let Some(removed) = strip(&root.join(path))? {
            mended.push(format!("{path}: took out {removed}"));
        }
    }
    Ok(mended)
}

/// Whether there is a repository, and git would take what is private or made in it.
fn lacks_lines(root: &Path) -> bool {
    IGNORED.iter().any(|folder| git::would_take(root, &format!("{}file", folder.trim_start_matches('/'))))
}

/// Puts a copy without metadata in the place of a picture, in one step; what can't be cleaned whole stays as it is.
fn strip(path: &Path) -> anyhow::Result<Option<String>> {
    // A link stays one: what it leads to is made anew.
    let path = path.canonicalize().with_context(|| format!("{} can't be found", path.display()))?;
    let bytes = fs::read(&path).with_context(|| format!("{} can't be read", path.display()))?;
    let Ok(Cleaned { bytes: clean, removed, .. }) = media::without_metadata(bytes) else { return Ok(None) };
    if removed.is_empty() {
        return Ok(None);
    }
    let failed = || format!("{} can't be written; it is as it was", path.display());
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut copy = NamedTempFile::new_in(folder).with_context(failed)?;
    copy.write_all(&clean).with_context(failed)?;
    let permissions = fs::metadata(&path).with_context(failed)?.permissions();
    copy.as_file().set_permissions(permissions).with_context(failed)?;
    copy.as_file().sync_all().with_context(failed)?;
    copy.persist(&path).with_context(failed)?;
    Ok(Some(removed.join(", ")))
}
