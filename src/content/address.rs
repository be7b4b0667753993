//! Values that are meant as addresses of web pages.

use crate::diagnostics::{Diagnostic, SourceFile, Span};
use crate::front_matter::Spanned;

/// The complaint about a value that should be the address of a web page and is not, or tells too much.
pub(crate) fn web_address(file: &SourceFile, said: &Spanned<String>) -> Option<Diagnostic> {
    with_credentials(file, &said.value, &said.span)
        .or_else(|| (!is_web(&said.value)).then(|| bad_address(file, said)))
}

/// The complaint about a value that may be words or an address, and is an address that no page leads to.
pub(crate) fn words_or_address(file: &SourceFile, said: &Spanned<String>) -> Option<Diagnostic> {
    let value = said.value.trim();
    let is_one_word = !value.contains(char::is_whitespace);
    let scheme = value.split_once(':').map_or("", |(scheme, _)| scheme);
    let is_scheme = scheme.len() > 1 && scheme.bytes().all(|byte| byte.is_ascii_alphabetic());
    let is_known = is_web(value) || ["mailto", "tel"].iter().any(|known| scheme.eq_ignore_ascii_case(known));
    with_credentials(file, &said.value, &said.span)
        .or_else(|| (is_one_word && is_scheme && !is_known).then(|| bad_address(file, said)))
}

/// The complaint about an address that holds a user's name or password: whoever sees the page would have them.
pub(crate) fn with_credentials(file: &SourceFile, said: &str, span: &Span) -> Option<Diagnostic> {
    let user = credentials(said)?;
    let clean = without_credentials(said);
    let written = file.text.get(span.clone()).and_then(|text| text.find(&said[user.clone()]));
    let hidden = match written {
        Some(at) => span.start + at..span.start + at + user.len(),
        // It is written in another way in the file, so nothing of it is shown.
        None => span.clone(),
    };
    Some(
        Diagnostic::error(
            "address-with-password",
            "an address with a user's name or password in it is published",
        )
        .at(file.place_hiding(span.clone(), hidden))
        .label("everybody could read it")
        .hint(format!("leave out what stands before the `@`: `{}`", clean.trim()))
        .hint("if it is still of use, make a new one: what was pushed once is known"),
    )
}

/// An address, or a text that ends in one, without a user's name and password.
fn without_credentials(address: &str) -> String {
    let user = credentials(address).unwrap_or(0..0);
    [&address[..user.start], &address[user.end..]].concat()
}

/// How many characters of an address are repeated: enough to find it by.
const SHOWN: usize = 80;

/// An address as a report repeats it: without credentials, of one that holds a whole file its type alone, and of a long one
/// its beginning.
pub(crate) fn in_short(address: &str) -> String {
    let address = without_credentials(address);
    let is_data = address.get(..5).is_some_and(|scheme| scheme.eq_ignore_ascii_case("data:"));
    let type_end = is_data.then(|| address.find([',', ';'])).flatten();
    let end = type_end.or_else(|| address.char_indices().nth(SHOWN).map(|(at, _)| at));
    end.map_or(address.clone(), |end| format!("{}…", &address[..end]))
}

/// Where an address holds a user's name or password, with the `@` (RFC 3986, section 3.2.1). A name alone is
/// a part of some addresses that are no web pages, such as `ssh://git@example.org`.
fn credentials(address: &str) -> Option<std::ops::Range<usize>> {
    let (scheme, rest) = address.split_once("//")?;
    let is_web =
        scheme.is_empty() || ["http:", "https:"].iter().any(|it| scheme.trim().eq_ignore_ascii_case(it));
    if !is_web && !scheme.ends_with(':') {
        return None;
    }
    let authority = rest.split(|c: char| matches!(c, '/' | '?' | '#' | '\\') || c.is_whitespace()).next()?;
    let user = authority.rfind('@')?;
    let start = scheme.len() + 2;
    (is_web || authority[..user].contains(':')).then_some(start..start + user + 1)
}

/// Whether it is an address on the web: with its scheme and a host.
pub(crate) fn is_web(value: &str) -> bool {
    let is_plain = !value.contains(|c: char| c.is_whitespace() || c.is_control());
    is_plain
        && url::Url::parse(value).is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host())
}

/// The complaint about a value that is no address to be followed.
pub(crate) fn bad_address(file: &SourceFile, said: &Spanned<String>) -> Diagnostic {
    let value = &said.value;
    let fault = Diagnostic::error("bad-address", format!("`{value}` is no address of a web page"))
        .at(file.place(said.span.clone()))
        .label("not an address");
    let whole = format!("https://{value}");
    match value.contains('.') && !value.contains(':') && is_web(&whole) {
        true => fault.hint(format!("write the whole address: `{whole}`")),
        false => fault.hint("write the whole address, such as `https://example.org/page`"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_words_and_only_addresses_are_judged() {
        let file = SourceFile::new(crate::path::SitePath::new("content/about.md"), "");
        let complaint = |value: &str| words_or_address(&file, &Spanned { value: value.into(), span: 0..0 });
        for fine in ["day-01", "a chat", "Forum: post 12", "https://e.example/x", "mailto:a@e.example", ""] {
            assert_eq!(complaint(fine), None, "{fine}");
        }
        for bad in ["javascript:alert(1)", "data:text/html,x", "https:"] {
            assert_eq!(complaint(bad).map(|fault| fault.code), Some("bad-address"), "{bad}");
        }
    }

    #[test]
    fn a_password_in_an_address_is_told_and_not_repeated() {
        for (value, clean) in [
            ("https://me:hunter2@demo.example/x", Some("https://demo.example/x")),
            ("HTTPS://hunter2@demo.example", Some("HTTPS://demo.example")),
            ("//me:hunter2@demo.example/", Some("//demo.example/")),
            ("https://me:hun@ter2@demo.example", Some("https://demo.example")),
            ("postgres://me:hunter2@db.example/x", Some("postgres://db.example/x")),
            ("see https://me:hunter2@demo.example/x", Some("see https://demo.example/x")),
            ("ssh://git@code.example/x", None),
            ("https://social.example/@me:hunter2@demo.example", None),
            ("https://demo.example/?to=me:hunter2@demo.example", None),
            ("mailto:me@demo.example", None),
        ] {
            let text = format!("---\nrepo: {value}\n---\n");
            let file = SourceFile::new(crate::path::SitePath::new("a.md"), text.as_str());
            let told = with_credentials(&file, value, &(10..10 + value.len()));
            let Some(clean) = clean else {
                assert_eq!(told, None, "{value}");
                continue;
            };
            let shown = crate::diagnostics::to_terminal(&told.unwrap(), false);
            assert!(
                shown.contains(clean) && !shown.contains("hunter2") && !shown.contains("ter2"),
                "{shown}"
            );
        }
    }

    #[test]
    fn an_address_without_its_scheme_is_completed() {
        let file = SourceFile::new(crate::path::SitePath::new("content/about.md"), "");
        let hints = |value: &str| {
            web_address(&file, &Spanned { value: value.into(), span: 0..0 }).map(|fault| fault.hints)
        };
        assert_eq!(hints("https://code.example/cut"), None);
        assert_eq!(
            hints("code.example/cut"),
            Some(vec!["write the whole address: `https://code.example/cut`".to_string()])
        );
        assert!(hints("nonsense words").is_some_and(|hints| hints[0].contains("such as")));
    }
}
