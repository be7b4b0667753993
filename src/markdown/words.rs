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
            true => self.add(text.bytes().map(|byte| ASCII[usize::from(byte & 0x7f)])),
            false => self.add(text.chars().map(Sign::of)),
        }
    }

    fn add(&mut self, signs: impl Iterator<Item = Sign>) {
        let (mut words, mut cjk, mut in_word) = (0, 0, false);
        for sign in signs {
            // Sums in place of branches: where a word begins nobody can foretell, the processor neither.
            words += usize::from((sign == Sign::Letter) & !in_word);
            cjk += usize::from(sign == Sign::Word);
            in_word = (sign == Sign::Letter) | (in_word & (sign == Sign::Joint));
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
            '\0'..='\x7f' => ASCII[c as usize],
            c if is_cjk(c) => Self::Word,
            c if c.is_alphanumeric() => Self::Letter,
            c if joins(c) => Self::Joint,
            _ => Self::Gap,
        }
    }
}

/// The same of each ASCII character.
const ASCII: [Sign; 128] = {
    let mut signs = [Sign::Gap; 128];
    let mut at = 0;
    while at < 128 {
        if (at as u8).is_ascii_alphanumeric() {
            signs[at] = Sign::Letter;
        } else if joins(at as u8 as char) {
            signs[at] = Sign::Joint;
        }
        at += 1;
    }
    signs
};

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
const fn joins(c: char) -> bool {
    matches!(c, '\'' | '’' | '.' | ',' | '_')
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
}
