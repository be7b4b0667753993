//! Where the patterns match in a line, each looked for as rarely as can be.

use std::ops::Range;

use rustc_hash::FxHashMap;
use syntect::parsing::{Regex, Region};

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
    made: FxHashMap<String, Regex>,
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
    /// Goes on to a line.
    pub(super) fn begin(&mut self, line: &str) {
        self.line += 1;
        self.held = Held::by(line);
    }

    /// The first match of a rule from a place on; not one that `counts` says no to.
    pub(super) fn find(
        &mut self,
        rule: &Rule,
        line: &str,
        from: usize,
        captured: Option<&Captured>,
        counts: impl Fn(&Range<usize>) -> bool,
    ) -> Option<Match> {
        if self.slots.len() <= rule.number {
            self.slots.resize_with(rule.number + 1, Slot::default);
        }
        let slot = &mut self.slots[rule.number];
        if slot.line == self.line {
            match &slot.found {
                None => return None,
                Some(range) if range.start >= from => {
                    return Some(Match { range: range.clone(), groups: None });
                }
                Some(_) => {}
            }
        }
        if let Some(captured) = captured.filter(|_| rule.pattern.has_captures) {
            return self.find_made(rule, line, from, captured).filter(|found| counts(&found.range));
        }
        let found = match (&self.held, plain_of(rule, self.held.as_ref())) {
            (Some(held), _) if !rule.may_match(held) => None,
            (_, Some(plain)) => plain.find(line, from),
            (_, None) => {
                let region = slot.region.get_or_insert_with(Region::new);
                search(&rule.pattern.regex, line, from, region)
            }
        };
        // What does not count here may count further on.
        if found.as_ref().is_none_or(&counts) {
            (slot.line, slot.found) = (self.line, found.clone());
        }
        let range = found.filter(counts)?;
        Some(Match { range, groups: None })
    }

    /// The text of a group of a match; `None` where it took no part.
    pub(super) fn group(&self, rule: &Rule, found: &Match, group: usize) -> Option<Range<usize>> {
        if found.groups.is_none() && plain_of(rule, self.held.as_ref()).is_some() {
            return (group == 0).then(|| found.range.clone());
        }
        let region = found.groups.as_ref().or(self.slots[rule.number].region.as_ref())?;
        region.pos(group).map(|(start, end)| start..end)
    }

    fn find_made(&mut self, rule: &Rule, line: &str, from: usize, captured: &Captured) -> Option<Match> {
        let pattern = with_captured(rule.pattern.regex.regex_str(), captured);
        if self.made.len() >= MOST_MADE && !self.made.contains_key(&pattern) {
            self.made.clear();
        }
        let regex = self.made.entry(pattern).or_insert_with_key(|pattern| Regex::new(pattern.clone()));
        let mut region = Region::new();
        let range = search(regex, line, from, &mut region)?;
        Some(Match { range, groups: Some(region) })
    }
}

/// The rule as a plain one, where the line is of ASCII.
fn plain_of<'a>(rule: &'a Rule, held: Option<&Held>) -> Option<&'a Plain> {
    held.and_then(|_| rule.plain())
}

fn search(regex: &Regex, line: &str, from: usize, region: &mut Region) -> Option<Range<usize>> {
    let is_found = regex.search(line, from, line.len(), Some(region));
    is_found.then(|| region.pos(0)).flatten().map(|(start, end)| start..end)
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
