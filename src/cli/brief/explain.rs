//! The choice behind the document, told to its maker.

use super::super::Outcome;
use super::super::invocation::Invocation;
use super::super::terminal::Format;
use crate::config::Paper;
use crate::render::Renderer;
use crate::render::brief::Subject;

/// Tells what was taken, shortened and left out, and why.
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
    let terminal = invocation.terminal;
    let mut lines: Vec<String> = Vec::new();
    for passages in &brief.passages {
        lines.push(terminal.strong(passages.passage.key()));
        for item in &passages.items {
            let mut why = vec![item.why.to_string()];
            if sheet.shortened.contains(&item.name) {
                why.push("shortened".to_string());
            }
            let full_name = format!("{}: {}", passages.passage.key(), item.name);
            let verb = if gone.contains(&full_name) { "no room" } else { "taken" };
            lines.push(format!("  {verb:<8}  {:<28}  {}", item.name, why.join("; ")));
        }
        let out = brief.left_out.iter().filter(|left| left.passage == passages.passage);
        lines.extend(out.map(|left| format!("  {:<8}  {:<28}  {}", "left out", left.name, left.why)));
    }
    let is_shown = |passage| brief.passages.iter().any(|passages| passages.passage == passage);
    let orphans = brief.left_out.iter().filter(|left| !is_shown(left.passage));
    lines.extend(orphans.map(|left| format!("  {:<8}  {:<28}  {}", "left out", left.name, left.why)));
    let is_item = |name: &String| {
        brief.passages.iter().flat_map(|passages| &passages.items).any(|item| item.name == *name)
    };
    let parts: Vec<&str> = sheet.shortened.iter().filter(|name| !is_item(name)).map(String::as_str).collect();
    if !parts.is_empty() {
        lines.push(format!("{}  {}", terminal.strong("shortened"), parts.join(", ")));
    }
    terminal.answer(lines.join("\n"));
    Ok(Outcome::Done)
}
