//! How long each stage takes, from files to pages: `cargo bench`.

use std::path::Path;

use buildlog::config::{Config, Overrides};
use buildlog::content::Content;
use buildlog::markdown::{self, Highlighter, LinkKind, Reading, Rendering, Target};
use buildlog::output::Body;
use buildlog::path::{Route, SitePath};
use buildlog::pipeline::{self, Assembled};
use buildlog::publish::{Destination, Staging};
use buildlog::site::Site;
use buildlog::source::{self, Source, Sources};
use divan::counter::BytesCount;
use divan::{Bencher, black_box};

/// How many entries a log has: a challenge, a few years of them, and more than anybody writes.
const SIZES: [usize; 3] = [30, 1_000, 10_000];

/// Entries of a project.
const DAYS: usize = 30;

fn main() {
    divan::main();
}

fn overrides() -> Overrides {
    Overrides { base_url: None, drafts: false, as_of: "2026-01-01".parse().expect("a date") }
}

/// A log of so many entries, in projects of thirty days; the same at each call.
fn log(entries: usize) -> Sources {
    let mut files =
        vec![("buildlog.yaml".to_string(), "title: Log\nbase_url: https://example.org/log/\n".to_string())];
    for project in 0..entries.div_ceil(DAYS) {
        let folder = format!("content/projects/project-{project:03}");
        let matter = "title: A project\ntagline: What it does\nchallenge: {start: 2026-01-01, days: 30}";
        files.push((format!("{folder}/project.md"), format!("---\n{matter}\n---\n\nWhy it is built.\n")));
        for day in 1..=DAYS.min(entries - project * DAYS) {
            files.push((format!("{folder}/day-{day:02}.md"), entry(project, day)));
        }
    }
    Sources::from_memory(
        files.into_iter().map(|(path, text)| (SitePath::new(path), Source::Text(text.into()))),
    )
}

fn entry(project: usize, day: usize) -> String {
    let paragraph = "The search index kept a copy of every word, and that was most of its size. ".repeat(6);
    let code = format!(
        "```rust\nfn day_{day}(total: u64) -> Option<u64> {{\n    total.checked_mul({project})\n}}\n```\n"
    );
    format!(
        "---\ndate: 2026-01-{day:02}\ntitle: Entry {day} of {project}\nstage: build\nhours: 2.5\n\
         tags: [rust, tag-{}]\n---\n\n## What happened\n\n{paragraph}\n\n{code}\n## What it cost\n\n\
         | Part | Before | After |\n|:--|--:|--:|\n| Index | 40 | 12 |\n\n- [x] measured\n- [ ] told\n\n{paragraph}\n",
        day % 7
    )
}

#[divan::bench(args = SIZES)]
fn parse(bencher: Bencher, entries: usize) {
    let sources = log(entries);
    bencher.bench(|| Content::read(black_box(&sources)));
}

#[divan::bench(args = SIZES)]
fn resolve(bencher: Bencher, entries: usize) {
    let sources = log(entries);
    let config = || Config::read(&sources, &overrides()).expect("settings");
    bencher
        .with_inputs(|| (config(), Content::read(&sources).0))
        .bench_values(|(config, content)| Site::assemble(config, content));
}

#[divan::bench(args = SIZES)]
fn prepare(bencher: Bencher, entries: usize) {
    bencher.with_inputs(|| log(entries)).bench_values(|sources| pipeline::assemble(sources, &overrides()));
}

#[divan::bench(args = SIZES)]
fn render_all(bencher: Bencher, entries: usize) {
    let Assembled { renderer, .. } = pipeline::assemble(log(entries), &overrides());
    let renderer = renderer.expect("a site without errors");
    bencher.bench(|| pipeline::render_to_memory(black_box(&renderer)));
}

/// A block of code that nobody has seen, of some twenty lines.
fn code(number: usize) -> String {
    let line = |at| {
        format!("    let step_{at} = total.checked_mul({number}).unwrap_or(\"none\".len() + {at}); // {at}\n")
    };
    format!("fn block_{number}(total: usize) {{\n{}}}\n", (0..18).map(line).collect::<String>())
}

fn coloured(highlighter: &Highlighter, text: &str) -> String {
    let doc = markdown::parse(text, 0..text.len());
    let rendering = Rendering {
        resolve: &|_: LinkKind, _: &str| Target::Text,
        labels: &markdown::Labels::default(),
        highlight: Some(highlighter),
        page: "",
        in_place: true,
    };
    Reading::of(text, &doc, None).write(&rendering).html
}

/// A block of code that is new, and one that has been seen before.
#[divan::bench(args = ["new", "seen"])]
fn highlight(bencher: Bencher, kind: &str) {
    let highlighter = Highlighter::new();
    let mut number = 0;
    bencher
        .with_inputs(|| {
            number += usize::from(kind == "new");
            format!("```rust\n{}```\n", code(number))
        })
        .input_counter(BytesCount::of_str)
        .bench_local_values(|text| coloured(&highlighter, &text));
}

/// The page of one day; its code has been seen before.
#[divan::bench(args = SIZES)]
fn render_one(bencher: Bencher, entries: usize) {
    let Assembled { renderer, .. } = pipeline::assemble(log(entries), &overrides());
    let renderer = renderer.expect("a site without errors");
    let page = renderer.plan().page(&Route::new("projects/project-000/day-01/")).expect("a page");
    bencher.bench(|| renderer.render(black_box(page)));
}

/// From a folder to a folder that was not there before, as `buildlog build` does it.
#[divan::bench(args = SIZES, sample_count = 3, sample_size = 1)]
fn whole_build(bencher: Bencher, entries: usize) {
    let folder = tempfile::tempdir().expect("a folder");
    write(&log(entries), folder.path());
    let mut number = 0;
    bencher
        .with_inputs(|| {
            number += 1;
            Destination {
                out: folder.path().join(format!("out-{number}")),
                work: folder.path().join(".buildlog"),
            }
        })
        .bench_local_values(|destination| build(folder.path(), &destination));
}

fn build(root: &Path, destination: &Destination) {
    let Assembled { renderer, .. } = pipeline::assemble(source::read(root), &overrides());
    let renderer = renderer.expect("a site without errors");
    let staging = Staging::open(destination).expect("a place for the output");
    let rendered = pipeline::render(&renderer, |page, body| match body {
        Body::Bytes(bytes) => staging.put(&page.route, &bytes),
        Body::File(path) => staging.put_file(&page.route, &renderer.on_disk(&path)),
    });
    rendered.expect("a disk that takes it").expect("pages without faults");
    staging.commit().expect("an output");
}

#[allow(clippy::disallowed_methods, reason = "a bench makes the folder that it builds")]
fn write(sources: &Sources, root: &Path) {
    for (path, source) in sources.under("") {
        let Source::Text(text) = source else { continue };
        let file = root.join(path.as_str());
        file.parent().and_then(|folder| std::fs::create_dir_all(folder).ok()).expect("a folder");
        std::fs::write(file, text.as_bytes()).expect("a file");
    }
}
