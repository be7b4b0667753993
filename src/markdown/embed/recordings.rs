//! Recordings of the site's own that a script can play or stop: moving pictures and terminals.

use super::EmbedLabels;
use crate::markdown::escape::{push_address, push_attribute, push_text};
use crate::markdown::writer::{Picture, Target, push_picture};

/// Appends a moving picture that can be stopped, and that stands still where motion is not wanted.
pub(in super::super) fn push_moving(
    html: &mut String,
    target: &Target,
    picture: &Picture<'_>,
    labels: &EmbedLabels,
) {
    let Target::Picture { url, still: Some(still), .. } = target else {
        return push_picture(html, target, picture);
    };
    html.push_str(
        "<span class=\"moving\"><picture><source media=\"(prefers-reduced-motion: reduce)\" srcset=\"",
    );
    // A comma would end the candidate.
    html.push_str(&address(still).replace(',', "%2C"));
    html.push_str("\">");
    push_picture(html, target, picture);
    html.push_str(&format!("</picture><a class=\"moving-play\" href=\"{}\" data-stop=\"", address(url)));
    push_attribute(html, &labels.stop);
    html.push_str("\">");
    push_text(html, &labels.play);
    html.push_str("<span class=\"hidden\">");
    push_text(html, &labels.colon);
    push_text(html, picture.alt);
    html.push_str("</span></a></span>");
}

/// Appends a recording of a terminal: its last screen as text, which the script plays.
pub(in super::super) fn push_cast(html: &mut String, target: &Target, alt: &str, labels: &EmbedLabels) {
    let Target::Recording { url, screen: Some(screen) } = target else {
        return push_picture(html, target, &Picture { alt, ..Picture::default() });
    };
    let url = address(url);
    html.push_str(&format!("<div class=\"cast\" data-cast=\"{url}\" data-play=\""));
    push_attribute(html, &labels.play);
    html.push_str("\" data-stop=\"");
    push_attribute(html, &labels.stop);
    html.push_str("\">\n<pre tabindex=\"0\" role=\"group\" aria-label=\"");
    push_attribute(html, &labels.terminal);
    if !alt.is_empty() {
        push_attribute(html, &labels.colon);
        push_attribute(html, alt);
    }
    // A line break right after the tag would be swallowed.
    html.push_str("\">\n");
    push_text(html, screen);
    html.push_str(&format!("</pre>\n<p class=\"cast-ways\"><a class=\"recording\" href=\"{url}\">"));
    push_text(html, if alt.is_empty() { &labels.terminal } else { alt });
    html.push_str("</a></p>\n</div>\n");
}

/// An address as it stands in an attribute.
pub(super) fn address(url: &str) -> String {
    let mut escaped = String::new();
    push_address(&mut escaped, url);
    escaped
}
