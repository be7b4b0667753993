//! The maker's first five minutes, by the program itself.

use crate::support::{Folder, repository};

const TODAY: &str = "2026-01-05";

/// A folder with a site as `init` and `new project` make it; commands are run with `-C log`.
fn begun() -> Folder {
    let folder = Folder::new();
    folder.run(&["init", "log", "--title", "My log", "--base-url", "https://example.org/log/"]).ends_with(0);
    folder
        .run(&["-C", "log", "new", "project", "demo", "--title", "Demo", "--days", "7", "--start", TODAY])
        .ends_with(0);
    folder
}

#[test]
fn from_nothing_to_a_site_in_four_commands() {
    let folder = Folder::new();
    std::fs::create_dir(folder.path("log")).unwrap();
    let run = |arguments: &[&str]| {
        let mut command = folder.command(arguments);
        crate::support::Run::of(command.current_dir(folder.path("log"))).ends_with(0)
    };
    run(&["init", ".", "--title", "My log", "--base-url", "https://example.org/log/"]);
    run(&["new", "project", "demo", "--days", "7"]);
    let day = run(&["new", "day"]);
    assert!(day.stdout.contains("content/projects/demo/day-01.md"), "{}", day.stdout);
    let built = run(&["build"]);
    assert_eq!(built.stderr, "", "a new site has no complaint");
    for page in ["index.html", "about/index.html", "projects/demo/day-01/index.html", "feed.xml"] {
        assert!(folder.has(&format!("log/public/{page}")), "{page}");
    }
    assert!(folder.read("log/.gitignore").contains("private/"));
}

#[test]
fn init_never_overwrites() {
    let folder = Folder::new();
    folder.write("log/content/about.md", "Mine.\n");
    folder.write("log/buildlog.yaml", "title: Mine\nbase_url: https://example.org/\n");
    folder.run(&["init", "log", "--title", "Other"]);
    assert_eq!(folder.read("log/content/about.md"), "Mine.\n");
    assert_eq!(folder.read("log/buildlog.yaml"), "title: Mine\nbase_url: https://example.org/\n");
}

#[test]
fn a_title_of_any_signs_makes_a_site_that_builds() {
    for title in ["Day 1: a \"start\"", "# not a comment", "日志 'of' {x}", "- *a* & <b>", "yes", "12"] {
        let folder = Folder::new();
        let said = format!("--title={title}");
        folder.run(&["init", "log", &said, "--base-url", "https://example.org/"]).ends_with(0);
        folder.run(&["-C", "log", "new", "project", "demo", &said]).ends_with(0);
        folder.run(&["-C", "log", "new", "day", &said]).ends_with(0);
        let built = folder.run(&["-C", "log", "build"]).ends_with(0);
        // A title in another script is set with a font of this machine, which is told.
        let is_told = built.stderr.contains("warning[system-font]");
        assert_eq!(is_told, title.contains('日'), "{}", built.stderr);
        assert!(is_told || built.stderr.is_empty(), "{title}: {}", built.stderr);
        let home = folder.read("log/public/index.html");
        let titles = crate::support::html::all(&home, "title");
        let shown = crate::support::html::decoded(titles[0].inner());
        assert!(shown.contains(title), "{title} is shown as {shown}");
    }
}

#[test]
fn a_font_of_this_machine_is_told_with_files_and_can_be_meant() {
    let folder = begun();
    let project = folder.read("log/content/projects/demo/project.md");
    folder.write("log/content/projects/demo/project.md", project.replace("Demo", "日志"));
    let check = || folder.run(&["-C", "log", "check", "--format", "json", "--strict"]);
    let told: serde_json::Value = serde_json::from_str(&check().stdout).expect("JSON");
    let borrowed: Vec<&serde_json::Value> =
        told["diagnostics"].as_array().unwrap().iter().filter(|one| one["code"] == "system-font").collect();
    let places: Vec<&str> = borrowed.iter().filter_map(|one| one["place"]["file"].as_str()).collect();
    assert_eq!(places.len(), borrowed.len(), "{borrowed:?}");
    assert!(places.contains(&"buildlog.yaml"), "the preview pictures: {places:?}");
    assert!(places.contains(&"content/projects/demo/project.md"), "the brief: {places:?}");
    let allowed = |at: &str| format!("  - {{code: system-font, at: {at}, why: They are read on screens.}}\n");
    let settings = folder.read("log/buildlog.yaml");
    let lines: String = ["buildlog.yaml", "content/"].map(allowed).concat();
    folder.write("log/buildlog.yaml", format!("{settings}\nallow:\n{lines}"));
    let told: serde_json::Value = serde_json::from_str(&check().stdout).expect("JSON");
    let codes: Vec<&serde_json::Value> =
        told["diagnostics"].as_array().unwrap().iter().map(|one| &one["code"]).collect();
    assert!(!codes.iter().any(|code| *code == "system-font" || *code == "unused-allowance"), "{codes:?}");
}

#[test]
fn a_second_new_day_names_the_first_and_changes_nothing() {
    let folder = begun();
    folder.run(&["-C", "log", "new", "day", "--date", TODAY]).ends_with(0);
    let before = folder.tree("log");
    let again = folder.run(&["-C", "log", "new", "day", "--date", TODAY]).ends_with(0);
    assert!(again.stdout.contains("day-01.md"), "{}", again.stdout);
    assert_eq!(before, folder.tree("log"));
}

#[test]
fn a_log_that_began_before_its_challenge_is_told_where_to_say_so() {
    let folder = begun();
    for (number, date) in [(1, "2026-01-02"), (2, "2026-01-03")] {
        let day = format!("---\ndate: {date}\n---\nWords.\n");
        folder.write(&format!("log/content/projects/demo/day-0{number}.md"), day);
    }
    let built = folder.run(&["-C", "log", "build"]).ends_with(0);
    let way_out = "did it begin earlier? write `start: 2026-01-02` under `challenge` in project.md";
    assert_eq!(built.stderr.matches(way_out).count(), 2, "{}", built.stderr);
    let new = folder.run(&["-C", "log", "new", "day", "--date", TODAY]).ends_with(0);
    assert!(new.stdout.contains("(its date is 2026-01-02)"), "{}", new.stdout);
    assert!(new.stdout.contains("counted from `start` under `challenge` in project.md"), "{}", new.stdout);
}

#[test]
fn the_number_of_a_day_follows_from_its_date() {
    let folder = begun();
    for (date, file) in [(TODAY, "day-01"), ("2026-01-06", "day-02"), ("2026-01-09", "day-05")] {
        folder.run(&["-C", "log", "new", "day", "--date", date]).ends_with(0);
        let text = folder.read(&format!("log/content/projects/demo/{file}.md"));
        assert!(text.contains(&format!("date: {date}\n")), "{text}");
    }
    folder.run(&["-C", "log", "build"]).ends_with(0);
}

#[test]
fn the_plan_of_yesterday_stands_in_the_new_day() {
    let folder = begun();
    folder.write(
        "log/content/projects/demo/day-01.md",
        format!("---\ndate: {TODAY}\nnext: Ring the third tester\n---\n"),
    );
    folder.run(&["-C", "log", "new", "day", "--date", "2026-01-06"]).ends_with(0);
    assert!(folder.read("log/content/projects/demo/day-02.md").contains("Ring the third tester"));
}

#[test]
fn a_day_off_is_a_day() {
    let folder = begun();
    folder.run(&["-C", "log", "new", "day", "--date", TODAY, "--rest"]).ends_with(0);
    assert!(folder.read("log/content/projects/demo/day-01.md").contains("rest: true"));
    assert_eq!(folder.run(&["-C", "log", "build"]).ends_with(0).stderr, "");
}

#[test]
fn the_exit_status_tells_the_site_from_the_machine() {
    let folder = begun();
    folder.run(&["-C", "log", "build"]).ends_with(0);
    folder.run(&["-C", "log", "build", "--no-such-flag"]).ends_with(2);
    folder.run(&["-C", "log", "no-such-command"]).ends_with(2);
    folder.run(&["-C", "nowhere", "build"]).ends_with(2);
    folder.run(&["build"]).ends_with(2);
    folder.write("log/content/about.md", "---\ntilte: Me\n---\n");
    folder.run(&["-C", "log", "build"]).ends_with(1);
}

#[test]
fn a_folder_that_is_no_site_is_told_with_a_way_out() {
    let folder = Folder::new();
    let run = folder.run(&["build"]).ends_with(2);
    assert_eq!(
        run.stderr,
        "error: there is no buildlog.yaml here, nor in any folder above\n  \
         = help: go into the folder of your site, or name it with `--site DIR`\n  \
         = help: `buildlog init DIR` makes a new site\n"
    );
    assert_eq!(run.stdout, "");
}

#[test]
fn a_folder_that_is_not_the_programs_own_is_never_emptied() {
    let folder = begun();
    folder.write("photos/holiday.jpg", "mine");
    let run = folder.run(&["-C", "log", "build", "--out", "photos"]).ends_with(2);
    assert!(run.stderr.contains("photos"), "{}", run.stderr);
    assert_eq!(folder.tree("photos").len(), 1);
    assert_eq!(folder.read("photos/holiday.jpg"), "mine");
}

#[test]
fn the_report_for_machines_is_json_and_nothing_else() {
    let folder = begun();
    let parse = |text: &str| serde_json::from_str::<serde_json::Value>(text).expect("JSON");
    folder.write("log/content/about.md", "---\ntilte: Me\n---\n");
    let run = folder.run(&["-C", "log", "build", "--format", "json"]).ends_with(1);
    let report = parse(&run.stdout);
    assert_eq!(report["errors"], 1);
    let fault = &report["diagnostics"][0];
    assert_eq!(fault["code"], "unknown-key");
    assert_eq!(fault["place"]["file"], "content/about.md");
    assert_eq!((fault["place"]["line"].as_u64(), fault["place"]["column"].as_u64()), (Some(2), Some(1)));
    assert_eq!(run.stderr, "");
}

#[test]
fn the_report_for_machines_is_json_where_all_is_well_too() {
    let folder = begun();
    let run = folder.run(&["-C", "log", "build", "--format", "json"]).ends_with(0);
    let report: serde_json::Value = serde_json::from_str(&run.stdout).expect("JSON and nothing else");
    assert_eq!(report["errors"], 0);
}

#[test]
fn a_quiet_preview_says_no_more_than_an_address_that_nobody_could_guess() {
    use std::io::{BufRead, BufReader};
    let folder = begun();
    let mut command = folder.command(&["-C", "log", "-q", "serve", "--port", "0"]);
    let mut preview = command.stdout(std::process::Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(preview.stdout.take().unwrap()).lines();
    let address = lines.next().unwrap().unwrap();
    preview.kill().unwrap();
    preview.wait().unwrap();
    assert!(address.starts_with("http://127.0.0.1:") && address.ends_with("/log/"), "{address}");
    assert_eq!(lines.count(), 0);
}

#[test]
fn quiet_says_nothing_where_all_is_well() {
    let folder = begun();
    let run = folder.run(&["-C", "log", "-q", "build"]).ends_with(0);
    assert_eq!((run.stdout.as_str(), run.stderr.as_str()), ("", ""));
}

#[test]
fn colour_is_written_only_where_it_is_asked_for() {
    let folder = begun();
    folder.write("log/content/about.md", "---\ntilte: Me\n---\n");
    assert!(!folder.run(&["-C", "log", "build"]).stderr.contains('\u{1b}'));
    assert!(folder.run(&["-C", "log", "--color", "always", "build"]).stderr.contains('\u{1b}'));
}

/// Commands that a text shows in its blocks of code: `buildlog new day --x` as `["new", "day"]`.
fn commands_shown(text: &str) -> Vec<Vec<String>> {
    let lines = text.lines().filter_map(|line| {
        line.trim().strip_prefix("buildlog ").or_else(|| line.split_once(" -- ").map(|(_, rest)| rest))
    });
    let words = |line: &str| -> Vec<String> {
        let words = line.split_whitespace().filter(|word| !word.starts_with('-'));
        let take = if line.starts_with("new ") { 2 } else { 1 };
        words.take(take).map(str::to_string).collect()
    };
    let is_command = |line: &&str| line.starts_with(|c: char| c.is_ascii_lowercase());
    lines.filter(is_command).map(words).collect()
}

#[test]
fn every_command_that_the_documents_show_is_there() {
    let folder = Folder::new();
    let mut shown = 0;
    for document in ["README.md", "CONTRIBUTING.md", "docs/first-day.md", "docs/importing.md"] {
        let text = std::fs::read_to_string(repository().join(document)).unwrap();
        let blocks = text.split("```").skip(1).step_by(2);
        let blocks = blocks.filter(|block| block.starts_with("console"));
        for command in blocks.flat_map(commands_shown) {
            let mut arguments: Vec<&str> = command.iter().map(String::as_str).collect();
            arguments.push("--help");
            let run = folder.run(&arguments);
            assert_eq!(run.status, Some(0), "{document} shows {command:?}:\n{}", run.stderr);
            shown += 1;
        }
    }
    assert!(shown >= 8, "only {shown} commands were found");
}

#[test]
fn a_new_day_names_nobody_whose_words_are_private() {
    let folder = begun();
    folder
        .write("log/private/feedback/demo/2026-01-04-maria-lopez.md", "---\nwho: editor\n---\n\nToo slow.\n");
    folder.run(&["-C", "log", "new", "day", "--date", TODAY]).ends_with(0);
    let day = folder.read("log/content/projects/demo/day-01.md");
    assert!(!day.contains("maria") && day.contains("1 in private/"), "{day}");
}

#[test]
fn an_output_among_the_sources_is_refused() {
    let folder = begun();
    for out in ["log/static", "log/content/x", "log/private/x", "log/.git/x", "log/themes/x", "log/fonts"] {
        let run = folder.run(&["-C", "log", "build", "--out", out]).ends_with(2);
        assert!(run.stderr.contains("Choose a folder outside of it"), "{out}: {}", run.stderr);
        assert!(!folder.has(&format!("{out}/index.html")), "{out}");
    }
}

#[test]
fn what_could_not_be_built_is_refused_before_a_file_is_made() {
    let folder = Folder::new();
    let theme = folder.run(&["init", "log", "--theme", "leger"]).ends_with(2);
    assert!(theme.stderr.contains("did you mean `ledger`?"), "{}", theme.stderr);
    let language = folder.run(&["init", "log", "--language", "fr"]).ends_with(2);
    assert!(language.stderr.contains("`--language zh`"), "{}", language.stderr);
    assert!(!folder.has("log"));
    let folder = begun();
    let address = folder.run(&["-C", "log", "build", "--base-url", "foo"]).ends_with(2);
    assert!(address.stderr.contains("`foo` is not an absolute web address"), "{}", address.stderr);
    folder.run(&["-C", "log", "new", "project", "big", "--days", "20000"]).ends_with(2);
    folder.run(&["-C", "log", "new", "project", "long", "--days", "10000"]).ends_with(0);
    folder.run(&["-C", "log", "build"]).ends_with(0);
}

#[test]
fn a_site_may_begin_in_a_language_that_its_own_theme_has_words_in() {
    let folder = Folder::new();
    folder.write("log/themes/ledger/strings/fr.yaml", "nav: { home: Accueil }\n");
    folder.run(&["init", "log", "--language", "fr"]).ends_with(0);
    folder.run(&["-C", "log", "build"]).ends_with(0);
}

#[test]
fn a_project_for_days_that_are_there_begins_with_them() {
    let folder = begun();
    folder.write("log/content/projects/old/day-01.md", "---\ndate: 2025-03-01\n---\n");
    folder.run(&["-C", "log", "new", "project", "old", "--days", "7"]).ends_with(0);
    assert!(folder.read("log/content/projects/old/project.md").contains("start: 2025-03-01"));
    assert_eq!(folder.run(&["-C", "log", "build"]).ends_with(0).stderr, "");
}

#[test]
fn an_import_of_nothing_says_what_to_do() {
    let folder = begun();
    let run = folder.run(&["-C", "log", "import", "nowhere"]).ends_with(2);
    assert!(run.stderr.starts_with("error: there is nothing at nowhere to import\n"), "{}", run.stderr);
    assert!(run.stderr.contains("= help: "), "{}", run.stderr);
}

#[test]
fn the_order_of_a_date_goes_by_both_its_names() {
    let folder = begun();
    folder.write("old/day-01.md", "# Day 1\n\nDate: 03/04/2026\n\nText.\n");
    for (order, date) in [("dmy", "2026-04-03"), ("day-month", "2026-04-03"), ("month-day", "2026-03-04")] {
        let arguments =
            ["-C", "log", "import", "old", "--project", "old", "--dry-run", "--date-order", order];
        let run = folder.run(&arguments).ends_with(0);
        assert!(run.stdout.contains(date), "{order}: {}", run.stdout);
    }
}

#[test]
fn a_workflow_is_added_to_a_new_site_and_to_one_that_is_there() {
    let folder = Folder::new();
    let new = folder.run(&["init", "new", "--actions"]).ends_with(0);
    assert!(new.stdout.contains("Source: GitHub Actions"), "{}", new.stdout);
    folder.run(&["init", "old"]).ends_with(0);
    let before = folder.tree("old");
    folder.run(&["init", "old", "--actions"]).ends_with(0);
    let mut after = folder.tree("old");
    let workflow = after.remove(".github/workflows/pages.yml").expect("a workflow");
    assert_eq!(before, after, "nothing else is changed");
    assert_eq!(folder.tree("new").remove(".github/workflows/pages.yml"), Some(workflow));
    folder.write("old/.github/workflows/pages.yml", "name: mine\n");
    let kept = folder.run(&["init", "old", "--actions"]).ends_with(0);
    assert!(kept.stdout.contains("kept"), "{}", kept.stdout);
    assert_eq!(folder.read("old/.github/workflows/pages.yml"), "name: mine\n");
}

#[test]
fn a_workflow_stands_at_the_top_of_the_repository_and_works_in_the_folder_of_the_site() {
    let folder = Folder::new();
    crate::support::maker::git(&folder.path(""), &["init", "--quiet", "."]);
    let program = "https://github.com/you/buildlog#1a2b3c4";
    let run = folder.run(&["init", "sites/log", "--actions", "--program", program]).ends_with(0);
    assert!(!folder.has("sites/log/.github"));
    assert!(run.stdout.contains("created  .github/workflows/pages.yml"), "{}", run.stdout);
    assert!(!run.stdout.contains("BUILDLOG_REPOSITORY"), "{}", run.stdout);
    let workflow = folder.read(".github/workflows/pages.yml");
    for line in [
        "    working-directory: \"sites/log\"",
        "          path: \"sites/log/public\"",
        "  BUILDLOG_REVISION: \"1a2b3c4\"",
    ] {
        assert!(workflow.lines().any(|one| one == line), "{line} in\n{workflow}");
    }
    let odd = folder.run(&["init", "other", "--actions", "--program", "git@github.com:you/buildlog"]);
    assert!(odd.ends_with(2).stderr.contains("the revision is missing") && !folder.has("other"));
    let alone = folder.run(&["init", "other", "--program", program]).ends_with(2);
    assert!(alone.stderr.contains("--actions"), "{}", alone.stderr);
}
