//! `buildlog theme`: which themes there are, and an embedded one as files that can be changed.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use clap::Subcommand;
use serde::Serialize;

use super::invocation::Invocation;
use super::scaffold::{self, Made};
use super::table::{self, Column};
use super::terminal::{Format, Tone, counted};
use super::{Outcome, Refusal};
use crate::config::{self, CONFIG_FILE, RawConfig};
use crate::diagnostics::did_you_mean;
use crate::front_matter;
use crate::path::SitePath;
use crate::source::{self, Sources};
use crate::theme::{BASE, embedded_files, embedded_names};

/// More copies than these are counted and not listed.
const LISTED: usize = 8;

const AFTER_LIST: &str = "\
Examples:
  buildlog theme list
  buildlog theme list --format json";

const AFTER_EJECT: &str = "\
A copy counts in place of the embedded file and no longer follows updates of buildlog, so copy only \
what you change. Delete a copy, and the embedded file counts again. A file that is there is kept.

Examples:
  buildlog theme eject ledger templates/day.html    one template
  buildlog theme eject ledger assets                a folder
  buildlog theme eject ledger                       the whole theme";

/// List the themes, or copy one out to change it
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    List(List),
    Eject(Eject),
}

impl Args {
    pub(super) fn run(self, invocation: &Invocation<'_>) -> anyhow::Result<Outcome> {
        match self.what {
            What::List(args) => args.run(invocation),
            What::Eject(args) => args.run(invocation),
        }
    }
}

/// List the embedded themes and the site's own, and say which is in use
#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_LIST)]
struct List {
    /// How the list is written: text or json
    #[arg(long, value_name = "FORMAT", default_value = "text", hide_possible_values = true)]
    format: Format,
}

/// Copy an embedded theme, or single files of it, into themes/
#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_EJECT)]
struct Eject {
    /// The theme, such as ledger
    name: String,
    /// Files or folders of it, such as templates/day.html [default: all]
    #[arg(value_name = "FILE")]
    files: Vec<String>,
}

/// One theme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct Listed {
    name: String,
    /// Whether it is part of the program.
    embedded: bool,
    /// How many files of it lie in the site's `themes/`.
    own_files: usize,
    in_use: bool,
}

impl List {
    fn run(self, invocation: &Invocation<'_>) -> anyhow::Result<Outcome> {
        // Outside a site there are the embedded themes, and none is in use.
        let sources = match invocation.site() {
            Ok(root) => Some(source::read(&root)),
            Err(_) if invocation.said_site.is_none() => None,
            Err(error) => return Err(error),
        };
        let listed = list(sources.as_ref());
        let terminal = invocation.terminal;
        match self.format {
            Format::Json => terminal.answer(serde_json::to_string_pretty(&listed)?),
            Format::Text => {
                let head = [("theme", Column::Words), ("where", Column::Words), ("", Column::Words)];
                for (index, line) in table::lines(head, &rows(&listed)).into_iter().enumerate() {
                    if index == 0 { terminal.say(terminal.dim(line)) } else { terminal.say(line) }
                }
            }
        }
        Ok(Outcome::Done)
    }
}

fn rows(listed: &[Listed]) -> Vec<[String; 3]> {
    let place = |theme: &Listed| match (theme.embedded, theme.own_files) {
        (true, 0) => "embedded".to_string(),
        (true, own) => format!("embedded; {} of your own in themes/{}/", counted(own, "file"), theme.name),
        (false, 0) => "missing".to_string(),
        (false, own) => format!("themes/{}/, {}", theme.name, counted(own, "file")),
    };
    let used = |theme: &Listed| if theme.in_use { "in use" } else { "" }.to_string();
    listed.iter().map(|theme| [theme.name.clone(), place(theme), used(theme)]).collect()
}

fn list(sources: Option<&Sources>) -> Vec<Listed> {
    let mut own: BTreeMap<String, usize> = BTreeMap::new();
    for (path, _) in sources.iter().flat_map(|sources| sources.under("themes")) {
        // A file beside the themes is none.
        if let Some((name, _)) = path.as_str().strip_prefix("themes/").and_then(|rest| rest.split_once('/')) {
            *own.entry(name.to_string()).or_default() += 1;
        }
    }
    let in_use = sources.map(theme_in_use);
    let embedded = embedded_names();
    let names: BTreeSet<String> = embedded
        .iter()
        .map(|name| name.to_string())
        .chain(own.keys().cloned())
        .chain(in_use.clone())
        .collect();
    let listed = names.into_iter().map(|name| Listed {
        embedded: embedded.contains(&name.as_str()),
        own_files: own.get(&name).copied().unwrap_or(0),
        in_use: in_use.as_ref() == Some(&name),
        name,
    });
    listed.collect()
}

/// The theme that the settings name; where they can't be read, the default one.
fn theme_in_use(sources: &Sources) -> String {
    let file = sources.text(&SitePath::new(CONFIG_FILE));
    let raw =
        file.and_then(|file| front_matter::read::<RawConfig>(&file, 0..file.text.len(), config::KIND).ok());
    raw.and_then(|raw| raw.theme).map_or_else(|| BASE.to_string(), |theme| theme.value)
}

impl Eject {
    fn run(self, invocation: &Invocation<'_>) -> anyhow::Result<Outcome> {
        let root = invocation.site()?;
        let chosen = chosen(&self.name, &self.files)?;
        let (created, kept) = copy(&root, &self.name, &chosen)?;
        let terminal = invocation.terminal;
        let folder = format!("themes/{}", self.name);
        for path in &kept {
            let shown = invocation.shown(&root, &format!("{folder}/{path}"));
            terminal.status(Tone::Unchanged, "kept", format_args!("{shown}, as it was"));
        }
        match created.len() {
            many if many > LISTED => {
                let shown = invocation.shown(&root, &folder);
                terminal.status(Tone::Made, "created", format_args!("{} in {shown}/", counted(many, "file")));
            }
            _ => created.iter().for_each(|path| {
                terminal.status(Tone::Made, "created", invocation.shown(&root, &format!("{folder}/{path}")));
            }),
        }
        if !created.is_empty() {
            let (it, follows) =
                if created.len() == 1 { ("the copy", "follows") } else { ("the copies", "follow") };
            let words = format!("{it} no longer {follows} updates of buildlog; delete what you don't change");
            terminal.status(Tone::Notable, "note", words);
        }
        let in_use = theme_in_use(&source::read(&root));
        let next = match in_use == self.name {
            true => "change it, then `buildlog build`".to_string(),
            false => format!("write `theme: {}` into {CONFIG_FILE}; `{in_use}` is in use", self.name),
        };
        terminal.status(Tone::Unchanged, "next", next);
        Ok(Outcome::Done)
    }
}

/// The files that are meant, by their paths inside the theme.
fn chosen(name: &str, wanted: &[String]) -> Result<Vec<(&'static str, &'static [u8])>, Refusal> {
    let files: Vec<(&'static str, &'static [u8])> = embedded_files(name).collect();
    if files.is_empty() {
        return Err(unknown_theme(name));
    }
    let mut chosen = BTreeMap::new();
    for said in wanted {
        let path = said.trim_start_matches("./").trim_end_matches('/');
        let is_meant =
            |file: &str| file == path || file.strip_prefix(path).is_some_and(|rest| rest.starts_with('/'));
        let meant: Vec<_> = files.iter().copied().filter(|(file, _)| is_meant(file)).collect();
        if meant.is_empty() {
            return Err(unknown_file(name, path, &files));
        }
        chosen.extend(meant);
    }
    Ok(if wanted.is_empty() { files } else { chosen.into_iter().collect() })
}

fn copy<'a>(
    root: &Path,
    name: &str,
    files: &[(&'a str, &[u8])],
) -> anyhow::Result<(Vec<&'a str>, Vec<&'a str>)> {
    let (mut created, mut kept) = (Vec::new(), Vec::new());
    for (path, bytes) in files {
        match scaffold::create(&root.join("themes").join(name).join(path), bytes)? {
            Made::Created => created.push(*path),
            Made::Kept => kept.push(*path),
        }
    }
    Ok((created, kept))
}

fn unknown_theme(name: &str) -> Refusal {
    let names = embedded_names();
    let message = format!("there is no embedded theme `{name}`");
    match did_you_mean(name, names.iter().copied()) {
        Some(near) => Refusal::new(message, format!("did you mean `{near}`?")),
        None => Refusal::new(message, format!("the embedded themes are: {}", names.join(", "))),
    }
}

fn unknown_file(theme: &str, path: &str, files: &[(&'static str, &'static [u8])]) -> Refusal {
    let message = format!("the theme `{theme}` has no file `{path}`");
    let names = || files.iter().map(|(name, _)| *name);
    // `day.html` is enough to know which file is meant.
    let inside = names().find(|name| name.rsplit('/').next() == Some(path));
    match inside.or_else(|| did_you_mean(path, names())) {
        Some(near) => Refusal::new(message, format!("did you mean `{near}`?")),
        None => Refusal::new(message, format!("its files are: {}", names().collect::<Vec<_>>().join(", "))),
    }
}

#[cfg(test)]
#[allow(clippy::disallowed_methods, reason = "the tests look at what was copied")]
mod tests {
    use super::*;
    use crate::source::Source;

    fn site(files: &[(&str, &str)]) -> Sources {
        let file = |(path, text): &(&str, &str)| (SitePath::new(*path), Source::Text((*text).into()));
        Sources::from_memory(files.iter().map(file))
    }

    #[test]
    fn the_list_tells_embedded_own_and_missing_themes_apart() {
        let settings = "title: A\nbase_url: https://example.org/a/\ntheme: paper\n";
        let sources = site(&[
            (CONFIG_FILE, settings),
            ("themes/ledger/templates/day.html", ""),
            ("themes/mine/theme.yaml", ""),
            ("themes/mine/assets/style.css", ""),
            ("themes/README.md", ""),
        ]);
        let listed = list(Some(&sources));
        let row = |name: &str| {
            let at = listed.iter().position(|theme| theme.name == name).unwrap();
            rows(&listed)[at][1..].join("|")
        };
        assert_eq!(row("ledger"), "embedded; 1 file of your own in themes/ledger/|");
        assert_eq!(row("mine"), "themes/mine/, 2 files|");
        assert_eq!(row("paper"), "missing|in use");
        assert!(list(None).iter().all(|theme| theme.embedded && !theme.in_use));
    }

    #[test]
    fn a_file_that_is_there_is_kept_and_the_others_are_copied() {
        let root = tempfile::tempdir().unwrap();
        let mine = root.path().join("themes/ledger/templates/day.html");
        scaffold::create(&mine, "mine").unwrap();
        let (created, kept) = copy(root.path(), "ledger", &chosen("ledger", &[]).unwrap()).unwrap();
        assert_eq!(kept, ["templates/day.html"]);
        assert_eq!(created.len() + 1, embedded_files("ledger").count());
        assert_eq!(std::fs::read_to_string(mine).unwrap(), "mine");
        for (path, bytes) in embedded_files("ledger").filter(|(path, _)| *path != "templates/day.html") {
            assert_eq!(std::fs::read(root.path().join("themes/ledger").join(path)).unwrap(), bytes);
        }
    }

    #[test]
    fn files_and_folders_can_be_chosen() {
        let paths = |wanted: &[&str]| {
            let wanted: Vec<String> = wanted.iter().map(|path| path.to_string()).collect();
            chosen("ledger", &wanted).map(|files| files.iter().map(|(path, _)| *path).collect::<Vec<_>>())
        };
        assert_eq!(paths(&["templates/day.html", "./templates/day.html"]).unwrap(), ["templates/day.html"]);
        assert_eq!(paths(&["strings/"]).unwrap(), ["strings/en.yaml", "strings/zh.yaml"]);
        assert_eq!(paths(&["day.html"]).unwrap_err().hints, ["did you mean `templates/day.html`?"]);
        assert!(paths(&["../../buildlog.yaml"]).is_err() && paths(&["templ"]).is_err());
    }

    #[test]
    fn an_unknown_theme_is_told_its_neighbour() {
        assert_eq!(chosen("ledgre", &[]).unwrap_err().hints, ["did you mean `ledger`?"]);
        assert!(chosen("../x", &[]).unwrap_err().hints[0].contains("ledger"));
        assert!(chosen("", &[]).is_err());
    }
}
