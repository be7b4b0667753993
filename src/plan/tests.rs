//! Where links lead, and who claims which route.

use super::*;
use crate::config::{Config, Overrides};
use crate::content::Content;
use crate::source::Source;

const PROJECT: (&str, &str) = ("content/projects/cut/project.md", "---\ntitle: Cut\n---\n");
const DAY: &str = "content/projects/cut/day-01.md";

fn plan_of(files: &[(&str, &str)]) -> (Site, Plan, Vec<Diagnostic>) {
    plan_with("", files)
}

fn plan_with(settings: &str, files: &[(&str, &str)]) -> (Site, Plan, Vec<Diagnostic>) {
    let settings = format!("title: T\nbase_url: https://example.org/log/\n{settings}");
    let config = [("buildlog.yaml", settings.as_str()), PROJECT];
    let texts = config.iter().chain(files).map(|(path, text)| {
        let source = match !path.ends_with(".md") && !path.ends_with(".yaml") && !path.ends_with(".json") {
            true => Source::Bytes(text.as_bytes().into()),
            false => Source::Text((*text).into()),
        };
        (SitePath::new(*path), source)
    });
    let sources = Sources::from_memory(texts);
    let overrides = Overrides { base_url: None, drafts: false, as_of: "2026-12-31".parse().unwrap() };
    let config = Config::read(&sources, &overrides).unwrap();
    let (content, _) = Content::read(&sources);
    let (site, faults) = Site::assemble(config, content);
    assert_eq!(faults, []);
    let (plan, faults) = Plan::make(&site, &sources, Beside::default());
    (site, plan, faults)
}

fn faults(files: &[(&str, &str)]) -> Vec<(&'static str, Vec<String>)> {
    plan_of(files).2.into_iter().map(|fault| (fault.code, fault.hints)).collect()
}

fn day(body: &str) -> String {
    format!("---\ndate: 2026-01-05\n---\n{body}\n")
}

fn codes_of_body(body: &str) -> Vec<&'static str> {
    let second = ("content/projects/cut/day-02.md", "---\ndate: 2026-01-06\n---\n## Set-up\n");
    let draft = ("content/projects/cut/day-03.md", "---\ndate: 2026-01-07\ndraft: true\n---\n");
    let picture = ("content/projects/cut/media/a b.png", "GIF89a");
    let notes = ("static/notes.html", "");
    faults(&[(DAY, &day(body)), second, draft, picture, notes]).into_iter().map(|(code, _)| code).collect()
}

#[test]
fn links_that_lead_somewhere_are_no_fault() {
    for body in [
        "[x](day-02.md)",
        "[x](./day-02.md#set-up)",
        "[x](project.md) [x](../cut/) [x](/projects/cut/) [x](/notes.html)",
        "[x](/) [x](/#the_page) [x](/%2Fprojects/cut)",
        "![x](<media/a b.png>) ![x](media/a%20b.png)",
        "[x](https://example.org/) [x](mailto:a@example.org) [x](//example.org/)",
        "## Here\n\n[x](#here)",
        "<a href=\"day-02.md\">x</a>",
    ] {
        assert_eq!(codes_of_body(body), [""; 0], "{body}");
    }
}

#[test]
fn links_that_lead_nowhere_are_told() {
    for (body, code) in [
        ("[x](day-09.md)", "dead-link"),
        ("![x](media/b.png)", "dead-link"),
        ("![x]()", "dead-link"),
        ("![x](#there)", "dead-link"),
        ("<img src=\"\" alt=\"x\">", "dead-link"),
        ("[x](/nowhere/)", "dead-link"),
        ("[x](../../../LICENSE)", "link-outside"),
        ("[x](../../../buildlog.yaml)", "link-outside"),
        ("[x](day-02.md#setup)", "dead-anchor"),
        ("[x](#nowhere)", "dead-anchor"),
        ("[x](../../../../secret.md)", "link-outside"),
        ("[x](../../../private/questions.yaml)", "link-to-private"),
        ("[x](day-03.md)", "link-to-draft"),
        ("![x](https://example.org/a.png)", "remote-picture"),
    ] {
        assert_eq!(codes_of_body(body), [code], "{body}");
    }
}

#[test]
fn a_heading_that_became_the_title_is_the_head_of_its_page() {
    let second = ("content/projects/cut/day-02.md", "---\ndate: 2026-01-06\n---\n# Only\n\n[y](#only)\n");
    let (site, plan, faults) = plan_of(&[(DAY, &day("[x](day-02.md#only) [z](day-02.md#on)")), second]);
    let codes: Vec<_> = faults.iter().map(|fault| fault.code).collect();
    assert_eq!(codes, ["dead-anchor"]);
    let (from, to) = (SitePath::new(DAY), Route::new("projects/cut/day-02/"));
    assert_eq!(plan.resolve(&site, 0, &from, None, "day-02.md#only"), Resolved::Page(to, None));
    let second = SitePath::new(second.0);
    assert_eq!(plan.resolve(&site, 0, &second, None, "#only"), Resolved::Here(String::new()));
}

#[test]
fn links_in_fields_of_front_matter_are_followed() {
    let fault_of = |keys: &str| {
        let text = format!("---\ndate: 2026-01-05\n{keys}\n---\n## Here\n");
        let draft = ("content/projects/cut/day-03.md", "---\ndate: 2026-01-07\ndraft: true\n---\n");
        let faults = plan_of(&[(DAY, &text), draft]).2;
        assert!(faults.len() <= 1, "{faults:?}");
        faults.into_iter().next().map(|fault| (fault.code, text[fault.place.unwrap().span].to_string()))
    };
    for field in [
        "next: LINK",
        "learned: [a, LINK]",
        "insights: [LINK]",
        "questions: [{q: LINK, a: b}]",
        "questions: [{q: a, a: LINK}]",
        "answers: [{change: LINK}]",
        "answers: [{change: c, result: LINK}]",
    ] {
        let fault = |target: &str| fault_of(&field.replace("LINK", &format!("\"[d]({target})\"")));
        let told = |code, target: &str| Some((code, target.to_string()));
        assert_eq!(fault("nowhere.md"), told("dead-link", "nowhere.md"), "{field}");
        assert_eq!(fault("day-03.md"), told("link-to-draft", "day-03.md"), "{field}");
        assert_eq!(fault("#there"), told("dead-anchor", "#there"), "{field}");
        assert_eq!(fault("javascript:x"), told("unsafe-address", "javascript:x"), "{field}");
        assert_eq!(fault("day-01.md#here"), None, "{field}");
        assert_eq!(fault("#here"), None, "{field}");
    }
}

#[test]
fn links_in_fields_of_projects_and_of_the_maker_are_followed_too() {
    let about = (
        "content/about.md",
        "---\nlooking_for: 'A [job](gone.md)'\nbackground: [{text: '[b](gone.md)'}]\n---\n",
    );
    let project = (
        "content/projects/other/project.md",
        "---\ntitle: O\nwhy: '[a](1.md)'\nproblem: '[a](2.md)'\naudience: '[a](3.md)'\nroadmap: ['[a](4.md)']\n\
         evidence: [{quote: '[a](5.md)'}]\ndirection: [{said: '[a](6.md)'}]\n\
         limits: [{case: '[a](7.md)', guard: '[a](8.md)'}]\n---\n",
    );
    let faults = plan_of(&[about, project]).2;
    let lines: Vec<usize> = faults
        .iter()
        .map(|fault| fault.place.as_ref().and_then(|place| place.line_column()).unwrap().line)
        .collect();
    assert_eq!(faults.iter().filter(|fault| fault.code == "dead-link").count(), 10);
    assert_eq!(lines[..2], [2, 3]);
}

#[test]
fn a_file_that_is_not_published_says_why() {
    let chinese = ("content/projects/cut/day-01.zh.md", "---\ndate: 2026-01-05\n---\n");
    let notes = ("content/projects/cut/notes.md", "Notes.\n");
    let text = day("[x](day-01.zh.md) [y](notes.md)");
    let config = [(DAY, text.as_str()), chinese, notes];
    let sources = Sources::from_memory(
        [("buildlog.yaml", "title: T\nbase_url: https://example.org/log/\n"), PROJECT]
            .iter()
            .chain(&config)
            .map(|(path, text)| (SitePath::new(*path), Source::Text((*text).into()))),
    );
    let overrides = Overrides { base_url: None, drafts: false, as_of: "2026-12-31".parse().unwrap() };
    let (site, _) = Site::assemble(Config::read(&sources, &overrides).unwrap(), Content::read(&sources).0);
    let faults = Plan::make(&site, &sources, Beside::default()).1;
    assert!(faults[0].message.contains("the site is not in `zh`"), "{faults:?}");
    assert!(faults[0].hints[0].contains("languages: [en, zh]"), "{faults:?}");
    assert!(faults[1].message.contains("is not published"), "{faults:?}");
}

#[test]
fn what_is_shown_like_a_picture_and_is_none_is_told() {
    let files = |name: &str, bytes: &str| {
        let path = format!("content/projects/cut/media/{name}");
        faults(&[(DAY, &day(&format!("![x](media/{name})"))), (&path, bytes)])
            .into_iter()
            .map(|(code, _)| code)
            .collect::<Vec<_>>()
    };
    assert_eq!(files("zero.png", ""), ["not-a-picture"]);
    assert_eq!(files("p.html", "<p>"), ["not-a-picture"]);
    assert_eq!(files("a.png", "GIF89a"), [""; 0]);
    assert_eq!(files("a.cast", "{}"), [""; 0]);
}

#[test]
fn addresses_in_keys_are_addresses() {
    let day_with = |keys: &str| format!("---\ndate: 2026-01-05\n{keys}\n---\n");
    for keys in [
        "canonical: javascript:x",
        "canonical: nonsense",
        "demo: javascript:y",
        "demo: {url: https://e.example, poster: 'data:image/png,x'}",
        "video: 'javascript:z'",
        "numbers: [{id: n, value: 1, source: javascript:x}]",
    ] {
        assert_eq!(
            faults(&[(DAY, &day_with(keys))]).first().map(|(code, _)| *code),
            Some("bad-address"),
            "{keys}"
        );
    }
    for keys in [
        "canonical: https://e.example/x",
        "demo: https://e.example",
        "numbers: [{id: n, value: 1, source: a call}]",
    ] {
        assert_eq!(faults(&[(DAY, &day_with(keys))]), [], "{keys}");
    }
    let project = |keys: &str| format!("---\ntitle: O\n{keys}\n---\n");
    for keys in ["repo: nonsense words", "cover: 'javascript:z'", "evidence: [{quote: q, source: 'data:x'}]"]
    {
        let text = project(keys);
        assert_eq!(faults(&[("content/projects/o/project.md", &text)])[0].0, "bad-address", "{keys}");
    }
    let links = |url: &str| plan_with(&format!("author: {{links: [{{label: L, url: '{url}'}}]}}\n"), &[]).2;
    assert_eq!(links("javascript:alert(1)")[0].code, "bad-address");
    assert_eq!(links("mailto:a@e.example"), []);
}

#[test]
fn a_resume_is_there_and_is_json() {
    let about = ("content/about.md", "---\nresume: resume.json\n---\n");
    assert_eq!(faults(&[about])[0].0, "missing-file");
    assert_eq!(faults(&[about, ("content/resume.json", "{\"work\": [}")])[0].0, "bad-resume");
    assert_eq!(faults(&[about, ("content/resume.json", "{\"work\": []}")]), []);
}

#[test]
fn a_dead_link_comes_with_what_was_meant() {
    let second = ("content/projects/cut/day-02.md", "---\ndate: 2026-01-06\n---\n## Set-up\n");
    let hints = |body: &str| faults(&[(DAY, &day(body)), second]).remove(0).1;
    assert_eq!(hints("[x](day-2.md)"), ["did you mean `day-02.md`?"]);
    assert_eq!(hints("[x](day-02.md#setup)"), ["did you mean `#set-up`?"]);
}

#[test]
fn a_link_to_a_broken_file_is_no_second_fault() {
    let broken = ("content/projects/cut/day-02.md", "---\ndate: soon\n---\n");
    assert_eq!(faults(&[(DAY, &day("[x](day-02.md)")), broken]), []);
}

#[test]
fn only_media_that_a_page_refers_to_are_published() {
    let files = [
        (DAY, &*day("![x](media/a.png)")),
        ("content/projects/cut/media/a.png", "x"),
        ("content/projects/cut/media/unused.png", "x"),
    ];
    let (_, plan, _) = plan_of(&files);
    let media: Vec<_> = plan.media.values().map(|medium| medium.route.as_str()).collect();
    assert_eq!(media, ["projects/cut/media/a.png"]);
}

#[test]
fn the_code_of_a_contact_is_published_only_where_the_contact_is_shown() {
    let settings =
        |show: &str| format!("author: {{contact: [{{kind: wechat, qr: media/qr.png, show: [{show}]}}]}}\n");
    let published = |show: &str| plan_with(&settings(show), &[("content/media/qr.png", "x")]).1.media.len();
    assert_eq!([published("site"), published("brief"), published("")], [1, 0, 0]);
    assert_eq!(plan_with(&settings("card"), &[]).2[0].code, "missing-file");
}

#[test]
fn two_claimants_for_one_route_are_named() {
    let with_alias = "---\ndate: 2026-01-05\naliases: [/projects/cut/]\n---\n";
    assert_eq!(faults(&[(DAY, with_alias)])[0].0, "route-taken");
    let (_, _, told) = plan_of(&[(DAY, with_alias)]);
    let place = told[0].place.as_ref().unwrap();
    assert_eq!(&with_alias[place.span.clone()], "/projects/cut/");
    let other = ("content/projects/cut/day-02.md", "---\ndate: 2026-01-06\naliases: [/a/]\n---\n");
    let (_, _, told) = plan_of(&[(DAY, "---\ndate: 2026-01-05\naliases: [/A/]\n---\n"), other]);
    let places: Vec<_> = told[0].place.iter().chain(told[0].related.iter().map(|(place, _)| place)).collect();
    assert!(places.len() == 2 && places.iter().all(|place| !place.is_file()), "{told:?}");
    assert_eq!(faults(&[("static/About/index.html", ""), ("content/about.md", "")])[0].0, "route-taken");
    assert_eq!(faults(&[("static/projects", "")])[0].0, "route-taken");
}

#[test]
fn an_alias_stays_below_the_base_url() {
    for alias in
        ["../x", "https://example.org/x", "''", "a//b", "/a%2F..%2Fb/", "/%2e%2e/x/", "/a%00/", "/a%FF/"]
    {
        let text = format!("---\ndate: 2026-01-05\naliases: [{alias}]\n---\n");
        assert_eq!(faults(&[(DAY, &text)])[0].0, "bad-alias", "{alias}");
    }
    let aliases = "---\ndate: 2026-01-05\naliases: [/old/post, old.html, /x%20y/, /%E5%A4%A9]\n---\n";
    let (_, plan, faults) = plan_of(&[(DAY, aliases)]);
    assert_eq!(faults, []);
    for route in ["old/post/", "old.html", "x y/", "天/"] {
        assert!(plan.has(&Route::new(route)), "{route}");
    }
}

#[test]
fn every_page_of_the_contract_has_its_route() {
    let quote = ("content/projects/cut/feedback/ana.md", "---\nconsent: role\n---\nGood.\n");
    let tagged = "---\ndate: 2026-01-05\ntags: [C++]\n---\n";
    let (_, plan, faults) = plan_of(&[(DAY, tagged), quote, ("content/about.md", "")]);
    assert_eq!(faults, []);
    for route in [
        "",
        "about/",
        "projects/",
        "archive/",
        "projects/cut/",
        "projects/cut/day-01/",
        "projects/cut/feedback/",
        "projects/cut/feed.xml",
        "tags/",
        "tags/cplusplus/",
        "feed.xml",
        "feed.json",
        "sitemap.xml",
        "robots.txt",
        "404.html",
        ".nojekyll",
        "llms.txt",
    ] {
        assert!(plan.has(&Route::new(route)), "{route}");
    }
    assert!(!plan.has(&Route::new("CNAME")));
}

#[test]
fn the_archive_is_split_past_a_thousand_days() {
    let names: Vec<String> =
        (1..=1_001).map(|number| format!("content/projects/cut/day-{number}.md")).collect();
    let text = day("");
    let files: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), text.as_str())).collect();
    let (_, plan, _) = plan_of(&files);
    assert!(plan.has(&Route::new("archive/2026/")));
    let (_, plan, _) = plan_of(&files[..1_000]);
    assert!(!plan.has(&Route::new("archive/2026/")));
}

#[test]
fn a_demo_has_somewhere_to_lead_to() {
    let told = |demo: &str| {
        let text = format!("---\ndate: 2026-01-05\ndemo: {demo}\n---\n");
        faults(&[(DAY, &text)]).into_iter().map(|(code, _)| code).collect::<Vec<_>>()
    };
    assert_eq!(told("{title: Cut}"), ["bad-demo"]);
    assert_eq!(told("{url: '', title: Cut}"), ["bad-demo"]);
    assert_eq!(told("{}"), ["bad-demo"]);
    assert_eq!(told("{url: https://a.example, ratio: wide}"), ["bad-demo"]);
    assert_eq!(told("{url: http://a.example, height: 400}"), ["unknown-host"]);
    assert_eq!(told("{url: https://a.example:8443, height: 400}"), [""; 0]);
    assert_eq!(told("https://a.example"), [""; 0]);
    assert_eq!(told("https://vimeo.com/someone"), ["unknown-host"]);
    assert_eq!(told("https://x.com/someone"), [""; 0]);
}

#[test]
fn an_address_without_its_scheme_is_told_with_it() {
    let hints = |keys: &str, body: &str| {
        let text = format!("---\ndate: 2026-01-05\n{keys}---\n{body}\n");
        faults(&[(DAY, &text)]).into_iter().flat_map(|(_, hints)| hints).collect::<Vec<_>>().join(" ")
    };
    for (keys, body) in [
        ("demo: youtu.be/x\n", ""),
        ("demo: {url: youtu.be/x}\n", ""),
        ("video: youtu.be/x\n", ""),
        ("", "```demo\nurl: youtu.be/x\n```"),
        ("", "```demo\nyoutu.be/x\n```"),
        ("", "[x](youtu.be/x)"),
    ] {
        assert!(hints(keys, body).contains("`https://youtu.be/x`"), "{keys}{body}: {}", hints(keys, body));
    }
    assert!(hints("demo: cut.example.com\n", "").contains("`https://cut.example.com`"));
    assert!(!hints("demo: media/cut.mp4\n", "").contains("https://"));
    assert!(!hints("", "[x](deck.key)").contains("https://"));
}

#[test]
fn what_plays_on_another_site_is_called_a_recording_and_what_stands_still_a_picture() {
    let words = |body: &str| {
        let faults = plan_of(&[(DAY, &day(body))]).2;
        let of_others = faults.into_iter().filter(|fault| fault.code == "remote-picture");
        of_others.map(|fault| fault.message.split(' ').nth(1).unwrap().to_string()).collect::<Vec<_>>()
    };
    for (body, called) in [
        ("<video src=\"https://a.example/x.mp4\"></video>", "recording"),
        ("<audio src=\"https://a.example/x\"></audio>", "recording"),
        ("![x](https://a.example/x.webm?y=1)", "recording"),
        ("![x](https://a.example/x.png)", "picture"),
        ("![x](https://a.example/x)", "picture"),
        ("<img src=\"https://a.example/x\" alt=\"x\">", "picture"),
        ("<video poster=\"https://a.example/x.png\"></video>", "picture"),
    ] {
        assert_eq!(words(body), [called], "{body}");
    }
}

#[test]
fn the_way_out_of_a_card_is_one_that_helps() {
    let hint = |block: &str| {
        let mut found = faults(&[(DAY, &day(&format!("```demo\n{block}\n```")))]);
        found.pop().map(|(_, hints)| hints.join(" ")).unwrap_or_default()
    };
    assert!(hint("url: http://a.example/\nheight: 400").contains("https://"));
    assert!(hint("url: https://a.example/").contains("`height`"));
    assert!(hint("https://a.example/").contains("`height`"));
    let channel = hint("url: https://www.youtube.com/@someone");
    assert!(channel.contains("`youtube.com/watch?v=<id>`") && !channel.contains("height"), "{channel}");
    assert_eq!(hint("url: https://a.example:8443/\nheight: 400"), "");
}
