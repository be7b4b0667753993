//! A text as a row of words, so that the same words are found however their lines are broken, marked up and quoted.

use std::hash::Hasher;

use rustc_hash::FxHasher;

use crate::diagnostics::Span;
use crate::markdown::{is_han, is_kana};

/// One word, or one Han character or kana: these are written without spaces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    /// The word in lower case, as a number.
    pub(super) word: u64,
    /// How much it says, in letters. A number says nothing: it may be anybody's.
    pub(super) letters: usize,
    /// Where it stands.
    pub(super) span: Span,
    /// Whether it is a character that is a word of its own.
    pub(super) is_character: bool,
    /// Whether a sentence ends behind it.
    pub(super) ends_sentence: bool,
}

/// One Han character says about as much as so many letters.
const LETTERS_OF_A_CHARACTER: usize = 3;

/// Elements that stand inside of sentences.
const INLINE: [&str; 17] = [
    "a", "abbr", "b", "br", "cite", "code", "del", "em", "i", "ins", "mark", "q", "s", "small", "span",
    "strong", "u",
];

/// The words of a text, in order.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut rest = text.char_indices().peekable();
    while let Some((start, c)) = rest.next() {
        if c == '<'
            && let Some(length) = inline_element(&text[start..])
        {
            while rest.next_if(|(at, _)| *at < start + length).is_some() {}
        } else if c == '['
            && let Some(length) = footnote(&text[start..])
        {
            while rest.next_if(|(at, _)| *at < start + length).is_some() {}
        } else if is_character(c) {
            tokens.push(Token::new(start..start + c.len_utf8(), &text[start..start + c.len_utf8()]));
        } else if c.is_alphanumeric() {
            let mut end = start + c.len_utf8();
            while let Some((at, next)) = rest.next_if(|(_, next)| joins(*next)) {
                end = at + next.len_utf8();
            }
            let word = without_possessive(&text[start..end]);
            tokens.push(Token::new(start..start + word.len(), word));
        } else if ends_sentence(c, text, start)
            && let Some(last) = tokens.last_mut()
        {
            last.ends_sentence = true;
        }
    }
    if let Some(last) = tokens.last_mut() {
        last.ends_sentence = true;
    }
    tokens
}

/// Words in a row as one number.
pub(super) fn number(tokens: &[Token]) -> u64 {
    let mut hasher = FxHasher::default();
    tokens.iter().for_each(|token| hasher.write_u64(token.word));
    hasher.finish()
}

impl Token {
    fn new(span: Span, word: &str) -> Self {
        let mut hasher = FxHasher::default();
        let letters = word.chars().filter(|c| !is_apostrophe(*c));
        letters.flat_map(char::to_lowercase).for_each(|c| hasher.write_u32(c.into()));
        let is_character = word.chars().next().is_some_and(is_character);
        let letters = match is_character {
            true => LETTERS_OF_A_CHARACTER,
            false => word.chars().filter(|c| c.is_alphabetic()).count(),
        };
        Self { word: hasher.finish(), letters, span, is_character, ends_sentence: false }
    }
}

fn is_character(c: char) -> bool {
    is_han(c) || is_kana(c)
}

fn joins(c: char) -> bool {
    (c.is_alphanumeric() && !is_character(c)) || is_apostrophe(c)
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’')
}

/// A word without the end that says whose something is: a name is a name with it, too.
fn without_possessive(word: &str) -> &str {
    let word = word.trim_end_matches(is_apostrophe);
    let stem = word.strip_suffix(['s', 'S']).filter(|stem| stem.ends_with(is_apostrophe));
    stem.unwrap_or(word).trim_end_matches(is_apostrophe)
}

/// The length of the mark of a footnote that stands here.
fn footnote(text: &str) -> Option<usize> {
    let name = text.strip_prefix("[^")?;
    let end = name.find(']').filter(|end| *end <= 40)?;
    (!name[..end].contains(char::is_whitespace)).then_some(end + 3)
}

/// A mark at the end of a sentence, or a line that is empty.
fn ends_sentence(c: char, text: &str, at: usize) -> bool {
    let next = || text[at + c.len_utf8()..].chars().next();
    match c {
        '。' | '！' | '？' | '；' | ';' => true,
        '.' | '!' | '?' => next().is_none_or(|next| !next.is_alphanumeric()),
        '\n' => next().is_some_and(|next| next == '\n' || next == '\r'),
        _ => false,
    }
}

/// The length of a tag that stands here and does not end a sentence.
fn inline_element(text: &str) -> Option<usize> {
    let name = text[1..].trim_start_matches('/');
    let name = &name[..name.find(|c: char| !c.is_ascii_alphanumeric())?];
    // No tag of a page is longer; a `<` that is none must not make the rest be read again and again.
    let tag = &text[..text.floor_char_boundary(600)];
    INLINE.contains(&name).then(|| tag.find('>')).flatten().map(|end| end + 1)
}
