//! Reads lines with the grammars of syntect: which scopes begin and end where.
//!
//! syntect has a parser of its own, and this one does what that does, operation for operation. It is here
//! for two reasons. It asks the engine of regular expressions only what may match (see
//! [`need`](super::need)), which halves the time. And its state holds no pointer of the engine,
//! so that threads share what they have read.
//!
//! It differs where syntect's would not end, or not soon. A grammar may lead from one context to another and back
//! without reading any text: this one goes on with what reads text. A grammar may set ever more contexts in
//! place of one: this one stacks them no higher than others. And a line that takes more work than it may
//! is not read.

use std::hash::{Hash, Hasher};
use std::ops::Range;
use std::sync::Arc;

use syntect::parsing::ScopeStackOp::{self, Clear, Pop, Push, Restore};
use syntect::parsing::syntax_definition::{Context, ContextReference, MatchOperation};

use super::engine::Allowance;
use super::grammar::{Grammars, Rule, Rules};
use super::search::{Captured, Match, Search};

/// Contexts are stacked no higher than this, whatever a grammar asks for.
const HIGHEST: usize = 100;

/// The matches of no text at one place. All contexts may be stacked and left again there; what matches
/// more often has been there before.
const MOST_WITHOUT_TEXT: usize = 4 * HIGHEST;

/// The contexts that a line begins in, the innermost last.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) struct Stack {
    levels: Vec<Level>,
    /// Whether nothing has been read yet.
    is_at_start: bool,
    /// The heights at which patterns for all inner contexts led further. They hold no more above that.
    guests_end: Vec<usize>,
}

/// A context that the text is in.
#[derive(Clone)]
struct Level {
    rules: &'static Rules,
    /// Contexts whose rules hold in all that are stacked on this one (`with_prototype`).
    guests: Vec<&'static Rules>,
    captured: Option<Arc<Captured>>,
}

/// Scopes that begin or end at a place in the line, in bytes.
pub(super) type Operations = Vec<(usize, ScopeStackOp)>;

impl Stack {
    /// Where a block of a language starts; `None` where the grammars do not know it.
    pub(super) fn start(grammars: &Grammars, language: &str) -> Option<Self> {
        let start = Level { rules: grammars.start(language)?, guests: Vec::new(), captured: None };
        Some(Self { levels: vec![start], is_at_start: true, guests_end: Vec::new() })
    }

    /// Reads a line with the end of line, and goes on to the next; `None` where that costs more than is
    /// allowed, or the grammar is broken. What the stack holds is of no use after that.
    pub(super) fn read_line(
        &mut self,
        grammars: &Grammars,
        search: &mut Search,
        line: &str,
        allowance: Allowance,
    ) -> Option<Operations> {
        search.begin(line, allowance);
        let mut reader = Reader::begin(grammars, search, self, line);
        while reader.token()? {}
        Some(reader.operations)
    }
}

struct Reader<'a> {
    grammars: &'a Grammars,
    search: &'a mut Search,
    stack: &'a mut Stack,
    line: &'a str,
    at: usize,
    /// Where a match of no text stacked a context, and how high. To leave it there without text would be
    /// to go round in circles.
    empty_push: Option<(usize, usize)>,
    /// How many matches of no text there were here.
    without_text: usize,
    operations: Operations,
}

/// The match that counts.
struct Best {
    rule: &'static Rule,
    found: Match,
    is_guest: bool,
    /// Whether it leaves a context that was just come to, and nothing else matches here.
    goes_in_circles: bool,
}

impl<'a> Reader<'a> {
    fn begin(grammars: &'a Grammars, search: &'a mut Search, stack: &'a mut Stack, line: &'a str) -> Self {
        let mut operations = Operations::new();
        if std::mem::take(&mut stack.is_at_start)
            && let Some(level) = stack.levels.last()
            && let Some(scope) = level.rules.context.meta_content_scope.first()
        {
            operations.push((0, Push(*scope)));
        }
        Self { grammars, search, stack, line, at: 0, empty_push: None, without_text: 0, operations }
    }

    /// Whether the contexts here have been here before.
    fn is_in_circles(&self) -> bool {
        self.without_text >= MOST_WITHOUT_TEXT
    }

    /// Takes the next match; whether there may be more.
    fn token(&mut self) -> Option<bool> {
        let height = self.stack.levels.len();
        while self.stack.guests_end.last().is_some_and(|end| *end >= height) {
            self.stack.guests_end.pop();
        }
        let Some(best) = self.best()? else { return Some(false) };
        if best.goes_in_circles {
            return Some(self.step());
        }
        let end = best.found.range.end;
        self.without_text = if end > self.at { 0 } else { self.without_text + 1 };
        if end == self.at && matches!(best.rule.pattern.operation, MatchOperation::Push(_)) {
            self.empty_push = Some((end, height + 1));
        }
        self.at = end;
        if best.is_guest {
            self.stack.guests_end.push(height);
        }
        self.apply(best.rule, &best.found)?;
        Some(true)
    }

    /// Goes on by a character; whether there is another.
    fn step(&mut self) -> bool {
        let next = self.line[self.at..].char_indices().nth(1);
        self.at += next.map_or(0, |(length, _)| length);
        next.is_some()
    }

    /// Of all rules that hold here the one that matches first; of several at one place, the first of them.
    fn best(&mut self) -> Option<Option<Best>> {
        let must_read = self.is_in_circles();
        let Self { search, line, at, .. } = self;
        let levels = &self.stack.levels;
        let level = levels.last()?;
        let may_go_in_circles = self.empty_push == Some((*at, levels.len()));
        let mut best: Option<Best> = None;
        let guests_from = self.stack.guests_end.last().copied().unwrap_or_default();
        let guests = levels[guests_from..].iter().flat_map(|level| {
            level.guests.iter().map(|guest| (true, guest.own(), level.captured.as_deref()))
        });
        let own = [
            (false, level.rules.of_prototype(), None),
            (false, level.rules.own(), level.captured.as_deref()),
        ];
        for (is_guest, rules, captured) in guests.chain(own) {
            for rule in rules {
                let operation = &rule.pattern.operation;
                let counts = |range: &Range<usize>| match operation {
                    MatchOperation::None => !range.is_empty(),
                    _ => levels.len() < HIGHEST || !stacks(operation),
                };
                let Some(found) = search.find(rule, line, *at, captured, counts)? else { continue };
                if must_read && found.range.end <= *at {
                    continue;
                }
                let is_better = best.as_ref().is_none_or(|best| {
                    let start = best.found.range.start;
                    found.range.start < start || (found.range.start == start && best.goes_in_circles)
                });
                if !is_better {
                    continue;
                }
                if levels.len() >= HIGHEST && stacks(operation) {
                    return Some(None);
                }
                let goes_in_circles =
                    may_go_in_circles && found.range.end <= *at && matches!(operation, MatchOperation::Pop);
                let is_final = found.range.start == *at && !goes_in_circles;
                best = Some(Best { rule, found, is_guest, goes_in_circles });
                if is_final {
                    return Some(best);
                }
            }
        }
        Some(best)
    }

    /// Writes down the scopes of a match, and stacks or leaves contexts.
    fn apply(&mut self, rule: &'static Rule, found: &Match) -> Option<()> {
        let context = self.stack.levels.last()?.rules.context;
        let pattern = rule.pattern;
        let next = match &pattern.operation {
            MatchOperation::Push(to) | MatchOperation::Set(to) => self.resolve(to)?,
            MatchOperation::Pop | MatchOperation::None => Vec::new(),
        };
        let Range { start, end } = found.range;
        self.before_match(start, &pattern.operation, context, &next);
        self.operations.extend(pattern.scope.iter().map(|scope| (start, Push(*scope))));
        self.groups(rule, found);
        if !pattern.scope.is_empty() {
            self.operations.push((end, Pop(pattern.scope.len())));
        }
        self.after_match(end, &pattern.operation, context, &next);
        self.stack_contexts(rule, found, &next)
    }

    fn resolve(&self, to: &[ContextReference]) -> Option<Vec<&'static Rules>> {
        to.iter().map(|reference| self.grammars.rules(reference)).collect()
    }

    /// The scopes of the groups of a match, outer ones before inner ones.
    fn groups(&mut self, rule: &Rule, found: &Match) {
        let mut operations = Vec::new();
        for (group, scopes) in rule.pattern.captures.iter().flatten() {
            let Some(range) = self.search.group(rule, found, *group).filter(|range| !range.is_empty()) else {
                continue;
            };
            let outer_first = (range.start, -(range.len() as i64));
            operations.extend(scopes.iter().map(|scope| (outer_first, Push(*scope))));
            // What ends at a place ends before anything begins there.
            operations.push(((range.end, i64::MIN), Pop(scopes.len())));
        }
        operations.sort_by_key(|(order, _)| *order);
        self.operations.extend(operations.into_iter().map(|((at, _), operation)| (at, operation)));
    }

    /// The scopes of whole contexts that begin or end before a match.
    fn before_match(&mut self, at: usize, operation: &MatchOperation, context: &Context, next: &[&Rules]) {
        let mut push = |operation| self.operations.push((at, operation));
        match operation {
            MatchOperation::None => {}
            MatchOperation::Pop => {
                if !context.meta_content_scope.is_empty() {
                    push(Pop(context.meta_content_scope.len()));
                }
            }
            MatchOperation::Push(_) | MatchOperation::Set(_) => {
                let is_set = matches!(operation, MatchOperation::Set(_));
                if is_set && context.clear_scopes.is_some() {
                    push(Restore);
                }
                for next in next.iter().map(|rules| rules.context) {
                    if let Some(amount) = next.clear_scopes.filter(|_| !is_set) {
                        push(Clear(amount));
                    }
                    next.meta_scope.iter().for_each(|scope| push(Push(*scope)));
                }
            }
        }
    }

    /// The scopes of whole contexts that begin or end after a match.
    fn after_match(&mut self, at: usize, operation: &MatchOperation, context: &Context, next: &[&Rules]) {
        let mut push = |operation| self.operations.push((at, operation));
        match operation {
            MatchOperation::None => {}
            MatchOperation::Pop => {
                if !context.meta_scope.is_empty() {
                    push(Pop(context.meta_scope.len()));
                }
                if context.clear_scopes.is_some() {
                    push(Restore);
                }
            }
            MatchOperation::Push(_) | MatchOperation::Set(_) => {
                let is_set = matches!(operation, MatchOperation::Set(_));
                let left =
                    if is_set { context.meta_scope.len() + context.meta_content_scope.len() } else { 0 };
                let adds = |next: &&Rules| {
                    !next.context.meta_content_scope.is_empty()
                        || (is_set && next.context.clear_scopes.is_some())
                };
                if left == 0 && !next.iter().any(adds) {
                    return;
                }
                // Scopes of the match's own contexts end, so that those for what follows come in their order.
                let begun: usize = next.iter().map(|next| next.context.meta_scope.len()).sum();
                if begun + left > 0 {
                    push(Pop(begun + left));
                }
                for next in next.iter().map(|rules| rules.context) {
                    if let Some(amount) = next.clear_scopes.filter(|_| is_set) {
                        push(Clear(amount));
                    }
                    let scopes = next.meta_scope.iter().chain(&next.meta_content_scope);
                    scopes.for_each(|scope| push(Push(*scope)));
                }
            }
        }
    }

    fn stack_contexts(&mut self, rule: &'static Rule, found: &Match, next: &[&'static Rules]) -> Option<()> {
        let pattern = rule.pattern;
        let mut kept_guests = Vec::new();
        match pattern.operation {
            MatchOperation::None => return Some(()),
            MatchOperation::Pop => {
                self.stack.levels.pop();
                return Some(());
            }
            // Its guests stay until the place in the stack is left.
            MatchOperation::Set(_) => kept_guests = self.stack.levels.pop()?.guests,
            MatchOperation::Push(_) => {}
        }
        for (place, rules) in next.iter().enumerate() {
            let mut guests = std::mem::take(&mut kept_guests);
            if place + 1 == next.len()
                && let Some(guest) = &pattern.with_prototype
            {
                let guest = self.grammars.rules(guest)?;
                // What holds already holds no more for being there twice.
                if guests.iter().all(|other| other.id != guest.id) {
                    guests.push(guest);
                }
            }
            let refers_back =
                rules.context.uses_backrefs || guests.iter().any(|guest| guest.context.uses_backrefs);
            let captured = refers_back.then(|| Arc::new(self.captured(rule, found)));
            self.stack.levels.push(Level { rules, guests, captured });
        }
        Some(())
    }

    fn captured(&self, rule: &Rule, found: &Match) -> Captured {
        std::array::from_fn(|group| {
            self.search.group(rule, found, group).map(|range| self.line[range].into())
        })
    }
}

/// Whether there are more contexts after a match than before.
fn stacks(operation: &MatchOperation) -> bool {
    match operation {
        MatchOperation::Push(_) => true,
        MatchOperation::Set(to) => to.len() > 1,
        MatchOperation::Pop | MatchOperation::None => false,
    }
}

/// The rules of a context are made ready once, so its id tells all of them.
impl PartialEq for Level {
    fn eq(&self, other: &Self) -> bool {
        self.rules.id == other.rules.id
            && self.captured == other.captured
            && self.guests.iter().map(|guest| guest.id).eq(other.guests.iter().map(|guest| guest.id))
    }
}

impl Eq for Level {}

impl Hash for Level {
    fn hash<H: Hasher>(&self, hasher: &mut H) {
        (self.rules.id, self.guests.len(), &self.captured).hash(hasher);
    }
}

#[cfg(test)]
mod tests;
