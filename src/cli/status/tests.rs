//! Whole reports of small sites.

use unicode_width::UnicodeWidthStr;

use super::report::{Question, Report};
use super::{json, text};
use crate::cli::Refusal;
use crate::content::{Content, Private};
use crate::front_matter::Date;
use crate::path::SitePath;
use crate::source::{Source, Sources};

const PROJECT: (&str, &str) =
    ("content/projects/cut/project.md", "---\ntitle: Cut\nchallenge: {start: 2026-01-07, days: 10}\n---\n");

fn date(text: &str) -> Date {
    text.parse().unwrap()
}

fn report(files: &[(&str, &str)], named: Option<&str>, as_of: &str) -> Result<Report, Refusal> {
    let sources = Sources::from_memory(
        files.iter().map(|(path, text)| (SitePath::new(*path), Source::Text((*text).into()))),
    );
    let (content, mut faults) = Content::read(&sources);
    let (private, private_faults) = Private::read(&sources);
    faults.extend(private_faults);
    let question = Question { named, stood_in: None, as_of: date(as_of), today: date(as_of) };
    Report::make(&question, content, private, &faults)
}

fn shown(files: &[(&str, &str)], as_of: &str) -> String {
    text::write(&report(files, None, as_of).unwrap(), 80, &|_, words| words.to_string())
}

fn log() -> Vec<(&'static str, &'static str)> {
    vec![
        PROJECT,
        ("content/projects/cut/day-01.md", "---\ndate: 2026-01-07\nhours: 2.5\n---\n"),
        (
            "content/projects/cut/day-02.md",
            "---\ndate: 2026-01-08\ntitle: 问卷\nhours: 1.25\nnext: Ask five people.\n---\n",
        ),
        ("content/projects/cut/day-03.md", "---\ndate: 2026-01-09\nrest: true\n---\n"),
        ("content/projects/cut/day-05.md", "---\ndate: 2026-01-11\nanswers: [ben]\n---\n"),
        ("content/projects/cut/feedback/ana.md", "---\nconsent: role\ndate: 2026-01-08\n---\nToo slow.\n"),
        ("private/feedback/cut/ben.md", "---\ndate: 2026-01-08\n---\nGood.\n"),
        ("private/recipients/acme.yaml", "to: Acme\nstatus: sent\nfollow_up: 2026-01-09\n"),
        ("private/recipients/later.yaml", "status: sent\nfollow_up: 2026-02-09\n"),
        ("private/recipients/new.yaml", "to: New\n"),
    ]
}

#[test]
fn the_calendar_stands_in_weeks_with_one_line_a_fact_below() {
    let expected = "
  Cut
  Day 4 of 10 · Saturday 10 January 2026

          Mon Tue Wed Thu Fri Sat Sun
   5 Jan           ■   ■   ○  [□]  □    day 1–5
  12 Jan   □   □   □   □   □            day 6–10

  ■ 2 done   ○ 1 rested   □ 7 to come   [ ] today

  streak       2 days, the longest so far
  hours        3.75 h, all of it in the last 7 days
  last entry   day 3, yesterday: a day off
  plan         Ask five people.
  feedback     2 unanswered (ana, ben)
  later        1 entry is dated after today and not counted
  next         buildlog new day
               today is not logged yet

  outreach     ask acme, Acme again (due 9 January)
  outreach     1 draft not sent (new)
";
    assert_eq!(shown(&log(), "2026-01-10"), expected);
}

#[test]
fn what_came_later_answers_nothing_yet() {
    let unanswered = |as_of| report(&log(), None, as_of).unwrap().projects[0].unanswered.clone();
    assert_eq!(unanswered("2026-01-07"), [""; 0]);
    assert_eq!(unanswered("2026-01-10"), ["ana", "ben"]);
    assert_eq!(unanswered("2026-01-11"), ["ana"]);
}

#[test]
fn no_line_is_wider_than_the_terminal() {
    let mut files = log();
    files[0].1 = "---\ntitle: 给独立剪辑师的三十天字幕对齐工具，与一百个真实样本的记录\nchallenge: {start: 2026-01-07, days: 300}\n---\n";
    files.push(("content/projects/cut/day-09.md", "---\ndate: soon\n---\n"));
    let report = report(&files, None, "2026-01-11").unwrap();
    for width in [40, 52, 80] {
        let text = text::write(&report, width, &|_, words| words.to_string());
        let widest = text.lines().map(UnicodeWidthStr::width).max().unwrap();
        assert!(widest <= width, "{widest} > {width}\n{text}");
        assert!(text.lines().all(|line| line.trim_end() == line), "{text}");
    }
}

#[test]
fn faults_elsewhere_are_counted_and_hide_nothing() {
    let mut files = log();
    files.push(("content/projects/cut/day-04.md", "---\ndate: soon\n---\n"));
    files.push(("content/projects/other/project.md", "---\ntitel: Other\n---\n"));
    let report = report(&files, None, "2026-01-10").unwrap();
    let paths: Vec<&str> = report.unreadable.iter().map(SitePath::as_str).collect();
    assert_eq!(paths, ["content/projects/cut/day-04.md", "content/projects/other/project.md"]);
    assert_eq!(report.projects[0].folder, "cut");
    assert!(report.projects[0].calendar.logged_today, "a file that can't be read is still today's entry");
    assert!(!report.projects[1].readable && report.projects[1].next.is_none());
}

#[test]
fn only_projects_that_are_going_are_shown_and_always_the_current_one() {
    let files = [
        PROJECT,
        ("content/projects/done/project.md", "---\ntitle: Done\nstatus: done\n---\n"),
        ("content/projects/idle/project.md", "---\ntitle: Idle\nstatus: paused\n---\n"),
        ("content/projects/idle/day-01.md", "---\ndate: 2026-01-09\n---\n"),
    ];
    let report = report(&files, None, "2026-01-10").unwrap();
    let folders: Vec<_> =
        report.projects.iter().map(|project| (project.folder.as_str(), project.current)).collect();
    assert_eq!(folders, [("idle", true), ("cut", false)]);
    assert_eq!(report.others.iter().map(|other| other.why).collect::<Vec<_>>(), ["done"]);
    assert_eq!(report.projects[0].next, None);
    assert_eq!(report.projects[1].next.as_ref().unwrap().command, "buildlog new day --project cut");
}

#[test]
fn a_project_that_does_not_exist_is_refused() {
    assert!(report(&log(), Some("cot"), "2026-01-10").unwrap_err().hints[0].contains("`cut`"));
}

#[test]
fn a_site_without_a_project_says_how_to_make_one() {
    assert!(shown(&[], "2026-01-10").contains("buildlog new project my-project"));
}

#[test]
fn the_json_holds_every_day_and_every_figure() {
    let value: serde_json::Value =
        serde_json::from_str(&json::write(&report(&log(), None, "2026-01-11").unwrap())).unwrap();
    let project = &value["projects"][0];
    assert_eq!(value["as_of"], "2026-01-11");
    assert_eq!(
        project["counts"],
        serde_json::json!({"done": 3, "rested": 1, "missed": 1, "ahead": 5, "after": 0})
    );
    assert_eq!(project["streak"], serde_json::json!({"current": 1, "longest": 2}));
    assert_eq!(
        project["days"][3],
        serde_json::json!({
            "number": 4, "date": "2026-01-10", "state": "missed", "today": false, "after": false,
        })
    );
    assert_eq!(project["hours"]["total"], 3.75);
    assert_eq!(project["challenge"]["today"], 5);
    assert_eq!(project["next"], serde_json::Value::Null);
    assert_eq!(value["outreach"]["due"][0]["recipient"], "acme");
}

#[test]
fn every_name_in_the_json_is_described_and_no_other() {
    fn names<'a>(value: &'a serde_json::Value, found: &mut std::collections::BTreeSet<&'a str>) {
        match value {
            serde_json::Value::Object(keys) => keys.iter().for_each(|(name, value)| {
                found.insert(name);
                names(value, found);
            }),
            serde_json::Value::Array(items) => items.iter().for_each(|item| names(item, found)),
            _ => {}
        }
    }
    let mut files = log();
    files.push(("content/projects/done/project.md", "---\ntitle: Done\nstatus: done\n---\n"));
    let value = json::write(&report(&files, None, "2026-01-10").unwrap());
    let value: serde_json::Value = serde_json::from_str(&value).unwrap();
    let mut found = std::collections::BTreeSet::new();
    names(&value, &mut found);
    let tables = include_str!("../../../docs/status.md").split_once("## For a script").unwrap().1;
    for name in &found {
        assert!(tables.contains(&format!("`{name}`")), "`{name}` is not described");
    }
    let rows = tables.lines().filter_map(|line| line.strip_prefix("| `")?.split_once('`'));
    for (name, _) in rows {
        assert!(found.contains(name), "`{name}` does not exist");
    }
}

#[test]
fn an_entry_that_nobody_wrote_in_is_told_and_not_counted() {
    let untouched = "---\ndate: 2026-01-08\ntitle: # what today was about\nstage: # need, plan\ntags: []\nhours: # 1.5\n---\n\n";
    let files = [
        PROJECT,
        ("content/projects/cut/day-01.md", "---\ndate: 2026-01-07\n---\nWords.\n"),
        ("content/projects/cut/day-02.md", untouched),
    ];
    let words = shown(&files, "2026-01-08");
    assert!(words.contains("1 done") && words.contains("today is not logged yet"), "{words}");
    assert!(words.contains("day-02.md says nothing yet\n"), "{words}");
    let told = json::write(&report(&files, None, "2026-01-08").unwrap());
    let told: serde_json::Value = serde_json::from_str(&told).unwrap();
    assert_eq!(told["projects"][0]["blank_entries"][0], "content/projects/cut/day-02.md");
}
