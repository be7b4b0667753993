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
        let source = match path.ends_with(".png") {
            true => Source::Bytes(text.as_bytes().into()),
            false => Source::Text((*text).into()),
        };
        (SitePath::new(*path), source)
    });
    let sources = Sources::from_memory(texts);
    let overrides = Overrides { base_url: None, drafts: false, as_of: "2026-01-01".parse().unwrap() };
    let config = Config::read(&sources, &overrides).unwrap();
    let (content, _) = Content::read(&sources);
    let (site, faults) = Site::assemble(config, content);
    assert_eq!(faults, []);
    let (plan, faults) = Plan::make(&site, &sources, &[]);
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
    let picture = ("content/projects/cut/media/a b.png", "x");
    let notes = ("static/notes.html", "");
    faults(&[(DAY, &day(body)), second, draft, picture, notes]).into_iter().map(|(code, _)| code).collect()
}

#[test]
fn links_that_lead_somewhere_are_no_fault() {
    for body in [
        "[x](day-02.md)",
        "[x](./day-02.md#set-up)",
        "[x](project.md) [x](../cut/) [x](/projects/cut/) [x](/notes.html)",
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
        ("[x](/nowhere/)", "dead-link"),
        ("[x](../../../LICENSE)", "dead-link"),
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
    assert_eq!(faults(&[("static/About/index.html", ""), ("content/about.md", "")])[0].0, "route-taken");
    assert_eq!(faults(&[("static/projects", "")])[0].0, "route-taken");
}

#[test]
fn an_alias_stays_below_the_base_url() {
    for alias in ["../x", "https://example.org/x", "''", "a//b"] {
        let text = format!("---\ndate: 2026-01-05\naliases: [{alias}]\n---\n");
        assert_eq!(faults(&[(DAY, &text)])[0].0, "bad-alias", "{alias}");
    }
    let (_, plan, faults) = plan_of(&[(DAY, "---\ndate: 2026-01-05\naliases: [/old/post, old.html]\n---\n")]);
    assert_eq!(faults, []);
    assert!(plan.has(&Route::new("old/post/")) && plan.has(&Route::new("old.html")));
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
