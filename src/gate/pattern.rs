//! Patterns that are written in this room, and where it is worth while to try them.

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use regex::Regex;

/// Compiles one. Each is part of the program, and the tests of its file compile it, so it is one.
///
/// The edge of a word is that of a word of ASCII. All that is looked for here begins and ends in such letters, and Chinese
/// has no space in front of it; and the edge of words of every script is a question that takes the engine ten times as
/// long wherever a text has one character outside of ASCII.
pub(super) fn compiled(pattern: &str) -> Regex {
    Regex::new(&pattern.replace(r"\b", r"(?-u:\b)")).expect("a pattern of this room, compiled by its tests")
}

/// How the words of a pattern are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Case {
    /// As they are written.
    Kept,
    /// In small letters and in capitals.
    Any,
}

/// Patterns, each with words of which one stands wherever it matches: one look at a text for all of these words tells
/// which patterns are to be tried, and in most texts that is none.
pub(super) struct Forms {
    words: AhoCorasick,
    /// Of each word the number of its pattern, and the word itself where its case is kept.
    of_word: Vec<(usize, Option<&'static str>)>,
    patterns: Vec<Regex>,
}

impl Forms {
    /// Compiles patterns, each behind its words.
    pub(super) fn new<'a>(forms: impl IntoIterator<Item = (Case, &'a [&'static str], &'a str)>) -> Self {
        let (mut words, mut of_word, mut patterns) = (Vec::<&str>::new(), Vec::new(), Vec::new());
        for (case, own, pattern) in forms {
            of_word.extend(own.iter().map(|word| (patterns.len(), (case == Case::Kept).then_some(*word))));
            words.extend(own);
            patterns.push(compiled(pattern));
        }
        let words = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .kind(Some(AhoCorasickKind::DFA))
            .build(words)
            .expect("a few words of this room");
        Self { words, of_word, patterns }
    }

    /// The patterns that may match in a text, each with its number, in order.
    pub(super) fn possible(&self, text: &str) -> impl Iterator<Item = (usize, &Regex)> {
        let mut is_possible = vec![false; self.patterns.len()];
        let mut left = is_possible.len();
        for found in self.words.find_overlapping_iter(text) {
            let (number, word) = self.of_word[found.pattern().as_usize()];
            if is_possible[number] || word.is_some_and(|word| *word != text[found.range()]) {
                continue;
            }
            is_possible[number] = true;
            left -= 1;
            if left == 0 {
                break;
            }
        }
        self.patterns.iter().enumerate().filter(move |(number, _)| is_possible[*number])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_is_tried_where_one_of_its_words_stands() {
        let forms = Forms::new([
            (Case::Any, &["pass", "pw"][..], r"p\w+"),
            (Case::Kept, &["SSHPASS"], r"S\w+"),
            (Case::Any, &["密码"], "密码."),
        ]);
        let numbers = |text: &str| forms.possible(text).map(|(number, _)| number).collect::<Vec<_>>();
        assert!(numbers("nothing of it").is_empty());
        assert_eq!(numbers("the PW is"), [0]);
        assert_eq!(numbers("密码 of sshpass"), [0, 2]);
        assert_eq!(numbers("密码 of SSHPASS"), [0, 1, 2], "one word may lie in another");
    }
}
