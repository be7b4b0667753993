//! Pages with demos, as they are published: what they allow, load and ask for.

use crate::config::Overrides;
use crate::output::{Body, Output};
use crate::path::{Route, SitePath};
use crate::pipeline;
use crate::source::{Source, Sources};

/// Of a page without demos.
const PLAIN: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; media-src 'self'; \
     font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'";

/// Two pictures of one pixel each, the second after the first.
const MOVING: &[u8] = b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff\
    ,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02\x44\x01\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02\x4c\x01\x00;";

const PROJECT: &str = "content/projects/cut/project.md";
const DAY: &str = "content/projects/cut/day-01.md";

pub(super) fn site(files: &[(&str, &str)]) -> (Output, Vec<&'static str>) {
    let settings = ("buildlog.yaml", "title: T\nbase_url: https://example.org/log/\n");
    let project = (PROJECT, "---\ntitle: Cut\n---\n");
    let given = |path: &str| files.iter().any(|(given, _)| *given == path);
    let texts = [settings, project].into_iter().filter(|(path, _)| !given(path)).chain(files.iter().copied());
    let media = [
        ("media/p.png", &b"\x89PNG\r\n\x1a\n"[..]),
        ("media/v.mp4", b"\0\0\0\x0cftypmp42\0\0\0\x08moov"),
        ("media/g.gif", MOVING),
        ("media/c.cast", b"{\"version\":2,\"width\":80,\"height\":24}\n[0,\"o\",\"$ make\\r\\n\"]\n"),
    ];
    let media = media.into_iter().map(|(name, bytes)| {
        (SitePath::new(format!("content/projects/cut/{name}")), Source::Bytes(bytes.into()))
    });
    let texts = texts.map(|(path, text)| (SitePath::new(path), Source::Text(text.into())));
    let sources = Sources::from_memory(texts.chain(media));
    let as_of = "2026-12-31".parse().unwrap();
    let assembled = pipeline::assemble(sources, &Overrides { base_url: None, drafts: false, as_of });
    let codes = assembled.diagnostics.iter().map(|fault| fault.code).collect();
    let output = assembled.renderer.map(|renderer| {
        // A picture of its first bytes can be linked to, though it can't be published.
        let pages = renderer.plan().pages.iter().filter(|page| !page.route.as_str().ends_with(".png"));
        pages.map(|page| (page.route.clone(), renderer.render(page).unwrap())).collect()
    });
    (output.unwrap_or_default(), codes)
}

pub(super) fn text(output: &Output, route: &str) -> String {
    match output.get(&Route::new(route)) {
        Some(Body::Bytes(bytes)) => String::from_utf8_lossy(bytes).into_owned(),
        other => panic!("{route} is {other:?}"),
    }
}

fn day(body: &str) -> (Output, String) {
    let (output, codes) = site(&[(DAY, &format!("---\ndate: 2026-01-05\n---\n{body}\n"))]);
    assert_eq!(codes, [""; 0]);
    let page = text(&output, "projects/cut/day-01/");
    (output, page)
}

fn policy(page: &str) -> &str {
    let (_, after) = page.split_once("Content-Security-Policy\" content=\"").unwrap();
    after.split_once('"').unwrap().0
}

#[test]
fn a_page_allows_the_frames_of_its_own_demos_and_no_others() {
    let body = "https://youtu.be/abc\n\nhttps://youtu.be/def\n\n```demo\nurl: https://codepen.io/a/pen/b\n```\n\n\
                https://x.com/a/status/1\n\n[a word](https://vimeo.com/1) in a line";
    let (output, page) = day(body);
    let frames = "; frame-src https://codepen.io https://www.youtube-nocookie.com";
    assert_eq!(policy(&page).replace("&#39;", "'").replace("&#x27;", "'"), format!("{PLAIN}{frames}"));
    for route in ["", "projects/cut/", "archive/"] {
        assert_eq!(
            policy(&text(&output, route)).replace("&#39;", "'").replace("&#x27;", "'"),
            PLAIN,
            "{route}"
        );
    }
}

#[test]
fn nothing_is_asked_of_another_host_before_a_click() {
    let body = "https://youtu.be/abc\n\n```demo\nurl: https://a-b.hf.space\nposter: media/p.png\nfallback: media/v.mp4\n```\n\n\
                ![g](media/g.gif)\n\n![c](media/c.cast)";
    let (_, page) = day(body);
    assert!(!page.contains("<iframe"));
    for attribute in [" src=\"", " srcset=\"", " poster=\"", " data-cast=\""] {
        for after in page.split(attribute).skip(1) {
            assert!(after.starts_with("/log/"), "{attribute}{}", &after[..60.min(after.len())]);
        }
    }
}

#[test]
fn the_script_is_loaded_where_there_is_something_to_open() {
    let has_script = |body: &str| day(body).1.contains("/log/assets/embed.");
    assert!(has_script("https://youtu.be/abc"));
    assert!(has_script("![c](media/c.cast)"));
    assert!(has_script("![g](media/g.gif)"));
    assert!(!has_script("![v](media/v.mp4)\n\nhttps://example.org/\n\nhttps://x.com/a/status/1"));
}

#[test]
fn what_a_demo_names_is_published_and_what_is_not_there_is_told() {
    let (output, _) =
        day("```demo\nurl: https://youtu.be/abc\nposter: media/p.png\nfallback: media/v.mp4\n```");
    assert!(output.contains_key(&Route::new("projects/cut/media/v.mp4")));
    let codes = |fields: &str| {
        let body = format!("---\ndate: 2026-01-05\n---\n```demo\nurl: https://youtu.be/abc\n{fields}\n```\n");
        site(&[(DAY, &body)]).1
    };
    assert_eq!(codes("poster: media/gone.png"), ["dead-link"]);
    assert_eq!(codes("fallback: media/gone.mp4"), ["dead-link"]);
    assert_eq!(codes("poster: https://example.org/p.png"), ["remote-picture"]);
    assert_eq!(codes("fallback: https://vimeo.com/1"), [""; 0]);
    assert_eq!(codes("poser: media/p.png"), ["unknown-key"]);
    let unknown = "---\ndate: 2026-01-05\n---\n```demo\nurl: https://app.example/\n```\n";
    assert_eq!(site(&[(DAY, unknown)]).1, ["unknown-host"]);
    let script = "---\ndate: 2026-01-05\n---\n```demo\nurl: javascript:alert(1)\n```\n";
    assert_eq!(site(&[(DAY, script)]).1, ["unsafe-address"]);
}

#[test]
fn the_demo_of_a_front_matter_is_the_same_facade_and_only_on_its_own_page() {
    let demo = "demo:\n  url: https://a.streamlit.app\n  poster: media/p.png\n  fallback: media/v.mp4\n  height: 500\n";
    let (output, codes) = site(&[
        (PROJECT, &format!("---\ntitle: Cut\n{demo}---\n")),
        (DAY, "---\ndate: 2026-01-05\nvideo: https://youtu.be/abc\n---\n"),
    ]);
    assert_eq!(codes, [""; 0]);
    let project = text(&output, "projects/cut/");
    assert!(project.contains("data-embed-src=\"https://a.streamlit.app/?embed=true\""), "{project}");
    assert!(project.contains("data-embed-title=\"Cut\"") && project.contains("data-embed-height=\"500\""));
    assert!(policy(&project).ends_with("; frame-src https://a.streamlit.app https://share.streamlit.io"));
    assert!(!text(&output, "").contains("data-embed"));
    let day = text(&output, "projects/cut/day-01/");
    assert!(day.contains("data-embed-src=\"https://www.youtube-nocookie.com/embed/abc\""));
    assert!(policy(&day).ends_with("; frame-src https://www.youtube-nocookie.com"));
}

#[test]
fn a_feed_has_links_in_place_of_demos() {
    let (output, _) = day("https://youtu.be/abc\n\n![c](media/c.cast)\n\n![g](media/g.gif)");
    let feed = text(&output, "feed.xml");
    assert!(feed.contains("https://youtu.be/abc"));
    for piece in ["data-embed", "svg", "data-cast", "srcset"] {
        assert!(!feed.contains(piece), "{piece}");
    }
}

#[test]
fn a_moving_picture_is_published_with_its_first_frame() {
    let (output, page) = day("![g](media/g.gif)");
    assert!(page.contains("srcset=\"/log/projects/cut/media/g.gif.still.gif\""), "{page}");
    let Some(Body::Bytes(still)) = output.get(&Route::new("projects/cut/media/g.gif.still.gif")) else {
        panic!("no first frame");
    };
    assert!(MOVING.starts_with(&still[..still.len() - 1]) && still.ends_with(b";"));
    assert_eq!(crate::media::first_frame(still), None);
}

#[test]
fn a_recording_of_a_terminal_reads_without_a_script() {
    assert!(day("![c](media/c.cast)").1.contains("\n$ make</pre>"));
}

#[test]
fn what_machines_read_stands_on_one_line_without_controls_and_with_whole_addresses() {
    let settings =
        "title: \"A\\nlog\"\nbase_url: https://example.org/log/\nauthor: {name: \"Robin\\tS\\u0001.\"}\n";
    let day = "---\ndate: 2026-01-05\ntitle: \"One\\n two\\u0002\"\nsummary: \"Said\\u0007 so\"\ncanonical: 'https://example.net/\"a\"b?c&d'\n---\n";
    let project = "---\ntitle: |\n  Cut\n  out\n---\n";
    let (output, codes) = site(&[("buildlog.yaml", settings), (PROJECT, project), (DAY, day)]);
    assert_eq!(codes, [""; 0]);
    let page = text(&output, "projects/cut/day-01/");
    for said in [
        "<title>One two · Cut out · A log</title>",
        "<meta property=\"og:title\" content=\"One two\">",
        "<meta property=\"og:site_name\" content=\"A log\">",
        "<link rel=\"canonical\" href=\"https://example.net/%22a%22b?c&amp;d\">",
        "\"headline\":\"One two\"",
        "\"url\":\"https://example.net/%22a%22b?c&d\"",
        "\"name\":\"Robin S.\"",
        "\"description\":\"Said so\"",
    ] {
        assert!(page.contains(said), "{said}: {page}");
    }
}
