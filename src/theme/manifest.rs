//! `theme.yaml`: what a theme says of itself.

use serde::Deserialize;

use super::layers::Layers;
use crate::config;
use crate::diagnostics::Diagnostic;
use crate::front_matter::{self, Kind, Spanned};

/// The keys of `theme.yaml`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Manifest {
    /// The theme's name, as in `theme:` of a site.
    #[allow(dead_code, reason = "said for those who read the file")]
    name: Option<String>,
    /// What the theme is called.
    #[allow(dead_code, reason = "said for those who read the file")]
    title: Option<String>,
    /// What it is made for, in a line or two.
    #[allow(dead_code, reason = "said for those who read the file")]
    description: Option<String>,
    /// The colour of links and of the one button that matters, on light paper.
    pub(super) accent: Option<Spanned<String>>,
}

const KIND: Kind = Kind { name: "theme.yaml", required: &[] };
const PATH: &str = "theme.yaml";

/// The accent of a theme, where it is another than that of the base, whose style sheet has its own.
pub(super) fn accent(layers: &Layers) -> Result<Option<String>, Vec<Diagnostic>> {
    let Some(file) = layers.text(PATH) else { return Ok(None) };
    if Layers::base_text(PATH).is_some_and(|base| base.text == file.text) {
        return Ok(None);
    }
    let manifest: Manifest = front_matter::read(&file, 0..file.text.len(), KIND)?;
    config::colour(&file, manifest.accent.as_ref()).map_err(|fault| vec![*fault])
}
