//! Changes a few lines of a front matter and leaves every other byte of the file alone.
#![allow(
    clippy::disallowed_methods,
    reason = "a file is moved with every byte, also those that reading leaves out"
)]

use std::fs;
use std::io::Write;
use std::ops::Range;
use std::path::Path;

use anyhow::Context;
use serde_json::{Map, Value};

use super::Level;
use crate::cli::Refusal;
use crate::content::{Feedback, FeedbackMatter};
use crate::diagnostics::{Diagnostic, SourceFile};
use crate::front_matter::{self, Parts};
use crate::import::yaml_scalar;
use crate::path::SitePath;

/// The file of a piece of feedback.
#[derive(Debug)]
pub(super) struct Text {
    /// A byte order mark, where the file begins with one.
    mark: &'static str,
    /// The rest of it.
    file: SourceFile,
    parts: Parts,
}

/// What is to be written down.
#[derive(Clone, Copy, Debug)]
pub(super) struct Change<'a> {
    /// What may be shown.
    pub(super) level: Level,
    /// How that was given; without one the file keeps what it says.
    pub(super) note: Option<&'a str>,
    /// Keys that may not lie in the file any more.
    pub(super) drops: &'static [&'static str],
}

/// The file after the change.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Edited {
    /// The whole file.
    pub(super) bytes: String,
    /// The lines that were taken out of it.
    pub(super) taken_out: String,
}

impl Text {
    /// Reads a file with all its bytes.
    ///
    /// # Errors
    /// Those of the disk; a file that is no text, or whose front matter is never closed.
    pub(super) fn read(on_disk: &Path, path: &str) -> anyhow::Result<Self> {
        let bytes = fs::read(on_disk).with_context(|| format!("{path} can't be read"))?;
        let text = String::from_utf8(bytes).map_err(|_| {
            Refusal::new(format!("{path} is not UTF-8"), "save the file as UTF-8 in your editor")
        })?;
        Ok(Self::of(path, &text)?)
    }

    /// Takes the text of a file.
    ///
    /// # Errors
    /// A front matter that is never closed.
    pub(super) fn of(path: &str, text: &str) -> Result<Self, Refusal> {
        let (mark, rest) = match text.strip_prefix('\u{FEFF}') {
            Some(rest) => ("\u{FEFF}", rest),
            None => ("", text),
        };
        let file = SourceFile::new(SitePath::new(path), rest);
        let parts = front_matter::split(&file).map_err(|fault| {
            let fault = *fault;
            Refusal { message: format!("{path}: {}", fault.message), hints: fault.hints, quote: Vec::new() }
        })?;
        Ok(Self { mark, file, parts })
    }

    /// The keys of its front matter.
    ///
    /// # Errors
    /// Every fault in it.
    pub(super) fn matter(&self) -> Result<FeedbackMatter, Vec<Diagnostic>> {
        front_matter::read(&self.file, self.parts.yaml.clone(), Feedback::KIND)
    }

    /// Whether a file holds exactly this.
    pub(super) fn is(&self, edited: &Edited) -> bool {
        edited.bytes.strip_prefix(self.mark) == Some(&*self.file.text)
    }

    /// What was said.
    pub(super) fn quote(&self) -> &str {
        &self.file.text[self.parts.body.clone()]
    }

    /// The file with the change in it.
    ///
    /// # Errors
    /// A front matter so written that its lines can't be changed one by one.
    pub(super) fn edit(&self, change: &Change<'_>) -> Result<Edited, Refusal> {
        let (edited, taken_out) = self.with_lines(change);
        if !self.says_the_same(&edited, change) {
            return Err(self.by_hand(change));
        }
        Ok(Edited { bytes: format!("{}{edited}", self.mark), taken_out })
    }

    fn with_lines(&self, change: &Change<'_>) -> (String, String) {
        let text = &self.file.text;
        let has_fences = self.parts.body.start > 0;
        let head = if has_fences { &text[..self.parts.yaml.start] } else { "---\n" };
        let tail = if has_fences { &text[self.parts.yaml.end..] } else { &format!("---\n{text}") };
        let newline = if head.ends_with("\r\n") { "\r\n" } else { "\n" };
        let mut yaml = text[self.parts.yaml.clone()].to_string();
        let mut taken_out = String::new();
        for key in change.drops {
            if let Some(lines) = entry(&yaml, key) {
                let value = after_key(&yaml[lines.clone()], key).map_or("", str::trim);
                // What `new feedback` leaves to be filled in is no loss.
                if !value.is_empty() && !value.starts_with('#') {
                    taken_out.push_str(&yaml[lines.clone()]);
                }
                yaml.replace_range(lines, "");
            }
        }
        write_level(&mut yaml, change.level, newline);
        if let Some(note) = change.note {
            write_note(&mut yaml, note, newline);
        }
        (format!("{head}{yaml}{tail}"), taken_out)
    }

    /// Whether the edited text says what it should and, for the rest, what it said before.
    fn says_the_same(&self, edited: &str, change: &Change<'_>) -> bool {
        let file = SourceFile::new(self.file.path.clone(), edited);
        let Ok(parts) = front_matter::split(&file) else { return false };
        let (Some(mut before), Some(mut after)) =
            (keys(&self.file, self.parts.yaml.clone()), keys(&file, parts.yaml))
        else {
            return false;
        };
        before.remove("consent");
        let note_before = before.remove("consent_note");
        for key in change.drops {
            before.remove(*key);
        }
        let level = after.remove("consent");
        let note = after.remove("consent_note");
        edited[parts.body] == *self.quote()
            && level == Some(Value::from(change.level.key()))
            && note == change.note.map(Value::from).or(note_before)
            && before == after
    }

    fn by_hand(&self, change: &Change<'_>) -> Refusal {
        let path = &self.file.path;
        let note =
            change.note.map_or(String::new(), |note| format!(" and `consent_note: {}`", yaml_scalar(note)));
        let lines = format!("`consent: {}`{note}", change.level.key());
        let refusal = Refusal::new(
            format!("the front matter of {path} is written in a way that can't be changed line by line"),
            format!("write {lines} into it, each on a line of its own, and say it again"),
        );
        let dropped: Vec<String> = change.drops.iter().map(|key| format!("`{key}`")).collect();
        match dropped.is_empty() {
            true => refusal,
            false => refusal.hint(format!("take {} out, where it is there", dropped.join(", "))),
        }
    }
}

fn write_level(yaml: &mut String, level: Level, newline: &str) {
    let word = level.key();
    match (entry(yaml, "consent"), entry(yaml, "consent_note")) {
        (Some(lines), _) => {
            let line = with_word(&yaml[lines.clone()], word);
            yaml.replace_range(lines, &line);
        }
        (None, note) => {
            let at = note.map_or(yaml.len(), |lines| lines.start);
            yaml.insert_str(at, &format!("consent: {word}{newline}"));
        }
    }
}

fn write_note(yaml: &mut String, note: &str, newline: &str) {
    let note = yaml_scalar(note);
    match (entry(yaml, "consent_note"), entry(yaml, "consent")) {
        (Some(lines), _) => {
            let remark = remark(&yaml[lines.clone()]);
            yaml.replace_range(lines, &format!("consent_note: {note}{remark}{newline}"));
        }
        (None, consent) => {
            let at = consent.map_or(yaml.len(), |lines| lines.end);
            yaml.insert_str(at, &format!("consent_note: {note}{newline}"));
        }
    }
}

fn keys(file: &SourceFile, yaml: Range<usize>) -> Option<Map<String, Value>> {
    front_matter::read(file, yaml, Feedback::KIND).ok()
}

/// The lines of a key at the top of a mapping, with what belongs to its value.
fn entry(yaml: &str, key: &str) -> Option<Range<usize>> {
    let mut lines = yaml.split_inclusive('\n').scan(0, |end, line| {
        let start = *end;
        *end += line.len();
        Some((start..*end, line))
    });
    let (found, value) = lines.find_map(|(range, line)| Some((range, after_key(line, key)?)))?;
    let is_block = value.trim_start().starts_with(['|', '>']);
    let mut end = found.end;
    for (range, line) in lines {
        let is_blank = line.trim().is_empty();
        let belongs = line.starts_with([' ', '\t']) && (is_block || !line.trim_start().starts_with('#'));
        if !is_blank && !belongs {
            break;
        }
        // Blank lines belong to a value only when more of it follows.
        if !is_blank {
            end = range.end;
        }
    }
    Some(found.start..end)
}

/// What stands after `key:` in a line that begins with that key, in quotes or not.
fn after_key<'a>(line: &'a str, key: &str) -> Option<&'a str> {
    let quoted = ['"', '\'']
        .into_iter()
        .find_map(|mark| line.strip_prefix(mark)?.strip_prefix(key)?.strip_prefix(mark));
    let rest = quoted.or_else(|| line.strip_prefix(key))?.trim_start_matches([' ', '\t']);
    let value = rest.strip_prefix(':')?;
    value.is_empty().then_some(value).or_else(|| value.starts_with(char::is_whitespace).then_some(value))
}

/// A line `key: word # remark` with another word.
fn with_word(line: &str, word: &str) -> String {
    let (key, value) = line.split_once(':').unwrap_or((line, ""));
    let content = value.trim_end_matches(['\r', '\n']);
    let newline = &value[content.len()..];
    let old = content.trim_start_matches([' ', '\t']);
    let length = if old.starts_with('#') { 0 } else { old.find(char::is_whitespace).unwrap_or(old.len()) };
    let rest = &old[length..];
    let gap = if length == 0 && !rest.is_empty() { " " } else { "" };
    format!("{key}: {word}{gap}{rest}{newline}")
}

/// The remark behind the value of an entry on one line, with the space before it.
fn remark(entry: &str) -> &str {
    let line = entry.trim_end_matches(['\r', '\n']);
    let Some((_, value)) = line.split_once(':').filter(|_| !line.contains('\n')) else { return "" };
    let value = value.trim_start();
    let closed = match value.chars().next() {
        Some('"') => end_of_quotes(value, '"'),
        Some('\'') => end_of_quotes(value, '\''),
        _ => 0,
    };
    let rest = &value[closed..];
    match rest.find(" #") {
        _ if rest.starts_with('#') && closed == 0 => &line[line.len() - rest.len() - 1..],
        Some(at) => rest[at..].trim_end(),
        None => "",
    }
}

/// The byte after the quote that closes a scalar; its whole length where none does.
fn end_of_quotes(value: &str, mark: char) -> usize {
    let mut letters = value.char_indices().skip(1).peekable();
    while let Some((at, letter)) = letters.next() {
        match letter {
            '\\' if mark == '"' => {
                letters.next();
            }
            '\'' if mark == '\'' && letters.peek().is_some_and(|(_, next)| *next == '\'') => {
                letters.next();
            }
            letter if letter == mark => return at + 1,
            _ => {}
        }
    }
    value.len()
}

/// Puts new bytes in the place of a file, at once or not at all.
///
/// # Errors
/// Those of the disk.
pub(super) fn replace(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let shown = || format!("{} can't be written", path.display());
    let folder = path.parent().unwrap_or(Path::new("."));
    // Its name begins with a point, so that a preview that is running passes it over.
    let mut file = tempfile::Builder::new().prefix(".consent-").tempfile_in(folder).with_context(shown)?;
    file.write_all(bytes).with_context(shown)?;
    let rights = fs::metadata(path).with_context(shown)?.permissions();
    file.as_file().set_permissions(rights).with_context(shown)?;
    file.persist(path).with_context(shown)?;
    Ok(())
}

#[cfg(test)]
mod tests;
