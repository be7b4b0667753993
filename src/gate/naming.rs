//! Whether words that say where something comes from tell who said it.

use url::Url;

/// Steps of an address after which a person's page, or a post under their name, stands.
const PERSONAL: [&str; 9] = ["u", "user", "users", "in", "profile", "people", "author", "member", "members"];

/// Hosts where the first step of an address is whose it is.
const BY_HANDLE: [&str; 8] = [
    "x.com",
    "twitter.com",
    "instagram.com",
    "github.com",
    "threads.net",
    "facebook.com",
    "medium.com",
    "youtube.com",
];

/// First steps on those hosts that are nobody's.
const NOBODY: [&str; 14] = [
    "i", "home", "search", "hashtag", "explore", "groups", "watch", "orgs", "topics", "events", "p",
    "shorts", "playlist", "intent",
];

/// Names of places that look like names of people.
const PLACES: [&str; 10] = [
    "hacker news",
    "product hunt",
    "app store",
    "play store",
    "google play",
    "indie hackers",
    "stack overflow",
    "stack exchange",
    "dev community",
    "show hn",
];

/// Whether a source is an address that holds a person's handle, an address of mail, or a name.
pub(super) fn names_somebody(source: &str) -> bool {
    let source = source.trim();
    match Url::parse(source) {
        Ok(url) if url.has_host() => holds_handle(&url),
        Ok(url) if url.scheme() == "mailto" => true,
        _ => source.split_whitespace().any(is_handle) || is_name(source),
    }
}

fn holds_handle(url: &Url) -> bool {
    let steps: Vec<&str> =
        url.path_segments().into_iter().flatten().filter(|step| !step.is_empty()).collect();
    let host = url.host_str().unwrap_or_default().trim_start_matches("www.").trim_start_matches("m.");
    let is_by_handle = BY_HANDLE.contains(&host) && steps.first().is_some_and(|step| !NOBODY.contains(step));
    let is_personal = steps.windows(2).any(|pair| PERSONAL.contains(&pair[0]));
    // A repository's issues are its owner's page, and say nothing of who wrote one.
    let is_issue = host == "github.com" && steps.len() > 2;
    (is_by_handle && !is_issue) || is_personal || steps.iter().any(|step| is_handle(step))
}

/// `@name`, and an address of mail.
fn is_handle(word: &str) -> bool {
    let word = word.trim_matches(|c: char| matches!(c, '(' | ')' | ',' | '.' | ';' | ':' | '<' | '>'));
    word.split_once('@').is_some_and(|(_, name)| name.len() > 1 && name.starts_with(char::is_alphanumeric))
}

/// Two or three words with capitals that stand alone, or before what follows on a comma or `on`: `Ana Lima, forum`.
fn is_name(source: &str) -> bool {
    let end = [",", " on ", " via ", " (", " – ", " — "].iter().filter_map(|mark| source.find(mark)).min();
    let words = source[..end.unwrap_or(source.len())].trim();
    let is_part = |word: &str| {
        let mut letters = word.chars();
        letters.next().is_some_and(char::is_uppercase)
            && letters.clone().any(char::is_lowercase)
            && letters.all(|c| c.is_lowercase() || matches!(c, '-' | '\'' | '’' | '.'))
    };
    let parts = words.split(' ').count();
    (2..=3).contains(&parts)
        && words.split(' ').all(is_part)
        && !PLACES.contains(&words.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_handle_a_mail_address_and_a_name_tell_who_said_it() {
        for source in [
            "https://x.com/ana_cuts/status/1",
            "https://www.linkedin.com/in/ana-lima/",
            "https://social.example/@ana/112",
            "https://news.example/user/ana",
            "https://old.forum.example/u/ana",
            "mailto:ana@example.org",
            "a chat with @ana_cuts",
            "mail of ana@example.org",
            "Ana Lima",
            "Ana Lima, video editor",
            "Ana Lima on LinkedIn",
        ] {
            assert!(names_somebody(source), "{source}");
        }
    }

    #[test]
    fn a_place_tells_nobody() {
        for source in [
            "https://news.example/item?id=1",
            "https://example.org/guestbook/41/",
            "https://github.com/me/cut/issues/7",
            "https://x.com/search?q=cut",
            "Hacker News",
            "a call of 9 January",
            "Forum of the repair café",
            "the survey of May, question 3",
            "门口的名单",
            "day-03",
            "",
        ] {
            assert!(!names_somebody(source), "{source}");
        }
    }
}
