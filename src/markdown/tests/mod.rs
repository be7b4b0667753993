//! Bodies as a whole: Markdown in, facts and HTML out.

mod facts;
mod grammar;
mod hostile;
mod pages;
mod raw;

use super::{Highlighter, Labels, LinkKind, Reading, Rendering, Target, parse};

/// The HTML of a text on a page called "The title", in a site where remote pictures become cards.
fn page(text: &str) -> String {
    page_with(text, None)
}

fn page_with(text: &str, highlight: Option<&Highlighter>) -> String {
    let doc = parse(text, 0..text.len());
    let labels = Labels::default();
    let rendering = Rendering { resolve: &resolve, labels: &labels, highlight, page: "", in_place: true };
    Reading::of(text, &doc, Some("The title")).write(&rendering).html
}

fn resolve(kind: LinkKind, target: &str) -> Target {
    let is_picture = matches!(kind, LinkKind::Image | LinkKind::RawImage);
    match target {
        "draft.md" => Target::Text,
        _ if target.contains(':') && is_picture => Target::Card(target.to_owned()),
        _ if target.contains(':') => Target::External(target.to_owned()),
        _ if target.ends_with(".mp4") => Target::Video { url: format!("/m/{target}") },
        _ if target.ends_with(".cast") => Target::Recording { url: format!("/m/{target}"), screen: None },
        _ if target.ends_with(".pdf") => Target::File { url: format!("/m/{target}") },
        _ if is_picture => Target::Picture { url: format!("/m/{target}"), size: Some((4, 3)), still: None },
        _ => Target::Url(target.replace(".md", "/")),
    }
}
