//! The pages that a site has whatever its documents refer to, and where each document is shown.

use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};

use super::memo::Ground;
use super::{CardOf, Page, PageKind, Routes, archive_years, briefs, claims, page, sitemap_parts};
use crate::markdown::Doc;
use crate::output::MARKER_FILE;
use crate::path::{Route, SitePath};
use crate::site::{DayId, Site};

/// Pages and places. It holds no text of a document, so that it stays what it is while texts change.
#[derive(Debug, Default)]
pub(super) struct Layout {
    pub(super) pages: Vec<Page>,
    pub(super) landings: FxHashMap<SitePath, Landing>,
    pub(super) routes: FxHashSet<Route>,
    pub(super) cards: FxHashMap<(usize, CardOf), Route>,
}

/// Where a document is shown.
#[derive(Clone, Debug)]
pub(super) struct Landing {
    /// Its page, as seen from each edition.
    pub(super) routes: Vec<Route>,
    /// The fragment at which it stands on that page, if it is not the whole of it.
    pub(super) fragment: Option<String>,
    pub(super) document: Landed,
}

/// Which document it is: the edition, and indices into it.
#[derive(Clone, Copy, Debug)]
pub(super) enum Landed {
    Profile(usize),
    Project(usize, usize),
    Day(usize, DayId),
    Feedback,
}

impl Landed {
    /// What is known of its body.
    pub(super) fn doc(self, site: &Site) -> Option<&Doc> {
        match self {
            Self::Profile(edition) => site.editions[edition].profile.as_ref().map(|it| &it.document.doc),
            Self::Project(edition, index) => {
                Some(&site.editions[edition].projects[index].source.document.doc)
            }
            Self::Day(edition, id) => Some(&site.editions[edition].day(id).source.document.doc),
            Self::Feedback => None,
        }
    }

    /// What its page is called, where the file says it.
    pub(super) fn title(self, site: &Site) -> Option<&str> {
        match self {
            Self::Profile(edition) => {
                let profile = site.editions[edition].profile.as_ref();
                profile.and_then(|it| it.document.matter.title.as_ref()).map(|title| title.value.as_str())
            }
            Self::Project(edition, index) => Some(site.editions[edition].projects[index].title()),
            Self::Day(edition, id) => site.editions[edition].day(id).title.as_deref(),
            Self::Feedback => None,
        }
    }
}

impl Layout {
    pub(super) fn on(site: &Site, ground: &Ground) -> Self {
        let (mut pages, landings) = rayon::join(|| own_pages(site), || landings(site));
        let assets = ground.assets.iter();
        pages.extend(assets.map(|(name, route)| page(0, route.clone(), PageKind::Asset(name.clone()))));
        pages.extend(ground.statics.iter().map(static_page));
        pages.extend(claims::redirects(site));
        pages.extend(sitemap_parts(&pages));
        let mut layout = Self { landings, ..Self::default() };
        pages.extend(layout.take_cards(&ground.cards));
        layout.routes = pages.iter().map(|page| page.route.clone()).collect();
        layout.pages = pages;
        layout
    }

    /// Notes where each card is. Two that look alike are one file.
    fn take_cards(&mut self, cards: &[Page]) -> Vec<Page> {
        let mut files: FxHashSet<Route> = FxHashSet::default();
        let mut pages = Vec::new();
        for card in cards {
            if let PageKind::Card(of) = card.kind {
                self.cards.insert((card.edition, of), card.route.clone());
            }
            if files.insert(card.route.clone()) {
                pages.push(card.clone());
            }
        }
        pages
    }
}

/// The pages of the documents, and what there is one of.
fn own_pages(site: &Site) -> Vec<Page> {
    let mut pages = Vec::new();
    for edition in 0..site.editions.len() {
        edition_pages(site, edition, &mut pages);
    }
    shared_pages(site, &mut pages);
    pages
}

fn edition_pages(site: &Site, index: usize, pages: &mut Vec<Page>) {
    let edition = &site.editions[index];
    let routes = Routes::of(site, index);
    let mut add = |route: Route, kind: PageKind| pages.push(page(index, route, kind));
    add(routes.home(), PageKind::Home);
    add(routes.atom_feed(), PageKind::AtomFeed(None));
    add(routes.json_feed(), PageKind::JsonFeed);
    add(routes.projects(), PageKind::Projects);
    add(routes.archive(), PageKind::Archive(None));
    add(routes.tags(), PageKind::Tags);
    if edition.profile.is_some() {
        add(routes.about(), PageKind::About);
    }
    for (number, project) in edition.projects.iter().enumerate() {
        add(routes.project(&project.slug), PageKind::Project(number));
        add(routes.project_feed(&project.slug), PageKind::AtomFeed(Some(number)));
        if !project.quotes.is_empty() {
            add(routes.feedback(&project.slug), PageKind::Feedback(number));
        }
        for (position, day) in project.days.iter().enumerate().filter(|(_, day)| day.home == index) {
            let id = DayId { project: number, day: position };
            add(routes.day(&project.slug, &day.source.name.stem), PageKind::Day(id));
        }
    }
    for (number, tag) in edition.tags.iter().enumerate() {
        add(routes.tag(&tag.slug), PageKind::Tag(number));
    }
    pages.extend(briefs::of_edition(site, index));
    let mut add = |route: Route, kind: PageKind| pages.push(page(index, route, kind));
    for year in archive_years(edition) {
        add(routes.archive_year(year), PageKind::Archive(Some(year)));
    }
}

fn shared_pages(site: &Site, pages: &mut Vec<Page>) {
    let mut add = |route: &str, kind: PageKind| pages.push(page(0, Route::new(route), kind));
    add("sitemap.xml", PageKind::Sitemap(None));
    add("robots.txt", PageKind::Robots);
    add("404.html", PageKind::NotFound);
    add("llms.txt", PageKind::Llms);
    add(MARKER_FILE, PageKind::Marker);
    if site.config.base_url.is_own_domain() {
        add("CNAME", PageKind::Cname);
    }
}

fn static_page(path: &SitePath) -> Page {
    let route = path.as_str().strip_prefix("static/").unwrap_or(path.as_str());
    page(0, Route::new(route), PageKind::Static(path.clone()))
}

fn landings(site: &Site) -> FxHashMap<SitePath, Landing> {
    let days: usize = site.editions.iter().map(|edition| edition.timeline.len()).sum();
    let mut landings = FxHashMap::with_capacity_and_hasher(days, FxBuildHasher);
    let routes: Vec<Routes> = (0..site.editions.len()).map(|index| Routes::of(site, index)).collect();
    let mut add = |path: &SitePath, routes: Vec<Route>, document: Landed| {
        landings.insert(path.clone(), Landing { routes, fragment: None, document });
    };
    for (index, edition) in site.editions.iter().enumerate() {
        if let Some(profile) = &edition.profile {
            let pages = routes.iter().map(Routes::about).collect();
            add(&profile.document.file.path, pages, Landed::Profile(index));
        }
        for (number, project) in edition.projects.iter().enumerate() {
            let pages = routes.iter().map(|routes| routes.project(&project.slug)).collect();
            add(&project.source.document.file.path, pages, Landed::Project(index, number));
            for (position, day) in project.days.iter().enumerate() {
                let route = routes[day.home].day(&project.slug, &day.source.name.stem);
                let id = DayId { project: number, day: position };
                add(&day.source.document.file.path, vec![route; routes.len()], Landed::Day(index, id));
            }
        }
    }
    for project in site.editions.iter().flat_map(|edition| &edition.projects) {
        for quote in &project.quotes {
            let pages = routes.iter().map(|routes| routes.feedback(&project.slug)).collect();
            let path = format!("content/projects/{}/feedback/{}.md", project.folder(), quote.id);
            let fragment = Some(quote.anchor.clone());
            let landing = Landing { routes: pages, fragment, document: Landed::Feedback };
            landings.insert(SitePath::new(path), landing);
        }
    }
    landings
}
