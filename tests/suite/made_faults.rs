//! Mistakes that can't lie in a repository as they are, made here: bytes that are no text, links of
//! the file system, files that are too large or may not be read; and oddities that are none.

use std::os::unix::fs::{PermissionsExt, symlink};

use crate::faults::Mistaken;
use crate::support::{Folder, Run, Site, folder};

const DAY: &str = "content/projects/cut/day-01.md";

/// Ends the test unless the one complaint has this code, names the file and shows a way out.
#[track_caller]
fn assert_told(report: &str, code: &str, file: &str) {
    assert!(report.starts_with(&format!("error[{code}]: ")), "{report}");
    assert!(report.contains(file), "{file} is not named: {report}");
    assert!(report.contains("help: "), "no way out: {report}");
    assert!(report.ends_with("\n1 error\n"), "{report}");
    assert!(report.len() < 2_000, "the report has {} bytes", report.len());
}

#[test]
fn a_file_that_is_not_utf_8_is_named_with_its_line() {
    let report = Mistaken::begin().with(DAY, b"---\ndate: 2026-01-05\n---\n\nCaf\xe9\n").report();
    assert_told(&report, "not-utf8", DAY);
    assert!(report.contains("line 5"), "{report}");
}

#[test]
fn settings_that_are_not_utf_8_are_one_complaint() {
    let report = Mistaken::begin().with("buildlog.yaml", b"title: \xff\xfe\n").report();
    assert_told(&report, "not-utf8", "buildlog.yaml");
}

#[test]
fn a_file_with_a_nul_byte_is_named() {
    let report = Mistaken::begin().with(DAY, "---\ndate: 2026-01-05\n---\n\nA\0B\n").report();
    assert_told(&report, "nul-byte", DAY);
}

#[test]
fn a_text_of_twenty_megabytes_is_refused_without_being_shown() {
    let mut text = b"---\ndate: 2026-01-05\n---\n".to_vec();
    text.resize(20 * 1024 * 1024, b'x');
    let report = Mistaken::begin().with(DAY, text).report();
    assert_told(&report, "file-too-large", DAY);
}

#[test]
fn a_link_to_a_file_outside_is_refused() {
    let site = Mistaken::begin();
    let outside = Folder::new();
    outside.write("notes.md", "---\ndate: 2026-01-05\n---\n\nNot yours.\n");
    symlink(outside.path("notes.md"), site.path(DAY)).unwrap();
    assert_told(&site.report(), "link-outside", DAY);
}

#[test]
fn a_link_to_a_folder_outside_is_refused() {
    let site = Mistaken::begin();
    let outside = Folder::new();
    outside.write("pictures/a.md", "A.\n");
    symlink(outside.path("pictures"), site.path("content/projects/cut/media")).unwrap();
    let report = site.report();
    assert!(report.contains("error[link-outside]"), "{report}");
    assert!(report.contains("content/projects/cut/media"), "{report}");
}

#[test]
fn a_link_into_the_private_folder_is_refused() {
    for link in ["static/p", "content/projects/cut/media", "themes/ledger/assets"] {
        let site = Mistaken::begin().with("private/notes.txt", b"MARK\n");
        std::fs::create_dir_all(site.path(link).parent().unwrap()).unwrap();
        symlink(site.path("private"), site.path(link)).unwrap();
        assert_told(&site.report(), "link-outside", link);
    }
}

#[test]
fn a_link_that_leads_in_a_circle_is_named() {
    let site = Mistaken::begin();
    symlink(site.path("content"), site.path("content/projects/cut/again")).unwrap();
    assert_told(&site.report(), "link-loop", "content/projects/cut/again");
}

#[test]
fn a_link_to_nothing_is_named() {
    let site = Mistaken::begin();
    symlink(site.path("content/gone.md"), site.path(DAY)).unwrap();
    let report = site.report();
    assert!(report.contains(DAY) && report.contains("help: "), "{report}");
}

#[test]
fn a_file_that_may_not_be_read_is_named() {
    let site = Mistaken::begin().with(DAY, "---\ndate: 2026-01-05\n---\n");
    let file = site.path(DAY);
    std::fs::set_permissions(&file, PermissionsExt::from_mode(0o000)).unwrap();
    if std::fs::read(&file).is_ok() {
        println!("passed over: this user may read every file");
        return;
    }
    assert_told(&site.report(), "unreadable", DAY);
}

#[test]
fn a_name_that_is_not_utf_8_is_shown_as_well_as_it_can_be() {
    use std::os::unix::ffi::OsStrExt;
    let site = Mistaken::begin();
    let name = std::ffi::OsStr::from_bytes(b"content/caf\xe9.md");
    if std::fs::write(site.path("").join(name), "A.\n").is_err() {
        println!("passed over: this file system takes only names in UTF-8");
        return;
    }
    let report = site.report();
    assert!(report.starts_with("error[name-not-utf8]: "), "{report}");
    assert!(report.contains("content/caf") && report.contains("help: "), "{report}");
}

#[test]
fn a_hundred_thousand_brackets_are_told_in_short() {
    for brackets in [
        "[".repeat(100_000),
        "{a: ".repeat(100_000),
        format!("{}{}", "[".repeat(100_000), "]".repeat(100_000)),
    ] {
        let text = format!("---\ndate: 2026-01-05\nextra: {{a: {brackets}}}\n---\n");
        let report = Mistaken::begin().with(DAY, text).report();
        assert!(report.contains(DAY) && report.contains("help: "), "{report}");
        assert!(report.len() < 3_000, "the report has {} bytes", report.len());
    }
}

#[test]
fn deeply_nested_markdown_does_not_overflow() {
    for sign in ["> ", "[", "*", "![", "- ", "<b>", "`", "$", "\\", "| "] {
        let body = sign.repeat(20_000);
        let built = Site::new().with_day(1, "", &body).build();
        assert!(built.has("/projects/cut/day-01/"), "{sign}");
    }
}

#[test]
fn every_mistake_of_every_file_is_shown_in_one_run() {
    let site = Mistaken::begin()
        .with(DAY, b"\xff")
        .with("content/projects/cut/day-02.md", "---\ndate: tomorrow\n---\n")
        .with("content/about.md", "---\ntilte: Me\n---\n")
        .with("private/recipients/studio.yaml", "statsu: draft\n")
        .with("buildlog.yaml", "title: A\nbase_url: nowhere\n");
    let report = site.report();
    for code in ["not-utf8", "bad-date", "unknown-key", "bad-base-url"] {
        assert!(report.contains(&format!("error[{code}]")), "{code} is missing:\n{report}");
    }
    assert!(report.ends_with("\n5 errors\n"), "{report}");
}

/// Builds a site that is odd and right.
fn builds_without_complaint(files: &[(&str, &[u8])]) -> Folder {
    let folder = Folder::new();
    Site::new().write_to(&folder.path(""));
    for (path, bytes) in files {
        folder.write(path, bytes);
    }
    let Run { status, stderr, .. } = folder.run(&["build"]);
    assert_eq!((status, stderr.as_str()), (Some(0), ""));
    folder
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_are_fine() {
    let settings = "\u{feff}title: A small log\r\nbase_url: https://example.org/log/\r\n";
    let day = "\u{feff}---\r\ndate: 2026-01-05\r\ntitle: From Windows\r\n---\r\n\r\nOne.\r\n\r\nTwo.\r\n";
    let folder = builds_without_complaint(&[("buildlog.yaml", settings.as_bytes()), (DAY, day.as_bytes())]);
    let page = folder.read("public/projects/cut/day-01/index.html");
    assert!(page.contains("From Windows") && page.contains("<p>One.</p>"), "{page}");
    assert!(!page.contains('\r') && !page.contains('\u{feff}'));
}

#[test]
fn files_that_editors_leave_behind_are_passed_over() {
    builds_without_complaint(&[
        ("content/.DS_Store", b"\0\0\0"),
        ("content/projects/cut/day-01.md~", b"\xff"),
        ("content/projects/cut/.day-01.md.swp", b"\xff"),
        ("content/.git/HEAD", b"\xff"),
    ]);
}

#[test]
fn an_empty_site_is_a_site() {
    let folder = Folder::new();
    folder.write("buildlog.yaml", "title: Nothing yet\nbase_url: https://example.org/\n");
    let run = folder.run(&["build"]).ends_with(0);
    assert_eq!(run.stderr, "");
    assert!(folder.read("public/index.html").contains("Nothing yet"));
}

#[test]
fn names_in_every_script_are_published_under_their_own() {
    let folder = builds_without_complaint(&[
        // The newest project is the one with a PDF, which would want a font for the names of the other.
        ("content/projects/cut/day-02.md", b"---\ndate: 2026-01-06\n---\n\nTwo.\n"),
        ("content/projects/剪辑/project.md", "---\ntitle: 剪辑\n---\n".as_bytes()),
        (
            "content/projects/剪辑/day-01.md",
            "---\ndate: 2026-01-05\n---\n\n[图](<media/图 一.svg>)\n".as_bytes(),
        ),
        ("content/projects/剪辑/media/图 一.svg", b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
    ]);
    assert!(folder.has("public/projects/剪辑/day-01/index.html"), "{:?}", folder.tree("public").keys());
}

#[test]
fn of_two_builds_at_once_the_second_is_told() {
    let site = builds_without_complaint(&[]);
    let before = folder::tree(&site.path("public"));
    let lock = std::fs::File::options().write(true).open(site.path(".buildlog/publish/public/lock")).unwrap();
    lock.lock().unwrap();
    site.write("content/about.md", "Changed.\n");
    let Run { status, stderr, .. } = site.run(&["build"]);
    assert_eq!(status, Some(2));
    assert!(stderr.contains("another build is writing"), "{stderr}");
    assert_eq!(folder::tree(&site.path("public")), before);
    drop(lock);
    assert_eq!(site.run(&["build"]).status, Some(0));
}

#[test]
fn an_output_that_can_not_be_made_is_told() {
    let site = builds_without_complaint(&[("taken", b"a file")]);
    for out in ["taken", "taken/below", "content/below"] {
        let Run { status, stderr, .. } = site.run(&["build", "--out", out]);
        assert_eq!(status, Some(2), "{stderr}");
        assert!(stderr.contains("--out"), "{stderr}");
    }
    assert_eq!(site.read("taken"), "a file");
}
