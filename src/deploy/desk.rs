//! A repository of buildlog's own, in which the commit is made.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::difference::Difference;
use super::error::DeployError;
use super::target::Target;
use super::tip::{self, Tip};
use super::tree;
use crate::git;

/// Who a deploy is made by. The maker's own address stays out of it: the sources may be private while the branch is not.
pub(super) const NAME: &str = "buildlog";
/// No mail can ever go there (RFC 2606).
pub(super) const MAIL: &str = "deploy@buildlog.invalid";

/// What keeps the last deploy from being swept away.
const LAST: &str = "refs/buildlog/last";

/// The repository, and the settings of the sources' own by which the remote is reached.
#[derive(Debug)]
pub struct Desk {
    folder: PathBuf,
    git_dir: PathBuf,
    settings: Option<PathBuf>,
}

impl Desk {
    /// Makes the repository in `git_dir`, if it is not there yet. `root` is the site's folder.
    ///
    /// # Errors
    /// Where there is no git, or the disk refuses.
    pub fn open(root: &Path, git_dir: &Path) -> Result<Desk, DeployError> {
        // A path among the remotes is read from the top of the work tree.
        let top =
            git::ask(root, &["rev-parse", "--show-toplevel"]).ok().map(|top| PathBuf::from(top.trim_end()));
        let settings = git::ask(root, &["rev-parse", "--git-path", "config"]).ok();
        let desk = Desk {
            folder: top.unwrap_or_else(|| root.to_path_buf()),
            git_dir: git_dir.to_path_buf(),
            settings: settings.map(|path| root.join(path.trim_end())),
        };
        git::answer(git::writing(root).args(["init", "--quiet", "--bare", "--template="]).arg(git_dir))?;
        Ok(desk)
    }

    /// git, working on the desk.
    pub(super) fn git(&self) -> Command {
        let mut command = git::writing(&self.folder);
        if let Some(settings) = &self.settings {
            // Credentials, proxies, keys and remotes as the sources' repository has them.
            command.arg("-c").arg(format!("include.path={}", settings.display()));
        }
        command
            // What the sources' repository does on a push of its own is not meant for this one.
            .args(["-c", "core.hooksPath=/dev/null"])
            // A log of what the branch was before would keep what was withdrawn.
            .args(["-c", "core.logAllRefUpdates=false", "-c", "gc.auto=0", "-c", "maintenance.auto=false"])
            .args(["-c", "push.recurseSubmodules=no", "-c", "push.followTags=false"])
            .env("GIT_DIR", &self.git_dir);
        command
    }

    /// What is at the branch now.
    ///
    /// # Errors
    /// Where the remote can't be asked.
    pub fn tip(&self, target: &Target) -> Result<Option<Tip>, DeployError> {
        tip::find(self, target)
    }

    /// Writes the files of a folder as a tree, byte for byte, and gives its id. `files` are relative, with `/`.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn tree(&self, out: &Path, files: &[String]) -> Result<String, DeployError> {
        tree::write(self, out, files)
    }

    /// What a deploy of a tree would change.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn difference(&self, tip: Option<&Tip>, tree: &str) -> Result<Difference, DeployError> {
        Difference::between(self, tip.map(|tip| tip.id.as_str()), tree)
    }

    /// Makes a tree the branch's only commit, unless the branch is not what `tip` says any more. The commit's id.
    ///
    /// # Errors
    /// Where the host refuses, can't be reached, or somebody was faster; the branch is then as it was.
    pub fn push(&self, target: &Target, tip: Option<&Tip>, tree: &str) -> Result<String, DeployError> {
        let commit = self.commit(tree)?;
        let reference = target.reference();
        let expected = tip.map_or("", |tip| tip.id.as_str());
        let lease = format!("--force-with-lease={reference}:{expected}");
        let refspec = format!("{commit}:{reference}");
        git::answer(self.git().args(["push", "--quiet", &lease, "--", &target.remote, &refspec]))?;
        self.sweep(&commit);
        Ok(commit)
    }

    fn commit(&self, tree: &str) -> Result<String, DeployError> {
        let mut command = self.git();
        for role in ["AUTHOR", "COMMITTER"] {
            command.env(format!("GIT_{role}_NAME"), NAME).env(format!("GIT_{role}_EMAIL"), MAIL);
        }
        // The clock of one zone for everybody: where the maker lives is nobody's to read here.
        command.env("TZ", "UTC").args(["commit-tree", "-m", tip::SUBJECT, "-m", tip::BODY, tree]);
        Ok(git::answer(&mut command)?.trim().to_string())
    }

    /// Forgets earlier deploys: what was withdrawn need not lie here either. That this fails stops nobody.
    fn sweep(&self, commit: &str) {
        let kept = git::answer(self.git().args(["update-ref", LAST, commit]));
        if kept.is_ok() {
            let _ = git::answer(self.git().args(["update-ref", "-d", tip::FETCHED]));
            let _ = git::answer(self.git().args(["prune", "--expire=now"]));
        }
    }
}
