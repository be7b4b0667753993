//! A folder as git's objects, byte for byte: no filter, no attribute and no line ending of anybody's settings.

use std::collections::BTreeMap;
use std::path::Path;

use super::desk::Desk;
use super::error::DeployError;
use crate::git;

/// Entries of one folder as `mktree` takes them.
type Folders = BTreeMap<String, Vec<String>>;

/// Writes every file and folder, and gives the id of the top.
pub(super) fn write(desk: &Desk, out: &Path, files: &[String]) -> Result<String, DeployError> {
    let paths: String =
        files.iter().map(|file| format!("{}\n", quoted(&out.join(file).to_string_lossy()))).collect();
    let question = ["hash-object", "-w", "--no-filters", "--stdin-paths"];
    let answer = git::answer_to(desk.git().args(question), paths.as_bytes())?;
    let mut folders = Folders::from([(String::new(), Vec::new())]);
    for (file, id) in files.iter().zip(answer.lines()) {
        let (folder, name) = file.rsplit_once('/').unwrap_or(("", file));
        folders.entry(folder.to_string()).or_default().push(format!("100644 blob {id}\t{name}"));
        // The folders above one that holds files may hold nothing but folders.
        for (at, _) in folder.match_indices('/') {
            folders.entry(folder[..at].to_string()).or_default();
        }
    }
    // A folder is written once all folders in it are: the deepest first, those of one depth together.
    let depth = |folder: &str| if folder.is_empty() { 0 } else { 1 + folder.matches('/').count() };
    let deepest = folders.keys().map(|folder| depth(folder)).max().unwrap_or(0);
    for level in (1..=deepest).rev() {
        let names: Vec<String> = folders.keys().filter(|folder| depth(folder) == level).cloned().collect();
        for (name, id) in names.iter().zip(write_folders(desk, &names, &folders)?) {
            let (above, name) = name.rsplit_once('/').unwrap_or(("", name));
            folders.entry(above.to_string()).or_default().push(format!("040000 tree {id}\t{name}"));
        }
    }
    let top = write_folders(desk, &[String::new()], &folders)?;
    Ok(top.into_iter().next().unwrap_or_default())
}

fn write_folders(desk: &Desk, names: &[String], folders: &Folders) -> Result<Vec<String>, DeployError> {
    let lists = names.iter().map(|name| {
        let entries = folders.get(name).into_iter().flatten();
        entries.map(|entry| format!("{entry}\0")).collect::<String>()
    });
    // An empty entry ends a folder.
    let input = lists.collect::<Vec<_>>().join("\0");
    let answer = git::answer_to(desk.git().args(["mktree", "-z", "--batch"]), input.as_bytes())?;
    Ok(answer.lines().map(str::to_string).collect())
}

/// A path as a line; git reads one that begins with a quotation mark as C does.
fn quoted(path: &str) -> String {
    if !path.starts_with('"') && !path.contains(char::is_control) {
        return path.to_string();
    }
    let mut quoted = String::from("\"");
    for c in path.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_ascii_control() => quoted.push_str(&format!("\\{:03o}", u32::from(c))),
            c => quoted.push(c),
        }
    }
    quoted + "\""
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deploy::Target;

    #[test]
    fn a_folder_is_written_as_git_itself_would() {
        let top = tempfile::tempdir().unwrap();
        let out = top.path().join("public");
        let files =
            ["a.html", "b/c/d.txt", "b/e \"f\"", "b/line\nbreak", "字/index.html", "b-x/y", ".nojekyll"];
        for file in files {
            let path = out.join(file);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::io::Write::write_all(
                &mut std::fs::File::create(path).unwrap(),
                format!("{file}\r\n").as_bytes(),
            )
            .unwrap();
        }
        git::ask(top.path(), &["init", "--quiet", "--bare", "remote.git"]).unwrap();
        let remote = top.path().join("remote.git").display().to_string();
        let target = Target { address: remote.clone(), remote, branch: "gh-pages".into() };
        let desk = Desk::open(top.path(), &top.path().join("desk"), &target, "an id").unwrap();
        let tree = write(&desk, &out, &files.map(str::to_string)).unwrap();
        git::ask(&out, &["init", "--quiet"]).unwrap();
        git::ask(&out, &["add", "--all"]).unwrap();
        assert_eq!(tree, git::ask(&out, &["write-tree"]).unwrap().trim());
    }
}
