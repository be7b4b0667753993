//! How far long work has come, on one line that goes away; nothing behind a pipe.

use std::io::{self, IsTerminal, Write};
use std::sync::atomic::{AtomicUsize, Ordering};

/// Work of so many steps. It may be told of steps from many threads.
pub(super) struct Progress {
    what: &'static str,
    total: usize,
    done: AtomicUsize,
    shown: bool,
}

/// Fewer steps than this are over before anybody has read the line.
const FEWEST: usize = 8;

impl Progress {
    /// Work that is about to begin; `what` is done to so many things.
    pub(super) fn begin(what: &'static str, total: usize, quiet: bool) -> Self {
        let shown = !quiet && total >= FEWEST && io::stderr().is_terminal();
        Self { what, total, done: AtomicUsize::new(0), shown }
    }

    /// One more is done.
    pub(super) fn step(&self) {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        // A hundred lines are enough, however many steps there are.
        let shown = |done: usize| done * 100 / self.total.max(1);
        if self.shown && shown(done) > shown(done - 1) {
            self.write(&format!("\r{} {done} of {}", self.what, self.total));
        }
    }

    fn write(&self, line: &str) {
        // Whether the line can be written changes nothing about the work.
        let _ = io::stderr().lock().write_all(line.as_bytes());
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.shown && self.done.load(Ordering::Relaxed) > 0 {
            self.write("\r\x1b[K");
        }
    }
}
