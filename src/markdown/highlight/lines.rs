//! Lines of code read into runs, each once for all threads.

use std::sync::{Arc, LazyLock};

use rustc_hash::FxHashMap;
use syntect::parsing::ScopeStack;

use super::classes::{Class, Classes};
use super::engine::Allowance;
use super::grammar::Grammars;
use super::known::{Known, Line, Place, State};
use super::parser::Stack;
use super::runs::{Runs, RunsWriter};
use super::search::Search;

/// Lines longer than this (minified code, data) stay plain: they would cost more than they tell.
const LONGEST_LINE: usize = 2_000;

/// Ordinary code takes a small part of it, also where a line is long.
const BUDGET: Budget = Budget { saved: 50_000_000, brought: 5_000 };

/// The work that reading a block may take, counted as in [`Allowance`].
#[derive(Clone, Copy)]
pub(super) struct Budget {
    /// What a block may take before its first line, and at most what it saves from lines that take less than
    /// they bring.
    pub(super) saved: u32,
    /// What each byte of a line brings.
    pub(super) brought: u32,
}

/// What all threads know.
static KNOWN: LazyLock<Arc<Known>> = LazyLock::new(Arc::default);

/// What a thread reads lines with.
pub(super) struct Lines {
    known: Arc<Known>,
    starts: FxHashMap<String, Option<Place>>,
    search: Search,
    classes: Classes,
    pub(super) budget: Budget,
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
            starts: FxHashMap::default(),
            search: Search::default(),
            classes: Classes::default(),
            budget: BUDGET,
        }
    }

    /// The runs of a block; of a language that is not known, one without a class.
    pub(super) fn runs(&mut self, grammars: &Grammars, language: &str, code: &str) -> Runs {
        let Some(mut place) = self.start(grammars, language) else { return plain(code) };
        let mut runs = RunsWriter::default();
        let budget = self.budget;
        let mut saved = budget.saved;
        for line in code.split_inclusive('\n') {
            if line.len() > LONGEST_LINE {
                runs.push(Class::None, line.len());
                continue;
            }
            let allowed = budget.saved.min(saved + budget.brought * line.len() as u32);
            let Some(read) = self.line(grammars, &place, line, allowed) else {
                runs.push(Class::None, line.len());
                saved = 0;
                continue;
            };
            for (class, length) in read.runs.iter() {
                runs.push(class, length);
            }
            (place, saved) = (read.next, allowed - read.work);
        }
        runs.finish()
    }

    /// Where a block of this language starts.
    fn start(&mut self, grammars: &Grammars, language: &str) -> Option<Place> {
        if let Some(start) = self.starts.get(language) {
            return start.clone();
        }
        let contexts = Stack::start(grammars, language);
        let start = contexts.map(|contexts| State { contexts, scopes: ScopeStack::new() });
        let start = start.map(|state| self.known.place(state));
        self.starts.insert(language.to_owned(), start.clone());
        start
    }

    /// A line as it is read; `None` where that takes more than is allowed, and the next is read as if it were
    /// not there.
    fn line(&mut self, grammars: &Grammars, place: &Place, line: &str, allowed: u32) -> Option<Line> {
        if let Some(read) = self.known.line(place, line) {
            return (read.work <= allowed).then_some(read);
        }
        let mut state = State::clone(&place.state);
        let runs = self.read(grammars, &mut state, line, Allowance(allowed))?;
        let next = if state == *place.state { place.clone() } else { self.known.place(state) };
        let read = Line { runs, next, work: allowed - self.search.left().0 };
        self.known.keep(place, line, read.clone());
        Some(read)
    }

    /// Reads a line, and brings the state to the next; `None` where the grammar can't read it.
    fn read(
        &mut self,
        grammars: &Grammars,
        state: &mut State,
        line: &str,
        allowance: Allowance,
    ) -> Option<Runs> {
        let operations = state.contexts.read_line(grammars, &mut self.search, line, allowance)?;
        let mut runs = RunsWriter::default();
        let mut done = 0;
        for (at, operation) in &operations {
            if *at > done {
                runs.push(self.classes.of(&state.scopes), at - done);
                done = *at;
            }
            if state.scopes.apply(operation).is_err() {
                break;
            }
        }
        runs.push(self.classes.of(&state.scopes), line.len() - done);
        Some(runs.finish())
    }
}

/// Text without colours.
fn plain(text: &str) -> Runs {
    let mut runs = RunsWriter::default();
    runs.push(Class::None, text.len());
    runs.finish()
}
