//! Secrets that are known by the word beside them: settings in the manner of `.env`, and `token: …` in any text.

use std::sync::LazyLock;

use regex::Regex;

use super::Secret;
use super::random::{entropy, is_drawn, is_placeholder};

/// A line as a shell or a `.env` file sets it.
const SETTING: &str =
    r#"(?m)^[ \t>$]*(?:export[ \t]+|set[ \t]+)?([A-Z][A-Z0-9_]*)[ \t]*=[ \t]*["']?([^\s"'#`]{8,})"#;

/// Names of settings whose value is secret.
const SECRET_NAMES: [&str; 7] = ["KEY", "TOKEN", "SECRET", "PASSWORD", "PASSWD", "PWD", "CREDENTIAL"];

/// A word for something secret, what stands between, and a long word.
const BESIDE: &str = r#"(?i)(api[ _-]?key|access[ _-]?key|secret|token|passw(?:or)?d|pass[ -]?phrase|credential|bearer|authorization|密钥|密码|令牌|口令)([^\n]{0,24}?)([A-Za-z0-9][A-Za-z0-9_+/.=-]{19,})"#;

/// Words that say that a long word is no secret: what everybody can compute, or look up.
const PUBLIC_WORDS: [&str; 14] = [
    "://",
    "base64,",
    "checksum",
    "commit",
    "digest",
    "etag",
    "fingerprint",
    "hash",
    "integrity",
    "md5",
    "public",
    "publishable",
    "revision",
    "sha",
];

static SETTING_FORM: LazyLock<Regex> = LazyLock::new(|| compiled(SETTING));
static BESIDE_FORM: LazyLock<Regex> = LazyLock::new(|| compiled(BESIDE));

fn compiled(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a pattern of this file, compiled by its tests")
}

/// Every secret that a word gives away.
pub(super) fn find(text: &str) -> Vec<Secret> {
    let settings = SETTING_FORM.captures_iter(text).filter_map(|groups| {
        let (name, value) = (groups.get(1)?.as_str(), groups.get(2)?);
        let is_secret =
            SECRET_NAMES.iter().any(|part| name.split('_').any(|word| word.trim_end_matches('S') == *part));
        (is_secret && !name.contains("PUBLIC") && is_value(value.as_str()))
            .then(|| Secret { span: value.range(), what: "the value of a secret setting" })
    });
    let beside = BESIDE_FORM.captures_iter(text).filter_map(|groups| {
        let (between, word) = (groups.get(2)?, groups.get(3)?);
        let is_public = {
            let between = between.as_str().to_lowercase();
            let before = text[..word.start()].rsplit(char::is_whitespace).next().unwrap_or_default();
            PUBLIC_WORDS.iter().any(|known| between.contains(known))
                || before.contains("://") && !before.contains('=')
        };
        (!is_public && is_drawn(word.as_str()) && !is_placeholder(word.as_str()))
            .then(|| Secret { span: word.range(), what: "what looks like a secret" })
    });
    settings.chain(beside).collect()
}

/// Whether a setting's value is one that somebody drew, and not a word, a number, a path or a call.
fn is_value(value: &str) -> bool {
    let has = |is: fn(char) -> bool| value.chars().any(is);
    let is_call = value.contains(['(', ')', '[', '\\']) || value.contains("env.") || value.contains("://");
    let is_path = value.starts_with(['/', '.', '~', '%', '@']);
    let is_mixed = has(|c| c.is_ascii_digit()) && has(|c| c.is_ascii_alphabetic());
    !is_call && !is_path && is_mixed && entropy(value) >= 2.8 && !is_placeholder(value)
}
