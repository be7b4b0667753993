//! Text in lines of a width, with Chinese counted as it stands on a terminal.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Signs that may not begin a line.
const CLOSING: &str = "，。、；：？！）》」』”’…,.;:?!)";

/// The text in lines of at most `width` places; there is always one. Control characters are left out:
/// what stands in a file must not steer the terminal.
pub(super) fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let mut is_first = true;
        for piece in pieces(word, width.max(2)) {
            let line = lines.last_mut().map_or_else(String::new, std::mem::take);
            let gap = if is_first && !line.is_empty() { " " } else { "" };
            is_first = false;
            let fits = line.width() + gap.len() + piece.width() <= width;
            let joined = if fits { vec![line + gap + &piece] } else { vec![line, piece] };
            lines.pop();
            lines.extend(joined);
        }
    }
    lines
}

/// A word in pieces between which a line may break: around wide characters, and where it is too long.
fn pieces(word: &str, width: usize) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    let mut before_is_wide = true;
    for c in word.chars().filter(|c| !c.is_control()) {
        let is_wide = c.width() == Some(2);
        let may_break = (is_wide || before_is_wide) && !CLOSING.contains(c) && c.width() != Some(0);
        match pieces.last_mut() {
            Some(piece) if !may_break && piece.width() + c.width().unwrap_or(0) <= width => piece.push(c),
            _ => pieces.push(c.to_string()),
        }
        before_is_wide = is_wide;
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_between_words() {
        assert_eq!(wrap("one two three", 8), ["one two", "three"]);
        assert_eq!(wrap("one", 8), ["one"]);
        assert_eq!(wrap("", 8), [""]);
        assert_eq!(wrap("a\n\n  b", 8), ["a b"]);
    }

    #[test]
    fn chinese_breaks_anywhere_but_before_a_full_stop() {
        assert_eq!(wrap("删掉没人用的问题", 8), ["删掉没人", "用的问题"]);
        assert_eq!(wrap("今天休息。明天", 8), ["今天休", "息。明天"]);
        assert_eq!(wrap("用 Rust 写的", 6), ["用", "Rust", "写的"]);
    }

    #[test]
    fn no_line_is_wider_than_asked() {
        for text in
            ["aaaaaaaaaaaaaaaaaaaaaaaa", "很长很长很长很长很长的一句话，没有空格。", "a，，，，，，，，，，b"]
        {
            for width in [4, 7, 11] {
                assert!(wrap(text, width).iter().all(|line| line.width() <= width), "{text} {width}");
            }
        }
    }

    #[test]
    fn a_text_cannot_steer_the_terminal() {
        assert_eq!(wrap("\u{1b}[31mred", 20), ["[31mred"]);
    }
}
