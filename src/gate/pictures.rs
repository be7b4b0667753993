//! Words in the place of a picture, for readers who can't see it.

use crate::diagnostics::{Diagnostic, SourceFile};
use crate::markdown::{Doc, Link, LinkKind};

/// Words that say that there is a picture, and not what is on it.
const USELESS: [&str; 20] = [
    "alt",
    "alt text",
    "chart",
    "diagram",
    "figure",
    "gif",
    "graph",
    "image",
    "img",
    "photo",
    "photograph",
    "picture",
    "pic",
    "screenshot",
    "screen shot",
    "untitled",
    "图",
    "图片",
    "截图",
    "照片",
];

/// Findings about the pictures of one text.
pub(super) fn of_doc(file: &SourceFile, doc: &Doc) -> Vec<Diagnostic> {
    let is_picture = |link: &&Link| {
        link.kind == LinkKind::Image || (link.kind == LinkKind::RawImage && is_img(file, link))
    };
    doc.links.iter().filter(is_picture).filter_map(|link| of_picture(file, link)).collect()
}

/// Raw HTML has recordings, too, whose words stand elsewhere.
fn is_img(file: &SourceFile, link: &Link) -> bool {
    file.text[link.span.clone()].get(..4).is_some_and(|start| start.eq_ignore_ascii_case("<img"))
}

fn of_picture(file: &SourceFile, link: &Link) -> Option<Diagnostic> {
    let words = link.text.trim();
    let name = link.target.rsplit('/').next().unwrap_or(&link.target);
    if words.is_empty() {
        // In raw HTML `alt=""` says that there is nothing to tell.
        let is_decoration =
            link.kind == LinkKind::RawImage && file.text[link.span.clone()].contains("alt=\"\"");
        return (!is_decoration).then(|| {
            Diagnostic::warning("missing-alt", format!("`{name}` has no words for readers who can't see it"))
                .at(file.place(link.span.clone()))
                .hint(format!(
                    "write what is to be seen: `![A list with three names marked]({})`",
                    link.target
                ))
        });
    }
    is_useless(words, name).then(|| {
        Diagnostic::warning("useless-alt", format!("`{words}` does not say what is on the picture"))
            .at(file.place(link.span.clone()))
            .hint("write what is to be seen, in the words one would use on the telephone")
    })
}

/// Whether the words only say that there is a picture: a word for it, a number, or the name of the file.
fn is_useless(words: &str, name: &str) -> bool {
    let folded = words.to_lowercase();
    let bare = folded.trim_matches(|c: char| !c.is_alphabetic());
    let stem = |name: &str| name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_lowercase();
    let is_file = folded == name.to_lowercase()
        || [".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg"].iter().any(|end| folded.ends_with(end));
    let is_camera =
        ["img_", "dsc_", "dscf", "pxl_", "screenshot 20", "screen shot 20", "截屏20", "wechatimg"]
            .iter()
            .any(|start| folded.starts_with(start));
    // A name of several words, as `first-evening`, may say what there is to be seen.
    let is_stem = folded == stem(name) && !folded.contains(['-', ' ', '_']) && folded.is_ascii();
    is_file || is_camera || is_stem || USELESS.contains(&bare)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_only_say_that_there_is_a_picture_are_useless() {
        for (words, name) in [
            ("Screenshot", "a.png"),
            ("image 3", "a.png"),
            ("IMG_2041", "IMG_2041.jpg"),
            ("a.png", "a.png"),
            ("image.png", "b.png"),
            ("截图", "a.png"),
            ("cut", "cut.gif"),
        ] {
            assert!(is_useless(words, name), "{words}");
        }
        for (words, name) in [
            ("Screenshot of the list with three names", "a.png"),
            ("A picture of my desk", "a.png"),
            ("first-evening", "first-evening.png"),
            ("三个名字的截图", "a.png"),
            ("Loss over 20 epochs", "chart.png"),
        ] {
            assert!(!is_useless(words, name), "{words}");
        }
    }
}
