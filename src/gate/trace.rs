//! From words of a finished page back to the source that they came from: that is where they can be mended.

use super::finding::hidden_place;
use super::texts::Shown;
use crate::diagnostics::{Diagnostic, Place, SourceFile, Span};
use crate::path::SitePath;
use crate::source::Sources;

/// How far around its longest part the other parts of something may stand: marks and code lie between them.
const NEAR: usize = 240;

/// A part of fewer letters stands everywhere.
const SHORTEST: usize = 3;

/// The finding, at the source that the words came from: `page` is the one that the page is made of, where there is one.
/// Words that no source has, even in parts, are told where they are shown.
pub(super) fn to_source(sources: &Sources, page: Option<&SitePath>, shown: Shown) -> Diagnostic {
    let Shown { said, told, .. } = shown;
    let on = told.place.as_ref().map(|place| place.path.as_str().trim_start_matches("public").to_string());
    let own = page.and_then(|path| sources.text(path));
    let settings = sources.text(&SitePath::new(crate::config::CONFIG_FILE));
    let texts = own.iter().cloned().chain(sources.texts_under("themes")).chain(settings);
    let found = texts.chain(sources.texts_under("content")).find_map(|file| {
        let span = in_a_row(&file.text, &said).or_else(|| parts_in(&file, &said))?;
        Some(hidden_place(&file, &span))
    });
    let place = found.or_else(|| page.map(|path| Place::file(path.clone())));
    match (place, on) {
        (Some(place), Some(on)) => told
            .at(place)
            .hint(format!("as a reader sees it, it stands on {}", on.trim_end_matches("index.html"))),
        _ => told,
    }
}

/// Where the letters and digits of something follow one another, whatever marks stand between them.
fn in_a_row(text: &str, said: &str) -> Option<Span> {
    let wanted: String = said.chars().filter(|c| c.is_alphanumeric()).collect();
    let letters = text.char_indices().filter(|(_, c)| c.is_alphanumeric());
    let (row, places): (String, Vec<(usize, usize)>) =
        letters.fold(Default::default(), |(mut row, mut places), (at, c)| {
            places.push((row.len(), at));
            row.push(c);
            (row, places)
        });
    let start = (!wanted.is_empty()).then(|| row.find(&wanted)).flatten()?;
    let place =
        |there: usize| places.binary_search_by_key(&there, |(row, _)| *row).ok().map(|at| places[at].1);
    let last = wanted.chars().next_back().map_or(0, char::len_utf8);
    Some(place(start)?..place(start + wanted.len() - last)? + last)
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
        assert_eq!(&text[in_a_row(text, "robin@host.example").unwrap()], "rob**in@ho**st\\.example");
        assert_eq!(in_a_row(text, "robin@elsewhere.example"), None);
        assert_eq!(in_a_row(text, "@"), None);
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
