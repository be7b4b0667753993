//! The theme of the last assembly, kept under everything it was made of.

use std::sync::Arc;

use super::Theme;
use crate::config::Config;
use crate::diagnostics::Diagnostic;
use crate::front_matter::Language;
use crate::path::SitePath;
use crate::source::{Source, Sources};

/// A theme that need not be compiled again while its files and the settings it follows stay the same.
#[derive(Default)]
pub struct ThemeMemo {
    kept: Option<(Made, Arc<Theme>)>,
}

/// All that a theme is made of; the embedded themes are part of the program.
struct Made {
    name: String,
    languages: Vec<Language>,
    accent: Option<String>,
    files: Vec<(SitePath, Source)>,
}

impl Made {
    fn of(sources: &Sources, config: &Config) -> Self {
        let files = sources.under("themes");
        Self {
            name: config.theme.value.clone(),
            languages: config.languages.clone(),
            accent: config.accent.clone(),
            files: files.map(|(path, source)| (path.clone(), source.clone())).collect(),
        }
    }

    fn is_same(&self, other: &Made) -> bool {
        let same_files = || {
            let pairs = self.files.iter().zip(&other.files);
            pairs.into_iter().all(|((a, a_source), (b, b_source))| a == b && a_source.is_same(b_source))
        };
        (&self.name, &self.languages, &self.accent, self.files.len())
            == (&other.name, &other.languages, &other.accent, other.files.len())
            && same_files()
    }
}

impl ThemeMemo {
    /// The theme of a site, compiled only where something about it is new.
    ///
    /// # Errors
    /// Those of [`Theme::load`].
    pub fn load(&mut self, sources: &Sources, config: &Config) -> Result<Arc<Theme>, Vec<Diagnostic>> {
        let made = Made::of(sources, config);
        if let Some((_, theme)) = self.kept.as_ref().filter(|(known, _)| known.is_same(&made)) {
            return Ok(theme.clone());
        }
        let theme = Arc::new(Theme::load(sources, config)?);
        self.kept = Some((made, theme.clone()));
        Ok(theme)
    }
}
