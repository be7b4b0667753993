//! A site in two languages: a translation says what it translates, and nothing else is lost.

use crate::support::Site;

const SETTINGS: &str = "title: T\nbase_url: https://example.org/log/\nlanguages: [en, zh]\ncards: none\n";

const PROJECT: &str = "\
---
title: Cut
tagline: Cuts the silence
status: live
challenge: {start: 2026-01-05, days: 7}
why: I edit every week
problem: Silence costs hours
demo: {url: https://cut.example/, title: Try Cut}
repo: https://code.example/cut
stack: [Rust]
limits: [{case: Music, guard: A warning}]
roadmap: [More formats]
numbers:
  - {id: minutes, label: Minutes saved, value: 9, unit: minutes, date: 2026-01-06, source: day-01}
  - {id: testers, label: Testers, value: 4, date: 2026-01-06, source: day-01}
extra: {colour: red, size: 2}
---
";

fn site(chinese: &str) -> Site {
    Site::new()
        .with("buildlog.yaml", SETTINGS)
        .with("content/projects/cut/project.md", PROJECT)
        .with("content/projects/cut/project.zh.md", chinese)
}

#[test]
fn a_translated_project_has_the_facts_of_the_original() {
    let built = site("---\ntitle: 剪\nproblem: 静音很费时间\n---\n").with_day(1, "", "One.").build();
    assert!(built.diagnostics.iter().all(|fault| fault.code == "system-font"), "{:?}", built.diagnostics);
    let page = built.page("/zh/projects/cut/");
    for fact in
        ["https://cut.example/", "https://code.example/cut", "Rust", "9 minutes", "共7天", "静音很费时间"]
    {
        assert!(page.contains(fact), "{fact} is lost: {page}");
    }
    for words in [
        "<p class=\"promise\" lang=\"en\">Cuts the silence</p>",
        "<div lang=\"en\"><p>I edit every week</p></div>",
        "<div lang=\"en\"><p>Music</p></div>",
        "<span lang=\"en\">More formats</span>",
    ] {
        assert!(page.contains(words), "{words} is lost, or its language is: {page}");
    }
    assert!(!page.contains("Silence costs hours") && !page.contains("lang=\"zh\"><p>静音"), "{page}");
}

#[test]
fn a_translated_brief_has_the_demo_of_the_original() {
    for chinese in ["---\ntitle: 剪\n---\n", "---\ntitle: 剪\ndemo: {title: 试试看}\n---\n"] {
        let built = site(chinese).with_day(1, "", "One.").build();
        let brief = built.file("zh/projects/cut/brief/brief.txt");
        assert!(brief.contains("cut.example"), "{brief}");
    }
}

#[test]
fn translated_words_stand_in_the_place_of_their_originals() {
    let chinese = "---\ntitle: 剪\ndemo: {title: 试试看}\nnumbers: [{id: minutes, label: 省下的分钟, value: 9, unit: 分钟}]\n---\n";
    let built = site(chinese)
        .with_day(2, "numbers: [{id: minutes, value: 12, unit: minutes}]\n", "Two.")
        .with_day(1, "", "One.")
        .build();
    let page = built.page("/zh/projects/cut/");
    for words in ["试试看", "https://cut.example/", "省下的分钟", "9分钟", "12分钟", "Testers"] {
        assert!(page.contains(words), "{words} is lost: {page}");
    }
    assert!(!page.contains("Minutes saved"), "{page}");
    assert!(built.page("/projects/cut/").contains("9 minutes"));
}

#[test]
fn a_translated_day_keeps_what_was_learnt_and_answered() {
    let keys = "insights: [Editors hate waiting]\nlearned: [Ask first]\nnext: Ship it\nhours: 2.5\n\
                questions: [{q: Is it safe?, a: It is}]\nanswers: [{feedback: ana, change: Louder, result: Heard}]\n\
                numbers: [{id: n, label: Cuts, value: 3}]\n";
    let quote = "---\nconsent: role\nconsent_note: Asked.\n---\nToo quiet.\n";
    let built = site("---\ntitle: 剪\n---\n")
        .with_day(1, keys, "One.")
        .with(
            "content/projects/cut/day-01.zh.md",
            "---\ndate: 2026-01-05\ntitle: 一\nanswers: [{feedback: ana, change: 更响}]\n---\n正文\n",
        )
        .with("content/projects/cut/feedback/ana.md", quote)
        .build();
    let page = built.page("/zh/projects/cut/day-01/");
    for kept in [
        "<span lang=\"en\">Editors hate waiting</span>",
        "<span lang=\"en\">Ask first</span>",
        "<div lang=\"en\"><p>Ship it</p></div>",
        "Is it safe?",
        "更响",
        "Heard",
        "Cuts",
        "2.5",
    ] {
        assert!(page.contains(kept), "{kept} is lost: {page}");
    }
    assert!(!page.contains("Louder"), "{page}");
    assert!(built.page("/zh/projects/cut/").contains("Editors hate waiting"));
}

#[test]
fn what_a_theme_wants_to_know_is_laid_over_key_by_key() {
    let built = site("---\ntitle: 剪\nextra: {colour: 红}\n---\n")
        .with_day(1, "", "One.")
        .with(
            "themes/ledger/templates/project.html",
            "{% extends \"base.html\" %}{% block main %}{{ project.extra.colour }}-{{ project.extra.size }}{% endblock %}",
        )
        .build();
    assert!(built.page("/zh/projects/cut/").contains("红-2"));
    assert!(built.page("/projects/cut/").contains("red-2"));
}

/// What is said of a site with one day and its translation, but for the fonts of its documents.
fn told(english: &str, chinese: &str) -> Vec<buildlog::diagnostics::Diagnostic> {
    let quote = "---\nconsent: role\nconsent_note: Asked.\n---\nGood.\n";
    let built = site("---\ntitle: 剪\n---\n")
        .with("content/projects/cut/feedback/ana.md", quote)
        .with("content/projects/cut/feedback/kim.md", quote)
        .with_day(1, english, "One.")
        .with("content/projects/cut/day-01.zh.md", &format!("---\n{chinese}---\n一。\n"))
        .build();
    built.diagnostics.into_iter().filter(|fault| fault.code != "system-font").collect()
}

#[test]
fn a_translated_day_need_not_say_its_date() {
    let built = site("---\ntitle: 剪\n---\n")
        .with_day(1, "", "One.")
        .with("content/projects/cut/day-01.zh.md", "---\ntitle: 第一天\n---\n一。\n")
        .build();
    assert!(built.diagnostics.iter().all(|fault| fault.code == "system-font"), "{:?}", built.diagnostics);
    assert!(built.page("/zh/projects/cut/day-01/").contains("2026年1月5日"));
}

#[test]
fn a_translation_of_a_day_that_is_not_there_has_no_date_to_take() {
    let faults = site("---\ntitle: 剪\n---\n")
        .with("content/projects/cut/day-01.zh.md", "---\ntitle: 一\n---\n一。\n")
        .faults();
    let fault = faults.iter().find(|fault| fault.code == "missing-key").expect("a complaint");
    assert_eq!(fault.place.as_ref().expect("a place").path.as_str(), "content/projects/cut/day-01.zh.md");
    assert!(fault.hints.iter().any(|hint| hint.contains("translates")), "{:?}", fault.hints);
}

#[test]
fn a_translation_of_a_draft_waits_for_it() {
    let built = site("---\ntitle: 剪\n---\n")
        .with_day(1, "", "One.")
        .with_day(2, "draft: true\n", "Two.")
        .with("content/projects/cut/day-02.zh.md", "---\ntitle: 二\n---\n二。\n")
        .build();
    assert!(built.diagnostics.iter().all(|fault| fault.code == "system-font"), "{:?}", built.diagnostics);
    assert!(!built.files.keys().any(|file| file.contains("day-02")), "{:?}", built.files.keys());
}

#[test]
fn another_fact_in_a_translation_is_told_with_both_places() {
    let english = "hours: 2\nstage: need\nnumbers: [{id: n, label: N, value: 3 of 5}]\n";
    for (chinese, line) in [
        ("hours: 3\n", 2),
        ("stage: plan\n", 2),
        ("date: 2026-01-06\n", 2),
        ("numbers: [{id: n, label: 数, value: 5人中的4人}]\n", 2),
        ("numbers: [{id: m, label: 数, value: 3}]\n", 2),
    ] {
        let faults = told(english, chinese);
        assert_eq!(
            faults.iter().map(|fault| fault.code).collect::<Vec<_>>(),
            ["translation-differs"],
            "{chinese}"
        );
        let place = faults[0].place.as_ref().expect("a place");
        assert_eq!(place.path.as_str(), "content/projects/cut/day-01.zh.md");
        assert_eq!(place.line_column().expect("its text").line, line, "{chinese}");
        assert_eq!(faults[0].related[0].0.path.as_str(), "content/projects/cut/day-01.md");
    }
    for same in ["hours: 2.0\n", "numbers: [{id: n, label: 数, value: 5人中的3人}]\n", "title: 一\n"] {
        assert_eq!(told(english, same), [], "{same}");
    }
}

#[test]
fn an_answer_that_a_translation_hides_is_told() {
    let english = "answers: [{feedback: ana, change: Louder}, {feedback: kim, change: Softer}]\n";
    let faults = told(english, "answers: [{feedback: ana, change: 更响}]\n");
    assert_eq!(faults.iter().map(|fault| fault.code).collect::<Vec<_>>(), ["translation-leaves-out"]);
    assert!(faults[0].message.contains("kim"), "{}", faults[0].message);
    assert_eq!(told(english, "title: 一\n"), [], "what is left out whole is taken from the original");
    let both = "answers: [{feedback: kim, change: 更轻}, {feedback: ana, change: 更响}]\n";
    assert_eq!(told(english, both), []);
}

#[test]
fn words_of_a_number_that_are_not_translated_are_marked_as_their_language() {
    let built = site("---\ntitle: 剪\nnumbers: [{id: minutes, label: 省下的分钟, value: 9}]\n---\n")
        .with_day(1, "", "One.")
        .build();
    let page = built.page("/zh/projects/cut/");
    assert!(page.contains("<p class=\"number-label\" lang=\"en\">Testers</p>"), "{page}");
    assert!(page.contains("<dt lang=\"en\">Testers</dt>"), "{page}");
    assert!(page.contains("<p class=\"number-label\">省下的分钟</p>"), "{page}");
}

#[test]
fn who_said_it_in_latin_letters_is_marked_on_a_chinese_page() {
    let quote = |who: &str| {
        format!("---\nconsent: role\nconsent_note: Asked.\nwho: {who}\nlanguage: en\n---\nGood.\n")
    };
    let built = site("---\ntitle: 剪\n---\n")
        .with_day(1, "", "One.")
        .with("content/projects/cut/feedback/one.md", &quote("a fitter’s daughter"))
        .with("content/projects/cut/feedback/two.md", &quote("社区电台编辑"))
        .build();
    let page = built.page("/zh/projects/cut/feedback/");
    assert!(page.contains("<span class=\"who\" lang=\"en\">a fitter’s daughter</span>"), "{page}");
    assert!(page.contains("<span class=\"who\">社区电台编辑</span>"), "{page}");
    let page = built.page("/projects/cut/feedback/");
    assert!(page.contains("<span class=\"who\">a fitter’s daughter</span>"), "{page}");
}

#[test]
fn a_translated_page_about_the_maker_has_what_it_leaves_out_from_the_original() {
    let original = "---\nlooking_for: {roles: [Product engineer], where: Leeds, remote: true}\nskills: [Interviews]\n\
                    background: [{what: Nurse, where: A ward, from: 2019}]\n---\nI build.\n";
    let about = |chinese: &str| {
        site("---\ntitle: 剪\n---\n")
            .with_day(1, "", "One.")
            .with("content/about.md", original)
            .with("content/about.zh.md", chinese)
            .build()
    };
    let built = about("---\ntitle: 关于我\n---\n我做小工具。\n");
    for page in [built.page("/zh/"), built.page("/zh/about/")] {
        assert!(page.contains("<strong lang=\"en\">Product engineer</strong>"), "{page}");
        assert!(page.contains("<span lang=\"en\">Leeds</span>"), "{page}");
    }
    let page = built.page("/zh/about/");
    assert!(page.contains("<ol class=\"timeline\" lang=\"en\">") && page.contains("Nurse"), "{page}");
    assert!(page.contains("<ul class=\"words\" lang=\"en\">") && page.contains("Interviews"), "{page}");
    assert!(built.file("zh/projects/cut/brief/brief.txt").contains("Product engineer"));
    assert!(!built.page("/about/").contains("lang=\"en\">Product engineer"));

    let built = about("---\ntitle: 关于我\nlooking_for: 产品工程师\n---\n我做小工具。\n");
    let page = built.page("/zh/about/");
    assert!(page.contains("产品工程师") && !page.contains("Product engineer"), "{page}");
    assert!(page.contains("Nurse"), "{page}");
}

#[test]
fn a_translated_number_has_what_it_leaves_out_from_the_original() {
    let chinese = "---\ntitle: 剪\nnumbers: [{id: minutes, label: 省下的时间}]\n---\n";
    let day = "---\nnumbers: [{id: calls, label: 电话}]\n---\n一。\n";
    let site = |day: &str| {
        site(chinese)
            .with_day(1, "numbers: [{id: calls, label: Calls, value: 17, how: Counted}]\n", "One.")
            .with("content/projects/cut/day-01.zh.md", day)
    };
    let built = site(day).build();
    assert!(built.diagnostics.iter().all(|fault| fault.code == "system-font"), "{:?}", built.diagnostics);
    let page = built.page("/zh/projects/cut/");
    for words in
        ["省下的时间", "9 minutes", "电话", "<p class=\"value\">17</p>", "<p lang=\"en\">Counted</p>"]
    {
        assert!(page.contains(words), "{words} is lost: {page}");
    }
    let alone = site(&day.replace("calls", "visits")).codes();
    assert!(alone.contains(&"missing-key"), "the original has no such number: {alone:?}");
}

#[test]
fn a_number_of_the_original_needs_a_value() {
    let faults = Site::new().with_day(1, "numbers: [{id: calls, label: Calls}]\n", "One.").faults();
    assert_eq!(faults[0].code, "missing-key");
    assert!(faults[0].place.is_some() && !faults[0].hints.is_empty());
}

#[test]
fn a_chinese_page_has_chinese_marks_between_its_words() {
    let built = Site::new()
        .with(
            "buildlog.yaml",
            "title: 日志\nbase_url: https://example.org/log/\nlanguage: zh\nauthor: {name: 安, contact: [{kind: email, \
             value: an@example.org, show: site}]}\n",
        )
        .with("content/about.md", "---\ntitle: 关于\n---\n")
        .with_day(1, "numbers: [{id: n, label: 分钟, value: 90}]\n", "一。")
        .with_day(2, "numbers: [{id: n, value: 60}]\n", "二。")
        .build();
    assert!(built.page("/about/").contains("邮箱：<a href"), "{}", built.page("/about/"));
    let project = built.page("/projects/cut/");
    assert!(project.contains("此前：90（1月5日）"), "{project}");
}

#[test]
fn the_page_for_a_lost_address_speaks_every_language_of_the_site() {
    let built = Site::new().with("buildlog.yaml", SETTINGS).with_day(1, "", "Words.").build();
    let page = built.page("/404.html");
    let (english, chinese) =
        page.split_once("lang=\"zh\">\n<h2>这里没有页面</h2>").expect("a part in Chinese");
    assert!(english.contains("There is no page here") && english.contains("<li><a href=\"/log/\">Home"));
    assert!(chinese.contains("<li><a href=\"/log/zh/\">首页"), "{chinese}");
    let alone = Site::new().with_day(1, "", "Words.").build();
    assert!(!alone.page("/404.html").contains("<section"));
}
