//! A site in strings, built in memory.

use std::collections::BTreeMap;
use std::path::Path;

use buildlog::config::Overrides;
use buildlog::diagnostics::{Diagnostic, to_terminal};
use buildlog::gate::Repository;
use buildlog::output::Body;
use buildlog::path::{Route, SitePath};
use buildlog::pipeline;
use buildlog::plan::Page;
use buildlog::source::{self, Source, Sources};

/// The smallest settings, under a sub-path. Cards are drawn where a test looks at them.
pub(crate) const SETTINGS: &str = "\
title: A small log
base_url: https://example.org/log/
id: tag:example.org,2026-01-05:a-small-log
cards: none
";

/// The smallest project of seven days.
pub(crate) const PROJECT: &str = "\
---
title: Cut
tagline: Cuts the silence out of a recording
challenge:
  start: 2026-01-05
  days: 7
---
";

/// The files of a site and the flags of its build.
#[derive(Clone)]
pub(crate) struct Site {
    files: BTreeMap<String, Source>,
    disk: Option<Sources>,
    overrides: Overrides,
    repository: Option<Repository>,
}

impl Site {
    /// Settings and the project `cut`, without a day.
    pub(crate) fn new() -> Self {
        Self::empty().with("buildlog.yaml", SETTINGS).with("content/projects/cut/project.md", PROJECT)
    }

    /// No file at all.
    pub(crate) fn empty() -> Self {
        let as_of = "2026-01-31".parse().expect("a date");
        Self {
            files: BTreeMap::new(),
            disk: None,
            overrides: Overrides { base_url: None, drafts: false, as_of },
            repository: None,
        }
    }

    /// The site in a folder, read by the program's own reader.
    pub(crate) fn in_folder(root: &Path) -> Self {
        let mut site = Self { disk: Some(source::read(root)), ..Self::empty() };
        // No day of the example is still to come.
        site.overrides.as_of = "2026-03-04".parse().expect("a date");
        site
    }

    /// With a text file; what lies in `static/` is never read as text.
    pub(crate) fn with(mut self, path: &str, text: &str) -> Self {
        let source = match path.starts_with("static/") {
            true => Source::Bytes(text.as_bytes().into()),
            false => Source::Text(text.into()),
        };
        self.files.insert(path.to_string(), source);
        self
    }

    /// With a picture or another file that is not read as text.
    pub(crate) fn with_bytes(mut self, path: &str, bytes: &[u8]) -> Self {
        self.files.insert(path.to_string(), Source::Bytes(bytes.into()));
        self
    }

    /// With a day of the project `cut`: front matter keys without the date, and the body.
    pub(crate) fn with_day(self, number: u32, keys: &str, body: &str) -> Self {
        let path = format!("content/projects/cut/day-{number:02}.md");
        let date = format!("2026-01-{:02}", 4 + number);
        self.with(&path, &format!("---\ndate: {date}\n{keys}---\n\n{body}\n"))
    }

    /// Built for another address.
    pub(crate) fn at(mut self, base_url: &str) -> Self {
        self.overrides.base_url = Some(base_url.to_string());
        self
    }

    /// Built on this day.
    pub(crate) fn on(mut self, date: &str) -> Self {
        self.overrides.as_of = date.parse().expect("a date");
        self
    }

    /// Built with its drafts.
    pub(crate) fn drafts(mut self) -> Self {
        self.overrides.drafts = true;
        self
    }

    /// Built; an error of the site ends the test with its report.
    pub(crate) fn build(self) -> Built {
        let assembled = pipeline::assemble(self.sources(), &self.overrides);
        let Some(renderer) = assembled.renderer else {
            panic!("the site has errors:\n{}", report(&assembled.diagnostics));
        };
        let output = pipeline::render_to_memory(&renderer)
            .unwrap_or_else(|faults| panic!("the pages have errors:\n{}", report(&faults)));
        let bytes = |body: Body| match body {
            Body::Bytes(bytes) => bytes,
            Body::File(path) => std::fs::read(renderer.on_disk(&path)).expect("a file that is published"),
        };
        let files = output.into_iter().map(|(route, body)| (route.file(), bytes(body))).collect();
        Built { files, pages: renderer.plan().pages.to_vec(), diagnostics: assembled.diagnostics }
    }

    /// In a repository of git that says this of it.
    pub(crate) fn tracked_by(mut self, repository: Repository) -> Self {
        self.repository = Some(repository);
        self
    }

    /// What the gate has to say, and the build before it.
    pub(crate) fn check(self) -> Vec<Diagnostic> {
        let unwritten = |_: &Page, _: Body| Ok::<(), std::convert::Infallible>(());
        let sources = self.sources();
        let repository = self.repository.as_ref();
        let inspection = pipeline::Inspection { sources: &sources, overrides: &self.overrides, repository };
        match pipeline::check(&inspection, |_| Ok(false), unwritten, None) {
            Ok(checked) => checked.findings,
            Err(never) => match never {},
        }
    }

    /// Every complaint about the site, those of its templates too.
    pub(crate) fn faults(self) -> Vec<Diagnostic> {
        let assembled = pipeline::assemble(self.sources(), &self.overrides);
        let mut faults = assembled.diagnostics;
        if let Some(renderer) = assembled.renderer
            && let Err(found) = pipeline::render_to_memory(&renderer)
        {
            faults.extend(found);
        }
        faults
    }

    /// The codes of every complaint.
    pub(crate) fn codes(self) -> Vec<&'static str> {
        self.faults().iter().map(|fault| fault.code).collect()
    }

    /// Writes the files of the site into a folder.
    pub(crate) fn write_to(&self, root: &Path) {
        for (path, source) in &self.files {
            let file = root.join(path);
            std::fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
            let bytes: &[u8] = match source {
                Source::Text(text) => text.as_bytes(),
                Source::Bytes(bytes) => bytes,
                Source::Stamp { .. } => unreachable!("only the reader makes stamps"),
            };
            std::fs::write(file, bytes).expect("a file");
        }
    }

    fn sources(&self) -> Sources {
        let files = self.files.iter().map(|(path, source)| (SitePath::new(path.as_str()), source.clone()));
        self.disk.clone().unwrap_or_else(|| Sources::from_memory(files))
    }
}

/// Complaints as the terminal shows them.
pub(crate) fn report(faults: &[Diagnostic]) -> String {
    faults.iter().map(|fault| to_terminal(fault, false)).collect()
}

/// A finished site.
pub(crate) struct Built {
    /// Every file of the output by its path.
    pub(crate) files: BTreeMap<String, Vec<u8>>,
    /// What the plan says of each.
    pub(crate) pages: Vec<Page>,
    /// Warnings.
    pub(crate) diagnostics: Vec<Diagnostic>,
}

impl Built {
    /// The HTML of the page at an address below the base URL, such as `/projects/cut/`.
    pub(crate) fn page(&self, address: &str) -> &str {
        self.file(&file_of(address))
    }

    /// The text of a file of the output.
    pub(crate) fn file(&self, path: &str) -> &str {
        let bytes = self.files.get(path).unwrap_or_else(|| {
            panic!("there is no {path}; there are: {:#?}", self.files.keys());
        });
        std::str::from_utf8(bytes).expect("UTF-8")
    }

    /// Whether something is at an address.
    pub(crate) fn has(&self, address: &str) -> bool {
        self.files.contains_key(&file_of(address))
    }

    /// Every HTML page that is made from a template: its address and its text.
    pub(crate) fn html_pages(&self) -> Vec<(String, &str)> {
        let made = self.pages.iter().filter(|page| {
            page.route.is_page() || page.route.as_str() == "404.html" || page.route.as_str().ends_with(".htm")
        });
        made.map(|page| (page.route.to_string(), self.file(&page.route.file()))).collect()
    }
}

/// The file that holds what is at an address.
fn file_of(address: &str) -> String {
    Route::new(address.trim_start_matches('/')).file()
}
