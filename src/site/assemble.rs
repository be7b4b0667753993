//! Documents into a log: grouped, ordered, with drafts left behind and misfits told.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::edition::{Day, variants};
use super::maker::Maker;
use super::tag::{Tags, free_slug};
use super::{
    DayId, Edition, Project, Quote, Site, agreement, challenge, check, figure, future, numbers, quote,
    translation, undated, wording,
};
use crate::config::Config;
use crate::content::{self, Content, Feedback};
use crate::diagnostics::{Diagnostic, Place};
use crate::front_matter::Language;
use crate::markdown::slug;
use crate::path::SitePath;

/// All variants of one project: its files and its days, by language.
#[derive(Default)]
struct Folder {
    projects: Vec<Arc<content::Project>>,
    days: BTreeMap<u32, Vec<Arc<content::Day>>>,
    feedback: Vec<Arc<Feedback>>,
}

/// Days that an edition shows, told apart by where they are in memory: their paths are long and alike.
type Shown = HashSet<*const content::Day>;

pub(super) fn assemble(config: Config, content: Content) -> (Site, Vec<Diagnostic>) {
    let mut faults = future::check(&config, &content);
    let mut drafts = BTreeSet::new();
    let broken: BTreeSet<SitePath> = content.broken.iter().cloned().collect();
    let (profiles, resumes) = (content.profiles, content.resumes);
    let groups = Groups { projects: content.projects, days: content.days, feedback: content.feedback };
    let folders = groups.by_folder(&config, &broken, &mut drafts, &mut faults);
    let slugs = slugs(&folders, &mut faults);
    let tags = all_tags(&folders);
    let mut shown = Shown::new();
    let editions = (0..config.languages.len())
        .map(|index| {
            let mut projects: Vec<Project> = folders
                .par_iter()
                .map(|(name, folder)| project(&config, index, folder, slugs[name.as_str()].clone(), &tags))
                .collect();
            projects.sort_by(|a, b| b.newest().cmp(&a.newest()).then_with(|| a.slug.cmp(&b.slug)));
            shown.extend(
                projects.iter().flat_map(|project| &project.days).map(|day| Arc::as_ptr(&day.source)),
            );
            edition(&config, index, (&profiles, &resumes), projects, &tags)
        })
        .collect::<Vec<_>>();
    faults.extend(unlisted_languages(&config, &folders, &shown));
    let unshown = check::Unshown { drafts: &drafts, broken: &broken };
    let variants = variants(&editions);
    faults.par_extend(editions[0].projects.par_iter().flat_map_iter(|project| {
        let variants = &variants[project.folder()];
        let mut faults = Vec::new();
        check::project(project, &mut faults);
        numbers::check(project, variants, unshown, &mut faults);
        faults.extend(agreement::check(variants));
        faults.extend(wording::check(variants, &config.language));
        faults
    }));
    (Site { config, editions, drafts, broken }, faults)
}

fn path_of(day: &content::Day) -> SitePath {
    day.document.file.path.clone()
}

struct Groups {
    projects: Vec<Arc<content::Project>>,
    days: Vec<Arc<content::Day>>,
    feedback: Vec<Arc<Feedback>>,
}

impl Groups {
    /// Puts everything that may be published under its project; what has no project is told.
    fn by_folder(
        self,
        config: &Config,
        broken: &BTreeSet<SitePath>,
        drafts: &mut BTreeSet<SitePath>,
        faults: &mut Vec<Diagnostic>,
    ) -> BTreeMap<String, Folder> {
        let mut folders: BTreeMap<String, Folder> = BTreeMap::new();
        let mut kept_back = BTreeSet::new();
        for project in self.projects {
            if project.document.matter.draft && !config.drafts {
                drafts.insert(project.document.file.path.clone());
                kept_back.insert(project.folder.clone());
            } else {
                folders.entry(project.folder.clone()).or_default().projects.push(project);
            }
        }
        // One draft variant keeps the whole project back: a translation must not publish it early.
        folders.retain(|name, _| !kept_back.contains(name));
        let mut homeless = BTreeSet::new();
        for day in self.days {
            if kept_back.contains(&day.project) || (day.document.matter.draft && !config.drafts) {
                drafts.insert(path_of(&day));
            } else if let Some(folder) = folders.get_mut(&day.project) {
                folder.days.entry(day.number()).or_default().push(day);
            } else if homeless.insert(day.project.clone()) && !project_is_broken(broken, &day.project) {
                faults.push(no_project(&day));
            }
        }
        for piece in self.feedback {
            if kept_back.contains(&piece.project) {
                drafts.insert(piece.document.file.path.clone());
            } else if let Some(folder) = folders.get_mut(&piece.project) {
                folder.feedback.push(piece);
            }
        }
        for (name, folder) in &mut folders {
            undated::take_out(name, &mut folder.days, [drafts, broken], faults);
            for days in folder.days.values_mut() {
                drop_twins(config, days, faults);
            }
        }
        folders
    }
}

fn project_is_broken(broken: &BTreeSet<SitePath>, folder: &str) -> bool {
    let start = format!("content/projects/{folder}/project.");
    broken.iter().any(|path| path.as_str().starts_with(&start))
}

fn no_project(day: &content::Day) -> Diagnostic {
    let folder = &day.project;
    Diagnostic::error("no-project", format!("content/projects/{folder}/ has days but no project.md"))
        .at(Place::file(path_of(day)))
        .hint(format!("make one with `buildlog new project {folder}`"))
}

/// Two files for one day in one language: the first stays, the second is told.
fn drop_twins(config: &Config, days: &mut Vec<Arc<content::Day>>, faults: &mut Vec<Diagnostic>) {
    if days.len() < 2 {
        return;
    }
    let mut seen: BTreeMap<Language, Arc<content::Day>> = BTreeMap::new();
    days.retain(|day| {
        let language = day.language().unwrap_or(&config.language).clone();
        let Some(first) = seen.get(&language) else {
            seen.insert(language, day.clone());
            return true;
        };
        let first_file = &first.document.file;
        faults.push(
            Diagnostic::error(
                "duplicate-day",
                format!("day {} of {} is there twice", day.number(), day.project),
            )
            .at(day.document.file.place(number_span(day)))
            .label("the second")
            .related(first_file.place(number_span(first)), "the first")
            .hint("give one of the two files another number, or join them"),
        );
        false
    });
}

fn number_span(day: &content::Day) -> crate::diagnostics::Span {
    let matter = &day.document.matter;
    let number = matter.day.as_ref().map(|number| number.span.clone());
    number.or(matter.date.as_ref().map(|date| date.span.clone())).unwrap_or_default()
}

/// The slug of each folder: explicit ones first, so that a folder's name never takes one away.
fn slugs(folders: &BTreeMap<String, Folder>, faults: &mut Vec<Diagnostic>) -> BTreeMap<String, String> {
    let mut slugs = BTreeMap::new();
    let mut taken: BTreeMap<String, Place> = BTreeMap::new();
    for (name, folder) in folders {
        let Some(project) = folder.projects.iter().find(|project| project.document.matter.slug.is_some())
        else {
            continue;
        };
        let Some(said) = &project.document.matter.slug else { continue };
        let place = project.document.file.place(said.span.clone());
        let wanted = slug(&said.value);
        if let Some(first) = taken.get(&wanted) {
            faults.push(slug_taken(&said.value, place.clone(), first.clone()));
            // It gets the slug of its folder, so that one fault does not make many.
            continue;
        }
        taken.insert(wanted.clone(), place);
        slugs.insert(name.clone(), wanted);
    }
    for (name, folder) in folders.iter().filter(|(name, _)| !slugs.contains_key(*name)) {
        let own = slug(name);
        if let (Some(place), Some(project)) = (taken.get(&own), folder.projects.first()) {
            faults.push(slug_of_folder(&own, place.clone(), Place::file(project.document.file.path.clone())));
        }
    }
    let explicit: BTreeSet<String> = taken.into_keys().collect();
    let mut taken = explicit.clone();
    for name in folders.keys() {
        if !slugs.contains_key(name) {
            let own = slug(name);
            let free = free_slug(&own, &mut taken);
            // What an explicit slug took away has been told above.
            if free.starts_with(&format!("{own}-")) && taken.contains(&own) && !explicit.contains(&own) {
                faults.extend(twin_folder(name, &folders[name], &free));
            }
            slugs.insert(name.clone(), free);
        }
    }
    slugs
}

/// A folder whose name differs from another's only in what an address leaves out, such as case.
fn twin_folder(name: &str, folder: &Folder, slug: &str) -> Option<Diagnostic> {
    let path = folder.projects.first()?.document.file.path.clone();
    let words =
        format!("another project has the address that the folder `{name}` asks for: this one is at {slug}");
    Some(
        Diagnostic::warning("twin-folders", words)
            .at(Place::file(path))
            .hint("give it a `slug` of its own; where case makes no difference the two folders would be one"),
    )
}

/// A slug that takes the address of another project away, which has it by the name of its folder.
fn slug_of_folder(said: &str, place: Place, other: Place) -> Diagnostic {
    Diagnostic::error(
        "slug-taken",
        format!("`{said}` is the address of another project, by the name of its folder"),
    )
    .at(place)
    .label("taken")
    .related(other, "the project that has it")
    .hint("choose another slug, or give the other project a `slug` of its own")
}

fn slug_taken(said: &str, place: Place, first: Place) -> Diagnostic {
    Diagnostic::error("slug-taken", format!("two projects have the slug `{said}`"))
        .at(place)
        .label("the second")
        .related(first, "the first")
        .hint("change one of the two")
}

/// Every tag in the order in which it was first used, so that the first spelling is the oldest.
fn all_tags(folders: &BTreeMap<String, Folder>) -> Tags {
    let mut days: Vec<&Arc<content::Day>> =
        folders.values().flat_map(|folder| folder.days.values().flatten()).collect();
    let order = |day: &content::Day| (day.date().is_none(), day.date());
    days.sort_by(|a, b| {
        order(a).cmp(&order(b)).then_with(|| a.document.file.path.cmp(&b.document.file.path))
    });
    Tags::new(days.iter().flat_map(|day| day.document.matter.tags.iter().map(|tag| tag.value.as_str())))
}

/// The variant for an edition: in its language, else in the site's, else any.
fn pick<'a, T>(
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

fn project(config: &Config, edition: usize, folder: &Folder, slug: String, tags: &Tags) -> Project {
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
        slug,
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

fn edition(
    config: &Config,
    index: usize,
    (profiles, resumes): (&[Arc<content::Profile>], &[(SitePath, content::Resume)]),
    projects: Vec<Project>,
    tags: &Tags,
) -> Edition {
    let language = config.languages[index].clone();
    let in_language =
        |wanted| pick(profiles, wanted, &config.language, |profile| profile.name_language.clone());
    let variants = (in_language(&language), in_language(&config.language));
    let Maker { profile, background, skills, told_in } = Maker::tell(variants, resumes, &config.language);
    let mut timeline: Vec<DayId> = projects
        .iter()
        .enumerate()
        .flat_map(|(project, resolved)| (0..resolved.days.len()).map(move |day| DayId { project, day }))
        .collect();
    let day = |id: &DayId| &projects[id.project].days[id.day];
    timeline.sort_by_key(|id| (std::cmp::Reverse((day(id).date, day(id).number)), id.project));
    let tags = tags.collect(timeline.iter().map(|id| (*id, day(id).tags.as_slice())));
    Edition { language, profile, background, skills, told_in, projects, timeline, tags }
}

/// Days in a language that the site does not list, next to one that it does: they would be lost without a word.
fn unlisted_languages(config: &Config, folders: &BTreeMap<String, Folder>, shown: &Shown) -> Vec<Diagnostic> {
    let all = folders.values().flat_map(|folder| folder.days.values().flatten());
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
