//! Builds that are killed, or watched, at any moment.

use std::collections::BTreeMap;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use super::*;

const FOLDER: &str = "BUILDLOG_TEST_VICTIM_FOLDER";

fn page(n: usize, letter: &str) -> (String, String) {
    // Some pages exist in one of the two sites only, some are the same in both.
    match n % 4 {
        0 => (format!("{letter}/{n}/"), letter.to_owned()),
        1 => (format!("p/{n}/"), "same".to_owned()),
        _ => (format!("p/{n}/"), letter.repeat(2000)),
    }
}

fn site(letter: &str) -> Vec<(String, String)> {
    (0..60).map(|n| page(n, letter)).collect()
}

fn build(destination: &Destination, letter: &str) {
    let staging = Staging::open(destination).unwrap();
    staging.put(&Route::new(MARKER_FILE), MARKER.as_bytes()).unwrap();
    for (route, content) in site(letter) {
        staging.put(&Route::new(route), content.as_bytes()).unwrap();
    }
    staging.commit().unwrap();
}

fn expected(letter: &str) -> BTreeMap<String, Vec<u8>> {
    let pages =
        site(letter).into_iter().map(|(route, content)| (Route::new(route).file(), content.into_bytes()));
    pages.chain([(MARKER_FILE.to_owned(), MARKER.into())]).collect()
}

/// Not a test by itself: the process that is killed. Does nothing unless it is told where.
#[test]
fn victim() {
    let Ok(folder) = std::env::var(FOLDER) else { return };
    let folder = PathBuf::from(folder);
    let destination = Destination { out: folder.join("public"), work: folder.join(".buildlog") };
    for letter in ["a", "b"].into_iter().cycle() {
        std::fs::write(folder.join("started"), "").unwrap();
        build(&destination, letter);
    }
}

#[test]
fn a_killed_build_leaves_a_whole_site_and_the_next_one_is_right() {
    let ground = Ground::new();
    let mut earlier = "c";
    build(&ground.destination(), earlier);
    for round in 0..12 {
        let mut victim = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "publish::tests::kills::victim"])
            .env(FOLDER, ground.path(""))
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        while !ground.path("started").exists() {
            assert_eq!(victim.try_wait().unwrap(), None, "the victim ended before it was killed");
            thread::sleep(Duration::from_micros(500));
        }
        thread::sleep(Duration::from_micros(round * 1_700));
        victim.kill().unwrap();
        victim.wait().unwrap();
        std::fs::remove_file(ground.path("started")).unwrap();
        let found = files_in(&ground.path("public"));
        assert!(
            ["a", "b", earlier].iter().any(|letter| found == expected(letter)),
            "a mixture after round {round}"
        );
        let letter = ["c", "a", "b"][round as usize % 3];
        build(&ground.destination(), letter);
        assert_eq!(files_in(&ground.path("public")), expected(letter));
        earlier = letter;
    }
}

#[test]
fn a_reader_never_finds_the_output_missing_or_half_made() {
    let ground = Ground::new();
    build(&ground.destination(), "a");
    thread::scope(|scope| {
        let builder = scope.spawn(|| {
            for letter in ["b", "a"].repeat(20) {
                build(&ground.destination(), letter);
            }
        });
        while !builder.is_finished() {
            let page = std::fs::read(ground.path("public/p/2/index.html")).expect("the page is there");
            assert!(page == "a".repeat(2000).into_bytes() || page == "b".repeat(2000).into_bytes());
        }
    });
}
