//! What every page says of itself.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Serialize;
use tera::Value;

use super::masthead::{self, DESCRIPTION};
use super::scope::Scope;
use super::{body, cards, item};
use crate::markdown::Needs;
use crate::media;
use crate::path::{Route, SitePath};
use crate::plan::{self, BriefForm, Page, PageKind};
use crate::site::Project;

/// Scripts and styles of the site itself only, nothing inline, and nothing from others.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; \
     media-src 'self'; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'";

/// The template variable `assets`: name → address.
pub(super) fn assets(scope: &Scope) -> BTreeMap<String, String> {
    scope.theme.assets.iter().map(|(name, asset)| (name.clone(), scope.url(&asset.route))).collect()
}

/// The template variable `page`.
#[derive(Serialize)]
pub(super) struct PageData {
    pub(super) kind: &'static str,
    pub(super) title: String,
    pub(super) full_title: String,
    pub(super) description: Option<String>,
    pub(super) url: String,
    pub(super) canonical: String,
    pub(super) language: String,
    pub(super) csp: Cow<'static, str>,
    /// Whether the page needs the theme's script for demos.
    pub(super) demos: bool,
    /// Whether the page holds code, which has a style sheet of its own.
    pub(super) code: bool,
    pub(super) noindex: bool,
    pub(super) draft: bool,
    pub(super) json_ld: Option<tera::Value>,
    pub(super) breadcrumb: Vec<super::data::Ref>,
    /// What machines read about it, in its head; made when the rest is known.
    pub(super) meta_html: Option<Value>,
    /// What `breadcrumb.html` makes of what lies between home and the page, where that is known.
    pub(super) trail_html: Option<Value>,
    pub(super) og_type: &'static str,
    pub(super) image: Option<ImageData>,
    pub(super) date: Option<Value>,
    pub(super) alternates: Vec<AlternateData>,
    pub(super) feeds: Vec<super::data::Ref>,
}

/// A preview picture, with its whole address.
#[derive(Serialize)]
pub(super) struct ImageData {
    pub(super) url: String,
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) alt: String,
}

/// The same page in another language, with its whole address.
#[derive(Serialize)]
pub(super) struct AlternateData {
    pub(super) language: String,
    pub(super) url: String,
}

/// A page with a title, in what all pages have in common.
pub(super) fn page(scope: &Scope, page: &Page, kind: &'static str, title: String) -> PageData {
    let site_title = &scope.site.config.title;
    let full_title = if title == *site_title { title.clone() } else { format!("{title} · {site_title}") };
    PageData {
        kind,
        full_title,
        // A day has a text of its own for that.
        description: masthead::description(scope)
            .filter(|_| !matches!(page.kind, PageKind::Day(_)))
            .map(|about| body::shorten(&format!("{title}: {about}"), DESCRIPTION)),
        title,
        url: scope.url(&page.route),
        canonical: scope.absolute(&page.route),
        language: scope.current().language.tag().to_string(),
        csp: CONTENT_SECURITY_POLICY.into(),
        demos: false,
        code: false,
        noindex: false,
        draft: false,
        json_ld: None,
        breadcrumb: Vec::new(),
        meta_html: None,
        trail_html: None,
        og_type: "website",
        image: card(scope, page),
        date: None,
        alternates: alternates(scope, page),
        feeds: vec![super::data::Ref::new(site_title.clone(), scope.url(&scope.routes().atom_feed()))],
    }
}

impl PageData {
    /// Allows what a part of the page needs: frames of these origins and of no others.
    pub(super) fn allow(&mut self, needs: &Needs) {
        self.demos |= needs.script;
        self.code |= needs.code;
        if needs.frames.is_empty() {
            return;
        }
        let origins: Vec<&str> = needs.frames.iter().map(String::as_str).collect();
        self.csp = format!("{CONTENT_SECURITY_POLICY}; frame-src {}", origins.join(" ")).into();
    }
}

/// The preview picture that is drawn for a page.
fn card(scope: &Scope, page: &Page) -> Option<ImageData> {
    let (of, route) = scope.plan.card(page)?;
    let (width, height) = cards::SIZE;
    let alt = cards::alt(scope.site, scope.strings(), page.edition, of);
    Some(ImageData { url: scope.absolute(route), width, height, alt })
}

/// The preview picture of a project's pages where none is drawn: its cover, if it is one that every network shows.
pub(super) fn image(scope: &Scope, project: &Project) -> Option<ImageData> {
    let document = &project.source.document;
    let cover = document.matter.cover.as_ref()?;
    let plan::Resolved::Medium(path) =
        scope.plan.resolve(scope.site, scope.edition, &document.file.path, None, &cover.value)
    else {
        return None;
    };
    let medium = scope.plan.media.get(&path)?;
    let (width, height) = medium.size?;
    let shown = matches!(medium.kind, media::Kind::Png | media::Kind::Jpeg);
    shown.then(|| ImageData {
        url: scope.absolute(&medium.route),
        width,
        height,
        alt: project.title().to_string(),
    })
}

/// Home, then the pages between it and this one.
pub(super) fn breadcrumb(scope: &Scope, between: Vec<super::data::Ref>) -> Vec<super::data::Ref> {
    let home = super::data::Ref::new(scope.site.config.title.clone(), scope.url(&scope.routes().home()));
    std::iter::once(home).chain(between).collect()
}

/// The page of all projects, as a step on the way to one.
pub(super) fn projects_crumb(scope: &Scope) -> super::data::Ref {
    let title = scope.strings().get("pages.projects").to_string();
    super::data::Ref::new(title, scope.url(&scope.routes().projects()))
}

/// A project, as a step on the way to a day.
pub(super) fn project_crumb(scope: &Scope, project: &Project) -> super::data::Ref {
    item::project_ref(scope, project)
}

/// The same page in every language that has it; none where it is in one only.
fn alternates(scope: &Scope, page: &Page) -> Vec<AlternateData> {
    let editions = scope.site.editions.len();
    let in_edition = |edition| Some((edition, counterpart(scope, page, edition)?));
    let routes: Vec<(usize, Route)> =
        if editions > 1 { (0..editions).filter_map(in_edition).collect() } else { Vec::new() };
    if routes.len() < 2 {
        return Vec::new();
    }
    let data = routes.into_iter().map(|(edition, route)| AlternateData {
        language: scope.site.editions[edition].language.tag().to_string(),
        url: scope.absolute(&route),
    });
    data.collect()
}

fn counterpart(scope: &Scope, page: &Page, edition: usize) -> Option<Route> {
    let routes = plan::Routes::of(scope.site, edition);
    let slug = |index: usize| &scope.current().projects[index].slug;
    let route = match &page.kind {
        PageKind::Home => routes.home(),
        PageKind::About => routes.about(),
        PageKind::Projects => routes.projects(),
        PageKind::Project(index) => routes.project(slug(*index)),
        PageKind::Brief(index, BriefForm::Page) => routes.brief(slug(*index)),
        PageKind::Feedback(index) => routes.feedback(slug(*index)),
        PageKind::Tags => routes.tags(),
        PageKind::Archive(None) => routes.archive(),
        PageKind::Day(id) => routes.day(slug(id.project), &scope.current().day(*id).source.name.stem),
        _ => return None,
    };
    scope.plan.has(&route).then_some(route)
}

/// The path of a document, for what is resolved from its folder.
pub(super) fn path_of<M>(document: &crate::content::Document<M>) -> &SitePath {
    &document.file.path
}
