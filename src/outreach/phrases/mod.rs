//! The sentences into which facts are put, in each language that has them.

mod chinese;
mod english;

use super::facts::Number;
use crate::content::Status;
use crate::front_matter::{Date, Language};

/// What a recipient said or does.
pub(super) struct Said<'a> {
    pub(super) quote: &'a str,
    pub(super) date: Option<Date>,
    /// Whether it stands on the web: then an office may have written it, and not the person who is greeted.
    pub(super) is_published: bool,
}

/// A day's number, and how many there are to be where that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) number: u32,
    pub(super) of: Option<u32>,
}

/// What a link leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkKind {
    /// The page made for this recipient.
    Own,
    /// The one-page brief of the project.
    Brief,
    /// The project's page.
    Project,
}

/// How a language says it. Each sentence is whole whatever the fields hold: a fragment, a sentence, with a
/// stop at its end or without.
pub(super) trait Phrases: Sync {
    /// What stands between two sentences.
    fn space(&self) -> &'static str;
    /// What ends a sentence.
    fn stop(&self) -> char;
    /// The words of address, above a letter or at the head of a few lines.
    fn greeting(&self, person: Option<&str>, letter: bool) -> String;
    /// What they said.
    fn because(&self, said: &Said) -> String;
    /// That this is why one writes.
    fn reason(&self) -> String;
    /// Who writes.
    fn who(&self, name: &str) -> String;
    /// What they do.
    fn headline(&self, headline: &str) -> String;
    /// The project and its promise; `log` is all that is written of it.
    fn promise(&self, status: Option<Status>, title: &str, tagline: Option<&str>, log: &str) -> String;
    /// The number.
    fn number(&self, number: &Number) -> String;
    /// How the number was counted.
    fn how(&self, how: &str, log: &str) -> String;
    /// For whom it is.
    fn audience(&self, audience: &str, log: &str) -> String;
    /// Where to see it.
    fn link(&self, kind: LinkKind, url: &str) -> String;
    /// What is asked.
    fn ask(&self, ask: &str, log: &str) -> String;
    /// Subjects to choose from, the best first.
    fn subjects(
        &self,
        title: &str,
        to: Option<&str>,
        tagline: Option<&str>,
        number: Option<&Number>,
    ) -> Vec<String>;
    /// A day of a project, its place in the challenge, and what it was about.
    fn head(&self, project: &str, day: Place, title: Option<&str>) -> String;
    /// What was said, by whom, what was changed, and what came of it, each on a line.
    fn loop_lines(
        &self,
        said: Option<(&str, Option<&str>)>,
        change: Option<&str>,
        result: Option<&str>,
    ) -> Vec<String>;
    /// The words before what was learnt.
    fn learned(&self) -> &'static str;
    /// A question from outside and its answer.
    fn question(&self, q: &str, a: &str) -> String;
    /// What comes next.
    fn next(&self, next: &str) -> String;
    /// Where the day can be read.
    fn day_link(&self, url: &str) -> String;
}

/// The sentences of a language; English where it has none of its own.
pub(super) fn phrases(language: &Language) -> &'static dyn Phrases {
    if language.is_chinese() { &chinese::Chinese } else { &english::English }
}

/// Whether there are sentences in a language.
pub(super) fn speaks(language: &Language) -> bool {
    language.is_chinese() || language.tag() == "en" || language.tag().starts_with("en-")
}

/// Whether an address is all that a text is.
pub(super) fn is_address(text: &str) -> bool {
    let text = text.trim();
    (text.starts_with("https://") || text.starts_with("http://")) && !text.contains(char::is_whitespace)
}
