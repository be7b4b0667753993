//! Every file that is public once it is pushed: text goes to the rules for texts, pictures and recordings tell what they hold.

use std::io::{Read, Seek};
use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::pdf;
use super::texts::TextRules;
use crate::diagnostics::{Diagnostic, Place, SourceFile};
use crate::media::{self, Telltale};
use crate::path::SitePath;
use crate::source::{Source, Sources};

/// A longer text is data, which nobody reads for its words.
const LONGEST_TEXT: u64 = 16 * 1024 * 1024;

/// Readers on a phone wait for a larger picture.
const LARGE_PICTURE: u64 = 2 * 1024 * 1024;

/// GitHub takes no larger file ("About large files on GitHub" in its documentation).
const LARGEST_FILE: u64 = 100 * 1024 * 1024;

/// Findings in one file of the site's folder.
pub(super) fn of_file(
    path: &SitePath,
    source: &Source,
    sources: &Sources,
    rules: &TextRules,
) -> Vec<Diagnostic> {
    if let Source::Text(text) = source {
        return rules.of_source(&SourceFile { path: path.clone(), text: text.clone() });
    }
    let mut found: Vec<Diagnostic> = too_large(path, source.length()).into_iter().collect();
    // A file that can't be read now is told where it is published.
    let Ok(mut file) = sources.open(path) else { return found };
    match text_of(source, sources, path) {
        Some(text) => found.extend(rules.of_source(&SourceFile::new(path.clone(), text))),
        None => found.extend(of_medium(path, &mut file, rules)),
    }
    found
}

/// The text of a file whose name does not say that it is one: a subtitle, a recording of a terminal, a script.
fn text_of(source: &Source, sources: &Sources, path: &SitePath) -> Option<String> {
    if source.length() > LONGEST_TEXT {
        return None;
    }
    let head = sources.head(path, 4096).ok()?;
    let is_text = !head.contains(&0) && !head.starts_with(b"%PDF") && !head.starts_with(b"GIF8");
    let text = is_text.then(|| sources.bytes(path).ok()).flatten()?;
    String::from_utf8(text).ok().filter(|text| !text.contains('\0')).map(|text| without_colours(&text))
}

/// A text without the codes that colour a terminal (ECMA-48, section 8.3.117), as they are and as JSON writes them: they
/// stand right before words. As many spaces leave every place where it is.
fn without_colours(text: &str) -> String {
    static COLOUR: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?:\x1b|\\u001[bB])\[[0-9;]*m").expect("a pattern of this file, compiled by its tests")
    });
    COLOUR.replace_all(text, |code: &Captures| " ".repeat(code[0].len())).into_owned()
}

fn of_medium(path: &SitePath, file: &mut (impl Read + Seek), rules: &TextRules) -> Vec<Diagnostic> {
    let Ok(Telltale { position, serial, text }) = media::telltale(file) else { return Vec::new() };
    let words = match path.extension().as_str() {
        "pdf" => pdf::words(file),
        _ => text,
    };
    // The words lie somewhere between other bytes, so there is no line to show.
    let words = SourceFile::new(path.clone(), words);
    let mut found: Vec<Diagnostic> = rules.of_source(&words);
    for finding in &mut found {
        finding.place = Some(Place::file(path.clone()));
    }
    found.dedup();
    found.extend(position.then(|| with_position(path)));
    found.extend(serial.then(|| with_serial(path)));
    found
}

/// Where the originals go: the published copies of pictures have no metadata.
fn goes_along(path: &SitePath) -> &'static str {
    match path.as_str().starts_with("static/") {
        true => "everything in static/ is published as it is",
        false => "the page shows a copy without it, but the original goes along when you push the sources",
    }
}

fn with_position(path: &SitePath) -> Diagnostic {
    Diagnostic::error("position-in-file", format!("{path} says where it was made: {}", goes_along(path)))
        .at(Place::file(path.clone()))
        .hint(way_out(path))
}

fn with_serial(path: &SitePath) -> Diagnostic {
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
        "mp4" | "mov" | "m4v" | "webm" => "take it out: `ffmpeg -i IN -map_metadata -1 -c copy OUT`",
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
