//! Any bytes as any file that a person writes: no reader and no report may panic.
#![no_main]

use std::sync::Arc;

use buildlog::config::{Config, Overrides};
use buildlog::content::{Content, Private};
use buildlog::diagnostics::{Diagnostic, to_json, to_terminal};
use buildlog::path::SitePath;
use buildlog::source::{Source, Sources};
use libfuzzer_sys::fuzz_target;

/// A path for each kind of file.
const PATHS: [&str; 9] = [
    "content/about.md",
    "content/projects/cut/project.md",
    "content/projects/cut/day-01.md",
    "content/projects/cut/day-01.zh.md",
    "content/projects/cut/feedback/one.md",
    "private/feedback/cut/two.md",
    "private/recipients/acme.yaml",
    "private/questions.yaml",
    "buildlog.yaml",
];

fuzz_target!(|bytes: &[u8]| {
    let Some((first, rest)) = bytes.split_first() else { return };
    let text: Arc<str> = Arc::from(String::from_utf8_lossy(rest).as_ref());
    let path = PATHS[usize::from(*first) % PATHS.len()];
    let sources = Sources::from_memory([(SitePath::new(path), Source::Text(text))]);
    report(&Content::read(&sources).1);
    report(&Private::read(&sources).1);
    let as_of = "2026-12-31".parse().expect("a date");
    if let Err(faults) = Config::read(&sources, &Overrides { base_url: None, drafts: false, as_of }) {
        report(&faults);
    }
});

fn report(faults: &[Diagnostic]) {
    let _ = to_json(faults);
    for fault in faults {
        let _ = to_terminal(fault, false);
    }
}
