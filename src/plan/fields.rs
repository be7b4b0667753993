//! The short fields of front matter that hold Markdown, and where the links in them stand.

use std::collections::HashMap;

use crate::content::{DayMatter, Document, Limit, LookingFor, ProfileMatter, ProjectMatter};
use crate::diagnostics::Span;
use crate::front_matter::Spanned;
use crate::markdown::field_links;

/// The links in the fields of `about.md`.
pub(super) fn of_profile(document: &Document<ProfileMatter>) -> Vec<Spanned<String>> {
    let matter = &document.matter;
    let line = match &matter.looking_for {
        Some(LookingFor::Line(line)) => Some(line),
        Some(LookingFor::Points(_)) | None => None,
    };
    let stations = matter.background.iter().filter_map(|station| station.text.as_ref());
    links(document, line.into_iter().chain(stations))
}

/// The links in the fields of a project.
pub(super) fn of_project(document: &Document<ProjectMatter>) -> Vec<Spanned<String>> {
    let matter = &document.matter;
    let fields = [&matter.why, &matter.audience, &matter.problem].into_iter().flatten();
    let fields = fields
        .chain(matter.evidence.iter().map(|piece| &piece.quote))
        .chain(matter.direction.iter().map(|voice| &voice.said))
        .chain(matter.limits.iter().flat_map(words_of_limit))
        .chain(&matter.roadmap);
    links(document, fields)
}

fn words_of_limit(limit: &Limit) -> impl Iterator<Item = &String> {
    std::iter::once(&limit.case).chain(&limit.guard)
}

/// The links in the fields of a day.
pub(super) fn of_day(document: &Document<DayMatter>) -> Vec<Spanned<String>> {
    let matter = &document.matter;
    let answers = matter.answers.iter().flat_map(|answer| [&answer.change, &answer.result]).flatten();
    let fields = answers
        .chain(&matter.insights)
        .chain(&matter.learned)
        .chain(matter.questions.iter().flat_map(|pair| [&pair.q, &pair.a]))
        .chain(&matter.next);
    links(document, fields)
}

/// A field has no place of its own, so its links are looked for in the text of the front matter.
fn links<'a, M>(document: &Document<M>, fields: impl Iterator<Item = &'a String>) -> Vec<Spanned<String>> {
    let front_matter = &document.file.text[..document.body.start];
    let mut searched: HashMap<String, usize> = HashMap::new();
    let paragraphs = fields.flat_map(|field| field.split("\n\n"));
    let mut found = Vec::new();
    for target in paragraphs.flat_map(field_links) {
        let from = searched.get(&target).copied().unwrap_or(0);
        let span = place(front_matter, &target, from);
        searched.insert(target.clone(), span.end);
        found.push(Spanned { value: target, span });
    }
    found
}

/// Where a target stands in the front matter after a byte; its first line where it is written in
/// another way there, as an escape is.
fn place(front_matter: &str, target: &str, from: usize) -> Span {
    let found =
        [format!("]({target}"), format!("<{target}"), target.to_string()].into_iter().find_map(|written| {
            let at = from + front_matter.get(from..)?.find(&written)?;
            Some(at + written.len() - target.len())
        });
    match found {
        Some(start) => start..start + target.len(),
        None => 0..front_matter.find(['\r', '\n']).unwrap_or(front_matter.len()),
    }
}
