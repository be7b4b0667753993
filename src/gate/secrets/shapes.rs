//! Secrets that are known by their shape: what each maker begins its tokens with, and what follows.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::RangeInclusive;
use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::random::{entropy, is_patterned, is_placeholder};
use super::{Form, Secret};
use crate::diagnostics::Span;
use crate::gate::pattern::{Case, compiled};

/// A token that begins with fixed letters.
pub(super) struct Shape {
    /// What it is, with its article.
    pub(super) what: &'static str,
    /// What it may begin with.
    pub(super) starts: &'static [&'static str],
    /// The characters after that.
    pub(super) alphabet: &'static str,
    /// How many of them there are.
    pub(super) length: RangeInclusive<usize>,
}

pub(super) const LETTERS_DIGITS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
pub(super) const BASE64URL: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";
pub(super) const UPPER_DIGITS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
pub(super) const HEX: &str = "0123456789abcdef";

const fn shape(
    what: &'static str,
    starts: &'static [&'static str],
    alphabet: &'static str,
    length: RangeInclusive<usize>,
) -> Shape {
    Shape { what, starts, alphabet, length }
}

/// The shapes, as their makers document them or as their tokens have looked for years.
pub(super) const SHAPES: &[Shape] = &[
    // Code hosts and registries
    shape("a GitHub token", &["ghp_", "gho_", "ghu_", "ghs_", "ghr_"], LETTERS_DIGITS, 36..=255),
    shape("a GitHub token", &["github_pat_"], BASE64URL, 60..=255),
    shape("a GitLab token", &["glpat-", "gldt-", "glrt-", "glptt-"], BASE64URL, 20..=64),
    shape("an npm token", &["npm_"], LETTERS_DIGITS, 36..=36),
    shape("a PyPI token", &["pypi-AgEIcHlwaS5vcmc"], BASE64URL, 50..=400),
    shape("a crates.io token", &["cio"], LETTERS_DIGITS, 32..=32),
    shape("a Docker Hub token", &["dckr_pat_"], BASE64URL, 27..=40),
    // Cloud providers
    shape("an AWS access key", &["AKIA", "ASIA", "ABIA", "ACCA"], UPPER_DIGITS, 16..=16),
    shape("a Google API key", &["AIza"], BASE64URL, 35..=35),
    shape("a Google client secret", &["GOCSPX-"], BASE64URL, 28..=28),
    shape("a Google access token", &["ya29."], BASE64URL, 40..=1024),
    shape("an Alibaba Cloud access key", &["LTAI"], LETTERS_DIGITS, 16..=26),
    shape("a Tencent Cloud secret id", &["AKID"], LETTERS_DIGITS, 32..=48),
    shape("a DigitalOcean token", &["dop_v1_", "doo_v1_", "dor_v1_"], HEX, 64..=64),
    shape("a Supabase key", &["sbp_"], HEX, 40..=40),
    shape("a Supabase key", &["sb_secret_"], BASE64URL, 31..=64),
    shape("a Databricks token", &["dapi"], HEX, 32..=34),
    shape("a PlanetScale token", &["pscale_tkn_", "pscale_pw_"], BASE64URL, 32..=64),
    shape("a Fly.io token", &["fo1_"], BASE64URL, 43..=43),
    // AI providers
    shape("an Anthropic key", &["sk-ant-"], BASE64URL, 60..=255),
    shape("an OpenAI key", &["sk-proj-", "sk-svcacct-", "sk-admin-"], BASE64URL, 40..=255),
    shape("an OpenRouter key", &["sk-or-v1-"], HEX, 64..=64),
    shape("an API key", &["sk-"], LETTERS_DIGITS, 32..=64),
    shape("a Hugging Face token", &["hf_"], LETTERS_DIGITS, 34..=40),
    shape("a Groq key", &["gsk_"], LETTERS_DIGITS, 52..=52),
    shape("an xAI key", &["xai-"], LETTERS_DIGITS, 80..=80),
    shape("a Perplexity key", &["pplx-"], LETTERS_DIGITS, 48..=48),
    shape("a Replicate token", &["r8_"], LETTERS_DIGITS, 37..=40),
    shape("a Pinecone key", &["pcsk_"], BASE64URL, 60..=90),
    // Chat, mail and payment
    shape("a Slack token", &["xoxb-", "xoxp-", "xoxa-", "xoxr-", "xoxs-", "xapp-"], BASE64URL, 24..=255),
    shape("a Stripe key", &["sk_live_", "rk_live_", "sk_test_", "rk_test_"], LETTERS_DIGITS, 16..=255),
    shape("a Stripe webhook secret", &["whsec_"], LETTERS_DIGITS, 32..=64),
    shape(
        "a SendGrid key",
        &["SG."],
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.",
        66..=66,
    ),
    shape("a Twilio key", &["SK"], HEX, 32..=32),
    shape("a Mailgun key", &["key-"], HEX, 32..=32),
    shape("a Resend key", &["re_"], BASE64URL, 30..=36),
    shape("a Shopify token", &["shpat_", "shpca_", "shppa_", "shpss_"], HEX, 32..=32),
    // Tools
    shape("a Notion token", &["ntn_"], LETTERS_DIGITS, 40..=50),
    shape("a Linear key", &["lin_api_"], LETTERS_DIGITS, 40..=40),
    shape("a Figma token", &["figd_"], BASE64URL, 40..=60),
    shape("a Grafana token", &["glsa_"], BASE64URL, 40..=48),
    shape("a Sentry token", &["sntrys_", "sntryu_"], BASE64URL, 60..=255),
    shape("a Postman key", &["PMAK-"], "0123456789abcdef-", 59..=59),
    shape("an age secret key", &["AGE-SECRET-KEY-1"], UPPER_DIGITS, 58..=58),
];

/// The one secret among those with parts that somebody chose.
const WITH_PASSWORD: &str = "an address with a password in it";

/// Secrets whose shape has parts: what each is, what stands in all of them, and the shape; its first group is the secret,
/// where there is one.
const FORMS: [(&str, &str, &str); 9] = [
    ("a private key", "PRIVATE KEY", r"-----BEGIN (?:[A-Z]+ )*PRIVATE KEY(?: BLOCK)?-----"),
    ("a signed token (JWT)", "eyJ", r"\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{16,}"),
    (
        "a Slack webhook",
        "hooks.slack.com",
        r"https://hooks\.slack\.com/(?:services|workflows)/[A-Za-z0-9/]{30,}",
    ),
    (
        "a Discord webhook",
        "api/webhooks/",
        r"https://(?:\w+\.)?discord(?:app)?\.com/api/webhooks/\d{17,20}/[A-Za-z0-9_-]{60,}",
    ),
    (
        "a WeCom webhook",
        "qyapi.weixin",
        r"https://qyapi\.weixin\.qq\.com/cgi-bin/webhook/send\?key=[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}",
    ),
    (
        "a Feishu webhook",
        "open-apis/bot",
        r"https://open\.(?:feishu\.cn|larksuite\.com)/open-apis/bot/v2/hook/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}",
    ),
    ("a Telegram bot token", ":AA", r"\b\d{8,10}:AA[A-Za-z0-9_-]{33}\b"),
    ("an Azure storage key", "AccountKey=", r"AccountKey=([A-Za-z0-9+/]{86}==)"),
    ("an address with a password in it", "://", r#"://[^\s:/@"'<>]{0,64}:([^\s:/@"'<>]{6,128})@[\w.-]+"#),
];

/// A token of a bot of Discord: no letters are the same in all.
const DISCORD: &str = r"\b[MNO][A-Za-z0-9_-]{23,27}\.[A-Za-z0-9_-]{6}\.[A-Za-z0-9_-]{27,40}\b";

/// What the makers print as a sample in their documentation: the signatures on the front page of jwt.io, and the keys of
/// Stripe's examples.
const PUBLISHED: [&str; 6] = [
    "SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c",
    "TJVA95OrM7E2cBab30RMHrHDcEfxjoYZgeFONFh7HgQ",
    "KMUFsIDTnFmyG3nMiGM6H9FNFUROf3wh7SmqJp-QV30",
    "4eC39HqLyjWDarjtT1zdp7dc",
    "BQokikJOvBiI2HlWgH4olfQ2",
    "26PHem9AhJZvU623DfE1x4sd",
];

/// Passwords that nobody has: manuals use them, and databases on one's own machine.
const KNOWN_PASSWORDS: [&str; 12] = [
    "admin", "guest", "pass", "passwd", "password", "postgres", "pwd", "root", "secret", "test", "token",
    "user",
];

static BY_START: LazyLock<HashMap<&str, &Shape>> = LazyLock::new(|| {
    SHAPES.iter().flat_map(|shape| shape.starts.iter().map(move |start| (*start, shape))).collect()
});

/// Where a line breaks in a token, with what stands in front of the next: a quote's mark, a string's end and beginning.
static BREAK_FORM: LazyLock<Regex> = LazyLock::new(|| {
    compiled(r#"^(?:["']?[ \t]*[+\\]?[ \t]*\r?\n[ \t>]*\+?[ \t]*["']?|[ ]?(?i:<br[ ]?/?>)\s*)"#)
});

static DISCORD_FORM: LazyLock<Regex> = LazyLock::new(|| compiled(DISCORD));

/// The patterns of shapes: one for each kind of token that begins with fixed letters, and those that have parts.
pub(super) fn forms() -> impl Iterator<Item = Form> {
    // The first that matches in a place is told, so `sk-ant-` goes before `sk-`.
    let mut shapes: Vec<&Shape> = SHAPES.iter().collect();
    shapes.sort_by_key(|shape| std::cmp::Reverse(shape.starts.iter().map(|start| start.len()).max()));
    let begun = shapes.into_iter().map(|shape| Form {
        words: shape.starts.to_vec(),
        case: Case::Kept,
        pattern: shape.starts.iter().copied().map(regex::escape).collect::<Vec<_>>().join("|"),
        what: shape.what,
        read: begun,
        is_shaped: true,
    });
    let formed = FORMS.into_iter().map(|(what, word, pattern)| Form {
        words: vec![word],
        case: Case::Kept,
        pattern: pattern.to_string(),
        what,
        read: formed,
        is_shaped: what != WITH_PASSWORD,
    });
    begun.chain(formed)
}

/// Every secret of a shape that has no letters of its own.
pub(super) fn without_words(text: &str) -> Vec<Secret> {
    let tokens = DISCORD_FORM.find_iter(text).filter(|token| !is_patterned(token.as_str()));
    tokens.map(|it| Secret { span: it.range(), what: "a Discord bot token", is_shaped: true }).collect()
}

/// The secret that matched a form, if it is no sample.
fn formed(text: &str, groups: &Captures) -> Option<Span> {
    let secret = groups.get(1).or_else(|| groups.get(0))?;
    let is_sample = groups[0].contains("@example.") || groups[0].contains("@localhost");
    let is_known = KNOWN_PASSWORDS.contains(&secret.as_str().to_lowercase().as_str());
    // A password is chosen and a token is drawn: what excuses the one is chance in the other.
    let is_excused = match groups.get(1) {
        Some(_) => is_placeholder(secret.as_str()),
        None => is_patterned(secret.as_str()) || is_published(secret.as_str()),
    };
    let is_empty = secret.as_str().starts_with("-----BEGIN") && has_no_key(&text[secret.end()..]);
    (!is_known && !is_sample && !is_excused && !is_empty).then(|| secret.range())
}

/// Whether what follows the first line of a key stands for one.
fn has_no_key(after: &str) -> bool {
    // A break of line as programs write it, once and again, and what stands around a string.
    let line = after.trim_start_matches(|c: char| c.is_whitespace() || "\\nr\"'`>".contains(c));
    ["xxx", "...", "…", "<", "[", "your", "***", "-----end"]
        .iter()
        .any(|start| line.get(..start.len()).is_some_and(|first| first.eq_ignore_ascii_case(start)))
}

/// The token that begins here, if what follows is long enough and no word.
fn begun(text: &str, groups: &Captures) -> Option<Span> {
    let start = groups.get(0)?.range();
    let shape = BY_START.get(&text[start.clone()])?;
    if !may_begin(&text[..start.start]) {
        return None;
    }
    let rest = &text[start.end..];
    let (length, word) = whole(rest, shape);
    let goes_on = rest[length..].starts_with(|c: char| c.is_ascii_alphanumeric());
    // Ten characters of four kinds have two bits each; what a machine draws has more.
    let is_token =
        shape.length.contains(&word.len()) && !goes_on && entropy(&word) >= 2.6 && !is_patterned(&word);
    let is_token = is_token && !is_published(&word);
    is_token.then(|| start.start..start.end + length)
}

/// What follows the beginning of a token, and how far it reaches: a narrow block of code may break it once.
fn whole<'a>(rest: &'a str, shape: &Shape) -> (usize, Cow<'a, str>) {
    let run = |text: &str| text.find(|c| !shape.alphabet.contains(c)).unwrap_or(text.len());
    let length = run(rest);
    let first = &rest[..length];
    let broken = BREAK_FORM.find(&rest[length..]).map_or(0, |found| found.end());
    let second = &rest[length + broken..];
    let second = &second[..run(second)];
    let has_digit = |part: &str| part.bytes().any(|byte| byte.is_ascii_digit());
    let is_broken = broken > 0
        && (6..*shape.length.start()).contains(&length)
        && second.len() >= 4
        && has_digit(first)
        && has_digit(second)
        && shape.length.contains(&(length + second.len()));
    match is_broken {
        true => (length + broken + second.len(), Cow::Owned(format!("{first}{second}"))),
        false => (length, Cow::Borrowed(first)),
    }
}

fn is_published(secret: &str) -> bool {
    PUBLISHED.iter().any(|published| secret.ends_with(published))
}

/// Whether a token may begin after this: not inside a word, but after a line break as JSON writes it.
fn may_begin(before: &str) -> bool {
    let is_of_word = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    !before.ends_with(is_of_word) || before.ends_with("\\n") || before.ends_with("\\t")
}
