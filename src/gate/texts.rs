//! What is looked for in every public text: secrets, ways to reach somebody, and what is private.

use std::collections::HashSet;
use std::sync::{Mutex, PoisonError};

use regex::{Regex, RegexBuilder};

use super::contacts::{self, Way};
use super::finding::hidden_place;
use super::private::PrivateWords;
use super::secrets;
use crate::config::{Config, Contact, Show};
use crate::diagnostics::{Diagnostic, SourceFile, Span};

/// What the rules for texts know of the site.
pub(super) struct TextRules {
    contacts: Vec<OwnContact>,
    /// Where in the settings the contacts stand.
    contact_block: Span,
    private: PrivateWords,
    /// What has been found in the sources, so that the same in a finished page is not told again.
    told: Mutex<HashSet<String>>,
}

/// A contact of the settings.
struct OwnContact {
    normal: String,
    /// Whether it may stand anywhere, because the pages of the site show it.
    is_public: bool,
    /// Whether any page shows it at all.
    is_shown: bool,
    /// Where none does, what to look for: its form may be that of any word.
    hidden: Option<Regex>,
}

impl TextRules {
    /// The rules for a site with these settings.
    pub(super) fn new(config: Option<&Config>, private: PrivateWords) -> Self {
        let contacts = config.map(|config| config.author.contact.as_slice()).unwrap_or_default();
        Self {
            contacts: contacts.iter().filter_map(own_contact).collect(),
            contact_block: config.map(contact_block).unwrap_or_default(),
            private,
            told: Mutex::default(),
        }
    }

    /// Findings in a text of the site's folder.
    pub(super) fn of_source(&self, file: &SourceFile) -> Vec<Diagnostic> {
        let is_settings = file.path.as_str() == crate::config::CONFIG_FILE;
        let is_exempt = |span: &Span| is_settings && self.contact_block.contains(&span.start);
        let found = self.find(file, |contact| contact.is_public);
        found
            .into_iter()
            .filter(|hit| !(hit.is_contact && is_exempt(&hit.span)))
            .map(|hit| self.tell(file, hit))
            .collect()
    }

    /// Findings in a finished page that none of its sources has.
    pub(super) fn of_output(&self, file: &SourceFile) -> Vec<Diagnostic> {
        let found = self.find(file, |contact| contact.is_shown);
        let is_new = |hit: &Hit| !self.told.lock().unwrap_or_else(PoisonError::into_inner).contains(&hit.key);
        found.into_iter().filter(is_new).map(|hit| self.tell(file, hit)).collect()
    }

    fn tell(&self, file: &SourceFile, hit: Hit) -> Diagnostic {
        self.told.lock().unwrap_or_else(PoisonError::into_inner).insert(hit.key);
        let told = Diagnostic::error(hit.code, hit.message).at(hidden_place(file, &hit.span));
        hit.hints.into_iter().fold(told, Diagnostic::hint)
    }

    fn find(&self, file: &SourceFile, may_stand: impl Fn(&OwnContact) -> bool) -> Vec<Hit> {
        let text: &str = &file.text;
        let mut hits: Vec<Hit> = Vec::new();
        for secret in secrets::find(text) {
            hits.push(Hit {
                code: "secret",
                message: format!("{} stands in what everybody can read", secret.what),
                hints: vec!["take it out, and make a new one where it came from: what was pushed once counts as known".to_string()],
                key: text[secret.span.clone()].to_string(),
                span: secret.span,
                is_contact: false,
            });
        }
        for contact in contacts::find(text) {
            let normal = contacts::normal(&text[contact.span.clone()]);
            let own = self.contacts.iter().find(|own| own.normal == normal);
            let overlaps =
                hits.iter().any(|hit| hit.span.start < contact.span.end && contact.span.start < hit.span.end);
            if !overlaps && !own.is_some_and(&may_stand) {
                hits.push(contact_hit(contact.way, own.is_some(), normal, contact.span));
            }
        }
        for (own, form) in self.contacts.iter().filter_map(|own| Some((own, own.hidden.as_ref()?))) {
            for span in whole_words(text, form) {
                if !hits.iter().any(|hit| hit.span.contains(&span.start)) {
                    hits.push(contact_hit(Way::Chat, true, own.normal.clone(), span));
                }
            }
        }
        for (span, what) in self.private.find(file) {
            hits.push(Hit {
                code: "private-words",
                message: format!("{what} stands in what everybody can read"),
                hints: vec!["take it out, or get consent and record it with `buildlog consent`".to_string()],
                key: text[span.clone()].to_string(),
                span,
                is_contact: false,
            });
        }
        hits
    }
}

/// Something that may not stand in a public text.
struct Hit {
    code: &'static str,
    message: String,
    hints: Vec<String>,
    /// The thing itself: one thing is told once in the finished pages, however many show it.
    key: String,
    span: Span,
    is_contact: bool,
}

fn contact_hit(way: Way, is_own: bool, normal: String, span: Span) -> Hit {
    let (message, hint) = match is_own {
        true => (
            "a contact that the settings do not show on the site stands in what everybody can read"
                .to_string(),
            "take it out, or add `site` to its `show` in buildlog.yaml".to_string(),
        ),
        false => (
            format!("{} stands in what everybody can read", way.name()),
            "take it out; your own belongs under `author: contact` in buildlog.yaml, with `show: [site]`"
                .to_string(),
        ),
    };
    Hit { code: way.code(), message, hints: vec![hint], key: normal, span, is_contact: true }
}

fn own_contact(contact: &Contact) -> Option<OwnContact> {
    let value = contact.value.as_deref()?.trim_start_matches("mailto:").trim_start_matches("tel:");
    let is_shown = !contact.show.is_empty();
    Some(OwnContact {
        normal: contacts::normal(value),
        is_public: contact.show.contains(&Show::Site),
        is_shown,
        hidden: (!is_shown && value.chars().count() >= 4).then(|| word_form(value)).flatten(),
    })
}

/// From the key `contact` under `author` to the next key that stands as far to the left.
fn contact_block(config: &Config) -> Span {
    let text = &config.file.text;
    let mut start = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let content = line.trim_start();
        let indent = line.len() - content.len();
        match start {
            None if content.starts_with("contact:") => start = Some((at, indent)),
            Some((from, own)) => {
                let is_item = content.starts_with('-') && indent >= own;
                if !content.trim().is_empty() && !content.starts_with('#') && indent <= own && !is_item {
                    return from..at;
                }
            }
            None => {}
        }
        at += line.len();
    }
    start.map_or(0..0, |(from, _)| from..text.len())
}

/// A word as it is looked for, whatever its case.
pub(super) fn word_form(word: &str) -> Option<Regex> {
    RegexBuilder::new(&regex::escape(word)).case_insensitive(true).build().ok()
}

/// Where a word stands that is no part of a longer one.
pub(super) fn whole_words(text: &str, form: &Regex) -> Vec<Span> {
    let is_of_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let stands_alone =
        |span: &Span| !text[..span.start].ends_with(is_of_word) && !text[span.end..].starts_with(is_of_word);
    form.find_iter(text).map(|found| found.range()).filter(stands_alone).collect()
}
