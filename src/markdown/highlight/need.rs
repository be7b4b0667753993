//! What a line must hold so that a pattern can match in it, read off the pattern.
//!
//! Most patterns of a grammar match in few lines, and say so: `\b(if|else)\b` only where one of two words
//! stands. To look for these takes a hundredth of the time that the engine takes to find no match.

use super::pattern::{self, Node};

/// More words than this are no quick look any more.
const MOST_WORDS: usize = 400;
/// A line holds one of so many bytes as a rule.
const MOST_BYTES: u32 = 64;

/// Signs that stand in most lines.
const COMMON: &[u8] = b" \n\"'(),-.:;=_";

/// What each match of a pattern holds: one of some bytes or one of some words, without regard to case.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Need {
    bytes: Bytes,
    words: Vec<Box<[u8]>>,
}

impl Need {
    /// What a pattern in Oniguruma's syntax needs; `None` where that can't be told, or is not worth a look.
    pub(super) fn of(pattern: &str) -> Option<Self> {
        of_node(&pattern::parse(pattern)?)
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
        let of_byte = |byte: u8| if byte.is_ascii_alphanumeric() || COMMON.contains(&byte) { 4000 } else { 500 };
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

fn of_node(node: &Node) -> Option<Need> {
    let need = match node {
        Node::Anything | Node::Nowhere => return None,
        Node::Byte(byte) => Need::byte(*byte),
        Node::Class(bytes) => Need { bytes: bytes.clone(), words: Vec::new() },
        Node::Sequence(nodes) => of_sequence(nodes)?,
        Node::Choice(nodes) => {
            nodes.iter().map(of_node).reduce(|one, other| Some(one?.or(other?))).flatten()?
        }
        Node::Repeated(node) | Node::Ahead(node) => of_node(node)?,
    };
    need.is_worth_a_look().then_some(need)
}

/// Of all that a sequence needs, what the fewest lines hold. Bytes that follow each other are a word.
fn of_sequence(nodes: &[Node]) -> Option<Need> {
    let mut needs = Vec::new();
    let mut word = Vec::new();
    for node in nodes {
        match node {
            Node::Byte(byte) => word.push(*byte),
            Node::Nowhere => {}
            _ => {
                needs.extend(end_word(&mut word));
                needs.extend(of_node(node));
            }
        }
    }
    needs.extend(end_word(&mut word));
    needs.into_iter().min_by_key(Need::cost)
}

fn end_word(word: &mut Vec<u8>) -> Option<Need> {
    let word = std::mem::take(word);
    (!word.is_empty()).then(|| Need::word(&word))
}

/// A set of bytes; capitals are held as small letters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Bytes([u64; 4]);

impl Bytes {
    fn insert(&mut self, byte: u8) {
        let byte = byte.to_ascii_lowercase();
        self.0[usize::from(byte) / 64] |= 1 << (byte % 64);
    }

    pub(super) fn add(&mut self, other: &Self) {
        self.0.iter_mut().zip(other.0).for_each(|(own, other)| *own |= other);
    }

    /// The one byte of a set that has no other.
    pub(super) fn single(&self) -> Option<u8> {
        (self.count() == 1).then(|| (0..=u8::MAX).find(|byte| self.contains(*byte))).flatten()
    }

    fn contains(&self, byte: u8) -> bool {
        self.0[usize::from(byte) / 64] >> (byte % 64) & 1 == 1
    }

    fn count(&self) -> u32 {
        self.0.iter().map(|part| part.count_ones()).sum()
    }

    fn meets(&self, other: &Self) -> bool {
        self.0.iter().zip(other.0).any(|(own, other)| own & other != 0)
    }
}

impl FromIterator<u8> for Bytes {
    fn from_iter<T: IntoIterator<Item = u8>>(members: T) -> Self {
        let mut bytes = Self::default();
        members.into_iter().for_each(|byte| bytes.insert(byte));
        bytes
    }
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
        let mut last = None;
        for byte in line.bytes().map(|byte| byte.to_ascii_lowercase()) {
            held.bytes.insert(byte);
            if let Some(last) = last {
                let place = place_of_pair(last, byte);
                held.pairs[place / 64] |= 1 << (place % 64);
            }
            last = Some(byte);
        }
        Some(held)
    }

    fn may_hold(&self, word: &[u8]) -> bool {
        word.windows(2).all(|pair| {
            let place = place_of_pair(pair[0], pair[1]);
            self.pairs[place / 64] >> (place % 64) & 1 == 1
        })
    }
}

fn place_of_pair(first: u8, second: u8) -> usize {
    (usize::from(first) * 61 + usize::from(second)) % PAIRS
}
