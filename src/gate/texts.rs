//! What is looked for in every public text: secrets, ways to reach somebody, and what is private.

use std::collections::HashSet;
use std::sync::{Mutex, PoisonError};

use regex::{Regex, RegexBuilder};

use super::contacts::{self, Way};
use super::finding::hidden_place;
use super::private::PrivateWords;
use super::secrets::{self, Secret};
use crate::config::{CONFIG_FILE, Config, Contact, Show};
use crate::diagnostics::{Diagnostic, SourceFile, Span};

/// What the rules for texts know of the site.
pub(super) struct TextRules {
    contacts: Vec<OwnContact>,
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
        Self { contacts: contacts.iter().filter_map(own_contact).collect(), private, told: Mutex::default() }
    }

    /// Findings in a text of the site's folder.
    pub(super) fn of_source(&self, file: &SourceFile) -> Vec<Diagnostic> {
        let is_settings = file.path.as_str() == CONFIG_FILE;
        let mut found = self.find(file, |contact| contact.is_public);
        // Where it is declared is where it belongs.
        found.retain(|hit| !(is_settings && hit.is_own && is_declared(&file.text, &hit.span)));
        let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        told.extend(found.iter().map(|hit| hit.key.clone()));
        found.into_iter().map(|hit| hit.told(file)).collect()
    }

    /// Findings in a finished page that none of its sources has, each with what it is, so that the same on many pages
    /// is told once. All sources must have been looked at before.
    pub(super) fn of_output(&self, file: &SourceFile) -> Vec<(String, Diagnostic)> {
        let mut found = self.find(file, |contact| contact.is_shown);
        let told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        found.retain(|hit| !told.contains(&hit.key));
        found.into_iter().map(|hit| (hit.key.clone(), hit.told(file))).collect()
    }

    /// A thing that is two things, such as a token in an address, is the first of them.
    fn find(&self, file: &SourceFile, may_stand: impl Fn(&OwnContact) -> bool) -> Vec<Hit> {
        let text = &file.text;
        let mut hits: Vec<Hit> = Vec::new();
        let secrets = secrets::find(text).into_iter().map(|secret| secret_hit(text, secret));
        let all = secrets.chain(self.contacts_in(text, may_stand)).chain(self.hidden_in(text));
        for hit in all.chain(self.private_in(file)) {
            if !hits.iter().any(|known| known.span.start < hit.span.end && hit.span.start < known.span.end) {
                hits.push(hit);
            }
        }
        hits
    }

    fn contacts_in(&self, text: &str, may_stand: impl Fn(&OwnContact) -> bool) -> impl Iterator<Item = Hit> {
        contacts::find(text).into_iter().filter_map(move |contact| {
            let normal = contacts::normal(&text[contact.span.clone()]);
            let own = self.contacts.iter().find(|own| own.normal == normal);
            (!own.is_some_and(&may_stand))
                .then(|| contact_hit(contact.way, own.is_some(), normal, contact.span))
        })
    }

    fn hidden_in(&self, text: &str) -> impl Iterator<Item = Hit> {
        let hidden = self.contacts.iter().filter_map(|own| Some((own, own.hidden.as_ref()?)));
        hidden.flat_map(|(own, form)| {
            let spans = whole_words(text, form).into_iter();
            spans.map(|span| contact_hit(Way::Chat, true, own.normal.clone(), span))
        })
    }

    fn private_in(&self, file: &SourceFile) -> impl Iterator<Item = Hit> {
        self.private.find(file).into_iter().map(|(span, key, what)| Hit {
            code: "private-words",
            message: format!("{what} stands in what everybody can read"),
            hint: "take it out, or get consent and record it with `buildlog consent`",
            key,
            span,
            is_own: false,
        })
    }
}

/// Something that may not stand in a public text.
struct Hit {
    code: &'static str,
    message: String,
    hint: &'static str,
    /// The thing itself: one thing is told once in the finished pages, however many show it.
    key: String,
    span: Span,
    /// Whether it is a contact that the settings declare.
    is_own: bool,
}

impl Hit {
    fn told(self, file: &SourceFile) -> Diagnostic {
        Diagnostic::error(self.code, self.message).at(hidden_place(file, &self.span)).hint(self.hint)
    }
}

fn secret_hit(text: &str, secret: Secret) -> Hit {
    Hit {
        code: "secret",
        message: format!("{} stands in what everybody can read", secret.what),
        hint: "take it out, and make a new one where it came from: what was pushed once counts as known",
        key: text[secret.span.clone()].to_string(),
        span: secret.span,
        is_own: false,
    }
}

fn contact_hit(way: Way, is_own: bool, normal: String, span: Span) -> Hit {
    let (what, hint) = match is_own {
        true => (
            "a contact that the settings do not show on the site",
            "take it out, or add `site` to its `show` in buildlog.yaml",
        ),
        false => (
            way.name(),
            "take it out; your own belongs under `author: contact` in buildlog.yaml, with `show: [site]`",
        ),
    };
    let message = format!("{what} stands in what everybody can read");
    Hit { code: way.code(), message, hint, key: normal, span, is_own }
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

/// Whether this is where the settings declare a contact.
fn is_declared(text: &str, span: &Span) -> bool {
    let before = text[..span.start].trim_end_matches(['"', '\'', ' ']);
    let before =
        before.trim_end_matches("mailto:").trim_end_matches("tel:").trim_end_matches(['"', '\'', ' ']);
    before.ends_with("value:")
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
