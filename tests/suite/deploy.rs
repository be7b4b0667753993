//! A deploy against a bare repository: what the branch holds afterwards, and what stays as it was.

use std::process::Command;

use crate::support::folder::{Run, output_of};
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
        "dry run  gh-pages of",
        "1 added, ",
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
    let there = output_of(Command::new("git").args(["cat-file", "-e", old.trim()]).env("GIT_DIR", desk))
        .expect("git");
    assert!(!there.status.success(), "the desk forgets it, too");
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
        none.stderr.contains("lies in no git repository")
            && none.stderr.contains("`git init` and `git remote"),
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
fn the_example_is_not_deployed_to_its_placeholder() {
    let folder = Folder::new();
    crate::support::folder::copy(&repository().join("example-site"), &folder.path(""));
    let remote = format!("{}deploy: {{remote: /srv/none.git}}\n", folder.read("buildlog.yaml"));
    folder.write("buildlog.yaml", remote);
    let run = folder.run(&["deploy"]).ends_with(2);
    assert!(run.stderr.contains("https://example.org/log/, a placeholder"), "{}", run.stderr);
}
