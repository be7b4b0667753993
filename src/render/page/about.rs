//! The page about the maker.

use serde::Serialize;
use tera::Value;

use super::super::body::Addresses;
use super::super::scope::Scope;
use super::super::{Renderer, body, structured};
use super::super::{head, masthead};
use super::{Filled, not_found};
use crate::plan::Page;

#[derive(Serialize)]
struct BackgroundData {
    what: Option<String>,
    r#where: Option<String>,
    from: Option<String>,
    to: Option<String>,
    text_html: Option<Value>,
}

/// The template of the page, and what it gets.
pub(super) fn page(renderer: &Renderer, scope: &Scope, page: &Page) -> Filled {
    let Some(profile) = &scope.current().profile else { return not_found(renderer, scope, page) };
    let document = &profile.document;
    let said = document.matter.title.as_ref().map(|title| title.value.clone());
    let title = said.unwrap_or_else(|| scope.strings().get("pages.about").to_string());
    let mut data = head::page(scope, page, "about", title);
    data.description = Some(body::shorten(&document.doc.lead, masthead::DESCRIPTION))
        .filter(|text| !text.is_empty())
        .or(data.description);
    data.og_type = "profile";
    data.json_ld = Some(structured::profile(scope, &data));
    let edition = scope.current();
    let background: Vec<BackgroundData> = edition
        .background
        .iter()
        .map(|station| BackgroundData {
            what: station.title(),
            r#where: station.place.clone(),
            from: station.from.as_ref().map(|from| scope.strings().when(from)),
            to: station.to.as_ref().map(|to| scope.strings().when(&to.value)),
            text_html: station.story().map(|text| body::paragraphs(scope, &document.file.path, &text)),
        })
        .collect();
    let skills: Vec<&str> = edition.skills.iter().map(|skill| skill.name.as_str()).collect();
    let body = body::html(renderer, scope, document, Some(&data.title), Addresses::Relative);
    data.allow(&body.needs);
    Filled::new("about.html", data)
        .with("body_html", &Value::safe_string(&body.html))
        .with("background", &background)
        .with("background_language", &scope.foreign(&edition.told_in.background))
        .with("skills", &skills)
        .with("skills_language", &scope.foreign(&edition.told_in.skills))
}
