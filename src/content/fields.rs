//! The short fields of front matter that hold Markdown, and where the links in them stand.

use std::collections::HashMap;

use super::{DayMatter, FeedbackMatter, Limit, LookingFor, ProfileMatter, ProjectMatter};
use crate::diagnostics::Span;
use crate::front_matter::Spanned;
use crate::markdown::field_links;

/// Front matter with fields that hold Markdown.
pub(super) trait Fields {
    /// Those fields.
    fn fields(&self) -> impl Iterator<Item = &String>;
}

impl Fields for ProfileMatter {
    fn fields(&self) -> impl Iterator<Item = &String> {
        let line = match &self.looking_for {
            Some(LookingFor::Line(line)) => Some(line),
            Some(LookingFor::Points(_)) | None => None,
        };
        line.into_iter().chain(self.background.iter().filter_map(|station| station.text.as_ref()))
    }
}

impl Fields for ProjectMatter {
    fn fields(&self) -> impl Iterator<Item = &String> {
        let fields = [&self.why, &self.audience, &self.problem].into_iter().flatten();
        fields
            .chain(self.evidence.iter().map(|piece| &piece.quote))
            .chain(self.direction.iter().map(|voice| &voice.said))
            .chain(self.limits.iter().flat_map(words_of_limit))
            .chain(&self.roadmap)
    }
}

fn words_of_limit(limit: &Limit) -> impl Iterator<Item = &String> {
    std::iter::once(&limit.case).chain(&limit.guard)
}

impl Fields for DayMatter {
    fn fields(&self) -> impl Iterator<Item = &String> {
        let answers = self.answers.iter().flat_map(|answer| [&answer.change, &answer.result]).flatten();
        answers
            .chain(&self.insights)
            .chain(&self.learned)
            .chain(self.questions.iter().flat_map(|pair| [&pair.q, &pair.a]))
            .chain(&self.next)
    }
}

/// The words of others are shown as they are.
impl Fields for FeedbackMatter {
    fn fields(&self) -> impl Iterator<Item = &String> {
        std::iter::empty()
    }
}

/// A field has no place of its own, so its links are looked for in the text of the front matter.
pub(super) fn links(front_matter: &str, matter: &impl Fields) -> Vec<Spanned<String>> {
    let mut searched: HashMap<String, usize> = HashMap::new();
    let paragraphs = matter.fields().flat_map(|field| field.split("\n\n"));
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
