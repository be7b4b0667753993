//! Where a scene is made: what was touched is read, what has changed is parsed, the site is assembled.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use super::scene::{Scene, Unmade};
use super::watch::Burst;
use crate::config::{CONFIG_FILE, Config, Overrides};
use crate::diagnostics::Diagnostic;
use crate::path::SitePath;
use crate::pipeline::{self, Assembled, Memo};
use crate::plan::PageKind;
use crate::render::Renderer;
use crate::source::{self, Sources};

/// All that is kept from one scene to the next.
pub(super) struct Workshop {
    sources: Sources,
    overrides: Overrides,
    memo: Memo,
    version: u64,
    good: Option<Arc<Renderer>>,
    changed_files: Arc<BTreeMap<String, u64>>,
    /// Files that have changed since the last site without errors.
    unshown: BTreeSet<SitePath>,
    unmade: Unmade,
}

/// What a burst of saves came to.
pub(super) struct Change {
    /// The files that differ.
    pub(super) files: Vec<SitePath>,
    /// Every complaint about the site as it is now.
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl Workshop {
    /// Reads the whole site. `colours` are those of code that a build has kept; `unmade` hears of pages that can't
    /// be made when they are asked for.
    pub(super) fn open(
        root: &Path,
        overrides: Overrides,
        colours: Option<&[u8]>,
        unmade: Unmade,
    ) -> (Self, Scene, Vec<Diagnostic>) {
        let sources = source::read(root);
        let memo = Memo::with_colours(colours);
        let mut workshop = Self {
            sources,
            overrides,
            memo,
            version: 0,
            good: None,
            changed_files: Arc::default(),
            unshown: BTreeSet::new(),
            unmade,
        };
        let (scene, diagnostics) = workshop.assemble();
        (workshop, scene, diagnostics)
    }

    /// Whether there was a file at a path when it was last looked.
    pub(super) fn knows(&self, path: &str) -> bool {
        self.sources.contains(&SitePath::new(path))
    }

    /// Whether something of the site could not be read when it was last looked, or there was no site.
    pub(super) fn is_partial(&self) -> bool {
        !self.sources.faults().is_empty() || !self.knows(CONFIG_FILE)
    }

    /// Whether a symbolic link led to any of the site when it was last looked.
    pub(super) fn has_links(&self) -> bool {
        self.sources.has_links()
    }

    /// Takes a burst of saves in; nothing where no content has changed.
    pub(super) fn refresh(&mut self, burst: &Burst) -> Option<(Scene, Change)> {
        let (sources, changed) = match burst {
            Burst::Touched(paths) => self.sources.refreshed(paths),
            Burst::Anything => self.sources.reread(),
        };
        let faults_differ = sources.faults() != self.sources.faults();
        self.sources = sources;
        if changed.is_empty() && !faults_differ {
            return None;
        }
        self.unshown.extend(changed.iter().cloned());
        let (scene, diagnostics) = self.assemble();
        Some((scene, Change { files: changed.into_iter().collect(), diagnostics }))
    }

    fn assemble(&mut self) -> (Scene, Vec<Diagnostic>) {
        let Assembled { mut diagnostics, renderer } =
            pipeline::assemble_with(self.sources.clone(), &self.overrides, &mut self.memo);
        self.version += 1;
        match renderer.map(|renderer| self.tried(renderer)) {
            Some(Ok(renderer)) => {
                self.note_files(&renderer);
                self.good = Some(Arc::new(renderer));
            }
            Some(Err(faults)) => diagnostics.extend(faults),
            None => {}
        }
        let mount = self.mount();
        let (good, changed_files) = (self.good.clone(), self.changed_files.clone());
        let scene = Scene::new(self.version, good, &diagnostics, changed_files, mount, self.unmade.clone());
        (scene, diagnostics)
    }

    /// A site whose own templates, where it has some that are new, can make pages: else the last one that could
    /// is shown.
    fn tried(&self, renderer: Renderer) -> Result<Renderer, Vec<Diagnostic>> {
        let has_new = match &self.good {
            None => self.sources.under("themes").next().is_some(),
            Some(_) => self.unshown.iter().any(|path| path.as_str().starts_with("themes/")),
        };
        match if has_new { pipeline::faults_of_templates(&renderer) } else { Vec::new() } {
            faults if faults.is_empty() => Ok(renderer),
            faults => Err(faults),
        }
    }

    /// The path that the site is mounted under: that of the last site without errors, or else that in the settings.
    fn mount(&self) -> String {
        let shown = self.good.as_ref().map(|renderer| renderer.site().config.base_url.path().to_string());
        let said = || Config::read(&self.sources, &self.overrides).ok();
        shown
            .or_else(|| said().map(|config| config.base_url.path().to_string()))
            .unwrap_or_else(|| "/".into())
    }

    /// Pictures and the like keep their address when they change, so the page that shows one may be the
    /// same bytes as before: browsers are told of these addresses.
    fn note_files(&mut self, renderer: &Renderer) {
        let changed = std::mem::take(&mut self.unshown);
        if changed.is_empty() {
            return;
        }
        let base_url = &renderer.site().config.base_url;
        let pages = renderer.plan().pages.iter();
        let addresses = pages.filter_map(|page| match &page.kind {
            PageKind::Media(path) | PageKind::Still(path) | PageKind::Static(path)
                if changed.contains(path) =>
            {
                Some((base_url.relative(&page.route), self.version))
            }
            _ => None,
        });
        let addresses: Vec<_> = addresses.collect();
        if !addresses.is_empty() {
            Arc::make_mut(&mut self.changed_files).extend(addresses);
        }
    }
}
