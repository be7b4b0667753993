//! What people said: who speaks for a project, and that nobody speaks without what must be told of them.

use crate::support::{Built, Site};

/// The codes of what a build complains of.
fn codes(built: &Built) -> Vec<&str> {
    let told = built.diagnostics.iter().map(|fault| fault.code);
    told.filter(|code| *code != "system-font").collect()
}

const PROJECT: &str = "\
---
title: Cut
evidence: [{quote: Silence costs me an hour, source: sister}]
---
";

fn said(keys: &str, words: &str) -> String {
    format!("---\nconsent: role\nconsent_note: Asked.\n{keys}---\n\n{words}\n")
}

fn site() -> Site {
    Site::new()
        .with("content/projects/cut/project.md", PROJECT)
        .with(
            "content/projects/cut/feedback/sister.md",
            &said(
                "who: developer\nrelation: family\nverdict: love\ndate: 2026-01-09\n",
                "Silence costs me an hour. Best ever!",
            ),
        )
        .with_day(1, "answers: [{feedback: sister, change: A louder button}]\n", "One.")
}

fn with_users() -> Site {
    site()
        .with(
            "content/projects/cut/feedback/first.md",
            &said("who: host\nverdict: like\ndate: 2026-01-06\n", "Short and good."),
        )
        .with(
            "content/projects/cut/feedback/second.md",
            &said("who: teacher\nverdict: mixed\ndate: 2026-01-05\n", "It cut my pause."),
        )
}

fn text_around<'a>(built: &'a Built, page: &str, words: &str) -> &'a str {
    let html = built.page(page);
    let at = html.find(words).unwrap_or_else(|| panic!("{words} is not on {page}: {html}"));
    &html[html.floor_char_boundary(at.saturating_sub(100))..html.ceil_char_boundary(at + 500)]
}

#[test]
fn a_relative_does_not_speak_where_users_do() {
    let built = with_users().build();
    for page in ["/", "/projects/", "/projects/cut/"] {
        let html = built.page(page);
        assert!(html.contains("Short and good."), "{page}: {html}");
    }
    assert!(built.page("/").contains("It cut my pause."));
    assert!(!built.page("/").contains("Best ever!"));
    assert!(!built.page("/projects/cut/brief/").contains("Best ever!<"));
}

#[test]
fn a_relation_stands_wherever_the_words_do() {
    let built = site().build();
    for page in ["/", "/projects/", "/projects/cut/"] {
        assert!(text_around(&built, page, "Best ever!").contains("developer</a>, family"), "{page}");
    }
    let evidence = text_around(&built, "/projects/cut/", "<p>Silence costs me an hour</p>");
    assert!(evidence.contains(">feedback (family)</a>"), "{evidence}");
    let brief = built.file("projects/cut/brief/brief.txt");
    let change = brief.lines().find(|line| line.contains("A louder button")).unwrap_or_default();
    assert!(brief.contains("feedback (family)") && change.contains("family"), "{brief}");
}

fn quoting(evidence: &str) -> Built {
    with_users()
        .with(
            "content/projects/cut/project.md",
            &format!("---\ntitle: Cut\nevidence: [{evidence}]\ndirection: [{{said: It grows, source: zqx-voice}}]\n---\n"),
        )
        .with("private/feedback/cut/zqx-voice.md", "---\nwho: cook\n---\n\nNobody may read this.\n")
        .build()
}

#[test]
fn the_name_of_a_place_is_a_source_in_one_word() {
    let site = Site::new()
        .with(
            "content/projects/cut/project.md",
            "---\ntitle: Cut\nevidence: [{quote: It is slow, source: Reddit}]\n---\n",
        )
        .with("private/feedback/cut/a-piece.md", "---\nwho: cook\n---\n\nNobody may read this.\n")
        .with_day(1, "", "One.");
    assert!(site.clone().codes().iter().all(|code| *code == "system-font"));
    assert!(site.build().page("/projects/cut/").contains("Reddit"));
}

#[test]
fn a_source_that_leads_nowhere_is_told_and_not_shown() {
    for (source, code) in [
        ("day-99", "unknown-source"),
        ("zqx-slip", "unknown-source"),
        ("media/zqx.csv", "dead-link"),
        ("private/feedback/cut/zqx-voice.md", "dead-link"),
        ("zqx-voice", "unseen-source"),
    ] {
        let site = Site::new()
            .with(
                "content/projects/cut/project.md",
                &format!("---\ntitle: Cut\nevidence: [{{quote: It is slow, source: {source}}}]\n---\n"),
            )
            .with("private/feedback/cut/zqx-voice.md", "---\nwho: cook\n---\n\nNobody may read this.\n")
            .with_day(1, "", "One.");
        let told = site.clone().codes().into_iter().filter(|code| *code != "system-font");
        assert_eq!(told.collect::<Vec<_>>(), [code], "{source}");
        if code == "unseen-source" {
            let shown = site.build().files;
            let shown = shown.values().any(|bytes| String::from_utf8_lossy(bytes).contains("zqx"));
            assert!(!shown, "the id of a private piece is on a page");
        }
    }
}

#[test]
fn the_place_where_a_reader_spoke_is_shown_as_far_as_the_log_has_it() {
    for (source, code) in
        [("day-99", "unknown-source"), ("zqx-voice", "unseen-source"), ("media/zqx.csv", "unknown-source")]
    {
        let recipient = format!("to: Studio\nbecause: [{{quote: Too long, source: {source}}}]\n");
        let told = with_users()
            .with("private/recipients/studio.yaml", &recipient)
            .with("private/feedback/cut/zqx-voice.md", "---\nwho: cook\n---\n\nNobody may read this.\n")
            .codes();
        let told = told.into_iter().filter(|code| *code != "system-font");
        assert_eq!(told.collect::<Vec<_>>(), [code], "{source}");
    }
}

#[test]
fn words_that_were_not_said_are_told() {
    for (quote, is_said) in [
        ("Short and good.", true),
        ("short… “good”", true),
        ("Short [it is] good!", true),
        ("Good and short.", false),
        ("The best tool ever", false),
    ] {
        let built = quoting(&format!("{{quote: {quote:?}, source: first}}"));
        assert_eq!(codes(&built).contains(&"words-not-said"), !is_said, "{quote}: {:?}", built.diagnostics);
    }
}

#[test]
fn what_is_dated_ahead_is_told() {
    let project = "---\ntitle: Cut\nchallenge: {start: 2026-01-29, days: 7}\n---\n";
    let day = |date: &str, keys: &str| format!("---\ndate: {date}\n{keys}---\n\nText.\n");
    let built = Site::new()
        .with("content/projects/cut/project.md", project)
        .with("content/projects/cut/day-01.md", &day("2026-01-29", "insights: [Seen today]\n"))
        .with(
            "content/projects/cut/day-06.md",
            &day("2026-02-03", "insights: [Seen ahead]\nnumbers: [{id: n, label: N, value: 3}]\n"),
        )
        .with(
            "content/projects/cut/feedback/later.md",
            &said("who: host\ndate: 2026-02-09\n", "Words of a day to come."),
        )
        .build();
    assert_eq!(codes(&built), ["future-date", "future-date"]);
    let hints = &built.diagnostics.iter().find(|fault| fault.message.contains("this day")).unwrap().hints;
    assert!(hints.iter().any(|hint| hint.contains("the 4 days before it count as missed")), "{hints:?}");
}
