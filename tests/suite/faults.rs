//! Mistakes that makers make: each folder of `tests/faults/` holds the files of one, and in
//! `report.txt` what the terminal must show.
//!
//! Settings and a project are laid under a folder that has none. After a change of words,
//! `BUILDLOG_UPDATE=1 cargo test --test suite faults` writes the reports anew; read what changed.

use std::path::{Path, PathBuf};

use crate::support::folder::{copy, differences, tree};
use crate::support::{Folder, Run, Site, Tree, repository};

const REPORT: &str = "report.txt";

/// A site with an output from the time before the mistake was made.
pub(crate) struct Mistaken {
    folder: Folder,
    good: Tree,
}

impl Mistaken {
    /// Settings and a project, without the days that the good output was made of.
    pub(crate) fn begin() -> Self {
        let folder = Folder::new();
        let site = Site::new();
        site.clone().with_day(1, "title: A good day\n", "All is well.").write_to(&folder.path("site"));
        folder.run(&["-C", "site", "build"]).ends_with(0);
        let good = folder.tree("site/public");
        assert!(good.contains_key("projects/cut/day-01/index.html"));
        std::fs::remove_dir_all(folder.path("site/content")).expect("a folder to remove");
        site.write_to(&folder.path("site"));
        Self { folder, good }
    }

    /// Writes a file of the site.
    pub(crate) fn with(self, path: &str, bytes: impl AsRef<[u8]>) -> Self {
        self.folder.write(&format!("site/{path}"), bytes);
        self
    }

    /// Where a path of the site lies.
    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.folder.path("site").join(path)
    }

    /// Builds, and ends the test unless the build fails and leaves the good output as it was.
    pub(crate) fn report(&self) -> String {
        let Run { status, stdout, stderr } = self.folder.run(&["-C", "site", "build"]);
        assert_eq!(status, Some(1), "stdout:\n{stdout}\nstderr:\n{stderr}");
        assert_eq!(stdout, "", "a build that fails has only its report to show");
        let now = self.folder.tree("site/public");
        assert_eq!(differences(&self.good, &now), [""; 0], "the good output was touched");
        stderr
    }
}

/// The folders of mistakes, by name.
fn mistakes() -> Vec<PathBuf> {
    let folder = repository().join("tests/faults");
    let entries = std::fs::read_dir(folder).expect("the folders of mistakes");
    let mut found: Vec<_> = entries.map(|entry| entry.expect("an entry").path()).collect();
    found.sort();
    found
}

fn report_of(mistake: &Path) -> String {
    let site = Mistaken::begin();
    copy(mistake, &site.path(""));
    std::fs::remove_file(site.path(REPORT)).ok();
    site.report()
}

#[test]
fn every_mistake_is_told_in_the_words_of_its_report() {
    let update = std::env::var_os("BUILDLOG_UPDATE").is_some();
    let mut wrong = String::new();
    for mistake in mistakes() {
        let said = report_of(&mistake);
        let expected = std::fs::read_to_string(mistake.join(REPORT)).unwrap_or_default();
        if update {
            std::fs::write(mistake.join(REPORT), said).expect("the report is written");
        } else if said != expected {
            let name = mistake.file_name().unwrap_or_default().display();
            wrong.push_str(&format!("=== {name}: expected\n{expected}=== but it says\n{said}\n"));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn every_report_names_a_place_and_a_way_out() {
    for mistake in mistakes() {
        let report = std::fs::read_to_string(mistake.join(REPORT)).expect("a report");
        let complaints: Vec<&str> = report.split("\n\n").filter(|part| part.contains('[')).collect();
        let errors = complaints.iter().filter(|complaint| complaint.starts_with("error[")).count();
        assert!(errors > 0, "{}", mistake.display());
        for complaint in complaints {
            assert!(complaint.contains("--> "), "no place: {complaint}");
            assert!(complaint.contains("help: "), "no way out: {complaint}");
        }
    }
}

#[test]
fn every_folder_of_mistakes_is_small() {
    for mistake in mistakes() {
        let bytes: usize = tree(&mistake).values().map(Vec::len).sum();
        assert!(bytes < 10_000, "{} holds {bytes} bytes", mistake.display());
    }
}
