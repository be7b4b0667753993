//! Every reference of the site followed: the files they lead to, and what there is to complain of.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::Plan;
use super::link::{Dead, Resolved};
use super::media::Medium;
use crate::config::Show;
use crate::content::{self, Document};
use crate::diagnostics::{Diagnostic, SourceFile, Span, did_you_mean};
use crate::front_matter::Spanned;
use crate::markdown::{Doc, FindingKind, Link, LinkKind};
use crate::path::SitePath;
use crate::site::Site;
use crate::source::Sources;

/// One document's references: those of its body, and those of its front matter.
struct References<'a> {
    edition: usize,
    file: &'a SourceFile,
    doc: &'a Doc,
    matter: Vec<Spanned<String>>,
}

/// Follows every reference of every published document: the files they lead to, and the complaints.
pub(super) fn follow(
    plan: &Plan,
    site: &Site,
    sources: &Sources,
) -> (BTreeMap<SitePath, Medium>, Vec<Diagnostic>) {
    let documents = documents(site);
    let followed: Vec<(Vec<SitePath>, Vec<Diagnostic>)> =
        documents.par_iter().map(|references| references.follow(plan, site, sources)).collect();
    let mut wanted: BTreeSet<SitePath> = BTreeSet::new();
    let mut faults = Vec::new();
    for (media, found) in followed {
        wanted.extend(media);
        faults.extend(found);
    }
    let (config_media, config_faults) = config_references(site, sources);
    wanted.extend(config_media);
    faults.extend(config_faults);
    let media: Vec<_> =
        wanted.into_par_iter().map(|path| (Medium::look_at(site, sources, &path), path)).collect();
    (media.into_iter().map(|(medium, path)| (path, medium)).collect(), faults)
}

fn documents(site: &Site) -> Vec<References<'_>> {
    let mut seen: BTreeSet<&SitePath> = BTreeSet::new();
    let mut documents = Vec::new();
    for (index, edition) in site.editions.iter().enumerate() {
        if let Some(profile) = &edition.profile
            && seen.insert(&profile.document.file.path)
        {
            documents.push(references(index, &profile.document, Vec::new()));
        }
        for project in &edition.projects {
            if seen.insert(&project.source.document.file.path) {
                documents.push(references(
                    index,
                    &project.source.document,
                    project_references(&project.source),
                ));
            }
            for day in project.days.iter().filter(|day| day.home == index) {
                documents.push(references(index, &day.source.document, day_references(&day.source)));
            }
        }
    }
    documents
}

fn references<M>(edition: usize, document: &Document<M>, matter: Vec<Spanned<String>>) -> References<'_> {
    References { edition, file: &document.file, doc: &document.doc, matter }
}

fn project_references(project: &content::Project) -> Vec<Spanned<String>> {
    let matter = &project.document.matter;
    matter.cover.iter().cloned().chain(demo_references(matter.demo.as_ref())).collect()
}

fn day_references(day: &content::Day) -> Vec<Spanned<String>> {
    let matter = &day.document.matter;
    matter.video.iter().cloned().chain(demo_references(matter.demo.as_ref())).collect()
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

/// Pictures that the settings name, read from `content/`. Each must be there; only those that a public
/// page shows are published.
fn config_references(site: &Site, sources: &Sources) -> (Vec<SitePath>, Vec<Diagnostic>) {
    let author = &site.config.author;
    let photo = author.photo.iter().map(|photo| (photo, true));
    let qr_codes = author.contact.iter().filter_map(|contact| {
        let qr = contact.qr.as_ref().filter(|qr| !matches!(qr.value.as_str(), "true" | "false"))?;
        Some((qr, contact.show.contains(&Show::Site)))
    });
    let mut media = Vec::new();
    let mut faults = Vec::new();
    for (picture, shown) in photo.chain(qr_codes) {
        match config_picture(&picture.value).filter(|path| sources.contains(path)) {
            Some(path) if shown => media.push(path),
            Some(_) => {}
            None => faults.push(
                Diagnostic::error("missing-file", format!("`{}` is not in content/", picture.value))
                    .at(site.config.file.place(picture.span.clone()))
                    .hint("put the picture into content/media/ and write `media/<name>` here"),
            ),
        }
    }
    (media, faults)
}

/// The file that a picture in the settings means.
pub(crate) fn config_picture(said: &str) -> Option<SitePath> {
    let inside = said.strip_prefix("content/").unwrap_or(said);
    SitePath::new("content/about.md").join(inside).filter(|path| path.as_str().starts_with("content/"))
}

impl References<'_> {
    fn follow(&self, plan: &Plan, site: &Site, sources: &Sources) -> (Vec<SitePath>, Vec<Diagnostic>) {
        let mut media = Vec::new();
        let mut faults: Vec<Diagnostic> = self.findings();
        let exists = |path: &SitePath| sources.contains(path);
        for link in &self.doc.links {
            let resolved = plan.resolve_among(
                site,
                self.edition,
                &self.file.path,
                Some(self.doc),
                &link.target,
                &exists,
            );
            match resolved {
                Resolved::Medium(path) => media.push(path),
                other => faults.extend(self.complaint(plan, sources, &other, link)),
            }
        }
        for reference in &self.matter {
            let resolved =
                plan.resolve_among(site, self.edition, &self.file.path, None, &reference.value, &exists);
            match resolved {
                Resolved::Medium(path) => media.push(path),
                Resolved::Dead(dead) => {
                    faults.push(self.dead(plan, sources, &dead, &reference.value, &reference.span));
                }
                _ => {}
            }
        }
        (media, faults)
    }

    fn complaint(
        &self,
        plan: &Plan,
        sources: &Sources,
        resolved: &Resolved,
        link: &Link,
    ) -> Option<Diagnostic> {
        let picture = matches!(link.kind, LinkKind::Image | LinkKind::RawImage);
        match resolved {
            Resolved::Dead(dead) => Some(self.dead(plan, sources, dead, &link.target, &link.span)),
            Resolved::Draft => Some(
                Diagnostic::warning(
                    "link-to-draft",
                    format!("`{}` is a draft: the link becomes plain text", link.target),
                )
                .at(self.file.place(link.span.clone()))
                .hint("publish the draft, or take the link out"),
            ),
            Resolved::External if picture => Some(
                Diagnostic::warning(
                    "remote-picture",
                    "a picture from another site becomes a link: pages ask nothing of others",
                )
                .at(self.file.place(link.span.clone()))
                .hint("save the picture into `media/` and link to it there"),
            ),
            _ => None,
        }
    }

    fn dead(&self, plan: &Plan, sources: &Sources, dead: &Dead, target: &str, span: &Span) -> Diagnostic {
        let place = self.file.place(span.clone());
        match dead {
            Dead::NoFile(path) => {
                let fault = Diagnostic::error(
                    "dead-link",
                    format!("`{target}` leads to no file: there is no {path}"),
                )
                .at(place);
                near(
                    fault,
                    target,
                    &self.names_around(path, sources),
                    "name a file that is there; links are read from the folder of this file",
                )
            }
            Dead::NoPage(route) => {
                let fault = Diagnostic::error(
                    "dead-link",
                    format!("`{target}` leads to no page: the site has no {route}"),
                )
                .at(place);
                let mut known: Vec<String> =
                    plan.routes.iter().filter(|route| route.is_page()).map(ToString::to_string).collect();
                known.sort_unstable();
                near(fault, target, &known, "link to the file that the page is made of, such as `day-03.md`")
            }
            Dead::NoAnchor(path, anchor) => {
                let fault = Diagnostic::error("dead-anchor", format!("`#{anchor}` is no heading of {path}"))
                    .at(place);
                let known: Vec<String> = match plan.landings.get(path) {
                    Some(landing) => landing.anchors().into_iter().map(|known| format!("#{known}")).collect(),
                    None => Vec::new(),
                };
                let fallback = if known.is_empty() {
                    "the file has no headings: take the part after `#` out".to_string()
                } else {
                    format!("places there: {}", known.join(", "))
                };
                near(fault, &format!("#{anchor}"), &known, &fallback)
            }
            Dead::Outside => {
                Diagnostic::error("link-outside", format!("`{target}` leads out of the site folder"))
                    .at(place)
                    .hint("copy the file into the site folder and link to it there")
            }
            Dead::Private => Diagnostic::error(
                "link-to-private",
                format!("`{target}` leads into private/, which is never published"),
            )
            .at(place)
            .hint("take the link out"),
        }
    }

    /// References to the files of the folder that the dead link leads to, written as the author would.
    fn names_around(&self, path: &SitePath, sources: &Sources) -> Vec<String> {
        let folder = path.folder().to_string();
        let here = self.file.path.folder();
        let in_folder = sources
            .under(&folder)
            .map(|(path, _)| path)
            .filter(|path| path.folder() == folder && **path != self.file.path);
        in_folder
            .map(|path| match path.as_str().strip_prefix(here).and_then(|rest| rest.strip_prefix('/')) {
                Some(relative) => relative.to_string(),
                None => path.name().to_string(),
            })
            .collect()
    }

    /// What the body holds that is not shown as written.
    fn findings(&self) -> Vec<Diagnostic> {
        self.doc
            .findings
            .iter()
            .map(|finding| {
                let what = &finding.what;
                let (code, words, hint) = match &finding.kind {
                    FindingKind::Script => (
                        "raw-script",
                        format!("`{what}` runs a script: it is taken out"),
                        "scripts belong into a theme",
                    ),
                    FindingKind::UnsafeAddress => (
                        "unsafe-address",
                        format!("`{what}` is no address that a page may lead to: the link becomes text"),
                        "link to a web page, a mail address or a telephone number",
                    ),
                    FindingKind::EventHandler => (
                        "raw-script",
                        format!("`{what}` runs a script: it is taken out"),
                        "take the attribute out",
                    ),
                    FindingKind::InlineStyle => (
                        "raw-style",
                        format!("`{what}`: inline styles are taken out"),
                        "styles belong into a theme; a `class` stays",
                    ),
                    FindingKind::Frame => (
                        "raw-frame",
                        format!(
                            "`{what}`: a frame becomes a link, because it would ask something of another site"
                        ),
                        "put the address alone in a paragraph",
                    ),
                    FindingKind::ForbiddenElement => (
                        "raw-element",
                        format!("`{what}` has no place in an entry: it is taken out"),
                        "write it in Markdown",
                    ),
                    FindingKind::UnknownElement => (
                        "raw-element",
                        format!("`{what}` is no HTML element: it is shown as text"),
                        "put code between backticks",
                    ),
                    FindingKind::BadMath(reason) => (
                        "bad-math",
                        format!("this formula can't be read: {reason}"),
                        "mend it, or write `\\$` for a dollar sign",
                    ),
                    FindingKind::BadDemo(reason) => (
                        "bad-demo",
                        format!("this demo can't be read: {reason}"),
                        "a demo block holds keys such as `url:` and `title:`",
                    ),
                    FindingKind::UnframedDemo => (
                        "unknown-host",
                        format!(
                            "{what} is no provider that is known here: the demo is a card that links to it"
                        ),
                        "give the demo a `height` or a `ratio` to show it in a frame",
                    ),
                    FindingKind::UnclosedFence => (
                        "unclosed-fence",
                        "a block of code is never closed: all that follows is code".to_string(),
                        "close it with the same signs that open it",
                    ),
                };
                Diagnostic::warning(code, words).at(self.file.place(finding.span.clone())).hint(hint)
            })
            .collect()
    }
}

fn near(fault: Diagnostic, typed: &str, known: &[String], otherwise: &str) -> Diagnostic {
    match did_you_mean(typed, known.iter().map(String::as_str)) {
        Some(near) => fault.hint(format!("did you mean `{near}`?")),
        None => fault.hint(otherwise),
    }
}
