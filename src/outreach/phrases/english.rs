//! English.

use super::super::facts::{First, Number, Way};
use super::super::sentence::{begun, closed, continued, is_closed, open, unquoted};
use super::{Heard, LinkKind, Phrases, Place, Said, SaidIn, Wording, is_address, is_name};
use crate::content::Status;
use crate::front_matter::Date;
use crate::markdown::within_quotation;

/// Words with which an ask begins that names a thing.
const ARTICLES: [&str; 15] = [
    "a ", "an ", "the ", "your ", "some ", "any ", "half ", "one ", "two ", "three ", "five ", "ten ",
    "fifteen ", "twenty ", "thirty ",
];

/// Verbs with which the name of a number begins that tells what people did, beside those that end in "-ed".
const DEEDS: [&str; 26] = [
    "are",
    "came",
    "can",
    "come",
    "could",
    "did",
    "do",
    "felt",
    "forgot",
    "found",
    "gave",
    "got",
    "had",
    "have",
    "left",
    "lost",
    "made",
    "paid",
    "said",
    "took",
    "understood",
    "want",
    "went",
    "were",
    "will",
    "would",
];

/// Words that stand behind a verb, and not behind the attribute of a thing: "finished the form", "failed builds".
const BEHIND_A_DEED: [&str; 24] = [
    "a",
    "after",
    "all",
    "an",
    "at",
    "before",
    "by",
    "every",
    "for",
    "from",
    "in",
    "it",
    "on",
    "out",
    "something",
    "the",
    "their",
    "them",
    "to",
    "up",
    "with",
    "within",
    "without",
    "wrongly",
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
        let person = person.filter(|person| is_name(person));
        person.map_or_else(|| "Hello,".to_string(), |person| format!("Hello {person},"))
    }

    fn because(&self, said: &Said) -> String {
        let quote = quoted(said.quote);
        let month = said.date.map(month);
        let said_it = match said.place {
            SaidIn::Talk => "said",
            SaidIn::OwnPage => "wrote",
            SaidIn::Page(host) => {
                let month = month.map(|month| format!(", {month}")).unwrap_or_default();
                return format!("I read on {host}{month}: {quote}");
            }
            SaidIn::Somewhere => return format!("I read: {quote}"),
        };
        match month {
            Some(month) => format!("In {month} you {said_it}: {quote}"),
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

    fn number(&self, number: &Number, wording: Wording) -> String {
        let Number { now, past, .. } = number;
        let label = named(&number.label);
        let is_whole = wording == Wording::Whole;
        match (&number.first, Name::of(&number.label, now)) {
            (None, Name::Deed(deed)) => match number.date.filter(|_| is_whole) {
                Some(date) => format!("In {}, {now} {deed}.", month(date)),
                None => format!("{now} {deed}."),
            },
            (None, _) => match number.date.filter(|_| is_whole) {
                Some(date) => format!("{label}: {now} in {}.", month(date)),
                None => format!("{label}: {now}."),
            },
            (Some(First { bare, .. }), Name::Thing) if !is_whole => format!("{label}: {bare} → {now}."),
            (Some(first), _) if !is_whole => format!("{}.", moved(number, first)),
            // What somebody does takes its time, or whatever else is counted.
            (Some(First { value, date, .. }), Name::Task(_)) => {
                let when = if date.is_some() { "at first" } else { "before" };
                match past {
                    None => format!("{label} took {value} {when}; now it takes {now}."),
                    Some(past) => format!("{label} took {value} {when}; on {} it took {now}.", day(*past)),
                }
            }
            (Some(First { value, date, .. }), Name::Deed(deed)) => {
                let when = date.map_or("At first".to_string(), |date| format!("In {}", month(date)));
                match past {
                    None => format!("{when}, {value} {deed}; now it is {now}."),
                    Some(past) => format!("{when}, {value} {deed}; on {} it was {now}.", day(*past)),
                }
            }
            (Some(First { bare, date, way, .. }), Name::Thing) => {
                let way = match way {
                    Way::Up => "went up from",
                    Way::Down => "went down from",
                    Way::Otherwise => "went from",
                };
                let since = date.map(|date| format!(" in {}", month(date))).unwrap_or_default();
                let until = past.map(|past| format!(" by {}", day(past))).unwrap_or_default();
                format!("{label} {way} {bare}{since} to {now}{until}.")
            }
        }
    }

    fn how(&self, how: &str, log: &str) -> String {
        closed(&format!("How it was counted: {}", continued(how, log)), '.')
    }

    fn audience(&self, audience: &str, log: &str) -> String {
        let bare = audience.strip_prefix("For ").unwrap_or(audience);
        let small = continued(bare, log);
        match small.starts_with(char::is_uppercase) {
            _ if is_own_sentence(bare) => closed(bare, '.'),
            // A name, or a word of which nobody knows that it is none: behind a colon it may stand as it is.
            true => closed(&format!("Who it is for: {small}"), '.'),
            false => closed(&format!("It is for {small}"), '.'),
        }
    }

    fn link(&self, kind: LinkKind, url: &str) -> String {
        match kind {
            LinkKind::Own => format!("I put it on one page for you: {url}"),
            LinkKind::Brief => format!("It is all on one page: {url}"),
            LinkKind::Project => format!("Each day, and where each number comes from: {url}"),
        }
    }

    fn ask(&self, ask: &str, log: &str, wording: Wording) -> String {
        let small = continued(ask, log);
        match &small {
            _ if is_address(ask) => format!("You can pick a time here: {}", ask.trim()),
            _ if is_closed(ask) || is_own_sentence(ask) => closed(ask, '.'),
            small
                if ARTICLES.iter().any(|article| small.starts_with(article))
                    || small.starts_with(|c: char| c.is_ascii_digit()) =>
            {
                match wording {
                    Wording::Whole => format!("I'd be glad of {small}."),
                    Wording::Short => format!("{}?", begun(small)),
                }
            }
            small if small.starts_with("to ") => format!("I'd like {small}."),
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
            let label = named(&number.label);
            if let Some(first) = &number.first {
                let short = format!("{label}: {} → {}", first.bare, number.now);
                let moved = moved(number, first);
                subjects.push(moved.clone());
                subjects.push(format!("{moved} ({title})"));
                subjects.push(format!("{title}: {moved}"));
                // What is so now, or was so some time ago, was not so since then.
                let since = first.date.filter(|_| !moved.contains(", now ") && number.past.is_none());
                subjects.extend(since.map(|date| format!("{moved} since {}", month(date))));
                subjects.push(format!("{short} ({title})"));
                subjects.extend(to.map(|to| format!("{short}, for {to}")));
                subjects.push(short);
            }
            subjects.push(match Name::of(&number.label, &number.now) {
                Name::Deed(deed) => format!("{} {deed} ({title})", number.now),
                _ => format!("{label}: {} ({title})", number.now),
            });
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

    fn loop_lines(&self, said: Option<Heard>, change: Option<&str>, result: Option<&str>) -> Vec<String> {
        let said = said.map(|Heard { words, who, is_translated }| {
            let notes = [who.map(open), is_translated.then_some("translated")];
            let notes: Vec<&str> = notes.into_iter().flatten().collect();
            let note = if notes.is_empty() { String::new() } else { format!(" ({})", notes.join(", ")) };
            format!("I heard: “{}”{note}", within_quotation(words.trim()))
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

fn month(date: Date) -> String {
    date.0.format("%B %Y").to_string()
}

fn day(date: Date) -> String {
    date.0.format("%-d %B %Y").to_string()
}

/// What kind of words a number is called by: each is said otherwise.
enum Name {
    /// What is to be done, as it takes its time: "to check an hour".
    Task(String),
    /// What so many of those who are counted did: "came without a charger".
    Deed(String),
    /// What there is so much of.
    Thing,
}

impl Name {
    fn of(label: &str, value: &str) -> Self {
        let label = named(label);
        let (word, rest) = label.split_once(' ').unwrap_or((&label, ""));
        let small = word.to_lowercase();
        // "Finished", "finished the form": but "failed builds" are things.
        let next = rest.split(' ').next().unwrap_or("");
        let is_deed = DEEDS.contains(&small.as_str())
            || small.len() > 4 && small.ends_with("ed") && (next.is_empty() || BEHIND_A_DEED.contains(&next));
        // A share of people, or their count: behind a duration or a sum no deed can stand.
        let counts = value.ends_with('%')
            || value.starts_with(|c: char| c.is_ascii_digit()) && value.split(" of ").all(is_count);
        match &*small {
            "to" if !rest.is_empty() => Self::Task(format!("to {rest}")),
            _ if is_deed && counts => Self::Deed(format!("{small}{}", &label[word.len()..])),
            _ => Self::Thing,
        }
    }
}

/// The name of a number as a sentence takes it: what narrows it stands in brackets.
fn named(label: &str) -> String {
    let label = begun(open(label));
    match label.split_once(", ") {
        Some((name, narrowed)) if !narrowed.contains(", ") => format!("{name} ({narrowed})"),
        _ => label,
    }
}

fn is_count(value: &str) -> bool {
    value.bytes().all(|byte| byte.is_ascii_digit())
}

/// How a number moved, without a stop, as one would head a letter with it.
fn moved(number: &Number, first: &First) -> String {
    let Number { label, now, past, .. } = number;
    match (Name::of(label, now), first.way) {
        (Name::Task(task), _) => format!("From {} to {now} {task}", first.bare),
        (Name::Deed(deed), _) => {
            let when = if past.is_none() { "now" } else { "later" };
            format!("{} {deed}, {when} {now}", first.value)
        }
        (Name::Thing, way) => {
            let way = match way {
                Way::Up => "up ",
                Way::Down => "down ",
                Way::Otherwise => "",
            };
            format!("{}, {way}from {} to {now}", named(label), first.bare)
        }
    }
}

fn quoted(words: &str) -> String {
    let words = within_quotation(unquoted(words));
    match is_closed(&words) {
        true => format!("“{words}”"),
        false => format!("“{words}”."),
    }
}

fn is_own_sentence(text: &str) -> bool {
    SUBJECTS.iter().any(|subject| text.trim_start().starts_with(subject))
}
