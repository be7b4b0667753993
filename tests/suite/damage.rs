//! The files of the example, damaged in many ways: whatever is in them, it is told at a place that is
//! there, or built; it is never a panic and never endless.

use buildlog::diagnostics::{Diagnostic, to_terminal};

use crate::support::folder::tree;
use crate::support::random::Random;
use crate::support::{Site, repository};

/// What hands slip into, and what breaks parsers.
const SCRAPS: [&str; 34] = [
    "---\n",
    "---",
    "\n",
    "\t",
    "  ",
    ": ",
    ":",
    "- ",
    "[",
    "]",
    "{",
    "}",
    "\"",
    "'",
    "|",
    ">",
    "&a ",
    "*a",
    "!!",
    "#",
    "%",
    "\u{feff}",
    "\u{202e}",
    "é",
    "日",
    "\r\n",
    "```",
    "~~~demo\n",
    "$$",
    "<div",
    "<!--",
    "](",
    "../",
    "null",
];

/// How many times the example is damaged.
const ROUNDS: u64 = 200;

/// The example, and those of its files that are text.
fn example() -> (Site, Vec<(String, String)>) {
    let (mut site, mut texts) = (Site::empty(), Vec::new());
    for part in ["content", "private", "fonts"] {
        for (name, bytes) in tree(&repository().join("example-site").join(part)) {
            let path = format!("{part}/{name}");
            match String::from_utf8(bytes) {
                // What stands beside the fonts is read by people alone.
                Ok(_) if part == "fonts" => {}
                Ok(text) => texts.push((path, text)),
                Err(error) => site = site.with_bytes(&path, error.as_bytes()),
            }
        }
    }
    let settings =
        std::fs::read_to_string(repository().join("example-site/buildlog.yaml")).expect("the settings");
    // Drawing every card anew for each damage would take most of the time, and tell nothing about the file.
    texts.push(("buildlog.yaml".to_string(), settings.replace("cards: all", "cards: none")));
    let site = texts.iter().fold(site, |site, (path, text)| site.with(path, text));
    (site, texts)
}

/// A text with a few places cut, doubled, exchanged or filled with a scrap.
fn damaged(text: &str, random: &mut Random) -> String {
    let mut text = text.to_string();
    for _ in 0..=random.below(4) {
        // Most of what can go wrong is in the front matter.
        let within = if random.below(3) == 0 { text.len() } else { text.len().min(400) };
        let start = text.floor_char_boundary(random.below(within as u64 + 1) as usize);
        let end = text.floor_char_boundary((start + random.below(30) as usize).min(text.len())).max(start);
        match random.below(4) {
            0 => text.replace_range(start..end, ""),
            1 => text.insert_str(start, &text[start..end].repeat(2)),
            2 => text.replace_range(start..end, random.pick(&SCRAPS)),
            _ => text.insert_str(start, &random.pick(&SCRAPS).repeat(1 + random.below(3) as usize)),
        }
    }
    text
}

/// Ends the test unless a complaint is one that a person can follow.
#[track_caller]
fn assert_followed(fault: &Diagnostic, round: u64) {
    assert!(!fault.message.contains('\n') && !fault.message.is_empty(), "{round}: {fault:?}");
    if let Some(place) = &fault.place
        && let Some(text) = place.shown_text()
    {
        assert!(place.span.end <= text.len(), "{round}: {:?}", place.span);
    }
    let shown = to_terminal(fault, false);
    assert!(shown.len() < 6_000, "{round}: the report has {} bytes", shown.len());
}

#[test]
fn whatever_is_in_a_file_is_told_or_built() {
    let (whole, files) = example();
    assert!(files.len() > 15);
    assert_eq!(whole.clone().on("2026-04-01").codes(), [""; 0]);
    let mut random = Random(20_260_105);
    let (mut told, mut built) = (0, 0);
    for round in 0..ROUNDS {
        let (path, text) = &files[random.below(files.len() as u64) as usize];
        let text = damaged(text, &mut random);
        let site = whole.clone().with(path, &text);
        let outcome = std::panic::catch_unwind(|| site.faults());
        let Ok(faults) = outcome else { panic!("round {round}: {path} is a panic:\n{text}") };
        faults.iter().for_each(|fault| assert_followed(fault, round));
        match faults.iter().any(Diagnostic::is_error) {
            true => told += 1,
            false => built += 1,
        }
    }
    assert!(told > 30 && built > 10, "{told} were told, {built} were built");
}
