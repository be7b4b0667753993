//! Facts that a translation tells otherwise than its original, and answers that it leaves out.

use std::collections::HashSet;

use super::figure::number_id;
use super::numbers::{Told, readings};
use super::{Day, Project};
use crate::content::{Answer, Challenge, Number, ProjectMatter};
use crate::diagnostics::{Diagnostic, SourceFile, Span};
use crate::front_matter::{Date, Scalar, entry_span};

/// A translation, and the file that it translates.
#[derive(Clone, Copy)]
struct Pair<'a> {
    own: &'a SourceFile,
    record: &'a SourceFile,
}

/// Complaints about the translations of a project and of its days, which the editions show in these variants.
pub(super) fn check(variants: &[&Project]) -> Vec<Diagnostic> {
    let mut seen = HashSet::new();
    let mut faults = Vec::new();
    let Some(original) = variants.first() else { return faults };
    let record = &original.source.document;
    let told = readings(original);
    for project in variants {
        let own = &project.source.document;
        if project.joined.is_some() && seen.insert(&own.file.path) {
            let pair = Pair { own: &own.file, record: &record.file };
            faults.extend(pair.project((&own.matter, &record.matter), &told));
        }
        for day in project.days.iter().filter(|day| day.joined.is_some()) {
            let pair = Pair { own: &day.source.document.file, record: &day.record.document.file };
            if seen.insert(&pair.own.path) {
                faults.extend(pair.day(day, &told));
            }
        }
    }
    faults
}

impl Pair<'_> {
    fn project(self, (own, record): (&ProjectMatter, &ProjectMatter), original: &[Told]) -> Vec<Diagnostic> {
        let mut faults = Vec::new();
        if own.status.is_some_and(|status| Some(status) != record.status) {
            faults.push(self.key_differs("status"));
        }
        if let (Some(own), Some(record)) = (&own.challenge, &record.challenge)
            && is_another(own, record)
        {
            faults.push(self.key_differs("challenge"));
        }
        faults.extend(self.numbers(&own.numbers, None, original));
        faults
    }

    fn day(self, day: &Day, original: &[Told]) -> Vec<Diagnostic> {
        let (own, record) = (&day.source.document.matter, &day.record.document.matter);
        let differs = [
            ("date", own.date.is_some() && day.source.date() != day.record.date()),
            ("stage", own.stage.is_some_and(|stage| Some(stage) != record.stage)),
            ("hours", own.hours.is_some_and(|hours| Some(hours) != record.hours)),
            ("rest", own.rest && !record.rest),
        ];
        let keys = differs.into_iter().filter(|(_, differs)| *differs);
        let mut faults: Vec<Diagnostic> = keys.map(|(key, _)| self.key_differs(key)).collect();
        faults.extend(self.numbers(&own.numbers, Some(day.date), original));
        if !own.answers.is_empty() {
            faults.extend(self.answers(&own.answers, &record.answers));
        }
        faults
    }

    fn key_differs(self, key: &str) -> Diagnostic {
        self.differs(key, entry_span(self.own, key), entry_span(self.record, key))
    }

    fn differs(self, what: &str, own: Span, record: Span) -> Diagnostic {
        let words = format!("`{what}` says something else than the file that this one translates");
        Diagnostic::warning("translation-differs", words)
            .at(self.own.place(own))
            .label("in the translation")
            .related(self.record.place(record), "in the original")
            .hint("correct one of the two")
            .hint("or leave it out of the translation, which takes from its original what it does not say")
    }

    /// Readings that the original has with another value, or nowhere. A number without an `id` has in the
    /// translation another name, so nothing can be said of it.
    fn numbers(self, own: &[Number], day: Option<Date>, original: &[Told]) -> Vec<Diagnostic> {
        let mut faults = Vec::new();
        for number in own.iter().filter(|number| number.id.is_some() && number.has_value()) {
            let date = number.date.as_ref().map(|date| date.value).or(day);
            let span = number.value.span.clone();
            let mut readings = original.iter().filter(|told| number_id(told.number) == number_id(number));
            let same = readings.clone().find(|told| told.date == date);
            match same.or_else(|| readings.next().filter(|_| date.is_none())) {
                Some(twin) if are_two_values(number, twin.number) => {
                    let pair = Pair { record: twin.file, ..self };
                    faults.push(pair.differs("value", span, twin.number.value.span.clone()));
                }
                Some(_) => {}
                None => faults.push(self.alone(number_id(number), span)),
            }
        }
        faults
    }

    fn alone(self, id: &str, span: Span) -> Diagnostic {
        let words = format!("a reading of the number `{id}` is in the translation alone");
        Diagnostic::warning("translation-differs", words)
            .at(self.own.place(span))
            .label("in the translation")
            .related(
                self.record.place(entry_span(self.record, "numbers")),
                "the original has no such reading",
            )
            .hint("give the original this reading too, with the same `id` and `date`")
    }

    /// Answers that a translation with answers of its own leaves out, so that its readers never see them.
    fn answers(self, own: &[Answer], record: &[Answer]) -> Vec<Diagnostic> {
        let mut left: Vec<&Answer> = own.iter().collect();
        let mut faults = Vec::new();
        for answer in record {
            let Some(at) = left.iter().position(|own| is_to_the_same(own, answer)) else {
                faults.push(self.left_out(answer));
                continue;
            };
            let own = left.remove(at);
            if let (Some(own), Some(record)) = (&own.number, &answer.number)
                && own.value != record.value
            {
                faults.push(self.differs("number", own.span.clone(), record.span.clone()));
            }
        }
        faults
    }

    fn left_out(self, answer: &Answer) -> Diagnostic {
        let to = answer.feedback.as_ref().map_or("a change".to_string(), |id| format!("`{}`", id.value));
        let place = answer.feedback.as_ref().map_or(entry_span(self.record, "answers"), |id| id.span.clone());
        let words = format!("the translation leaves the answer to {to} out, so its readers do not see it");
        Diagnostic::warning("translation-leaves-out", words)
            .at(self.own.place(entry_span(self.own, "answers")))
            .label("not among these")
            .related(self.record.place(place), "in the original")
            .hint("translate this answer too")
            .hint("or leave `answers` out of the translation: then all are shown as in the original")
    }
}

fn is_another(own: &Challenge, record: &Challenge) -> bool {
    let start = |said: &Challenge| said.start.as_ref().map(|start| start.value);
    let days = |said: &Challenge| said.days.as_ref().map(|days| days.value);
    (start(own), days(own), own.pace) != (start(record), days(record), record.pace)
}

fn is_to_the_same(own: &Answer, record: &Answer) -> bool {
    let id = |answer: &Answer| answer.feedback.as_ref().map(|id| id.value.clone());
    id(own) == id(record)
}

/// Whether a translation gives another value. Words are compared by the figures in them, as far as those are
/// digits: `3 of 5` is `5 人中的 3 人`.
fn are_two_values(own: &Number, record: &Number) -> bool {
    let counts_in_words = |text: &str| text.contains(['百', '千', '万', '萬', '亿', '億', '十']);
    let texts =
        [Some(&own.value.value.0), Some(&record.value.value.0), own.unit.as_ref().map(|unit| &unit.value)];
    if texts.into_iter().flatten().any(|text| counts_in_words(text)) {
        return false;
    }
    let (own, record) = (&own.value.value, &record.value.value);
    if let (Some(own), Some(record)) = (own.number(), record.number()) {
        return own != record;
    }
    let (own, record) = (figures(own), figures(record));
    !own.is_empty() && !record.is_empty() && own != record
}

/// The figures of a value in order of their size, without what parts their thousands.
fn figures(value: &Scalar) -> Vec<f64> {
    let text = value.0.replace([',', '\u{2009}', '\u{202f}', '_'], "");
    let parts = text.split(|c: char| !c.is_ascii_digit() && c != '.');
    let mut figures: Vec<f64> = parts.filter_map(|part| part.trim_matches('.').parse().ok()).collect();
    figures.sort_by(f64::total_cmp);
    figures
}
