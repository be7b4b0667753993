//! Every reference of the site followed: the files they lead to, and what there is to complain of.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::documents::{self, Reference, ReferenceKind, References};
use super::link::{Dead, Resolved};
use super::media::Medium;
use super::{Memo, Plan};
use super::{addresses, past};
use crate::config::Show;
use crate::content;
use crate::diagnostics::{Diagnostic, Place, Span, did_you_mean};
use crate::front_matter::Language;
use crate::path::SitePath;
use crate::site::{Site, is_host};
use crate::source::Sources;

/// How names end that are rather those of a host than of a file.
const HOSTS: [&str; 7] = [".com", ".org", ".net", ".io", ".dev", ".app", ".cn"];

/// What following the references of a document gave.
#[derive(Default)]
struct Followed {
    media: Vec<SitePath>,
    /// Media that are to be shown as pictures, and where.
    pictures: Vec<(SitePath, Place)>,
    faults: Vec<Diagnostic>,
}

/// Follows every reference of every published document: the files they lead to, and the complaints.
pub(super) fn follow(
    plan: &Plan,
    site: &Site,
    sources: &Sources,
    memo: &mut Memo,
) -> (BTreeMap<SitePath, Medium>, Vec<Diagnostic>) {
    let documents = documents::references(site, &mut memo.references);
    let each = documents.par_iter().flat_map_iter(|documents| documents.iter());
    let followed: Vec<Followed> = each.map(|document| document.follow(plan, site, sources)).collect();
    let mut wanted: BTreeSet<SitePath> = BTreeSet::new();
    let mut faults = Vec::new();
    let mut pictures = Vec::new();
    for found in followed {
        wanted.extend(found.media);
        pictures.extend(found.pictures);
        faults.extend(found.faults);
    }
    faults.extend(addresses::of_settings(site));
    faults.extend(past::check(site, sources));
    let (config_media, config_faults) = config_references(site, sources);
    wanted.extend(config_media);
    faults.extend(config_faults);
    let media = memo.media.look_at(site, sources, wanted);
    faults
        .extend(pictures.into_iter().filter_map(|(path, place)| no_picture(media.get(&path)?, &path, place)));
    (media, faults)
}

/// A file that is shown like a picture and is none.
fn no_picture(medium: &Medium, path: &SitePath, place: Place) -> Option<Diagnostic> {
    (!medium.is_shown(path)).then(|| {
        Diagnostic::warning(
            "not-a-picture",
            format!("{path} is no picture and no recording: it becomes a link"),
        )
        .at(place)
        .hint("link to it without the `!`, or save it again as PNG, JPEG, GIF, WebP or SVG")
    })
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

impl References {
    fn follow(&self, plan: &Plan, site: &Site, sources: &Sources) -> Followed {
        let mut followed = Followed { faults: self.faults.clone(), ..Followed::default() };
        for reference in &self.inside {
            match self.resolve(plan, site, sources, reference) {
                Resolved::Medium(path) => {
                    if reference.kind == ReferenceKind::Picture {
                        let place = self.document.file().place(reference.span.clone());
                        followed.pictures.push((path.clone(), place));
                    }
                    followed.media.push(path);
                }
                other => followed.faults.extend(self.complaint(plan, site, sources, &other, reference)),
            }
        }
        followed
    }

    fn resolve(&self, plan: &Plan, site: &Site, sources: &Sources, reference: &Reference) -> Resolved {
        let exists = |path: &SitePath| sources.contains(path);
        let (from, target) = (&self.document.file().path, &reference.target);
        match reference.kind {
            ReferenceKind::Picture if names_no_file(target) => Resolved::Dead(Dead::NoPicture),
            ReferenceKind::Picture | ReferenceKind::Link => {
                plan.resolve_among(site, self.edition, from, Some(self.document.doc()), target, &exists)
            }
            ReferenceKind::Field => plan.resolve_field_among(site, self.edition, from, target, &exists),
            ReferenceKind::Matter => plan.resolve_among(site, self.edition, from, None, target, &exists),
        }
    }

    fn complaint(
        &self,
        plan: &Plan,
        site: &Site,
        sources: &Sources,
        resolved: &Resolved,
        reference: &Reference,
    ) -> Option<Diagnostic> {
        let Reference { target, span, .. } = reference;
        match resolved {
            Resolved::Dead(dead) => Some(self.dead(plan, site, sources, dead, target, span)),
            Resolved::Draft => Some(
                Diagnostic::warning(
                    "link-to-draft",
                    format!("`{target}` is a draft: the link becomes plain text"),
                )
                .at(self.document.file().place(span.clone()))
                .hint("publish the draft, or take the link out"),
            ),
            _ => None,
        }
    }

    fn dead(
        &self,
        plan: &Plan,
        site: &Site,
        sources: &Sources,
        dead: &Dead,
        target: &str,
        span: &Span,
    ) -> Diagnostic {
        let place = self.document.file().place(span.clone());
        match dead {
            Dead::NoPicture => Diagnostic::error("dead-link", "a picture has no address")
                .at(place)
                .hint("name its file, read from the folder of this one, such as `![words](media/first.png)`")
                .hint("or take it out"),
            Dead::NoFile(path) if path.extension() == "md" && sources.contains(path) => {
                unpublished(site, path, target).at(place)
            }
            Dead::NoFile(path) => {
                let fault = Diagnostic::error(
                    "dead-link",
                    format!("`{target}` leads to no file: there is no {path}"),
                )
                .at(place);
                if is_host_of_page(target) {
                    return fault
                        .hint(format!("a web page needs its whole address: `https://{target}`"))
                        .hint("or name a file that is there, read from the folder of this file");
                }
                near(
                    fault,
                    target,
                    &self.names_around(path, sources),
                    "name a file that is there, read from the folder of this file, or take the link out",
                )
            }
            Dead::NoPage(route) => {
                let fault = Diagnostic::error(
                    "dead-link",
                    format!("`{target}` leads to no page: the site has no {route}"),
                )
                .at(place);
                let mut known: Vec<String> = plan
                    .layout
                    .routes
                    .iter()
                    .filter(|route| route.is_page())
                    .map(ToString::to_string)
                    .collect();
                known.sort_unstable();
                near(fault, target, &known, "link to the file that the page is made of, such as `day-03.md`")
            }
            Dead::NoAnchor(path, anchor) => {
                let fault = Diagnostic::error("dead-anchor", format!("`#{anchor}` is no heading of {path}"))
                    .at(place);
                let known: Vec<String> = match plan.layout.landings.get(path) {
                    Some(landing) => {
                        landing.anchors(site).into_iter().map(|known| format!("#{known}")).collect()
                    }
                    None => Vec::new(),
                };
                let fallback = if known.is_empty() {
                    "the file has no headings: take the part after `#` out".to_string()
                } else {
                    format!("places there: {}", known.join(", "))
                };
                near(fault, &format!("#{anchor}"), &known, &fallback)
            }
            Dead::Outside => Diagnostic::error(
                "link-outside",
                format!("`{target}` leads out of `content/`: only what lies there is published"),
            )
            .at(place)
            .hint("copy a picture beside the entry, another file into static/ (then link to `/its-name`)")
            .hint("or take the link out"),
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
        let here = self.document.file().path.folder();
        let in_folder = sources
            .under(&folder)
            .map(|(path, _)| path)
            .filter(|path| path.folder() == folder && **path != self.document.file().path);
        in_folder
            .map(|path| match path.as_str().strip_prefix(here).and_then(|rest| rest.strip_prefix('/')) {
                Some(relative) => relative.to_string(),
                None => path.name().to_string(),
            })
            .collect()
    }
}

/// Whether an address is none, or one of a place on the page that it stands on.
fn names_no_file(target: &str) -> bool {
    target.trim_start().is_empty() || target.trim_start().starts_with(['#', '?'])
}

/// A document of the log that is there and has no page.
fn unpublished(site: &Site, path: &SitePath, target: &str) -> Diagnostic {
    let language = match content::place(path) {
        content::Place::About { language } | content::Place::Project { language, .. } => language,
        content::Place::Day { name, .. } => name.language,
        content::Place::Feedback { .. } | content::Place::Stray(_) => None,
    };
    let listed = &site.config.languages;
    match language.filter(|language| !listed.contains(language)) {
        Some(language) => {
            let all: Vec<&str> = listed.iter().chain([&language]).map(Language::tag).collect();
            let words = format!("`{target}` is not published: the site is not in `{language}`");
            Diagnostic::error("dead-link", words)
                .hint(format!("add the language in buildlog.yaml: `languages: [{}]`", all.join(", ")))
                .hint("or link to the file of a language that the site is in")
        }
        None => Diagnostic::error("dead-link", format!("`{target}` has no page: {path} is not published"))
            .hint("link to a file that is published, or take the link out"),
    }
}

fn near(fault: Diagnostic, typed: &str, known: &[String], otherwise: &str) -> Diagnostic {
    match did_you_mean(typed, known.iter().map(String::as_str)) {
        Some(near) => fault.hint(format!("did you mean `{near}`?")),
        None => fault.hint(otherwise),
    }
}

/// Whether a path that leads to no file is rather an address whose scheme was left out, such as `youtu.be/x`.
fn is_host_of_page(target: &str) -> bool {
    is_host(target) && (target.contains('/') || HOSTS.iter().any(|ending| target.ends_with(ending)))
}
