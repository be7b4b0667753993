//! What a page says of itself in JSON-LD, for search engines.

use std::io;
use std::sync::Arc;

use serde::Serialize;
use serde_json::ser::{CharEscape, CompactFormatter, Formatter};
use tera::Value;

use super::data::{Ref, field};
use super::head::PageData;
use super::scope::Scope;
use crate::markdown::encoded;
use crate::site::{Day, Project};

#[derive(Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
struct ProfilePage<'a> {
    url: &'a str,
    in_language: &'a str,
    main_entity: Person<'a>,
}

#[derive(Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
struct Person<'a> {
    #[serde(rename = "@id", skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    name: &'a str,
    url: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    job_title: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    same_as: Vec<&'a str>,
}

#[derive(Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
struct CreativeWork<'a> {
    name: &'a str,
    url: &'a str,
    in_language: &'a str,
    author: Person<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_modified: Option<String>,
}

#[derive(Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
struct BlogPosting<'a> {
    headline: &'a str,
    url: &'a str,
    in_language: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_published: Option<&'a str>,
    author: Person<'a>,
    word_count: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
}

#[derive(Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
struct CollectionPage<'a> {
    name: &'a str,
    url: &'a str,
    in_language: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    main_entity: Option<ItemList>,
}

#[derive(Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
struct ItemList {
    item_list_element: Vec<ProjectEntry>,
}

#[derive(Serialize)]
#[serde(tag = "@type", rename = "ListItem")]
struct ProjectEntry {
    position: usize,
    name: String,
    url: String,
}

#[derive(Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
struct BreadcrumbList<'a> {
    item_list_element: Vec<ListItem<'a>>,
}

#[derive(Serialize)]
#[serde(tag = "@type")]
struct ListItem<'a> {
    position: usize,
    name: &'a str,
    item: String,
}

/// A block of JSON-LD that can stand in a script element: no `<` can end it.
fn block(graph: impl Serialize) -> Value {
    #[derive(Serialize)]
    struct Document<G> {
        #[serde(rename = "@context")]
        context: &'static str,
        #[serde(rename = "@graph")]
        graph: G,
    }
    let document = Document { context: "https://schema.org", graph };
    let mut json = Vec::with_capacity(1024);
    let mut writer = serde_json::Serializer::with_formatter(&mut json, Legible);
    // Texts and numbers under names that are texts can always be written.
    let json = document.serialize(&mut writer).ok().and_then(|()| String::from_utf8(json).ok());
    let json = json.unwrap_or_default();
    Value::safe_string(&if json.contains('<') { json.replace('<', "\\u003c") } else { json })
}

/// Writes texts on one line and without characters that only steer machines: an escape would bring them to the reader.
struct Legible;

impl Formatter for Legible {
    fn write_char_escape<W: ?Sized + io::Write>(
        &mut self,
        json: &mut W,
        escape: CharEscape,
    ) -> io::Result<()> {
        match escape {
            CharEscape::LineFeed | CharEscape::CarriageReturn | CharEscape::Tab => json.write_all(b" "),
            CharEscape::Backspace | CharEscape::FormFeed | CharEscape::AsciiControl(_) => Ok(()),
            needed => CompactFormatter.write_char_escape(json, needed),
        }
    }
}

fn person<'a>(scope: &Scope<'a>) -> Person<'a> {
    let config = &scope.site.config;
    Person {
        id: None,
        name: config.author.name.as_deref().unwrap_or(&config.title),
        url: config.base_url.as_str(),
        job_title: config.author.headline.as_deref(),
        same_as: config.author.links.iter().map(|link| link.url.value.as_str()).collect(),
    }
}

fn trail<'a>(scope: &Scope, steps: &'a [Ref]) -> BreadcrumbList<'a> {
    let origin = scope.site.config.base_url.origin();
    let item = |(index, step): (usize, &'a Ref)| ListItem {
        position: index + 1,
        name: &step.title,
        item: [origin, &*step.url].concat(),
    };
    BreadcrumbList { item_list_element: steps.iter().enumerate().map(item).collect() }
}

/// The home page and the page about the maker.
pub(super) fn profile(scope: &Scope, page: &PageData) -> Value {
    let id = format!("{}#me", scope.site.config.base_url.as_str());
    let main_entity = Person { id: Some(id), ..person(scope) };
    block([ProfilePage { url: &page.canonical, in_language: &page.language, main_entity }])
}

/// A page that lists days, tags or what people said.
pub(super) fn list(scope: &Scope, page: &PageData) -> Value {
    block((collection(page, None), trail(scope, &steps_to(scope, page))))
}

/// The page of all projects.
pub(super) fn projects(scope: &Scope, page: &PageData) -> Value {
    let item = |(index, project): (usize, &'_ Arc<Project>)| ProjectEntry {
        position: index + 1,
        name: project.title().to_string(),
        url: scope.absolute(&scope.routes().project(&project.slug)),
    };
    let items = scope.current().projects.iter().enumerate().map(item).collect();
    let collection = collection(page, Some(ItemList { item_list_element: items }));
    block((collection, trail(scope, &steps_to(scope, page))))
}

fn collection(page: &PageData, main_entity: Option<ItemList>) -> CollectionPage<'_> {
    CollectionPage { name: &page.title, url: &page.canonical, in_language: &page.language, main_entity }
}

/// The way to a page, which ends with the page itself.
fn steps_to(scope: &Scope, page: &PageData) -> Vec<Ref> {
    match page.breadcrumb.is_empty() {
        false => page.breadcrumb.clone(),
        true => super::head::breadcrumb(scope, vec![Ref::new(page.title.clone(), page.url.clone())]),
    }
}

/// A project.
pub(super) fn project(scope: &Scope, page: &PageData, project: &Project) -> Value {
    let work = CreativeWork {
        name: project.title(),
        url: &page.canonical,
        in_language: project.language.tag(),
        author: person(scope),
        description: project.matter().tagline.as_deref(),
        date_modified: project.newest().map(|newest| newest.to_string()),
    };
    block((work, trail(scope, &page.breadcrumb)))
}

/// A day.
pub(super) fn day(scope: &Scope, page: &PageData, day: &Day) -> Value {
    let post = BlogPosting {
        headline: &page.title,
        url: &encoded(&page.canonical),
        in_language: day.language.tag(),
        date_published: page.date.as_ref().and_then(|date| field(date, "iso")?.as_str()),
        author: person(scope),
        word_count: day.source.document.doc.words,
        description: page.description.as_deref(),
    };
    block((post, trail(scope, &page.breadcrumb)))
}
