//! Secrets that are written in base64, as manifests, headers and settings have them: whoever sees one reads it.

use std::sync::LazyLock;

use regex::{Match, Regex};

use super::Secret;
use super::passwords::is_chosen;
use crate::gate::base64::decoded;
use crate::gate::pattern::compiled;

/// Base64 as long as that of a short token, with the line breaks of those who break it.
const WRAPPED: &str = r"[A-Za-z0-9+/_-]{24,}(?:[ \t]*\r?\n[ \t>]*[A-Za-z0-9+/_-]{16,})*={0,2}";

/// A name and a password as HTTP sends them (RFC 7617), and as Docker keeps them.
const BASIC: &str = r#"(?i)(?:\bbasic[ ]+|"auth"[ \t]*:[ \t]*")([A-Za-z0-9+/_-]{10,}={0,2})"#;

/// A password in a manifest of Kubernetes.
const MANIFEST: &str =
    r#"(?im)^[ \t"']*[\w.-]*pass(?:word|wd)?["']?:[ \t]+["']?([A-Za-z0-9+/]{8,}={0,2})["']?[ \t\r]*$"#;

/// The sample of that standard and of those before it.
const SAMPLE: &str = "Aladdin:";

/// How much of a run tells whether there is a text in it.
const HEAD: usize = 16;

static WRAPPED_FORM: LazyLock<Regex> = LazyLock::new(|| compiled(WRAPPED));
static MANIFEST_FORM: LazyLock<Regex> = LazyLock::new(|| compiled(MANIFEST));
static BASIC_FORM: LazyLock<Regex> = LazyLock::new(|| compiled(BASIC));

/// Every secret in base64; each stands for the whole run that holds it.
pub(super) fn find(text: &str) -> Vec<Secret> {
    let wrapped = WRAPPED_FORM.find_iter(text).filter_map(|run| {
        let inside = unwrapped(run.as_str())?;
        let shaped = super::find(&inside).into_iter().find(|secret| secret.is_shaped)?;
        Some(Secret { span: run.range(), ..shaped })
    });
    let basic = BASIC_FORM.captures_iter(text).filter_map(|groups| {
        let run = groups.get(1)?;
        let inside = unwrapped(run.as_str()).filter(|inside| !inside.starts_with(SAMPLE))?;
        let (_, password) = inside.split_once(':')?;
        is_chosen(password).then(|| password_in(run))
    });
    let manifests = MANIFEST_FORM.captures_iter(text).filter_map(|groups| {
        let run = groups.get(1).filter(|run| run.len() % 4 == 0)?;
        let password = unwrapped(run.as_str())?;
        is_chosen(password.trim_end()).then(|| password_in(run))
    });
    wrapped.chain(basic).chain(manifests).collect()
}

fn password_in(run: Match) -> Secret {
    Secret { span: run.range(), what: "a password", is_shaped: false }
}

/// The text that base64 stands for; nothing where it stands for other bytes.
fn unwrapped(run: &str) -> Option<String> {
    let is_text = |byte: &u8| matches!(byte, b'\t' | b'\n' | b'\r' | b' '..=b'~');
    let head = decoded(&run.as_bytes()[..run.len().min(HEAD)]);
    if !head.iter().all(is_text) {
        return None;
    }
    let bytes = decoded(run.as_bytes());
    bytes.iter().all(is_text).then(|| String::from_utf8(bytes).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_read_in_both_alphabets_and_over_lines() {
        assert_eq!(unwrapped("SGVsbG8sIHdvcmxkIQ==").as_deref(), Some("Hello, world!"));
        assert_eq!(unwrapped("SGVsbG8s\n  IHdvcmxkIQ").as_deref(), Some("Hello, world!"));
        assert_eq!(unwrapped("fn5-Pz8_").as_deref(), Some("~~~???"));
        assert_eq!(unwrapped("iVBORw0KGgoAAAANSUhEUgAA"), None, "a picture");
    }

    #[test]
    fn a_password_of_a_header_is_told_and_the_sample_of_the_standard_is_not() {
        let told = |text: &str| find(text).len();
        assert_eq!(told("Authorization: Basic cm9iaW46VG9tYXRlLTg4IQ=="), 1);
        assert_eq!(told("Authorization: Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="), 0);
        assert_eq!(told("basic understanding of authentication"), 0);
    }
}
