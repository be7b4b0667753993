//! Reading anew where something has changed.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::*;

struct Folder(tempfile::TempDir);

impl Folder {
    fn with(files: &[(&str, &str)]) -> Self {
        let folder = Self(tempfile::tempdir().unwrap());
        files.iter().for_each(|(path, text)| folder.write(path, text));
        folder
    }

    fn root(&self) -> &Path {
        self.0.path()
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

fn refreshed(sources: &Sources, touched: &[&str]) -> (Sources, Vec<String>) {
    let touched: BTreeSet<String> = touched.iter().map(ToString::to_string).collect();
    let (now, changed) = sources.refreshed(&touched);
    (now, changed.iter().map(ToString::to_string).collect())
}

#[test]
fn a_file_that_is_written_with_the_same_text_has_not_changed() {
    let folder = Folder::with(&[("content/about.md", "one")]);
    let before = read(folder.root());
    folder.write("content/about.md", "one");
    let (after, changed) = refreshed(&before, &["content/about.md"]);
    assert_eq!(changed, [""; 0]);
    let about = SitePath::new("content/about.md");
    assert!(Arc::ptr_eq(&before.text(&about).unwrap().text, &after.text(&about).unwrap().text));
}

#[test]
fn a_folder_that_is_moved_is_gone_from_one_place_and_found_in_the_other() {
    let folder =
        Folder::with(&[("content/projects/a/day-01.md", "1"), ("content/projects/a/day-02.md", "2")]);
    let before = read(folder.root());
    fs::rename(folder.root().join("content/projects/a"), folder.root().join("content/projects/b")).unwrap();
    let (after, changed) = refreshed(&before, &["content/projects/a", "content/projects/b"]);
    assert_eq!(changed.len(), 4);
    assert!(!after.contains(&SitePath::new("content/projects/a/day-01.md")));
    assert!(after.contains(&SitePath::new("content/projects/b/day-02.md")));
}

#[test]
fn what_is_not_of_the_site_is_not_looked_at() {
    let folder = Folder::with(&[("public/index.html", "x"), ("content/about.md~", "x"), (".git/HEAD", "x")]);
    let before = read(folder.root());
    let (_, changed) = refreshed(&before, &["public/index.html", "content/about.md~", ".git/HEAD"]);
    assert_eq!(changed, [""; 0]);
    assert!(is_site_path("buildlog.yaml") && is_site_path("static/.well-known/x"));
    assert!(!is_site_path("content/.day.md.swp") && !is_site_path("README.md"));
}

#[test]
fn a_fault_goes_when_its_file_is_mended() {
    let folder = Folder::with(&[("content/about.md", "fine")]);
    let before = read(folder.root());
    fs::write(folder.root().join("content/about.md"), [0xff, 0xfe, b'x']).unwrap();
    let (broken, changed) = refreshed(&before, &["content/about.md"]);
    assert_eq!((broken.faults().len(), changed.len()), (1, 1));
    folder.write("content/about.md", "mended");
    let (mended, changed) = refreshed(&broken, &["content/about.md"]);
    assert_eq!((mended.faults().len(), changed.len()), (0, 1));
}

#[cfg(unix)]
#[test]
fn a_file_that_a_link_leads_to_changes_with_its_target() {
    let folder = Folder::with(&[("content/a.md", "one")]);
    std::os::unix::fs::symlink(folder.root().join("content/a.md"), folder.root().join("content/b.md"))
        .unwrap();
    let before = read(folder.root());
    folder.write("content/a.md", "two");
    let (_, changed) = refreshed(&before, &["content/a.md"]);
    assert_eq!(changed, ["content/a.md", "content/b.md"]);
}
