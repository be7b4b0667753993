//! Which rows of words are looked for, and where they stand in another text.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::tokens::{Token, number, tokens};
use crate::diagnostics::Span;

/// So many letters in a row are said twice by chance hardly ever; about seven words, or eleven Han characters.
const TELLING: usize = 32;

/// The fewest words of such a row: a single long one is a name of something.
const FEWEST: usize = 5;

/// A whole sentence tells at this length already.
const TELLING_SENTENCE: usize = 20;

/// The fewest words of a sentence that tells, and the fewest Han characters of one.
const FEWEST_IN_SENTENCE: (usize, usize) = (4, 9);

/// Rows of words, each with the number of what it belongs to.
#[derive(Debug, Default)]
pub(super) struct Phrases {
    /// Rows that are just long enough to tell.
    rows: FxHashMap<u64, usize>,
    /// Sentences and names, which are found whole.
    wholes: FxHashMap<u64, usize>,
    /// How many words each of the latter has.
    lengths: Vec<usize>,
}

/// A place where words stand that belong to something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Match {
    /// What they belong to.
    pub(super) of: usize,
    /// Where they stand.
    pub(super) span: Span,
    /// How many letters they have.
    pub(super) letters: usize,
}

impl Phrases {
    /// Adds what of a text tells, but what stands in a text that is public on purpose.
    pub(super) fn add_text(&mut self, of: usize, text: &str, public: &[&str]) {
        let words = tokens(text);
        let public: Vec<Vec<Token>> = public.iter().map(|text| tokens(text)).collect();
        let public_rows: FxHashSet<u64> =
            public.iter().flat_map(|words| rows(words).map(|row| number(&words[row]))).collect();
        for row in rows(&words).map(|row| number(&words[row])).filter(|row| !public_rows.contains(row)) {
            self.rows.entry(row).or_insert(of);
        }
        for sentence in words.split_inclusive(|word| word.ends_sentence) {
            let is_short = row_at(sentence, 0).is_none();
            let is_public = || {
                let whole = number(sentence);
                public.iter().any(|words| words.windows(sentence.len()).any(|part| number(part) == whole))
            };
            if is_short && is_telling(sentence) && !is_public() {
                self.add_whole(of, sentence);
            }
        }
    }

    /// Adds a name.
    pub(super) fn add_name(&mut self, of: usize, name: &str) {
        let words = tokens(name);
        if !words.is_empty() {
            self.add_whole(of, &words);
        }
    }

    fn add_whole(&mut self, of: usize, words: &[Token]) {
        self.wholes.entry(number(words)).or_insert(of);
        if !self.lengths.contains(&words.len()) {
            self.lengths.push(words.len());
        }
    }

    /// Where any of it stands, in order; rows that follow one another and belong together are one.
    pub(super) fn find(&self, text: &str) -> Vec<Match> {
        if self.rows.is_empty() && self.wholes.is_empty() {
            return Vec::new();
        }
        let words = tokens(text);
        let mut found: Vec<(usize, Range<usize>)> = Vec::new();
        for start in 0..words.len() {
            let row = row_at(&words, start)
                .and_then(|row| Some((*self.rows.get(&number(&words[row.clone()]))?, row)));
            let whole =
                self.lengths.iter().filter(|length| start + **length <= words.len()).find_map(|length| {
                    let whole = start..start + length;
                    Some((*self.wholes.get(&number(&words[whole.clone()]))?, whole))
                });
            for (of, range) in row.into_iter().chain(whole) {
                match found.iter_mut().rev().find(|(known, last)| *known == of && last.end >= range.start) {
                    Some((_, last)) => last.end = last.end.max(range.end),
                    None => found.push((of, range)),
                }
            }
        }
        let matched = |(of, range): (usize, Range<usize>)| {
            let words = &words[range];
            let (first, last) = (words.first()?, words.last()?);
            let letters = words.iter().map(|word| word.letters).sum();
            Some(Match { of, span: first.span.start..last.span.end, letters })
        };
        found.into_iter().filter_map(matched).collect()
    }
}

/// Every row of words that is just long enough to tell.
fn rows(words: &[Token]) -> impl Iterator<Item = Range<usize>> {
    (0..words.len()).filter_map(|start| row_at(words, start))
}

/// The shortest row from a word on that tells; where it ends depends on its own words alone.
fn row_at(words: &[Token], start: usize) -> Option<Range<usize>> {
    let mut letters = 0;
    for (at, word) in words[start..].iter().enumerate() {
        letters += word.letters;
        if letters >= TELLING && at + 1 >= FEWEST {
            return Some(start..start + at + 1);
        }
    }
    None
}

/// Whether nobody else would say a whole sentence by chance.
fn is_telling(sentence: &[Token]) -> bool {
    let (words, characters) = FEWEST_IN_SENTENCE;
    let fewest = if sentence.iter().any(|word| word.is_character) { characters } else { words };
    sentence.iter().map(|word| word.letters).sum::<usize>() >= TELLING_SENTENCE && sentence.len() >= fewest
}
