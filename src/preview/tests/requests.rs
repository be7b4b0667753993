//! Single requests and their answers.

use super::*;

#[test]
fn a_page_is_answered_with_the_script_and_careful_headers() {
    let served = Folder::small().serve();
    let page = served.get("/log/projects/cut/day-01/");
    assert_eq!(page.status, 200);
    assert!(page.text().contains("First words.") && page.script().is_some());
    assert_eq!(page.header("content-type"), Some("text/html; charset=utf-8"));
    assert_eq!(page.header("cache-control"), Some("no-store"));
    assert_eq!(page.header("x-content-type-options"), Some("nosniff"));
    assert_eq!(page.header("referrer-policy"), Some("same-origin"));
    let script = served.get("/log/__buildlog/reload.js?page=x&seen=1");
    assert_eq!(script.header("content-type"), Some("text/javascript; charset=utf-8"));
    assert!(script.text().contains("EventSource"));
}

#[test]
fn the_root_and_folders_without_a_slash_lead_to_the_right_place() {
    let served = Folder::small().serve();
    for (from, to) in [
        ("/", "/log/"),
        ("/log", "/log/"),
        ("/log/archive", "/log/archive/"),
        ("/log/projects/cut?a=b", "/log/projects/cut/?a=b"),
    ] {
        let reply = served.get(from);
        assert_eq!((reply.status, reply.header("location")), (302, Some(to)), "{from}");
    }
    assert_eq!(served.get("/log/projects/cut/index.html").status, 200);
}

#[test]
fn what_is_not_there_is_the_sites_own_page_for_that() {
    let served = Folder::small().serve();
    for path in ["/log/nothing/", "/elsewhere", "/log/projects/cut/day-99/", "//evil.example/"] {
        let reply = served.get(path);
        assert_eq!(reply.status, 404, "{path}");
        assert!(reply.script().is_some());
    }
}

#[test]
fn no_path_leads_out_of_the_site() {
    let folder = Folder::small();
    folder.write("private/notes.md", "SECRET");
    folder.write("secret.txt", "SECRET");
    let served = folder.serve();
    for path in [
        "/log/../secret.txt",
        "/log/..%2fsecret.txt",
        "/log/%2e%2e/secret.txt",
        "/log/%2e%2e%2fsecret.txt",
        "/log/..%5csecret.txt",
        "/log/....//secret.txt",
        "/log/%252e%252e/secret.txt",
        "/log/secret.txt%00.html",
        "/log//etc/passwd",
        "/log/buildlog.yaml",
        "/log/private/notes.md",
        "/log/content/projects/cut/day-01.md",
        "/log/__buildlog/../buildlog.yaml",
    ] {
        let reply = served.get(path);
        assert!(matches!(reply.status, 400 | 404), "{path}: {}", reply.status);
        assert!(!reply.text().contains("SECRET") && !reply.text().contains("base_url"), "{path}");
    }
}

#[cfg(unix)]
#[test]
fn a_file_that_has_become_a_link_out_of_the_site_is_not_followed() {
    let folder = Folder::small();
    folder.write("static/a.bin", "mine");
    let outside = tempfile::NamedTempFile::new().unwrap();
    fs::write(outside.path(), "SECRET").unwrap();
    let served = folder.serve();
    assert_eq!(served.get("/log/a.bin").body, b"mine");
    let path = served.folder.root().join("static/a.bin");
    fs::remove_file(&path).unwrap();
    std::os::unix::fs::symlink(outside.path(), &path).unwrap();
    for _ in 0..20 {
        assert!(!served.get("/log/a.bin").text().contains("SECRET"));
        std::thread::sleep(Duration::from_millis(10));
    }
}

#[test]
fn a_foreign_name_is_refused() {
    let served = Folder::small().serve();
    let asked = |host: &str| served.send(&format!("GET /log/ HTTP/1.1\r\nHost: {host}\r\n")).status;
    assert_eq!(asked("evil.example"), 403);
    assert_eq!(asked("127.0.0.1.evil.example:80"), 403);
    assert_eq!(asked("localhost:4000"), 200);
    let events = "GET /log/__buildlog/events?path=/log/&page=x HTTP/1.1\r\nOrigin: http://evil.example\r\n";
    assert_eq!(served.send(events).status, 403);
}

#[test]
fn only_showing_is_done() {
    let served = Folder::small().serve();
    for method in ["POST", "PUT", "DELETE", "OPTIONS"] {
        let reply = served.send(&format!("{method} /log/ HTTP/1.1\r\n"));
        assert_eq!((reply.status, reply.header("allow")), (405, Some("get, head")), "{method}");
    }
    let head = served.send("HEAD /log/ HTTP/1.1\r\n");
    assert_eq!((head.status, head.body.len()), (200, 0));
}

#[test]
fn a_recording_is_answered_in_parts() {
    let folder = Folder::small();
    let bytes: Vec<u8> = (0..200_000_u32).map(|at| (at % 251) as u8).collect();
    folder.write("static/demo.mp4", &bytes);
    let served = folder.serve();
    let part = |range: &str| served.send(&format!("GET /log/demo.mp4 HTTP/1.1\r\nRange: bytes={range}\r\n"));
    let whole = served.get("/log/demo.mp4");
    assert_eq!((whole.status, whole.header("content-type")), (200, Some("video/mp4")));
    assert!(whole.body == bytes && whole.header("accept-ranges") == Some("bytes"));
    let middle = part("70000-149999");
    assert_eq!((middle.status, middle.header("content-range")), (206, Some("bytes 70000-149999/200000")));
    assert!(middle.body == bytes[70_000..150_000]);
    assert!(part("-10").body == bytes[199_990..]);
    let past = part("200000-");
    assert_eq!((past.status, past.header("content-range")), (416, Some("bytes */200000")));
}

#[test]
fn pages_of_static_carry_the_script_too() {
    let folder = Folder::small();
    folder.write("static/slides/index.html", "<html><body>slides</body></html>");
    let served = folder.serve();
    assert_eq!(served.get("/log/slides").header("location"), Some("/log/slides/"));
    assert!(served.get("/log/slides/").script().is_some());
}

#[test]
fn a_path_of_any_letters_can_be_the_base() {
    for (said, asked) in [("%E4%BD%A0", "%E4%BD%A0"), ("caf\u{e9}", "caf%C3%A9"), ("my%20log", "my%20log")] {
        let folder = Folder::small();
        folder.write("buildlog.yaml", format!("title: Log\nbase_url: https://example.org/{said}/\n"));
        let served = folder.serve();
        let home = format!("/{asked}/");
        assert_eq!(served.get("/").header("location"), Some(home.to_ascii_lowercase().as_str()), "{said}");
        assert_eq!(served.get(&home).status, 200, "{said}");
        assert_eq!(served.get(&format!("{home}projects/cut/day-01/")).status, 200, "{said}");
    }
}

#[test]
fn a_site_that_moves_to_another_path_says_where_it_is() {
    let (events, told) = mpsc::channel();
    let served = Folder::small().serve_telling(move |event| {
        if let Event::Moved { address, path } = event {
            events.send((address, path.to_string())).unwrap();
        }
    });
    served.folder.write("buildlog.yaml", SETTINGS.replace("/log/", "/new/"));
    assert_eq!(told.recv_timeout(PATIENCE).unwrap(), (served.address(), "/new/".to_string()));
    assert_eq!(served.get("/new/projects/cut/day-01/").status, 200);
}

#[test]
fn a_page_that_cannot_be_made_is_told_once_it_is_asked_for() {
    let (events, told) = mpsc::channel();
    let folder = Folder::small();
    let template = include_str!("../../../themes/ledger/templates/day.html");
    let fails = "{% if day.number == 2 %}{{ day.nothing }}{% endif %}<h1>";
    folder.write("themes/ledger/templates/day.html", template.replacen("<h1>", fails, 1));
    let served = folder.serve_telling(move |event| {
        if let Event::Unmade { fault } = event {
            events.send(fault.code).unwrap();
        }
    });
    assert_eq!(served.get("/log/projects/cut/day-01/").status, 200);
    assert!(told.try_recv().is_err());
    for _ in 0..3 {
        assert_eq!(served.get("/log/projects/cut/day-02/").status, 500);
    }
    assert_eq!(told.recv_timeout(PATIENCE).unwrap(), "template-error");
    assert!(told.try_recv().is_err(), "once for all that ask");
}
