//! The project's page of a log in one file: its README, its own first lines, and what belongs to no day.

use chrono::NaiveDate;

use super::{Journal, chapter};
use crate::import::rewrite::Links;
use crate::import::shelf::Shelf;
use crate::import::tree::Tree;
use crate::import::{PlannedDay, PlannedProject, Skipped, front_matter, headline, project};

/// What the page is made of.
pub(super) struct Materials<'a> {
    pub(super) tree: &'a Tree,
    pub(super) journal: &'a Journal<'a>,
    /// The README beside the log.
    pub(super) readme: Option<&'a str>,
    pub(super) days: &'a [PlannedDay],
    /// The date of day 1, where it is known.
    pub(super) start: Option<NaiveDate>,
    pub(super) links: &'a Links<'a>,
}

/// Plans `project.md`; `None` where there are no days.
pub(super) fn plan(
    materials: &Materials<'_>,
    shelf: &mut Shelf,
    skipped: &mut Vec<Skipped>,
) -> Option<PlannedProject> {
    let Materials { tree, journal, readme, days, start, links } = *materials;
    let text = readme.and_then(|path| tree.files.get(path)?.text.as_ref());
    let (readme_head, readme_body) = text.map(|text| front_matter::read(&text.text)).unwrap_or_default();
    let intro = chapter::without_empty_lines(&journal.body[journal.split.intro.clone()]);
    let titled = journal.head.title.clone().or(readme_head.title.clone());
    let opening = if readme_body.is_empty() { intro } else { readme_body };
    let title = titled.unwrap_or_else(|| project::title(tree, opening, &headline::from_words(&tree.name)));
    let mut warnings = journal.head.warnings.clone();
    warnings.extend(readme_head.warnings);
    let readme_part = links.rewrite(readme_body.trim_end(), readme.unwrap_or_default(), "project", shelf);
    let own_part = links.rewrite(&own_text(journal, intro, skipped), journal.source, "project", shelf);
    let parts = [readme_part, own_part].into_iter().filter(|part| !part.body.is_empty());
    let mut body = String::new();
    for part in parts {
        body.push_str(if body.is_empty() { "" } else { "\n\n" });
        body.push_str(&part.body);
        warnings.extend(part.warnings);
    }
    let text = project::page(&title, &tree.name, days, start, &body)?;
    Some(PlannedProject { title, source: readme.or(Some(journal.source)).map(str::to_owned), text, warnings })
}

/// What stands before the first day and in sections that belong to no day. A heading with nothing below it stood
/// above days and is left out.
fn own_text(journal: &Journal<'_>, intro: &str, skipped: &mut Vec<Skipped>) -> String {
    let mut parts = vec![intro.to_owned()];
    for aside in &journal.split.asides {
        let text = chapter::without_empty_lines(&journal.body[aside.clone()]);
        let scan = journal.scan.heads.iter().find(|head| head.span.start == aside.start);
        let heading_end = scan.map_or(aside.start, |head| head.span.end);
        if journal.body[heading_end.min(aside.end)..aside.end].trim().is_empty() {
            let place = format!("{}:{}", journal.source, journal.line(aside.start));
            skipped.push(Skipped::new(&place, "a heading above several days, with no text of its own"));
        } else {
            parts.push(text.to_owned());
        }
    }
    parts.retain(|part| !part.is_empty());
    parts.join("\n\n")
}
