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

/// The same with whole addresses, as a feed has them.
fn resolve_whole(kind: LinkKind, target: &str) -> Target {
    match resolve(kind, target) {
        Target::Url(url) => Target::Url(format!("https://example.org{url}")),
        other => other,
    }
}

#[test]
fn a_body_written_twice_at_once_is_that_written_twice() {
    let highlighter = Highlighter::default();
    let labels = Labels::default();
    let here =
        |highlight| Rendering { resolve: &resolve, labels: &labels, highlight, page: "", in_place: true };
    let elsewhere = Rendering {
        resolve: &resolve_whole,
        labels: &labels,
        highlight: None,
        page: "https://example.org/a/",
        in_place: false,
    };
    for text in [
        "",
        "# The title\n\nWords *and* [a way](https://a.org) and [none](draft.md).\n\n## One\n\n### Two & `three`\n",
        "## A\n\n```rust\nfn a<T>() {}\n```\n\n```\n<&>\n```\n\n- [x] b\n\n| c |\n|---|\n| $d$ |\n\n## E\n",
        "## A\n\n[a page](b.md)\n",
        "## A\n\n![a picture](b.png)\n\n![a film](b.mp4 \"c\")\n\nhttps://youtu.be/abc\n",
        "## A\n\nA note.[^b]\n\n[^b]: Of *mine*.\n",
        "## A\n\n<p><b>raw</p>\n\nand <i>more\n",
    ] {
        for highlight in [None, Some(&highlighter)] {
            let doc = parse(text, 0..text.len());
            let reading = Reading::of(text, &doc, Some("The title"));
            let (page, feed) = reading.write_twice(&here(highlight), &elsewhere);
            assert_eq!(page, reading.write(&here(highlight)));
            assert_eq!(feed, reading.write(&elsewhere).html, "{text:?}");
        }
    }
}
