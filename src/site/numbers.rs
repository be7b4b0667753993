//! What does not fit together among the numbers of a project: sources that lead nowhere, and histories of
//! which not all is of one thing.

use std::collections::HashMap;

use rustc_hash::FxHashSet;

use super::Project;
use super::check::{Unshown, unknown_id};
use super::figure::{is_twin, number_id, same};
use super::origin::{Form, is_host};
use crate::content::{Number, bad_address};
use crate::diagnostics::{Diagnostic, Place, SourceFile};
use crate::front_matter::{Date, Language, Spanned, entry_span};

/// The numbers that one file holds, and all sources that it names.
pub(super) struct Held<'a> {
    pub(super) file: &'a SourceFile,
    pub(super) language: &'a Language,
    pub(super) numbers: &'a [Number],
    /// Those of the file that it translates.
    pub(super) original: &'a [Number],
    /// Where its numbers come from, and where the words were said that it quotes.
    pub(super) sources: Vec<&'a Spanned<String>>,
}

/// Every file that can hold numbers of a project, which the editions show in these variants: `project.md`, then
/// the days.
pub(super) fn held<'a>(variants: &[&'a Project]) -> Vec<Held<'a>> {
    let mut held: Vec<Held> = Vec::new();
    // Files are told apart by where they are in memory: their paths are long and alike.
    let mut seen: FxHashSet<*const SourceFile> = FxHashSet::default();
    let record = variants.first().map_or(&[][..], |first| &first.source.document.matter.numbers);
    for project in variants {
        let own = &project.source.document;
        let original = if project.joined.is_some() { record } else { &[] };
        let sources = project.source.sources().collect();
        let own = Held {
            file: &own.file,
            language: &project.language,
            numbers: &own.matter.numbers,
            original,
            sources,
        };
        let days = project.days.iter().map(|day| {
            let own = &day.source.document;
            let sources = own.matter.numbers.iter().filter_map(|number| number.source.as_ref()).collect();
            let original = if day.joined.is_some() { &day.record.document.matter.numbers[..] } else { &[] };
            Held { file: &own.file, language: &day.language, numbers: &own.matter.numbers, original, sources }
        });
        for file in std::iter::once(own).chain(days) {
            if seen.insert(std::ptr::from_ref(file.file)) {
                held.push(file);
            }
        }
    }
    held
}

/// Complaints about the numbers of a project; `project` as the site's own language has it.
pub(super) fn check(
    project: &Project,
    variants: &[&Project],
    unshown: Unshown,
    faults: &mut Vec<Diagnostic>,
) {
    let held = held(variants);
    for file in &held {
        let sources = file.sources.iter();
        faults.extend(sources.filter_map(|said| source(project, file.file, said, unshown)));
        faults.extend(without_value(file));
    }
    faults.extend(histories(&held));
    faults.extend(units(project));
}

/// Numbers without a value, which only a translation may leave to the same number of its original.
fn without_value<'a>(held: &'a Held) -> impl Iterator<Item = Diagnostic> + 'a {
    let is_said = |number: &Number| {
        number.has_value() || held.original.iter().any(|said| is_twin(said, number) && said.has_value())
    };
    held.numbers.iter().filter(move |number| !is_said(number)).map(|number| {
        let span = number.span().unwrap_or_else(|| entry_span(held.file, "numbers"));
        Diagnostic::error("missing-key", format!("the number `{}` has no `value`", number_id(number)))
            .at(held.file.place(span))
            .label("how much?")
            .hint("add it: `value: 7`, or a few words, such as `value: 3 of 5`")
    })
}

/// A source that looks like a day must be one, and one that looks like an address must be whole. Whether an
/// id is one of feedback is asked where `private/` is known.
pub(super) fn source(
    project: &Project,
    file: &SourceFile,
    said: &Spanned<String>,
    unshown: Unshown,
) -> Option<Diagnostic> {
    let id = said.value.trim();
    let form = Form::of(id);
    if project.quote(id).is_some() {
        return None;
    }
    if form == Form::Id && is_host(id) {
        return Some(bad_address(file, said));
    }
    let is_known = form != Form::Day || project.day_named(id).is_some();
    if is_known || Unshown::holds(unshown.broken, project, id) {
        return None;
    }
    let place = file.place(said.span.clone());
    if Unshown::holds(unshown.drafts, project, id) {
        let words = format!("`{id}` is a draft, and not shown as a source");
        return Some(
            Diagnostic::warning("link-to-draft", words)
                .at(place)
                .hint("publish the draft, or name another source"),
        );
    }
    let known = project.days.iter().map(|day| day.source.name.stem.as_str());
    Some(unknown_id("unknown-source", format!("`{id}` is no day of this project"), place, id, known))
}

/// A word of a history, and where it stands.
type Word<'a> = (&'a Spanned<String>, &'a SourceFile);

/// Readings of one number in two units, or under two names. Two languages may well have two words for it.
fn histories(held: &[Held]) -> Vec<Diagnostic> {
    let mut units: HashMap<(&str, &Language), Word> = HashMap::new();
    let mut labels: HashMap<(&str, &Language), Word> = HashMap::new();
    let mut faults = Vec::new();
    for Held { file, language, numbers, .. } in held {
        for number in *numbers {
            let key = (number_id(number), *language);
            if let Some(changed) = changed(&mut units, key, number.unit.as_ref(), file) {
                faults.push(mixed_units(key.0, changed));
            }
            if let Some(changed) = changed(&mut labels, key, number.label.as_ref(), file) {
                faults.push(mixed_labels(key.0, changed));
            }
        }
    }
    faults
}

/// The word that a reading has in place of an earlier one's.
fn changed<'a>(
    known: &mut HashMap<(&'a str, &'a Language), Word<'a>>,
    key: (&'a str, &'a Language),
    said: Option<&'a Spanned<String>>,
    file: &'a SourceFile,
) -> Option<[Word<'a>; 2]> {
    let said = said.filter(|said| !said.value.trim().is_empty())?;
    let before = known.insert(key, (said, file))?;
    (!same(Some(&before.0.value), Some(&said.value))).then_some([before, (said, file)])
}

fn place((said, file): Word) -> Place {
    file.place(said.span.clone())
}

fn mixed_units(id: &str, [before, now]: [Word; 2]) -> Diagnostic {
    let (was, is) = (&before.0.value, &now.0.value);
    Diagnostic::error("mixed-units", format!("the number `{id}` is read in `{was}` and in `{is}`"))
        .at(place(now))
        .label("another unit")
        .related(place(before), "the unit so far")
        .hint(format!("give all its readings in one unit: turn this one into `{was}`"))
        .hint("or give it another `id`, where it is another number")
}

/// Readings in order of their dates whose unit can't be told, and values that say their unit themselves.
fn units(project: &Project) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    let mut units: HashMap<&str, &Spanned<String>> = HashMap::new();
    let mut without: HashMap<&str, (&Number, &SourceFile)> = HashMap::new();
    for Told { number, file, .. } in readings(project) {
        let id = number_id(number);
        let said = number.unit.as_ref().filter(|unit| !unit.value.trim().is_empty());
        if let (Some(unit), Some(before)) = (said, without.remove(id)) {
            faults.push(unit_comes_late(id, (unit, file), before));
        }
        let Some(unit) = said.or(units.get(id).copied()) else {
            without.entry(id).or_insert((number, file));
            continue;
        };
        units.insert(id, unit);
        if number.value.value.0.trim_end().ends_with(unit.value.trim()) {
            faults.push(unit_twice(number, &unit.value, file));
        }
    }
    faults
}

/// A reading where it is written.
pub(super) struct Told<'a> {
    pub(super) number: &'a Number,
    /// Its own date, else that of its day.
    pub(super) date: Option<Date>,
    pub(super) file: &'a SourceFile,
}

/// All readings of a project as its own language has them, the oldest first.
pub(super) fn readings(project: &Project) -> Vec<Told<'_>> {
    let project_file = &project.source.document;
    let of_project = project_file.matter.numbers.iter().map(|number| (number, None, &project_file.file));
    let of_days = project.days.iter().flat_map(|day| {
        let own = &day.source.document;
        own.matter.numbers.iter().map(|number| (number, Some(day.date), &own.file))
    });
    let told = of_project.chain(of_days).map(|(number, day, file)| {
        let date = number.date.as_ref().map(|date| date.value).or(day);
        Told { number, date, file }
    });
    let mut told: Vec<Told> = told.collect();
    told.sort_by_key(|told| told.date);
    told
}

fn unit_comes_late(id: &str, (unit, file): Word, (number, its_file): (&Number, &SourceFile)) -> Diagnostic {
    let is = &unit.value;
    let words = format!("the number `{id}` is read in `{is}`, and before that without a unit");
    Diagnostic::error("mixed-units", words)
        .at(file.place(unit.span.clone()))
        .label("the first unit")
        .related(its_file.place(number.value.span.clone()), "a reading of what?")
        .hint(format!("where that is in `{is}` too, write `unit` there: readings after it need none"))
        .hint("or give this one another `id`, where it is another number")
}

fn unit_twice(number: &Number, unit: &str, file: &SourceFile) -> Diagnostic {
    let value = number.value.value.0.trim();
    let bare = value.strip_suffix(unit.trim()).unwrap_or(value).trim_end();
    Diagnostic::warning(
        "unit-twice",
        format!("the value `{value}` has its unit in it, and `unit` says it again"),
    )
    .at(file.place(number.value.span.clone()))
    .label("shown as it stands, and left out of the line that is drawn")
    .hint(format!("write `value: {bare}`; the unit comes from `unit`"))
}

fn mixed_labels(id: &str, [before, now]: [Word; 2]) -> Diagnostic {
    let (was, is) = (&before.0.value, &now.0.value);
    let words = format!(
        "the number `{id}` is called `{was}` and `{is}`: only readings under the newest name are shown"
    );
    Diagnostic::warning("mixed-labels", words)
        .at(place(now))
        .label("another name")
        .related(place(before), "the name so far")
        .hint("write one name for all its readings; one reading is enough to name it")
        .hint("or give it another `id`, where it is another number")
}
