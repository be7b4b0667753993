//! The address of a site: as it is said on the command line, and a word where nobody can open it yet.

use super::terminal::{Terminal, Tone};
use crate::config::{AddressFault, BaseUrl, CONFIG_FILE, Config};

/// Takes an address as the whole address of a site; anything else is wrong usage.
pub(super) fn base_url(text: &str) -> Result<String, String> {
    match text.parse::<BaseUrl>() {
        Ok(url) => Ok(url.as_str().to_string()),
        Err(reason) => Err(format!("{reason}; write it such as https://you.github.io/my-log/")),
    }
}

/// Says so where links with the site's address lead nowhere yet, unless the settings say that this is meant.
pub(super) fn warn_of_placeholder(terminal: &Terminal, config: &Config) {
    let is_meant = config.allow.iter().any(|allowance| allowance.code.value == "placeholder-address");
    if config.base_url.fault(None) == Some(AddressFault::Placeholder) && !is_meant {
        let said = config.base_url.as_str();
        terminal.status(
            Tone::Notable,
            "address",
            format_args!("{said} is a placeholder: set `base_url` in {CONFIG_FILE} before others get a link"),
        );
    }
}
