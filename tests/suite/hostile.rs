//! Files that are enormous and full of faults: the program comes to an end, and tells each of them. How long a command may
//! take is bounded for all of them; work that grows with the square of a file would take longer than that.

use crate::support::folder::Folder;
use crate::support::maker::{PROJECT, SETTINGS};

const DAY: &str = "content/projects/cut/day-01.md";

/// A site with one day.
fn site(body: &str) -> Folder {
    let folder = Folder::new();
    folder.write("buildlog.yaml", SETTINGS);
    folder.write("content/projects/cut/project.md", PROJECT);
    folder.write(DAY, format!("---\ndate: 2026-01-05\ntitle: One\n---\n{body}\n"));
    folder
}

#[test]
fn each_of_eighty_thousand_faults_in_one_line_is_told_with_its_place() {
    let folder = site(&"[a](b.md) ![c](d.png) ".repeat(40_000));
    let run = folder.run(&["build"]).ends_with(1);
    let places: Vec<&str> = run.stderr.lines().filter(|line| line.contains("--> ")).collect();
    assert_eq!(places.len(), 80_000);
    assert!(places.iter().all(|place| place.contains(&format!("{DAY}:5:"))), "{}", places[0]);
}

#[test]
fn a_list_of_thousands_of_contacts_is_told_whole_and_shows_none_of_them() {
    let row = |n: u32| format!("ann{n}@firm{n}.com, +49 171 {}\n", 8_000_000 + n * 137);
    let folder = site(&(0..8_000).map(row).collect::<String>());
    let run = folder.run(&["check"]).ends_with(1);
    let told = |words: &str| run.stderr.matches(words).count();
    assert_eq!(told("a mail address stands in"), 8_000);
    assert!(told("a telephone number stands in") > 7_000, "some are no numbers that anybody has");
    assert!(!run.stderr.contains("@firm"), "a report is read in public logs, too");
}

#[test]
fn pictures_in_the_words_for_pictures_are_read_in_one_pass() {
    let folder = site(&("![".repeat(28_000) + &"](x.png)".repeat(28_000)));
    let run = folder.run(&["build"]).ends_with(1);
    assert_eq!(run.stderr.matches("error[dead-link]").count(), 28_000);
}

#[test]
fn names_in_an_archive_that_lead_out_of_every_folder_are_looked_at_as_names() {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for name in ["../../a.md", "/etc/b.md", ".."] {
        writer.start_file(name, zip::write::SimpleFileOptions::default()).expect("memory");
        std::io::Write::write_all(&mut writer, b"write to ana@firm.com").expect("memory");
    }
    let folder = site("Words.");
    folder.write("static/a.zip", writer.finish().expect("memory").into_inner());
    let run = folder.run(&["check"]).ends_with(1);
    assert!(run.stderr.contains("a mail address stands in"), "{}", run.stderr);
}
