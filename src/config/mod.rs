//! `buildlog.yaml` and the flags: what was said, and what is meant.

mod address;
mod base_url;
mod raw;
mod zone;

pub use address::AddressFault;
pub use base_url::BaseUrl;
pub use raw::{
    Allowance, Author, Brief, Cards, Contact, Deploy, Feed, Highlight, HighlightNames, Link, Paper,
    PdfChoice, RawConfig, Show,
};
pub use zone::Zone;

use crate::diagnostics::{Diagnostic, SourceFile, did_you_mean};
use crate::front_matter::{self, Date, Extra, Kind, Language, Partial, Spanned};
use crate::path::SitePath;
use crate::source::Sources;

/// Where the settings lie.
pub const CONFIG_FILE: &str = "buildlog.yaml";

/// How `buildlog.yaml` is spoken of in complaints.
pub const KIND: Kind = Kind {
    name: "buildlog.yaml",
    required: &[("title", "My build log"), ("base_url", "https://name.github.io/log/")],
};

/// What the command line adds to the settings.
#[derive(Clone, Debug)]
pub struct Overrides {
    /// Stands in place of `base_url`.
    pub base_url: Option<String>,
    /// Whether drafts are shown.
    pub drafts: bool,
    /// The date that expiry is counted from; the only way in which today gets into a build.
    pub as_of: Date,
}

/// The settings of a site, as they are meant.
#[derive(Clone, Debug)]
pub struct Config {
    /// The site's title.
    pub title: String,
    /// Where the site is served.
    pub base_url: BaseUrl,
    /// What feed ids are made of: a tag URI or `urn:uuid:`; without one, the base URL.
    pub id: String,
    /// The language of the pages at the root.
    pub language: Language,
    /// Every language the site has, the default first.
    pub languages: Vec<Language>,
    /// The theme's name.
    pub theme: Spanned<String>,
    /// The accent colour as `#rrggbb`, where the site has its own.
    pub accent: Option<String>,
    /// The zone in which a day of the log begins, for feed timestamps.
    pub timezone: Zone,
    /// The maker.
    pub author: Author,
    /// The one-page document.
    pub brief: Brief,
    /// Which pages get a preview picture of their own.
    pub cards: Cards,
    /// Whether there is a search index.
    pub search: bool,
    /// How code is coloured.
    pub highlight: Spanned<Highlight>,
    /// How many entries a feed holds.
    pub feed_limit: usize,
    /// Where `deploy` pushes.
    pub deploy: Deploy,
    /// Findings of the gate that are meant.
    pub allow: Vec<Allowance>,
    /// Whatever a theme wants to know.
    pub extra: Extra,
    /// Whether drafts are shown.
    pub drafts: bool,
    /// The date that expiry is counted from.
    pub as_of: Date,
    /// The file itself, for complaints about what it says.
    pub file: SourceFile,
}

impl Config {
    /// Reads the settings of a site.
    ///
    /// # Errors
    /// All faults of `buildlog.yaml`, or that there is none.
    pub fn read(sources: &Sources, overrides: &Overrides) -> Result<Config, Vec<Diagnostic>> {
        let path = SitePath::new(CONFIG_FILE);
        let Some(file) = sources.text(&path) else {
            // A file that is there but can't be read has its own complaint already.
            return Err(match sources.faults().iter().any(|fault| names(fault, &path)) {
                true => Vec::new(),
                false => vec![no_config()],
            });
        };
        let Partial { value, faults, .. } = front_matter::read_partly(&file, 0..file.text.len(), KIND);
        match value {
            Some(raw) => Self::resolve(file, raw, overrides, faults),
            None => Err(faults),
        }
    }

    /// Whether the two say the same: settings are made of what is compared here, and of nothing else.
    pub fn is_same(&self, other: &Config) -> bool {
        let made_of = |config: &Config| (config.drafts, config.as_of, config.file.path.clone());
        made_of(self) == made_of(other)
            && self.base_url == other.base_url
            && self.file.text == other.file.text
    }

    /// What is meant by settings that may have had faults already: those of their values are added.
    fn resolve(
        file: SourceFile,
        raw: RawConfig,
        overrides: &Overrides,
        mut faults: Vec<Diagnostic>,
    ) -> Result<Config, Vec<Diagnostic>> {
        let base_url = resolve_base_url(&file, &raw, overrides).map_err(|fault| faults.push(*fault)).ok();
        let timezone =
            resolve_timezone(&file, raw.timezone.as_ref()).map_err(|fault| faults.push(*fault)).ok();
        let accent = colour(&file, raw.accent.as_ref()).map_err(|fault| faults.push(*fault)).ok();
        if let Some(format) = raw.format.as_ref().filter(|format| format.value != 1) {
            faults.push(unknown_format(&file, format));
        }
        if raw.title.value.trim().is_empty() {
            let fault = Diagnostic::error("bad-value", "the title is empty")
                .at(file.place(raw.title.span.clone()))
                .hint("write what the site is called");
            faults.push(fault);
        }
        let language = raw.language.map_or_else(Language::default, |language| language.value);
        let (Some(base_url), Some(timezone), Some(accent), true) =
            (base_url, timezone, accent, faults.is_empty())
        else {
            return Err(faults);
        };
        Ok(Config {
            title: raw.title.value,
            id: raw.id.map_or_else(|| base_url.as_str().to_string(), |id| id.value),
            base_url,
            languages: all_languages(&language, raw.languages),
            language,
            theme: raw.theme.unwrap_or(Spanned { value: "ledger".to_string(), span: 0..0 }),
            accent,
            timezone,
            author: raw.author,
            brief: raw.brief,
            cards: raw.cards,
            search: raw.search.unwrap_or(true),
            highlight: raw.highlight.unwrap_or(Spanned { value: Highlight::default(), span: 0..0 }),
            feed_limit: raw.feed.limit.unwrap_or(20),
            deploy: raw.deploy,
            allow: raw.allow,
            extra: raw.extra,
            drafts: overrides.drafts,
            as_of: overrides.as_of,
            file,
        })
    }
}

fn names(fault: &Diagnostic, path: &SitePath) -> bool {
    fault.place.as_ref().is_some_and(|place| place.path == *path)
}

fn no_config() -> Diagnostic {
    Diagnostic::error("no-site", "there is no buildlog.yaml in this folder")
        .hint("go into the folder of your site, or name it with `--site DIR`")
        .hint("`buildlog init DIR` makes a new site")
}

fn all_languages(default: &Language, said: Vec<Language>) -> Vec<Language> {
    let mut languages = vec![default.clone()];
    for language in said {
        if !languages.contains(&language) {
            languages.push(language);
        }
    }
    languages
}

fn resolve_base_url(
    file: &SourceFile,
    raw: &RawConfig,
    overrides: &Overrides,
) -> Result<BaseUrl, Box<Diagnostic>> {
    let complaint = |reason: String| {
        Diagnostic::error("bad-base-url", reason)
            .hint("write the whole address of the site, such as https://name.github.io/log/")
    };
    match &overrides.base_url {
        Some(said) => said.parse().map_err(|reason| Box::new(complaint(format!("--base-url: {reason}")))),
        None => raw.base_url.value.parse().map_err(|reason: String| {
            let span = raw.base_url.span.clone();
            let hidden = if raw.base_url.value.contains('@') { span.clone() } else { span.start..span.start };
            Box::new(complaint(reason).at(file.place_hiding(span, hidden)).label("not an address"))
        }),
    }
}

fn resolve_timezone(file: &SourceFile, said: Option<&Spanned<String>>) -> Result<Zone, Box<Diagnostic>> {
    let Some(said) = said else { return Ok(Zone::utc()) };
    Zone::named(&said.value).ok_or_else(|| {
        let fault = Diagnostic::error(
            "unknown-timezone",
            format!("`{}` is not a time zone of the IANA list", said.value),
        )
        .at(file.place(said.span.clone()));
        Box::new(match did_you_mean(&said.value, Zone::names()) {
            Some(near) => fault.hint(format!("did you mean `{near}`?")),
            None => fault.hint("write a name such as `Europe/Berlin` or `Asia/Shanghai`"),
        })
    })
}

/// A colour as `#rrggbb`.
///
/// # Errors
/// Anything that is not a colour in hexadecimal digits.
pub(crate) fn colour(
    file: &SourceFile,
    said: Option<&Spanned<String>>,
) -> Result<Option<String>, Box<Diagnostic>> {
    let Some(said) = said else { return Ok(None) };
    let digits = said.value.strip_prefix('#').unwrap_or("");
    let hex = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    match digits.len() {
        6 if hex => Ok(Some(said.value.to_lowercase())),
        3 if hex => Ok(Some(digits.chars().fold("#".to_string(), |mut colour, digit| {
            colour.extend([digit.to_ascii_lowercase(); 2]);
            colour
        }))),
        _ => Err(Box::new(
            Diagnostic::error("bad-colour", format!("`{}` is not a colour", said.value))
                .at(file.place(said.span.clone()))
                .hint("write it as #rrggbb in quotes, such as \"#b4532a\""),
        )),
    }
}

fn unknown_format(file: &SourceFile, format: &Spanned<u32>) -> Diagnostic {
    Diagnostic::error(
        "unknown-format",
        format!("format {} is not known to this version of buildlog", format.value),
    )
    .at(file.place(format.span.clone()))
    .hint("write `format: 1`, or install a newer buildlog")
}

#[cfg(test)]
mod tests;
