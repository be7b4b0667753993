//! Templates, assets and strings in layers: the site over its theme over the embedded ones.

mod asset;
mod code_colours;
mod colour;
mod layers;
mod manifest;
mod memo;
mod slim;
mod strings;
mod template;

pub use asset::{Asset, without_fingerprint};
pub use layers::{embedded_files, embedded_names};
pub use memo::ThemeMemo;
pub use strings::Strings;

use std::collections::BTreeMap;

use tera::{Context, Tera};

use crate::config::Config;
use crate::diagnostics::Diagnostic;
use crate::front_matter::Language;
use crate::path::SitePath;
use crate::source::Sources;
use layers::Layers;

/// The theme that every other falls back on.
pub const BASE: &str = "ledger";

/// Room for most pages, in bytes.
const USUAL_PAGE: usize = 16 * 1024;

/// A theme, ready to render.
pub struct Theme {
    tera: Tera,
    templates: BTreeMap<String, crate::diagnostics::SourceFile>,
    /// Files that pages refer to, by their names.
    pub assets: BTreeMap<String, Asset>,
    strings: BTreeMap<Language, Strings>,
    /// What is odd about the theme and no error.
    pub warnings: Vec<Diagnostic>,
    accent: String,
}

impl Theme {
    /// Reads the theme of a site.
    ///
    /// # Errors
    /// All faults of templates, strings and assets; a theme that is not there.
    pub fn load(sources: &Sources, config: &Config) -> Result<Theme, Vec<Diagnostic>> {
        let layers = Layers::of(sources, config).map_err(|fault| vec![*fault])?;
        let mut faults = Vec::new();
        let templates = layers.texts("templates/");
        let tera = template::compile(&templates).map_err(|found| faults.extend(found)).ok();
        let assets = asset::collect(&layers, config).map_err(|found| faults.extend(found)).ok();
        let mut strings = BTreeMap::new();
        for language in &config.languages {
            match Strings::read(&layers, language) {
                Ok(read) => {
                    strings.insert(language.clone(), read);
                }
                Err(found) => faults.extend(found),
            }
        }
        let warnings = strings::unused(&layers, &config.languages, &templates);
        match (tera, assets) {
            (Some(tera), Some(assets)) if faults.is_empty() => Ok(Theme {
                tera,
                templates,
                assets,
                strings,
                warnings,
                accent: asset::accent(&layers, config),
            }),
            _ => Err(faults),
        }
    }

    /// The words of a language of the site.
    pub fn strings(&self, language: &Language) -> &Strings {
        // `load` has read the strings of every language that a site lists.
        &self.strings[language]
    }

    /// The accent colour on light paper, as `#rrggbb`.
    pub fn accent(&self) -> &str {
        &self.accent
    }

    /// Names and texts of the templates that are drawings.
    pub fn drawings(&self) -> impl Iterator<Item = (&str, &str)> {
        let drawings = self.templates.iter().filter(|(name, _)| name.ends_with(".svg"));
        drawings.map(|(name, file)| (name.as_str(), &*file.text))
    }

    /// Where a template lies, for complaints.
    pub fn place(&self, template: &str) -> Option<SitePath> {
        self.templates.get(template).map(|file| file.path.clone())
    }

    /// Whether a template, with all that it includes, names no variables but these.
    pub fn asks_only_for(&self, template: &str, given: &[&str]) -> bool {
        let Ok(named) = self.tera.get_template_variables(template) else { return false };
        let is_given = |name: &str| given.contains(&name);
        // A component may take values from where it is used without their being named there.
        let components =
            self.tera.get_component_names().filter_map(|name| self.tera.get_component_definition(name));
        let mut taken =
            components.flat_map(|component| component.args().to_vec()).filter(|arg| arg.is_implicit());
        named.into_iter().all(is_given) && taken.all(|arg| is_given(arg.name()))
    }

    /// What a template makes of the values that it gets.
    ///
    /// # Errors
    /// A fault of the template, at its place.
    pub fn render(&self, template: &str, context: &Context) -> Result<String, Box<Diagnostic>> {
        self.tera
            .render(template, context)
            .map_err(|error| template::fault(&self.templates, template, &error))
    }

    /// The same as the bytes of a page, for which nobody need look through them for text again; there is room
    /// for a usual page, and for so many bytes of lists more.
    ///
    /// # Errors
    /// Those of [`render`](Theme::render).
    pub fn render_page(
        &self,
        template: &str,
        context: &Context,
        listed: usize,
    ) -> Result<Vec<u8>, Box<Diagnostic>> {
        let mut page = Vec::with_capacity(USUAL_PAGE + listed);
        match self.tera.render_to(template, context, &mut page) {
            Ok(()) => Ok(page),
            Err(error) => Err(template::fault(&self.templates, template, &error)),
        }
    }
}

#[cfg(test)]
mod tests;
