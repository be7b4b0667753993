//! The project's own page, made of the README at the top of the log.

use chrono::NaiveDate;

use super::page::{self, Challenge};
use super::rewrite::Links;
use super::shelf::Shelf;
use super::tree::Tree;
use super::{Options, PlannedDay, PlannedProject, front_matter, headline, outline};

/// Plans `project.md` for a log with these days; `None` where there are none.
pub(super) fn plan(
    tree: &Tree,
    readme: Option<&str>,
    days: &[PlannedDay],
    links: &Links<'_>,
    shelf: &mut Shelf,
    options: &Options,
) -> Option<PlannedProject> {
    let text = readme.and_then(|path| tree.files.get(path)?.text.as_ref());
    let (head, body) = text.map(|text| front_matter::read(&text.text)).unwrap_or_default();
    let title = head.title.clone().unwrap_or_else(|| title(tree, body, &options.project));
    let rewritten = links.rewrite(body, readme.unwrap_or_default(), "project", shelf);
    let text = page(&title, &tree.name, days, options.start, &rewritten.body)?;
    let mut warnings = head.warnings;
    warnings.extend(rewritten.warnings);
    Some(PlannedProject { title, source: readme.map(str::to_owned), text, warnings })
}

/// The whole text of `project.md`; the title, or the log's own name, may say how many days the challenge has.
pub(super) fn page(
    title: &str,
    name: &str,
    days: &[PlannedDay],
    start: Option<NaiveDate>,
    body: &str,
) -> Option<String> {
    let dated: Vec<_> = days.iter().map(|day| (day.number, day.date)).collect();
    let length = challenge_length(title).or_else(|| challenge_length(name)).unwrap_or(0);
    Some(page::project(title, Challenge::of(&dated, start, length)?, body))
}

/// The title of a project: that of its text, else the log's own name, else `otherwise`.
pub(super) fn title(tree: &Tree, body: &str, otherwise: &str) -> String {
    let outline = outline::read(body);
    let heading = outline.headings.iter().find(|heading| heading.top || heading.opens);
    let written = heading.map(|heading| headline::trim_end(headline::trim_start(&heading.text)).to_owned());
    let named = || headline::from_words(&tree.name);
    let title = written.filter(|title| !title.is_empty()).unwrap_or_else(named);
    if title.is_empty() { otherwise.to_owned() } else { title }
}

/// The number of days that a title promises: `90 Days of AI`, `#100DaysOfCode`, `30-day challenge`, `100天`.
fn challenge_length(title: &str) -> Option<u32> {
    let lower = title.to_lowercase();
    let places = ["day", "天"].into_iter().flat_map(|word| lower.match_indices(word));
    let numbers = places.filter_map(|(at, _)| {
        let before = lower[..at].trim_end_matches([' ', '-', '_']);
        let words = before.trim_end_matches(|c: char| c.is_ascii_digit());
        before[words.len()..].parse().ok()
    });
    numbers.into_iter().find(|days| (2..=1000).contains(days))
}

#[cfg(test)]
mod tests {
    use super::challenge_length;

    #[test]
    fn a_title_may_promise_a_number_of_days() {
        assert_eq!(challenge_length("90 Days of AI – Build In Public"), Some(90));
        assert_eq!(challenge_length("My #100DaysOfCode"), Some(100));
        assert_eq!(challenge_length("A 30-day challenge"), Some(30));
        assert_eq!(challenge_length("学习100天"), Some(100));
        assert_eq!(challenge_length("Someday 5 things"), None);
    }
}
