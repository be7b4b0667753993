//! What is known of lines of code, by all threads together: what each looks like, and in which state it ends.
//!
//! What a line looks like depends only on the line and on the state in which the parser comes to it.

use std::hash::{Hash, Hasher};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rustc_hash::{FxHashMap, FxHasher};
use syntect::parsing::ScopeStack;

use super::parser::Stack;
use super::runs::Runs;

/// Bounds of what is kept, so that a preview that runs for days does not grow: some ten megabytes.
const LINES: usize = 50_000;
const STATES: usize = 5_000;

/// With so many parts threads hardly ever wait for each other.
const PARTS: usize = 64;

/// The state of the parser between two lines.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct State {
    pub(super) contexts: Stack,
    pub(super) scopes: ScopeStack,
}

impl Hash for State {
    fn hash<H: Hasher>(&self, hasher: &mut H) {
        self.contexts.hash(hasher);
        self.scopes.scopes.hash(hasher);
    }
}

/// A state with the number that all equal ones share; without one where there are too many to keep.
#[derive(Clone)]
pub(super) struct Place {
    pub(super) state: Arc<State>,
    number: Option<u32>,
}

/// What became of a line.
#[derive(Clone)]
pub(super) struct Line {
    pub(super) runs: Runs,
    /// Where it ends.
    pub(super) next: Place,
    /// What it takes to read it.
    pub(super) work: u32,
}

/// The lines and states that any thread has met.
pub(super) struct Known {
    lines: Vec<Mutex<LinesByState>>,
    count: AtomicUsize,
    states: Mutex<FxHashMap<Arc<State>, u32>>,
}

type LinesByState = FxHashMap<u32, FxHashMap<Box<str>, Line>>;

impl Default for Known {
    fn default() -> Self {
        let lines = (0..PARTS).map(|_| Mutex::default()).collect();
        Self { lines, count: AtomicUsize::new(0), states: Mutex::default() }
    }
}

impl Known {
    /// What became of a line at a place, where it has been read.
    pub(super) fn line(&self, place: &Place, line: &str) -> Option<Line> {
        let number = place.number?;
        self.part(number, line).get(&number)?.get(line).cloned()
    }

    /// Keeps what became of a line, while there is room.
    pub(super) fn keep(&self, place: &Place, line: &str, read: Line) {
        let (Some(number), Some(_)) = (place.number, read.next.number) else { return };
        if self.count.load(Ordering::Relaxed) >= LINES {
            return;
        }
        let is_new = self.part(number, line).entry(number).or_default().insert(line.into(), read).is_none();
        self.count.fetch_add(usize::from(is_new), Ordering::Relaxed);
    }

    /// The place of a state.
    pub(super) fn place(&self, state: State) -> Place {
        let mut states = lock(&self.states);
        if let Some((state, number)) = states.get_key_value(&state) {
            return Place { state: state.clone(), number: Some(*number) };
        }
        let state = Arc::new(state);
        let number = u32::try_from(states.len()).ok().filter(|_| states.len() < STATES);
        if let Some(number) = number {
            states.insert(state.clone(), number);
        }
        Place { state, number }
    }

    /// How many lines are kept.
    #[cfg(test)]
    pub(super) fn count(&self) -> usize {
        self.count.load(Ordering::Relaxed)
    }

    fn part(&self, number: u32, line: &str) -> MutexGuard<'_, LinesByState> {
        let mut hasher = FxHasher::default();
        (number, line).hash(&mut hasher);
        lock(&self.lines[hasher.finish() as usize % PARTS])
    }
}

/// A thread that died while it held a lock left a map that is still sound.
fn lock<T>(part: &Mutex<T>) -> MutexGuard<'_, T> {
    part.lock().unwrap_or_else(PoisonError::into_inner)
}
