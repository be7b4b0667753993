//! Front matter that no strict parser takes, read line by line.

use serde_json::{Map, Value};

/// `key: rest of line` and the lists below a key; what fits neither is passed over.
pub(super) fn yaml(block: &str) -> Map<String, Value> {
    let mut map = Map::new();
    let mut current: Option<String> = None;
    for line in block.lines() {
        let trimmed = line.trim();
        if let Some(item) = trimmed.strip_prefix("- ") {
            if let Some(Value::Array(items)) = current.as_ref().and_then(|key| map.get_mut(key)) {
                items.push(scalar(item));
            }
            continue;
        }
        let Some((key, rest)) = trimmed.split_once(':') else { continue };
        let is_key = !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'));
        // Deeper lines belong to a value that is not understood; a first key may be indented by mistake.
        if !is_key || (line.starts_with([' ', '\t']) && !map.is_empty()) {
            continue;
        }
        let value = if rest.trim().is_empty() { Value::Array(Vec::new()) } else { value(rest) };
        map.insert(key.to_owned(), value);
        current = Some(key.to_owned());
    }
    map
}

/// `key = value` lines, arrays over several lines, and tables as objects.
pub(super) fn toml(block: &str) -> Map<String, Value> {
    let mut map = Map::new();
    let mut table: Option<String> = None;
    let mut lines = block.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    while let Some(line) = lines.next() {
        if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            let name = name.trim_matches(['[', ']', ' ']).to_owned();
            map.entry(name.clone()).or_insert_with(|| Value::Object(Map::new()));
            table = Some(name);
            continue;
        }
        let Some((key, rest)) = line.split_once('=') else { continue };
        let mut rest = rest.trim().to_owned();
        while rest.starts_with('[') && !rest.ends_with(']') {
            let Some(more) = lines.next() else { break };
            rest.push_str(more);
        }
        let key = key.trim().trim_matches('"').to_owned();
        match table.as_ref().and_then(|name| map.get_mut(name)) {
            Some(Value::Object(inner)) => inner.insert(key, value(&rest)),
            _ => map.insert(key, value(&rest)),
        };
    }
    map
}

/// A list in brackets or a scalar.
fn value(text: &str) -> Value {
    let text = text.trim();
    match text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        Some(items) => items.split(',').filter(|item| !item.trim().is_empty()).map(scalar).collect(),
        None => scalar(text),
    }
}

fn scalar(text: &str) -> Value {
    let text = text.trim();
    let unquoted = ['"', '\''].iter().find_map(|quote| text.strip_prefix(*quote)?.strip_suffix(*quote));
    Value::String(unquoted.unwrap_or(text).to_owned())
}
