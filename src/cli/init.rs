//! `buildlog init`: a new site, ready to build.

use std::path::{Path, PathBuf};

use anyhow::Context;

use super::Outcome;
use super::invocation::Invocation;
use super::scaffold::{self, Made};
use super::terminal::Tone;
use crate::config::{BaseUrl, CONFIG_FILE};
use crate::front_matter::Language;
use crate::import::yaml_scalar;
use crate::markdown;

/// What git must not take along: the output, the cache, and all that is private.
const IGNORED: [&str; 3] = ["/public/", "/.buildlog/", "/private/"];

/// The folders of what never leaves the machine.
const PRIVATE_FOLDERS: [&str; 2] = ["private/feedback", "private/recipients"];

const AFTER: &str = "\
Writes the settings, a page about you, a .gitignore, and the folder private/, which git never sees. \
Files that are there already are kept as they are.

Examples:
  buildlog init my-log
  buildlog init my-log --base-url https://you.github.io/my-log/
  buildlog init --language zh       in the folder you are in";

/// Make a new site, ready to build
#[derive(Debug, clap::Args)]
#[command(after_help = AFTER)]
pub(super) struct Args {
    /// The folder of the new site [default: the one you are in]
    dir: Option<PathBuf>,
    /// The site's title [default: the folder's name]
    #[arg(long)]
    title: Option<String>,
    /// The language of the pages: en, zh, or another BCP 47 tag
    #[arg(long, value_name = "TAG", default_value = "en")]
    language: Language,
    /// The theme, when not the default one
    #[arg(long, value_name = "NAME")]
    theme: Option<String>,
    /// Where the site will be served, such as https://you.github.io/my-log/
    #[arg(long, value_name = "URL", value_parser = base_url)]
    base_url: Option<String>,
}

/// The settings a new site begins with.
struct Settings<'a> {
    title: String,
    base_url: String,
    id: String,
    language: &'a Language,
    theme: Option<&'a str>,
}

impl Args {
    pub(super) fn run(self, invocation: &Invocation<'_>) -> anyhow::Result<Outcome> {
        let said = self.dir.as_deref().or(invocation.said_site.as_deref()).unwrap_or(Path::new("."));
        let root = invocation.folder.join(said);
        let terminal = invocation.terminal;
        if root.join(CONFIG_FILE).exists() {
            terminal.say(format_args!(
                "There is a site already: {}\nNothing was changed.",
                shown(said, CONFIG_FILE).display()
            ));
            return Ok(Outcome::Done);
        }
        scaffold::create_folder(&root)?;
        let name = folder_name(&root);
        let settings = Settings {
            title: self.title.clone().unwrap_or_else(|| name.clone()),
            base_url: self.base_url.clone().unwrap_or_else(|| placeholder_url(&name)),
            id: fresh_id()?,
            language: &self.language,
            theme: self.theme.as_deref(),
        };
        self.write_files(invocation, said, &settings)?;
        self.say_what_is_next(invocation, said, &settings);
        Ok(Outcome::Done)
    }

    fn write_files(
        &self,
        invocation: &Invocation<'_>,
        said: &Path,
        settings: &Settings<'_>,
    ) -> anyhow::Result<()> {
        let root = invocation.folder.join(said);
        let say = |made: Made, path: &str| {
            let (tone, verb) = match made {
                Made::Created => (Tone::Made, "created"),
                Made::Kept => (Tone::Unchanged, "kept"),
            };
            invocation.terminal.status(tone, verb, shown(said, path).display());
        };
        // What is private is hidden from git before anything can lie in it, and the settings come
        // last: only a folder that is whole is a site.
        let ignore = root.join(".gitignore");
        match scaffold::create(&ignore, &(IGNORED.join("\n") + "\n"))? {
            Made::Created => say(Made::Created, ".gitignore"),
            Made::Kept => match scaffold::append_missing(&ignore, &IGNORED, ignores)?[..] {
                [] => say(Made::Kept, ".gitignore"),
                ref added => invocation.terminal.status(
                    Tone::Made,
                    "added",
                    format_args!("{} to {}", added.join(" "), shown(said, ".gitignore").display()),
                ),
            },
        }
        for folder in PRIVATE_FOLDERS {
            say(scaffold::create_folder(&root.join(folder))?, &format!("{folder}/"));
        }
        let about = "content/about.md";
        say(scaffold::create(&root.join(about), &about_text(settings.language))?, about);
        say(scaffold::create(&root.join(CONFIG_FILE), &settings.text())?, CONFIG_FILE);
        Ok(())
    }

    fn say_what_is_next(&self, invocation: &Invocation<'_>, said: &Path, settings: &Settings<'_>) {
        let terminal = invocation.terminal;
        terminal.say("\nNext:");
        if said != Path::new(".") {
            terminal.say(format_args!("  cd {}", shell_word(&said.display().to_string())));
        }
        terminal.say("  buildlog new project my-project --days 30");
        if self.base_url.is_none() {
            terminal.say(format_args!(
                "\nThe address {} is a placeholder: before you deploy,\nset `base_url` in {CONFIG_FILE} to your own.",
                settings.base_url
            ));
        }
    }
}

/// A path of the site as the person would type it from where they stand.
fn shown(said: &Path, path: &str) -> PathBuf {
    if said == Path::new(".") { PathBuf::from(path) } else { said.join(path) }
}

/// A word as a shell takes it for one.
fn shell_word(word: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "-_./~+:,@".contains(c);
    if word.chars().all(is_plain) { word.to_string() } else { format!("'{}'", word.replace('\'', r"'\''")) }
}

fn base_url(text: &str) -> Result<String, String> {
    text.parse::<BaseUrl>().map(|url| url.as_str().to_string())
}

fn folder_name(root: &Path) -> String {
    let whole = root.canonicalize().unwrap_or_else(|_| root.to_path_buf());
    whole.file_name().map_or_else(|| "Build log".to_string(), |name| name.to_string_lossy().into_owned())
}

/// An address that is nobody's (RFC 2606), with the sub-path that a project page of GitHub would have.
fn placeholder_url(name: &str) -> String {
    let slug = markdown::slug(name);
    format!("https://example.org/{}/", if slug.is_empty() { "log" } else { &slug })
}

/// Whether a line of a `.gitignore` says what `wanted` says, be it with other slashes.
fn ignores(line: &str, wanted: &str) -> bool {
    line.trim().trim_matches('/') == wanted.trim_matches('/') && !line.trim().is_empty()
}

/// A random UUID (version 4, RFC 9562) as a URN.
fn fresh_id() -> anyhow::Result<String> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).context("the system gives no random numbers")?;
    bytes[6] = bytes[6] & 0x0f | 0x40;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(format!("urn:uuid:{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]))
}

impl Settings<'_> {
    /// `buildlog.yaml`. A `#` with a space is a remark, one without is a key to be taken into use.
    fn text(&self) -> String {
        let theme = match self.theme {
            Some(theme) => format!("theme: {}", yaml_scalar(theme)),
            None => "#theme: ledger".to_string(),
        };
        format!(
            "\
# The settings of this site. Take the `#` away from a key to use it.
format: 1
title: {title}
# Where the site is served, sub-path included: https://you.github.io/my-log/
base_url: {base_url}
# Feed readers know your entries by this. Never change it, even when the address changes.
id: {id}
language: {language}
# A bilingual site: the first language at the root, the other under its own path.
#languages: [en, zh]
{theme}
#accent: \"#b4532a\"
# In which time zone your day begins; only feeds need it.
#timezone: Europe/Berlin

# Who you are. A contact is shown only where `show` says so.
#author:
#  name: Your Name
#  headline: What you do, in one line
#  location: Berlin
#  links:
#    - {{label: GitHub, url: \"https://github.com/you\"}}
#  contact:
#    - {{kind: email, value: you@example.org, show: [site, brief]}}
",
            title = yaml_scalar(&self.title),
            base_url = yaml_scalar(&self.base_url),
            id = self.id,
            language = self.language,
        )
    }
}

fn about_text(language: &Language) -> String {
    let title = if language.is_chinese() { "关于" } else { "About" };
    format!(
        "\
---
title: {title}
# What you look for: one line, or point by point.
#looking_for:
#  roles: [Product engineer]
#  where: Berlin
#  remote: two days a week
#  from: 2026-03
#background:
#  - {{what: Video editor, where: A small studio, from: 2018, to: 2025, text: What came of it}}
#skills: [Rust, user interviews]
# Below the next line: who you are, at length.
---
"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Config, Overrides};
    use crate::content::Content;
    use crate::path::SitePath;
    use crate::source::{Source, Sources};

    fn settings(title: &str) -> String {
        let language = "zh".parse().unwrap();
        let id = fresh_id().unwrap();
        Settings {
            title: title.into(),
            base_url: placeholder_url(title),
            id,
            language: &language,
            theme: None,
        }
        .text()
    }

    fn in_use(text: &str) -> String {
        text.lines()
            .map(|line| match line.strip_prefix('#') {
                Some(key) if !key.starts_with(' ') || key.starts_with("  ") => format!("{key}\n"),
                _ => format!("{line}\n"),
            })
            .collect()
    }

    fn site(config: String, about: String) -> Sources {
        let text = |path: &str, text: String| (SitePath::new(path), Source::Text(text.into()));
        Sources::from_memory([text(CONFIG_FILE, config), text("content/about.md", about)])
    }

    fn overrides() -> Overrides {
        Overrides { base_url: None, drafts: false, as_of: "2026-01-09".parse().unwrap() }
    }

    #[test]
    fn a_new_site_is_read_without_a_complaint() {
        let title = "Nine: \"days\" # of 你好";
        let sources = site(settings(title), about_text(&Language::default()));
        let config = Config::read(&sources, &overrides()).unwrap();
        assert_eq!(config.title, title);
        assert!(config.id.starts_with("urn:uuid:"));
        assert_eq!(config.language.tag(), "zh");
        let (content, faults) = Content::read(&sources);
        assert!(faults.is_empty(), "{faults:?}");
        assert_eq!(content.profiles.len(), 1);
    }

    #[test]
    fn every_key_that_is_hinted_at_can_be_taken_into_use() {
        let sources = site(in_use(&settings("a")), in_use(&about_text(&Language::default())));
        let config = Config::read(&sources, &overrides()).unwrap();
        assert_eq!(config.author.contact.len(), 1);
        assert_eq!(config.accent.as_deref(), Some("#b4532a"));
        let (content, faults) = Content::read(&sources);
        assert!(faults.is_empty(), "{faults:?}");
        assert_eq!(content.profiles[0].document.matter.skills.len(), 2);
    }

    #[test]
    fn the_placeholder_address_is_no_domain_of_ones_own() {
        for name in ["My Log", "我的日志", "...", "c++"] {
            let url: BaseUrl = placeholder_url(name).parse().unwrap();
            assert!(!url.is_own_domain(), "{name}");
        }
    }

    #[test]
    fn ids_are_uuids_and_no_two_are_equal() {
        let id = fresh_id().unwrap();
        assert_eq!(id.len(), "urn:uuid:".len() + 36);
        assert_eq!(&id["urn:uuid:".len() + 14..][..1], "4");
        assert_ne!(id, fresh_id().unwrap());
    }

    #[test]
    fn a_gitignore_may_say_it_with_other_slashes() {
        assert!(ignores("private", "/private/"));
        assert!(ignores(" private/ ", "/private/"));
        assert!(!ignores("# private", "/private/"));
        assert!(!ignores("", "/private/"));
    }
}
