//! Headings: the levels they are shown at and the ids they get.

use std::borrow::Cow;

use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization;

use super::doc::{Doc, Heading};

/// The part of an address made of a text: NFC, lower case, Unicode letters and digits kept, `+` and `#`
/// spelt out (so that C, C++ and C# differ), the rest one hyphen; may be empty.
pub fn slug(text: &str) -> String {
    match text.is_ascii() {
        true => hyphenated(text.chars().map(|c| c.to_ascii_lowercase()), text.len()),
        false => hyphenated(text.nfc().flat_map(char::to_lowercase).nfc(), text.len()),
    }
}

fn hyphenated(letters: impl Iterator<Item = char>, length: usize) -> String {
    let mut slug = String::with_capacity(length);
    for c in letters {
        if c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c) {
            slug.push(c);
        } else if c == '+' {
            slug.push_str("plus");
        } else if c == '#' {
            slug.push_str("sharp");
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

/// Hands out ids, each once in a body.
#[derive(Default)]
pub(super) struct Ids {
    /// Each id given, with the last suffix tried after it, so that a thousand equal headings stay linear.
    given: FxHashMap<String, usize>,
}

impl Ids {
    /// The id of a heading: what its author chose, else made of its words.
    pub(super) fn give(&mut self, chosen: Option<&str>, text: &str) -> String {
        let wanted = match chosen.map(clean_id).filter(|id| !id.is_empty()) {
            Some(id) => id,
            None => slug(text),
        };
        let wanted = match wanted.as_str() {
            "" => "section".to_owned(),
            id if is_footnote_id(id) => format!("section-{id}"),
            _ => wanted,
        };
        self.unique(wanted)
    }

    fn unique(&mut self, wanted: String) -> String {
        let Some(last) = self.given.get(&wanted) else {
            self.given.insert(wanted.clone(), 1);
            return wanted;
        };
        let mut suffix = last + 1;
        while self.given.contains_key(&format!("{wanted}-{suffix}")) {
            suffix += 1;
        }
        let id = format!("{wanted}-{suffix}");
        self.given.insert(wanted, suffix);
        self.given.insert(id.clone(), 1);
        id
    }
}

/// Ids may hold anything but white space; quotes and angle brackets are left out for the tools that stumble on them.
fn clean_id(id: &str) -> String {
    id.chars().filter(|c| !c.is_whitespace() && !c.is_control() && !"\"'<>&".contains(*c)).collect()
}

/// The ids that footnotes use are kept free of headings, whether or not the body has footnotes,
/// so that adding a footnote changes no heading's address.
fn is_footnote_id(id: &str) -> bool {
    let number = id.strip_prefix("fn-").or_else(|| id.strip_prefix("fnref-"));
    number.is_some_and(|rest| rest.chars().all(|c| c.is_ascii_digit() || c == '-'))
}

/// Whether raw HTML may set an id: the ids of footnotes and those of the themes' own sections stay theirs.
pub(super) fn is_free(id: &str) -> bool {
    let is_theme = id.starts_with("in_") || id.starts_with("the_");
    !id.is_empty() && !id.contains(char::is_whitespace) && !is_theme && !is_footnote_id(id)
}

/// Gives each heading the level at which it is shown: its depth in the outline, from 2, so that no level is skipped.
pub(super) fn set_levels(headings: &mut [Heading]) {
    let mut open: Vec<u8> = Vec::new();
    for heading in headings {
        while open.last().is_some_and(|above| *above >= heading.written_level) {
            open.pop();
        }
        open.push(heading.written_level);
        // At most six written levels can be open, and HTML has no seventh.
        heading.level = (open.len() as u8 + 1).min(6);
    }
}

impl Doc {
    /// The outline as it is shown on a page with this title: where the body opens by repeating the
    /// title, that heading is left out and the others move up. The ids stay what they are.
    pub fn outline_under(&self, title: Option<&str>) -> Cow<'_, [Heading]> {
        if !self.repeats(title) {
            return Cow::Borrowed(&self.outline);
        }
        let mut outline = self.outline[1..].to_vec();
        set_levels(&mut outline);
        Cow::Owned(outline)
    }

    /// The id of the heading at the head of the body that is left out on a page with this title. The
    /// title stands in its place, so a link to it leads to the head of the page.
    pub fn title_anchor(&self, title: Option<&str>) -> Option<&str> {
        self.outline.first().filter(|_| self.repeats(title)).map(|heading| heading.id.as_str())
    }

    /// Whether the body opens with a heading of level 1 that says the page's title again.
    pub(super) fn repeats(&self, title: Option<&str>) -> bool {
        let opening = self.outline.first().filter(|_| self.opens_with_h1);
        match (opening, title) {
            (Some(heading), Some(title)) => bare_title(&heading.text) == bare_title(title),
            _ => false,
        }
    }
}

/// A title without what people vary: case, and marks or emoji at its ends.
fn bare_title(title: &str) -> String {
    let title: String = title.nfc().flat_map(char::to_lowercase).collect();
    let trimmed = title.trim_matches(|c: char| !c.is_alphanumeric());
    let kept = if trimmed.is_empty() { title.trim() } else { trimmed };
    kept.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn levels(written: &[u8]) -> Vec<u8> {
        let heading = |written_level: &u8| Heading {
            level: 0,
            written_level: *written_level,
            text: String::new(),
            id: String::new(),
            span: 0..0,
        };
        let mut headings: Vec<Heading> = written.iter().map(heading).collect();
        set_levels(&mut headings);
        headings.iter().map(|heading| heading.level).collect()
    }

    #[test]
    fn no_level_is_skipped_whatever_the_author_wrote() {
        assert_eq!(levels(&[1, 3, 3, 2, 1]), [2, 3, 3, 3, 2]);
        assert_eq!(levels(&[4, 2, 6, 1]), [2, 2, 3, 2]);
        assert_eq!(levels(&[1, 2, 3, 4, 5, 6]), [2, 3, 4, 5, 6, 6]);
    }

    #[test]
    fn a_slug_keeps_letters_of_every_script() {
        assert_eq!(slug("  What's *next*? "), "what-s-next");
        assert_eq!(slug("第一天：开始"), "第一天-开始");
        assert_eq!(slug("Cafe\u{301} ÉTÉ"), "café-été");
        assert_eq!(slug("हिन्दी"), "हिन्दी");
        assert_eq!(slug("🚀 — !"), "");
    }

    #[test]
    fn equal_ids_get_stable_suffixes() {
        let mut ids = Ids::default();
        let given: Vec<String> =
            ["A", "a", "A 2", "a", "", "!", "fn 1"].iter().map(|text| ids.give(None, text)).collect();
        assert_eq!(given, ["a", "a-2", "a-2-2", "a-3", "section", "section-2", "section-fn-1"]);
        assert_eq!(ids.give(Some("a"), "x"), "a-4");
        assert_eq!(ids.give(Some("My Id"), "x"), "MyId");
    }

    #[test]
    fn titles_are_equal_but_for_case_and_marks_at_the_ends() {
        assert_eq!(bare_title("🚀 Day 1:  Hello! "), bare_title("day 1: hello"));
        assert_ne!(bare_title("Day 1"), bare_title("Day 2"));
        assert_eq!(bare_title("🚀"), "🚀");
    }
}
