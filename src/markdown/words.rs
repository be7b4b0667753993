//! Counting words in text of any script.

use super::scripts::{is_han, is_hangul, is_kana};

/// Words so far, and how many of them are single characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Words {
    /// All words.
    pub(super) all: usize,
    /// Han, Kana and Hangul characters, each counted as one word.
    pub(super) cjk: usize,
}

impl Words {
    /// Counts the words of a piece of text. A word that goes on in the next piece is counted twice,
    /// so pieces should end where words do.
    pub(super) fn count(&mut self, text: &str) {
        // Most pieces are all ASCII, where a byte is a character and nothing needs to be put together.
        match text.is_ascii() {
            true => self.all += ascii_words(text.as_bytes()),
            false => self.add(text.chars().map(Sign::of)),
        }
    }

    fn add(&mut self, signs: impl Iterator<Item = Sign>) {
        let (mut words, mut cjk, mut in_word) = (0, 0, false);
        for sign in signs {
            words += usize::from(sign == Sign::Letter && !in_word);
            cjk += usize::from(sign == Sign::Word);
            in_word = sign == Sign::Letter || (in_word && sign == Sign::Joint);
        }
        self.all += words + cjk;
        self.cjk += cjk;
    }
}

/// What a character is in a word.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    /// A part of it, and maybe its first.
    Letter,
    /// A part of it, and never its first.
    Joint,
    /// All of it.
    Word,
    /// No part of it.
    Gap,
}

impl Sign {
    fn of(c: char) -> Self {
        match c {
            '\0'..='\x7f' if c.is_ascii_alphanumeric() => Self::Letter,
            c if is_cjk(c) => Self::Word,
            c if c.is_alphanumeric() => Self::Letter,
            c if joins(c) => Self::Joint,
            _ => Self::Gap,
        }
    }
}

/// The words of a text that is all ASCII: each begins with a letter that has none before it, but for joints between
/// the two. What stands side by side is compared for many bytes at a time; only where a letter comes after a joint
/// are they looked at one by one.
fn ascii_words(text: &[u8]) -> usize {
    let (mut starts, mut after_joints) =
        (usize::from(text.first().is_some_and(u8::is_ascii_alphanumeric)), 0);
    // As many as a byte can count.
    for (before, at) in text.chunks(255).zip(text.get(1..).unwrap_or_default().chunks(255)) {
        let (mut some_starts, mut some_after_joints) = (0_u8, 0_u8);
        for (before, at) in before.iter().zip(at) {
            let is_letter = at.is_ascii_alphanumeric();
            some_starts += u8::from(is_letter & !before.is_ascii_alphanumeric());
            some_after_joints += u8::from(is_letter & joins_ascii(*before));
        }
        starts += usize::from(some_starts);
        after_joints += usize::from(some_after_joints);
    }
    if after_joints == 0 { starts } else { starts - gone_on(text) }
}

/// How often a letter goes on with the word of another one, from which only joints part it.
fn gone_on(text: &[u8]) -> usize {
    let is_letter = |at: usize| text.get(at).is_some_and(u8::is_ascii_alphanumeric);
    let is_in_word =
        |text: &[u8]| text.iter().rfind(|byte| !joins_ascii(**byte)).is_some_and(u8::is_ascii_alphanumeric);
    (0..text.len())
        .filter(|at| joins_ascii(text[*at]) && is_letter(at + 1) && is_in_word(&text[..*at]))
        .count()
}

/// How many words a plain text has; a character of a script without spaces is one.
pub fn word_count(text: &str) -> usize {
    let mut words = Words::default();
    words.count(text);
    words.all
}

/// Whether a line break between two characters stands for no space: between characters (or marks) of
/// scripts that are written without spaces, Hangul excepted.
pub(super) fn no_space_between(before: Option<char>, after: Option<char>) -> bool {
    before.is_some_and(is_unspaced) && after.is_some_and(is_unspaced)
}

/// Whether a character is a letter or a mark of a script that is written without spaces.
pub fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{3001}'..='\u{303F}' | '\u{FF00}'..='\u{FF65}') || (is_cjk(c) && !is_hangul(c))
}

/// Characters that stand inside words: "don't", "3.5", "10,000", "snake_case".
fn joins(c: char) -> bool {
    c == '’' || u8::try_from(c).is_ok_and(joins_ascii)
}

/// Those of them that are ASCII.
fn joins_ascii(byte: u8) -> bool {
    (byte == b'\'') | (byte == b'.') | (byte == b',') | (byte == b'_')
}

/// Letters of the scripts that are written without spaces between words, and Hangul syllables.
fn is_cjk(c: char) -> bool {
    (is_han(c) || is_kana(c) || is_hangul(c)) && c.is_alphanumeric()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counted(text: &str) -> (usize, usize) {
        let mut words = Words::default();
        words.count(text);
        (words.all, words.cjk)
    }

    #[test]
    fn latin_words_and_characters_of_other_scripts_are_told_apart() {
        assert_eq!(counted("Don't ship 3.5 things — test-first, ok."), (7, 0));
        assert_eq!(counted("第一天：写 Rust 代码"), (7, 6));
        assert_eq!(counted("カタカナ 한국 é"), (7, 6));
        assert_eq!(counted(" … — ! "), (0, 0));
    }

    #[test]
    fn ascii_has_as_many_words_counted_at_once_as_one_by_one() {
        for text in ["", "a", ".", "don't", "'tis", "...a..b.", "a,,b c_d _e f_", "1,000.5 - x.", ". a' 'b"] {
            let mut one_by_one = Words::default();
            one_by_one.add(text.chars().map(Sign::of));
            assert_eq!(counted(text).0, one_by_one.all, "{text:?}");
            let long = format!("{text} ").repeat(100);
            assert_eq!(counted(&long).0, 100 * one_by_one.all, "{text:?}");
        }
    }
}
