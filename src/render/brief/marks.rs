//! A text as a printer sets it: on one line, with marks of quotation and apostrophes that a keyboard does not have.

use unicode_width::UnicodeWidthChar;

/// A text with its straight marks turned. What stands after a digit measures feet or inches, and stays.
pub(super) fn turned(text: &str) -> String {
    let mut set = String::with_capacity(text.len());
    let mut is_open = false;
    for (at, mark) in text.char_indices() {
        let before = set.chars().next_back();
        let after = &text[at + mark.len_utf8()..];
        let next = after.chars().next();
        set.push(match mark {
            '\'' => apostrophe(before, next),
            '"' if is_open => {
                is_open = false;
                '”'
            }
            '"' if opens(before, next) && after.contains('"') => {
                is_open = true;
                '“'
            }
            other => other,
        });
    }
    set
}

/// A text on one line. Chinese that was broken over several has no space there.
pub(super) fn on_one_line(text: &str) -> String {
    let is_wide = |c: Option<char>| c.and_then(UnicodeWidthChar::width) == Some(2);
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        let is_broken = is_wide(line.chars().next_back()) && is_wide(word.chars().next());
        line.push_str(if line.is_empty() || is_broken { "" } else { " " });
        line.push_str(word);
    }
    line
}

fn apostrophe(before: Option<char>, next: Option<char>) -> char {
    match (before, next) {
        (Some(before), _) if before.is_alphabetic() => '’',
        // A decade without its century: '90s.
        (_, Some(next)) if next.is_ascii_digit() && !before.is_some_and(char::is_numeric) => '’',
        (before, Some(next)) if next.is_alphabetic() && !before.is_some_and(char::is_numeric) => '‘',
        (Some('.' | ',' | '!' | '?' | '…'), _) => '’',
        _ => '\'',
    }
}

/// Chinese has no space before a quotation.
fn opens(before: Option<char>, next: Option<char>) -> bool {
    !before.is_some_and(|before| before.is_ascii_alphanumeric()) && next.is_some_and(|next| next != ' ')
}

#[cfg(test)]
mod tests {
    use super::{on_one_line, turned};

    #[test]
    fn only_words_with_spaces_keep_them() {
        assert_eq!(on_one_line("one\n two  three "), "one two three");
        assert_eq!(on_one_line("族谱。\n在一个 Armley 小时"), "族谱。在一个 Armley 小时");
    }

    #[test]
    fn straight_marks_are_turned_to_the_words_that_they_belong_to() {
        for (typed, set) in [
            ("I don't know the dogs' names.", "I don’t know the dogs’ names."),
            ("She said \"it's here\" and \"it isn't\".", "She said “it’s here” and “it isn’t”."),
            ("Those of the '90s: 'the army baths'.", "Those of the ’90s: ‘the army baths’."),
            ("他说\"你好\"，走了。", "他说“你好”，走了。"),
            ("Already “turned” and ‘so’", "Already “turned” and ‘so’"),
        ] {
            assert_eq!(turned(typed), set);
        }
    }

    #[test]
    fn feet_inches_and_a_lonely_mark_stay() {
        for same in ["6' tall, a 12\" disc and a 10\" one", "one \" alone", "\""] {
            assert_eq!(turned(same), same);
        }
    }
}
