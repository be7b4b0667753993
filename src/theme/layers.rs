//! Which file of which layer counts.

use std::collections::BTreeMap;

use super::BASE;
use crate::config::Config;
use crate::diagnostics::{Diagnostic, SourceFile, did_you_mean};
use crate::path::SitePath;
use crate::source::Sources;

/// Every file of the embedded themes: path from `themes/` on, and bytes.
const EMBEDDED: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/embedded_themes.rs"));

/// The names of the embedded themes, in order.
pub fn embedded_names() -> Vec<&'static str> {
    let mut names: Vec<&str> = EMBEDDED.iter().filter_map(|(path, _)| path.split('/').nth(1)).collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// The files of an embedded theme, by their paths inside it (`templates/day.html`); none where there is no such theme.
pub fn embedded_files(name: &str) -> impl Iterator<Item = (&'static str, &'static [u8])> {
    let folder = format!("themes/{name}/");
    EMBEDDED.iter().filter_map(move |(path, bytes)| Some((path.strip_prefix(&folder)?, *bytes)))
}

/// The layers of a site's theme, the weakest first.
pub(super) struct Layers<'a> {
    sources: &'a Sources,
    files: BTreeMap<String, Layered>,
}

/// Where the file that counts comes from.
#[derive(Clone)]
enum Layered {
    Embedded(&'static str, &'static [u8]),
    Own(SitePath),
}

impl<'a> Layers<'a> {
    pub(super) fn of(sources: &'a Sources, config: &Config) -> Result<Layers<'a>, Box<Diagnostic>> {
        let name = &config.theme.value;
        let own = format!("themes/{name}");
        let embedded = EMBEDDED.iter().any(|(path, _)| path.starts_with(&format!("themes/{name}/")));
        if !embedded && sources.under(&own).next().is_none() {
            return Err(Box::new(unknown_theme(sources, config)));
        }
        let mut files = BTreeMap::new();
        for layer in [BASE, name.as_str()] {
            let folder = format!("themes/{layer}/");
            let found =
                EMBEDDED.iter().filter_map(|(path, bytes)| Some((path.strip_prefix(&folder)?, path, bytes)));
            files.extend(
                found.map(|(inside, path, bytes)| (inside.to_string(), Layered::Embedded(path, bytes))),
            );
        }
        let found =
            sources.under(&own).filter_map(|(path, _)| Some((path.as_str().get(own.len() + 1..)?, path)));
        files.extend(found.map(|(inside, path)| (inside.to_string(), Layered::Own(path.clone()))));
        Ok(Layers { sources, files })
    }

    /// The text files below a folder such as `templates/`, by the rest of their path.
    pub(super) fn texts(&self, folder: &str) -> BTreeMap<String, SourceFile> {
        self.names(folder)
            .filter_map(|name| Some((name.to_string(), self.text(&format!("{folder}{name}"))?)))
            .collect()
    }

    /// The names of all files below a folder.
    pub(super) fn names<'b>(&'b self, folder: &'b str) -> impl Iterator<Item = &'b str> {
        self.files.keys().filter_map(move |path| path.strip_prefix(folder))
    }

    /// The text file at a path inside the theme.
    pub(super) fn text(&self, path: &str) -> Option<SourceFile> {
        match self.files.get(path)? {
            Layered::Own(own) => self.sources.text(own),
            Layered::Embedded(name, bytes) => embedded_text(name, bytes),
        }
    }

    /// The same where it is a file of the site's own.
    pub(super) fn own_text(&self, path: &str) -> Option<SourceFile> {
        match self.files.get(path)? {
            Layered::Own(own) => self.sources.text(own),
            Layered::Embedded(..) => None,
        }
    }

    /// The text file at a path inside the embedded base theme, whatever lies over it.
    pub(super) fn base_text(path: &str) -> Option<SourceFile> {
        let wanted = format!("themes/{BASE}/{path}");
        let (name, bytes) = EMBEDDED.iter().find(|(path, _)| *path == wanted)?;
        embedded_text(name, bytes)
    }

    /// The bytes of a file inside the theme.
    pub(super) fn bytes(&self, path: &str) -> std::io::Result<Vec<u8>> {
        match self.files.get(path) {
            Some(Layered::Own(own)) => self.sources.bytes(own),
            Some(Layered::Embedded(_, bytes)) => Ok(bytes.to_vec()),
            None => Err(std::io::ErrorKind::NotFound.into()),
        }
    }

    /// Where a file of the theme lies, for complaints.
    pub(super) fn place(&self, path: &str) -> SitePath {
        match self.files.get(path) {
            Some(Layered::Own(own)) => own.clone(),
            Some(Layered::Embedded(name, _)) => SitePath::new(*name),
            None => SitePath::new(path),
        }
    }
}

fn embedded_text(name: &'static str, bytes: &'static [u8]) -> Option<SourceFile> {
    Some(SourceFile::new(SitePath::new(name), std::str::from_utf8(bytes).ok()?))
}

fn unknown_theme(sources: &Sources, config: &Config) -> Diagnostic {
    let own = sources.under("themes").filter_map(|(path, _)| path.as_str().split('/').nth(1));
    let known: Vec<&str> = own.chain([BASE]).collect();
    let name = &config.theme.value;
    let fault = Diagnostic::error("unknown-theme", format!("there is no theme `{name}`"))
        .at(config.file.place(config.theme.span.clone()));
    match did_you_mean(name, known.iter().copied()) {
        Some(near) => fault.hint(format!("did you mean `{near}`?")),
        None => fault.hint(format!("make the folder themes/{name}/, or write `theme: {BASE}`")),
    }
}
