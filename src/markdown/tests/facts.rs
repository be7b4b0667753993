//! What `parse` says of a body.

use crate::markdown::{Doc, FindingKind, LinkKind, parse};

fn doc(text: &str) -> Doc {
    parse(text, 0..text.len())
}

#[test]
fn spans_are_those_of_the_file_and_not_of_the_body() {
    let file = "---\ntitle: 天\n---\n## Über\n\nSee https://a.example/x_y now and [b](c.md).\n";
    let body = file.find("##").unwrap();
    let doc = parse(file, body..file.len());
    assert_eq!(&file[doc.outline[0].span.clone()].trim_end(), &"## Über");
    let links: Vec<&str> = doc.links.iter().map(|link| &file[link.span.clone()]).collect();
    assert_eq!(links, ["https://a.example/x_y", "[b](c.md)"]);
}

#[test]
fn spans_in_raw_html_hold_inside_a_quote_too() {
    let text = "a\n\n> <div>\n> <img\n> src=\"p.png\" onclick=x>\n> </div>\n";
    let doc = doc(text);
    assert_eq!(&text[doc.findings[0].span.clone()], "onclick=x");
    assert_eq!(doc.findings[0].kind, FindingKind::EventHandler);
    assert!(text[doc.links[0].span.clone()].starts_with("<img"));
    assert_eq!(doc.links[0].target, "p.png");
}

#[test]
fn links_have_their_words_and_know_whether_they_stand_alone() {
    let text = "[![badge *b*](b.png)](https://ci.example)\n\nhttps://demo.example/\n\nText ![c](c.png) text\n\n\
                <me@x.example>\n\n`https://no.example` and [https://d.example](e.md)\n";
    let seen: Vec<(LinkKind, String, String, bool)> =
        doc(text).links.into_iter().map(|link| (link.kind, link.target, link.text, link.alone)).collect();
    let expected = [
        (LinkKind::Link, "https://ci.example", "badge b", true),
        (LinkKind::Image, "b.png", "badge b", false),
        (LinkKind::Link, "https://demo.example/", "https://demo.example/", true),
        (LinkKind::Image, "c.png", "c", false),
        (LinkKind::Link, "mailto:me@x.example", "me@x.example", true),
        (LinkKind::Link, "e.md", "https://d.example", false),
    ]
    .map(|(kind, target, text, alone)| (kind, target.to_owned(), text.to_owned(), alone));
    assert_eq!(seen, expected);
}

#[test]
fn the_outline_has_levels_from_two_and_unique_ids() {
    let doc = doc(
        "# A `b`\n\n### A b\n\n## Own {#mine .big}\n\nSetext\n======\n\n[^1]\n\n[^1]: x\n\n    ## Not me\n",
    );
    let seen: Vec<(u8, &str, &str)> =
        doc.outline.iter().map(|h| (h.level, h.text.as_str(), h.id.as_str())).collect();
    assert_eq!(seen, [(2, "A b", "a-b"), (3, "A b", "a-b-2"), (3, "Own", "mine"), (2, "Setext", "setext")]);
}

#[test]
fn a_heading_that_repeats_the_title_is_left_out_and_the_others_move_up() {
    let doc = doc("# 🚀 My *Day*!\n\n## One\n\n### Two\n");
    let levels = |title| -> Vec<u8> { doc.outline_under(title).iter().map(|h| h.level).collect() };
    assert_eq!(levels(Some("my day")), [2, 3]);
    assert_eq!(levels(Some("Another")), [2, 3, 4]);
    assert_eq!(levels(None), [2, 3, 4]);
}

#[test]
fn words_are_those_that_are_read() {
    let text = "# Two words\n\nThree `more` words and 中文字。\n\n```\nlet no = 1;\n```\n\n<b class=\"no\">yes</b>\n\n- a\n- b\n\n| c |\n|---|\n| d |\n";
    let doc = doc(text);
    assert_eq!((doc.words, doc.cjk_chars), (2 + 4 + 3 + 1 + 4, 3));
}

#[test]
fn the_lead_is_the_first_paragraph_that_says_something() {
    assert_eq!(doc("# T\n\n> quote\n\n![](a.png)\n\nFirst *real*\nline.\n\nSecond").lead, "First real line.");
    for silent in [
        "https://youtu.be/abc",
        "[My talk](https://youtu.be/abc)",
        "[![My talk](p.png)](https://youtu.be/abc)",
        "https://x.example/",
        "www.x.example",
        "<me@x.example>",
        "![Tests](a.cast)\nhttps://youtu.be/abc",
    ] {
        assert_eq!(doc(&format!("## Try it\n\n{silent}\n\nFirst.")).lead, "First.", "{silent}");
        assert_eq!(doc(silent).lead, "", "{silent}");
    }
    for said in ["[The report](https://x.example/)", "See [my talk](https://youtu.be/abc)"] {
        assert!(!doc(said).lead.is_empty(), "{said}");
    }
    assert_eq!(doc("> only a quote").lead, "only a quote");
    assert_eq!(doc("[^1]\n\n[^1]: note").lead, "");
    assert_eq!(doc("").lead, "");
}

#[test]
fn a_fence_that_nobody_closes_is_found_and_others_are_not() {
    let unclosed = |text: &str| doc(text).findings.iter().any(|f| f.kind == FindingKind::UnclosedFence);
    assert!(unclosed("a\n\n```rust\nlet x;\n\nwords\n"));
    assert!(unclosed("```\n"));
    assert!(unclosed("```"));
    assert!(!unclosed("```\nx\n```\n"));
    assert!(!unclosed("~~~~ js\n```\n~~~~"));
    assert!(!unclosed("> ```\n> x\n> ```\n"));
    assert!(!unclosed("    indented\n"));
    assert!(!unclosed("- ```\n  x\n\nafter the list"));
}

#[test]
fn a_demo_is_kept_as_it_is_written_and_its_fault_has_its_line() {
    let text = "x\n\n```demo\nurl: https://x.example\nposer: a.png\n```\n";
    let doc = doc(text);
    assert_eq!(doc.demos[0].yaml, "url: https://x.example\nposer: a.png\n");
    assert!(text[doc.demos[0].span.clone()].starts_with("```demo"));
    assert!(matches!(&doc.findings[0].kind, FindingKind::BadDemo(reason) if reason.contains("poser")));
    assert_eq!(&text[doc.findings[0].span.clone()], "poser: a.png");
}

#[test]
fn amounts_of_money_are_no_formulas() {
    for text in ["It costs $5 and $10.", "from $5-$10", "价格$5到$10", "($5/month, $60/year)", "\\$a$"] {
        assert!(doc(text).findings.is_empty(), "{text}");
        assert!(!super::page(text).contains("math"), "{text}");
    }
    assert!(matches!(&doc("$\\nosuch$").findings[0].kind, FindingKind::BadMath(_)));
}

#[test]
fn ids_in_raw_html_are_anchors() {
    assert_eq!(doc("<a name=\"old\"></a>\n\nText <span id='new'>x</span>").anchors, ["old", "new"]);
}

#[test]
fn windows_line_endings_change_nothing() {
    let text = "# A\n\nOne\ntwo https://a.example\n\n```demo\nurl: https://youtu.be/x\n```\n\n- [ ] t\n";
    let (unix, windows) = (doc(text), doc(&text.replace('\n', "\r\n")));
    assert_eq!((unix.lead, unix.words), (windows.lead, windows.words));
    assert_eq!(windows.findings, []);
    assert_eq!(windows.links[0].target, "https://a.example");
}
