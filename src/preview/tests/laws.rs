//! Serve equals build, and warm equals fresh.

use super::answer::Answer;
use super::watch::Burst;
use super::*;
use crate::output::Body;
use crate::path::Route;
use crate::pipeline;
use crate::source;
use std::collections::BTreeSet;

/// An answer as the bytes that a build would have made of it.
fn built(answer: Answer) -> Body {
    match answer {
        Answer::Page { page, .. } => Body::Bytes(without_script(&page.html)),
        Answer::Bytes { bytes, .. } => Body::Bytes(bytes.to_vec()),
        Answer::File { path, .. } => Body::Bytes(fs::read(path).unwrap()),
        other => panic!("{other:?}"),
    }
}

fn without_script(html: &[u8]) -> Vec<u8> {
    let text = String::from_utf8(html.to_vec()).unwrap();
    let (before, rest) = text.rsplit_once("<script src=\"/").expect("the script");
    let (address, after) = rest.split_once("\" defer></script>").expect("the end of the script");
    assert!(address.contains("__buildlog/reload.js?page="), "{address}");
    format!("{before}{after}").into_bytes()
}

/// The colours of code that a build of the example keeps.
fn kept_colours() -> Vec<u8> {
    let mut memo = pipeline::Memo::default();
    let assembled = pipeline::assemble_with(source::read(&example()), &overrides(), &mut memo);
    pipeline::render_to_memory(&assembled.renderer.expect("the example has no errors")).unwrap();
    memo.colours().expect("the example has code")
}

#[test]
fn every_route_of_the_example_is_what_a_build_with_drafts_makes() {
    // What is kept from a build saves work and changes no byte.
    let (_, scene, diagnostics) =
        Workshop::open(&example(), overrides(), Some(&kept_colours()), Arc::new(|_| {}));
    let fresh = pipeline::assemble(source::read(&example()), &overrides());
    assert_eq!(diagnostics, fresh.diagnostics);
    let renderer = fresh.renderer.expect("the example has no errors");
    let output = pipeline::render_to_memory(&renderer).unwrap();
    assert!(output.len() > 20);
    for (route, body) in output {
        let expected = match body {
            Body::File(path) => Body::Bytes(fs::read(renderer.on_disk(&path)).unwrap()),
            bytes => bytes,
        };
        let path = format!("{}{route}", scene.mount.trim_end_matches('/'));
        assert!(built(scene.answer(&path)) == expected, "{path}");
    }
}

/// A generator of numbers with a fixed seed (xorshift64, Marsaglia 2003).
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end as u64) as usize
    }

    fn pick<T: Clone>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())].clone()
    }
}

/// A random edit; gives the paths that a watcher would name.
fn edit(dice: &mut Dice, folder: &Folder, round: usize) -> Vec<String> {
    let project = dice.pick(&["a", "b", "c"]);
    let number = 1 + dice.below(6);
    let day_path = format!("content/projects/{project}/day-{number:02}.md");
    let at = |path: &str| folder.root().join(path);
    let more = dice.pick(&[
        "",
        "",
        "",
        "## Here",
        "See [another](day-02.md).",
        "See [there](day-02.md#here), [elsewhere](../b/day-01.md#here) or [by address](/projects/a/).",
        "![p](media/p.png)",
    ]);
    let words = format!("Round {round}. {more}\n");
    let (path, text) = match dice.below(14) {
        0..=3 => (day_path, day(number as u32, &words)),
        4 => (
            day_path,
            format!(
                "---\ndate: 2026-01-0{number}\ntags: [t{}, {}]\naliases: [{}]\ndraft: {}\n---\n{words}",
                dice.below(3),
                dice.pick(&["x", "X"]),
                dice.pick(&["", "old/", "projects/a/"]),
                dice.pick(&["true", "false"]),
            ),
        ),
        5 => (day_path, "---\ndate: [broken\n---\n".to_string()),
        6 => (
            "buildlog.yaml".to_string(),
            format!("{SETTINGS}languages: [en, {}]\n", dice.pick(&["zh", "en"])),
        ),
        7 => ("buildlog.yaml".to_string(), dice.pick(&["title: 1\n", "titel: x\n", SETTINGS]).to_string()),
        8 => (
            format!("content/projects/{project}/project.md"),
            format!(
                "---\ntitle: P{round} {}\nslug: {}\n---\n",
                dice.pick(&["", "", "é", "字"]),
                dice.pick(&["same", "own", "other"])
            ),
        ),
        9 => (
            "themes/ledger/templates/tags.html".to_string(),
            dice.pick(&["{% if %}", "{{ page.title }}", "x"]).to_string(),
        ),
        10 => (
            format!("content/projects/{project}/feedback/f{number}.md"),
            format!("---\nconsent: {}\n---\nSaid {round}.\n", dice.pick(&["role", "none", "name"])),
        ),
        11 => {
            let _ = fs::remove_file(at(&day_path));
            return vec![day_path];
        }
        12 => {
            let to = dice.pick(&["a", "b", "c"]);
            let (from, to) = (format!("content/projects/{project}"), format!("content/projects/{to}"));
            let _ = fs::remove_dir_all(at("away")).and_then(|()| fs::rename(at(&to), at("away")));
            let _ = fs::rename(at(&from), at(&to));
            return vec![from, to];
        }
        _ => (format!("content/projects/{project}/media/p.png"), "x".repeat(dice.below(50))),
    };
    folder.write(&path, text);
    vec![path]
}

/// Mends whatever may be wrong; gives the paths that a watcher would name.
fn mend(folder: &Folder) -> Vec<String> {
    let mut touched = vec!["themes".to_string(), "content/projects".to_string(), "buildlog.yaml".to_string()];
    let _ = fs::remove_dir_all(folder.root().join("themes"));
    folder.write("buildlog.yaml", SETTINGS);
    for project in ["a", "b", "c"] {
        let path = folder.root().join("content/projects").join(project);
        let _ = fs::remove_dir_all(path.join("feedback"));
        folder.write(&format!("content/projects/{project}/project.md"), "---\ntitle: P\n---\n");
        folder.write(&format!("content/projects/{project}/media/p.png"), "picture");
        for number in 1..=6 {
            let path = format!("content/projects/{project}/day-{number:02}.md");
            if number == 2 || folder.root().join(&path).exists() {
                folder.write(&path, day(number, "Mended."));
                touched.push(path);
            }
        }
    }
    touched
}

#[test]
fn after_three_hundred_random_edits_the_preview_is_what_a_fresh_start_makes() {
    let folder = Folder::small();
    for project in ["a", "b"] {
        folder.write(&format!("content/projects/{project}/project.md"), "---\ntitle: P\n---\n");
        folder.write(&format!("content/projects/{project}/day-01.md"), day(1, "Words."));
    }
    let root = folder.root().canonicalize().unwrap();
    let (mut workshop, _, _) = Workshop::open(&root, overrides(), None, Arc::new(|_| {}));
    let mut dice = Dice(20_260_301);
    let (mut good, mut faulty, mut is_faulty, mut was_faulty) = (0, 0, false, false);
    for round in 0..300 {
        let touched =
            if is_faulty && dice.below(3) == 0 { mend(&folder) } else { edit(&mut dice, &folder, round) };
        let touched: BTreeSet<String> = touched.into_iter().collect();
        let Some((scene, change)) = workshop.refresh(&Burst::Touched(touched.clone())) else { continue };
        is_faulty = change.diagnostics.iter().any(Diagnostic::is_error);
        // A fresh start is slow. What is stale stays so until the next comparison.
        if round % 4 != 0 && is_faulty == was_faulty {
            continue;
        }
        was_faulty = is_faulty;
        let fresh = pipeline::assemble(source::read(&root), &overrides());
        assert_eq!(change.diagnostics, fresh.diagnostics, "round {round}: {touched:?}");
        match fresh.renderer {
            Some(fresh) => {
                good += 1;
                let warm = scene.renderer.expect("a good site is shown");
                // Whole sites are compared now and then: what is stale stays so until the next time.
                assert!(
                    good % 5 != 0 || pipeline::render_to_memory(&warm) == pipeline::render_to_memory(&fresh),
                    "round {round}: {touched:?}"
                );
            }
            None => faulty += 1,
        }
    }
    assert!(good > 20 && faulty > 20, "{good} good, {faulty} faulty");
}

#[test]
fn after_a_storm_of_edits_every_answer_is_what_a_fresh_start_makes() {
    let folder = Folder::small();
    for project in ["a", "b"] {
        folder.write(&format!("content/projects/{project}/project.md"), "---\ntitle: P\n---\n");
        folder.write(&format!("content/projects/{project}/day-01.md"), day(1, "Words."));
    }
    let served = folder.serve();
    let mut dice = Dice(20_260_302);
    for round in 0..80 {
        edit(&mut dice, &served.folder, round);
        // Some edits fall into one burst, others into the making of a scene.
        std::thread::sleep(Duration::from_millis([0, 0, 5, 60][dice.below(4)]));
    }
    mend(&served.folder);
    let fresh = pipeline::assemble(source::read(&served.folder.root().canonicalize().unwrap()), &overrides());
    let fresh = fresh.renderer.expect("all is mended");
    let output = pipeline::render_to_memory(&fresh).unwrap();
    let is_stale = |(route, body): &(&Route, &Body)| {
        let reply = served.get(&format!("/log/{route}").replace("//", "/"));
        let expected = match body {
            Body::File(path) => fs::read(fresh.on_disk(path)).unwrap(),
            Body::Bytes(bytes) => bytes.clone(),
        };
        let is_page = reply.script().is_some();
        expected != if is_page { without_script(&reply.body) } else { reply.body }
    };
    let began = Instant::now();
    while let Some((route, _)) = output.iter().find(is_stale) {
        assert!(began.elapsed() < PATIENCE, "{route} is not what it should be");
        std::thread::sleep(Duration::from_millis(20));
    }
}
