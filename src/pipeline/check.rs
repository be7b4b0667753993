//! A build that lets nothing pass unseen: the sources, the log, and every page before it is handed on.

use std::convert::Infallible;

use super::{Assembled, Memo, assemble_as_far_as_it_goes, render_missing};
use crate::config::{Config, Overrides};
use crate::content::Content;
use crate::diagnostics::Diagnostic;
use crate::gate::external::Answers;
use crate::gate::{Allowed, Findings, Gate, Looked, Outside, Repository};
use crate::output::Body;
use crate::plan::{Page, PageKind};
use crate::render::Renderer;
use crate::source::Sources;

/// What is looked at.
pub struct Inspection<'a> {
    /// The site's files.
    pub sources: &'a Sources,
    /// The flags.
    pub overrides: &'a Overrides,
    /// What git says of the site's folder, where there is git.
    pub repository: Option<&'a Repository>,
}

/// A site that has been through the gate.
pub struct Checked {
    /// What the build and the gate have to say, without what is allowed.
    pub findings: Vec<Diagnostic>,
    /// How many findings were allowed.
    pub allowed: usize,
    /// Addresses of other sites, each with the files of the output that lead there.
    pub outside: Outside,
    /// Which pages have been looked at.
    pub pages: PagesRead,
    /// What makes the pages; nothing where the site has errors that stop a build.
    pub renderer: Option<Renderer>,
}

/// Which of a site's pages have been looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PagesRead {
    /// Every one, and the links between them.
    All,
    /// Those that can be made of a site with errors, each for itself.
    Some,
    /// None: settings or theme can't be read.
    None,
}

/// Builds a site and looks at all of it. `is_there` names what need not be made, such as preview pictures, which hold no
/// words that their pages lack; `deliver` gets every page once it has been looked at; `ask` gets the addresses of other
/// sites and says what they answered, and without it nobody is asked.
///
/// # Errors
/// The first error of `is_there` or `deliver`.
pub fn check<E: Send>(
    inspection: &Inspection<'_>,
    is_there: impl Fn(&Page) -> Result<bool, E> + Sync,
    deliver: impl Fn(&Page, Body) -> Result<(), E> + Sync,
    ask: Option<&mut dyn FnMut(&Outside) -> Answers>,
) -> Result<Checked, E> {
    let Inspection { sources, overrides, repository } = *inspection;
    let mut memo = Memo::default();
    let assembled = assemble_as_far_as_it_goes(sources.clone(), overrides, &mut memo);
    let Assembled { diagnostics: mut found, renderer } = assembled;
    let (content, _) = Content::read_with(sources, &mut memo.content);
    let is_sound = !found.iter().any(Diagnostic::is_error);
    let gate = Gate::new(sources, Config::read(sources, overrides).ok(), content, repository);
    found.extend(gate.of_sources());
    // Whoever gives another address has been told it by those who serve it.
    let is_of_settings = overrides.base_url.is_none();
    found.extend(is_of_settings.then(|| gate.of_address()).flatten());
    let mut outside = Outside::new();
    let mut looked = Looked { pages: false, others: ask.is_some(), address: is_of_settings };
    let mut pages = PagesRead::None;
    if let Some(renderer) = &renderer {
        found.extend(gate.of_log(renderer.site()));
    }
    if let Some(renderer) = renderer.as_ref().filter(|_| !is_sound) {
        pages = PagesRead::Some;
        found.extend(of_pages_without_errors(&gate, renderer).list);
    }
    if let Some(renderer) = renderer.as_ref().filter(|_| is_sound) {
        found.extend(renderer.brief_overflow());
        let press = gate.press(renderer);
        let rendered = render_missing(renderer, is_there, |page, body| {
            press.look_at(page, &body);
            deliver(page, body)
        })?;
        looked.pages = rendered.is_ok();
        pages = if rendered.is_ok() { PagesRead::All } else { PagesRead::Some };
        found.extend(rendered.err().unwrap_or_default());
        let shown = gate.finish(press);
        found.extend(shown.list);
        outside = shown.outside;
        if let Some(ask) = ask {
            found.extend(gate.of_answers(renderer.site(), &ask(&outside), &outside));
        }
    }
    let Allowed { findings, allowed } = gate.allow(found, looked);
    Ok(Checked { findings, allowed, outside, pages, renderer: renderer.filter(|_| is_sound) })
}

/// What the pages show that a site with errors still has. Where their links lead is seen when all of them are there, and
/// what can't be made is told by the errors themselves.
fn of_pages_without_errors(gate: &Gate<'_>, renderer: &Renderer) -> Findings {
    let press = gate.press(renderer);
    let is_card = |page: &Page| Ok::<bool, Infallible>(matches!(page.kind, PageKind::Card(_)));
    let rendered = render_missing(renderer, is_card, |page, body| {
        press.look_at(page, &body);
        Ok(())
    });
    match rendered {
        Ok(_) => press.finish_each(),
        Err(never) => match never {},
    }
}
