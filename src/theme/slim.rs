//! Style sheets without what only their authors read: comments, indents, line ends, leading zeros.

/// A sheet that means the same and is shorter. Comments that begin with `/*!` are licences, and stay;
/// so does everything in strings and in addresses.
pub(super) fn slim(sheet: &str) -> String {
    let mut slimmed = String::with_capacity(sheet.len());
    let mut rest = sheet;
    while let Some(next) = rest.chars().next() {
        let taken = match next {
            '"' | '\'' => string(rest),
            'u' if rest.starts_with("url(") => until(rest, ")"),
            '/' if rest.starts_with("/*") => until(rest, "*/"),
            _ if next.is_ascii_whitespace() => rest.len() - rest.trim_ascii_start().len(),
            _ => next.len_utf8(),
        };
        let (piece, after) = rest.split_at(taken);
        match piece {
            _ if piece.starts_with("/*") && !piece.starts_with("/*!") => {}
            _ if next.is_ascii_whitespace() => space(&mut slimmed),
            "{" | "}" | ";" | "," | ">" => close_up(&mut slimmed, piece),
            "0" if after.starts_with('.') && begins_number(&slimmed) => {}
            _ => slimmed.push_str(piece),
        }
        rest = after;
    }
    slimmed
}

/// Signs that need no space after them. All but the colon, which may begin a part of a selector, need none
/// before them either.
fn stands_alone(sign: u8) -> bool {
    matches!(sign, b'{' | b'}' | b';' | b',' | b'>' | b':' | b' ')
}

fn space(slimmed: &mut String) {
    if slimmed.as_bytes().last().is_some_and(|last| !stands_alone(*last)) {
        slimmed.push(' ');
    }
}

/// Whether a digit that comes next is the first of its number; one in a name or a colour is not.
fn begins_number(before: &str) -> bool {
    before.ends_with([' ', ':', '(', ',', '-', '+'])
}

fn close_up(slimmed: &mut String, sign: &str) {
    let without = slimmed.trim_end_matches(' ').len();
    slimmed.truncate(without);
    if sign == "}" && slimmed.ends_with(';') {
        slimmed.pop();
    }
    slimmed.push_str(sign);
}

/// The length of the string at the start; a quote after a backslash is part of it.
fn string(text: &str) -> usize {
    let quote = text.as_bytes()[0];
    let mut escaped = false;
    let end = text.bytes().skip(1).position(|byte| {
        let ends = byte == quote && !escaped;
        escaped = byte == b'\\' && !escaped;
        ends
    });
    end.map_or(text.len(), |end| end + 2)
}

/// The length up to and with a mark.
fn until(text: &str, mark: &str) -> usize {
    text.find(mark).map_or(text.len(), |at| at + mark.len())
}

#[cfg(test)]
mod tests {
    use super::slim;

    #[test]
    fn what_only_authors_read_is_gone() {
        let sheet = "/* A */\n:root {\n  --a: 1px;\n  --b: 2px;\n}\n\na > b,\n.c :is(d, e) {\n  margin: calc(-0.5px + 20.5px);\n}\n";
        assert_eq!(slim(sheet), ":root{--a:1px;--b:2px}a>b,.c :is(d,e){margin:calc(-.5px + 20.5px)}");
    }

    #[test]
    fn strings_addresses_and_licences_stay_as_they_are() {
        for same in [
            "a{content:\"/* ; \\\"  } */\"}",
            "a{content:'  '}",
            "a{background:url(data:image/svg+xml;a,  /*b)}",
            "/*! Licence:  mine */a{b:c}",
        ] {
            assert_eq!(slim(same), same);
        }
    }

    #[test]
    fn a_sheet_that_ends_in_the_middle_is_taken_as_it_is() {
        for cut in ["a { content: \"x", "a { b: url(x", "a { /* b", "a { \"\\", ""] {
            slim(cut);
        }
        assert_eq!(slim("a { content: \"你好 } "), "a{content:\"你好 } ");
    }
}
