//! The layout and the pages of the last plan, each beside all that it was made of.

use std::sync::Arc;

use rayon::prelude::*;

use super::layout::Layout;
use super::{Page, claims, documents, media};
use crate::config::Config;
use crate::diagnostics::Diagnostic;
use crate::path::{Route, SitePath};
use crate::site::{Project, Site, Tag};
use crate::source::Sources;

/// What is kept from one plan to the next. Losing it costs only time: each part is a pure function of what is kept
/// beside it, and all of that is compared.
#[derive(Debug, Default)]
pub struct Memo {
    layout: Option<(Ground, Arc<Layout>)>,
    pages: Option<Pages>,
    pub(super) references: documents::Memo,
    pub(super) media: media::Memo,
}

/// All that a layout is made of.
#[derive(Debug)]
pub(super) struct Ground {
    config: Config,
    editions: Vec<GroundOfEdition>,
    /// The theme's files: name and route.
    pub(super) assets: Vec<(String, Route)>,
    pub(super) statics: Vec<SitePath>,
    /// The preview pictures.
    pub(super) cards: Vec<Page>,
}

#[derive(Debug)]
struct GroundOfEdition {
    profile: Option<SitePath>,
    projects: Vec<Arc<Project>>,
    tags: Arc<[Tag]>,
}

/// Every page of a plan, and what they were put together of.
#[derive(Debug)]
struct Pages {
    layout: Arc<Layout>,
    added: Vec<Page>,
    all: Arc<[Page]>,
}

impl Memo {
    /// The layout on a ground. One with faults is not kept: they show the text that they are in.
    pub(super) fn layout(&mut self, site: &Site, ground: Ground) -> (Arc<Layout>, Vec<Diagnostic>) {
        let known = self.layout.take().filter(|(known, _)| known.is_like(&ground));
        let (layout, faults) = match known {
            Some((_, layout)) => (layout, Vec::new()),
            None => (Arc::new(Layout::on(site, &ground)), claims::check_aliases(site)),
        };
        // The new ground takes the place of the old one, so that nothing old is held.
        self.layout = faults.is_empty().then(|| (ground, layout.clone()));
        (layout, faults)
    }

    /// All pages in order of their routes: those of the layout, and those that are added to it.
    pub(super) fn pages(
        &mut self,
        site: &Site,
        layout: &Arc<Layout>,
        added: Vec<Page>,
    ) -> (Arc<[Page]>, Vec<Diagnostic>) {
        let is_same = |known: &&Pages| Arc::ptr_eq(&known.layout, layout) && known.added == added;
        if let Some(known) = self.pages.as_ref().filter(is_same) {
            return (known.all.clone(), Vec::new());
        }
        let mut pages = [&layout.pages[..], &added].concat();
        pages.par_sort_by(|a, b| a.route.cmp(&b.route));
        let faults = claims::check(site, &pages);
        pages.dedup_by(|second, first| second.route == first.route);
        let all: Arc<[Page]> = pages.into();
        let kept = || Pages { layout: layout.clone(), added, all: all.clone() };
        self.pages = faults.is_empty().then(kept);
        (all, faults)
    }
}

impl Ground {
    pub(super) fn of(site: &Site, sources: &Sources, assets: &[(String, Route)], cards: Vec<Page>) -> Self {
        let editions = site.editions.iter().map(|edition| GroundOfEdition {
            profile: edition.profile.as_ref().map(|profile| profile.document.file.path.clone()),
            projects: edition.projects.clone(),
            tags: edition.tags.clone(),
        });
        Self {
            config: site.config.clone(),
            editions: editions.collect(),
            assets: assets.to_vec(),
            statics: sources.under("static").map(|(path, _)| path.clone()).collect(),
            cards,
        }
    }

    /// Whether the same layout is made of both.
    fn is_like(&self, other: &Self) -> bool {
        let mut editions = self.editions.iter().zip(&other.editions);
        self.config.is_same(&other.config)
            && self.assets == other.assets
            && self.statics == other.statics
            && self.cards == other.cards
            && self.editions.len() == other.editions.len()
            && editions.all(|(one, other)| one.is_like(other))
    }
}

impl GroundOfEdition {
    fn is_like(&self, other: &Self) -> bool {
        let slugs_are_alike =
            || self.tags.iter().map(|tag| &tag.slug).eq(other.tags.iter().map(|tag| &tag.slug));
        self.profile == other.profile
            && Project::are_ordered_alike(&self.projects, &other.projects)
            && (Arc::ptr_eq(&self.tags, &other.tags) || slugs_are_alike())
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Beside, Plan};
    use super::*;
    use crate::config::Overrides;
    use crate::content::Content;
    use crate::diagnostics::Diagnostic;
    use crate::source::Source;

    const DAY: &str = "---\ndate: 2026-01-05\n---\n## Here\n";

    fn plan(memo: &mut Memo, day: &str) -> (Plan, Vec<Diagnostic>) {
        let files = [
            ("buildlog.yaml", "title: T\nbase_url: https://example.org/\n"),
            ("content/about.md", "---\ntitle: About\n---\n[x](projects/a/day-01.md#here)\n"),
            ("content/projects/a/project.md", "---\ntitle: A\n---\n"),
            ("content/projects/a/day-01.md", day),
        ];
        let texts = files.map(|(path, text)| (SitePath::new(path), Source::Text(text.into())));
        let sources = Sources::from_memory(texts);
        let overrides = Overrides { base_url: None, drafts: false, as_of: "2026-12-31".parse().unwrap() };
        let config = Config::read(&sources, &overrides).unwrap();
        let (site, _) = Site::assemble(config, Content::read(&sources).0);
        Plan::make_with(&site, &sources, Beside::default(), memo)
    }

    /// Whether a day that becomes another leaves the layout and the pages the values in memory that they were.
    fn is_kept(after: &str) -> [bool; 2] {
        let mut memo = Memo::default();
        let (before, faults) = plan(&mut memo, DAY);
        assert_eq!(faults, []);
        let (made, faults) = plan(&mut memo, after);
        let (fresh, told) = plan(&mut Memo::default(), after);
        assert_eq!((&made.pages, faults), (&fresh.pages, told));
        [Arc::ptr_eq(&before.layout, &made.layout), Arc::ptr_eq(&before.pages, &made.pages)]
    }

    #[test]
    fn another_text_leaves_every_page_in_its_place() {
        assert_eq!(is_kept("---\ndate: 2026-01-05\ntitle: Two\n---\n## Here\nTwo\n"), [true, true]);
    }

    #[test]
    fn a_place_that_is_gone_is_told_where_the_pages_stay() {
        let mut memo = Memo::default();
        assert_eq!(plan(&mut memo, DAY).1, []);
        let (_, faults) = plan(&mut memo, "---\ndate: 2026-01-05\n---\n## There\n");
        assert_eq!(faults.iter().map(|fault| fault.code).collect::<Vec<_>>(), ["dead-anchor"]);
    }

    #[test]
    fn what_pages_are_made_of_moves_them() {
        assert_eq!(is_kept("---\ndate: 2026-01-05\ntags: [x]\n---\n## Here\n"), [false, false]);
        assert_eq!(is_kept("---\ndate: 2026-01-05\naliases: [old/]\n---\n## Here\n"), [false, false]);
    }

    #[test]
    fn an_alias_that_is_none_is_told_each_time() {
        let mut memo = Memo::default();
        let day = "---\ndate: 2026-01-05\naliases: [..]\n---\n## Here\n";
        let (_, first) = plan(&mut memo, day);
        assert!(!first.is_empty());
        assert_eq!(plan(&mut memo, day).1, first);
    }
}
