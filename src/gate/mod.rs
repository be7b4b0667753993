//! What must not leave the machine: rules over the sources and over the finished pages, each finding with a way out.
//!
//! A source is public once it is pushed, a page once it is deployed, so both are looked at: [`Gate::of_sources`]
//! reads every public file of the site's folder, [`Gate::of_log`] what the documents claim, and a [`Press`] each page as
//! it is made. A thing that stands in a source is told there, and not again for each page that shows it. Nothing here
//! asks another host but [`external`], which does nothing else.

mod address;
mod allow;
mod base64;
mod claims;
mod consent;
mod contacts;
mod contents;
mod embedded;
mod evidence;
pub mod external;
mod files;
mod finding;
mod links;
mod naming;
mod output;
mod packed;
mod pattern;
mod pdf;
mod pictures;
mod private;
mod readable;
mod repository;
mod secrets;
mod taken;
mod texts;
mod trace;
mod whole;

pub use allow::Allowed;
pub use output::Press;
pub use repository::Repository;

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::config::Config;
use crate::content::{Content, Private};
use crate::diagnostics::{self, Diagnostic, Place, SourceFile};
use crate::path::SitePath;
use crate::render::Renderer;
use crate::site::Site;
use crate::source::{Source, Sources};

use external::Answers;
use private::PrivateWords;
use texts::TextRules;

/// Codes that need to know what git tracks.
const OF_GIT: [&str; 5] =
    ["draft-in-public", "private-in-history", "private-not-ignored", "private-tracked", "secret-file"];

/// Codes that need other hosts.
const OF_OTHERS: [&str; 2] = ["dead-demo", "dead-external"];

/// What is told of the repository around the site's folder: pictures there are those of another project.
const OF_ELSEWHERE: [&str; 6] =
    ["chat-id", "mail-address", "phone-number", "private-words", "secret", "secret-file"];

/// The top of a work tree, as git spells it in front of a path (gitglossary, "pathspec").
const TOP: &str = ":/";

/// Codes about the address, which a command may give in the place of the settings.
const OF_ADDRESS: [&str; 2] = ["placeholder-address", "wrong-address"];

/// The largest file of the repository around the site's folder that is read.
const LARGEST_ELSEWHERE: u64 = 2 * 1024 * 1024;

/// Every finding that can be allowed: those of the gate, and the warnings of a build.
pub const CODES: [&str; 63] = [
    "bad-demo",
    "bad-math",
    "brief-overflow",
    "broken-anchor",
    "broken-link",
    "chat-id",
    "consent-without-note",
    "day-off-pace",
    "dead-demo",
    "dead-external",
    "draft-in-public",
    "duplicate-id",
    "empty-day",
    "file-over-limit",
    "future-date",
    "git-refuses",
    "language-not-listed",
    "large-picture",
    "link-to-draft",
    "local-link",
    "mail-address",
    "missing-alt",
    "missing-description",
    "mixed-labels",
    "more-than-consented",
    "not-a-picture",
    "number-without-date",
    "number-without-source",
    "phone-number",
    "placeholder-address",
    "position-in-file",
    "private-in-history",
    "private-not-ignored",
    "private-tracked",
    "private-words",
    "raw-element",
    "raw-frame",
    "raw-script",
    "raw-style",
    "recording-in-line",
    "relation-not-shown",
    "remote-picture",
    "secret",
    "secret-file",
    "serial-in-file",
    "site-over-limit",
    "stray-file",
    "system-font",
    "twin-folders",
    "unanswered-feedback",
    "unclosed-comment",
    "unclosed-fence",
    "unclosed-tag",
    "unknown-host",
    "unknown-key",
    "unread-archive",
    "unsafe-address",
    "unseen-feedback",
    "unseen-source",
    "unsupported-claim",
    "useless-alt",
    "words-not-said",
    "wrong-address",
];

/// A site before the gate.
pub struct Gate<'a> {
    sources: &'a Sources,
    config: Option<Config>,
    content: Content,
    private: Private,
    repository: Option<&'a Repository>,
    rules: TextRules,
}

/// Addresses of other sites, each with the files of the output that lead there.
pub type Outside = BTreeMap<String, BTreeSet<String>>;

/// Where has been looked; of other places nothing is known, and an allowance for them is not called stale.
#[derive(Clone, Copy, Debug)]
pub struct Looked {
    /// Whether every page has been looked at.
    pub pages: bool,
    /// Whether other hosts have been asked.
    pub others: bool,
    /// Whether the address has been the one that the settings give.
    pub address: bool,
}

/// What the finished pages have shown.
#[derive(Debug, Default)]
pub struct Findings {
    /// Findings, in no order.
    pub list: Vec<Diagnostic>,
    /// Where the pages lead.
    pub outside: Outside,
}

impl<'a> Gate<'a> {
    /// A site with its settings, where they can be read, its content as far as it can be, and what git says of its
    /// folder, where there is git.
    pub fn new(
        sources: &'a Sources,
        config: Option<Config>,
        content: Content,
        repository: Option<&'a Repository>,
    ) -> Self {
        // What can't be read has been told by whoever read it first.
        let (private, _) = Private::read(sources);
        let rules = TextRules::new(config.as_ref(), PrivateWords::of(&private, &content));
        Self { sources, config, content, private, repository, rules }
    }

    /// Findings in every file that is public once it is pushed, and in what git tracks.
    pub fn of_sources(&self) -> Vec<Diagnostic> {
        let is_public = |path: &SitePath, _: &Source| !path.as_str().starts_with("private/");
        let mut found =
            walk(self.sources, is_public, |text| self.rules.of_source(text), |path| self.rules.of_name(path));
        found.extend(self.content.feedback.iter().flat_map(|piece| consent::of_feedback(piece)));
        if let Some(repository) = self.repository {
            found.extend(private::of_repository(repository, self.sources, &self.private));
            // What no page is made of is public with the sources, too.
            let of_name = |path: &SitePath| self.rules.of_name(path).filter(|it| it.code == "private-words");
            found.extend(walk(&repository.beside, |_, _| true, |text| self.rules.of_beside(text), of_name));
            found.extend(self.of_elsewhere(&repository.elsewhere));
        }
        found
    }

    /// Findings in the rest of the repository that the site's folder lies in. What is large there is data, and is left.
    fn of_elsewhere(&self, elsewhere: &Sources) -> Vec<Diagnostic> {
        let is_small = |_: &SitePath, source: &Source| source.length() <= LARGEST_ELSEWHERE;
        let mut found = walk(
            elsewhere,
            is_small,
            |text| self.rules.of_elsewhere(text),
            |path| private::of_name(&from_top(path)),
        );
        found.retain(|finding| OF_ELSEWHERE.contains(&finding.code));
        for place in found.iter_mut().filter_map(|finding| finding.place.as_mut()) {
            place.path = from_top(&place.path);
        }
        found
    }

    /// The finding about the address that the settings give.
    pub fn of_address(&self) -> Option<Diagnostic> {
        let served_at = self.repository.and_then(|repository| repository.served_at.as_deref());
        self.config.as_ref().and_then(|config| address::of_site(config, served_at))
    }

    /// Findings about what the log says: its pictures, its numbers, its feedback, its drafts.
    pub fn of_log(&self, site: &Site) -> Vec<Diagnostic> {
        let is_shown = |path: &SitePath| !site.drafts.contains(path);
        let profiles =
            self.content.profiles.iter().map(|profile| (&profile.document.file, &profile.document.doc));
        let projects =
            self.content.projects.iter().map(|project| (&project.document.file, &project.document.doc));
        let days = self.content.days.iter().map(|day| (&day.document.file, &day.document.doc));
        let shown = profiles.chain(projects).chain(days).filter(|(file, _)| is_shown(&file.path));
        let mut found: Vec<Diagnostic> = shown.flat_map(|(file, doc)| pictures::of_doc(file, doc)).collect();
        found.extend(evidence::of_log(site, &self.content));
        if let Some(repository) = self.repository {
            let tracked: BTreeSet<&SitePath> = repository.tracked.iter().collect();
            found.extend(site.drafts.iter().filter(|path| tracked.contains(path)).map(draft_in_public));
        }
        found
    }

    /// Where the pages are looked at as they are made.
    pub fn press<'b>(&'b self, renderer: &'b Renderer) -> Press<'b> {
        Press::new(self, renderer)
    }

    /// What all the pages together show.
    pub fn finish(&self, press: Press<'_>) -> Findings {
        press.finish()
    }

    /// What other hosts' answers have to say about the site.
    pub fn of_answers(&self, site: &Site, answers: &Answers, outside: &Outside) -> Vec<Diagnostic> {
        let demos = whole::demos(site);
        let is_demo =
            |url: &str| demos.iter().any(|demo| demo.trim_end_matches('/') == url.trim_end_matches('/'));
        external::findings(answers, outside, |url| self.locate(url), is_demo)
    }

    /// Takes out what is meant, and puts the rest in order.
    pub fn allow(&self, mut findings: Vec<Diagnostic>, looked: Looked) -> Allowed {
        diagnostics::hide_in_all(&mut findings);
        diagnostics::sort(&mut findings);
        findings.dedup();
        let Some(config) = &self.config else { return Allowed { findings, allowed: 0 } };
        let is_judged = |code: &str| match code {
            code if OF_GIT.contains(&code) => self.repository.is_some_and(|git| git.refusal.is_none()),
            code if OF_OTHERS.contains(&code) => looked.pages && looked.others,
            code if OF_ADDRESS.contains(&code) => looked.address,
            _ => looked.pages,
        };
        allow::apply(findings, &config.allow, &config.file, is_judged)
    }

    /// Where an address stands in the files of the site, so that it is told where it can be mended.
    fn locate(&self, address: &str) -> Option<Place> {
        let texts = self.sources.texts_under("content").chain(self.sources.texts_under("themes"));
        let settings = self.sources.text(&SitePath::new(crate::config::CONFIG_FILE));
        let find = |text: SourceFile| {
            let at = text.text.find(address)?;
            Some(text.place(at..at + address.len()))
        };
        texts.chain(settings).find_map(find)
    }
}

/// Findings in files and in their names, those of many files at once.
fn walk(
    sources: &Sources,
    is_looked_at: impl Fn(&SitePath, &Source) -> bool,
    rules: impl Fn(&SourceFile) -> Vec<Diagnostic> + Sync,
    of_name: impl Fn(&SitePath) -> Option<Diagnostic> + Sync,
) -> Vec<Diagnostic> {
    let files: Vec<_> = sources.under("").filter(|(path, source)| is_looked_at(path, source)).collect();
    let found = files.par_iter().flat_map(|(path, source)| {
        let mut found = files::of_file(path, source, sources, &rules);
        found.extend(of_name(path));
        found
    });
    found.collect()
}

/// A path from the top of the repository in git's own spelling, so that it is taken for none of the site's.
fn from_top(path: &SitePath) -> SitePath {
    match path.as_str().starts_with(TOP) {
        true => path.clone(),
        false => SitePath::new(format!("{TOP}{path}")),
    }
}

fn draft_in_public(path: &SitePath) -> Diagnostic {
    Diagnostic::warning(
        "draft-in-public",
        format!("{path} is a draft, but git tracks it: everybody can read it once it is pushed"),
    )
    .at(Place::file(path.clone()))
    .hint(format!("`git rm --cached {path}` keeps it out of the repository until it is ready"))
}
