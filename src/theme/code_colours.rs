//! Named sets of colours for code, as a style sheet for the classes that highlighted code has.

use std::str::FromStr;

use syntect::highlighting::{Color, Highlighter, Theme};
use syntect::parsing::{Scope, ScopeStack};
use two_face::theme::EmbeddedLazyThemeSet;

use crate::config::{Highlight, HighlightNames};
use crate::diagnostics::{Diagnostic, SourceFile, did_you_mean};
use crate::front_matter::Spanned;

/// The classes of highlighted code, each with a scope that stands for it.
const CLASSES: [(&str, &str); 12] = [
    ("c", "comment"),
    ("k", "keyword"),
    ("o", "keyword.operator"),
    ("s", "string"),
    ("e", "constant.character.escape"),
    ("n", "constant.numeric"),
    ("f", "entity.name.function"),
    ("t", "entity.name.type"),
    ("a", "entity.name.tag"),
    ("h", "markup.heading"),
    ("g", "markup.inserted"),
    ("d", "markup.deleted"),
];

/// The style sheet of the sets that a site names; `None` where it keeps those of its theme.
pub(super) fn sheet(
    file: &SourceFile,
    highlight: &Spanned<Highlight>,
) -> Result<Option<String>, Vec<Diagnostic>> {
    let Highlight::Named(HighlightNames { light, dark }) = &highlight.value else { return Ok(None) };
    let embedded = two_face::theme::extra();
    let sets = [light, dark].map(|name| (name, colours(&embedded, name)));
    if let [(_, Some(light)), (_, Some(dark))] = &sets {
        return Ok(Some(format!("{light}@media screen and (prefers-color-scheme:dark){{{dark}}}\n")));
    }
    let unknown = sets.iter().filter(|(_, colours)| colours.is_none());
    Err(unknown.map(|(name, _)| unknown_set(file, highlight, name)).collect())
}

fn colours(embedded: &EmbeddedLazyThemeSet, name: &str) -> Option<String> {
    let known = EmbeddedLazyThemeSet::theme_names();
    let name = known.iter().find(|known| slug(known.as_name()) == slug(name))?;
    Some(rules(embedded.get(*name)))
}

/// `Solarized (dark)` and `solarized-dark` are one name.
fn slug(name: &str) -> String {
    crate::markdown::slug(name)
}

fn rules(theme: &Theme) -> String {
    let highlighter = Highlighter::new(theme);
    let base = highlighter.get_default();
    let mut rules = format!("pre{{background:{};color:{}}}", hex(base.background), hex(base.foreground));
    for (class, scope) in CLASSES {
        let stack: Vec<Scope> = Scope::from_str(scope).into_iter().collect();
        let style = highlighter.style_for_stack(ScopeStack::from_vec(stack).as_slice());
        rules.push_str(&format!("pre .{class}{{color:{}}}", hex(style.foreground)));
    }
    rules
}

fn hex(color: Color) -> String {
    format!("#{:02x}{:02x}{:02x}", color.r, color.g, color.b)
}

fn unknown_set(file: &SourceFile, highlight: &Spanned<Highlight>, name: &str) -> Diagnostic {
    let known: Vec<String> =
        EmbeddedLazyThemeSet::theme_names().iter().map(|known| slug(known.as_name())).collect();
    let fault =
        Diagnostic::error("unknown-highlight", format!("there is no set of colours for code named `{name}`"))
            .at(file.place(highlight.span.clone()));
    let fault = match did_you_mean(&slug(name), known.iter().map(String::as_str)) {
        Some(near) => fault.hint(format!("did you mean `{near}`?")),
        None => fault,
    };
    fault.hint(format!("sets there are: {}", known.join(", ")))
}
