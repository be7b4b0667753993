//! Pictures that stand in a text, in base64: a drawing holds a photo so, and an element of HTML.

use std::io::Cursor;
use std::sync::LazyLock;

use memchr::memmem;
use regex::Regex;

use super::base64::decoded;
use super::files::{with_position, with_serial};
use super::pattern::compiled;
use crate::diagnostics::{Diagnostic, SourceFile};
use crate::media;

/// What such a picture begins with (RFC 2397).
const START: &str = "data:image/";

/// The whole of it, with the line breaks of those who break it.
const PICTURE: &str = r"data:image/[\w.+-]{1,16};base64,([A-Za-z0-9+/=_\s-]{64,})";

static PICTURE_FORM: LazyLock<Regex> = LazyLock::new(|| compiled(PICTURE));

/// Findings in the pictures that stand in a text, each where its picture begins.
pub(super) fn of_text(file: &SourceFile) -> Vec<Diagnostic> {
    if memmem::find(file.text.as_bytes(), START.as_bytes()).is_none() {
        return Vec::new();
    }
    let mut found = Vec::new();
    for groups in PICTURE_FORM.captures_iter(&file.text) {
        let Some((whole, picture)) = groups.get(0).zip(groups.get(1)) else { continue };
        // What lies in memory can be read.
        let told =
            media::telltale(&mut Cursor::new(decoded(picture.as_str().as_bytes()))).unwrap_or_default();
        let place = || file.place(whole.start()..whole.start() + START.len());
        found.extend(told.position.then(|| with_position(&file.path).at(place())));
        found.extend(told.serial.then(|| with_serial(&file.path).at(place())));
    }
    found
}
