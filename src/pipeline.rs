//! From sources to a site, a plan and its pages.

mod check;

pub use check::{Checked, Inspection, check};

use std::sync::Arc;

use rayon::prelude::*;

use crate::config::{Config, Overrides};
use crate::content::{self, Content, Private};
use crate::diagnostics::{self, Diagnostic};
use crate::fonts::{self, FontSet};
use crate::markdown::Highlighter;
use crate::output::{Body, Output};
use crate::plan::{Page, Plan};
use crate::render::Renderer;
use crate::render::cards::Cards;
use crate::site::Site;
use crate::source::Sources;
use crate::theme::{Theme, ThemeMemo};

/// A site as far as it came.
pub struct Assembled {
    /// Every complaint, in the order in which they are shown.
    pub diagnostics: Vec<Diagnostic>,
    /// What makes the pages; nothing where there is an error.
    pub renderer: Option<Renderer>,
}

/// What is slow and pure, kept from one assembly to the next under all that it was made of.
#[derive(Default)]
pub struct Memo {
    content: content::Memo,
    theme: ThemeMemo,
    fonts: fonts::Memo,
    highlighter: Arc<Highlighter>,
}

impl Memo {
    /// A memo that begins with the colours of code that an earlier one has kept.
    pub fn with_colours(kept: Option<&[u8]>) -> Self {
        let highlighter = kept.map(Highlighter::with_kept).unwrap_or_default();
        Self { highlighter: Arc::new(highlighter), ..Self::default() }
    }

    /// The colours of code, to be kept for the next time; nothing where they are those from the last.
    pub fn colours(&self) -> Option<Vec<u8>> {
        self.highlighter.to_keep()
    }
}

/// A hash of all that pages are made of: the site's files, what the command line says, and the program.
/// Two builds of one hash give the same bytes. `None` where not all of that is known.
pub fn inputs(sources: &Sources, overrides: &Overrides, program: &[u8; 32]) -> Option<[u8; 32]> {
    let Overrides { base_url, drafts, as_of } = overrides;
    let mut hasher = blake3::Hasher::new_keyed(program);
    hasher.update(&sources.digest()?);
    hasher.update(format!("{base_url:?} {drafts} {as_of}").as_bytes());
    Some(*hasher.finalize().as_bytes())
}

/// Reads sources into a site and plans its pages. Every room is asked even when one before it has
/// complained, so that one run shows all faults.
pub fn assemble(sources: Sources, overrides: &Overrides) -> Assembled {
    assemble_with(sources, overrides, &mut Memo::default())
}

/// The same, with what an earlier assembly has left in the memo.
pub fn assemble_with(sources: Sources, overrides: &Overrides, memo: &mut Memo) -> Assembled {
    let mut diagnostics = sources.faults().to_vec();
    let (content, faults) = Content::read_with(&sources, &mut memo.content);
    diagnostics.extend(faults);
    // What is private is read for its faults alone; nothing below ever sees it.
    let (_private, faults) = Private::read(&sources);
    diagnostics.extend(faults);
    let ready = match Config::read(&sources, overrides) {
        Ok(config) => plan(&sources, config, content, memo, &mut diagnostics),
        Err(faults) => {
            diagnostics.extend(faults);
            None
        }
    };
    diagnostics::sort(&mut diagnostics);
    let has_errors = diagnostics.iter().any(Diagnostic::is_error);
    let ready = ready.filter(|_| !has_errors);
    let renderer = ready.map(|(site, plan, theme, cards)| {
        Renderer::new(sources, site, plan, theme, &memo.highlighter, cards)
    });
    Assembled { diagnostics, renderer }
}

fn plan(
    sources: &Sources,
    config: Config,
    content: Content,
    memo: &mut Memo,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<(Site, Plan, Arc<Theme>, Cards)> {
    let theme = memo.theme.load(sources, &config).map_err(|faults| diagnostics.extend(faults)).ok();
    let (site, faults) = Site::assemble(config, content);
    diagnostics.extend(faults);
    diagnostics.extend(theme.iter().flat_map(|theme| theme.warnings.iter().cloned()));
    let assets: Vec<_> = theme
        .iter()
        .flat_map(|theme| &theme.assets)
        .map(|(name, asset)| (name.clone(), asset.route.clone()))
        .collect();
    let (fonts, faults) = FontSet::read(sources, &mut memo.fonts);
    diagnostics.extend(faults);
    let cards = theme.as_ref().map(|theme| Cards::decide(&site, theme, &fonts)).unwrap_or_default();
    let (plan, faults) = Plan::make(&site, sources, &assets, cards.pages());
    diagnostics.extend(faults);
    Some((site, plan, theme?, cards))
}

/// Makes every page, in parallel, and hands each on as it is made.
///
/// # Errors
/// All faults of templates and pictures, or the first error of `deliver`.
pub fn render<E: Send>(
    renderer: &Renderer,
    deliver: impl Fn(&Page, Body) -> Result<(), E> + Sync,
) -> Result<Result<(), Vec<Diagnostic>>, E> {
    render_missing(renderer, |_| Ok(false), deliver)
}

/// Makes every page but those that are in their place already.
///
/// # Errors
/// All faults of templates and pictures, or the first error of `is_there` or `deliver`.
pub fn render_missing<E: Send>(
    renderer: &Renderer,
    is_there: impl Fn(&Page) -> Result<bool, E> + Sync,
    deliver: impl Fn(&Page, Body) -> Result<(), E> + Sync,
) -> Result<Result<(), Vec<Diagnostic>>, E> {
    let faults: Vec<Option<Diagnostic>> = renderer
        .plan()
        .pages
        .par_iter()
        .map(|page| match is_there(page)? {
            true => Ok(None),
            false => match renderer.render(page) {
                Ok(body) => deliver(page, body).map(|()| None),
                Err(fault) => Ok(Some(*fault)),
            },
        })
        .collect::<Result<_, E>>()?;
    let mut faults: Vec<Diagnostic> = faults.into_iter().flatten().collect();
    diagnostics::sort(&mut faults);
    // A fault of a template that many pages use is one fault.
    faults.dedup();
    Ok(if faults.is_empty() { Ok(()) } else { Err(faults) })
}

/// The whole site in memory, for tests.
///
/// # Errors
/// All faults of templates and pictures.
pub fn render_to_memory(renderer: &Renderer) -> Result<Output, Vec<Diagnostic>> {
    let output = std::sync::Mutex::new(Output::new());
    let keep = |page: &Page, body: Body| -> Result<(), std::convert::Infallible> {
        output.lock().unwrap_or_else(std::sync::PoisonError::into_inner).insert(page.route.clone(), body);
        Ok(())
    };
    match render(renderer, keep) {
        Ok(rendered) => rendered?,
        Err(never) => match never {},
    }
    Ok(output.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner))
}
