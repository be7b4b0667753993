//! What is known of lines of code, by all threads together: what each looks like, and in which state it ends.
//!
//! What a line looks like depends only on the line and on the state in which the parser comes to it. A
//! state holds pointers of the regular expression engine and can't go from thread to thread, but its number
//! can, and with the number the [`Way`] to it, on which each thread comes to a state of its own.

use std::hash::{Hash, Hasher};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rustc_hash::{FxHashMap, FxHasher};

use super::runs::Runs;

/// Bounds of what is kept, so that a preview that runs for days does not grow: some ten megabytes.
const LINES: usize = 50_000;
const STATES: usize = 5_000;

/// With so many parts threads hardly ever wait for each other.
const PARTS: usize = 64;

/// The number of a state between two lines. Equal states have one number.
pub(super) type Number = u32;

/// How a state is come to.
#[derive(Clone)]
pub(super) enum Way {
    /// A block of this language begins.
    Start(Arc<str>),
    /// This line is read in the state with that number.
    After(Number, Arc<str>),
}

/// What became of a line.
#[derive(Clone)]
pub(super) struct Line {
    pub(super) runs: Runs,
    /// The state after it.
    pub(super) next: Number,
}

/// What becomes of a state that is to be numbered.
pub(super) enum Numbered {
    New(Number),
    /// Another thread has numbered one of the same hash in the meantime; it may be equal.
    OthersCame,
    /// There are too many to keep.
    Full,
}

/// The lines and states that any thread has met.
pub(super) struct Known {
    lines: Vec<Mutex<LinesByState>>,
    count: AtomicUsize,
    states: Mutex<States>,
}

type LinesByState = FxHashMap<Number, FxHashMap<Box<str>, Line>>;

#[derive(Default)]
struct States {
    ways: Vec<Way>,
    /// States can't be hashed whole; these share a rough hash.
    alike: FxHashMap<u64, Vec<Number>>,
}

impl Default for Known {
    fn default() -> Self {
        let lines = (0..PARTS).map(|_| Mutex::default()).collect();
        Self { lines, count: AtomicUsize::new(0), states: Mutex::default() }
    }
}

impl Known {
    /// What became of a line in a state, where it has been read.
    pub(super) fn line(&self, state: Number, line: &str) -> Option<Line> {
        self.part(state, line).get(&state)?.get(line).cloned()
    }

    /// Keeps what became of a line, while there is room.
    pub(super) fn keep(&self, state: Number, line: &str, read: Line) {
        if self.count.load(Ordering::Relaxed) >= LINES {
            return;
        }
        let is_new = self.part(state, line).entry(state).or_default().insert(line.into(), read).is_none();
        self.count.fetch_add(usize::from(is_new), Ordering::Relaxed);
    }

    /// The way to a state that has been numbered.
    pub(super) fn way(&self, state: Number) -> Way {
        lock(&self.states).ways[state as usize].clone()
    }

    /// The states of a rough hash, in the order in which they were numbered.
    pub(super) fn alike(&self, hash: u64) -> Vec<Number> {
        lock(&self.states).alike.get(&hash).cloned().unwrap_or_default()
    }

    /// Numbers a state that differs from the first so many of its hash.
    pub(super) fn number(&self, hash: u64, differs_from: usize, way: &Way) -> Numbered {
        let mut states = lock(&self.states);
        let number = states.ways.len();
        let alike = states.alike.entry(hash).or_default();
        if alike.len() > differs_from {
            return Numbered::OthersCame;
        }
        if number >= STATES {
            return Numbered::Full;
        }
        alike.push(number as Number);
        states.ways.push(way.clone());
        Numbered::New(number as Number)
    }

    /// How many lines are kept.
    #[cfg(test)]
    pub(super) fn count(&self) -> usize {
        self.count.load(Ordering::Relaxed)
    }

    fn part(&self, state: Number, line: &str) -> MutexGuard<'_, LinesByState> {
        let mut hasher = FxHasher::default();
        (state, line).hash(&mut hasher);
        lock(&self.lines[hasher.finish() as usize % PARTS])
    }
}

/// A thread that died while it held a lock left a map that is still sound.
fn lock<T>(part: &Mutex<T>) -> MutexGuard<'_, T> {
    part.lock().unwrap_or_else(PoisonError::into_inner)
}
