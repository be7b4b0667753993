//! The part of the address that each project has for itself.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::folder::Folder;
use super::tag::free_slug;
use crate::diagnostics::{Diagnostic, Place};
use crate::markdown::slug;

/// The slug of each folder: explicit ones first, so that a folder's name never takes one away.
pub(super) fn of(folders: &[Arc<Folder>], faults: &mut Vec<Diagnostic>) -> BTreeMap<String, String> {
    let mut slugs = BTreeMap::new();
    let mut taken: BTreeMap<String, Place> = BTreeMap::new();
    for folder in folders {
        let Some(project) = folder.projects.iter().find(|project| project.document.matter.slug.is_some())
        else {
            continue;
        };
        let Some(said) = &project.document.matter.slug else { continue };
        let place = project.document.file.place(said.span.clone());
        let wanted = slug(&said.value);
        if let Some(first) = taken.get(&wanted) {
            faults.push(slug_taken(&said.value, place.clone(), first.clone()));
            // It gets the slug of its folder, so that one fault does not make many.
            continue;
        }
        taken.insert(wanted.clone(), place);
        slugs.insert(folder.name.clone(), wanted);
    }
    for folder in folders.iter().filter(|folder| !slugs.contains_key(&folder.name)) {
        let own = slug(&folder.name);
        if let (Some(place), Some(project)) = (taken.get(&own), folder.projects.first()) {
            faults.push(slug_of_folder(&own, place.clone(), Place::file(project.document.file.path.clone())));
        }
    }
    let explicit: BTreeSet<String> = taken.into_keys().collect();
    let mut taken = explicit.clone();
    for folder in folders {
        if !slugs.contains_key(&folder.name) {
            let own = slug(&folder.name);
            let free = free_slug(&own, &mut taken);
            // What an explicit slug took away has been told above.
            if free.starts_with(&format!("{own}-")) && taken.contains(&own) && !explicit.contains(&own) {
                faults.extend(twin_folder(folder, &free));
            }
            slugs.insert(folder.name.clone(), free);
        }
    }
    slugs
}

/// A folder whose name differs from another's only in what an address leaves out, such as case.
fn twin_folder(folder: &Folder, slug: &str) -> Option<Diagnostic> {
    let path = folder.projects.first()?.document.file.path.clone();
    let name = &folder.name;
    let words =
        format!("another project has the address that the folder `{name}` asks for: this one is at {slug}");
    Some(
        Diagnostic::warning("twin-folders", words)
            .at(Place::file(path))
            .hint("give it a `slug` of its own; where case makes no difference the two folders would be one"),
    )
}

/// A slug that takes the address of another project away, which has it by the name of its folder.
fn slug_of_folder(said: &str, place: Place, other: Place) -> Diagnostic {
    Diagnostic::error(
        "slug-taken",
        format!("`{said}` is the address of another project, by the name of its folder"),
    )
    .at(place)
    .label("taken")
    .related(other, "the project that has it")
    .hint("choose another slug, or give the other project a `slug` of its own")
}

fn slug_taken(said: &str, place: Place, first: Place) -> Diagnostic {
    Diagnostic::error("slug-taken", format!("two projects have the slug `{said}`"))
        .at(place)
        .label("the second")
        .related(first, "the first")
        .hint("change one of the two")
}
