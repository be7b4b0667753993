//! The one-page document in its forms: where each is, what it holds, and who may read it.

use boon::{Compiler, Schemas};
use buildlog::plan::{BriefForm, PageKind};

use crate::support::folder::differences;
use crate::support::{Built, Folder, Site, Tree, repository};

const AUTHOR: &str = "\
title: A small log
base_url: https://example.org/log/
author:
  name: Robin Sample
  headline: I build small tools
  contact: [{kind: email, value: robin@example.org, show: brief}, {kind: phone, value: zqx-phone, show: card}]
";

const PROJECT: &str = "\
---
title: Cut
tagline: Cuts the silence out of a recording
problem: Silence is long.
audience: People who record talks.
demo: https://example.org/cut/
numbers: [{id: minutes, label: Minutes, value: 9, date: 2026-01-05, source: day-01}]
---
";

const RECIPIENT: &str = "\
to: Zqx Studio
person: Kit Zqx
project: cut
because: [{quote: Zqx is long too, source: 'https://zqx.example/said/'}]
relevance: Zqx talks would be shorter.
ask: a zqx call
publish: true
token: zqx0123456789abcdef
";

const LETTER: &str = "for/zqx0123456789abcdef/";

fn site() -> Site {
    Site::new()
        .with("buildlog.yaml", AUTHOR)
        .with("content/projects/cut/project.md", PROJECT)
        .with_day(1, "title: One\n", "Text")
        .with(
            "content/projects/cut/feedback/a.md",
            "---\nconsent: role\nwho: a user\n---\n\nShort and good.\n",
        )
}

#[test]
fn the_document_has_the_colour_of_its_pages() {
    let with = |accent: &str| {
        let built = site().with("buildlog.yaml", &format!("{AUTHOR}{accent}")).build();
        built.files["projects/cut/brief/brief.pdf"].clone()
    };
    let theme = include_str!("../../themes/ledger/theme.yaml");
    let accent = theme.lines().find(|line| line.starts_with("accent: ")).unwrap();
    assert!(with("") == with(&format!("{accent}\n")), "without an own one it has the theme's");
    assert!(with("") != with("accent: \"#9a3b1b\"\n"));
}

fn with_letter(keys: &str) -> Built {
    site().with("private/recipients/studio.yaml", &format!("{RECIPIENT}{keys}")).build()
}

#[test]
fn what_is_said_leads_to_the_day_or_the_part_of_a_page_that_says_it() {
    let keys = "limits: [{case: Two at once, guard: 'Lines are only added, since [it cost a day](day-01.md).'}]\nroadmap: [Ask them]\n---\n";
    let project = PROJECT.replace("source: day-01}]\n---\n", &format!("source: day-01}}]\n{keys}"));
    let built = site().with("content/projects/cut/project.md", &project).build();
    let (brief, page) = (built.page("/projects/cut/brief/"), built.page("/projects/cut/"));
    for part in ["problem", "audience", "numbers", "limits", "roadmap"] {
        let link = format!("href=\"https://example.org/log/projects/cut/#in_{part}\"");
        assert!(brief.contains(&link), "{link} in\n{brief}");
        assert!(page.contains(&format!("id=\"in_{part}\"")), "{part}");
    }
    let limit = brief.split("Lines are only added").nth(1).and_then(|rest| rest.split("</li>").next());
    assert!(limit.is_some_and(|limit| limit.contains("/projects/cut/day-01/\">day\u{a0}1</a>")), "{limit:?}");
}

#[test]
fn what_a_translation_leaves_to_its_original_is_marked_as_in_that_language() {
    let settings = AUTHOR.replace("author:", "language: en\nlanguages: [en, zh]\nauthor:");
    let project = "---\ntitle: 剪静音\nproblem: 静音太长。\n---\n";
    let built = site()
        .with("buildlog.yaml", &settings)
        .with("content/projects/cut/project.zh.md", project)
        .with("content/about.zh.md", "---\ntitle: 关于\n---\n")
        .build();
    let page = built.page("/zh/projects/cut/brief/");
    for marked in [
        "<p class=\"promise\" lang=\"en\">Cuts",
        "<span class=\"text\" lang=\"en\">People who",
        "<p class=\"headline\" lang=\"en\">I build",
        "<span class=\"text\">静音太长。",
    ] {
        assert!(page.contains(marked), "{marked} in\n{page}");
    }
}

fn count(bytes: &[u8], words: &str) -> usize {
    bytes.windows(words.len()).filter(|window| *window == words.as_bytes()).count()
}

#[test]
fn a_project_has_its_brief_as_a_page_a_pdf_and_a_text() {
    let built = site().build();
    let page = built.page("/projects/cut/brief/");
    for said in
        ["Robin Sample", "Cuts the silence out of a recording", "Short and good.", "robin@example.org"]
    {
        assert!(page.contains(said), "{said}");
        assert!(built.file("projects/cut/brief/brief.txt").contains(said), "{said}");
    }
    assert!(page.contains("download=\"Robin-Sample-Cut.pdf\""), "{page}");
    assert!(!page.contains("zqx-phone"), "a contact of the card is on the card alone");
    let pdf = &built.files["projects/cut/brief/brief.pdf"];
    assert!(pdf.starts_with(b"%PDF-1.7") && pdf.len() < 500_000, "{}", pdf.len());
    assert_eq!(count(pdf, "/Type/Page/") + count(pdf, "/Type /Page\n"), 1);
}

#[test]
fn the_brief_of_the_site_is_that_of_its_current_project() {
    let built = site().build();
    let canonical = "<link rel=\"canonical\" href=\"https://example.org/log/projects/cut/brief/\">";
    assert!(built.page("/brief/").contains(canonical));
    let sitemap = built.file("sitemap.xml");
    assert!(sitemap.contains("/log/projects/cut/brief/</loc>"));
    assert!(!sitemap.contains("/log/brief/</loc>"));
}

#[test]
fn one_project_alone_gets_a_pdf_unless_all_are_asked_for() {
    let older = "---\ntitle: Older\n---\n";
    let pdfs = |settings: &str| {
        let site = site()
            .with("buildlog.yaml", &format!("{AUTHOR}{settings}"))
            .with("content/projects/older/project.md", older);
        let is_pdf = |kind: &PageKind| matches!(kind, PageKind::Brief(_, BriefForm::Pdf));
        site.build()
            .pages
            .iter()
            .filter(|page| is_pdf(&page.kind))
            .map(|page| page.route.to_string())
            .collect()
    };
    let current: Vec<String> = pdfs("");
    assert_eq!(current, ["/projects/cut/brief/brief.pdf"]);
    let named: Vec<String> = pdfs("brief: {project: older}\n");
    assert_eq!(named, ["/projects/older/brief/brief.pdf"]);
    let all: Vec<String> = pdfs("brief: {pdf: all}\n");
    assert_eq!(all.len(), 2);
}

#[test]
fn three_hundred_projects_have_one_pdf() {
    let settings = format!("{AUTHOR}cards: none\n");
    let many = (0..300).fold(site().with("buildlog.yaml", &settings), |site, at| {
        site.with(&format!("content/projects/p{at}/project.md"), &format!("---\ntitle: Project {at}\n---\n"))
    });
    let built = many.build();
    let endings = |ending: &str| built.files.keys().filter(|name| name.ends_with(ending)).count();
    assert_eq!((endings("brief/brief.pdf"), endings("brief/brief.txt")), (1, 301));
}

#[test]
fn a_letter_begins_with_what_its_reader_said() {
    let built = with_letter("");
    let page = built.page(&format!("/{LETTER}"));
    let at = |words: &str| page.find(words).unwrap_or_else(|| panic!("{words} is not in {page}"));
    assert!(at("Zqx is long too") < at("Zqx talks would be shorter"));
    assert!(at("Zqx talks would be shorter") < at("Silence is long."));
    assert!(page.contains("For Kit Zqx, Zqx Studio"));
    assert!(page.contains("<meta name=\"robots\" content=\"noindex\">"));
    assert!(!page.contains("rel=\"canonical\""));
    assert!(built.files[&format!("{LETTER}brief.pdf")].starts_with(b"%PDF"));
}

#[test]
fn a_letter_is_in_no_other_file() {
    let (with, without) = (with_letter(""), site().build());
    let public: Tree = with
        .files
        .iter()
        .filter(|(name, _)| !name.starts_with(LETTER))
        .map(|(name, bytes)| (name.clone(), bytes.clone()))
        .collect();
    assert_eq!(differences(&without.files, &public), [""; 0]);
}

#[test]
fn no_page_can_lead_to_a_letter() {
    let letter = format!("/{LETTER}");
    let linked =
        site().with("private/recipients/studio.yaml", RECIPIENT).with_day(2, "", &format!("[x]({letter})"));
    let codes = linked.codes();
    assert!(codes.contains(&"dead-link"), "{codes:?}");
}

#[test]
fn a_letter_that_is_over_or_not_to_be_published_is_not_built() {
    let over = with_letter("expires: 2026-01-30\n");
    let today = with_letter("expires: 2026-01-31\n");
    let kept = site()
        .with("private/recipients/studio.yaml", &RECIPIENT.replace("publish: true", "publish: false"))
        .build();
    assert!(
        !over.has(&format!("/{LETTER}"))
            && today.has(&format!("/{LETTER}"))
            && !kept.has(&format!("/{LETTER}"))
    );
    assert_eq!(differences(&over.files, &kept.files), [""; 0]);
    let told =
        |keys: &str| site().with("private/recipients/studio.yaml", &format!("{RECIPIENT}{keys}")).codes();
    assert_eq!(told("expires: 2026-01-30\n"), ["letter-expired"]);
    assert_eq!(told("expires: 2026-01-31\n"), [""; 0]);
}

#[test]
fn a_letter_whose_address_can_be_guessed_is_an_error() {
    let codes = |token: &str| {
        let recipient = RECIPIENT.replace("token: zqx0123456789abcdef\n", token);
        site().with("private/recipients/studio.yaml", &recipient).codes()
    };
    assert_eq!(codes("token: abc\n"), ["bad-token"]);
    assert_eq!(codes("token: ../../../index0000\n"), ["bad-token"]);
    assert_eq!(codes(""), ["no-token"]);
}

#[test]
fn a_letter_to_a_project_or_in_a_language_that_is_not_there_is_an_error() {
    let wrong = RECIPIENT.replace("project: cut", "project: cot\nlanguage: zh");
    let mut codes = site().with("private/recipients/studio.yaml", &wrong).codes();
    codes.sort_unstable();
    assert_eq!(codes, ["language-not-listed", "unknown-project"]);
}

#[test]
fn what_the_settings_or_a_recipient_name_for_the_brief_must_be_there() {
    let settings = |brief: &str| site().with("buildlog.yaml", &format!("{AUTHOR}brief: {brief}\n"));
    assert_eq!(settings("{project: cut, lead: [day-01, minutes, a]}").codes(), [""; 0]);
    assert_eq!(settings("{project: cut, lead: [day-1]}").codes(), [""; 0]);
    assert_eq!(settings("{project: cot, lead: [day-9, minuts]}").codes().len(), 3);
    let draft = settings("{lead: [day-02]}").with_day(2, "draft: true\n", "");
    assert_eq!(draft.codes(), ["link-to-draft"]);
    let recipient = format!("{RECIPIENT}lead: [minutse]\n");
    let letter = site().with("private/recipients/studio.yaml", &recipient);
    assert_eq!(letter.codes(), ["unknown-lead"]);
    let unpublished = recipient.replace("publish: true", "");
    let built = site().with("private/recipients/studio.yaml", &unpublished).build();
    let told: Vec<_> = built.diagnostics.iter().filter(|fault| fault.code == "unknown-lead").collect();
    assert!(told.len() == 1 && !told[0].is_error(), "no page waits for it: {told:?}");
}

#[test]
fn whatever_a_title_or_a_name_holds_becomes_a_valid_pdf() {
    let built = site()
        .with("buildlog.yaml", &AUTHOR.replace("Robin Sample", "' '"))
        .with(
            "content/projects/cut/project.md",
            "---\ntitle: \"Cut \\a \\e \\0\"\ntagline: \"a \\uFFFE \\u200B\"\nproblem: ' '\nrole: '🎬'\n---\n",
        )
        .build();
    assert!(built.files["projects/cut/brief/brief.pdf"].starts_with(b"%PDF"));
    let text = built.file("projects/cut/brief/brief.txt");
    assert!(text.starts_with("A small log\n") && !text.contains('\u{7}'), "{text}");
}

#[test]
fn a_time_is_written_as_exactly_as_it_is_known() {
    let about = "---\nlooking_for: {roles: [Engineer], from: 2026-03}\nbackground:\n  \
        - {what: Cook, from: 2019-05, to: 2020}\n  - {what: Baker, from: 2021, to: present}\n---\n\nText.\n";
    let english = site().with("content/about.md", about).build();
    let text = english.file("projects/cut/brief/brief.txt");
    for said in ["Engineer · from March 2026", "Cook, May 2019 – 2020", "Baker, 2021 – now"] {
        assert!(text.contains(said), "{said} in {text}");
    }
    for page in ["/", "/about/", "/projects/cut/brief/"] {
        assert!(english.page(page).contains("from March 2026"), "{page}");
    }
    let chinese = site()
        .with("buildlog.yaml", &format!("{AUTHOR}language: zh\n"))
        .with("content/about.md", about)
        .build();
    let text = chinese.file("projects/cut/brief/brief.txt");
    for said in ["2026年3月起", "2019年5月 – 2020年", "2021年 – 至今"] {
        assert!(text.contains(said), "{said} in {text}");
    }
}

#[test]
fn a_character_that_no_font_has_stops_the_pdf_and_is_named() {
    // A private-use character means nothing to any font of a system.
    let project = PROJECT.replace("Silence is long.", "Silence \u{f8fe} is long.");
    let faults = site().with("content/projects/cut/project.md", &project).faults();
    let fault = faults.iter().find(|fault| fault.code == "no-font").expect("it is told");
    assert!(fault.message.contains("U+F8FE"), "{}", fault.message);
}

#[test]
fn pictures_in_the_place_of_words_do_not_stop_the_pdf() {
    let project = PROJECT.replace("Silence is long.", "Silence 🚀🚀 is long.");
    let built = site().with("content/projects/cut/project.md", &project).build();
    assert!(built.has("/projects/cut/brief/brief.pdf"));
    assert!(built.page("/projects/cut/brief/").contains("🚀🚀"));
}

#[test]
fn a_resume_beside_the_profile_gives_it_its_past_and_no_address() {
    let resume = r#"{"basics": {"phone": "zqx-phone", "location": {"address": "zqx-street", "city": "Leeds"}},
        "work": [{"company": "Placeholder Ltd", "position": "Cook", "startDate": "2019", "endDate": "present", "summary": null}],
        "skills": [{"name": "Sewing"}]}"#;
    let built = site()
        .with("content/about.md", "---\nresume: resume.json\n---\n\nAbout.\n")
        .with("content/resume.json", resume)
        .build();
    assert!(built.page("/about/").contains("Placeholder Ltd"));
    assert!(built.page("/about/").contains("Sewing"));
    assert!(built.file("projects/cut/brief/brief.txt").contains("Cook, Placeholder Ltd, 2019 – now"));
    for (name, bytes) in &built.files {
        assert_eq!(count(bytes, "zqx"), 0, "{name}");
    }
}

/// The site of these tests in a folder, for the command.
fn folder() -> Folder {
    let folder = Folder::new();
    site()
        .with("private/recipients/studio.yaml", &RECIPIENT.replace("publish: true", "publish: false"))
        .write_to(&folder.path(""));
    folder
}

#[test]
fn the_command_writes_each_form_to_where_it_is_told() {
    let folder = folder();
    let run = folder.run(&["brief"]).ends_with(0);
    assert!(run.stdout.contains("Robin-Sample-Cut.pdf"), "{}", run.stdout);
    assert!(std::fs::read(folder.path("Robin-Sample-Cut.pdf")).unwrap().starts_with(b"%PDF"));
    folder.run(&["brief", "--format", "html", "--out", "a.html"]).ends_with(0);
    let html = folder.read("a.html");
    assert!(html.contains("<style>") && !html.contains("<link"), "it needs no other file");
    let text = folder.run(&["brief", "--format", "txt", "--out", "-"]).ends_with(0).stdout;
    assert!(text.starts_with("Robin Sample\n"), "{text}");
    folder.run(&["brief", "--paper", "letter", "--out", "letter.pdf"]).ends_with(0);
    let letter = std::fs::read(folder.path("letter.pdf")).unwrap();
    assert_eq!(count(&letter, "[0 0 612 792]"), 1);
}

#[test]
fn the_command_writes_for_one_reader_without_a_page_of_theirs() {
    let folder = folder();
    let text = folder.run(&["brief", "--for", "studio", "--format", "txt", "--out", "-"]).ends_with(0).stdout;
    assert!(text.starts_with("For Kit Zqx, Zqx Studio\n"), "{text}");
    assert!(text.contains("What I ask: a zqx call"), "{text}");
    let unknown = folder.run(&["brief", "--for", "studo"]).ends_with(2);
    assert!(unknown.stderr.contains("did you mean `studio`?"), "{}", unknown.stderr);
    let unknown = folder.run(&["brief", "--project", "cot"]).ends_with(2);
    assert!(unknown.stderr.contains("did you mean `cut`?"), "{}", unknown.stderr);
}

#[test]
fn what_is_for_one_reader_goes_nowhere_that_is_public_and_the_gate_knows_it_there() {
    let folder = folder();
    for form in ["pdf", "html", "txt", "json"] {
        for public in ["static/cv", "content/cv", "public/cv"] {
            let run =
                folder.run(&["brief", "--for", "studio", "--format", form, "--out", public]).ends_with(2);
            assert!(run.stderr.contains("would be public") && !folder.has(public), "{}", run.stderr);
        }
    }
    let run = folder.run(&["brief", "--for", "studio"]).ends_with(0);
    let place = "private/briefs/studio/Robin-Sample-Cut.pdf";
    assert!(run.stdout.contains(place), "{}", run.stdout);
    let is_told = || {
        let run = folder.run(&["check"]);
        (run.stdout + &run.stderr).contains("static/cv.pdf is a brief made for one reader")
    };
    std::fs::create_dir_all(folder.path("static")).expect("a folder");
    std::fs::copy(folder.path(place), folder.path("static/cv.pdf")).expect("a copy");
    assert!(is_told());
    folder.run(&["brief", "--out", "static/cv.pdf"]).ends_with(0);
    assert!(!is_told(), "the one for everybody");
}

#[test]
fn the_choice_is_explained_and_nothing_is_written() {
    let folder = folder();
    let before = folder.tree("");
    let said = folder.run(&["brief", "--explain"]).ends_with(0).stdout;
    assert!(said.contains("minutes") && said.contains("a number with its source"), "{said}");
    let (_, gaps) = said.split_once("still to write").expect("what the log lacks");
    assert!(
        gaps.contains("`limits` in content/projects/cut/project.md") && !gaps.contains("`audience`"),
        "{gaps}"
    );
    assert_eq!(differences(&before, &folder.tree("")), [""; 0]);
}

#[test]
fn each_text_that_the_pdf_says_otherwise_is_told() {
    let folder = folder();
    let audience =
        format!("audience: {} and more people who record talks.", "Whoever records talks ".repeat(20));
    let project = PROJECT
        .replace("audience: People who record talks.", &audience)
        .replace("tagline: Cuts", "tagline: 🪄 Cuts")
        .replace("problem:", "roadmap: [🧪, Ask them 🙂🙂]\nproblem:");
    folder.write("content/projects/cut/project.md", &project);
    let said = folder.run(&["brief", "--explain"]).ends_with(0).stdout;
    for row in [
        "audience                      your own words; shortened",
        "roadmap 1                     in its written order; not in the PDF: no font has 🧪, and it says nothing else",
        "roadmap 2                     in its written order; in the PDF without 🙂, which no font has",
        "tagline                       in the PDF without 🪄, which no font has",
    ] {
        assert!(said.contains(row), "{row} in {said}");
    }
    let run = folder.run(&["brief", "--out", "brief.pdf"]).ends_with(0);
    assert!(run.stdout.contains("tagline, next: roadmap 1, next: roadmap 2"), "{}", run.stdout);
    assert!(!folder.run(&["brief", "--format", "txt", "--out", "brief.txt"]).stdout.contains("no font"));
}

#[test]
fn an_item_without_room_is_not_called_taken() {
    let example = repository().join("example-site").display().to_string();
    let said = Folder::new().run(&["-C", &example, "brief", "--explain"]).ends_with(0).stdout;
    let rows: Vec<&str> = said.lines().filter(|line| line.starts_with("  no room")).collect();
    assert!(
        !rows.is_empty()
            && rows.iter().all(|row| row.ends_with("the page is full: what ranks before it takes the room")),
        "{said}"
    );
    assert!(!said.contains("still to write"), "nothing is missing from the example");
}

#[test]
fn a_text_keeps_its_facts_apart_and_counts_like_a_person() {
    let limits = "limits: [{case: A whisper, guard: A threshold}]\nproblem:";
    let project = PROJECT.replace("value: 9", "value: -0.5").replace("problem:", limits);
    let english = site().with("content/projects/cut/project.md", &project).build();
    let text = english.file("projects/cut/brief/brief.txt");
    for said in [
        "−0.5 · Minutes · 5 January 2026, day 1",
        "A whisper. A threshold",
        "\n1 day\n",
        "Try the demo: example.org/cut",
    ] {
        assert!(text.contains(said), "{said} in {text}");
    }
    let settings = format!("{AUTHOR}language: zh\n");
    let chinese =
        site().with("buildlog.yaml", &settings).with("content/projects/cut/project.md", &project).build();
    let text = chinese.file("projects/cut/brief/brief.txt");
    assert!(text.contains("2026年1月5日，第1天") && text.contains("试用演示：example.org/cut"), "{text}");
    assert!(!text.contains("， ") && !text.contains("： "), "{text}");
}

#[test]
fn the_resume_that_is_written_is_one_by_its_schema() {
    let path = repository().join("tests/schemas/json-resume-1.0.json");
    let schema: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
    compiler.enable_format_assertions();
    compiler.add_resource("resume.json", schema).unwrap();
    let schema = compiler.compile("resume.json", &mut schemas).unwrap();
    let example = repository().join("example-site").display().to_string();
    for arguments in [vec!["-C", &example], vec![]] {
        let folder = folder();
        let arguments = [arguments, vec!["brief", "--format", "json", "--out", "-"]].concat();
        let said = folder.run(&arguments).ends_with(0).stdout;
        let resume: serde_json::Value = serde_json::from_str(&said).unwrap();
        if let Err(error) = schemas.validate(&resume, schema) {
            panic!("{error:#}\n{said}");
        }
        assert_eq!(resume["basics"]["name"], "Robin Sample");
        let quotes = resume["references"].as_array().unwrap();
        assert!(
            quotes.iter().all(|quote| !quote["reference"].as_str().unwrap().contains(['“', '”'])),
            "{said}"
        );
    }
}

#[test]
fn two_readers_at_one_address_are_an_error_that_names_both_files() {
    let faults = site()
        .with("private/recipients/studio.yaml", RECIPIENT)
        .with("private/recipients/other.yaml", RECIPIENT)
        .faults();
    let told: Vec<_> = faults.iter().filter(|fault| fault.code != "system-font").collect();
    assert_eq!(told.len(), 1, "{told:?}");
    let report = crate::support::site::report(&faults);
    for file in ["private/recipients/studio.yaml", "private/recipients/other.yaml", "buildlog new recipient"]
    {
        assert!(report.contains(file), "{report}");
    }
}

#[test]
fn two_readers_whose_addresses_differ_in_case_alone_are_told_so() {
    let faults = site()
        .with("private/recipients/studio.yaml", RECIPIENT)
        .with("private/recipients/other.yaml", &RECIPIENT.replace("token: zqx", "token: ZQX"))
        .faults();
    let codes: Vec<_> = faults.iter().map(|fault| fault.code).filter(|code| *code != "system-font").collect();
    assert_eq!(codes, ["token-taken"]);
    let report = crate::support::site::report(&faults);
    assert!(report.contains("differ in nothing but large and small letters"), "{report}");
    assert!(report.contains("some hosts and disks do not tell these apart"), "{report}");
}

#[test]
fn names_and_promises_are_said_letter_for_letter_and_sentences_are_markdown() {
    let project = PROJECT
        .replace("tagline: Cuts", "role: \"*All* of it\"\ntagline: Cuts 2*3*4 of")
        .replace("label: Minutes", "label: a*b*c")
        .replace("problem: Silence", "problem: 2\\*3\\*4 *silence*");
    let built = site()
        .with("content/projects/cut/project.md", &project)
        .with("buildlog.yaml", &AUTHOR.replace("I build small", "I build `small` 2*3*4"))
        .build();
    let (page, text) = (built.page("/projects/cut/brief/"), built.file("projects/cut/brief/brief.txt"));
    for said in ["Cuts 2*3*4 of the silence", "I build `small` 2*3*4 tools", "*All* of it", "a*b*c"] {
        assert!(page.contains(said) && text.contains(said), "{said} in\n{text}\n{page}");
    }
    assert!(text.contains("2*3*4 silence is long."), "{text}");
    assert!(built.page("/projects/cut/").contains("Cuts 2*3*4 of the silence"));
    assert!(built.page("/projects/cut/").contains("2*3*4 <em>silence</em> is long."));
}

#[test]
fn contacts_that_take_the_page_are_told_where_they_are_written() {
    let links: String = (0..300)
        .map(|n| format!("{{label: Page {n}, url: 'https://example.org/a/long/address/of/a/page/{n}'}}, "))
        .collect();
    let settings = format!("{AUTHOR}  links: [{links}]\n");
    let faults = site().with("buildlog.yaml", &settings).check();
    let told = faults.iter().find(|fault| fault.code == "brief-overflow").expect("no room");
    assert_eq!(told.place.as_ref().map(|place| place.path.as_str()), Some("buildlog.yaml"));
    assert!(told.hints.iter().any(|hint| hint.contains("author.contact")), "{:?}", told.hints);
}

#[test]
fn who_and_where_are_kept_apart_by_one_mark() {
    let project = PROJECT.replace("source: day-01", "source: counted by hand").replace(
        "problem:",
        "direction: [{who: Head of a chain, said: It grows, source: 'https://news.example.com/a'}]\nproblem:",
    );
    let built = site()
        .with("content/projects/cut/project.md", &project)
        .with(
            "content/projects/cut/feedback/b.md",
            "---\nconsent: role\nwho: a host\nchannel: test\n---\n\nFine.\n",
        )
        .build();
    let text = built.file("projects/cut/brief/brief.txt");
    for said in [
        "9 · Minutes · 5 January 2026, counted by hand",
        "“It grows” — Head of a chain, news.example.com",
        "2 people gave feedback, 1 of them while trying it in a test; 2 are quoted under “What people said”.",
    ] {
        assert!(text.contains(said), "{said} in {text}");
    }
}

#[test]
fn where_all_did_the_same_their_number_is_said_once() {
    let tried = "channel: test\n";
    let near = "relation: friend\n";
    let both = "channel: test\nrelation: friend\n";
    for (pieces, english, chinese) in [
        (
            vec![both; 3],
            "3 people gave feedback, all while trying it in a test, all of them friends or family",
            "3人给过反馈，都在测试中用过，都是亲友",
        ),
        (
            vec![both, near],
            "2 people gave feedback, 1 of them while trying it in a test, all of them friends or family",
            "2人给过反馈，其中1人在测试中用过，都是亲友",
        ),
        (vec![tried], "1 person gave feedback, while trying it in a test", "1人给过反馈，在测试中用过"),
        (vec![near], "1 person gave feedback, and is a friend or family member", "1人给过反馈，是亲友"),
    ] {
        for (language, said) in [("en", english), ("zh", chinese)] {
            let mut site = Site::new()
                .with(
                    "buildlog.yaml",
                    &format!("title: T\nbase_url: https://host.example/\nlanguage: {language}\n"),
                )
                .with("content/projects/cut/project.md", "---\ntitle: Cut\n---\n")
                .with_day(1, "", "Text.");
            for (number, piece) in pieces.iter().enumerate() {
                let text = format!("---\nconsent: role\nwho: host {number}\n{piece}---\n\nFine {number}.\n");
                site = site.with(&format!("content/projects/cut/feedback/f{number}.md"), &text);
            }
            let text = site.build().file("projects/cut/brief/brief.txt").to_string();
            assert!(text.contains(said), "{said} in {text}");
        }
    }
}

#[test]
fn what_a_resume_keeps_apart_is_apart_in_the_one_that_is_written() {
    let read = r#"{"work": [{"name": "Ward", "position": "Dev", "startDate": "2021", "highlights": ["Did \"A\"", "Did B"]}],
        "education": [{"institution": "U", "studyType": "BSc", "area": "Nursing", "endDate": "2014", "highlights": ["x"]}],
        "skills": [{"name": "Web", "level": "Master", "keywords": ["HTML", "CSS"]}, {"name": "Rust"}]}"#;
    let folder = folder();
    folder.write("content/about.md", "---\nresume: resume.json\n---\n\nAbout.\n");
    folder.write("content/resume.json", read);
    let said = folder.run(&["brief", "--format", "json", "--out", "-"]).ends_with(0).stdout;
    let resume: serde_json::Value = serde_json::from_str(&said).unwrap();
    let work = serde_json::json!([{ "name": "Ward", "position": "Dev", "startDate": "2021", "highlights": ["Did \"A\"", "Did B"] }]);
    assert_eq!(resume["work"], work);
    let education =
        serde_json::json!([{ "institution": "U", "area": "Nursing", "studyType": "BSc", "endDate": "2014" }]);
    assert_eq!(resume["education"], education);
    let skills = serde_json::json!([{ "name": "Web", "level": "Master", "keywords": ["HTML", "CSS"] }, { "name": "Rust" }]);
    assert_eq!(resume["skills"], skills);
    folder.run(&["build"]).ends_with(0);
    let about = folder.read("public/about/index.html");
    assert!(about.contains("BSc, Nursing") && about.contains(". Did B."), "{about}");
}
