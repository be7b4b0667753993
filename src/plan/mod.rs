//! Which pages there are, and at which routes; the only room that knows the shape of URLs.

mod addresses;
mod briefs;
mod claims;
mod demos;
mod documents;
mod findings;
mod layout;
mod link;
mod media;
mod memo;
mod past;
mod references;
mod routes;

pub use link::{Dead, Resolved};
pub use media::Medium;
pub use memo::Memo;
pub(crate) use references::config_picture;
pub use routes::Routes;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::Datelike;
use rustc_hash::FxHashSet;

use crate::brief::Letter;
use crate::diagnostics::Diagnostic;
use crate::path::{Route, SitePath};
use crate::site::{DayId, Edition, Site};
use crate::source::Sources;
use layout::Layout;
use memo::Ground;

/// The most addresses that one sitemap may hold (sitemaps.org).
pub const SITEMAP_LIMIT: usize = 50_000;

/// Past this many days the archive has a page for each year.
const LONGEST_ARCHIVE: usize = 1_000;

/// Every page of the site, each with its route.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// All pages, in order of their routes.
    pub pages: Arc<[Page]>,
    /// Pictures, recordings and other files that a published page refers to.
    pub media: BTreeMap<SitePath, Medium>,
    layout: Arc<Layout>,
    media_routes: FxHashSet<Route>,
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

impl Plan {
    /// Decides every page: those of the documents, and what is published beside them.
    ///
    /// The faults are two claimants for one route, and links that lead nowhere.
    pub fn make(site: &Site, sources: &Sources, beside: Beside<'_>) -> (Plan, Vec<Diagnostic>) {
        Self::make_with(site, sources, beside, &mut Memo::default())
    }

    /// The same, with what an earlier plan has left in the memo.
    pub fn make_with(
        site: &Site,
        sources: &Sources,
        beside: Beside<'_>,
        memo: &mut Memo,
    ) -> (Plan, Vec<Diagnostic>) {
        let Beside { assets, cards, letters } = beside;
        let (layout, mut faults) = memo.layout(site, Ground::of(site, sources, assets, cards));
        let plan = Plan { layout, ..Plan::default() };
        let (media, link_faults) = references::follow(&plan, site, sources, memo);
        faults.extend(link_faults);
        let files = media.iter().map(|(path, it)| page(0, it.route.clone(), PageKind::Media(path.clone())));
        let stills = media
            .iter()
            .filter_map(|(path, it)| Some(page(0, it.still.clone()?, PageKind::Still(path.clone()))));
        // After the references: no page may lead to a reader's, not even by its address.
        let added = files.chain(stills).chain(briefs::letters(&letters)).collect();
        let (pages, taken) = memo.pages(site, &plan.layout, added);
        faults.extend(taken);
        let media_routes = media.values().map(|medium| medium.route.clone()).collect();
        (Plan { pages, media, media_routes, letters, ..plan }, faults)
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
        let known = |of: CardOf| self.layout.cards.get(&(page.edition, of)).map(|route| (of, route));
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
        self.layout.routes.contains(route) || self.media_routes.contains(route)
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

/// The years that have an archive page of their own; none while one page holds all days well.
pub fn archive_years(edition: &Edition) -> BTreeSet<i32> {
    if edition.timeline.len() <= LONGEST_ARCHIVE {
        return BTreeSet::new();
    }
    edition.timeline.iter().map(|id| edition.day(*id).date.0.year()).collect()
}

#[cfg(test)]
mod tests;
