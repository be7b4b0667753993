//! What the output is after one build and the next.

use std::fs::{self, File, Permissions};
use std::os::unix::fs::{PermissionsExt, symlink};
use std::time::{Duration, SystemTime};

use rayon::prelude::*;

use super::*;

const SITE: Wanted<'static> =
    &[("", "home"), ("about/", "about"), ("projects/cut/day-01/", "one"), ("feed.xml", "<f/>")];

#[test]
fn a_first_build_makes_the_folder() {
    let ground = Ground::new();
    let published = ground.build(SITE);
    assert_eq!(
        published,
        Published { written: 5, unchanged: 0, removed: 0, bytes_written: 16 + MARKER.len() as u64 }
    );
    ground.assert_is(SITE);
}

#[test]
fn a_second_build_of_the_same_site_touches_nothing() {
    let ground = Ground::new();
    ground.build(SITE);
    let before = stamps(&ground.path("public"));
    let published = ground.build(SITE);
    assert_eq!(published, Published { written: 0, unchanged: 5, removed: 0, bytes_written: 0 });
    assert_eq!(stamps(&ground.path("public")), before);
    assert!(!ground.spare().exists());
}

#[test]
fn a_mode_that_was_changed_by_hand_is_mended() {
    let ground = Ground::new();
    ground.build(SITE);
    let about = ground.path("public/about/index.html");
    let mode = || fs::metadata(&about).unwrap().permissions().mode() & 0o7777;
    let own = inode(&about);
    for other in [0o600, 0o666, 0o600] {
        fs::set_permissions(&about, Permissions::from_mode(other)).unwrap();
        let published = ground.build(SITE);
        assert_eq!((published.written, published.unchanged), (0, 5));
        assert_eq!(mode(), 0o644);
        assert_eq!(inode(&about), own);
        ground.assert_is(SITE);
    }
}

#[test]
fn one_changed_page_is_written_and_the_others_stay_the_same_files() {
    let ground = Ground::new();
    ground.build(SITE);
    let about = inode(&ground.path("public/about/index.html"));
    for home in ["home 2", "home 3", "home 4"] {
        let site = [("", home), SITE[1], SITE[2], SITE[3]];
        let published = ground.build(&site);
        assert_eq!((published.written, published.unchanged, published.removed), (1, 4, 0));
        ground.assert_is(&site);
        assert_eq!(inode(&ground.path("public/about/index.html")), about);
        assert_eq!(inode(&ground.spare().join("about/index.html")), about);
    }
}

#[test]
fn what_is_no_longer_in_the_site_is_gone_with_its_folders() {
    let ground = Ground::new();
    ground.build(SITE);
    let published = ground.build(&SITE[..2]);
    assert_eq!((published.written, published.unchanged, published.removed), (0, 3, 2));
    ground.assert_is(&SITE[..2]);
    ground.build(SITE);
    ground.assert_is(SITE);
}

#[test]
fn a_name_can_turn_from_file_to_folder_and_back() {
    let ground = Ground::new();
    let file: Wanted<'_> = &[("a", "file"), ("b/c/d/e", "deep")];
    let folder: Wanted<'_> = &[("a/", "page"), ("a/b/c", "deep"), ("b/c", "file")];
    for wanted in [file, folder, file, folder, file, file, folder] {
        ground.build(wanted);
        ground.assert_is(wanted);
    }
}

#[test]
fn a_page_edited_in_place_is_repaired() {
    let ground = Ground::new();
    ground.build(SITE);
    ground.build(&SITE[..3]);
    ground.build(SITE);
    // The same file is in the spare, so the edit is in both trees.
    let about = ground.path("public/about/index.html");
    assert_eq!(inode(&about), inode(&ground.spare().join("about/index.html")));
    fs::write(&about, "wrong").unwrap();
    assert_eq!(ground.build(SITE).written, 1);
    ground.assert_is(SITE);
    ground.build(&SITE[1..]);
    ground.assert_is(&SITE[1..]);
}

#[test]
fn what_somebody_put_into_the_output_is_removed() {
    let ground = Ground::new();
    ground.build(SITE);
    fs::create_dir_all(ground.path("public/empty/deep")).unwrap();
    ground.build(SITE);
    ground.assert_is(SITE);
    fs::write(ground.path("public/notes.txt"), "x").unwrap();
    assert_eq!(ground.build(SITE).removed, 1);
    ground.assert_is(SITE);
}

#[test]
fn garbage_in_the_spare_never_reaches_the_output() {
    let ground = Ground::new();
    ground.build(SITE);
    let spare = ground.spare();
    fs::create_dir_all(spare.join("about/index.html/deep")).unwrap();
    fs::create_dir_all(spare.join("feed.xml")).unwrap();
    fs::create_dir_all(spare.join("left/over")).unwrap();
    fs::write(spare.join("index.html"), "half a pa").unwrap();
    fs::write(spare.join("projects"), "a file where a folder must be").unwrap();
    fs::write(spare.join("left/over/page"), "old").unwrap();
    let site = [("", "home"), ("about/", "about 2"), SITE[2], ("feed.xml", "<f/>")];
    ground.build(&site);
    ground.assert_is(&site);
}

#[test]
fn a_spare_that_is_a_file_or_a_link_is_replaced() {
    for is_link in [false, true] {
        let ground = Ground::new();
        ground.build(SITE);
        let outside = ground.path("outside");
        fs::create_dir(&outside).unwrap();
        if is_link {
            symlink(&outside, ground.spare()).unwrap();
        } else {
            fs::write(ground.spare(), "x").unwrap();
        }
        ground.build(&SITE[1..]);
        ground.assert_is(&SITE[1..]);
        assert_eq!(fs::read_dir(&outside).unwrap().count(), 0);
    }
}

#[test]
fn links_that_lead_outside_are_neither_followed_nor_kept() {
    let ground = Ground::new();
    ground.build(SITE);
    ground.build(&SITE[1..]);
    let outside = ground.path("outside");
    fs::create_dir(&outside).unwrap();
    fs::write(outside.join("index.html"), "about").unwrap();
    fs::write(outside.join("secret"), "<f/>").unwrap();
    let before = stamps(&outside);
    for tree in [ground.path("public"), ground.spare()] {
        fs::remove_dir_all(tree.join("about")).unwrap();
        symlink(&outside, tree.join("about")).unwrap();
        fs::remove_file(tree.join("feed.xml")).unwrap();
        symlink(outside.join("secret"), tree.join("feed.xml")).unwrap();
        symlink(&outside, tree.join("stray")).unwrap();
        symlink("nowhere", tree.join("dangling")).unwrap();
    }
    ground.build(SITE);
    ground.assert_is(SITE);
    ground.build(&SITE[1..]);
    ground.assert_is(&SITE[1..]);
    // Not even a second name for the files outside: that would change their time of inode change.
    assert_eq!(stamps(&outside), before);
}

#[test]
fn a_build_that_is_given_up_leaves_the_old_output() {
    let ground = Ground::new();
    ground.build(SITE);
    let before = stamps(&ground.path("public"));
    let staging = ground.open().unwrap();
    put_all(&staging, &[("", "new"), ("about", "a file now"), ("feed.xml", "")]);
    drop(staging);
    assert_eq!(stamps(&ground.path("public")), before);
    ground.build(SITE);
    assert_eq!(stamps(&ground.path("public")), before);
    ground.build(&SITE[1..]);
    ground.assert_is(&SITE[1..]);
}

#[test]
fn two_thousand_routes_from_many_threads() {
    let ground = Ground::new();
    for round in 0..3 {
        let staging = ground.open().unwrap();
        staging.put(&Route::new(MARKER_FILE), MARKER.as_bytes()).unwrap();
        (0..2000).into_par_iter().for_each(|n| {
            let content = format!("page {n} {}", if n % 7 == 0 { round } else { 0 });
            staging.put(&Route::new(format!("p{}/q{}/{n}/", n % 5, n % 50)), content.as_bytes()).unwrap();
        });
        let published = staging.commit().unwrap();
        assert_eq!(published.written, if round == 0 { 2001 } else { 286 });
        let found = files_in(&ground.path("public"));
        assert_eq!(found.len(), 2001);
        assert_eq!(found["p4/q49/1999/index.html"], b"page 1999 0");
        assert_eq!(found["p2/q7/7/index.html"], format!("page 7 {round}").as_bytes());
    }
}

#[test]
fn a_copied_file_is_a_file_of_its_own_with_the_time_of_its_source() {
    let ground = Ground::new();
    let source = ground.path("clip.mp4");
    fs::write(&source, vec![7; 100_000]).unwrap();
    fs::set_permissions(&source, Permissions::from_mode(0o400)).unwrap();
    let build = |marker_only: bool| {
        let staging = ground.open().unwrap();
        put_all(&staging, &[("x", if marker_only { "1" } else { "2" })]);
        staging.put_file(&Route::new("media/clip.mp4"), &source).unwrap();
        staging.commit().unwrap()
    };
    assert_eq!(build(true).bytes_written, 100_001 + MARKER.len() as u64);
    let copy = ground.path("public/media/clip.mp4");
    assert_eq!(fs::read(&copy).unwrap(), vec![7; 100_000]);
    assert_ne!(inode(&copy), inode(&source));
    let (copied, original) = (fs::metadata(&copy).unwrap(), fs::metadata(&source).unwrap());
    assert_eq!(copied.modified().unwrap(), original.modified().unwrap());
    assert_eq!(copied.permissions().mode() & 0o777, 0o644);
    assert_eq!(fs::metadata(copy.parent().unwrap()).unwrap().permissions().mode() & 0o777, 0o755);
    assert_eq!(build(true).written, 0);
    // Touched, but with the same content: nothing to do.
    let later = SystemTime::now() + Duration::from_secs(5);
    fs::set_permissions(&source, Permissions::from_mode(0o600)).unwrap();
    File::options().write(true).open(&source).unwrap().set_modified(later).unwrap();
    assert_eq!(build(true).written, 0);
    fs::write(&source, vec![8; 100_000]).unwrap();
    assert_eq!(build(true).written, 1);
    assert_eq!(fs::read(&copy).unwrap(), vec![8; 100_000]);
    assert_eq!(build(false).written, 1);
}

#[test]
fn a_folder_or_nothing_is_no_file_to_copy() {
    let ground = Ground::new();
    let staging = ground.open().unwrap();
    for name in ["", "missing.mp4"] {
        let error = staging.put_file(&Route::new("a.mp4"), &ground.path(name)).unwrap_err();
        assert!(error.to_string().starts_with("could not read `"), "{error}");
    }
}

#[test]
fn routes_that_clash_are_refused() {
    let ground = Ground::new();
    ground.build(SITE);
    let staging = ground.open().unwrap();
    put_all(&staging, &[("a/b/", "page"), ("a-b", "x")]);
    let twice = staging.put(&Route::new("a/b/index.html"), b"again").unwrap_err();
    assert!(matches!(twice, PublishError::Twice { file } if file == "a/b/index.html"));
    drop(staging);
    let staging = ground.open().unwrap();
    put_all(&staging, &[("a", "file"), ("a-b", "x"), ("a/b/c", "deep")]);
    let clash = staging.commit().unwrap_err();
    assert!(matches!(clash, PublishError::FileAndFolder { file, .. } if file == "a"));
    ground.assert_is(SITE);
}

#[test]
fn a_route_that_is_no_place_in_the_output_is_refused() {
    let ground = Ground::new();
    let staging = ground.open().unwrap();
    for route in ["a//b", "./a", "a/./b", "a\0b"] {
        let error = staging.put(&Route::new(route), b"x").unwrap_err();
        assert!(matches!(error, PublishError::BadRoute { .. }), "{route:?}");
    }
    let long = "n".repeat(300);
    let error = staging.put(&Route::new(long), b"x").unwrap_err().to_string();
    assert!(error.ends_with("Shorten the slug or the file's name"), "{error}");
}

#[test]
fn a_site_without_the_marker_is_refused() {
    let ground = Ground::new();
    let staging = ground.open().unwrap();
    staging.put(&Route::new(""), b"home").unwrap();
    staging.put(&Route::new(MARKER_FILE), b"").unwrap();
    assert!(matches!(staging.commit(), Err(PublishError::NoMarker)));
    assert!(!ground.path("public").exists());
}
