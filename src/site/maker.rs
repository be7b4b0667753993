//! What an edition tells of the maker: what a translation of `about.md` leaves out is taken from its original.

use std::sync::Arc;

use crate::content::{Background, Document, Profile, ProfileMatter, Resume, Skill};
use crate::front_matter::Language;
use crate::path::SitePath;

/// The maker in the words of an edition.
pub(super) struct Maker {
    pub(super) profile: Option<Arc<Profile>>,
    pub(super) background: Vec<Background>,
    pub(super) skills: Vec<Skill>,
    pub(super) told_in: ToldIn,
}

/// The languages in which an edition tells of the maker.
#[derive(Clone, Debug)]
pub struct ToldIn {
    /// Of what they look for.
    pub looking_for: Language,
    /// Of the stations of their past.
    pub background: Language,
    /// Of what they can do.
    pub skills: Language,
}

impl Maker {
    /// The maker as `own` has them, and `record`, which it translates; both are one where there is no translation.
    pub(super) fn tell(
        (own, record): (Option<&Arc<Profile>>, Option<&Arc<Profile>>),
        resumes: &[(SitePath, Resume)],
        default: &Language,
    ) -> Self {
        let Some(own) = own else { return Self::unknown(default) };
        let record = record.unwrap_or(own);
        let (own_language, record_language) = (language(own, default), language(record, default));
        let language_of = |is_own: bool| if is_own { own_language } else { record_language }.clone();
        let (background, skills) = own.past(resumes);
        let (record_background, record_skills) = record.past(resumes);
        let told_in = ToldIn {
            looking_for: language_of(own.document.matter.looking_for.is_some()),
            background: language_of(!background.is_empty()),
            skills: language_of(!skills.is_empty()),
        };
        Self {
            profile: Some(if Arc::ptr_eq(own, record) { own.clone() } else { Arc::new(joined(own, record)) }),
            background: if background.is_empty() { record_background } else { background },
            skills: if skills.is_empty() { record_skills } else { skills },
            told_in,
        }
    }

    fn unknown(default: &Language) -> Self {
        let [looking_for, background, skills] = std::array::from_fn(|_| default.clone());
        let told_in = ToldIn { looking_for, background, skills };
        Self { profile: None, background: Vec::new(), skills: Vec::new(), told_in }
    }
}

fn language<'a>(profile: &'a Profile, default: &'a Language) -> &'a Language {
    profile.name_language.as_ref().unwrap_or(default)
}

/// A translation with what the maker looks for and what a theme wants to know. The file that it names for the
/// past stays its own: what the original's holds is read already.
fn joined(own: &Profile, record: &Profile) -> Profile {
    let (words, facts) = (&own.document.matter, &record.document.matter);
    let mut extra = facts.extra.clone();
    extra.extend(words.extra.clone());
    let matter = ProfileMatter {
        looking_for: words.looking_for.clone().or_else(|| facts.looking_for.clone()),
        extra,
        ..words.clone()
    };
    Profile { document: Document { matter, ..own.document.clone() }, ..own.clone() }
}
