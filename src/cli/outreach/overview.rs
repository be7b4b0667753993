//! Who has been written to, how far it has come, and who is due.

use serde_json::json;

use crate::cli::invocation::Invocation;
use crate::cli::table::{self, Column};
use crate::cli::terminal::{Format, Tone, counted};
use crate::content::{OutreachStatus, Private, Recipient};
use crate::front_matter::Date;
use crate::outreach::{channel_key, is_due, status, status_key};

/// Says where things stand with every recipient: those who are due first, then those not yet written to.
pub(super) fn show(invocation: &Invocation<'_>, private: &Private, as_of: Date, format: Format) {
    let mut recipients: Vec<&Recipient> = private.recipients.iter().collect();
    recipients.sort_by_key(|one| (rank(one, as_of), date(one), one.name.clone()));
    match format {
        Format::Json => json(invocation, &recipients, as_of),
        Format::Text => text(invocation, &recipients, as_of),
    }
}

fn rank(recipient: &Recipient, as_of: Date) -> u8 {
    match status(recipient) {
        OutreachStatus::Sent if is_due(recipient, as_of) => 0,
        OutreachStatus::Draft => 1,
        OutreachStatus::Meeting => 2,
        OutreachStatus::Replied => 3,
        OutreachStatus::Sent => 4,
        OutreachStatus::Closed => 5,
    }
}

fn date(recipient: &Recipient) -> Option<Date> {
    recipient.follow_up.as_ref().map(|date| date.value)
}

fn text(invocation: &Invocation<'_>, recipients: &[&Recipient], as_of: Date) {
    let terminal = invocation.terminal;
    if recipients.is_empty() {
        terminal
            .answer("Nobody is in private/recipients/ yet.\n\n  buildlog new recipient NAME --to COMPANY");
        return;
    }
    let head = [
        ("name", Column::Words),
        ("to", Column::Cut(30)),
        ("by", Column::Words),
        ("state", Column::Words),
        ("sent", Column::Words),
        ("again", Column::Words),
    ];
    let rows: Vec<[String; 6]> = recipients.iter().map(|one| row(one, as_of)).collect();
    for (at, line) in table::lines(head, &rows).iter().enumerate() {
        let due = at > 0 && is_due(recipients[at - 1], as_of);
        let line = match (at, due) {
            (0, _) => terminal.dim(line),
            (_, true) => terminal.toned(Tone::Notable, line),
            _ => line.clone(),
        };
        terminal.answer(line);
    }
    terminal.answer("");
    terminal.answer(closing(recipients, as_of));
}

fn row(recipient: &Recipient, as_of: Date) -> [String; 6] {
    let again = recipient.follow_up.as_ref().map(|date| date.value);
    let again = match again {
        Some(date) if is_due(recipient, as_of) => format!("{date}, due"),
        Some(date) if status(recipient) == OutreachStatus::Sent => date.to_string(),
        _ => String::new(),
    };
    [
        recipient.name.clone(),
        recipient.to.clone().unwrap_or_default(),
        recipient.channel.map(channel_key).unwrap_or_default().to_string(),
        status_key(status(recipient)).to_string(),
        recipient.sent.as_ref().map(|date| date.value.to_string()).unwrap_or_default(),
        again,
    ]
}

fn closing(recipients: &[&Recipient], as_of: Date) -> String {
    let due = recipients.iter().filter(|one| is_due(one, as_of)).count();
    let drafts = recipients.iter().filter(|one| status(one) == OutreachStatus::Draft).count();
    let next = recipients.first().map_or("NAME", |one| one.name.as_str());
    match (due, drafts) {
        (0, 0) => "Nobody is due.".to_string(),
        (0, drafts) => format!("{} not sent. buildlog outreach {next}", counted(drafts, "draft")),
        (due, _) => format!("{} due to be asked again. buildlog outreach {next}", people(due)),
    }
}

fn people(count: usize) -> String {
    if count == 1 { "1 is".to_string() } else { format!("{count} are") }
}

fn json(invocation: &Invocation<'_>, recipients: &[&Recipient], as_of: Date) {
    let entries = recipients.iter().map(|one| {
        json!({
            "recipient": one.name,
            "to": one.to,
            "person": one.person,
            "channel": one.channel.map(channel_key),
            "status": status_key(status(one)),
            "sent": one.sent.as_ref().map(|date| date.value),
            "follow_up": one.follow_up.as_ref().map(|date| date.value),
            "due": is_due(one, as_of),
        })
    });
    let value = json!({ "format": 1, "as_of": as_of, "recipients": entries.collect::<Vec<_>>() });
    invocation.terminal.answer(format_args!("{value:#}"));
}
