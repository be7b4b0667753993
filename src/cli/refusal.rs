//! A command that can't be done as it was asked for: what stands against it, and the ways out.

use crate::site::Site;

/// Wrong usage that only the command itself can see.
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
pub(super) struct Refusal {
    /// One line that names the thing and says what is wrong with it.
    pub(super) message: String,
    /// Ways out, each a sentence in the imperative.
    pub(super) hints: Vec<String>,
    /// What another program said about it, a line each.
    pub(super) quote: Vec<String>,
}

impl Refusal {
    /// A refusal and its first way out.
    pub(super) fn new(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { message: message.into(), hints: vec![hint.into()], quote: Vec::new() }
    }

    /// A project that the log does not have, with the name that was meant or those that there are.
    pub(super) fn no_project(site: &Site, named: &str) -> Self {
        let known: Vec<&str> = site.editions[0].projects.iter().map(|project| project.folder()).collect();
        let message = format!("there is no project `{named}` in the log");
        match crate::diagnostics::did_you_mean(named, known.iter().copied()) {
            Some(near) => Self::new(message, format!("did you mean `{near}`?")),
            None if known.is_empty() => {
                Self::new(message, format!("`buildlog new project {named}` starts it"))
            }
            None => Self::new(message, format!("those that there are: {}", known.join(", "))),
        }
    }

    /// Adds what another program said about it.
    pub(super) fn quote(mut self, lines: Vec<String>) -> Self {
        self.quote = lines;
        self
    }

    /// Adds a way out.
    pub(super) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }
}
