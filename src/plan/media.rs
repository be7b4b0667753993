//! Pictures, recordings and other files beside the documents, published where a page refers to them.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::media;
use crate::path::{Route, SitePath};
use crate::site::Site;
use crate::source::{Source, Sources};

/// How much of a picture is read to know its size: enough for the metadata that cameras put in front.
const HEAD: u64 = 256 * 1024;

/// A file that a published page refers to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Medium {
    /// Where it is published.
    pub route: Route,
    /// What its bytes are.
    pub kind: media::Kind,
    /// Width and height in pixels as a picture is shown.
    pub size: Option<(u32, u32)>,
    /// Where the first frame of a moving picture is published, for readers who don't want motion.
    pub still: Option<Route>,
}

impl Medium {
    /// Whether a page can show it: as a picture, or played.
    pub fn is_shown(&self, path: &SitePath) -> bool {
        self.kind != media::Kind::Other || path.extension() == "cast"
    }
}

/// What was seen of the files of the last plan, each beside the file as it was then; one that could not be read has
/// none, and is looked at again.
#[derive(Debug, Default)]
pub(super) struct Memo {
    seen: BTreeMap<SitePath, (Option<Source>, Seen)>,
}

/// What the beginning of a file tells of it.
#[derive(Clone, Copy, Debug)]
struct Seen {
    kind: media::Kind,
    size: Option<(u32, u32)>,
    moves: bool,
}

impl Memo {
    /// Looks at all files that are referred to; those that have not changed since the last time are not read again.
    pub(super) fn look_at(
        &mut self,
        site: &Site,
        sources: &Sources,
        paths: BTreeSet<SitePath>,
    ) -> BTreeMap<SitePath, Medium> {
        let known = std::mem::take(&mut self.seen);
        let see = |path: SitePath| {
            let source = sources.get(&path)?.clone();
            let is_same = |known: &Source| known.is_same(&source);
            if let Some((known, seen)) =
                known.get(&path).filter(|(known, _)| known.as_ref().is_some_and(is_same))
            {
                return Some((path, (known.clone(), *seen)));
            }
            // What can't be read now is told when it is published; here it has no size.
            let head = sources.head(&path, HEAD).ok();
            let seen = Seen::of(head.as_deref().unwrap_or_default());
            Some((path, (head.is_some().then_some(source), seen)))
        };
        self.seen = paths.into_par_iter().filter_map(see).collect();
        let projects = site.editions[0].projects.iter();
        let slugs = projects.map(|project| (project.folder(), project.slug.as_str())).collect();
        self.seen.iter().map(|(path, (_, seen))| (path.clone(), seen.medium(&slugs, path))).collect()
    }
}

impl Seen {
    fn of(head: &[u8]) -> Self {
        let moves = media::first_frame(head).is_some();
        Self { kind: media::kind(head), size: media::dimensions(head), moves }
    }

    fn medium(self, slugs: &FxHashMap<&str, &str>, path: &SitePath) -> Medium {
        let Self { kind, size, moves } = self;
        let route = route(slugs, path);
        let still = moves.then(|| Route::new(format!("{route}.still.gif").trim_start_matches('/')));
        Medium { route, kind, size, still }
    }
}

/// `content/projects/<folder>/media/x.png` lies at `/projects/<slug>/media/x.png`; `slugs` by the projects' folders.
fn route(slugs: &FxHashMap<&str, &str>, path: &SitePath) -> Route {
    let inside = path.as_str().strip_prefix("content/").unwrap_or(path.as_str());
    let in_project = inside.strip_prefix("projects/").and_then(|rest| rest.split_once('/'));
    match in_project.and_then(|(folder, rest)| Some((slugs.get(folder)?, rest))) {
        Some((slug, rest)) => Route::new(format!("projects/{slug}/{rest}")),
        None => Route::new(inside),
    }
}
