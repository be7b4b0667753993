//! Recordings as they are published: only what a player needs, and only what can be played.

use crate::support::Site;

const CAST: &[u8] =
    b"{\"version\": 2, \"width\": 80, \"height\": 24, \"command\": \"zqx\", \"env\": {\"TOKEN\": \"zqx\"}}\n\
    [0.1, \"o\", \"Password: \"]\n[0.2, \"i\", \"zqx\"]\n[0.3, \"o\", \"ok\"]\n";

fn with(name: &str, bytes: &[u8]) -> Site {
    Site::new()
        .with_day(
            1,
            &format!("demo: {{url: https://demo.example/, fallback: media/{name}, ratio: '16:9'}}\n"),
            "One.",
        )
        .with_bytes(&format!("content/projects/cut/media/{name}"), bytes)
}

#[test]
fn a_terminal_says_nothing_of_the_machine_it_was_recorded_on() {
    let built = with("a.cast", CAST).build();
    let published = built.file("projects/cut/media/a.cast");
    assert!(published.contains("Password") && published.contains("ok"), "{published}");
    for (route, bytes) in &built.files {
        assert!(!String::from_utf8_lossy(bytes).contains("zqx"), "{route} holds what was not printed");
    }
}

#[test]
fn what_no_reader_could_play_is_an_error_with_a_way_out() {
    let film = b"\0\0\0\x0cftypmp42\0\0\0\x08moov\0\0\0\x10mdat01234567";
    assert_eq!(with("a.mp4", film).codes(), [""; 0]);
    for (name, bytes) in [
        ("a.cast", &b""[..]),
        ("a.cast", b"{}"),
        ("a.cast", b"no header"),
        ("a.cast", b"{\"version\": 2, \"width\": 0, \"height\": 24}\n[0, \"o\", \"a\"]\n"),
        ("a.cast", b"{\"version\": 2, \"width\": 80, \"height\": 24}\nhello\n[0, \"o\", \"a\"]\n"),
        ("a.mp4", &film[..film.len() - 1]),
        ("a.mp4", &film[..12]),
        ("a.mp4", b""),
        ("a.gif", b""),
        ("a.webm", b"\x1A\x45\xDF\xA3\x82\x01\x02\x18\x53\x80\x67\x84\x01"),
    ] {
        let faults = with(name, bytes).faults();
        assert_eq!(
            faults.iter().map(|fault| fault.code).collect::<Vec<_>>(),
            ["bad-recording"],
            "{name} {bytes:?}"
        );
        assert!(!faults[0].hints.is_empty() && faults[0].message.contains(name), "{faults:?}");
    }
    assert_eq!(with("a.gif", b"GIF89a\x01\0\x01\0\0\0\0;").codes(), ["bad-picture"]);
}
