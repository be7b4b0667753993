//! What `render` makes of a body.

use super::grammar::{assert_harmless, tags};
use super::{page, page_with};
use crate::markdown::Highlighter;

#[test]
fn headings_have_an_anchor_that_says_where_it_leads() {
    assert_eq!(
        page("# The Title!\n\n# A *b* & c {.x onclick=y}\n"),
        "<h2 id=\"a-b-c\">A <em>b</em> &amp; c <a class=\"anchor\" href=\"#a-b-c\" \
         aria-label=\"Link to this section: A b &amp; c\">#</a></h2>\n"
    );
}

#[test]
fn the_ids_on_the_page_are_those_of_the_outline() {
    let text = "# The title\n\n## A\n\n#### A\n\n> ## In a quote\n\n## \n\n## 天 {#own}\n";
    let ids: Vec<String> = tags(&page(text))
        .into_iter()
        .filter(|tag| tag.name.starts_with('h') && tag.name.len() == 2)
        .map(|tag| format!("{} {}", tag.name, tag.attributes[0].1))
        .collect();
    let doc = crate::markdown::parse(text, 0..text.len());
    let outline: Vec<String> =
        doc.outline_under(Some("The title")).iter().map(|h| format!("h{} {}", h.level, h.id)).collect();
    assert_eq!(ids, outline);
    assert_eq!(ids, ["h2 a", "h3 a-2", "h2 in-a-quote", "h2 own"]);
}

#[test]
fn a_table_is_aligned_by_classes_and_can_be_scrolled_to() {
    assert_eq!(
        page("| a | b | |\n|:--|--:|:-:|\n| 1 | *2* | 3 |\n"),
        "<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"Table 1\">\n<table>\n<thead>\n\
         <tr><th scope=\"col\" class=\"left\">a</th><th scope=\"col\" class=\"right\">b</th><td class=\"center\"></td></tr>\n\
         </thead>\n<tbody>\n\
         <tr><td class=\"left\">1</td><td class=\"right\"><em>2</em></td><td class=\"center\">3</td></tr>\n\
         </tbody>\n</table>\n</div>\n"
    );
}

#[test]
fn footnotes_are_numbered_by_their_first_mark_and_lead_back_to_each() {
    let html = page("a[^b] c[^a] d[^b] e[^none]\n\n[^a]: A[^deep]\n[^b]: B\n[^unread]: U\n[^deep]: D `x`\n");
    let order: Vec<usize> = ["<li id=\"fn-1\"><p>B", "<li id=\"fn-2\"><p>A", "<li id=\"fn-3\"><p>D"]
        .iter()
        .map(|note| html.find(note).unwrap_or_else(|| panic!("no {note} in {html}")))
        .collect();
    assert!(order.is_sorted());
    assert!(!html.contains('U') && html.contains("e[^none]"));
    let mut ids: Vec<String> = Vec::new();
    let mut hrefs: Vec<String> = Vec::new();
    for (name, value) in tags(&html).into_iter().flat_map(|tag| tag.attributes) {
        match name.as_str() {
            "id" => ids.push(value),
            "href" => hrefs.push(value.trim_start_matches('#').to_owned()),
            _ => {}
        }
    }
    let all = ids.len();
    assert!(hrefs.iter().all(|href| ids.contains(href)), "{hrefs:?} {ids:?}");
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), all);
    assert!(ids.contains(&"fnref-1-2".to_owned()));
    assert!(html.contains("role=\"doc-endnotes\" aria-label=\"Footnotes\""));
}

#[test]
fn notes_that_refer_to_each_other_end() {
    let html = page("x[^a]\n\n[^a]: see[^b]\n[^b]: see[^a]\n");
    assert_eq!(html.matches("<li id=").count(), 2);
    assert_eq!(html.matches("doc-backlink").count(), 3);
}

#[test]
fn alerts_and_tasks_are_named_in_words() {
    assert_eq!(
        page("> [!WARNING]\n> Hot\n"),
        "<div class=\"alert warning\">\n<p class=\"alert-title\">Warning</p>\n<p>Hot</p>\n</div>\n"
    );
    assert_eq!(
        page("- [x] a\n- b\n"),
        "<ul>\n<li class=\"task\"><input type=\"checkbox\" disabled aria-label=\"done\" checked> a</li>\n<li>b</li>\n</ul>\n"
    );
}

#[test]
fn bare_urls_are_links_where_they_stand_in_prose() {
    assert_eq!(
        page("See https://a.example/b_c?d=1&e, (www.f.example). Mail a@b.example, main.rs"),
        "<p>See <a href=\"https://a.example/b_c?d=1&amp;e\" rel=\"noopener\">https://a.example/b_c?d=1&amp;e</a>, \
         (<a href=\"https://www.f.example\" rel=\"noopener\">www.f.example</a>). Mail a@b.example, main.rs</p>\n"
    );
    assert_eq!(page("请看https://x.example/a，谢谢").matches("href=\"https://x.example/a\"").count(), 1);
    assert_eq!(
        page("`https://a.example` [https://b.example](c.md) <a href=d>https://e.example</a>")
            .matches("<a ")
            .count(),
        2
    );
}

#[test]
fn pictures_alone_with_a_title_are_figures() {
    assert_eq!(
        page("![a](p.png \"Cap & tion\")"),
        "<figure><img src=\"/m/p.png\" alt=\"a\" width=\"4\" height=\"3\" loading=\"lazy\" decoding=\"async\">\
         <figcaption>Cap &amp; tion</figcaption></figure>\n"
    );
    assert!(page("x ![a *b*](p.png \"t\")").contains("alt=\"a b\" width=\"4\" height=\"3\" title=\"t\""));
}

#[test]
fn media_and_cards_take_the_place_of_their_picture() {
    assert!(
        page("![v](v.mp4)")
            .starts_with("<p><video controls preload=\"metadata\" playsinline src=\"/m/v.mp4\"")
    );
    assert_eq!(page("![c](c.cast)"), "<p><a class=\"recording\" href=\"/m/c.cast\">c</a></p>\n");
    assert_eq!(
        page("[![b](https://r.example/b.svg)](https://ci.example) ![](https://www.r.example/x)"),
        "<p><a href=\"https://ci.example\" rel=\"noopener\">b</a> \
         <a class=\"link-card\" href=\"https://www.r.example/x\" rel=\"noopener\">r.example</a></p>\n"
    );
}

#[test]
fn a_link_that_leads_nowhere_is_its_words() {
    assert_eq!(page("[a *b*](draft.md) ![c](draft.md)"), "<p>a <em>b</em> c</p>\n");
}

#[test]
fn a_demo_is_a_card_and_a_bad_one_is_code() {
    assert!(page("```demo\nurl: https://x.example/app\ntitle: Try <it>\n```").starts_with(
        "<figure class=\"embed\">\n<a class=\"embed-open\" href=\"https://x.example/app\" rel=\"noopener\">\
             <span class=\"embed-bar\"><span class=\"title\">Try &lt;it&gt;</span>"
    ));
    assert_eq!(
        page("```demo\nx\n```"),
        "<pre tabindex=\"0\"><code class=\"language-demo\">x\n</code></pre>\n"
    );
}

#[test]
fn formulas_are_mathml_and_bad_ones_their_source() {
    assert!(page("$x^2$").contains("<math><msup><mi>x</mi><mn>2</mn></msup></math>"));
    assert!(page("$$x$$").contains(
        "<span class=\"formula\" role=\"region\" tabindex=\"0\" aria-label=\"Formula 1\"><math display=\"block\"><mi>x</mi></math></span>"
    ));
    assert!(page("$$x$$ $$y$$ <b>z</b>").contains("tabindex=\"0\" aria-label=\"Formula 2\""));
    assert_eq!(page("$\\nosuch<$"), "<p><code class=\"math\">\\nosuch&lt;</code></p>\n");
}

#[test]
fn chinese_lines_join_without_a_space() {
    assert_eq!(page("今天写\n代码。\nDone\n好"), "<p>今天写代码。\nDone\n好</p>\n");
}

#[test]
fn nothing_needs_an_inline_style_or_script() {
    let everything = "# A\n\n| a |\n|:-:|\n| 1 |\n\n$$\\begin{array}{l|r} a & b \\\\ \\hline c & d\\end{array}$$\n\n\
                      - [ ] x\n\n```rust\nfn main() {}\n```\n\n> [!TIP]\n> t[^1]\n\n[^1]: f\n\n![v](v.mp4)\n";
    assert_harmless(&page_with(everything, Some(&Highlighter::new())), everything);
}

#[test]
fn an_empty_body_is_an_empty_page() {
    assert_eq!(page(""), "");
    assert_eq!(page("# The title\n"), "");
}
