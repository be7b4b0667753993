//! Every file that is public once it is pushed: what it holds, and how large it is.

use super::contents::Contents;
use crate::diagnostics::{Diagnostic, Place, SourceFile};
use crate::path::SitePath;
use crate::source::{Source, Sources};

/// Readers on a phone wait for a larger picture.
const LARGE_PICTURE: u64 = 2 * 1024 * 1024;

/// GitHub takes no larger file ("About large files on GitHub" in its documentation).
const LARGEST_FILE: u64 = 100 * 1024 * 1024;

/// Findings in one file of the site's folder.
pub(super) fn of_file(
    path: &SitePath,
    source: &Source,
    sources: &Sources,
    rules: &dyn Fn(&SourceFile) -> Vec<Diagnostic>,
) -> Vec<Diagnostic> {
    let contents = Contents { path, rules };
    if let Source::Text(text) = source {
        return contents.of_text(&SourceFile::new(path.clone(), text.clone()));
    }
    let mut found: Vec<Diagnostic> = too_large(path, source.length()).into_iter().collect();
    // A file that can't be read now is told where it is published.
    let Ok(mut file) = sources.open(path) else { return found };
    found.extend(contents.of_file(&mut file).unwrap_or_default());
    found
}

/// Where the originals go: the published copies of pictures have no metadata.
fn goes_along(path: &SitePath) -> &'static str {
    match path.as_str().starts_with("static/") {
        true => "everything in static/ is published as it is",
        false => "the page shows a copy without it, but the original goes along when you push the sources",
    }
}

pub(super) fn with_position(path: &SitePath) -> Diagnostic {
    Diagnostic::error("position-in-file", format!("{path} says where it was made: {}", goes_along(path)))
        .at(Place::file(path.clone()))
        .hint(way_out(path))
}

pub(super) fn with_serial(path: &SitePath) -> Diagnostic {
    Diagnostic::warning(
        "serial-in-file",
        format!("{path} names the device that made it or its owner: {}", goes_along(path)),
    )
    .at(Place::file(path.clone()))
    .hint(way_out(path))
}

fn way_out(path: &SitePath) -> &'static str {
    match path.extension().as_str() {
        "jpg" | "jpeg" | "png" | "webp" | "gif" => {
            "`buildlog check --fix` takes it out of the original, and leaves every pixel as it is"
        }
        "svg" | "md" | "html" | "css" => {
            "take it out of the picture that stands there, or put the picture into a file of its own"
        }
        "mp4" | "mov" | "m4v" | "webm" => "take it out: `ffmpeg -i IN -map_metadata -1 -c copy OUT`",
        "zip" | "docx" | "xlsx" | "pptx" | "odt" | "epub" | "gz" | "tar" => {
            "take it out of the picture inside, and pack the file again"
        }
        _ => "take it out: `exiftool -all= FILE`, or export the picture again without it",
    }
}

fn too_large(path: &SitePath, length: u64) -> Option<Diagnostic> {
    let size = |length: u64| format!("{:.1} MB", length as f64 / (1024.0 * 1024.0));
    let is_picture =
        matches!(path.extension().as_str(), "jpg" | "jpeg" | "png" | "webp" | "gif" | "avif" | "svg");
    if length > LARGEST_FILE {
        return Some(
            Diagnostic::error(
                "file-over-limit",
                format!("{path} has {}: GitHub takes no file over 100 MB", size(length)),
            )
            .at(Place::file(path.clone()))
            .hint("make it smaller, or put it on a host for recordings and link to that"),
        );
    }
    (is_picture && length > LARGE_PICTURE).then(|| {
        Diagnostic::warning(
            "large-picture",
            format!("{path} has {}: over 2 MB, a reader on a phone waits for it", size(length)),
        )
        .at(Place::file(path.clone()))
        .hint("export it smaller: 1600 pixels are wide enough for any page")
    })
}
