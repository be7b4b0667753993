//! What the preview shows at one moment.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::overlay;
use super::page::Page;
use super::request_path;
use crate::diagnostics::Diagnostic;
use crate::output::Body;
use crate::path::Route;
use crate::plan;
use crate::render::Renderer;

/// How many finished pages are kept: those on the screens of many readers, and no site that was crawled.
const KEPT_PAGES: usize = 256;

/// Hears of a page that could not be made when it was asked for, once in each scene.
pub(super) type Unmade = Arc<dyn Fn(&Diagnostic) + Send + Sync>;

/// The latest site without errors, and the errors that there are now.
pub(super) struct Scene {
    /// Counts the rebuilds.
    pub(super) version: u64,
    /// What makes the pages; nothing where there has never been a site without errors.
    pub(super) renderer: Option<Arc<Renderer>>,
    /// The errors as the overlay takes them; nothing where there are none.
    pub(super) faults: Option<Arc<str>>,
    /// Addresses whose file has changed under the same name, and in which version it did last.
    pub(super) changed_files: Arc<BTreeMap<String, u64>>,
    /// The path that the site is mounted under; `/` while the settings can't be read.
    pub(super) mount: String,
    /// The same as paths of requests are compared with it: the settings hold it as it stands in links, percent
    /// signs and all.
    pub(super) decoded_mount: String,
    pages: Mutex<HashMap<Route, Arc<OnceLock<Made>>>>,
    unmade: Unmade,
}

/// A page, or the faults in making it as the overlay takes them.
type Made = Result<Page, Arc<str>>;

impl Scene {
    /// A scene in which no page has been made yet.
    pub(super) fn new(
        version: u64,
        renderer: Option<Arc<Renderer>>,
        diagnostics: &[Diagnostic],
        changed_files: Arc<BTreeMap<String, u64>>,
        mount: String,
        unmade: Unmade,
    ) -> Self {
        let errors: Vec<&Diagnostic> =
            diagnostics.iter().filter(|diagnostic| diagnostic.is_error()).collect();
        let faults = (!errors.is_empty()).then(|| overlay::json(&errors));
        let decoded_mount = request_path::decoded(&mount).unwrap_or_else(|| mount.clone());
        let pages = Mutex::default();
        Self { version, renderer, faults, changed_files, mount, decoded_mount, pages, unmade }
    }

    /// A page of HTML, made when it is asked for the first time in this scene.
    pub(super) fn page(&self, renderer: &Renderer, page: &plan::Page) -> Made {
        let slot = {
            let mut pages = self.pages.lock().unwrap_or_else(PoisonError::into_inner);
            if pages.len() >= KEPT_PAGES && !pages.contains_key(&page.route) {
                pages.clear();
            }
            pages.entry(page.route.clone()).or_default().clone()
        };
        // Many browsers that show one page wait for one rendering.
        slot.get_or_init(|| self.make(renderer, page)).clone()
    }

    fn make(&self, renderer: &Renderer, page: &plan::Page) -> Made {
        match renderer.render(page) {
            Ok(Body::Bytes(html)) => Ok(Page::of_site(renderer, &html, self.version)),
            Ok(Body::File(path)) => match renderer.bytes(&path) {
                Ok(html) => Ok(Page::of_site(renderer, &html, self.version)),
                // The file is gone, and the watcher will say so in a moment.
                Err(_) => Ok(Page::stand_in(&self.mount, self.version)),
            },
            Err(fault) => {
                (self.unmade)(&fault);
                Err(overlay::json(&[&*fault]))
            }
        }
    }
}
