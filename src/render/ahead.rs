//! Bodies for feeds, written while they are read for their own pages.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::site::DayId;

/// The bodies of days as the feeds of their projects have them, by edition and day. Where all pages are made,
/// a project's feed comes soon after its days, and each body waits here for so long. One that is not here is
/// read anew.
#[derive(Default)]
pub(super) struct Ahead {
    bodies: Mutex<HashMap<(usize, DayId), String>>,
}

impl Ahead {
    pub(super) fn put(&self, edition: usize, day: DayId, html: String) {
        self.bodies().insert((edition, day), html);
    }

    pub(super) fn take(&self, edition: usize, day: DayId) -> Option<String> {
        self.bodies().remove(&(edition, day))
    }

    /// A thread that died while it held the lock left a map that is still sound.
    fn bodies(&self) -> MutexGuard<'_, HashMap<(usize, DayId), String>> {
        self.bodies.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
