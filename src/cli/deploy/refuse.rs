//! Why nothing was deployed, and what to do about it.

use crate::cli::Refusal;
use crate::config::{CONFIG_FILE, Config};
use crate::deploy::{DeployError, Fault, Maker, Reason, Target};

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
    let message = format!(
        "{} of {} holds your branch `{branch}`: a deploy would take it away",
        target.branch,
        target.shown()
    );
    not_there(message)
}

/// What would be lost stays where it is; the site goes to another branch.
fn not_there(message: String) -> Refusal {
    Refusal::new(message, format!("name another branch in {CONFIG_FILE}: `deploy: {{branch: gh-pages}}`"))
        .hint("or another repository: `deploy: {remote: https://github.com/you/my-log-site.git}`")
}

/// The branch holds what this site did not put there.
pub(super) fn foreign(target: &Target, id: &str, maker: &Maker) -> Refusal {
    let short = &id[..id.len().min(12)];
    let place = format!("{} of {}", target.branch, target.shown());
    let message = match maker {
        Maker::OtherSite(Some(site)) => {
            format!("{place} holds another site: commit {short} was deployed for the site with the id {site}")
        }
        Maker::ThisSite | Maker::OtherSite(None) => {
            format!("{place} holds a deploy that does not say for which site: commit {short}")
        }
        Maker::Stranger { name, subject, .. } => {
            format!("{place} holds a commit that buildlog did not make: {short}, “{subject}” by {name}")
        }
    };
    let refusal = Refusal::new(
        message,
        format!("look at it, and replace it on purpose: `buildlog deploy --adopt {short}`"),
    )
    .hint(format!("or deploy to another branch: `deploy: {{branch: …}}` in {CONFIG_FILE}"));
    match maker {
        Maker::OtherSite(Some(_)) => refusal.hint(format!(
            "was this site deployed under another `id`? Put that one back into {CONFIG_FILE}: feed readers know it, too"
        )),
        // What the settings of GitHub Pages write when a domain is typed there.
        Maker::Stranger { subject, has_parent: true, .. }
            if ["Create CNAME", "Update CNAME", "Delete CNAME"].contains(&subject.as_str()) =>
        {
            refusal.hint(format!("GitHub wrote it for the domain in its settings; with that domain as `base_url` in {CONFIG_FILE} each deploy holds its own CNAME"))
        }
        _ => refusal,
    }
}

/// What `--adopt` names is not what is on the branch.
pub(super) fn not_this_commit(refusal: Refusal, said: &str) -> Refusal {
    match said.len() {
        0..7 => refusal.hint("`--adopt` takes at least the first 7 digits of the commit"),
        _ => refusal.hint(format!("`--adopt {said}` names another commit")),
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
        Reason::NoSources => Refusal::new(
            "this folder lies in no git repository, so there is no remote to deploy to",
            "make an empty repository on GitHub, then: `git init` and `git remote add origin https://github.com/you/my-log.git`",
        )
        .hint(address_hint()),
        Reason::NoOrigin(known) => not_among(
            "there is no git remote `origin` here".to_string(),
            "make an empty repository on GitHub, then: `git remote add origin https://github.com/you/my-log.git`",
            &known,
        ),
        Reason::UnknownRemote(known) => not_among(
            format!("`deploy.remote` in {CONFIG_FILE} is neither a git remote of this repository nor an address"),
            "look at the remotes that there are: `git remote -v`",
            &known,
        ),
        Reason::BadBranch(name) => Refusal::new(
            format!("no branch can be called `{name}`"),
            format!("write another name in {CONFIG_FILE}: `deploy: {{branch: gh-pages}}`"),
        ),
        Reason::Sources(name) => not_there(format!("`{name}` is the branch of your sources: a deploy would take its place")),
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
        Reason::CheckedOut => Refusal::new(
            format!("{shown} is a folder that somebody works in, and has {branch} checked out; {as_it_was}"),
            "deploy to a bare repository, such as GitHub keeps: `git init --bare`",
        ),
        Reason::OtherFormat => Refusal::new(
            format!("{shown} names its objects in another way than this repository (SHA-1 and SHA-256); {as_it_was}"),
            "put any first commit there, so that deploy sees which it is, and run `buildlog deploy` again",
        ),
        Reason::Unsure => Refusal::new(
            format!("the connection to {shown} broke during the push; whether {branch} has changed is not known"),
            "run `buildlog deploy` again: it looks first, and pushes only if it must",
        ),
        Reason::Other => Refusal::new(
            format!("git could not deploy to {shown}; {as_it_was}"),
            "git's own words stand above; after mending it, run `buildlog deploy` again",
        ),
    };
    refusal.quote(quote)
}

fn not_among(message: String, hint: &str, known: &[String]) -> Refusal {
    let refusal = Refusal::new(message, hint).hint(address_hint());
    match known {
        [] => refusal,
        known => refusal.hint(format!(
            "or name one of those that there are: `deploy: {{remote: …}}` with {}",
            known.join(", ")
        )),
    }
}

fn address_hint() -> String {
    format!(
        "or write its address into {CONFIG_FILE}: `deploy: {{remote: https://github.com/you/my-log.git}}`"
    )
}
