//! The laws of the program: the same bytes every time, nothing written that is the same already, and
//! the old site or the new one, never a mixture.

use std::os::unix::fs::MetadataExt;
use std::process::Stdio;
use std::time::{Duration, Instant};

use crate::support::folder::{copy, differences, tree};
use crate::support::random::Random;
use crate::support::site::SETTINGS;
use crate::support::{Folder, Run, Site, Tree, repository};

/// The example site without what an earlier build has left beside it.
fn example() -> Folder {
    let folder = Folder::new();
    let from = repository().join("example-site");
    for part in ["content", "private", "static", "themes", "fonts"] {
        copy(&from.join(part), &folder.path("site").join(part));
    }
    std::fs::copy(from.join("buildlog.yaml"), folder.path("site/buildlog.yaml")).expect("the settings");
    folder
}

#[test]
fn the_example_has_no_complaint() {
    let folder = example();
    let run = folder.run(&["-C", "site", "build"]).ends_with(0);
    assert_eq!(run.stderr, "");
}

#[test]
fn twice_gives_the_same_bytes_in_memory() {
    let site = Site::in_folder(&repository().join("example-site"));
    let (one, other) = (site.clone().build(), site.build());
    assert!(one.files.len() > 40);
    assert_eq!(differences(&one.files, &other.files), [""; 0]);
}

#[test]
fn a_theme_that_walks_over_its_records_gets_their_fields_in_one_order() {
    const RECORDS: [&str; 7] = ["site", "site.links", "site.extra", "page", "assets", "t", "t.marks"];
    let walks = RECORDS.map(|record| {
        format!("<p>{record}: {{% for key, value in {record} %}}{{{{ key }}}} {{% endfor %}}</p>\n")
    });
    let others = "{% for other in others %}{% for key, value in other %}{{ key }} {% endfor %}{% endfor %}";
    let extra = "languages: [en, zh]\nextra: {walnut: 1, pear: 2, apple: 3, fig: 4, lime: 5}\n";
    let site = Site::new()
        .with("buildlog.yaml", &format!("{SETTINGS}{extra}"))
        .with("content/projects/cut/day-01.md", "---\ndate: 2026-01-05\n---\nWords.\n")
        .with("themes/ledger/templates/footer.html", &walks.concat())
        .with("themes/ledger/templates/404.html", others);
    let one = site.clone().build();
    let fields = one.page("/");
    for walked in ["site.links: home ", "site.extra: apple fig lime pear walnut"] {
        assert!(fields.contains(walked), "{walked} in {fields}");
    }
    // Each build and each record has a table of its own, so that an order of chance would show itself at once.
    assert_eq!(differences(&one.files, &site.build().files), [""; 0]);
}

#[test]
fn another_folder_zone_locale_and_number_of_threads_give_the_same_bytes() {
    let one = example();
    one.run(&["-C", "site", "build"]).ends_with(0);
    let other = example();
    let mut command = other.command(&["--site", "..", "build", "--out", "../out"]);
    command.current_dir(other.path("site/content"));
    command.env("TZ", "Asia/Shanghai").env("LC_ALL", "C").env("RAYON_NUM_THREADS", "1");
    Run::of(&mut command).ends_with(0);
    let (one, other) = (one.tree("site/public"), other.tree("site/out"));
    assert!(one.len() > 40, "{:?}", one.keys());
    assert_eq!(differences(&one, &other), [""; 0]);
}

#[test]
fn the_date_of_a_build_changes_nothing_that_does_not_expire() {
    let folder = example();
    for (date, out) in [("2020-01-01", "early"), ("2026-01-08", "between"), ("2099-12-31", "late")] {
        folder.run(&["-C", "site", "build", "--as-of", date, "--out", out]).ends_with(0);
    }
    let early = folder.tree("early");
    assert!(early.len() > 40);
    assert_eq!(differences(&early, &folder.tree("between")), [""; 0]);
    assert_eq!(differences(&early, &folder.tree("late")), [""; 0]);
}

#[test]
fn the_disk_and_the_memory_give_the_same_bytes() {
    let folder = example();
    folder.run(&["-C", "site", "build"]).ends_with(0);
    let memory = Site::in_folder(&folder.path("site")).build();
    assert_eq!(differences(&folder.tree("site/public"), &memory.files), [""; 0]);
}

/// Inode and time of the last change of every file.
fn stamps(folder: &Folder, path: &str) -> Vec<(String, u64, i64, i64)> {
    let names = folder.tree(path).into_keys();
    names
        .map(|name| {
            let metadata = std::fs::metadata(folder.path(path).join(&name)).expect("a file");
            (name, metadata.ino(), metadata.mtime(), metadata.mtime_nsec())
        })
        .collect()
}

#[test]
fn a_second_build_writes_nothing() {
    let folder = example();
    folder.run(&["-C", "site", "build"]).ends_with(0);
    let before = stamps(&folder, "site/public");
    std::thread::sleep(Duration::from_millis(20));
    let run = folder.run(&["-C", "site", "build"]).ends_with(0);
    assert!(run.stdout.contains("nothing has changed"), "{}", run.stdout);
    assert_eq!(before, stamps(&folder, "site/public"));
}

#[test]
fn a_changed_day_changes_its_pages_and_leaves_the_others_alone() {
    let folder = Folder::new();
    let site = Site::new().with_day(1, "", "One.").with_day(2, "", "Two.").with_day(3, "", "Three.");
    site.write_to(&folder.path("site"));
    folder.run(&["-C", "site", "build"]).ends_with(0);
    let before = stamps(&folder, "site/public");
    let body = "---\ndate: 2026-01-05\n---\n\nOne, with a change far down.\n";
    folder.write("site/content/projects/cut/day-01.md", body);
    folder.run(&["-C", "site", "build"]).ends_with(0);
    let after = stamps(&folder, "site/public");
    let same: Vec<&str> =
        after.iter().filter(|stamp| before.contains(stamp)).map(|(name, ..)| name.as_str()).collect();
    assert!(!same.contains(&"projects/cut/day-01/index.html"));
    for name in ["projects/cut/day-03/index.html", "about/index.html", "robots.txt", "sitemap.xml"] {
        assert!(same.contains(&name) || !folder.has(&format!("site/public/{name}")), "{name} was written");
    }
}

#[test]
fn nothing_of_an_earlier_build_remains() {
    let folder = Folder::new();
    Site::new().with_day(1, "", "One.").with_day(2, "tags: [sound]\n", "Two.").write_to(&folder.path("site"));
    folder.run(&["-C", "site", "build"]).ends_with(0);
    std::fs::remove_file(folder.path("site/content/projects/cut/day-02.md")).unwrap();
    folder.run(&["-C", "site", "build"]).ends_with(0);
    let fresh = Folder::new();
    copy(&folder.path("site/content"), &fresh.path("site/content"));
    fresh.write("site/buildlog.yaml", folder.read("site/buildlog.yaml"));
    fresh.run(&["-C", "site", "build"]).ends_with(0);
    assert_eq!(differences(&folder.tree("site/public"), &fresh.tree("site/public")), [""; 0]);
    assert!(!folder.has("site/public/projects/cut/day-02"));
    assert!(!folder.has("site/public/tags/sound"));
}

#[test]
fn any_order_of_edits_ends_in_what_a_fresh_build_gives() {
    let folder = Folder::new();
    Site::new().write_to(&folder.path("site"));
    let mut random = Random(7);
    for _ in 0..12 {
        for _ in 0..=random.below(3) {
            edit(&folder, &mut random);
        }
        folder.run(&["-C", "site", "build"]).ends_with(0);
        let fresh = Site::in_folder(&folder.path("site")).build();
        assert_eq!(differences(&folder.tree("site/public"), &fresh.files), [""; 0]);
    }
}

/// Writes, changes or removes a day, a draft, a static file or the title.
fn edit(folder: &Folder, random: &mut Random) {
    let number = 1 + random.below(6);
    let day = format!("site/content/projects/cut/day-{number:02}.md");
    let word = random.below(1_000_000);
    match random.below(6) {
        0 => drop(std::fs::remove_file(folder.path(&day))),
        1 => folder.write(&format!("site/static/{number}/file-{number}.txt"), word.to_string()),
        2 => drop(std::fs::remove_dir_all(folder.path("site/static"))),
        3 => {
            folder.write("site/buildlog.yaml", format!("title: Log {word}\nbase_url: https://example.org/\n"))
        }
        kind => {
            let draft = if kind == 4 { "draft: true\n" } else { "tags: [sound]\n" };
            folder.write(&day, format!("---\ndate: 2026-01-{:02}\n{draft}---\n\nWord {word}.\n", 4 + number));
        }
    }
}

/// How often a build is killed; on a machine where that takes long, how often at least.
const KILLS: u64 = 50;
const FEWEST_KILLS: u64 = 10;
const LONG: Duration = Duration::from_secs(40);

/// Two sites of more than 400 pages that differ in every page.
fn version(word: &str) -> Site {
    let settings = format!("title: The {word} log\nbase_url: https://example.org/log/\n");
    let mut site = Site::empty().with("buildlog.yaml", &settings);
    for project in 0..20 {
        let folder = format!("content/projects/project-{project:02}");
        site = site.with(&format!("{folder}/project.md"), &format!("---\ntitle: Project {project}\n---\n"));
        for number in 1..=20 {
            let text = format!("---\ndate: 2026-01-{number:02}\n---\n\nThe {word} text of day {number}.\n");
            site = site.with(&format!("{folder}/day-{number:02}.md"), &text);
        }
    }
    site
}

struct Versions {
    folder: Folder,
    trees: [Tree; 2],
    took: Duration,
}

impl Versions {
    fn make() -> Self {
        let folder = Folder::new();
        let names = ["old", "new"];
        for name in names {
            version(name).write_to(&folder.path(name));
            folder.run(&["-C", name, "build", "--out", &format!("alone/{name}")]).ends_with(0);
        }
        folder.run(&["-C", "old", "build", "--out", "live"]).ends_with(0);
        let started = Instant::now();
        folder.run(&["-C", "new", "build", "--out", "live"]).ends_with(0);
        let took = started.elapsed();
        let trees = names.map(|name| folder.tree(&format!("alone/{name}")));
        Self { folder, trees, took }
    }

    /// Builds a version into the live folder and kills it after a while; whether it was still running.
    fn kill(&self, name: &str, after: Duration) -> bool {
        let mut command = self.folder.command(&["-C", name, "build", "--out", "live"]);
        let mut child =
            command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the program starts");
        std::thread::sleep(after);
        let running = child.try_wait().expect("a state").is_none();
        // SIGKILL: nothing can be tidied up.
        let _ = child.kill();
        child.wait().expect("an end");
        running
    }

    /// Builds a version to its end, over whatever a killed build has left.
    fn finish(&self, name: &str) {
        self.folder.run(&["-C", name, "build", "--out", "live"]).ends_with(0);
        let alone = self.folder.tree(&format!("alone/{name}"));
        assert_eq!(differences(&self.folder.tree("live"), &alone), [""; 0]);
    }

    /// Which version is live; a mixture ends the test.
    fn live(&self) -> usize {
        let live = tree(&self.folder.path("live"));
        let found = self.trees.iter().position(|known| *known == live);
        found.unwrap_or_else(|| panic!("a mixture: {:#?}", differences(&self.trees[0], &live)))
    }
}

#[test]
fn a_build_that_is_killed_leaves_the_old_site_or_the_new_one() {
    let versions = Versions::make();
    assert!(differences(&versions.trees[0], &versions.trees[1]).len() > 400);
    let mut random = Random(42);
    let (started, mut took, mut killed) = (Instant::now(), versions.took, 0);
    for round in 0..KILLS {
        if started.elapsed() > LONG && killed >= FEWEST_KILLS {
            println!("stopped after {round} kills: the machine is slow");
            break;
        }
        let next = ["new", "old"][versions.live().min(1)];
        // A moment of each fiftieth of the build, and a little past its end.
        let part = (round as f64 + random.below(1000) as f64 / 1000.0) / KILLS as f64;
        match versions.kill(next, took.mul_f64(part * 1.1)) {
            true => killed += 1,
            // The machine is less busy than when the build was timed.
            false => took = took.mul_f64(0.8),
        }
        versions.live();
        if round % 10 == 9 {
            versions.finish("new");
        }
    }
    assert!(killed >= FEWEST_KILLS, "only {killed} builds were still running when they were killed");
    versions.finish("old");
    versions.finish("new");
}
