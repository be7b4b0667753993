//! Excerpts and messages without what must not be repeated: reports are read in public logs, too.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};
use std::mem;
use std::sync::Arc;

use aho_corasick::AhoCorasick;

use super::{Diagnostic, Place, SourceFile, Span};
use crate::path::SitePath;

impl SourceFile {
    /// The place of a byte range in this file, with stars for a part of the file in its excerpt.
    pub fn place_hiding(&self, span: Span, hidden: Span) -> Place {
        let Place { span: hidden, .. } = self.place(hidden);
        let hidden = if hidden.is_empty() { Arc::default() } else { Arc::from([hidden]) };
        Place { hidden, ..self.place(span) }
    }
}

impl Place {
    /// The file's text as a report may repeat it; `None` where there is no excerpt.
    pub fn shown_text(&self) -> Option<Cow<'_, str>> {
        self.text.as_ref().map(|(text, _)| self.shown(text, 0..text.len()))
    }

    /// A part of the file's text, with stars for what is hidden: as many as there were bytes, so that every place stays
    /// where it is.
    pub(super) fn shown<'a>(&self, text: &'a str, part: Span) -> Cow<'a, str> {
        let first = self.hidden.partition_point(|hidden| hidden.end <= part.start);
        let hidden = self.hidden[first..].iter().take_while(|hidden| hidden.start < part.end);
        let mut shown = Cow::Borrowed(&text[part.clone()]);
        for hidden in hidden {
            let from = hidden.start.max(part.start) - part.start;
            let to = hidden.end.min(part.end) - part.start;
            shown.to_mut().replace_range(from..to, &"*".repeat(to - from));
        }
        shown
    }
}

/// Fewer letters stand in any message by chance.
const FEWEST: usize = 4;

/// What the excerpts of one file hide together.
struct Secrets {
    /// The bytes, in order, apart from one another.
    all: Arc<[Span]>,
    /// Whether an excerpt of the file shows some of it as yet.
    is_shown: bool,
}

/// Hides in every excerpt of a file what one of them hides: a line may hold two secrets, and each is told alone. No message
/// repeats it either.
pub fn hide_in_all(diagnostics: &mut [Diagnostic]) {
    let mut files = secrets(diagnostics);
    if files.is_empty() {
        return;
    }
    let mut words = BTreeSet::new();
    for place in places(diagnostics) {
        let Some(secrets) = files.get_mut(&version(place)) else { continue };
        if place.hidden == secrets.all {
            continue;
        }
        place.hidden = secrets.all.clone();
        if !mem::replace(&mut secrets.is_shown, true) {
            words.extend(hidden_words(place));
        }
    }
    if words.is_empty() {
        return;
    }
    // It fails where the words hold billions of letters, and no file that is read holds as many.
    let words = AhoCorasick::new(&words).expect("words of the files of a site");
    for diagnostic in diagnostics {
        let sentences =
            [&mut diagnostic.message, &mut diagnostic.label].into_iter().chain(&mut diagnostic.hints);
        sentences.for_each(|sentence| cover(sentence, &words));
    }
}

/// What is hidden in any of the places, by file.
fn secrets(diagnostics: &mut [Diagnostic]) -> HashMap<(SitePath, usize), Secrets> {
    let mut files: HashMap<_, Vec<Arc<[Span]>>> = HashMap::new();
    for place in places(diagnostics).filter(|place| !place.hidden.is_empty()) {
        let known = files.entry(version(place)).or_default();
        // What has been hidden in all before is one and the same list in each.
        if !known.last().is_some_and(|last| Arc::ptr_eq(last, &place.hidden)) {
            known.push(place.hidden.clone());
        }
    }
    let joined = |hidden: Vec<Arc<[Span]>>| Secrets {
        all: joined(hidden.iter().flat_map(|spans| spans.iter().cloned()).collect()).into(),
        is_shown: false,
    };
    files.into_iter().map(|(file, hidden)| (file, joined(hidden))).collect()
}

/// The file of a place, and which text it had: an embedded one and the site's own may have one path.
fn version(place: &Place) -> (SitePath, usize) {
    (place.path.clone(), place.text.as_ref().map_or(0, |(text, _)| text.len()))
}

/// Spans in order, those that touch or overlap as one.
fn joined(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_by_key(|span| (span.start, span.end));
    spans.dedup_by(|next, last| {
        let touches = next.start <= last.end;
        if touches {
            last.end = last.end.max(next.end);
        }
        touches
    });
    spans
}

/// The words that the excerpt of a place hides.
fn hidden_words(place: &Place) -> impl Iterator<Item = String> {
    let text = place.text.as_ref().map_or("", |(text, _)| text);
    let hidden = place.hidden.iter().filter(|hidden| hidden.len() >= FEWEST);
    hidden.filter_map(|hidden| text.get(hidden.clone()).map(str::to_string))
}

/// Puts stars over words in a sentence. They are whole characters, so what is left is text.
fn cover(sentence: &mut String, words: &AhoCorasick) {
    let found: Vec<Span> =
        words.find_overlapping_iter(sentence.as_str()).map(|found| found.range()).collect();
    for part in joined(found) {
        sentence.replace_range(part.clone(), &"*".repeat(part.len()));
    }
}

fn places(diagnostics: &mut [Diagnostic]) -> impl Iterator<Item = &mut Place> {
    let all = diagnostics.iter_mut().flat_map(|diagnostic| {
        let related = diagnostic.related.iter_mut().map(|(place, _)| place);
        diagnostic.place.iter_mut().chain(related)
    });
    all.filter(|place| !place.is_file())
}
