//! What people said: who speaks for a project, and that nobody speaks without what must be told of them.

use crate::support::{Built, Site};

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
