//! A finding in a text, told without repeating what must not be told: reports are read in public logs, too.

use crate::diagnostics::{Place, SourceFile, Span};

/// How many characters of a hidden word are shown, so that its owner knows which it is.
const SHOWN: usize = 4;

/// The place of something that must not be repeated: the excerpt has stars for all but its first characters.
pub(super) fn hidden_place(file: &SourceFile, span: &Span) -> Place {
    let Place { span, .. } = file.place(span.clone());
    let word = &file.text[span.clone()];
    let shown: usize = word.chars().take(SHOWN).map(char::len_utf8).sum();
    file.place_hiding(span.clone(), span.start + shown..span.end)
}

/// The line of the front matter that begins with a key, for a key that does not know its place; the head of the
/// file where there is none.
pub(super) fn key_span(file: &SourceFile, key: &str) -> Span {
    let mut at = 0;
    for line in file.text.split_inclusive('\n') {
        if line.strip_prefix(key).is_some_and(|rest| rest.starts_with(':')) {
            return at..at + line.trim_end().len();
        }
        at += line.len();
    }
    0..0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::{Diagnostic, hide_in_all};
    use crate::path::SitePath;

    #[test]
    fn what_one_excerpt_hides_is_hidden_in_all() {
        let file = SourceFile::new(SitePath::new("a.md"), "first-secret and 第二个秘密 here\n");
        let second = file.text.find('第').unwrap();
        let end = file.text.find(" here").unwrap();
        let places = [hidden_place(&file, &(0..12)), hidden_place(&file, &(second..end)), file.place(13..16)];
        let mut findings = places.map(|place| Diagnostic::error("secret", "a secret").at(place));
        hide_in_all(&mut findings);
        for finding in &findings {
            let text = finding.place.as_ref().and_then(|place| place.shown_text()).unwrap();
            assert_eq!(
                &*text,
                "firs******** and 第二个秘****** here\n".replace("秘******", "秘***").as_str()
            );
        }
    }

    #[test]
    fn a_hidden_word_shows_its_beginning_and_leaves_places_as_they_are() {
        let file = SourceFile::new(SitePath::new("a.md"), "one\nsay 秘密的密码 here\n");
        let start = file.text.find('秘').unwrap();
        let end = file.text.find(" here").unwrap();
        let place = hidden_place(&file, &(start..end));
        let text = place.shown_text().unwrap();
        assert!(text.contains("秘密的密***") && text.ends_with(" here\n"), "{text}");
        assert_eq!(text.len(), file.text.len());
        assert_eq!(place.line_column().map(|at| (at.line, at.column)), Some((2, 5)));
    }
}
