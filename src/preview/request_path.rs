//! The path of a request as text, if it is one that can lead to a file of a site.

use percent_encoding::percent_decode_str;

/// The decoded path; `None` where it holds what no address of a site holds: parts that climb (`..`),
/// a slash in disguise, a backslash, a control character, or bytes that are no text.
pub(super) fn decoded(raw: &str) -> Option<String> {
    let folded = raw.to_ascii_lowercase();
    if folded.contains("%2f") || folded.contains("%5c") {
        return None;
    }
    let path = percent_decode_str(raw).decode_utf8().ok()?;
    let climbs = path.split('/').any(|part| part == ".." || part == ".");
    let is_strange = path.contains('\\') || path.chars().any(char::is_control);
    (path.starts_with('/') && !climbs && !is_strange).then(|| path.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_decoded_once() {
        assert_eq!(decoded("/log/%E4%BD%A0/").as_deref(), Some("/log/你/"));
        assert_eq!(decoded("/a%2520b").as_deref(), Some("/a%20b"));
    }

    #[test]
    fn what_leads_out_of_the_site_is_no_path() {
        for wrong in [
            "/../etc/passwd",
            "/log/../../x",
            "/log/%2e%2e/x",
            "/log/.%2E/x",
            "/log/..%2fx",
            "/log%5c..%5cx",
            "/log/a%00b",
            "/log/%ff",
            "/log/./x",
            "/log/a\\b",
            "*",
            "",
        ] {
            assert_eq!(decoded(wrong), None, "{wrong}");
        }
    }
}
