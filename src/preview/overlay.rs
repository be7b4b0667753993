//! Errors as the script in the browser takes them: plain texts, which it shows as texts.

use std::ops::Range;
use std::sync::Arc;

use serde_json::{Value, json};

use crate::diagnostics::{Diagnostic, Place};

/// More errors than this are counted and not shown: the first ones are mended first.
const SHOWN: usize = 20;

/// The longest part of a line that is shown on either side of the fault, in bytes.
const WIDEST: usize = 200;

/// The errors, and how many there are in all.
pub(super) fn json(errors: &[&Diagnostic]) -> Arc<str> {
    let shown: Vec<Value> = errors.iter().take(SHOWN).map(|error| value(error)).collect();
    json!({ "count": errors.len(), "errors": shown }).to_string().into()
}

fn value(error: &Diagnostic) -> Value {
    json!({
        "code": error.code,
        "message": error.message,
        "label": error.label,
        "place": error.place.as_ref().map(place),
        "related": error.related.iter().map(|(at, words)| {
            json!({ "place": place(at), "message": words })
        }).collect::<Vec<_>>(),
        "hints": error.hints,
    })
}

fn place(place: &Place) -> Value {
    let at = place.line_column();
    let excerpt = place.shown_text().map(|text| json!(excerpt(&text, place.span.clone())));
    json!({
        "file": place.path.as_str(),
        "line": at.as_ref().map(|at| at.line),
        "column": at.as_ref().map(|at| at.column),
        "excerpt": excerpt,
    })
}

/// The first line of the fault in three parts: before it, itself, after it.
fn excerpt(text: &str, span: Range<usize>) -> [&str; 3] {
    let start = text.floor_char_boundary(span.start.min(text.len()));
    let line_start = text[..start].rfind('\n').map_or(0, |newline| newline + 1);
    let line_end = text[start..].find('\n').map_or(text.len(), |newline| start + newline);
    let end = text.floor_char_boundary(span.end.clamp(start, line_end));
    let from = text.floor_char_boundary(start.saturating_sub(WIDEST)).max(line_start);
    let cut = text.floor_char_boundary(end.min(start + WIDEST)).max(start);
    let to = text.floor_char_boundary(cut + WIDEST).min(line_end);
    [&text[from..start], &text[start..cut], text[cut..to].trim_end_matches('\r')]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::SourceFile;
    use crate::path::SitePath;

    #[test]
    fn an_error_tells_code_message_place_excerpt_and_hints() {
        let file = SourceFile::new(SitePath::new("content/about.md"), "---\ntilte: Me\r\n---\n");
        let error = Diagnostic::error("unknown-key", "`tilte` is not a key")
            .at(file.place(4..9))
            .label("not known")
            .hint("did you mean `title`?");
        let told: Value = serde_json::from_str(&json(&[&error])).unwrap();
        assert_eq!(told["count"], 1);
        let first = &told["errors"][0];
        assert_eq!(first["code"], "unknown-key");
        assert_eq!(first["place"]["file"], "content/about.md");
        assert_eq!((&first["place"]["line"], &first["place"]["column"]), (&json!(2), &json!(1)));
        assert_eq!(first["place"]["excerpt"], json!(["", "tilte", ": Me"]));
        assert_eq!(first["hints"], json!(["did you mean `title`?"]));
    }

    #[test]
    fn an_endless_line_and_a_fault_over_many_lines_are_cut() {
        let long = "你".repeat(10_000);
        let [before, at, after] = excerpt(&long, 15_000..15_003);
        assert_eq!(at, "你");
        assert!(before.len() <= WIDEST + 3 && after.len() <= WIDEST);
        assert_eq!(excerpt("one\ntwo\nthree", 1..10), ["o", "ne", ""]);
        assert_eq!(excerpt("", 5..9), ["", "", ""]);
    }

    #[test]
    fn a_hundred_errors_are_counted_and_twenty_shown() {
        let error = Diagnostic::error("a", "b");
        let told: Value = serde_json::from_str(&json(&vec![&error; 100])).unwrap();
        assert_eq!((&told["count"], told["errors"].as_array().unwrap().len()), (&json!(100), SHOWN));
    }
}
