//! A finished site as a value: what is at each route, and the mark that it is buildlog's own.

use std::collections::BTreeMap;

use crate::path::{Route, SitePath};

/// What is published at a route.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Body {
    /// Bytes made by the program.
    Bytes(Vec<u8>),
    /// A file of the site folder, copied as it is and never read into memory.
    File(SitePath),
}

/// A whole site in memory, for tests and for the preview; a real build streams each body to disk as it is made.
pub type Output = BTreeMap<Route, Body>;

/// What the output's `.nojekyll` holds; by its first line a folder is known as buildlog's own.
///
/// It is published like any other route (see [`MARKER_FILE`]).
pub const MARKER: &str = "Made by buildlog. This folder is rewritten by each build.\n";

/// The route of the file that holds the [`MARKER`]. It also keeps GitHub Pages from running Jekyll.
pub const MARKER_FILE: &str = ".nojekyll";
