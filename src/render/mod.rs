//! A page in, bytes out.
//!
//! [`Renderer`] holds everything a page is made of: the site, the plan, the theme and what many
//! pages share. [`Renderer::render`] is a pure function of that and the page, so pages can be made
//! in any order, in parallel, and one at a time.

mod ahead;
mod body;
pub mod brief;
pub mod cards;
mod common;
mod controls;
mod data;
mod feed;
mod figure;
mod frame;
mod head;
mod item;
mod machine;
mod masthead;
mod medium;
mod meta;
mod page;
mod part;
mod plot;
mod quote;
mod scope;
mod shared;
mod strip;
mod structured;

#[cfg(test)]
mod tests;

use std::sync::{Arc, OnceLock};

use crate::config::Highlight;
use crate::diagnostics::Diagnostic;
use crate::fonts::FontSet;
use crate::markdown::Highlighter;
use crate::output::{Body, MARKER};
use crate::path::SitePath;
use crate::plan::{BriefForm, Page, PageKind, Plan};
use crate::site::Site;
use crate::source::Sources;
use crate::theme::Theme;
use ahead::Ahead;
use brief::Subject;
use cards::Cards;
use controls::without_controls;
use part::Parts;
use scope::Scope;
use shared::Shared;

/// Everything that pages are made of.
pub struct Renderer {
    sources: Sources,
    site: Site,
    plan: Plan,
    theme: Arc<Theme>,
    highlighter: Option<Arc<Highlighter>>,
    parts: Parts,
    shared: Vec<Shared>,
    cards: Cards,
    fonts: FontSet,
    typesetter: OnceLock<brief::Typesetter>,
    ahead: Option<Ahead>,
}

/// What pages are made with, beside the site and its theme.
pub struct Tools {
    /// What colours code; it may be one that has coloured some before.
    pub highlighter: Arc<Highlighter>,
    /// The fonts that documents are set with.
    pub fonts: FontSet,
    /// The preview pictures.
    pub cards: Cards,
}

impl Renderer {
    /// Prepares what pages share.
    pub fn new(sources: Sources, site: Site, plan: Plan, theme: Arc<Theme>, tools: Tools) -> Renderer {
        let Tools { highlighter, fonts, cards } = tools;
        let highlighter = (site.config.highlight.value != Highlight::On(false)).then_some(highlighter);
        let shared = (0..site.editions.len())
            .map(|edition| Shared::make(&Scope { site: &site, plan: &plan, theme: &theme, edition }))
            .collect();
        Renderer {
            sources,
            site,
            plan,
            parts: Parts::of(&theme),
            theme,
            highlighter,
            shared,
            cards,
            fonts,
            typesetter: OnceLock::new(),
            ahead: None,
        }
    }

    /// The same, with more fonts to set documents with.
    pub fn with_fonts(self, fonts: FontSet) -> Renderer {
        Renderer { fonts, typesetter: OnceLock::new(), ..self }
    }

    /// The same for whoever makes all pages: what one page needs of another's work is kept for it.
    pub fn for_all_pages(self) -> Renderer {
        Renderer { ahead: Some(Ahead::default()), ..self }
    }

    /// The log.
    pub fn site(&self) -> &Site {
        &self.site
    }

    /// Which pages there are.
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// Where a file that is published as it is lies on disk.
    pub fn on_disk(&self, path: &SitePath) -> std::path::PathBuf {
        self.sources.on_disk(path)
    }

    /// The bytes of a file of the site folder.
    ///
    /// # Errors
    /// Those of the disk; a file that is not known is `NotFound`.
    pub fn bytes(&self, path: &SitePath) -> std::io::Result<Vec<u8>> {
        self.sources.bytes(path)
    }

    /// The fonts that documents are set with.
    pub fn fonts(&self) -> &FontSet {
        &self.fonts
    }

    /// The theme.
    pub fn theme(&self) -> &Theme {
        &self.theme
    }

    /// The bytes of a page, or the file that stands for them.
    ///
    /// # Errors
    /// A fault of a template, or a picture that can't be published.
    pub fn render(&self, page: &Page) -> Result<Body, Box<Diagnostic>> {
        let scope = self.scope(page.edition);
        let text = match &page.kind {
            PageKind::AtomFeed(project) => feed::atom(self, &scope, page, *project),
            PageKind::JsonFeed => feed::json(self, &scope, page).into_bytes(),
            PageKind::Sitemap(part) => machine::sitemap(&scope, *part),
            PageKind::Robots => machine::robots(&scope).into_bytes(),
            PageKind::Llms => machine::llms(self, &scope).into_bytes(),
            PageKind::Cname => format!("{}\n", self.site.config.base_url.host()).into_bytes(),
            PageKind::Marker => MARKER.into(),
            PageKind::Asset(name) => return Ok(self.asset(name)),
            PageKind::Media(path) => return self.medium(path),
            PageKind::Still(path) => return self.still(path),
            PageKind::Static(path) => return Ok(self.copy(path)),
            PageKind::Card(of) => {
                return Ok(Body::Bytes(self.cards.draw(&self.site, &self.theme, page.edition, *of)?));
            }
            PageKind::Brief(project, form) => {
                let subject = Subject { edition: page.edition, project: *project, reader: None };
                return self.brief_form(&scope, page, subject, *form);
            }
            PageKind::Letter(index, form) => {
                let Some(letter) = self.plan.letter(*index) else { return Ok(Body::Bytes(Vec::new())) };
                return self.brief_form(&scope, page, Subject::of(letter.reader()), *form);
            }
            _ => page::render(self, &scope, page)?,
        };
        Ok(Body::Bytes(without_controls(text)))
    }

    fn brief_form(
        &self,
        scope: &Scope,
        page: &Page,
        subject: Subject,
        form: BriefForm,
    ) -> Result<Body, Box<Diagnostic>> {
        let text = match form {
            BriefForm::Pdf => return Ok(Body::Bytes(self.brief_pdf(subject, None)?.bytes)),
            BriefForm::Text => self.brief_text(subject).into_bytes(),
            BriefForm::Page => page::render(self, scope, page)?,
        };
        Ok(Body::Bytes(without_controls(text)))
    }

    fn scope(&self, edition: usize) -> Scope<'_> {
        Scope { site: &self.site, plan: &self.plan, theme: &self.theme, edition }
    }

    fn asset(&self, name: &str) -> Body {
        Body::Bytes(self.theme.assets.get(name).map(|asset| asset.bytes.clone()).unwrap_or_default())
    }

    /// A file on disk is copied and never read; a file that exists in memory only is its bytes.
    fn copy(&self, path: &SitePath) -> Body {
        match self.sources.get(path) {
            Some(crate::source::Source::Bytes(bytes)) => Body::Bytes(bytes.to_vec()),
            _ => Body::File(path.clone()),
        }
    }
}
