//! The grammars as they are walked: of each context the patterns in the order in which they are tried.

use std::sync::{Mutex, OnceLock, PoisonError};

use rustc_hash::FxHashMap;
use serde_json::json;
use syntect::parsing::syntax_definition::{
    Context, ContextId, ContextReference, MatchOperation, MatchPattern, Pattern, context_iter,
};
use syntect::parsing::{SyntaxReference, SyntaxSet};

use super::engine::Expression;
use super::need::{Held, Need};
use super::pattern;
use super::plain::Plain;

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
    look: OnceLock<Look>,
    expression: OnceLock<Expression>,
}

/// What spares the engine a search.
#[derive(Default)]
struct Look {
    need: Option<Need>,
    plain: Option<Plain>,
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
            .or_insert_with(|| Box::leak(Box::new(Rule::new(number, pattern))))
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
    fn new(number: usize, pattern: &'static MatchPattern) -> Self {
        Self { number, pattern, look: OnceLock::new(), expression: OnceLock::new() }
    }

    /// The pattern, ready for the engine.
    pub(super) fn expression(&self) -> &Expression {
        self.expression.get_or_init(|| Expression::new(self.pattern.regex.regex_str()))
    }

    /// Whether the pattern may match in a line; that it does not is sure.
    pub(super) fn may_match(&self, line: &Held) -> bool {
        self.look().need.as_ref().is_none_or(|need| need.is_met(line))
    }

    /// The pattern for lines of ASCII, where it is a plain one.
    pub(super) fn plain(&self) -> Option<&Plain> {
        self.look().plain.as_ref()
    }

    fn look(&self) -> &Look {
        self.look.get_or_init(|| {
            let Some(parsed) = pattern::parse(self.pattern.regex.regex_str()) else { return Look::default() };
            Look { need: Need::of(&parsed.node), plain: Plain::of(&parsed) }
        })
    }
}

#[cfg(test)]
mod tests {
    use syntect::parsing::Region;

    use super::super::LANGUAGES;
    use super::super::tests::BLOCKS;
    use super::*;

    /// All patterns of all grammars.
    fn patterns() -> Vec<&'static MatchPattern> {
        let mut patterns = Vec::new();
        for syntax in 0..LANGUAGES.syntaxes().len() {
            let numbered = |at: usize| reference(json!({ "syntax_index": syntax, "context_index": at }));
            for context in (0..).map_while(|at| numbered(at)?.resolve(&LANGUAGES).ok()) {
                patterns.extend(context.patterns.iter().filter_map(|pattern| match pattern {
                    // What refers to groups of another is no pattern by itself.
                    Pattern::Match(pattern) if !pattern.has_captures => Some(pattern),
                    _ => None,
                }));
            }
        }
        patterns
    }

    #[test]
    fn a_line_that_a_look_passes_over_has_no_match_and_a_plain_one_is_where_the_engine_finds_it() {
        let mut ready = Ready::default();
        let lines: Vec<&str> = BLOCKS.iter().flat_map(|(_, code)| code.split_inclusive('\n')).collect();
        let held: Vec<Held> = lines.iter().filter_map(|line| Held::by(line)).collect();
        assert_eq!(held.len(), lines.len());
        let (mut passed_over, mut plain_ones) = (0, 0);
        for pattern in patterns() {
            let rule = ready.rule(pattern);
            for (line, held) in lines.iter().zip(&held) {
                let find = || {
                    let mut region = Region::new();
                    let found = pattern.regex.search(line, 1, line.len(), Some(&mut region));
                    found.then(|| region.pos(0)).flatten().map(|(start, end)| start..end)
                };
                if !rule.may_match(held) {
                    passed_over += 1;
                    assert_eq!(find(), None, "{line:?}: {}", pattern.regex.regex_str());
                } else if let Some(plain) = rule.plain() {
                    plain_ones += 1;
                    assert_eq!(plain.find(line, 1), find(), "{line:?}: {}", pattern.regex.regex_str());
                }
            }
        }
        assert!(passed_over > 100_000 && plain_ones > 1_000, "{passed_over}, {plain_ones}");
    }
}
