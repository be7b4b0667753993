//! Which outputs are refused, and where the spare tree lies.

use std::fs;
use std::os::unix::fs::symlink;

use super::*;

fn open(out: &Path, work: &Path) -> Result<Staging, PublishError> {
    Staging::open(&Destination { out: out.to_owned(), work: work.to_owned() })
}

#[test]
fn a_folder_with_content_but_no_marker_is_never_touched() {
    let ground = Ground::new();
    for marker in [None, Some(""), Some("Made by somebody else.\n")] {
        fs::create_dir_all(ground.path("public")).unwrap();
        fs::write(ground.path("public/thesis.txt"), "years of work").unwrap();
        if let Some(marker) = marker {
            fs::write(ground.path("public/.nojekyll"), marker).unwrap();
        }
        let error = ground.open().unwrap_err();
        assert!(matches!(error, PublishError::NotOurs { .. }));
        assert!(error.to_string().contains("--out, or empty this one yourself"));
        assert!(!ground.path(".buildlog").exists(), "nothing is written before the refusal");
    }
}

#[test]
fn an_empty_folder_and_a_missing_one_are_taken() {
    let ground = Ground::new();
    fs::create_dir(ground.path("public")).unwrap();
    ground.build(&[("", "home")]);
    ground.assert_is(&[("", "home")]);
    let deep = ground.path("not/there/yet");
    let staging = open(&deep, &ground.path(".buildlog")).unwrap();
    put_all(&staging, &[]);
    staging.commit().unwrap();
    assert!(deep.join(MARKER_FILE).exists());
}

#[test]
fn an_output_that_is_a_repository_of_its_own_keeps_its_history() {
    let ground = Ground::new();
    ground.build(&[]);
    fs::create_dir(ground.path("public/.git")).unwrap();
    assert!(matches!(ground.open(), Err(PublishError::HoldsRepository { .. })));
    assert!(ground.path("public/.git").exists());
}

#[test]
fn a_file_or_a_link_is_no_output() {
    let ground = Ground::new();
    fs::write(ground.path("public"), "x").unwrap();
    assert!(matches!(ground.open(), Err(PublishError::NotAFolder { .. })));
    fs::remove_file(ground.path("public")).unwrap();
    for target in ["elsewhere", "dangling"] {
        symlink(ground.path(target), ground.path("public")).unwrap();
        assert!(matches!(ground.open(), Err(PublishError::SymbolicLink { .. })));
        fs::remove_file(ground.path("public")).unwrap();
        fs::create_dir_all(ground.path("elsewhere")).unwrap();
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_mount_point_is_refused() {
    let error = open(Path::new("/proc"), Path::new("/nowhere/.buildlog")).unwrap_err();
    assert!(matches!(&error, PublishError::MountPoint { .. }), "{error}");
    assert!(error.to_string().contains("such as `/proc/public`"));
}

#[test]
fn an_output_that_holds_the_site_is_refused_whatever_way_it_is_written() {
    let ground = Ground::new();
    let work = ground.path("site/.buildlog");
    fs::create_dir_all(ground.path("site/content")).unwrap();
    symlink(ground.path("site"), ground.path("alias")).unwrap();
    symlink(ground.path(""), ground.path("up")).unwrap();
    for out in ["site", "", "site/.buildlog", "site/content/../../site", "up/site"] {
        let error = open(&ground.path(out), &work).unwrap_err();
        assert!(matches!(error, PublishError::HoldsSite { .. }), "{out}: {error}");
    }
    let error = open(&ground.path("site"), &ground.path("alias/.buildlog")).unwrap_err();
    assert!(matches!(error, PublishError::HoldsSite { .. }), "{error}");
    assert!(matches!(open(Path::new("/"), &work), Err(PublishError::HoldsSite { .. })));
}

#[test]
fn an_output_among_the_sources_is_refused_before_anything_is_made() {
    let ground = Ground::new();
    let work = ground.path("site/.buildlog");
    fs::create_dir_all(ground.path("site/content")).unwrap();
    symlink(ground.path("site"), ground.path("alias")).unwrap();
    for out in
        ["site/static", "site/content/x", "site/private/x/y", "site/.git/x", "alias/themes/x", "site/fonts"]
    {
        let error = open(&ground.path(out), &work).unwrap_err();
        assert!(matches!(error, PublishError::InsideSources { .. }), "{out}: {error}");
        assert!(error.to_string().contains("Choose a folder outside of it"), "{error}");
    }
    for made in ["site/static", "site/private", "site/.git", "site/themes"] {
        assert!(!ground.path(made).exists(), "{made}");
    }
    open(&ground.path("site/content/../public"), &work).unwrap();
}

#[test]
fn an_output_in_the_writers_own_room_is_refused() {
    let ground = Ground::new();
    let out = ground.path(".buildlog/publish/public/spare");
    assert!(matches!(open(&out, &ground.path(".buildlog")), Err(PublishError::InsideWork { .. })));
}

#[test]
fn a_second_build_at_the_same_time_is_told_to_wait() {
    let ground = Ground::new();
    let first = ground.open().unwrap();
    let error = ground.open().unwrap_err();
    assert!(matches!(error, PublishError::Busy { .. }));
    assert!(error.to_string().starts_with("another build is writing `"));
    // Another output of the same site is nobody's business.
    open(&ground.path("preview"), &ground.path(".buildlog")).unwrap();
    drop(first);
    ground.open().unwrap();
}

#[test]
fn outputs_of_one_name_in_two_places_have_their_own_spares() {
    let ground = Ground::new();
    let work = ground.path(".buildlog");
    let outs = ["a/public", "b/public", "public"].map(|out| ground.path(out));
    for content in ["one", "two", "three"] {
        for out in &outs {
            let staging = open(out, &work).unwrap();
            put_all(&staging, &[("", content), ("same", "x")]);
            staging.commit().unwrap();
            assert_eq!(fs::read_to_string(out.join("index.html")).unwrap(), content);
        }
    }
    assert_eq!(fs::read_dir(work.join("publish")).unwrap().count(), 3);
}

#[test]
fn a_work_folder_on_another_file_system_leaves_the_spare_beside_the_output() {
    let (ground, other) = (Ground::new(), Path::new("/dev/shm"));
    let is_other = |path: &Path| {
        fs::metadata(path).is_ok_and(|there| there.dev() != fs::metadata(ground.folder.path()).unwrap().dev())
    };
    if !is_other(other) {
        return;
    }
    let work = tempfile::tempdir_in(other).unwrap();
    for content in ["one", "two", "three"] {
        let staging = open(&ground.path("public"), work.path()).unwrap();
        put_all(&staging, &[("", content)]);
        staging.commit().unwrap();
        ground.assert_is(&[("", content)]);
    }
    assert!(ground.path(".public.buildlog/spare").exists());
    assert_eq!(fs::read_dir(work.path()).unwrap().count(), 0);
}
