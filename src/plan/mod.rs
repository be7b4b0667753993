//! Which pages there are, and at which routes; the only room that knows the shape of URLs.

mod addresses;
mod briefs;
mod claims;
mod demos;
mod documents;
mod findings;
mod link;
mod media;
mod references;
mod resume;
mod routes;

pub use link::{Dead, Resolved};
pub use media::Medium;
pub(crate) use references::config_picture;
pub use routes::Routes;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::Datelike;
use rayon::prelude::*;
use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};

use crate::brief::Letter;
use crate::content;
use crate::diagnostics::Diagnostic;
use crate::output::MARKER_FILE;
use crate::path::{Route, SitePath};
use crate::site::{DayId, Edition, Site};
use crate::source::Sources;

/// The most addresses that one sitemap may hold (sitemaps.org).
pub const SITEMAP_LIMIT: usize = 50_000;

/// Past this many days the archive has a page for each year.
const LONGEST_ARCHIVE: usize = 1_000;

/// Every page of the site, each with its route.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// All pages, in order of their routes.
    pub pages: Vec<Page>,
    /// Pictures, recordings and other files that a published page refers to.
    pub media: BTreeMap<SitePath, Medium>,
    landings: FxHashMap<SitePath, Landing>,
    routes: FxHashSet<Route>,
    cards: FxHashMap<(usize, CardOf), Route>,
    letters: Vec<Letter>,
}

/// One file of the output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// Where it is.
    pub route: Route,
    /// Index of the edition it belongs to; 0 for what belongs to none.
    pub edition: usize,
    /// What it is.
    pub kind: PageKind,
}

/// What a page is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PageKind {
    /// The portfolio.
    Home,
    /// The maker.
    About,
    /// All projects.
    Projects,
    /// One project, by its index in the edition.
    Project(usize),
    /// One day.
    Day(DayId),
    /// The one-page document about a project, by its index, in one of its forms.
    Brief(usize, BriefForm),
    /// The document about the current project, by its index, at the site's own address for it.
    CurrentBrief(usize),
    /// The document for one reader, by the index of the letter, in one of its forms: unlisted.
    Letter(usize, BriefForm),
    /// All the feedback on a project, by the project's index, that may be shown.
    Feedback(usize),
    /// All tags.
    Tags,
    /// One tag, by its index in the edition.
    Tag(usize),
    /// All days by date, or those of one year.
    Archive(Option<i32>),
    /// An Atom feed of the edition, or of one of its projects.
    AtomFeed(Option<usize>),
    /// A JSON Feed of the edition.
    JsonFeed,
    /// The list of all pages for search engines.
    ///
    /// Whole, or past [`SITEMAP_LIMIT`] pages an index of numbered parts.
    Sitemap(Option<usize>),
    /// What search engines may read.
    Robots,
    /// What is shown where there is nothing.
    NotFound,
    /// The mark by which the output is known as buildlog's own.
    Marker,
    /// The domain of one's own, for GitHub Pages.
    Cname,
    /// What the site is about, for language models.
    Llms,
    /// A page that sends its reader on.
    Redirect(Route),
    /// A file of the theme, by its name in `assets/`.
    Asset(String),
    /// A picture, a recording or another file beside the documents.
    Media(SitePath),
    /// The first frame of a moving picture.
    Still(SitePath),
    /// A file of `static/`.
    Static(SitePath),
    /// A preview picture.
    Card(CardOf),
}

/// What a preview picture shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CardOf {
    /// The edition as a whole.
    Site,
    /// A project, by its index in the edition.
    Project(usize),
    /// The one-page document about a project, by its index.
    Brief(usize),
    /// A day.
    Day(DayId),
}

/// What is published beside the documents.
#[derive(Clone, Debug, Default)]
pub struct Beside<'a> {
    /// The theme's files: name and route.
    pub assets: &'a [(String, Route)],
    /// The preview pictures.
    pub cards: Vec<Page>,
    /// The readers whose pages are published.
    pub letters: Vec<Letter>,
}

/// A form of the one-page document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BriefForm {
    /// A page of the site.
    Page,
    /// A PDF.
    Pdf,
    /// Plain text, to paste.
    Text,
}

/// Where a document is shown.
#[derive(Clone, Debug)]
struct Landing {
    /// Its page, as seen from each edition.
    routes: Vec<Route>,
    /// The fragment at which it stands on that page, if it is not the whole of it.
    fragment: Option<String>,
    /// What the page is called, where the file says it.
    title: Option<String>,
    document: Landed,
}

#[derive(Clone, Debug)]
enum Landed {
    Profile(Arc<content::Profile>),
    Project(Arc<content::Project>),
    Day(Arc<content::Day>),
    Feedback,
}

impl Plan {
    /// Decides every page: those of the documents, and what is published beside them.
    ///
    /// The faults are two claimants for one route, and links that lead nowhere.
    pub fn make(site: &Site, sources: &Sources, beside: Beside<'_>) -> (Plan, Vec<Diagnostic>) {
        let Beside { assets, cards, letters } = beside;
        let (mut pages, landings) = rayon::join(|| own_pages(site), || landings(site));
        pages
            .extend(assets.iter().map(|(name, route)| page(0, route.clone(), PageKind::Asset(name.clone()))));
        pages.extend(static_pages(sources));
        let mut faults = claims::check_aliases(site);
        pages.extend(claims::redirects(site));
        pages.extend(sitemap_parts(&pages));
        let mut plan = Plan { landings, ..Plan::default() };
        pages.extend(plan.take_cards(cards));
        plan.routes = pages.iter().map(|page| page.route.clone()).collect();
        let (media, link_faults) = references::follow(&plan, site, sources);
        faults.extend(link_faults);
        pages.extend(
            media.iter().map(|(path, medium)| page(0, medium.route.clone(), PageKind::Media(path.clone()))),
        );
        pages.extend(media.iter().filter_map(|(path, medium)| {
            Some(page(0, medium.still.clone()?, PageKind::Still(path.clone())))
        }));
        // After the routes are known: no page may lead to a reader's, not even by its address.
        pages.extend(briefs::letters(&letters));
        plan.letters = letters;
        plan.routes.extend(media.values().map(|medium| medium.route.clone()));
        pages.par_sort_by(|a, b| a.route.cmp(&b.route));
        faults.extend(claims::check(site, &pages));
        pages.dedup_by(|second, first| second.route == first.route);
        plan.media = media;
        plan.pages = pages;
        (plan, faults)
    }

    /// Notes where each card is. Two that look alike are one file.
    fn take_cards(&mut self, cards: impl IntoIterator<Item = Page>) -> Vec<Page> {
        let mut files: FxHashSet<Route> = FxHashSet::default();
        let mut pages = Vec::new();
        for card in cards {
            if let PageKind::Card(of) = card.kind {
                self.cards.insert((card.edition, of), card.route.clone());
            }
            if files.insert(card.route.clone()) {
                pages.push(card);
            }
        }
        pages
    }

    /// The preview picture of a page: its own, else that of its project, else the site's.
    pub fn card(&self, page: &Page) -> Option<(CardOf, &Route)> {
        let nearest = match &page.kind {
            PageKind::Day(id) => [Some(CardOf::Day(*id)), Some(CardOf::Project(id.project))],
            PageKind::Project(index) | PageKind::Feedback(index) => [Some(CardOf::Project(*index)), None],
            PageKind::Brief(index, _) | PageKind::CurrentBrief(index) => [Some(CardOf::Brief(*index)), None],
            // A reader's page shows in a chat what the public one does, and nothing of the reader.
            PageKind::Letter(index, _) => {
                [self.letter(*index).map(|it| CardOf::Brief(it.reader().project)), None]
            }
            PageKind::Redirect(_) | PageKind::NotFound => return None,
            _ => [Some(CardOf::Site), None],
        };
        let known = |of: CardOf| self.cards.get(&(page.edition, of)).map(|route| (of, route));
        nearest.into_iter().flatten().find_map(known)
    }

    /// The page at a route.
    pub fn page(&self, route: &Route) -> Option<&Page> {
        self.pages.binary_search_by(|page| page.route.cmp(route)).ok().map(|index| &self.pages[index])
    }

    /// A letter, by its index.
    pub fn letter(&self, index: usize) -> Option<&Letter> {
        self.letters.get(index)
    }

    /// Whether something is at a route.
    pub fn has(&self, route: &Route) -> bool {
        self.routes.contains(route)
    }
}

impl Page {
    /// Whether it is a page that search engines may list.
    pub fn is_listed(&self) -> bool {
        let is_unlisted = matches!(
            self.kind,
            PageKind::Redirect(_) | PageKind::Static(_) | PageKind::CurrentBrief(_) | PageKind::Letter(..)
        );
        self.route.is_page() && !is_unlisted
    }
}

fn sitemap_parts(pages: &[Page]) -> Vec<Page> {
    let listed = pages.iter().filter(|page| page.is_listed()).count();
    let parts = if listed > SITEMAP_LIMIT { listed.div_ceil(SITEMAP_LIMIT) } else { 0 };
    let part = |number| page(0, Route::new(format!("sitemap-{number}.xml")), PageKind::Sitemap(Some(number)));
    (1..=parts).map(part).collect()
}

fn page(edition: usize, route: Route, kind: PageKind) -> Page {
    Page { route, edition, kind }
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

/// The years that have an archive page of their own; none while one page holds all days well.
pub fn archive_years(edition: &Edition) -> BTreeSet<i32> {
    if edition.timeline.len() <= LONGEST_ARCHIVE {
        return BTreeSet::new();
    }
    edition.timeline.iter().map(|id| edition.day(*id).date.0.year()).collect()
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

fn static_pages(sources: &Sources) -> Vec<Page> {
    let files = sources.under("static");
    files
        .map(|(path, _)| {
            let route = path.as_str().strip_prefix("static/").unwrap_or(path.as_str());
            page(0, Route::new(route), PageKind::Static(path.clone()))
        })
        .collect()
}

fn landings(site: &Site) -> FxHashMap<SitePath, Landing> {
    let days: usize = site.editions.iter().map(|edition| edition.timeline.len()).sum();
    let mut landings = FxHashMap::with_capacity_and_hasher(days, FxBuildHasher);
    let routes: Vec<Routes> = (0..site.editions.len()).map(|index| Routes::of(site, index)).collect();
    let mut add = |path: SitePath, routes: Vec<Route>, title: Option<&str>, document: Landed| {
        let title = title.map(str::to_string);
        landings.insert(path, Landing { routes, fragment: None, title, document });
    };
    for edition in &site.editions {
        if let Some(profile) = &edition.profile {
            let title = profile.document.matter.title.as_ref().map(|title| title.value.as_str());
            let pages = routes.iter().map(Routes::about).collect();
            add(profile.document.file.path.clone(), pages, title, Landed::Profile(profile.clone()));
        }
        for project in &edition.projects {
            let pages = routes.iter().map(|routes| routes.project(&project.slug)).collect();
            let path = project.source.document.file.path.clone();
            add(path, pages, Some(project.title()), Landed::Project(project.source.clone()));
            for day in &project.days {
                let route = routes[day.home].day(&project.slug, &day.source.name.stem);
                let path = day.source.document.file.path.clone();
                let pages = vec![route; routes.len()];
                add(path, pages, day.title.as_deref(), Landed::Day(day.source.clone()));
            }
        }
    }
    for project in site.editions.iter().flat_map(|edition| &edition.projects) {
        for quote in &project.quotes {
            let pages = routes.iter().map(|routes| routes.feedback(&project.slug)).collect();
            let path = format!("content/projects/{}/feedback/{}.md", project.folder(), quote.id);
            let fragment = Some(quote.anchor.clone());
            let landing = Landing { routes: pages, fragment, title: None, document: Landed::Feedback };
            landings.insert(SitePath::new(path), landing);
        }
    }
    landings
}

#[cfg(test)]
mod tests;
