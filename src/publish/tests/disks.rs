//! File systems that can do less, and builds cut short on them.

use std::fs;
use std::io;

use rustix::io::Errno;

use super::*;

const OLD: Wanted<'static> = &[("", "old"), ("same/", "same"), ("gone", "x")];
const NEW: Wanted<'static> = &[("", "new"), ("same/", "same"), ("come", "y")];

fn without_exchange() -> Ground {
    let mut ground = Ground::new();
    ground.disk.exchange = |_, _| Err(Errno::INVAL.into());
    ground
}

fn aside(ground: &Ground) -> PathBuf {
    ground.path(".buildlog/publish/public/aside")
}

#[test]
fn where_there_is_no_exchange_two_renames_do() {
    let ground = without_exchange();
    for wanted in [OLD, NEW, OLD, OLD, NEW] {
        ground.build(wanted);
        ground.assert_is(wanted);
    }
    assert!(!aside(&ground).exists());
    assert!(ground.spare().exists(), "the old tree is the spare");
}

#[test]
fn a_build_killed_after_the_first_rename_is_mended() {
    for has_spare in [true, false] {
        let ground = without_exchange();
        ground.build(OLD);
        fs::rename(ground.path("public"), aside(&ground)).unwrap();
        if has_spare {
            fs::create_dir_all(ground.spare().join("half")).unwrap();
        }
        drop(ground.open().unwrap());
        ground.assert_is(OLD);
        assert!(!aside(&ground).exists());
        ground.build(NEW);
        ground.assert_is(NEW);
    }
}

#[test]
fn a_build_killed_after_the_second_rename_is_mended() {
    for has_spare in [true, false] {
        let ground = without_exchange();
        ground.build(OLD);
        ground.build(NEW);
        if has_spare {
            fs::create_dir_all(aside(&ground).join("half")).unwrap();
        } else {
            fs::rename(ground.spare(), aside(&ground)).unwrap();
        }
        drop(ground.open().unwrap());
        ground.assert_is(NEW);
        assert!(!aside(&ground).exists());
        ground.build(OLD);
        ground.assert_is(OLD);
    }
}

#[test]
fn where_there_are_no_links_files_are_copied() {
    let mut ground = Ground::new();
    ground.disk.link = |_, _| Err(Errno::PERM.into());
    let source = ground.path("clip.mp4");
    fs::write(&source, "clip").unwrap();
    for (n, wanted) in [OLD, NEW, OLD, NEW].into_iter().enumerate() {
        let staging = ground.open().unwrap();
        put_all(&staging, wanted);
        staging.put_file(&Route::new("clip.mp4"), &source).unwrap();
        let published = staging.commit().unwrap();
        assert_eq!(published.written, if n == 0 { 5 } else { 2 });
        assert_eq!(fs::read(ground.path("public/clip.mp4")).unwrap(), b"clip");
    }
}

#[test]
fn a_refused_exchange_leaves_the_old_output() {
    let mut ground = Ground::new();
    ground.build(OLD);
    for (errno, is_mount) in [(Errno::BUSY, true), (Errno::IO, false)] {
        ground.disk.exchange = match errno {
            Errno::BUSY => |_, _| Err(Errno::BUSY.into()),
            _ => |_, _| Err(Errno::IO.into()),
        };
        let staging = ground.open().unwrap();
        put_all(&staging, NEW);
        let error = staging.commit().unwrap_err();
        assert_eq!(matches!(error, PublishError::MountPoint { .. }), is_mount, "{error}");
        ground.assert_is(OLD);
    }
    ground.disk = Disk::default();
    ground.build(NEW);
    ground.assert_is(NEW);
}

#[test]
fn a_full_disk_leaves_the_old_output() {
    let mut ground = Ground::new();
    ground.build(OLD);
    ground.disk.link = |_, _| Err(io::Error::from(io::ErrorKind::StorageFull));
    let staging = ground.open().unwrap();
    put_all(&staging, NEW);
    let error = staging.commit().unwrap_err();
    assert!(matches!(error, PublishError::DiskFull { .. }), "{error}");
    ground.assert_is(OLD);
    assert!(!ground.spare().exists(), "what was made does not keep the disk full");
}

#[test]
fn a_folder_that_appears_during_a_first_build_is_not_replaced() {
    let ground = Ground::new();
    let staging = ground.open().unwrap();
    put_all(&staging, NEW);
    fs::create_dir(ground.path("public")).unwrap();
    fs::write(ground.path("public/mine.txt"), "mine").unwrap();
    staging.commit().unwrap_err();
    assert_eq!(fs::read_to_string(ground.path("public/mine.txt")).unwrap(), "mine");
}
