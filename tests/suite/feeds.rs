//! Feeds and the sitemap, read back by a parser that is not the program's own.

use std::collections::BTreeSet;

use atom_syndication::Feed;
use serde_json::Value;

use crate::support::html::elements;
use crate::support::{Built, Site, repository};

const BODY: &str = "\
See [tomorrow](day-02.md), [a place](day-02.md#what-came), [the project](project.md) and [the web](https://other.example/a?b=1&c=2).

![A screen](media/screen.svg)

Then note[^1].

[^1]: A note.
";

fn site() -> Site {
    Site::new()
        .with_day(1, "title: \"One & <two>\"\ntags: [sound, 日志]\nsummary: In short\n", BODY)
        .with_day(2, "title: Two\n", "## What came\n\nText.")
        .with_bytes("content/projects/cut/media/screen.svg", b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>")
}

fn atom(built: &Built, path: &str) -> Feed {
    let text = built.file(path);
    Feed::read_from(text.as_bytes()).unwrap_or_else(|error| panic!("{path}: {error}\n{text}"))
}

fn json(built: &Built, path: &str) -> Value {
    serde_json::from_str(built.file(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The id of each entry, by the last parts of its address.
fn ids(built: &Built) -> Vec<String> {
    atom(built, "feed.xml").entries.iter().map(|entry| entry.id.clone()).collect()
}

fn link<'a>(links: &'a [atom_syndication::Link], rel: &str) -> &'a str {
    let found = links.iter().find(|link| link.rel == rel);
    found.map(|link| link.href.as_str()).unwrap_or_else(|| panic!("no link of relation {rel}"))
}

#[test]
fn a_reader_gets_what_was_written() {
    let feed = atom(&site().build(), "feed.xml");
    assert_eq!(feed.title.as_str(), "A small log");
    assert_eq!(link(&feed.links, "self"), "https://example.org/log/feed.xml");
    assert_eq!(link(&feed.links, "alternate"), "https://example.org/log/");
    assert_eq!(feed.updated.to_rfc3339(), "2026-01-06T00:00:00+00:00");
    assert!(!feed.authors.is_empty(), "Atom wants an author");
    let titles: Vec<&str> = feed.entries.iter().map(|entry| entry.title.as_str()).collect();
    assert_eq!(titles, ["Two", "One & <two>"], "the newest first, its signs as written");
    let first = &feed.entries[1];
    assert_eq!(link(&first.links, "alternate"), "https://example.org/log/projects/cut/day-01/");
    assert_eq!(first.updated.to_rfc3339(), "2026-01-05T00:00:00+00:00");
    assert_eq!(first.summary.as_ref().map(|summary| summary.as_str()), Some("In short"));
    let terms: BTreeSet<&str> = first.categories.iter().map(|category| category.term.as_str()).collect();
    assert_eq!(terms, BTreeSet::from(["sound", "日志"]));
    assert!(
        first.content.as_ref().and_then(|content| content.value.as_deref()).unwrap().contains("Then note")
    );
}

#[test]
fn a_day_begins_at_midnight_in_the_sites_time_zone() {
    let settings = "title: A\nbase_url: https://example.org/\ntimezone: Asia/Shanghai\n";
    let feed = atom(&site().with("buildlog.yaml", settings).build(), "feed.xml");
    assert_eq!(feed.entries[0].updated.to_rfc3339(), "2026-01-06T00:00:00+08:00");
}

#[test]
fn every_address_in_the_content_is_absolute() {
    let built = site().build();
    let example = Site::in_folder(&repository().join("example-site")).build();
    let mut contents: Vec<String> = Vec::new();
    for (built, path) in [
        (&built, "feed.xml"),
        (&built, "projects/cut/feed.xml"),
        (&example, "feed.xml"),
        (&example, "zh/feed.xml"),
    ] {
        contents.extend(atom(built, path).entries.into_iter().filter_map(|entry| entry.content?.value));
    }
    for built in [&built, &example] {
        let items = json(built, "feed.json")["items"].as_array().expect("items").clone();
        contents.extend(items.iter().map(|item| item["content_html"].as_str().expect("HTML").to_string()));
    }
    assert!(contents.len() > 15);
    let mut found = 0;
    for element in contents.iter().flat_map(|content| elements(content)) {
        for (name, value) in element
            .attributes()
            .filter(|(name, _)| matches!(*name, "href" | "src" | "cite" | "poster" | "srcset"))
        {
            let absolute = ["https://", "mailto:", "tel:"].iter().any(|start| value.starts_with(start));
            assert!(absolute, "<{} {name}={value}>", element.name);
            found += 1;
        }
        assert!(!matches!(element.name.as_str(), "script" | "style" | "iframe"), "<{}>", element.name);
    }
    assert!(found > 15, "only {found} addresses were found");
}

#[test]
fn addresses_in_the_content_lead_to_what_is_meant() {
    let feed = atom(&site().build(), "feed.xml");
    let content = feed.entries[1].content.as_ref().and_then(|content| content.value.clone()).unwrap();
    for address in [
        "https://example.org/log/projects/cut/day-02/\"",
        "https://example.org/log/projects/cut/day-02/#what-came\"",
        "https://example.org/log/projects/cut/\"",
        "https://example.org/log/projects/cut/media/screen.svg\"",
        "https://other.example/a?b=1&amp;c=2\"",
        "https://example.org/log/projects/cut/day-01/#fn-",
    ] {
        assert!(content.contains(address), "{address} is not in {content}");
    }
}

#[test]
fn ids_stay_when_title_slug_and_address_change() {
    let before = ids(&site().build());
    assert_eq!(before.iter().collect::<BTreeSet<_>>().len(), 2, "each entry has its own: {before:?}");
    let moved =
        "title: Another name\nbase_url: https://robin.example/\nid: tag:example.org,2026-01-05:a-small-log\n";
    let project = "---\ntitle: Scissors\nslug: scissors\nchallenge: {start: 2026-01-05, days: 7}\n---\n";
    let after = site()
        .with("buildlog.yaml", moved)
        .with("content/projects/cut/project.md", project)
        .with_day(1, "title: Another title\n", "Another text.")
        .build();
    assert!(after.has("/projects/scissors/day-01/"));
    assert_eq!(before, ids(&after));
    assert_eq!(before, ids(&site().at("https://robin.example/").build()));
    assert_ne!(
        before,
        ids(&site().with("buildlog.yaml", "title: A\nbase_url: https://example.org/\nid: tag:b\n").build())
    );
}

#[test]
fn a_new_day_changes_no_id_of_the_others() {
    let before = ids(&site().build());
    let after = ids(&site().with_day(3, "", "Three.").build());
    assert_eq!(before, after[1..]);
}

#[test]
fn both_formats_tell_the_same() {
    let built = Site::in_folder(&repository().join("example-site")).build();
    for language in ["", "zh/"] {
        let feed = atom(&built, &format!("{language}feed.xml"));
        let json = json(&built, &format!("{language}feed.json"));
        assert_eq!(json["version"], "https://jsonfeed.org/version/1.1");
        assert_eq!(json["title"], feed.title.as_str());
        assert_eq!(json["feed_url"], format!("https://example.org/log/{language}feed.json"));
        assert_eq!(json["home_page_url"], format!("https://example.org/log/{language}"));
        let items = json["items"].as_array().expect("items");
        assert_eq!(items.len(), feed.entries.len());
        assert!(!items.is_empty());
        for (item, entry) in items.iter().zip(&feed.entries) {
            assert_eq!(item["id"], entry.id.as_str());
            assert_eq!(item["title"], entry.title.as_str());
            assert_eq!(item["url"], link(&entry.links, "alternate"));
            assert_eq!(
                item["content_html"].as_str(),
                entry.content.as_ref().and_then(|content| content.value.as_deref())
            );
            assert_eq!(item["date_published"], entry.published.unwrap_or(entry.updated).to_rfc3339());
        }
    }
}

#[test]
fn a_feed_of_a_project_holds_its_own_days_alone() {
    let built = site()
        .with("content/projects/mix/project.md", "---\ntitle: Mix\n---\n")
        .with("content/projects/mix/day-01.md", "---\ndate: 2026-01-09\n---\n\nOther.\n")
        .build();
    assert_eq!(atom(&built, "feed.xml").entries.len(), 3);
    let cut = atom(&built, "projects/cut/feed.xml");
    assert_eq!(cut.entries.len(), 2);
    assert!(cut.entries.iter().all(|entry| link(&entry.links, "alternate").contains("/cut/")));
    assert_ne!(cut.id, atom(&built, "projects/mix/feed.xml").id);
    assert_ne!(cut.id, atom(&built, "feed.xml").id);
}

#[test]
fn a_feed_holds_as_many_days_as_its_limit_and_none_is_a_feed_too() {
    let settings = "title: A\nbase_url: https://example.org/\nfeed: {limit: 1}\n";
    assert_eq!(atom(&site().with("buildlog.yaml", settings).build(), "feed.xml").entries.len(), 1);
    let empty = Site::new().build();
    assert!(atom(&empty, "feed.xml").entries.is_empty());
    assert_eq!(json(&empty, "feed.json")["items"], Value::Array(Vec::new()));
}

#[test]
fn signs_that_xml_forbids_do_not_break_a_feed() {
    let text = "A bell \u{7}, an escape \u{1b}, a form feed \u{c}, ]]> and \u{fffe}.";
    let built = Site::new().with_day(1, "title: \"T \\x07 \\e ]]>\"\nsummary: \"S \\x0c\"\n", text).build();
    let feed = atom(&built, "feed.xml");
    assert!(
        feed.entries[0].content.as_ref().and_then(|content| content.value.clone()).unwrap().contains("and")
    );
    let forbidden =
        |c: char| (c < ' ' && !matches!(c, '\n' | '\t' | '\r')) || matches!(c, '\u{fffe}' | '\u{ffff}');
    assert!(!built.file("feed.xml").contains(forbidden), "XML 1.0 has no such characters");
}

fn locations(built: &Built) -> Vec<String> {
    let text = built.file("sitemap.xml");
    let found = text.split("<loc>").skip(1).filter_map(|rest| rest.split("</loc>").next());
    found.map(crate::support::html::decoded).collect()
}

#[test]
fn the_sitemap_lists_every_page_once_and_no_other() {
    let example = Site::in_folder(&repository().join("example-site")).build();
    let with_alias = site()
        .with_day(3, "aliases: [/old/]\n", "Three.")
        .with("static/own/index.html", "<p>Own.</p>")
        .build();
    for built in [example, with_alias] {
        let listed = locations(&built);
        let set: BTreeSet<String> = listed.iter().cloned().collect();
        assert_eq!(set.len(), listed.len(), "none twice");
        let canonical: BTreeSet<String> = built
            .html_pages()
            .iter()
            .filter(|(address, html)| {
                address != "/404.html" && !html.contains("http-equiv=\"refresh\"") && !html.contains("Own.")
            })
            .filter_map(|(_, html)| crate::support::html::link(html, "canonical"))
            .collect();
        assert_eq!(set, canonical);
        assert!(!listed.iter().any(|address| address.contains("404") || address.contains("/old/")));
        assert!(listed.iter().all(|address| address.starts_with("https://example.org/log/")));
    }
}

#[test]
fn robots_and_language_models_are_sent_to_the_same_address() {
    let built = site().at("https://robin.example/sub/").build();
    assert!(built.file("robots.txt").contains("Sitemap: https://robin.example/sub/sitemap.xml\n"));
    let llms = built.file("llms.txt");
    assert!(llms.starts_with("# A small log\n"), "{llms}");
    assert!(llms.contains("(https://robin.example/sub/projects/cut/day-01/)"), "{llms}");
}

#[test]
fn a_json_feed_keeps_to_its_schema() {
    let schema =
        std::fs::read_to_string(repository().join("tests/schemas/json-feed-1.1.json")).expect("the schema");
    let mut compiler = boon::Compiler::new();
    compiler.enable_format_assertions();
    compiler.add_resource("feed.json", serde_json::from_str(&schema).expect("JSON")).expect("a schema");
    let mut schemas = boon::Schemas::new();
    let schema = compiler.compile("feed.json", &mut schemas).expect("a schema");
    let example = Site::in_folder(&repository().join("example-site")).build();
    let small = site().build();
    let feeds = [json(&example, "feed.json"), json(&example, "zh/feed.json"), json(&small, "feed.json")];
    for feed in &feeds {
        schemas.validate(feed, schema).unwrap_or_else(|error| panic!("{error:#}"));
    }
    for (place, wrong) in [
        ("/version", serde_json::json!("https://jsonfeed.org/version/1")),
        ("/items/0/id", serde_json::json!(7)),
        ("/items/0/url", serde_json::json!("/log/")),
        ("/items/0/date_published", serde_json::json!("2026-01-06")),
    ] {
        let mut spoilt = feeds[2].clone();
        *spoilt.pointer_mut(place).expect("a value to spoil") = wrong;
        assert!(schemas.validate(&spoilt, schema).is_err(), "{place} is not looked at");
    }
}

#[test]
fn a_feed_names_its_maker_and_no_address_that_is_not_there() {
    let generator = atom(&site().build(), "feed.xml").generator.expect("a generator");
    assert_eq!((generator.value.as_str(), generator.uri), ("buildlog", None));
}

#[test]
fn a_day_that_begins_with_a_picture_is_summed_up_by_its_first_words() {
    let body = "![A screen](media/screen.svg)\n\n![Again](media/screen.svg) The board *fills*.\n";
    let built = site().with_day(3, "title: Three\n", body).build();
    let first = &atom(&built, "feed.xml").entries[0];
    assert_eq!(first.summary.as_ref().map(|summary| summary.as_str()), Some("The board fills."));
    let page = built.page("/projects/cut/day-03/");
    assert!(page.contains("<meta name=\"description\" content=\"The board fills.\">"), "{page}");
}
