//! What a line must hold so that a pattern can match in it, read off the pattern.
//!
//! Most patterns of a grammar match in few lines, and say so: `\b(if|else)\b` only where one of two words
//! stands. To look for these takes far less time than the engine takes to find no match.

use super::bytes::Bytes;
use super::pattern::Node;

/// More words than this are no quick look any more.
const MOST_WORDS: usize = 400;
/// A line holds one of so many bytes as a rule.
const MOST_BYTES: u32 = 64;

/// Among bytes: a word begins or ends. No line of ASCII holds it.
const BOUNDARY: u8 = 0xff;

/// Signs that stand in most lines.
const COMMON: &[u8] = b" \n\"'(),-.:;=_";

/// What each match of a pattern holds: one of some bytes or one of some words, without regard to case.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Need {
    bytes: Bytes,
    words: Vec<Box<[u8]>>,
}

impl Need {
    /// What a pattern needs; `None` where that can't be told, or is not worth a look.
    pub(super) fn of(pattern: &Node) -> Option<Self> {
        let need = match pattern {
            Node::Anything | Node::AnyByte | Node::Nowhere | Node::Boundary => return None,
            Node::Byte(byte) => Self::byte(*byte),
            Node::Class(bytes) => Self { bytes: bytes.clone(), words: Vec::new() },
            Node::Sequence(nodes) => of_sequence(nodes.iter())?,
            Node::Choice(nodes) => of_choice(nodes, [None, None])?,
            Node::Repeated(node) | Node::Ahead(node) | Node::Behind(node) => Self::of(node)?,
        };
        need.is_worth_a_look().then_some(need)
    }

    /// Whether a pattern with this need may match in a line.
    pub(super) fn is_met(&self, line: &Held) -> bool {
        self.bytes.meets(&line.bytes) || self.words.iter().any(|word| line.may_hold(word))
    }

    fn byte(byte: u8) -> Self {
        Self { bytes: [byte].into_iter().collect(), words: Vec::new() }
    }

    fn word(word: &[u8]) -> Self {
        match word {
            [byte] => Self::byte(*byte),
            _ => Self { bytes: Bytes::default(), words: vec![word.into()] },
        }
    }

    /// Small where few lines meet it: about how many of ten thousand lines of code do.
    fn cost(&self) -> u32 {
        let of_byte =
            |byte: u8| if byte.is_ascii_alphanumeric() || COMMON.contains(&byte) { 4000 } else { 500 };
        let of_word = |word: &[u8]| if word.len() == 2 { 400 } else { 30 };
        let bytes = (0..=u8::MAX).filter(|byte| self.bytes.contains(*byte)).map(of_byte).sum::<u32>();
        bytes + self.words.iter().map(|word| of_word(word)).sum::<u32>()
    }

    fn is_worth_a_look(&self) -> bool {
        self.bytes.count() <= MOST_BYTES && self.words.len() <= MOST_WORDS
    }

    fn or(mut self, other: Self) -> Self {
        self.bytes.add(&other.bytes);
        self.words.extend(other.words);
        self
    }
}

/// What each branch needs, between what stands on both sides of all of them.
fn of_choice(branches: &[Node], [before, after]: [Option<&Node>; 2]) -> Option<Need> {
    let needs = branches.iter().map(|branch| of_sequence(before.into_iter().chain([branch]).chain(after)));
    needs.reduce(|one, other| Some(one?.or(other?))).flatten()
}

/// Of all that a sequence needs, what the fewest lines hold.
fn of_sequence<'a>(nodes: impl Iterator<Item = &'a Node>) -> Option<Need> {
    let mut flat = Vec::new();
    nodes.for_each(|node| flatten(node, &mut flat));
    let mut needs = Vec::new();
    let mut word = Vec::new();
    for (at, node) in flat.iter().enumerate() {
        match node {
            // Bytes that follow each other are a word.
            Node::Byte(byte) => word.push(*byte),
            // Two at one place are one.
            Node::Boundary if word.last() == Some(&BOUNDARY) => {}
            Node::Boundary => word.push(BOUNDARY),
            _ => {
                needs.extend(end_word(&mut word));
                needs.extend(match node {
                    Node::Choice(branches) => of_choice(branches, boundaries(&flat, at)),
                    _ => Need::of(node),
                });
            }
        }
    }
    needs.extend(end_word(&mut word));
    needs.into_iter().filter(Need::is_worth_a_look).min_by_key(Need::cost)
}

/// The parts of sequences in sequences, without those that say nothing.
fn flatten<'a>(node: &'a Node, into: &mut Vec<&'a Node>) {
    match node {
        Node::Sequence(nodes) => nodes.iter().for_each(|node| flatten(node, into)),
        Node::Nowhere => {}
        _ => into.push(node),
    }
}

/// Where a word begins or ends beside a place.
fn boundaries<'a>(nodes: &[&'a Node], at: usize) -> [Option<&'a Node>; 2] {
    [at.wrapping_sub(1), at + 1]
        .map(|beside| nodes.get(beside).copied().filter(|node| matches!(node, Node::Boundary)))
}

fn end_word(word: &mut Vec<u8>) -> Option<Need> {
    let word = std::mem::take(word);
    word.iter().any(|byte| *byte != BOUNDARY).then(|| Need::word(&word))
}

/// How many pairs of bytes are told apart; others share a place, and a look finds too much, never too little.
const PAIRS: usize = 4096;

/// What a line holds: its bytes, and which follow each other.
pub(super) struct Held {
    bytes: Bytes,
    pairs: [u64; PAIRS / 64],
}

impl Held {
    /// What a line of ASCII holds. Of others it is not told: letters of other scripts have ways of their own
    /// to be equal without regard to case.
    pub(super) fn by(line: &str) -> Option<Self> {
        if !line.is_ascii() {
            return None;
        }
        let mut held = Self { bytes: Bytes::default(), pairs: [0; PAIRS / 64] };
        // Around it nothing is part of a word.
        let mut last = b' ';
        for byte in line.bytes().chain([b' ']).map(|byte| byte.to_ascii_lowercase()) {
            held.bytes.insert(byte);
            held.insert_pair(last, byte);
            if is_of_word(last) != is_of_word(byte) {
                held.insert_pair(last, BOUNDARY);
                held.insert_pair(BOUNDARY, byte);
            }
            last = byte;
        }
        Some(held)
    }

    fn insert_pair(&mut self, first: u8, second: u8) {
        let place = place_of_pair(first, second);
        self.pairs[place / 64] |= 1 << (place % 64);
    }

    fn may_hold(&self, word: &[u8]) -> bool {
        word.windows(2).all(|pair| {
            let place = place_of_pair(pair[0], pair[1]);
            self.pairs[place / 64] >> (place % 64) & 1 == 1
        })
    }
}

fn is_of_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

fn place_of_pair(first: u8, second: u8) -> usize {
    (usize::from(first) * 61 + usize::from(second)) % PAIRS
}

#[cfg(test)]
mod tests {
    use super::super::pattern::parse;
    use super::*;

    /// What a pattern needs, with `|` where a word begins or ends.
    fn need(pattern: &str) -> Option<Vec<String>> {
        let need = Need::of(&parse(pattern)?.node)?;
        let bytes = (0..=u8::MAX).filter(|byte| need.bytes.contains(*byte)).map(|byte| vec![byte]);
        let words = need.words.iter().map(|word| word.to_vec());
        let text = |bytes: Vec<u8>| -> String {
            bytes.into_iter().map(|byte| if byte == BOUNDARY { '|' } else { char::from(byte) }).collect()
        };
        Some(bytes.chain(words).map(text).collect())
    }

    #[test]
    fn a_pattern_needs_the_rarest_of_what_each_match_holds() {
        for (pattern, expected) in [
            (r"\b(if|else)\b", &["|if|", "|else|"][..]),
            (r"\b(?:Self|i8)(?=\()", &["|self", "|i8"]),
            (r"^\s*#\s*define\b", &["define|"]),
            (r"(?x) a b # c\n d? e+", &["ab"]),
            (r"[@#]\w+", &["#", "@"]),
            (r"x?y*(z|w)", &["w", "z"]),
            (r"(?<=\.)\s*[_a-c]\w*", &["."]),
            (r"(?<!never)not(?!never)hing", &["nothing"]),
            (r"\b(\b(for|if))\b", &["|for|", "|if|"]),
            (r"(?i:BEGIN)", &["begin"]),
        ] {
            assert_eq!(need(pattern).unwrap_or_default(), expected, "{pattern}");
        }
    }

    #[test]
    fn of_a_pattern_that_may_match_anything_or_is_not_understood_nothing_is_told() {
        for pattern in [
            r"\w+",
            r"a?",
            r"a*|b",
            r"(a|)",
            "",
            r"[^a]",
            r"[[:alpha:]]",
            r"[a&&b]",
            r"a{0,2}",
            r"a{,2}",
            r"(?~a)",
            r"(*FAIL)",
            r"a(?i)b",
            r"\cA",
            r"[]a]",
            "(a",
            "a)",
            r"\u0041",
            "é",
            r"[\p{L}a]",
            "a+*",
        ] {
            assert_eq!(need(pattern), None, "{pattern}");
        }
    }
}
