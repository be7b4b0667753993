//! `buildlog consent`: what somebody allowed to be shown, written down where their words lie.

mod edit;
mod pieces;
mod traces;

use std::path::Path;

use anyhow::Context;
use clap::ValueEnum;

use super::invocation::Invocation;
use super::new::short_slug;
use super::privacy;
use super::terminal::{Format, Tone};
use super::{Outcome, Refusal, scaffold};
use crate::content::FeedbackMatter;
use crate::git;
use crate::source::{self, Sources};

use edit::{Change, Edited, Text};
use pieces::Piece;

pub(super) use pieces::{path, pieces};

const AFTER: &str = "\
A piece with consent lies in content/, which is public; any other lies in private/. So the file is moved \
as well. Its quote stays as it is, byte for byte.

Levels:
  anonymous   the quote; `who`, `name` and `source` are taken out of the file
  role        the quote and the role (`who`); the `name` is taken out
  name        the quote, the role and the `name`
  none        nothing: takes consent back, and says where the words are quoted

Examples:
  buildlog consent 2026-01-09-editor role --note \"Asked by mail, yes on 2026-01-10\"
  buildlog consent 2026-01-09-editor none --note \"Changed her mind on 2026-02-01\"";

/// Record what somebody allows to be shown of their feedback
#[derive(Debug, clap::Args)]
#[command(after_help = AFTER)]
pub(super) struct Args {
    /// The feedback: the name of its file without .md
    id: String,
    /// What may be shown: none, anonymous, role or name
    #[arg(hide_possible_values = true)]
    level: Level,
    /// How and when it was given, or taken back
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
    /// The project, where several have a piece of that name
    #[arg(long, value_name = "NAME")]
    project: Option<String>,
}

/// What may be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub(super) enum Level {
    None,
    Anonymous,
    Role,
    Name,
}

impl Level {
    /// The word for it in front matter.
    pub(super) fn key(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Anonymous => "anonymous",
            Self::Role => "role",
            Self::Name => "name",
        }
    }

    /// Keys that tell more than it allows: a file in `content/` is as public as its page.
    fn forbidden(self) -> &'static [&'static str] {
        match self {
            Self::Anonymous => &["who", "name", "source"],
            Self::Role => &["name"],
            Self::None | Self::Name => &[],
        }
    }

    /// What it means.
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::None => "none: nothing of it is shown, and it stays on this machine",
            Self::Anonymous => "anonymous: the quote is shown",
            Self::Role => "role: the quote and the role are shown",
            Self::Name => "name: the quote, the role and the name are shown",
        }
    }
}

impl Args {
    pub(super) fn run(self, invocation: &Invocation<'_>) -> anyhow::Result<Outcome> {
        let root = invocation.site()?;
        let sources = source::read(&root);
        let piece = pieces::find(&pieces(&sources), &self.id, self.project.as_deref())?;
        let text = Text::read(&root.join(&piece.path), &piece.path)?;
        let matter = match text.matter() {
            Ok(matter) => matter,
            Err(faults) => {
                invocation.terminal.report(&faults, Format::Text);
                return Ok(Outcome::SiteHasErrors);
            }
        };
        let note = self.checked(&piece, &matter, &text, invocation)?;
        let edited =
            text.edit(&Change { level: self.level, note: note.as_deref(), drops: self.level.forbidden() })?;
        self.refuse_a_name_left(&matter, &edited)?;
        let target = piece.path_with(self.level);
        if piece.path == target && text.is(&edited) {
            invocation.terminal.status(Tone::Unchanged, "unchanged", invocation.shown(&root, &target));
        } else {
            self.put(invocation, &root, &piece, &target, &edited)?;
        }
        self.say_what_it_means(invocation, &matter, &edited);
        match self.level {
            Level::None => self.say_what_is_left(invocation, &root, &sources, &piece, text.quote()),
            _ => invocation.terminal.status(Tone::Unchanged, "next", "buildlog build"),
        }
        Ok(Outcome::Done)
    }

    /// A file in `content/` is as public as its page, whatever of it the page shows: where the name itself
    /// may not be there, it may not stand in the note, the person's id, a comment or the words either.
    fn refuse_a_name_left(&self, matter: &FeedbackMatter, edited: &Edited) -> Result<(), Refusal> {
        let name = matter.name.as_ref().map(|name| name.value.trim().to_lowercase()).unwrap_or_default();
        if name.is_empty() || !matches!(self.level, Level::Anonymous | Level::Role) {
            return Ok(());
        }
        let as_id = crate::markdown::slug(&name);
        let tells = |line: &str| {
            let line = line.to_lowercase();
            line.contains(&name) || (!as_id.is_empty() && line.contains(&as_id))
        };
        let Some(line) = edited.bytes.lines().find(|line| tells(line)) else { return Ok(()) };
        let level = self.level.key();
        Err(Refusal::new(
            format!("the name would still be in the public file, in the line `{}`", line.trim()),
            "take it out of that line, or of the note, and say it again",
        )
        .hint(format!(
            "or ask whether the name may be shown: `consent {} name` in place of `{level}`",
            self.id
        )))
    }

    /// The note that is to be written down, where there is one to write.
    fn checked(
        &self,
        piece: &Piece,
        matter: &FeedbackMatter,
        text: &Text,
        invocation: &Invocation<'_>,
    ) -> Result<Option<String>, Refusal> {
        let said = self.note.as_deref().map(str::trim).filter(|note| !note.is_empty());
        if self.level == Level::None {
            let before = matter.consent_note.as_deref().map(str::trim).filter(|note| !note.is_empty());
            return Ok(match (said, before) {
                (Some(said), _) => Some(said.to_string()),
                (None, _) if !piece.public => None,
                (None, Some(before)) => Some(format!("Withdrawn on {}. Before: {before}", invocation.today)),
                (None, None) => Some(format!("Withdrawn on {}", invocation.today)),
            });
        }
        let id = &self.id;
        let level = self.level.key();
        let Some(note) = said else {
            return Err(no_note(&format!("buildlog consent {id} {level}"), "--note"));
        };
        if text.quote().trim().is_empty() {
            return Err(Refusal::new(
                format!("`{id}` has no words that could be shown: {}", piece.path),
                "write what was said below the second `---`",
            ));
        }
        let has_name = matter.name.as_ref().is_some_and(|name| !name.value.trim().is_empty());
        if self.level == Level::Name && !has_name {
            return Err(Refusal::new(
                format!("`{id}` has no name that could be shown: {} has no `name`", piece.path),
                format!("add a line such as `name: Ana Example` to {}", piece.path),
            )
            .hint(format!("or show the role alone: `buildlog consent {id} role --note …`")));
        }
        Ok(Some(note.to_string()))
    }

    /// Puts the new text where it belongs. The new file is whole before the old one goes: whatever
    /// happens in between, no word is lost, and the next run says that there are two.
    fn put(
        &self,
        invocation: &Invocation<'_>,
        root: &Path,
        piece: &Piece,
        target: &str,
        edited: &Edited,
    ) -> anyhow::Result<()> {
        let terminal = invocation.terminal;
        let (from, to) = (root.join(&piece.path), root.join(target));
        if piece.path == target {
            edit::replace(&to, edited.bytes.as_bytes())?;
            terminal.status(Tone::Made, "changed", invocation.shown(root, target));
            return Ok(());
        }
        if scaffold::create(&to, &edited.bytes)? == scaffold::Made::Kept {
            return Err(pieces::twice(&piece.id, &piece.path, target).into());
        }
        let (from_shown, to_shown) = (invocation.shown(root, &piece.path), invocation.shown(root, target));
        std::fs::remove_file(&from).with_context(|| {
            format!("{to_shown} is written, but {from_shown} can't be removed: remove it yourself")
        })?;
        terminal.status(Tone::Made, "moved", format_args!("{from_shown}"));
        terminal.status(Tone::Made, "to", to_shown);
        Ok(())
    }

    fn say_what_it_means(&self, invocation: &Invocation<'_>, matter: &FeedbackMatter, edited: &Edited) {
        let terminal = invocation.terminal;
        terminal.status(Tone::Unchanged, "consent", self.level.words());
        if !edited.taken_out.is_empty() {
            let words = "because content/ is public. Keep it elsewhere if you need it:";
            terminal.status(Tone::Notable, "taken out", words);
            // The file no longer has it, so even those who asked for silence must see it.
            terminal.answer(edited.taken_out.trim_end());
        }
        let who = matter.who.as_deref().is_some_and(|who| !who.trim().is_empty());
        match self.level {
            Level::Anonymous if self.id_tells_who(matter) => {
                let words =
                    "the file's name still says who it was: rename it, and the id where a day answers it";
                terminal.status(Tone::Notable, "look", words);
            }
            Level::Role | Level::Name if !who => {
                terminal.status(Tone::Notable, "look", "the file has no `who`, so no role is shown");
            }
            _ => {}
        }
    }

    /// Whether the name of the file is made of the role that may not be shown: a public repository shows it.
    fn id_tells_who(&self, matter: &FeedbackMatter) -> bool {
        let role = matter.who.as_deref().map(short_slug).filter(|role| !role.is_empty());
        role.is_some_and(|role| self.id.contains(&role))
    }

    /// What the maker has to clean up after consent was taken back.
    fn say_what_is_left(
        &self,
        invocation: &Invocation<'_>,
        root: &Path,
        sources: &Sources,
        piece: &Piece,
        quote: &str,
    ) {
        let terminal = invocation.terminal;
        let traces = traces::find(sources, piece, quote);
        for trace in &traces {
            let place = format!("{}:{}", invocation.shown(root, trace.path.as_str()), trace.line);
            terminal.status(Tone::Notable, trace.kind.words(), place);
        }
        if piece.public && git::remembers(root, &piece.path) {
            let words =
                "the history of git still holds it: a new commit takes it off the site, not out of the past";
            terminal.status(Tone::Notable, "look", words);
        }
        privacy::warn_if_taken(invocation, root, &piece.path_with(Level::None));
        let next = match (traces.is_empty(), piece.public) {
            (false, _) => "take these words out, then `buildlog build` and publish again",
            (true, true) => {
                "`buildlog build`, and publish again: a site that is online already still shows it"
            }
            (true, false) => return,
        };
        terminal.status(Tone::Unchanged, "next", next);
    }
}

/// Consent without a word about how it was given.
pub(super) fn no_note(command: &str, flag: &str) -> Refusal {
    Refusal::new(
        "consent needs a note of how and when it was given",
        format!("add it: `{command} {flag} \"Asked at the end of the call, 2026-01-09\"`"),
    )
}

#[cfg(test)]
mod tests;
