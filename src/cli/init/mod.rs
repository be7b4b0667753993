//! `buildlog init`: a new site, ready to build.

mod actions;
mod text;

use std::path::{Path, PathBuf};

use super::base_url::base_url;
use super::ignore::{self, Ignoring};
use super::invocation::Invocation;
use super::scaffold::{self, Made};
use super::terminal::Tone;
use super::{Outcome, Refusal};
use crate::config::CONFIG_FILE;
use crate::diagnostics::did_you_mean;
use crate::front_matter::Language;
use crate::theme;

use actions::Program;
use text::{Settings, about_text, fresh_id, placeholder_url};

/// The folders of what never leaves the machine.
const PRIVATE_FOLDERS: [&str; 2] = ["private/feedback", "private/recipients"];

const AFTER: &str = "\
Writes the settings, a page about you, a .gitignore, and the folder private/, which git never sees. \
Files that are there already are kept as they are.

Examples:
  buildlog init my-log
  buildlog init my-log --base-url https://you.github.io/my-log/
  buildlog init --language zh       in the folder you are in
  buildlog init --actions           GitHub publishes the site with each push";

/// Make a new site, ready to build
#[derive(Debug, clap::Args)]
#[command(after_help = AFTER)]
pub(super) struct Args {
    /// The folder of the new site [default: the one you are in]
    dir: Option<PathBuf>,
    /// The site's title [default: the folder's name]
    #[arg(long)]
    title: Option<String>,
    /// The language of the pages: en or zh; another one needs a theme that has its words
    #[arg(long, value_name = "TAG", default_value = "en")]
    language: Language,
    /// The theme, when not the default one
    #[arg(long, value_name = "NAME")]
    theme: Option<String>,
    /// Where the site will be served, such as https://you.github.io/my-log/
    #[arg(long, value_name = "URL", value_parser = base_url)]
    base_url: Option<String>,
    /// Add a workflow that publishes the site with each push; a site that is there gets it, too
    #[arg(long)]
    actions: bool,
    /// Where the workflow gets buildlog: a repository with its sources, and a commit or tag of it
    #[arg(long, value_name = "URL#REVISION", requires = "actions")]
    program: Option<Program>,
}

impl Args {
    pub(super) fn run(self, invocation: &Invocation<'_>) -> anyhow::Result<Outcome> {
        let said = self.dir.as_deref().or(invocation.said_site.as_deref()).unwrap_or(Path::new("."));
        let root = invocation.folder.join(said);
        let terminal = invocation.terminal;
        let shown_path = |path: &str| shown(said, path).display().to_string();
        if self.actions && root.join(CONFIG_FILE).exists() {
            actions::write(invocation, &root, self.program, &shown_path)?;
            return Ok(Outcome::Done);
        }
        if root.join(CONFIG_FILE).exists() {
            terminal.say(format_args!(
                "There is a site already: {}\nNothing was changed.",
                shown(said, CONFIG_FILE).display()
            ));
            return Ok(Outcome::Done);
        }
        refuse_what_cannot_be_built(&root, self.theme.as_deref().unwrap_or(theme::BASE), &self.language)?;
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
        if self.actions {
            actions::write(invocation, &root, self.program, &shown_path)?;
        }
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
        match ignore::write(&root)? {
            Ignoring::Created => say(Made::Created, ".gitignore"),
            Ignoring::Kept => say(Made::Kept, ".gitignore"),
            Ignoring::Added(added) => invocation.terminal.status(
                Tone::Made,
                "added",
                format_args!("{} to {}", added.join(" "), shown(said, ".gitignore").display()),
            ),
        }
        for folder in PRIVATE_FOLDERS {
            say(scaffold::create_folder(&root.join(folder))?, &format!("{folder}/"));
        }
        let about = "content/about.md";
        say(scaffold::create(&root.join(about), &about_text(settings.language))?, about);
        say(scaffold::create(&root.join(CONFIG_FILE), &settings.yaml())?, CONFIG_FILE);
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

/// A site whose first build would fail is refused now, before a file of it is made.
fn refuse_what_cannot_be_built(root: &Path, theme: &str, language: &Language) -> Result<(), Refusal> {
    let known = theme::embedded_names();
    let own = root.join("themes").join(theme);
    if !known.contains(&theme) && !own.is_dir() {
        let refusal = Refusal::new(
            format!("there is no theme `{theme}`"),
            format!("themes there are: {}", known.join(", ")),
        )
        .hint(format!("or put one of your own into {}/ first", own.display()));
        return Err(match did_you_mean(theme, known) {
            Some(near) => refusal.hint(format!("did you mean `{near}`?")),
            None => refusal,
        });
    }
    let tag = language.tag();
    let primary = tag.split('-').next().unwrap_or(tag);
    let has_words = [tag, primary].iter().any(|tag| {
        let file = format!("strings/{tag}.yaml");
        own.join(&file).is_file()
            || [theme, theme::BASE]
                .iter()
                .any(|layer| theme::embedded_files(layer).any(|(inside, _)| inside == file))
    });
    match has_words {
        true => Ok(()),
        false => Err(Refusal::new(
            format!("no theme has words in `{tag}`, so the site could not be built"),
            "begin with `--language en` or `--language zh`",
        )
        .hint(format!(
            "or translate the words into {} first",
            own.join(format!("strings/{tag}.yaml")).display()
        ))),
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

fn folder_name(root: &Path) -> String {
    let whole = root.canonicalize().unwrap_or_else(|_| root.to_path_buf());
    whole.file_name().map_or_else(|| "Build log".to_string(), |name| name.to_string_lossy().into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_with_a_space_is_quoted_for_the_shell() {
        assert_eq!(shell_word("../my-log"), "../my-log");
        assert_eq!(shell_word("my log"), "'my log'");
        assert_eq!(shell_word("it's"), r"'it'\''s'");
    }
}
