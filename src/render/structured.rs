//! What a page says of itself in JSON-LD, for search engines.

use serde_json::{Value as Json, json};
use tera::Value;

use super::data::Ref;
use super::head::PageData;
use super::scope::Scope;
use crate::site::{Day, Project};

/// A block of JSON-LD that can stand in a script element: no `<` can end it.
fn block(graph: Vec<Json>) -> Value {
    let document = json!({ "@context": "https://schema.org", "@graph": graph });
    Value::safe_string(&document.to_string().replace('<', "\\u003c"))
}

fn person(scope: &Scope) -> Json {
    let config = &scope.site.config;
    let name = config.author.name.as_deref().unwrap_or(&config.title);
    let mut person = json!({ "@type": "Person", "name": name, "url": config.base_url.as_str() });
    if let Some(headline) = &config.author.headline {
        person["jobTitle"] = json!(headline);
    }
    let elsewhere: Vec<&str> = config.author.links.iter().map(|link| link.url.value.as_str()).collect();
    if !elsewhere.is_empty() {
        person["sameAs"] = json!(elsewhere);
    }
    person
}

fn trail(scope: &Scope, steps: &[Ref]) -> Json {
    let origin = scope.site.config.base_url.origin();
    let items: Vec<Json> = steps
        .iter()
        .enumerate()
        .map(|(index, step)| {
            json!({ "@type": "ListItem", "position": index + 1, "name": step.title, "item": format!("{origin}{}", step.url) })
        })
        .collect();
    json!({ "@type": "BreadcrumbList", "itemListElement": items })
}

/// The home page and the page about the maker.
pub(super) fn profile(scope: &Scope, page: &PageData) -> Value {
    let mut person = person(scope);
    person["@id"] = json!(format!("{}#me", scope.site.config.base_url.as_str()));
    block(vec![
        json!({ "@type": "ProfilePage", "url": page.canonical, "inLanguage": page.language, "mainEntity": person }),
    ])
}

/// A page that lists days, tags or what people said.
pub(super) fn list(scope: &Scope, page: &PageData) -> Value {
    block(vec![collection(page), trail(scope, &steps_to(scope, page))])
}

/// The page of all projects.
pub(super) fn projects(scope: &Scope, page: &PageData) -> Value {
    let absolute = |project: &Project| scope.absolute(&scope.routes().project(&project.slug));
    let items: Vec<Json> = scope
        .current()
        .projects
        .iter()
        .enumerate()
        .map(|(index, project)| {
            json!({ "@type": "ListItem", "position": index + 1, "name": project.title(), "url": absolute(project) })
        })
        .collect();
    let mut collection = collection(page);
    collection["mainEntity"] = json!({ "@type": "ItemList", "itemListElement": items });
    block(vec![collection, trail(scope, &steps_to(scope, page))])
}

fn collection(page: &PageData) -> Json {
    json!({ "@type": "CollectionPage", "name": page.title, "url": page.canonical, "inLanguage": page.language })
}

/// The way to a page, which ends with the page itself.
fn steps_to(scope: &Scope, page: &PageData) -> Vec<Ref> {
    match page.breadcrumb.is_empty() {
        false => page.breadcrumb.clone(),
        true => {
            super::head::breadcrumb(scope, vec![Ref { title: page.title.clone(), url: page.url.clone() }])
        }
    }
}

/// A project.
pub(super) fn project(scope: &Scope, page: &PageData, project: &Project) -> Value {
    let matter = &project.source.document.matter;
    let mut work = json!({
        "@type": "CreativeWork", "name": project.title(), "url": page.canonical,
        "inLanguage": project.language.tag(), "author": person(scope),
    });
    if let Some(tagline) = &matter.tagline {
        work["description"] = json!(tagline);
    }
    if let Some(newest) = project.newest() {
        work["dateModified"] = json!(newest.to_string());
    }
    block(vec![work, trail(scope, &page.breadcrumb)])
}

/// A day.
pub(super) fn day(scope: &Scope, page: &PageData, day: &Day) -> Value {
    let mut post = json!({
        "@type": "BlogPosting", "headline": page.title, "url": page.canonical,
        "inLanguage": day.language.tag(), "datePublished": day.date.to_string(), "author": person(scope),
        "wordCount": day.source.document.doc.words,
    });
    if let Some(description) = &page.description {
        post["description"] = json!(description);
    }
    block(vec![post, trail(scope, &page.breadcrumb)])
}
