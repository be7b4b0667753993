//! Which files of the site may have changed, a burst of saves at a time.

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use notify::RecursiveMode;
use notify::event::{AccessKind, AccessMode, EventKind};

use crate::config::CONFIG_FILE;
use crate::source::{FOLDERS, is_site_path};

/// A burst is over when nothing has happened for so long. An editor's save takes well under a
/// millisecond, measured as a write in place, as a rename over the file, and as vim does it.
const QUIET: Duration = Duration::from_millis(8);

/// A burst that does not end is cut off after so long, so that a storm of saves is seen while it lasts.
const LONGEST: Duration = Duration::from_millis(30);

/// So long a file may be away, or empty, before it counts as deleted: some editors write in pieces.
const AWAY: Duration = Duration::from_millis(60);

/// How often it is looked when the system tells nothing, at the most: a large site is looked at less often.
const POLL: Duration = Duration::from_millis(700);

/// How often it is looked again while a file can't be read: nothing tells when it can.
const AGAIN: Duration = Duration::from_secs(2);

/// A look at the whole site may take this share of the time between two.
const SHARE: u32 = 10;

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
    /// Any file at all: the system has lost count, or tells nothing.
    Anything,
}

/// What is known of the site as it was last read.
pub(super) struct Known<'a> {
    /// Whether there was a file at a path.
    pub(super) file: &'a dyn Fn(&str) -> bool,
    /// Whether something of it could not be read.
    pub(super) is_partial: bool,
    /// Whether a symbolic link leads to any of it.
    pub(super) has_links: bool,
    /// How long it took to read.
    pub(super) took: Duration,
}

/// Watches folders and never files: whoever saves by renaming puts another file in its place.
pub(super) struct Watcher {
    root: PathBuf,
    /// Nothing where the system tells of no changes.
    inner: Option<Box<dyn notify::Watcher + Send>>,
    /// Where the settings lie if a link in the site folder leads to them.
    settings: Option<PathBuf>,
    reason: Option<String>,
}

impl Watcher {
    /// Begins to watch the site folder.
    pub(super) fn start(root: &Path, notices: Sender<Notice>) -> Self {
        let mut watcher = Self { root: root.to_path_buf(), inner: None, settings: None, reason: None };
        let send = handler(notices);
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

    /// Waits for the next burst. `None` at the end.
    pub(super) fn next_burst(&mut self, noticed: &Receiver<Notice>, known: &Known<'_>) -> Option<Burst> {
        let mut burst = Gathering::default();
        while burst.is_empty() {
            match self.next_notice(noticed, known) {
                Ok(notice) => burst.take(self, notice)?,
                Err(RecvTimeoutError::Timeout) => {
                    burst.anything = true;
                    false
                }
                Err(RecvTimeoutError::Disconnected) => return None,
            };
        }
        self.gather(&mut burst, noticed, QUIET, LONGEST, &|_| false)?;
        let is_away = |path: &str| (known.file)(path) && is_away(&self.root.join(path));
        if burst.touched.iter().any(|path| is_away(path)) {
            let still_away = |touched: &BTreeSet<String>| touched.iter().any(|path| is_away(path));
            self.gather(&mut burst, noticed, AWAY, AWAY, &|touched| !still_away(touched))?;
        }
        self.follow(&mut burst, known);
        Some(burst.finish())
    }

    fn next_notice(&self, noticed: &Receiver<Notice>, known: &Known<'_>) -> Result<Notice, RecvTimeoutError> {
        let pause = match self.inner {
            None => POLL,
            Some(_) if known.is_partial => AGAIN,
            Some(_) => return noticed.recv().map_err(|_| RecvTimeoutError::Disconnected),
        };
        noticed.recv_timeout(pause.max(known.took * SHARE))
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
                    if burst.take(self, notice)? {
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
    fn follow(&mut self, burst: &mut Gathering, known: &Known<'_>) {
        // A link and the folder that it leads to are watched as one, and both no longer when the link is gone.
        let may_be_link = |path: &String| known.has_links && !self.root.join(path).is_file();
        if burst.anything || burst.touched.iter().any(may_be_link) {
            // The folder itself may be another one, of the same name.
            let _ = self.watch_all();
        } else if burst.touched.contains(CONFIG_FILE) {
            let _ = self.watch_settings();
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
        let mut folders =
            FOLDERS.iter().map(|folder| self.root.join(folder)).filter(|folder| folder.is_dir());
        folders.try_for_each(|folder| inner.watch(&folder, RecursiveMode::Recursive))?;
        self.watch_settings()
    }

    /// Settings behind a link change where the link leads to.
    fn watch_settings(&mut self) -> notify::Result<()> {
        let settings = self.root.join(CONFIG_FILE);
        self.settings = settings.is_symlink().then(|| settings.canonicalize().ok()).flatten();
        match (&mut self.inner, self.settings.as_deref().and_then(Path::parent)) {
            (Some(inner), Some(beside)) => inner.watch(beside, RecursiveMode::NonRecursive),
            _ => Ok(()),
        }
    }

    fn poll(&mut self, error: &notify::Error) {
        self.inner = None;
        self.reason = Some(if is_limit(error) {
            "the system watches no more folders (see fs.inotify.max_user_watches)".to_string()
        } else if has_no_watcher(error) {
            "the system has no watcher left (see fs.inotify.max_user_instances)".to_string()
        } else {
            error.to_string()
        });
    }

    /// The path in the site of something that has happened, where it is one that is read.
    fn inside(&self, path: &Path) -> Option<Touched> {
        if path == self.root {
            return Some(Touched::Anything);
        }
        if self.settings.as_deref() == Some(path) {
            return Some(Touched::Path(CONFIG_FILE.to_string()));
        }
        let inside = path.strip_prefix(&self.root).ok()?;
        let name = inside.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/");
        // A name that is no text leads to no file once it is made one.
        let is_text = inside.to_str().is_some();
        is_site_path(&name).then_some(if is_text { Touched::Path(name) } else { Touched::Anything })
    }
}

fn handler(notices: Sender<Notice>) -> impl Fn(notify::Result<notify::Event>) + Send + 'static {
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
    matches!(error.kind, notify::ErrorKind::MaxFilesWatch) || is_of_system(error, NO_SPACE)
}

fn has_no_watcher(error: &notify::Error) -> bool {
    const TOO_MANY_OPEN: i32 = 24;
    is_of_system(error, TOO_MANY_OPEN)
}

fn is_of_system(error: &notify::Error, code: i32) -> bool {
    matches!(&error.kind, notify::ErrorKind::Io(error) if error.raw_os_error() == Some(code))
}

fn is_away(path: &Path) -> bool {
    path.metadata().map_or(true, |metadata| metadata.is_file() && metadata.len() == 0)
}

/// What something that has happened is about.
enum Touched {
    Path(String),
    Anything,
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
    fn take(&mut self, watcher: &Watcher, notice: Notice) -> Option<bool> {
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
        let touched: Vec<Touched> = event.paths.iter().filter_map(|path| watcher.inside(path)).collect();
        let is_of_site = !touched.is_empty();
        let is_full = self.touched.len() >= MANY;
        for touched in touched {
            match touched {
                Touched::Path(path) if !is_full => drop(self.touched.insert(path)),
                Touched::Path(_) | Touched::Anything => self.anything = true,
            }
        }
        Some(is_of_site)
    }

    fn finish(self) -> Burst {
        if self.anything { Burst::Anything } else { Burst::Touched(self.touched) }
    }
}
