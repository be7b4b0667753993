//! From words of a finished page back to the source that they came from: that is where they can be mended.

use std::collections::{BTreeMap, HashMap, HashSet};

use memchr::memmem;
use rayon::prelude::*;

use super::finding::hidden_place;
use super::taken::Taken;
use super::texts::Shown;
use crate::diagnostics::{Diagnostic, Place, SourceFile, Span};
use crate::path::SitePath;
use crate::source::Sources;

/// How far around its longest part the other parts of something may stand: marks and code lie between them.
const NEAR: usize = 240;

/// A part of fewer letters stands everywhere.
const SHORTEST: usize = 3;

/// Something that stands somewhere, so that it is not told twice.
pub(super) type Told = HashMap<String, BTreeMap<SitePath, Taken>>;

/// What finished pages show, each at every place of the sources that it comes from and that has not been told. With
/// each stands the source that its page is made of, where there is one.
///
/// One thing may stand in many places, and be meant in one of them: what is told of one place hides no other.
pub(super) fn to_sources(
    sources: &Sources,
    words: Vec<(Option<SitePath>, Shown)>,
    told: &Told,
) -> Vec<Diagnostic> {
    let mut told = told.clone();
    let mut found = Vec::new();
    let mut gathered = Vec::new();
    for (page, words) in by_page(words) {
        let own = page.as_ref().and_then(|path| sources.text(path)).map(Own::new);
        for (number, shown) in words {
            let places = own.as_ref().map(|own| (&own.file, own.places(&shown.said)));
            match places.filter(|(_, places)| !places.is_empty()) {
                Some((file, places)) => found.extend(untold(file, places, &shown, &mut told)),
                None => gathered.push((number, (page.clone(), shown))),
            }
        }
    }
    gathered.sort_by_key(|(number, _)| *number);
    let mut gathered: Vec<_> = gathered.into_iter().map(|(_, shown)| shown).collect();
    gathered.dedup_by(|(_, later), (_, first)| later.key == first.key && later.said == first.said);
    found.extend(of_gathered(sources, &gathered, &mut told));
    found
}

/// What pages show by the sources that they are made of, each thing with its number: a source is read once for all that
/// its page shows. What a page shows a thousand times leads to the same places each time.
fn by_page(words: Vec<(Option<SitePath>, Shown)>) -> BTreeMap<Option<SitePath>, Vec<(usize, Shown)>> {
    let mut pages: BTreeMap<_, Vec<(usize, Shown)>> = BTreeMap::new();
    let mut known = HashSet::new();
    for (number, (page, shown)) in words.into_iter().enumerate() {
        if known.insert((page.clone(), shown.key.clone(), shown.said.clone())) {
            pages.entry(page).or_default().push((number, shown));
        }
    }
    pages
}

/// What pages show that is not in the source that they are made of: a template says it, or they gather it from others.
/// Words that no source has, even in parts, are told where they are shown.
fn of_gathered(
    sources: &Sources,
    gathered: &[(Option<SitePath>, Shown)],
    told: &mut Told,
) -> Vec<Diagnostic> {
    if gathered.is_empty() {
        return Vec::new();
    }
    let texts: Vec<SourceFile> =
        sources.texts_under("themes").chain(sources.texts_under("content")).collect();
    // A contact is declared there, and that is where it belongs: it is told there only where nothing else says it.
    let settings = sources.text(&SitePath::new(crate::config::CONFIG_FILE)).map(Own::new);
    let in_texts: Vec<Vec<Vec<Span>>> = texts.par_iter().map(|file| in_each(&file.text, gathered)).collect();
    let mut found = Vec::new();
    for (number, (page, shown)) in gathered.iter().enumerate() {
        for (file, places) in texts.iter().zip(&in_texts) {
            found.extend(untold(file, places[number].clone(), shown, told));
        }
        if told.contains_key(&shown.key) {
            continue;
        }
        let declared =
            settings.as_ref().and_then(|own| Some((&own.file, own.places(&shown.said).into_iter().next()?)));
        // In a row it stands in none of the others.
        let in_parts = || texts.iter().find_map(|file| Some((file, parts_in(file, &shown.said)?)));
        let parts = declared.or_else(in_parts);
        match parts {
            Some((file, span)) => found.extend(untold(file, vec![span], shown, told)),
            None => found.push(match page {
                Some(path) => at_source(shown, Place::file(path.clone())),
                None => shown.told.clone(),
            }),
        }
    }
    found
}

/// The findings of those places that have not been told, which are told now.
fn untold(file: &SourceFile, places: Vec<Span>, shown: &Shown, told: &mut Told) -> Vec<Diagnostic> {
    if places.is_empty() {
        return Vec::new();
    }
    let known = told.entry(shown.key.clone()).or_default().entry(file.path.clone()).or_default();
    let new = places.into_iter().filter(|span| known.take(span));
    new.map(|span| at_source(shown, hidden_place(file, &span))).collect()
}

fn at_source(shown: &Shown, place: Place) -> Diagnostic {
    let told = shown.told.clone();
    let Some(on) = told.place.as_ref().map(|place| place.path.to_string()) else { return told.at(place) };
    let on = on.trim_start_matches("public").trim_end_matches("index.html");
    told.at(place).hint(format!("as a reader sees it, it stands on {on}"))
}

/// The source that a page is made of.
struct Own {
    file: SourceFile,
    row: Row,
}

impl Own {
    fn new(file: SourceFile) -> Self {
        Self { row: Row::of(&file.text), file }
    }

    /// Where something stands in the source, in a row or in parts.
    fn places(&self, said: &str) -> Vec<Span> {
        let in_a_row = self.row.find(said);
        if in_a_row.is_empty() { parts_in(&self.file, said).into_iter().collect() } else { in_a_row }
    }
}

/// Of each thing the places in a text where it stands in a row.
fn in_each(text: &str, gathered: &[(Option<SitePath>, Shown)]) -> Vec<Vec<Span>> {
    let row = Row::of(text);
    gathered.iter().map(|(_, shown)| row.find(&shown.said)).collect()
}

/// The letters and digits of a text, and where each stands.
struct Row {
    letters: String,
    places: Vec<(usize, usize)>,
}

impl Row {
    fn of(text: &str) -> Self {
        let mut row = Self { letters: String::new(), places: Vec::new() };
        for (at, c) in text.char_indices().filter(|(_, c)| c.is_alphanumeric()) {
            row.places.push((row.letters.len(), at));
            row.letters.push(c);
        }
        row
    }

    /// Where the letters and digits of something follow one another, whatever marks stand between them.
    fn find(&self, said: &str) -> Vec<Span> {
        let wanted: String = said.chars().filter(|c| c.is_alphanumeric()).collect();
        let Some(last) = wanted.chars().next_back().map(char::len_utf8) else { return Vec::new() };
        let found = memmem::find_iter(self.letters.as_bytes(), &wanted)
            .filter_map(|start| Some(self.place(start)?..self.place(start + wanted.len() - last)? + last));
        found.collect()
    }

    fn place(&self, there: usize) -> Option<usize> {
        self.places.binary_search_by_key(&there, |(row, _)| *row).ok().map(|at| self.places[at].1)
    }
}

/// Where all parts of something stand near one another.
fn parts_in(file: &SourceFile, said: &str) -> Option<Span> {
    let parts: Vec<&str> =
        said.split(|c: char| !c.is_alphanumeric()).filter(|part| part.len() >= SHORTEST).collect();
    let main = (0..parts.len()).max_by_key(|at| parts[*at].len())?;
    let text = &*file.text;
    text.match_indices(parts[main]).find_map(|(at, _)| {
        let reach = NEAR.max(said.len());
        let before = &text[text.floor_char_boundary(at.saturating_sub(reach))..at];
        let end = (at + parts[main].len() + reach).min(text.len());
        let after = &text[at..text.floor_char_boundary(end)];
        let in_front = |part: &str| before.rfind(part).map(|place| at - before.len() + place);
        let behind = |part: &str| after.find(part).map(|place| at + place);
        let spans = parts.iter().enumerate().map(|(number, part)| {
            let start = match number < main {
                true => in_front(part).or_else(|| behind(part)),
                false => behind(part).or_else(|| in_front(part)),
            };
            start.map(|start| start..start + part.len())
        });
        let spans: Vec<Span> = spans.collect::<Option<_>>()?;
        let first = spans.iter().map(|span| span.start).min()?;
        let last = spans.iter().map(|span| span.end).max()?;
        Some(first..last)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_in_a_word_do_not_hide_it() {
        let text = "A host.\nAsk rob**in@ho**st\\.example, please";
        let row = Row::of(text);
        let found: Vec<_> = row.find("robin@host.example").into_iter().map(|span| &text[span]).collect();
        assert_eq!(found, ["rob**in@ho**st\\.example"]);
        assert!(row.find("robin@elsewhere.example").is_empty());
        assert!(row.find("@").is_empty());
    }

    #[test]
    fn parts_are_found_where_they_stand_together() {
        let text = "A host.\n{{ \"robin\" ~ \"@host\" ~ \".example\" }} and robin\n";
        let file = SourceFile::new(SitePath::new("a.html"), text);
        let span = parts_in(&file, "robin@host.example").unwrap();
        assert_eq!(&text[span], "robin\" ~ \"@host\" ~ \".example");
        assert_eq!(parts_in(&file, "robin@elsewhere.example"), None);
        assert_eq!(parts_in(&file, "+1"), None);
    }
}
