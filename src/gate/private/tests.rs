//! Private words are found however they are written, and what is only like them is not.

use super::sayings::PrivateWords;
use crate::content::{Content, Private};
use crate::diagnostics::Severity;
use crate::path::SitePath;
use crate::source::{Source, Sources};

const FEEDBACK: &str = "---\nname: Jo Marlowe\n---\nIt lost my recording of the whole second interview. We nearly ran out of money that spring! \
I would only pay for it if it never touched the names of the people on the tape.\n";

const RECIPIENT: &str = "to: Lantern Archive GmbH\nperson: Kim Verhoeven\ntoken: q7Zk3mB9xT5aV2nR8cW4\nbecause:\n  - \
quote: Nobody here has listened to the tapes from before the war.\nrelevance: Your drawers of index cards could become the \
list that my tool already reads when somebody hands it an hour of talk.\n";

const QUESTIONS: &str = "- q: Why did you leave?\n  a: The two of us could not agree on whether to sell the archive to the town \
council.\n- q: What was hard?\n  a: The hardest part was to throw away the model that everybody had liked at the fair.\n";

fn sources(more: &[(&str, &str)]) -> Sources {
    let files = [
        ("private/feedback/cut/jo.md", FEEDBACK),
        ("private/recipients/kim.yaml", RECIPIENT),
        ("private/questions.yaml", QUESTIONS),
        ("content/projects/cut/project.md", "---\ntitle: Cut\n---\n"),
    ];
    let all = files.iter().chain(more);
    Sources::from_memory(all.map(|(path, text)| (SitePath::new(*path), Source::Text((*text).into()))))
}

fn words(more: &[(&str, &str)]) -> PrivateWords {
    let sources = sources(more);
    PrivateWords::of(&Private::read(&sources).0, &Content::read(&sources).0)
}

fn found<'a>(words: &PrivateWords, text: &'a str) -> Vec<(&'static str, &'a str, Severity)> {
    let found = words.find(&SitePath::new("content/a.md"), text).into_iter();
    found.map(|found| (found.what, &text[found.span.clone()], found.severity)).collect()
}

#[test]
fn words_from_the_middle_of_a_private_text_are_found_in_every_dress() {
    let words = words(&[]);
    for (text, what) in [
        ("They said: we nearly ran out of money that spring.", "a private quote"),
        ("> We nearly\n> ran out of **money** that\n> spring", "a private quote"),
        ("WE NEARLY RAN OUT OF MONEY — THAT SPRING", "a private quote"),
        ("We nearly <em>ran</em> out of <a href=\"x\">money</a> that spring.", "a private quote"),
        ("if it never touched the names of the people on", "a private quote"),
        ("“Nobody here has listened to the tapes from before the war”", "a quote of a private recipient"),
        ("for JO MARLOWE, then", "the name on a private piece of feedback"),
        ("Marlowe, Jo: two tapes", "the name on a private piece of feedback"),
        ("Jó Mårlowe laughed", "the name on a private piece of feedback"),
        ("Jo Ma\u{301}rlowe laughed", "the name on a private piece of feedback"),
        ("Jo Marlowe's answer", "the name on a private piece of feedback"),
        ("Jo Marlowe’s answer", "the name on a private piece of feedback"),
        ("we nearly[^1] ran out of money[^two] that spring", "a private quote"),
        ("https://example.org/in/kim-verhoeven/", "the name of a private recipient"),
        ("/for/q7Zk3mB9xT5aV2nR8cW4/", "the token of a private recipient"),
        ("so we could not agree on whether to sell the archive to the town council", "a private answer"),
        ("a letter to the Lantern Archive.", "the name of a company you write to"),
    ] {
        let told: Vec<_> = found(&words, text).into_iter().map(|(what, ..)| what).collect();
        assert_eq!(told, [what], "{text}");
    }
}

#[test]
fn words_of_others_stop_a_deploy_and_ones_own_only_when_they_are_copied() {
    let words = words(&[]);
    let severity = |text: &str| found(&words, text).first().map(|(.., severity)| *severity);
    assert_eq!(severity("We nearly ran out of money that spring."), Some(Severity::Error));
    assert_eq!(severity("whether to sell the archive to the town council"), Some(Severity::Warning));
    assert_eq!(
        severity("The two of us could not agree on whether to sell the archive to the town council."),
        Some(Severity::Error)
    );
    assert_eq!(severity("the Lantern Archive"), Some(Severity::Warning));
}

#[test]
fn what_is_only_like_private_words_is_none() {
    let words = words(&[]);
    for innocent in [
        "We nearly ran out of paper that spring.",
        "I would only pay for it twice.",
        "The lantern archive of an old library",
        "Jo and Kim came along.",
        "the whole second interview",
        "What was hard? Why did you leave?",
        "The hardest part was to throw away the old shoes.",
        "",
    ] {
        assert_eq!(found(&words, innocent), [], "{innocent}");
    }
    let own_page = words.find(&SitePath::new("public/for/q7Zk3mB9xT5aV2nR8cW4/index.html"), RECIPIENT);
    assert_eq!(own_page, []);
}

#[test]
fn what_the_log_says_in_public_on_purpose_is_no_secret() {
    let day = "---\ndate: 2026-01-05\nquestions:\n  - q: Why did you leave\n    a: The two of us could not agree on whether to sell the \
archive to the town council.\n---\n";
    let project = "---\ntitle: Cut\ndirection:\n  - who: Kim Verhoeven\n    said: Nobody here has listened to the tapes from before \
the war.\n---\n";
    let piece = FEEDBACK.replacen("---\n", "---\nconsent: name\nconsent_note: Asked.\n", 1);
    let words = words(&[
        ("content/projects/cut/day-01.md", day),
        ("content/projects/cut/project.md", project),
        ("content/projects/cut/feedback/jo.md", &piece),
    ]);
    for text in [day, project, &piece] {
        assert_eq!(found(&words, text), []);
    }
    let told = found(&words, "The hardest part was to throw away the model that everybody had liked");
    assert_eq!(told.len(), 1, "another answer stays private");
}

#[test]
fn a_company_that_the_log_is_about_is_none_that_is_hidden() {
    let day = |number: u32| {
        (
            format!("content/projects/cut/day-0{number}.md"),
            format!("---\ndate: 2026-01-0{number}\n---\nOn the Lantern Archive.\n"),
        )
    };
    let days: Vec<_> = (1..=4).map(day).collect();
    let days: Vec<(&str, &str)> = days.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    assert_eq!(found(&words(&days), "the Lantern Archive"), []);
    assert_eq!(found(&words(&days[..3]), "the Lantern Archive").len(), 1);
}

#[test]
fn han_characters_are_words_of_their_own() {
    let piece = "---\nname: 王小芳\n---\n我差点把整段采访都弄丢了，从那以后我再也不敢用它。好用。\n";
    let words = words(&[("private/feedback/cut/wang.md", piece)]);
    assert_eq!(found(&words, "她说：差点把整段\n采访都弄丢了，从那以后").len(), 1);
    assert_eq!(found(&words, "昨天王小芳来了").len(), 1);
    for innocent in ["真好用。", "从那以后我再也没有见过它", "整段采访"] {
        assert_eq!(found(&words, innocent), [], "{innocent}");
    }
}
