//! Sentences: where one ends, how it is closed, and how one goes on inside another.

use unicode_segmentation::UnicodeSegmentation;

/// Signs that end a sentence.
const ENDS: [char; 7] = ['.', '!', '?', '…', '。', '！', '？'];

/// Those of them behind which no space stands.
const WIDE_ENDS: [char; 3] = ['。', '！', '？'];

/// Signs that may stand behind the end of a sentence and belong to it.
const CLOSERS: [char; 9] = ['”', '’', '"', '\'', '」', '』', ')', '）', '»'];

/// Abbreviations behind which a sentence goes on.
const ABBREVIATIONS: [&str; 12] =
    ["e.g.", "i.e.", "Dr.", "Mr.", "Ms.", "Mrs.", "vs.", "No.", "St.", "approx.", "ca.", "Prof."];

/// Words with which an English sentence may begin and that are no names.
const SMALL: [&str; 36] = [
    "a", "all", "an", "any", "at", "because", "each", "every", "five", "for", "four", "from", "how", "in",
    "it", "no", "on", "one", "people", "seven", "six", "some", "ten", "that", "the", "their", "they", "this",
    "three", "to", "two", "what", "when", "which", "who", "your",
];

/// The sentences of a text, each without the space around it.
pub(super) fn sentences(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for piece in text.split_sentence_bounds() {
        match found.last_mut() {
            Some(last) if goes_on(last) => last.push_str(piece),
            _ => found.push(piece.to_string()),
        }
    }
    found.iter().map(|one| one.trim().to_string()).filter(|one| !one.is_empty()).collect()
}

fn goes_on(before: &str) -> bool {
    // Between two Latin sentences there is a space; without one it is an address, or a name such as `v1.Final`.
    let is_tight =
        !before.ends_with(char::is_whitespace) && !before.trim_end_matches(CLOSERS).ends_with(WIDE_ENDS);
    let before = before.trim_end();
    is_tight || ABBREVIATIONS.iter().any(|word| before.ends_with(word)) || !is_closed(before)
}

/// Whether a text ends as a sentence does.
pub(super) fn is_closed(text: &str) -> bool {
    text.trim_end().trim_end_matches(CLOSERS).ends_with(ENDS)
}

/// The text as a sentence: with the stop of its language where it has none.
pub(super) fn closed(text: &str, stop: char) -> String {
    let text = text.trim();
    match is_closed(text) {
        true => text.to_string(),
        false => format!("{}{stop}", text.trim_end_matches([',', ';', ':', '，', '；', '：', '、', ' '])),
    }
}

/// The text without the stop at its end, to stand inside a sentence; a question keeps its mark.
pub(super) fn open(text: &str) -> &str {
    text.trim().trim_end_matches(['.', '。'])
}

/// The words without the quotation marks around all of them; marks within them stay.
pub(super) fn unquoted(text: &str) -> &str {
    let text = text.trim();
    let pairs = [('“', '”'), ('"', '"'), ('「', '」')];
    let inner = pairs.into_iter().find_map(|(open, close)| {
        let inner = text.strip_prefix(open)?.strip_suffix(close)?;
        (!inner.contains([open, close])).then_some(inner)
    });
    inner.unwrap_or(text)
}

/// The text as it goes on behind a colon: its first letter small, unless its first word may be a name.
/// A word is none that `log` writes small elsewhere.
pub(super) fn continued(text: &str, log: &str) -> String {
    let text = text.trim();
    let word: &str = text.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’').next().unwrap_or("");
    let small = word.to_lowercase();
    let only_first = word.chars().skip(1).all(|c| !c.is_uppercase());
    let is_known = || SMALL.contains(&small.as_str()) || has_word(log, &small);
    if word.is_empty() || word == "I" || word == small || !only_first || !is_known() {
        return text.to_string();
    }
    small + &text[word.len()..]
}

/// The text as a sentence begins, its first letter large; a name such as `npm` or `iPhone` stays as it is written.
pub(super) fn begun(text: &str) -> String {
    let word = text.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    let is_word =
        SMALL.contains(&word) || (word.len() > 3 && word.bytes().all(|byte| byte.is_ascii_lowercase()));
    // An address, a file or a name in a program is written as it is.
    let mut rest = text[word.len()..].chars();
    let is_part = match rest.next() {
        Some(':') => rest.as_str().starts_with("//"),
        Some('.') => rest.next().is_some_and(char::is_alphanumeric),
        next => next.is_some_and(|c| matches!(c, '@' | '/' | '_')),
    };
    if is_word && !is_part { text[..1].to_ascii_uppercase() + &text[1..] } else { text.to_string() }
}

/// The first clause of a text, where it has a second one: what comes before a comma, a semicolon or a colon, or its
/// first sentence.
pub(super) fn first_clause(text: &str) -> Option<&str> {
    let ends = text.char_indices().filter(|(at, c)| match c {
        ',' | ';' | ':' | '.' | '!' | '?' => text[at + c.len_utf8()..].starts_with(' '),
        '，' | '；' | '：' | '。' | '！' | '？' | '—' => true,
        _ => false,
    });
    let clauses = ends.map(|(at, _)| text[..at].trim_end());
    // A word or two say nothing yet.
    let enough = |clause: &&str| clause.chars().count() >= if clause.is_ascii() { 16 } else { 7 };
    let found = clauses.into_iter().find(enough);
    found.filter(|clause| clause.len() + 3 < text.trim_end().len())
}

/// What comes before the first "and", "but" or the like of an English text, where that says something already.
pub(super) fn first_half(text: &str) -> Option<&str> {
    before_any(text, &[" and ", " but ", " because ", " when ", " while "])
}

/// What an English text asks for, without where, with what or about what: "fifteen minutes" of "fifteen minutes at your desk".
pub(super) fn first_thing(text: &str) -> Option<&str> {
    before_any(text, &[" at ", " with ", " about ", " on ", " in "])
}

/// The shortest beginning before one of some words.
fn before_any<'t>(text: &'t str, words: &[&str]) -> Option<&'t str> {
    words.iter().filter_map(|word| before(text, word)).min_by_key(|head| head.len())
}

fn before<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    let head = text.split_once(word)?.0.trim_end_matches([',', ';', ':']);
    (head.split(' ').count() >= 2 && head.len() >= 12).then_some(head)
}

fn has_word(log: &str, word: &str) -> bool {
    log.match_indices(word).any(|(at, _)| {
        let before = log[..at].chars().next_back();
        let after = log[at + word.len()..].chars().next();
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_taken_apart_at_its_sentences() {
        assert_eq!(sentences("One. Two? “Three!” Four"), ["One.", "Two?", "“Three!”", "Four"]);
        assert_eq!(
            sentences("It took 2.5 h, e.g. Tuesday. Then 9% in place of 39%."),
            ["It took 2.5 h, e.g. Tuesday.", "Then 9% in place of 39%."]
        );
        assert_eq!(
            sentences("先数一数。再动手！他说：“好。”然后走了"),
            ["先数一数。", "再动手！", "他说：“好。”", "然后走了"]
        );
        let address = "See https://example.org/a?b=c!d for more. It is new.";
        assert_eq!(
            sentences(address),
            ["See https://example.org/a?b=c!d for more.", "It is new."],
            "an address stays whole"
        );
        assert!(sentences("  ").is_empty());
    }

    #[test]
    fn a_fragment_is_closed_and_a_sentence_left_as_it_is() {
        assert_eq!(closed("Cuts the silence", '.'), "Cuts the silence.");
        assert_eq!(closed("Cuts the silence. ", '.'), "Cuts the silence.");
        assert_eq!(closed("Who said “stop!”", '.'), "Who said “stop!”");
        assert_eq!(closed("听一遍，", '。'), "听一遍。");
        assert_eq!(open("Cuts the silence."), "Cuts the silence");
    }

    #[test]
    fn a_sentence_begins_with_a_large_letter_and_a_name_as_it_is_written() {
        assert_eq!(begun("names that are wrong"), "Names that are wrong");
        let names = ["npm installs", "iPhone users", "3 people", "名字"];
        let parts = ["https://example.org is up", "example.org is up", "print_all", "robin@example.org"];
        for same in names.into_iter().chain(parts) {
            assert_eq!(begun(same), same);
        }
    }

    #[test]
    fn only_marks_around_all_of_a_quote_are_taken_off() {
        assert_eq!(unquoted("\"We lose parts.\""), "We lose parts.");
        assert_eq!(unquoted(" “名字都不敢用。” "), "名字都不敢用。");
        for same in
            ["\"Names are hard,\" she said, \"and late.\"", "“We lose parts” said our CTO.", "It hurts"]
        {
            assert_eq!(unquoted(same), same);
        }
    }

    #[test]
    fn a_clause_ends_before_a_mark_and_says_something() {
        assert_eq!(
            first_clause("Half come back with a part missing, and late."),
            Some("Half come back with a part missing")
        );
        assert_eq!(
            first_clause("Well, no, half come back today, and late."),
            Some("Well, no, half come back today")
        );
        assert_eq!(
            first_clause("三百位老人的录音都转成了文字，可是村名不敢用。"),
            Some("三百位老人的录音都转成了文字")
        );
        for whole in ["One clause alone that goes on.", "At 12:30 it began", "Yes, it is."] {
            assert_eq!(first_clause(whole), None, "{whole}");
        }
    }

    #[test]
    fn the_first_letter_goes_small_behind_a_colon_unless_it_may_be_a_name() {
        let log = "We asked the volunteers and one German teacher.";
        assert_eq!(continued("The lines to hear", log), "the lines to hear");
        assert_eq!(continued("Volunteers who check", log), "volunteers who check");
        for name in ["German teachers", "I build tools", "PhD students", "Teachers abroad", "磁带"] {
            assert_eq!(continued(name, log), name);
        }
    }
}
