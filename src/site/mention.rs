//! Ids of feedback that no file of `content/` has: they are a piece of `private/`, or a slip.

use rustc_hash::FxHashSet;

use super::check::Unshown;
use super::numbers::{self, Held, held};
use super::origin::{Form, Origin, is_host};
use super::{Project, Site};
use crate::content::{Day, Private};
use crate::diagnostics::{Diagnostic, SourceFile, did_you_mean};
use crate::front_matter::Spanned;
use crate::path::SitePath;

/// Ids in the files of a project that may mean a piece of `private/`.
#[derive(Debug, Default)]
pub(super) struct Named {
    /// Sources of numbers and words.
    sources: Vec<(SourceFile, Spanned<String>)>,
    /// Feedback that days say they answer.
    answered: Vec<(SourceFile, Spanned<String>)>,
}

impl Named {
    /// Those in the files of a project, which the editions show in these variants.
    pub(super) fn by(variants: &[&Project]) -> Self {
        let is_public = |id: &str| variants[0].quote(id).is_some();
        let mut named = Self::default();
        for Held { file, sources, .. } in held(variants) {
            let ids = sources
                .into_iter()
                .filter(|said| may_be_feedback(said.value.trim()) && !is_public(said.value.trim()));
            named.sources.extend(ids.map(|said| (file.clone(), said.clone())));
        }
        for day in days(variants) {
            let answers = day.document.matter.answers.iter();
            let ids =
                answers.filter_map(|answer| answer.feedback.as_ref()).filter(|said| !is_public(&said.value));
            named.answered.extend(ids.map(|said| (day.document.file.clone(), said.clone())));
        }
        named
    }
}

fn may_be_feedback(id: &str) -> bool {
    match Form::of(id) {
        Form::Words => true,
        Form::Id => !is_host(id),
        _ => false,
    }
}

/// What is to be said of ids that the pages can't show anything for.
///
/// A piece in `private/` is shown by no page, so a slip would pass for one. Where there is no `private/`, as
/// where a site is built from its repository, an id that is like no other can't be judged.
pub fn unknown_feedback(site: &Site, private: &Private) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    for resolved in &site.resolved {
        let known = Known { site, private, project: &resolved.editions[0] };
        let Named { sources, answered } = &resolved.named;
        faults.extend(sources.iter().filter_map(|(file, said)| known.source(file, said)));
        faults.extend(answered.iter().filter_map(|(file, said)| known.feedback(file, said)));
    }
    faults
}

/// What is to be said of where somebody's words were said who a brief is for, as their file has it: a file of
/// the log is not where somebody else spoke.
pub fn unknown_source(
    site: &Site,
    private: &Private,
    project: usize,
    file: &SourceFile,
    said: &Spanned<String>,
) -> Option<Diagnostic> {
    let project = &site.editions.first()?.projects[project];
    let known = Known { site, private, project };
    if Origin::names_file(&said.value) {
        let words = format!("`{}` is a file, and not shown as the place where somebody spoke", said.value);
        let fault = Diagnostic::error("unknown-source", words).at(file.place(said.span.clone()));
        return Some(fault.hint("name the address of the page, or say in a few words where it was said"));
    }
    let unshown = Unshown { drafts: &site.drafts, broken: &site.broken };
    numbers::source(project, file, said, unshown).or_else(|| known.source(file, said))
}

/// The days of a project in every language.
fn days<'a>(variants: &[&'a Project]) -> impl Iterator<Item = &'a Day> {
    let mut seen: FxHashSet<*const Day> = FxHashSet::default();
    let days = variants.iter().flat_map(|project| &project.days).map(|day| day.source.as_ref());
    days.filter(move |day| seen.insert(std::ptr::from_ref(*day)))
}

/// A project, and what its files may name.
struct Known<'a> {
    site: &'a Site,
    private: &'a Private,
    project: &'a Project,
}

impl Known<'_> {
    /// Whether a file of `content/` has that id; one with faults has it, too.
    fn is_public(&self, id: &str) -> bool {
        let path = SitePath::new(format!("content/projects/{}/feedback/{id}.md", self.project.folder()));
        self.project.quote(id).is_some()
            || self.site.broken.contains(&path)
            || self.site.drafts.contains(&path)
    }

    fn is_private(&self, id: &str) -> bool {
        self.private.pieces.iter().any(|(project, piece)| project == self.project.folder() && piece == id)
    }

    fn near(&self, id: &str) -> Option<&str> {
        let public = self.project.quotes.iter().map(|quote| quote.id.as_str());
        let private = self.private.pieces.iter().filter(|(project, _)| project == self.project.folder());
        did_you_mean(id, public.chain(private.map(|(_, piece)| piece.as_str())))
    }

    fn feedback(&self, file: &SourceFile, said: &Spanned<String>) -> Option<Diagnostic> {
        let id = said.value.as_str();
        if self.is_public(id) || self.is_private(id) {
            return None;
        }
        let place = file.place(said.span.clone());
        let near = self.near(id);
        if self.private.is_here {
            let words = format!("no piece of feedback is called `{id}`");
            let fault = Diagnostic::error("unknown-feedback", words)
                .at(place)
                .label("neither in content/ nor in private/");
            return Some(match near {
                Some(near) => fault.hint(format!("did you mean `{near}`?")),
                None => fault
                    .hint("name a file of the project's feedback/, without `.md`")
                    .hint("or leave `feedback` out: `change` and `result` are shown without it"),
            });
        }
        let near = near?;
        Some(
            Diagnostic::warning(
                "unseen-feedback",
                format!("no piece of feedback in content/ is called `{id}`"),
            )
            .at(place)
            .label("there is no private/ here to look into")
            .hint(format!("did you mean `{near}`?"))
            .hint("where it is a piece in private/ on your machine, nothing is wrong"),
        )
    }

    fn source(&self, file: &SourceFile, said: &Spanned<String>) -> Option<Diagnostic> {
        let id = said.value.trim();
        let form = Form::of(id);
        let place = || file.place(said.span.clone());
        if form == Form::Words && self.is_private(id) && !self.is_public(id) {
            let words = format!("`{id}` is the name of a file in private/, and would be shown as the source");
            return Some(
                Diagnostic::error("private-source", words)
                    .at(place())
                    .hint("name the file in another way, or say in other words where it comes from"),
            );
        }
        if form != Form::Id || is_host(id) || self.is_public(id) {
            return None;
        }
        let words =
            "day such as `day-07`, a piece of feedback, a file or an address, or say it in two words or more";
        if self.private.is_here && !self.is_private(id) {
            let fault = Diagnostic::error(
                "unknown-source",
                format!("`{id}` is neither a day nor a piece of feedback"),
            )
            .at(place())
            .label("not known");
            return Some(match self.near(id) {
                Some(near) => fault.hint(format!("did you mean `{near}`?")),
                None => fault.hint(format!("name a {words}")),
            });
        }
        let told = Diagnostic::warning(
            "unseen-source",
            format!("`{id}` is not in content/, and not shown as a source"),
        )
        .at(place());
        Some(match self.near(id).filter(|_| !self.is_private(id)) {
            Some(near) => told.hint(format!("did you mean `{near}`?")),
            None => told.hint(format!("to show where it comes from, name a {words}")),
        })
    }
}
