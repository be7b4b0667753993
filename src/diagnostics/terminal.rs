//! Complaints for the terminal, in the manner of the Rust compiler.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::{Diagnostic, Place, Severity, Span};

/// The longest excerpt line that is shown whole, in bytes; a longer one is cut around the fault.
const LONGEST_LINE: usize = 400;

/// One complaint as text for a terminal, with a newline at its end.
pub fn to_terminal(diagnostic: &Diagnostic, color: bool) -> String {
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let mut group = Group::with_title(level.primary_title(diagnostic.message.as_str()).id(diagnostic.code));
    let places = diagnostic
        .place
        .iter()
        .map(|place| (place, diagnostic.label.as_str(), AnnotationKind::Primary))
        .chain(
            diagnostic.related.iter().map(|(place, words)| (place, words.as_str(), AnnotationKind::Context)),
        );
    for (place, words, kind) in places {
        group = add_place(group, place, words, kind);
    }
    for hint in &diagnostic.hints {
        group = group.element(Level::HELP.message(hint.as_str()));
    }
    format!("{}\n", renderer.decor_style(DecorStyle::Ascii).render(&[group]))
}

fn add_place<'a>(group: Group<'a>, place: &'a Place, words: &'a str, kind: AnnotationKind) -> Group<'a> {
    let Some((text, lines)) = &place.text else {
        return group.element(Origin::path(place.path.as_str()));
    };
    let (line, number) = lines.line(text, place.span.start);
    let window = excerpt_window(text, line, place.span.start);
    let start = place.span.start.clamp(window.start, window.end) - window.start;
    let end = place.span.end.clamp(window.start, window.end) - window.start;
    let mut annotation = kind.span(start..end.max(start));
    if !words.is_empty() {
        annotation = annotation.label(words);
    }
    group.element(
        Snippet::source(place.shown(text, window))
            .line_start(number)
            .path(place.path.as_str())
            .annotation(annotation),
    )
}

/// The part of the fault's line that the excerpt is made from, so that one endless line costs and shows no more than
/// a short one.
fn excerpt_window(text: &str, line: Span, offset: usize) -> Span {
    if line.len() <= LONGEST_LINE {
        return line;
    }
    let start = text.floor_char_boundary(offset.saturating_sub(LONGEST_LINE / 4)).max(line.start);
    let end = text.floor_char_boundary(start + LONGEST_LINE).min(line.end);
    start..end
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::SourceFile;
    use crate::path::SitePath;

    #[test]
    fn a_complaint_shows_place_excerpt_caret_and_help() {
        let file = SourceFile::new(SitePath::new("content/about.md"), "---\ntilte: Me\n---\n");
        let shown = to_terminal(
            &Diagnostic::error("unknown-key", "`tilte` is not a key of about.md")
                .at(file.place(4..9))
                .label("not known here")
                .hint("did you mean `title`?"),
            false,
        );
        assert_eq!(
            shown,
            "error[unknown-key]: `tilte` is not a key of about.md\n \
             --> content/about.md:2:1\n  |\n2 | tilte: Me\n  | ^^^^^ not known here\n  |\n  = help: did you mean `title`?\n"
        );
    }

    #[test]
    fn an_endless_line_is_cut_around_the_fault() {
        let text = "x".repeat(100_000);
        let file = SourceFile::new(SitePath::new("a.md"), text);
        let shown = to_terminal(&Diagnostic::error("c", "m").at(file.place(50_000..50_003)), false);
        assert!(shown.len() < 2_000, "{}", shown.len());
    }
}
