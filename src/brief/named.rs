//! Names that the settings and the recipients give, and what they name: a project, and what leads.

use std::sync::Arc;

use super::find;
use crate::diagnostics::{Diagnostic, SourceFile, did_you_mean};
use crate::front_matter::Spanned;
use crate::site::{Project, Site};

/// What the settings of the brief name and the site does not have.
pub fn unknown(site: &Site) -> Vec<Diagnostic> {
    let settings = &site.config.brief;
    let mut faults = Vec::new();
    if let Some(said) = &settings.project
        && !site.editions[0].projects.is_empty()
    {
        faults.extend(project(site, &site.config.file, said).err().map(|fault| *fault));
    }
    if settings.lead.is_empty() {
        return faults;
    }
    // Every project has a brief, and each takes what is its own.
    let projects = site.editions.iter().flat_map(|edition| &edition.projects);
    faults.extend(lead(site, &site.config.file, &settings.lead, &projects.collect::<Vec<_>>()));
    faults
}

/// The project that a file names; its index in every edition, for they hold the same in one order.
///
/// # Errors
/// A name that no project has.
pub(super) fn project(
    site: &Site,
    file: &SourceFile,
    said: &Spanned<String>,
) -> Result<usize, Box<Diagnostic>> {
    find(site, 0, &said.value).ok_or_else(|| {
        let known = site.editions[0].projects.iter().map(|project| project.folder());
        let fault = Diagnostic::error("unknown-project", format!("no project is called `{}`", said.value))
            .at(file.place(said.span.clone()))
            .label(if is_draft(site, &said.value) { "a draft" } else { "not known" });
        Box::new(match did_you_mean(&said.value, known) {
            Some(near) => fault.hint(format!("did you mean `{near}`?")),
            None => fault.hint("write the name of a folder in content/projects/"),
        })
    })
}

/// What a file wants said first and none of the projects has.
pub(super) fn lead(
    site: &Site,
    file: &SourceFile,
    said: &[Spanned<String>],
    projects: &[&Arc<Project>],
) -> Vec<Diagnostic> {
    let known: Vec<&str> = projects.iter().flat_map(|project| ids(project)).collect();
    let is_day = |id: &str| projects.iter().any(|project| project.day_named(id).is_some());
    let unknown = said.iter().filter(|id| !known.contains(&id.value.as_str()) && !is_day(&id.value));
    unknown.map(|id| unknown_lead(site, file, id, &known)).collect()
}

fn unknown_lead(site: &Site, file: &SourceFile, id: &Spanned<String>, known: &[&str]) -> Diagnostic {
    let place = file.place(id.span.clone());
    if is_draft(site, &id.value) {
        return Diagnostic::warning(
            "link-to-draft",
            format!("`{}` is a draft: the brief does without it", id.value),
        )
        .at(place)
        .hint("it leads as soon as its `draft: true` is gone");
    }
    let fault = Diagnostic::error(
        "unknown-lead",
        format!("nothing that the brief can show is called `{}`", id.value),
    )
    .at(place)
    .label("no day, number or feedback that may be shown");
    match did_you_mean(&id.value, known.iter().copied()) {
        Some(near) => fault.hint(format!("did you mean `{near}`?")),
        None => fault
            .hint("name a day such as `day-07`, the `id` of a number, or a file of the project's feedback/")
            .hint("feedback leads once consent is given: `buildlog consent ID role --note TEXT`"),
    }
}

/// All that may lead the brief of a project.
fn ids(project: &Project) -> impl Iterator<Item = &str> {
    let days = project.days.iter().map(|day| day.source.name.stem.as_str());
    let figures = project.figures.iter().map(|figure| figure.id.as_str());
    days.chain(figures).chain(project.quotes.iter().map(|quote| quote.id.as_str()))
}

/// Whether a draft has this name: a day by its file, a project by its folder.
fn is_draft(site: &Site, name: &str) -> bool {
    site.drafts.iter().any(|path| {
        let mut parts = path.as_str().rsplit('/');
        let (file, folder) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
        match file.split('.').next() {
            Some("project") => folder == name,
            stem => stem == Some(name),
        }
    })
}
