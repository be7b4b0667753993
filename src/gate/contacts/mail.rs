//! Mail addresses.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::near;
use crate::diagnostics::Span;
use crate::gate::pattern::compiled;

/// The host of an address as people have them; RFC 5322 allows far more.
const HOST: &str = r"^(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,24}";

/// The longest name in front of the host (RFC 5321, section 4.5.3.1.1).
const LONGEST_NAME: usize = 64;

/// An `@` in words; an address in words has one of these, or ` dot `.
const AT_IN_WORDS: &str = r"(?i)[\[({<][ ]?(?:at|ät|@)[ ]?[\])}>]";

/// An address in words, so that programs don't read it: `robin [at] host [dot] net`. The groups are the name and the host.
const IN_WORDS: [&str; 4] = [
    r"(?i)\b([a-z0-9][a-z0-9._+-]{1,63})[ \t]{0,2}[\[({<][ ]?(?:at|ät|@)[ ]?[\])}>][ \t]{0,2}((?:[a-z0-9-]{1,63}(?:[ \t]{0,2}[\[({<][ ]?(?:dot|punkt|\.)[ ]?[\])}>][ \t]{0,2}|\.|[ ]dot[ ]))+[a-z]{2,24})\b",
    r"\b([a-z0-9][a-z0-9._+-]{1,63})[ ](?:at|AT)[ ]((?:[a-z0-9-]{1,63}[ ](?:dot|DOT)[ ])+(?:com|net|org|edu|io|dev|app|me|info|ai|cn|de|fr|uk|eu|us|ch|at|nl|jp|in|ca|au))\b",
    // An `@` between spaces: a name with a mark in it, or a host that gives everybody an address.
    r"(?i)\b([a-z0-9]+[._+-][a-z0-9._+-]{0,62})[ ]@[ ]((?:[a-z0-9-]{1,63}\.)+[a-z]{2,24})\b",
    r"(?i)\b([a-z0-9][a-z0-9._+-]{1,63})[ ]@[ ]((?:gmail|gmx|googlemail|hotmail|icloud|mailbox|outlook|posteo|proton|protonmail|qq|163|126|foxmail|web|yahoo)\.[a-z.]{2,6})\b",
];

/// What stands for the two signs in an address in words.
const SIGNS: &str =
    r"(?i)[ \t]*(?:[\[({<][ ]?(?:(at|ät|@)|dot|punkt|\.)[ ]?[\])}>]|[ ](?:(at|@)|dot)[ ])[ \t]*";

/// Domains that belong to nobody (RFC 2606, RFC 6761), and those that hide an address.
const NOBODYS: [&str; 10] = [
    "example.com",
    "example.net",
    "example.org",
    "example",
    "invalid",
    "test",
    "localhost",
    "local",
    "users.noreply.github.com",
    "noreply.github.com",
];

/// Names of machines and not of people.
const MACHINES: [&str; 8] =
    ["git", "hg", "no-reply", "noreply", "donotreply", "do-not-reply", "mailer-daemon", "postmaster"];

/// Ends of file names, which look like domains: `icon@2x.png`.
const FILES: [&str; 22] = [
    "avif", "cast", "class", "css", "gif", "gz", "html", "jpeg", "jpg", "js", "json", "map", "md", "mp4",
    "pdf", "png", "py", "rs", "svg", "ts", "webp", "zip",
];

static HOST_FORM: LazyLock<Regex> = LazyLock::new(|| compiled(HOST));
static AT_IN_WORDS_FORM: LazyLock<Regex> = LazyLock::new(|| compiled(AT_IN_WORDS));

static IN_WORDS_FORMS: LazyLock<[Regex; 4]> = LazyLock::new(|| IN_WORDS.map(compiled));
static SIGN_FORM: LazyLock<Regex> = LazyLock::new(|| compiled(SIGNS));

/// An address in words as it is meant; nothing where it is none.
pub(super) fn plain(said: &str) -> Option<String> {
    let is_in_words =
        IN_WORDS_FORMS.iter().any(|form| form.find(said).is_some_and(|all| all.len() == said.len()));
    is_in_words.then(|| {
        let sign = |groups: &Captures| if groups.get(1).or(groups.get(2)).is_some() { "@" } else { "." };
        SIGN_FORM.replace_all(said, sign).into_owned()
    })
}

/// Every mail address of somebody.
pub(super) fn find(text: &str) -> Vec<Span> {
    let mut found: Vec<Span> =
        memchr::memchr_iter(b'@', text.as_bytes()).filter_map(|at| around(text, at)).collect();
    let may_be_in_words =
        [" dot ", " DOT ", " @ "].iter().any(|dot| text.contains(dot)) || AT_IN_WORDS_FORM.is_match(text);
    let forms = IN_WORDS_FORMS.iter().filter(|_| may_be_in_words);
    let in_words = forms.flat_map(|form| form.find_iter(text)).filter(|said| {
        let address = plain(said.as_str()).unwrap_or_default().to_lowercase();
        let (local, domain) = address.rsplit_once('@').unwrap_or_default();
        !local.is_empty() && is_somebodys(local, domain)
    });
    found.extend(in_words.map(|said| said.range()));
    found
}

/// The address whose `@` stands here.
fn around(text: &str, at: usize) -> Option<Span> {
    let is_of_name = |byte: &u8| byte.is_ascii_alphanumeric() || b"._%+-".contains(byte);
    let before = &text.as_bytes()[..at];
    let length = before.iter().rev().take(LONGEST_NAME).take_while(|byte| is_of_name(byte)).count();
    let name = &text[at - length..at];
    let name = name.trim_start_matches(|c: char| !c.is_ascii_alphanumeric());
    let host = HOST_FORM.find(&text[at + 1..])?.as_str();
    let (start, end) = (at - name.len(), at + 1 + host.len());
    let is_one = !name.is_empty()
        && is_somebodys(&name.to_lowercase(), &host.to_lowercase())
        && stands_alone(&text[..start], &text[end..]);
    is_one.then_some(start..end)
}

fn is_somebodys(local: &str, domain: &str) -> bool {
    let is_nobodys = NOBODYS.iter().any(|nobodys| {
        domain.strip_suffix(nobodys).is_some_and(|before| before.is_empty() || before.ends_with('.'))
    });
    let end = domain.rsplit('.').next().unwrap_or_default();
    let first = domain.split('.').next().unwrap_or_default();
    // `you@your-domain.com`, as instructions say it.
    let is_placeholder = ["your", "example", "domain", "yourdomain"].iter().any(|word| first.contains(word));
    !is_nobodys && !is_placeholder && !MACHINES.contains(&local) && !FILES.contains(&end)
}

/// Not a name in the fediverse (`@ana@social.example`), a host that is logged into (`git@host:path`), the
/// user of a web address, or a version in the path of one (`react@18.2.0`).
fn stands_alone(before: &str, after: &str) -> bool {
    let word =
        near(before).rsplit(|c: char| c.is_whitespace() || "\"'<>()`".contains(c)).next().unwrap_or_default();
    let in_address = word.contains("://") && !word.contains(['?', '=']);
    let is_login = after.starts_with(':')
        && after[1..].starts_with(|c: char| c.is_ascii_alphanumeric() || "/~".contains(c));
    let is_login = is_login || before.trim_end().ends_with("ssh") || before.trim_end().ends_with("scp");
    !in_address && !is_login && !before.ends_with(['@', '/', '\\']) && !after.starts_with(['@', '/'])
}
