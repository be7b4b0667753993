//! What is wrong with the maker's past: in `about.md`, and in the JSON Resume file that it may name.

use std::collections::BTreeSet;

use crate::content::{Profile, Resume};
use crate::diagnostics::Diagnostic;
use crate::front_matter::Spanned;
use crate::site::Site;
use crate::source::Sources;

/// Complaints about stations that ended before they began, about a resume that is not there, and about what is wrong in
/// one that is.
pub(super) fn check(site: &Site, sources: &Sources) -> Vec<Diagnostic> {
    let mut seen = BTreeSet::new();
    let profiles = site.editions.iter().filter_map(|edition| edition.profile.as_ref());
    let new = profiles.filter(|profile| seen.insert(profile.document.file.path.clone()));
    let mut known = BTreeSet::new();
    let mut faults = Vec::new();
    for profile in new {
        faults.extend(reversed(profile));
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

fn reversed(profile: &Profile) -> impl Iterator<Item = Diagnostic> {
    let stations = profile.document.matter.background.iter();
    stations.filter_map(|station| {
        let (from, Spanned { value: to, span }) = station.from.as_ref().zip(station.to.as_ref())?;
        let file = &profile.document.file;
        to.is_before(from).then(|| {
            let said = format!("`to` is before `from`: it ended in {to} and began in {from}");
            Diagnostic::warning("end-before-start", said)
                .at(file.place(span.clone()))
                .hint("mend one of the two, or swap them; leave `to` out where it goes on")
        })
    })
}

fn missing(profile: &Profile, said: &Spanned<String>) -> Diagnostic {
    let file = &profile.document.file;
    Diagnostic::error("missing-file", format!("`{}` is no JSON file beside {}", said.value, file.path))
        .at(file.place(said.span.clone()))
        .hint("put the resume into content/ and write its name here, such as `resume.json`")
}
