//! What the log knows that a text may say; nothing else gets into one.

use chrono::TimeDelta;

use super::sentence::sentences;
use crate::content::{ProjectMatter, Status};
use crate::front_matter::{Date, Language};
use crate::markdown::{fold, is_han, plain_field};
use crate::site::{Figure, Project, Reading, Site, says_value};

/// A remark on how a number was counted that is longer than this many characters is not repeated.
const LONGEST_HOW: usize = 110;

/// A reading stands for what is so now for so long, as the days of the log go.
const LONGEST_NOW: TimeDelta = TimeDelta::days(14);

/// A headline longer than this many characters is for a page, not for a message.
const LONGEST_HEADLINE: usize = 80;

/// A project of the log, in the language of a text.
#[derive(Clone, Copy)]
pub(super) struct Facts<'a> {
    pub(super) site: &'a Site,
    /// Index of the edition.
    pub(super) edition: usize,
    pub(super) project: &'a Project,
    /// The language the text is written in.
    pub(super) language: &'a Language,
}

/// A number and how it moved, ready to be said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Number {
    /// What is counted.
    pub(super) label: String,
    /// What it was at first, where it has moved since.
    pub(super) first: Option<First>,
    /// What it is now.
    pub(super) now: String,
    /// When it was read, where the text is to say that.
    pub(super) date: Option<Date>,
    /// The same where the log has gone on for long since: then it is not what is so now.
    pub(super) past: Option<Date>,
    /// How it was counted, where that is short.
    pub(super) how: Option<String>,
}

/// What a number was at first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct First {
    /// With its unit.
    pub(super) value: String,
    /// Without a unit that stands apart, to be said before a second value that has it: `204` before `52 min`.
    pub(super) bare: String,
    /// When it was read, where the text is to say that.
    pub(super) date: Option<Date>,
    /// How it has moved since.
    pub(super) way: Way,
}

/// How a number moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    Up,
    Down,
    /// The readings are no numbers that could be compared.
    Otherwise,
}

impl Number {
    /// The same, where its label is in a language; without a remark on how it was counted that is not.
    pub(super) fn said_in(mut self, language: &Language) -> Option<Self> {
        // A word or two in Latin letters may be a name that Chinese writes so as well.
        let is_said = |text: &str| match language.is_chinese() {
            true => is_chinese(text) || !text.trim().contains(' '),
            false => !is_chinese(text),
        };
        self.how = self.how.filter(|how| is_said(how));
        is_said(&self.label).then_some(self)
    }

    /// Whether a text that says one end of it says the other as well: two beginnings of one number read like a slip.
    fn agrees_with(&self, sentences: &[String]) -> bool {
        let first = self.first.as_ref();
        first.is_none_or(|first| says(sentences, &first.value) == says(sentences, &self.now))
    }
}

impl<'a> Facts<'a> {
    /// The facts of a project; `None` where no project has that folder or address.
    pub(super) fn of(site: &'a Site, language: &'a Language, project: Option<&str>) -> Option<Self> {
        let edition = edition_for(site, language);
        let projects = &site.editions[edition].projects;
        let named = project.or(site.config.brief.project.as_ref().map(|said| said.value.as_str()));
        let project = match named {
            Some(name) => projects.iter().find(|one| one.folder() == name || one.slug == name)?,
            None => projects.first()?,
        };
        Some(Self { site, edition, project, language })
    }

    /// The keys of the project.
    pub(super) fn matter(&self) -> &'a ProjectMatter {
        self.project.matter()
    }

    /// How far the project is.
    pub(super) fn status(&self) -> Option<Status> {
        self.matter().status
    }

    /// The maker's name.
    pub(super) fn name(&self) -> Option<&'a str> {
        self.site.config.author.name.as_deref()
    }

    /// What the maker does, where it is short and in the language of the text.
    pub(super) fn headline(&self) -> Option<String> {
        let headline = fold(self.site.config.author.headline.as_deref()?);
        let fits = headline.chars().count() <= LONGEST_HEADLINE
            && is_chinese(&headline) == self.language.is_chinese();
        (fits && !headline.is_empty()).then_some(headline)
    }

    /// The promise.
    pub(super) fn tagline(&self) -> Option<String> {
        line(self.matter().tagline.as_deref())
    }

    /// Where the demo is on the web.
    pub(super) fn demo(&self) -> Option<String> {
        let url = &self.matter().demo.as_ref()?.value.url.as_ref()?.value;
        (url.starts_with("https://") || url.starts_with("http://")).then(|| url.clone())
    }

    /// For whom it is, in one sentence.
    pub(super) fn audience(&self) -> Option<String> {
        let audience = plain(self.matter().audience.as_deref())?;
        let first = sentences(&audience).into_iter().next()?;
        Some(first.split(['；', ';']).next().unwrap_or(&first).to_string())
    }

    /// The number that a text says: the first one that is named, else the one that is known best. Where the maker's own
    /// sentences say one of them from another beginning, the next one is taken; and where that is so with all, the
    /// first without its beginning.
    pub(super) fn number<'b>(
        &self,
        leads: impl Iterator<Item = &'b str>,
        beside: &[String],
    ) -> Option<Number> {
        let mut known_best: Vec<&Figure> = self.project.figures.iter().collect();
        // A stable sort keeps the maker's order among equals.
        known_best.sort_by_key(|figure| std::cmp::Reverse(figure.readings.len()));
        let numbers: Vec<Number> = leads
            .filter_map(|id| self.project.figure(id))
            .chain(known_best)
            .map(|of| self.told(of))
            .collect();
        let agreed = numbers.iter().find(|number| number.agrees_with(beside)).cloned();
        agreed.or_else(|| Some(Number { first: None, ..numbers.into_iter().next()? }))
    }

    fn told(&self, figure: &Figure) -> Number {
        number(figure, self.project.newest())
    }

    /// The words of the project and its days, to tell a name from a word.
    pub(super) fn log(&self) -> String {
        let days = self.project.days.iter().map(|day| &*day.source.document.file.text);
        let texts: Vec<&str> =
            std::iter::once(&*self.project.source.document.file.text).chain(days).collect();
        texts.join("\n")
    }
}

/// A number as it is said in a log whose newest day is known.
pub(super) fn number(figure: &Figure, newest: Option<Date>) -> Number {
    let number = told(figure, figure.first(), figure.latest());
    let is_past = |date: &Date| newest.is_some_and(|newest| newest.0 - date.0 > LONGEST_NOW);
    Number { past: number.date.filter(is_past), ..number }
}

/// A number as it was on a date, which is what a text about that day may say: beside the reading before, for that is
/// what the day changed.
pub(super) fn number_on(figure: &Figure, date: Date) -> Number {
    let known = figure.readings.iter().rposition(|reading| reading.date.is_none_or(|of| of <= date));
    let known = known.unwrap_or(0);
    let before = known.checked_sub(1).filter(|_| figure.has_one_unit());
    let mut number = told(figure, before.map(|at| &figure.readings[at]), &figure.readings[known]);
    // A text about a day has said when it was.
    number.date = None;
    number.first.iter_mut().for_each(|first| first.date = None);
    number
}

fn told(figure: &Figure, first: Option<&Reading>, latest: &Reading) -> Number {
    let now = latest.shown();
    let first = first.filter(|first| first.shown() != now);
    let how = line(latest.how.as_deref()).map(|how| how.split([';', '；']).next().unwrap_or("").to_string());
    Number {
        label: fold(&figure.label),
        first: first.map(|first| before(first, latest)),
        now,
        date: latest.date,
        past: None,
        how: how.filter(|how| !how.is_empty() && how.chars().count() <= LONGEST_HOW),
    }
}

fn before(first: &Reading, latest: &Reading) -> First {
    let (value, bare) = (first.shown(), first.shown_value());
    let stands_apart = value.starts_with(&format!("{bare} "));
    let way = match (first.value.number(), latest.value.number()) {
        (Some(before), Some(now)) if before < now => Way::Up,
        (Some(before), Some(now)) if before > now => Way::Down,
        _ => Way::Otherwise,
    };
    First { bare: if stands_apart { bare } else { value.clone() }, value, date: first.date, way }
}

/// The edition in a language: that language's own, else one of the same family, else the site's own.
pub(super) fn edition_for(site: &Site, language: &Language) -> usize {
    let exact = site.editions.iter().position(|edition| edition.language == *language);
    let alike = || {
        let family = |one: &Language| one.tag().split('-').next().unwrap_or("").to_string();
        site.editions.iter().position(|edition| family(&edition.language) == family(language))
    };
    exact.or_else(alike).unwrap_or(0)
}

/// Whether sentences say a value already.
pub(super) fn says(sentences: &[String], value: &str) -> bool {
    sentences.iter().any(|sentence| says_value(sentence, value))
}

/// A name, a label or another short line, letter for letter as a page shows it, where it says something.
pub(super) fn line(field: Option<&str>) -> Option<String> {
    Some(fold(field?)).filter(|text| !text.is_empty())
}

/// A field that is Markdown as plain text on one line, where it says something.
pub(super) fn plain(field: Option<&str>) -> Option<String> {
    let text = plain_field(field?).replace('\n', " ");
    (!text.trim().is_empty()).then(|| text.trim().to_string())
}

/// Whether a text is written in Chinese characters for the most part.
pub(super) fn is_chinese(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic());
    let (mut han, mut all) = (0, 0);
    for letter in letters {
        all += 1;
        han += usize::from(is_han(letter));
    }
    han * 3 > all
}
