//! The finished pages, looked at one by one while they are made.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use super::links::PageLinks;
use super::texts::Shown;
use super::{Findings, Gate, consent, pdf, trace, whole};
use crate::diagnostics::{Diagnostic, Place, SourceFile};
use crate::markdown::Tag;
use crate::output::Body;
use crate::path::SitePath;
use crate::plan::{Page, PageKind};
use crate::render::Renderer;
use crate::site::{Project, Quote};
use crate::source::Source;

/// How many bytes before and behind a link to a quote are searched for who gave it.
const AROUND: usize = 400;

/// What has been seen of the output so far.
pub struct Press<'a> {
    gate: &'a Gate<'a>,
    renderer: &'a Renderer,
    seen: Mutex<Seen>,
}

#[derive(Default)]
struct Seen {
    findings: Vec<Diagnostic>,
    /// What stands in the words of pages, with the source that each page is made of.
    words: Vec<(Option<SitePath>, Shown)>,
    pages: BTreeMap<String, PageLinks>,
    bytes: u64,
}

impl<'a> Press<'a> {
    pub(super) fn new(gate: &'a Gate<'a>, renderer: &'a Renderer) -> Self {
        Self { gate, renderer, seen: Mutex::default() }
    }

    /// Looks at one file of the output. May be called from many threads at once, in any order.
    pub fn look_at(&self, page: &Page, body: &Body) {
        let file = page.route.file();
        let mut findings = Vec::new();
        let mut words = Vec::new();
        let mut read = None;
        let bytes = match body {
            Body::Bytes(bytes) => bytes.len() as u64,
            Body::File(path) => self.gate.sources.get(path).map_or(0, Source::length),
        };
        if let Some(text) = self.text_of(page, body) {
            // What lies in static/ has been read where it lies.
            if !matches!(page.kind, PageKind::Static(_)) {
                let shown = self.gate.rules.of_output(&SourceFile::new(shown(&file), text.as_str()));
                words = shown.into_iter().map(|shown| (self.source_of(page), shown)).collect();
            }
            if file.ends_with(".html") || file.ends_with(".htm") {
                let (links, tags) = PageLinks::of(&text);
                findings.extend(self.of_page(page, &text, &tags));
                read = Some(links);
            }
        }
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        seen.findings.extend(findings);
        seen.words.extend(words);
        seen.bytes += bytes;
        seen.pages.extend(read.map(|links| (file, links)));
    }

    /// The text of what is made for readers and machines; style sheets and pictures have none.
    fn text_of(&self, page: &Page, body: &Body) -> Option<String> {
        let is_page = page.route.file().ends_with(".html") || page.route.file().ends_with(".htm");
        match (&page.kind, body) {
            (PageKind::Asset(_) | PageKind::Media(_) | PageKind::Still(_), _) => None,
            (PageKind::Static(path), _) if is_page => {
                self.renderer.bytes(path).ok().and_then(|bytes| String::from_utf8(bytes).ok())
            }
            (PageKind::Static(_), _) => None,
            (_, Body::Bytes(bytes)) if bytes.starts_with(b"%PDF") => {
                Some(pdf::words(&mut std::io::Cursor::new(bytes)))
            }
            (_, Body::Bytes(bytes)) => std::str::from_utf8(bytes).ok().map(str::to_string),
            (_, Body::File(_)) => None,
        }
    }

    fn of_page(&self, page: &Page, html: &str, tags: &[Tag]) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        found.extend(self.undescribed(page, tags));
        let without = tags.iter().filter(|tag| tag.name == "img" && tag.attribute("alt").is_none());
        found.extend(without.map(|tag| self.without_alt(page, tag)));
        match &page.kind {
            PageKind::Feedback(index) => found.extend(self.unrelated(page, *index, html)),
            PageKind::Home | PageKind::Projects | PageKind::Project(_) => {
                found.extend(self.unrelated_in_passing(page, html));
            }
            _ => {}
        }
        found
    }

    /// A page that search engines and previews have no words for.
    fn undescribed(&self, page: &Page, tags: &[Tag]) -> Option<Diagnostic> {
        let is_told =
            matches!(page.kind, PageKind::Home | PageKind::About | PageKind::Project(_) | PageKind::Day(_));
        let has_words = tags.iter().any(|tag| {
            tag.name == "meta"
                && tag.attribute("name").is_some_and(|name| name.eq_ignore_ascii_case("description"))
                && tag.attribute("content").is_some_and(|words| !words.trim().is_empty())
        });
        if !is_told || has_words {
            return None;
        }
        let hint = match &page.kind {
            PageKind::Project(_) => "write its promise in one sentence: `tagline`",
            PageKind::Day(_) => {
                "write a `summary`, or begin the text with a sentence that says what was done"
            }
            PageKind::About => "begin the text with a sentence about you",
            _ => "write a `headline` under `author`, or a sentence at the head of about.md",
        };
        let told =
            Diagnostic::warning("missing-description", format!("the page {} has no description", page.route));
        Some(
            told.at(self.place_of(page))
                .hint("lists, search engines and previews of links show it")
                .hint(hint),
        )
    }

    fn without_alt(&self, page: &Page, tag: &Tag) -> Diagnostic {
        let name = tag.attribute("src").unwrap_or("a picture");
        Diagnostic::warning("missing-alt", format!("{name} on {} has no `alt`", page.route))
            .at(self.place_of(page))
            .hint("write `alt` with what is to be seen, or `alt=\"\"` where there is nothing to tell")
    }

    /// Quotes on the page of all feedback whose giver is close to the maker, and that don't say so.
    fn unrelated(&self, page: &Page, index: usize, html: &str) -> Vec<Diagnostic> {
        let project = &self.renderer.site().editions[page.edition].projects[index];
        let start_of = |quote: &Quote| html.find(&format!("id=\"{}\"", quote.anchor));
        let starts: Vec<usize> = project.quotes.iter().filter_map(start_of).collect();
        let hidden = project.quotes.iter().filter(|quote| {
            let (Some(label), Some(start)) = (self.relation(page, quote), start_of(quote)) else {
                return false;
            };
            let end = starts.iter().copied().filter(|other| *other > start).min().unwrap_or(html.len());
            !html[start..end].contains(&label)
        });
        hidden.filter_map(|quote| self.not_shown(page, project, quote)).collect()
    }

    /// The same on pages that show single quotes, each with a link to it: the label stands near that link.
    fn unrelated_in_passing(&self, page: &Page, html: &str) -> Vec<Diagnostic> {
        let projects = self.renderer.site().editions[page.edition].projects.iter();
        let quotes = projects.flat_map(|project| project.quotes.iter().map(move |quote| (project, quote)));
        let hidden = quotes.filter(|(_, quote)| {
            let Some(label) = self.relation(page, quote) else { return false };
            let link = format!("#{}\"", quote.anchor);
            let mut links = html.match_indices(&link);
            links.any(|(at, _)| !around(html, at).contains(&label))
        });
        hidden.filter_map(|(project, quote)| self.not_shown(page, project, quote)).collect()
    }

    /// The words on a page for how somebody stands to the maker, where that must be told.
    fn relation(&self, page: &Page, quote: &Quote) -> Option<String> {
        let relation = quote.relation?;
        let language = &self.renderer.site().editions[page.edition].language;
        let key = format!("relations.{}", relation.key());
        Some(self.renderer.theme().strings(language).get(&key).to_string())
    }

    fn not_shown(&self, page: &Page, project: &Project, quote: &Quote) -> Option<Diagnostic> {
        let mut pieces = self.gate.content.feedback.iter();
        let piece = pieces.find(|piece| piece.project == project.folder() && piece.id == quote.id)?;
        Some(consent::relation_not_shown(piece, &page.route.to_string()))
    }

    /// The file that a page is made of, else the page itself.
    fn place_of(&self, page: &Page) -> Place {
        let profile = || self.renderer.site().editions[page.edition].profile.as_ref();
        let otherwise = || match page.kind {
            PageKind::Home if profile().is_some() => profile().map(|it| it.document.file.path.clone()),
            PageKind::About | PageKind::Home => Some(self.renderer.site().config.file.path.clone()),
            _ => None,
        };
        let file = self.source_of(page).or_else(otherwise);
        Place::file(file.unwrap_or_else(|| shown(&page.route.file())))
    }

    /// The one file that a page is made of, where there is one; what only gathers from others has none.
    fn source_of(&self, page: &Page) -> Option<SitePath> {
        let edition = &self.renderer.site().editions[page.edition];
        match &page.kind {
            PageKind::Day(id) => Some(edition.day(*id).source.document.file.path.clone()),
            PageKind::Project(index) => Some(edition.projects[*index].source.document.file.path.clone()),
            PageKind::About => Some(edition.profile.as_ref()?.document.file.path.clone()),
            PageKind::Static(path) => Some(path.clone()),
            _ => None,
        }
    }

    /// What all pages together show.
    pub(super) fn finish(self) -> Findings {
        let seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let mut together = whole::of_all(self.gate, self.renderer, &seen.pages, seen.bytes);
        drop(seen);
        together.list.extend(self.finish_each().list);
        together
    }

    /// What each page shows for itself.
    pub fn finish_each(self) -> Findings {
        let Seen { findings, mut words, .. } = self.seen.into_inner().unwrap_or_else(PoisonError::into_inner);
        let file =
            |shown: &Shown| shown.told.place.as_ref().map(|place| (place.path.clone(), place.span.start));
        // The same order whichever page was made first, and what is made of a source before what gathers.
        words.sort_by_cached_key(|(source, shown)| (shown.key.clone(), source.is_none(), file(shown)));
        let mut each = Findings { list: findings, ..Findings::default() };
        each.list.extend(trace::to_sources(self.gate.sources, words, &self.gate.rules.told()));
        each
    }
}

/// A file of the output as it is named in reports.
pub(super) fn shown(file: &str) -> SitePath {
    SitePath::new(format!("public/{file}"))
}

/// The part of a page around a place in it.
fn around(html: &str, at: usize) -> &str {
    &html[html.floor_char_boundary(at.saturating_sub(AROUND))..html.ceil_char_boundary(at + AROUND)]
}
