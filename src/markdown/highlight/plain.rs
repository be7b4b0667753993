//! Patterns so plain that a line of ASCII is searched for them without the engine: a sign, one of some signs,
//! a few signs in a row.
//!
//! A third of the searches in Rust are for these, and three quarters in JavaScript; each takes the engine longer to
//! begin than to search.

use std::ops::Range;

use super::bytes::Bytes;
use super::pattern::{Node, Parsed};

/// One of some rows of bytes; where several match at a place, the first.
pub(super) struct Plain {
    rows: Vec<Vec<Bytes>>,
    /// Whether it only looks what follows, and takes nothing.
    is_ahead: bool,
}

impl Plain {
    /// A pattern without letters, which have two cases, and without anything that is not a row.
    pub(super) fn of(pattern: &Parsed) -> Option<Self> {
        if pattern.has_groups {
            return None;
        }
        let (node, is_ahead) = match &pattern.node {
            Node::Sequence(nodes) => match &nodes[..] {
                [Node::Ahead(node)] => (&**node, true),
                _ => (&pattern.node, false),
            },
            node => (node, false),
        };
        let rows = match node {
            Node::Choice(nodes) => nodes.iter().map(row).collect::<Option<_>>()?,
            node => vec![row(node)?],
        };
        Some(Self { rows, is_ahead })
    }

    /// The first match from a place on.
    pub(super) fn find(&self, line: &str, from: usize) -> Option<Range<usize>> {
        let line = line.as_bytes();
        (from..=line.len()).find_map(|start| {
            let rest = &line[start..];
            let row = self.rows.iter().find(|row| {
                row.len() <= rest.len() && row.iter().zip(rest).all(|(bytes, byte)| bytes.contains(*byte))
            })?;
            Some(start..start + if self.is_ahead { 0 } else { row.len() })
        })
    }
}

fn row(node: &Node) -> Option<Vec<Bytes>> {
    match node {
        Node::Sequence(nodes) => nodes.iter().map(place).collect(),
        node => Some(vec![place(node)?]),
    }
}

/// What may stand at a place of a row.
fn place(node: &Node) -> Option<Bytes> {
    let bytes = match node {
        Node::Byte(byte) => [*byte].into_iter().collect(),
        Node::Class(bytes) => bytes.clone(),
        Node::AnyByte => return Some(Bytes::all_but(b'\n')),
        _ => return None,
    };
    let has_letter = (b'a'..=b'z').any(|letter| bytes.contains(letter));
    (!has_letter).then_some(bytes)
}
