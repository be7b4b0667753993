//! QR codes, for the reader who holds a page on paper.

use std::fmt::Write;

use fast_qr::{ECL, QRBuilder};

/// The empty border that readers of codes need, in modules (ISO/IEC 18004 asks for four; paper is white
/// anyway, so two more are enough beside it).
const BORDER: usize = 2;

/// The code of a text as inline SVG, hidden from screen readers because the text stands beside it;
/// empty where the text is too long for a code.
pub fn qr_code(text: &str) -> String {
    let mut html = String::new();
    push_qr(&mut html, text);
    html
}

/// Appends the code of a text as inline SVG, hidden from screen readers because the text stands beside
/// it. Nothing where the text is too long for a code.
pub(super) fn push_qr(html: &mut String, text: &str) {
    let Ok(code) = QRBuilder::new(text).ecl(ECL::M).build() else { return };
    let side = code.size + 2 * BORDER;
    // To write into a string never fails.
    let _ = write!(
        html,
        "<svg class=\"qr\" viewBox=\"0 0 {side} {side}\" aria-hidden=\"true\" shape-rendering=\"crispEdges\">\
         <path stroke=\"#000\" d=\""
    );
    for y in 0..code.size {
        let dark: Vec<bool> = (0..code.size).map(|x| code[y][x].value()).collect();
        // A row is one line, drawn through the middle of its modules, with gaps.
        let _ = write!(html, "M{BORDER} {}.5", y + BORDER);
        for run in dark.chunk_by(|left, right| left == right) {
            let draw = if run[0] { "h" } else { "m" };
            let to = if run[0] { "" } else { " 0" };
            html.extend([draw, &run.len().to_string(), to]);
        }
    }
    html.push_str("\"/></svg>");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> String {
        let mut html = String::new();
        push_qr(&mut html, text);
        html
    }

    #[test]
    fn a_code_begins_with_the_corner_that_readers_look_for() {
        let svg = code("https://example.org/");
        assert!(svg.contains("viewBox=\"0 0 29 29\""), "{svg}");
        assert!(svg.contains("d=\"M2 2.5h7m1 0h"), "{svg}");
        assert!(!svg.contains("style"));
    }

    #[test]
    fn a_text_that_no_code_can_hold_has_none() {
        assert_eq!(code(&"x".repeat(5_000)), "");
    }
}
