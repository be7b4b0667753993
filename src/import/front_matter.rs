//! The front matter of other tools: where it ends, and which of its keys an entry keeps.

use serde_json::{Map, Value};

use super::lenient;

/// What an entry's front matter says that a day can hold.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Head {
    /// The title.
    pub(super) title: Option<String>,
    /// The date as it was written.
    pub(super) date: Option<String>,
    /// The day's number.
    pub(super) number: Option<u32>,
    /// Tags and categories, each once.
    pub(super) tags: Vec<String>,
    /// Whether the entry is marked as a draft.
    pub(super) draft: bool,
    /// What `published:` says, where it is a yes or a no.
    pub(super) published: Option<bool>,
    /// The summary or description.
    pub(super) summary: Option<String>,
    /// The address at which the entry was published first.
    pub(super) canonical: Option<String>,
    /// Old paths on the site, each with a leading slash.
    pub(super) aliases: Vec<String>,
    /// The hours.
    pub(super) hours: Option<f64>,
    /// What was not understood or has no place, in words.
    pub(super) warnings: Vec<String>,
}

/// Front matter and body of a file, taken apart.
pub(super) fn read(text: &str) -> (Head, &str) {
    let Some((fence, block, body)) = split(text) else { return (Head::default(), text) };
    let mut warnings = Vec::new();
    let map = match fence {
        Fence::Toml => lenient::toml(block),
        Fence::Yaml => strict_yaml(block).unwrap_or_else(|| {
            warnings.push("the front matter is not valid YAML and was read line by line".to_owned());
            lenient::yaml(block)
        }),
    };
    let mut head = Head { warnings, ..Head::default() };
    let mut dropped = Vec::new();
    let mut keys: Vec<(&String, &Value)> = map.iter().collect();
    keys.sort_by_key(|(key, _)| rank(key));
    for (key, value) in keys {
        if !value.is_null() && !head.take(key, value) {
            dropped.push(format!("`{key}`"));
        }
    }
    if !dropped.is_empty() {
        head.warnings
            .push(format!("front matter without a place in a day was dropped: {}", dropped.join(", ")));
    }
    (head, body)
}

/// Which of several keys for one thing comes first: `date` wins over `created`, tags stand before categories.
fn rank(key: &str) -> u8 {
    match key.to_lowercase().as_str() {
        "date" | "tags" | "description" => 0,
        "created" | "created_at" | "createdat" => 2,
        _ => 1,
    }
}

#[derive(Clone, Copy)]
enum Fence {
    Yaml,
    Toml,
}

/// The fence, the block between the fences, and the body after them.
fn split(text: &str) -> Option<(Fence, &str, &str)> {
    let (first, rest) = text.split_once('\n')?;
    let (fence, closing, separator): (_, &[&str], _) = match first.trim_end() {
        "---" => (Fence::Yaml, &["---", "..."], ':'),
        "+++" => (Fence::Toml, &["+++"], '='),
        _ => return None,
    };
    let mut at = 0;
    for line in rest.split_inclusive('\n') {
        if closing.contains(&line.trim_end()) {
            let block = &rest[..at];
            return looks_like_keys(block, separator).then(|| (fence, block, &rest[at + line.len()..]));
        }
        at += line.len();
    }
    None
}

/// Whether a block begins with a key: prose between two thematic breaks does not.
fn looks_like_keys(block: &str, separator: char) -> bool {
    let first = block.lines().find(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#'));
    let Some(first) = first else { return true };
    let key = first.split_once(separator).map_or("", |(key, _)| key.trim());
    let is_key = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '"' | '\'');
    (!key.is_empty() && key.chars().all(is_key)) || (separator == '=' && first.trim_start().starts_with('['))
}

fn strict_yaml(block: &str) -> Option<Map<String, Value>> {
    let options = serde_yaml::options! {
        strict_booleans: true,
        leading_zero_numbers_as_strings: true,
        with_snippet: false,
        budget: serde_yaml::budget! { max_nodes: 10_000 },
    };
    let value: Value = serde_yaml::from_str_with_options(block, options).ok()?;
    match value {
        Value::Object(map) => Some(map),
        Value::Null => Some(Map::new()),
        _ => None,
    }
}

impl Head {
    /// Takes one key; `false` where a day has no place for it or the value does not fit.
    fn take(&mut self, key: &str, value: &Value) -> bool {
        match key.to_lowercase().replace(['_', '-'], "").as_str() {
            "title" => set(&mut self.title, text(value)),
            "date" | "publisheddate" | "datepublished" | "publishdate" | "pubdate" | "pubdatetime"
            | "publishedat" | "created" | "createdat" => {
                self.date.is_some() || set(&mut self.date, text(value).filter(|text| !text.trim().is_empty()))
            }
            "published" => match yes_or_no(value) {
                Some(published) => set(&mut self.published, Some(published)),
                None => self.date.is_some() || set(&mut self.date, text(value)),
            },
            "day" | "daynumber" => set(
                &mut self.number,
                text(value).and_then(|text| text.trim().parse().ok()).filter(|day| *day <= 9999),
            ),
            "tags" | "tag" | "categories" | "category" | "keywords" => self.take_tags(value),
            "taxonomies" => {
                value.as_object().is_some_and(|kinds| kinds.values().all(|tags| self.take_tags(tags)))
            }
            "draft" => yes_or_no(value).map(|draft| self.draft = draft).is_some(),
            "description" | "summary" | "excerpt" => {
                self.summary.is_some() || set(&mut self.summary, text(value))
            }
            "canonical" | "canonicalurl" => {
                set(&mut self.canonical, text(value).filter(|url| url.starts_with("http")))
            }
            "slug" | "permalink" | "alias" | "aliases" | "redirectfrom" => self.take_aliases(value),
            "hours" | "timespent" => {
                set(&mut self.hours, text(value).and_then(|text| text.trim().parse().ok()))
            }
            _ => false,
        }
    }

    fn take_tags(&mut self, value: &Value) -> bool {
        let Some(tags) = texts(value) else { return false };
        for tag in tags {
            let tag = tag.trim().trim_matches(['"', '\'']).trim_start_matches('#').trim().to_owned();
            if !tag.is_empty() && !self.tags.contains(&tag) {
                self.tags.push(tag);
            }
        }
        true
    }

    fn take_aliases(&mut self, value: &Value) -> bool {
        let Some(paths) = texts(value) else { return false };
        for path in paths {
            match old_path(path.trim()) {
                Some(path) if !self.aliases.contains(&path) => self.aliases.push(path),
                Some(_) => {}
                None => return false,
            }
        }
        true
    }
}

/// The path that a slug, permalink or address had on the old site; `None` where it is a pattern such as `/:year/:title/`.
fn old_path(written: &str) -> Option<String> {
    let path = match written.split_once("://") {
        Some((_, rest)) => rest.split_once('/').map_or("", |(_, path)| path),
        None => written,
    };
    let path = path.trim_start_matches('/');
    let usable =
        !path.is_empty() && !path.contains([':', '{', '?', '#']) && !path.split('/').any(|part| part == "..");
    usable.then(|| {
        if path.contains('.') || path.ends_with('/') { format!("/{path}") } else { format!("/{path}/") }
    })
}

fn set<T>(slot: &mut Option<T>, value: Option<T>) -> bool {
    let fits = value.is_some();
    if fits {
        *slot = value;
    }
    fits
}

fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(flag) => Some(flag.to_string()),
        _ => None,
    }
}

/// A list, or a string with commas between the items.
fn texts(value: &Value) -> Option<Vec<String>> {
    match value {
        Value::Array(items) => items.iter().map(text).collect(),
        value => text(value).map(|line| line.split(',').map(str::to_owned).collect()),
    }
}

fn yes_or_no(value: &Value) -> Option<bool> {
    match text(value)?.to_lowercase().as_str() {
        "true" | "yes" => Some(true),
        "false" | "no" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yaml_keys_of_several_tools_are_lifted() {
        let (head, body) = read(
            "---\ntitle: 2048\ncreated: 2020-01-01\npublished_date: 2023-01-16\ntags: a, '#b'\ncategories: [b, c]\ndescription: Short\n\
             canonical_url: https://example.org/x\nslug: old-name\ndraft: true\n---\nBody\n",
        );
        assert_eq!(head.title.as_deref(), Some("2048"));
        assert_eq!(head.date.as_deref(), Some("2023-01-16"));
        assert_eq!(head.tags, ["a", "b", "c"]);
        assert_eq!(head.canonical.as_deref(), Some("https://example.org/x"));
        assert_eq!(head.aliases, ["/old-name/"]);
        assert!(head.draft && head.warnings.is_empty());
        assert_eq!(body, "Body\n");
    }

    #[test]
    fn unknown_keys_are_dropped_and_named() {
        let (head, _) = read("---\ntitle: A\nlayout: post\nweight: 3\n---\n");
        assert_eq!(head.warnings.len(), 1);
        assert!(head.warnings[0].contains("`layout`") && head.warnings[0].contains("`weight`"));
    }

    #[test]
    fn broken_yaml_is_read_line_by_line() {
        let (head, body) =
            read("---\ntitle: A: B\ndescription: x: y\ntags:\n  - one\n  - two\ndate: 2024-01-02\n---\ntext");
        assert_eq!(head.title.as_deref(), Some("A: B"));
        assert_eq!(head.summary.as_deref(), Some("x: y"));
        assert_eq!(head.tags, ["one", "two"]);
        assert_eq!(head.date.as_deref(), Some("2024-01-02"));
        assert!(head.warnings[0].contains("line by line"));
        assert_eq!(body, "text");
    }

    #[test]
    fn toml_is_read_with_its_tables() {
        let (head, body) = read(
            "+++\ntitle = \"Day 4\"\ndate = 2024-01-04T10:00:00Z\ndraft = false\n[taxonomies]\ntags = [\"a\",\n \"b\"]\n[extra]\nhero = 1\n+++\nBody",
        );
        assert_eq!(head.title.as_deref(), Some("Day 4"));
        assert_eq!(head.date.as_deref(), Some("2024-01-04T10:00:00Z"));
        assert_eq!(head.tags, ["a", "b"]);
        assert!(head.warnings[0].contains("`extra`"));
        assert_eq!(body, "Body");
    }

    #[test]
    fn a_permalink_pattern_is_no_old_path() {
        let (head, _) =
            read("---\npermalink: /:year/:title/\naliases: [/a/b.html, 'https://x.org/c/']\n---\n");
        assert_eq!(head.aliases, ["/a/b.html", "/c/"]);
        assert!(head.warnings[0].contains("`permalink`"));
    }

    #[test]
    fn prose_between_thematic_breaks_is_body() {
        for text in ["---\nJust a line.\n---\nmore", "---\nnever closed: true\n", "# Title\n---\na: b\n---\n"]
        {
            assert_eq!(read(text).1, text);
        }
    }
}
