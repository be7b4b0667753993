//! What was found out about lines of code, kept for the next time.
//!
//! What a line looks like depends only on the line and on the state in which the parser comes to it.
//! States are numbered by equality, so (state number, line) is a small and exact key.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use syntect::parsing::{ParseState, ScopeStack, SyntaxSet};

use super::classes::Class;

/// Lines longer than this (minified code, data) stay plain: they would cost more than they tell.
const LONGEST_LINE: usize = 2_000;
/// So many threads can look up lines without waiting for each other, more or less.
const SHARDS: usize = 64;
/// Bounds of what is kept, so that a preview that runs for days does not grow: about 64 MB in all.
const LINES_PER_SHARD: usize = 4_096;
const STATES: usize = 20_000;

/// Lines and states met so far.
pub(super) struct Memo {
    starts: Mutex<HashMap<String, Option<Position>>>,
    states: RwLock<States>,
    shards: Vec<Mutex<Shard>>,
}

/// The lines of a shard by state and text.
#[derive(Default)]
struct Shard {
    lines: HashMap<u32, HashMap<Box<str>, Arc<Line>>>,
    count: usize,
}

/// What became of a line.
struct Line {
    /// Its runs: a class and a length in bytes.
    runs: Vec<(Class, u32)>,
    /// The state after it.
    next: Position,
}

/// The state of the parser between two lines.
#[derive(Clone, Debug, PartialEq, Eq)]
struct State {
    parser: ParseState,
    scopes: ScopeStack,
}

/// A state with its number; without one where there are too many states to keep.
#[derive(Clone)]
pub(super) struct Position {
    number: Option<u32>,
    state: Arc<State>,
}

/// States numbered by equality. They can't be hashed whole, so those of one rough hash share a bucket.
#[derive(Default)]
struct States {
    buckets: HashMap<u64, Vec<Position>>,
    count: u32,
}

impl Default for Memo {
    fn default() -> Self {
        Self {
            starts: Mutex::default(),
            states: RwLock::default(),
            shards: (0..SHARDS).map(|_| Mutex::default()).collect(),
        }
    }
}

impl Memo {
    /// Where a block of this language starts; `None` for a language that is not known.
    pub(super) fn start(&self, set: &SyntaxSet, language: &str) -> Option<Position> {
        if let Some(start) = lock(&self.starts).get(language) {
            return start.clone();
        }
        let start = set
            .find_syntax_by_token(language)
            .map(|syntax| self.number(State { parser: ParseState::new(syntax), scopes: ScopeStack::new() }));
        lock(&self.starts).insert(language.to_owned(), start.clone());
        start
    }

    /// Gives the runs of a block, each with its place in the code.
    pub(super) fn walk(
        &self,
        set: &SyntaxSet,
        start: Position,
        code: &str,
        mut see: impl FnMut(Class, Range<usize>),
    ) {
        let mut position = start;
        let mut at = 0;
        for line in code.split_inclusive('\n') {
            if line.len() > LONGEST_LINE {
                see(Class::None, at..at + line.len());
                at += line.len();
                continue;
            }
            let read = self.line(set, &position, line);
            for (class, length) in &read.runs {
                let end = at + *length as usize;
                see(*class, at..end);
                at = end;
            }
            position = read.next.clone();
        }
    }

    fn line(&self, set: &SyntaxSet, position: &Position, line: &str) -> Arc<Line> {
        let Some(number) = position.number else { return Arc::new(self.parse(set, position, line)) };
        let shard = &self.shards[shard_of(number, line)];
        if let Some(found) = lock(shard).lines.get(&number).and_then(|lines| lines.get(line)) {
            return found.clone();
        }
        let read = Arc::new(self.parse(set, position, line));
        let mut shard = lock(shard);
        if shard.count < LINES_PER_SHARD {
            shard.count += 1;
            shard.lines.entry(number).or_default().insert(line.into(), read.clone());
        }
        read
    }

    fn parse(&self, set: &SyntaxSet, position: &Position, line: &str) -> Line {
        let mut state = State::clone(&position.state);
        let runs = read_line(set, &mut state, line);
        let next = if state == *position.state { position.clone() } else { self.number(state) };
        Line { runs, next }
    }

    /// The state with its number: an old one where an equal state was met before.
    fn number(&self, state: State) -> Position {
        let key = rough_hash(&state);
        let find =
            |states: &States| states.buckets.get(&key)?.iter().find(|known| *known.state == state).cloned();
        if let Some(known) = find(&self.states.read().unwrap_or_else(PoisonError::into_inner)) {
            return known;
        }
        let mut states = self.states.write().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = find(&states) {
            return known;
        }
        if states.count as usize >= STATES {
            return Position { number: None, state: Arc::new(state) };
        }
        let position = Position { number: Some(states.count), state: Arc::new(state) };
        states.count += 1;
        states.buckets.entry(key).or_default().push(position.clone());
        position
    }
}

/// Reads a line, and brings the state to the next. A line that the syntax can't read stays plain.
fn read_line(set: &SyntaxSet, state: &mut State, line: &str) -> Vec<(Class, u32)> {
    let Ok(operations) = state.parser.parse_line(line, set) else {
        return vec![(Class::None, line.len() as u32)];
    };
    let mut runs = Vec::new();
    let mut done = 0;
    for (at, operation) in &operations {
        push_run(&mut runs, Class::of(&state.scopes), at - done);
        done = *at;
        if state.scopes.apply(operation).is_err() {
            break;
        }
    }
    push_run(&mut runs, Class::of(&state.scopes), line.len() - done);
    runs
}

fn push_run(runs: &mut Vec<(Class, u32)>, class: Class, length: usize) {
    match runs.last_mut() {
        _ if length == 0 => {}
        Some((last, sum)) if *last == class => *sum += length as u32,
        _ => runs.push((class, length as u32)),
    }
}

fn rough_hash(state: &State) -> u64 {
    let mut hasher = DefaultHasher::new();
    state.scopes.scopes.hash(&mut hasher);
    hasher.finish()
}

fn shard_of(number: u32, line: &str) -> usize {
    let mut hasher = DefaultHasher::new();
    (number, line).hash(&mut hasher);
    hasher.finish() as usize % SHARDS
}

/// A thread that died while it held a lock left a map that is still sound.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
