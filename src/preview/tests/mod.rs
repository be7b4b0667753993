//! The preview as its users meet it: over a socket, with a folder that is written to.

mod laws;
mod live;
mod requests;

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::*;

/// So long a test waits for what must come.
const PATIENCE: Duration = Duration::from_secs(10);

const SETTINGS: &str = "title: Log\nbase_url: https://example.org/log/\n";

fn overrides() -> Overrides {
    Overrides { base_url: None, drafts: true, as_of: "2026-03-01".parse().unwrap() }
}

/// A site folder.
struct Folder(tempfile::TempDir);

impl Folder {
    fn empty() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// A site of one project with two days.
    fn small() -> Self {
        let folder = Self::empty();
        folder.write("buildlog.yaml", SETTINGS);
        folder.write("content/projects/cut/project.md", "---\ntitle: Cut\n---\nWhy.\n");
        folder.write("content/projects/cut/day-01.md", day(1, "First words."));
        folder.write("content/projects/cut/day-02.md", day(2, "Second words."));
        folder
    }

    fn root(&self) -> &Path {
        self.0.path()
    }

    fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn serve(self) -> Served {
        self.serve_telling(|_| {})
    }

    fn serve_telling(self, tell: impl Fn(Event<'_>) + Send + Sync + 'static) -> Served {
        let options = Options {
            root: self.root().to_path_buf(),
            overrides: overrides(),
            colours: None,
            address: "127.0.0.1".parse().unwrap(),
            port: Port::Exactly(0),
        };
        let preview = Preview::start(options, tell).unwrap();
        Served { folder: self, preview: Some(preview) }
    }
}

fn day(number: u32, body: &str) -> String {
    format!("---\ndate: 2026-01-{number:02}\ntitle: Day {number}\n---\n{body}\n")
}

fn example() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("example-site")
}

/// A preview that runs, and its folder.
struct Served {
    folder: Folder,
    preview: Option<Preview>,
}

impl Drop for Served {
    fn drop(&mut self) {
        if let Some(preview) = self.preview.take() {
            preview.stop();
        }
    }
}

impl Served {
    fn address(&self) -> SocketAddr {
        self.preview.as_ref().unwrap().address()
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address()).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream
    }

    /// Sends a request whose head is written by hand, and reads the answer to its end.
    fn send(&self, head: &str) -> Reply {
        let mut stream = self.connect();
        let host =
            if head.contains("Host:") { String::new() } else { format!("Host: {}\r\n", self.address()) };
        write!(stream, "{head}{host}Connection: close\r\n\r\n").unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        Reply::of(&bytes)
    }

    fn get(&self, path: &str) -> Reply {
        self.send(&format!("GET {path} HTTP/1.1\r\n"))
    }

    /// Opens the page's event stream as its script does.
    fn listen(&self, path: &str) -> Listener {
        let page = self.get(path);
        let script = page.script().expect("the page has the script");
        self.listen_as(path, &script)
    }

    fn listen_as(&self, path: &str, script: &str) -> Listener {
        let (_, query) = script.split_once("?").unwrap();
        let mut stream = self.connect();
        let address = format!("/log/__buildlog/events?path={path}&{}", query.replace("&amp;", "&"));
        write!(stream, "GET {address} HTTP/1.1\r\nHost: {}\r\n\r\n", self.address()).unwrap();
        Listener(BufReader::new(stream))
    }
}

/// What was answered.
#[derive(Debug)]
struct Reply {
    status: u16,
    head: String,
    body: Vec<u8>,
}

impl Reply {
    fn of(bytes: &[u8]) -> Self {
        let end = bytes.windows(4).position(|window| window == b"\r\n\r\n").expect("a head") + 4;
        let head = String::from_utf8(bytes[..end].to_vec()).unwrap().to_ascii_lowercase();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        let body = bytes[end..].to_vec();
        let body = if head.contains("transfer-encoding: chunked") { joined(&body) } else { body };
        Self { status, head, body }
    }

    fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
    }

    fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    fn script(&self) -> Option<String> {
        let text = self.text();
        let (_, rest) = text.split_once("<script src=\"/log/__buildlog/reload.js")?;
        Some(rest.split_once('"')?.0.to_string())
    }
}

/// The pieces of a chunked body (RFC 9112, section 7.1) as one.
fn joined(mut chunks: &[u8]) -> Vec<u8> {
    let mut body = Vec::new();
    loop {
        let end = chunks.windows(2).position(|window| window == b"\r\n").unwrap();
        let size = usize::from_str_radix(std::str::from_utf8(&chunks[..end]).unwrap(), 16).unwrap();
        if size == 0 {
            return body;
        }
        body.extend(&chunks[end + 2..end + 2 + size]);
        chunks = &chunks[end + 2 + size + 2..];
    }
}

/// An open event stream.
struct Listener(BufReader<TcpStream>);

impl Listener {
    /// The next event's name and data; `None` when the stream has ended.
    fn next(&mut self) -> Option<(String, String)> {
        let mut name = String::new();
        let mut data = String::new();
        loop {
            let mut line = String::new();
            if self.0.read_line(&mut line).expect("an event in time") == 0 {
                return None;
            }
            match line.trim_end().split_once(": ") {
                Some(("event", said)) => name = said.to_string(),
                Some(("data", said)) => data = said.to_string(),
                None if line.trim().is_empty() && !name.is_empty() => return Some((name, data)),
                _ => {}
            }
        }
    }

    /// Reads until an event of that name, and gives its data.
    fn wait_for(&mut self, wanted: &str) -> String {
        loop {
            let (name, data) = self.next().unwrap_or_else(|| panic!("the stream ended before `{wanted}`"));
            if name == wanted {
                return data;
            }
        }
    }

    /// No event comes for a while.
    fn is_silent(&mut self) -> bool {
        self.0.get_ref().set_read_timeout(Some(Duration::from_millis(250))).unwrap();
        let mut line = String::new();
        // What is left of the last piece is no event.
        while self.0.read_line(&mut line).is_ok_and(|count| count > 0) {}
        self.0.get_ref().set_read_timeout(Some(PATIENCE)).unwrap();
        !line.contains("event")
    }
}
