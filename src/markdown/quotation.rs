//! Words within quotation marks.

/// Words that are to stand between “ and ”, with the marks in them as they stand one within another: “… ‘… “…” …’ …”. Straight
/// ones are turned, an apostrophe stays, and so does what measures inches.
pub fn within_quotation(words: &str) -> String {
    let mut within = String::with_capacity(words.len());
    // What each quotation that is open is closed with, as it was typed and as it is set.
    let mut open: Vec<(char, char)> = Vec::new();
    for (at, mark) in words.char_indices() {
        let rest = &words[at + mark.len_utf8()..];
        let (before, next) = (words[..at].chars().next_back(), rest.chars().next());
        let closes =
            open.last().is_some_and(|(typed, _)| *typed == mark) && !is_apostrophe(mark, before, next);
        let set = match mark {
            _ if closes => open.pop().map(|(_, set)| set),
            '“' => Some(opened(&mut open, '”')),
            '‘' => Some(opened(&mut open, '’')),
            '"' if begins(before, next) && rest.contains('"') => Some(opened(&mut open, '"')),
            // Its opening one was cut off, or forgotten.
            '”' => Some('’'),
            _ => None,
        };
        within.push(set.unwrap_or(mark));
    }
    within
}

/// The mark that opens a quotation at its depth.
fn opened(open: &mut Vec<(char, char)>, typed: char) -> char {
    let (first, last) = if open.len().is_multiple_of(2) { ('‘', '’') } else { ('“', '”') };
    open.push((typed, last));
    first
}

fn is_apostrophe(mark: char, before: Option<char>, next: Option<char>) -> bool {
    mark == '’' && [before, next].iter().all(|c| c.is_some_and(char::is_alphanumeric))
}

/// Behind a letter or a digit a straight mark ends something; Chinese has no space before one that begins.
fn begins(before: Option<char>, next: Option<char>) -> bool {
    !before.is_some_and(|before| before.is_ascii_alphanumeric())
        && next.is_some_and(|next| !next.is_whitespace())
}

#[cfg(test)]
mod tests {
    use super::within_quotation;

    #[test]
    fn marks_within_a_quotation_alternate() {
        for (typed, set) in [
            ("She said “stop” twice.", "She said ‘stop’ twice."),
            ("She said \"stop\" twice.", "She said ‘stop’ twice."),
            ("“All of it ‘so to say’ is.”", "‘All of it “so to say” is.’"),
            ("He wrote “she said ‘don’t’ again”.", "He wrote ‘she said “don’t” again’."),
            ("他说“你好”，走了。", "他说‘你好’，走了。"),
            ("他说\"你好\"，走了。", "他说‘你好’，走了。"),
            ("他说“她问‘几点’，没人答”。", "他说‘她问“几点”，没人答’。"),
        ] {
            assert_eq!(within_quotation(typed), set);
        }
    }

    #[test]
    fn what_is_no_quotation_stays() {
        for same in ["It’s the dogs’ bowl", "a 12\" disc", "one \" alone", "‘so’ it is", "他说「好」"]
        {
            assert_eq!(within_quotation(same), same);
        }
        assert_eq!(within_quotation("the end” of it"), "the end’ of it");
    }
}
