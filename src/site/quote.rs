//! Feedback as far as it may be shown.

use std::collections::BTreeSet;

use super::Project;
use crate::content::{Channel, Consent, Feedback, FeedbackStatus, Relation, Verdict};
use crate::front_matter::{Date, Language};
use crate::markdown;

/// A quote past so many characters speaks for a project only where there is no shorter one.
const LONG: usize = 260;

/// What may be shown of a piece of feedback. There is no way to make one but [`Quote::publish`], so
/// what was not consented to can't reach a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// The id that the maker's own files use; never shown.
    pub id: String,
    /// By which the pieces of one person are known, where the maker says so; never shown.
    pub person: Option<String>,
    /// The fragment of its place on the feedback page: a hash of the id, so that a file name gives nothing away.
    pub anchor: String,
    /// What was said, in Markdown; untrusted.
    pub words: String,
    /// The role, where it may be shown.
    pub who: Option<String>,
    /// The name, where it may be shown.
    pub name: Option<String>,
    /// When.
    pub date: Option<Date>,
    /// How it came.
    pub channel: Option<Channel>,
    /// Where it was said in public; kept back with an anonymous quote, because it would tell who said it.
    pub source: Option<String>,
    /// What they thought.
    pub verdict: Option<Verdict>,
    /// What it is about.
    pub topic: Option<String>,
    /// What was made of it.
    pub status: Option<FeedbackStatus>,
    /// How they stand to the maker, where that must be told.
    pub relation: Option<Relation>,
    /// The language it was said in.
    pub language: Option<Language>,
    /// The same in the site's language.
    pub translation: Option<String>,
    /// Indices of the days that answer it.
    pub answered_by: Vec<usize>,
}

/// How close somebody is to the maker: the closer, the less their praise proves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Somebody who used it, or of whom nothing else is said.
    User,
    /// Somebody they work with.
    Colleague,
    /// A friend, or the family.
    Near,
}

impl Standing {
    fn of(relation: Option<Relation>) -> Self {
        match relation {
            None | Some(Relation::User) => Standing::User,
            Some(Relation::Colleague) => Standing::Colleague,
            Some(Relation::Friend | Relation::Family) => Standing::Near,
        }
    }
}

impl Quote {
    /// How close its giver is to the maker.
    pub fn standing(&self) -> Standing {
        Standing::of(self.relation)
    }

    /// How well it speaks for a project on a page in a language, the least first: words of users before
    /// those of others, words that can be read there before words that can't, words that fit before long ones,
    /// praise before doubt, and those that somebody stands to before those that nobody does.
    pub fn merit(&self, language: &Language) -> u32 {
        let is_long = markdown::plain_text(&self.words).chars().count() > LONG;
        let doubt = match self.verdict {
            Some(Verdict::Love) => 0,
            Some(Verdict::Like) => 1,
            None => 2,
            Some(Verdict::Mixed) => 3,
            Some(Verdict::Dislike) => 4,
        };
        let unnamed = u32::from(self.name.is_none()) + u32::from(self.who.is_none());
        let is_foreign = self.language.as_ref().is_some_and(|own| own != language);
        let is_unread = is_foreign && self.translation.is_none();
        1000 * self.standing() as u32
            + 200 * u32::from(is_unread)
            + 100 * u32::from(is_long)
            + 10 * doubt
            + unnamed
    }

    /// What may be shown of a piece of feedback; `None` without consent.
    pub fn publish(feedback: &Feedback) -> Option<Quote> {
        let consent = feedback.consent();
        if consent == Consent::None {
            return None;
        }
        let matter = &feedback.document.matter;
        let from_role = consent >= Consent::Role;
        Some(Quote {
            id: feedback.id.clone(),
            person: matter.person.clone(),
            anchor: anchor(&feedback.project, &feedback.id),
            words: feedback.document.body().trim().to_string(),
            who: matter.who.clone().filter(|_| from_role),
            name: matter.name.as_ref().filter(|_| consent == Consent::Name).map(|name| name.value.clone()),
            date: matter.date.as_ref().map(|date| date.value),
            channel: matter.channel,
            source: matter.source.as_ref().filter(|_| from_role).map(|source| source.value.clone()),
            verdict: matter.verdict,
            topic: matter.topic.clone(),
            status: matter.status,
            relation: matter.relation.filter(|relation| *relation != Relation::User),
            language: matter.language.as_ref().map(|language| language.value.clone()),
            translation: matter.translation.clone(),
            answered_by: Vec::new(),
        })
    }
}

impl Project {
    /// The quotes that may speak for it, the best first: those that `lead` names, then by merit. Friends and
    /// family speak only where no user does, unless they are named.
    pub fn speaking<'a>(&'a self, lead: &[&str], language: &Language) -> Vec<&'a Quote> {
        let place = |quote: &Quote| lead.iter().position(|id| *id == quote.id);
        let has_user = self.quotes.iter().any(|quote| quote.standing() == Standing::User);
        let may_speak =
            |quote: &&Quote| !has_user || quote.standing() != Standing::Near || place(quote).is_some();
        let mut speaking: Vec<&Quote> = self.quotes.iter().filter(may_speak).collect();
        speaking.sort_by_cached_key(|quote| (place(quote).unwrap_or(usize::MAX), quote.merit(language)));
        speaking
    }
}

fn anchor(project: &str, id: &str) -> String {
    let hash = blake3::hash(format!("{project}\n{id}").as_bytes()).to_hex();
    format!("q-{}", &hash[..10])
}

/// Whether a piece is from somebody close to the maker.
pub(super) fn is_near(feedback: &Feedback) -> bool {
    Standing::of(feedback.document.matter.relation) == Standing::Near
}

/// How many people gave these pieces, without those that may not be shown: those with one `person` count once.
pub fn people<'a>(feedback: impl Iterator<Item = &'a Feedback>) -> usize {
    let mut known = BTreeSet::new();
    let mut unknown = 0;
    for piece in feedback.filter(|piece| piece.consent() != Consent::None) {
        match &piece.document.matter.person {
            Some(person) => {
                known.insert(person.as_str());
            }
            None => unknown += 1,
        }
    }
    known.len() + unknown
}
