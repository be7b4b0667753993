//! The house: which room may name which, what only one room may do, and how a file begins and ends.

use std::collections::BTreeSet;
use std::path::Path;

use crate::support::repository;

/// A room names only rooms below it, so that nothing flows back: commands at the top, then what goes
/// between them and the disk, then the stages in the order in which a site passes through them, each
/// knowing the ones before it, then what knows no site at all.
const ROOMS: &[&str] = &[
    "cli",
    "preview",
    "deploy",
    "import",
    "pipeline",
    "gate",
    "publish",
    "outreach",
    "render",
    "plan",
    "brief",
    "site",
    "theme",
    "content",
    "config",
    "front_matter",
    "fonts",
    "source",
    "markdown",
    "media",
    "git",
    "diagnostics",
    "output",
    "path",
];

/// The longest a file may be, in lines.
const LONGEST: usize = 420;

/// Files that are longer and wait to be split along their nouns: each may only shrink.
const STILL_LONG: [(&str, usize); 1] = [("src/import/tests.rs", 443)];

struct SourceText {
    path: String,
    text: String,
}

impl SourceText {
    /// The room a file belongs to; `main` and `lib` are none.
    fn room(&self) -> &str {
        let inside = self.path.trim_start_matches("src/");
        inside.split(['/', '.']).next().unwrap_or(inside)
    }

    fn is_test(&self) -> bool {
        self.path.ends_with("/tests.rs") || self.path.contains("/tests/")
    }

    /// The lines that run outside of tests, without comments, each with its number.
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let end = match self.is_test() {
            true => 0,
            // A module of tests stands at the end of its file; an item for tests alone does not.
            false => self.text.find("#[cfg(test)]\nmod tests {").unwrap_or(self.text.len()),
        };
        let lines = self.text[..end].lines().enumerate();
        lines.map(|(at, line)| (at + 1, line)).filter(|(_, line)| !line.trim_start().starts_with("//"))
    }
}

fn sources() -> Vec<SourceText> {
    let mut found = Vec::new();
    gather(&repository(), &repository().join("src"), &mut found);
    assert!(found.len() > 50, "the source is where this test looks for it");
    found
}

fn gather(top: &Path, folder: &Path, found: &mut Vec<SourceText>) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            gather(top, &path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = std::fs::read_to_string(&path).expect("a file");
            let path = path.strip_prefix(top).expect("inside").to_string_lossy().into_owned();
            found.push(SourceText { path, text });
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
}

/// The rooms that a line names: `crate::x`, and each of `crate::{x, y::z}`.
fn rooms_named(line: &str) -> Vec<String> {
    let mut named = Vec::new();
    for (at, _) in line.match_indices("crate::") {
        if line[..at].ends_with(|before: char| before == '$' || before == '_' || before.is_alphanumeric()) {
            continue;
        }
        let after = &line[at + "crate::".len()..];
        let list = match after.strip_prefix('{') {
            Some(list) => list.split('}').next().unwrap_or(list).split(',').collect(),
            None => vec![after],
        };
        named.extend(list.into_iter().map(first_word).filter(|word| !word.is_empty()));
    }
    named
}

fn first_word(text: &str) -> String {
    text.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

/// Ends the test with every place where a word stands that may not stand there.
#[track_caller]
fn assert_nowhere(words: &[&str], except: &[&str]) {
    let mut found = Vec::new();
    for source in sources().iter().filter(|source| !except.iter().any(|start| source.path.starts_with(start)))
    {
        for (number, line) in source.code().filter(|(_, line)| words.iter().any(|word| line.contains(word))) {
            found.push(format!("{}:{number}: {}", source.path, line.trim()));
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn the_list_holds_every_room_once() {
    let there: BTreeSet<String> = sources().iter().map(|source| source.room().to_string()).collect();
    let listed = ROOMS.iter().chain(&["lib", "main"]).map(ToString::to_string).collect();
    assert_eq!(there, listed, "a new room needs its place in ROOMS, and a room that is gone loses it");
}

#[test]
fn a_room_names_only_itself_and_rooms_below_it() {
    let floor = |room: &str| ROOMS.iter().position(|known| *known == room);
    let mut wrong = Vec::new();
    for source in sources() {
        let Some(own) = floor(source.room()) else { continue };
        for (number, line) in source.code() {
            for named in rooms_named(line) {
                match floor(&named) {
                    Some(other) if other >= own => {}
                    Some(_) => wrong.push(format!("{}:{number} names {named}, a room above", source.path)),
                    None => wrong.push(format!("{}:{number} names {named}, which is no room", source.path)),
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn only_the_commands_know_the_writer() {
    assert_nowhere(&["crate::publish"], &["src/cli/", "src/publish/"]);
}

#[test]
fn names_of_rooms_are_found_in_every_form_of_use() {
    assert_eq!(rooms_named("use crate::path::{Route, SitePath};"), ["path"]);
    assert_eq!(rooms_named("use crate::{path::Route, site, };"), ["path", "site"]);
    assert_eq!(rooms_named("    fn f(x: &crate::site::Site) -> crate::Ω {"), ["site", "Ω"]);
    assert!(rooms_named("$crate::site, my_crate::site").is_empty());
}

#[test]
fn only_the_reader_the_writers_and_the_commands_touch_the_disk() {
    let allowed = [
        "src/source/",
        "src/publish/",
        "src/import/tree.rs",
        "src/import/write.rs",
        // Recordings go from the disk to the browser, a piece at a time.
        "src/preview/files.rs",
        "src/cli/",
    ];
    assert_nowhere(&["std::fs", "fs::File", "tempfile::"], &allowed);
}

#[test]
fn only_the_commands_print() {
    assert_nowhere(&["print!(", "println!(", "dbg!(", "io::stdout", "io::stderr"], &["src/cli/"]);
}

#[test]
fn nothing_opens_a_network_connection() {
    assert_nowhere(&["TcpStream", "reqwest", "hyper"], &[]);
    // `check --external` asks whether a link that leads elsewhere still answers; nothing else asks anybody.
    assert_nowhere(&["ureq"], &["src/gate/external/"]);
    // The preview listens, and asks the system for the machine's own address.
    assert_nowhere(&["std::net", "TcpListener", "UdpSocket"], &["src/preview/", "src/cli/serve.rs"]);
}

/// Crates that ask other hosts for something; none may come in by way of another either. The one that
/// `check --external` asks with is named in one room alone, as the test above holds.
const OF_THE_NETWORK: [&str; 5] = ["curl", "hyper-tls", "native-tls", "openssl", "reqwest"];

#[test]
fn no_dependency_asks_other_hosts_or_comes_from_elsewhere_than_the_registry() {
    let lock = std::fs::read_to_string(repository().join("Cargo.lock")).expect("the lock file");
    let values = |key: &'static str| lock.lines().filter_map(move |line| line.strip_prefix(key));
    for name in values("name = ") {
        assert!(!OF_THE_NETWORK.contains(&name.trim_matches('"')), "{name}");
    }
    for source in values("source = ") {
        assert_eq!(source, "\"registry+https://github.com/rust-lang/crates.io-index\"");
    }
}

#[test]
fn today_comes_in_by_one_door() {
    assert_nowhere(&["Local::now", "Utc::now", "SystemTime::now"], &["src/cli/invocation.rs"]);
}

#[test]
fn nothing_is_unsafe_and_nothing_is_left_undone() {
    assert_nowhere(&["unsafe {", "unsafe fn", "unsafe impl", "todo!(", "unimplemented!(", "dbg!("], &[]);
    for source in sources() {
        for word in ["TODO", "FIXME", "XXX", "HACK"] {
            assert!(!source.text.contains(word), "{} holds {word}", source.path);
        }
    }
}

#[test]
fn each_file_begins_by_saying_what_it_holds() {
    for source in sources() {
        assert!(source.text.starts_with("//! "), "{} does not begin with `//!`", source.path);
    }
}

#[test]
fn no_file_is_too_long_to_read() {
    for source in sources() {
        let lines = source.text.lines().count();
        let still = STILL_LONG.iter().find(|(path, _)| *path == source.path);
        let limit = still.map_or(LONGEST, |(_, limit)| *limit);
        assert!(lines <= limit, "{} has {lines} lines; {limit} are allowed", source.path);
    }
}
