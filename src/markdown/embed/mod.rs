//! Demos: the providers that are known, and the facade that stands for a demo until it is opened.

mod cast;
mod facade;
mod fields;
mod labels;
mod names;
mod providers;
mod qr;
mod recognise;
mod recordings;

pub use cast::last_screen;
pub use fields::{DemoError, DemoFields, OtherSize, Unframed, demo, is_ratio, other_size, unframed};
pub use labels::EmbedLabels;
pub use qr::qr_code;

pub(super) use facade::Facade;
pub(super) use names::Names;
pub(super) use recordings::{push_cast, push_moving};

use std::collections::BTreeSet;

/// The language of a fenced block that describes a demo.
pub(super) const LANGUAGE: &str = "demo";

/// What a page must allow for the demos on it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Needs {
    /// The origins of their frames, for the page's Content-Security-Policy.
    pub frames: BTreeSet<String>,
    /// Whether the theme's script for demos has something to do on the page.
    pub script: bool,
    /// Whether there is code that may be coloured.
    pub code: bool,
}

impl Needs {
    /// Adds what another part of the page needs.
    pub fn extend(&mut self, other: Needs) {
        self.frames.extend(other.frames);
        self.script |= other.script;
        self.code |= other.code;
    }
}

/// Whether an address is that of a provider.
pub(super) fn is_known(address: &str) -> bool {
    recognise::recognise(address).is_some()
}

#[cfg(test)]
mod tests;
