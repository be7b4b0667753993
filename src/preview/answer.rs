//! What is at an address: a pure function of the scene and the path.

use std::path::PathBuf;

use axum::body::Bytes;

use super::content_type;
use super::page::{NO_PAGE, Page};
use super::scene::Scene;
use crate::output::Body;
use crate::path::Route;
use crate::plan;
use crate::render::Renderer;
use crate::theme::without_fingerprint;

/// What is answered.
#[derive(Clone, Debug)]
pub(super) enum Answer {
    /// A page of HTML.
    Page { status: u16, page: Page },
    /// A file that the program makes.
    Bytes { content_type: &'static str, bytes: Bytes },
    /// A file of the site folder, as it lies on disk.
    File { content_type: &'static str, path: PathBuf },
    /// The thing is elsewhere on this site.
    Redirect(String),
    /// A file that can't be made; its fault is shown where pages are.
    Fault,
}

/// Where a path of the site leads.
enum Found<'a> {
    Page(&'a plan::Page),
    Elsewhere(String),
    Nothing,
}

impl Scene {
    /// What is at a decoded path.
    pub(super) fn answer(&self, path: &str) -> Answer {
        let Some(renderer) = &self.renderer else {
            if path == "/" && self.mount != "/" {
                return Answer::Redirect(self.mount.clone());
            }
            return Answer::Page { status: 503, page: Page::stand_in(&self.mount, self.version) };
        };
        match self.find(renderer, path) {
            Found::Page(page) if is_html(page) => self.html(renderer, page, 200),
            Found::Page(page) => file(renderer, page),
            Found::Elsewhere(address) => Answer::Redirect(address),
            Found::Nothing => self.not_found(renderer),
        }
    }

    /// What the browser at a path should see now: the hash of the page, and the faults over it.
    pub(super) fn view(&self, path: &str) -> (String, Option<std::sync::Arc<str>>) {
        let nothing = || (NO_PAGE.to_string(), self.faults.clone());
        let Some(renderer) = &self.renderer else { return nothing() };
        let page = match self.find(renderer, path) {
            Found::Page(page) if is_html(page) => Some(page),
            // No page has such a hash, so the browser asks again and is sent on.
            Found::Elsewhere(address) => return (address, self.faults.clone()),
            Found::Nothing => renderer.plan().page(&not_found_route()),
            _ => None,
        };
        match page.map(|page| self.page(renderer, page)) {
            Some(Ok(page)) => (page.hash, self.faults.clone()),
            Some(Err(fault)) => (NO_PAGE.to_string(), self.faults.clone().or(Some(fault))),
            None => nothing(),
        }
    }

    fn find<'a>(&self, renderer: &'a Renderer, path: &str) -> Found<'a> {
        let base_url = &renderer.site().config.base_url;
        let mount = &self.decoded_mount;
        let Some(inside) = path.strip_prefix(mount) else {
            let is_above = path == "/" || mount.strip_suffix('/') == Some(path);
            return if is_above {
                Found::Elsewhere(base_url.relative(&Route::new("")))
            } else {
                Found::Nothing
            };
        };
        if inside.starts_with('/') {
            return Found::Nothing;
        }
        // Only routes of the plan are ever looked up, so a path can't lead out of the site.
        let at = |route: String| renderer.plan().page(&Route::new(route));
        let named_index = (inside == "index.html").then_some("").or(inside.strip_suffix("/index.html"));
        let folder = |name: &str| if name.is_empty() { String::new() } else { format!("{name}/") };
        if let Some(page) = at(inside.to_string()).or_else(|| at(folder(named_index?))) {
            return Found::Page(page);
        }
        if inside.is_empty() || inside.ends_with('/') {
            return at(format!("{inside}index.html")).map_or(Found::Nothing, Found::Page);
        }
        let with_slash = Route::new(format!("{inside}/"));
        match at(format!("{inside}/")).or_else(|| at(format!("{inside}/index.html"))) {
            Some(_) => Found::Elsewhere(base_url.relative(&with_slash)),
            None => renewed(renderer, inside).map_or(Found::Nothing, Found::Page),
        }
    }

    fn html(&self, renderer: &Renderer, page: &plan::Page, status: u16) -> Answer {
        match self.page(renderer, page) {
            Ok(page) => Answer::Page { status, page },
            Err(_) => Answer::Page { status: 500, page: Page::stand_in(&self.mount, self.version) },
        }
    }

    fn not_found(&self, renderer: &Renderer) -> Answer {
        match renderer.plan().page(&not_found_route()) {
            Some(page) => self.html(renderer, page, 404),
            None => Answer::Page { status: 404, page: Page::stand_in(&self.mount, self.version) },
        }
    }
}

/// The asset that an older fingerprint in its name stands for: a browser asks for what its page has named, and a save
/// may have come in between.
fn renewed<'a>(renderer: &'a Renderer, inside: &str) -> Option<&'a plan::Page> {
    let wanted = without_fingerprint(inside)?;
    renderer.plan().pages.iter().find(|page| without_fingerprint(page.route.as_str()) == Some(wanted))
}

fn not_found_route() -> Route {
    Route::new("404.html")
}

/// Whether it is HTML, be it made from a template or a file of `static/`.
fn is_html(page: &plan::Page) -> bool {
    content_type::of(&page.route) == content_type::HTML
}

fn file(renderer: &Renderer, page: &plan::Page) -> Answer {
    let content_type = content_type::of(&page.route);
    match renderer.render(page) {
        Ok(Body::Bytes(bytes)) => Answer::Bytes { content_type, bytes: bytes.into() },
        Ok(Body::File(path)) => Answer::File { content_type, path: renderer.on_disk(&path) },
        Err(_) => Answer::Fault,
    }
}
