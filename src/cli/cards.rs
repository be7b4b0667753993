//! Preview pictures between builds: what the output has already, or an earlier build has kept, is not drawn again.

use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::terminal::Terminal;
use crate::plan::{Page, PageKind};
use crate::publish::{PublishError, Staging, Store};
use crate::render::Renderer;

/// The folder of a site in which the program keeps what it can make again.
pub(super) const WORK: &str = ".buildlog";

/// Cards that were drawn before, by what they are drawn from.
pub(super) struct CardStore<'a> {
    store: Store,
    terminal: &'a Terminal,
    all: usize,
    done: AtomicUsize,
}

impl<'a> CardStore<'a> {
    /// The cards of a site.
    pub(super) fn open(root: &Path, renderer: &Renderer, terminal: &'a Terminal) -> Self {
        let all = renderer.plan().pages.iter().filter(|page| is_card(page)).count();
        Self { store: Store::open(&root.join(WORK), "cards"), terminal, all, done: AtomicUsize::new(0) }
    }

    /// Puts a card where it belongs without drawing it, if there is one.
    pub(super) fn is_there(&self, page: &Page, staging: &Staging) -> Result<bool, PublishError> {
        if !is_card(page) {
            return Ok(false);
        }
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        self.terminal.progress(done, self.all, "drawing cards");
        if staging.keep(&page.route)? {
            self.store.note(name(page));
            return Ok(true);
        }
        match self.store.get(name(page)) {
            Some(bytes) => staging.put(&page.route, &bytes).map(|()| true),
            None => Ok(false),
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
