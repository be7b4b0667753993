//! What lies in `private/`: whether git takes it along, and whether its words stand in a public file.

use regex::Regex;

use super::Repository;
use super::texts::{whole_words, word_form};
use crate::content::Private;
use crate::diagnostics::{Diagnostic, Place, SourceFile, Span};
use crate::path::SitePath;
use crate::source::Sources;

/// How many characters of a private quote tell it from other words.
const TELLING: usize = 32;

/// Words of `private/` that may stand nowhere else.
#[derive(Debug, Default)]
pub(super) struct PrivateWords {
    /// Names of people, and tokens.
    words: Vec<(Regex, &'static str)>,
    /// The beginning of each quote, folded.
    quotes: Vec<String>,
}

impl PrivateWords {
    /// Gathers them.
    pub(super) fn of(private: &Private) -> Self {
        let mut words: Vec<(String, &'static str)> = Vec::new();
        for piece in &private.feedback {
            let name = piece.document.matter.name.as_ref();
            words.extend(name.map(|name| (name.value.clone(), "the name on a private piece of feedback")));
        }
        for recipient in &private.recipients {
            words.extend(recipient.person.clone().map(|person| (person, "the name of a private recipient")));
            let token = recipient.token.as_ref();
            words.extend(token.map(|token| (token.value.clone(), "the token of a private recipient")));
        }
        // One short word may be anybody's name, and anything else as well.
        words.retain(|(word, _)| {
            word.chars().count() >= 8 || (word.contains(' ') && word.len() >= 6) || is_han(word)
        });
        let quotes = private.feedback.iter().map(|piece| folded(piece.document.body()).0);
        let words = words.into_iter().filter_map(|(word, what)| Some((word_form(&word)?, what))).collect();
        Self { words, quotes: quotes.filter_map(|quote| beginning(&quote)).collect() }
    }

    /// Where they stand in a public text, what they are in any text, and what each is.
    pub(super) fn find(&self, file: &SourceFile) -> Vec<(Span, String, &'static str)> {
        // A recipient's own page is the one place for its words.
        if file.path.as_str().starts_with("public/for/") {
            return Vec::new();
        }
        let named = self.words.iter().flat_map(|(form, what)| {
            whole_words(&file.text, form).into_iter().map(move |span| (span, form.to_string(), *what))
        });
        let mut found: Vec<_> = named.collect();
        if !self.quotes.is_empty() {
            let (text, places) = folded(&file.text);
            for quote in &self.quotes {
                let starts = text.match_indices(quote.as_str());
                found.extend(starts.map(|(at, _)| {
                    (places[at]..places[at + quote.len() - 1] + 1, quote.clone(), "a private quote")
                }));
            }
        }
        found
    }
}

fn is_han(word: &str) -> bool {
    word.chars().count() >= 2 && word.chars().all(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c))
}

fn beginning(quote: &str) -> Option<String> {
    let start: String = quote.chars().take(TELLING).collect();
    // Han characters say more each.
    let weight: usize = start.chars().map(|c| if c.is_ascii() { 1 } else { 3 }).sum();
    (weight >= TELLING).then_some(start)
}

/// A text in lower case without white space and marks, so that words are found however their lines are
/// broken and quoted; with the place of each of its bytes.
fn folded(text: &str) -> (String, Vec<usize>) {
    let mut words = String::new();
    let mut places = Vec::new();
    for (at, c) in text.char_indices().filter(|(_, c)| c.is_alphanumeric()) {
        for lower in c.to_lowercase() {
            words.push(lower);
            places.resize(words.len(), at);
        }
    }
    (words, places)
}

/// Findings about what git knows of `private/`.
pub(super) fn of_repository(repository: &Repository, sources: &Sources) -> Vec<Diagnostic> {
    let mut found: Vec<Diagnostic> =
        repository.tracked.iter().filter(|path| is_private(path)).map(tracked).collect();
    let is_tracked = !found.is_empty();
    found.extend(repository.refusal.as_ref().map(|words| refused(words)));
    if let Some(first) = repository.unignored_private.first()
        && sources.contains(first)
    {
        found.push(not_ignored(first));
    }
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

/// Names under which secrets are kept.
fn holds_secrets(path: &SitePath) -> bool {
    let name = path.name();
    let is_environment = (name == ".env" || name.starts_with(".env."))
        && !["example", "sample", "template", "dist"].iter().any(|harmless| name.ends_with(harmless));
    let keys = ["id_rsa", "id_dsa", "id_ecdsa", "id_ed25519", ".netrc", ".git-credentials", ".pypirc"];
    is_environment
        || keys.contains(&name)
        || ["pem", "p12", "pfx", "keystore", "jks", "kdbx", "ppk"].contains(&path.extension().as_str())
}

fn secret_file(path: &SitePath) -> Diagnostic {
    Diagnostic::error("secret-file", format!("git tracks {path}, a file of a kind that holds secrets"))
        .at(Place::file(path.clone()))
        .hint(format!("`git rm --cached {path}`, add it to .gitignore, and make new secrets for those in it"))
}
