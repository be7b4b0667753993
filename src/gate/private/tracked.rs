//! What git takes along that it should not: files of `private/`, pages of recipients, and files of a kind that holds
//! secrets.

use std::collections::BTreeSet;

use crate::content::Private;
use crate::diagnostics::{Diagnostic, Place};
use crate::gate::Repository;
use crate::path::SitePath;
use crate::source::Sources;

/// Where a build puts the pages of recipients, unless it is told of another folder.
const LETTERS: &str = "public/for/";

/// Findings about what git knows of `private/`, and of pages that are made from it.
pub(in crate::gate) fn of_repository(
    repository: &Repository,
    sources: &Sources,
    private: &Private,
) -> Vec<Diagnostic> {
    let mut found: Vec<Diagnostic> =
        repository.tracked.iter().filter(|path| is_private(path)).map(tracked).collect();
    let is_tracked = !found.is_empty();
    let work = repository.tracked.iter().find(|path| path.as_str().starts_with(".buildlog/"));
    found.extend(work.map(|_| work_tracked()));
    let tokens: Vec<&str> = private
        .recipients
        .iter()
        .filter_map(|recipient| Some(recipient.token.as_ref()?.value.as_str()))
        .collect();
    let letters: BTreeSet<&str> =
        repository.tracked.iter().filter_map(|path| folder_of_letters(path, &tokens)).collect();
    found.extend(letters.into_iter().map(letters_tracked));
    found.extend(repository.refusal.as_ref().map(|words| refused(words)));
    if let Some(first) = repository.unignored_private.first()
        && sources.contains(first)
    {
        found.push(not_ignored(first));
    }
    found.extend((!repository.unignored_letters.is_empty()).then(letters_not_ignored));
    if let Some(commit) = repository.private_commit.as_ref().filter(|_| !is_tracked) {
        found.push(in_history(commit));
    }
    found.extend(repository.tracked.iter().filter(|path| holds_secrets(path)).map(secret_file));
    found
}

fn refused(words: &str) -> Diagnostic {
    let first = words.lines().next().unwrap_or_default();
    Diagnostic::warning("git-refuses", format!("git does not say what it tracks: {first}"))
        .at(Place::file(SitePath::new(".git")))
        .hint("ask it yourself with `git status`; until it answers, tracked private files are not found")
}

fn is_private(path: &SitePath) -> bool {
    path.as_str().starts_with("private/")
}

fn tracked(path: &SitePath) -> Diagnostic {
    Diagnostic::error("private-tracked", format!("git tracks {path}: it goes along with the next push"))
        .at(Place::file(path.clone()))
        .hint(format!("`git rm --cached {path}` lets git forget the file and leaves it where it is"))
        .hint("what was pushed before stays in the history of the repository: treat it as known")
}

fn work_tracked() -> Diagnostic {
    Diagnostic::error("private-tracked", "git tracks .buildlog/, which holds the pages of recipients")
        .at(Place::file(SitePath::new(".buildlog/")))
        .hint("`git rm -r --cached .buildlog` lets git forget the folder and leaves it where it is")
        .hint(
            "what was pushed before stays in the history of the repository: treat the tokens in it as known",
        )
}

/// The folder of an output in which a file of a recipient lies: whoever knows the name of one has the letter.
fn folder_of_letters<'a>(path: &'a SitePath, tokens: &[&str]) -> Option<&'a str> {
    let path = path.as_str();
    if let Some(rest) = path.strip_prefix(LETTERS).filter(|rest| rest.contains('/')) {
        return Some(&path[..path.len() - rest.len()]);
    }
    let (at, token) = path.match_indices("for/").find_map(|(at, step)| {
        let is_folder = at == 0 || path[..at].ends_with('/');
        let (token, _) = path[at + step.len()..].split_once('/')?;
        is_folder.then_some((at + step.len(), token))
    })?;
    tokens.contains(&token).then(|| &path[..at])
}

fn letters_tracked(folder: &str) -> Diagnostic {
    let output = folder.trim_end_matches("for/").trim_end_matches('/');
    Diagnostic::error("private-tracked", format!("git tracks {folder}, which holds the pages of recipients"))
        .at(Place::file(SitePath::new(folder)))
        .hint(format!("`git rm -r --cached {output}` lets git forget the folder and leaves it where it is; add a line with `/{output}/` to .gitignore"))
        .hint(
            "what was pushed before stays in the history of the repository: treat the tokens in it as known",
        )
}

fn letters_not_ignored() -> Diagnostic {
    Diagnostic::error(
        "private-not-ignored",
        "git does not ignore public/, which holds the pages of recipients: the next `git add` takes them along",
    )
    .at(Place::file(SitePath::new(LETTERS)))
    .hint("add a line with `/public/` to .gitignore; `buildlog check --fix` does it")
}

fn not_ignored(path: &SitePath) -> Diagnostic {
    Diagnostic::error(
        "private-not-ignored",
        "git does not ignore private/: the next `git add` takes it along",
    )
    .at(Place::file(path.clone()))
    .hint("add a line with `/private/` to .gitignore; `buildlog check --fix` does it")
}

fn in_history(commit: &str) -> Diagnostic {
    let words = format!("private/ was in git once: commit {commit} holds a part of it");
    Diagnostic::warning("private-in-history", words)
        .at(Place::file(SitePath::new("private/")))
        .hint("a repository that is public shows its whole history; keep this one private and deploy to another (`deploy: remote`), or rewrite the history with git-filter-repo")
}

/// A file around the site's folder whose name says that it holds secrets.
pub(in crate::gate) fn of_name(path: &SitePath) -> Option<Diagnostic> {
    holds_secrets(path).then(|| secret_file(path))
}

/// Names under which secrets are kept.
fn holds_secrets(path: &SitePath) -> bool {
    let name = path.name();
    let is_environment = (name == ".env" || name.starts_with(".env."))
        && !["example", "sample", "template", "dist"].iter().any(|harmless| name.ends_with(harmless));
    let keys = [
        "id_rsa",
        "id_dsa",
        "id_ecdsa",
        "id_ed25519",
        ".git-credentials",
        ".htpasswd",
        ".netrc",
        "_netrc",
        ".pgpass",
        ".pypirc",
    ];
    is_environment
        || keys.contains(&name)
        || ["pem", "p12", "pfx", "keystore", "jks", "kdbx", "ppk"].contains(&path.extension().as_str())
}

fn secret_file(path: &SitePath) -> Diagnostic {
    Diagnostic::error(
        "secret-file",
        format!("git tracks or would take {path}, a file of a kind that holds secrets"),
    )
    .at(Place::file(path.clone()))
    .hint(format!("`git rm --cached {path}`, add it to .gitignore, and make new secrets for those in it"))
}
