//! News as server-sent events, one stream a browser.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::response::sse::{Event, KeepAlive, Sse};
use tokio::sync::{mpsc, watch};
use tokio_stream::wrappers::ReceiverStream;

use super::news::{News, Reader};
use super::scene::Scene;

/// How many events may wait for a slow browser before it is waited for.
const WAITING: usize = 8;

/// A stream's events.
pub(super) type Events = Sse<axum::response::sse::KeepAliveStream<ReceiverStream<Result<Event, Infallible>>>>;

/// Tells a browser the news of each scene until it goes away or the preview ends.
pub(super) fn open(
    reader: Reader,
    scenes: watch::Receiver<Arc<Scene>>,
    stopped: watch::Receiver<bool>,
) -> Events {
    let (send, receive) = mpsc::channel(WAITING);
    tokio::spawn(tell(reader, scenes, stopped, send));
    Sse::new(ReceiverStream::new(receive)).keep_alive(KeepAlive::new().interval(Duration::from_secs(15)))
}

async fn tell(
    mut reader: Reader,
    mut scenes: watch::Receiver<Arc<Scene>>,
    mut stopped: watch::Receiver<bool>,
    send: mpsc::Sender<Result<Event, Infallible>>,
) {
    loop {
        let scene = scenes.borrow_and_update().clone();
        let version = scene.version;
        // To know whether the page has changed is to render it.
        let asked = tokio::task::spawn_blocking(move || {
            let news = reader.news(&scene);
            (reader, news)
        });
        let Ok((back, news)) = asked.await else { return };
        reader = back;
        for piece in news {
            if send.send(Ok(event(piece, version))).await.is_err() {
                return;
            }
        }
        tokio::select! {
            changed = scenes.changed() => if changed.is_err() { return },
            _ = stopped.wait_for(|stopped| *stopped) => return,
            () = send.closed() => return,
        }
    }
}

fn event(news: News, version: u64) -> Event {
    let list = |addresses: Vec<String>| serde_json::Value::from(addresses).to_string();
    let (name, data) = match news {
        News::Reload => ("reload", "{}".to_string()),
        News::Faults(faults) => ("faults", faults.to_string()),
        News::Fine => ("fine", "{}".to_string()),
        News::Sheets(addresses) => ("sheets", list(addresses)),
        News::Files(addresses) => ("files", list(addresses)),
    };
    Event::default().event(name).id(version.to_string()).data(data)
}
