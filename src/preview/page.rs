//! A page as a browser gets it: the bytes of the build, and the reload script.

use crate::render::Renderer;

/// The folder, under the base URL's path, that holds what only the preview answers.
pub(super) const OWN_FOLDER: &str = "__buildlog/";

/// The script that asks for news.
pub(super) const RELOAD_SCRIPT: &str = include_str!("reload.js");

/// What stands for the hash of a page that is not made by the site.
pub(super) const NO_PAGE: &str = "none";

/// A finished page.
#[derive(Clone, Debug)]
pub(super) struct Page {
    /// The bytes of the answer.
    pub(super) html: axum::body::Bytes,
    /// A hash of the page without the names of its style sheets.
    pub(super) hash: String,
}

impl Page {
    /// A page of the site.
    pub(super) fn of_site(renderer: &Renderer, html: &[u8], version: u64) -> Self {
        let hash = hash(renderer, html);
        let html = with_script(html, renderer.site().config.base_url.path(), &hash, version).into();
        Self { html, hash }
    }

    /// The page where there is none to show: a few plain words, over which the script lays the faults.
    pub(super) fn stand_in(base_path: &str, version: u64) -> Self {
        let html = b"<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
            <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
            <title>Not to be shown yet</title>\n</head>\n<body>\n<main>\n<h1>This page can\xe2\x80\x99t be shown yet</h1>\n\
            <p>It appears by itself when the errors are mended.</p>\n</main>\n</body>\n</html>\n";
        Self { html: with_script(html, base_path, NO_PAGE, version).into(), hash: NO_PAGE.to_string() }
    }
}

/// Style sheets are named after their content. A page that differs in such names only can stay on the
/// screen and take the new sheets, so the names are left out of its hash.
fn hash(renderer: &Renderer, html: &[u8]) -> String {
    let mut text = String::from_utf8_lossy(html).into_owned();
    for (name, url) in sheets(renderer) {
        text = text.replace(&url, name);
    }
    blake3::hash(text.as_bytes()).to_hex()[..20].to_string()
}

/// The style sheets of the theme: names and addresses.
pub(super) fn sheets(renderer: &Renderer) -> impl Iterator<Item = (&str, String)> {
    let base_url = &renderer.site().config.base_url;
    let assets = renderer.theme().assets.iter().filter(|(name, _)| name.ends_with(".css"));
    assets.map(|(name, asset)| (name.as_str(), base_url.relative(&asset.route)))
}

/// A page with the script before the end of its body, or at its end where it has none.
pub(super) fn with_script(html: &[u8], base_path: &str, hash: &str, version: u64) -> Vec<u8> {
    let script = format!(
        "<script src=\"{base_path}{OWN_FOLDER}reload.js?page={hash}&amp;seen={version}\" defer></script>"
    );
    let at = end_of_body(html).unwrap_or(html.len());
    [&html[..at], script.as_bytes(), &html[at..]].concat()
}

fn end_of_body(html: &[u8]) -> Option<usize> {
    let tag = b"</body>";
    html.windows(tag.len()).rposition(|window| window.eq_ignore_ascii_case(tag))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_stands_before_the_last_end_of_a_body() {
        let page = b"<body><pre>&lt;/body></pre></body><!-- </BODY > --></BODY></html>";
        let with = String::from_utf8(with_script(page, "/log/", "h", 3)).unwrap();
        assert!(with.ends_with(
            "<script src=\"/log/__buildlog/reload.js?page=h&amp;seen=3\" defer></script></BODY></html>"
        ));
        assert!(with_script(b"no body", "/", "h", 1).starts_with(b"no body<script"));
    }
}
