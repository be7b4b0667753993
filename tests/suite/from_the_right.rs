//! Words that are written from the right, in a brief that is written from the left.

use std::process::Command;

use crate::support::folder::output_of;
use crate::support::{Folder, Site};

fn folder() -> Folder {
    let folder = Folder::new();
    Site::new()
        .with(
            "buildlog.yaml",
            "title: A log\nbase_url: https://example.org/log/\nauthor:\n  name: דנה לוי\n  headline: בונה 3 כלים, tools for 24 people\n",
        )
        .with(
            "content/projects/cut/project.md",
            "---\ntitle: Queue 42\nproblem: חיכו 45 דקות ב-12 מתוך 20 ימים.\nnumbers: [{id: wait, label: דקות המתנה, value: 12, unit: min, date: 2026-01-05, source: day-01}]\n---\n",
        )
        .with_day(1, "title: One\nanswers: [{feedback: a, change: הורדנו 3 מתוך 8 שאלות., result: 4 of 5 הגיעו לסוף.}]\n", "Text")
        .with(
            "content/projects/cut/feedback/a.md",
            "---\nconsent: name\nname: יוסי כהן\nwho: עורך וידאו, 8 שנים\ndate: 2026-01-05\nlanguage: he\n---\n\nחיכיתי 25 דקות עם iPhone 12.\n",
        )
        .with(
            "content/projects/cut/feedback/b.md",
            "---\nconsent: name\nname: ليلى حسن\nwho: محررة فيديو\ndate: 2026-01-05\nlanguage: ar\n---\n\nانتظرت 30 دقيقة ثم 5 دقائق.\n",
        )
        .write_to(&folder.path(""));
    folder
}

/// The PDF as `pdftotext` reads it, where that and a font for these scripts are installed.
fn read(folder: &Folder, how: &[&str]) -> Option<String> {
    let run = folder.run(&["brief", "--out", "a.pdf"]);
    if run.stderr.contains("no-font") {
        eprintln!("not looked at, because no font for Hebrew and Arabic is installed");
        return None;
    }
    run.ends_with(0);
    let mut command = Command::new("pdftotext");
    match output_of(command.current_dir(folder.path("")).args(how).args(["a.pdf", "-"])) {
        Ok(output) => Some(String::from_utf8_lossy(&output.stdout).into_owned()),
        Err(_) => {
            eprintln!("not looked at, because it is not installed: pdftotext");
            None
        }
    }
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

#[test]
fn a_pdf_is_read_in_the_order_of_its_words_whatever_side_they_are_written_from() {
    let folder = folder();
    let Some(raw) = read(&folder, &["-raw"]) else { return };
    let text = folder.run(&["brief", "--format", "txt", "--out", "-"]).ends_with(0).stdout;
    let (raw, mut rest) = (letters(&raw), 0);
    for line in text.lines() {
        let line = letters(line);
        let found = raw[rest..].find(&line);
        assert!(found.is_some(), "{line} behind\n{}\nof\n{raw}", &raw[..rest]);
        rest += found.unwrap_or(0) + line.len();
    }
}

#[test]
fn a_line_of_a_pdf_is_read_as_one_and_holds_no_mark_that_orders_it() {
    let Some(text) = read(&folder(), &["-layout"]) else { return };
    assert!(!text.contains(['\u{2066}', '\u{2067}', '\u{2068}', '\u{2069}']), "{text:?}");
    let line = |of: &str| text.lines().find(|line| line.contains(of)).unwrap_or_default();
    for (one, other) in
        [("12 min", "5 January 2026, day 1"), ("הורדנו", "4 of 5"), ("חיכו", "45"), ("ימים", "20")]
    {
        assert!(line(one).contains(other), "{one}, {other} in\n{text}");
    }
    assert!(text.starts_with(|c: char| !c.is_whitespace()), "the name begins at the left margin:\n{text}");
}

#[test]
fn lines_of_words_from_the_right_begin_at_one_margin() {
    let folder = folder();
    let project = folder.read("content/projects/cut/project.md");
    let long = "חיכו הרבה מאוד זמן ואז הלכו הביתה בלי תשובה ".repeat(6);
    let project = project.replace("problem: ", &format!("problem: {long}"));
    std::fs::write(folder.path("content/projects/cut/project.md"), project).unwrap();
    let Some(boxes) = read(&folder, &["-bbox-layout"]) else { return };
    let lines = boxes.lines().filter(|line| line.trim_start().starts_with("<line"));
    let left = lines.filter_map(|line| line.split("xMin=\"").nth(1)?.split('"').next()?.parse::<f64>().ok());
    // A line of the problem begins beside its heading, whatever it ends with.
    let beside: Vec<f64> = left.filter(|left| (140.0..160.0).contains(left)).collect();
    let (first, last) = beside.iter().fold((f64::MAX, 0.0_f64), |(a, b), left| (a.min(*left), b.max(*left)));
    assert!(beside.len() >= 4 && last - first < 1.5, "{beside:?}");
}

#[test]
fn a_resume_and_the_title_of_a_page_hold_no_mark_that_orders_them() {
    let folder = folder();
    let resume = folder.run(&["brief", "--format", "json", "--out", "-"]).ends_with(0).stdout;
    assert!(resume.contains("\"name\": \"יוסי כהן, עורך וידאו, 8 שנים\""), "{resume}");
    assert!(!resume.contains('\u{2068}'), "{resume}");
    let page = folder.run(&["brief", "--format", "html", "--out", "-"]).ends_with(0).stdout;
    assert!(page.contains("<h1>\u{2068}דנה לוי\u{2069}</h1>"), "{page}");
    assert!(page.contains("<title>דנה לוי"), "{page}");
}
