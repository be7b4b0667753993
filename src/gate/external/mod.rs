//! Whether links to other sites still lead somewhere: the only place of the program that asks other hosts.
//!
//! Hosts are asked side by side, and each of them one question at a time, with a pause between two. What a host
//! answered is good for a day, so that a second look costs nobody anything.

mod answer;
mod ask;
#[cfg(test)]
mod tests;

pub use answer::{Answer, Answers, Outcome};
pub use ask::{Patience, ask};

use super::Outside;
use crate::diagnostics::{Diagnostic, Place};
use crate::path::SitePath;

/// What the answers have to say about the site. `locate` finds where an address stands in its files, and `is_demo` says
/// whether it is what the log asks people to try.
pub(super) fn findings(
    answers: &Answers,
    outside: &Outside,
    locate: impl Fn(&str) -> Option<Place>,
    is_demo: impl Fn(&str) -> bool,
) -> Vec<Diagnostic> {
    let dead = outside.iter().filter_map(|(url, pages)| {
        let outcome = &answers.get(url)?.outcome;
        let words = outcome.complaint()?;
        let page =
            || Place::file(SitePath::new(format!("public/{}", pages.first().map_or("", String::as_str))));
        let place = locate(url).or_else(|| locate(url.trim_end_matches('/'))).unwrap_or_else(page);
        let told = match (is_demo(url), outcome.is_gone()) {
            (true, true) => Diagnostic::error("dead-demo", format!("the demo {url} {words}"))
                .hint("put it back, or write `fallback` with a recording of it"),
            (true, false) => Diagnostic::warning("dead-demo", format!("the demo {url} {words}"))
                .hint("a host that sleeps is told with `wake`, and a `fallback` recording comes first"),
            (false, _) => Diagnostic::warning("dead-external", format!("{url} {words}"))
                .hint("link to a copy in an archive of the web, or take the link out"),
        };
        Some(told.at(place))
    });
    dead.collect()
}
