//! What is looked for in every public text: secrets, ways to reach somebody, and what is private.

use std::sync::{Mutex, PoisonError};

use regex::{Regex, RegexBuilder};

use super::contacts::{self, Way};
use super::finding::hidden_place;
use super::private::PrivateWords;
use super::readable::readable;
use super::secrets::{self, Secret};
use super::taken::Taken;
use super::trace::Told;
use crate::config::{CONFIG_FILE, Config, Contact, Show};
use crate::diagnostics::{Diagnostic, Place, Severity, SourceFile, Span};
use crate::path::SitePath;

/// What the rules for texts know of the site.
pub(super) struct TextRules {
    contacts: Vec<OwnContact>,
    private: PrivateWords,
    /// What has been found in the sources and where, so that the same in a finished page is not told again.
    told: Mutex<Told>,
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
        for hit in &found {
            told.entry(hit.key.clone()).or_default().entry(file.path.clone()).or_default().take(&hit.span);
        }
        drop(told);
        found.into_iter().map(|hit| hit.told(file)).collect()
    }

    /// Findings in a text that is no part of the site and goes along when the sources are pushed. Whom to write to is
    /// often said there on purpose.
    pub(super) fn of_beside(&self, file: &SourceFile) -> Vec<Diagnostic> {
        let mut found = self.find(file, |contact| contact.is_public);
        for hit in found.iter_mut().filter(|hit| hit.code != "secret" && hit.code != "private-words") {
            hit.severity = Severity::Warning;
        }
        found.into_iter().map(|hit| hit.told(file).hint(OF_BESIDE)).collect()
    }

    /// Findings in a text of the repository around the site's folder. Code has samples in its tests, so of what is no
    /// document only what is certain is told; and of the two only a certain secret stops a deploy, which takes none of it.
    pub(super) fn of_elsewhere(&self, file: &SourceFile) -> Vec<Diagnostic> {
        let is_document = DOCUMENTS.contains(&file.path.extension().as_str());
        let mut found = self.find(file, |contact| contact.is_public);
        found.retain(|hit| is_document || hit.is_certain || hit.code == "private-words");
        for hit in found.iter_mut().filter(|hit| hit.code != "secret" || !hit.is_certain) {
            hit.severity = Severity::Warning;
        }
        found.into_iter().map(|hit| hit.told(file).hint(ELSEWHERE)).collect()
    }

    /// What the name of a file gives away: it stands in its address, and in every list of files.
    pub(super) fn of_name(&self, path: &SitePath) -> Option<Diagnostic> {
        let name = path.name();
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        let hit = [name, stem].into_iter().find_map(|name| {
            let secret = secrets::find(name).into_iter().next().map(|secret| secret_hit(name, secret));
            let mails = self.contacts_in(name, |contact| contact.is_public);
            secret.or_else(|| mails.into_iter().find(|hit| hit.code == Way::Mail.code()))
        });
        let of_folders = || self.private_in(path, path.as_str()).find(|hit| hit.severity == Severity::Error);
        let told = hit.or_else(of_folders)?.told(&SourceFile::new(path.clone(), path.as_str()));
        Some(told.at(Place::file(path.clone())).hint("it is the name of the file: rename it"))
    }

    /// What has been told of the sources that were looked at.
    pub(super) fn told(&self) -> Told {
        self.told.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// What stands in a finished page, as a reader sees it.
    pub(super) fn of_output(&self, file: &SourceFile) -> Vec<Shown> {
        let readable = readable(&file.text);
        let text = readable.as_ref().map_or(&*file.text, |readable| readable.text.as_str());
        let found = self.find_in(&file.path, text, |contact| contact.is_shown);
        let shown = found.into_iter().map(|mut hit| {
            let said = text[hit.span.clone()].to_string();
            if let Some(readable) = &readable {
                hit.span = readable.written(&hit.span);
            }
            Shown { key: hit.key.clone(), said, told: hit.told(file) }
        });
        shown.collect()
    }

    /// What stands in a source as it is written, and what its character references stand for.
    fn find(&self, file: &SourceFile, may_stand: impl Fn(&OwnContact) -> bool) -> Vec<Hit> {
        let written = secrets::find_in_source(&file.text);
        let mut hits = Hits::default();
        hits.extend(self.find_among(written, &file.path, &file.text, &may_stand));
        if let Some(readable) = readable(&file.text) {
            hits.extend(self.find_in(&file.path, &readable.text, &may_stand).into_iter().map(|mut hit| {
                hit.span = readable.written(&hit.span);
                hit
            }));
        }
        hits.list
    }

    fn find_in(&self, path: &SitePath, text: &str, may_stand: impl Fn(&OwnContact) -> bool) -> Vec<Hit> {
        self.find_among(secrets::find(text), path, text, may_stand)
    }

    /// A thing that is two things, such as a token in an address, is the first of them.
    fn find_among(
        &self,
        secrets: Vec<Secret>,
        path: &SitePath,
        text: &str,
        may_stand: impl Fn(&OwnContact) -> bool,
    ) -> Vec<Hit> {
        let mut hits = Hits::default();
        hits.extend(secrets.into_iter().map(|secret| secret_hit(text, secret)));
        hits.extend(self.contacts_in(text, may_stand).chain(self.hidden_in(text)));
        hits.extend(self.private_in(path, text));
        hits.list
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

    fn private_in(&self, path: &SitePath, text: &str) -> impl Iterator<Item = Hit> {
        self.private.find(path, text).into_iter().map(|found| Hit {
            code: "private-words",
            severity: found.severity,
            message: format!("{} stands in what everybody can read", found.what),
            label: format!("also in {}", found.file),
            hint: found.way_out(),
            key: found.key,
            span: found.span,
            is_own: false,
            is_certain: found.severity == Severity::Error,
        })
    }
}

/// Something in a finished page.
pub(super) struct Shown {
    /// What it is: the same on many pages is one.
    pub(super) key: String,
    /// The words as a reader sees them.
    pub(super) said: String,
    /// The finding, on its page.
    pub(super) told: Diagnostic,
}

/// Why a file that is no part of the site is looked at.
const OF_BESIDE: &str = "the site does not show this file, but git takes it along when you push the sources";

/// The same of a file around the site's folder, whose path begins elsewhere.
const ELSEWHERE: &str =
    "it lies in the repository around the site, whose top is `:/`; git takes it along when you push";

/// Ends of the names of documents; one without an end is one, too.
const DOCUMENTS: [&str; 10] = ["", "adoc", "env", "htm", "html", "ini", "md", "rst", "toml", "txt"];

/// What has been found in a text, no two in one place: the first of them counts.
#[derive(Default)]
struct Hits {
    list: Vec<Hit>,
    taken: Taken,
}

impl Hits {
    fn extend(&mut self, hits: impl IntoIterator<Item = Hit>) {
        self.list.extend(hits.into_iter().filter(|hit| self.taken.take(&hit.span)));
    }
}

/// Something that may not stand in a public text.
struct Hit {
    code: &'static str,
    severity: Severity,
    message: String,
    label: String,
    hint: &'static str,
    /// The thing itself: one thing is told once in the finished pages, however many show it.
    key: String,
    span: Span,
    /// Whether it is a contact that the settings declare.
    is_own: bool,
    /// Whether nothing else looks like it, so that it is no sample in code either.
    is_certain: bool,
}

impl Hit {
    fn told(self, file: &SourceFile) -> Diagnostic {
        let told = match self.severity {
            Severity::Error => Diagnostic::error(self.code, self.message),
            Severity::Warning => Diagnostic::warning(self.code, self.message),
        };
        told.at(hidden_place(file, &self.span)).label(self.label).hint(self.hint)
    }
}

fn secret_hit(text: &str, secret: Secret) -> Hit {
    Hit {
        code: "secret",
        severity: Severity::Error,
        label: String::new(),
        message: format!("{} stands in what everybody can read", secret.what),
        hint: "take it out, and make a new one where it came from: what was pushed once counts as known",
        key: text[secret.span.clone()].to_string(),
        span: secret.span,
        is_own: false,
        is_certain: secret.is_shaped,
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
    // Many a community invites everybody.
    let severity = if way == Way::Invitation { Severity::Warning } else { Severity::Error };
    Hit {
        code: way.code(),
        severity,
        message,
        label: String::new(),
        hint,
        key: normal,
        span,
        is_own,
        is_certain: false,
    }
}

fn own_contact(contact: &Contact) -> Option<OwnContact> {
    let value = contact.value()?.trim_start_matches("mailto:").trim_start_matches("tel:");
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
