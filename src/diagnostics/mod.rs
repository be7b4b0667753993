//! Complaints as data: what is wrong, where it stands in which file, and how to mend it.

mod hidden;
mod json;
mod lines;
mod terminal;

pub use hidden::hide_in_all;
pub use json::to_json;
pub use lines::LineColumn;
pub use terminal::to_terminal;

use std::ops::Range;
use std::sync::Arc;

use self::lines::Lines;
use crate::path::SitePath;

/// A byte range in a file's text.
pub type Span = Range<usize>;

/// A text file of the site (or of an embedded theme) with its name; cheap to clone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceFile {
    /// Where the file lies.
    pub path: SitePath,
    /// Its whole text, without a byte order mark; line endings as they are in the file.
    pub text: Arc<str>,
    lines: Lines,
}

impl SourceFile {
    /// A file and its text.
    pub fn new(path: SitePath, text: impl Into<Arc<str>>) -> Self {
        Self { path, text: text.into(), lines: Lines::default() }
    }

    /// The place of a byte range in this file. A range that does not fit the text is brought inside it.
    pub fn place(&self, span: Span) -> Place {
        let end = floor_boundary(&self.text, span.end.max(span.start));
        let start = floor_boundary(&self.text, span.start).min(end);
        let text = Some((self.text.clone(), self.lines.clone()));
        Place { path: self.path.clone(), span: start..end, text, hidden: Arc::default() }
    }
}

fn floor_boundary(text: &str, at: usize) -> usize {
    text.floor_char_boundary(at.min(text.len()))
}

/// Where a complaint points.
///
/// Two places are compared span first, because their texts may be long, and are mostly the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file.
    pub path: SitePath,
    /// The bytes that are at fault; `0..0` where the whole file is meant.
    pub span: Span,
    /// The file's text, for the excerpt; `None` where the whole file is meant or it is not text.
    text: Option<(Arc<str>, Lines)>,
    /// The bytes that no excerpt shows: whole characters, in order, apart from one another.
    hidden: Arc<[Span]>,
}

impl Place {
    /// A whole file, with no excerpt.
    pub fn file(path: SitePath) -> Self {
        Self { path, span: 0..0, text: None, hidden: Arc::default() }
    }

    /// Whether the whole file is meant, or it is not text: then there is no excerpt.
    pub fn is_file(&self) -> bool {
        self.text.is_none()
    }

    /// Line and column of the first byte at fault, both from 1; columns count characters.
    pub fn line_column(&self) -> Option<LineColumn> {
        self.line_column_of(self.span.start)
    }

    fn line_column_of(&self, offset: usize) -> Option<LineColumn> {
        self.text.as_ref().map(|(text, lines)| lines.line_column(text, offset))
    }
}

/// How grave a complaint is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The site can't be built.
    Error,
    /// The site is built, but the reader may be let down.
    Warning,
}

/// One complaint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// How grave it is.
    pub severity: Severity,
    /// A short name in kebab case that never changes, such as `unknown-key`.
    pub code: &'static str,
    /// One line that names the thing and says what is wrong with it.
    pub message: String,
    /// Where it is.
    pub place: Option<Place>,
    /// A few words at the caret; may be empty.
    pub label: String,
    /// Other places that matter (the first of two claimants, say), each with its words.
    pub related: Vec<(Place, String)>,
    /// Ways out, each a sentence in the imperative.
    pub hints: Vec<String>,
}

impl Diagnostic {
    /// A complaint that stops the build.
    pub fn error(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, message)
    }

    /// A complaint that does not stop the build.
    pub fn warning(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, code, message)
    }

    fn new(severity: Severity, code: &'static str, message: impl Into<String>) -> Self {
        Self {
            severity,
            code,
            message: message.into(),
            place: None,
            label: String::new(),
            related: Vec::new(),
            hints: Vec::new(),
        }
    }

    /// Says where it is.
    pub fn at(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }

    /// Puts a few words at the caret.
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// Names another place that matters.
    pub fn related(mut self, place: Place, words: impl Into<String>) -> Self {
        self.related.push((place, words.into()));
        self
    }

    /// Adds a way out.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// Whether it stops the build.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

/// Puts complaints in the order in which they are shown: by file, then by place, errors before warnings at one place.
pub fn sort(diagnostics: &mut [Diagnostic]) {
    diagnostics.sort_by(|a, b| order_key(a).cmp(&order_key(b)));
}

fn order_key(diagnostic: &Diagnostic) -> (&str, usize, Severity, &str, &str) {
    let (path, start) = match &diagnostic.place {
        Some(place) => (place.path.as_str(), place.span.start),
        None => ("", 0),
    };
    (path, start, diagnostic.severity, diagnostic.code, &diagnostic.message)
}

/// The known name nearest to a mistyped one, when it is near enough to be meant.
pub fn did_you_mean<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let typed = typed.to_lowercase();
    known
        .into_iter()
        .map(|name| (strsim::damerau_levenshtein(&typed, &name.to_lowercase()), name))
        .filter(|(distance, name)| *distance <= (name.chars().count().max(typed.chars().count()) / 3).max(1))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_places_of_a_file_share_its_text_and_its_lines() {
        let file = SourceFile::new(SitePath::new("a.md"), "one\nsay secret here\n");
        let places = [file.place(4..7), file.place_hiding(8..14, 10..14), file.clone().place(0..3)];
        assert_eq!(places[0].line_column(), Some(LineColumn { line: 2, column: 1 }));
        for place in places {
            let (text, lines) = place.text.unwrap();
            assert!(Arc::ptr_eq(&text, &file.text), "a fault copies no file");
            assert!(lines.are_counted(), "no fault counts what another one has counted");
        }
    }

    #[test]
    fn a_near_name_is_proposed_and_a_far_one_is_not() {
        assert_eq!(did_you_mean("tilte", ["title", "date"]), Some("title"));
        assert_eq!(did_you_mean("Tag", ["tags", "date"]), Some("tags"));
        assert_eq!(did_you_mean("zebra", ["title", "date"]), None);
    }
}
