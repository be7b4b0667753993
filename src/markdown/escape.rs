//! Text made safe to stand in HTML.

use std::borrow::Cow;

/// Appends text that stands between tags.
pub(super) fn push_text(html: &mut String, text: &str) {
    push_escaped(html, text, memchr::memchr3_iter(b'&', b'<', b'>', text.as_bytes()));
}

/// Appends text that stands between the double quotes of an attribute.
pub(crate) fn push_attribute(html: &mut String, text: &str) {
    let is_special = |byte: u8| (byte == b'&') | (byte == b'<') | (byte == b'>') | (byte == b'"');
    // Most have none, which is told for many bytes at a time.
    if !text.bytes().fold(false, |found, byte| found | is_special(byte)) {
        return html.push_str(text);
    }
    let specials = text.bytes().enumerate().filter(|(_, byte)| is_special(*byte));
    push_escaped(html, text, specials.map(|(at, _)| at));
}

/// Appends an address to an attribute, encoded.
pub(super) fn push_address(html: &mut String, address: &str) {
    match encoded(address) {
        Cow::Borrowed(address) => html.push_str(address),
        Cow::Owned(address) => push_attribute(html, &address),
    }
}

/// An address with what no address may hold percent-encoded. Letters of other scripts stay, because browsers show and
/// accept them.
pub(crate) fn encoded(address: &str) -> Cow<'_, str> {
    let address = address.trim();
    if address.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"/.:-_~#?=%+@,;()!".contains(&byte)) {
        return Cow::Borrowed(address);
    }
    let mut encoded = String::with_capacity(address.len() + 16);
    for c in address.chars() {
        match c {
            ' ' | '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}' => push_percent(&mut encoded, c as u8),
            c if c.is_ascii_control() => push_percent(&mut encoded, c as u8),
            c => encoded.push(c),
        }
    }
    Cow::Owned(encoded)
}

/// Whether an address may be followed without running anything. Relative addresses may; of the
/// schemes only those of pages, mail, telephone and files to fetch.
pub(crate) fn is_safe_address(address: &str) -> bool {
    // Nearly all are of these two, of which nothing has to be skipped.
    if address.starts_with("https://") || address.starts_with("http://") {
        return true;
    }
    const SCHEMES: [&str; 10] =
        ["http", "https", "mailto", "tel", "sms", "ftp", "ftps", "xmpp", "irc", "ircs"];
    // Browsers skip leading control characters and any tab or line break before they look for a scheme.
    let seen: String = address
        .chars()
        .filter(|c| !c.is_ascii_control())
        .skip_while(|c| c.is_whitespace())
        .take_while(|c| !matches!(c, '/' | '?' | '#'))
        .collect();
    match seen.split_once(':') {
        Some((scheme, _)) => SCHEMES.iter().any(|safe| scheme.eq_ignore_ascii_case(safe)),
        None => true,
    }
}

/// `specials` are the places of what can't stand as it is.
fn push_escaped(html: &mut String, text: &str, specials: impl Iterator<Item = usize>) {
    let mut done = 0;
    for at in specials {
        html.push_str(&text[done..at]);
        html.push_str(match text.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            _ => "&quot;",
        });
        done = at + 1;
    }
    html.push_str(&text[done..]);
}

fn push_percent(html: &mut String, byte: u8) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    html.push('%');
    html.push(HEX[usize::from(byte >> 4)] as char);
    html.push(HEX[usize::from(byte & 15)] as char);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_with_a_disguised_script_scheme_is_not_safe() {
        for address in
            ["javascript:x", " JaVaScript:x", "java\tscript:x", "\u{1}javascript:x", "data:text/html,x"]
        {
            assert!(!is_safe_address(address), "{address:?}");
        }
        for address in
            ["", "#a", "a/b:c", "?q=a:b", "/x", "https://a.example", "MAILTO:a@b.example", "../x.md"]
        {
            assert!(is_safe_address(address), "{address:?}");
        }
    }

    #[test]
    fn an_address_keeps_its_own_escapes_and_letters() {
        let mut html = String::new();
        push_address(&mut html, "/a b%20c?x=1&y=\"天\"");
        assert_eq!(html, "/a%20b%20c?x=1&amp;y=%22天%22");
    }
}
