//! One page for a busy reader: which facts of the log it holds, in which order, and each with its source.
//!
//! A [`Brief`] is a choice and nothing else: it points at what the log holds and puts no word of its own
//! beside it. What the choice follows is written down in `docs/brief.md`, rule by rule.

mod lead;
mod missing;
mod named;
mod passage;
mod reader;
mod rules;
mod select;

pub use missing::{Missing, missing};
pub use named::unknown;
pub use passage::{Fact, Item, LeftOut, Passage, Passages, Source};
pub use reader::{Letter, Reader, unknown_leads, unknown_sources};

use crate::site::Site;

/// A keyword of every PDF that is made for one reader, by which the gate knows it: no reader sees it, and the letters
/// of the page are numbers of its fonts.
pub const FOR_ONE_READER: &str = "buildlog: for one reader";

/// The facts on one page about a project.
#[derive(Clone, Debug)]
pub struct Brief<'a> {
    /// Index of the edition, and so the language.
    pub edition: usize,
    /// Index of the project in the edition.
    pub project: usize,
    /// Whom it is for, where it is for one reader.
    pub reader: Option<&'a Reader>,
    /// The passages in their order; none is empty.
    pub passages: Vec<Passages>,
    /// What the log holds as well, and why it has no place here.
    pub left_out: Vec<LeftOut>,
}

impl<'a> Brief<'a> {
    /// Chooses what is said about a project: to everybody, or to one reader.
    pub fn of(site: &Site, edition: usize, project: usize, reader: Option<&'a Reader>) -> Brief<'a> {
        let lead = match reader {
            Some(reader) if !reader.lead.is_empty() => reader.lead.clone(),
            _ => site.config.brief.lead.iter().map(|id| id.value.clone()).collect(),
        };
        let edition_of = &site.editions[edition];
        let lead = lead::Lead::of(&edition_of.projects[project], lead);
        let (passages, left_out) = select::select(edition_of, project, &lead, reader);
        Brief { edition, project, reader, passages, left_out }
    }
}

/// The project that the site's brief is about: the one that `brief.project` names, else the one with
/// the newest entry; its index in the edition.
pub fn current(site: &Site, edition: usize) -> Option<usize> {
    let projects = &site.editions[edition].projects;
    let named = site.config.brief.project.as_ref();
    let named = named.and_then(|said| find(site, edition, &said.value));
    named.or_else(|| (!projects.is_empty()).then_some(0))
}

/// A project by its folder or its address; its index in the edition.
pub fn find(site: &Site, edition: usize, name: &str) -> Option<usize> {
    let mut projects = site.editions[edition].projects.iter();
    projects.position(|project| project.folder() == name || project.slug == name)
}

#[cfg(test)]
mod tests;
