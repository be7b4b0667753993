//! What the maker wants said first.

use crate::site::Project;

/// Ids of days, feedback and numbers in the order in which they are to come.
pub(super) struct Lead(Vec<String>);

impl Lead {
    /// The ids as the project has them: a day's by its number, so that `day-7` is `day-07`.
    pub(super) fn of(project: &Project, mut ids: Vec<String>) -> Self {
        for id in &mut ids {
            if let Some(day) = project.day_named(id) {
                id.clone_from(&day.source.name.stem);
            }
        }
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
