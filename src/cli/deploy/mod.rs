//! `buildlog deploy`: the gate, a build, and one commit on the Pages branch.

mod refuse;
mod report;

use std::path::{Path, PathBuf};

use super::check::{outcome, repository};
use super::invocation::Invocation;
use super::terminal::{Tone, counted};
use super::{Outcome, Refusal};
use crate::config::{Config, Overrides};
use crate::deploy::{Desk, Maker, Target, Tip, check_address};
use crate::git;
use crate::output::Body;
use crate::pipeline::{self, Checked, Inspection};
use crate::plan::{Page, PageKind};
use crate::publish::{Destination, PublishError, Staging};
use crate::source::{self, Sources};

const AFTER: &str = "\
Runs the checks of `buildlog check`, builds the site into public/, and makes that the only commit of \
the branch that GitHub Pages serves (gh-pages of the remote origin, unless `deploy` in buildlog.yaml \
says otherwise). Your files, your branch and what you have staged stay as they are.

Examples:
  buildlog deploy --dry-run     what would change, and nothing is pushed
  buildlog deploy
  buildlog deploy --strict      warnings stop it, too";

/// Publish the site on GitHub Pages
#[derive(Debug, clap::Args)]
#[command(after_help = AFTER)]
pub(super) struct Args {
    /// Say what would be added, changed and removed; build public/, and push nothing
    #[arg(long)]
    dry_run: bool,
    /// Let warnings stop it, too
    #[arg(long)]
    strict: bool,
    /// Replace this commit on the branch, although buildlog did not make it
    #[arg(long, value_name = "COMMIT")]
    adopt: Option<String>,
}

impl Args {
    pub(super) fn run(self, invocation: &Invocation<'_>) -> anyhow::Result<Outcome> {
        let root = std::path::absolute(invocation.site()?)?;
        let sources = source::read(&root);
        let overrides = Overrides { base_url: None, drafts: false, as_of: invocation.today };
        let Ok(config) = Config::read(&sources, &overrides) else {
            return self.refused_by_gate(invocation, &gate(&root, &sources, &overrides)?.0);
        };
        let target = Target::find(&root, &config.deploy).map_err(|error| refuse::failed(error, None))?;
        if let Some(fault) = check_address(&config.base_url, &target) {
            return Err(refuse::address(&config, &target, fault).into());
        }
        let (checked, staging) = gate(&root, &sources, &overrides)?;
        if outcome(&checked.findings, self.strict) == Outcome::SiteHasErrors {
            return self.refused_by_gate(invocation, &checked);
        }
        let Some(renderer) = &checked.renderer else { return Ok(Outcome::SiteHasErrors) };
        // One deploy at a time: what is pushed is read from public/, and the desk has room for one.
        let _held = staging.commit_and_hold()?;
        report::checked(invocation.terminal, &checked);

        let failed = |error| refuse::failed(error, Some(&target));
        let waiting =
            format!("for {} to answer; Ctrl-C stops, and leaves the branch as it is", target.shown());
        let asked = invocation.terminal.waiting(&waiting, || {
            let desk = Desk::open(&root, &root.join(".buildlog"), &target, &config.id)?;
            let tip = desk.tip()?;
            Ok((desk, tip))
        });
        let (desk, tip) = asked.map_err(failed)?;
        self.may_replace(&root, &target, tip.as_ref())?;
        let is_ours = tip.as_ref().is_some_and(|tip| tip.maker == Maker::ThisSite);
        if self.adopt.is_some() && (is_ours || tip.is_none()) {
            report::nothing_to_adopt(invocation.terminal, &target, tip.as_ref());
        }
        let files: Vec<String> = renderer.plan().pages.iter().map(|page| page.route.file()).collect();
        let tree = desk.tree(&root.join("public"), &files).map_err(failed)?;
        let difference = desk.difference(tip.as_ref(), &tree).map_err(failed)?;
        if self.dry_run {
            report::dry_run(invocation.terminal, &config, &target, &difference);
            return Ok(Outcome::Done);
        }
        if difference.changes.is_empty() && is_ours {
            report::unchanged(invocation.terminal, &config, &target);
            return Ok(Outcome::Done);
        }
        let waiting = format!("for {} to take the files", target.shown());
        invocation.terminal.waiting(&waiting, || desk.push(tip.as_ref(), &tree)).map_err(failed)?;
        report::pushed(invocation.terminal, &config, &target, &difference, tip.is_none());
        Ok(Outcome::Done)
    }

    /// What stands against a deploy is told as `check` tells it.
    fn refused_by_gate(&self, invocation: &Invocation<'_>, checked: &Checked) -> anyhow::Result<Outcome> {
        let terminal = invocation.terminal;
        terminal.report_by_kind(&checked.findings);
        let errors = checked.findings.iter().filter(|finding| finding.is_error()).count();
        let what =
            if errors > 0 { counted(errors, "error") } else { counted(checked.findings.len(), "warning") };
        terminal.status(
            Tone::Notable,
            "stopped",
            format_args!(
                "{what} must be mended or allowed first; nothing was pushed, and public/ is as it was"
            ),
        );
        Ok(Outcome::SiteHasErrors)
    }

    /// What this site did not put there is replaced only where it is named, and a commit of the sources never.
    fn may_replace(&self, root: &Path, target: &Target, tip: Option<&Tip>) -> Result<(), Refusal> {
        let Some(Tip { id, maker }) = tip.filter(|tip| tip.maker != Maker::ThisSite) else { return Ok(()) };
        if let Some(branch) = branch_with(root, id, &target.branch) {
            return Err(refuse::sources(target, &branch));
        }
        match &self.adopt {
            Some(said) if said.len() >= 7 && id.starts_with(&said.to_lowercase()) => Ok(()),
            Some(said) => Err(refuse::not_this_commit(refuse::foreign(target, id, maker), said)),
            None => Err(refuse::foreign(target, id, maker)),
        }
    }
}

/// A branch of the sources that holds a commit. One that is called as the Pages branch is and is not checked out is
/// an old copy of that.
fn branch_with(root: &Path, id: &str, pages_branch: &str) -> Option<String> {
    let current = git::ask(root, &["symbolic-ref", "--quiet", "--short", "HEAD"]).unwrap_or_default();
    let names =
        git::ask(root, &["for-each-ref", "--contains", id, "--format=%(refname:short)", "refs/heads"])
            .ok()?;
    names.lines().find(|name| *name != pages_branch || *name == current.trim()).map(str::to_string)
}

/// Every page through the gate and into the spare tree of `public/`, which goes live when it is committed.
fn gate(root: &Path, sources: &Sources, overrides: &Overrides) -> Result<(Checked, Staging), PublishError> {
    let out: PathBuf = root.join("public");
    let staging = Staging::open(&Destination { out, work: root.join(".buildlog") })?;
    let put = |page: &Page, body: Body| match body {
        Body::Bytes(bytes) => staging.put(&page.route, &bytes),
        Body::File(path) => staging.put_file(&page.route, &sources.on_disk(&path)),
    };
    // A preview picture is named after what it is drawn from, so one that is there is right.
    let is_there = |page: &Page| match page.kind {
        PageKind::Card(_) => staging.keep(&page.route),
        _ => Ok(false),
    };
    let deploy = Config::read(sources, overrides).map(|config| config.deploy).unwrap_or_default();
    let repository = repository(root, &deploy);
    let inspection = Inspection { sources, overrides, repository: repository.as_ref() };
    let checked = pipeline::check(&inspection, is_there, put, None)?;
    Ok((checked, staging))
}
