//! What was found out about lines of code, kept for the next time the same line comes.
//!
//! What a line looks like depends only on the line and on the state in which the parser comes to it.
//! States are numbered by equality, so (state number, line) is a small and exact key. A state holds
//! pointers of the regular expression engine and can't go from thread to thread, so each thread has
//! lines of its own; whole blocks are shared in [`super::blocks`].

use std::hash::{Hash, Hasher};
use std::rc::Rc;

use rustc_hash::{FxHashMap, FxHasher};
use syntect::parsing::{ParseState, ScopeStack, SyntaxSet};

use super::classes::{Class, Classes};
use super::runs::{Runs, RunsWriter};

/// Lines longer than this (minified code, data) stay plain: they would cost more than they tell.
const LONGEST_LINE: usize = 2_000;
/// Bounds of what a thread keeps, so that a preview that runs for days does not grow: some ten megabytes.
const LINES: usize = 50_000;
const STATES: usize = 5_000;

/// The lines and states that a thread has met.
#[derive(Default)]
pub(super) struct Lines {
    starts: FxHashMap<String, Option<Position>>,
    states: States,
    classes: Classes,
    /// The lines by state and text.
    lines: FxHashMap<u32, FxHashMap<Box<str>, Rc<Line>>>,
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
struct Position {
    number: Option<u32>,
    state: Rc<State>,
}

/// States numbered by equality. They can't be hashed whole, so those of one rough hash share a bucket.
#[derive(Default)]
struct States {
    buckets: FxHashMap<u64, Vec<Position>>,
    count: u32,
}

impl Lines {
    /// The runs of a block; of a language that is not known, one without a class.
    pub(super) fn runs(&mut self, set: &SyntaxSet, language: &str, code: &str) -> Runs {
        let mut runs = RunsWriter::default();
        let Some(mut position) = self.start(set, language) else {
            runs.push(Class::None, code.len());
            return runs.finish();
        };
        for line in code.split_inclusive('\n') {
            if line.len() > LONGEST_LINE {
                runs.push(Class::None, line.len());
                continue;
            }
            let read = self.line(set, &position, line);
            for (class, length) in &read.runs {
                runs.push(*class, *length as usize);
            }
            position = read.next.clone();
        }
        runs.finish()
    }

    /// Where a block of this language starts.
    fn start(&mut self, set: &SyntaxSet, language: &str) -> Option<Position> {
        if let Some(start) = self.starts.get(language) {
            return start.clone();
        }
        let start = set.find_syntax_by_token(language).map(|syntax| {
            let state = State { parser: ParseState::new(syntax), scopes: ScopeStack::new() };
            self.states.number(state)
        });
        self.starts.insert(language.to_owned(), start.clone());
        start
    }

    fn line(&mut self, set: &SyntaxSet, position: &Position, line: &str) -> Rc<Line> {
        if let Some(number) = position.number
            && let Some(found) = self.lines.get(&number).and_then(|lines| lines.get(line))
        {
            return found.clone();
        }
        let read = Rc::new(self.read(set, position, line));
        if let Some(number) = position.number
            && self.count < LINES
        {
            self.count += 1;
            self.lines.entry(number).or_default().insert(line.into(), read.clone());
        }
        read
    }

    fn read(&mut self, set: &SyntaxSet, position: &Position, line: &str) -> Line {
        let mut state = State::clone(&position.state);
        let runs = read_line(set, &mut self.classes, &mut state, line);
        let next = if state == *position.state { position.clone() } else { self.states.number(state) };
        Line { runs, next }
    }
}

impl States {
    /// The state with its number: an old one where an equal state was met before.
    fn number(&mut self, state: State) -> Position {
        let bucket = self.buckets.entry(rough_hash(&state)).or_default();
        if let Some(known) = bucket.iter().find(|known| *known.state == state) {
            return known.clone();
        }
        if self.count as usize >= STATES {
            return Position { number: None, state: Rc::new(state) };
        }
        let position = Position { number: Some(self.count), state: Rc::new(state) };
        self.count += 1;
        bucket.push(position.clone());
        position
    }
}

/// Reads a line, and brings the state to the next. A line that the syntax can't read stays plain.
fn read_line(set: &SyntaxSet, classes: &mut Classes, state: &mut State, line: &str) -> Vec<(Class, u32)> {
    let Ok(operations) = state.parser.parse_line(line, set) else {
        return vec![(Class::None, line.len() as u32)];
    };
    let mut runs = Vec::new();
    let mut done = 0;
    for (at, operation) in &operations {
        if *at > done {
            push_run(&mut runs, classes.of(&state.scopes), at - done);
            done = *at;
        }
        if state.scopes.apply(operation).is_err() {
            break;
        }
    }
    push_run(&mut runs, classes.of(&state.scopes), line.len() - done);
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
    let mut hasher = FxHasher::default();
    state.scopes.scopes.hash(&mut hasher);
    hasher.finish()
}

/// The runs of a block, read with nothing kept.
#[cfg(test)]
pub(super) fn walk_fresh(
    set: &SyntaxSet,
    language: &str,
    code: &str,
    mut see: impl FnMut(Class, std::ops::Range<usize>),
) {
    let Some(syntax) = set.find_syntax_by_token(language) else { panic!("{language} is not known") };
    let mut state = State { parser: ParseState::new(syntax), scopes: ScopeStack::new() };
    let mut classes = Classes::default();
    let mut at = 0;
    for line in code.split_inclusive('\n') {
        for (class, length) in read_line(set, &mut classes, &mut state, line) {
            see(class, at..at + length as usize);
            at += length as usize;
        }
    }
}

#[cfg(test)]
impl Lines {
    /// How many lines are kept.
    pub(super) fn len(&self) -> usize {
        self.count
    }
}
