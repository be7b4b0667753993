//! Mail addresses.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::diagnostics::Span;

/// An address as people have them; RFC 5322 allows far more.
const ADDRESS: &str =
    r"[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,24}";

/// An address in words, so that programs don't read it: `robin [at] host [dot] net`. The groups are the name and the host.
const IN_WORDS: [&str; 2] = [
    r"(?i)\b([a-z0-9][a-z0-9._+-]{1,63})[ \t]{0,2}[\[({<][ ]?(?:at|ät|@)[ ]?[\])}>][ \t]{0,2}((?:[a-z0-9-]{1,63}(?:[ \t]{0,2}[\[({<][ ]?(?:dot|punkt|\.)[ ]?[\])}>][ \t]{0,2}|\.|[ ]dot[ ]))+[a-z]{2,24})\b",
    r"\b([a-z0-9][a-z0-9._+-]{1,63})[ ](?:at|AT)[ ]((?:[a-z0-9-]{1,63}[ ](?:dot|DOT)[ ])+(?:com|net|org|edu|io|dev|app|me|info|ai|cn|de|fr|uk|eu|us|ch|at|nl|jp|in|ca|au))\b",
];

/// What stands for the two signs in an address in words.
const SIGNS: &str =
    r"(?i)[ \t]*(?:[\[({<][ ]?(?:(at|ät|@)|dot|punkt|\.)[ ]?[\])}>]|[ ](?:(at)|dot)[ ])[ \t]*";

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

static ADDRESS_FORM: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(ADDRESS).expect("a pattern of this file, compiled by its tests"));

static IN_WORDS_FORMS: LazyLock<[Regex; 2]> = LazyLock::new(|| {
    IN_WORDS.map(|form| Regex::new(form).expect("a pattern of this file, compiled by its tests"))
});
static SIGN_FORM: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(SIGNS).expect("a pattern of this file, compiled by its tests"));

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
    let in_words = IN_WORDS_FORMS.iter().flat_map(|form| form.find_iter(text)).filter(|said| {
        let address = plain(said.as_str()).unwrap_or_default().to_lowercase();
        let (local, domain) = address.rsplit_once('@').unwrap_or_default();
        !local.is_empty() && is_somebodys(local, domain)
    });
    written(text).into_iter().chain(in_words.map(|said| said.range())).collect()
}

fn written(text: &str) -> Vec<Span> {
    let found = ADDRESS_FORM.find_iter(text).filter(|address| {
        let (local, domain) = address.as_str().rsplit_once('@').unwrap_or_default();
        is_somebodys(&local.to_lowercase(), &domain.to_lowercase())
            && stands_alone(&text[..address.start()], &text[address.end()..])
    });
    found.map(|address| address.range()).collect()
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
        before.rsplit(|c: char| c.is_whitespace() || "\"'<>()`".contains(c)).next().unwrap_or_default();
    let in_address = word.contains("://") && !word.contains(['?', '=']);
    let is_login = after.starts_with(':')
        && after[1..].starts_with(|c: char| c.is_ascii_alphanumeric() || "/~".contains(c));
    let is_login = is_login || before.trim_end().ends_with("ssh") || before.trim_end().ends_with("scp");
    !in_address && !is_login && !before.ends_with(['@', '/', '\\']) && !after.starts_with(['@', '/'])
}
