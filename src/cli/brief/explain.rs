//! The choice behind the document, told to its maker.

use super::super::Outcome;
use super::super::invocation::Invocation;
use super::super::terminal::{Format, Terminal};
use crate::brief::{self, Brief, Item, LeftOut, Passage};
use crate::config::Paper;
use crate::render::Renderer;
use crate::render::brief::{Sheet, Subject};

/// Tells what was taken, shortened and left out, and why, then what there is still to write.
pub(super) fn explain(
    invocation: &Invocation,
    renderer: &Renderer,
    subject: Subject,
    paper: Option<Paper>,
) -> anyhow::Result<Outcome> {
    let brief = renderer.brief(subject);
    let sheet = renderer.sheet(subject);
    let gone = match renderer.brief_gone(subject, paper) {
        Ok(gone) => gone,
        Err(fault) => {
            invocation.terminal.report(&[*fault], Format::Text);
            return Ok(Outcome::SiteHasErrors);
        }
    };
    let choice = Choice { brief: &brief, sheet: &sheet, gone: &gone, terminal: invocation.terminal };
    let mut lines = choice.lines();
    lines.extend(still_to_write(&brief::missing(renderer.site(), &brief), invocation.terminal));
    invocation.terminal.answer(lines.join("\n"));
    Ok(Outcome::Done)
}

struct Choice<'a> {
    brief: &'a Brief<'a>,
    sheet: &'a Sheet,
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
        lines.extend(self.parts_shortened());
        lines
    }

    fn item(&self, passage: Passage, item: &Item) -> String {
        let full_name = format!("{}: {}", passage.key(), item.name);
        if self.gone.contains(&full_name) {
            return row("no room", &item.name, "the page is full: what ranks before it takes the room");
        }
        let is_shortened = self.sheet.shortened.contains(&item.name);
        row("taken", &item.name, &format!("{}{}", item.why, if is_shortened { "; shortened" } else { "" }))
    }

    /// Parts of the document that are no items, such as the headline.
    fn parts_shortened(&self) -> Option<String> {
        let is_item = |name: &String| {
            self.brief.passages.iter().flat_map(|passages| &passages.items).any(|item| item.name == *name)
        };
        let parts = self.sheet.shortened.iter().filter(|name| !is_item(name));
        let parts: Vec<&str> = parts.map(String::as_str).collect();
        (!parts.is_empty()).then(|| format!("{}  {}", self.terminal.strong("shortened"), parts.join(", ")))
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
