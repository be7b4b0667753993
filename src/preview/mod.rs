//! The preview: reads, assembles, shows, and waits for the next save.
//!
//! One thread watches and assembles (`workshop`), and puts what it has made into a channel as a
//! `scene::Scene`: the latest site without errors, and the errors there are now. The server answers
//! each request from the scene of that moment, so there is nothing to lock and nothing can be stale.
//! Pages are the bytes that a build makes; only the answer carries the reload script.

mod address;
mod answer;
mod content_type;
mod files;
mod guard;
mod news;
mod overlay;
mod page;
mod range;
mod request_path;
mod scene;
mod server;
mod stream;
mod watch;
mod workshop;

#[cfg(test)]
#[allow(clippy::disallowed_methods, reason = "tests make the folders that are watched")]
mod tests;

pub use address::{Port, PreviewError, lan_address};

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use tokio::runtime::{Builder, Runtime};
use tokio::sync::watch as channel;

use crate::config::Overrides;
use crate::diagnostics::Diagnostic;
use crate::path::SitePath;
use guard::Hosts;
use scene::Scene;
use server::Server;
use watch::{Known, Notice, Watcher};
use workshop::Workshop;

/// How long open connections may take to end after the preview has been told to stop.
const LAST_WORDS: Duration = Duration::from_millis(700);

/// What is previewed, and where.
#[derive(Clone, Debug)]
pub struct Options {
    /// The site's folder.
    pub root: PathBuf,
    /// What the command line adds to the settings.
    pub overrides: Overrides,
    /// The colours of code that a build has kept, where there has been one.
    pub colours: Option<Vec<u8>>,
    /// The address to listen at.
    pub address: IpAddr,
    /// The port to listen at.
    pub port: Port,
}

/// What the preview has to tell.
#[derive(Debug)]
pub enum Event<'a> {
    /// The site has been read for the first time.
    Ready {
        /// Every complaint about it.
        diagnostics: &'a [Diagnostic],
        /// How long reading and assembling took.
        took: Duration,
    },
    /// Something was saved, and what was made of it is shown.
    Rebuilt {
        /// The files that differ; where only faults of reading differ, there may be none.
        changed: &'a [SitePath],
        /// Every complaint about the site as it is now.
        diagnostics: &'a [Diagnostic],
        /// How long it took, from the end of the burst of saves.
        took: Duration,
    },
    /// A page can't be made; it is known since a browser has asked for it.
    Unmade {
        /// Why.
        fault: &'a Diagnostic,
    },
    /// The settings have another base URL, and the site is mounted under its path from now on.
    Moved {
        /// Where the preview listens.
        address: SocketAddr,
        /// The path, such as `/log/`.
        path: &'a str,
    },
    /// The system can't tell of changes, so the preview looks for them every so often.
    Polling {
        /// Why.
        reason: String,
    },
}

/// A preview that runs.
pub struct Preview {
    address: SocketAddr,
    scenes: channel::Receiver<Arc<Scene>>,
    stop: channel::Sender<bool>,
    notices: mpsc::Sender<Notice>,
    serving: tokio::task::JoinHandle<()>,
    work: JoinHandle<()>,
    runtime: Runtime,
}

impl Preview {
    /// Begins to listen, reads the site, and shows it from then on. `tell` is called from other threads.
    ///
    /// # Errors
    /// Where there is no port to listen at, or the machine gives no threads.
    pub fn start(
        options: Options,
        tell: impl Fn(Event<'_>) + Send + Sync + 'static,
    ) -> Result<Preview, PreviewError> {
        let listener = address::listen(options.address, options.port)?;
        let address = listener.local_addr().map_err(PreviewError::Machine)?;
        let root = options.root.canonicalize().map_err(PreviewError::Machine)?;
        let (notices, noticed) = mpsc::channel();
        // What changes while the site is read for the first time must be noticed, too.
        let watcher = Watcher::start(&root, notices.clone());
        let started = Instant::now();
        let tell = Arc::new(tell);
        let teller = tell.clone();
        let unmade = Arc::new(move |fault: &Diagnostic| teller(Event::Unmade { fault }));
        let (workshop, scene, diagnostics) =
            Workshop::open(&root, options.overrides, options.colours.as_deref(), unmade);
        tell(Event::Ready { diagnostics: &diagnostics, took: started.elapsed() });
        let (show, scenes) = channel::channel(Arc::new(scene));
        let work = std::thread::spawn(move || work(workshop, watcher, &noticed, &show, address, &*tell));

        // Rendering is work of the processor: more threads than a few would only wait for it.
        let runtime = Builder::new_multi_thread()
            .worker_threads(2)
            .max_blocking_threads(8)
            .thread_keep_alive(Duration::from_secs(600))
            .enable_all()
            .build()
            .map_err(PreviewError::Machine)?;
        let (stop, stopped) = channel::channel(false);
        let server = Server { scenes: scenes.clone(), stopped, hosts: Hosts::at(address.ip()), root };
        let serving = runtime.spawn(server::serve(listener, server));
        Ok(Preview { address, scenes, stop, notices, serving, work, runtime })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The path that the site is mounted under, such as `/log/`.
    pub fn path(&self) -> String {
        self.scenes.borrow().mount.clone()
    }

    /// Shows the site until the process is told to end (Ctrl-C, or SIGTERM).
    ///
    /// # Errors
    /// Where the system gives no word of signals.
    pub fn run_until_signal(self) -> Result<(), PreviewError> {
        self.runtime.block_on(signal()).map_err(PreviewError::Machine)?;
        self.stop();
        Ok(())
    }

    /// Ends it: open streams are closed, and what is being answered has a moment to finish.
    pub fn stop(self) {
        let _ = self.stop.send(true);
        let _ = self.notices.send(Notice::Stop);
        let finished = async { tokio::time::timeout(LAST_WORDS, self.serving).await };
        // An answer that takes longer than that is cut off.
        let _ = self.runtime.block_on(finished);
        self.runtime.shutdown_timeout(Duration::from_millis(100));
        let _ = self.work.join();
    }
}

/// Waits for saves, and shows what becomes of each burst of them.
fn work(
    mut workshop: Workshop,
    mut watcher: Watcher,
    noticed: &mpsc::Receiver<Notice>,
    show: &channel::Sender<Arc<Scene>>,
    address: SocketAddr,
    tell: &dyn Fn(Event<'_>),
) {
    let mut read_in = Duration::ZERO;
    loop {
        if let Some(reason) = watcher.polling_since_now() {
            tell(Event::Polling { reason });
        }
        let file = |path: &str| workshop.knows(path);
        let known = Known {
            file: &file,
            is_partial: workshop.is_partial(),
            has_links: workshop.has_links(),
            took: read_in,
        };
        let Some(burst) = watcher.next_burst(noticed, &known) else { return };
        let started = Instant::now();
        let refreshed = workshop.refresh(&burst);
        read_in = started.elapsed();
        let Some((scene, change)) = refreshed else { continue };
        let scene = Arc::new(scene);
        // The old scene is let go of at the end, when the new one is shown already.
        let before = show.send_replace(scene.clone());
        let took = started.elapsed();
        tell(Event::Rebuilt { changed: &change.files, diagnostics: &change.diagnostics, took });
        if before.mount != scene.mount {
            tell(Event::Moved { address, path: &scene.mount });
        }
    }
}

#[cfg(unix)]
async fn signal() -> std::io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    std::future::poll_fn(|context| {
        let ended = terminate.poll_recv(context).is_ready() || interrupt.poll_recv(context).is_ready();
        if ended { std::task::Poll::Ready(()) } else { std::task::Poll::Pending }
    })
    .await;
    Ok(())
}

#[cfg(not(unix))]
async fn signal() -> std::io::Result<()> {
    tokio::signal::ctrl_c().await
}
