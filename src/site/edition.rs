//! The log in one of the site's languages.

use std::sync::Arc;

use super::origin::{Origin, day_at};
use super::{Challenge, Figure, Mark, Quote, Tag, ToldIn};
use crate::content;
use crate::front_matter::{Date, Language};

/// The log in one language. Every edition knows every project and day; a day that is not written in
/// its language is shown in another, and its page is the other edition's.
#[derive(Clone, Debug)]
pub struct Edition {
    /// The language of its pages.
    pub language: Language,
    /// `about.md`, in the edition's language if there is one, with what a translation leaves out.
    pub profile: Option<Arc<content::Profile>>,
    /// Stations of the maker's past, from `about.md` or the JSON Resume that it names.
    pub background: Vec<content::Background>,
    /// What they can do, from the same.
    pub skills: Vec<String>,
    /// The languages of that, and of what they look for: what a translation leaves out is in the original's.
    pub told_in: ToldIn,
    /// The projects, those with the newest entry first.
    pub projects: Vec<Arc<Project>>,
    /// All days, the newest first.
    pub timeline: Arc<[DayId]>,
    /// All tags, in order of their names.
    pub tags: Arc<[Tag]>,
}

/// Which day of an edition: indices into its projects and the project's days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DayId {
    /// Index of the project.
    pub project: usize,
    /// Index of the day in its project.
    pub day: usize,
}

/// A project with all that belongs to it.
#[derive(Clone, Debug)]
pub struct Project {
    /// `project.md`, in the edition's language if there is one.
    pub source: Arc<content::Project>,
    /// What a translation and its original say together; the source's own keys where it is no translation.
    pub(super) joined: Option<Arc<content::ProjectMatter>>,
    /// The language of its text.
    pub language: Language,
    /// The language of what a translation leaves out.
    pub record_language: Language,
    /// Its part of the URL.
    pub slug: String,
    /// The days, in order of their numbers.
    pub days: Vec<Day>,
    /// The challenge it is built in.
    pub challenge: Challenge,
    /// One mark for each day of the challenge, in order.
    pub strip: Vec<Mark>,
    /// Feedback that may be shown, the newest first.
    pub quotes: Vec<Quote>,
    /// How many people said something that may be shown; pieces of one person count once.
    pub people: usize,
    /// How many of them are friends or family of the maker.
    pub near: usize,
    /// How many of them tried it while the maker looked on.
    pub tried: usize,
    /// Numbers with their history, those of `project.md` first.
    pub figures: Vec<Figure>,
}

impl Project {
    /// The name of its folder in `content/projects/`.
    pub fn folder(&self) -> &str {
        &self.source.folder
    }

    /// Its front matter, with what a translation leaves out.
    pub fn matter(&self) -> &content::ProjectMatter {
        self.joined.as_deref().unwrap_or(&self.source.document.matter)
    }

    /// The language of a key's words, which `says` whether a front matter has.
    pub fn language_of(&self, says: impl Fn(&content::ProjectMatter) -> bool) -> &Language {
        let is_own = self.joined.is_none() || says(&self.source.document.matter);
        if is_own { &self.language } else { &self.record_language }
    }

    /// Its title.
    pub fn title(&self) -> &str {
        &self.source.document.matter.title.value
    }

    /// The date of its newest entry.
    pub fn newest(&self) -> Option<Date> {
        self.days.iter().map(|day| day.date).max()
    }

    /// The piece of feedback with an id, if it may be shown.
    pub fn quote(&self, id: &str) -> Option<&Quote> {
        self.quotes.iter().find(|quote| quote.id == id)
    }

    /// The number with an id.
    pub fn figure(&self, id: &str) -> Option<&Figure> {
        self.figures.iter().find(|figure| figure.id == id)
    }

    /// Whether the two are alike in all that the order of a log, its tags and the addresses of its pages are made of.
    /// A save that changes texts alone leaves a project its shape.
    fn has_shape_of(&self, other: &Self) -> bool {
        let (source, others) = (&self.source, &other.source);
        source.folder == others.folder
            && source.document.file.path == others.document.file.path
            && source.document.matter.aliases == others.document.matter.aliases
            && self.slug == other.slug
            && is_each(&self.quotes, &other.quotes, |one, other| {
                one.id == other.id && one.anchor == other.anchor
            })
            && is_each(&self.days, &other.days, Day::has_shape_of)
    }

    /// Whether these projects in this order give the same lists and addresses as those.
    pub(crate) fn are_ordered_alike(these: &[Arc<Self>], those: &[Arc<Self>]) -> bool {
        // Most of the projects of two following sites are the same value in memory.
        is_each(these, those, |one, other| Arc::ptr_eq(one, other) || one.has_shape_of(other))
    }

    /// Where words were said that somebody quotes: a day or feedback of this project, a
    /// page, a file, or a few words.
    pub fn source_of_words(&self, said: &str) -> Origin {
        Origin::resolve(said, &self.days, &self.quotes)
    }

    /// The day that an id such as `day-07` means.
    pub fn day_named(&self, id: &str) -> Option<&Day> {
        day_at(&self.days, id).map(|at| &self.days[at])
    }
}

/// Whether two lists are equally long and alike at each place.
fn is_each<T>(one: &[T], other: &[T], is_alike: impl Fn(&T, &T) -> bool) -> bool {
    one.len() == other.len() && one.iter().zip(other).all(|(one, other)| is_alike(one, other))
}

/// One entry in its place.
#[derive(Clone, Debug)]
pub struct Day {
    /// `day-NN.md`, in the edition's language if there is one.
    pub source: Arc<content::Day>,
    /// The same day in the site's own language: what a translation leaves out is taken from here.
    pub record: Arc<content::Day>,
    /// What a translation and its original say together; the source's own keys where it is no translation.
    pub(super) joined: Option<Arc<content::DayMatter>>,
    /// The language of its text.
    pub language: Language,
    /// The language of what a translation leaves out.
    pub record_language: Language,
    /// Index of the edition that holds its page.
    pub home: usize,
    /// Other editions that hold a page of the same day: index of the edition.
    pub translations: Vec<usize>,
    /// Its number.
    pub number: u32,
    /// Its date.
    pub date: Date,
    /// Its title, from the front matter or the heading at the head of the text.
    pub title: Option<String>,
    /// Whether its number is past the challenge's length.
    pub after: bool,
    /// The slugs of its tags.
    pub tags: Vec<String>,
}

impl Day {
    /// Whether the two are alike in all that the shape of their project is made of.
    fn has_shape_of(&self, other: &Self) -> bool {
        self.source.name == other.source.name
            && self.source.document.file.path == other.source.document.file.path
            && (self.number, self.date, self.home) == (other.number, other.date, other.home)
            && self.tags == other.tags
            && self.matter().aliases == other.matter().aliases
    }

    /// Its front matter, with what a translation leaves out.
    pub fn matter(&self) -> &content::DayMatter {
        self.joined.as_deref().unwrap_or(&self.source.document.matter)
    }

    /// The language of a key's words, which `says` whether a front matter has.
    pub fn language_of(&self, says: impl Fn(&content::DayMatter) -> bool) -> &Language {
        let is_own = self.joined.is_none() || says(&self.source.document.matter);
        if is_own { &self.language } else { &self.record_language }
    }

    /// The part of the work it belongs to.
    pub fn stage(&self) -> Option<content::Stage> {
        self.matter().stage
    }

    /// Hours worked.
    pub fn hours(&self) -> Option<f64> {
        self.matter().hours
    }

    /// Whether it was a day off.
    pub fn rest(&self) -> bool {
        self.matter().rest
    }

    /// The feedback it answers.
    pub fn answers(&self) -> &[content::Answer] {
        &self.matter().answers
    }

    /// The file that says which feedback it answers.
    pub fn answers_source(&self) -> &content::Day {
        if self.source.document.matter.answers.is_empty() { &self.record } else { &self.source }
    }

    /// Its numbers.
    pub fn numbers(&self) -> &[content::Number] {
        &self.matter().numbers
    }
}

impl Edition {
    /// A day by its indices.
    pub fn day(&self, id: DayId) -> &Day {
        &self.projects[id.project].days[id.day]
    }
}
