//! The interview bank: every question with its answer and what stands behind it, public and private ones.

use super::facts::{edition_for, number, plain};
use super::phrases::{Wording, phrases};
use super::standard::STANDARD;
use crate::content::{self, Feedback, InterviewQuestion, Private};
use crate::front_matter::{Language, Spanned};
use crate::markdown::{plain_field, plain_text, within_quotation};
use crate::plan::Routes;
use crate::site::{Day, Project, Site};

/// Words of a quote that stand for it are at most so many characters.
const LONGEST_QUOTE: usize = 70;

/// All questions.
#[derive(Clone, Debug)]
pub struct Bank {
    /// The language of what is neither a question nor an answer.
    pub language: Language,
    /// The questions about each project, those with the newest entry first.
    pub projects: Vec<ProjectBank>,
    /// Questions that belong to no project.
    pub others: Vec<Entry>,
}

/// The questions about a project.
#[derive(Clone, Debug)]
pub struct ProjectBank {
    /// The name of its folder.
    pub folder: String,
    /// Its title.
    pub title: String,
    /// The questions that every interview brings.
    pub standard: Vec<StandardEntry>,
    /// The questions that there are: those of `private/questions.yaml`, then those that users asked.
    pub entries: Vec<Entry>,
}

/// A question that every interview brings, and what of the log answers it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StandardEntry {
    /// The question.
    pub q: String,
    /// Questions of the bank that answer it, by their place among the entries.
    pub entries: Vec<usize>,
    /// Questions of the bank that are about it and have no answer yet.
    pub open: Vec<usize>,
    /// Keys of the project's file that answer it.
    pub keys: Vec<&'static str>,
}

impl StandardEntry {
    /// Whether something answers it.
    pub fn is_answered(&self) -> bool {
        !self.entries.is_empty() || !self.keys.is_empty()
    }
}

/// A question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The question.
    pub q: String,
    /// The answer, once there is one.
    pub a: Option<String>,
    /// Whether it stands on the page of a day; else only in `private/`.
    pub public: bool,
    /// Who asked it.
    pub asked_by: Option<String>,
    /// What stands behind the answer.
    pub from: Vec<Evidence>,
}

/// Something that stands behind an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// Its id.
    pub id: String,
    /// What it is, in a few words; nothing where no file has that id.
    pub what: Option<String>,
    /// Where it can be shown, if it is public.
    pub url: Option<String>,
    /// Whether it may be said to nobody: private feedback.
    pub private: bool,
}

/// The bank of a site, in one of its languages; of one project alone where it is named.
pub fn bank(site: &Site, private: &Private, language: &Language, project: Option<&str>) -> Bank {
    let edition = edition_for(site, language);
    let asked = private.questions.as_ref().map(|questions| questions.list.as_slice()).unwrap_or_default();
    let shown =
        site.editions[edition].projects.iter().filter(|one| project.is_none_or(|name| is_named(one, name)));
    let view = |project| View { site, edition, private, project, language };
    let projects = shown.map(|project| view(project).bank(asked)).collect();
    let known = |question: &InterviewQuestion| {
        let named = question.project.as_ref()?;
        site.editions[edition].projects.iter().find(|one| is_named(one, &named.value))
    };
    let others = asked.iter().filter(|question| project.is_none() && known(question).is_none());
    let others = others.map(|question| Entry {
        q: plain_field(&question.q),
        a: answer(question.a.as_deref()),
        public: false,
        asked_by: question.asked_by.clone(),
        from: question.from.iter().map(|id| unknown(&id.value)).collect(),
    });
    Bank { language: language.clone(), projects, others: others.collect() }
}

fn is_named(project: &Project, name: &str) -> bool {
    project.folder() == name || project.slug == name
}

/// A project, with what may be behind its answers.
struct View<'a> {
    site: &'a Site,
    edition: usize,
    private: &'a Private,
    project: &'a Project,
    language: &'a Language,
}

impl View<'_> {
    fn bank(&self, asked: &[InterviewQuestion]) -> ProjectBank {
        let own = asked.iter().filter(|question| {
            question.project.as_ref().is_some_and(|named| is_named(self.project, &named.value))
        });
        let mut entries: Vec<Entry> = own.map(|question| self.private_entry(question)).collect();
        entries.extend(
            self.project.days.iter().flat_map(|day| {
                day.matter().questions.iter().map(|question| self.public_entry(day, question))
            }),
        );
        ProjectBank {
            folder: self.project.folder().to_string(),
            title: self.project.title().to_string(),
            standard: self.standard(&entries),
            entries,
        }
    }

    fn standard(&self, entries: &[Entry]) -> Vec<StandardEntry> {
        let about = |question: &super::standard::Standard, answered: bool| {
            let all = entries.iter().enumerate().filter(|(_, entry)| question.is_asked_by(&entry.q));
            all.filter(|(_, entry)| entry.a.is_some() == answered).map(|(at, _)| at).collect::<Vec<_>>()
        };
        let questions = STANDARD.iter().map(|question| StandardEntry {
            q: if self.language.is_chinese() { question.chinese } else { question.english }.to_string(),
            entries: about(question, true),
            open: about(question, false),
            keys: question.keys(self.project.matter()),
        });
        questions.collect()
    }

    fn private_entry(&self, question: &InterviewQuestion) -> Entry {
        Entry {
            q: plain_field(&question.q),
            a: answer(question.a.as_deref()),
            public: false,
            asked_by: question.asked_by.clone(),
            from: question.from.iter().map(|id: &Spanned<String>| self.evidence(&id.value)).collect(),
        }
    }

    fn public_entry(&self, day: &Day, question: &content::Question) -> Entry {
        Entry {
            q: plain_field(&question.q),
            a: answer(Some(&question.a)),
            public: true,
            asked_by: None,
            from: vec![self.day(day)],
        }
    }

    /// What an id means: a day, public feedback, a number, or feedback in `private/`.
    fn evidence(&self, id: &str) -> Evidence {
        if let Some(day) = self.project.day_named(id) {
            return self.day(day);
        }
        if let Some(quote) = self.project.quote(id) {
            let page = self.url(&Routes::of(self.site, self.edition).feedback(&self.project.slug));
            let what = Some(shortened(&quote.words));
            return Evidence {
                id: id.to_string(),
                what,
                url: Some(format!("{page}#{}", quote.anchor)),
                private: false,
            };
        }
        if let Some(figure) = self.project.figure(id) {
            let what =
                Some(phrases(self.language).number(&number(figure, self.project.newest()), Wording::Whole));
            return Evidence { id: id.to_string(), what, url: None, private: false };
        }
        let is_it = |piece: &Feedback| piece.project == self.project.folder() && piece.id == id;
        match self.private.feedback.iter().find(|piece| is_it(piece)) {
            Some(piece) => {
                let what = Some(shortened(piece.document.body()));
                Evidence { id: id.to_string(), what, url: None, private: true }
            }
            None => unknown(id),
        }
    }

    fn day(&self, day: &Day) -> Evidence {
        let route = Routes::of(self.site, day.home).day(&self.project.slug, &day.source.name.stem);
        Evidence {
            id: format!("day-{:02}", day.number),
            what: day.title.clone(),
            url: Some(self.url(&route)),
            private: false,
        }
    }

    fn url(&self, route: &crate::path::Route) -> String {
        self.site.config.base_url.absolute(route)
    }
}

fn unknown(id: &str) -> Evidence {
    Evidence { id: id.to_string(), what: None, url: None, private: false }
}

fn answer(said: Option<&str>) -> Option<String> {
    plain(said)
}

fn shortened(words: &str) -> String {
    let words = plain_text(words).replace('\n', " ");
    let cut: String = words.chars().take(LONGEST_QUOTE).collect();
    let dots = if cut.len() == words.len() { "" } else { "…" };
    format!("“{}{dots}”", within_quotation(cut.trim_end()))
}
