//! What every page says of the site and of its maker.

use serde::Serialize;
use tera::Value;

use super::body;
use super::data::Picture;
use super::scope::{Scope, is_followed};
use crate::config::{Contact, Show};
use crate::content::{LookingFor, OpenTo};
use crate::front_matter::Extra;
use crate::plan;
use crate::site::Edition;
use crate::theme::Strings;

/// A description is cut to about this many characters; previews show no more.
pub(super) const DESCRIPTION: usize = 160;

/// The template variable `site`.
#[derive(Serialize)]
pub(super) struct SiteData {
    title: String,
    url: String,
    language: String,
    drafts: bool,
    description: Option<String>,
    author: AuthorData,
    looking_for: Option<LookingForData>,
    links: LinksData,
    editions: Vec<EditionData>,
    extra: Extra,
}

#[derive(Serialize)]
struct AuthorData {
    name: Option<String>,
    headline: Option<String>,
    location: Option<String>,
    photo: Option<Picture>,
    links: Vec<LinkData>,
    contacts: Vec<ContactData>,
}

#[derive(Serialize)]
struct LinkData {
    label: String,
    url: String,
}

#[derive(Serialize)]
struct ContactData {
    kind: String,
    label: String,
    value: Option<String>,
    href: Option<String>,
    qr: Option<String>,
}

#[derive(Default, Serialize)]
struct LookingForData {
    line: Option<Value>,
    roles: Vec<String>,
    r#where: Option<String>,
    remote: Option<String>,
    from: Option<String>,
    permit: Option<String>,
    /// The language of its own words, where that is not the page's.
    language: Option<String>,
}

#[derive(Serialize)]
struct LinksData {
    home: String,
    about: Option<String>,
    projects: Option<String>,
    archive: Option<String>,
    brief: Option<String>,
    tags: Option<String>,
    feed: String,
    json_feed: String,
}

#[derive(Serialize)]
struct EditionData {
    language: String,
    name: String,
    url: String,
    current: bool,
}

/// Whether any page of an edition is of a draft, or names one.
fn shows_drafts(edition: &Edition) -> bool {
    let mut projects = edition.projects.iter();
    projects.any(|project| project.matter().draft || project.days.iter().any(|day| day.matter().draft))
}

/// The template variable `site`.
pub(super) fn site(scope: &Scope) -> SiteData {
    let config = &scope.site.config;
    let edition = scope.current();
    let routes = scope.routes();
    let has_days = !edition.timeline.is_empty();
    SiteData {
        title: config.title.clone(),
        url: config.base_url.as_str().to_string(),
        language: edition.language.tag().to_string(),
        drafts: config.drafts && shows_drafts(edition),
        description: description(scope),
        author: author(scope),
        looking_for: looking_for(scope),
        links: LinksData {
            home: scope.url(&routes.home()),
            about: scope.url_if_there(&routes.about()),
            projects: scope.url_if_there(&routes.projects()),
            archive: scope.url_if_there(&routes.archive()).filter(|_| has_days),
            brief: scope.url_if_there(&routes.current_brief()),
            tags: scope.url_if_there(&routes.tags()).filter(|_| !edition.tags.is_empty()),
            feed: scope.url(&routes.atom_feed()),
            json_feed: scope.url(&routes.json_feed()),
        },
        editions: editions(scope),
        extra: config.extra.clone(),
    }
}

/// What the site is about: the maker's headline, else the start of their text, else what is built.
pub(super) fn description(scope: &Scope) -> Option<String> {
    let edition = scope.current();
    let lead = || edition.profile.as_ref().map(|profile| profile.document.doc.lead.clone());
    let says_something = |text: &String| !text.trim().is_empty();
    let said = scope.site.config.author.headline.clone().or_else(lead).filter(says_something);
    let text = said.unwrap_or_else(|| {
        let projects = edition.projects.iter().map(|project| match &project.matter().tagline {
            Some(tagline) => format!("{}: {tagline}", project.title()),
            None => project.title().to_string(),
        });
        projects.collect::<Vec<_>>().join(" · ")
    });
    let text = body::shorten(&text, DESCRIPTION);
    (!text.is_empty()).then_some(text)
}

fn author(scope: &Scope) -> AuthorData {
    let author = &scope.site.config.author;
    let name = author.name.clone();
    let photo = author.photo.as_ref().and_then(|photo| plan::config_picture(&photo.value));
    let shown = author.contact.iter().filter(|contact| contact.show.contains(&Show::Site));
    AuthorData {
        headline: author.headline.clone(),
        location: author.location.clone(),
        photo: photo.and_then(|path| scope.medium(&path, name.as_deref().unwrap_or_default())),
        links: author
            .links
            .iter()
            .filter(|link| is_followed(&link.url.value))
            .map(|link| LinkData { label: link.label.clone(), url: link.url.value.clone() })
            .collect(),
        contacts: shown.map(|said| contact(scope, said)).collect(),
        name,
    }
}

fn contact(scope: &Scope, contact: &Contact) -> ContactData {
    let label = contact_label(scope, contact);
    let value = contact.value().map(str::to_string);
    let href = contact_address(contact);
    let picture = contact.qr.as_ref().and_then(|qr| plan::config_picture(&qr.value));
    let qr = picture.and_then(|path| scope.medium(&path, &label)).map(|picture| picture.url);
    ContactData { kind: contact.kind.clone(), label, value, href, qr }
}

/// What a way to reach the maker is called.
pub(super) fn contact_label(scope: &Scope, contact: &Contact) -> String {
    let known = scope.strings().find(&format!("contacts.{}", contact.kind)).map(str::to_string);
    known.unwrap_or_else(|| capitalised(&contact.kind))
}

/// The address that a way to reach the maker has.
pub(super) fn contact_address(contact: &Contact) -> Option<String> {
    let value = contact.value()?;
    match contact.kind.as_str() {
        "email" => Some(format!("mailto:{value}")),
        "phone" => {
            Some(format!("tel:{}", value.chars().filter(|sign| !sign.is_whitespace()).collect::<String>()))
        }
        _ => is_followed(value).then(|| value.to_string()),
    }
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn looking_for(scope: &Scope) -> Option<LookingForData> {
    let strings = scope.strings();
    let document = &scope.current().profile.as_ref()?.document;
    let said = document.matter.looking_for.as_ref()?;
    let language = scope.foreign(&scope.current().told_in.looking_for);
    let points = match said {
        LookingFor::Line(line) => {
            let line = Some(body::inline(scope, &document.file.path, line));
            return Some(LookingForData { line, language, ..LookingForData::default() });
        }
        LookingFor::Points(points) => points,
    };
    let (remote, from) = remote_and_from(strings, points);
    let (roles, place, permit) = (points.roles.clone(), points.place.clone(), points.permit.clone());
    Some(LookingForData { line: None, roles, r#where: place, remote, from, permit, language })
}

/// How far from an office, and from when, in words.
pub(super) fn remote_and_from(strings: &Strings, points: &OpenTo) -> (Option<String>, Option<String>) {
    let remote = match points.remote.as_deref() {
        Some("true" | "yes") => Some(strings.get("remote").to_string()),
        Some("false" | "no") | None => None,
        Some(words) => Some(strings.fill("remote_how", &[("words", words)])),
    };
    (remote, points.from.as_ref().map(|from| strings.since(from)))
}

fn editions(scope: &Scope) -> Vec<EditionData> {
    let editions = scope.site.editions.iter().enumerate();
    let data = editions.map(|(index, edition)| {
        let tag = edition.language.tag();
        EditionData {
            language: tag.to_string(),
            name: scope.strings().find(&format!("languages.{tag}")).unwrap_or(tag).to_string(),
            url: scope.url(&plan::Routes::of(scope.site, index).home()),
            current: index == scope.edition,
        }
    });
    data.collect()
}
