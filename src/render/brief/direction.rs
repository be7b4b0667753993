//! Text that is written from the right, in a document that is written from the left.

use super::sheet::Sheet;
use super::words::DASH;
use crate::markdown;

/// Begins words that are ordered by themselves, by their first letter (Unicode, annex 9: first strong isolate).
const APART: char = '\u{2068}';

/// Ends them.
const AGAIN: char = '\u{2069}';

impl Sheet {
    /// The document with each text apart that holds letters from the right: the digits of a date behind it would be
    /// drawn into it, and the page set from the right.
    pub(super) fn isolated(&self) -> Sheet {
        let mut sheet = self.clone();
        sheet.for_each_line(|text| {
            if text.chars().any(markdown::is_from_right) {
                *text = apart(text);
            }
        });
        sheet
    }
}

/// Words in their own order; what the page puts before and behind them stays in the page's.
fn apart(text: &str) -> String {
    let own = ["→ ", DASH].iter().find_map(|mark| text.strip_prefix(mark)).unwrap_or(text);
    let (before, own) = text.split_at(text.len() - own.len());
    let (own, behind) = own.split_at(own.trim_end_matches([',', '，']).len());
    format!("{before}{APART}{own}{AGAIN}{behind}")
}

/// A text without the characters that only order it: for readers that order it by themselves, and for places where
/// its order is settled.
pub(super) fn unordered(text: &str) -> String {
    text.replace(is_order, "")
}

/// Whether a character only orders others (Unicode, annex 9: explicit and implicit directional formatting), or joins them.
pub(super) fn is_order(character: char) -> bool {
    matches!(character, '\u{61c}' | '\u{2060}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
