//! Who claims which route: former addresses, and two claimants for one place.

use percent_encoding::percent_decode_str;
use rayon::prelude::*;
use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};
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
    let mut seen: FxHashSet<&SitePath> = FxHashSet::default();
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

/// The route that an alias means: a page's, unless it names a file. An address is written with
/// percent signs where its file's name has other letters, so both mean the same.
fn route(said: &str) -> Option<Route> {
    let path = said.trim().trim_start_matches('/');
    let parts: Vec<_> =
        path.split('/').map(|part| percent_decode_str(part).decode_utf8().ok()).collect::<Option<_>>()?;
    let bad = |part: &str| {
        part == ".."
            || part == "."
            || part.contains(['/', '\\', '?', '#', ':'])
            || part.contains(char::is_control)
    };
    if path.is_empty() || path.contains("//") || parts.iter().any(|part| bad(part)) {
        return None;
    }
    let names_file = parts.last().is_some_and(|name| name.ends_with(".html") || name.ends_with(".htm"));
    let path = parts.join("/");
    Some(match path.ends_with('/') || names_file {
        true => Route::new(path),
        false => Route::new(format!("{path}/")),
    })
}

/// Complaints about two pages for one file, also where only case differs: not every disk tells them apart.
pub(super) fn check(site: &Site, pages: &[Page]) -> Vec<Diagnostic> {
    let files: Vec<String> = pages.par_iter().map(|page| folded(&page.route.file())).collect();
    let mut claimed: FxHashMap<&str, &Page> = FxHashMap::with_capacity_and_hasher(pages.len(), FxBuildHasher);
    let mut faults = Vec::new();
    for (page, file) in pages.iter().zip(&files) {
        match claimed.get(file.as_str()) {
            Some(first) => faults.push(taken(site, first, page)),
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
        faults.extend(found.into_iter().map(|first| taken(site, first, page)));
    }
    faults
}

fn folded(file: &str) -> String {
    if file.is_ascii() {
        return file.to_ascii_lowercase();
    }
    file.nfc().collect::<String>().to_lowercase()
}

fn taken(site: &Site, first: &Page, second: &Page) -> Diagnostic {
    let (one, other) = (claimant(site, first, false), claimant(site, second, true));
    let said = match first.route.as_str().to_lowercase() == second.route.as_str().to_lowercase() {
        true if first.route != second.route => format!(
            "{} of {} and {} of {} differ in nothing but large and small letters, which some hosts and disks do not tell apart",
            first.route, one.0, second.route, other.0
        ),
        _ => format!("{} is claimed twice: by {} and by {}", second.route, one.0, other.0),
    };
    let mut fault = Diagnostic::error("route-taken", said)
        .hint("rename the file of one, give a project another `slug`, or take the alias out");
    let mut places: Vec<Place> = other.1.into_iter().chain(one.1).collect();
    // The line that claims the address of something else is what there is to change.
    places.sort_by_key(|place| place.is_file());
    for place in places {
        match &fault.place {
            None => fault = fault.at(place),
            Some(known) if *known == place => {}
            Some(_) => fault = fault.related(place, "the other claimant"),
        }
    }
    fault
}

/// Who wants a route: in words, and the place where there is one. Of two equal aliases the second is named second.
fn claimant(site: &Site, page: &Page, is_second: bool) -> (String, Option<Place>) {
    match &page.kind {
        PageKind::Redirect(to) => {
            let aliases = aliases(site);
            let mut equal = aliases
                .iter()
                .filter(|alias| alias.to == *to && route(&alias.said.value).as_ref() == Some(&page.route));
            let first = equal.next();
            let second = equal.next().filter(|_| is_second);
            match second.or(first) {
                Some(alias) => (
                    format!("the alias `{}` in {}", alias.said.value, alias.file.path),
                    Some(alias.file.place(alias.said.span.clone())),
                ),
                None => (format!("an alias of {to}"), None),
            }
        }
        PageKind::Tag(index) => {
            (format!("the tag “{}”", site.editions[page.edition].tags[*index].name), None)
        }
        _ => match document(site, page) {
            Some(path) => (path.to_string(), Some(Place::file(path))),
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
