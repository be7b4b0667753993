//! A build that lets nothing pass unseen: the sources, the log, and every page before it is handed on.

use super::{Assembled, assemble, render_missing};
use crate::config::{Config, Overrides};
use crate::diagnostics::Diagnostic;
use crate::gate::external::Answers;
use crate::gate::{Allowed, Gate, Outside, Repository};
use crate::output::Body;
use crate::plan::Page;
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
    /// What makes the pages; nothing where the site has errors that stop a build.
    pub renderer: Option<Renderer>,
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
    let Assembled { diagnostics: mut found, renderer } = assemble(sources.clone(), overrides);
    let gate = Gate::new(sources, Config::read(sources, overrides).ok(), repository);
    found.extend(gate.of_sources());
    let mut outside = Outside::new();
    let asked_others = ask.is_some();
    if let Some(renderer) = &renderer {
        found.extend(gate.of_log(renderer.site()));
        found.extend(renderer.brief_overflow());
        let press = gate.press(renderer);
        let rendered = render_missing(renderer, is_there, |page, body| {
            press.look_at(page, &body);
            deliver(page, body)
        })?;
        found.extend(rendered.err().unwrap_or_default());
        let pages = gate.finish(press);
        found.extend(pages.list);
        outside = pages.outside;
        if let Some(ask) = ask {
            found.extend(gate.of_answers(renderer.site(), &ask(&outside), &outside));
        }
    }
    let Allowed { findings, allowed } = gate.allow(found, asked_others);
    Ok(Checked { findings, allowed, outside, renderer })
}
