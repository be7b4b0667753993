//! The theme of the last assembly, kept under everything it was made of.

use std::sync::Arc;

use super::Theme;
use crate::config::{BaseUrl, Config};
use crate::diagnostics::{Diagnostic, SourceFile};
use crate::front_matter::Date;
use crate::path::SitePath;
use crate::source::{Source, Sources};

/// A theme that need not be compiled again while its files and the settings it follows stay the same.
#[derive(Default)]
pub struct ThemeMemo {
    kept: Option<(Made, Arc<Theme>)>,
}

/// All that a theme is made of; the embedded themes are part of the program.
struct Made {
    /// The settings as they are written: which of their keys a theme follows is for the theme to know.
    settings: SourceFile,
    drafts: bool,
    as_of: Date,
    base_url: BaseUrl,
    files: Vec<(SitePath, Source)>,
}

impl Made {
    fn of(sources: &Sources, config: &Config) -> Self {
        let files = sources.under("themes");
        Self {
            settings: config.file.clone(),
            drafts: config.drafts,
            as_of: config.as_of,
            base_url: config.base_url.clone(),
            files: files.map(|(path, source)| (path.clone(), source.clone())).collect(),
        }
    }

    fn is_same(&self, other: &Made) -> bool {
        let settings = |made: &Made| (made.drafts, made.as_of, made.files.len());
        let mut files = self.files.iter().zip(&other.files);
        settings(self) == settings(other)
            && (&self.settings, &self.base_url) == (&other.settings, &other.base_url)
            && files.all(|((a, a_source), (b, b_source))| a == b && a_source.is_same(b_source))
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
