//! A deploy that something comes in the way of: a remote that refuses, a faster hand, a lost connection, a kill.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use crate::support::folder::{Run, differences, end_of};
use crate::support::maker::Maker;
use crate::support::random::Random;

/// A program of the remote that git runs before it takes a push.
fn hook(maker: &Maker, name: &str, script: &str) -> PathBuf {
    program(maker, &format!("remote.git/hooks/{name}"), script)
}

/// A script that can be started.
fn program(maker: &Maker, path: &str, script: &str) -> PathBuf {
    maker.folder.write(path, format!("#!/bin/sh\n{script}\n"));
    let path = maker.folder.path(path);
    #[cfg(unix)]
    std::fs::set_permissions(&path, std::os::unix::fs::PermissionsExt::from_mode(0o755)).expect("a hook");
    path
}

/// Puts a program in the place of SSH. The first connection shows the branches; before the one that brings the push
/// `script` runs, which may take the push itself: `sh -c "$take"`.
fn over_ssh(maker: &Maker, script: &str) {
    let script = format!(
        "shift\ntake=\"$*\"\ncase \"$take\" in *receive-pack*) {script};; esac\nexec sh -c \"$take\""
    );
    let ssh = program(maker, "ssh", &script).display().to_string();
    let remote = maker.folder.path("remote.git").display().to_string();
    maker.git("log", &["remote", "set-url", "origin", &format!("ssh://host.invalid{remote}")]);
    maker.git("log", &["config", "core.sshCommand", &ssh]);
    maker.git("log", &["config", "ssh.variant", "simple"]);
}

/// Waits for a sign that a script gives.
fn wait_for(sign: &Path) {
    for _ in 0..2_400 {
        if sign.exists() {
            return;
        }
        std::thread::sleep(Duration::from_millis(25));
    }
    panic!("{} did not come", sign.display());
}

#[test]
fn whoever_waits_for_a_remote_is_told_what_for() {
    let maker = Maker::new();
    over_ssh(&maker, "sleep 7");
    let run = maker.run(&["deploy"]).ends_with(0);
    assert!(run.stderr.contains("waiting  for"), "{}", run.stderr);
    assert!(run.stderr.contains("to take the files"), "{}", run.stderr);
    let again = maker.run(&["deploy"]).ends_with(0);
    assert_eq!(again.stderr, "", "a remote that answers needs no word");
}

#[test]
fn a_push_that_the_remote_rejects_leaves_the_branch_and_says_what_to_do() {
    let maker = Maker::new();
    maker.deploy();
    let tip = maker.tip();
    let refusing = hook(&maker, "pre-receive", "echo no pushes on Sundays >&2; exit 1");
    maker.write("content/about.md", "---\ntitle: About\n---\nI cut noise.\n");
    let run = maker.run(&["deploy"]).ends_with(2);
    for words in ["has a rule against this push", "no pushes on Sundays", "help: "] {
        assert!(run.stderr.contains(words), "{words}: {}", run.stderr);
    }
    assert_eq!(maker.tip(), tip);
    std::fs::remove_file(refusing).expect("a hook");
    maker.deploy();
    maker.assert_published();
}

#[test]
fn a_branch_that_changes_between_the_look_and_the_push_is_not_replaced() {
    let maker = Maker::new();
    maker.deploy();
    maker.foreign_commit("A commit by hand");
    let foreign = maker.tip();
    let own = maker.git("remote.git", &["rev-parse", "refs/heads/gh-pages~1"]);
    maker.git("remote.git", &["update-ref", "refs/heads/gh-pages", own.trim()]);
    let remote = maker.folder.path("remote.git");
    over_ssh(&maker, &format!("git --git-dir={} update-ref refs/heads/gh-pages {foreign}", remote.display()));
    maker.write("content/about.md", "---\ntitle: About\n---\nI cut noise.\n");
    let run = maker.run(&["deploy"]).ends_with(2);
    assert!(run.stderr.contains("at the same moment"), "{}", run.stderr);
    assert_eq!(maker.tip(), foreign);
}

#[test]
fn hosts_that_are_not_there_and_repositories_that_are_not_end_in_a_way_out() {
    let maker = Maker::new();
    for (address, words) in [
        ("http://127.0.0.1:1/ana/log.git", "can't be reached"),
        ("/srv/no/such/repository.git", "no repository at"),
    ] {
        maker.git("log", &["remote", "set-url", "origin", address]);
        let run = maker.run(&["deploy"]).ends_with(2);
        assert!(run.stderr.contains(words) && run.stderr.contains("help: "), "{}", run.stderr);
    }
}

/// A server of git on this machine; gone when it is dropped.
struct Server {
    child: Child,
    port: u16,
}

impl Server {
    fn new(base: &Path) -> Self {
        let port =
            std::net::TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("a port").port();
        let child = Command::new("git")
            .args([
                "daemon",
                "--reuseaddr",
                "--listen=127.0.0.1",
                "--export-all",
                "--enable=receive-pack",
                "--informative-errors",
            ])
            .arg(format!("--port={port}"))
            .arg(format!("--base-path={}", base.display()))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("git daemon");
        for _ in 0..200 {
            if std::net::TcpStream::connect(("127.0.0.1", port)).is_ok() {
                break;
            }
            std::thread::sleep(Duration::from_millis(25));
        }
        Self { child, port }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // The server hands each connection to a process of its own; both end with their group.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn a_deploy_goes_over_the_network_and_a_killed_one_leaves_nothing_half_done() {
    let maker = Maker::new();
    let server = Server::new(&maker.folder.path(""));
    let address = format!("git://127.0.0.1:{}/remote.git", server.port);
    maker.git("log", &["remote", "set-url", "origin", &address]);
    maker.deploy();
    maker.assert_published();
    let before = maker.state();
    // Larger than any buffer between the two, so that there is a middle to be killed in.
    maker.folder.write("log/static/noise.bin", noise());
    for pause in [20, 60, 120, 250, 400] {
        let tip = maker.tip();
        let mut command = maker.command(&["deploy"]);
        let command = command.stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().expect("it starts");
        std::thread::sleep(Duration::from_millis(pause));
        let _ = child.kill();
        let said = String::from_utf8_lossy(&end_of(child, command).stdout).into_owned();
        // What was started by it may still be at work: it ends with the old commit or with the new one.
        assert_eq!(maker.git("remote.git", &["rev-list", "--count", "refs/heads/gh-pages"]).trim(), "1");
        let now = maker.git("remote.git", &["ls-tree", "--name-only", "refs/heads/gh-pages"]);
        assert!(maker.tip() == tip || now.contains("noise.bin"), "after {pause} ms: {said}");
    }
    maker.deploy();
    maker.assert_published();
    std::fs::remove_file(maker.folder.path("log/static/noise.bin")).expect("a file");
    assert_eq!(differences(&before, &maker.state()), [""; 0]);
}

/// Bytes that no compression makes fewer, so that a push has a middle.
fn noise() -> Vec<u8> {
    let mut random = Random(7);
    (0..1_000_000).map(|_| random.below(256) as u8).collect()
}

#[test]
#[cfg(unix)]
fn a_deploy_killed_in_the_middle_of_the_push_leaves_the_branch_and_the_next_one_succeeds() {
    use std::os::unix::process::CommandExt;
    let maker = Maker::new();
    maker.deploy();
    let (tip, pages) = (maker.tip(), maker.branch());
    maker.folder.write("log/static/noise.bin", noise());
    let before = maker.state();
    let middle = maker.folder.path("middle");
    over_ssh(
        &maker,
        &format!("(head -c 100000; touch {}; sleep 60) | sh -c \"$take\"; exit 1", middle.display()),
    );
    let mut command = maker.command(&["deploy"]);
    // A group of its own, so that git, the connection and the remote's end die with it.
    let command = command.process_group(0).stdout(Stdio::null()).stderr(Stdio::null());
    let child = command.spawn().expect("it starts");
    wait_for(&middle);
    let group = format!("-{}", child.id());
    assert!(Command::new("kill").args(["-KILL", "--", &group]).status().expect("kill").success());
    assert!(!end_of(child, command).status.success());
    assert_eq!((maker.tip(), maker.branch()), (tip, pages));
    assert_eq!(differences(&before, &maker.state()), [""; 0]);
    over_ssh(&maker, ":");
    maker.deploy();
    maker.assert_published();
}

#[test]
fn a_connection_lost_in_the_middle_of_the_push_leaves_the_branch() {
    let maker = Maker::new();
    maker.deploy();
    let (tip, pages) = (maker.tip(), maker.branch());
    maker.folder.write("log/static/noise.bin", noise());
    over_ssh(&maker, "head -c 100000 | sh -c \"$take\"; exit 1");
    let before = maker.state();
    let run = maker.run(&["deploy"]).ends_with(2);
    assert!(run.stderr.contains("gh-pages of") && run.stderr.contains("is as it was"), "{}", run.stderr);
    assert!(run.stderr.contains("run `buildlog deploy` again"), "{}", run.stderr);
    assert_eq!((maker.tip(), maker.branch()), (tip, pages));
    assert_eq!(differences(&before, &maker.state()), [""; 0]);
}

#[test]
fn a_connection_lost_after_the_push_arrived_is_no_failure_and_otherwise_it_is_said_what_is_not_known() {
    let maker = Maker::new();
    over_ssh(&maker, "sh -c \"$take\"; exit 1");
    let run = maker.deploy();
    assert!(run.stdout.contains("pushed"), "{}", run.stdout);
    maker.assert_published();
    let tip = maker.tip();
    maker.write("content/about.md", "---\ntitle: About\n---\nI cut noise.\n");
    over_ssh(&maker, "sh -c \"$take\"; rm -f \"$0\"; exit 1");
    let run = maker.run(&["deploy"]).ends_with(2);
    assert!(run.stderr.contains("has changed is not known"), "{}", run.stderr);
    assert!(!run.stderr.contains("is as it was") && maker.tip() != tip, "{}", run.stderr);
    over_ssh(&maker, ":");
    assert!(maker.deploy().stdout.contains("unchanged"));
}

#[test]
fn of_two_deploys_at_once_one_is_refused_and_from_two_machines_the_later_one_is_told() {
    let maker = Maker::new();
    let (begun, go) = (maker.folder.path("begun"), maker.folder.path("go"));
    over_ssh(
        &maker,
        &format!("touch {}; while ! test -e {}; do sleep 0.05; done", begun.display(), go.display()),
    );
    let mut command = maker.command(&["deploy"]);
    let command = command.stdout(Stdio::null()).stderr(Stdio::null());
    let first = command.spawn().expect("it starts");
    wait_for(&begun);
    let second = maker.run(&["deploy"]).ends_with(2);
    assert!(second.stderr.contains("another build is writing"), "{}", second.stderr);
    // From another copy of the site nothing keeps it from being first; the one that waited is then told.
    let copy = maker.folder.path("copy");
    crate::support::folder::copy(&maker.folder.path("log"), &copy);
    let remote = maker.folder.path("remote.git").display().to_string();
    std::fs::write(copy.join("content/about.md"), "---\ntitle: About\n---\nI cut noise.\n").expect("a file");
    std::fs::remove_dir_all(copy.join(".buildlog")).expect("a folder");
    crate::support::maker::git(&copy, &["remote", "set-url", "origin", &remote]);
    Run::of(maker.command(&["deploy"]).current_dir(&copy)).ends_with(0);
    let tip = maker.tip();
    std::fs::write(go, "").expect("a file");
    assert_eq!(end_of(first, command).status.code(), Some(2), "it was overtaken");
    assert_eq!(maker.tip(), tip);
    maker.assert_published_from(&copy);
}

#[test]
fn repositories_that_name_objects_by_sha256_are_deployed_to() {
    let maker = Maker::new();
    let sha256 = |path: &str| {
        maker.git(path, &["init", "--quiet", "--bare", "--object-format=sha256", "."]);
        maker.folder.path(path).display().to_string()
    };
    let remote = sha256("remote256.git");
    maker.git("log", &["remote", "set-url", "origin", &remote]);
    let empty = maker.run(&["deploy"]).ends_with(2);
    assert!(empty.stderr.contains("names its objects in another way"), "{}", empty.stderr);
    // A branch of any kind tells how the remote names its objects.
    let tree = maker.git("remote256.git", &["mktree"]);
    let commit = maker.git("remote256.git", &["commit-tree", "-m", "Notes", tree.trim()]);
    maker.git("remote256.git", &["update-ref", "refs/heads/notes", commit.trim()]);
    maker.deploy();
    maker.assert_published_at("remote256.git", "gh-pages");
    assert!(maker.deploy().stdout.contains("unchanged"));
    // Where the sources are named so as well, an empty remote needs no first commit.
    std::fs::remove_dir_all(maker.folder.path("log/.git")).expect("a folder");
    maker.git("log", &["init", "--quiet", "--object-format=sha256", "."]);
    let other = sha256("other256.git");
    maker.git("log", &["remote", "add", "origin", &other]);
    maker.deploy();
    maker.assert_published_at("other256.git", "gh-pages");
}
