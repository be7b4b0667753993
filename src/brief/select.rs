//! Which facts are taken for each passage.

use super::lead::Lead;
use super::passage::{Fact, Item, LeftOut, Passage, Passages, Source};
use super::reader::Reader;
use super::rules::{Candidate, most, take};
use crate::front_matter::Spanned;
use crate::markdown::field_links;
use crate::site::{Day, Edition, Figure, Origin, Project, Quote, Standing};

/// The passages of a project in their order, and what was left out of them.
pub(super) fn select(
    edition: &Edition,
    index: usize,
    lead: &Lead,
    reader: Option<&Reader>,
) -> (Vec<Passages>, Vec<LeftOut>) {
    let project = &edition.projects[index];
    let mut left_out = Vec::new();
    let mut passages = Vec::new();
    if let Some(reader) = reader {
        passages.extend(take(Passage::Because, because(project, reader), &mut left_out));
        passages.extend(take(
            Passage::Relevance,
            words(reader.relevance.as_ref(), "relevance", &Source::Letter),
            &mut left_out,
        ));
    }
    let matter = project.matter();
    let own = |said: Option<&String>, name| {
        words(said, name, &told_in(project, said.map(String::as_str).into_iter()))
    };
    let chosen = [
        (Passage::Audience, own(matter.audience.as_ref(), "audience")),
        (Passage::Problem, problem(project)),
        (Passage::Numbers, numbers(project, lead)),
        (Passage::Quotes, quotes(edition, project, lead, &mut left_out)),
        (Passage::Changes, changes(edition, project, lead)),
        (Passage::Days, days(project, lead)),
        (Passage::Limits, limits(project)),
        (Passage::Insights, insights(project, lead)),
        (Passage::Why, own(matter.why.as_ref(), "why")),
        (Passage::Next, roadmap(project)),
        (Passage::Background, background(edition)),
    ];
    for (passage, candidates) in chosen {
        passages.extend(take(passage, candidates, &mut left_out));
    }
    if !passages.iter().any(|passages| is_of_project(passages.passage)) {
        let latest = take(Passage::Latest, latest(project), &mut left_out);
        let background = passages.iter().position(|passages| passages.passage == Passage::Background);
        let at = background.unwrap_or(passages.len());
        passages.splice(at..at, latest);
    }
    for passages in &mut passages {
        in_order_of_time(passages);
    }
    left_out.extend(unknown(project, lead));
    (passages, left_out)
}

fn candidate(fact: Fact, source: Source, name: impl Into<String>, why: &'static str) -> Candidate {
    Candidate { fact, source, name: name.into(), why, lead: None, merit: 0 }
}

fn words(said: Option<&String>, name: &str, source: &Source) -> Vec<Candidate> {
    let said = said.filter(|said| !said.trim().is_empty());
    let fact = |said: &String| candidate(Fact::Words(said.clone()), source.clone(), name, "your own words");
    said.map(fact).into_iter().collect()
}

/// Where words were said, where somebody says so.
fn said_in(project: &Project, source: Option<&Spanned<String>>, otherwise: Source) -> Source {
    source.map_or(otherwise, |source| Source::Said(project.source_of_words(&source.value)))
}

/// Where the project's own words can be looked up: the day that they link to, else the project's page.
fn told_in<'t>(project: &Project, mut texts: impl Iterator<Item = &'t str>) -> Source {
    let days = texts.find_map(|text| {
        let links = field_links(text);
        links.iter().find_map(|link| match project.source_of_words(link.split(".md").next()?) {
            Origin::Day(at) => Some(Source::Day(at)),
            _ => None,
        })
    });
    days.unwrap_or(Source::Project)
}

fn because(project: &Project, reader: &Reader) -> Vec<Candidate> {
    let said = reader.because.iter().enumerate();
    said.map(|(at, said)| {
        let source = match said_in(project, said.source.as_ref(), Source::Letter) {
            // A file of the log is not where somebody else spoke.
            Source::Said(Origin::File(_)) => Source::Letter,
            source => source,
        };
        candidate(Fact::Because(said.clone()), source, format!("because {}", at + 1), "in its written order")
    })
    .collect()
}

/// The problem in the maker's words, then one voice of those who have it.
fn problem(project: &Project) -> Vec<Candidate> {
    let matter = project.matter();
    let problem = matter.problem.as_ref();
    let source = told_in(project, problem.map(String::as_str).into_iter());
    let mut candidates = words(problem, "problem", &source);
    candidates.extend(matter.evidence.iter().enumerate().map(|(at, piece)| {
        let source = said_in(project, piece.source.as_ref(), Source::Project);
        let mut candidate = candidate(
            Fact::Evidence(at),
            source,
            format!("evidence {}", at + 1),
            "evidence, in its written order",
        );
        // Words that can be looked up say more than words that cannot.
        candidate.merit = match &candidate.source {
            Source::Said(origin) if origin.is_shown() => 1,
            _ => 2,
        };
        candidate
    }));
    candidates
}

fn numbers(project: &Project, lead: &Lead) -> Vec<Candidate> {
    let numbers = project.figures.iter().enumerate();
    numbers
        .map(|(at, figure)| {
            let source = figure.latest().source.clone().map_or(Source::Project, Source::Said);
            let (merit, why) = merit_of_number(figure);
            Candidate {
                lead: lead.place(&figure.id),
                merit,
                ..candidate(Fact::Figure(at), source, figure.id.clone(), why)
            }
        })
        .collect()
}

fn merit_of_number(figure: &Figure) -> (u32, &'static str) {
    match (figure.moved_from().is_some(), figure.latest().is_sourced()) {
        (true, true) => (0, "a number that moved, with its source"),
        (false, true) => (1, "a number with its source"),
        (true, false) => (2, "a number that moved"),
        (false, false) => (3, "a number"),
    }
}

/// One quote a person, and none of the maker's family or friends: those are shown, with that said, on
/// the page of all feedback.
fn quotes(edition: &Edition, project: &Project, lead: &Lead, left_out: &mut Vec<LeftOut>) -> Vec<Candidate> {
    let mut candidates: Vec<Candidate> = Vec::new();
    let mut people: Vec<&str> = Vec::new();
    let mut order: Vec<usize> = (0..project.quotes.len()).collect();
    order.sort_by_key(|at| {
        let quote = &project.quotes[*at];
        (lead.place(&quote.id).unwrap_or(usize::MAX), merit_of_quote(edition, quote).0)
    });
    for at in order {
        let quote = &project.quotes[at];
        let (merit, why) = merit_of_quote(edition, quote);
        let place = lead.place(&quote.id);
        let is_near = quote.standing() == Standing::Near;
        // Two of one role may be two people.
        let person = quote.person.as_deref().or(quote.name.as_deref());
        let is_known = person.is_some_and(|person| people.contains(&person));
        if place.is_none() && (is_near || is_known) {
            let why =
                if is_near { "said by a friend or the family" } else { "the same person is quoted already" };
            left_out.push(LeftOut { passage: Passage::Quotes, name: quote.id.clone(), why });
            continue;
        }
        people.extend(person);
        candidates.push(Candidate {
            lead: place,
            merit,
            ..candidate(Fact::Quote(at), Source::Quote(at), quote.id.clone(), why)
        });
    }
    candidates
}

fn merit_of_quote(edition: &Edition, quote: &Quote) -> (u32, &'static str) {
    let why = match quote.standing() {
        Standing::User => "words of a user",
        _ => "words of somebody who is no user",
    };
    (quote.merit(&edition.language), why)
}

fn changes(edition: &Edition, project: &Project, lead: &Lead) -> Vec<Candidate> {
    let mut candidates = Vec::new();
    for (at, day) in project.days.iter().enumerate() {
        for (which, answer) in day.answers().iter().enumerate() {
            if answer.change.is_none() && answer.result.is_none() {
                continue;
            }
            let id = answer.feedback.as_ref().map(|id| id.value.as_str());
            let quoted = id.is_some_and(|id| project.quote(id).is_some());
            let stem = &day.source.name.stem;
            let place = id.and_then(|id| lead.place(id)).or_else(|| lead.place(stem));
            let (merit, why) = match (quoted, answer.change.is_some() && answer.result.is_some()) {
                (true, true) => (0, "said, changed, and come of it"),
                (false, true) => (1, "changed, and come of it"),
                _ => (2, "changed"),
            };
            let merit = merit + if day.language == edition.language { 0 } else { 10 };
            candidates.push(Candidate {
                lead: place,
                merit,
                ..candidate(
                    Fact::Change(at, which),
                    Source::Day(at),
                    format!("{stem} (answer {})", which + 1),
                    why,
                )
            });
        }
    }
    // The newest of equals is taken first.
    candidates.reverse();
    candidates
}

/// Only days that the maker names: which of thirty tells most is not for a rule to say.
fn days(project: &Project, lead: &Lead) -> Vec<Candidate> {
    let named = lead.ids().enumerate().filter_map(|(place, id)| {
        let at = project.days.iter().position(|day| day.source.name.stem == id)?;
        Some(Candidate {
            lead: Some(place),
            ..candidate(Fact::Day(at), Source::Day(at), id, "named in `lead`")
        })
    });
    named.collect()
}

/// Whether a passage tells of the project, and not of its maker or its reader alone.
fn is_of_project(passage: Passage) -> bool {
    !matches!(passage, Passage::Because | Passage::Relevance | Passage::Background)
}

/// The newest days that say something, the newest first: a log that was taken over from elsewhere holds no more.
fn latest(project: &Project) -> Vec<Candidate> {
    let says = |day: &Day| !day.rest() && (day.title.is_some() || !day.source.document.doc.lead.is_empty());
    let days = project.days.iter().enumerate().rev().filter(|(_, day)| says(day));
    let candidates = days.map(|(at, day)| {
        let name = day.source.name.stem.clone();
        candidate(Fact::Day(at), Source::Day(at), name, "the newest, where nothing else is said yet")
    });
    candidates.take(most(Passage::Latest)).collect()
}

fn limits(project: &Project) -> Vec<Candidate> {
    let limits = project.matter().limits.iter().enumerate();
    limits
        .map(|(at, limit)| Candidate {
            merit: u32::from(limit.guard.is_none()),
            ..candidate(
                Fact::Limit(at),
                told_in(project, [&limit.case].into_iter().chain(&limit.guard).map(String::as_str)),
                format!("limit {}", at + 1),
                "in its written order, guarded first",
            )
        })
        .collect()
}

/// Insights of days, newest first, and one voice of the field, which is where they lead to.
fn insights(project: &Project, lead: &Lead) -> Vec<Candidate> {
    let mut candidates = Vec::new();
    for (at, day) in project.days.iter().enumerate().rev() {
        let stem = &day.source.name.stem;
        for which in 0..day.matter().insights.len() {
            candidates.push(Candidate {
                lead: lead.place(stem),
                // One of each day before a second one of any.
                merit: 1 + u32::try_from(which).unwrap_or(u32::MAX - 1),
                ..candidate(
                    Fact::Insight(at, which),
                    Source::Day(at),
                    format!("{stem} (insight {})", which + 1),
                    "the newest first",
                )
            });
        }
    }
    let voices = project.matter().direction.iter().enumerate();
    candidates.extend(voices.map(|(at, voice)| {
        let source = said_in(project, voice.source.as_ref(), Source::Project);
        Candidate {
            merit: if at == 0 { 0 } else { u32::MAX },
            ..candidate(
                Fact::Direction(at),
                source,
                format!("direction {}", at + 1),
                "the first voice of the field",
            )
        }
    }));
    candidates
}

fn roadmap(project: &Project) -> Vec<Candidate> {
    let steps = project.matter().roadmap.iter().enumerate();
    steps
        .map(|(at, step)| {
            candidate(
                Fact::Words(step.clone()),
                told_in(project, std::iter::once(step.as_str())),
                format!("roadmap {}", at + 1),
                "in its written order",
            )
        })
        .collect()
}

fn background(edition: &Edition) -> Vec<Candidate> {
    let stations = edition.background.iter().enumerate();
    stations
        .map(|(at, _)| {
            candidate(
                Fact::Station(at),
                Source::About,
                format!("background {}", at + 1),
                "in its written order",
            )
        })
        .collect()
}

/// Facts that stand in a time are read in it, whatever the order in which they were taken.
fn in_order_of_time(passages: &mut Passages) {
    let time = |item: &Item| match item.fact {
        Fact::Change(day, which) | Fact::Insight(day, which) => (day, which),
        Fact::Day(day) => (day, 0),
        // A voice of the field comes after what was learnt in it.
        Fact::Direction(at) => (usize::MAX, at),
        _ => (0, 0),
    };
    if matches!(passages.passage, Passage::Changes | Passage::Days | Passage::Insights) {
        passages.items.sort_by_key(time);
    }
}

/// Ids that the maker wants first and that this project does not have.
fn unknown(project: &Project, lead: &Lead) -> Vec<LeftOut> {
    let is_known = |id: &str| {
        project.quote(id).is_some()
            || project.figure(id).is_some()
            || project.days.iter().any(|day| day.source.name.stem == id)
    };
    lead.ids()
        .filter(|id| !is_known(id))
        .map(|id| LeftOut {
            passage: Passage::Days,
            name: id.to_string(),
            why: "named in `lead`, but this project has no such day, number, or feedback that may be shown",
        })
        .collect()
}
