//! Where and when a command is run: the facts from outside come in by this door, today's date too.

use std::path::{Path, PathBuf};

use anyhow::Context;

use super::{Refusal, Terminal};
use crate::config::CONFIG_FILE;
use crate::front_matter::Date;

/// What a command knows of the world around it.
#[derive(Debug)]
pub(super) struct Invocation<'a> {
    /// Where it speaks.
    pub(super) terminal: &'a Terminal,
    /// The folder that `--site` names.
    pub(super) said_site: Option<PathBuf>,
    /// The folder one stands in.
    pub(super) folder: PathBuf,
    /// Today, by the machine's clock and time zone.
    pub(super) today: Date,
}

impl<'a> Invocation<'a> {
    /// The facts of this process.
    ///
    /// # Errors
    /// Where the folder one stands in is gone.
    pub(super) fn new(said_site: Option<PathBuf>, terminal: &'a Terminal) -> anyhow::Result<Self> {
        let folder = std::env::current_dir().context("the folder you are in can't be found")?;
        Ok(Self { terminal, said_site, folder, today: today() })
    }

    /// The site's folder: the one that `--site` names, else the nearest one upwards.
    pub(super) fn site(&self) -> anyhow::Result<PathBuf> {
        let root = match &self.said_site {
            Some(said) => self.folder.join(said),
            None => nearest_site(&self.folder).unwrap_or_else(|| self.folder.clone()),
        };
        if !root.join(CONFIG_FILE).is_file() {
            return Err(self.no_site().into());
        }
        self.terminal.detail(format_args!("site: {}", root.display()));
        Ok(root)
    }

    fn no_site(&self) -> Refusal {
        match &self.said_site {
            Some(said) => Refusal::new(
                format!("{} is no site: it holds no {CONFIG_FILE}", said.display()),
                "name the folder that holds it with `--site DIR`",
            ),
            None => Refusal::new(
                format!("there is no {CONFIG_FILE} here, nor in any folder above"),
                "go into the folder of your site, or name it with `--site DIR`",
            ),
        }
        .hint("`buildlog init DIR` makes a new site")
    }

    /// A path of the site as it is shown: from the site's folder on, or in full when one stands outside.
    pub(super) fn shown(&self, root: &Path, path: &str) -> String {
        let inside = match (self.folder.canonicalize(), root.canonicalize()) {
            (Ok(folder), Ok(root)) => folder.starts_with(root),
            _ => false,
        };
        if inside { path.to_string() } else { root.join(path).display().to_string() }
    }

    /// The project whose folder one stands in.
    pub(super) fn project_stood_in(&self, root: &Path) -> Option<String> {
        let folder = self.folder.canonicalize().ok()?;
        let projects = root.join("content/projects").canonicalize().ok()?;
        let first = folder.strip_prefix(projects).ok()?.components().next()?;
        first.as_os_str().to_str().map(str::to_string)
    }
}

fn nearest_site(folder: &Path) -> Option<PathBuf> {
    folder.ancestors().find(|folder| folder.join(CONFIG_FILE).is_file()).map(Path::to_path_buf)
}

/// The time, in seconds since 1970: how old what was kept from another run is.
pub(super) fn now() -> u64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    // A clock before 1970 is wrong by more than any answer is kept.
    since.map_or(0, |since| since.as_secs())
}

#[allow(clippy::disallowed_methods, reason = "the one place where today's date comes in")]
fn today() -> Date {
    Date(chrono::Local::now().date_naive())
}

/// A date as it is said on the command line: `2026-01-09`, `today` or `yesterday`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SaidDate {
    /// A date of the calendar.
    On(Date),
    /// So many days ago.
    Ago(u64),
}

impl SaidDate {
    /// The date that is meant.
    pub(super) fn resolve(self, today: Date) -> Date {
        match self {
            Self::On(date) => date,
            Self::Ago(days) => Date(today.0 - chrono::Days::new(days)),
        }
    }
}

impl std::str::FromStr for SaidDate {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "today" => Ok(Self::Ago(0)),
            "yesterday" => Ok(Self::Ago(1)),
            _ => text.parse().map(Self::On),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_may_be_said_in_words() {
        let today: Date = "2026-03-01".parse().unwrap();
        let said = |text: &str| text.parse::<SaidDate>().map(|said| said.resolve(today).to_string());
        assert_eq!(said("today").unwrap(), "2026-03-01");
        assert_eq!(said("yesterday").unwrap(), "2026-02-28");
        assert_eq!(said("2026-01-09").unwrap(), "2026-01-09");
        assert!(said("9.1.2026").unwrap_err().contains("YYYY-MM-DD"));
    }

    #[test]
    fn the_site_is_the_nearest_folder_upwards_with_settings() {
        let top = tempfile::tempdir().unwrap();
        let deep = top.path().join("content/projects/cut");
        std::fs::create_dir_all(&deep).unwrap();
        assert_eq!(nearest_site(&deep), None);
        std::fs::File::create(top.path().join(CONFIG_FILE)).unwrap();
        assert_eq!(nearest_site(&deep).unwrap(), top.path());
    }
}
