//! What speaks against sending a message.

use super::fit::Counted;
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
    // Only a page of their own can be over.
    if recipient.publish && recipient.is_over(site.config.as_of) {
        faults.push(
            Diagnostic::error("expired", format!("the page for {} has expired", recipient.name))
                .hint("write a later date as `expires`, or take the key out"),
        );
    }
    // The form of the recipient's own channel is the one that will be sent.
    let draft = message.drafts.first();
    faults.extend(draft.and_then(too_long).or_else(|| draft.and_then(too_short)));
    faults.extend(missing(recipient));
    faults.extend(yet_to_come(site, recipient));
    faults
}

/// A letter that says nothing to its reader, or wants nothing of them, is none.
fn missing(recipient: &Recipient) -> Option<Diagnostic> {
    let parts = [
        ("because", "what they said", recipient.because.is_empty()),
        ("relevance", "why it matters to them", recipient.relevance.is_none()),
        ("ask", "what you ask", recipient.ask.is_none()),
    ];
    let missing: Vec<_> = parts.into_iter().filter(|(_, _, is_missing)| *is_missing).collect();
    let words: Vec<&str> = missing.iter().map(|(_, words, _)| *words).collect();
    let keys: Vec<String> = missing.iter().map(|(key, _, _)| format!("`{key}`")).collect();
    (!missing.is_empty()).then(|| {
        Diagnostic::error("unfinished-letter", format!("the letter does not say {}", words.join(", nor ")))
            .hint(format!("write {}", keys.join(", ")))
    })
}

/// Words that nobody can have said yet.
fn yet_to_come(site: &Site, recipient: &Recipient) -> Option<Diagnostic> {
    let mut dates = recipient.because.iter().filter_map(|said| said.date.as_ref());
    let date = dates.find(|date| date.value > site.config.as_of)?.value;
    Some(
        Diagnostic::error("future-date", format!("what they said is of {date}, which has not been yet"))
            .hint("write the day on which they said it as `date` under `because`"),
    )
}

/// Below the least a text says too little; of a subject it is worth a look, no more.
fn too_short(draft: &Draft) -> Option<Diagnostic> {
    let name = Form::name(draft.form);
    let told = |what: &str, text: &Counted| {
        let (measure, by) = text.under()?;
        Some(format!("{name}: {what} is {by} {} too short", measure.unit()))
    };
    if let Some(message) = told("the text", &draft.text) {
        let error = Diagnostic::error("too-short", message);
        return Some(
            error.hint(
                "fill in what is missing of the letter and of the project: `buildlog outreach` names it",
            ),
        );
    }
    let message = told("the subject", draft.subject.as_ref()?)?;
    Some(
        Diagnostic::warning("too-short", message).hint("write a subject of your own, or go with it as it is"),
    )
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
