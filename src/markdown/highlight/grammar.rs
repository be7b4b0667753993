//! The grammars as they are walked: of each context the patterns in the order in which they are tried.

use std::sync::{Mutex, OnceLock, PoisonError};

use rustc_hash::FxHashMap;
use serde_json::json;
use syntect::parsing::syntax_definition::{
    Context, ContextId, ContextReference, MatchOperation, MatchPattern, Pattern, context_iter,
};
use syntect::parsing::{SyntaxReference, SyntaxSet};

use super::need::{Held, Need};

/// The grammars of a set for all threads, each context made ready when it is first met.
pub(super) struct Grammars {
    set: &'static SyntaxSet,
    ready: Mutex<Ready>,
}

/// There are only so many contexts and patterns, so nothing of this is ever taken back.
#[derive(Default)]
struct Ready {
    rules: FxHashMap<ContextId, &'static Rules>,
    /// By the address of the pattern, which several contexts may include.
    patterns: FxHashMap<usize, &'static Rule>,
}

/// What is tried in a context.
pub(super) struct Rules {
    pub(super) id: ContextId,
    pub(super) context: &'static Context,
    rules: Vec<&'static Rule>,
    /// So many of them are the prototype's: those that a grammar has in each of its contexts.
    of_prototype: usize,
}

/// A pattern of a grammar.
pub(super) struct Rule {
    /// Its place among all that are ready.
    pub(super) number: usize,
    pub(super) pattern: &'static MatchPattern,
    need: OnceLock<Option<Need>>,
}

impl Grammars {
    pub(super) fn of(set: &'static SyntaxSet) -> Self {
        Self { set, ready: Mutex::default() }
    }

    /// What is tried where a block of a language starts.
    pub(super) fn start(&self, language: &str) -> Option<&'static Rules> {
        let syntax = self.set.find_syntax_by_token(language)?;
        let index = self.set.syntaxes().iter().position(|other| std::ptr::eq(other, syntax))?;
        let numbered = |at: usize| reference(json!({ "syntax_index": index, "context_index": at }));
        let mut contexts = (0..).map_while(|at| {
            let reference = numbered(at)?;
            let context = reference.resolve(self.set).ok()?;
            Some((reference, context))
        });
        let (start, _) = contexts.find(|(_, context)| is_start(context, syntax))?;
        self.rules(&start)
    }

    /// What is tried in the context that a grammar refers to; `None` where the set has no such context.
    pub(super) fn rules(&self, to: &ContextReference) -> Option<&'static Rules> {
        let id = to.id().ok()?;
        let mut ready = self.ready.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(rules) = ready.rules.get(&id) {
            return Some(rules);
        }
        let context = to.resolve(self.set).ok()?;
        let mut rules = Vec::new();
        if let Some(prototype) = context.prototype {
            rules.extend(ready.rules_in(self.set, reference(json!(prototype))?.resolve(self.set).ok()?));
        }
        let of_prototype = rules.len();
        rules.extend(ready.rules_in(self.set, context));
        let rules = Box::leak(Box::new(Rules { id, context, rules, of_prototype }));
        ready.rules.insert(id, rules);
        Some(rules)
    }
}

/// The set gives out contexts only to those who have a reference, and references are only read.
fn reference(id: serde_json::Value) -> Option<ContextReference> {
    serde_json::from_value(json!({ "Direct": id })).ok()
}

/// Each grammar starts in a context that does nothing but go on to its main one.
fn is_start(context: &Context, syntax: &SyntaxReference) -> bool {
    let goes_on = |pattern: &Pattern| match pattern {
        Pattern::Match(pattern) => {
            pattern.regex.regex_str().is_empty() && matches!(pattern.operation, MatchOperation::Push(_))
        }
        Pattern::Include(_) => false,
    };
    context.meta_content_scope == [syntax.scope] && matches!(&context.patterns[..], [only] if goes_on(only))
}

impl Ready {
    fn rules_in(&mut self, set: &'static SyntaxSet, context: &'static Context) -> Vec<&'static Rule> {
        let patterns = context_iter(set, context).filter_map(|(context, at)| context.match_at(at).ok());
        patterns.map(|pattern| self.rule(pattern)).collect()
    }

    fn rule(&mut self, pattern: &'static MatchPattern) -> &'static Rule {
        let number = self.patterns.len();
        self.patterns
            .entry(std::ptr::from_ref(pattern).addr())
            .or_insert_with(|| Box::leak(Box::new(Rule { number, pattern, need: OnceLock::new() })))
    }
}

impl Rules {
    /// The rules of the prototype, which come before the context's own.
    pub(super) fn of_prototype(&self) -> &[&'static Rule] {
        &self.rules[..self.of_prototype]
    }

    /// The context's own rules.
    pub(super) fn own(&self) -> &[&'static Rule] {
        &self.rules[self.of_prototype..]
    }
}

impl Rule {
    /// Whether the pattern may match in a line; that it does not is sure.
    pub(super) fn may_match(&self, line: &Held) -> bool {
        let need = self.need.get_or_init(|| Need::of(self.pattern.regex.regex_str()));
        need.as_ref().is_none_or(|need| need.is_met(line))
    }
}
