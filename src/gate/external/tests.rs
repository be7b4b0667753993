//! A small server on this machine, asked as a host of the web is.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use super::*;

/// A host that answers each path in its own way, and remembers what it was asked and how many at once.
struct Host {
    address: String,
    asked: Arc<Mutex<Vec<String>>>,
    most_at_once: Arc<AtomicUsize>,
}

impl Host {
    fn new() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let asked: Arc<Mutex<Vec<String>>> = Arc::default();
        let most_at_once: Arc<AtomicUsize> = Arc::default();
        let (log, most) = (asked.clone(), most_at_once.clone());
        std::thread::spawn(move || {
            let now = Arc::new(AtomicUsize::new(0));
            for stream in listener.incoming().map_while(Result::ok) {
                let (log, most, now) = (log.clone(), most.clone(), now.clone());
                std::thread::spawn(move || {
                    let mut reader = BufReader::new(stream.try_clone().unwrap());
                    loop {
                        let mut line = String::new();
                        if reader.read_line(&mut line).unwrap_or(0) == 0 {
                            return;
                        }
                        let mut header = line.clone();
                        while header.trim() != "" {
                            header.clear();
                            reader.read_line(&mut header).unwrap();
                        }
                        most.fetch_max(now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                        let request = line.rsplit_once(' ').unwrap().0.to_string();
                        log.lock().unwrap().push(request.clone());
                        let answer = answer(&request);
                        now.fetch_sub(1, Ordering::SeqCst);
                        if answer.is_empty() {
                            std::thread::sleep(Duration::from_secs(3));
                        }
                        let mut stream = &stream;
                        if stream.write_all(answer.as_bytes()).is_err() {
                            return;
                        }
                    }
                });
            }
        });
        Self { address, asked, most_at_once }
    }

    fn url(&self, path: &str) -> String {
        format!("{}{path}", self.address)
    }

    fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }
}

fn answer(request: &str) -> String {
    let status = match request {
        "HEAD /there" | "GET /only-get" | "HEAD /new" => "200 OK",
        "HEAD /only-get" => "405 Method Not Allowed",
        "HEAD /old" => "301 Moved Permanently\r\nLocation: /new",
        "HEAD /circle" | "GET /circle" => "302 Found\r\nLocation: /circle",
        "HEAD /away" | "GET /away" => "403 Forbidden",
        "HEAD /linkedin" | "GET /linkedin" => "999 Request denied",
        "HEAD /fault" | "GET /fault" => "500 Internal Server Error",
        "HEAD /slow" => return String::new(),
        _ => "404 Not Found",
    };
    format!("HTTP/1.1 {status}\r\nContent-Length: 0\r\n\r\n")
}

fn impatient() -> Patience {
    Patience {
        answer: Duration::from_millis(700),
        pause: Duration::ZERO,
        all: Duration::from_secs(20),
        hosts: 4,
    }
}

fn asked(urls: &[String], known: Answers, now: u64) -> Answers {
    ask(urls.iter(), known, now, impatient(), &|_| {})
}

#[test]
fn each_answer_is_told_for_what_it_means() {
    let host = Host::new();
    let expected = [
        ("/there", Outcome::There),
        ("/only-get", Outcome::There),
        ("/old", Outcome::Moved(host.url("/new"))),
        ("/circle", Outcome::Gone(310)),
        ("/away", Outcome::KeepsAway(403)),
        ("/linkedin", Outcome::KeepsAway(999)),
        ("/fault", Outcome::Faulty(500)),
        ("/gone", Outcome::Gone(404)),
    ];
    let urls: Vec<String> = expected.iter().map(|(path, _)| host.url(path)).collect();
    let answers = asked(&urls, Answers::default(), 0);
    for (path, outcome) in expected {
        assert_eq!(answers.get(&host.url(path)).unwrap().outcome, outcome, "{path}");
    }
    assert_eq!(host.most_at_once.load(Ordering::SeqCst), 1, "one question at a time");
}

#[test]
fn a_host_that_does_not_answer_is_asked_once_and_a_port_without_a_host_is_none() {
    let host = Host::new();
    let urls = [host.url("/slow"), host.url("/there")];
    let answers = asked(&urls, Answers::default(), 0);
    assert!(matches!(answers.get(&urls[0]).unwrap().outcome, Outcome::Silent(_)));
    assert!(matches!(answers.get(&urls[1]).unwrap().outcome, Outcome::Silent(_)));
    assert_eq!(host.asked(), ["HEAD /slow"]);
    let nobody = {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        format!("http://{}/", listener.local_addr().unwrap())
    };
    let answers = asked(std::slice::from_ref(&nobody), Answers::default(), 0);
    assert!(matches!(answers.get(&nobody).unwrap().outcome, Outcome::NoHost(_)), "{answers:?}");
}

#[test]
fn an_answer_holds_for_a_day_and_a_fault_not_at_all() {
    let host = Host::new();
    let urls = [host.url("/there"), host.url("/fault")];
    let first = asked(&urls, Answers::default(), 1_000);
    let kept = Answers::from_json(&first.to_json(1_000));
    let again = asked(&urls, kept.clone(), 2_000);
    assert_eq!(again.get(&urls[0]).unwrap().asked, 1_000);
    assert_eq!(again.get(&urls[1]).unwrap().asked, 2_000);
    assert_eq!(asked(&urls, kept, 1_000 + 24 * 60 * 60).get(&urls[0]).unwrap().asked, 1_000 + 24 * 60 * 60);
    assert_eq!(Answers::from_json("no JSON"), Answers::default());
}

#[test]
fn nobody_is_asked_when_the_time_is_up() {
    let host = Host::new();
    let urls = [host.url("/there")];
    let patience = Patience { all: Duration::ZERO, ..impatient() };
    let answers = ask(urls.iter(), Answers::default(), 0, patience, &|_| {});
    assert_eq!(answers.get(&urls[0]).unwrap().outcome, Outcome::NotAsked);
    assert_eq!(host.asked(), [""; 0]);
}

#[test]
fn a_dead_demo_stops_and_a_dead_link_is_told() {
    let (demo, link, fine) = (
        "https://demo.example/".to_string(),
        "https://a.example/x".to_string(),
        "https://b.example/".to_string(),
    );
    let mut answers = Answers::default();
    for (url, outcome) in
        [(&demo, Outcome::Gone(404)), (&link, Outcome::Gone(410)), (&fine, Outcome::KeepsAway(403))]
    {
        answers.add(url.clone(), Answer { asked: 0, outcome });
    }
    let outside =
        Outside::from([&demo, &link, &fine].map(|url| (url.clone(), ["index.html".to_string()].into())));
    let found = findings(&answers, &outside, |_| None, |url| url == demo);
    let told: Vec<_> = found.iter().map(|finding| (finding.code, finding.is_error())).collect();
    assert_eq!(told, [("dead-external", false), ("dead-demo", true)]);
    assert_eq!(found[0].place.as_ref().unwrap().path.as_str(), "public/index.html");
}
