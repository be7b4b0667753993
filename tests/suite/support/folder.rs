//! A folder of its own for a test, and the program run in it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use tempfile::TempDir;

/// Every file of a folder by its path, with its bytes.
pub(crate) type Tree = BTreeMap<String, Vec<u8>>;

/// A folder that is gone when the test ends.
pub(crate) struct Folder {
    top: TempDir,
}

impl Folder {
    /// An empty folder.
    pub(crate) fn new() -> Self {
        Self { top: tempfile::tempdir().expect("a folder") }
    }

    /// Where a path of the folder lies.
    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.top.path().join(path)
    }

    /// Writes a file and the folders above it.
    pub(crate) fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let file = self.path(path);
        std::fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
        std::fs::write(file, bytes).expect("a file");
    }

    /// The text of a file.
    pub(crate) fn read(&self, path: &str) -> String {
        let file = self.path(path);
        std::fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
    }

    /// Whether something is at a path.
    pub(crate) fn has(&self, path: &str) -> bool {
        self.path(path).exists()
    }

    /// Every file in a folder of it; none where there is no such folder.
    pub(crate) fn tree(&self, path: &str) -> Tree {
        tree(&self.path(path))
    }

    /// The program, to be run in the folder with nothing of this terminal's settings.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_buildlog"));
        command.current_dir(self.top.path()).args(arguments);
        for name in ["NO_COLOR", "TERM", "EDITOR", "VISUAL", "RUST_BACKTRACE", "RAYON_NUM_THREADS"] {
            command.env_remove(name);
        }
        command
    }

    /// Runs the program to its end.
    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        Run::of(&mut self.command(arguments))
    }
}

/// How a run of the program ended, and what it said.
#[derive(Debug)]
pub(crate) struct Run {
    /// The exit status; `None` where it was killed.
    pub(crate) status: Option<i32>,
    /// What it said.
    pub(crate) stdout: String,
    /// What it complained about.
    pub(crate) stderr: String,
}

/// So long a command may take, on a machine that does ten other things; whatever takes longer will never end.
const PATIENCE: Duration = Duration::from_secs(300);

impl Run {
    /// Runs a command to its end; one that has none ends the test.
    pub(crate) fn of(command: &mut Command) -> Self {
        let Output { status, stdout, stderr } = output_of(command).expect("the program starts");
        Self { status: status.code(), stdout: text(stdout), stderr: text(stderr) }
    }

    /// Ends the test unless the run ended with this status.
    #[track_caller]
    pub(crate) fn ends_with(self, status: i32) -> Self {
        assert_eq!(self.status, Some(status), "stdout:\n{}\nstderr:\n{}", self.stdout, self.stderr);
        self
    }
}

/// What a command says until its end, and how it ends; an error where there is no such program.
pub(crate) fn output_of(command: &mut Command) -> std::io::Result<Output> {
    let command = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    Ok(end_of(command.spawn()?, command))
}

/// The end of what a command has started; where it has none, that is killed and ends the test.
pub(crate) fn end_of(child: Child, command: &Command) -> Output {
    let id = child.id().to_string();
    let (ended, end) = mpsc::channel();
    std::thread::spawn(move || ended.send(child.wait_with_output()));
    let Ok(output) = end.recv_timeout(PATIENCE) else {
        let _ = Command::new("kill").args(["-KILL", &id]).status();
        panic!("it did not end within {PATIENCE:?}: {command:?}");
    };
    output.expect("its end")
}

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).expect("UTF-8")
}

/// Every file below a folder.
pub(crate) fn tree(top: &Path) -> Tree {
    let mut files = Tree::new();
    gather(top, top, &mut files);
    files
}

fn gather(top: &Path, folder: &Path, files: &mut Tree) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            gather(top, &path, files);
        } else {
            let name = path.strip_prefix(top).expect("inside").to_string_lossy().into_owned();
            files.insert(name, std::fs::read(&path).expect("a file"));
        }
    }
}

/// Copies every file of a folder into another.
pub(crate) fn copy(from: &Path, to: &Path) {
    for (name, bytes) in tree(from) {
        let file = to.join(name);
        std::fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
        std::fs::write(file, bytes).expect("a file");
    }
}

/// What differs between two trees, a line a file; empty where they are equal.
pub(crate) fn differences(one: &Tree, other: &Tree) -> Vec<String> {
    let names: std::collections::BTreeSet<_> = one.keys().chain(other.keys()).collect();
    names
        .into_iter()
        .filter_map(|name| match (one.get(name), other.get(name)) {
            (Some(a), Some(b)) if a == b => None,
            (Some(_), Some(_)) => Some(format!("{name} differs")),
            (Some(_), None) => Some(format!("{name} is only in the first")),
            (None, _) => Some(format!("{name} is only in the second")),
        })
        .collect()
}
