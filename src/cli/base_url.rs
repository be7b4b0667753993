//! The address of a site as it is said on the command line.

use crate::config::BaseUrl;

/// Takes an address as the whole address of a site; anything else is wrong usage.
pub(super) fn base_url(text: &str) -> Result<String, String> {
    match text.parse::<BaseUrl>() {
        Ok(url) => Ok(url.as_str().to_string()),
        Err(reason) => Err(format!("{reason}; write it such as https://you.github.io/my-log/")),
    }
}
