//! Where a body is another one elsewhere than on its own page.

use std::ops::Range;

/// The places where a body differs that is written for elsewhere: pieces of what is written for its page, in order,
/// and what stands there in their stead.
#[derive(Debug, Default)]
pub(super) struct Apart {
    pieces: Vec<(Range<usize>, String)>,
    /// Whether it differs in more than these.
    is_unknown: bool,
}

impl Apart {
    /// A piece that is another one elsewhere.
    pub(super) fn push(&mut self, piece: Range<usize>, elsewhere: String) {
        self.pieces.push((piece, elsewhere));
    }

    /// Something that may be anything elsewhere.
    pub(super) fn give_up(&mut self) {
        self.is_unknown = true;
    }

    /// The body as it is elsewhere; nothing where it has to be written to be known.
    pub(super) fn put_into(&self, html: &str) -> Option<String> {
        if self.is_unknown {
            return None;
        }
        let mut other = String::with_capacity(html.len());
        let mut done = 0;
        for (piece, elsewhere) in &self.pieces {
            other.push_str(&html[done..piece.start]);
            other.push_str(elsewhere);
            done = piece.end;
        }
        other.push_str(&html[done..]);
        Some(other)
    }
}
