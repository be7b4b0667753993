//! The watcher over a real folder.
#![allow(clippy::disallowed_methods, reason = "tests make the folders that are watched")]

use super::*;
use std::fs;
use std::sync::mpsc;

struct Watched {
    folder: tempfile::TempDir,
    watcher: Watcher,
    noticed: Receiver<Notice>,
    has_links: bool,
    /// The preview holds one until it ends, even where the system tells of nothing.
    _notices: Sender<Notice>,
}

impl Watched {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("content/projects/p")).unwrap();
        fs::create_dir_all(folder.path().join("public")).unwrap();
        Self::over(folder)
    }

    fn over(folder: tempfile::TempDir) -> Self {
        let (notices, noticed) = mpsc::channel();
        let watcher = Watcher::start(&folder.path().canonicalize().unwrap(), notices.clone());
        Self { folder, watcher, noticed, has_links: false, _notices: notices }
    }

    fn path(&self, inside: &str) -> PathBuf {
        self.folder.path().join(inside)
    }

    fn next(&mut self) -> Burst {
        let known = Known {
            file: &|path| path.ends_with(".md"),
            is_partial: false,
            has_links: self.has_links,
            took: Duration::ZERO,
        };
        self.watcher.next_burst(&self.noticed, &known).unwrap()
    }

    fn burst(&mut self) -> Vec<String> {
        match self.next() {
            Burst::Touched(paths) => paths.into_iter().collect(),
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn a_save_by_renaming_is_one_burst() {
    let mut watched = Watched::new();
    fs::write(watched.path("content/.about.md.new"), "text").unwrap();
    fs::rename(watched.path("content/.about.md.new"), watched.path("content/about.md")).unwrap();
    assert_eq!(watched.burst(), ["content/about.md"]);
    assert!(watched.noticed.recv_timeout(Duration::from_millis(30)).is_err());
}

#[test]
fn what_is_not_of_the_site_wakes_nothing() {
    let mut watched = Watched::new();
    for other in
        ["public/index.html", "content/.a.md.swp", "content/a.md~", "content/4913", "content/#a.md#", "notes"]
    {
        fs::write(watched.path(other), "x").unwrap();
    }
    fs::write(watched.path("content/last.md"), "x").unwrap();
    assert_eq!(watched.burst(), ["content/last.md"]);
}

#[test]
fn a_file_that_is_away_for_a_moment_is_waited_for() {
    let mut watched = Watched::new();
    let path = watched.path("content/about.md");
    fs::write(&path, "one").unwrap();
    watched.burst();
    let writer = std::thread::spawn(move || {
        fs::remove_file(&path).unwrap();
        std::thread::sleep(Duration::from_millis(20));
        fs::write(&path, "two").unwrap();
    });
    assert_eq!(watched.burst(), ["content/about.md"]);
    assert_eq!(fs::read_to_string(watched.path("content/about.md")).unwrap(), "two");
    writer.join().unwrap();
}

#[test]
fn a_folder_that_is_new_is_watched_to_its_depth() {
    let mut watched = Watched::new();
    fs::create_dir_all(watched.path("content/projects/new/deep/er")).unwrap();
    assert_eq!(watched.burst()[0], "content/projects/new");
    fs::write(watched.path("content/projects/new/deep/er/x.md"), "x").unwrap();
    assert!(watched.burst().contains(&"content/projects/new/deep/er/x.md".to_string()));
    fs::create_dir_all(watched.path("static")).unwrap();
    assert_eq!(watched.burst(), ["static"]);
    fs::write(watched.path("static/x.txt"), "x").unwrap();
    assert_eq!(watched.burst(), ["static/x.txt"]);
}

#[test]
fn without_word_of_changes_all_is_looked_at_every_so_often() {
    let mut watched = Watched::new();
    watched.watcher.poll(&notify::Error::new(notify::ErrorKind::MaxFilesWatch));
    assert!(watched.watcher.polling_since_now().unwrap().contains("max_user_watches"));
    assert!(watched.watcher.polling_since_now().is_none());
    assert_eq!(watched.next(), Burst::Anything);
}

#[test]
fn a_folder_that_goes_and_comes_back_is_watched_again() {
    let mut watched = Watched::new();
    let (root, away) = (watched.folder.path().to_path_buf(), watched.folder.path().with_extension("away"));
    fs::rename(&root, &away).unwrap();
    fs::create_dir_all(root.join("content")).unwrap();
    assert_eq!(watched.next(), Burst::Anything);
    fs::write(root.join("content/about.md"), "x").unwrap();
    assert_eq!(watched.burst(), ["content/about.md"]);
    fs::remove_dir_all(&away).unwrap();
}

#[test]
fn while_something_cannot_be_read_it_is_looked_again() {
    let mut watched = Watched::new();
    let known = Known { file: &|_| false, is_partial: true, has_links: false, took: Duration::ZERO };
    assert_eq!(watched.watcher.next_burst(&watched.noticed, &known), Some(Burst::Anything));
}

#[cfg(target_os = "linux")]
#[test]
fn a_name_that_is_no_text_is_noticed() {
    use std::os::unix::ffi::OsStrExt;
    let mut watched = Watched::new();
    let name = std::ffi::OsStr::from_bytes(b"content/caf\xe9.md");
    fs::write(watched.folder.path().join(name), "x").unwrap();
    assert_eq!(watched.next(), Burst::Anything);
}

#[cfg(unix)]
#[test]
fn settings_behind_a_link_are_noticed() {
    let watched = Watched::new();
    fs::write(watched.path("real.yaml"), "x").unwrap();
    std::os::unix::fs::symlink("real.yaml", watched.path(CONFIG_FILE)).unwrap();
    let mut watched = Watched::over(watched.folder);
    fs::write(watched.path("real.yaml"), "y").unwrap();
    assert_eq!(watched.burst(), [CONFIG_FILE]);
}

#[cfg(unix)]
#[test]
fn settings_that_become_a_link_are_noticed_where_it_leads_to() {
    let mut watched = Watched::new();
    fs::write(watched.path(CONFIG_FILE), "x").unwrap();
    assert_eq!(watched.burst(), [CONFIG_FILE]);
    for name in ["one.yaml", "other.yaml"] {
        fs::write(watched.path(name), "x").unwrap();
        fs::remove_file(watched.path(CONFIG_FILE)).unwrap();
        std::os::unix::fs::symlink(name, watched.path(CONFIG_FILE)).unwrap();
        assert_eq!(watched.burst(), [CONFIG_FILE]);
        fs::write(watched.path(name), "y").unwrap();
        assert_eq!(watched.burst(), [CONFIG_FILE], "{name}");
    }
}

#[cfg(unix)]
#[test]
fn a_folder_is_watched_when_a_link_to_it_is_gone() {
    let mut watched = Watched::new();
    for (target, link) in [("p", "content/projects/q"), (".", "content/projects/p/loop")] {
        std::os::unix::fs::symlink(target, watched.path(link)).unwrap();
        watched.next();
        watched.has_links = true;
        fs::remove_file(watched.path(link)).unwrap();
        watched.next();
        watched.has_links = false;
        fs::write(watched.path("content/projects/p/day-01.md"), link).unwrap();
        assert_eq!(watched.burst(), ["content/projects/p/day-01.md"], "{link}");
    }
}
