//! Writing values as YAML.

/// A text as a YAML scalar on one line: plain where YAML reads it back as that text, quoted elsewhere.
pub fn yaml_scalar(text: &str) -> String {
    if is_plain(text) { text.to_owned() } else { quoted(text) }
}

/// A list of texts as a YAML flow sequence.
pub(super) fn sequence(items: &[String]) -> String {
    let items: Vec<String> = items.iter().map(|item| yaml_scalar(item)).collect();
    format!("[{}]", items.join(", "))
}

/// Whether a text needs no quotes. Narrower than YAML allows: what is not known to be safe is quoted.
fn is_plain(text: &str) -> bool {
    const RESERVED: [&str; 9] = ["true", "false", "yes", "no", "on", "off", "null", "y", "n"];
    let safe = |c: char| c.is_alphanumeric() || " -_./()'+&!?–—".contains(c);
    text.starts_with(char::is_alphabetic)
        && !text.ends_with(' ')
        && text.chars().all(safe)
        && !RESERVED.contains(&text.to_lowercase().as_str())
}

fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => {
                out.push('\\');
                out.push(c);
            }
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{FEFF}') => {
                out.push_str(&format!("\\u{:04X}", u32::from(c)));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_is_read_back_as_it_was() {
        for text in [
            "Plain words",
            "A: b",
            "a #hash",
            "# heading",
            "yes",
            "Null",
            "~",
            "",
            " leading",
            "trailing ",
            "2048",
            "1e3",
            "2024-01-01",
            "\"quoted\"",
            "back\\slash",
            "line\nbreak\ttab",
            "🧠 brain",
            "标题：冒号",
            "{a: b}",
            "[x]",
            "a, b",
            "- item",
            "? key",
            "@at",
            "`code`",
            "it's",
            "'single'",
            "&anchor",
            "*alias",
            "%dir",
            "--- doc",
            "\u{7}bell \u{2028} \u{85}",
            "{{ template }}",
        ] {
            let document =
                format!("value: {}\nlist: {}\n", yaml_scalar(text), sequence(&[text.to_owned(), "b".into()]));
            let read: serde_json::Value = serde_yaml::from_str(&document).unwrap();
            assert_eq!(read["value"], text, "{document}");
            assert_eq!(read["list"], serde_json::json!([text, "b"]), "{document}");
        }
    }

    #[test]
    fn a_simple_title_stays_without_quotes() {
        assert_eq!(yaml_scalar("GPT from scratch (part 2)"), "GPT from scratch (part 2)");
        assert_eq!(yaml_scalar("Day: one"), "\"Day: one\"");
    }
}
