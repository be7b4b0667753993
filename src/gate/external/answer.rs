//! What other hosts answered, and for how long that holds.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// For how many seconds an answer holds: a day.
const HOLDS: u64 = 24 * 60 * 60;

/// What became of a question to another host.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// There is something.
    There,
    /// There is something, at another address.
    Moved(String),
    /// The host does not want to be asked by programs (401, 403, 405, 406, 429, 451, and LinkedIn's 999); readers may well get in.
    KeepsAway(u16),
    /// There is nothing (404, 410, or another status of the 400s).
    Gone(u16),
    /// The host has a fault of its own (500s).
    Faulty(u16),
    /// There is no such host, or it refuses every connection.
    NoHost(String),
    /// No answer in time.
    Silent(String),
    /// Not asked any more, because the time was up.
    NotAsked,
}

impl Outcome {
    /// The outcome that a status means (RFC 9110, section 15).
    pub(super) fn of_status(status: u16) -> Self {
        match status {
            200..=399 => Self::There,
            401 | 403 | 405 | 406 | 429 | 451 | 999 => Self::KeepsAway(status),
            500..=599 => Self::Faulty(status),
            other => Self::Gone(other),
        }
    }

    /// What there is to complain of, as the end of a sentence about the address.
    pub fn complaint(&self) -> Option<String> {
        match self {
            Self::Gone(status) => Some(format!("is not there any more (status {status})")),
            Self::Faulty(status) => Some(format!("has a fault of its own (status {status})")),
            Self::NoHost(reason) => Some(format!("can't be reached: {reason}")),
            Self::Silent(reason) => Some(format!("does not answer: {reason}")),
            Self::There | Self::Moved(_) | Self::KeepsAway(_) | Self::NotAsked => None,
        }
    }

    /// Whether it is for certain that nobody gets anything there.
    pub fn is_gone(&self) -> bool {
        matches!(self, Self::Gone(_) | Self::NoHost(_))
    }

    /// Whether it may be different the next moment.
    fn is_passing(&self) -> bool {
        matches!(self, Self::Faulty(_) | Self::NoHost(_) | Self::Silent(_) | Self::NotAsked)
    }
}

/// What a host answered, and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// When it was asked, in seconds since 1970.
    pub asked: u64,
    /// What became of it.
    pub outcome: Outcome,
}

/// Answers by address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Answers(BTreeMap<String, Answer>);

impl Answers {
    /// Answers that were kept as JSON; none where that can't be read.
    pub fn from_json(text: &str) -> Self {
        serde_json::from_str(text).unwrap_or_default()
    }

    /// The answers that may be kept, as JSON.
    pub fn to_json(&self, now: u64) -> String {
        let kept: BTreeMap<&String, &Answer> =
            self.0.iter().filter(|(_, answer)| answer.holds(now)).collect();
        serde_json::to_string_pretty(&kept).unwrap_or_default()
    }

    /// What is known of an address.
    pub fn get(&self, url: &str) -> Option<&Answer> {
        self.0.get(url)
    }

    /// All answers, in order of their addresses.
    pub fn iter(&self) -> impl Iterator<Item = (&String, &Answer)> {
        self.0.iter()
    }

    /// Whether an address need not be asked again.
    pub(super) fn knows(&self, url: &str, now: u64) -> bool {
        self.get(url).is_some_and(|answer| answer.holds(now))
    }

    pub(super) fn add(&mut self, url: String, answer: Answer) {
        self.0.insert(url, answer);
    }

    /// Those that are asked for.
    pub(super) fn only<'a>(mut self, urls: impl Iterator<Item = &'a String>) -> Self {
        Self(urls.filter_map(|url| self.0.remove_entry(url)).collect())
    }
}

impl Answer {
    fn holds(&self, now: u64) -> bool {
        !self.outcome.is_passing() && now.saturating_sub(self.asked) < HOLDS && self.asked <= now
    }
}
