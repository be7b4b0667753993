//! Excerpts and messages without what must not be repeated: reports are read in public logs, too.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use super::{Diagnostic, Place, SourceFile, Span};
use crate::path::SitePath;

impl SourceFile {
    /// The place of a byte range in this file, with stars for a part of the file in its excerpt.
    pub fn place_hiding(&self, span: Span, hidden: Span) -> Place {
        let Place { path, text, span } = self.place(span);
        let Place { span: hidden, .. } = self.place(hidden);
        // As many bytes as before, so that every place in the file stays where it is.
        let stars = "*".repeat(hidden.len());
        let text = text.map(|text| Arc::from([&text[..hidden.start], &stars, &text[hidden.end..]].concat()));
        Place { path, text, span }
    }
}

/// Fewer letters stand in any message by chance.
const FEWEST: usize = 4;

/// Hides in every excerpt of a file what one of them hides: a line may hold two secrets, and each is told alone. No message
/// repeats it either.
pub fn hide_in_all(diagnostics: &mut [Diagnostic]) {
    let mut hidden: HashMap<(SitePath, usize), Vec<u8>> = HashMap::new();
    for place in places(diagnostics) {
        let Some(text) = &place.text else { continue };
        let known =
            hidden.entry((place.path.clone(), text.len())).or_insert_with(|| text.as_bytes().to_vec());
        for (known, byte) in known.iter_mut().zip(text.bytes()).filter(|(_, byte)| *byte == b'*') {
            *known = byte;
        }
    }
    // What is hidden is whole characters, so the rest is text as before.
    let texts: HashMap<_, Arc<str>> = hidden
        .into_iter()
        .filter_map(|(file, bytes)| Some((file, String::from_utf8(bytes).ok()?.into())))
        .collect();
    let mut words = BTreeSet::new();
    for place in places(diagnostics) {
        let Some(text) = &mut place.text else { continue };
        if let Some(known) = texts.get(&(place.path.clone(), text.len())) {
            words.extend(hidden_words(text, known));
            *text = known.clone();
        }
    }
    for diagnostic in diagnostics {
        let sentences =
            [&mut diagnostic.message, &mut diagnostic.label].into_iter().chain(&mut diagnostic.hints);
        for sentence in sentences {
            for word in words.iter().filter(|word| sentence.contains(word.as_str())).collect::<Vec<_>>() {
                *sentence = sentence.replace(word, &"*".repeat(word.len()));
            }
        }
    }
}

/// What a text shows that another one of the same length hides.
fn hidden_words(text: &str, hiding: &str) -> Vec<String> {
    if text == hiding {
        return Vec::new();
    }
    let is_hidden: Vec<bool> =
        text.bytes().zip(hiding.bytes()).map(|(shown, known)| shown != known).collect();
    let mut at = 0;
    let runs = is_hidden.chunk_by(|one, next| one == next).map(|run| {
        at += run.len();
        (run[0], at - run.len()..at)
    });
    let hidden = runs.filter(|(is_hidden, run)| *is_hidden && run.len() >= FEWEST);
    // What is hidden is whole characters.
    hidden.filter_map(|(_, run)| text.get(run).map(str::to_string)).collect()
}

fn places(diagnostics: &mut [Diagnostic]) -> impl Iterator<Item = &mut Place> {
    diagnostics.iter_mut().flat_map(|diagnostic| {
        let related = diagnostic.related.iter_mut().map(|(place, _)| place);
        diagnostic.place.iter_mut().chain(related)
    })
}
