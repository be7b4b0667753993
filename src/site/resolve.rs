//! One project in one edition: the variants chosen, its days in order, its challenge, numbers and feedback.

use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::edition::Day;
use super::folder::{Folder, path_of};
use super::mention::Named;
use super::tag::Tags;
use super::{Project, Quote, agreement, challenge, check, figure, numbers, quote, translation, wording};
use crate::config::Config;
use crate::content::{self, Feedback};
use crate::diagnostics::{Diagnostic, Place};
use crate::front_matter::Language;

/// A project in every edition, and what it was made of beside the settings and the tags.
#[derive(Debug)]
pub(super) struct Resolved {
    pub(super) folder: Arc<Folder>,
    slug: String,
    /// As each edition shows it.
    pub(super) editions: Vec<Arc<Project>>,
    /// What its files name that may lie in `private/`.
    pub(super) named: Named,
    /// What does not fit together in it.
    pub(super) faults: Vec<Diagnostic>,
}

impl Resolved {
    pub(super) fn of(config: &Config, tags: &Tags, folder: Arc<Folder>, slug: &str) -> Self {
        let editions: Vec<Arc<Project>> = (0..config.languages.len())
            .map(|edition| Arc::new(project(config, edition, &folder, slug, tags)))
            .collect();
        let variants: Vec<&Project> = editions.iter().map(Arc::as_ref).collect();
        let unshown = check::Unshown { drafts: &folder.drafts, broken: &folder.broken };
        let mut faults = unlisted_languages(config, &folder, &variants);
        check::project(variants[0], &mut faults);
        numbers::check(variants[0], &variants, unshown, &mut faults);
        faults.extend(agreement::check(&variants));
        faults.extend(wording::check(&variants, &config.language));
        let named = Named::by(&variants);
        Self { folder, slug: slug.to_string(), editions, named, faults }
    }

    pub(super) fn is_made_of(&self, folder: &Arc<Folder>, slug: &str) -> bool {
        Arc::ptr_eq(&self.folder, folder) && self.slug == slug
    }
}

/// The variant for an edition: in its language, else in the site's, else any.
pub(super) fn pick<'a, T>(
    variants: &'a [Arc<T>],
    wanted: &Language,
    default: &Language,
    language: impl Fn(&T) -> Option<Language>,
) -> Option<&'a Arc<T>> {
    let is = |variant: &&'a Arc<T>, tag: &Language| language(variant).as_ref().unwrap_or(default) == tag;
    variants
        .iter()
        .find(|variant| is(variant, wanted))
        .or_else(|| variants.iter().find(|variant| is(variant, default)))
        .or_else(|| variants.first())
}

/// A project as the edition with that index shows it.
pub(super) fn project(config: &Config, edition: usize, folder: &Folder, slug: &str, tags: &Tags) -> Project {
    let (wanted, default) = (&config.languages[edition], &config.language);
    let in_language = |language| pick(&folder.projects, language, default, |one| one.language().cloned());
    // A folder without a project.md never gets here.
    let source = in_language(wanted).unwrap_or(&folder.projects[0]).clone();
    let record = in_language(default).unwrap_or(&source).clone();
    let joined = (!Arc::ptr_eq(&source, &record))
        .then(|| Arc::new(translation::project(&source.document.matter, &record.document.matter)));
    let matter = joined.as_deref().unwrap_or(&source.document.matter);
    let said = matter.challenge.clone();
    let length = said.as_ref().and_then(|challenge| challenge.days.as_ref()).map(|days| days.value);
    let days: Vec<Day> =
        folder.days.values().filter_map(|variants| day(config, wanted, variants, length, tags)).collect();
    let (challenge, strip) = challenge::resolve(said.as_ref(), &days);
    let quotes = quotes(&folder.feedback, &days);
    let figures = figure::collect((&record, &source), (default, wanted), &days, &quotes);
    Project {
        language: source.language().unwrap_or(default).clone(),
        record_language: record.language().unwrap_or(default).clone(),
        slug: slug.to_string(),
        challenge,
        strip,
        quotes,
        people: quote::people(folder.feedback.iter().map(Arc::as_ref)),
        near: quote::people(folder.feedback.iter().map(Arc::as_ref).filter(|piece| quote::is_near(piece))),
        tried: quote::people(folder.feedback.iter().map(Arc::as_ref).filter(|piece| piece.is_from_a_test())),
        figures,
        days,
        joined,
        source,
    }
}

fn day(
    config: &Config,
    wanted: &Language,
    variants: &[Arc<content::Day>],
    length: Option<u32>,
    tags: &Tags,
) -> Option<Day> {
    let source = pick(variants, wanted, &config.language, |day| day.language().cloned())?.clone();
    let record = pick(variants, &config.language, &config.language, |day| day.language().cloned())?.clone();
    let language_of = |day: &content::Day| day.language().unwrap_or(&config.language).clone();
    let home_of = |language: &Language| config.languages.iter().position(|listed| listed == language);
    let language = language_of(&source);
    let home = home_of(&language).unwrap_or(0);
    let translations = variants
        .iter()
        .filter_map(|variant| home_of(&language_of(variant)))
        .filter(|edition| *edition != home)
        .collect();
    let matter = &source.document.matter;
    let joined =
        (!Arc::ptr_eq(&source, &record)).then(|| Arc::new(translation::day(matter, &record.document.matter)));
    Some(Day {
        language,
        record_language: language_of(&record),
        home,
        translations,
        number: source.number(),
        date: source.date().or(record.date()).or_else(|| variants.iter().find_map(|day| day.date()))?,
        title: title(&source),
        after: length.is_some_and(|length| source.number() > length),
        tags: slugs_of(if matter.tags.is_empty() { &record.document.matter } else { matter }, tags),
        source,
        record,
        joined,
    })
}

fn title(day: &content::Day) -> Option<String> {
    let document = &day.document;
    let said = document.matter.title.as_ref().map(|title| title.value.trim().to_string());
    let heading = || document.doc.outline.first().filter(|heading| heading.written_level == 1);
    said.filter(|title| !title.is_empty())
        .or_else(|| heading().map(|heading| heading.text.clone()).filter(|title| !title.is_empty()))
}

fn slugs_of(matter: &content::DayMatter, tags: &Tags) -> Vec<String> {
    let mut slugs: Vec<String> = Vec::new();
    for tag in &matter.tags {
        if let Some(slug) = tags.slug(&tag.value)
            && !slugs.iter().any(|known| known == slug)
        {
            slugs.push(slug.to_string());
        }
    }
    slugs
}

fn quotes(feedback: &[Arc<Feedback>], days: &[Day]) -> Vec<Quote> {
    let mut quotes: Vec<Quote> = feedback.iter().filter_map(|piece| Quote::publish(piece)).collect();
    for quote in &mut quotes {
        quote.answered_by = days
            .iter()
            .enumerate()
            .filter(|(_, day)| day.answers().iter().any(|answer| names(answer, &quote.id)))
            .map(|(index, _)| index)
            .collect();
    }
    quotes.sort_by(|a, b| b.date.cmp(&a.date).then_with(|| a.id.cmp(&b.id)));
    quotes
}

fn names(answer: &content::Answer, id: &str) -> bool {
    answer.feedback.as_ref().is_some_and(|feedback| feedback.value == id)
}

/// Days in a language that the site does not list, next to one that it does: they would be lost without a word.
fn unlisted_languages(config: &Config, folder: &Folder, variants: &[&Project]) -> Vec<Diagnostic> {
    // Days are told apart by where they are in memory: their paths are long and alike.
    let days = variants.iter().flat_map(|project| &project.days);
    let shown: FxHashSet<*const content::Day> = days.map(|day| Arc::as_ptr(&day.source)).collect();
    let all = folder.days.values().flatten();
    let listed = config.languages.iter().map(Language::tag).collect::<Vec<_>>().join(", ");
    all.filter(|day| !shown.contains(&Arc::as_ptr(day)))
        .map(|day| {
            let language = day.language().map_or("another language", Language::tag);
            Diagnostic::warning(
                "language-not-listed",
                format!("{} is not published: the site is not in `{language}`", path_of(day)),
            )
            .at(Place::file(path_of(day)))
            .hint(format!("add it in buildlog.yaml: `languages: [{listed}, {language}]`"))
        })
        .collect()
}
