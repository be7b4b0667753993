//! Whether the address that every page, feed and message names is the one under which readers will find them.

use super::finding::key_span;
use crate::config::{AddressFault, Config};
use crate::diagnostics::Diagnostic;

/// The finding about the site's address. `served_at` is where the Pages of the repository are, where that is known.
pub(super) fn of_site(config: &Config, served_at: Option<&str>) -> Option<Diagnostic> {
    let said = config.base_url.as_str();
    let (code, words) = match config.base_url.fault(served_at)? {
        AddressFault::Placeholder => {
            ("placeholder-address", format!("{said} is a placeholder: no reader finds the site there"))
        }
        AddressFault::Local => (
            "placeholder-address",
            format!("{said} leads to your own machine: no reader finds the site there"),
        ),
        AddressFault::Elsewhere(_) => {
            ("wrong-address", format!("{said} is not where GitHub serves the Pages of this repository"))
        }
    };
    let told = Diagnostic::error(code, words).at(config.file.place(key_span(&config.file, "base_url")));
    Some(match served_at {
        Some(there) => {
            told.hint(format!("write `base_url: {there}`, or the domain of your own that leads there"))
        }
        None => told.hint(
            "write the address under which the site will be opened, such as https://ana.github.io/log/",
        ),
    })
}
