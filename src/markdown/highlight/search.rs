//! Where the patterns match in a line, each looked for as rarely as can be.

use std::ops::Range;

use onig::Region;
use rustc_hash::FxHashMap;

use super::engine::{Allowance, Expression};
use super::grammar::Rule;
use super::need::Held;
use super::plain::Plain;

/// Patterns made of text that was met, such as the end of a here-document; more are not kept.
const MOST_MADE: usize = 200;

/// The matches in one line at a time. One for each thread, so that there is room already.
#[derive(Default)]
pub(super) struct Search {
    /// Told apart from all lines before it by its number.
    line: u64,
    /// What the line holds, where that is told.
    held: Option<Held>,
    /// By the number of the rule.
    slots: Vec<Slot>,
    made: FxHashMap<String, Expression>,
    /// What reading the line may still cost.
    allowance: Allowance,
}

/// What was last found of a rule.
#[derive(Default)]
struct Slot {
    line: u64,
    found: Option<Range<usize>>,
    /// The groups of the match, once the engine has found one.
    region: Option<Region>,
}

/// A match.
pub(super) struct Match {
    pub(super) range: Range<usize>,
    /// The groups, where the pattern was made of text that was met.
    groups: Option<Region>,
}

/// The text of the groups of the match that led into a context; patterns in it may refer to them.
pub(super) type Captured = [Option<Box<str>>; 10];

impl Search {
    /// Goes on to a line, which may cost so much.
    pub(super) fn begin(&mut self, line: &str, allowance: Allowance) {
        self.allowance = allowance;
        self.line += 1;
        self.held = Held::by(line);
    }

    /// What is left of the allowance.
    pub(super) fn left(&self) -> Allowance {
        self.allowance
    }

    /// The first match of a rule from a place on; not one that `counts` says no to. The outer `None` where
    /// the line has cost too much.
    pub(super) fn find(
        &mut self,
        rule: &Rule,
        line: &str,
        from: usize,
        captured: Option<&Captured>,
        counts: impl Fn(&Range<usize>) -> bool,
    ) -> Option<Option<Match>> {
        self.allowance.ask()?;
        if self.slots.len() <= rule.number {
            self.slots.resize_with(rule.number + 1, Slot::default);
        }
        let slot = &mut self.slots[rule.number];
        if slot.line == self.line {
            match &slot.found {
                None => return Some(None),
                Some(range) if range.start >= from => {
                    return Some(Some(Match { range: range.clone(), groups: None }));
                }
                Some(_) => {}
            }
        }
        if let Some(captured) = captured.filter(|_| rule.pattern.has_captures) {
            let found = self.find_made(rule, line, from, captured)?;
            return Some(found.filter(|found| counts(&found.range)));
        }
        let found = match (&self.held, plain_of(rule, self.held.as_ref())) {
            (Some(held), _) if !rule.may_match(held) => None,
            (_, Some(plain)) => plain.find(line, from),
            (_, None) => {
                let region = slot.region.get_or_insert_with(Region::new);
                rule.expression().find(line, from, region, &mut self.allowance)?
            }
        };
        // What does not count here may count further on.
        if found.as_ref().is_none_or(&counts) {
            (slot.line, slot.found) = (self.line, found.clone());
        }
        Some(found.filter(counts).map(|range| Match { range, groups: None }))
    }

    /// The text of a group of a match; `None` where it took no part.
    pub(super) fn group(&self, rule: &Rule, found: &Match, group: usize) -> Option<Range<usize>> {
        if found.groups.is_none() && plain_of(rule, self.held.as_ref()).is_some() {
            return (group == 0).then(|| found.range.clone());
        }
        let region = found.groups.as_ref().or(self.slots[rule.number].region.as_ref())?;
        region.pos(group).map(|(start, end)| start..end)
    }

    fn find_made(
        &mut self,
        rule: &Rule,
        line: &str,
        from: usize,
        captured: &Captured,
    ) -> Option<Option<Match>> {
        let pattern = with_captured(rule.pattern.regex.regex_str(), captured);
        if self.made.len() >= MOST_MADE && !self.made.contains_key(&pattern) {
            self.made.clear();
        }
        let made = self.made.entry(pattern).or_insert_with_key(|pattern| Expression::new(pattern));
        let mut region = Region::new();
        let found = made.find(line, from, &mut region, &mut self.allowance)?;
        Some(found.map(|range| Match { range, groups: Some(region) }))
    }
}

/// The rule as a plain one, where the line is of ASCII.
fn plain_of<'a>(rule: &'a Rule, held: Option<&Held>) -> Option<&'a Plain> {
    held.and_then(|_| rule.plain())
}

/// A pattern with each reference to a group (`\1`) replaced by what the group held.
fn with_captured(pattern: &str, captured: &Captured) -> String {
    let mut made = String::with_capacity(pattern.len());
    let mut letters = pattern.chars();
    while let Some(letter) = letters.next() {
        if letter != '\\' {
            made.push(letter);
            continue;
        }
        let escaped = letters.next();
        match escaped.and_then(|letter| letter.to_digit(10)) {
            Some(group) => {
                let text = captured[group as usize].as_deref().unwrap_or_default();
                made.push_str(&regex::escape(text));
            }
            None => {
                made.push('\\');
                made.extend(escaped);
            }
        }
    }
    made
}
