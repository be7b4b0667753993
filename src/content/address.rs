//! Values that are meant as addresses of web pages.

use crate::diagnostics::{Diagnostic, SourceFile};
use crate::front_matter::Spanned;

/// The complaint about a value that should be the address of a web page and is not.
pub(crate) fn web_address(file: &SourceFile, said: &Spanned<String>) -> Option<Diagnostic> {
    (!is_web(&said.value)).then(|| bad_address(file, said))
}

/// The complaint about a value that may be words or an address, and is an address that no page leads to.
pub(crate) fn words_or_address(file: &SourceFile, said: &Spanned<String>) -> Option<Diagnostic> {
    let value = said.value.trim();
    let is_one_word = !value.contains(char::is_whitespace);
    let scheme = value.split_once(':').map_or("", |(scheme, _)| scheme);
    let is_scheme = scheme.len() > 1 && scheme.bytes().all(|byte| byte.is_ascii_alphabetic());
    let is_known = is_web(value) || ["mailto", "tel"].iter().any(|known| scheme.eq_ignore_ascii_case(known));
    (is_one_word && is_scheme && !is_known).then(|| bad_address(file, said))
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
