//! Any text as a log in one file: planning its import may not panic, gives the same twice, and what it would write is
//! read back without an error and as it was planned.
#![no_main]

use std::sync::Arc;

use buildlog::content::Content;
use buildlog::import::{self, File, Options, Plan, Text, Tree};
use buildlog::path::SitePath;
use buildlog::source::{Source, Sources};
use libfuzzer_sys::fuzz_target;

const NAMES: [&str; 4] = ["JOURNAL.md", "r2-log.md", "log.md", "README.md"];

fuzz_target!(|bytes: &[u8]| {
    let Some((first, rest)) = bytes.split_first() else { return };
    let name = NAMES[usize::from(first & 3)];
    let log = File { len: rest.len() as u64, text: Some(Text::decode(rest)) };
    let picture = ("a.png".to_owned(), File::default());
    let only = (first & 4 == 0).then(|| name.to_owned());
    let tree = Tree { only, files: [(name.to_owned(), log), picture].into(), ..Tree::default() };
    let options = Options {
        project: "demo".to_owned(),
        start: (first & 8 != 0).then(|| "2026-01-01".parse().expect("a date")),
        loose: first & 16 != 0,
        ..Options::default()
    };
    let plan = import::plan(&tree, &options);
    let again = import::plan(&tree, &options);
    assert_eq!((&plan.days, &plan.undated), (&again.days, &again.undated), "a second plan differs");
    assert_eq!((&plan.project, &plan.skipped), (&again.project, &again.skipped), "a second plan differs");
    assert_eq!(plan.diagnostics, again.diagnostics, "a second plan differs");
    read_back(&plan);
});

fn read_back(plan: &Plan) {
    let path = |file: &str| SitePath::new(format!("content/projects/demo/{file}"));
    let text = |file: &str, text: &str| (path(file), Source::Text(Arc::from(text)));
    let days = plan.days.iter().map(|day| text(&day.file, &day.text));
    let project = plan.project.iter().map(|project| text("project.md", &project.text));
    let sources = Sources::from_memory(days.chain(project));
    let (content, faults) = Content::read(&sources);
    assert!(faults.is_empty(), "{faults:?}");
    assert_eq!(content.days.len(), plan.days.len(), "two days have one file");
    for planned in &plan.days {
        let day = content.days.iter().find(|day| day.number() == planned.number);
        let matter = &day.expect("the day that was planned").document.matter;
        assert_eq!(matter.date.value.0, planned.date);
        assert_eq!(matter.hours, planned.hours);
        assert_eq!(matter.title.as_ref().map(|title| title.value.as_str()), Some(planned.title.as_str()));
    }
}
