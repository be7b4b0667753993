//! The vocabulary of the tests: a site in strings, a folder with the program in it, and HTML as elements.

pub(crate) mod folder;
pub(crate) mod html;
pub(crate) mod maker;
pub(crate) mod random;
pub(crate) mod site;

pub(crate) use folder::{Folder, Run, Tree};
pub(crate) use site::{Built, Site};

use std::path::PathBuf;

/// The repository's own folder.
pub(crate) fn repository() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}
