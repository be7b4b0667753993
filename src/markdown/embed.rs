//! Demos inside a body: what a fenced `demo` block says, and how it is shown.

use serde::Deserialize;

use super::doc::LinkKind;
use super::writer::{Picture, Target, push_card, push_picture};

/// The language of a fenced block that describes a demo.
pub(super) const LANGUAGE: &str = "demo";

/// What a `demo` block (or `demo:` in front matter) says, as written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DemoFields {
    /// Where the demo runs.
    pub url: Option<String>,
    /// Its name.
    pub title: Option<String>,
    /// A picture shown until it is opened.
    pub poster: Option<String>,
    /// A recording, for when it does not run.
    pub fallback: Option<String>,
    /// The height of its frame in pixels.
    pub height: Option<String>,
    /// The ratio of its frame, such as `16:9`.
    pub ratio: Option<String>,
    /// A note that its host may need a while to wake.
    pub wake: Option<String>,
}

/// Why a `demo` block can't be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct DemoError {
    /// What is wrong, in one line.
    pub message: String,
    /// Line and column in the block's YAML, from 1, where known.
    pub place: Option<(usize, usize)>,
}

/// Reads the YAML of a `demo` block.
///
/// # Errors
/// Where it is no YAML mapping, has a key that is not known, or has no `url`.
pub fn demo(yaml: &str) -> Result<DemoFields, DemoError> {
    let without_url = || DemoError { message: "a demo needs a `url`".to_owned(), place: None };
    if yaml.trim().is_empty() {
        return Err(without_url());
    }
    let fields: DemoFields = serde_yaml::from_str(yaml).map_err(|error| read_error(&error))?;
    match fields.url.as_deref().map(str::trim) {
        None | Some("") => Err(without_url()),
        Some(_) => Ok(fields),
    }
}

fn read_error(error: &serde_yaml::Error) -> DemoError {
    let message = error.without_snippet().to_string();
    let message = message.lines().next().unwrap_or_default();
    // The place is told apart, because the block begins somewhere in a file.
    let message = message.rsplit_once(" at line ").map_or(message, |(message, _)| message).to_owned();
    let place = error.location().map(|at| (at.line() as usize, at.column() as usize));
    DemoError { message, place }
}

/// Appends a demo.
pub(super) fn push_demo(html: &mut String, fields: &DemoFields, resolve: &dyn Fn(LinkKind, &str) -> Target) {
    let url = fields.url.as_deref().unwrap_or_default().trim();
    let title = fields.title.as_deref().unwrap_or_default().trim();
    html.push_str("<p class=\"demo\">");
    match resolve(LinkKind::Link, url) {
        Target::Url(url) | Target::External(url) | Target::Card(url)
            if super::escape::is_safe_address(&url) =>
        {
            push_card(html, &url, title);
        }
        target => {
            let alt = if title.is_empty() { url } else { title };
            push_picture(html, &target, &Picture { alt, ..Picture::default() });
        }
    }
    html.push_str("</p>\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_demo_is_read_with_numbers_as_they_were_written() {
        let fields = demo("url: https://x.example\ntitle: Try it\nheight: 450\nratio: \"16:9\"\n").unwrap();
        assert_eq!(fields.url.as_deref(), Some("https://x.example"));
        assert_eq!(fields.height.as_deref(), Some("450"));
        assert_eq!(fields.poster, None);
    }

    #[test]
    fn a_demo_that_can_not_be_read_says_why_and_where() {
        let error = demo("url: https://x.example\nposer: a.png\n").unwrap_err();
        assert!(error.message.contains("poser"), "{error:?}");
        assert_eq!(error.place.map(|(line, _)| line), Some(2));
        assert!(demo("title: x").unwrap_err().message.contains("url"));
        assert!(demo("").is_err());
        assert!(demo("[").is_err());
    }
}
