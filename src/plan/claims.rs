//! Who claims which route: former addresses, and two claimants for one place.

use std::collections::{HashMap, HashSet};

use rayon::prelude::*;
use unicode_normalization::UnicodeNormalization;

use super::{Page, PageKind, Routes};
use crate::diagnostics::{Diagnostic, Place, SourceFile};
use crate::front_matter::Spanned;
use crate::path::{Route, SitePath};
use crate::site::Site;

struct Alias<'a> {
    file: &'a SourceFile,
    said: &'a Spanned<String>,
    to: Route,
}

fn aliases(site: &Site) -> Vec<Alias<'_>> {
    let mut aliases = Vec::new();
    let mut seen: HashSet<&SitePath> = HashSet::new();
    for (index, edition) in site.editions.iter().enumerate() {
        let routes = Routes::of(site, index);
        for project in &edition.projects {
            let document = &project.source.document;
            if seen.insert(&document.file.path) {
                let said = document.matter.aliases.iter();
                aliases.extend(said.map(|said| Alias {
                    file: &document.file,
                    said,
                    to: routes.project(&project.slug),
                }));
            }
            for day in project.days.iter().filter(|day| day.home == index) {
                let to = || routes.day(&project.slug, &day.source.name.stem);
                let file = &day.source.document.file;
                aliases.extend(day.matter().aliases.iter().map(|said| Alias { file, said, to: to() }));
            }
        }
    }
    aliases
}

/// A page for every former address.
pub(super) fn redirects(site: &Site) -> Vec<Page> {
    aliases(site)
        .into_iter()
        .filter_map(|alias| {
            Some(Page { route: route(&alias.said.value)?, edition: 0, kind: PageKind::Redirect(alias.to) })
        })
        .collect()
}

/// Complaints about former addresses that are none.
pub(super) fn check_aliases(site: &Site) -> Vec<Diagnostic> {
    aliases(site)
        .iter()
        .filter(|alias| route(&alias.said.value).is_none())
        .map(|alias| {
            Diagnostic::error("bad-alias", format!("`{}` is no address below the base URL", alias.said.value))
                .at(alias.file.place(alias.said.span.clone()))
                .hint("write the old path from the site's root, such as `/2025/my-post/`")
        })
        .collect()
}

/// The route that an alias means: a page's, unless it names a file.
fn route(said: &str) -> Option<Route> {
    let path = said.trim().trim_start_matches('/');
    let bad = |part: &str| part == ".." || part == "." || part.contains(['\\', '\0', '?', '#', ':']);
    if path.is_empty() || path.contains("//") || path.split('/').any(bad) {
        return None;
    }
    let names_file =
        path.rsplit('/').next().is_some_and(|name| name.ends_with(".html") || name.ends_with(".htm"));
    Some(match path.ends_with('/') || names_file {
        true => Route::new(path),
        false => Route::new(format!("{path}/")),
    })
}

/// Complaints about two pages for one file, also where only case differs: not every disk tells them apart.
pub(super) fn check(site: &Site, pages: &[Page]) -> Vec<Diagnostic> {
    let files: Vec<String> = pages.par_iter().map(|page| folded(&page.route.file())).collect();
    let mut claimed: HashMap<&str, &Page> = HashMap::with_capacity(pages.len());
    let mut faults = Vec::new();
    for (page, file) in pages.iter().zip(&files) {
        match claimed.get(file.as_str()) {
            Some(first) => faults.push(taken(site, pages, first, page)),
            None => {
                claimed.insert(file, page);
            }
        }
    }
    // Pages are in order, so most share their folders with the one before: what was free there is free here.
    let mut free = "";
    for (page, file) in pages.iter().zip(&files) {
        let shared = free.bytes().zip(file.bytes()).take_while(|(a, b)| a == b).count();
        let above = file.match_indices('/').map(|(at, _)| at).filter(|at| *at >= shared);
        let found: Vec<&&Page> = above.filter_map(|at| claimed.get(&file[..at])).collect();
        if found.is_empty() {
            free = file;
        }
        faults.extend(found.into_iter().map(|first| taken(site, pages, first, page)));
    }
    faults
}

fn folded(file: &str) -> String {
    if file.is_ascii() {
        return file.to_ascii_lowercase();
    }
    file.nfc().collect::<String>().to_lowercase()
}

fn taken(site: &Site, pages: &[Page], first: &Page, second: &Page) -> Diagnostic {
    let (one, other) = (claimant(site, pages, first), claimant(site, pages, second));
    let fault = Diagnostic::error(
        "route-taken",
        format!("{} is claimed twice: by {} and by {}", second.route, one.0, other.0),
    )
    .hint("rename one of the two, or give one another `slug` or alias");
    let places = other.1.into_iter().chain(one.1);
    let mut fault = fault;
    for path in places {
        match &fault.place {
            None => fault = fault.at(Place::file(path)),
            Some(place) if place.path == path => {}
            Some(_) => fault = fault.related(Place::file(path), "the other claimant"),
        }
    }
    fault
}

/// Who wants a route: in words, and as a file where there is one.
fn claimant(site: &Site, pages: &[Page], page: &Page) -> (String, Option<SitePath>) {
    match &page.kind {
        PageKind::Redirect(to) => {
            let path = pages.iter().find(|page| page.route == *to).and_then(|page| document(site, page));
            match path {
                Some(path) => (format!("an alias in {path}"), Some(path)),
                None => (format!("an alias of {to}"), None),
            }
        }
        PageKind::Tag(index) => {
            (format!("the tag “{}”", site.editions[page.edition].tags[*index].name), None)
        }
        _ => match document(site, page) {
            Some(path) => (path.to_string(), Some(path)),
            None => ("a page that every site has".to_string(), None),
        },
    }
}

/// The file of the site that a page is made of.
fn document(site: &Site, page: &Page) -> Option<SitePath> {
    let edition = &site.editions[page.edition];
    match &page.kind {
        PageKind::Day(id) => Some(edition.day(*id).source.document.file.path.clone()),
        PageKind::Project(index) | PageKind::Feedback(index) | PageKind::AtomFeed(Some(index)) => {
            Some(edition.projects[*index].source.document.file.path.clone())
        }
        PageKind::Media(path) | PageKind::Still(path) | PageKind::Static(path) => Some(path.clone()),
        _ => None,
    }
}
