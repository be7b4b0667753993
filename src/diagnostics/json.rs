//! Complaints for editors and CI.

use serde_json::{Value, json};

use super::{Diagnostic, Place, Severity};

/// The complaints as a JSON value: `{"errors": n, "warnings": n, "diagnostics": [...]}`.
///
/// Lines and columns count from 1, columns in characters; `span` is a byte range in the file.
pub fn to_json(diagnostics: &[Diagnostic]) -> Value {
    let errors = diagnostics.iter().filter(|diagnostic| diagnostic.is_error()).count();
    json!({
        "errors": errors,
        "warnings": diagnostics.len() - errors,
        "diagnostics": diagnostics.iter().map(diagnostic_value).collect::<Vec<_>>(),
    })
}

fn diagnostic_value(diagnostic: &Diagnostic) -> Value {
    json!({
        "severity": match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        },
        "code": diagnostic.code,
        "message": diagnostic.message,
        "label": diagnostic.label,
        "place": diagnostic.place.as_ref().map(place_value),
        "related": diagnostic.related.iter().map(|(place, words)| {
            json!({ "place": place_value(place), "message": words })
        }).collect::<Vec<_>>(),
        "hints": diagnostic.hints,
    })
}

fn place_value(place: &Place) -> Value {
    let (start, end) = (place.line_column_of(place.span.start), place.line_column_of(place.span.end));
    let (Some(start), Some(end)) = (start, end) else {
        return json!({ "file": place.path.as_str() });
    };
    json!({
        "file": place.path.as_str(),
        "line": start.line,
        "column": start.column,
        "end_line": end.line,
        "end_column": end.column,
        "span": [place.span.start, place.span.end],
    })
}
