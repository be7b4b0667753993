//! The JSON Resume file that `about.md` may name.

use std::collections::BTreeSet;

use crate::content::{Profile, Resume};
use crate::diagnostics::Diagnostic;
use crate::front_matter::Spanned;
use crate::site::Site;
use crate::source::Sources;

/// Complaints about a resume that is not there, and about what is wrong in one that is.
pub(super) fn check(site: &Site, sources: &Sources) -> Vec<Diagnostic> {
    let mut seen = BTreeSet::new();
    let profiles = site.editions.iter().filter_map(|edition| edition.profile.as_ref());
    let new = profiles.filter(|profile| seen.insert(profile.document.file.path.clone()));
    let mut known = BTreeSet::new();
    let mut faults = Vec::new();
    for profile in new {
        let Some(said) = &profile.document.matter.resume else { continue };
        match profile.resume_path().and_then(|path| sources.text(&path)) {
            None => faults.push(missing(profile, said)),
            // The languages of a site may share one resume.
            Some(resume) if known.insert(resume.path.clone()) => faults.extend(Resume::read(&resume).1),
            Some(_) => {}
        }
    }
    faults
}

fn missing(profile: &Profile, said: &Spanned<String>) -> Diagnostic {
    let file = &profile.document.file;
    Diagnostic::error("missing-file", format!("`{}` is no JSON file beside {}", said.value, file.path))
        .at(file.place(said.span.clone()))
        .hint("put the resume into content/ and write its name here, such as `resume.json`")
}
