//! One day of the log, read by itself: its number, title, hours and the date it mentions.

use super::candidates::Candidate;
use super::dates::{self, Mention};
use super::front_matter::{self, Head};
use super::headline::{self, Headline};
use super::outline::{self, Outline};
use super::{DateSource, labels, leftovers};

/// A day that knows nothing of the others.
#[derive(Clone, Debug)]
pub(super) struct Entry<'a> {
    /// The file it comes from.
    pub(super) candidate: Candidate<'a>,
    /// What its front matter says.
    pub(super) head: Head,
    /// Its text after the front matter.
    pub(super) body: &'a str,
    /// Its number, where the name, the front matter or the heading gives one.
    pub(super) number: Option<u32>,
    /// The date it mentions, and where.
    pub(super) date: Option<(DateSource, Mention)>,
    /// Its title; empty where nothing gives one.
    pub(super) title: String,
    /// Its hours.
    pub(super) hours: Option<f64>,
    /// What the reader of the table should know.
    pub(super) warnings: Vec<String>,
}

/// Reads a day.
///
/// # Errors
/// The reason, in words, why the file holds no entry but what a template left behind.
pub(super) fn read(candidate: Candidate<'_>) -> Result<Entry<'_>, &'static str> {
    let (head, body) = front_matter::read(&candidate.text.text);
    let outline = outline::read(body);
    if let Some(reason) =
        leftovers::reason(body, &outline.code).filter(|_| head.title.is_none() || !body.trim().is_empty())
    {
        return Err(reason);
    }
    let heading = heading(&outline, body).map(headline::read).unwrap_or_default();
    let titled = head.title.as_deref().map(headline::read).unwrap_or_default();
    let mut warnings = candidate.warnings.clone();
    warnings.extend(head.warnings.iter().cloned());
    let number = number(&candidate, &head, &titled, &heading, &mut warnings);
    let date = date(&candidate, &head, [titled, heading.clone()], body, &outline, &mut warnings);
    let hours = head.hours.or(heading.hours).or_else(|| labels::hours(body, &outline.code));
    let title = title(&candidate, &head, heading, &outline);
    if let Some(at) = candidate.text.invalid_at {
        warnings.push(format!("not UTF-8 from byte {at} on; bytes that could not be read were replaced"));
    }
    if let Some(last) = candidate.name.last {
        warnings.push(format!("also covers day {last}"));
    }
    Ok(Entry { candidate, head, body, number, date, title, hours, warnings })
}

/// The heading that stands for the entry: the first of the first level, or one that nothing stands before.
/// A first line that only a stray quotation mark keeps from being a heading counts too.
fn heading<'a>(outline: &'a Outline, body: &'a str) -> Option<&'a str> {
    let mut real = outline.headings.iter().filter(|heading| !labels::is_label(&heading.text));
    let stray = || {
        let line = body.lines().find(|line| !line.trim().is_empty())?.trim();
        line.trim_start_matches(['"', '\'', '“']).starts_with("# ").then_some(line)
    };
    let found = real.find(|heading| heading.top || heading.opens);
    match found {
        Some(heading) if heading.opens => Some(&heading.text),
        found => stray().or(found.map(|heading| heading.text.as_str())),
    }
}

/// The number: the name's, then the front matter's, then the heading's; a disagreement is told.
fn number(
    candidate: &Candidate<'_>,
    head: &Head,
    titled: &Headline,
    heading: &Headline,
    warnings: &mut Vec<String>,
) -> Option<u32> {
    let said = head.number.or(titled.number).or(heading.number);
    if let (Some(named), Some(said)) = (candidate.name.number, said)
        && named != said
        && Some(said) != candidate.name.last
    {
        warnings.push(format!("its text says day {said}, its name day {named}"));
    }
    candidate.name.number.or(said)
}

fn date(
    candidate: &Candidate<'_>,
    head: &Head,
    headings: [Headline; 2],
    body: &str,
    outline: &Outline,
    warnings: &mut Vec<String>,
) -> Option<(DateSource, Mention)> {
    if let Some(written) = &head.date {
        match dates::find(written) {
            Some(mention) => return Some((DateSource::FrontMatter, mention)),
            None => warnings.push(format!("the date in the front matter was not understood: {written}")),
        }
    }
    let heading =
        headings.into_iter().find_map(|heading| heading.date).map(|date| (DateSource::Heading, date));
    heading
        .or_else(|| labels::date(body, &outline.code).map(|date| (DateSource::DateLine, date)))
        .or_else(|| candidate.name.date.clone().map(|date| (DateSource::FileName, date)))
}

/// The title: the front matter's as it is, the heading's without day and date, the words of the name,
/// the second heading.
fn title(candidate: &Candidate<'_>, head: &Head, heading: Headline, outline: &Outline) -> String {
    let written = head.title.as_deref().map(str::trim).filter(|title| !title.is_empty());
    if let Some(title) = written {
        return title.to_owned();
    }
    let name = candidate.name.title.clone();
    let next = || {
        let second = outline.headings.iter().find(|heading| !labels::is_label(&heading.text));
        second.map(|heading| headline::read(&heading.text).title).unwrap_or_default()
    };
    let mut titles = [heading.title, name].into_iter().filter(|title| !title.is_empty());
    titles.next().unwrap_or_else(next)
}
