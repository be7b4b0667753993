//! Whole imports of logs in the shapes that people have.
#![allow(clippy::disallowed_methods, reason = "the tests look at the files that an import wrote")]

use std::fs;

use chrono::NaiveDate;

use super::*;

/// A log as it would be read from the disk: paths and texts.
fn log(files: &[(&str, &str)]) -> Tree {
    let file = |text: &str, path: &str| File {
        len: text.len() as u64,
        text: tree::is_markdown(path).then(|| Text::decode(text.as_bytes())),
    };
    let files = files.iter().map(|(path, text)| ((*path).to_owned(), file(text, path))).collect();
    Tree { root: "/log".into(), name: "my-log".to_owned(), files, ..Tree::default() }
}

fn options() -> Options {
    Options { project: "demo".to_owned(), ..Options::default() }
}

fn started() -> Options {
    Options { start: Some("2026-01-01".parse().unwrap()), ..options() }
}

fn numbers(plan: &Plan) -> Vec<u32> {
    plan.days.iter().map(|day| day.number).collect()
}

fn codes(plan: &Plan) -> Vec<&str> {
    plan.diagnostics.iter().map(|diagnostic| diagnostic.code).collect()
}

fn skipped<'a>(plan: &'a Plan, path: &str) -> &'a str {
    let found = plan.skipped.iter().find(|skipped| skipped.path == path);
    &found.unwrap_or_else(|| panic!("{path} is not in {:?}", plan.skipped)).reason
}

#[test]
fn a_folder_per_day_keeps_its_numbers_and_gaps() {
    let tree = log(&[
        ("README.md", "# 🚀 90 Days of Things – In Public\n\nHello, see [day one](Day01_First_Steps/).\n"),
        ("LICENSE", "MIT"),
        ("CONTRIBUTING.md", "# Contributing\n"),
        ("Day01_First_Steps/README.md", "# Day 01: First Steps in Python\n\ntext\n"),
        ("Day02_Second/Readme.md", "text without a heading\n\n## What I did\n"),
        (
            "Day23_Parsing/Readme.md",
            "# 🧠 Day 23 – Visual Parsing\n\n<p>\n<img src=\"demo.png\" alt=\"Demo\">\n</p>\n",
        ),
        ("Day23_Parsing/demo.png", "png"),
        ("Day07_Photo/readme.MD", "# Day 7\n"),
        ("Day07_Photo/sammy.jpg", "jpg"),
        ("Day59_Letters/Readme.md", "\"# AI Letters 🎯\n\nText.\n\n## Features\n"),
        ("Practice/Sorting/Readme.md", "# Sorting\n"),
        ("Practice/Readme.md", "# Practice\n"),
    ]);
    let plan = plan(&tree, &started());
    assert_eq!(codes(&plan), [] as [&str; 0]);
    assert_eq!(numbers(&plan), [1, 2, 7, 23, 59]);
    let titles: Vec<_> = plan.days.iter().map(|day| day.title.as_str()).collect();
    assert_eq!(titles, ["First Steps in Python", "Second", "Photo", "Visual Parsing", "AI Letters"]);
    assert_eq!(plan.days[3].date.to_string(), "2026-01-23");
    assert!(plan.days.iter().all(|day| day.date_source == DateSource::Start));
    assert_eq!(
        plan.media.iter().map(|media| media.to.as_str()).collect::<Vec<_>>(),
        ["media/day-07-sammy.jpg", "media/day-23-demo.png"]
    );
    assert!(plan.days[2].warnings[0].contains("not shown"));
    assert!(plan.days[3].text.contains("<img src=\"media/day-23-demo.png\" alt=\"Demo\">"));
    assert_eq!(skipped(&plan, "Practice/"), "no day by its name (2 files)");
    skipped(&plan, "LICENSE");
    skipped(&plan, "CONTRIBUTING.md");
    assert_eq!(plan.skipped.len(), 3);
    let project = plan.project.unwrap();
    assert_eq!(project.title, "90 Days of Things – In Public");
    assert!(project.text.contains("challenge:\n  start: 2026-01-01\n  days: 90\n---\n"), "{}", project.text);
    assert!(project.text.contains("[day one](day-01.md)"));
}

#[test]
fn the_body_stays_byte_for_byte() {
    let body = "# Day 1: Loops\n\n{{ site.title }} {% raw %} <% x %>\n\n```\n![a](b.png)\n# no heading\n```\n\n* a\t\n  [x](#part)\n";
    let plan = plan(&log(&[("day1.md", body)]), &started());
    assert_eq!(plan.days[0].text, format!("---\ntitle: Loops\ndate: 2026-01-01\n---\n\n{body}"));
    assert_eq!(plan.days[0].file, "day-01.md");
}

#[test]
fn every_naming_of_a_day_is_found() {
    for path in [
        "day1.md",
        "day-1.md",
        "day_01.md",
        "Day01/README.md",
        "Day 1/readme.md",
        "Day-01/index.md",
        "docs/day1.md",
        "Days/Day01.md",
        "2022/Days/day01.md",
        "第1天.md",
        "第一天.md",
        "Day1：开始.md",
        "a/b/Day1/notes.md",
    ] {
        let plan = plan(&log(&[(path, "Some text.\n")]), &started());
        assert_eq!(numbers(&plan), [1], "{path}");
    }
}

#[test]
fn a_file_for_two_days_says_so() {
    let plan = plan(&log(&[("day11and12/README.md", "# Day 11 and 12: Both\n")]), &started());
    assert_eq!((plan.days[0].number, plan.days[0].title.as_str()), (11, "Both"));
    assert_eq!(plan.days[0].warnings, ["also covers day 12"]);
}

#[test]
fn a_date_is_taken_from_the_surest_source() {
    let tree = log(&[
        ("day1.md", "---\ndate: 2024-05-01\n---\n# Day 1: May 9, 2024\n\ntext\n"),
        ("day2.md", "# Day 2: May 2, 2024\n\n**Date:** 2024-05-09\n"),
        ("day3.md", "# Day 3\n\n**Date:** 3 May 2024\n"),
        ("2024-05-04-day-4-late.md", "text\n"),
        ("day5.md", "text\n"),
    ]);
    let options = Options { start: Some("2024-05-01".parse().unwrap()), ..options() };
    let plan = plan(&tree, &options);
    let dates: Vec<_> = rows(&plan).into_iter().map(|row| (row.date, row.date_source)).collect();
    let expected = [
        ("2024-05-01", "front matter"),
        ("2024-05-02", "heading"),
        ("2024-05-03", "date line"),
        ("2024-05-04", "file name"),
        ("2024-05-05", "--start"),
    ];
    assert_eq!(dates, expected.map(|(date, source)| (date.to_owned(), source.to_owned())));
}

#[test]
fn git_dates_serve_only_where_no_start_is_given() {
    let mut tree = log(&[("day1.md", "text\n")]);
    tree.added.insert("day1.md".to_owned(), "2023-03-04".parse().unwrap());
    let from_git = plan(&tree, &options());
    assert_eq!(
        (from_git.days[0].date.to_string().as_str(), from_git.days[0].date_source),
        ("2023-03-04", DateSource::Git)
    );
    assert_eq!(plan(&tree, &started()).days[0].date_source, DateSource::Start);
}

#[test]
fn a_day_without_a_date_is_an_error_that_names_the_way_out() {
    let plan = plan(&log(&[("day1.md", "a\n"), ("day2.md", "b\n")]), &options());
    assert_eq!(codes(&plan), ["import-no-date"]);
    assert!(plan.diagnostics[0].hints[0].contains("--start"));
    assert_eq!(rows(&plan).len(), 2);
    let folder = tempfile::tempdir().unwrap();
    assert!(matches!(write(&plan, folder.path()), Err(ImportError::Faults(1))));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn a_date_that_does_not_exist_is_an_error_of_its_entry() {
    let tree = log(&[("2022-05-31.md", "a\n"), ("2022-05-32.md", "b\n"), ("2022-06-01.md", "c\n")]);
    let plan = plan(&tree, &options());
    assert_eq!(codes(&plan), ["import-impossible-date"]);
    assert!(plan.diagnostics[0].message.contains("2022-05-32"));
    assert_eq!(plan.days.len(), 2);
}

#[test]
fn two_files_for_one_day_are_an_error_that_names_both() {
    let plan = plan(&log(&[("a/day1.md", "a\n"), ("b/Day-01/README.md", "b\n")]), &started());
    assert_eq!(codes(&plan), ["import-duplicate-day"]);
    let message = &plan.diagnostics[0].message;
    assert!(message.contains("a/day1.md") && message.contains("b/Day-01/README.md"), "{message}");
}

#[test]
fn an_ambiguous_date_asks_for_the_order() {
    let tree = log(&[("day1.md", "# Day 1: 03/04/2024\n")]);
    let asked = plan(&tree, &options());
    assert_eq!(codes(&asked), ["import-ambiguous-date"]);
    assert!(asked.diagnostics[0].hints[0].contains("--date-order"));
    let told = Options { date_order: Some(DateOrder::DayMonth), ..options() };
    assert_eq!(plan(&tree, &told).days[0].date, NaiveDate::from_ymd_opt(2024, 4, 3).unwrap());
}

#[test]
fn dated_notes_without_numbers_are_counted_in_order() {
    let tree = log(&[("daily/2024-01-15.md", "a\n"), ("daily/2024-01-18.md", "b\n")]);
    let plan = plan(&tree, &options());
    assert_eq!(numbers(&plan), [1, 2]);
    assert!(plan.project.unwrap().text.contains("start: 2024-01-15\n  days: 2\n  pace: entries\n"));
}

#[test]
fn posts_are_days_with_their_front_matter() {
    let post = "---\nlayout: post\ntitle: \"State: of it\"\ntags: [web, 'c++']\ndescription: Short\npermalink: /old/23/\nhours: 2.5\n---\nBody\n";
    let plan = plan(&log(&[("_posts/2019-06-25-day-23-state-of-it.md", post)]), &options());
    assert_eq!(
        plan.days[0].text,
        "---\ntitle: \"State: of it\"\ndate: 2019-06-25\nhours: 2.5\ntags: [web, c++]\nsummary: Short\n\
         aliases: [\"/old/23/\"]\n---\n\nBody\n"
    );
    assert!(plan.days[0].warnings[0].contains("`layout`"));
}

#[test]
fn references_are_rewritten_and_nothing_else() {
    let tree = log(&[
        (
            "Day 1/README.md",
            "# Day 1\n\n![a](img/My%20Pic.png \"t\") ![b](img\\My Pic.png) ![gone](no_pic.png) [next](../Day%202/README.md#top)\n\
             [code](main.py) [up](../) `[x](y.md)` ![r](https://example.org/a.png) [v](clip.mp4) <a href=\"main.py\">run</a>\n",
        ),
        ("Day 1/img/My Pic.png", "p"),
        ("Day 1/main.py", "p"),
        ("Day 1/clip.mp4", "p"),
        ("Day 2/README.md", "# Day 2\n\n[back](../Day%201/) [list][l]\n\n[l]: ../pyproject.toml\n"),
        ("README.md", "# Mine\n"),
        ("pyproject.toml", "x"),
    ]);
    let plan = plan(&tree, &started());
    let expected = "![a](media/day-01-my-pic.png \"t\") ![b](media/day-01-my-pic.png) gone (missing: no_pic.png) \
                    [next](day-02.md#top)\ncode [up](project.md) `[x](y.md)` ![r](https://example.org/a.png) \
                    [v](media/day-01-clip.mp4) run\n";
    assert!(plan.days[0].text.ends_with(expected), "{}", plan.days[0].text);
    assert!(plan.days[1].text.contains("[back](day-01.md) list\n"), "{}", plan.days[1].text);
    assert_eq!(plan.days[0].pictures, 1);
    assert_eq!(plan.days[0].warnings.len(), 2, "{:?}", plan.days[0].warnings);
    skipped(&plan, "Day 1/main.py");
}

#[test]
fn leftovers_and_translations_are_left_out_by_name() {
    let tree = log(&[
        ("day0.md", "# Day 0: February 30, 2016\n\n**Today's Progress**: Fixed CSS\n"),
        ("day1.md", "# Day 1\n\nReal.\n"),
        ("day2.md", "# Day 2\n\n**Today's Progress**:\n\n**Thoughts:**\n"),
        ("day1.zh-CN.md", "# 第1天\n"),
        ("zh/day1.md", "# 第1天\n"),
        ("r1-log.md", "# Log\n\n### Day 1: May 1, 2020\n\n### Day 2: May 2, 2020\n"),
    ]);
    let plan = plan(&tree, &started());
    assert_eq!(numbers(&plan), [1]);
    assert!(skipped(&plan, "day0.md").contains("template"));
    assert!(skipped(&plan, "day2.md").contains("nobody filled in"));
    assert!(skipped(&plan, "day1.zh-CN.md").contains("translation of day1.md"));
    assert!(skipped(&plan, "zh/day1.md").contains("translation of day1.md"));
    assert!(skipped(&plan, "r1-log.md").contains("several days"));
}

#[test]
fn order_and_disagreement_are_warned_of() {
    let tree = log(&[
        ("day1.md", "# Day 1: 2024-01-05\n"),
        ("day2.md", "# Day 2: 2024-01-05\n"),
        ("day3.md", "# Day 9: 2024-01-01\n"),
    ]);
    let plan = plan(&tree, &options());
    assert_eq!(plan.days[1].warnings, ["it has the same date as day 1"]);
    assert_eq!(
        plan.days[2].warnings,
        ["its text says day 9, its name day 3", "its date is before that of day 2"]
    );
}

#[test]
fn hours_are_lifted_and_stay_in_the_body() {
    let plan = plan(&log(&[("day1.md", "# Day 1 (2 hours)\n\n**Hours worked:** 3.5\n")]), &started());
    assert_eq!(plan.days[0].hours, Some(2.0));
    assert!(
        plan.days[0].text.contains("hours: 2\n") && plan.days[0].text.contains("**Hours worked:** 3.5\n")
    );
}

#[test]
fn three_digits_begin_at_day_100() {
    let plan = plan(&log(&[("day7.md", "a\n"), ("day229.md", "b\n")]), &started());
    assert_eq!(
        plan.days.iter().map(|day| day.file.as_str()).collect::<Vec<_>>(),
        ["day-07.md", "day-229.md"]
    );
}

#[test]
fn a_project_name_that_leaves_the_folder_is_refused() {
    for name in ["", "../x", "a/b", "a b"] {
        let options = Options { project: name.to_owned(), ..started() };
        assert_eq!(codes(&plan(&log(&[("day1.md", "a\n")]), &options)), ["import-project-name"], "{name}");
    }
}

#[test]
fn a_second_run_changes_nothing_and_edits_are_kept() {
    let (source, site) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    fs::create_dir_all(source.path().join("Day 1")).unwrap();
    fs::write(source.path().join("Day 1/README.md"), "# Day 1\r\n\r\n![a](a.png)\r\n").unwrap();
    fs::write(source.path().join("Day 1/a.png"), [0u8, 1, 2]).unwrap();
    fs::write(source.path().join("day2.md"), "b\n").unwrap();
    let import = || write(&plan(&read(source.path()).unwrap(), &started()), site.path()).unwrap();

    let first = import();
    assert_eq!((first.created.len(), first.unchanged, first.kept.len()), (4, 0, 0));
    assert_eq!(fs::read(site.path().join("demo/media/day-01-a.png")).unwrap(), [0, 1, 2]);
    let second = import();
    assert_eq!((second.created.len(), second.unchanged, second.kept.len()), (0, 4, 0));

    let edited = site.path().join("demo/day-02.md");
    fs::write(&edited, "mine").unwrap();
    let third = import();
    assert_eq!((third.unchanged, third.kept), (3, vec![edited.clone()]));
    assert_eq!(fs::read_to_string(edited).unwrap(), "mine");
}

#[test]
fn a_days_folder_without_markdown_is_named_as_such() {
    let plan =
        plan(&log(&[("Day1/README.md", "a\n"), ("Day2/main.py", "p"), ("Day1/main.py", "p")]), &started());
    assert_eq!(numbers(&plan), [1]);
    assert_eq!(skipped(&plan, "Day2/"), "a day without a Markdown file (1 file)");
}

#[test]
fn the_same_shapes_in_any_mixture_never_panic_and_give_valid_front_matter() {
    const PIECES: [&str; 44] = [
        "# ",
        "Day 1",
        "\n",
        "---\n",
        "+++\n",
        "title: x: y\n",
        "![",
        "](",
        ")",
        "[",
        "]",
        "<img src=",
        "\"",
        ">",
        "<a href='day2.md'>",
        "</a>",
        "`",
        "```\n",
        "日",
        "第十二天",
        "5/2/25",
        " of ",
        "(2 hours)",
        "é",
        "🧠",
        "\\",
        "%e6",
        "{{",
        "../",
        "a.png",
        " ",
        "- ",
        "**Date:** ",
        "Feb 30",
        ": ",
        "2024-13-01",
        "]: x\n",
        "Time spent: 3h",
        "<!--",
        "=",
        "'",
        "\0",
        "9999999999",
        "R1D",
    ];
    let mut seed = 12_345_u64;
    let mut below = |limit: usize| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        (seed % limit as u64) as usize
    };
    for _ in 0..1500 {
        let text: String = (0..below(25)).map(|_| PIECES[below(PIECES.len())]).collect();
        let word = PIECES[below(PIECES.len())].replace(['/', '\n', '\0'], "");
        let (file, folder) = (format!("day2{word}.md"), format!("{word}x/README.md"));
        let tree =
            log(&[("day1.md", &text), (&file, &text), (&folder, &text), ("README.md", &text), ("a.png", "")]);
        for day in plan(&tree, &started()).days {
            let front = day.text[4..].split("\n---\n").next().unwrap();
            let read: serde_json::Value = serde_yaml::from_str(front).unwrap();
            assert_eq!(read["title"], day.title.as_str(), "{text:?}");
        }
    }
}

#[test]
fn posts_named_after_their_titles_are_counted_by_date() {
    let tree = log(&[
        ("content/posts/_index.md", "---\ntitle: Posts\ndate: 2024-01-01\n---\n"),
        ("content/posts/zeta/index.md", "+++\ntitle = \"First\"\ndate = 2024-02-01\n+++\n![a](a.png)\n"),
        ("content/posts/zeta/a.png", "p"),
        ("content/posts/alpha/index.md", "---\ndate: 2024-02-05\ndraft: true\n---\nSecond\n"),
    ]);
    let plan = plan(&tree, &options());
    let titles: Vec<_> = plan.days.iter().map(|day| (day.number, day.title.as_str())).collect();
    assert_eq!(titles, [(1, "First"), (2, "Alpha")]);
    assert_eq!(plan.days[0].pictures, 1);
    assert!(plan.days[1].text.contains("\ndraft: true\n"));
    skipped(&plan, "content/posts/_index.md");
}

#[test]
fn published_false_is_a_draft_only_where_it_is_the_exception() {
    let post = |published| format!("---\npublished: {published}\n---\ntext\n");
    let (shown, hidden) = (post("true"), post("false"));
    let drafts = |files: &[(&str, &str)]| {
        let plan = plan(&log(files), &started());
        plan.days.iter().filter(|day| day.text.contains("draft: true")).count()
    };
    assert_eq!(drafts(&[("day1.md", &shown), ("day2.md", &shown), ("day3.md", &hidden)]), 1);
    assert_eq!(drafts(&[("day1.md", &hidden), ("day2.md", &hidden), ("day3.md", &shown)]), 0);
}

#[test]
fn a_reference_out_of_the_log_or_to_a_drive_becomes_text() {
    let text = "![a](../../secret.png) ![b](D:\\Home\\x.png) [c](../../etc/passwd) <img src='/no.png' alt='d'> [w](www.example.org)\n";
    let plan = plan(&log(&[("day1.md", text), ("secret.png", "p")]), &started());
    let expected = "a (missing: ../../secret.png) b (missing: D:\\Home\\x.png) c d (missing: /no.png) [w](https://www.example.org)\n";
    assert!(plan.days[0].text.ends_with(expected), "{}", plan.days[0].text);
    assert!(plan.media.is_empty());
}
