//! The documents that are published, and what each refers to.

use std::collections::BTreeSet;

use super::{addresses, demos};
use crate::content;
use crate::diagnostics::{Diagnostic, SourceFile};
use crate::front_matter::Spanned;
use crate::markdown::Doc;
use crate::path::SitePath;
use crate::site::{Day, Origin, Project, Site};

/// A document that is published, and the first edition that shows it.
pub(super) enum Published<'a> {
    Profile(usize, &'a content::Profile),
    Project(usize, &'a Project),
    Day(usize, &'a Day),
}

/// One document's references: those of its body, and those of its front matter.
pub(super) struct References<'a> {
    pub(super) edition: usize,
    pub(super) file: &'a SourceFile,
    pub(super) doc: &'a Doc,
    /// Values that are a path or an address.
    pub(super) matter: Vec<Spanned<String>>,
    /// Links in short fields.
    pub(super) fields: &'a [Spanned<String>],
    /// What was found before a link was followed.
    pub(super) faults: Vec<Diagnostic>,
}

impl<'a> Published<'a> {
    /// What it refers to.
    pub(super) fn references(&self) -> References<'a> {
        match *self {
            Self::Profile(edition, profile) => profile_references(edition, profile),
            Self::Project(edition, project) => project_references(edition, project),
            Self::Day(edition, day) => day_references(edition, day),
        }
    }
}

/// Every published document, once.
pub(super) fn of(site: &Site) -> Vec<Published<'_>> {
    let mut seen: BTreeSet<&SitePath> = BTreeSet::new();
    let mut documents = Vec::new();
    for (index, edition) in site.editions.iter().enumerate() {
        if let Some(profile) = &edition.profile
            && seen.insert(&profile.document.file.path)
        {
            documents.push(Published::Profile(index, profile));
        }
        for project in &edition.projects {
            if seen.insert(&project.source.document.file.path) {
                documents.push(Published::Project(index, project));
            }
            let days = project.days.iter().filter(|day| day.home == index);
            documents.extend(days.map(|day| Published::Day(index, day)));
        }
    }
    documents
}

fn profile_references(edition: usize, profile: &content::Profile) -> References<'_> {
    let document = &profile.document;
    References {
        edition,
        file: &document.file,
        doc: &document.doc,
        matter: Vec::new(),
        fields: &document.field_links,
        faults: Vec::new(),
    }
}

fn project_references(edition: usize, project: &Project) -> References<'_> {
    let document = &project.source.document;
    References {
        edition,
        file: &document.file,
        doc: &document.doc,
        matter: values(&document.matter.cover, &document.matter.demo, project.source.sources()),
        fields: &document.field_links,
        faults: [
            addresses::of_project(&project.source),
            demos::check(&document.file, document.matter.demo.as_ref(), project.matter().demo.as_ref()),
        ]
        .concat(),
    }
}

fn day_references(edition: usize, day: &Day) -> References<'_> {
    let document = &day.source.document;
    let sources = document.matter.numbers.iter().filter_map(|number| number.source.as_ref());
    References {
        edition,
        file: &document.file,
        doc: &document.doc,
        matter: values(&document.matter.video, &document.matter.demo, sources),
        fields: &document.field_links,
        faults: [
            addresses::of_day(&day.source),
            demos::check(&document.file, document.matter.demo.as_ref(), day.matter().demo.as_ref()),
        ]
        .concat(),
    }
}

/// The values of a front matter that are a path or an address: its picture or film, its demo, and the sources that
/// are files.
fn values<'a>(
    shown: &Option<Spanned<String>>,
    demo: &Option<Spanned<content::Demo>>,
    sources: impl Iterator<Item = &'a Spanned<String>>,
) -> Vec<Spanned<String>> {
    let files = sources.filter(|source| Origin::names_file(&source.value)).cloned();
    shown.iter().cloned().chain(demo_references(demo.as_ref())).chain(files).collect()
}

fn demo_references(demo: Option<&Spanned<content::Demo>>) -> Vec<Spanned<String>> {
    let Some(demo) = demo else { return Vec::new() };
    let fields = [&demo.value.url, &demo.value.poster, &demo.value.fallback];
    let placed = |field: &Spanned<String>| match field.span.is_empty() {
        true => Spanned { value: field.value.clone(), span: demo.span.clone() },
        false => field.clone(),
    };
    fields.into_iter().flatten().map(placed).collect()
}
