//! Which files of the site may have changed, a burst of saves at a time.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode, EventKind};
use notify::{PollWatcher, RecursiveMode};

use crate::source::{FOLDERS, is_site_path};

/// A burst is over when nothing has happened for so long. An editor's save takes well under a
/// millisecond, measured as a write in place, as a rename over the file, and as vim does it.
const QUIET: Duration = Duration::from_millis(8);

/// A burst that does not end is cut off after so long, so that a storm of saves is seen while it lasts.
const LONGEST: Duration = Duration::from_millis(30);

/// So long a file may be away, or empty, before it counts as deleted: some editors write in pieces.
const AWAY: Duration = Duration::from_millis(60);

/// How often it is looked when the system tells nothing.
const POLL: Duration = Duration::from_millis(700);

/// With more paths than this, reading the whole folder costs no more than going through them.
const MANY: usize = 2_000;

/// What comes through the channel.
pub(super) enum Notice {
    /// Something has happened in the folder.
    Happened(notify::Result<notify::Event>),
    /// The preview ends.
    Stop,
}

/// What may have changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Burst {
    /// What lies at or below these paths, relative to the site folder.
    Touched(BTreeSet<String>),
    /// Any file at all: the system has lost count.
    Anything,
}

/// Watches folders and never files: whoever saves by renaming puts another file in its place.
pub(super) struct Watcher {
    root: PathBuf,
    notices: Sender<Notice>,
    inner: Option<Box<dyn notify::Watcher + Send>>,
    is_polling: bool,
    reason: Option<String>,
}

impl Watcher {
    /// Begins to watch the site folder.
    pub(super) fn start(root: &Path, notices: Sender<Notice>) -> Self {
        let mut watcher =
            Self { root: root.to_path_buf(), notices, inner: None, is_polling: false, reason: None };
        let send = handler(&watcher.notices);
        let started = notify::recommended_watcher(send).map(|inner| watcher.inner = Some(Box::new(inner)));
        if let Err(error) = started.and_then(|()| watcher.watch_all()) {
            watcher.poll(&error);
        }
        watcher
    }

    /// Why changes are looked for by polling, told once.
    pub(super) fn polling_since_now(&mut self) -> Option<String> {
        self.reason.take()
    }

    /// Waits for the next burst. `is_known` tells whether there was a file at a path. `None` at the end.
    pub(super) fn next_burst(
        &mut self,
        noticed: &Receiver<Notice>,
        is_known: &dyn Fn(&str) -> bool,
    ) -> Option<Burst> {
        let mut burst = Gathering::default();
        while burst.is_empty() {
            burst.take(&self.root, noticed.recv().ok()?)?;
        }
        self.gather(&mut burst, noticed, QUIET, LONGEST, &|_| false)?;
        let is_away = |path: &str| is_known(path) && is_away(&self.root.join(path));
        if burst.touched.iter().any(|path| is_away(path)) {
            let still_away = |touched: &BTreeSet<String>| touched.iter().any(|path| is_away(path));
            self.gather(&mut burst, noticed, AWAY, AWAY, &|touched| !still_away(touched))?;
        }
        self.follow(&mut burst);
        Some(burst.finish())
    }

    fn gather(
        &self,
        burst: &mut Gathering,
        noticed: &Receiver<Notice>,
        quiet: Duration,
        longest: Duration,
        is_whole: &dyn Fn(&BTreeSet<String>) -> bool,
    ) -> Option<()> {
        let end = Instant::now() + longest;
        let mut quiet_end = Instant::now() + quiet;
        while !is_whole(&burst.touched) {
            let rest = quiet_end.min(end).saturating_duration_since(Instant::now());
            match noticed.recv_timeout(rest) {
                // What is not the site's does not make the burst longer.
                Ok(notice) => {
                    if burst.take(&self.root, notice)? {
                        quiet_end = Instant::now() + quiet;
                    }
                }
                Err(RecvTimeoutError::Timeout) => return Some(()),
                Err(RecvTimeoutError::Disconnected) => return None,
            }
        }
        Some(())
    }

    /// New folders are watched before they are read, so that what is put into them later is noticed.
    fn follow(&mut self, burst: &mut Gathering) {
        if self.is_polling {
            return;
        }
        let folders: Vec<PathBuf> =
            burst.touched.iter().map(|path| self.root.join(path)).filter(|path| path.is_dir()).collect();
        let Some(inner) = &mut self.inner else { return };
        let watched =
            folders.iter().try_for_each(|folder| match inner.watch(folder, RecursiveMode::Recursive) {
                Err(error) if !is_limit(&error) => Ok(()),
                other => other,
            });
        if let Err(error) = watched.and(burst.limit.take().map_or(Ok(()), Err)) {
            self.poll(&error);
        }
    }

    fn watch_all(&mut self) -> notify::Result<()> {
        let Some(inner) = &mut self.inner else { return Ok(()) };
        // The top alone, not what lies in it: `public/` and `.git/` are loud.
        inner.watch(&self.root, RecursiveMode::NonRecursive)?;
        let folders = FOLDERS.iter().map(|folder| self.root.join(folder)).filter(|folder| folder.is_dir());
        folders.into_iter().try_for_each(|folder| inner.watch(&folder, RecursiveMode::Recursive))
    }

    fn poll(&mut self, error: &notify::Error) {
        self.is_polling = true;
        self.reason = Some(if is_limit(error) {
            "the system watches no more folders (see fs.inotify.max_user_watches)".to_string()
        } else {
            error.to_string()
        });
        let config = notify::Config::default().with_poll_interval(POLL);
        let started = PollWatcher::new(handler(&self.notices), config);
        self.inner = started.ok().map(|inner| Box::new(inner) as Box<dyn notify::Watcher + Send>);
        // A folder that can't be watched now is one that can't be read either, and that is told elsewhere.
        let _ = self.watch_all();
    }
}

fn handler(notices: &Sender<Notice>) -> impl Fn(notify::Result<notify::Event>) + Send + 'static {
    let notices = notices.clone();
    move |event| {
        // Our own reading makes events, too; the end of somebody's writing is the one that matters.
        let is_reading = event.as_ref().is_ok_and(|event| {
            matches!(event.kind, EventKind::Access(kind) if kind != AccessKind::Close(AccessMode::Write))
        });
        if !is_reading {
            // After the end nobody listens.
            let _ = notices.send(Notice::Happened(event));
        }
    }
}

fn is_limit(error: &notify::Error) -> bool {
    const NO_SPACE: i32 = 28;
    match &error.kind {
        notify::ErrorKind::MaxFilesWatch => true,
        notify::ErrorKind::Io(error) => error.raw_os_error() == Some(NO_SPACE),
        _ => false,
    }
}

fn is_away(path: &Path) -> bool {
    path.metadata().map_or(true, |metadata| metadata.is_file() && metadata.len() == 0)
}

/// A burst while it lasts.
#[derive(Default)]
struct Gathering {
    touched: BTreeSet<String>,
    anything: bool,
    limit: Option<notify::Error>,
}

impl Gathering {
    fn is_empty(&self) -> bool {
        self.touched.is_empty() && !self.anything
    }

    /// Takes a notice in, and tells whether it was about the site; `None` at the end.
    fn take(&mut self, root: &Path, notice: Notice) -> Option<bool> {
        let event = match notice {
            Notice::Stop => return None,
            Notice::Happened(Ok(event)) if event.need_rescan() => {
                self.anything = true;
                return Some(true);
            }
            Notice::Happened(Ok(event)) => event,
            Notice::Happened(Err(error)) => {
                self.anything = true;
                self.limit = Some(error).filter(is_limit).or(self.limit.take());
                return Some(true);
            }
        };
        let before = self.touched.len();
        let paths: Vec<String> = event.paths.iter().filter_map(|path| relative(root, path)).collect();
        let is_of_site = !paths.is_empty();
        if before < MANY {
            self.touched.extend(paths);
        } else {
            self.anything |= is_of_site;
        }
        Some(is_of_site)
    }

    fn finish(self) -> Burst {
        if self.anything { Burst::Anything } else { Burst::Touched(self.touched) }
    }
}

fn relative(root: &Path, path: &Path) -> Option<String> {
    let inside = path.strip_prefix(root).ok()?.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/");
    is_site_path(&inside).then_some(inside)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::disallowed_methods, reason = "tests make the folders that are watched")]

    use super::*;
    use std::fs;
    use std::sync::mpsc;

    struct Watched {
        folder: tempfile::TempDir,
        watcher: Watcher,
        noticed: Receiver<Notice>,
    }

    impl Watched {
        fn new() -> Self {
            let folder = tempfile::tempdir().unwrap();
            fs::create_dir_all(folder.path().join("content/projects/p")).unwrap();
            fs::create_dir_all(folder.path().join("public")).unwrap();
            let (send, noticed) = mpsc::channel();
            let watcher = Watcher::start(&folder.path().canonicalize().unwrap(), send);
            Self { folder, watcher, noticed }
        }

        fn path(&self, inside: &str) -> PathBuf {
            self.folder.path().join(inside)
        }

        fn burst(&mut self) -> Vec<String> {
            match self.watcher.next_burst(&self.noticed, &|path| path.ends_with(".md")) {
                Some(Burst::Touched(paths)) => paths.into_iter().collect(),
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
        for other in [
            "public/index.html",
            "content/.a.md.swp",
            "content/a.md~",
            "content/4913",
            "content/#a.md#",
            "notes",
        ] {
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
    fn polling_sees_a_change_as_well() {
        let mut watched = Watched::new();
        watched.watcher.poll(&notify::Error::new(notify::ErrorKind::MaxFilesWatch));
        assert!(watched.watcher.polling_since_now().unwrap().contains("max_user_watches"));
        assert!(watched.watcher.polling_since_now().is_none());
        fs::write(watched.path("content/about.md"), "x").unwrap();
        assert!(watched.burst().contains(&"content/about.md".to_string()));
    }
}
