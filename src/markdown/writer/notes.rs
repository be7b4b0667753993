//! The footnotes at the end of a body.

use super::{Labels, Rendering};
use crate::markdown::escape::push_attribute;
use crate::markdown::footnotes::Note;

/// Appends the mark in the text that leads to a note; `nth` counts the marks of this note from 1.
pub(super) fn push_mark(html: &mut String, number: usize, nth: usize, page: &str) {
    let id = mark_id(number, nth);
    html.push_str(&format!("<sup class=\"footnote-ref\"><a id=\"{id}\" href=\""));
    push_attribute(html, page);
    html.push_str(&format!("#fn-{number}\" role=\"doc-noteref\">{number}</a></sup>"));
}

/// Opens the section of notes.
pub(super) fn open_section(html: &mut String, labels: &Labels) {
    html.push_str("<section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"");
    push_attribute(html, &labels.footnotes);
    html.push_str("\">\n<ol>\n");
}

/// Closes the section of notes.
pub(super) fn close_section(html: &mut String) {
    html.push_str("</ol>\n</section>\n");
}

/// Opens a note.
pub(super) fn open_note(html: &mut String, number: usize) {
    html.push_str(&format!("<li id=\"fn-{number}\">"));
}

/// Puts the ways back at the end of the note's last paragraph, and closes the note.
pub(super) fn close_note(html: &mut String, number: usize, note: &Note, rendering: &Rendering<'_>) {
    const PARAGRAPH_END: &str = "</p>\n";
    let in_paragraph = html.ends_with(PARAGRAPH_END);
    if in_paragraph {
        html.truncate(html.len() - PARAGRAPH_END.len());
    }
    for nth in 1..=note.marks {
        html.push_str(" <a class=\"footnote-back\" href=\"");
        push_attribute(html, rendering.page);
        html.push_str(&format!("#{}\" role=\"doc-backlink\" aria-label=\"", mark_id(number, nth)));
        push_attribute(html, &rendering.labels.back_to_text);
        html.push_str(&format!(" {number}"));
        if nth > 1 {
            html.push_str(&format!("-{nth}"));
        }
        html.push_str("\">↩</a>");
    }
    html.push_str(if in_paragraph { PARAGRAPH_END } else { "\n" });
    html.push_str("</li>\n");
}

fn mark_id(number: usize, nth: usize) -> String {
    if nth == 1 { format!("fnref-{number}") } else { format!("fnref-{number}-{nth}") }
}
