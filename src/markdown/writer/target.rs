//! Links, pictures and other media, once it is known where they lead.

use crate::markdown::escape::{is_safe_address, push_address, push_attribute, push_text};

/// Where a link or picture leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// An address inside the site, as it is to be written but not yet escaped.
    Url(String),
    /// An address outside the site.
    External(String),
    /// Nowhere (a draft, or a target that is not there): the words stay as plain text.
    Text,
    /// Something elsewhere that is not shown but linked to, such as a remote picture: a link card.
    Card(String),
    /// A file of the site that no page can show: a link to it stands in its place.
    File {
        /// Its address.
        url: String,
    },
    /// A picture of the site.
    Picture {
        /// Its address.
        url: String,
        /// Its width and height in pixels, where they are known.
        size: Option<(u32, u32)>,
        /// The address of its first frame, where it moves.
        still: Option<String>,
    },
    /// A video of the site.
    Video {
        /// Its address.
        url: String,
    },
    /// A terminal recording of the site.
    Recording {
        /// Its address.
        url: String,
        /// The screen at its end, where it can be read.
        screen: Option<String>,
    },
}

impl Target {
    /// The address, and whether it is outside the site; `None` where there is none to be followed.
    fn address(&self) -> Option<(&str, bool)> {
        let (url, is_external) = match self {
            Target::External(url) | Target::Card(url) => (url, true),
            Target::Url(url)
            | Target::File { url }
            | Target::Picture { url, .. }
            | Target::Video { url }
            | Target::Recording { url, .. } => (url, false),
            Target::Text => return None,
        };
        is_safe_address(url).then_some((url, is_external))
    }

    /// The address, where there is one to be followed.
    pub(in super::super) fn followed(&self) -> Option<&str> {
        self.address().map(|(url, _)| url)
    }
}

/// Opens a link and gives what closes it; both empty where the target leads nowhere.
pub(in super::super) fn open_link(html: &mut String, target: &Target, title: Option<&str>) -> &'static str {
    let Some((url, is_external)) = target.address() else { return "" };
    html.push_str("<a href=\"");
    push_address(html, url);
    html.push('"');
    if is_external {
        html.push_str(" rel=\"noopener\"");
    }
    push_optional(html, "title", title.unwrap_or_default());
    html.push('>');
    "</a>"
}

/// A picture as it was written, besides its target.
#[derive(Default)]
pub(in super::super) struct Picture<'a> {
    /// What it shows, for those who don't see it.
    pub(in super::super) alt: &'a str,
    /// Its title; may be empty.
    pub(in super::super) title: &'a str,
    /// Further attributes, escaped, each with a space before it.
    pub(in super::super) further: &'a str,
    /// Whether the further attributes give its width or height.
    pub(in super::super) sized: bool,
    /// Whether it stands in a link, where no other link may stand.
    pub(in super::super) in_link: bool,
}

/// Appends a picture, or what stands in its place.
pub(in super::super) fn push_picture(html: &mut String, target: &Target, picture: &Picture<'_>) {
    let Some((url, _)) = target.address() else { return push_text(html, picture.alt) };
    match target {
        Target::Picture { size, .. } => push_image(html, url, *size, picture),
        Target::Url(_) => push_image(html, url, None, picture),
        _ if picture.in_link => push_text(html, words(picture.alt, url)),
        Target::Video { .. } => push_video(html, url, picture),
        Target::File { .. } => {
            open_link(html, target, Some(picture.title));
            push_text(html, words(picture.alt, url));
            html.push_str("</a>");
        }
        Target::Recording { .. } => {
            html.push_str("<a class=\"recording\" href=\"");
            push_address(html, url);
            html.push_str("\">");
            push_text(html, words(picture.alt, url));
            html.push_str("</a>");
        }
        _ => push_card(html, url, picture.alt),
    }
}

/// Appends a card that links to something elsewhere, with the host that it leads to.
pub(in super::super) fn push_card(html: &mut String, url: &str, title: &str) {
    html.push_str("<a class=\"link-card\" href=\"");
    push_address(html, url);
    html.push_str("\" rel=\"noopener\">");
    let host = host(url);
    if title.trim().is_empty() {
        push_text(html, host);
    } else {
        push_text(html, title);
        html.push_str(" <span class=\"link-card-host\">");
        push_text(html, host);
        html.push_str("</span>");
    }
    html.push_str("</a>");
}

fn push_image(html: &mut String, url: &str, size: Option<(u32, u32)>, picture: &Picture<'_>) {
    html.push_str("<img src=\"");
    push_address(html, url);
    html.push_str("\" alt=\"");
    push_attribute(html, picture.alt);
    html.push('"');
    if let Some((width, height)) = size.filter(|_| !picture.sized) {
        html.push_str(&format!(" width=\"{width}\" height=\"{height}\""));
    }
    push_optional(html, "title", picture.title);
    html.push_str(picture.further);
    html.push_str(" loading=\"lazy\" decoding=\"async\">");
}

fn push_video(html: &mut String, url: &str, picture: &Picture<'_>) {
    html.push_str("<video controls preload=\"metadata\" playsinline src=\"");
    push_address(html, url);
    html.push('"');
    push_optional(html, "aria-label", picture.alt);
    push_optional(html, "title", picture.title);
    html.push_str("><a href=\"");
    push_address(html, url);
    html.push_str("\">");
    push_text(html, words(picture.alt, url));
    html.push_str("</a></video>");
}

fn push_optional(html: &mut String, name: &str, value: &str) {
    if !value.trim().is_empty() {
        html.push(' ');
        html.push_str(name);
        html.push_str("=\"");
        push_attribute(html, value);
        html.push('"');
    }
}

/// The words of a link to a thing that may have none of its own.
fn words<'a>(alt: &'a str, url: &'a str) -> &'a str {
    if !alt.trim().is_empty() {
        return alt;
    }
    let name = url.rsplit('/').find(|part| !part.is_empty()).unwrap_or(url);
    if url.contains("://") { host(url) } else { name }
}

/// The host of an address, without `www.`; the whole address where it has none.
pub(in super::super) fn host(url: &str) -> &str {
    let Some((_, rest)) = url.split_once("://") else { return url };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or(rest);
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    host.strip_prefix("www.").unwrap_or(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(target: Target, in_link: bool) -> String {
        let mut html = String::new();
        let picture = Picture { alt: "A \"b\"", title: "", further: "", sized: false, in_link };
        push_picture(&mut html, &target, &picture);
        html
    }

    #[test]
    fn a_remote_picture_is_a_card_and_inside_a_link_its_words() {
        let card = Target::Card("https://www.img.example/x.png".into());
        assert_eq!(
            shown(card.clone(), false),
            "<a class=\"link-card\" href=\"https://www.img.example/x.png\" rel=\"noopener\">A \"b\" \
             <span class=\"link-card-host\">img.example</span></a>"
        );
        assert_eq!(shown(card, true), "A \"b\"");
    }

    #[test]
    fn a_picture_has_its_size_and_its_words() {
        assert_eq!(
            shown(Target::Picture { url: "/a b.png".into(), size: Some((3, 2)), still: None }, true),
            "<img src=\"/a%20b.png\" alt=\"A &quot;b&quot;\" width=\"3\" height=\"2\" loading=\"lazy\" \
             decoding=\"async\">"
        );
    }

    #[test]
    fn a_target_that_would_run_something_is_plain_text() {
        assert_eq!(shown(Target::Card("javascript:alert(1)".into()), false), "A \"b\"");
        let mut html = String::new();
        assert_eq!(open_link(&mut html, &Target::External("javascript:alert(1)".into()), None), "");
        assert_eq!(html, "");
    }
}
