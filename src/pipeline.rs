//! From sources to a site, a plan and its pages.

mod check;

pub use check::{Checked, Inspection, PagesRead, check};

use std::collections::HashSet;
use std::sync::Arc;

use rayon::prelude::*;

use crate::brief::{self, Letter};
use crate::config::{Config, Overrides};
use crate::content::{self, Private, Shelved};
use crate::diagnostics::{self, Diagnostic};
use crate::fonts::{self, FontSet};
use crate::markdown::Highlighter;
use crate::output::{Body, Output};
use crate::plan::{self, Beside, Page, PageKind, Plan};
use crate::render::brief::words_to_set;
use crate::render::cards::{self, Cards};
use crate::render::{Renderer, Tools};
use crate::site::{self, Site};
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
    site: site::Memo,
    plan: plan::Memo,
    theme: ThemeMemo,
    fonts: fonts::Memo,
    cards: cards::Memo,
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

/// A hash of what pages are made of beside that: the fonts that this machine lends. Those of cards are in the
/// names of the cards.
pub fn lent(renderer: &Renderer) -> [u8; 32] {
    let mut hasher = blake3::Hasher::new();
    for face in renderer.fonts().borrowed() {
        hasher.update(blake3::hash((*face.bytes).as_ref()).as_bytes()).update(&face.index.to_le_bytes());
    }
    for card in renderer.plan().pages.iter().filter(|page| page.route.as_str().starts_with("cards/")) {
        hasher.update(card.route.as_str().as_bytes()).update(&[0]);
    }
    *hasher.finalize().as_bytes()
}

/// Reads sources into a site and plans its pages. Every room is asked even when one before it has
/// complained, so that one run shows all faults.
pub fn assemble(sources: Sources, overrides: &Overrides) -> Assembled {
    assemble_with(sources, overrides, &mut Memo::default())
}

/// The same, with what an earlier assembly has left in the memo.
pub fn assemble_with(sources: Sources, overrides: &Overrides, memo: &mut Memo) -> Assembled {
    let Assembled { diagnostics, renderer } = assemble_as_far_as_it_goes(sources, overrides, memo);
    let has_errors = diagnostics.iter().any(Diagnostic::is_error);
    Assembled { diagnostics, renderer: renderer.filter(|_| !has_errors) }
}

/// The same with what makes the pages of a site that has errors: those that have nothing to do with them.
fn assemble_as_far_as_it_goes(sources: Sources, overrides: &Overrides, memo: &mut Memo) -> Assembled {
    let mut diagnostics = sources.faults().to_vec();
    let config = Config::read(&sources, overrides);
    let Memo { content, theme, .. } = memo;
    // A theme is compiled by one thread, which would keep the others waiting.
    let ((content, faults), theme) = rayon::join(
        || Shelved::read(&sources, content),
        || config.as_ref().ok().map(|config| theme.load(&sources, config)),
    );
    diagnostics.extend(faults);
    let theme = theme.and_then(|theme| theme.map_err(|faults| diagnostics.extend(faults)).ok());
    // Of what is private only letters that ask to be published are seen by anything below.
    let (private, faults) = Private::read(&sources);
    diagnostics.extend(faults);
    let ready = match config {
        Ok(config) => plan(&sources, config, theme, (content, &private), memo, &mut diagnostics),
        Err(faults) => {
            diagnostics.extend(faults);
            None
        }
    };
    diagnostics::hide_in_all(&mut diagnostics);
    diagnostics::sort(&mut diagnostics);
    let highlighter = memo.highlighter.clone();
    let renderer = ready.map(|Ready { site, plan, theme, fonts, cards }| {
        Renderer::new(sources, site, plan, theme, Tools { highlighter, fonts, cards })
    });
    Assembled { diagnostics, renderer }
}

/// All that pages are made from.
struct Ready {
    site: Site,
    plan: Plan,
    theme: Arc<Theme>,
    fonts: FontSet,
    cards: Cards,
}

fn plan(
    sources: &Sources,
    config: Config,
    theme: Option<Arc<Theme>>,
    (content, private): (Shelved, &Private),
    memo: &mut Memo,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Ready> {
    let is_whole = content.broken.is_empty();
    let (site, faults) = Site::assemble_with(config, content, &mut memo.site);
    diagnostics.extend(faults);
    // What a name means may be in a file that can't be read, which is fault enough.
    if is_whole {
        diagnostics.extend(brief::unknown(&site));
        diagnostics.extend(brief::unknown_leads(&site, private));
    }
    diagnostics.extend(theme.iter().flat_map(|theme| theme.warnings.iter().cloned()));
    let assets: Vec<_> = theme
        .iter()
        .flat_map(|theme| &theme.assets)
        .map(|(name, asset)| (name.clone(), asset.route.clone()))
        .collect();
    let (fonts, faults) = FontSet::read(sources, &mut memo.fonts);
    diagnostics.extend(faults);
    diagnostics.extend(site::unknown_feedback(&site, private));
    diagnostics.extend(brief::unknown_sources(&site, private));
    let (letters, faults) = Letter::published(&site, &private.recipients);
    diagnostics.extend(faults);
    let (cards, faults) =
        theme.as_ref().map(|theme| Cards::decide(&site, theme, &fonts, &mut memo.cards)).unwrap_or_default();
    diagnostics.extend(faults);
    let beside = Beside { assets: &assets, cards: cards.pages().collect(), letters };
    let (plan, faults) = Plan::make_with(&site, sources, beside, &mut memo.plan);
    diagnostics.extend(faults);
    let theme = theme?;
    let fonts = fonts_of_documents(fonts, (&site, &plan, &theme), diagnostics);
    Some(Ready { site, plan, theme, fonts, cards })
}

/// The fonts that the documents of the plan are set with. The system is asked only for what neither the
/// program nor the site has.
fn fonts_of_documents(
    mut fonts: FontSet,
    (site, plan, theme): (&Site, &Plan, &Theme),
    diagnostics: &mut Vec<Diagnostic>,
) -> FontSet {
    let documents = words_to_set(site, plan, theme);
    for document in &documents {
        fonts = fonts.with_system(&document.text);
    }
    for document in &documents {
        diagnostics.extend(fonts::complaints(&fonts, &document.what, &document.place, &document.text));
    }
    fonts
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
    let make = |page: &Page| match is_there(page)? {
        true => Ok(None),
        false => match renderer.render(page) {
            Ok(body) => deliver(page, body).map(|()| None),
            Err(fault) => Ok(Some(*fault)),
        },
    };
    let pages = renderer.plan().pages.par_iter();
    let mut faults: Vec<Diagnostic> =
        pages.filter_map(|page| make(page).transpose()).collect::<Result<_, E>>()?;
    diagnostics::sort(&mut faults);
    // A fault of a template that many pages use is one fault.
    faults.dedup();
    Ok(if faults.is_empty() { Ok(()) } else { Err(faults) })
}

/// The faults of templates that show only while a page is made. One page of each kind is made, since a kind has
/// one template.
pub fn faults_of_templates(renderer: &Renderer) -> Vec<Diagnostic> {
    let mut tried = HashSet::new();
    let is_of_template = |page: &&Page| page.route.is_page() && !matches!(page.kind, PageKind::Static(_));
    let pages = renderer.plan().pages.iter().filter(is_of_template);
    let first = pages.filter(|page| tried.insert((page.edition, std::mem::discriminant(&page.kind))));
    let mut faults: Vec<Diagnostic> =
        first.filter_map(|page| renderer.render(page).err()).map(|fault| *fault).collect();
    diagnostics::sort(&mut faults);
    faults.dedup();
    faults
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
