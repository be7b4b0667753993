//! Secrets that are known by the word beside them: settings in the manner of `.env`, and `token: …` in any text.

use regex::Captures;

use super::Form;
use super::passwords::{self, FEWEST_LETTERS};
use super::random::{entropy, is_drawn, is_placeholder};
use crate::diagnostics::Span;
use crate::gate::pattern::Case;

/// What a word is that nothing tells but the word beside it.
const LIKE_ONE: &str = "what looks like a secret";

/// A setting as a shell, a `.env` file, a command or a list of a container's settings writes it, wherever it stands.
const SETTING: &str =
    r#"(?m)(?:^|[\s>$`"'(;,])([A-Z][A-Z0-9_]*)(?:[ \t]*=[ \t]*|:[ \t]+)["']?([^\s"'#`]{6,})"#;

/// Names of settings whose value is secret.
const SECRET_NAMES: [&str; 8] = ["KEY", "TOKEN", "SECRET", "PASSWORD", "PASSWD", "PASS", "PWD", "CREDENTIAL"];

/// Those that somebody chooses: their value may be words.
const CHOSEN_NAMES: [&str; 4] = ["PASSWORD", "PASSWD", "PASS", "PWD"];

/// No value that somebody drew is shorter.
const SHORTEST: usize = 8;

/// No password is shorter.
const FEWEST_ALONE: usize = 6;

/// Ends of names that say something about a secret, and are none.
const ABOUT: [&str; 32] = [
    "ALG",
    "ALGORITHM",
    "AUDIENCE",
    "BUCKET",
    "COLUMN",
    "COUNT",
    "ENDPOINT",
    "EXPIRY",
    "FIELD",
    "FILE",
    "FORMAT",
    "HASHER",
    "HEADER",
    "HOST",
    "ID",
    "ISSUER",
    "LENGTH",
    "LIMIT",
    "MINUTES",
    "MODEL",
    "NAME",
    "PATH",
    "POLICY",
    "PREFIX",
    "PROVIDER",
    "RATE",
    "SIZE",
    "STORE",
    "TTL",
    "TYPE",
    "URI",
    "URL",
];

/// What stands in front of `KEY` where it is the key of a table, a store or a keyboard.
const OTHER_KEYS: [&str; 13] = [
    "CACHE",
    "FOREIGN",
    "IDEMPOTENCY",
    "INDEX",
    "MAP",
    "OBJECT",
    "PARTITION",
    "PRIMARY",
    "ROW",
    "S3",
    "SHORTCUT",
    "SORT",
    "UNIQUE",
];

/// A word for something secret, what stands between, and a long word.
const BESIDE: &str = r#"(?i)(api[ _-]?key|access[ _-]?key|secret|token|passw(?:or)?d|pass[ -]?phrase|credential|bearer|authorization|密钥|密码|令牌|口令)([^\n]{0,24}?)([A-Za-z0-9][A-Za-z0-9_+/.=-]{19,})"#;

/// A key in the shape of a UUID, as Heroku and others draw them: the word for it stands right before it, for rows of tables
/// have keys of that shape, too.
const UUID: &str = r#"(?i)(?:\b(?:bearer|heroku(?:[ _-](?:api[ _-]?key|token))?)[ ]+|(?:\b|_)(?:(?:api|access|auth|license|licence|service)[ _-]?key|secret(?:[ _-]?key)?|token)["'`*]{0,3}(?:[ \t]*(?::=|=>|[:=：])[ \t]*|[ \t]is[ \t])["'`]?)([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\b"#;

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

/// Words of which one stands in front of a secret, as [`BESIDE`] has them.
const BESIDE_WORDS: [&str; 21] = [
    "api key",
    "api-key",
    "api_key",
    "apikey",
    "access key",
    "access-key",
    "access_key",
    "accesskey",
    "secret",
    "token",
    "passw",
    "passphrase",
    "pass phrase",
    "pass-phrase",
    "credential",
    "bearer",
    "authorization",
    "密钥",
    "密码",
    "令牌",
    "口令",
];

/// The patterns of settings and of words beside secrets.
pub(super) fn forms() -> impl Iterator<Item = Form> {
    let form = |case, words: &[&'static str], pattern: &str, what, read| {
        let (words, pattern) = (words.to_vec(), pattern.to_string());
        Form { words, case, pattern, what, read, is_shaped: false }
    };
    let forms = [
        form(Case::Kept, &SECRET_NAMES, SETTING, "the value of a secret setting", setting),
        form(Case::Any, &BESIDE_WORDS, BESIDE, LIKE_ONE, beside),
        form(Case::Any, &["bearer", "heroku", "key", "secret", "token"], UUID, LIKE_ONE, uuid),
    ];
    forms.into_iter()
}

fn setting(text: &str, groups: &Captures) -> Option<Span> {
    let (name, value) = (groups.get(1)?.as_str(), groups.get(2)?);
    let after = text[value.end()..].trim_start_matches(['"', '\'', '`', ' ', '\r']);
    let is_alone = after.is_empty() || after.starts_with(['\n', '<']);
    let is_setting = name.contains('_') || text[..value.start()].trim_end_matches(['"', '\'']).ends_with('=');
    is_secret(name, value.as_str(), is_alone && is_setting).then(|| value.range())
}

fn beside(text: &str, groups: &Captures) -> Option<Span> {
    let (whole, between, word) = (groups.get(0)?, groups.get(2)?.as_str().to_lowercase(), groups.get(3)?);
    let before = text[..word.start()].rsplit(char::is_whitespace).next().unwrap_or_default();
    let is_public = PUBLIC_WORDS.iter().any(|known| between.contains(known))
        || is_sum(&text[..whole.start()], word.as_str())
        || before.contains("://") && !before.contains('=');
    (!is_public && is_drawn(word.as_str()) && !is_placeholder(word.as_str())).then(|| word.range())
}

fn uuid(_: &str, groups: &Captures) -> Option<Span> {
    groups.get(1).filter(|uuid| !is_placeholder(uuid.as_str())).map(|uuid| uuid.range())
}

/// Whether a setting is a secret one, and its value no name of something else. Of letters alone a short one is where it
/// stands alone in its line, so that it begins no sentence.
fn is_secret(name: &str, value: &str, stands_alone: bool) -> bool {
    let words: Vec<&str> = name.split('_').collect();
    let names = |known: &[&str]| {
        words.iter().any(|word| known.iter().any(|name| word == name || word.strip_suffix('S') == Some(name)))
    };
    let is_other = words.windows(2).any(|pair| pair[1] == "KEY" && OTHER_KEYS.contains(&pair[0]));
    let is_about = words.last().is_some_and(|last| ABOUT.contains(last));
    let is_words = names(&CHOSEN_NAMES)
        && passwords::is_of_letters(value, if stands_alone { FEWEST_ALONE } else { FEWEST_LETTERS });
    names(&SECRET_NAMES)
        && !is_about
        && !name.contains("PUBLIC")
        && (is_value(value) && (!is_other || is_drawn(value)) || is_words)
}

/// Whether a setting's value is one that somebody drew, and not a word, a number, a path or a call.
fn is_value(value: &str) -> bool {
    let has = |is: fn(char) -> bool| value.chars().any(is);
    let is_call = value.contains(['(', ')', '[', '\\']) || value.contains("env.") || value.contains("://");
    let is_path = value.starts_with(['/', '.', '~', '%', '@']);
    let is_mixed = has(|c| c.is_ascii_digit()) && has(|c| c.is_ascii_alphabetic());
    value.len() >= SHORTEST
        && !is_call
        && !is_path
        && is_mixed
        && entropy(value) >= 2.8
        && !is_placeholder(value)
}

/// Whether a word is a sum of something, of which the words before it in its line speak.
fn is_sum(before: &str, word: &str) -> bool {
    let line = before.rsplit('\n').next().unwrap_or_default().to_lowercase();
    let is_hex = word.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_hex && ["sha1", "sha-1", "sha256", "sha-256", "md5"].iter().any(|sum| line.contains(sum))
}
