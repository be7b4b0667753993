//! The log, resolved and final: challenges with their days, what may be shown of feedback, numbers, tags.

mod agreement;
mod assemble;
mod challenge;
mod check;
mod edition;
mod figure;
mod folder;
mod future;
mod maker;
mod memo;
mod mention;
mod numbers;
mod origin;
mod quote;
mod resolve;
mod slugs;
mod spoken;
mod tag;
mod translation;
mod undated;
mod wording;

pub use challenge::{Challenge, LONGEST_CHALLENGE, Mark, MarkState};
pub use edition::{Day, DayId, Edition, Project};
pub use figure::{Figure, Reading, number_id};
pub use maker::ToldIn;
pub use memo::Memo;
pub use mention::{unknown_feedback, unknown_source};
pub use origin::Origin;
pub(crate) use origin::is_host;
pub use quote::{Quote, Standing, people};
pub use spoken::says_value;
pub use tag::Tag;

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::config::Config;
use crate::content::{Content, Shelved};
use crate::diagnostics::Diagnostic;
use crate::path::SitePath;
use resolve::Resolved;

/// The whole log. Nothing in it may not be published: drafts, and feedback without consent, are left
/// behind where it is made, and `private/` is never seen by it.
#[derive(Clone, Debug)]
pub struct Site {
    /// The settings.
    pub config: Config,
    /// The site in each of its languages, the default one first; there is always one.
    pub editions: Vec<Edition>,
    /// Each project in every edition.
    resolved: Vec<Arc<Resolved>>,
    /// Documents that are kept back: a link to one becomes text.
    pub drafts: BTreeSet<SitePath>,
    /// Documents with faults: a link to one is no second fault.
    pub broken: BTreeSet<SitePath>,
}

impl Site {
    /// Resolves the documents into a log. What does not fit together is told, and left out of the result.
    pub fn assemble(config: Config, content: Content) -> (Site, Vec<Diagnostic>) {
        Self::assemble_with(config, content.into(), &mut Memo::default())
    }

    /// The same, with what an earlier assembly has left in the memo.
    pub fn assemble_with(config: Config, content: Shelved, memo: &mut Memo) -> (Site, Vec<Diagnostic>) {
        assemble::assemble(config, content, memo)
    }
}

#[cfg(test)]
mod tests;
