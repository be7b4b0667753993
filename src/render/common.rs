//! What every page of an edition gets, once for each thread.

use std::sync::OnceLock;

use tera::Value;

use super::scope::Scope;
use super::{Renderer, head, masthead};

/// The variables of all pages of an edition. A template takes and gives back a share of a value each time that it names
/// it, and threads that do so with one value wait for one another.
pub(super) struct Common {
    /// The template variable `site`.
    pub(super) site: Value,
    /// The template variable `t`.
    pub(super) strings: Value,
    /// The template variable `assets`.
    pub(super) assets: Value,
    /// The template variable `frame`: on most pages, and on those that the site's own links lead to.
    pub(super) frame: OnceLock<[Value; 2]>,
}

impl Common {
    fn make(scope: &Scope) -> Self {
        Self {
            site: Value::from_serializable(&masthead::site(scope)),
            strings: Value::from_serializable(scope.strings().all()),
            assets: Value::from_serializable(&head::assets(scope)),
            frame: OnceLock::new(),
        }
    }
}

impl Renderer {
    /// Those of the thread that asks.
    pub(super) fn common(&self, edition: usize) -> &Common {
        self.shared[edition].common.get_or_init(|| Common::make(&self.scope(edition)))
    }
}

/// A value for each thread of the pool, and one for all others.
pub(super) struct EachThread<T>(Box<[OnceLock<T>]>);

impl<T> EachThread<T> {
    pub(super) fn new() -> Self {
        Self((0..=rayon::current_num_threads()).map(|_| OnceLock::new()).collect())
    }

    fn get_or_init(&self, make: impl FnOnce() -> T) -> &T {
        let own = rayon::current_thread_index().and_then(|index| self.0.get(index + 1));
        own.unwrap_or(&self.0[0]).get_or_init(make)
    }
}
