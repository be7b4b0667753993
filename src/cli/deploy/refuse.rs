//! Why nothing was deployed, and what to do about it.

use crate::cli::Refusal;
use crate::config::{CONFIG_FILE, Config};
use crate::deploy::{DeployError, Fault, Reason, Stranger, Target};

/// The site's address is not the one under which it would be served.
pub(super) fn address(config: &Config, target: &Target, fault: Fault) -> Refusal {
    let said = config.base_url.as_str();
    let (message, proposed) = match fault {
        Fault::Placeholder(proposed) => (format!("`base_url` is {said}, a placeholder"), proposed),
        Fault::Local(proposed) => (format!("`base_url` is {said}, which only this machine serves"), proposed),
        Fault::Other(proposed) => (
            format!("`base_url` is {said}, but GitHub serves the Pages of {} elsewhere", target.shown()),
            Some(proposed),
        ),
    };
    match proposed {
        Some(proposed) => Refusal::new(message, format!("set `base_url: {proposed}` in {CONFIG_FILE}")).hint(
            "a domain of your own is fine as well: write it there, and in the settings of GitHub Pages",
        ),
        None => Refusal::new(
            message,
            format!("set `base_url` in {CONFIG_FILE} to the address that readers will open"),
        ),
    }
}

/// The branch holds the sources.
pub(super) fn sources(target: &Target, branch: &str) -> Refusal {
    Refusal::new(
        format!(
            "{} of {} holds your branch `{branch}`: a deploy would take it away",
            target.branch,
            target.shown()
        ),
        format!("name another branch in {CONFIG_FILE}: `deploy: {{branch: gh-pages}}`"),
    )
    .hint("or another repository: `deploy: {remote: https://github.com/you/my-log.git}`")
}

/// The branch holds a commit of somebody else.
pub(super) fn stranger(target: &Target, id: &str, stranger: &Stranger) -> Refusal {
    let short = &id[..id.len().min(12)];
    let Stranger { name, subject, has_parent } = stranger;
    let refusal = Refusal::new(
        format!(
            "{} of {} holds a commit that buildlog did not make: {short}, “{subject}” by {name}",
            target.branch,
            target.shown()
        ),
        format!("look at it, and replace it on purpose: `buildlog deploy --adopt {short}`"),
    )
    .hint(format!("or deploy to another branch: `deploy: {{branch: …}}` in {CONFIG_FILE}"));
    match subject.as_str() {
        // What the settings of GitHub Pages write when a domain is typed there.
        "Create CNAME" | "Update CNAME" | "Delete CNAME" if *has_parent => refusal
            .hint(format!("GitHub wrote it for the domain in its settings; with that domain as `base_url` in {CONFIG_FILE} each deploy holds its own CNAME")),
        _ => refusal,
    }
}

/// git could not do it.
pub(super) fn failed(error: DeployError, target: Option<&Target>) -> Refusal {
    let DeployError { reason, quote } = error;
    let shown = target.map_or_else(|| "the remote".to_string(), Target::shown);
    let branch = target.map_or("the branch", |target| target.branch.as_str());
    let as_it_was = format!("{branch} of {shown} is as it was");
    let refusal = match reason {
        Reason::NoGit => Refusal::new("deploy needs git, which is not installed or not on the PATH", "install git: https://git-scm.com/downloads"),
        Reason::NoRemote(name) => Refusal::new(
            format!("there is no git remote `{name}` here"),
            format!("make an empty repository on GitHub, then: `git remote add {name} https://github.com/you/my-log.git`"),
        )
        .hint(format!("or write its address into {CONFIG_FILE}: `deploy: {{remote: https://github.com/you/my-log.git}}`")),
        Reason::BadBranch(name) => Refusal::new(
            format!("no branch can be called `{name}`"),
            format!("write another name in {CONFIG_FILE}: `deploy: {{branch: gh-pages}}`"),
        ),
        Reason::Unreachable => Refusal::new(format!("{shown} can't be reached"), "look whether this machine is online, and run `buildlog deploy` again"),
        Reason::Refused => Refusal::new(
            format!("{shown} does not let you in"),
            "sign in once: `gh auth login`, or add an SSH key; `git push` from here shows whether it works",
        )
        .hint("a token needs the right to write to the repository's contents"),
        Reason::NoRepository => Refusal::new(
            format!("there is no repository at {shown}, or it is not shown to you"),
            "make it on its host first, and look at its address: `git remote -v`",
        ),
        Reason::Overtaken => Refusal::new(
            format!("somebody else changed {branch} of {shown} at the same moment; nothing was replaced"),
            "run `buildlog deploy` again: it looks at what is there now",
        ),
        Reason::Forbidden => Refusal::new(
            format!("{shown} has a rule against this push; {as_it_was}"),
            format!("let {branch} be force-pushed in the repository's rules: each deploy replaces its one commit"),
        ),
        Reason::Other => Refusal::new(
            format!("git could not deploy to {shown}; {as_it_was}"),
            "git's own words stand above; after mending it, run `buildlog deploy` again",
        ),
    };
    refusal.quote(quote)
}
