//! What a browser must be told, from what it shows and what there is now.

use std::sync::Arc;

use super::page::{NO_PAGE, sheets};
use super::scene::Scene;

/// One thing to tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum News {
    /// The page is another: load it again.
    Reload,
    /// There are errors: show them over the page.
    Faults(Arc<str>),
    /// There are no errors.
    Fine,
    /// The addresses of the theme's style sheets.
    Sheets(Vec<String>),
    /// Addresses whose file has changed under the same name.
    Files(Vec<String>),
}

/// What a browser shows.
///
/// It is compared with what there is, and not with what has happened: whoever was away for a while
/// (asleep, or without a connection) is told all that matters when it comes back.
#[derive(Clone, Debug)]
pub(super) struct Reader {
    path: String,
    page: String,
    seen: u64,
    faults: Option<Option<Arc<str>>>,
    sheets: Option<Vec<String>>,
}

impl Reader {
    /// A browser at a decoded path, with the hash of its page and the last version it has heard of.
    pub(super) fn new(path: String, page: String, seen: u64) -> Self {
        Self { path, page, seen, faults: None, sheets: None }
    }

    /// What it must be told of a scene.
    pub(super) fn news(&mut self, scene: &Scene) -> Vec<News> {
        let (hash, faults) = scene.view(&self.path);
        if hash != NO_PAGE && hash != self.page {
            self.page = hash;
            return vec![News::Reload];
        }
        let mut news = Vec::new();
        if self.faults.as_ref() != Some(&faults) {
            news.push(faults.clone().map_or(News::Fine, News::Faults));
            self.faults = Some(faults);
        }
        if let Some(renderer) = &scene.renderer {
            let now: Vec<String> = sheets(renderer).map(|(_, address)| address).collect();
            if self.sheets.as_ref() != Some(&now) {
                news.push(News::Sheets(now.clone()));
                self.sheets = Some(now);
            }
        }
        // A version from before the preview was started anew says nothing about this one.
        let seen = if self.seen > scene.version { 0 } else { self.seen };
        let changed = scene.changed_files.iter().filter(|(_, version)| **version > seen);
        let changed: Vec<String> = changed.map(|(address, _)| address.clone()).collect();
        if !changed.is_empty() {
            news.push(News::Files(changed));
        }
        self.seen = scene.version;
        news
    }
}
