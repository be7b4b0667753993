//! How long each stage takes, from files in memory to pages: `cargo bench`.

use buildlog::config::{Config, Overrides};
use buildlog::content::Content;
use buildlog::path::SitePath;
use buildlog::pipeline::{self, Assembled};
use buildlog::site::Site;
use buildlog::source::{Source, Sources};
use divan::{Bencher, black_box};

/// How many entries a log has: a challenge, and a few years of them.
const SIZES: [usize; 2] = [30, 1_000];

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
