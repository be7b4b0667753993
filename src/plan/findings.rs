//! What a text holds that is not shown as it is written.

use super::demos;
use crate::content::address_in_short;
use crate::diagnostics::{Diagnostic, SourceFile, Span};
use crate::markdown::{Doc, FindingKind, Unframed};

/// What a body holds that is not shown as written.
pub(super) fn of_body(file: &SourceFile, doc: &Doc) -> Vec<Diagnostic> {
    let findings = doc.findings.iter();
    findings
        .flat_map(|finding| match finding.kind {
            FindingKind::BadDemo(_) => demos::block(file, doc, finding),
            _ => vec![not_shown(file, &finding.kind, &finding.what, &finding.span)],
        })
        .collect()
}

/// The warning about something in a text that is taken out, or shown in another way.
pub(super) fn not_shown(file: &SourceFile, kind: &FindingKind, what: &str, span: &Span) -> Diagnostic {
    let what = &address_in_short(what);
    let (code, words, hint) = match kind {
        FindingKind::Script => {
            ("raw-script", format!("`{what}` runs a script: it is taken out"), "scripts belong into a theme")
        }
        FindingKind::UnsafeAddress => (
            "unsafe-address",
            format!("`{what}` is no address that a page may lead to: the link becomes text"),
            "link to a web page, a mail address or a telephone number",
        ),
        FindingKind::EventHandler => {
            ("raw-script", format!("`{what}` runs a script: it is taken out"), "take the attribute out")
        }
        FindingKind::InlineStyle => (
            "raw-style",
            format!("`{what}`: inline styles are taken out"),
            "styles belong into a theme; a `class` stays",
        ),
        FindingKind::Frame => (
            "raw-frame",
            format!("`{what}`: a frame becomes a link, because it would ask something of another site"),
            "put the address alone in a paragraph",
        ),
        FindingKind::ForbiddenElement => (
            "raw-element",
            format!("`{what}` has no place in an entry: it is taken out"),
            "write it in Markdown",
        ),
        FindingKind::TakenId => (
            "duplicate-id",
            format!("the id `{what}` is taken out: something else on the page has it, or it is none"),
            "give it another id, without white space; headings have ids made of their words",
        ),
        FindingKind::UnknownElement => (
            "raw-element",
            format!("`{what}` is no HTML element: it is shown as text"),
            "put code between backticks",
        ),
        FindingKind::BadMath(reason) => (
            "bad-math",
            format!("this formula can't be read: {reason}"),
            "mend it, or write `\\$` for a dollar sign",
        ),
        FindingKind::BadDemo(reason) => (
            "bad-demo",
            format!("this demo can't be read: {reason}"),
            "a demo block holds keys such as `url:` and `title:`",
        ),
        FindingKind::OtherSize { given } => (
            "bad-demo",
            format!("`{what}` is no size of a frame: this one is {given}"),
            "a `height` goes from 150 to 1200 pixels; a `ratio` is 16:9, 4:3, 1:1 or 9:16",
        ),
        FindingKind::UnframedDemo(reason) => return unframed(file, reason, what, span),
        FindingKind::RecordingInLine => (
            "recording-in-line",
            format!("`{what}` stands among words or in a list: it is a link without a player"),
            "a recording stands in a paragraph of its own: put an empty line before it and after it",
        ),
        FindingKind::LeftOpen => (
            "unclosed-tag",
            format!("`<{what}>` is never closed: it ends with the block in which it stands"),
            "close it where it is to end, or put it between backticks",
        ),
        FindingKind::UnclosedFence => (
            "unclosed-fence",
            "a block of code is never closed: all that follows is code".to_string(),
            "close it with the same signs that open it",
        ),
        FindingKind::UnclosedComment => (
            "unclosed-comment",
            "a comment is never closed: nothing that follows is shown".to_string(),
            "close it with `-->`, or write `\\<!--` where the signs are meant",
        ),
    };
    Diagnostic::warning(code, words).at(file.place(span.clone())).hint(hint)
}

/// How many forms of address a report names: the common ones.
const FORMS: usize = 4;

fn unframed(file: &SourceFile, reason: &Unframed, address: &str, span: &Span) -> Diagnostic {
    let (words, hint) = match reason {
        Unframed::UnknownHost(host) => (
            format!("{host} is no provider that is known here: the demo is a card that links to it"),
            "give the demo a `height` or a `ratio` to show it in a frame".to_string(),
        ),
        Unframed::Insecure(host) => (
            format!("the address at {host} is not a secure one: the demo is a card that links to it"),
            "write `https://` where the host has it; browsers show nothing else in a frame of a secure page"
                .to_string(),
        ),
        Unframed::OtherPage { provider, forms } => {
            let forms: Vec<String> = forms.iter().take(FORMS).map(|form| format!("`{form}`")).collect();
            (
                format!(
                    "`{address}` is no page of {provider} that can be embedded: the demo is a card that links to it"
                ),
                format!("these can: {}", forms.join(", ")),
            )
        }
    };
    Diagnostic::warning("unknown-host", words).at(file.place(span.clone())).hint(hint)
}
