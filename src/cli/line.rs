//! A text as one short line, for comments and lists.

/// A text on one line, cut after so many characters, as a comment needs it.
pub(super) fn one_line(text: &str, longest: usize) -> String {
    // YAML ends a line at more characters than `split_whitespace` knows, and allows none of the other controls.
    let ends_line = |c: char| c.is_control() || c.is_whitespace() || c == '\u{FEFF}';
    let line = text.split(ends_line).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    if line.chars().count() <= longest {
        return line;
    }
    let cut: String = line.chars().take(longest).collect();
    format!("{}…", cut.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comment_is_one_line_and_short() {
        assert_eq!(one_line("one\n---\ntwo\u{85}three\u{7}", 60), "one --- two three");
        assert_eq!(one_line("字字字字", 3), "字字字…");
    }
}
