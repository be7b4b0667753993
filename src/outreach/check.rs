//! What speaks against sending a message.

use super::{Draft, Form, Message};
use crate::content::Recipient;
use crate::diagnostics::Diagnostic;
use crate::site::Site;

/// Hosts and endings of hosts that stand for none: RFC 2606 and RFC 6761, and this machine.
const PLACEHOLDERS: [&str; 9] = [
    "example.com",
    "example.org",
    "example.net",
    "example",
    "invalid",
    "test",
    "localhost",
    "local",
    "127.0.0.1",
];

/// Names that stand in examples of GitHub Pages for one's own.
const EXAMPLE_USERS: [&str; 6] = ["name", "you", "your-name", "yourname", "username", "user"];

/// Everything that speaks against sending a message, as far as the site itself knows it.
pub fn faults(site: &Site, recipient: &Recipient, message: &Message) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    if is_placeholder(site.config.base_url.host()) {
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

/// Whether a host stands for none that is there.
pub fn is_placeholder(host: &str) -> bool {
    let reserved = PLACEHOLDERS
        .iter()
        .any(|name| host == *name || host.strip_suffix(name).is_some_and(|before| before.ends_with('.')));
    let user = host.strip_suffix(".github.io").or_else(|| host.strip_suffix(".gitlab.io"));
    reserved || user.is_some_and(|user| EXAMPLE_USERS.contains(&user))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_that_stand_for_none_are_known() {
        for host in ["example.org", "log.example.com", "localhost", "name.github.io", "a.test", "127.0.0.1"] {
            assert!(is_placeholder(host), "{host}");
        }
        for host in ["robin.github.io", "counterexample.org", "testing.dev", "example.de"] {
            assert!(!is_placeholder(host), "{host}");
        }
    }
}
