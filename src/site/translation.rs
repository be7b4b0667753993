//! A translation laid over its original: it says what it translates, and takes everything else from there.

use super::figure::number_id;
use crate::content::{Answer, DayMatter, Demo, Number, ProjectMatter};
use crate::front_matter::{Extra, Spanned};

/// The keys of a project in another language. What makes a page of its own stays the translation's: its
/// title, its language and its former addresses.
pub(super) fn project(own: &ProjectMatter, record: &ProjectMatter) -> ProjectMatter {
    ProjectMatter {
        title: own.title.clone(),
        slug: own.slug.clone().or_else(|| record.slug.clone()),
        tagline: own.tagline.clone().or_else(|| record.tagline.clone()),
        status: own.status.or(record.status),
        challenge: own.challenge.clone().or_else(|| record.challenge.clone()),
        role: own.role.clone().or_else(|| record.role.clone()),
        why: own.why.clone().or_else(|| record.why.clone()),
        audience: own.audience.clone().or_else(|| record.audience.clone()),
        problem: own.problem.clone().or_else(|| record.problem.clone()),
        evidence: list(&own.evidence, &record.evidence),
        direction: list(&own.direction, &record.direction),
        demo: demo(own.demo.as_ref(), record.demo.as_ref()),
        repo: own.repo.clone().or_else(|| record.repo.clone()),
        stack: list(&own.stack, &record.stack),
        limits: list(&own.limits, &record.limits),
        roadmap: list(&own.roadmap, &record.roadmap),
        numbers: list(&own.numbers, &record.numbers),
        cover: own.cover.clone().or_else(|| record.cover.clone()),
        language: own.language.clone(),
        aliases: own.aliases.clone(),
        draft: own.draft || record.draft,
        extra: extra(&own.extra, &record.extra),
    }
}

/// The keys of a day in another language. Its summary is the start of its own text where it has none, and
/// where it was published first is said of a text, not of a day.
pub(super) fn day(own: &DayMatter, record: &DayMatter) -> DayMatter {
    DayMatter {
        date: own.date.clone().or_else(|| record.date.clone()),
        title: own.title.clone(),
        day: own.day.clone(),
        stage: own.stage.or(record.stage),
        summary: own.summary.clone(),
        hours: own.hours.or(record.hours),
        tags: list(&own.tags, &record.tags),
        rest: own.rest || record.rest,
        answers: answers(&own.answers, &record.answers),
        insights: list(&own.insights, &record.insights),
        learned: list(&own.learned, &record.learned),
        questions: list(&own.questions, &record.questions),
        numbers: numbers(&own.numbers, &record.numbers),
        demo: demo(own.demo.as_ref(), record.demo.as_ref()),
        video: own.video.clone().or_else(|| record.video.clone()),
        next: own.next.clone().or_else(|| record.next.clone()),
        language: own.language.clone(),
        draft: own.draft || record.draft,
        canonical: own.canonical.clone(),
        aliases: own.aliases.clone(),
        extra: extra(&own.extra, &record.extra),
    }
}

fn list<T: Clone>(own: &[T], record: &[T]) -> Vec<T> {
    if own.is_empty() { record.to_vec() } else { own.to_vec() }
}

/// The numbers of a translation, and those of its original that it does not name.
fn numbers(own: &[Number], record: &[Number]) -> Vec<Number> {
    let is_named = |number: &Number| own.iter().any(|named| number_id(named) == number_id(number));
    let left = record.iter().filter(|number| number.id.is_some() && !is_named(number));
    if own.is_empty() { record.to_vec() } else { own.iter().chain(left).cloned().collect() }
}

/// A demo key by key: a translation may give its title alone.
fn demo(own: Option<&Spanned<Demo>>, record: Option<&Spanned<Demo>>) -> Option<Spanned<Demo>> {
    let (Some(own), Some(record)) = (own, record) else { return own.or(record).cloned() };
    let (words, facts) = (&own.value, &record.value);
    // Another address is another demo, of which the first one's recording and picture say nothing.
    if words.url.is_some() {
        return Some(own.clone());
    }
    let value = Demo {
        url: facts.url.clone(),
        title: words.title.clone().or_else(|| facts.title.clone()),
        poster: words.poster.clone().or_else(|| facts.poster.clone()),
        fallback: words.fallback.clone().or_else(|| facts.fallback.clone()),
        height: words.height.or(facts.height),
        ratio: words.ratio.clone().or_else(|| facts.ratio.clone()),
        wake: words.wake.clone().or_else(|| facts.wake.clone()),
    };
    Some(Spanned { value, span: own.span.clone() })
}

/// Answers in the translation's words; what one leaves out comes from the answer to the same feedback.
fn answers(own: &[Answer], record: &[Answer]) -> Vec<Answer> {
    let completed = |answer: &Answer| {
        let id = answer.feedback.as_ref().map(|id| &id.value);
        let twin =
            record.iter().find(|twin| id.is_some() && twin.feedback.as_ref().map(|id| &id.value) == id);
        let Some(twin) = twin else { return answer.clone() };
        Answer {
            feedback: answer.feedback.clone(),
            change: answer.change.clone().or_else(|| twin.change.clone()),
            result: answer.result.clone().or_else(|| twin.result.clone()),
            number: answer.number.clone().or_else(|| twin.number.clone()),
        }
    };
    if own.is_empty() { record.to_vec() } else { own.iter().map(completed).collect() }
}

fn extra(own: &Extra, record: &Extra) -> Extra {
    let mut all = record.clone();
    all.extend(own.clone());
    all
}
