//! One entry of the log, read by itself.

use super::split::Piece;
use crate::import::dates::Mention;
use crate::import::{DateSource, headline, labels, leftovers, outline};

/// An entry that knows nothing of the others.
#[derive(Clone, Debug)]
pub(super) struct Chapter<'a> {
    /// Its place in the log, and what its heading says.
    pub(super) piece: Piece,
    /// Its heading as it is written.
    pub(super) heading: &'a str,
    /// Its text, without the empty lines around it.
    pub(super) text: &'a str,
    /// The line of the file on which its heading stands, from 1.
    pub(super) line: usize,
    /// The date it mentions, and where.
    pub(super) date: Option<(DateSource, Mention)>,
    /// Its hours.
    pub(super) hours: Option<f64>,
    /// Its tags.
    pub(super) tags: Vec<String>,
    /// Addresses of work that it shows.
    pub(super) links: Vec<String>,
    /// Whether it is a day off.
    pub(super) rest: bool,
    /// What the reader of the table should know.
    pub(super) warnings: Vec<String>,
}

/// Reads an entry.
///
/// # Errors
/// The reason, in words, why the entry holds nothing but what a template left behind.
pub(super) fn read(body: &str, piece: Piece, line: usize) -> Result<Chapter<'_>, &'static str> {
    let heading = body[piece.heading.clone()].trim_end();
    let text = without_empty_lines(&body[piece.body.clone()]);
    let outline = outline::read(text);
    let said = &piece.headline;
    let hours = said.hours.or_else(|| labels::hours(text, &outline.code));
    let rest = is_rest(&said.title, text, hours);
    let sample = format!("{heading}\n{text}");
    let left_over = leftovers::sample(&sample).or_else(|| {
        let says_something = rest || !said.title.is_empty() || said.hours.is_some();
        leftovers::reason(text, &outline.code).filter(|_| !says_something)
    });
    if let Some(reason) = left_over {
        return Err(reason);
    }
    let date = said.date.clone().map(|date| (DateSource::Heading, date));
    let date = date.or_else(|| {
        let labelled = labels::date(text, &outline.code).or_else(|| date_alone(text));
        labelled.map(|date| (DateSource::DateLine, date))
    });
    let mut warnings = Vec::new();
    if let Some(last) = said.last {
        warnings.push(match said.number {
            Some(number) if last > number + 1 => format!("also covers days {} to {last}", number + 1),
            _ => format!("also covers day {last}"),
        });
    }
    if date.as_ref().is_some_and(|(_, date)| date.several) {
        warnings.push("its heading names several dates; the first was taken".to_owned());
    }
    let trap = outline.headings.iter().find(|heading| labels::is_label(&heading.text));
    warnings.extend(trap.map(|heading| {
        format!("`{}` is a heading, as `---` stands right below it; put an empty line between", heading.text)
    }));
    let tags = labels::tags(text, &outline.code);
    let links = labels::links(text, &outline.code);
    Ok(Chapter { heading, text, line, date, hours, tags, links, rest, warnings, piece })
}

impl Chapter<'_> {
    /// Whether the heading says more than what the day's own keys hold, so that it has to stay.
    pub(super) fn keeps_heading(&self, number: u32) -> bool {
        let said = &self.piece.headline;
        said.says_more
            || said.last.is_some()
            || said.number.is_some_and(|said| said != number)
            || self.heading.contains(['<', '!'])
            || self.heading.contains("](")
            || self.heading.contains("://")
    }

    /// Heading and text as they are written.
    pub(super) fn whole(&self) -> String {
        if self.text.is_empty() {
            self.heading.to_owned()
        } else {
            format!("{}\n\n{}", self.heading, self.text)
        }
    }
}

/// A text without empty lines before and after it.
pub(super) fn without_empty_lines(text: &str) -> &str {
    let mut text = text.trim_end();
    while let Some((line, rest)) = text.split_once('\n') {
        if !line.trim().is_empty() {
            break;
        }
        text = rest;
    }
    text
}

/// A date that is all of the first line.
fn date_alone(text: &str) -> Option<Mention> {
    let line = text.lines().next()?.trim();
    let line = line.get(..line.floor_char_boundary(120))?;
    let said = headline::read(line.trim_matches(['*', '_', '>', '#', ' ']));
    said.date.filter(|_| said.leads && said.number.is_none() && said.title.is_empty())
}

/// Whether an entry says that nothing was done: no hours and no words, or a heading that says so.
fn is_rest(title: &str, text: &str, hours: Option<f64>) -> bool {
    const TITLES: [&str; 9] =
        ["rest day", "rest", "day off", "off", "a day off", "no work", "break", "休息", "休息日"];
    let named = TITLES.contains(&title.to_lowercase().as_str());
    (named || hours == Some(0.0)) && hours.is_none_or(|hours| hours == 0.0) && text.lines().all(says_nothing)
}

fn says_nothing(line: &str) -> bool {
    const NOTHING: [&str; 14] = [
        "", "—", "–", "-", "0", "0h", "0 hours", "n/a", "none", "nothing", "rest", "rest day", "day off",
        "无",
    ];
    let line = line.trim_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_' | '>' | '+' | '#'));
    let value = line.rsplit_once([':', '：']).map_or(line, |(_, value)| value);
    let value = value.trim_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_' | '.'));
    let is_rule = !value.is_empty() && value.chars().all(|c| matches!(c, '-' | '=' | '*' | '_'));
    is_rule || NOTHING.contains(&value.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_off_says_nothing() {
        assert!(is_rest("", "**Hours worked:** 0\n\n**What I did:**\n—\n\n---", Some(0.0)));
        assert!(is_rest("Rest day", "", None));
        assert!(!is_rest("", "**Hours worked:** 0\n\nRead a book.\n", Some(0.0)));
        assert!(!is_rest("Rest day", "**Hours worked:** 2\n", Some(2.0)));
        assert!(!is_rest("", "", None));
    }
}
