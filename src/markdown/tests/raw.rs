//! Raw HTML of the maker's own.

use super::grammar::tags;
use super::page;
use crate::markdown::{FindingKind, parse};

#[test]
fn what_may_stay_stays() {
    assert_eq!(
        page("Press <kbd class=\"key\">Ctrl</kbd>, H<sub>2</sub>O<br/>and <ruby>漢<rt>kan</rt></ruby>"),
        "<p>Press <kbd class=\"key\">Ctrl</kbd>, H<sub>2</sub>O<br>and <ruby>漢<rt>kan</rt></ruby></p>\n"
    );
    assert_eq!(
        page("<details open>\n<summary>More &amp; more</summary>\n\nHidden *text*\n\n</details>"),
        "<details open=\"\">\n<summary>More &amp; more</summary>\n<p>Hidden <em>text</em></p>\n</details>\n"
    );
}

#[test]
fn all_that_our_own_writer_makes_survives_beside_raw_html() {
    let text = "# A\n\n| a | |\n|:-:|---|\n| 1 | $\\frac{a}{b}$ |\n\n- [x] t\n\n> [!NOTE]\n> n[^1]\n\n\
                ![v](v.mp4) ![p](p.png \"t\") ![r](https://r.example/r.png)\n\n![c](p.png \"cap\")\n\n\
                ```rust\nlet a = 1;\n```\n\n$$\\begin{aligned} a &= b \\end{aligned}$$\n\n[^1]: foot\n";
    // An empty attribute is written with its quotes by the sanitiser, and means the same.
    let same = |html: String| html.replace("=\"\"", "").replace("/>", "></mspace>");
    assert_eq!(
        same(page(&format!("{text}\n<b></b>\n"))).replace("<p><b></b></p>\n", "").len(),
        same(page(text)).len()
    );
    assert_eq!(tags(&page(&format!("{text}\n<b></b>\n"))).len(), tags(&page(text)).len() + 2);
}

#[test]
fn what_is_left_open_is_closed_and_what_was_never_open_is_dropped() {
    for text in [
        "<div>\n\n<p>a\n\n*b*",
        "</div></article></body></html>\n\nb",
        "a <b> <i>\n\nb </b>",
        "<table><tr><td>\n\nx",
    ] {
        let html = page(text);
        tags(&html);
        assert!(html.contains('b') || html.contains('x'), "{html}");
        assert!(!html.contains("</article>") && !html.contains("</body>"), "{html}");
    }
}

#[test]
fn what_is_no_element_is_text() {
    assert_eq!(page("A Vec<T> and <main> here"), "<p>A Vec&lt;T&gt; and &lt;main&gt; here</p>\n");
    assert_eq!(page("<T>\nwords"), "<p>&lt;T&gt;\nwords</p>\n");
    assert_eq!(page("a <- b, 1 < 2 && 3 > 2"), "<p>a &lt;- b, 1 &lt; 2 &amp;&amp; 3 &gt; 2</p>\n");
}

#[test]
fn links_and_pictures_lead_where_they_are_resolved_to() {
    assert_eq!(
        page("<a href=\"day-02.md\" title=t>x</a> <a href=draft.md>y</a> <a href='https://e.example'>z</a>"),
        "<p><a href=\"day-02/\" title=\"t\">x</a> <a>y</a> <a href=\"https://e.example\" rel=\"noopener\">z</a></p>\n"
    );
    assert_eq!(
        page("<img\n  src=\"a.png\"\n  width=\"40\" alt='A &quot;b&quot;'>"),
        "<p><img src=\"/m/a.png\" alt=\"A &quot;b&quot;\" width=\"40\" loading=\"lazy\" decoding=\"async\"></p>\n"
    );
    assert_eq!(
        page("<video controls src=v.mp4 poster=p.png></video>"),
        "<p><video src=\"/m/v.mp4\" poster=\"/m/p.png\" controls=\"\"></video></p>\n"
    );
}

#[test]
fn remote_pictures_and_frames_become_links() {
    assert_eq!(
        page("<div><img src=https://r.example/x.png alt=R></div>"),
        "<div><a class=\"link-card\" href=\"https://r.example/x.png\" rel=\"noopener\">R \
         <span class=\"link-card-host\">r.example</span></a></div>\n"
    );
    assert_eq!(
        page("<iframe src=\"https://v.example/1\" title=\"A film\"><p>old</p></iframe>"),
        "<p><a href=\"https://v.example/1\" rel=\"noopener\">A film</a></p>\n"
    );
    assert_eq!(
        page("<a href=https://ci.example><img src=https://r.example/b.svg alt=ok></a>").matches("<a").count(),
        1
    );
}

#[test]
fn a_heading_of_level_one_becomes_one_of_level_two() {
    assert_eq!(page("<h1 align=\"center\">Big</h1>"), "<h2 class=\"center\">Big</h2>\n");
}

#[test]
fn formatting_that_nobody_closes_is_told_with_its_place() {
    for (text, told) in [
        ("a <b>c", vec!["<b>"]),
        ("> <div>\n> a <I\n> class=x>c</div>\n\nd", vec!["<I\n> class=x>"]),
        ("a <em><b>c</em>", vec!["<b>"]),
        ("<div>\n<a href=x>c <b>\n</div>\n\n<b>d</b>", vec!["<a href=x>", "<b>"]),
        ("<b>\n\na <br> <img src=p.png alt=p> <i>c</i>\n\n</b>", vec![]),
    ] {
        let doc = parse(text, 0..text.len());
        let seen: Vec<&str> = doc.findings.iter().map(|finding| &text[finding.span.clone()]).collect();
        assert_eq!(seen, told, "{text}");
        assert!(doc.findings.iter().all(|finding| finding.kind == FindingKind::LeftOpen), "{text}");
    }
}

#[test]
fn what_html_no_longer_has_is_written_as_what_took_its_place() {
    assert_eq!(
        page("a <strike>b</strike> <tt>c</tt> <tt>d"),
        "<p>a <s>b</s> <code>c</code> <code>d</code></p>\n"
    );
    assert_eq!(
        page("<acronym title=\"Cascading Style Sheets\">CSS</acronym> <rb>a</rb>"),
        "<p><abbr title=\"Cascading Style Sheets\">CSS</abbr> a</p>\n"
    );
    assert_eq!(page("<listing>\na\n</listing>\n").replace('\n', ""), "<pre>a</pre>");
}

#[test]
fn what_html_once_said_for_looks_is_a_class_or_nothing() {
    for (text, html) in [
        ("<center>a</center>", "<div class=\"center\">a</div>\n"),
        ("<p class=lead align=Center>a</p>", "<p class=\"lead center\">a</p>\n"),
        ("<p align=left valign=top bgcolor=red>a</p>", "<p>a</p>\n"),
        ("<p><a name=\"x\">a</a> <a name=x>b</a></p>", "<p><a id=\"x\">a</a> <a>b</a></p>\n"),
        ("<ul type=square><li type=a>a</ul>", "<ul><li>a</li></ul>\n"),
    ] {
        assert_eq!(page(text), html);
        assert!(parse(text, 0..text.len()).findings.is_empty(), "{text}");
    }
    let html = page("a <img src=a.png alt=a align=left width=40> <img src=a.png alt=a align=right border=0>");
    assert!(!html.contains("class") && !html.contains("align"), "{html}");
    assert_eq!(
        tags(&page("<table align=center width=90%><tr><td align=right width=40 nowrap>a</table>")),
        tags("<table class=\"center\"><tbody><tr><td class=\"right\"></td></tr></tbody></table>")
    );
}

#[test]
fn a_comment_costs_nothing_and_leaves_nothing() {
    assert_eq!(page("a\n\n<!-- more -->\n\nb <!-- c --> d").replace('\n', ""), "<p>a</p><p>b  d</p>");
}

#[test]
fn a_size_that_is_no_number_is_left_out() {
    assert_eq!(
        page("A <img src=\"a.png\" alt=a width=\"90%\" height=auto>"),
        "<p>A <img src=\"/m/a.png\" alt=\"a\" width=\"4\" height=\"3\" loading=\"lazy\" decoding=\"async\"></p>\n"
    );
}

#[test]
fn a_picture_in_several_versions_is_the_plain_one() {
    let html =
        page("<picture><source srcset=\"b.png\"><img src=\"https://r.example/a.png\" alt=A></picture>");
    assert!(!html.contains("<picture") && !html.contains("<source") && html.contains("link-card"), "{html}");
}

#[test]
fn an_id_that_is_taken_is_left_out_and_told() {
    let text =
        "## Dup\n\n<b id=\"dup\">a</b> <b id=\"own\">b</b> <b id=\"own\">c</b>\n\n<p id=\"the_page\">d</p>\n";
    let html = page(text);
    assert_eq!(html.matches("id=\"dup\"").count(), 1, "{html}");
    assert_eq!(html.matches("id=\"own\"").count(), 1, "{html}");
    assert!(!html.contains("the_page"), "{html}");
    let doc = parse(text, 0..text.len());
    let told: Vec<&str> = doc.findings.iter().map(|finding| finding.what.as_str()).collect();
    assert_eq!(told, ["dup", "own", "the_page"]);
    assert!(doc.findings.iter().all(|finding| finding.kind == FindingKind::TakenId));
    assert_eq!(doc.anchors, ["own"]);
}

#[test]
fn a_script_in_a_line_leaves_no_words() {
    let html = page("a <svg><script>alert(1)</script> b <style>c {}</style> *d* <script>e</script>");
    assert_eq!(html, "<p>a  b  <em>d</em> </p>\n");
}

#[test]
fn a_heading_without_words_is_none() {
    let text = "## \n\n## Words\n\n#\n";
    assert_eq!(parse(text, 0..text.len()).outline.len(), 1);
    assert_eq!(page(text).matches("<h2").count(), 1);
}

#[test]
fn a_file_that_can_not_be_shown_is_a_link() {
    assert_eq!(page("![The report](r.pdf)"), "<p><a href=\"/m/r.pdf\">The report</a></p>\n");
}

#[test]
fn formatting_that_is_left_open_ends_with_its_paragraph() {
    assert_eq!(page("a <i>b\n\nc <b>d"), "<p>a <i>b</i></p>\n<p>c <b>d</b></p>\n");
    assert_eq!(page("- <i>b\n- c\n"), "<ul>\n<li><i>b</i></li>\n<li>c</li>\n</ul>\n");
    assert_eq!(page("a <b><i>b</b> c\n\nd"), "<p>a <b><i>b</i></b><i> c</i></p>\n<p>d</p>\n");
    assert_eq!(page("<div>a <b>b</div>\n\nc <b>d</b>"), "<div>a <b>b</b></div>\n<p>c <b>d</b></p>\n");
    assert_eq!(page("<b>\n\na\n\n</b>\n\nc").replace('\n', ""), "<b><p>a</p></b><p>c</p>");
}

#[test]
fn a_value_that_html_has_no_meaning_for_is_left_out() {
    assert_eq!(
        tags(&page("<table><tr><td colspan=0 rowspan=2 headers>a<td colspan=2>b</table>")),
        tags(
            "<table><tbody><tr><td rowspan=\"2\" headers=\"\"></td><td colspan=\"2\"></td></tr></tbody></table>"
        )
    );
    assert_eq!(page("<img src=a.png alt=a width=-40 height=9>").matches("width=").count(), 0);
    assert_eq!(page("<ol reversed=no><li>a</ol>"), "<ol reversed=\"\"><li>a</li></ol>\n");
}

#[test]
fn an_item_has_a_number_only_in_a_list_that_has_some() {
    assert_eq!(page("<ul><li value=3>a</ul>"), "<ul><li>a</li></ul>\n");
    assert_eq!(
        page("<ol>\n<li value=3>a\n<ul><li value=4>b</li></ul></li>\n<li value=5>c</li></ol>\n")
            .replace('\n', ""),
        "<ol><li value=\"3\">a<ul><li>b</li></ul></li><li value=\"5\">c</li></ol>"
    );
}

#[test]
fn a_fold_without_words_to_open_it_by_gets_some() {
    assert_eq!(
        page("<details>\n\nHidden\n\n</details>").replace('\n', ""),
        "<details><summary>More</summary><p>Hidden</p></details>"
    );
    assert_eq!(page("<details>\n\n<summary>Own</summary>\n\nx\n\n</details>").matches("<summary").count(), 1);
}

#[test]
fn words_of_a_link_within_a_link_are_the_outer_ones() {
    for (text, html) in [
        ("[<a href=b.md>b</a>](a.md)", "<p><a href=\"a/\">b</a></p>"),
        (
            "[a <a href=b.md>b</a> c](a.md) <a href=d.md>d</a>",
            "<p><a href=\"a/\">a b c</a> <a href=\"d/\">d</a></p>",
        ),
        ("<a href=a.md>a <a href=b.md>b</a> c</a> d", "<p><a href=\"a/\">a b c</a> d</p>"),
        ("<a href=a.md>a [b](b.md) c</a>", "<p><a href=\"a/\">a b c</a></p>"),
        ("<a name=x>a <a href=b.md>b</a> c", "<p><a id=\"x\">a </a><a href=\"b/\">b</a> c</p>"),
    ] {
        assert_eq!(page(text).trim_end(), html, "{text}");
    }
}
