//! How far a build has come, for builds that take long enough to ask.

use std::sync::Once;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::terminal::Terminal;

/// Before that a bar would be gone before it is read.
const PATIENCE: Duration = Duration::from_millis(500);

/// How shells tell of a program that Ctrl-C has ended.
const INTERRUPTED: i32 = 130;

/// A bar on the terminal, from when the build has taken half a second until it is dropped. Where there is
/// no terminal, or nobody wants to hear anything, there is never one.
pub(super) struct Progress {
    bar: ProgressBar,
    started: Instant,
    wanted: bool,
    shown: Once,
}

impl Progress {
    /// The progress of a build that began at `started` and has so many files to make.
    pub(super) fn new(files: usize, started: Instant, terminal: &Terminal) -> Self {
        let bar = ProgressBar::with_draw_target(Some(files as u64), ProgressDrawTarget::hidden());
        let style = ProgressStyle::with_template(" building  {bar:24} {human_pos} of {human_len} files");
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()).progress_chars("=> "));
        Self { bar, started, wanted: terminal.shows_progress(), shown: Once::new() }
    }

    /// One more file is made.
    pub(super) fn step(&self) {
        self.step_after(self.started.elapsed());
    }

    fn step_after(&self, time: Duration) {
        if self.wanted && time > PATIENCE {
            self.shown.call_once(|| {
                clear_when_interrupted(self.bar.clone());
                self.bar.set_draw_target(ProgressDrawTarget::stderr());
            });
        }
        self.bar.inc(1);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

/// Whoever ends the build with Ctrl-C gets the prompt on a clean line. The build itself needs no word of that: as
/// where it is killed, the output stays as it was.
fn clear_when_interrupted(bar: ProgressBar) {
    let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_io().build() else { return };
    std::thread::spawn(move || {
        if runtime.block_on(tokio::signal::ctrl_c()).is_ok() {
            bar.finish_and_clear();
            std::process::exit(INTERRUPTED);
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHORT: Duration = Duration::from_millis(499);
    const LONG: Duration = Duration::from_millis(501);

    fn progress(wanted: bool) -> Progress {
        let bar = ProgressBar::with_draw_target(Some(3), ProgressDrawTarget::hidden());
        Progress { bar, started: Instant::now(), wanted, shown: Once::new() }
    }

    #[test]
    fn a_bar_is_shown_to_who_has_waited_for_half_a_second() {
        let progress = progress(true);
        progress.step_after(SHORT);
        assert!(!progress.shown.is_completed());
        progress.step_after(LONG);
        assert!(progress.shown.is_completed());
        assert_eq!(progress.bar.position(), 2);
    }

    #[test]
    fn where_nobody_watches_or_wants_to_there_is_no_bar() {
        let progress = progress(false);
        progress.step_after(LONG);
        assert!(!progress.shown.is_completed());
        assert!(!Terminal::new(super::super::terminal::ColorChoice::Auto, true, false).shows_progress());
    }
}
