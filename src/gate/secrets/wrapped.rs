//! Secrets that are written in base64, as manifests, headers and settings have them: whoever sees one reads it.

use std::sync::LazyLock;

use regex::Regex;

use super::Secret;
use super::passwords::is_chosen;
use crate::gate::pattern::compiled;

/// Base64 as long as that of a short token, with the line breaks of those who break it.
const WRAPPED: &str = r"[A-Za-z0-9+/_-]{24,}(?:[ \t]*\r?\n[ \t>]*[A-Za-z0-9+/_-]{16,})*={0,2}";

/// A name and a password as HTTP sends them (RFC 7617).
const BASIC: &str = r"(?i)\bbasic[ ]+([A-Za-z0-9+/_-]{10,}={0,2})";

/// The sample of that standard and of those before it.
const SAMPLE: &str = "Aladdin:";

/// How much of a run tells whether there is a text in it.
const HEAD: usize = 16;

static WRAPPED_FORM: LazyLock<Regex> = LazyLock::new(|| compiled(WRAPPED));
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
        is_chosen(password).then(|| Secret { span: run.range(), what: "a password", is_shaped: false })
    });
    wrapped.chain(basic).collect()
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

/// The bytes of base64 in either of its alphabets (RFC 4648, sections 4 and 5), whatever else stands between.
fn decoded(run: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(run.len() * 3 / 4);
    let (mut held, mut bits) = (0u32, 0);
    for value in run.iter().filter_map(|byte| sextet(*byte)) {
        held = (held << 6 | value) & 0xFF_FFFF;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push((held >> bits).to_le_bytes()[0]);
        }
    }
    bytes
}

fn sextet(byte: u8) -> Option<u32> {
    let value = match byte {
        b'A'..=b'Z' => byte - b'A',
        b'a'..=b'z' => byte - b'a' + 26,
        b'0'..=b'9' => byte - b'0' + 52,
        b'+' | b'-' => 62,
        b'/' | b'_' => 63,
        _ => return None,
    };
    Some(value.into())
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
