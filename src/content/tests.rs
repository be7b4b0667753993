//! Documents of every kind, from their text.

use super::*;
use crate::source::Source;

fn content(files: &[(&str, &str)]) -> (Content, Vec<Diagnostic>) {
    Content::read(&sources(files))
}

fn sources(files: &[(&str, &str)]) -> Sources {
    Sources::from_memory(
        files.iter().map(|(path, text)| (SitePath::new(*path), Source::Text((*text).into()))),
    )
}

fn codes(files: &[(&str, &str)]) -> Vec<&'static str> {
    content(files).1.iter().map(|fault| fault.code).collect()
}

const DAY: &str = "content/projects/cut/day-01.md";
const QUOTE: &str = "content/projects/cut/feedback/ana.md";

#[test]
fn every_key_of_a_day_is_known() {
    let (content, faults) = content(&[(
        DAY,
        "---\ndate: 2026-01-05\ntitle: T\nday: 08\nstage: test\nsummary: S\nhours: 2.5\ntags: [a, b]\nrest: false\n\
         answers: [ana, {feedback: ben, change: c, result: r, number: n}]\ninsights: [i]\nlearned: [l]\n\
         questions: [{q: Q, a: A}]\nnumbers: [{id: n, label: L, value: 3, unit: people, date: 2026-01-05, source: day-01, how: h}]\n\
         demo: {url: 'https://example.org', title: D, poster: media/p.png, fallback: media/f.mp4, height: 450, ratio: '16:9', wake: w}\n\
         video: media/v.mp4\nnext: more\nlanguage: en\ndraft: true\ncanonical: https://example.org/x\naliases: [old/]\nextra: {x: 1}\n---\nBody\n",
    )]);
    assert_eq!(faults, []);
    let day = &content.days[0];
    assert_eq!(day.number(), 8);
    let answers = &day.document.matter.answers;
    assert_eq!(answers[0].feedback.as_ref().unwrap().value, "ana");
    assert!(!answers[0].feedback.as_ref().unwrap().span.is_empty());
    assert_eq!(answers[1].change.as_deref(), Some("c"));
}

#[test]
fn every_key_of_a_project_is_known() {
    let (_, faults) = content(&[(
        "content/projects/cut/project.md",
        "---\ntitle: T\nslug: s\ntagline: t\nstatus: live\nchallenge: {start: 2026-01-05, days: 7, pace: entries}\nrole: r\n\
         why: w\naudience: a\nproblem: p\nevidence: [{quote: q, source: s, date: 2026-01-01}]\n\
         direction: [{who: w, said: s, source: s, date: 2026-01-01}]\ndemo: https://example.org\nrepo: https://example.org\n\
         stack: [Rust]\nlimits: [{case: c, guard: g}]\nroadmap: [r]\nnumbers: []\ncover: media/c.png\nlanguage: en\n\
         aliases: []\ndraft: false\nextra: {}\n---\n",
    )]);
    assert_eq!(faults, []);
}

#[test]
fn every_key_of_about_is_known() {
    let about = |looking_for: &str| {
        format!(
            "---\ntitle: T\nlooking_for: {looking_for}\nbackground: [{{what: w, where: x, from: 2020, to: 2021, text: t}}]\n\
             skills: [s]\nresume: resume.json\nextra: {{}}\n---\n"
        )
    };
    let points = about("{roles: [a], where: b, remote: true, from: 2026-03-01, permit: EU}");
    assert_eq!(codes(&[("content/about.md", &points)]), [""; 0]);
    assert_eq!(codes(&[("content/about.md", &about("a job in Berlin"))]), [""; 0]);
}

#[test]
fn every_key_of_private_files_is_known() {
    let (private, faults) = Private::read(&sources(&[
        (
            "private/recipients/acme.yaml",
            "to: Acme\nperson: P\nchannel: email\nlanguage: en\nproject: cut\nbecause: [{quote: q, source: s, date: 2026-01-01}]\n\
             relevance: r\nlead: [day-01]\nask: a call\nstatus: draft\nsent: 2026-01-02\nfollow_up: 2026-01-09\npublish: true\n\
             token: abc\nexpires: 2026-06-01\n",
        ),
        ("private/questions.yaml", "- {q: Why?, a: Because, project: cut, from: [day-01], asked_by: me}\n"),
        ("private/feedback/cut/ana.md", "---\nwho: editor\nperson: p1\n---\nGood.\n"),
    ]));
    assert_eq!(faults, []);
    assert_eq!(private.recipients[0].name, "acme");
    assert_eq!(private.questions.unwrap().list.len(), 1);
}

#[test]
fn feedback_in_content_needs_consent() {
    assert_eq!(codes(&[(QUOTE, "---\nwho: editor\n---\nGood.\n")]), ["no-consent"]);
    assert_eq!(codes(&[(QUOTE, "---\nconsent: none\n---\nGood.\n")]), ["no-consent"]);
    assert_eq!(codes(&[(QUOTE, "Good.\n")]), ["no-consent"]);
    assert_eq!(codes(&[(QUOTE, "---\nconsent: role\nname: Ana\n---\nGood.\n")]), ["name-without-consent"]);
    assert_eq!(codes(&[(QUOTE, "---\nconsent: name\nname: Ana\n---\nGood.\n")]), [""; 0]);
}

#[test]
fn the_complaint_about_consent_says_where_the_file_belongs() {
    let (_, faults) = content(&[(QUOTE, "---\nwho: editor\n---\nGood.\n")]);
    assert_eq!(faults[0].hints[0], "move the file to private/feedback/cut/ana.md");
}

#[test]
fn feedback_without_words_is_none() {
    for body in [" ", "<script>x</script>", "![](a.png)", "<!-- said -->"] {
        let text = format!("---\nconsent: role\n---\n{body}\n");
        assert_eq!(codes(&[(QUOTE, &text)]), ["missing-quote"], "{body}");
    }
}

#[test]
fn the_source_of_feedback_is_words_or_an_address() {
    let told =
        |source: &str| codes(&[(QUOTE, &format!("---\nconsent: role\nsource: '{source}'\n---\nGood.\n"))]);
    assert_eq!(told("javascript:alert(1)"), ["bad-address"]);
    assert_eq!(told("https://e.example/1"), [""; 0]);
    assert_eq!(told("a thread: the second answer"), [""; 0]);
}

#[test]
fn hours_are_those_of_a_day() {
    let told = |hours: &str| codes(&[(DAY, &format!("---\ndate: 2026-01-05\nhours: {hours}\n---\n"))]);
    for odd in [".nan", ".inf", "-4", "1e20", "25"] {
        assert_eq!(told(odd), ["bad-value"], "{odd}");
    }
    for fine in ["0", "2.5", "24", ""] {
        assert_eq!(told(fine), [""; 0], "{fine}");
    }
}

#[test]
fn a_broken_file_is_remembered() {
    let (content, _) = content(&[(DAY, "---\ndate: soon\n---\n")]);
    assert_eq!(content.broken, [SitePath::new(DAY)]);
}

#[test]
fn the_links_of_a_file_with_faults_are_known() {
    let (content, faults) = content(&[(DAY, "---\ndate: 2026-01-05\ntilte: T\nnext: n\n---\n\n[a](b.md)\n")]);
    assert_eq!((faults.len(), &content.broken[..]), (1, &[SitePath::new(DAY)][..]));
    let document = &content.days[0].document;
    assert_eq!((document.doc.links.len(), document.matter.next.as_deref()), (1, Some("n")));
}

#[test]
fn a_file_is_left_out_where_its_faults_would_misjudge_others() {
    let faulty =
        [(DAY, "---\ndate: 2026-01-05\ndraft: perhaps\n---\n"), (QUOTE, "---\nconsent: all\n---\nA\n")];
    let (content, faults) = content(&faulty);
    assert!(content.days.is_empty() && content.feedback.is_empty());
    assert_eq!((content.broken.len(), faults.len()), (2, 2));
}

#[test]
fn a_stray_file_is_a_warning() {
    assert_eq!(codes(&[("content/notes.md", "x")]), ["stray-file"]);
}
