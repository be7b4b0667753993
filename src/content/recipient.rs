//! `private/recipients/<name>.yaml` and `private/questions.yaml`: what never leaves the machine unasked.

use schemars::JsonSchema;
use serde::Deserialize;

use super::address::with_credentials;
use crate::diagnostics::{Diagnostic, SourceFile};
use crate::front_matter::{self, Date, Kind, Language, Spanned, null_as_default, said};

/// Somebody a brief is tailored to.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Recipient {
    /// The file's name without `.yaml`.
    #[serde(skip)]
    pub name: String,
    /// The file, for complaints about what it says.
    #[serde(skip)]
    pub file: SourceFile,
    /// The company.
    pub to: Option<String>,
    /// The person.
    pub person: Option<String>,
    /// How they are written to.
    pub channel: Option<OutreachChannel>,
    /// The language they are written to in.
    pub language: Option<Spanned<Language>>,
    /// The project that is shown.
    pub project: Option<Spanned<String>>,
    /// What they said or do that this answers.
    #[serde(deserialize_with = "null_as_default")]
    pub because: Vec<Because>,
    /// Why it matters to them, in one paragraph.
    #[serde(deserialize_with = "said")]
    pub relevance: Option<String>,
    /// Ids of days, feedback and numbers to begin with.
    #[serde(deserialize_with = "null_as_default")]
    pub lead: Vec<Spanned<String>>,
    /// What is asked: a reply, a call, the address of a calendar.
    #[serde(deserialize_with = "said")]
    pub ask: Option<String>,
    /// How far it has come.
    pub status: Option<OutreachStatus>,
    /// When it was sent.
    pub sent: Option<Spanned<Date>>,
    /// When to ask again.
    pub follow_up: Option<Spanned<Date>>,
    /// Whether their page is published, unlisted.
    #[serde(deserialize_with = "null_as_default")]
    pub publish: bool,
    /// The unguessable part of their page's address.
    pub token: Option<Spanned<String>>,
    /// The last date on which their page is built.
    pub expires: Option<Spanned<Date>>,
}

/// Something a recipient said or does.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Because {
    /// Their words.
    pub quote: String,
    /// Where: a URL or a few words.
    pub source: Option<Spanned<String>>,
    /// When.
    pub date: Option<Spanned<Date>>,
}

/// How a recipient is written to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum OutreachChannel {
    /// By mail.
    Email,
    /// On LinkedIn.
    Linkedin,
    /// In a chat.
    Chat,
    /// At an event.
    Event,
}

/// How far an outreach has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum OutreachStatus {
    /// Not sent yet.
    Draft,
    /// Sent.
    Sent,
    /// Answered.
    Replied,
    /// A meeting is set.
    Meeting,
    /// Over.
    Closed,
}

/// The private part of the interview bank.
#[derive(Clone, Debug)]
pub struct Questions {
    /// The questions, in their order.
    pub list: Vec<InterviewQuestion>,
}

/// A question that an interview may bring.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct InterviewQuestion {
    /// The question.
    pub q: String,
    /// The answer, once there is one.
    pub a: Option<String>,
    /// The project it is about.
    pub project: Option<Spanned<String>>,
    /// Ids of the days and feedback behind the answer.
    #[serde(default, deserialize_with = "null_as_default")]
    pub from: Vec<Spanned<String>>,
    /// Who asked it.
    pub asked_by: Option<String>,
}

impl Recipient {
    /// How a recipient is spoken of in complaints.
    pub const KIND: Kind = Kind { name: "a recipient", required: &[] };

    pub(super) fn read(file: SourceFile, name: String) -> Result<Self, Vec<Diagnostic>> {
        let mut recipient: Recipient = front_matter::read(&file, 0..file.text.len(), Self::KIND)?;
        let sources = recipient.because.iter().filter_map(|said| said.source.as_ref());
        let faults: Vec<Diagnostic> =
            sources.filter_map(|said| with_credentials(&file, &said.value, &said.span)).collect();
        if !faults.is_empty() {
            return Err(faults);
        }
        recipient.because.retain(|because| !because.quote.trim().is_empty());
        Ok(Self { name, file, ..recipient })
    }

    /// Whether the last day of its page has gone by.
    pub fn is_over(&self, as_of: Date) -> bool {
        self.expires.as_ref().is_some_and(|last| last.value < as_of)
    }
}

impl Questions {
    /// How the questions are spoken of in complaints.
    pub const KIND: Kind = Kind { name: "questions.yaml", required: &[] };

    pub(super) fn read(file: SourceFile) -> Result<Self, Vec<Diagnostic>> {
        if file.text.trim().is_empty() {
            return Ok(Self { list: Vec::new() });
        }
        let list = front_matter::read(&file, 0..file.text.len(), Self::KIND)?;
        Ok(Self { list })
    }
}
