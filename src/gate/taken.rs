//! Where things have been found in a text: of two in one place the first counts.

use std::collections::BTreeMap;

use crate::diagnostics::Span;

/// Places apart from one another: the end of each by its beginning, because a text may be a list of nothing else.
#[derive(Clone, Debug, Default)]
pub(super) struct Taken(BTreeMap<usize, usize>);

impl Taken {
    /// Whether nothing has been found in any part of a place.
    pub(super) fn is_free(&self, span: &Span) -> bool {
        self.0.range(..span.end).next_back().is_none_or(|(_, end)| *end <= span.start)
    }

    /// Takes a place, and says whether it was free.
    pub(super) fn take(&mut self, span: &Span) -> bool {
        let is_free = self.is_free(span);
        if is_free {
            self.0.insert(span.start, span.end);
        }
        is_free
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_taken_once_and_its_neighbours_are_free() {
        let mut taken = Taken::default();
        assert!(taken.take(&(4..8)));
        assert!([4..8, 0..5, 7..9, 5..6, 0..20].iter().all(|span| !taken.take(span)));
        assert!([0..4, 8..9, 20..21].iter().all(|span| taken.take(span)));
        assert!(!taken.take(&(19..21)));
    }
}
