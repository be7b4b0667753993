//! A repository of buildlog's own, in which the commit is made.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::difference::Difference;
use super::error::{DeployError, Reason};
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

/// The folder of the repository, and of the one for remotes that name their objects by SHA-256.
const FOLDERS: [(&str, &str); 2] = [("sha1", "deploy.git"), ("sha256", "deploy.sha256.git")];

/// The repository, the settings of the sources' own by which the remote is reached, and what the remote said.
#[derive(Debug)]
pub struct Desk {
    folder: PathBuf,
    git_dir: PathBuf,
    settings: Option<PathBuf>,
    /// Where everything goes to.
    pub(super) target: Target,
    /// The `id` of the site.
    pub(super) site: String,
    /// Id of the commit that the branch had when the remote was asked.
    pub(super) announced: Option<String>,
}

impl Desk {
    /// Asks the remote for its branches, and makes the repository in `work`, if it is not there yet. `root` is the site's
    /// folder, `site` its `id`.
    ///
    /// # Errors
    /// Where there is no git, the disk refuses, or the remote can't be asked.
    pub fn open(root: &Path, work: &Path, target: &Target, site: &str) -> Result<Desk, DeployError> {
        // A path among the remotes is read from the top of the work tree.
        let top =
            git::ask(root, &["rev-parse", "--show-toplevel"]).ok().map(|top| PathBuf::from(top.trim_end()));
        let settings = git::ask(root, &["rev-parse", "--git-path", "config"]).ok();
        let mut desk = Desk {
            folder: top.unwrap_or_else(|| root.to_path_buf()),
            git_dir: PathBuf::new(),
            settings: settings.map(|path| root.join(path.trim_end())),
            target: target.clone(),
            site: site.to_string(),
            announced: None,
        };
        desk.make(work, 0)?;
        let heads = desk.ask_for_heads()?;
        desk.announced = heads.get(&target.reference()).cloned();
        // An empty remote does not say how it names its objects: as its sources do, most likely.
        let is_sha256 = match heads.values().next() {
            Some(id) => id.len() == 64,
            None => git::ask(root, &["rev-parse", "--show-object-format"])
                .is_ok_and(|format| format.trim() == FOLDERS[1].0),
        };
        if is_sha256 {
            desk.make(work, 1)?;
        }
        Ok(desk)
    }

    fn make(&mut self, work: &Path, format: usize) -> Result<(), DeployError> {
        let (format, folder) = FOLDERS[format];
        self.git_dir = work.join(folder);
        let question = ["init", "--quiet", "--bare", "--template=", &format!("--object-format={format}")];
        git::answer(git::writing(&self.folder).args(question).arg(&self.git_dir))?;
        Ok(())
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
            // A host that has gone silent in the middle is given up.
            .args(["-c", "http.lowSpeedLimit=1", "-c", "http.lowSpeedTime=60"])
            .env("GIT_DIR", &self.git_dir);
        command
    }

    /// What is at the branch now.
    ///
    /// # Errors
    /// Where the commit can't be fetched.
    pub fn tip(&self) -> Result<Option<Tip>, DeployError> {
        tip::find(self)
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
    /// Where the host refuses, can't be reached, or somebody was faster; the branch is then as it was, unless the reason is
    /// [`Reason::Unsure`].
    pub fn push(&self, tip: Option<&Tip>, tree: &str) -> Result<String, DeployError> {
        let commit = self.commit(tree)?;
        let reference = self.target.reference();
        let expected = tip.map_or("", |tip| tip.id.as_str());
        let lease = format!("--force-with-lease={reference}:{expected}");
        let refspec = format!("{commit}:{reference}");
        let pushed =
            git::answer(self.git().args(["push", "--quiet", &lease, "--", &self.target.remote, &refspec]));
        if let Err(error) = pushed {
            self.has_arrived(&commit, error.into())?;
        }
        self.sweep(&commit);
        Ok(commit)
    }

    /// After a push that failed: a connection may break when the branch has changed already, and before that was told.
    fn has_arrived(&self, commit: &str, mut error: DeployError) -> Result<(), DeployError> {
        if !matches!(error.reason, Reason::Other | Reason::Unreachable) {
            return Err(error);
        }
        match self.ask_for_heads() {
            Ok(heads) if heads.get(&self.target.reference()).is_some_and(|id| id == commit) => Ok(()),
            Ok(_) => Err(error),
            Err(_) => {
                error.reason = Reason::Unsure;
                Err(error)
            }
        }
    }

    /// The branches of the remote, each with the id of its tip.
    fn ask_for_heads(&self) -> Result<BTreeMap<String, String>, DeployError> {
        let question = ["ls-remote", "--quiet", "--heads", "--", &self.target.remote];
        let answer = git::answer(self.git().args(question))?;
        let heads = answer.lines().filter_map(|line| line.split_once('\t'));
        Ok(heads.map(|(id, name)| (name.to_string(), id.to_string())).collect())
    }

    fn commit(&self, tree: &str) -> Result<String, DeployError> {
        let mut command = self.git();
        for role in ["AUTHOR", "COMMITTER"] {
            command.env(format!("GIT_{role}_NAME"), NAME).env(format!("GIT_{role}_EMAIL"), MAIL);
        }
        // The clock of one zone for everybody: where the maker lives is nobody's to read here.
        command.env("TZ", "UTC").args(["commit-tree", "-m", tip::SUBJECT, "-m", tip::BODY]);
        command.args(["-m", &tip::trailer(&self.site), tree]);
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
