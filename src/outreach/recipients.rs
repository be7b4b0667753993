//! Who has been written to, and who is due to be asked again.

use crate::content::{OutreachChannel, OutreachStatus, Recipient};
use crate::front_matter::Date;

/// A recipient who has not answered in time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// The file's name without `.yaml`.
    pub name: String,
    /// The company.
    pub to: Option<String>,
    /// Since when to ask again.
    pub follow_up: Date,
}

/// Those who were written to, have not answered, and whose `follow_up` has come: the longest waiting first.
pub fn due<'a>(recipients: impl Iterator<Item = &'a Recipient>, as_of: Date) -> Vec<Due> {
    let mut due: Vec<Due> = recipients
        .filter(|one| is_due(one, as_of))
        .filter_map(|one| {
            let follow_up = one.follow_up.as_ref()?.value;
            Some(Due { name: one.name.clone(), to: one.to.clone(), follow_up })
        })
        .collect();
    due.sort_by(|a, b| (a.follow_up, &a.name).cmp(&(b.follow_up, &b.name)));
    due
}

/// Whether somebody is to be asked again.
pub fn is_due(recipient: &Recipient, as_of: Date) -> bool {
    let waits = recipient.status == Some(OutreachStatus::Sent);
    waits && recipient.follow_up.as_ref().is_some_and(|date| date.value <= as_of)
}

/// Names of those who have not been written to.
pub fn drafts<'a>(recipients: impl Iterator<Item = &'a Recipient>) -> Vec<String> {
    recipients.filter(|one| status(one) == OutreachStatus::Draft).map(|one| one.name.clone()).collect()
}

/// How far it has come with somebody; a draft where nothing is said.
pub fn status(recipient: &Recipient) -> OutreachStatus {
    recipient.status.unwrap_or(OutreachStatus::Draft)
}

/// The word for a state in the file.
pub fn status_key(status: OutreachStatus) -> &'static str {
    match status {
        OutreachStatus::Draft => "draft",
        OutreachStatus::Sent => "sent",
        OutreachStatus::Replied => "replied",
        OutreachStatus::Meeting => "meeting",
        OutreachStatus::Closed => "closed",
    }
}

/// The word for a channel in the file.
pub fn channel_key(channel: OutreachChannel) -> &'static str {
    match channel {
        OutreachChannel::Email => "email",
        OutreachChannel::Linkedin => "linkedin",
        OutreachChannel::Chat => "chat",
        OutreachChannel::Event => "event",
    }
}
