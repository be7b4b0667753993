//! Posts about one day, for each platform: what happened, one number, what was said and changed, and the link.

use std::sync::Arc;

use super::facts::{Facts, Number, is_chinese, number_on, plain, says};
use super::fit::{Counted, Gap, Part, Role, fit};
use super::limit::Form;
use super::message::Draft;
use super::phrases::{self, Heard, Phrases, Place, Wording};
use super::sentence::{begun, closed, first_clause, sentences};
use crate::content::{Answer, DayMatter};
use crate::front_matter::Language;
use crate::markdown::plain_text;
use crate::path::Route;
use crate::plan::Routes;
use crate::site::{Day, DayId, Project, Quote, Site};

/// Of a quote longer than this many characters a post holds the first clause.
const LONGEST_QUOTE: usize = 220;

/// What a short post keeps first; it is never without its first line and the link.
const SHORT: [Role; 5] = [Role::Summary, Role::Number, Role::Loop, Role::Learned, Role::Next];

/// All drafts about one day.
#[derive(Clone, Debug)]
pub struct Post {
    /// Which day of which edition it is.
    pub edition: usize,
    /// The day in that edition.
    pub day: DayId,
    /// The language it is written in.
    pub language: Language,
    /// Where the day can be read, by its route.
    pub route: Route,
    /// The whole address of it.
    pub url: String,
    /// The drafts.
    pub drafts: Vec<Draft>,
    /// The file that the day in Chinese would be, where there is none and so no long post.
    pub chinese_file: Option<String>,
    /// What is missing, and where to write it.
    pub hints: Vec<String>,
}

/// Why there is no post about a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoPost {
    /// The project is not in the log.
    NoProject,
    /// The project has no such day that is published.
    NoDay,
    /// The day is not written in the language; the languages that it is written in.
    NotIn(Vec<Language>),
}

/// The drafts about a day of a project, in the day's own language or in another that it is written in. Only
/// what the day's page shows gets into them: a post is as public as the page.
///
/// # Errors
/// Where there is no such day, or not in that language.
pub fn post(site: &Site, project: &str, number: u32, language: Option<&Language>) -> Result<Post, NoPost> {
    let own = site.config.language.clone();
    let wanted = language.unwrap_or(&own);
    let found = find(site, project, number, wanted)?;
    let written = &found.day().language;
    if language.is_some_and(|language| language.is_chinese() != written.is_chinese()) {
        return Err(NoPost::NotIn(languages(site, project, number)));
    }
    let mut drafts: Vec<Draft> = Form::POSTS
        .into_iter()
        .filter(|form| *form != Form::LongPost)
        .map(|form| Writing::of(&found).draft(form))
        .collect();
    let mut hints = Writing::of(&found).hints();
    let zh: Option<Language> = "zh".parse().ok();
    let chinese = zh.as_ref().and_then(|zh| find(site, project, number, zh).ok());
    let chinese = chinese.filter(|found| found.day().language.is_chinese());
    let chinese_file = chinese.is_none().then(|| chinese_file(&found));
    drafts.extend(chinese.map(|found| Writing::of(&found).draft(Form::LongPost)));
    // Of a site that is not in Chinese nobody expects it, and its page would not be published.
    let wanted = chinese_file.iter().filter(|_| site.config.languages.iter().any(Language::is_chinese));
    hints.extend(wanted.map(|file| format!("the day in Chinese, for a long post: write {file}")));
    Ok(Post {
        edition: found.facts.edition,
        day: found.id,
        language: written.clone(),
        route: found.route.clone(),
        url: site.config.base_url.absolute(&found.route),
        drafts,
        chinese_file,
        hints,
    })
}

/// A day in its place.
struct Found<'a> {
    facts: Facts<'a>,
    id: DayId,
    route: Route,
}

impl<'a> Found<'a> {
    fn day(&self) -> &'a Day {
        &self.facts.project.days[self.id.day]
    }
}

fn find<'a>(site: &'a Site, project: &str, number: u32, language: &'a Language) -> Result<Found<'a>, NoPost> {
    let facts = Facts::of(site, language, Some(project)).ok_or(NoPost::NoProject)?;
    let edition = &site.editions[facts.edition];
    let same = |one: &Arc<Project>| one.folder() == facts.project.folder();
    let project = edition.projects.iter().position(same).ok_or(NoPost::NoProject)?;
    let day = facts.project.days.iter().position(|day| day.number == number).ok_or(NoPost::NoDay)?;
    let found = &facts.project.days[day];
    let route = Routes::of(site, found.home).day(&facts.project.slug, &found.source.name.stem);
    // The sentences are in the language of the day's own words.
    let facts = Facts { language: &found.language, ..facts };
    Ok(Found { facts, id: DayId { project, day }, route })
}

fn languages(site: &Site, project: &str, number: u32) -> Vec<Language> {
    let found =
        site.editions.iter().filter_map(|edition| find(site, project, number, &edition.language).ok());
    let mut languages: Vec<Language> = found.map(|found| found.day().language.clone()).collect();
    languages.dedup();
    languages
}

fn chinese_file(found: &Found) -> String {
    let stem = &found.day().source.name.stem;
    format!("content/projects/{}/{stem}.zh.md", found.facts.project.folder())
}

struct Writing<'a> {
    facts: Facts<'a>,
    day: &'a Day,
    url: String,
    phrases: &'static dyn Phrases,
    summary: Vec<String>,
    number: Option<Number>,
    log: String,
}

impl<'a> Writing<'a> {
    fn of(found: &Found<'a>) -> Self {
        let (facts, day) = (found.facts, found.day());
        let phrases = phrases::phrases(facts.language);
        let lead = || Some(day.source.document.doc.lead.clone()).filter(|lead| !lead.is_empty());
        let own = day.matter().summary.as_deref().filter(|_| is_own(day, |matter| matter.summary.is_some()));
        let summary = plain(own).or_else(lead).unwrap_or_default();
        let summary = match summary.is_empty() {
            true => Vec::new(),
            false => sentences(&closed(&begun(&summary), phrases.stop())),
        };
        let figure = day.numbers().iter().find_map(|said| facts.project.figure(crate::site::number_id(said)));
        Self {
            url: facts.site.config.base_url.absolute(&found.route),
            number: figure
                .map(|figure| number_on(figure, day.date))
                .and_then(|number| number.said_in(facts.language)),
            log: facts.log(),
            facts,
            day,
            phrases,
            summary,
        }
    }

    fn draft(&self, form: Form) -> Draft {
        let limits = form.text(self.facts.language);
        let parts = match form {
            Form::LinkedIn => self.long(false),
            Form::LongPost => self.long(true),
            _ => self.short(),
        };
        let text: Counted = fit(&parts, &SHORT, limits, self.phrases.space());
        Draft { form, subject: None, text }
    }

    /// A post that is read in passing.
    fn short(&self) -> Vec<Part> {
        let mut parts = vec![self.head()];
        parts.extend(self.summary(Gap::Paragraph));
        parts.extend(self.number(Gap::Sentence));
        parts.extend(self.loops().into_iter().take(1));
        parts.extend(self.learned(false));
        parts.push(part(Role::Link, Gap::Paragraph, self.url.clone()));
        parts
    }

    /// A post that is read to its end; `all` of what the day says of itself, or the first of each.
    fn long(&self, all: bool) -> Vec<Part> {
        let mut parts = vec![self.head()];
        parts.extend(self.summary(Gap::Paragraph));
        parts.extend(self.number(Gap::Paragraph));
        parts.extend(self.how());
        parts.extend(self.loops().into_iter().take(if all { usize::MAX } else { 2 }));
        if all {
            let insights = self.own(|matter| &matter.insights).iter().filter_map(|text| plain(Some(text)));
            parts.extend(
                insights.map(|text| part(Role::Learned, Gap::Paragraph, closed(&text, self.phrases.stop()))),
            );
        }
        parts.extend(self.learned(all));
        if all {
            parts.extend(self.questions());
        }
        parts.extend(self.next());
        parts.push(part(Role::Link, Gap::Paragraph, self.phrases.day_link(&self.url)));
        parts
    }

    fn head(&self) -> Part {
        let length = self.facts.project.challenge.length.filter(|_| !self.day.after);
        let place = Place { number: self.day.number, of: length };
        let title = self.day.title.clone();
        let head = self.phrases.head(self.facts.project.title(), place, title.as_deref());
        part(Role::Head, Gap::Sentence, head)
    }

    fn summary(&self, gap: Gap) -> impl Iterator<Item = Part> + '_ {
        self.summary.iter().enumerate().map(move |(at, sentence)| {
            part(Role::Summary, if at == 0 { gap } else { Gap::Sentence }, sentence.clone())
        })
    }

    /// The day's number, unless the summary says it.
    fn number(&self, gap: Gap) -> Option<Part> {
        let number = self.number.as_ref().filter(|number| !says(&self.summary, &number.now))?;
        Some(part(Role::Number, gap, self.phrases.number(number, Wording::Whole)))
    }

    fn how(&self) -> Option<Part> {
        let number = self.number.as_ref().filter(|number| !says(&self.summary, &number.now))?;
        Some(part(Role::How, Gap::Sentence, self.phrases.how(number.how.as_ref()?, &self.log)))
    }

    /// A list of the day, where it is in the language of the text.
    fn own<T>(&self, list: impl Fn(&DayMatter) -> &Vec<T>) -> &[T] {
        let is_own = is_own(self.day, |matter| !list(matter).is_empty());
        if is_own { list(self.day.matter()) } else { &[] }
    }

    fn loops(&self) -> Vec<Part> {
        let answers = self.own(|matter| &matter.answers).iter();
        let lines = answers.map(|answer| self.loop_lines(answer)).filter(|lines| !lines.is_empty());
        lines.map(|lines| part(Role::Loop, Gap::Paragraph, lines.join("\n"))).collect()
    }

    fn loop_lines(&self, answer: &Answer) -> Vec<String> {
        let change = plain(answer.change.as_deref());
        if change.is_none() {
            return Vec::new();
        }
        let quote = answer.feedback.as_ref().and_then(|id| self.facts.project.quote(&id.value));
        // How somebody stands to the maker is told on the page beside their words; a post has no room for it.
        let quote = quote.filter(|quote| quote.relation.is_none());
        let words = quote.and_then(|quote| self.words(quote));
        let words = words.and_then(|(words, who)| Some((short_enough(words)?, who)));
        let is_own = |one: &Language| one.is_chinese() == self.facts.language.is_chinese();
        let said = words.as_ref().map(|(words, who)| Heard {
            words,
            who: *who,
            is_translated: quote.and_then(|quote| quote.language.as_ref()).is_some_and(|own| !is_own(own)),
        });
        self.phrases.loop_lines(said, change.as_deref(), plain(answer.result.as_deref()).as_deref())
    }

    /// The words of a quote, and whose they are; none where they are in another language and not translated.
    fn words<'q>(&self, quote: &'q Quote) -> Option<(String, Option<&'q str>)> {
        let is_own = |one: &Language| one.is_chinese() == self.facts.language.is_chinese();
        let words = match quote.language.as_ref().is_none_or(is_own) {
            true => &quote.words,
            false => quote.translation.as_ref()?,
        };
        // A role in another language says little beside the words.
        let who = quote.who.as_deref().filter(|who| is_chinese(who) == self.facts.language.is_chinese());
        Some((plain_text(words).replace('\n', " "), quote.name.as_deref().or(who)))
    }

    /// The first thing that was learnt, or `all`, each on a line of its own.
    fn learned(&self, all: bool) -> Option<Part> {
        let said = self.own(|matter| &matter.learned).iter().filter_map(|text| plain(Some(text)));
        let said: Vec<String> = said.map(|text| closed(&text, self.phrases.stop())).collect();
        let head = self.phrases.learned();
        let text = match &said[..] {
            [] => return None,
            several @ [_, _, ..] if all => format!("{head}\n· {}", several.join("\n· ")),
            [first, ..] => format!("{head}{}{first}", self.phrases.space()),
        };
        Some(part(Role::Learned, Gap::Paragraph, text))
    }

    fn questions(&self) -> Vec<Part> {
        let asked = self.own(|matter| &matter.questions).iter();
        let said = asked.filter_map(|one| Some((plain(Some(&one.q))?, plain(Some(&one.a))?)));
        said.map(|(q, a)| part(Role::Learned, Gap::Paragraph, self.phrases.question(&q, &a))).collect()
    }

    fn next(&self) -> Option<Part> {
        let is_own = is_own(self.day, |matter| matter.next.is_some());
        let next = plain(self.day.matter().next.as_deref().filter(|_| is_own))?;
        Some(part(Role::Next, Gap::Paragraph, self.phrases.next(&next)))
    }

    fn hints(&self) -> Vec<String> {
        let file = &self.day.source.document.file.path;
        let missing = [
            (
                self.day.title.is_none() && !self.day.rest(),
                format!("what the day was about: add `title` to {file}"),
            ),
            (
                self.day.matter().summary.is_none(),
                format!("the day in two sentences: add `summary` to {file}"),
            ),
        ];
        missing.into_iter().filter(|(is_missing, _)| *is_missing).map(|(_, hint)| hint).collect()
    }
}

/// Whether the words of a key are in the language of the day's text, and not what a translation leaves out.
fn is_own(day: &Day, says: impl Fn(&DayMatter) -> bool) -> bool {
    day.language_of(says).is_chinese() == day.language.is_chinese()
}

/// A quote as it is, or its first clause where all of it is for the page.
fn short_enough(words: String) -> Option<String> {
    if words.chars().count() <= LONGEST_QUOTE {
        return Some(words);
    }
    let clause = first_clause(&words).filter(|clause| clause.chars().count() <= LONGEST_QUOTE)?;
    Some(format!("{clause}…"))
}

fn part(role: Role, gap: Gap, text: String) -> Part {
    Part { role, gap, text }
}
