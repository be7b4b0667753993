//! Preview pictures between builds: what the output has already, or an earlier build has kept, is not drawn again.

use std::path::Path;

use crate::plan::{Page, PageKind};
use crate::publish::{PublishError, Staging, Store};

/// Cards that were drawn before, by what they are drawn from.
pub(super) struct CardStore {
    store: Store,
}

impl CardStore {
    /// The cards that earlier builds have kept in a site's work folder.
    pub(super) fn open(work: &Path) -> Self {
        Self { store: Store::open(work, "cards") }
    }

    /// Puts a card where it belongs without drawing it, if there is one.
    pub(super) fn is_there(&self, page: &Page, staging: &Staging) -> Result<bool, PublishError> {
        if !is_card(page) {
            return Ok(false);
        }
        // What is kept is known to be whole; a live one is believed only where there is no other.
        match self.store.get(name(page)) {
            Some(bytes) => staging.put(&page.route, &bytes).map(|()| true),
            None => staging.keep(&page.route),
        }
    }

    /// Keeps a card that was drawn.
    pub(super) fn keep(&self, page: &Page, bytes: &[u8]) {
        if is_card(page) {
            self.store.keep(name(page), bytes);
        }
    }

    /// Ends the build: no more is kept than the store's bound allows.
    pub(super) fn sweep(self) {
        self.store.sweep();
    }
}

fn is_card(page: &Page) -> bool {
    matches!(page.kind, PageKind::Card(_))
}

fn name(page: &Page) -> &str {
    page.route.as_str().rsplit('/').next().unwrap_or_default()
}
