//! A YAML parser's error as a complaint in the maker's words.

use serde_yaml::Error;

use super::Kind;
use crate::diagnostics::{Diagnostic, SourceFile, Span, did_you_mean};

/// The byte at which the parser stopped.
pub(super) fn offset(error: &Error) -> Option<usize> {
    let location = error.location()?;
    location
        .span()
        .byte_offset()
        .filter(|offset| *offset != u64::from(u32::MAX))
        .map(|offset| offset as usize)
}

pub(super) fn diagnostic(file: &SourceFile, kind: Kind, error: &Error) -> Diagnostic {
    let error = innermost(error);
    let place = file.place(span(file, error));
    let found = &file.text[place.span.clone()];
    let wrong_type = |wanted: &str| wrong_type(key_before(&file.text, place.span.start), wanted, found);
    let complaint = match error {
        Error::SerdeUnknownField { field, expected, .. } => unknown_key(kind, field, expected),
        Error::SerdeUnknownVariant { variant, expected, .. } => unknown_value(variant, expected),
        Error::SerdeMissingField { field, .. } => {
            Diagnostic::error("missing-key", format!("`{field}` is missing here"))
                .hint(format!("add `{field}: …`"))
        }
        Error::DuplicateMappingKey { key, .. } => duplicate_key(key.as_deref().unwrap_or("a key")),
        Error::InvalidScalar { ty, .. } => wrong_type(type_words(ty)),
        Error::InvalidBooleanStrict { .. } => wrong_type("true or false"),
        Error::SerdeInvalidType { expected, .. } | Error::SerdeInvalidValue { expected, .. } => {
            wrong_type(type_words(expected))
        }
        Error::Unexpected { expected, .. } => wrong_type(type_words(expected)),
        Error::NullIntoString { .. } => wrong_type("a text").hint("write a value, or leave the key out"),
        Error::Message { msg, .. } => message(msg),
        Error::Budget { .. }
        | Error::AliasReplayLimitExceeded { .. }
        | Error::AliasExpansionLimitExceeded { .. }
        | Error::AliasReplayStackDepthExceeded { .. } => Diagnostic::error(
            "yaml-too-large",
            "this YAML is nested too deeply or grows too large when it is read",
        )
        .hint("write the values out plainly, without chains of `&` and `*`"),
        other => syntax(other),
    };
    complaint.at(place)
}

/// Whether the text is no YAML at all, rather than YAML that says something else than it should.
pub(super) fn is_syntax(error: &Error) -> bool {
    matches!(
        innermost(error),
        Error::ExternalMessage { .. } | Error::Eof { .. } | Error::FoldedBlockScalarMustIndentContent { .. }
    )
}

fn innermost(error: &Error) -> &Error {
    let mut error = error;
    while let Error::AliasError { error: inner, .. } | Error::WithSnippet { error: inner, .. } = error {
        error = inner;
    }
    error
}

/// Scan errors know no byte, only line and column; every error gets the span of what it is about.
fn span(file: &SourceFile, error: &Error) -> Span {
    let Some(location) = error.location() else { return 0..0 };
    let text = &file.text;
    let start = match offset(error) {
        Some(offset) if offset <= text.len() => text.floor_char_boundary(offset),
        _ => byte_of(text, location.line() as usize, location.column() as usize),
    };
    let length = match error {
        Error::SerdeUnknownField { field, .. } => field.len(),
        Error::DuplicateMappingKey { key: Some(key), .. } => key.len(),
        _ => location.span().byte_len().unwrap_or(0) as usize,
    };
    let line_end = text[start..].find('\n').map_or(text.len(), |newline| start + newline);
    let end = (start + length).min(line_end).max(start);
    start..start + text[start..text.floor_char_boundary(end)].trim_end().len()
}

fn byte_of(text: &str, line: usize, column: usize) -> usize {
    let line_start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let rest = &text[line_start.min(text.len())..];
    let within = rest.char_indices().nth(column.saturating_sub(1)).map_or(rest.len(), |(at, _)| at);
    line_start + within.min(rest.find('\n').unwrap_or(rest.len()))
}

fn unknown_key(kind: Kind, field: &str, expected: &[&'static str]) -> Diagnostic {
    let mut complaint =
        Diagnostic::error("unknown-key", format!("`{field}` is not a key that {} has here", kind.name))
            .label("unknown key");
    if let Some(near) = did_you_mean(field, expected.iter().copied()) {
        complaint = complaint.hint(format!("did you mean `{near}`?"));
    }
    complaint = complaint.hint(format!("keys allowed here: {}", expected.join(", ")));
    if expected.contains(&"extra") {
        complaint = complaint.hint("what only a theme needs goes under `extra:`");
    }
    complaint
}

fn unknown_value(variant: &str, expected: &[&'static str]) -> Diagnostic {
    let complaint =
        Diagnostic::error("unknown-value", format!("`{variant}` is not one of the values allowed here"))
            .label("unknown value");
    let complaint = match did_you_mean(variant, expected.iter().copied()) {
        Some(near) => complaint.hint(format!("did you mean `{near}`?")),
        None => complaint,
    };
    complaint.hint(format!("values allowed here: {}", expected.join(", ")))
}

fn duplicate_key(key: &str) -> Diagnostic {
    Diagnostic::error("duplicate-key", format!("`{key}` is given twice"))
        .label("the second time")
        .hint("keep one of the two")
}

/// A value of more characters than these stands in the excerpt, and is not repeated in a way out.
const LONGEST_REPEATED: usize = 40;

fn wrong_type(key: Option<&str>, wanted: &str, found: &str) -> Diagnostic {
    let found = found.lines().next().unwrap_or("").trim();
    // The parser asks for a text also where a number belongs.
    let wanted = match wanted == "a text" && found.starts_with(['[', '{']) {
        true => "a single value",
        false => wanted,
    };
    let message = match key {
        Some(key) => format!("`{key}` has a value of the wrong type: {wanted} belongs here"),
        None => format!("a value of the wrong type: {wanted} belongs here"),
    };
    let complaint = Diagnostic::error("wrong-type", message).label(format!("not {wanted}"));
    let is_plain = !found.is_empty() && !found.starts_with(['[', '{', '|', '>', '&', '*', '-']);
    match wanted {
        "a list" if is_plain && found.chars().count() <= LONGEST_REPEATED => {
            complaint.hint(format!("write it as a list: [{found}]"))
        }
        "a list" if is_plain => {
            complaint.hint("write it as a list: below the key a line for each entry, `- ` before it")
        }
        "a list" => complaint.hint("write it as a list: [one, two]"),
        "a single value" => {
            complaint.hint("write one value, without brackets; a text that begins with one needs quotes")
        }
        "a number" => complaint.hint("write digits, with a point for fractions, such as 2.5"),
        "a whole number" => complaint.hint("write digits without a point, such as 7"),
        "true or false" => complaint.hint("write `true` or `false`, without quotes"),
        "a text" if !is_plain => complaint.hint("put quotes around a text that begins with a sign"),
        "a text" => complaint.hint("write one text, in quotes if need be"),
        "a group of keys with values" => {
            complaint.hint("write each key on a line of its own below this one, indented")
        }
        _ => complaint,
    }
}

/// The key whose value begins at a byte, where both stand in one line.
fn key_before(text: &str, value: usize) -> Option<&str> {
    let line = &text[..value];
    let line = &line[line.rfind('\n').map_or(0, |newline| newline + 1)..];
    let before = line.trim_end().strip_suffix(':')?;
    let key = before.rsplit(['{', ',', ' ']).next()?;
    let is_key = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
    (!key.is_empty() && key.chars().all(is_key)).then_some(key)
}

/// What a type is called in a complaint; other expectations are sentences of our own already.
fn type_words(expected: &str) -> &str {
    match expected {
        "f64" | "f32" | "floating point" | "a number" => "a number",
        "u8" | "u16" | "u32" | "u64" | "i32" | "i64" | "usize" => "a whole number",
        "bool" | "a boolean" => "true or false",
        "sequence start" | "a sequence" => "a list",
        "mapping start" | "a mapping" | "a map" => "a group of keys with values",
        "string scalar" | "a string" | "string" => "a text",
        "scalar" => "a single value",
        other if other.starts_with("struct ") => "a group of keys with values",
        other => other,
    }
}

/// A fault found by one of our own types: its message is a whole sentence.
fn message(text: &str) -> Diagnostic {
    let code = if text.contains("date") { "bad-date" } else { "bad-value" };
    let (message, hint) = match text.split_once("; ") {
        Some((message, hint)) => (message, Some(hint)),
        None => (text, None),
    };
    let complaint = Diagnostic::error(code, message);
    match hint {
        Some(hint) => complaint.hint(hint),
        None => complaint,
    }
}

fn syntax(error: &Error) -> Diagnostic {
    let text = error.to_string();
    let words = text.lines().next().unwrap_or("").trim();
    let words =
        words.split_once(": ").filter(|(head, _)| head.starts_with("line ")).map_or(words, |(_, rest)| rest);
    // The place is shown below the message.
    let words = words.split_once(" at line ").map_or(words, |(words, _)| words);
    let (message, hint) = syntax_words(words);
    Diagnostic::error("yaml-syntax", format!("this is not YAML: {message}")).hint(hint)
}

/// The parser's words as ours, and what is likely to help.
fn syntax_words(words: &str) -> (&str, &'static str) {
    let quotes = "a value that holds `: ` or begins with a sign needs quotes: `title: \"Day 1: a start\"`";
    let has = |part: &str| words.contains(part);
    if has("mapping values are not allowed") {
        ("a value holds a second `: `", quotes)
    } else if has("tabs disallowed") || has("tab cannot be used") {
        ("a tab indents this line", "indent with spaces; YAML takes no tabs there")
    } else if has("unclosed bracket") {
        (words, "close the bracket on its line, or put quotes around a text that begins with one")
    } else if has("unclosed quote") {
        (
            words,
            "end the text with the quote it begins with; a text that holds it goes between the other kind",
        )
    } else if has("illegal placement of ':'") {
        ("a `:` stands where none can", "close the bracket or the quote that is open on a line above")
    } else if has("simple key expected") {
        (
            "a line that is no key with a value",
            "write `key: value`, or indent what goes on from the line above",
        )
    } else {
        (words, quotes)
    }
}
