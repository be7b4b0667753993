//! Ways to reach somebody that stand in a public text: mail addresses, telephone numbers, ids in chats.

mod chat;
mod heads;
mod mail;
mod numbered;
mod phone;
#[cfg(test)]
mod tests;

use super::taken::Taken;
use crate::diagnostics::Span;

/// What a way to reach somebody is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Way {
    /// A mail address.
    Mail,
    /// A telephone number.
    Phone,
    /// A name or number in a chat.
    Chat,
    /// An address that lets whoever knows it into a chat.
    Invitation,
}

/// A way to reach somebody, in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Contact {
    /// Where it stands.
    pub(super) span: Span,
    /// What it is.
    pub(super) way: Way,
}

impl Way {
    /// The code of a finding.
    pub(super) fn code(self) -> &'static str {
        match self {
            Way::Mail => "mail-address",
            Way::Phone => "phone-number",
            Way::Chat | Way::Invitation => "chat-id",
        }
    }

    /// What it is called, with its article.
    pub(super) fn name(self) -> &'static str {
        match self {
            Way::Mail => "a mail address",
            Way::Phone => "a telephone number",
            Way::Chat => "an id of a chat",
            Way::Invitation => "an invitation into a chat",
        }
    }
}

/// Every way to reach somebody that stands in a text, in order; what is made up for samples is none.
pub(super) fn find(text: &str) -> Vec<Contact> {
    let mails = mail::find(text).into_iter().map(|span| (span, Way::Mail));
    let phones = phone::find(text).into_iter().map(|span| (span, Way::Phone));
    let mut taken = Taken::default();
    // A number beside the word `WhatsApp` is a telephone number and not an id, too.
    let new = mails.chain(phones).chain(chat::find(text)).filter(|(span, _)| taken.take(span));
    let mut found: Vec<Contact> = new.map(|(span, way)| Contact { span, way }).collect();
    found.sort_by_key(|contact| contact.span.start);
    found
}

/// How long the address of a page may be in which a number or a name stands.
const LONGEST_ADDRESS: usize = 2048;

/// The end of what stands before a contact, as far as one word with it may reach: a list without spaces is one word.
fn near(before: &str) -> &str {
    &before[before.ceil_char_boundary(before.len().saturating_sub(LONGEST_ADDRESS))..]
}

/// A contact without what people write in different ways: signs and spaces in a number, case in an address.
pub(super) fn normal(said: &str) -> String {
    let said = said.trim().to_lowercase();
    let schemes = ["mailto:", "tel:", "wa.me/"];
    let said = schemes.iter().find_map(|scheme| said.strip_prefix(scheme)).unwrap_or(&said).to_string();
    let said = mail::plain(&said).unwrap_or(said);
    let digits: String = said.chars().filter(char::is_ascii_digit).collect();
    let is_number = digits.len() >= 5 && !said.contains('@') && !said.chars().any(char::is_alphabetic);
    if is_number { digits } else { said }
}
