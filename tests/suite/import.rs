//! A log of a folder a day, kept elsewhere, as a project.

use crate::support::Folder;
use crate::support::folder::differences;

/// A log of three days with a picture, a link between days and a file that is no day.
fn old_log(folder: &Folder) {
    let write = |path: &str, text: &str| folder.write(&format!("old/{path}"), text);
    write("README.md", "# Thirty evenings\n\n| Day | What |\n|--|--|\n| 1 | [Wiring](day-01/README.md) |\n");
    write(
        "day-01/README.md",
        "# Day 1: Wiring\n\nThe lamp lights. Tomorrow: [the switch](../day-02/README.md).\n\n![The lamp](lamp.svg)\n",
    );
    write("day-01/lamp.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>\n");
    write(
        "day-02/README.md",
        "# Day 2: The switch\n\nIt clicks: 2 > 1 and a < b. See [yesterday](../day-01/README.md).\n",
    );
    write("day-04/README.md", "# Day 4 - A dimmer\n\n```c\nint main(void) { return 0; }\n```\n");
    write("tools/burn.sh", "#!/bin/sh\n");
}

const IMPORT: [&str; 8] =
    ["-C", "site", "import", "../old", "--project", "evenings", "--start", "2026-01-05"];

fn begun() -> Folder {
    let folder = Folder::new();
    folder.run(&["init", "site", "--title", "My log", "--base-url", "https://example.org/log/"]).ends_with(0);
    old_log(&folder);
    folder
}

fn import(folder: &Folder, more: &[&str]) -> crate::support::Run {
    let old = folder.path("old");
    let mut arguments = IMPORT.to_vec();
    arguments[3] = old.to_str().expect("UTF-8");
    arguments.extend(more);
    folder.run(&arguments).ends_with(0)
}

#[test]
fn a_dry_run_shows_the_days_and_writes_nothing() {
    let folder = begun();
    let before = folder.tree("");
    let run = import(&folder, &["--dry-run"]);
    for shown in ["day-01", "day-02", "day-04", "2026-01-05"] {
        assert!(run.stdout.contains(shown), "{shown} is not shown:\n{}", run.stdout);
    }
    assert_eq!(differences(&before, &folder.tree("")), [""; 0]);
}

#[test]
fn a_dry_run_says_what_the_real_one_does() {
    let folder = begun();
    let project = ["-C", "site", "new", "project", "evenings", "--start", "2026-01-05", "--days", "7"];
    folder.run(&project).ends_with(0);
    folder.write("site/content/projects/evenings/day-02.md", "---\ndate: 2026-01-06\n---\n");
    let foreseen = import(&folder, &["--dry-run"]).stdout;
    let done = import(&folder, &[]).stdout;
    for file in ["project.md", "day-02.md"] {
        let kept = format!("evenings/{file}: it is there already and says something else than the log");
        assert!(foreseen.contains(&kept) && done.contains(&kept), "{file}:\n{foreseen}\n{done}");
    }
    assert!(
        foreseen.contains("3 new files would be in") && done.contains("3 files in"),
        "{foreseen}\n{done}"
    );
    assert!(import(&folder, &["--dry-run"]).stdout.contains("0 new files would be in"));
}

#[test]
fn an_imported_log_builds_without_an_error_and_is_left_as_it_was() {
    let folder = begun();
    let before = folder.tree("old");
    import(&folder, &[]);
    assert_eq!(differences(&before, &folder.tree("old")), [""; 0]);
    let build = folder.run(&["-C", "site", "build"]).ends_with(0);
    assert!(!build.stderr.contains("error"), "{}", build.stderr);
    let page = |day: &str| folder.read(&format!("site/public/projects/evenings/{day}/index.html"));
    assert!(page("day-01").contains("The lamp lights."));
    assert!(
        page("day-01").contains("href=\"/log/projects/evenings/day-02/\""),
        "links lead to the new place"
    );
    assert!(page("day-02").contains("href=\"/log/projects/evenings/day-01/\""));
    assert!(page("day-02").contains("2 &gt; 1 and a &lt; b"));
    assert!(page("day-04").contains("A dimmer"));
    assert!(folder.tree("site/public").keys().any(|name| name.ends_with("lamp.svg")), "pictures come along");
    assert!(!folder.has("site/public/projects/evenings/day-03"));
}

#[test]
fn a_second_import_changes_nothing() {
    let folder = begun();
    import(&folder, &[]);
    let before = folder.tree("site");
    import(&folder, &[]);
    assert_eq!(differences(&before, &folder.tree("site")), [""; 0]);
}

#[test]
fn an_import_never_overwrites_what_the_maker_has_changed() {
    let folder = begun();
    import(&folder, &[]);
    let day = "site/content/projects/evenings/day-01.md";
    folder.write(day, "---\ndate: 2026-01-05\n---\n\nMine now.\n");
    import(&folder, &[]);
    assert!(folder.read(day).contains("Mine now."));
}

#[test]
fn a_day_that_came_later_is_added() {
    let folder = begun();
    import(&folder, &[]);
    folder.write("old/day-05/README.md", "# Day 5: A lid\n\nClosed.\n");
    import(&folder, &[]);
    assert!(folder.read("site/content/projects/evenings/day-05.md").contains("Closed."));
}

#[test]
fn a_folder_without_a_log_is_told() {
    let folder = begun();
    std::fs::create_dir(folder.path("empty")).unwrap();
    let empty = folder.path("empty");
    let run = folder.run(&["-C", "site", "import", empty.to_str().unwrap(), "--start", "2026-01-05"]);
    assert_ne!(run.status, Some(0), "{}", run.stdout);
    assert!(run.stderr.contains("empty") && run.stderr.contains("help: "), "{}", run.stderr);
    let run = folder.run(&["-C", "site", "import", "nowhere"]).ends_with(2);
    assert!(run.stderr.contains("nowhere"), "{}", run.stderr);
}
