//! A preview that runs for long: edits and requests without end, and it does not grow.
#![cfg(target_os = "linux")]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use crate::support::random::Random;
use crate::support::{Folder, Site};

/// How long it is looked at, in seconds; for a night's worth: `BUILDLOG_SOAK_SECONDS=1800 cargo test soak`.
const SECONDS: u64 = 6;

/// Days of the site.
const DAYS: u32 = 25;

struct Preview {
    child: Child,
    host: String,
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Preview {
    fn start(folder: &Folder) -> Self {
        let mut command = folder.command(&["-C", "site", "serve", "--port", "0"]);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("the preview");
        let mut lines = BufReader::new(child.stdout.take().expect("its words")).lines();
        let host = lines.find_map(|line| {
            let line = line.expect("a line");
            let (_, address) = line.split_once("http://")?;
            Some(address.split('/').next()?.to_string())
        });
        // Whoever tells a line a rebuild must be listened to.
        std::thread::spawn(move || lines.for_each(drop));
        Self { child, host: host.expect("an address") }
    }

    fn get(&self, path: &str) -> String {
        let mut stream = TcpStream::connect(&self.host).expect("a connection");
        stream.set_read_timeout(Some(Duration::from_secs(60))).expect("a stream");
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.host)
            .expect("to ask");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("an answer");
        answer
    }

    /// An open stream of news.
    fn listen(&self, path: &str) -> TcpStream {
        let mut stream = TcpStream::connect(&self.host).expect("a connection");
        let query = format!("path={path}&page=none&seen=0");
        write!(stream, "GET /log/__buildlog/events?{query} HTTP/1.1\r\nHost: {}\r\n\r\n", self.host)
            .expect("to ask");
        stream
    }

    /// Memory in use, in KiB, and how many files are open.
    fn size(&self) -> (u64, usize) {
        let process = format!("/proc/{}", self.child.id());
        let status = std::fs::read_to_string(format!("{process}/status")).expect("the process");
        let resident = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).expect("its memory");
        let memory = resident.trim().trim_end_matches(" kB").parse().expect("a number");
        (memory, std::fs::read_dir(format!("{process}/fd")).expect("its files").count())
    }
}

/// One edit and a few readers; gives the page of the day and the words that it must show in the end.
fn round(folder: &Folder, preview: &Preview, random: &mut Random, number: usize) -> (String, String) {
    let day = 1 + random.below(DAYS.into());
    let words = format!("Round {number}.");
    let code = format!("```rust\nlet round = {number};\n```");
    let text = format!("---\ndate: 2026-01-{day:02}\n---\n\n{words}\n\n{code}\n");
    folder.write(&format!("site/content/projects/cut/day-{day:02}.md"), text);
    // Some come and go before they have heard anything.
    drop(preview.listen(&format!("/log/projects/cut/day-{day:02}/")));
    for path in ["/log/", "/log/feed.xml", "/log/nothing-here/"] {
        assert!(preview.get(path).starts_with("HTTP/1.1 "));
    }
    (format!("/log/projects/cut/day-{day:02}/"), words)
}

#[test]
fn a_preview_grows_neither_in_memory_nor_in_open_files() {
    let folder = Folder::new();
    let site = (1..=DAYS).fold(Site::new(), |site, day| site.with_day(day, "", "Words."));
    site.write_to(&folder.path("site"));
    let preview = Preview::start(&folder);
    let mut random = Random(11);
    let seconds = std::env::var("BUILDLOG_SOAK_SECONDS").ok().and_then(|said| said.parse().ok());
    let end = Instant::now() + Duration::from_secs(seconds.unwrap_or(SECONDS));
    let (mut number, mut last, mut early) = (0, None, None);
    while Instant::now() < end || number < 150 {
        last = Some(round(&folder, &preview, &mut random, number));
        number += 1;
        if number == 100 {
            early = Some(preview.size());
        }
    }
    let (path, words) = last.expect("a round");
    let patience = Instant::now() + Duration::from_secs(300);
    while !preview.get(&path).contains(&words) {
        assert!(Instant::now() < patience, "the last save was never shown");
        std::thread::sleep(Duration::from_millis(10));
    }
    let ((memory, files), (memory_then, files_then)) = (preview.size(), early.expect("a first look"));
    assert!(memory < memory_then * 3 / 2 + 16 * 1024, "{memory_then} to {memory} KiB in {number} rounds");
    assert!(files <= files_then + 8, "{files_then} to {files} open files in {number} rounds");
}
