//! Pictures, recordings and other files beside the documents, published where a page refers to them.

use crate::media;
use crate::path::{Route, SitePath};
use crate::site::Site;
use crate::source::Sources;

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

    pub(super) fn look_at(site: &Site, sources: &Sources, path: &SitePath) -> Medium {
        // What can't be read now is told when it is published; here it has no size.
        let head = sources.head(path, HEAD).unwrap_or_default();
        let route = route(site, path);
        let kind = media::kind(&head);
        let still = media::first_frame(&head)
            .map(|_| Route::new(format!("{route}.still.gif").trim_start_matches('/')));
        Medium { route, kind, size: media::dimensions(&head), still }
    }
}

/// `content/projects/<folder>/media/x.png` lies at `/projects/<slug>/media/x.png`.
fn route(site: &Site, path: &SitePath) -> Route {
    let inside = path.as_str().strip_prefix("content/").unwrap_or(path.as_str());
    let in_project = inside.strip_prefix("projects/").and_then(|rest| rest.split_once('/'));
    let slug_of = |folder: &str| {
        let projects = &site.editions[0].projects;
        projects.iter().find(|project| project.folder() == folder).map(|project| project.slug.as_str())
    };
    match in_project.and_then(|(folder, rest)| Some((slug_of(folder)?, rest))) {
        Some((slug, rest)) => Route::new(format!("projects/{slug}/{rest}")),
        None => Route::new(inside),
    }
}
