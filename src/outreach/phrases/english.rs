//! English.

use super::super::facts::Number;
use super::super::sentence::{closed, continued, is_closed, open};
use super::{LinkKind, Phrases, Place, Said, is_address};
use crate::content::Status;

/// Words with which an ask begins that names a thing.
const ARTICLES: [&str; 15] = [
    "a ", "an ", "the ", "your ", "some ", "any ", "half ", "one ", "two ", "three ", "five ", "ten ",
    "fifteen ", "twenty ", "thirty ",
];

/// Words with which a text begins that is a sentence of its own.
const SUBJECTS: [&str; 7] = ["I ", "I'm ", "I’m ", "We ", "It ", "They ", "This "];

pub(super) struct English;

impl Phrases for English {
    fn space(&self) -> &'static str {
        " "
    }

    fn stop(&self) -> char {
        '.'
    }

    fn greeting(&self, person: Option<&str>, _: bool) -> String {
        person.map_or_else(|| "Hello,".to_string(), |person| format!("Hello {person},"))
    }

    fn because(&self, said: &Said) -> String {
        let quote = quoted(said.quote);
        let said_it = if said.is_published { "wrote" } else { "said" };
        match said.date {
            Some(date) => format!("In {} you {said_it}: {quote}", date.0.format("%B %Y")),
            None => format!("You {said_it}: {quote}"),
        }
    }

    fn reason(&self) -> String {
        "That is why I'm writing.".to_string()
    }

    fn who(&self, name: &str) -> String {
        format!("I'm {name}.")
    }

    fn headline(&self, headline: &str) -> String {
        match is_own_sentence(headline) {
            true => closed(headline, '.'),
            false => format!("My work: {}.", open(headline)),
        }
    }

    fn promise(&self, status: Option<Status>, title: &str, tagline: Option<&str>, log: &str) -> String {
        let made = match status {
            Some(Status::Idea) => "I want to build",
            Some(Status::Building) | None => "I'm building",
            Some(Status::Live | Status::Paused | Status::Done) => "I built",
        };
        match tagline {
            Some(tagline) => format!("{made} {title}: {}", closed(&continued(tagline, log), '.')),
            None => format!("{made} {title}."),
        }
    }

    fn number(&self, number: &Number) -> String {
        let label = open(&number.label);
        match &number.first {
            Some(first) => format!("{label}: {first} at first, {} now.", number.now),
            None => format!("{label}: {}.", number.now),
        }
    }

    fn how(&self, how: &str, log: &str) -> String {
        closed(&format!("How it was counted: {}", continued(how, log)), '.')
    }

    fn audience(&self, audience: &str, log: &str) -> String {
        let bare = audience.strip_prefix("For ").unwrap_or(audience);
        match is_own_sentence(bare) {
            true => closed(bare, '.'),
            false => closed(&format!("It is for {}", continued(bare, log)), '.'),
        }
    }

    fn link(&self, kind: LinkKind, url: &str) -> String {
        match kind {
            LinkKind::Own => format!("I put it on one page for you: {url}"),
            LinkKind::Brief => format!("It is all on one page: {url}"),
            LinkKind::Project => format!("Each day, and where each number comes from: {url}"),
        }
    }

    fn ask(&self, ask: &str, log: &str) -> String {
        let small = continued(ask, log);
        match &small {
            _ if is_address(ask) => format!("You can pick a time here: {}", ask.trim()),
            _ if is_closed(ask) || is_own_sentence(ask) => closed(ask, '.'),
            small
                if ARTICLES.iter().any(|article| small.starts_with(article))
                    || small.starts_with(|c: char| c.is_ascii_digit()) =>
            {
                format!("May I ask for {small}?")
            }
            small if small.starts_with("to ") => format!("May I ask you {small}?"),
            small => format!("What I ask: {small}."),
        }
    }

    fn subjects(
        &self,
        title: &str,
        to: Option<&str>,
        tagline: Option<&str>,
        number: Option<&Number>,
    ) -> Vec<String> {
        let mut subjects = Vec::new();
        if let Some(number) = number {
            let label = open(&number.label);
            if let Some(first) = &number.first {
                subjects.push(format!("{label}: {first} → {} ({title})", number.now));
                subjects.extend(to.map(|to| format!("{label}: {first} → {}, for {to}", number.now)));
            }
            subjects.push(format!("{label}: {} ({title})", number.now));
        }
        subjects.extend(to.map(|to| format!("{title} for {to}")));
        subjects.extend(tagline.map(|tagline| format!("{title}: {}", open(tagline))));
        subjects.extend(to.map(|to| format!("{title}, and a question for {to}")));
        subjects.push(title.to_string());
        subjects
    }

    fn head(&self, project: &str, day: Place, title: Option<&str>) -> String {
        let day = match day.of {
            Some(of) => format!("{project}, day {} of {of}", day.number),
            None => format!("{project}, day {}", day.number),
        };
        title.map_or_else(|| format!("{day}."), |title| format!("{day}: {}", closed(title, '.')))
    }

    fn loop_lines(
        &self,
        said: Option<(&str, Option<&str>)>,
        change: Option<&str>,
        result: Option<&str>,
    ) -> Vec<String> {
        let said = said.map(|(words, who)| {
            let who = who.map_or_else(String::new, |who| format!(" ({})", open(who)));
            format!("I heard: “{}”{who}", words.trim())
        });
        let change = change.map(|change| format!("I changed: {}", closed(change, '.')));
        let result = result.map(|result| format!("Result: {}", closed(result, '.')));
        [said, change, result].into_iter().flatten().collect()
    }

    fn learned(&self) -> &'static str {
        "What I learnt:"
    }

    fn question(&self, q: &str, a: &str) -> String {
        format!("Asked: {}\n{}", closed(q, '?'), closed(a, '.'))
    }

    fn next(&self, next: &str) -> String {
        format!("Next: {}", closed(next, '.'))
    }

    fn day_link(&self, url: &str) -> String {
        format!("The whole day: {url}")
    }
}

fn quoted(words: &str) -> String {
    let words = words.trim().trim_matches(['“', '”', '"']);
    match is_closed(words) {
        true => format!("“{words}”"),
        false => format!("“{words}”."),
    }
}

fn is_own_sentence(text: &str) -> bool {
    SUBJECTS.iter().any(|subject| text.trim_start().starts_with(subject))
}
