//! A deploy against real remotes: a bare repository in a folder, and one behind a server of git on this machine.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use crate::support::folder::{Run, differences};
use crate::support::maker::{Maker, PROJECT, SETTINGS, git};
use crate::support::{Folder, repository};

#[test]
fn the_branch_holds_public_and_nothing_else_after_each_deploy() {
    let maker = Maker::new();
    let first = maker.deploy();
    assert!(
        first.stdout.contains("added") && first.stdout.contains("https://ana.github.io/log/"),
        "{}",
        first.stdout
    );
    maker.assert_published();
    let tip = maker.tip();

    let second = maker.deploy();
    assert!(second.stdout.contains("unchanged"), "{}", second.stdout);
    assert_eq!(maker.tip(), tip, "nothing was pushed");

    maker.write("content/projects/cut/day-02.md", "---\ndate: 2026-01-06\ntitle: Two\n---\nMore words.\n");
    maker.write("content/projects/cut/day-01.md", "---\ndate: 2026-01-05\ntitle: One\n---\nOther words.\n");
    maker.deploy();
    maker.assert_published();
    assert_ne!(maker.tip(), tip);

    std::fs::remove_file(maker.folder.path("log/content/projects/cut/day-01.md")).expect("a file");
    std::fs::remove_file(maker.folder.path("log/content/projects/cut/day-02.md")).expect("a file");
    let gone = maker.deploy();
    maker.assert_published();
    assert!(
        gone.stdout.contains("2 addresses are gone") && gone.stdout.contains("/projects/cut/day-02/"),
        "{}",
        gone.stdout
    );
}

#[test]
fn a_dry_run_says_what_would_change_and_pushes_nothing() {
    let maker = Maker::new();
    maker.deploy();
    let tip = maker.tip();
    maker.write("content/projects/cut/day-02.md", "---\ndate: 2026-01-06\ntitle: Two\n---\nMore words.\n");
    std::fs::remove_file(maker.folder.path("log/content/projects/cut/day-01.md")).expect("a file");
    let run = maker.run(&["deploy", "--dry-run"]).ends_with(0);
    for words in [
        "add  projects/cut/day-02/index.html",
        "remove  projects/cut/day-01/index.html",
        "change  index.html",
        "1 address would be gone",
        "Nothing was pushed",
    ] {
        assert!(run.stdout.contains(words), "{words}: {}", run.stdout);
    }
    assert_eq!(maker.tip(), tip);

    maker.write(
        "content/projects/cut/day-02.md",
        "---\ndate: 2026-01-06\ntitle: Two\naliases: [/projects/cut/day-01/]\n---\nMore words.\n",
    );
    let run = maker.run(&["deploy", "--dry-run"]).ends_with(0);
    assert!(!run.stdout.contains("gone"), "an alias stands in the place of the page: {}", run.stdout);
}

#[test]
fn what_was_withdrawn_is_in_no_commit_and_in_no_object_of_the_desk() {
    let maker = Maker::new();
    maker.write(
        "content/projects/cut/day-02.md",
        "---\ndate: 2026-01-06\ntitle: Two\n---\nWithdrawn-marker words.\n",
    );
    maker.deploy();
    let old = maker.git("remote.git", &["rev-parse", "refs/heads/gh-pages:projects/cut/day-02/index.html"]);
    std::fs::remove_file(maker.folder.path("log/content/projects/cut/day-02.md")).expect("a file");
    maker.deploy();
    let reachable = maker.git("remote.git", &["rev-list", "--objects", "--all"]);
    assert!(!reachable.contains(old.trim()));
    let desk = maker.folder.path("log/.buildlog/deploy.git");
    let there =
        Command::new("git").args(["cat-file", "-e", old.trim()]).env("GIT_DIR", desk).output().expect("git");
    assert!(!there.status.success(), "the desk forgets it, too");
}

#[test]
fn a_commit_of_somebody_else_is_never_replaced_unasked() {
    let maker = Maker::new();
    maker.deploy();
    maker.foreign_commit("Create CNAME");
    let foreign = maker.tip();
    maker.write("content/about.md", "---\ntitle: About\n---\nI cut noise.\n");
    let run = maker.run(&["deploy"]).ends_with(2);
    let short = &foreign[..12];
    for words in ["Create CNAME", "Bo Sample", short, "--adopt", "settings"] {
        assert!(run.stderr.contains(words), "{words}: {}", run.stderr);
    }
    assert_eq!(maker.tip(), foreign);
    maker.run(&["deploy", "--adopt", "1234567"]).ends_with(2);
    assert_eq!(maker.tip(), foreign);
    maker.run(&["deploy", "--adopt", short]).ends_with(0);
    maker.assert_published();
}

#[test]
fn the_branch_of_the_sources_is_never_replaced_even_if_it_is_named() {
    let maker = Maker::new();
    maker.git("log", &["push", "--quiet", "origin", "main"]);
    maker.write("buildlog.yaml", &format!("{SETTINGS}deploy: {{branch: main}}\n"));
    let head = maker.git("log", &["rev-parse", "HEAD"]);
    let run = maker.run(&["deploy", "--adopt", head.trim()]).ends_with(2);
    assert!(run.stderr.contains("would take it away"), "{}", run.stderr);
    assert_eq!(maker.git("remote.git", &["rev-parse", "refs/heads/main"]), head);
}

#[test]
fn another_machine_of_the_same_maker_knows_its_own_deploy() {
    let maker = Maker::new();
    maker.deploy();
    std::fs::remove_dir_all(maker.folder.path("log/.buildlog")).expect("a folder");
    let again = maker.deploy();
    assert!(again.stdout.contains("unchanged"), "{}", again.stdout);
    maker.write("content/about.md", "---\ntitle: About\n---\nI cut noise.\n");
    std::fs::remove_dir_all(maker.folder.path("log/.buildlog")).expect("a folder");
    maker.deploy();
    maker.assert_published();
}

#[test]
fn a_dirty_tree_a_detached_head_and_staged_files_stay_as_they_are() {
    let maker = Maker::new();
    maker.write("content/about.md", "---\ntitle: About\n---\nNot committed.\n");
    maker.write("notes.txt", "Untracked.\n");
    maker.write("content/projects/cut/project.md", &PROJECT.replace("Cuts", "Takes"));
    maker.git("log", &["add", "content/projects"]);
    maker.git("log", &["checkout", "--quiet", "--detach"]);
    maker.deploy();
    maker.assert_published();
}

#[test]
fn a_submodule_a_worktree_and_a_folder_deep_in_a_repository_can_be_deployed_from() {
    let maker = Maker::new();
    let around = maker.folder.path("around");
    git(&around, &["init", "--quiet", "."]);
    let log = maker.folder.path("log").display().to_string();
    git(&around, &["submodule", "--quiet", "add", &log, "site/log"]);
    let remote = maker.folder.path("remote.git").display().to_string();
    let module = around.join("site/log");
    git(&module, &["remote", "set-url", "origin", &remote]);
    Run::of(maker.command(&["deploy"]).current_dir(&module)).ends_with(0);
    maker.assert_published_from(&module);

    maker.write("content/about.md", "---\ntitle: About\n---\nI cut noise.\n");
    maker.git("log", &["commit", "--quiet", "--all", "-m", "Words"]);
    let worktree = maker.folder.path("worktree");
    maker.git("log", &["worktree", "add", "--quiet", "--detach", &worktree.display().to_string()]);
    Run::of(maker.command(&["deploy"]).current_dir(&worktree)).ends_with(0);
    maker.assert_published_from(&worktree);
    let tip = maker.tip();

    let deep = maker.folder.path("deep");
    crate::support::folder::copy(&worktree.join("content"), &deep.join("sites/log/content"));
    crate::support::folder::copy(&worktree.join("static"), &deep.join("sites/log/static"));
    std::fs::copy(worktree.join("buildlog.yaml"), deep.join("sites/log/buildlog.yaml")).expect("a file");
    git(&deep, &["init", "--quiet", "."]);
    git(&deep, &["remote", "add", "origin", "../remote.git"]);
    let run = Run::of(maker.command(&["deploy"]).current_dir(deep.join("sites/log"))).ends_with(0);
    assert!(run.stdout.contains("unchanged"), "{}", run.stdout);
    assert_eq!(maker.tip(), tip);
}

#[test]
fn a_site_outside_of_git_is_deployed_to_the_address_in_its_settings() {
    let maker = Maker::new();
    let remote = maker.folder.path("remote.git").display().to_string();
    std::fs::remove_dir_all(maker.folder.path("log/.git")).expect("a folder");
    let none = maker.run(&["deploy"]).ends_with(2);
    assert!(
        none.stderr.contains("no git remote `origin`") && none.stderr.contains("git remote add"),
        "{}",
        none.stderr
    );
    maker.write("buildlog.yaml", &format!("{SETTINGS}deploy: {{remote: {remote}}}\n"));
    maker.deploy();
    maker.assert_published();
    assert!(!maker.folder.has("log/.git"));
}

#[test]
#[cfg(unix)]
fn programs_that_the_sources_run_on_a_push_are_not_started() {
    let maker = Maker::new();
    maker.folder.write("hooks/pre-push", "#!/bin/sh\nexit 1\n");
    let hook = maker.folder.path("hooks/pre-push");
    std::fs::set_permissions(&hook, std::os::unix::fs::PermissionsExt::from_mode(0o755)).expect("a hook");
    maker.git("log", &["config", "core.hooksPath", &maker.folder.path("hooks").display().to_string()]);
    maker.deploy();
    maker.assert_published();
}

/// A program of the remote that git runs before it takes a push.
fn hook(maker: &Maker, name: &str, script: &str) -> PathBuf {
    let path = maker.folder.path(&format!("remote.git/hooks/{name}"));
    maker.folder.write(&format!("remote.git/hooks/{name}"), format!("#!/bin/sh\n{script}\n"));
    #[cfg(unix)]
    std::fs::set_permissions(&path, std::os::unix::fs::PermissionsExt::from_mode(0o755)).expect("a hook");
    path
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
    // The first connection shows the branch, the second brings the push: before that, somebody is faster.
    let script = format!(
        "case \"$2\" in *receive-pack*) git --git-dir={} update-ref refs/heads/gh-pages {foreign};; esac\nshift\nexec sh -c \"$*\"",
        maker.folder.path("remote.git").display()
    );
    maker.folder.write("ssh", format!("#!/bin/sh\n{script}\n"));
    #[cfg(unix)]
    std::fs::set_permissions(maker.folder.path("ssh"), std::os::unix::fs::PermissionsExt::from_mode(0o755))
        .expect("a program");
    let address = format!("ssh://host.invalid{}", maker.folder.path("remote.git").display());
    maker.git("log", &["remote", "set-url", "origin", &address]);
    maker.write("content/about.md", "---\ntitle: About\n---\nI cut noise.\n");
    let ssh = maker.folder.path("ssh");
    let run =
        Run::of(maker.command(&["deploy"]).env("GIT_SSH", ssh).env("GIT_SSH_VARIANT", "simple")).ends_with(2);
    assert!(run.stderr.contains("at the same moment"), "{}", run.stderr);
    assert_eq!(maker.tip(), foreign);
}

#[test]
fn a_wrong_address_is_noticed_before_anything_is_built() {
    let maker = Maker::new();
    maker.git("log", &["remote", "set-url", "origin", "git@github.com:ana/other.git"]);
    let run = maker.run(&["deploy"]).ends_with(2);
    assert!(run.stderr.contains("base_url: https://ana.github.io/other/"), "{}", run.stderr);
    maker.write("buildlog.yaml", &SETTINGS.replace("ana.github.io", "example.org"));
    let run = maker.run(&["deploy"]).ends_with(2);
    assert!(run.stderr.contains("a placeholder"), "{}", run.stderr);
    assert!(!maker.folder.has("log/public"));
}

#[test]
fn a_leak_stops_a_deploy_and_a_warning_does_only_under_strict() {
    let maker = Maker::new();
    let day = |words: &str| format!("---\ndate: 2026-01-05\ntitle: One\n---\n{words}\n");
    maker.write("content/projects/cut/day-01.md", &day("See [my demo](http://localhost:3000/)."));
    maker.run(&["deploy", "--strict"]).ends_with(1);
    assert!(!maker.folder.has("log/public"), "nothing is built that is not to be deployed");
    maker.deploy();
    let tip = maker.tip();
    maker.write("content/projects/cut/day-01.md", &day(&format!("My key is AKIA{}.", "Q4XWPL7TRN2MZB5D")));
    let run = maker.run(&["deploy"]).ends_with(1);
    assert!(run.stderr.contains("error[secret]") && !run.stderr.contains("Q4XWPL7T"), "{}", run.stderr);
    assert_eq!(maker.tip(), tip);
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
    let noise: Vec<u8> =
        (0..6_000_000_u64).map(|at| (at.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 56) as u8).collect();
    maker.folder.write("log/static/noise.bin", &noise);
    for pause in [20, 60, 120, 250, 400] {
        let tip = maker.tip();
        let mut child = maker
            .command(&["deploy"])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("it starts");
        std::thread::sleep(Duration::from_millis(pause));
        let _ = child.kill();
        let mut said = String::new();
        child.stdout.take().map(|mut out| out.read_to_string(&mut said)).transpose().expect("words");
        let _ = child.wait();
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

#[test]
fn the_example_is_not_deployed_to_its_placeholder() {
    let folder = Folder::new();
    crate::support::folder::copy(&repository().join("example-site"), &folder.path(""));
    let remote = format!("{}deploy: {{remote: /srv/none.git}}\n", folder.read("buildlog.yaml"));
    folder.write("buildlog.yaml", remote);
    let run = folder.run(&["deploy"]).ends_with(2);
    assert!(run.stderr.contains("https://example.org/log/, a placeholder"), "{}", run.stderr);
}
