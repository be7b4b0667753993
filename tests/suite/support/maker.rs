//! A maker with a site in a repository of git, and a bare repository as its remote.

use std::path::Path;
use std::process::Command;

use super::folder::{Folder, Run, Tree, differences, output_of, tree};

/// Settings of a site that can be deployed.
pub(crate) const SETTINGS: &str = "\
title: A small log
base_url: https://ana.github.io/log/
id: tag:example.org,2026-01-05:a-small-log
cards: none
author: {name: Ana Sample, headline: Builds small tools}
";

/// A project of seven days.
pub(crate) const PROJECT: &str =
    "---\ntitle: Cut\ntagline: Cuts the silence out\nchallenge: {start: 2026-01-05, days: 7}\n---\n";

/// A site in a repository of git, and a bare repository as its remote.
pub(crate) struct Maker {
    /// Everything lies in it: the site in `log`, the remote in `remote.git`.
    pub(crate) folder: Folder,
}

impl Maker {
    pub(crate) fn new() -> Self {
        let maker = Self::without_remote();
        maker.git("remote.git", &["init", "--quiet", "--bare", "."]);
        let remote = maker.folder.path("remote.git").display().to_string();
        maker.git("log", &["remote", "add", "origin", &remote]);
        maker
    }

    pub(crate) fn without_remote() -> Self {
        let maker = Self { folder: Folder::new() };
        maker.write("buildlog.yaml", SETTINGS);
        maker.write(".gitignore", "/public/\n/.buildlog/\n/private/\n");
        maker.write("content/about.md", "---\ntitle: About\n---\nI cut silence.\n");
        maker.write("content/projects/cut/project.md", PROJECT);
        maker.write(
            "content/projects/cut/day-01.md",
            "---\ndate: 2026-01-05\ntitle: One\n---\nFirst words.\n",
        );
        maker.write("static/odd name.txt", "one\r\ntwo\n");
        maker.git("log", &["init", "--quiet", "--initial-branch=main", "."]);
        maker.git("log", &["add", "--all"]);
        maker.git("log", &["commit", "--quiet", "-m", "Begin"]);
        maker
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        self.folder.write(&format!("log/{path}"), text);
    }

    pub(crate) fn git(&self, folder: &str, question: &[&str]) -> String {
        git(&self.folder.path(folder), question)
    }

    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = self.folder.command(arguments);
        command.current_dir(self.folder.path("log"));
        // Neither the settings nor the credentials of whoever runs the tests.
        command.env("HOME", self.folder.path("")).env("GIT_CONFIG_NOSYSTEM", "1").env_remove("SSH_ASKPASS");
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        Run::of(&mut self.command(arguments))
    }

    /// Deploys, and ends the test if anything of the sources' repository is not as it was.
    #[track_caller]
    pub(crate) fn deploy(&self) -> Run {
        let before = self.state();
        let run = self.run(&["deploy"]).ends_with(0);
        assert_eq!(differences(&before, &self.state()), [""; 0]);
        run
    }

    /// The files of the Pages branch with their bytes, from a clone that changes none of them.
    pub(crate) fn branch(&self) -> Tree {
        self.branch_at("remote.git", "gh-pages")
    }

    /// The same of another branch of another repository.
    pub(crate) fn branch_at(&self, remote: &str, branch: &str) -> Tree {
        let remote = self.folder.path(remote);
        let clone = Folder::new();
        let to = clone.path("clone").display().to_string();
        git(&remote, &["clone", "--quiet", "-c", "core.autocrlf=false", "--branch", branch, ".", &to]);
        let mut files = clone.tree("clone");
        files.retain(|name, _| !name.starts_with(".git/"));
        files
    }

    pub(crate) fn tip(&self) -> String {
        self.git("remote.git", &["rev-parse", "refs/heads/gh-pages"]).trim().to_string()
    }

    /// Ends the test unless the branch holds one commit without a parent, and in it exactly what lies in `public/`.
    #[track_caller]
    pub(crate) fn assert_published(&self) {
        self.assert_published_from(&self.folder.path("log"));
    }

    #[track_caller]
    pub(crate) fn assert_published_from(&self, site: &Path) {
        assert_eq!(differences(&self.branch(), &tree(&site.join("public"))), [""; 0]);
        assert_eq!(self.git("remote.git", &["rev-list", "--count", "refs/heads/gh-pages"]).trim(), "1");
    }

    /// The same of another branch of another repository.
    #[track_caller]
    pub(crate) fn assert_published_at(&self, remote: &str, branch: &str) {
        let public = tree(&self.folder.path("log/public"));
        assert_eq!(differences(&self.branch_at(remote, branch), &public), [""; 0]);
        assert_eq!(self.git(remote, &["rev-list", "--count", branch]).trim(), "1");
    }

    /// Everything that a deploy must leave as it is: the files, the index, the branches and the objects of the sources.
    pub(crate) fn state(&self) -> Tree {
        let is_kept =
            |name: &str| ![".git/", "public/", ".buildlog/"].iter().any(|start| name.starts_with(start));
        let mut state = self.folder.tree("log");
        let repository =
            state.keys().filter(|name| name.starts_with(".git/")).cloned().collect::<Vec<_>>().join("\n");
        state.retain(|name, _| {
            is_kept(name) || name == ".git/index" || name.starts_with(".git/refs/") || name == ".git/HEAD"
        });
        state.insert("the files of .git".to_string(), repository.into_bytes());
        state
    }

    /// A commit of somebody else on the Pages branch.
    pub(crate) fn foreign_commit(&self, subject: &str) {
        let clone = Folder::new();
        let to = clone.path("clone");
        let to_text = to.display().to_string();
        git(&self.folder.path("remote.git"), &["clone", "--quiet", "--branch", "gh-pages", ".", &to_text]);
        std::fs::write(to.join("CNAME"), "ana.example\n").expect("a file");
        git(&to, &["add", "--all"]);
        git(&to, &["commit", "--quiet", "-m", subject]);
        git(&to, &["push", "--quiet", "origin", "gh-pages"]);
    }
}

/// git in a folder, with nobody's settings.
pub(crate) fn git(folder: &Path, question: &[&str]) -> String {
    std::fs::create_dir_all(folder).expect("a folder");
    let who = [
        "-c",
        "user.name=Bo Sample",
        "-c",
        "user.email=bo@example.org",
        "-c",
        "commit.gpgSign=false",
        "-c",
        "protocol.file.allow=always",
    ];
    let mut command = Command::new("git");
    command.args(who).args(question).current_dir(folder);
    command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
    let output = output_of(&mut command).expect("git is installed");
    assert!(output.status.success(), "git {question:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}
