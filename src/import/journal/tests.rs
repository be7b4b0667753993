//! Logs in one file, in the shapes that people have: every day, date, order and hour.

use std::sync::Arc;

use crate::config::Overrides;
use crate::import::tree::{File, Text, Tree};
use crate::import::{Options, Plan, plan, rows, write};
use crate::path::SitePath;
use crate::pipeline::{assemble, render_to_memory};
use crate::source::{Source, Sources};

fn options() -> Options {
    Options { project: "demo".to_owned(), ..Options::default() }
}

fn tree(name: &str, text: &str) -> Tree {
    let log = File { len: text.len() as u64, text: Some(Text::decode(text.as_bytes())) };
    let files = [(name.to_owned(), log), ("parts.gif".to_owned(), File::default())];
    Tree {
        root: "/log".into(),
        name: "my-log".to_owned(),
        files: files.into(),
        only: Some(name.to_owned()),
        ..Tree::default()
    }
}

fn planned(name: &str, text: &str) -> Plan {
    plan(&tree(name, text), &options())
}

/// The table: `from day date (source) title [hours]`, a line each.
fn table(plan: &Plan) -> Vec<String> {
    let line = |row: crate::import::Row| {
        let hours = if row.hours.is_empty() { String::new() } else { format!(" {}h", row.hours) };
        format!("{} {} {} ({}) {}{hours}", row.source, row.day, row.date, row.date_source, row.title)
    };
    rows(plan).into_iter().map(line).collect()
}

fn codes(plan: &Plan) -> Vec<&str> {
    plan.diagnostics.iter().map(|diagnostic| diagnostic.code).collect()
}

fn skipped(plan: &Plan) -> Vec<String> {
    plan.skipped.iter().map(|skipped| format!("{}: {}", skipped.path, skipped.reason)).collect()
}

fn day(plan: &Plan, number: u32) -> &str {
    &plan.days.iter().find(|day| day.number == number).unwrap_or_else(|| panic!("no day {number}")).text
}

fn warnings(plan: &Plan, number: u32) -> &[String] {
    &plan.days.iter().find(|day| day.number == number).unwrap().warnings
}

fn project(plan: &Plan) -> &str {
    &plan.project.as_ref().unwrap().text
}

/// Builds what an import wrote, in memory.
fn builds(plan: &Plan) {
    const SETTINGS: &str = "format: 1\ntitle: Log\nbase_url: https://example.org/\nauthor:\n  name: A\n";
    let text = |path: &str, text: &str| (SitePath::new(path), Source::Text(Arc::from(text)));
    let mut files = vec![text("buildlog.yaml", SETTINGS)];
    files.push(text("content/projects/demo/project.md", project(plan)));
    for day in &plan.days {
        files.push(text(&format!("content/projects/demo/{}", day.file), &day.text));
    }
    for media in &plan.media {
        let path = SitePath::new(format!("content/projects/demo/{}", media.to));
        files.push((path, Source::Bytes(PIXEL.into())));
    }
    let overrides = Overrides { base_url: None, drafts: false, as_of: "2026-12-31".parse().unwrap() };
    let assembled = assemble(Sources::from_memory(files), &overrides);
    let errors: Vec<_> = assembled.diagnostics.iter().filter(|fault| fault.is_error()).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    let output = render_to_memory(&assembled.renderer.unwrap()).unwrap();
    for day in &plan.days {
        let route = format!("projects/demo/{}/", day.file.trim_end_matches(".md"));
        assert!(output.iter().any(|(found, _)| found.as_str() == route), "{route}");
    }
}

/// A picture of one pixel.
const PIXEL: &[u8] =
    b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff!\xf9\x04\0\0\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;";

#[test]
fn days_with_numbers_and_dates_are_split() {
    let plan = planned("log.md", include_str!("fixtures/s1-day-and-date.md"));
    assert_eq!(
        table(&plan),
        [
            "log.md:11 0 2024-06-28 (heading) setup",
            "log.md:15 1 2024-06-29 (heading) Day 1",
            "log.md:23 2 2024-06-30 (heading) Day 2",
            "log.md:31 3 2024-07-01 (heading) Two sensors at once 2h",
            "log.md:35 4 2024-07-02 (heading) Day 4",
            "log.md:39 5 2024-07-03 (heading) Day 5",
            "log.md:51 7 2024-12-31 (heading) Day 7",
            "log.md:55 8 2025-01-01 (heading) Day 8",
            "log.md:61 9 2025-01-02 (heading) Day 9",
        ]
    );
    assert_eq!(codes(&plan), [] as [&str; 0]);
    assert_eq!(
        skipped(&plan)[..2],
        [
            "log.md:45: a template that nobody filled in",
            "log.md:59: a heading above several days, with no text of its own"
        ]
    );
    assert_eq!(
        day(&plan, 1),
        "---\ntitle: Day 1\ndate: 2024-06-29\nextra:\n  links: [\"https://example.org/blink\"]\n---\n\n\
         **Today's Progress**: blinked a light, see [notes][n].\n\n**Thoughts:** easy.\n\n\
         **Link to work:** [blink](https://example.org/blink)\n\n[n]: https://example.org/notes\n"
    );
    assert!(day(&plan, 5).contains("\ntags: [i2c, sensors]\n"));
    assert!(day(&plan, 9).ends_with("\n# Plan\n\nSame level trouble.\n\n[n]: https://example.org/notes\n"));
    assert!(project(&plan).contains("and [the second day](day-02.md)."), "{}", project(&plan));
    assert!(project(&plan).contains("See the [rules](#rules)"));
    assert!(project(&plan).contains("  start: 2024-06-29\n  days: 100\n"));
    builds(&plan);
}

#[test]
fn rounds_newest_first_come_in_the_order_of_their_days() {
    let plan = planned("r2-log.md", include_str!("fixtures/r2-log.md"));
    assert_eq!(
        table(&plan),
        [
            "r2-log.md:22 1 2019-06-16 (heading) Day 1",
            "r2-log.md:18 2 2019-06-17 (heading) Day 2",
            "r2-log.md:13 3 2019-06-18 (start in the log) Day 3",
            "r2-log.md:9 4 2019-06-19 (heading) Day 4",
            "r2-log.md:5 6 2019-06-21 (heading) Day 6",
        ]
    );
    assert_eq!(codes(&plan), ["import-other-round"]);
    assert!(plan.diagnostics[0].message.contains("line 18"), "{}", plan.diagnostics[0].message);
    assert_eq!(warnings(&plan, 4)[0], "also covers day 5");
    assert!(day(&plan, 4).ends_with("### R2D4-5: 19-20 June 2019\n\nFour and five.\n"));
    builds(&plan);
}

#[test]
fn a_week_of_labels_gives_hours_and_a_rest_day() {
    let plan = planned("DEVLOG.md", include_str!("fixtures/DEVLOG.md"));
    assert_eq!(
        table(&plan),
        [
            "DEVLOG.md:3 1 2026-05-06 (heading) Day 1 2h",
            "DEVLOG.md:13 2 2026-05-07 (heading) Day 2 3.5h",
            "DEVLOG.md:20 3 2026-05-08 (heading) Day 3 0h",
            "DEVLOG.md:27 4 2026-05-09 (heading) Day 4 8h",
            "DEVLOG.md:44 6 2026-05-11 (heading) Day 6 1h",
        ]
    );
    assert_eq!(codes(&plan), [] as [&str; 0]);
    assert_eq!(skipped(&plan)[0], "DEVLOG.md:38: a template that nobody filled in");
    let rests: Vec<u32> =
        plan.days.iter().filter(|day| day.text.contains("\nrest: true\n")).map(|day| day.number).collect();
    assert_eq!(rests, [3]);
    assert!(!day(&plan, 6).contains("Summary"));
    assert!(project(&plan).ends_with("\n## Summary\n\nIt listens.\n"));
    builds(&plan);
}

#[test]
fn a_journal_with_dates_first_is_counted_by_date() {
    let plan = planned("JOURNAL.md", include_str!("fixtures/JOURNAL.md"));
    assert_eq!(
        table(&plan),
        [
            "JOURNAL.md:31 1 2026-04-12 (heading) Ideas",
            "JOURNAL.md:21 2 2026-04-13 (heading) Listed the parts 5.3h",
            "JOURNAL.md:14 3 2026-05-01 (heading) Finished the board 1.5h",
            "JOURNAL.md:10 4 2026-05-03 (heading) First rough case 2h",
        ]
    );
    assert_eq!(codes(&plan), [] as [&str; 0]);
    let two = day(&plan, 2);
    assert!(
        two.find("# 04/13/2026 7 PM - Listed").unwrap() < two.find("# 04/13/2026 9 PM - Picked").unwrap()
    );
    assert!(two.contains("![parts](media/day-02-parts.gif)"));
    assert_eq!(warnings(&plan, 2), ["2 entries in one day (lines 25, 21)"]);
    assert_eq!(warnings(&plan, 3).len(), 2, "{:?}", warnings(&plan, 3));
    assert!(day(&plan, 3).contains("Time Spent = 1.5hr\n---\n\nRouted it all.\n"));
    assert_eq!(plan.project.as_ref().unwrap().title, "Pocket synth");
    builds(&plan);
}

#[test]
fn chinese_days_are_split() {
    let plan = planned("日志.md", include_str!("fixtures/s6-chinese.md"));
    assert_eq!(
        table(&plan),
        [
            "日志.md:5 1 2026-03-01 (heading) 环境搭建 2h",
            "日志.md:9 2 2026-03-02 (heading) Day 2",
            "日志.md:13 3 2026-03-03 (heading) Day 3",
            "日志.md:21 4 2026-03-04 (other days) ADC 采样",
            "日志.md:25 5 2026-03-05 (heading) 第十二步",
        ]
    );
    assert!(day(&plan, 2).contains("\ntags: [驱动, 串口]\n"));
    assert!(
        project(&plan).ends_with("\n## 第三周\n\n第三周开始。\n\n## 总结\n\n完成。\n"),
        "{}",
        project(&plan)
    );
    builds(&plan);
}

#[test]
fn days_in_other_languages_are_split() {
    let plan = planned("log.md", include_str!("fixtures/other-languages.md"));
    let dates: Vec<String> =
        plan.days.iter().map(|day| format!("{} {} {}", day.number, day.date, day.title)).collect();
    assert_eq!(
        dates,
        [
            "1 2024-10-13 Day 1",
            "2 2024-10-14 Aufbau",
            "3 2024-10-15 Day 3",
            "4 2024-10-16 Day 4",
            "5 2024-10-17 Day 5",
            "6 2024-10-18 Day 6",
        ]
    );
    builds(&plan);
}

#[test]
fn a_line_in_bold_begins_a_day_where_no_heading_does() {
    let plan = planned("trip.md", include_str!("fixtures/bold.md"));
    assert_eq!(table(&plan).len(), 2);
    assert!(day(&plan, 1).ends_with("\nWalked.\n\n**Important:** drank water.\n"));
    assert!(project(&plan).ends_with("\nMy trip.\n\n## Conclusion\n\nDone.\n"));
    builds(&plan);
}

#[test]
fn headings_in_fences_are_code_and_swallowed_days_are_named() {
    let plan = planned("log.md", include_str!("fixtures/fences.md"));
    assert_eq!(plan.days.iter().map(|day| day.number).collect::<Vec<_>>(), [1, 2, 4]);
    assert_eq!(codes(&plan), ["import-open-fence", "import-open-fence"]);
    let messages: Vec<&str> = plan.diagnostics.iter().map(|fault| fault.message.as_str()).collect();
    assert!(
        messages[0].contains("Day 3") && messages[0].contains("line 13") && messages[0].contains("line 10")
    );
    assert!(messages[1].contains("Day 5") && messages[1].contains("line 26"), "{}", messages[1]);
    builds(&plan);
}

#[test]
fn plain_lines_begin_days_only_where_that_is_asked_for() {
    let text = include_str!("fixtures/plain.md");
    let strict = planned("log.md", text);
    assert_eq!(codes(&strict), ["import-no-days"]);
    assert!(strict.diagnostics[0].hints[1].contains("--loose"));
    let plan = plan(&tree("log.md", text), &Options { loose: true, ..options() });
    assert_eq!(
        table(&plan),
        [
            "log.md:1 1 2025-05-01 (other days) Day 1 3h",
            "log.md:4 2 2025-05-02 (other days) Day 2 0.5h",
            "log.md:6 3 2025-05-03 (heading) Modular redesign 2h",
            "log.md:10 4 2025-05-04 (heading) Joints",
        ]
    );
    builds(&plan);
}

#[test]
fn an_impossible_date_is_an_error_of_its_line_and_odd_numbers_are_warnings() {
    let plan = planned("log.md", include_str!("fixtures/faults.md"));
    assert_eq!(codes(&plan), ["import-impossible-date"]);
    let place = plan.diagnostics[0].place.as_ref().unwrap();
    assert_eq!((place.path.as_str(), place.line_column().unwrap().line), ("log.md", 5));
    assert!(table(&plan)[1].starts_with("log.md:5 2  (no such date: February 30, 2024)"));
    assert_eq!(warnings(&plan, 4), ["a second day 3; taken as day 4, which is free"]);
    assert_eq!(warnings(&plan, 5), ["2 entries in one day (lines 17, 21)"]);
    assert_eq!(warnings(&plan, 17), ["its number skips: it is 1 date after day 5"]);
}

#[test]
fn a_folder_with_a_log_at_its_top_is_that_log() {
    let log = include_str!("fixtures/DEVLOG.md");
    let mut tree = Tree { only: None, ..tree("DEVLOG.md", log) };
    let text = |text: &str| File { len: 1, text: Some(Text::decode(text.as_bytes())) };
    tree.files.insert("README.md".to_owned(), text("# Lamp\n\nSee [the log](DEVLOG.md).\n"));
    tree.files.insert("CHANGELOG.md".to_owned(), text("## 2024-01-01\n\na\n\n## 2024-02-01\n\nb\n"));
    let plan_of = |tree: &Tree| plan(tree, &options());
    let found = plan_of(&tree);
    assert_eq!(found.days.len(), 5);
    assert_eq!(found.project.as_ref().unwrap().title, "Lamp");
    assert!(project(&found).contains("See [the log](project.md)."));
    builds(&found);
    tree.files.insert("day-01.md".to_owned(), text("# Day 1: 2026-05-06\n"));
    assert_eq!(plan_of(&tree).days.len(), 1, "files per day win");
    tree.files.remove("day-01.md");
    tree.files.insert("r2-log.md".to_owned(), text(include_str!("fixtures/r2-log.md")));
    let several = plan_of(&tree);
    assert_eq!(codes(&several), ["import-several-logs"]);
    assert!(
        several.diagnostics[0].message.contains("`r2-log.md` (5 days)"),
        "{}",
        several.diagnostics[0].message
    );
}

#[test]
fn day_and_month_are_told_apart_by_the_log_or_asked_for() {
    let asked = planned("log.md", "# 03/04/2024\n\na\n");
    assert_eq!(codes(&asked), ["import-ambiguous-date"]);
    assert!(asked.diagnostics[0].message.contains("log.md:1"));
    let newest_first = planned("log.md", "## 02/05/2024\n\nc\n\n## 01/05/2024\n\nb\n\n## 30/04/2024\n\na\n");
    let dates: Vec<String> = newest_first.days.iter().map(|day| day.date.to_string()).collect();
    assert_eq!(dates, ["2024-04-30", "2024-05-01", "2024-05-02"]);
}

#[test]
fn a_second_round_in_one_file_is_counted_on() {
    let round = |round: u32| {
        (1..=4)
            .map(move |day| format!("### R{round}D{day}: 2024-0{round}-0{day}\n\nt\n\n"))
            .collect::<String>()
    };
    let plan = planned("log.md", &format!("{}{}", round(1), round(2)));
    assert_eq!(plan.days.iter().map(|day| day.number).collect::<Vec<_>>(), [1, 2, 3, 4, 5, 6, 7, 8]);
    assert_eq!(warnings(&plan, 5)[0], "its heading says day 1; counted on as day 5");
    assert!(day(&plan, 5).contains("### R2D1: 2024-02-01"));
}

#[test]
fn an_untouched_template_is_no_log() {
    let text = "# Log\n\n### Day 0: February 30, 2016 (Example 1)\n##### (delete me or comment me out)\n\n\
                **Today's Progress**: Fixed CSS.\n";
    let plan = planned("r1-log.md", text);
    assert_eq!(codes(&plan), ["import-no-days"]);
    assert!(plan.diagnostics[0].message.contains("template"), "{}", plan.diagnostics[0].message);
    assert!(plan.project.is_none());
}

#[test]
fn a_date_may_stand_above_or_below_the_number() {
    let text = "## 2023년 3월 23일 목요일\n\n### day57\n\na\n\n## Day 58\n\n2023-03-24\n\nb\n";
    let plan = planned("log.md", text);
    assert_eq!(
        table(&plan),
        ["log.md:1 57 2023-03-23 (heading) Day 57", "log.md:7 58 2023-03-24 (date line) Day 58"]
    );
}

#[test]
fn a_second_import_changes_nothing() {
    let (log, site) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let file = log.path().join("JOURNAL.md");
    let files = [("JOURNAL.md", include_bytes!("fixtures/JOURNAL.md").as_slice()), ("parts.gif", PIXEL)];
    for (name, bytes) in files {
        #[expect(clippy::disallowed_methods, reason = "the test makes a log on the disk")]
        std::fs::write(log.path().join(name), bytes).unwrap();
    }
    let import = || {
        let tree = crate::import::read(&file).unwrap();
        write(&plan(&tree, &options()), site.path()).unwrap()
    };
    let first = import();
    assert_eq!((first.created.len(), first.unchanged, first.kept.len()), (6, 0, 0));
    let second = import();
    assert_eq!((second.created.len(), second.unchanged, second.kept.len()), (0, 6, 0));
}

#[test]
fn a_long_log_of_hostile_headings_is_planned() {
    let dates = format!("# {}\n", "2024-01-01 ".repeat(20_000));
    let days: String =
        (0..5_000).map(|day| format!("# Day {day}\n[a][b] #x\n```\n# Day {day}\n```\n")).collect();
    let fences = "## Day 1\n~~~\n".repeat(5_000);
    for text in [dates, days, fences, "> ".repeat(20_000), "**Day 1**\n".repeat(5_000)] {
        planned("log.md", &text);
    }
}

#[test]
fn a_title_that_names_a_span_of_dates_is_no_day() {
    let text = "# 05/01/2026 - 05/31/2026 My month\n\n## 05/13/2026\n\na\n\n## 05/14/2026\n\nb\n";
    assert_eq!(table(&planned("log.md", text)).len(), 2);
}
