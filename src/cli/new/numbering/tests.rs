//! Numbers and projects, decided for logs made of a few lines.

use super::*;
use crate::content::Private;
use crate::path::SitePath;
use crate::source::{Source, Sources};

fn content(files: &[(&str, &str)]) -> Content {
    let files = files.iter().map(|(path, text)| {
        (SitePath::new(format!("content/projects/{path}")), Source::Text((*text).into()))
    });
    Content::read(&Sources::from_memory(files)).0
}

fn log(files: &[(&str, &str)]) -> Log {
    Log::of("cut", &content(files), &Private::default())
}

fn date(text: &str) -> Date {
    text.parse().unwrap()
}

const STARTED: (&str, &str) =
    ("cut/project.md", "---\ntitle: Cut\nchallenge: {start: 2026-01-05, days: 7}\n---\n");
const OPEN_START: (&str, &str) = ("cut/project.md", "---\ntitle: Cut\nchallenge: {days: 7}\n---\n");
const BY_ENTRIES: (&str, &str) =
    ("cut/project.md", "---\ntitle: Cut\nchallenge: {start: 2026-01-05, pace: entries}\n---\n");
const NO_CHALLENGE: (&str, &str) = ("cut/project.md", "---\ntitle: Cut\n---\n");
const DAY_1: (&str, &str) = ("cut/day-01.md", "---\ndate: 2026-01-05\n---\n");
const DAY_3: (&str, &str) = ("cut/day-03.md", "---\ndate: 2026-01-07\n---\n");

#[test]
fn the_calendar_counts_from_the_start_of_the_challenge() {
    let log = log(&[STARTED, DAY_1]);
    assert_eq!(decide(&log, date("2026-01-09")).unwrap(), Decision::New(5));
    assert_eq!(decide(&log, date("2026-02-05")).unwrap(), Decision::New(32));
}

#[test]
fn without_a_start_the_first_entry_tells_it() {
    let log = log(&[OPEN_START, DAY_3]);
    assert_eq!(decide(&log, date("2026-01-05")).unwrap(), Decision::New(1));
    assert_eq!(decide(&log, date("2026-01-10")).unwrap(), Decision::New(6));
    assert!(decide(&log, date("2026-01-04")).unwrap_err().hints[0].contains("set `challenge.start`"));
}

#[test]
fn without_a_start_and_without_entries_it_is_day_1() {
    assert_eq!(decide(&log(&[OPEN_START]), date("2030-05-05")).unwrap(), Decision::New(1));
}

#[test]
fn a_date_before_the_start_is_refused() {
    let log = log(&[STARTED]);
    let refusal = decide(&log, date("2026-01-04")).unwrap_err();
    assert_eq!(refusal.message, "2026-01-04 is before the challenge of `cut` starts, on 2026-01-05");
    let far = Date(chrono::NaiveDate::from_ymd_opt(9999, 12, 31).unwrap());
    assert!(decide(&log, far).unwrap_err().message.contains("would be day 29"));
}

#[test]
fn by_entries_and_without_a_challenge_the_highest_number_goes_on() {
    for project in [BY_ENTRIES, NO_CHALLENGE] {
        assert_eq!(decide(&log(&[project, DAY_1, DAY_3]), date("2026-03-01")).unwrap(), Decision::New(4));
        assert_eq!(decide(&log(&[project]), date("2020-01-01")).unwrap(), Decision::New(1));
    }
}

#[test]
fn an_entry_with_that_date_or_that_number_is_there_already() {
    let by_date = log(&[BY_ENTRIES, DAY_1, DAY_3]);
    assert!(
        matches!(decide(&by_date, date("2026-01-07")).unwrap(), Decision::Exists(entry) if entry.number == 3)
    );
    let moved = log(&[STARTED, ("cut/day-02.md", "---\ndate: 2026-01-08\n---\n")]);
    assert!(
        matches!(decide(&moved, date("2026-01-06")).unwrap(), Decision::Exists(entry) if entry.number == 2)
    );
}

#[test]
fn a_broken_entry_keeps_its_number() {
    let log = log(&[STARTED, ("cut/day-02.md", "---\ndate: soon\n---\n")]);
    assert!(
        matches!(decide(&log, date("2026-01-06")).unwrap(), Decision::Exists(entry) if entry.number == 2)
    );
}

#[test]
fn a_translation_counts_with_its_day() {
    let log = log(&[STARTED, ("cut/day-01.zh.md", "---\ndate: 2026-01-05\n---\n"), DAY_1]);
    assert_eq!(log.entries.len(), 1);
    assert_eq!(log.entries[0].path.name(), "day-01.md");
}

#[test]
fn the_current_project_is_named_stood_in_the_only_one_or_the_newest() {
    let one = content(&[STARTED]);
    assert_eq!(current_project(&one, None, None).unwrap(), ("cut".into(), Why::Only));
    let two = content(&[STARTED, DAY_1, ("mix/project.md", "---\ntitle: Mix\n---\n")]);
    assert_eq!(current_project(&two, Some("mix"), Some("cut")).unwrap(), ("mix".into(), Why::Named));
    assert_eq!(current_project(&two, None, Some("mix")).unwrap(), ("mix".into(), Why::StoodIn));
    assert_eq!(current_project(&two, None, None).unwrap(), ("cut".into(), Why::NewestEntry));
}

#[test]
fn a_project_that_can_t_be_told_is_asked_for() {
    let two = content(&[STARTED, ("mix/project.md", "---\ntitle: Mix\n---\n")]);
    assert!(current_project(&two, None, None).unwrap_err().message.contains("`cut` and `mix`"));
    let near = current_project(&two, Some("cutt"), None).unwrap_err();
    assert_eq!(near.hints, ["did you mean `cut`?"]);
    let none = current_project(&content(&[]), None, None).unwrap_err();
    assert!(none.hints[0].contains("new project"));
}

#[test]
fn a_project_whose_file_is_broken_is_still_known() {
    let broken = content(&[("cut/project.md", "---\ntilte: Cut\n---\n")]);
    assert_eq!(current_project(&broken, None, None).unwrap(), ("cut".into(), Why::Only));
}

#[test]
fn a_number_that_no_file_can_hold_is_refused() {
    let log = log(&[NO_CHALLENGE, ("cut/day-01.md", "---\ndate: 2026-01-05\nday: 4294967295\n---\n")]);
    let refusal = decide(&log, date("2026-01-06")).unwrap_err();
    assert_eq!(refusal.message, "2026-01-06 would be day 4294967296 of `cut`");
}
