//! Private stays private: a mark in everything that may not be shown, looked for in every byte and
//! every name of the output.

use buildlog::diagnostics::Diagnostic;

use crate::support::folder::differences;
use crate::support::{Built, Folder, Site, Tree, repository};

/// Stands in every private word, and in no word of any language.
const MARK: &str = "zqx";

const SETTINGS: &str = "\
# zqx-comment-in-the-settings
title: A small log
base_url: https://example.org/log/
author:
  name: Robin Sample
  contact:
    - {kind: email, value: robin@example.org, show: site}
    - {kind: phone, value: zqx-phone-without-show}
    - {kind: wechat, value: zqx-wechat-of-the-card, show: card}
    - {kind: zqx-kind, value: zqx-value, show: []}
deploy:
  remote: zqx-remote
  branch: zqx-branch
allow:
  - {code: dead-link, at: zqx-place, why: zqx-why}
";

const DAY: &str = "\
---
# zqx-comment-in-the-front-matter
date: 2026-01-05
title: A public day  # zqx-comment-behind-a-value
answers:
  - {feedback: zqx-private-quote, change: A public change}
---

A public word. See [the draft](day-77.md) and [the project](../zqx-draft-project/project.md).

![A photo](media/photo.jpg) ![A screen](media/screen.png) ![A walk](media/walk.gif)
";

/// Every way of keeping something back, at once.
fn site() -> Site {
    let draft = "\
---
date: 2026-03-22
title: zqx-draft-title
summary: zqx-draft-summary
tags: [zqx-draft-tag]
aliases: [/zqx-draft-alias/]
demo: {url: https://zqx-draft-demo.example/}
numbers: [{id: zqx-draft-number, label: zqx-draft-label, value: 3}]
draft: true
---

zqx-draft-body ![zqx-alt](media/zqx-picture-of-a-draft.png)
";
    let draft_project =
        "---\ntitle: zqx-draft-project-title\ntagline: zqx-tagline\ndraft: true\n---\n\nzqx-body\n";
    let anonymous = "\
---
consent: anonymous
who: zqx-role
person: zqx-person
consent_note: zqx-note
source: https://zqx-source.example/
---

An anonymous public quote.
";
    let role = "---\nconsent: role\nwho: a public role\nperson: zqx-person\nconsent_note: zqx-note\n---\n\nA quote.\n";
    let picture = png();
    Site::new()
        .with("buildlog.yaml", SETTINGS)
        .with("content/projects/cut/day-01.md", DAY)
        .with("content/projects/cut/day-77.md", draft)
        .with("content/projects/zqx-draft-project/project.md", draft_project)
        .with("content/projects/zqx-draft-project/day-01.md", "---\ndate: 2026-01-05\n---\n\nzqx-day\n")
        .with(
            "content/projects/zqx-draft-project/feedback/zqx-id.md",
            "---\nconsent: anonymous\n---\n\nzqx\n",
        )
        .with("content/projects/cut/feedback/zqx-name-of-a-file.md", anonymous)
        .with("content/projects/cut/feedback/zqx-name-of-another.md", role)
        .with_bytes("content/projects/cut/media/zqx-picture-of-a-draft.png", &picture)
        .with_bytes("content/projects/cut/media/zqx-picture-of-nobody.png", &picture)
        .with_bytes("content/media/zqx-loose.pdf", b"zqx-loose")
        .with_bytes("content/projects/cut/media/photo.jpg", &jpeg())
        .with_bytes("content/projects/cut/media/screen.png", &png())
        .with_bytes("content/projects/cut/media/walk.gif", &gif())
}

/// The private folder, with every key that its files may have.
fn with_private(site: Site) -> Site {
    let recipient = "\
to: zqx-company
person: zqx-person
channel: email
language: en
project: cut
because: [{quote: zqx-quote, source: https://zqx-because.example/, date: 2026-01-05}]
relevance: zqx-relevance
lead: [day-01]
ask: zqx-ask
status: draft
sent: 2026-01-05
follow_up: 2026-01-19
publish: false
token: zqx0123456789abcdef
expires: 2026-04-30
";
    let feedback = "---\nwho: zqx-who\nname: zqx-name\nperson: zqx-person\ntopic: zqx-topic\nsource: https://zqx.example/\n---\n\nzqx-quote\n";
    site.with("private/recipients/zqx-studio.yaml", recipient)
        .with(
            "private/questions.yaml",
            "- {q: zqx-q, a: zqx-a, project: cut, from: [day-01], asked_by: zqx-by}\n",
        )
        .with("private/feedback/cut/zqx-private-quote.md", feedback)
        .with("private/notes.md", "zqx-notes\n")
        .with_bytes("private/zqx.pdf", b"zqx")
}

/// Where the mark stands, in capitals or not: the file, and the words around it.
fn marks(files: &Tree) -> Vec<String> {
    let mut found = Vec::new();
    for (name, bytes) in files {
        let text = String::from_utf8_lossy(bytes).to_lowercase();
        if name.to_lowercase().contains(MARK) {
            found.push(format!("the name {name}"));
        }
        found.extend(text.match_indices(MARK).map(|(at, _)| {
            let start = text.floor_char_boundary(at.saturating_sub(60));
            let end = text.floor_char_boundary(at + 40);
            format!("{name}: {}", &text[start..end])
        }));
    }
    found
}

#[track_caller]
fn assert_public(built: &Built) {
    assert!(built.page("/projects/cut/day-01/").contains("A public word"), "the site is built");
    assert_eq!(marks(&built.files), [""; 0]);
}

#[test]
fn nothing_private_is_in_any_byte_of_the_output() {
    let built = with_private(site()).build();
    assert!(built.page("/projects/cut/feedback/").contains("An anonymous public quote"));
    assert!(built.page("/projects/cut/feedback/").contains("a public role"));
    assert!(built.page("/projects/cut/day-01/").contains("A public change"));
    assert!(built.has("/projects/cut/media/photo.jpg"), "the pictures are published");
    assert_public(&built);
}

#[test]
fn the_name_of_a_draft_is_nowhere_either() {
    let built = with_private(site()).build();
    for (name, bytes) in &built.files {
        assert!(!name.contains("day-77"), "{name}");
        assert!(!String::from_utf8_lossy(bytes).contains("day-77"), "{name} names the draft");
    }
}

#[test]
fn the_marks_are_found_where_they_are_shown() {
    let with_drafts = marks(&site().drafts().build().files).join("\n");
    for shown in
        ["zqx-draft-title", "zqx-draft-body", "zqx-draft-tag", "zqx-draft-alias", "zqx-draft-project"]
    {
        assert!(with_drafts.contains(shown), "{shown} is not looked for well");
    }
    for hidden in
        ["zqx-person", "zqx-role", "zqx-note", "zqx-source", "zqx-comment", "zqx-phone", "zqx-name-of"]
    {
        assert!(!with_drafts.contains(hidden), "{hidden} is shown with the drafts");
    }
}

#[test]
fn public_pages_are_the_same_bytes_with_and_without_the_private_folder() {
    let without = site().build();
    let with = with_private(site()).build();
    assert_eq!(differences(&without.files, &with.files), [""; 0]);
    let example = Site::in_folder(&repository().join("example-site")).build();
    let folder = Folder::new();
    for part in ["content", "fonts"] {
        crate::support::folder::copy(&repository().join("example-site").join(part), &folder.path(part));
    }
    std::fs::copy(repository().join("example-site/buildlog.yaml"), folder.path("buildlog.yaml")).unwrap();
    let alone = Site::in_folder(&folder.path("")).build();
    assert_eq!(differences(&example.files, &alone.files), [""; 0]);
}

#[test]
fn what_new_day_carries_over_from_private_feedback_is_not_published() {
    let folder = Folder::new();
    site().write_to(&folder.path("site"));
    with_private(site()).write_to(&folder.path("site"));
    let new = ["-C", "site", "new", "day", "--project", "cut", "--date", "2026-01-06"];
    folder.run(&new).ends_with(0);
    let day = folder.read("site/content/projects/cut/day-02.md");
    folder.run(&["-C", "site", "build"]).ends_with(0);
    let public = folder.tree("site/public");
    assert!(public.contains_key("projects/cut/day-02/index.html"));
    assert_eq!(marks(&public), [""; 0], "the new day was:\n{day}");
}

#[test]
fn nothing_that_the_drafts_and_the_interview_bank_say_is_published_or_kept() {
    let folder = Folder::new();
    with_private(site()).write_to(&folder.path(""));
    let before = folder.tree("");
    let outreach = folder.run(&["outreach", "zqx-studio"]).ends_with(0).stdout;
    for said in ["zqx-quote", "zqx-relevance", "zqx-ask", "zqx-person"] {
        assert!(outreach.contains(said), "{said} in\n{outreach}");
    }
    let prep = folder.run(&["prep"]).ends_with(0).stdout;
    assert!(prep.contains("zqx-q") && prep.contains("zqx-a") && prep.contains("zqx-by"), "{prep}");
    let share = folder.run(&["share", "1"]).ends_with(0).stdout;
    assert!(share.contains("A public change") && !share.contains(MARK), "a post is public:\n{share}");
    assert_eq!(differences(&before, &folder.tree("")), [""; 0], "nothing is kept of it");
    folder.run(&["build"]).ends_with(0);
    assert_eq!(marks(&folder.tree("public")), [""; 0]);
}

#[test]
fn comments_in_a_text_are_not_published() {
    let body = "Public. <!-- zqx-inline -->\n\n<!-- zqx-block -->\n\n<div><!-- zqx-in-html --></div>\n\n<!--\nzqx-open";
    let built = Site::new().with_day(1, "", body).build();
    assert_eq!(marks(&built.files), [""; 0]);
}

#[test]
fn a_report_shows_no_line_of_the_private_folder_but_the_one_at_fault() {
    let folder = Folder::new();
    let feedback = "---\nwho: zqx-who\nchanel: call\n---\n\nzqx-quote\n";
    Site::new().with("private/feedback/cut/quiet.md", feedback).write_to(&folder.path(""));
    let run = folder.run(&["build"]).ends_with(1);
    assert!(run.stderr.contains("chanel"), "{}", run.stderr);
    assert!(!run.stderr.contains(MARK), "{}", run.stderr);
}

/// A grey picture with camera, place, editor, thumbnail and comment in it.
pub(crate) fn jpeg() -> Vec<u8> {
    let segment = |marker: u8, content: &[u8]| {
        let length = (content.len() as u16 + 2).to_be_bytes();
        [&[0xFF, marker], length.as_slice(), content].concat()
    };
    let one_code = |class: u8| [[class, 1].as_slice(), &[0; 15], &[0]].concat();
    [
        vec![0xFF, 0xD8],
        segment(0xE0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0"),
        segment(0xE1, b"Exif\0\0II*\0\x08\0\0\0\0\0\0\0\0\0zqx-place"),
        segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0<x>zqx-xmp</x>"),
        segment(0xED, b"Photoshop 3.0\x008BIM\x04\x04zqx-iptc"),
        segment(0xFE, b"zqx-comment"),
        segment(0xDB, &[[0].as_slice(), &[1; 64]].concat()),
        segment(0xC0, &[8, 0, 3, 0, 2, 1, 1, 0x11, 0]),
        segment(0xC4, &one_code(0x00)),
        segment(0xC4, &one_code(0x10)),
        segment(0xDA, &[1, 1, 0, 0, 63, 0]),
        vec![0x3F, 0xFF, 0xD9],
        b"zqx-after-the-end".to_vec(),
    ]
    .concat()
}

/// A picture of the example with texts in it.
fn png() -> Vec<u8> {
    let path = "example-site/content/projects/bring-sheet/media/first-screen.png";
    let bytes = std::fs::read(repository().join(path)).expect("a picture of the example");
    let chunk = |name: &[u8; 4], content: &[u8]| {
        let sum = crc32(&[name.as_slice(), content].concat()).to_be_bytes();
        [&(content.len() as u32).to_be_bytes(), name.as_slice(), content, &sum].concat()
    };
    // The signature has 8 bytes, the first chunk 25.
    let (head, rest) = bytes.split_at(33);
    [
        head,
        &chunk(b"tEXt", b"Author\0zqx-author"),
        &chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0<x>zqx-xmp</x>"),
        &chunk(b"eXIf", b"II*\0\x08\0\0\0\0\0\0\0\0\0zqx-exif"),
        rest,
        b"zqx-after-the-end",
    ]
    .concat()
}

/// The checksum of PNG (ISO 3309).
pub(crate) fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(
            sum ^ u32::from(*byte),
            |sum, _| if sum & 1 == 1 { sum >> 1 ^ 0xEDB8_8320 } else { sum >> 1 },
        )
    })
}

/// The recording of the example with a comment behind its header.
fn gif() -> Vec<u8> {
    let path = "example-site/content/projects/bring-sheet/media/walkthrough.gif";
    let bytes = std::fs::read(repository().join(path)).expect("a recording of the example");
    let table = if bytes[10] & 0x80 == 0 { 0 } else { 3 << ((bytes[10] & 7) + 1) };
    let (head, rest) = bytes.split_at(13 + table);
    [head, b"\x21\xFE\x0bzqx-comment\0", rest, b"zqx-after-the-end"].concat()
}

#[test]
fn an_address_with_a_password_is_refused_wherever_it_stands_and_never_repeated() {
    let address = "https://me:hunter2@demo.example/x";
    let project = |keys: &str| {
        let text = format!("---\ntitle: Cut\n{}\n---\n", keys.replace("ADDRESS", address));
        Site::new().with("content/projects/cut/project.md", &text)
    };
    let day = |keys: &str, body: &str| {
        Site::new().with_day(1, &keys.replace("ADDRESS", address), &body.replace("ADDRESS", address))
    };
    let quote = |keys: &str, words: &str| {
        let text = format!("---\nconsent: role\n{keys}---\n{words}\n").replace("ADDRESS", address);
        Site::new().with_day(1, "", "One.").with("content/projects/cut/feedback/ana.md", &text)
    };
    let settings = |keys: &str| {
        let text = format!("title: T\nbase_url: https://example.org/\n{keys}\n").replace("ADDRESS", address);
        Site::new().with("buildlog.yaml", &text)
    };
    let sites = [
        project("demo: ADDRESS"),
        project("demo: {url: ADDRESS, title: T}"),
        project("demo: {url: https://demo.example/, fallback: ADDRESS}"),
        project("repo: ADDRESS"),
        project("why: '[here](ADDRESS)'"),
        project("evidence: [{quote: q, source: ADDRESS}]"),
        project("direction: [{said: s, source: ADDRESS}]"),
        project("numbers: [{id: n, label: N, value: 3, source: ADDRESS}]"),
        day("demo: ADDRESS\n", "One."),
        day("video: ADDRESS\n", "One."),
        day("canonical: ADDRESS\n", "One."),
        day("numbers: [{id: n, label: N, value: 3, source: ADDRESS}]\n", "One."),
        day("", "ADDRESS"),
        day("", "[here](ADDRESS) and [there](ADDRESS)"),
        day("", "[here](postgres://me:hunter2@db.example/x)"),
        day("", "```demo\nurl: ADDRESS\n```"),
        day("", "<a href=\"ADDRESS\">x</a>"),
        quote("source: ADDRESS\n", "Good."),
        quote("", "Good: [here](ADDRESS)"),
        settings("author: {links: [{label: L, url: 'ADDRESS'}]}"),
        settings("author: {contact: [{kind: calendar, value: 'ADDRESS', show: [site]}]}"),
        Site::new().with("buildlog.yaml", "title: T\nbase_url: https://me:hunter2@demo.example/\n"),
    ];
    for (index, site) in sites.into_iter().enumerate() {
        let faults = site.faults();
        assert!(faults.iter().any(Diagnostic::is_error), "site {index}: {faults:?}");
        let told = crate::support::site::report(&faults);
        assert!(!told.contains("hunter2"), "site {index} repeats it:\n{told}");
        let json = buildlog::diagnostics::to_json(&faults).to_string();
        assert!(!json.contains("hunter2"), "site {index} repeats it:\n{json}");
    }
}

#[test]
fn who_agrees_to_be_quoted_without_a_role_is_not_told_by_the_name_of_the_file_unsaid() {
    let piece = "---\ndate: 2026-01-05\nwho: Video editor, 8 years\n---\n\nShort and good.\n";
    let consent = |id: &str, level: &str| {
        let folder = Folder::new();
        Site::new()
            .with_day(1, "", "One.")
            .with(&format!("private/feedback/cut/{id}.md"), piece)
            .write_to(&folder.path(""));
        folder.run(&["consent", id, level, "--note", "Asked on the phone"]).ends_with(0).stdout
    };
    assert!(
        consent("2026-01-05-video-editor", "anonymous").contains("the file's name still says who it was")
    );
    assert!(!consent("2026-01-05-call", "anonymous").contains("the file's name"));
    assert!(!consent("2026-01-05-video-editor", "role").contains("the file's name"));
}
