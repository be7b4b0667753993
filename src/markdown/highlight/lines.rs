//! Lines of code read into runs, each once for all threads.
//!
//! What was read before is found in [`Known`], by the number of the state and the line. A thread makes a
//! state of its own only when it comes in it to a line that nobody has read.

use std::hash::{Hash, Hasher};
use std::rc::Rc;
use std::sync::{Arc, LazyLock};

use rustc_hash::{FxHashMap, FxHasher};
use syntect::parsing::{ParseState, ScopeStack, SyntaxSet};

use super::classes::{Class, Classes};
use super::known::{Known, Line, Number, Numbered, Way};
use super::runs::{Runs, RunsWriter};

/// Lines longer than this (minified code, data) stay plain: they would cost more than they tell.
const LONGEST_LINE: usize = 2_000;

/// What all threads know.
static KNOWN: LazyLock<Arc<Known>> = LazyLock::new(Arc::default);

/// What a thread reads lines with.
pub(super) struct Lines {
    known: Arc<Known>,
    /// The states that this thread has made, by their numbers.
    states: FxHashMap<Number, Rc<State>>,
    starts: FxHashMap<String, Option<Position>>,
    classes: Classes,
}

/// The state of the parser between two lines.
#[derive(Clone, Debug, PartialEq, Eq)]
struct State {
    parser: ParseState,
    scopes: ScopeStack,
}

/// A state by its number; where there are too many to keep, the state itself.
#[derive(Clone)]
enum Position {
    Numbered(Number),
    Alone(Rc<State>),
}

impl Default for Lines {
    fn default() -> Self {
        Self::over(KNOWN.clone())
    }
}

impl Lines {
    /// What one of the threads that share what they know reads with.
    pub(super) fn over(known: Arc<Known>) -> Self {
        Self {
            known,
            states: FxHashMap::default(),
            starts: FxHashMap::default(),
            classes: Classes::default(),
        }
    }

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
            let (read, next) = self.line(set, &position, line);
            for (class, length) in read.iter() {
                runs.push(class, length);
            }
            position = next;
        }
        runs.finish()
    }

    /// Where a block of this language starts.
    fn start(&mut self, set: &SyntaxSet, language: &str) -> Option<Position> {
        if let Some(start) = self.starts.get(language) {
            return start.clone();
        }
        let state = State::start(set, language);
        let start = state.map(|state| self.number(set, state, &Way::Start(language.into())));
        self.starts.insert(language.to_owned(), start.clone());
        start
    }

    /// The runs of a line, and where it ends.
    fn line(&mut self, set: &SyntaxSet, position: &Position, line: &str) -> (Runs, Position) {
        if let Position::Numbered(number) = position
            && let Some(Line { runs, next }) = self.known.line(*number, line)
        {
            return (runs, Position::Numbered(next));
        }
        let before = match position {
            Position::Numbered(number) => self.state(set, *number),
            Position::Alone(state) => state.clone(),
        };
        let mut state = State::clone(&before);
        let runs = read_line(set, &mut self.classes, &mut state, line);
        let next = match (position, state == *before) {
            (position, true) => position.clone(),
            (Position::Numbered(number), false) => self.number(set, state, &Way::After(*number, line.into())),
            (Position::Alone(_), false) => Position::Alone(Rc::new(state)),
        };
        if let (Position::Numbered(number), Position::Numbered(next)) = (position, &next) {
            self.known.keep(*number, line, Line { runs: runs.clone(), next: *next });
        }
        (runs, next)
    }

    /// A state by its number: this thread's own, made on the way to it where there is none yet.
    fn state(&mut self, set: &SyntaxSet, number: Number) -> Rc<State> {
        let mut ahead = Vec::new();
        let mut at = number;
        let mut state = loop {
            if let Some(own) = self.states.get(&at) {
                break own.clone();
            }
            match self.known.way(at) {
                Way::After(before, line) => {
                    ahead.push((at, line));
                    at = before;
                }
                Way::Start(language) => {
                    let start = State::start(set, &language).unwrap_or_else(|| State::plain(set));
                    break self.own(at, start);
                }
            }
        };
        while let Some((number, line)) = ahead.pop() {
            let mut next = State::clone(&state);
            read_line(set, &mut self.classes, &mut next, &line);
            state = self.own(number, next);
        }
        state
    }

    fn own(&mut self, number: Number, state: State) -> Rc<State> {
        let state = Rc::new(state);
        self.states.insert(number, state.clone());
        state
    }

    /// The number of a state: an old one where an equal state was met before.
    fn number(&mut self, set: &SyntaxSet, state: State, way: &Way) -> Position {
        let hash = state.rough_hash();
        let mut compared = 0;
        loop {
            let alike = self.known.alike(hash);
            for number in &alike[compared..] {
                if *self.state(set, *number) == state {
                    return Position::Numbered(*number);
                }
            }
            compared = alike.len();
            match self.known.number(hash, compared, way) {
                Numbered::New(number) => {
                    self.own(number, state);
                    return Position::Numbered(number);
                }
                Numbered::OthersCame => {}
                Numbered::Full => return Position::Alone(Rc::new(state)),
            }
        }
    }
}

impl State {
    fn start(set: &SyntaxSet, language: &str) -> Option<Self> {
        let syntax = set.find_syntax_by_token(language)?;
        Some(Self { parser: ParseState::new(syntax), scopes: ScopeStack::new() })
    }

    fn plain(set: &SyntaxSet) -> Self {
        Self { parser: ParseState::new(set.find_syntax_plain_text()), scopes: ScopeStack::new() }
    }

    fn rough_hash(&self) -> u64 {
        let mut hasher = FxHasher::default();
        self.scopes.scopes.hash(&mut hasher);
        hasher.finish()
    }
}

/// Reads a line, and brings the state to the next. A line that the syntax can't read stays plain.
fn read_line(set: &SyntaxSet, classes: &mut Classes, state: &mut State, line: &str) -> Runs {
    let mut runs = RunsWriter::default();
    let Ok(operations) = state.parser.parse_line(line, set) else {
        runs.push(Class::None, line.len());
        return runs.finish();
    };
    let mut done = 0;
    for (at, operation) in &operations {
        if *at > done {
            runs.push(classes.of(&state.scopes), at - done);
            done = *at;
        }
        if state.scopes.apply(operation).is_err() {
            break;
        }
    }
    runs.push(classes.of(&state.scopes), line.len() - done);
    runs.finish()
}

/// The runs of a block, read with nothing kept.
#[cfg(test)]
pub(super) fn walk_fresh(
    set: &SyntaxSet,
    language: &str,
    code: &str,
    mut see: impl FnMut(Class, std::ops::Range<usize>),
) {
    let Some(mut state) = State::start(set, language) else { panic!("{language} is not known") };
    let mut classes = Classes::default();
    let mut at = 0;
    for line in code.split_inclusive('\n') {
        for (class, length) in read_line(set, &mut classes, &mut state, line).iter() {
            see(class, at..at + length);
            at += length;
        }
    }
}
