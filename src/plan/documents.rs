//! What each published document refers to, read off the document alone.

use std::collections::BTreeSet;
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::findings::{self, not_shown};
use super::link::is_external;
use super::{addresses, demos};
use crate::content;
use crate::diagnostics::{Diagnostic, SourceFile, Span};
use crate::front_matter::Spanned;
use crate::markdown::{Doc, FindingKind, Link, LinkKind, is_safe_address};
use crate::path::SitePath;
use crate::site::{Day, Origin, Project, Site};

/// How addresses of recordings end, and of pictures.
const RECORDINGS: [&str; 8] = [".mp4", ".webm", ".mov", ".m4v", ".cast", ".mp3", ".ogg", ".wav"];
const PICTURES: [&str; 7] = [".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg"];

/// A document that is published.
#[derive(Debug)]
pub(super) enum Published {
    Profile(Arc<content::Profile>),
    Project(Arc<content::Project>),
    Day(Arc<content::Day>),
}

/// One document's references into the site, and what there is to say of it whatever else the site holds.
#[derive(Debug)]
pub(super) struct References {
    /// The first edition that shows it.
    pub(super) edition: usize,
    pub(super) document: Published,
    pub(super) inside: Vec<Reference>,
    pub(super) faults: Vec<Diagnostic>,
}

/// A reference that leads, or should lead, to something of the site.
#[derive(Debug)]
pub(super) struct Reference {
    pub(super) kind: ReferenceKind,
    pub(super) target: String,
    pub(super) span: Span,
}

/// Where a reference stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ReferenceKind {
    /// In the body, as something to be shown.
    Picture,
    /// In the body, as a link.
    Link,
    /// In a short field of the front matter.
    Field,
    /// In the front matter, as a value that is a path or an address.
    Matter,
}

/// The references of the documents of each project, kept beside the project: what is read off the same value is
/// the same.
#[derive(Debug, Default)]
pub(super) struct Memo {
    /// By edition and the project's folder.
    editions: Vec<FxHashMap<String, Kept>>,
}

#[derive(Debug)]
struct Kept {
    project: Arc<Project>,
    /// Whether those of `project.md` are among them.
    has_own: bool,
    references: Arc<[References]>,
}

/// The references of every published document, each once; documents that have none are left out.
pub(super) fn references(site: &Site, memo: &mut Memo) -> Vec<Arc<[References]>> {
    let mut known = std::mem::take(&mut memo.editions);
    known.resize_with(site.editions.len(), FxHashMap::default);
    let mut seen: BTreeSet<&SitePath> = BTreeSet::new();
    let mut all = Vec::new();
    for (index, (edition, mut known)) in site.editions.iter().zip(known).enumerate() {
        let profile = edition.profile.iter().filter(|profile| seen.insert(&profile.document.file.path));
        all.extend(profile.map(|profile| Arc::from([of_profile(index, profile)])));
        let projects: Vec<(&Arc<Project>, bool, Option<Kept>)> = edition
            .projects
            .iter()
            .map(|project| {
                let has_own = seen.insert(&project.source.document.file.path);
                let is_same = |kept: &Kept| Arc::ptr_eq(&kept.project, project) && kept.has_own == has_own;
                (project, has_own, known.remove(project.folder()).filter(is_same))
            })
            .collect();
        let kept: FxHashMap<String, Kept> = projects
            .into_par_iter()
            .map(|(project, has_own, kept)| {
                let kept = kept.unwrap_or_else(|| Kept {
                    project: project.clone(),
                    has_own,
                    references: of_documents(index, project, has_own),
                });
                (project.folder().to_string(), kept)
            })
            .collect();
        all.extend(edition.projects.iter().filter_map(|it| Some(kept.get(it.folder())?.references.clone())));
        memo.editions.push(kept);
    }
    all
}

/// Those of the days that have their page in this edition, and of the project itself where it has its own here.
fn of_documents(edition: usize, project: &Project, has_own: bool) -> Arc<[References]> {
    let days = project.days.par_iter().filter(|day| day.home == edition).map(|day| of_day(edition, day));
    let own = has_own.then(|| of_project(edition, project)).into_par_iter();
    own.chain(days)
        .filter(|found| !found.inside.is_empty() || !found.faults.is_empty())
        .collect::<Vec<_>>()
        .into()
}

fn of_profile(edition: usize, profile: &Arc<content::Profile>) -> References {
    References::of(edition, Published::Profile(profile.clone()), &[], Vec::new())
}

fn of_project(edition: usize, project: &Project) -> References {
    let document = &project.source.document;
    let values = values(&document.matter.cover, &document.matter.demo, project.source.sources());
    let faults = [
        addresses::of_project(&project.source),
        demos::check(&document.file, document.matter.demo.as_ref(), project.matter().demo.as_ref()),
    ];
    References::of(edition, Published::Project(project.source.clone()), &values, faults.concat())
}

fn of_day(edition: usize, day: &Day) -> References {
    let document = &day.source.document;
    let sources = document.matter.numbers.iter().filter_map(|number| number.source.as_ref());
    let values = values(&document.matter.video, &document.matter.demo, sources);
    let faults = [
        addresses::of_day(&day.source),
        demos::check(&document.file, document.matter.demo.as_ref(), day.matter().demo.as_ref()),
    ];
    References::of(edition, Published::Day(day.source.clone()), &values, faults.concat())
}

impl Published {
    pub(super) fn file(&self) -> &SourceFile {
        match self {
            Self::Profile(profile) => &profile.document.file,
            Self::Project(project) => &project.document.file,
            Self::Day(day) => &day.document.file,
        }
    }

    pub(super) fn doc(&self) -> &Doc {
        match self {
            Self::Profile(profile) => &profile.document.doc,
            Self::Project(project) => &project.document.doc,
            Self::Day(day) => &day.document.doc,
        }
    }

    fn field_links(&self) -> &[Spanned<String>] {
        match self {
            Self::Profile(profile) => &profile.document.field_links,
            Self::Project(project) => &project.document.field_links,
            Self::Day(day) => &day.document.field_links,
        }
    }
}

impl References {
    /// Those of a document; `values` are the paths and addresses of its front matter.
    fn of(edition: usize, document: Published, values: &[Spanned<String>], faults: Vec<Diagnostic>) -> Self {
        let mut found = Found { inside: Vec::new(), faults };
        found.read_body(document.file(), document.doc());
        found.read_fields(document.file(), document.field_links());
        found.read_values(document.file(), values);
        let Found { inside, faults } = found;
        Self { edition, document, inside, faults }
    }
}

/// What has been read off a document.
struct Found {
    inside: Vec<Reference>,
    faults: Vec<Diagnostic>,
}

impl Found {
    fn refer(&mut self, kind: ReferenceKind, target: &str, span: &Span) {
        self.inside.push(Reference { kind, target: target.to_string(), span: span.clone() });
    }

    fn read_body(&mut self, file: &SourceFile, doc: &Doc) {
        self.faults.extend(findings::of_body(file, doc));
        for Link { kind, target, span, .. } in &doc.links {
            self.faults.extend(content::with_credentials(file, target, span));
            let is_picture = matches!(kind, LinkKind::Image | LinkKind::RawImage);
            match is_external(target) {
                true if is_picture => self.faults.push(remote_picture(file, target, span)),
                true => {}
                false if is_picture => self.refer(ReferenceKind::Picture, target, span),
                false => self.refer(ReferenceKind::Link, target, span),
            }
        }
    }

    fn read_fields(&mut self, file: &SourceFile, links: &[Spanned<String>]) {
        for Spanned { value: target, span } in links {
            self.faults.extend(content::with_credentials(file, target, span));
            if !is_safe_address(target) {
                self.faults.push(not_shown(file, &FindingKind::UnsafeAddress, target, span));
            } else if !is_external(target) {
                self.refer(ReferenceKind::Field, target, span);
            }
        }
    }

    fn read_values(&mut self, file: &SourceFile, values: &[Spanned<String>]) {
        for said in values {
            let Spanned { value: target, span } = said;
            if !is_external(target) {
                self.refer(ReferenceKind::Matter, target, span);
            } else if target.starts_with("//") {
                self.faults.extend(content::with_credentials(file, target, span));
            } else {
                self.faults.extend(content::web_address(file, said));
            }
        }
    }
}

fn remote_picture(file: &SourceFile, target: &str, span: &Span) -> Diagnostic {
    let what = if is_played(file, target, span) { "recording" } else { "picture" };
    let words = format!("a {what} from another site becomes a link: pages ask nothing of others");
    Diagnostic::warning("remote-picture", words)
        .at(file.place(span.clone()))
        .hint(format!("save the {what} into `media/` and link to it there"))
}

/// Whether what is shown is a recording, by the ending of its address, else by the element that shows it.
fn is_played(file: &SourceFile, target: &str, span: &Span) -> bool {
    let path = target.split(['?', '#']).next().unwrap_or(target).to_ascii_lowercase();
    let ends_in = |endings: &[&str]| endings.iter().any(|ending| path.ends_with(ending));
    let element = file.text[span.clone()].to_ascii_lowercase();
    let plays = || ["<video", "<audio", "<source", "<track"].iter().any(|tag| element.starts_with(tag));
    ends_in(&RECORDINGS) || (plays() && !ends_in(&PICTURES))
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
