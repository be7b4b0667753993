//! Facades: fields in, HTML and what the page must allow out.

use super::*;
use crate::markdown::{FindingKind, Labels, LinkKind, Reading, Rendered, Rendering, Target, parse};

fn body(text: &str) -> Rendered {
    shown(text, true)
}

fn shown(text: &str, in_place: bool) -> Rendered {
    let doc = parse(text, 0..text.len());
    let labels = Labels::default();
    let rendering = Rendering { resolve: &resolve, labels: &labels, highlight: None, page: "", in_place };
    Reading::of(text, &doc, None).write(&rendering)
}

fn resolve(kind: LinkKind, target: &str) -> Target {
    let url = format!("/m/{target}");
    match target.rsplit_once('.').map_or("", |(_, extension)| extension) {
        _ if target.contains(':') => Target::External(target.to_owned()),
        _ if target == "gone.png" => Target::Text,
        _ if kind == LinkKind::Link => Target::Url(url),
        "mp4" => Target::Video { url },
        "cast" => Target::Recording { screen: Some("\n$ ls <b>\ndone".into()), url },
        "gif" => Target::Picture { still: Some(format!("{url}.still.gif")), url, size: Some((4, 3)) },
        "png" => Target::Picture { url, size: Some((16, 9)), still: None },
        _ => Target::Url(url),
    }
}

fn demo_block(fields: &str) -> Rendered {
    body(&format!("```demo\n{fields}\n```\n"))
}

fn frames(rendered: &Rendered) -> Vec<&str> {
    rendered.needs.frames.iter().map(String::as_str).collect()
}

#[test]
fn a_link_alone_in_a_paragraph_is_a_facade_that_asks_nothing_of_the_provider() {
    for text in [
        "https://youtu.be/abc",
        "<https://youtu.be/abc>",
        "[My *talk*](https://youtu.be/abc)",
        "> https://youtu.be/abc",
    ] {
        let rendered = body(text);
        assert!(rendered.html.contains("<figure class=\"embed ratio-16-9\">"), "{}", rendered.html);
        assert!(rendered.html.contains("href=\"https://youtu.be/abc\""));
        assert!(rendered.html.contains("data-embed-src=\"https://www.youtube-nocookie.com/embed/abc\""));
        assert!(!rendered.html.contains("<iframe") && !rendered.html.contains(" src=\"http"));
        assert_eq!(frames(&rendered), ["https://www.youtube-nocookie.com"]);
        assert!(rendered.needs.script);
    }
    assert!(body("[My *talk*](https://youtu.be/abc)").html.contains("data-embed-title=\"My talk\""));
}

#[test]
fn demos_without_a_title_are_told_apart_by_their_number() {
    let text = "https://youtu.be/a\n\n[Mine](https://youtu.be/b)\n\nhttps://youtu.be/c\n\n\
                https://vimeo.com/1\n\n```demo\nurl: https://youtu.be/d\n```\n";
    let html = body(text).html;
    let names: Vec<&str> =
        html.split("data-embed-title=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(names, ["YouTube", "Mine", "YouTube 2", "Vimeo", "YouTube 3"]);
}

#[test]
fn a_link_among_words_or_to_elsewhere_stays_a_link() {
    for text in [
        "See https://youtu.be/abc",
        "https://example.org/",
        "- x https://youtu.be/abc",
        "## https://youtu.be/abc",
    ] {
        let rendered = body(text);
        assert!(!rendered.html.contains("embed"), "{}", rendered.html);
        assert_eq!(rendered.needs, Needs::default());
    }
}

#[test]
fn recordings_and_demos_on_lines_of_their_own_become_what_each_becomes_alone() {
    let lines = [
        "![Tests pass](a.cast)",
        "![Cut](v.mp4 \"The *new*\ncut\")",
        "![Drag\nit](g.gif)",
        "![Still](p.png)",
        "[My talk](https://youtu.be/abc)",
        "https://youtu.be/def",
    ];
    let together = lines.join("\n");
    let apart = lines.join("\n\n");
    assert_eq!(body(&together), body(&apart));
    assert_eq!(body(&format!("> {}", together.replace('\n', "\n> "))).html.matches("<figure").count(), 3);
    let doc = parse(&together, 0..together.len());
    assert!(doc.links.iter().all(|link| link.alone) && doc.findings.is_empty(), "{doc:?}");
}

#[test]
fn lines_with_anything_else_in_their_paragraph_stay_together() {
    for text in [
        "![a](p.png)\n![b](p.png)",
        "![a](v.mp4)\nand words",
        "Words\n![a](v.mp4)",
        "![a](v.mp4) ![b](v.mp4)",
        "https://youtu.be/abc\nhttps://example.org/",
        "![a](v.mp4)\n`code`",
    ] {
        let html = body(text).html;
        assert_eq!(html.matches("<p>").count(), 1, "{html}");
        assert!(!html.contains("<figure"), "{html}");
    }
}

#[test]
fn a_terminal_that_has_no_paragraph_to_itself_is_told() {
    for text in ["See ![t](a.cast)", "- ![t](a.cast)", "[![t](a.CAST?x)](b.md)", "![t](a.cast)\nwords"] {
        let doc = parse(text, 0..text.len());
        assert_eq!(doc.findings.len(), 1, "{text}");
        assert_eq!(doc.findings[0].kind, FindingKind::RecordingInLine);
        assert!(text[doc.findings[0].span.clone()].starts_with("![t]("), "{text}");
    }
    for text in ["![t](a.cast)", "> ![t](a.cast)", "[t](a.cast) x", "x ![t](https://x.example/a.cast)"] {
        assert_eq!(parse(text, 0..text.len()).findings, [], "{text}");
    }
}

#[test]
fn labels_stand_before_titles_as_the_language_has_it() {
    let text = "## 坏了什么\n\n![全部](a.cast)\n\n![走](g.gif)\n\n[谈](https://youtu.be/abc)\n";
    let doc = parse(text, 0..text.len());
    let mut labels = Labels { permalink: "本节链接：{title}".into(), ..Labels::default() };
    labels.embed.colon = "：".into();
    let rendering =
        Rendering { resolve: &resolve, labels: &labels, highlight: None, page: "", in_place: true };
    let html = Reading::of(text, &doc, None).write(&rendering).html;
    assert!(html.contains("aria-label=\"本节链接：坏了什么\""), "{html}");
    for title in ["全部", "走", "谈"] {
        assert!(html.contains(&format!("：{title}")) && !html.contains(&format!(": {title}")), "{html}");
    }
}

#[test]
fn a_picture_in_a_lone_link_is_its_poster() {
    let html = body("[![My talk](p.png)](https://youtu.be/abc)").html;
    assert!(html.contains("<img src=\"/m/p.png\" alt=\"\" width=\"16\" height=\"9\""), "{html}");
    assert!(html.contains("<span class=\"title\">My talk</span>"));
}

#[test]
fn a_block_gives_title_poster_size_and_note() {
    let html = demo_block(
        "url: https://a-b.hf.space\ntitle: Cut\nposter: p.png\nheight: 500\nwake: Give it a minute.",
    )
    .html;
    for piece in [
        "data-embed-height=\"500\"",
        "data-embed-sandbox=\"allow-scripts allow-same-origin allow-forms allow-popups allow-downloads\"",
        "src=\"/m/p.png\"",
        "<span class=\"embed-wake\">Give it a minute.</span>",
        "Hugging Face Spaces",
        "target=\"_blank\" rel=\"noopener\">Open in a new tab<span class=\"hidden\">: Cut</span>",
    ] {
        assert!(html.contains(piece), "{piece} in {html}");
    }
}

#[test]
fn a_host_that_sleeps_is_told_of_unless_its_maker_says_no() {
    assert!(body("https://a-b.hf.space").html.contains("Hugging Face Spaces lets demos sleep"));
    assert!(!demo_block("url: https://a-b.hf.space\nwake: \"false\"").html.contains("sleep"));
    assert!(!body("https://youtu.be/abc").html.contains("embed-wake"));
}

#[test]
fn a_recording_comes_first_where_the_demo_may_be_asleep_and_last_elsewhere() {
    let place = |html: &str, piece: &str| html.find(piece).unwrap_or_else(|| panic!("{piece} in {html}"));
    let asleep = demo_block("url: https://a.streamlit.app\nfallback: v.mp4\nposter: p.png\ntitle: T").html;
    assert!(place(&asleep, "<video") < place(&asleep, "embed-open"));
    assert!(asleep.contains("poster=\"/m/p.png\"") && asleep.contains("Try the live demo"));
    assert_eq!(asleep.matches("<img").count(), 1, "on a screen the poster is the recording's: {asleep}");
    assert!(asleep.contains("<div class=\"embed-paper\"><img"), "{asleep}");
    let awake = demo_block("url: https://codepen.io/a/pen/b\nfallback: v.mp4").html;
    assert!(place(&awake, "embed-open") < place(&awake, "<a href=\"/m/v.mp4\""));
    let elsewhere = demo_block("url: https://a.streamlit.app\nfallback: https://youtu.be/abc").html;
    assert!(place(&elsewhere, "embed-open") < place(&elsewhere, "<a href=\"https://youtu.be/abc\""));
}

#[test]
fn an_unknown_host_is_a_card_and_with_a_size_a_frame_without_an_origin() {
    let card = demo_block("url: https://app.example/\ntitle: My app\nposter: p.png");
    assert!(
        card.html.contains("class=\"embed-open\" href=\"https://app.example/\" rel=\"noopener\"><img"),
        "{}",
        card.html
    );
    assert!(card.html.contains("app.example") && !card.html.contains("data-embed"));
    assert_eq!(card.needs, Needs::default());
    let framed = demo_block("url: https://app.example/\nratio: \"4:3\"");
    assert!(framed.html.contains("data-embed-sandbox=\"allow-scripts allow-forms allow-popups\""));
    assert!(framed.html.contains("ratio-4-3"));
    assert_eq!(frames(&framed), ["https://app.example"]);
}

#[test]
fn posts_are_cards_with_the_words_of_their_block() {
    let html = demo_block("url: https://x.com/a/status/20\ntitle: \"Day 9: it <works>\"").html;
    assert_eq!(
        html,
        "<p><a class=\"link-card\" href=\"https://x.com/a/status/20\" rel=\"noopener\">Day 9: it &lt;works&gt; \
         <span class=\"link-card-host\">X · x.com/a/status/20</span></a></p>\n"
    );
    assert!(
        body("https://gist.github.com/a/0b")
            .html
            .contains("GitHub Gist <span class=\"link-card-host\">gist.github.com/a/0b</span>")
    );
}

#[test]
fn a_frame_that_passes_through_another_page_may_do_so() {
    assert_eq!(
        frames(&body("https://a.streamlit.app")),
        ["https://a.streamlit.app", "https://share.streamlit.io"]
    );
}

#[test]
fn on_paper_there_are_the_address_and_its_code() {
    let html = body("https://www.youtube.com/watch?v=abc").html;
    assert!(html.contains("<svg class=\"qr\"") && html.contains("aria-hidden=\"true\""));
    assert!(html.contains("<span>youtube.com/watch?v=abc</span></div>"), "{html}");
}

#[test]
fn in_a_feed_a_demo_is_a_link_with_its_poster() {
    let rendered =
        shown("```demo\nurl: https://youtu.be/abc\nposter: p.png\n```\n\n![c](c.cast)\n\n![g](g.gif)", false);
    assert_eq!(rendered.needs, Needs::default());
    for piece in ["data-", "<svg", "<pre", "moving", "target="] {
        assert!(!rendered.html.contains(piece), "{piece} in {}", rendered.html);
    }
    assert!(
        rendered.html.contains("<a class=\"embed-open\" href=\"https://youtu.be/abc\" rel=\"noopener\"><img")
    );
}

#[test]
fn a_recording_of_the_site_needs_nobody() {
    let video = demo_block("url: v.mp4\ntitle: Film\nposter: p.png");
    assert!(
        video
            .html
            .contains("<video controls playsinline preload=\"none\" poster=\"/m/p.png\" width=\"16\" height=\"9\" src=\"/m/v.mp4\"")
    );
    assert_eq!(video.needs, Needs::default());
    assert!(demo_block("url: g.gif").html.contains("class=\"moving\""));
    assert!(demo_block("url: c.cast").html.contains("data-cast=\"/m/c.cast\""));
    assert!(demo_block("url: demo/index.html\ntitle: T").html.contains("href=\"/m/demo/index.html\""));
}

#[test]
fn a_moving_picture_stands_still_where_motion_is_not_wanted_and_can_be_played() {
    let rendered = body("A ![walk](g,1.gif) b");
    assert!(
        rendered.html.contains(
            "<source media=\"(prefers-reduced-motion: reduce)\" srcset=\"/m/g%2C1.gif.still.gif\">"
        )
    );
    assert!(rendered.html.contains("<a class=\"moving-play\" href=\"/m/g,1.gif\" data-stop=\"Stop\">Play<span class=\"hidden\">: walk</span>"));
    assert!(rendered.needs.script);
    assert!(!body("[![walk](g.gif)](a.md)").html.contains("moving"));
}

#[test]
fn a_recording_of_a_terminal_shows_its_last_screen() {
    let html = body("![A <i>run</i>](c.cast \"All tests\")").html;
    assert!(
        html.contains("aria-label=\"Recording of a terminal: All tests\">\n\n$ ls &lt;b&gt;\ndone</pre>"),
        "{html}"
    );
    assert!(html.contains("<a class=\"recording\" href=\"/m/c.cast\">All tests</a>"));
    assert!(!html.contains("<p><div"));
}

#[test]
fn beside_raw_html_a_demo_stays_whole() {
    let html = body("<div>open\n\nhttps://youtu.be/abc\n\n<span data-part=\"0\">x</span> ![w](g.gif)\n").html;
    assert!(html.contains("data-embed-src=") && html.contains("<svg class=\"qr\""), "{html}");
    assert!(html.contains("srcset="));
    assert_eq!(html.matches("data-part").count(), 0, "{html}");
}

#[test]
fn nothing_that_a_maker_writes_runs() {
    let hostile = "\"><script>alert(1)</script><img src=x onerror=alert(1)>'";
    let quoted = serde_json::to_string(hostile).unwrap();
    for url in [
        "https://youtu.be/abc",
        "https://app.example/",
        "https://a-b.hf.space",
        "https://x.com/a/status/1",
        "v.mp4",
        "g.gif",
        "c.cast",
    ] {
        let fields = format!(
            "url: {url}\ntitle: {quoted}\nwake: {quoted}\nposter: p.png\nfallback: c.cast\nratio: \"1:1\""
        );
        let html = demo_block(&fields).html;
        assert!(!html.contains("<script") && !html.contains("<img src=x"), "{html}");
        assert!(html.contains("&lt;script&gt;"));
    }
    for url in [
        "javascript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        " javascript:alert(1)",
        "java\\tscript:alert(1)",
    ] {
        let rendered = demo_block(&format!(
            "url: \"{url}\"\nfallback: \"{url}\"\nposter: \"{url}\"\nheight: 300\ntitle: T"
        ));
        assert!(!rendered.html.contains("href") && !rendered.html.contains("src="), "{}", rendered.html);
        assert_eq!(rendered.needs, Needs::default());
    }
    let url = "https://app.example/\\\"onclick=alert(1)";
    let html = demo_block(&format!("url: \"{url}\"\nheight: 300")).html;
    assert_eq!(html.matches("=\"https://app.example/%22onclick=alert(1)\"").count(), 3, "{html}");
}

#[test]
fn a_poster_that_is_not_there_is_left_out() {
    assert!(!demo_block("url: https://youtu.be/abc\nposter: gone.png").html.contains("<img"));
    assert!(
        !demo_block("url: https://youtu.be/abc\nposter: https://evil.example/p.png").html.contains("evil")
    );
}

#[test]
fn every_provider_is_named_in_the_guide() {
    let guide = include_str!("../../../docs/embeds.md");
    for provider in providers::PROVIDERS {
        assert!(guide.contains(provider.name), "{}", provider.name);
    }
}
