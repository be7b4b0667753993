//! Pages made by templates: which template, and what it gets.

mod about;
mod day;
mod lists;
mod project;

use serde::Serialize;
use tera::{Context, Value};

use super::head::{self, PageData};
use super::masthead;
use super::scope::Scope;
use super::{Renderer, body, brief, item, meta, quote, structured};
use crate::content::Demo;
use crate::diagnostics::Diagnostic;
use crate::front_matter::Spanned;
use crate::markdown::{DemoFields, Needs};
use crate::path::{Route, SitePath};
use crate::plan::{Page, PageKind};

/// How many days the home page lists.
const LATEST: usize = 7;

/// A template, and the variables that only this kind of page has.
pub(super) struct Filled {
    template: &'static str,
    pub(super) page: PageData,
    context: Context,
    /// How many bytes its lists take, where they are made already.
    listed: usize,
}

impl Filled {
    pub(super) fn new(template: &'static str, page: PageData) -> Self {
        Self { template, page, context: Context::new(), listed: 0 }
    }

    /// Says how long lists are that it is given as HTML.
    fn listing<'a>(self, lists: impl IntoIterator<Item = &'a Option<Value>>) -> Self {
        let lists = lists.into_iter().flatten().filter_map(Value::as_str);
        Self { listed: lists.map(str::len).sum(), ..self }
    }

    pub(super) fn with<T: Serialize + ?Sized>(mut self, name: &'static str, value: &T) -> Self {
        self.context.insert(name, value);
        self
    }
}

/// The HTML of a page.
pub(super) fn render(renderer: &Renderer, scope: &Scope, page: &Page) -> Result<Vec<u8>, Box<Diagnostic>> {
    let filled = match &page.kind {
        PageKind::Home => home(renderer, scope, page),
        PageKind::About => about::page(renderer, scope, page),
        PageKind::Projects => {
            let mut listed =
                head::page(scope, page, "projects", scope.strings().get("pages.projects").to_string());
            listed.json_ld = Some(structured::projects(scope, &listed));
            Filled::new("projects.html", listed).with("projects", &renderer.project_items(scope.edition))
        }
        PageKind::Project(index) => project::page(renderer, scope, page, *index),
        PageKind::Day(id) => day::page(renderer, scope, page, *id),
        PageKind::Feedback(index) => lists::feedback(renderer, scope, page, *index),
        PageKind::Tags => lists::tags(scope, page),
        PageKind::Tag(index) => lists::tag(renderer, scope, page, *index),
        PageKind::Archive(year) => lists::archive(renderer, scope, page, *year),
        PageKind::Brief(index, _) | PageKind::CurrentBrief(index) => {
            brief::page(renderer, scope, page, *index)
        }
        PageKind::Letter(index, _) => {
            brief::letter(renderer, scope, page, *index).unwrap_or_else(|| not_found(renderer, scope, page))
        }
        PageKind::Redirect(to) => redirect(scope, page, to),
        _ => not_found(renderer, scope, page),
    };
    let Filled { template, mut page, mut context, listed } = filled;
    page.meta_html = Some(Value::safe_string(&meta::html(&page, &scope.site.config.title)));
    renderer.put_shared(scope.edition, &mut context);
    renderer.put_frame(scope.edition, &page.url, &mut context);
    context.insert("page", &page);
    scope.theme.render_page(template, &context, listed)
}

fn home(renderer: &Renderer, scope: &Scope, page: &Page) -> Filled {
    let edition = scope.current();
    let config = &scope.site.config;
    let mut data = head::page(scope, page, "home", config.title.clone());
    data.description = masthead::description(scope);
    data.json_ld = Some(structured::profile(scope, &data));
    data.og_type = "profile";
    let latest = edition.timeline.iter().take(LATEST).copied();
    // Each project is shown with the quote that speaks best for it; this one is another.
    let others = edition.projects.iter().filter_map(|project| {
        let second = quote::speaking(scope, project).get(1).copied()?;
        Some((project, second))
    });
    let quoted = others.min_by_key(|(_, second)| second.standing());
    let quoted = quoted.map(|(project, said)| quote::quote(scope, project, said));
    let lead = edition.profile.as_ref().map(|profile| &profile.document);
    let lead = lead.filter(|document| !document.doc.lead.is_empty());
    Filled::new("home.html", data)
        .with("projects", &renderer.project_items(scope.edition))
        .with("days", &renderer.day_items(scope.edition, latest))
        .with("quote", &quoted)
        .with("about_html", &lead.map(|said| body::paragraphs(scope, &said.file.path, &said.doc.lead)))
}

/// The demo of a page's own front matter.
fn demo(
    renderer: &Renderer,
    scope: &Scope,
    from: &SitePath,
    said: Option<&Spanned<Demo>>,
    title: &str,
    needs: &mut Needs,
) -> Option<super::data::DemoItem> {
    let said = said?;
    let item = item::demo(scope, from, said, title)?;
    let text = |field: &Option<Spanned<String>>| field.as_ref().map(|field| field.value.clone());
    let fields = DemoFields {
        url: text(&said.value.url),
        title: Some(item.title.clone()),
        poster: text(&said.value.poster),
        fallback: text(&said.value.fallback),
        height: said.value.height.map(|height| height.to_string()),
        ratio: said.value.ratio.clone(),
        wake: said.value.wake.clone(),
    };
    let shown = body::demo(renderer, scope, from, &fields);
    needs.extend(shown.needs);
    Some(super::data::DemoItem { embed_html: Some(Value::safe_string(&shown.html)), ..item })
}

fn redirect(scope: &Scope, page: &Page, to: &Route) -> Filled {
    let title = scope.strings().get("pages.redirect").to_string();
    let mut data = head::page(scope, page, "redirect", title);
    data.noindex = true;
    data.canonical = scope.absolute(to);
    Filled::new("redirect.html", data)
        .with("target", &scope.url(to))
        .with("target_absolute", &scope.absolute(to))
}

/// A host has one such page for all addresses, so it speaks every language of the site.
fn not_found(renderer: &Renderer, scope: &Scope, page: &Page) -> Filled {
    let mut data = head::page(scope, page, "not-found", scope.strings().get("pages.not_found").to_string());
    data.noindex = true;
    Filled::new("404.html", data).with("others", &renderer.other_editions(scope.edition))
}
