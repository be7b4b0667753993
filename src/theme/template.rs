//! Templates, compiled; and what is wrong with one, at its place.

use std::collections::BTreeMap;

use tera::{Error, ErrorKind, ReportError, Tera};

use crate::diagnostics::{Diagnostic, Place, SourceFile, did_you_mean};
use crate::path::SitePath;

/// Compiles every template; a reference to one that is not there is found here and not on a page.
pub(super) fn compile(templates: &BTreeMap<String, SourceFile>) -> Result<Tera, Vec<Diagnostic>> {
    let mut tera = Tera::new();
    tera.autoescape_on([".html", ".htm", ".xml", ".svg"]);
    let texts = templates.iter().map(|(name, file)| (name.as_str(), &*file.text));
    match tera.add_raw_templates(texts) {
        Ok(()) => Ok(tera),
        Err(error) => Err(match error.kind() {
            ErrorKind::Msg(report) => unknown_names(templates, report),
            _ => vec![*fault(templates, "", &error)],
        }),
    }
}

/// Names that nothing has, from Tera's report of all of them: of each a line `error: Unknown filter `x``
/// and below it one with `--> file:line:column`.
fn unknown_names(templates: &BTreeMap<String, SourceFile>, report: &str) -> Vec<Diagnostic> {
    let report = format!("\n{report}");
    let told = report.split("\nerror: ").filter(|part| !part.trim().is_empty());
    told.map(|part| {
        let message = first_line(part);
        let complaint = Diagnostic::error("template-error", message.clone());
        let complaint = match place_told(templates, part) {
            Some(place) => complaint.at(place),
            None => complaint,
        };
        ways_out(name_hints(templates, &message, complaint))
    })
    .collect()
}

/// The place that a report of Tera names, from its line on as far as the name goes.
fn place_told(templates: &BTreeMap<String, SourceFile>, report: &str) -> Option<Place> {
    let (_, place) = report.split_once("--> ")?;
    let mut parts = place.lines().next()?.rsplitn(3, ':');
    let column: usize = parts.next()?.parse().ok()?;
    let line: usize = parts.next()?.parse().ok()?;
    let file = templates.get(parts.next()?)?;
    let start: usize = file.text.split_inclusive('\n').take(line.checked_sub(1)?).map(str::len).sum();
    let text = file.text[start..].lines().next()?;
    let within = text.char_indices().nth(column.checked_sub(1)?).map_or(text.len(), |(at, _)| at);
    let name = first_line(report).split('`').nth(1).map(str::len).unwrap_or(0);
    let end = text.floor_char_boundary((within + name).min(text.len()));
    Some(file.place(start + within..start + end.max(within)))
}

fn name_hints(templates: &BTreeMap<String, SourceFile>, message: &str, complaint: Diagnostic) -> Diagnostic {
    let name = message.split('`').nth(1).unwrap_or("");
    if !message.starts_with("Unknown template") {
        return complaint.hint("take one that Tera has (keats.github.io/tera), or do without it");
    }
    let complaint = match did_you_mean(name, templates.keys().map(String::as_str)) {
        Some(near) => complaint.hint(format!("did you mean `{near}`?")),
        None => complaint,
    };
    complaint.hint(format!("write that template as templates/{name} of your theme, or do without it"))
}

/// What is wrong with a template; `rendered` names the template of the page.
pub(super) fn fault(
    templates: &BTreeMap<String, SourceFile>,
    rendered: &str,
    error: &Error,
) -> Box<Diagnostic> {
    let complaint = match error.kind() {
        ErrorKind::SyntaxError(report) => reported("template-syntax", templates, report),
        ErrorKind::RenderingError(report) => reported("template-error", templates, report),
        other => {
            let complaint = Diagnostic::error("template-error", first_line(&other.to_string()));
            match templates.get(guilty(other).unwrap_or(rendered)) {
                Some(file) => complaint.at(Place::file(file.path.clone())),
                None => complaint,
            }
        }
    };
    let own = complaint.place.as_ref().is_some_and(|place| is_embedded(&place.path, templates));
    Box::new(match own {
        false => ways_out(complaint),
        true => complaint.hint(
            "this template is part of buildlog; a template of your own that it includes may be the cause",
        ),
    })
}

/// The template that an error without a place names.
fn guilty(kind: &ErrorKind) -> Option<&str> {
    match kind {
        ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => Some(tpl),
        ErrorKind::MissingParent { current, .. } => Some(current),
        _ => None,
    }
}

/// What can be done about a template of the site's own.
fn ways_out(complaint: Diagnostic) -> Diagnostic {
    let complaint = match complaint.code {
        "template-error" if complaint.message.starts_with("Circular") => {
            complaint.hint("take out one of the `include` or `extends` that lead round")
        }
        "template-error" if complaint.hints.is_empty() => {
            complaint.hint("what each page gives to its template is listed in docs/themes.md of buildlog")
        }
        "template-syntax" => complaint
            .hint("close `{{ … }}`, which shows a value, and `{% … %}`, which does something, in pairs"),
        _ => complaint,
    };
    let inside = complaint.place.as_ref().and_then(|place| place.path.as_str().split_once("/templates/"));
    match inside.and_then(|(_, name)| super::Layers::base_text(&format!("templates/{name}"))) {
        Some(_) => {
            complaint.hint("or remove the file: buildlog has a template of this name, which is used then")
        }
        None => complaint,
    }
}

/// An embedded file has the path of its place in the program, which a site's own file can have as well;
/// they differ in that the embedded text is the program's.
fn is_embedded(path: &SitePath, templates: &BTreeMap<String, SourceFile>) -> bool {
    let Some(inside) = path.as_str().strip_prefix(&format!("themes/{}/", super::BASE)) else { return false };
    let file = templates.values().find(|file| file.path == *path);
    matches!((file, super::Layers::base_text(inside)), (Some(file), Some(base)) if file.text == base.text)
}

fn reported(
    code: &'static str,
    templates: &BTreeMap<String, SourceFile>,
    report: &ReportError,
) -> Diagnostic {
    let message = first_line(report.message());
    let complaint = Diagnostic::error(code, message.clone());
    let complaint = match templates.get(report.filename()) {
        Some(file) => complaint.at(file.place(report.span().range.clone())),
        None => complaint,
    };
    match suggestion(report.message()) {
        Some(near) => complaint.hint(format!("did you mean `{near}`?")),
        None => complaint,
    }
}

/// Tera lists the fields that there are; the nearest to the one that is not is likely meant.
fn suggestion(message: &str) -> Option<String> {
    let typed = message.split(['\'', '`']).nth(1)?;
    let (_, listed) = message.split_once("Available fields:")?;
    let known: Vec<&str> =
        listed.split(',').map(|name| name.trim().trim_matches(['`', '\'', '.', '"'])).collect();
    did_you_mean(typed, known).map(String::from)
}

fn first_line(text: &str) -> String {
    text.lines().next().unwrap_or("").trim().to_string()
}
