//! The choice behind the document, told to its maker.

use super::super::Outcome;
use super::super::invocation::Invocation;
use super::super::terminal::{Format, Terminal};
use crate::brief::{self, Brief, Item, LeftOut, Passage};
use crate::config::Paper;
use crate::render::Renderer;
use crate::render::brief::{Note, Subject, full_name};

/// Tells what was taken, shortened and left out, and why, then what there is still to write.
pub(super) fn explain(
    invocation: &Invocation,
    renderer: &Renderer,
    subject: Subject,
    paper: Option<Paper>,
) -> anyhow::Result<Outcome> {
    let brief = renderer.brief(subject);
    let notes = renderer.brief_notes(subject);
    let gone = match renderer.brief_gone(subject, paper) {
        Ok(gone) => gone,
        Err(fault) => {
            invocation.terminal.report(&[*fault], Format::Text);
            return Ok(Outcome::SiteHasErrors);
        }
    };
    let choice = Choice { brief: &brief, notes: &notes, gone: &gone, terminal: invocation.terminal };
    let mut lines = choice.lines();
    lines.extend(still_to_write(&brief::missing(renderer.site(), &brief), invocation.terminal));
    invocation.terminal.answer(lines.join("\n"));
    Ok(Outcome::Done)
}

struct Choice<'a> {
    brief: &'a Brief<'a>,
    /// What is said otherwise than in the log.
    notes: &'a [Note],
    /// What has no room on the page, as `passage: name`.
    gone: &'a [String],
    terminal: &'a Terminal,
}

impl Choice<'_> {
    fn lines(&self) -> Vec<String> {
        let mut lines = Vec::new();
        for passages in &self.brief.passages {
            lines.push(self.terminal.strong(passages.passage.key()));
            lines.extend(passages.items.iter().map(|item| self.item(passages.passage, item)));
            let out = self.brief.left_out.iter().filter(|left| left.passage == passages.passage);
            lines.extend(out.map(left_out));
        }
        let is_shown = |passage| self.brief.passages.iter().any(|passages| passages.passage == passage);
        lines.extend(self.brief.left_out.iter().filter(|left| !is_shown(left.passage)).map(left_out));
        lines.extend(self.other_lines());
        lines
    }

    fn item(&self, passage: Passage, item: &Item) -> String {
        let full_name = full_name(passage.key(), &item.name);
        if self.gone.contains(&full_name) {
            return row("no room", &item.name, "the page is full: what ranks before it takes the room");
        }
        let notes = self.notes.iter().filter(|note| note.of == full_name);
        let what: Vec<&str> = std::iter::once(item.why).chain(notes.map(|note| note.what.as_str())).collect();
        row("taken", &item.name, &what.join("; "))
    }

    /// Lines of the document that are no items, such as the headline, where something became of them.
    fn other_lines(&self) -> Vec<String> {
        let items = self.brief.passages.iter().flat_map(|passages| {
            passages.items.iter().map(|item| full_name(passages.passage.key(), &item.name))
        });
        let items: Vec<String> = items.collect();
        let notes = self.notes.iter().filter(|note| !items.contains(&note.of));
        let rows: Vec<String> = notes.map(|note| row("changed", &note.of, &note.what)).collect();
        let heading = (!rows.is_empty()).then(|| self.terminal.strong("other lines"));
        heading.into_iter().chain(rows).collect()
    }
}

fn left_out(left: &LeftOut) -> String {
    row("left out", &left.name, left.why)
}

fn row(verb: &str, name: &str, why: &str) -> String {
    format!("  {verb:<8}  {name:<28}  {why}")
}

fn still_to_write(missing: &[brief::Missing], terminal: &Terminal) -> Vec<String> {
    if missing.is_empty() {
        return Vec::new();
    }
    let rows = missing.iter().map(|gap| format!("  {:<31}  {}", gap.what, gap.how));
    std::iter::once(terminal.strong("still to write")).chain(rows).collect()
}
