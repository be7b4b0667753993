//! What the maker wants said first.

/// Ids of days, feedback and numbers in the order in which they are to come.
pub(super) struct Lead(Vec<String>);

impl Lead {
    pub(super) fn new(ids: Vec<String>) -> Self {
        Self(ids)
    }

    /// Where an id stands among those that come first.
    pub(super) fn place(&self, id: &str) -> Option<usize> {
        self.0.iter().position(|named| named == id)
    }

    /// All ids in their order.
    pub(super) fn ids(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }
}
