//! Why a deploy did not come about, told from what git says.

use crate::git::GitError;

/// What stood in the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// There is no program `git`.
    NoGit,
    /// The site lies in no repository, and so has no remote.
    NoSources,
    /// The repository has no remote `origin`; those that it has.
    NoOrigin(Vec<String>),
    /// What the settings say is no remote of the repository and no address; those that it has.
    UnknownRemote(Vec<String>),
    /// No branch can have this name.
    BadBranch(String),
    /// The branch is the one that the sources are on.
    Sources(String),
    /// The host can't be reached.
    Unreachable,
    /// The host does not let this person in.
    Refused,
    /// There is no such repository, or it is not shown to this person.
    NoRepository,
    /// The branch was changed while this went on.
    Overtaken,
    /// The host has a rule that forbids it.
    Forbidden,
    /// The remote is a repository with files, and has the branch checked out.
    CheckedOut,
    /// The remote names its objects in another way.
    OtherFormat,
    /// The connection broke during the push, and the host can't be asked whether it had arrived.
    Unsure,
    /// Something else.
    Other,
}

/// A deploy that did not come about. The branch is as it was, or nobody can say yet ([`Reason::Unsure`]).
#[derive(Debug, thiserror::Error)]
#[error("{}", quote.first().map_or("git gave no reason", String::as_str))]
pub struct DeployError {
    /// What stood in the way.
    pub reason: Reason,
    /// git's own words, without passwords.
    pub quote: Vec<String>,
}

/// What git and the usual hosts say, and what it means; the first that matches counts.
const SAYINGS: [(&str, Reason); 28] = [
    // A pack that arrived by half, or had no room; not a rule, though the remote rejects it.
    ("unpacker error", Reason::Other),
    ("branch is currently checked out", Reason::CheckedOut),
    ("hash algorithm", Reason::OtherFormat),
    ("mismatched algorithms", Reason::OtherFormat),
    ("(stale info)", Reason::Overtaken),
    ("(fetch first)", Reason::Overtaken),
    ("cannot lock ref", Reason::Overtaken),
    ("hook declined", Reason::Forbidden),
    ("protected branch", Reason::Forbidden),
    ("repository rule violations", Reason::Forbidden),
    ("push declined", Reason::Forbidden),
    ("remote rejected", Reason::Forbidden),
    ("file size limit", Reason::Forbidden),
    ("could not read Username", Reason::Refused),
    ("could not read Password", Reason::Refused),
    ("terminal prompts disabled", Reason::Refused),
    ("Authentication failed", Reason::Refused),
    ("Permission denied", Reason::Refused),
    ("Permission to", Reason::Refused),
    ("error: 403", Reason::Refused),
    ("access denied", Reason::Refused),
    ("service not enabled", Reason::Refused),
    ("Host key verification failed", Reason::Refused),
    ("epository not found", Reason::NoRepository),
    ("does not appear to be a git repository", Reason::NoRepository),
    ("not found", Reason::NoRepository),
    ("does not exist", Reason::NoRepository),
    ("unable to access", Reason::Unreachable),
];

/// Words for a host that can't be reached.
const LOST: [&str; 9] = [
    "Could not resolve",
    "Couldn't resolve",
    "Connection refused",
    "unable to connect",
    "Connection timed out",
    "Operation timed out",
    "Network is unreachable",
    "Failed to connect",
    "Connection reset",
];

impl DeployError {
    pub(super) fn new(reason: Reason) -> Self {
        Self { reason, quote: Vec::new() }
    }
}

impl From<GitError> for DeployError {
    fn from(error: GitError) -> Self {
        match error {
            GitError::Missing => Self::new(Reason::NoGit),
            GitError::Start(error) => Self { reason: Reason::Other, quote: vec![error.to_string()] },
            GitError::Refused(words) => Self { reason: reason(&words), quote: quote(&words) },
        }
    }
}

fn reason(words: &str) -> Reason {
    if LOST.iter().any(|saying| words.contains(saying)) {
        return Reason::Unreachable;
    }
    let known = SAYINGS.iter().find(|(saying, _)| words.contains(saying));
    known.map_or(Reason::Other, |(_, reason)| reason.clone())
}

/// git's words, a line each, without passwords and without its advice for other commands.
fn quote(words: &str) -> Vec<String> {
    let lines =
        words.lines().map(str::trim_end).filter(|line| !line.is_empty() && !line.starts_with("hint:"));
    lines.map(without_password).collect()
}

/// A line without what stands before the host of an address (between `://` and `@`, and at the beginning of a short
/// form) and without its query.
pub(super) fn without_password(line: &str) -> String {
    let is_between = |c: char| c.is_whitespace() || "'\"".contains(c);
    let pieces = line.split_inclusive(is_between).map(|piece| {
        let word = piece.trim_end_matches(is_between);
        without_user(word) + &piece[word.len()..]
    });
    pieces.collect()
}

fn without_user(word: &str) -> String {
    let (scheme, rest) = match word.find("://") {
        Some(at) => word.split_at(at + 3),
        None => ("", word),
    };
    let user = match scheme {
        // The short form: `git@host:path`, and what is left of it when it is mistyped.
        "" => rest.rfind('@').filter(|at| rest[*at..].contains([':', '/']) || rest[..*at].contains(':')),
        _ => rest[..rest.find('/').unwrap_or(rest.len())].rfind('@'),
    };
    let rest = if scheme.is_empty() { rest } else { rest.split('?').next().unwrap_or(rest) };
    match user {
        Some(at) => format!("{scheme}{}", &rest[at + 1..]),
        None => format!("{scheme}{rest}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_git_says_is_told_for_what_it_means() {
        for (words, meant) in [
            (
                " ! [rejected]        1a2b -> gh-pages (stale info)\nerror: failed to push some refs",
                Reason::Overtaken,
            ),
            ("! [remote rejected] 1a2b -> gh-pages (pre-receive hook declined)", Reason::Forbidden),
            (
                "fatal: could not read Username for 'https://github.com': terminal prompts disabled",
                Reason::Refused,
            ),
            (
                "git@github.com: Permission denied (publickey).\nfatal: Could not read from remote repository.",
                Reason::Refused,
            ),
            (
                "remote: Permission to ana/log.git denied to bo.\nfatal: unable to access 'x': The requested URL returned error: 403",
                Reason::Refused,
            ),
            (
                "fatal: unable to access 'https://github.com/a/b/': Could not resolve host: github.com",
                Reason::Unreachable,
            ),
            ("ssh: connect to host github.com port 22: Connection refused", Reason::Unreachable),
            (
                "remote: Repository not found.\nfatal: repository 'https://github.com/a/b/' not found",
                Reason::NoRepository,
            ),
            ("fatal: '/srv/none.git' does not appear to be a git repository", Reason::NoRepository),
            (
                "remote: error: refusing to update checked out branch: refs/heads/site\n! [remote rejected] 1a -> site (branch is currently checked out)",
                Reason::CheckedOut,
            ),
            ("fatal: mismatched algorithms: client sha1; server sha256", Reason::OtherFormat),
            ("remote: fatal: early EOF\n ! [remote rejected] 1a -> gh-pages (unpacker error)", Reason::Other),
            ("fatal: bad object", Reason::Other),
        ] {
            assert_eq!(reason(words), meant, "{words}");
        }
    }

    #[test]
    fn a_password_in_an_address_is_not_repeated() {
        let said =
            "fatal: unable to access 'https://ana:pa@ss@github.com/ana/log/': and http://tok@b.example/x";
        assert_eq!(
            without_password(said),
            "fatal: unable to access 'https://github.com/ana/log/': and http://b.example/x"
        );
        for (said, told) in [
            ("git@github.com: Permission denied", "github.com: Permission denied"),
            ("fatal: 'tok@github.com/ana' does not appear", "fatal: 'github.com/ana' does not appear"),
            ("fatal: 'ana:tok@github.com'", "fatal: 'github.com'"),
            ("at 'https://b.example/x?token=tok/': no", "at 'https://b.example/x': no"),
            ("remote: ask ana@example.org first", "remote: ask ana@example.org first"),
        ] {
            assert_eq!(without_password(said), told);
        }
    }
}
