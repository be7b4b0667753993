//! What the files of a new site say.

use anyhow::Context;

use crate::front_matter::Language;
use crate::import::yaml_scalar;
use crate::markdown;

/// The settings a new site begins with.
pub(super) struct Settings<'a> {
    /// Its title.
    pub(super) title: String,
    /// Its address.
    pub(super) base_url: String,
    /// What its feed ids are made of.
    pub(super) id: String,
    /// The language of its pages.
    pub(super) language: &'a Language,
    /// Its theme, when not the default one.
    pub(super) theme: Option<&'a str>,
}

/// An address that is nobody's (RFC 2606), with the sub-path that a project page of GitHub would have.
pub(super) fn placeholder_url(name: &str) -> String {
    let slug = markdown::slug(name);
    format!("https://example.org/{}/", if slug.is_empty() { "log" } else { &slug })
}

/// A random UUID (version 4, RFC 9562) as a URN.
pub(super) fn fresh_id() -> anyhow::Result<String> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).context("the system gives no random numbers")?;
    bytes[6] = bytes[6] & 0x0f | 0x40;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(format!("urn:uuid:{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]))
}

impl Settings<'_> {
    /// `buildlog.yaml`. A `#` with a space is a remark, one without is a key to be taken into use.
    pub(super) fn yaml(&self) -> String {
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
# A bilingual site: `language` is at the root, the other under its own path.
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

/// `about.md`, with no words in it that could be published by mistake.
pub(super) fn about_text(language: &Language) -> String {
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
#  - what: Video editor
#    where: A small studio
#    from: 2018
#    to: 2025
#    text: What came of it
#skills: [Rust, user interviews]
# Below the next line: who you are, at length.
---
"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{BaseUrl, CONFIG_FILE, Config, Overrides};
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
        .yaml()
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
}
