//! Drafts of messages and posts, and the interview bank: within limits by a count of their own, from the log
//! alone, and nowhere in the output.

use serde_json::Value;

use crate::support::{Folder, Run, Site, repository};

const EXAMPLE: [&str; 3] = ["sample-county-record-office", "sample-tool-library", "sample-story-house"];

/// A form, a way of counting, and the most that it may come to.
type LimitRow = (&'static str, fn(&str) -> usize, usize);

/// The limits, written down once more.
const LIMITS: [LimitRow; 9] = [
    ("note", units, 200),
    ("long-note", units, 300),
    ("inmail", units, 1_900),
    ("x", weight_on_x, 280),
    ("bluesky", characters, 300),
    ("bluesky", str::len, 3_000),
    ("mastodon", without_addresses, 500),
    ("threads", characters, 500),
    ("linkedin", units, 3_000),
];

fn example() -> Folder {
    let folder = Folder::new();
    crate::support::folder::copy(&repository().join("example-site"), &folder.path(""));
    folder
}

fn json(run: &Run) -> Value {
    serde_json::from_str(&run.stdout).unwrap_or_else(|error| panic!("{error}:\n{}", run.stdout))
}

/// Form, subject and text of each draft.
fn drafts(value: &Value) -> Vec<(String, Option<String>, String)> {
    let text = |value: &Value| value["text"].as_str().map(str::to_string);
    let drafts = value["drafts"].as_array().expect("drafts");
    drafts
        .iter()
        .map(|draft| {
            let form = draft["form"].as_str().expect("a form").to_string();
            (form, text(&draft["subject"]), text(&draft["text"]).expect("a text"))
        })
        .collect()
}

fn units(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

fn characters(text: &str) -> usize {
    // The example has neither emoji nor combining marks, so a code point is a character.
    assert!(text.chars().all(|c| u32::from(c) < 0x1F000 && !('\u{300}'..='\u{36F}').contains(&c)));
    text.chars().count()
}

/// The text with each address as 23 times `u`.
fn addressed(text: &str) -> String {
    let mut words: Vec<String> = Vec::new();
    for word in text.split_inclusive(|c: char| c.is_whitespace()) {
        match word.find("https://") {
            Some(at) => {
                let rest = &word[at..];
                let tail = &rest[rest.trim_end().len()..];
                words.push(format!("{}{}{tail}", &word[..at], "u".repeat(23)));
            }
            None => words.push(word.to_string()),
        }
    }
    words.concat()
}

fn without_addresses(text: &str) -> usize {
    characters(&addressed(text))
}

fn weight_on_x(text: &str) -> usize {
    let text = addressed(text);
    let is_light = |c: &char| match u32::from(*c) {
        code @ 0x2000.. => {
            (0x2000..=0x200D).contains(&code)
                || (0x2010..=0x201F).contains(&code)
                || (0x2032..=0x2037).contains(&code)
        }
        code => code <= 0x10FF,
    };
    2 * text.chars().count() - text.chars().filter(is_light).count()
}

/// Words of a mail: between spaces in English; in Chinese each character, and each run of Latin letters.
fn words(text: &str, chinese: bool) -> usize {
    if !chinese {
        return text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count();
    }
    let mut count = 0;
    let mut in_word = false;
    for c in addressed(text).chars() {
        let is_han = ('\u{4E00}'..='\u{9FFF}').contains(&c);
        let is_latin = c.is_ascii_alphanumeric() || matches!(c, '.' | ',');
        count += usize::from(is_han || (c.is_ascii_alphanumeric() && !in_word));
        in_word = is_latin && (in_word || c.is_ascii_alphanumeric());
    }
    count
}

#[test]
fn every_draft_of_the_example_is_within_its_limits_as_a_second_count_shows() {
    let folder = example();
    let mut seen = 0;
    let mut check = |drafts: &[(String, Option<String>, String)], chinese: bool| {
        for (form, subject, text) in drafts {
            for (_, count, most) in LIMITS.iter().filter(|(known, ..)| known == form) {
                seen += 1;
                assert!(count(text) <= *most, "{form}: {} of {most}\n{text}", count(text));
            }
            if form == "mail" {
                seen += 1;
                let range = if chinese { 80..=200 } else { 50..=125 };
                assert!(range.contains(&words(text, chinese)), "{} words\n{text}", words(text, chinese));
                let subject = subject.as_ref().expect("a subject");
                let wide = subject.chars().filter(|c| ('\u{3000}'..='\u{FFEF}').contains(c)).count();
                assert!((36..=50).contains(&(subject.chars().count() + wide)), "{subject}");
            }
        }
    };
    for name in EXAMPLE {
        let run = folder.run(&["outreach", name, "--format", "json"]).ends_with(0);
        let value = json(&run);
        check(&drafts(&value), value["language"] == "zh");
    }
    for (project, days) in [("hear-again", 1..=30), ("bring-sheet", 1..=7)] {
        for day in days {
            for language in ["en", "zh"] {
                let day = format!("{project}/{day}");
                let run = folder.run(&["share", &day, "--language", language, "--format", "json"]);
                if run.status == Some(0) {
                    check(&drafts(&json(&run)), language == "zh");
                }
            }
        }
    }
    assert!(seen > 200, "the drafts were looked at: {seen}");
}

#[test]
fn no_draft_names_a_number_that_is_not_in_the_log() {
    let folder = example();
    let mut log: String = folder
        .tree("")
        .into_iter()
        .filter(|(name, _)| name.ends_with(".md") || name.ends_with(".yaml"))
        .map(|(_, bytes)| String::from_utf8(bytes).expect("UTF-8"))
        .collect();
    // How many days a challenge has is said beside a day's number.
    log.push_str(" 30 7 ");
    let known: std::collections::BTreeSet<&str> = numbers(&log).collect();
    let mut seen = 0;
    let outreach = EXAMPLE.map(|name| ["outreach", name, "--format", "json"]);
    let share = ["24", "25", "30", "bring-sheet/5"].map(|day| ["share", day, "--format", "json"]);
    for arguments in outreach.iter().chain(&share) {
        for (_, subject, text) in drafts(&json(&folder.run(arguments).ends_with(0))) {
            let said = format!("{} {text}", subject.unwrap_or_default());
            for number in numbers(&said) {
                seen += 1;
                let trimmed = number.trim_start_matches('0');
                let dated = format!("0{number}");
                let is_known =
                    known.contains(number) || known.contains(trimmed) || known.contains(dated.as_str());
                assert!(is_known, "{number} is in no file of the log:\n{said}");
            }
        }
    }
    assert!(seen > 100, "{seen}");
}

fn numbers(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_ascii_digit()).filter(|number| !number.is_empty())
}

#[test]
fn what_they_said_comes_first_beside_the_number_and_the_ask_comes_last() {
    let run = example().run(&["outreach", EXAMPLE[0], "--form", "mail"]).ends_with(0);
    let places = [
        "Hello Lane Placeholder,",
        "Our catalogue describes",
        "I'm Robin Sample.",
        "9%",
        "https://",
        "I'd be glad of",
    ]
    .map(|words| run.stdout.rfind(words).unwrap_or_else(|| panic!("{words} in\n{}", run.stdout)));
    assert!(places.is_sorted(), "{places:?} in\n{}", run.stdout);
    assert!(run.stdout.contains(" of 50–125 words\n"), "{}", run.stdout);
}

#[test]
fn a_note_holds_the_link_where_it_fits_and_says_so_where_it_does_not() {
    let folder = example();
    let note = |name: &str, form: &str| folder.run(&["outreach", name, "--form", form]).ends_with(0).stdout;
    for (name, form) in
        [(EXAMPLE[0], "note"), (EXAMPLE[0], "long-note"), (EXAMPLE[1], "note"), (EXAMPLE[1], "long-note")]
    {
        let text = note(name, form);
        assert!(text.contains("\nhttps://example.org/log/"), "{name} {form}:\n{text}");
    }
    // A shorter quote further down the list makes room for it.
    let file = "private/recipients/sample-tool-library.yaml";
    let said =
        folder.read(file).replace("relevance:", "  - quote: Half come back with a part missing.\nrelevance:");
    folder.write(file, said);
    let shorter = note(EXAMPLE[1], "note");
    for words in ["You said: “Half come back", "18% came without something needed, now 7%.", "https://"] {
        assert!(shorter.contains(words), "{words} in\n{shorter}");
    }
}

#[test]
fn a_number_is_not_said_from_another_beginning_than_the_letter_says() {
    let folder = Folder::new();
    let numbers = "numbers: [{id: wrong, label: Wrong names, value: 37, unit: '%', date: 2026-01-05}, \
                   {id: wrong, label: Wrong names, value: 9, unit: '%', date: 2026-01-09}, \
                   {id: time, label: To check an hour, value: 204, unit: min, date: 2026-01-05}, \
                   {id: time, label: To check an hour, value: 52, unit: min, date: 2026-01-09}]\n";
    let letter = |relevance: &str| {
        let text = format!("to: A Studio\nlead: [wrong]\nrelevance: {relevance}\n");
        let site = Site::new().with_day(1, &format!("title: One\n{numbers}"), "Words.");
        site.with("private/recipients/studio.yaml", &text).write_to(&folder.path(""));
        folder.run(&["outreach", "studio", "--form", "mail"]).ends_with(0).stdout
    };
    assert!(letter("It may help you.").contains("Wrong names, down from 37% to 9%"));
    assert!(letter("It went from 37% to 9%.").contains("Wrong names, down from 37% to 9%"));
    let other = letter("On a fresh hour it went from 39% to 9%.");
    assert!(other.contains("From 204 to 52 min to check an hour") && !other.contains("37%"), "{other}");
    let neither = letter("On a fresh hour it went from 39% to 9%, in 52 minutes in place of 210.");
    assert!(!neither.contains("37%") && !neither.contains("204"), "{neither}");
    let in_words = letter("On a fresh hour it went from thirty-nine percent to nine.");
    assert!(in_words.contains("From 204 to 52 min") && !in_words.contains("37%"), "{in_words}");
}

#[test]
fn two_beginnings_of_a_number_in_words_are_not_paired() {
    let folder = Folder::new();
    let numbers = "numbers: [{id: back, label: Came back, value: three of five, date: 2026-01-05}, \
                   {id: back, label: Came back, value: four of five, date: 2026-01-09}, \
                   {id: mood, label: Mood, value: grim, date: 2026-01-05}, {id: mood, label: Mood, value: bright, date: 2026-01-09}]\n";
    let letter = |relevance: &str| {
        let text = format!("to: A Studio\nlead: [back]\nrelevance: {relevance}\n");
        let site = Site::new().with_day(1, &format!("title: One\n{numbers}"), "Words.");
        site.with("private/recipients/studio.yaml", &text).write_to(&folder.path(""));
        folder.run(&["outreach", "studio", "--form", "mail"]).ends_with(0).stdout
    };
    assert!(letter("It may help you.").contains("three of five"));
    let other = letter("Once 2 of 5 came back, and now 4 of 5 do.");
    assert!(!other.contains("three of five") && other.contains("from grim to bright"), "{other}");
    let neither = letter("Once 2 of 5 came back, and now 4 of 5 do. Dull at first, the mood is bright.");
    assert!(!neither.contains("three of five") && !neither.contains("grim"), "{neither}");
}

#[test]
fn what_was_read_long_before_the_newest_day_is_not_said_of_now() {
    let folder = Folder::new();
    let day = "title: One\nnumbers: [{id: time, label: To check an hour, value: 204, unit: min, date: 2026-01-02}, \
               {id: time, label: To check an hour, value: 52, unit: min, date: 2026-01-05}]\n";
    let letter = |newest: u32| {
        let site = Site::new().with_day(1, day, "Words.").with_day(newest, "title: Later\n", "Words.");
        site.with("private/recipients/studio.yaml", "to: A Studio\n").write_to(&folder.path(""));
        folder.run(&["outreach", "studio", "--form", "mail"]).ends_with(0).stdout
    };
    assert!(letter(15).contains("took 204 min at first; now it takes 52 min."));
    let late = letter(16);
    assert!(late.contains("took 204 min at first; on 5 January 2026 it took 52 min."), "{late}");
}

#[test]
fn what_is_quoted_in_a_quote_has_the_other_marks() {
    let folder = Folder::new();
    let because = "because: [{quote: 'We call it “the *odd* pile” here.'}]\n";
    let feedback = "---\nconsent: role\nwho: maker\n---\n\nHe said \"it “sort of” works\".\n";
    Site::new()
        .with_day(1, "title: One\nanswers: [{feedback: a, change: A change.}]\n", "Words.")
        .with("content/projects/cut/feedback/a.md", feedback)
        .with("private/recipients/studio.yaml", because)
        .write_to(&folder.path(""));
    let letter = folder.run(&["outreach", "studio", "--form", "mail"]).ends_with(0).stdout;
    assert!(letter.contains("You said: “We call it ‘the odd pile’ here.”"), "{letter}");
    let post = folder.run(&["share", "1", "--form", "linkedin"]).ends_with(0).stdout;
    assert!(post.contains("I heard: “He said ‘it “sort of” works’.” (maker)"), "{post}");
}

#[test]
fn a_lead_that_is_not_there_is_told_wherever_a_letter_is_made() {
    let folder = Folder::new();
    Site::new()
        .with_day(1, "title: One\n", "Words.")
        .with("private/recipients/studio.yaml", "to: A Studio\nlead: [nope]\n")
        .write_to(&folder.path(""));
    let telling: [(&[&str], i32); 4] = [
        (&["outreach", "studio"], 0),
        (&["build"], 0),
        (&["brief", "--for", "studio"], 1),
        (&["brief", "--for", "studio", "--explain"], 1),
    ];
    for (arguments, status) in telling {
        let run = folder.run(arguments).ends_with(status);
        assert!(run.stderr.contains("[unknown-lead]") && run.stderr.contains("`nope`"), "{}", run.stderr);
    }
}

#[test]
fn only_who_is_known_to_have_written_is_told_that_they_wrote() {
    let folder = Folder::new();
    let said = |source: &str| {
        let because = format!("because: [{{quote: It drifts., source: '{source}', date: 2025-12-01}}]\n");
        let text = format!("to: Acme Studio\nperson: jobs@acme.com\n{because}");
        Site::new().with("private/recipients/studio.yaml", &text).write_to(&folder.path(""));
        folder.run(&["outreach", "studio", "--form", "chat"]).ends_with(0).stdout
    };
    for theirs in ["https://blog.acme-studio.example/drift/", "https://acmestudio.example/"] {
        assert!(said(theirs).contains("In December 2025 you wrote: “It drifts.”"), "{theirs}");
    }
    // Others write about them, and everybody writes on a platform.
    for other in
        ["https://news.example/acme-studio/", "https://acme.example/", "https://github.com/acmestudio/x"]
    {
        assert!(!said(other).contains("you wrote"), "{other}");
    }
    assert!(said("A call").contains("Hello,\nIn December 2025 you said: “It drifts.”"));
    let elsewhere = said("https://www.reddit.com/r/audio/1/");
    assert!(elsewhere.contains("I read on reddit.com, December 2025: “It drifts.”"), "{elsewhere}");
}

#[test]
fn without_a_name_those_who_are_due_stand_first() {
    let folder = example();
    let run = folder.run(&["outreach", "--as-of", "2026-03-12"]).ends_with(0);
    let lines: Vec<&str> = run.stdout.lines().collect();
    assert!(
        lines[1].starts_with("sample-story-house ") && lines[1].ends_with("2026-03-12, due"),
        "{lines:?}"
    );
    assert!(run.stdout.contains("1 is due to be asked again"), "{}", run.stdout);
    let before = folder.run(&["outreach", "--as-of", "2026-03-11"]).ends_with(0);
    assert!(!before.stdout.contains("due"), "{}", before.stdout);
    let value = json(&folder.run(&["outreach", "--as-of", "2026-03-12", "--format", "json"]).ends_with(0));
    assert_eq!(value["recipients"][0]["due"], true);
}

#[test]
fn what_is_missing_is_told_with_the_place_to_write_it() {
    let folder = Folder::new();
    Site::new().with("private/recipients/studio.yaml", "to: A Studio\n").write_to(&folder.path(""));
    let run = folder.run(&["outreach", "studio"]).ends_with(0);
    for missing in [
        "add `because` to private/recipients/studio.yaml",
        "add `ask` to private/recipients/studio.yaml",
        "add `numbers` to a day or to content/projects/cut/project.md",
        "add `author.name` to buildlog.yaml",
    ] {
        assert!(run.stdout.contains(missing), "{missing} in\n{}", run.stdout);
    }
    assert!(run.stdout.contains("too few"), "a mail without content is too short:\n{}", run.stdout);
    assert!(run.stdout.contains("I'm building Cut: Cuts the silence out of a recording."), "{}", run.stdout);
    let unknown = folder.run(&["outreach", "studo"]).ends_with(2);
    assert!(unknown.stderr.contains("did you mean `studio`?"), "{}", unknown.stderr);
}

#[test]
fn a_text_that_does_not_fit_says_by_how_much() {
    let folder = Folder::new();
    let recipient =
        format!("person: {}\nchannel: linkedin\nask: a reply\n", "Maximiliana ".repeat(20).trim());
    Site::new().with("private/recipients/long.yaml", &recipient).write_to(&folder.path(""));
    let run = folder.run(&["outreach", "long", "--form", "note"]).ends_with(0);
    assert!(run.stdout.contains("264 of 200 characters: 64 too many"), "{}", run.stdout);
    let check = folder.run(&["outreach", "long", "--check"]).ends_with(1);
    assert!(check.stderr.contains("the text is 64 characters too long"), "{}", check.stderr);
}

#[test]
fn the_check_refuses_a_placeholder_and_a_page_that_is_in_no_build() {
    let folder = Folder::new();
    let settings = "title: A log\nbase_url: https://robin.github.io/log/\n";
    let letter = "channel: chat\nbecause: [{quote: It is slow., date: 2025-12-01}]\nrelevance: It is yours.\nask: a reply\n";
    let write = |text: &str| folder.write("private/recipients/studio.yaml", text);
    let site = Site::new().with_day(1, "title: One\n", "Words.");
    site.with("private/recipients/studio.yaml", letter).write_to(&folder.path(""));
    let refused = |code: &str| {
        let run = folder.run(&["outreach", "studio", "--check", "--as-of", "2026-01-02"]).ends_with(1);
        assert!(run.stderr.contains(code), "{code} in\n{}", run.stderr);
    };
    refused("error[placeholder-address]");
    folder.write("buildlog.yaml", settings);
    refused("error[not-published]");
    let nothing_built = folder.run(&["share", "1"]).ends_with(0);
    assert!(nothing_built.stdout.contains("`buildlog build` draws it"), "{}", nothing_built.stdout);
    folder.run(&["build"]).ends_with(0);
    let fine = folder.run(&["outreach", "studio", "--check", "--as-of", "2026-01-02"]).ends_with(0);
    assert!(fine.stdout.contains("leads to a page of the site"), "{}", fine.stdout);
    assert!(!folder.run(&["share", "1"]).ends_with(0).stdout.contains("draws it"));
    write(&letter.replace("2025-12-01", "2026-01-03"));
    refused("error[future-date]");
    write("channel: chat\nrelevance: It is yours.\n");
    refused("the letter does not say what they said, nor what you ask");
    write(&letter.replace("chat", "email"));
    refused("error[too-short]");
    let expires = format!("{letter}expires: 2026-01-01\n");
    write(&format!("{expires}publish: true\ntoken: x7QmRk2Vt9bLw4ZpHs6NdY3c\n"));
    refused("error[expired]");
    write(&format!("{letter}lead: [nothing]\n"));
    refused("error[unknown-lead]");
    write(&expires);
    folder.run(&["outreach", "studio", "--check", "--as-of", "2026-01-02"]).ends_with(0);
    folder.write("content/projects/new/project.md", "---\ntitle: New\n---\n");
    write(&format!("{letter}project: new\n"));
    refused("error[not-published]");
}

#[test]
fn before_the_first_project_there_is_nothing_to_show() {
    let folder = Folder::new();
    folder.write("buildlog.yaml", "title: A log\nbase_url: https://robin.github.io/log/\n");
    folder.write("private/recipients/studio.yaml", "to: A Studio\n");
    let run = folder.run(&["outreach", "studio"]).ends_with(2);
    assert!(run.stderr.contains("there is no project yet to show to studio"), "{}", run.stderr);
    folder.write("private/recipients/studio.yaml", "to: A Studio\nproject: cut\n");
    let run = folder.run(&["outreach", "studio"]).ends_with(2);
    assert!(run.stderr.contains("`buildlog new project"), "{}", run.stderr);
}

#[cfg(unix)]
#[test]
fn a_draft_goes_into_the_clipboard_of_the_system() {
    use std::os::unix::fs::PermissionsExt;
    let folder = example();
    folder.write("bin/wl-copy", "#!/bin/sh\n/bin/cat > copied.txt\n");
    std::fs::set_permissions(folder.path("bin/wl-copy"), std::fs::Permissions::from_mode(0o755)).unwrap();
    let run = |wayland: &str| {
        let mut command = folder.command(&["outreach", EXAMPLE[2], "--copy"]);
        command.env("PATH", folder.path("bin")).env("WAYLAND_DISPLAY", wayland).env_remove("DISPLAY");
        Run::of(&mut command)
    };
    let nowhere = run("").ends_with(2);
    assert!(nowhere.stderr.contains("there is no clipboard here"), "{}", nowhere.stderr);
    run("wayland-0").ends_with(0);
    let copied = folder.read("copied.txt");
    assert!(copied.starts_with("林示例，您好！") && !copied.ends_with('\n'), "{copied}");
}

#[test]
fn a_post_says_the_number_as_it_was_on_its_day() {
    let run = example().run(&["share", "9", "--form", "linkedin"]).ends_with(0);
    assert!(run.stdout.contains("96 minutes in place of 204"), "{}", run.stdout);
    assert!(!run.stdout.contains("52 min"), "the number of day 30 is not known on day 9:\n{}", run.stdout);
}

#[test]
fn a_post_shows_of_feedback_what_its_page_shows() {
    let folder = Folder::new();
    let answers = "answers:\n- {feedback: said, change: A change., result: A result}\n- {feedback: hidden, change: Another.}\n";
    Site::new()
        .with_day(1, &format!("title: One\nsummary: A summary.\n{answers}"), "Body.")
        .with(
            "content/projects/cut/feedback/said.md",
            "---\nconsent: anonymous\nwho: a-secret-role\n---\n\nIt *drifts*.\n",
        )
        .with("private/feedback/cut/hidden.md", "---\nwho: x\n---\n\nA private word.\n")
        .write_to(&folder.path(""));
    let run = folder.run(&["share", "day-01", "--form", "linkedin"]).ends_with(0);
    assert!(
        run.stdout.contains("I heard: “It drifts.”\nI changed: A change.\nResult: A result.\n"),
        "{}",
        run.stdout
    );
    assert!(run.stdout.contains("I changed: Another."), "{}", run.stdout);
    assert!(!run.stdout.contains("private word") && !run.stdout.contains("secret"), "{}", run.stdout);
}

#[test]
fn a_day_can_be_shared_in_the_languages_that_it_is_written_in() {
    let folder = example();
    let both = folder.run(&["share", "25"]).ends_with(0);
    assert!(both.stdout.contains("Chinese long post") && both.stdout.contains("“再听一遍”第25天（共30天）"));
    let none_yet = folder.run(&["share", "24"]).ends_with(0);
    assert!(none_yet.stdout.contains("the day in Chinese"), "{}", none_yet.stdout);
    let english = Folder::new();
    Site::new().with_day(1, "", "Body.").write_to(&english.path(""));
    let english = english.run(&["share", "1"]).ends_with(0);
    assert!(!english.stdout.contains("Chinese"), "{}", english.stdout);
    let one = folder.run(&["share", "24", "--language", "zh"]).ends_with(2);
    assert!(one.stderr.contains("day 24 of hear-again is written in en alone"), "{}", one.stderr);
    let none = folder.run(&["share", "99"]).ends_with(2);
    assert!(none.stderr.contains("no day 99"), "{}", none.stderr);
    let long = folder.run(&["share", "24", "--form", "long-post"]).ends_with(2);
    assert!(
        long.stderr.contains("not written in Chinese") && long.stderr.contains("day-24.zh.md"),
        "{}",
        long.stderr
    );
}

#[test]
fn an_ask_to_do_something_stays_the_writers_and_a_number_is_never_given_to_the_reader() {
    let folder = Folder::new();
    let numbers = "numbers:\n  - {id: e, label: 写错的名字, value: 39, unit: '%', date: 2026-01-05}\n  - {id: e, value: 9, unit: '%', date: 2026-01-06}\n";
    let mail = |recipient: &str| {
        let site = Site::new().with_day(1, &format!("title: One\n{numbers}"), "Words.");
        site.with("private/recipients/studio.yaml", recipient).write_to(&folder.path(""));
        folder.run(&["outreach", "studio", "--form", "mail"]).ends_with(0).stdout
    };
    let english = mail("ask: to show you the prototype\n");
    assert!(english.contains("I'd like to show you the prototype."), "{english}");
    let chinese = mail("language: zh\nto: 示例工具馆\nask: 十五分钟\n");
    assert!(chinese.contains("写错的名字从39%降到9%") && !chinese.contains("示例工具馆：写错"), "{chinese}");
}
