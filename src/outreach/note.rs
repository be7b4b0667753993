//! The note beside a request to connect: what they said, one number, a small ask and the link in very few characters.

use super::fit::{Counted, Gap, LeftOut, Part, Role, fit};
use super::limit::Limit;
use super::message::{Writing, part};
use super::phrases::{Wording, is_name};
use super::sentence::{first_clause, first_half, first_thing};
use crate::content::Because;

/// What it costs a note to be without its parts, the dearest first.
const NO_BECAUSE: usize = 60;
const NO_NUMBER: usize = 50;
const NO_LINK: usize = 40;
const NO_ASK: usize = 30;

/// What it costs to say less of a quote than there is of it, or of the ask.
const CUT_QUOTE: usize = 4;
const CUT_ASK: usize = 3;

/// What it costs to say the least of either that still says something.
const LEAST: usize = 7;

/// What it costs to leave "Hello" to the line above, and where their words were read to the link in the letter.
const NO_HELLO: usize = 3;
const NO_PLACE: usize = 5;

/// What it costs to begin with another quote than the first.
const OTHER_QUOTE: usize = 2;

/// One way to say a part of the note, or to be without it.
#[derive(Clone)]
struct Choice {
    part: Option<Part>,
    cost: usize,
    left_out: Option<LeftOut>,
}

impl Choice {
    fn say(part: Part, cost: usize) -> Self {
        Self { part: Some(part), cost, left_out: None }
    }

    /// Only the beginning is said.
    fn begin(part: Part, cost: usize) -> Self {
        let left_out = Some(LeftOut { role: part.role, whole: false });
        Self { part: Some(part), cost, left_out }
    }

    fn without(role: Role, cost: usize) -> Self {
        Self { part: None, cost, left_out: Some(LeftOut { role, whole: true }) }
    }
}

impl Writing<'_> {
    /// Of all ways to write the note that fit the one that costs least; where none fits, the shortest. Who writes
    /// stands above it anyway.
    pub(super) fn note(&self, limits: &[Limit]) -> Counted {
        let lines = [
            self.greetings(),
            self.quotes(),
            vec![Choice::say(self.promise(Gap::Line), 0), Choice::say(self.name(Gap::Line), 1)],
            self.numbers(),
            self.asks(),
            self.links(),
        ];
        let mut ways: Vec<Vec<&Choice>> = vec![Vec::new()];
        for choices in lines.iter().filter(|choices| !choices.is_empty()) {
            let before = std::mem::take(&mut ways);
            for (way, choice) in before.iter().flat_map(|way| choices.iter().map(move |choice| (way, choice)))
            {
                ways.push(way.iter().copied().chain([choice]).collect());
            }
        }
        let written = ways.iter().map(|way| {
            let parts: Vec<Part> = way.iter().filter_map(|choice| choice.part.clone()).collect();
            let mut note = fit(&parts, &[], limits, self.phrases.space());
            note.left_out = way.iter().filter_map(|choice| choice.left_out).collect();
            let cost = way.iter().map(|choice| choice.cost).sum::<usize>();
            (note.over().map_or(0, |(_, by)| by), cost, note)
        });
        let best = written.min_by_key(|(over, cost, _)| (*over, *cost));
        best.map_or_else(|| Counted::of(String::new(), limits, Vec::new()), |(_, _, note)| note)
    }

    fn links(&self) -> Vec<Choice> {
        let link = part(Role::Link, Gap::Line, self.link.url.clone());
        vec![Choice::say(link, 0), Choice::without(Role::Link, NO_LINK)]
    }

    fn greetings(&self) -> Vec<Choice> {
        let person = self.recipient.person.as_deref();
        let greeting = |person| part(Role::Greeting, Gap::Sentence, self.phrases.greeting(person, false));
        let first = person.filter(|_| !self.facts.language.is_chinese()).and_then(first_name);
        let short = first.map(|first| Choice::say(greeting(Some(first)), 1));
        let bare = first
            .map(|first| Choice::say(part(Role::Greeting, Gap::Sentence, format!("{first},")), NO_HELLO));
        std::iter::once(Choice::say(greeting(person), 0)).chain(short).chain(bare).collect()
    }

    fn quotes(&self) -> Vec<Choice> {
        let said = self.recipient.because.iter().enumerate();
        let mut choices: Vec<Choice> = said
            .flat_map(|(at, said)| {
                let other = if at == 0 { 0 } else { OTHER_QUOTE };
                let whole = [(true, 0), (false, 1)]
                    .map(|(dated, cost)| Choice::say(self.because(said, Gap::Line, dated), cost + other));
                let clauses = [(first_clause(&said.quote), CUT_QUOTE), (first_half(&said.quote), LEAST)];
                let cut = clauses.into_iter().filter_map(|(clause, cost)| {
                    Some((Because { quote: format!("{}…", clause?), ..said.clone() }, cost + other))
                });
                let cut: Vec<(Because, usize)> = cut.collect();
                let placed = cut
                    .clone()
                    .into_iter()
                    .map(|(cut, cost)| Choice::begin(self.because(&cut, Gap::Line, false), cost));
                let bare = std::iter::once((said.clone(), other)).chain(cut).filter_map(|(said, cost)| {
                    let part = self.because_anywhere(&said, Gap::Line)?;
                    let is_whole = !said.quote.ends_with('…');
                    let choice = if is_whole { Choice::say } else { Choice::begin };
                    Some(choice(part, cost + NO_PLACE))
                });
                let bare: Vec<Choice> = bare.collect();
                whole.into_iter().chain(placed).chain(bare)
            })
            .collect();
        if !choices.is_empty() {
            choices.push(Choice::without(Role::Because, NO_BECAUSE));
        }
        choices
    }

    fn numbers(&self) -> Vec<Choice> {
        let said = [(Wording::Whole, 0), (Wording::Short, 1)];
        let said = said
            .into_iter()
            .filter_map(|(wording, cost)| Some(Choice::say(self.number(Gap::Sentence, wording)?, cost)));
        let mut choices: Vec<Choice> = said.collect();
        if !choices.is_empty() {
            choices.push(Choice::without(Role::Number, NO_NUMBER));
        }
        choices
    }

    fn asks(&self) -> Vec<Choice> {
        let Some(ask) = self.recipient.ask.as_deref() else { return Vec::new() };
        let wordings = [(Wording::Whole, 0), (Wording::Short, 2)];
        let whole = wordings
            .iter()
            .filter_map(|(wording, cost)| Some(Choice::say(self.ask(ask, Gap::Line, *wording)?, *cost)));
        let mut choices: Vec<Choice> = whole.collect();
        for (clause, dear) in [(first_clause(ask), CUT_ASK), (first_thing(ask), LEAST)] {
            let said = wordings.iter().filter_map(|(wording, cost)| {
                Some(Choice::begin(self.ask(clause?, Gap::Line, *wording)?, dear + cost))
            });
            choices.extend(said);
        }
        choices.push(Choice::without(Role::Ask, NO_ASK));
        choices
    }
}

/// What an English name of two words begins with. Of three words nobody knows which is the first name.
fn first_name(person: &str) -> Option<&str> {
    let words: Vec<&str> = person.split_whitespace().collect();
    let is_word =
        |word: &&str| word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'-');
    match words[..] {
        [first, last] if is_word(&first) && is_word(&last) && is_name(person) => Some(first),
        _ => None,
    }
}
