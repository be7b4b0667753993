//! The last line of a check that found nothing: what `deploy` would say to it.

use std::path::Path;

use crate::cli::terminal::Terminal;
use crate::config::CONFIG_FILE;
use crate::deploy::{Reason, Target, check_address};
use crate::pipeline::Checked;

/// Says that nothing stands in the way, or what still does between this site and a deploy.
pub(super) fn fine(terminal: &Terminal, root: &Path, checked: &Checked) {
    let Some(renderer) = &checked.renderer else { return };
    let config = &renderer.site().config;
    let next = match Target::find(root, &config.deploy) {
        // What is allowed is no finding, and still no address.
        _ if config.base_url.fault(None).is_some() => {
            format!("`buildlog deploy` waits for an address of your own: set `base_url` in {CONFIG_FILE}")
        }
        Ok(target) if check_address(&config.base_url, &target).is_some() => {
            format!(
                "`buildlog deploy` waits for the address of {}: set `base_url` in {CONFIG_FILE}",
                target.shown()
            )
        }
        Ok(_) => return terminal.say("\nNothing stands in the way: `buildlog deploy`"),
        Err(error) => match error.reason {
            Reason::NoGit => {
                "`buildlog deploy` needs git, which is not installed or not on the PATH".to_string()
            }
            Reason::NoSources => {
                "`buildlog deploy` needs a git remote first: `git init`, then `git remote add origin …`"
                    .to_string()
            }
            Reason::NoOrigin(_) => {
                "`buildlog deploy` needs a git remote first: `git remote add origin …`".to_string()
            }
            Reason::UnknownRemote(_) => {
                format!("`buildlog deploy` knows no such remote: look at `deploy.remote` in {CONFIG_FILE}")
            }
            _ => {
                format!("`buildlog deploy` needs a branch it can push to: look at `deploy` in {CONFIG_FILE}")
            }
        },
    };
    terminal.say(format_args!("\nNothing was found. {next}"));
}
