//! Words as YAML: as values that are read back as the same words, and as comments.

/// Words that YAML readers take for something else than words.
const RESERVED: [&str; 10] = ["true", "false", "yes", "no", "on", "off", "null", "nan", "y", "n"];

/// A text as a YAML value on one line; quoted unless it is surely plain.
pub(super) fn value(text: &str) -> String {
    if is_plain(text) {
        return text.to_string();
    }
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            c if is_unprintable(c) => quoted.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => quoted.push(c),
        }
    }
    quoted + "\""
}

/// Narrower than YAML allows: what is not known to be safe is quoted.
fn is_plain(text: &str) -> bool {
    text.starts_with(char::is_alphabetic)
        && !text.ends_with(' ')
        && text.chars().all(|c| c.is_alphanumeric() || " -_./()'+?–—".contains(c))
        && !RESERVED.contains(&text.to_lowercase().as_str())
}

/// Control characters, and those that end a line or mark a text's byte order.
fn is_unprintable(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}')
}

/// A text on one line for a comment, cut after so many characters.
pub(super) fn comment(text: &str, longest: usize) -> String {
    let words: String = text.chars().map(|c| if is_unprintable(c) { ' ' } else { c }).collect();
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
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
    fn every_text_is_read_back_as_it_was() {
        for text in [
            "Plain words", "A: b", "a #hash", "# heading", "yes", "Null", "NaN", "~", "", " leading", "trailing ",
            "2048", "1e3", "2026-01-01", "\"quoted\"", "back\\slash", "line\nbreak\ttab", "🧠 brain", "标题：冒号",
            "{a: b}", "[x]", "a, b", "- item", "? key", "@at", "`code`", "it's", "'single'", "&anchor", "*alias",
            "%dir", "--- doc", "---", "\u{7}bell \u{2028} \u{85}", "{{ template }}", "!tag", "|", ">",
        ] {
            let document = format!("value: {}\n", value(text));
            let read: serde_json::Value = serde_yaml::from_str(&document).unwrap();
            assert_eq!(read["value"], text, "{document}");
        }
    }

    #[test]
    fn a_simple_text_stays_without_quotes() {
        assert_eq!(value("Cut: one"), "\"Cut: one\"");
        assert_eq!(value("Subtitles that don't drift"), "Subtitles that don't drift");
    }

    #[test]
    fn a_comment_is_one_line_and_short() {
        assert_eq!(comment("one\n---\ntwo\u{85}three", 60), "one --- two three");
        assert_eq!(comment("字字字字", 3), "字字字…");
    }
}
