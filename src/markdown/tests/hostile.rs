//! Text that means harm, or that is merely enormous.

use super::grammar::{assert_harmless, tags};
use super::{page, page_with};
use crate::markdown::{Highlighter, parse, plain_text, render_field, render_untrusted};

const PAYLOADS: [&str; 66] = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<script >alert(1)</script >",
    "<script/x>alert(1)</script>",
    "<script\n>alert(1)\n\n</script>",
    "<<script>alert(1);//<</script>",
    "<script>\n\nalert(1)",
    "<img src=x onerror=alert(1)>",
    "<img src=x oNeRrOr=alert(1)//",
    "<img/src=x/onerror=alert(1)>",
    "<img src=\"x\"onerror=\"alert(1)\">",
    "<img src=x\nonerror=alert(1)\n>",
    "<img src='x' title='\"' onerror='alert(1)'>",
    "<img src=`x` onerror=alert(1)>",
    "<img \"\"\"><script>alert(1)</script>\">",
    "<img src=\"javascript:alert(1)\">",
    "<img src=x alt=\"<script>alert(1)</script>\">",
    "<img src=x alt='\" onload=\"alert(1)'>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><a xlink:href=\"javascript:alert(1)\"><text>x</text></a></svg>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<math><mi//xlink:href=\"data:x,<script>alert(1)</script>\">",
    "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
    "<title><a id=\"</title><img src=x onerror=alert(1)>\"></title>",
    "<textarea><img title=\"</textarea><img src=x onerror=alert(1)>\">",
    "<xmp><p title=\"</xmp><img src=x onerror=alert(1)>\"></xmp>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<iframe srcdoc=\"<script>alert(1)</script>\"></iframe>",
    "<iframe><p title=\"</iframe><img src=x onerror=alert(1)>\">",
    "<object data=javascript:alert(1)></object>",
    "<embed src=javascript:alert(1)>",
    "<a href=javascript:alert(1)>x</a>",
    "<a href=\" &#14; javascript:alert(1)\">x</a>",
    "<a href=\"jav&#x09;ascript:alert(1)\">x</a>",
    "<a href=\"jav\tascript:alert(1)\">x</a>",
    "<a href=\"&#106&#97&#118&#97&#115&#99&#114&#105&#112&#116&#58;alert(1)\">x</a>",
    "<a href=\"javascript&colon;alert(1)\">x</a>",
    "<a href=\"JaVaScRiPt:alert(1)\" onmouseover=alert(1)>x</a>",
    "<a href=\"data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==\">x</a>",
    "<a href=\"vbscript:msgbox(1)\">x</a>",
    "<a href='x' style='position:fixed;inset:0'>x</a>",
    "[x](javascript:alert(1))",
    "[x](<java\tscript:alert(1)>)",
    "[x](JAVASCRIPT:alert(1) \"t\")",
    "[x](&#106;avascript:alert(1))",
    "[x](javascript&colon;alert(1))",
    "[x](data:text/html,<script>alert(1)</script>)",
    "![x](javascript:alert(1))",
    "![\"onerror=alert(1) x=\"](x \"\\\" onload=alert(1)\")",
    "<javascript:alert(1)>",
    "[x]: javascript:alert(1)\n\n[x]",
    "<style>@import 'https://evil.example/x.css';</style>",
    "<div style=\"background:url(javascript:alert(1))\">x</div>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<meta http-equiv=refresh content=\"0;url=javascript:alert(1)\">",
    "<base href=//evil.example/>",
    "<form action=javascript:alert(1)><button formaction=javascript:alert(1)>x</button></form>",
    "<details open ontoggle=alert(1)><summary>x",
    "<video><source onerror=alert(1)></video><video poster=javascript:alert(1) src=data:x>",
    "<!--><img src=x onerror=alert(1)>--><!-- --!><img src=x onerror=alert(2)>",
    "```\"><script>alert(1)</script>\n</code></pre><script>alert(1)</script>\n```",
    "# x {#\"><script>alert(1)</script> onclick=alert(1) .\"onload=alert(1)}",
];

#[test]
fn no_payload_does_harm_in_feedback() {
    for payload in PAYLOADS {
        for text in [payload.to_owned(), format!("words {payload} words"), format!("> - {payload}\n\nend")] {
            let html = render_untrusted(&text);
            assert_harmless(&html, &text);
            for tag in tags(&html) {
                assert!(
                    !matches!(tag.name.as_str(), "img" | "h1" | "h2" | "video" | "div"),
                    "{text:?}: {html}"
                );
                let allowed = |name: &str| matches!(name, "href" | "rel" | "start");
                assert!(tag.attributes.iter().all(|(name, _)| allowed(name)), "{text:?}: {html}");
            }
            assert_harmless(&render_field(&text, &super::resolve), &text);
        }
    }
}

#[test]
fn no_payload_does_harm_in_an_entry() {
    for payload in PAYLOADS {
        for text in [
            payload.to_owned(),
            format!("words {payload} words"),
            format!("> - {payload}\n\nend"),
            format!("<div>\n{payload}\n\n*end*"),
            format!("| a |\n|---|\n| {} |", payload.replace('\n', " ")),
            format!("$x$[^1]\n\n[^1]: {payload}"),
        ] {
            assert_harmless(&page(&text), &text);
        }
    }
}

#[test]
fn any_two_payloads_together_do_no_harm_either() {
    for (at, first) in PAYLOADS.iter().enumerate() {
        let second = PAYLOADS[(at * 7 + 3) % PAYLOADS.len()];
        let text = format!("{first}{second}\n\n{second} {first}");
        assert_harmless(&page(&text), &text);
        assert_harmless(&render_untrusted(&text), &text);
    }
}

#[test]
fn what_is_said_to_be_taken_out_is_told() {
    for payload in [
        "<script>a</script>",
        "<b onclick=x>b</b>",
        "<i style=x>i</i>",
        "<iframe src=x></iframe>",
        "[x](javascript:x)",
    ] {
        assert_eq!(parse(payload, 0..payload.len()).findings.len(), 1, "{payload}");
    }
}

#[test]
fn enormous_nests_come_to_an_end_and_do_not_overflow_the_stack() {
    let highlighter = Highlighter::new();
    for text in [
        "[".repeat(100_000),
        "> ".repeat(10_000) + "x",
        ">".repeat(5_000) + " <b>x",
        "![".repeat(50_000),
        "![".repeat(10_000) + &"](x)".repeat(10_000),
        "*_".repeat(30_000),
        "x <a ".repeat(30_000),
        "<a b='".repeat(30_000),
        "<b>".repeat(5_000),
        "<div>\n".repeat(3_000),
        "[^a".repeat(30_000),
        (0..2_000).map(|n| format!("[^{n}]\n\n[^{n}]: x\n\n")).collect(),
        "# a\n".repeat(10_000),
        format!("${}$", "{".repeat(20_000)),
        format!("${}$", "\\frac".repeat(20_000)),
        "$a ".repeat(30_000),
        "www.a.b ".repeat(10_000),
        format!("```js\n{}\n```", "(".repeat(1_900)),
        format!("```rust\n{}", "/*".repeat(900)),
    ] {
        page_with(&text, Some(&highlighter));
        plain_text(&text);
        render_field(&text, &super::resolve);
        render_untrusted(&text);
    }
}
