//! Requests in, answers out.

use std::net::TcpListener;
use std::path::PathBuf;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, Response, StatusCode, header};
use axum::response::IntoResponse;
use tokio::sync::watch;

use super::answer::Answer;
use super::guard::Hosts;
use super::news::Reader;
use super::page::{OWN_FOLDER, Page, RELOAD_SCRIPT};
use super::scene::Scene;
use super::{content_type, files, request_path, stream};

/// What every request is answered from.
#[derive(Clone)]
pub(super) struct Server {
    /// The scene of the moment.
    pub(super) scenes: watch::Receiver<Arc<Scene>>,
    /// Turns true when the preview ends.
    pub(super) stopped: watch::Receiver<bool>,
    /// Who may ask.
    pub(super) hosts: Hosts,
    /// The site's folder, as the disk names it.
    pub(super) root: PathBuf,
}

/// Headers of every answer. Nothing is kept, because the next save makes it old; nothing may be guessed
/// from bytes, told to other sites, or read by them: there are drafts here.
const HEADERS: [(HeaderName, HeaderValue); 4] = [
    (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (header::REFERRER_POLICY, HeaderValue::from_static("same-origin")),
    (HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("same-origin")),
];

/// Answers until the preview is stopped.
pub(super) async fn serve(listener: TcpListener, server: Server) {
    let Ok(listener) = tokio::net::TcpListener::from_std(listener) else { return };
    let mut stopped = server.stopped.clone();
    let end = async move {
        // When the sender is gone, the preview is as well.
        let _ = stopped.wait_for(|stopped| *stopped).await;
    };
    let router = Router::new().fallback(handle).with_state(server);
    // It never fails: a connection that does is let go of, and the next is taken.
    let _ = axum::serve(listener, router).with_graceful_shutdown(end).await;
}

async fn handle(State(server): State<Server>, request: Request) -> Response<Body> {
    let mut response = server.respond(request).await;
    for (name, value) in HEADERS {
        response.headers_mut().insert(name, value);
    }
    response
}

impl Server {
    async fn respond(&self, request: Request) -> Response<Body> {
        if !self.hosts.allow(request.uri(), request.headers()) {
            return plain(StatusCode::FORBIDDEN, "this preview answers only to its own address\n");
        }
        if !matches!(*request.method(), Method::GET | Method::HEAD) {
            let refusal = plain(StatusCode::METHOD_NOT_ALLOWED, "the preview only shows\n");
            return ([(header::ALLOW, "GET, HEAD")], refusal).into_response();
        }
        let Some(path) = request_path::decoded(request.uri().path()) else {
            return plain(StatusCode::BAD_REQUEST, "no file of a site has such an address\n");
        };
        match path.split_once(&format!("/{OWN_FOLDER}")) {
            Some((_, "reload.js")) => script(),
            Some((_, "events")) => self.events(&request),
            _ => self.page(path, request.headers(), request.uri().query()).await,
        }
    }

    async fn page(&self, path: String, headers: &HeaderMap, query: Option<&str>) -> Response<Body> {
        let scene = self.scenes.borrow().clone();
        let answered = tokio::task::spawn_blocking(move || scene.answer(&path));
        match answered.await {
            Ok(Answer::Page { status, page }) => html(status, page),
            Ok(Answer::Bytes { content_type, bytes }) => {
                ([(header::CONTENT_TYPE, content_type)], bytes).into_response()
            }
            Ok(Answer::File { content_type, path }) => {
                let answer = files::answer(&self.root, path, content_type, headers).await;
                answer.unwrap_or_else(|_| plain(StatusCode::NOT_FOUND, "the file is gone\n"))
            }
            Ok(Answer::Redirect(address)) => redirect(&address, query),
            Ok(Answer::Fault) => plain(StatusCode::INTERNAL_SERVER_ERROR, "the file has a fault\n"),
            Err(_) => plain(StatusCode::INTERNAL_SERVER_ERROR, "the preview could not make this page\n"),
        }
    }

    fn events(&self, request: &Request) -> Response<Body> {
        if !self.hosts.allow_origin(request.headers()) {
            return plain(StatusCode::FORBIDDEN, "only pages of this preview may listen\n");
        }
        if request.method() == Method::HEAD {
            return ([(header::CONTENT_TYPE, "text/event-stream")], Body::empty()).into_response();
        }
        let last_event = request.headers().get("last-event-id").and_then(|id| id.to_str().ok());
        match reader(request.uri().query().unwrap_or_default(), last_event) {
            Some(reader) => stream::open(reader, self.scenes.clone(), self.stopped.clone()).into_response(),
            None => plain(StatusCode::BAD_REQUEST, "a listener names its page\n"),
        }
    }
}

/// The browser that the query of its event stream describes.
fn reader(query: &str, last_event: Option<&str>) -> Option<Reader> {
    let (mut path, mut page, mut seen) = (None, String::new(), 0);
    for (key, value) in url::form_urlencoded::parse(query.as_bytes()) {
        match &*key {
            // The browser tells its address as it stands there, percent signs and all.
            "path" => path = request_path::decoded(&value),
            "page" => page = value.into_owned(),
            "seen" => seen = value.parse().unwrap_or(0),
            _ => {}
        }
    }
    let seen = last_event.and_then(|id| id.parse().ok()).unwrap_or(seen);
    Some(Reader::new(path?, page, seen))
}

fn html(status: u16, page: Page) -> Response<Body> {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    (status, [(header::CONTENT_TYPE, content_type::HTML)], page.html).into_response()
}

fn script() -> Response<Body> {
    ([(header::CONTENT_TYPE, "text/javascript; charset=utf-8")], RELOAD_SCRIPT).into_response()
}

/// The address is one of the site's own, percent-encoded.
fn redirect(address: &str, query: Option<&str>) -> Response<Body> {
    let address = query.map_or(address.to_string(), |query| format!("{address}?{query}"));
    (StatusCode::FOUND, [(header::LOCATION, address)]).into_response()
}

fn plain(status: StatusCode, words: &'static str) -> Response<Body> {
    (status, [(header::CONTENT_TYPE, "text/plain; charset=utf-8")], words).into_response()
}
