//! Pages and their addresses: which there are, where their links lead, and what each must have.

use std::collections::{BTreeMap, BTreeSet};

use percent_encoding::percent_decode_str;

use crate::support::html::{all, elements, link, meta};
use crate::support::{Built, Site, repository};

fn example() -> Site {
    Site::in_folder(&repository().join("example-site"))
}

/// Addresses with and without a sub-path, and one with signs that need care.
const BASES: [&str; 3] =
    ["https://robin.github.io/log/", "https://robin.example/", "https://robin.example/a/b-c/日志/"];

/// The path of a base URL as pages write it, with a slash at both ends.
fn path_of(base: &str) -> String {
    url::Url::parse(base).expect("a URL").path().to_string()
}

#[test]
fn the_routes_of_the_contract_are_there() {
    let built = example().build();
    let project = "/projects/bring-sheet";
    let pages = ["/", "/about/", "/projects/", "/archive/", "/tags/", "/tags/testing/", "/queue-board/"];
    let of_project =
        ["/", "/day-01/", "/day-07/", "/feedback/", "/feed.xml"].map(|path| format!("{project}{path}"));
    let zh =
        ["/zh/", "/zh/about/", "/zh/projects/", "/zh/archive/", "/zh/tags/", "/zh/feed.xml", "/zh/feed.json"];
    let of_project_zh = ["/", "/day-05/", "/feedback/"].map(|path| format!("/zh{project}{path}"));
    let files =
        ["/feed.xml", "/feed.json", "/sitemap.xml", "/robots.txt", "/404.html", "/.nojekyll", "/llms.txt"];
    let fixed = pages.iter().chain(&zh).chain(&files).map(ToString::to_string);
    for route in fixed.chain(of_project).chain(of_project_zh) {
        assert!(built.has(&route), "{route} is not there");
    }
    assert!(!built.has("/projects/bring-sheet/day-04/"), "a missed day has no page");
    assert!(!built.has("/CNAME"), "the example lives under a sub-path");
}

/// What a page asks for or leads to: element, attribute and address.
fn references(html: &str) -> Vec<(String, String, String)> {
    let mut found = Vec::new();
    for element in elements(html) {
        for (name, value) in element.attributes() {
            let addresses: Vec<String> = match name {
                "href" | "src" | "poster" | "cite" | "action" | "data" | "formaction" => {
                    vec![value.to_string()]
                }
                "srcset" => value
                    .split(',')
                    .filter_map(|part| part.split_whitespace().next())
                    .map(str::to_string)
                    .collect(),
                "content"
                    if element
                        .attribute("property")
                        .is_some_and(|name| name.ends_with(":url") || name.ends_with(":image")) =>
                {
                    vec![value.to_string()]
                }
                _ => Vec::new(),
            };
            found.extend(
                addresses.into_iter().map(|address| (element.name.clone(), name.to_string(), address)),
            );
        }
    }
    found
}

fn ids(html: &str) -> Vec<String> {
    elements(html).iter().filter_map(|element| element.attribute("id").map(str::to_string)).collect()
}

/// Every reference of the site that answers nothing, and every one that forgets the base path.
fn dead_references(built: &Built, base: &str) -> Vec<String> {
    let pages = built.html_pages();
    let ids: BTreeMap<&str, BTreeSet<String>> =
        pages.iter().map(|(address, html)| (address.as_str(), ids(html).into_iter().collect())).collect();
    let mut dead = Vec::new();
    let mut internal = 0;
    for (address, html) in &pages {
        for (element, attribute, target) in references(html) {
            let path = match target.strip_prefix(base) {
                Some(route) => format!("{}{route}", path_of(base)),
                None if target.starts_with('#') => format!("{}{}{target}", path_of(base), &address[1..]),
                None if target.starts_with('/') && !target.starts_with("//") => target.clone(),
                None if target.contains(':') => continue,
                None => {
                    dead.push(format!("{address}: <{element} {attribute}={target}> is relative"));
                    continue;
                }
            };
            internal += 1;
            if let Some(why) = why_dead(built, &ids, &path_of(base), &path) {
                dead.push(format!("{address}: <{element} {attribute}={target}> {why}"));
            }
        }
    }
    assert!(internal > 500, "only {internal} references were found");
    dead.sort();
    dead.dedup();
    dead
}

fn why_dead(
    built: &Built,
    ids: &BTreeMap<&str, BTreeSet<String>>,
    base_path: &str,
    path: &str,
) -> Option<String> {
    let decode = |text: &str| percent_decode_str(text).decode_utf8_lossy().into_owned();
    let (path, fragment) = path.split_once('#').unwrap_or((path, ""));
    let Some(route) = path.strip_prefix(base_path) else { return Some("is not under the base URL".into()) };
    let route = format!("/{}", decode(route));
    if !built.has(&route) {
        return Some("leads to no file".into());
    }
    let fragment = decode(fragment);
    let known = fragment.is_empty() || ids.get(route.as_str()).is_some_and(|ids| ids.contains(&fragment));
    (!known).then(|| "leads to no place of its page".into())
}

#[test]
fn every_reference_of_every_page_answers_at_any_address() {
    for base in BASES {
        let built = example().at(base).build();
        let base = url::Url::parse(base).expect("a URL").to_string();
        assert_eq!(dead_references(&built, &base), [""; 0], "at {base}");
    }
}

#[test]
fn style_sheets_ask_only_for_what_is_there() {
    let built = example().build();
    let sheets: Vec<_> = built.files.keys().filter(|name| name.ends_with(".css")).cloned().collect();
    assert!(!sheets.is_empty());
    for sheet in sheets {
        let css = built.file(&sheet);
        assert!(!css.contains("@import"), "{sheet}");
        for address in css.split("url(").skip(1).filter_map(|rest| rest.split(')').next()) {
            let address = address.trim_matches(['"', '\'']);
            if address.starts_with("data:") || address.starts_with('#') {
                continue;
            }
            let folder = sheet.rsplit_once('/').map_or("", |(folder, _)| folder);
            let file = match address.strip_prefix("/log/") {
                Some(file) => file.to_string(),
                None => format!("{folder}/{address}"),
            };
            assert!(built.files.contains_key(&file), "{sheet} asks for {address}");
        }
    }
}

#[test]
fn no_page_has_an_id_twice() {
    for (address, html) in example().build().html_pages() {
        let mut seen = BTreeSet::new();
        let twice: Vec<String> = ids(html).into_iter().filter(|id| !seen.insert(id.clone())).collect();
        assert!(twice.is_empty(), "{address}: {twice:?}");
    }
}

#[test]
fn every_page_has_a_title_one_heading_a_description_and_its_address() {
    let built = example().build();
    let mut titles: BTreeMap<(String, String), String> = BTreeMap::new();
    for (address, html) in built.html_pages() {
        assert!(html.starts_with("<!doctype html>") || html.starts_with("<!DOCTYPE html>"), "{address}");
        let root = &all(html, "html")[0];
        let language = root.attribute("lang").unwrap_or_default().to_string();
        assert!(!language.is_empty(), "{address} names no language");
        let heads = all(html, "title");
        assert!(heads.iter().any(|title| !title.inner().trim().is_empty()), "{address} has no title");
        let policy = meta(html, "Content-Security-Policy").unwrap_or_default();
        assert!(policy.contains("default-src"), "{address}: {policy}");
        assert!(!policy.contains("unsafe-inline") && !policy.contains('*'), "{address}: {policy}");
        if address == "/queue-board/" {
            continue;
        }
        assert_eq!(all(html, "h1").len(), 1, "{address}: headings of the first level");
        let description = meta(html, "description").unwrap_or_default();
        assert!(!description.trim().is_empty(), "{address} has no description");
        assert!(meta(html, "viewport").is_some(), "{address} has no viewport");
        if address == "/404.html" {
            continue;
        }
        let canonical = link(html, "canonical");
        assert_eq!(meta(html, "og:url"), canonical, "{address}");
        // The site's address for its current brief says that the project's is the home of it.
        if let Some(edition) = address.strip_suffix("/brief/").filter(|edition| !edition.contains("projects"))
        {
            let home = format!("https://example.org/log{edition}/projects/hear-again/brief/");
            assert_eq!(canonical, Some(home), "{address}");
            continue;
        }
        assert_eq!(canonical, Some(format!("https://example.org/log{address}")), "{address}");
        let title = heads[0].inner().to_string();
        if let Some(other) = titles.insert((language, title.clone()), address.clone()) {
            panic!("{address} and {other} are both called {title}");
        }
    }
}

#[test]
fn no_page_runs_a_script_or_asks_others_for_anything() {
    for base in BASES {
        for (address, html) in example().at(base).build().html_pages() {
            for element in elements(html) {
                let name = element.name.as_str();
                for (key, value) in element.attributes() {
                    assert!(!key.starts_with("on") && key != "style", "{address}: <{name} {key}={value}>");
                    let fetches = matches!(key, "src" | "poster" | "srcset" | "data");
                    assert!(!(fetches && value.contains("//")), "{address}: <{name} {key}={value}>");
                    assert!(
                        !value.trim_start().to_lowercase().starts_with("javascript:"),
                        "{address}: {value}"
                    );
                }
                if name == "link"
                    && matches!(
                        element.attribute("rel"),
                        Some("stylesheet" | "preload" | "icon" | "preconnect" | "dns-prefetch")
                    )
                {
                    let target = element.attribute("href").unwrap_or_default();
                    assert!(target.starts_with('/') && !target.starts_with("//"), "{address}: {target}");
                }
                assert!(!matches!(name, "iframe" | "style" | "object" | "embed"), "{address}: <{name}>");
                if name == "script" {
                    // A file of the theme, or data; nothing that stands in the page is run.
                    match element.attribute("src") {
                        Some(file) => {
                            assert!(file.contains("/assets/") && element.inner().is_empty(), "{address}")
                        }
                        None => {
                            assert_eq!(element.attribute("type"), Some("application/ld+json"), "{address}")
                        }
                    }
                }
            }
        }
    }
}

#[test]
fn the_data_for_search_engines_is_json_and_cannot_end_its_script() {
    let hostile = "</script><script>alert(1)</script> \"& <!--";
    let keys = format!("title: '{hostile}'\nsummary: '{hostile}'\ntags: ['{hostile}']\n");
    let built = Site::new().with_day(1, &keys, hostile).build();
    let mut found = 0;
    for (address, html) in built
        .html_pages()
        .into_iter()
        .chain(example().build().html_pages().iter().map(|(a, h)| (a.clone(), *h)))
    {
        for script in all(html, "script").into_iter().filter(|script| script.attribute("src").is_none()) {
            assert_eq!(script.attribute("type"), Some("application/ld+json"), "{address}");
            let data: serde_json::Value =
                serde_json::from_str(script.inner()).unwrap_or_else(|error| panic!("{address}: {error}"));
            assert_eq!(data["@context"], "https://schema.org", "{address}");
            found += 1;
        }
        assert!(!html.contains("<script>alert"), "{address}");
    }
    assert!(found > 12, "only {found} pages have data");
}

/// What each kind of page is to a search engine (schema.org).
const TYPES: [(&str, &[&str]); 9] = [
    ("home", &["ProfilePage"]),
    ("about", &["ProfilePage"]),
    ("projects", &["CollectionPage", "BreadcrumbList"]),
    ("project", &["CreativeWork", "BreadcrumbList"]),
    ("day", &["BlogPosting", "BreadcrumbList"]),
    ("feedback", &["CollectionPage", "BreadcrumbList"]),
    ("tags", &["CollectionPage", "BreadcrumbList"]),
    ("tag", &["CollectionPage", "BreadcrumbList"]),
    ("archive", &["CollectionPage", "BreadcrumbList"]),
];

#[test]
fn every_kind_of_page_says_what_it_is_and_where_it_stands() {
    let built = example().build();
    let mut seen = BTreeSet::new();
    for (address, html) in built.html_pages() {
        let kind = all(html, "body")[0].attribute("class").unwrap_or_default().to_string();
        let Some((_, types)) = TYPES.iter().find(|(known, _)| *known == kind) else { continue };
        let scripts = all(html, "script");
        let data = scripts.iter().find(|script| script.attribute("type") == Some("application/ld+json"));
        let data = data.unwrap_or_else(|| panic!("{address} has no data"));
        let data: serde_json::Value = serde_json::from_str(data.inner()).expect("JSON");
        let graph = data["@graph"].as_array().expect("a graph");
        let said: Vec<&str> = graph.iter().filter_map(|node| node["@type"].as_str()).collect();
        assert_eq!(said, *types, "{address}");
        if let Some(trail) = graph.iter().find(|node| node["@type"] == "BreadcrumbList") {
            let last = trail["itemListElement"].as_array().and_then(|steps| steps.last()).expect("a step");
            assert_eq!(last["item"], format!("https://example.org/log{address}"), "the way ends here");
        }
        seen.insert(kind);
    }
    assert_eq!(seen.len(), TYPES.len());
}

#[test]
fn words_of_the_maker_are_shown_as_they_are_written() {
    let hostile = "<img src=x onerror=alert(1)> & \"quotes\" '";
    let quoted = hostile.replace('\'', "''");
    let project =
        format!("---\ntitle: '{quoted}'\ntagline: '{quoted}'\nstack: ['{quoted}']\nrole: '{quoted}'\n---\n");
    let settings = format!(
        "title: '{quoted}'\nbase_url: https://example.org/log/\nauthor: {{name: '{quoted}', headline: '{quoted}'}}\n"
    );
    let built = Site::new()
        .with("buildlog.yaml", &settings)
        .with("content/projects/cut/project.md", &project)
        .with_day(1, &format!("title: '{quoted}'\ntags: ['{quoted}']\nsummary: '{quoted}'\n"), "Text.")
        .build();
    for (address, html) in built.html_pages() {
        let pictures = all(html, "img");
        assert!(pictures.iter().all(|picture| picture.attribute("onerror").is_none()), "{address}");
        assert!(elements(html).iter().all(|element| element.attribute("onerror").is_none()), "{address}");
        assert!(!html.contains("&amp;amp;") && !html.contains("&amp;lt;"), "{address} is escaped twice");
    }
}

#[test]
fn feedback_can_never_run_a_script() {
    let quote = "<script>alert(1)</script> <img src=x onerror=alert(2)> [a](javascript:alert(3)) <a href=\"data:text/html,x\">b</a> Fine.";
    let feedback = format!(
        "---\nconsent: name\nname: \"<b onclick=x>Kim</b>\"\nsource: \"javascript: alert(4)\"\n---\n\n{quote}\n"
    );
    let built =
        Site::new().with_day(1, "", "One.").with("content/projects/cut/feedback/a.md", &feedback).build();
    let html = built.page("/projects/cut/feedback/");
    assert!(html.contains("Fine."));
    for element in elements(html) {
        assert!(element.name != "script" || element.attribute("type") == Some("application/ld+json"));
        for (key, value) in element.attributes() {
            assert!(!key.starts_with("on"), "{key}={value}");
            let scheme = value.trim_start().to_lowercase();
            assert!(!scheme.starts_with("javascript:") && !scheme.starts_with("data:text"), "{key}={value}");
        }
    }
}

#[test]
fn a_draft_is_built_only_when_it_is_asked_for() {
    let site = Site::new().with_day(1, "", "One.").with_day(2, "draft: true\ntags: [hidden]\n", "Two.");
    let built = site.clone().build();
    assert!(built.has("/projects/cut/day-01/") && !built.has("/projects/cut/day-02/"));
    assert!(!built.has("/tags/hidden/"));
    let with = site.drafts().build();
    assert!(with.has("/projects/cut/day-02/") && with.has("/tags/hidden/"));
}

#[test]
fn a_preview_says_that_it_shows_drafts_where_there_are_any() {
    let says = |site: Site| {
        let built = site.build();
        ["/", "/projects/cut/day-01/"]
            .map(|page| built.page(page).contains("Drafts are shown on this preview."))
    };
    let site = || Site::new().with_day(1, "", "One.");
    assert_eq!(says(site().drafts()), [false; 2]);
    let with_draft = || site().with_day(2, "draft: true\n", "Two.");
    assert_eq!(says(with_draft().drafts()), [true; 2]);
    assert_eq!(says(with_draft()), [false; 2]);
    let settings = "title: T\nbase_url: https://example.org/log/\nlanguages: [en, zh]\n";
    let translated = site().with("buildlog.yaml", settings);
    let draft = "---\ndraft: true\n---\n一。\n";
    let built = translated.with("content/projects/cut/day-01.zh.md", draft).drafts().build();
    assert!(built.page("/zh/").contains("本预览包含草稿。") && !built.page("/").contains("preview-note"));
}

#[test]
fn past_a_thousand_days_the_archive_has_a_page_for_each_year() {
    let days = |count: u32| {
        let mut site = Site::new().with("content/projects/cut/project.md", "---\ntitle: Cut\n---\n");
        for number in 1..=count {
            let (year, rest) = (2021 + (number - 1) / 336, (number - 1) % 336);
            let text = format!("---\ndate: {year}-{:02}-{:02}\n---\n", 1 + rest / 28, 1 + rest % 28);
            site = site.with(&format!("content/projects/cut/day-{number:04}.md"), &text);
        }
        site
    };
    let links = |html: &str| {
        all(html, "a").iter().filter(|a| a.attribute("href").is_some_and(|to| to.contains("/day-"))).count()
    };
    let whole = days(1000).build();
    assert!(!whole.has("/archive/2021/"));
    assert!(links(whole.page("/archive/")) >= 1000);
    let split = days(1001).build();
    let years: usize = (2021..=2023).map(|year| links(split.page(&format!("/archive/{year}/")))).sum();
    assert!(years >= 1001 - 5, "{years}");
    assert!(links(split.page("/archive/")) < 1000);
    for year in 2021..=2023 {
        assert!(split.page("/archive/").contains(&format!("/log/archive/{year}/")), "{year}");
    }
}

#[test]
fn a_bilingual_site_has_each_day_in_its_language_and_names_the_other() {
    let built = Site::new()
        .with("buildlog.yaml", "title: Log\nbase_url: https://example.org/log/\nlanguages: [en, zh]\n")
        .with_day(1, "title: Hello\n", "English.")
        .with("content/projects/cut/day-01.zh.md", "---\ndate: 2026-01-05\ntitle: 你好\n---\n\n中文。\n")
        .with_day(2, "title: Only English\n", "Two.")
        .build();
    let (en, zh) = (built.page("/projects/cut/day-01/"), built.page("/zh/projects/cut/day-01/"));
    assert_eq!(all(en, "html")[0].attribute("lang"), Some("en"));
    assert_eq!(all(zh, "html")[0].attribute("lang"), Some("zh"));
    assert!(en.contains("English.") && zh.contains("中文。") && !en.contains("中文。"));
    for html in [en, zh] {
        let alternates =
            all(html, "link").into_iter().filter(|link| link.attribute("hreflang").is_some()).count();
        assert!(alternates >= 2, "each page names both");
    }
    assert!(!built.has("/zh/projects/cut/day-02/"), "a day that is not translated has one page");
    assert!(built.page("/zh/").contains("/log/projects/cut/day-02/"), "and the other language leads to it");
}

#[test]
fn a_former_address_sends_its_reader_on() {
    let built = Site::new().with_day(1, "aliases: [/2025/first/, old.html]\n", "One.").build();
    for address in ["/2025/first/", "/old.html"] {
        let html = built.page(address);
        let refresh = meta(html, "refresh").expect("a page that sends on");
        assert!(refresh.contains("/log/projects/cut/day-01/"), "{refresh}");
        assert!(html.contains("href=\"/log/projects/cut/day-01/\""), "a link for those it does not send on");
        assert_eq!(link(html, "canonical").as_deref(), Some("https://example.org/log/projects/cut/day-01/"));
        assert!(!built.file("sitemap.xml").contains(address), "{address} is in the sitemap");
    }
}

#[test]
fn a_domain_is_written_only_where_it_is_ones_own_and_at_its_root() {
    let cname = |base: &str| {
        Site::new()
            .at(base)
            .build()
            .files
            .get("CNAME")
            .map(|bytes| String::from_utf8_lossy(bytes).into_owned())
    };
    assert_eq!(cname("https://log.robin.example/").as_deref(), Some("log.robin.example\n"));
    for other in [
        "https://log.robin.example/sub/",
        "https://robin.github.io/",
        "https://robin.github.io/log/",
        "http://localhost:8000/",
        "http://127.0.0.1/",
    ] {
        assert_eq!(cname(other), None, "{other}");
    }
}

#[test]
fn a_static_file_lies_where_it_lay() {
    let built =
        Site::new().with("static/.well-known/x.txt", "mine").with("static/a/b.html", "<p>b</p>").build();
    assert_eq!(built.file(".well-known/x.txt"), "mine");
    assert_eq!(built.file("a/b.html"), "<p>b</p>");
}

#[test]
fn two_headings_and_two_tags_of_one_name_keep_apart() {
    let built =
        Site::new().with_day(1, "tags: [C, 'C++', 'C#', Ｃ]\n", "## Same\n\nA.\n\n## Same\n\nB.").build();
    let html = built.page("/projects/cut/day-01/");
    let ids = ids(html);
    let same: Vec<&String> = ids.iter().filter(|id| id.starts_with("same")).collect();
    assert_eq!(same.len(), 2, "{ids:?}");
    assert!(
        built.has("/tags/c/") && built.has("/tags/cplusplus/") && built.has("/tags/csharp/"),
        "{:?}",
        built.files.keys()
    );
}

#[test]
fn links_in_short_fields_lead_where_links_in_a_text_do() {
    let keys = "next: 'See [one](day-01.md#here)'\nlearned: ['[draft](day-03.md) and *more*']\n\
                answers: [{change: 'Made `it` [so](#two)', result: '*Good*'}]\n";
    let built = Site::new()
        .with(
            "content/about.md",
            "---\nlooking_for: 'A *job*, see [cut](projects/cut/project.md)'\n---\nMe.\n",
        )
        .with_day(1, "", "## Here\n\nOne.")
        .with_day(2, keys, "## Two\n\nText.")
        .with_day(3, "draft: true\n", "Three.")
        .build();
    let day = built.page("/projects/cut/day-02/");
    assert!(day.contains("See <a href=\"/log/projects/cut/day-01/#here\">one</a>"), "{day}");
    assert!(day.contains("<li>draft and <em>more</em></li>"), "{day}");
    // What a day answers is shown on its project's page, too, so a place on the day is named in full.
    for page in [day, built.page("/projects/cut/")] {
        let change = "Made <code>it</code> <a href=\"/log/projects/cut/day-02/#two\">so</a>";
        assert!(page.contains(change) && page.contains("<p><em>Good</em></p>"), "{page}");
    }
    let home = built.page("/");
    assert!(home.contains("A <em>job</em>, see <a href=\"/log/projects/cut/\">cut</a>"), "{home}");
}

#[test]
fn a_heading_that_became_the_title_can_be_linked_to() {
    let built = Site::new()
        .with_day(1, "", "# Only\n\nOne, see [above](#only).")
        .with_day(2, "", "[one](day-01.md#only)")
        .build();
    assert!(built.page("/projects/cut/day-01/").contains("<a href=\"#\">above</a>"));
    assert!(built.page("/projects/cut/day-02/").contains("<a href=\"/log/projects/cut/day-01/\">one</a>"));
}

#[test]
fn a_number_from_a_draft_is_shown_without_a_link_to_it() {
    let built = Site::new()
        .with_day(1, "numbers: [{id: n, label: Testers, value: 7, source: day-02}]\n", "One.")
        .with_day(2, "draft: true\n", "Two.")
        .build();
    let html = built.page("/projects/cut/day-01/");
    assert!(html.contains("Testers") && !html.contains("day-02"), "{html}");
}

#[test]
fn no_page_and_no_feed_holds_a_control_character() {
    let built = Site::new()
        .with_day(1, "title: \"A\\u0001b\\uFFFFc\"\n", "T\u{1}e\u{b}x\u{ffff}t &#x1; \u{7f}end")
        .build();
    let is_bad = |c: char| (c.is_control() && !matches!(c, '\n' | '\t' | '\r')) || c == '\u{ffff}';
    for (path, bytes) in &built.files {
        if path.ends_with(".html") || path.ends_with(".xml") {
            assert!(!String::from_utf8_lossy(bytes).contains(is_bad), "{path}");
        }
    }
    assert!(built.page("/projects/cut/day-01/").contains("Text"));
}

#[test]
fn a_former_address_with_signs_in_it_is_where_its_reader_asks_for_it() {
    let built = Site::new().with_day(1, "aliases: [/x%20y/]\n", "One.").build();
    assert!(built.files.contains_key("x y/index.html"), "{:?}", built.files.keys());
}

#[test]
fn an_answer_without_feedback_claims_none() {
    let page = |answer: &str| {
        let built = Site::new().with_day(1, &format!("answers: [{answer}]\n"), "One.").build();
        built.page("/projects/cut/day-01/").to_string()
    };
    let alone = page("{change: A shorter form}");
    assert!(alone.contains("A shorter form") && !alone.contains("Said in private"), "{alone}");
    assert!(page("{feedback: of-tuesday, change: A shorter form}").contains("Said in private"));
}

#[test]
fn one_day_is_a_day_and_two_are_days() {
    let open = |days: u32| {
        let site = Site::new().with("content/projects/cut/project.md", "---\ntitle: Cut\n---\n");
        let site = (1..=days).fold(site, |site, day| site.with_day(day, "", "Words."));
        site.build().page("/projects/").to_string()
    };
    assert!(open(1).contains(">1 day<"), "{}", open(1));
    assert!(open(2).contains(">2 days<"), "{}", open(2));
}

#[test]
fn a_site_whose_maker_says_nothing_of_themselves_is_described_by_what_is_built() {
    let built = Site::new()
        .with("content/projects/cut/project.md", "---\ntitle: Cut\ntagline: Silence goes by itself.\n---\n")
        .with_day(1, "", "One.")
        .build();
    for page in ["/", "/projects/", "/archive/"] {
        let html = built.page(page);
        let described = html
            .split("<meta name=\"description\" content=\"")
            .nth(1)
            .and_then(|rest| rest.split('"').next());
        assert!(
            described.is_some_and(|text| text.ends_with("Cut: Silence goes by itself.")),
            "{page}: {described:?}"
        );
    }
}

#[test]
fn a_page_without_anything_to_show_says_so_to_its_visitor_and_gives_its_maker_no_orders() {
    for (language, days, projects) in [
        ("en", "No day is written yet.", "No project is here yet."),
        ("zh", "还没有写下任何一天。", "这里还没有项目。"),
    ] {
        let settings = format!("title: Log\nbase_url: https://example.org/log/\nlanguage: {language}\n");
        let none = Site::empty().with("buildlog.yaml", &settings);
        assert!(none.clone().build().page("/").contains(projects));
        let built = none.with("content/projects/cut/project.md", "---\ntitle: Cut\n---\n").build();
        assert!(built.page("/projects/cut/").contains(days));
        for (address, html) in built.html_pages() {
            assert!(!html.contains("buildlog new") && !html.contains("content/"), "{address}");
        }
    }
}

#[test]
fn a_day_before_the_challenge_is_none_of_its_days() {
    for pace in ["calendar", "entries"] {
        let project =
            format!("---\ntitle: Cut\nchallenge: {{start: 2026-01-05, days: 7, pace: {pace}}}\n---\n");
        let site = Site::new()
            .with("content/projects/cut/project.md", &project)
            .with("content/projects/cut/day-00.md", "---\ndate: 2026-01-04\n---\nWords.\n")
            .with("content/projects/cut/day-01.md", "---\ndate: 2026-01-05\n---\nWords.\n")
            .build();
        let zero = site.page("/projects/cut/day-00/");
        assert!(zero.contains("Day 0, before the challenge") && !zero.contains("Day 0 of 7"), "{pace}");
        assert_eq!(zero.matches("<li class=\"mark ").count(), 7, "{pace}");
        assert!(site.page("/projects/cut/").contains("1 of 7 days"), "{pace}");
    }
}

#[test]
fn a_draft_is_called_one_in_the_strip_of_a_preview() {
    let site = Site::new().drafts().with_day(1, "", "One.").with_day(2, "draft: true\n", "Two.").build();
    let page = site.page("/projects/cut/day-01/");
    assert!(
        page.contains("Day 1, 5 January 2026: done") && page.contains("Day 2, 6 January 2026: draft"),
        "{page}"
    );
}

#[test]
fn a_home_page_without_a_word_of_its_maker_names_its_project_once() {
    let site = Site::new().with_day(1, "", "One.").build();
    let intro = site.page("/").split("<div class=\"shelf\">").next().unwrap_or_default();
    assert!(!intro.contains("class=\"headline\""), "{intro}");
    let about = Site::new().with("content/about.md", "---\n---\nI mend radios.\n").build();
    assert!(about.page("/").contains("<p class=\"headline\">I mend radios.</p>"));
}
