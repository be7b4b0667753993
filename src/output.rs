//! A finished site as a value: what is at each route.

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
