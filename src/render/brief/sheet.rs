//! A brief in words: what every form of it says, in one order.

use serde::Serialize;

use super::notes::{Note, full_name};
use crate::path::SitePath;

/// What stands between short facts in a row; no line begins with it.
pub(super) const BETWEEN: &str = "\u{a0}· ";

/// A brief in words. Each form of the document is a walk through it from top to bottom.
#[derive(Clone, Debug, Serialize)]
pub struct Sheet {
    /// The language, as a tag.
    pub language: String,
    /// What the document is called.
    pub title: String,
    /// What a download is called, without its ending.
    pub file_name: String,
    /// The maker, else the site's title, which is no person's name.
    pub name: String,
    /// The maker, where they give their name.
    pub author: Option<String>,
    /// One line: what they do.
    pub headline: Option<String>,
    /// Where they live.
    pub location: Option<String>,
    /// Ways to reach them, and pages elsewhere.
    pub contacts: Vec<Linked>,
    /// What they look for, with the label before it.
    pub looking_for: Option<Labelled>,
    /// Where, from when and on which terms, where that is said beside the roles.
    pub terms: Option<String>,
    /// Whom it is for, where it is for one reader.
    pub reader: Option<String>,
    /// The project, with its page.
    pub project: Linked,
    /// What it promises, in one line.
    pub promise: Option<String>,
    /// What of it the maker did, with the label before it.
    pub role: Option<Labelled>,
    /// The days of the challenge, each by its state.
    pub strip: Vec<&'static str>,
    /// The strip in words.
    pub progress: String,
    /// Where it can be tried, with the label before it.
    pub demo: Option<LabelledLink>,
    /// How many people stand behind it.
    pub people: Option<People>,
    /// A picture of it.
    pub picture: Option<SheetPicture>,
    /// What the QR code leads to.
    pub qr: Option<String>,
    /// The parts under their headings.
    pub sections: Vec<Section>,
    /// What is asked of the reader, with the label before it.
    pub ask: Option<Labelled>,
    /// Where every claim can be followed: a sentence, and the address.
    pub proof: LabelledLink,
    /// The languages of single lines, where they are not the document's.
    pub languages: Languages,
    /// What of the log's words it says otherwise.
    #[serde(skip)]
    pub notes: Vec<Note>,
}

/// The language of each line that can come from elsewhere than the document's language, as a tag, where it does.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Languages {
    /// Of what the settings say of the maker, once for all languages.
    pub author: Option<String>,
    /// Of what they look for.
    pub looking_for: Option<String>,
    /// Of the promise.
    pub promise: Option<String>,
    /// Of the maker's part.
    pub role: Option<String>,
}

/// A text that leads somewhere.
#[derive(Clone, Debug, Serialize)]
pub struct Linked {
    /// The text.
    pub text: String,
    /// The whole address.
    pub url: Option<String>,
}

/// How many people gave feedback, with the page of what they said, and what more there is to say of their number.
#[derive(Clone, Debug, Serialize)]
pub struct People {
    /// How many they are: the words that lead there.
    pub heard: String,
    /// The whole address.
    pub url: String,
    /// How many of them tried it, are near to the maker, and are quoted.
    pub more: String,
    /// The same for a printed page, where it shows fewer quotes.
    pub more_printed: Option<String>,
    /// The same for each number of quotes, none first: a page that has no room for one says so.
    #[serde(skip)]
    pub more_by_quotes: Vec<String>,
}

/// A text with a word before it that says what it is.
#[derive(Clone, Debug, Serialize)]
pub struct Labelled {
    /// The word.
    pub label: String,
    /// What stands between the word and the text: a space, or nothing in Chinese.
    pub gap: &'static str,
    /// The text.
    pub text: String,
}

/// An address with words before it that say what is there.
#[derive(Clone, Debug, Serialize)]
pub struct LabelledLink {
    /// The words.
    pub label: String,
    /// What stands between the words and the address.
    pub gap: &'static str,
    /// The address as it is read on paper.
    pub text: String,
    /// The whole address.
    pub url: String,
}

/// A picture on the page.
#[derive(Clone, Debug, Serialize)]
pub struct SheetPicture {
    /// Its address on the site.
    pub url: String,
    /// Width in pixels.
    pub width: Option<u32>,
    /// Height in pixels.
    pub height: Option<u32>,
    /// What it shows, in words.
    pub alt: String,
    /// Its file.
    #[serde(skip)]
    pub path: SitePath,
}

/// A part under a heading.
#[derive(Clone, Debug, Serialize)]
pub struct Section {
    /// Its name among classes.
    pub key: &'static str,
    /// The heading.
    pub heading: String,
    /// Where the site says all of it.
    pub url: Option<String>,
    /// Whether it goes from a printed page.
    pub screen_only: bool,
    /// What stands under it; never nothing.
    pub items: Vec<SheetItem>,
}

/// One thing that is said.
#[derive(Clone, Debug, Serialize)]
pub struct SheetItem {
    /// What it is called when the choice is explained.
    pub name: String,
    /// Where a page is too small, the item with the highest rank goes first.
    pub rank: u32,
    /// Whether it goes from a printed page.
    pub screen_only: bool,
    /// Its words in their order.
    pub pieces: Vec<Piece>,
}

/// Some words in one voice.
#[derive(Clone, Debug, Serialize)]
pub struct Piece {
    /// Whose voice, or which part of a figure.
    pub role: Role,
    /// The words.
    pub text: String,
    /// What stands between them and the piece before.
    pub gap: &'static str,
    /// The whole address that they lead to.
    pub url: Option<String>,
    /// Their language, where it is not the document's.
    pub language: Option<String>,
}

/// What a piece is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// The words that a busy eye is to find.
    Lead,
    /// Running text.
    Text,
    /// Somebody else's words.
    Quote,
    /// Who said them.
    By,
    /// Where it can be looked up.
    Source,
    /// The value of a number.
    Value,
    /// What the number counts.
    Label,
}

impl Piece {
    pub(super) fn new(role: Role, text: impl Into<String>) -> Self {
        Self { role, text: text.into(), gap: " ", url: None, language: None }
    }

    pub(super) fn link(mut self, url: Option<String>) -> Self {
        self.url = url;
        self
    }

    pub(super) fn language(mut self, language: Option<String>) -> Self {
        self.language = language;
        self
    }
}

/// What stands between a text and what follows it. A mark as wide as a character brings its own space.
pub(super) fn gap_after(text: &str) -> &'static str {
    if text.ends_with(['，', '。', '：', '；', '！', '？', '、']) { "" } else { " " }
}

impl Labelled {
    pub(super) fn new(label: String, text: String) -> Self {
        Self { gap: gap_after(&label), label, text }
    }

    fn for_each_text(&mut self, act: &mut impl FnMut(&mut String)) {
        act(&mut self.label);
        act(&mut self.text);
    }
}

impl LabelledLink {
    pub(super) fn new(label: String, text: String, url: String) -> Self {
        Self { gap: gap_after(&label), label, text, url }
    }

    fn for_each_text(&mut self, act: &mut impl FnMut(&mut String)) {
        act(&mut self.label);
        act(&mut self.text);
    }
}

impl Sheet {
    /// All words of the document, a line each, in their order.
    pub fn words(&self) -> String {
        let mut words = Vec::new();
        self.clone().for_each_text(|text| words.push(std::mem::take(text)));
        words.join("\n")
    }

    /// Does something to each text of the document, from top to bottom.
    pub(super) fn for_each_text(&mut self, mut act: impl FnMut(&mut String)) {
        act(&mut self.title);
        self.for_each_line(act);
    }

    /// The same for each that is seen: its title stands above its page.
    pub(super) fn for_each_line(&mut self, mut act: impl FnMut(&mut String)) {
        self.for_each_named(|_, text| act(text));
    }

    /// The same, with what each is called in a [`Note`].
    pub(super) fn for_each_named(&mut self, mut act: impl FnMut(&str, &mut String)) {
        self.reader.iter_mut().for_each(|text| act("to", text));
        act("name", &mut self.name);
        self.headline.iter_mut().for_each(|text| act("headline", text));
        self.location.iter_mut().for_each(|text| act("location", text));
        self.contacts.iter_mut().for_each(|contact| act("contact", &mut contact.text));
        self.looking_for.iter_mut().for_each(|said| said.for_each_text(&mut |text| act("looking_for", text)));
        self.terms.iter_mut().for_each(|text| act("looking_for", text));
        act("title", &mut self.project.text);
        self.promise.iter_mut().for_each(|text| act("tagline", text));
        self.demo.iter_mut().for_each(|link| link.for_each_text(&mut |text| act("demo", text)));
        if let Some(people) = &mut self.people {
            act("people", &mut people.heard);
            act("people", &mut people.more);
        }
        act("progress", &mut self.progress);
        self.role.iter_mut().for_each(|role| role.for_each_text(&mut |text| act("role", text)));
        for section in &mut self.sections {
            act(section.key, &mut section.heading);
            for item in &mut section.items {
                let name = full_name(section.key, &item.name);
                item.pieces.iter_mut().for_each(|piece| act(&name, &mut piece.text));
            }
        }
        self.ask.iter_mut().for_each(|ask| ask.for_each_text(&mut |text| act("ask", text)));
        self.proof.for_each_text(&mut |text| act("proof", text));
    }

    /// What they look for and on which terms, as one text.
    pub(super) fn wanted(&self) -> Option<Labelled> {
        let mut wanted = self.looking_for.clone()?;
        wanted.text.extend(self.terms.iter().flat_map(|terms| [BETWEEN, terms.as_str()]));
        Some(wanted)
    }

    /// The document without the items that go, by section and name; a heading with nothing under it goes,
    /// too, and what counts the quotes counts those that stay.
    pub(super) fn without(&self, goes: impl Fn(&'static str, &str) -> bool) -> Sheet {
        let mut sheet = self.clone();
        for section in &mut sheet.sections {
            let key = section.key;
            section.items.retain(|item| !goes(key, &item.name));
        }
        sheet.sections.retain(|section| !section.items.is_empty());
        let quotes = sheet.sections.iter().find(|section| section.key == "quotes");
        let quoted = quotes.map_or(0, |section| section.items.len());
        if let Some(people) = &mut sheet.people
            && let Some(more) = people.more_by_quotes.get(quoted)
        {
            people.more.clone_from(more);
        }
        sheet
    }

    /// Section and name of the item that goes first where the page is too small.
    pub(super) fn dearest_last(&self) -> Option<(&'static str, String)> {
        let items =
            self.sections.iter().flat_map(|section| section.items.iter().map(|item| (section.key, item)));
        let last = items.filter(|(_, item)| item.rank > 0).max_by_key(|(_, item)| item.rank);
        last.map(|(key, item)| (key, item.name.clone()))
    }
}
