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

/// Patterns, each with words of which one stands wherever it matches: one look at a text for all of these words tells
/// which patterns are to be tried, and in most texts that is none.
pub(super) struct Forms {
    words: AhoCorasick,
    /// Of each word the number of its pattern.
    of_word: Vec<usize>,
    patterns: Vec<Regex>,
}

/// How the words of patterns are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Case {
    /// As they are written.
    Kept,
    /// In small letters and in capitals.
    Any,
}

impl Forms {
    /// Compiles patterns, each behind its words.
    pub(super) fn new<'a>(case: Case, forms: impl IntoIterator<Item = (&'a [&'a str], &'a str)>) -> Self {
        let (mut words, mut of_word, mut patterns) = (Vec::<&str>::new(), Vec::new(), Vec::new());
        for (own, pattern) in forms {
            of_word.extend(own.iter().map(|_| patterns.len()));
            words.extend(own);
            patterns.push(compiled(pattern));
        }
        let words = AhoCorasick::builder()
            .ascii_case_insensitive(case == Case::Any)
            .kind(Some(AhoCorasickKind::DFA))
            .build(words)
            .expect("a few words of this room");
        Self { words, of_word, patterns }
    }

    /// The patterns that may match in a text, each with its number, in order.
    pub(super) fn possible(&self, text: &str) -> impl Iterator<Item = (usize, &Regex)> {
        let mut is_possible = vec![false; self.patterns.len()];
        let mut left = is_possible.len();
        for word in self.words.find_overlapping_iter(text) {
            let number = self.of_word[word.pattern().as_usize()];
            left -= usize::from(!is_possible[number]);
            is_possible[number] = true;
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
        let words: [(&[&str], &str); 3] =
            [(&["pass", "pw"], r"p\w+"), (&["sshpass"], r"s\w+"), (&["密码"], "密码.")];
        let numbers = |case, text: &str| -> Vec<usize> {
            Forms::new(case, words).possible(text).map(|(number, _)| number).collect()
        };
        assert!(numbers(Case::Any, "nothing of it").is_empty());
        assert_eq!(numbers(Case::Any, "the PW is"), [0]);
        assert!(numbers(Case::Kept, "the PW is").is_empty());
        assert_eq!(numbers(Case::Kept, "密码 of sshpass"), [0, 1, 2], "one word may lie in another");
    }
}
