//! The fonts that a site brings along in `fonts/`.

use std::sync::Arc;

use super::FontSet;
use super::face::{Face, FontBytes, Origin};
use crate::diagnostics::{Diagnostic, Place};
use crate::path::SitePath;
use crate::source::{Source, Sources};

/// The folder of a site's own fonts.
const FOLDER: &str = "fonts";

/// The faces of each font file that was read before, kept under the file's stamp.
#[derive(Debug, Default)]
pub struct Memo {
    kept: Vec<(SitePath, Source, Vec<Face>)>,
}

impl FontSet {
    /// The program's faces and then the site's own, in order of their files. The faults are files that
    /// are no fonts.
    pub fn read(sources: &Sources, memo: &mut Memo) -> (FontSet, Vec<Diagnostic>) {
        let mut faults = Vec::new();
        let mut kept = Vec::new();
        for (path, source) in sources.under(FOLDER).filter(|(path, _)| is_font(path)) {
            let known = memo.kept.iter().find(|(known, before, _)| known == path && before.is_same(source));
            let faces = match known {
                Some((_, _, faces)) => faces.clone(),
                None => faces_of(sources, path).unwrap_or_else(|fault| {
                    faults.push(*fault);
                    Vec::new()
                }),
            };
            // A file with a fault is read again, so that the fault is told again.
            if !faces.is_empty() {
                kept.push((path.clone(), source.clone(), faces));
            }
        }
        memo.kept = kept;
        let own = memo.kept.iter().flat_map(|(_, _, faces)| faces.iter().cloned()).collect();
        (FontSet::embedded().with(own), faults)
    }
}

fn is_font(path: &SitePath) -> bool {
    matches!(path.extension().as_str(), "ttf" | "otf" | "ttc" | "otc")
}

fn faces_of(sources: &Sources, path: &SitePath) -> Result<Vec<Face>, Box<Diagnostic>> {
    let bytes = sources.bytes(path).map_err(|error| {
        Box::new(
            Diagnostic::error("unreadable", format!("{path} can't be read: {error}"))
                .at(Place::file(path.clone()))
                .hint("check that the file is still there and that you may read it"),
        )
    })?;
    let bytes: FontBytes = Arc::new(bytes);
    let faces = Face::of_file(&bytes, &Origin::Site(path.clone()));
    match faces.is_empty() {
        false => Ok(faces),
        true => Err(Box::new(
            Diagnostic::error("bad-font", format!("{path} is no font that can be read"))
                .at(Place::file(path.clone()))
                .hint(
                    "put a TrueType or OpenType file there (.ttf, .otf, .ttc); a web font (.woff2) is packed",
                ),
        )),
    }
}
