//! The JSON Resume file that `about.md` may name.

use std::collections::BTreeSet;

use crate::content::{Profile, Resume};
use crate::diagnostics::Diagnostic;
use crate::front_matter::Spanned;
use crate::site::Site;
use crate::source::Sources;

/// Complaints about a resume that is not there, or is none.
pub(super) fn check(site: &Site, sources: &Sources) -> Vec<Diagnostic> {
    let mut seen = BTreeSet::new();
    let profiles = site.editions.iter().filter_map(|edition| edition.profile.as_ref());
    let new = profiles.filter(|profile| seen.insert(profile.document.file.path.clone()));
    new.filter_map(|profile| fault(profile, profile.document.matter.resume.as_ref()?, sources)).collect()
}

fn fault(profile: &Profile, said: &Spanned<String>, sources: &Sources) -> Option<Diagnostic> {
    let file = &profile.document.file;
    let resume = file.path.join(&said.value).and_then(|path| sources.text(&path));
    let Some(resume) = resume else {
        return Some(
            Diagnostic::error(
                "missing-file",
                format!("`{}` is no JSON file beside {}", said.value, file.path),
            )
            .at(file.place(said.span.clone()))
            .hint("put the resume into content/ and write its name here, such as `resume.json`"),
        );
    };
    Resume::read(&resume.text).err().map(|reason| bad(profile, said, &reason))
}

fn bad(profile: &Profile, said: &Spanned<String>, reason: &str) -> Diagnostic {
    Diagnostic::error("bad-resume", format!("`{}` is no JSON Resume: {reason}", said.value))
        .at(profile.document.file.place(said.span.clone()))
        .hint("mend the file, or export it again; the format is described at jsonresume.org")
}
