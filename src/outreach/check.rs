//! What speaks against sending a message.

use super::{Draft, Form, Message};
use crate::content::Recipient;
use crate::diagnostics::Diagnostic;
use crate::site::Site;

/// Everything that speaks against sending a message, as far as the site itself knows it.
pub fn faults(site: &Site, recipient: &Recipient, message: &Message) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    if site.config.base_url.fault(None).is_some() {
        faults.push(
            Diagnostic::error(
                "placeholder-address",
                format!("{} is an address that stands for another", site.config.base_url.as_str()),
            )
            .at(crate::diagnostics::Place::file(site.config.file.path.clone()))
            .hint("write the address under which the site can be opened as `base_url`"),
        );
    }
    if recipient.expires.as_ref().is_some_and(|last| last.value < site.config.as_of) {
        faults.push(
            Diagnostic::error("expired", format!("the page for {} has expired", recipient.name))
                .hint("write a later date as `expires`, or take the key out"),
        );
    }
    // The form of the recipient's own channel is the one that will be sent.
    faults.extend(message.drafts.first().and_then(too_long));
    faults
}

fn too_long(draft: &Draft) -> Option<Diagnostic> {
    let name = Form::name(draft.form);
    let texts = [("the subject", draft.subject.as_ref()), ("the text", Some(&draft.text))];
    let (what, measure, by) = texts.into_iter().find_map(|(what, text)| {
        let (measure, by) = text?.over()?;
        Some((what, measure, by))
    })?;
    let message = format!("{name}: {what} is {by} {} too long", measure.unit());
    Some(Diagnostic::error("too-long", message).hint("shorten the quote, or what else can't be left out"))
}
