//! Whose a branch is: a deploy replaces what the same site put there, and nothing else unless it is named.

use crate::support::folder::Run;
use crate::support::maker::{Maker, SETTINGS, git};

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

/// Settings of another site, which is deployed to the same remote.
fn other_site() -> String {
    SETTINGS.replace("a-small-log", "another-log").replace("A small log", "Another log")
}

#[test]
fn a_deploy_of_another_site_is_never_replaced_unasked() {
    let maker = Maker::new();
    maker.deploy();
    let (tip, pages) = (maker.tip(), maker.branch());
    maker.write("buildlog.yaml", &other_site());
    let run = maker.run(&["deploy"]).ends_with(2);
    for words in ["holds another site", "tag:example.org,2026-01-05:a-small-log", "--adopt", &tip[..12]] {
        assert!(run.stderr.contains(words), "{words}: {}", run.stderr);
    }
    maker.run(&["deploy", "--dry-run"]).ends_with(2);
    assert_eq!((maker.tip(), maker.branch()), (tip.clone(), pages));
    maker.run(&["deploy", "--adopt", &tip]).ends_with(0);
    maker.assert_published();
    let message = maker.git("remote.git", &["log", "-1", "--format=%B", "gh-pages"]);
    assert!(message.contains("\nBuildlog-Site: tag:example.org,2026-01-05:another-log\n"), "{message}");
    let again = maker.deploy();
    assert!(again.stdout.contains("unchanged"), "it is this site's from now on: {}", again.stdout);
}

#[test]
fn a_deploy_that_names_no_site_is_taken_for_foreign() {
    let maker = Maker::new();
    maker.deploy();
    let tree = maker.git("remote.git", &["rev-parse", "gh-pages^{tree}"]);
    let deploy = ["-c", "user.name=buildlog", "-c", "user.email=deploy@buildlog.invalid"];
    let commit = [&deploy[..], &["commit-tree", "-m", "Publish the site", tree.trim()]].concat();
    let commit = maker.git("remote.git", &commit);
    maker.git("remote.git", &["update-ref", "refs/heads/gh-pages", commit.trim()]);
    let run = maker.run(&["deploy"]).ends_with(2);
    assert!(run.stderr.contains("does not say for which site"), "{}", run.stderr);
    maker.run(&["deploy", "--adopt", commit.trim()]).ends_with(0);
    maker.assert_published();
}

#[test]
fn the_address_of_a_site_without_an_id_stands_in_its_place() {
    let maker = Maker::new();
    let settings = SETTINGS.replace("id: tag:example.org,2026-01-05:a-small-log\n", "");
    maker.write("buildlog.yaml", &settings);
    maker.deploy();
    assert!(maker.deploy().stdout.contains("unchanged"));
    maker.write("buildlog.yaml", &settings.replace("ana.github.io", "bo.github.io"));
    let run = maker.run(&["deploy"]).ends_with(2);
    assert!(run.stderr.contains("the id https://ana.github.io/log/"), "{}", run.stderr);
}

#[test]
fn an_adoption_that_is_not_needed_says_so() {
    let maker = Maker::new();
    let first = maker.run(&["deploy", "--adopt", "1234567"]).ends_with(0);
    assert!(first.stdout.contains("--adopt was not needed: there is no gh-pages"), "{}", first.stdout);
    let second = maker.run(&["deploy", "--adopt", "1234567"]).ends_with(0);
    assert!(second.stdout.contains("--adopt was not needed: gh-pages of"), "{}", second.stdout);
    maker.foreign_commit("A commit by hand");
    let short = maker.run(&["deploy", "--adopt", "12345"]).ends_with(2);
    assert!(short.stderr.contains("at least the first 7 digits"), "{}", short.stderr);
    let wrong = maker.run(&["deploy", "--adopt", "1234567"]).ends_with(2);
    assert!(wrong.stderr.contains("`--adopt 1234567` names another commit"), "{}", wrong.stderr);
}

#[test]
fn the_branch_of_the_sources_is_never_replaced_even_if_it_is_named() {
    let maker = Maker::new();
    maker.git("log", &["push", "--quiet", "origin", "main"]);
    maker.git("log", &["checkout", "--quiet", "-b", "work"]);
    maker.write("buildlog.yaml", &format!("{SETTINGS}deploy: {{branch: main}}\n"));
    let head = maker.git("log", &["rev-parse", "HEAD"]);
    let run = maker.run(&["deploy", "--adopt", head.trim()]).ends_with(2);
    assert!(run.stderr.contains("would take it away"), "{}", run.stderr);
    assert_eq!(maker.git("remote.git", &["rev-parse", "refs/heads/main"]), head);
}

#[test]
fn the_branch_that_the_sources_are_on_is_refused_before_it_is_pushed_anywhere() {
    let maker = Maker::new();
    maker.write("buildlog.yaml", &format!("{SETTINGS}deploy: {{branch: main}}\n"));
    let run = maker.run(&["deploy"]).ends_with(2);
    assert!(run.stderr.contains("`main` is the branch of your sources"), "{}", run.stderr);
    assert_eq!(maker.git("remote.git", &["for-each-ref"]), "");
    let address = maker.folder.path("remote.git").display().to_string();
    maker.write("buildlog.yaml", &format!("{SETTINGS}deploy: {{branch: main, remote: '{address}/'}}\n"));
    maker.run(&["deploy"]).ends_with(2);
}

#[test]
fn in_another_repository_the_branch_may_have_the_name_of_the_sources_own() {
    let maker = Maker::new();
    maker.git("log", &["push", "--quiet", "--set-upstream", "origin", "main"]);
    let sources = maker.git("remote.git", &["for-each-ref"]);
    maker.git("pages.git", &["init", "--quiet", "--bare", "--initial-branch=main", "."]);
    let pages = maker.folder.path("pages.git").display().to_string();
    maker.write("buildlog.yaml", &format!("{SETTINGS}deploy: {{branch: main, remote: '{pages}'}}\n"));
    maker.deploy();
    maker.assert_published_at("pages.git", "main");
    maker.git("log", &["remote", "add", "pages", &pages]);
    maker.write("buildlog.yaml", &format!("{SETTINGS}deploy: {{branch: main, remote: pages}}\n"));
    assert!(maker.deploy().stdout.contains("unchanged"));
    assert_eq!(
        maker.git("remote.git", &["for-each-ref"]),
        sources,
        "the repository of the sources is untouched"
    );
    let objects = |repository: &str| {
        maker.git(
            repository,
            &["cat-file", "--batch-all-objects", "--batch-check=%(objectname) %(objecttype)"],
        )
    };
    let public = objects("pages.git");
    let copied = maker.git("log", &["rev-parse", "HEAD:static/odd name.txt"]);
    let shared: Vec<String> = objects("log")
        .lines()
        .filter(|object| public.contains(*object) && !object.starts_with(copied.trim()))
        .map(str::to_string)
        .collect();
    assert_eq!(
        shared, [""; 0],
        "no commit, no folder and no file of the sources is in the public repository"
    );
}

#[test]
fn a_name_that_no_branch_can_have_is_refused() {
    let maker = Maker::new();
    for name in ["HEAD", "@", "a b", "-x", "a..b", "refs/heads/gh-pages", "'@{-1}'", "a.lock", "''"] {
        let quoted = if name.starts_with('\'') { name.to_string() } else { format!("'{name}'") };
        maker.write("buildlog.yaml", &format!("{SETTINGS}deploy: {{branch: {quoted}}}\n"));
        let run = maker.run(&["deploy"]).ends_with(2);
        assert!(run.stderr.contains("no branch can be called"), "{name}: {}", run.stderr);
    }
    assert_eq!(maker.git("remote.git", &["for-each-ref"]), "");
}

#[test]
fn a_password_that_was_written_for_a_remote_is_not_repeated() {
    let maker = Maker::new();
    for odd in [
        "hunter2secret",
        "ana:hunter2secret@github.invalid/ana/log",
        "hunter2secret@127.0.0.1/ana",
        "http://ana:hunter2secret@127.0.0.1:1/ana/log.git",
        "http://127.0.0.1:1/ana/log.git?token=hunter2secret",
    ] {
        maker.write("buildlog.yaml", &format!("{SETTINGS}deploy: {{remote: '{odd}'}}\n"));
        let mut command = maker.command(&["deploy"]);
        let run = Run::of(command.env("GIT_SSH_COMMAND", "false"));
        // The gate stops what it knows for a password (1), the search for the remote the rest (2).
        assert!(matches!(run.status, Some(1 | 2)), "{odd}: {run:?}");
        let said = format!("{}{}", run.stdout, run.stderr);
        assert!(!said.contains("hunter2secret") && said.contains("help: "), "{odd}: {said}");
    }
    let known = {
        maker.write("buildlog.yaml", &format!("{SETTINGS}deploy: {{remote: orgin}}\n"));
        maker.run(&["deploy"]).ends_with(2)
    };
    assert!(
        known.stderr.contains("neither a git remote") && known.stderr.contains("origin"),
        "{}",
        known.stderr
    );
}

#[test]
fn a_remote_that_somebody_works_in_is_no_place_for_pages() {
    let maker = Maker::new();
    let worked_in = maker.folder.path("worked-in");
    git(&worked_in, &["init", "--quiet", "--initial-branch=gh-pages", "."]);
    git(&worked_in, &["commit", "--quiet", "--allow-empty", "-m", "Mine"]);
    let mine = git(&worked_in, &["rev-parse", "HEAD"]);
    let address = worked_in.display().to_string();
    maker.write("buildlog.yaml", &format!("{SETTINGS}deploy: {{remote: '{address}'}}\n"));
    let run = maker.run(&["deploy", "--adopt", mine.trim()]).ends_with(2);
    assert!(run.stderr.contains("has gh-pages checked out"), "{}", run.stderr);
    assert_eq!(git(&worked_in, &["rev-parse", "HEAD"]), mine);
}
