//! Files that pages refer to, named after their content so that no cache keeps an old one.

use std::collections::BTreeMap;

use super::layers::Layers;
use super::slim::slim;
use crate::config::Config;
use crate::diagnostics::{Diagnostic, Place};
use crate::path::Route;

/// The accent of the base theme, as its `theme.yaml` says it.
const BASE_ACCENT: &str = "#0e5c49";

/// How many hexadecimal digits of the hash of its bytes stand in the name of an asset.
const FINGERPRINT: usize = 10;

/// A file of the theme as it is published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asset {
    /// Where: its name with a part of the hash of its bytes.
    pub route: Route,
    /// What.
    pub bytes: Vec<u8>,
}

/// All assets, by the names that templates use. Style sheets come last, because they may refer to the others.
pub(super) fn collect(layers: &Layers, config: &Config) -> Result<BTreeMap<String, Asset>, Vec<Diagnostic>> {
    let mut assets = BTreeMap::new();
    let mut faults = Vec::new();
    let (sheets, others): (Vec<&str>, Vec<&str>) =
        layers.names("assets/").partition(|name| name.ends_with(".css"));
    for name in others {
        match layers.bytes(&format!("assets/{name}")) {
            Ok(bytes) => {
                assets.insert(name.to_string(), Asset { route: fingerprinted(name, &bytes), bytes });
            }
            Err(error) => faults.push(unreadable(layers, name, &error)),
        }
    }
    let mut styled = Vec::new();
    for name in sheets {
        match layers.text(&format!("assets/{name}")) {
            Some(file) => {
                styled.push((name.to_string(), slim(&with_fingerprints(&file.text, name, &assets))))
            }
            None => faults.push(unreadable(layers, name, &std::io::ErrorKind::InvalidData.into())),
        }
    }
    match super::manifest::accent(layers) {
        Ok(own) => {
            let accent = config.accent.clone().or(own);
            styled.extend(accent.map(|accent| ("accent.css".to_string(), accent_sheet(&accent))));
        }
        Err(found) => faults.extend(found),
    }
    match super::code_colours::sheet(&config.file, &config.highlight) {
        Ok(sheet) => styled.extend(sheet.map(|sheet| ("code.css".to_string(), sheet))),
        Err(found) => faults.extend(found),
    }
    for (name, text) in styled {
        let bytes = text.into_bytes();
        assets.insert(name.clone(), Asset { route: fingerprinted(&name, &bytes), bytes });
    }
    if faults.is_empty() { Ok(assets) } else { Err(faults) }
}

fn fingerprinted(name: &str, bytes: &[u8]) -> Route {
    let hash = blake3::hash(bytes).to_hex();
    let hash = &hash[..FINGERPRINT];
    Route::new(match name.rsplit_once('.') {
        Some((stem, extension)) => format!("assets/{stem}.{hash}.{extension}"),
        None => format!("assets/{name}.{hash}"),
    })
}

/// The stem and the extension of the asset that a route is of, whatever its fingerprint; nothing where it has none.
pub fn without_fingerprint(route: &str) -> Option<(&str, &str)> {
    let (rest, extension) = route.strip_prefix("assets/")?.rsplit_once('.')?;
    let (stem, hash) = rest.rsplit_once('.')?;
    let is_hash = hash.len() == FINGERPRINT && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_hash.then_some((stem, extension))
}

/// `url(name)` of another asset becomes its published name; both lie in one folder, so the address
/// stays relative and is right under every sub-path.
fn with_fingerprints(sheet: &str, name: &str, assets: &BTreeMap<String, Asset>) -> String {
    let folder = name.rsplit_once('/').map_or("", |(folder, _)| folder);
    let up = "../".repeat(folder.split('/').filter(|part| !part.is_empty()).count());
    let mut text = String::with_capacity(sheet.len());
    let mut rest = sheet;
    while let Some((before, after)) = rest.split_once("url(") {
        let (reference, tail) = after.split_once(')').unwrap_or((after, ""));
        let wanted = reference.trim().trim_matches(['"', '\'']);
        let full = if folder.is_empty() { wanted.to_string() } else { format!("{folder}/{wanted}") };
        text.push_str(before);
        match assets.get(&full).and_then(|asset| asset.route.as_str().strip_prefix("assets/")) {
            Some(published) => text.push_str(&format!("url(\"{up}{published}\")")),
            None => text.push_str(&format!("url({reference})")),
        }
        rest = tail;
    }
    text.push_str(rest);
    text
}

/// The accent on light paper: the site's own, else the theme's, else the base theme's.
pub(super) fn accent(layers: &Layers, config: &Config) -> String {
    // A fault in the manifest is told where the assets are collected.
    let own = config.accent.clone().or_else(|| super::manifest::accent(layers).ok().flatten());
    super::colour::readable(own.as_deref().unwrap_or(BASE_ACCENT), super::colour::Paper::Light)
}

/// The site's own accent, on light and on dark paper, each mixed until it can be read there.
fn accent_sheet(accent: &str) -> String {
    format!(
        ":root{{--accent:{light}}}@media screen and (prefers-color-scheme:dark){{:root{{--accent:{dark}}}}}\n",
        light = super::colour::readable(accent, super::colour::Paper::Light),
        dark = super::colour::readable(accent, super::colour::Paper::Dark),
    )
}

fn unreadable(layers: &Layers, name: &str, error: &std::io::Error) -> Diagnostic {
    let path = layers.place(&format!("assets/{name}"));
    Diagnostic::error("unreadable", format!("{path} can't be read: {error}"))
        .at(Place::file(path))
        .hint("check that the file is there and, if it is text, that it is UTF-8")
}
