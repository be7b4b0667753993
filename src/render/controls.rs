//! Characters that no page and no feed may hold.

/// Without the characters that neither a page (HTML, section 13.2.3.5) nor a feed (XML 1.0, section 2.2)
/// may hold; nobody types them, but they come along when text is copied.
pub(super) fn without_controls(text: Vec<u8>) -> Vec<u8> {
    match may_hold_any(&text) {
        true => String::from_utf8_lossy(&text).replace(is_forbidden, "").into_bytes(),
        false => text,
    }
}

fn is_forbidden(c: char) -> bool {
    match c {
        '\t' | '\n' | '\r' => false,
        '\u{fdd0}'..='\u{fdef}' => true,
        c => c.is_control() || u32::from(c) & 0xfffe == 0xfffe,
    }
}

/// A look at many bytes at a time; of nearly every page it says no, and then that is right.
fn may_hold_any(bytes: &[u8]) -> bool {
    const PIECE: usize = 256;
    let (pieces, rest) = bytes.as_chunks::<PIECE>();
    // A piece is looked at as far as one byte into the next, because two bytes tell.
    let with_next = |number: usize| &bytes[number * PIECE..bytes.len().min((number + 1) * PIECE + 1)];
    let is_worth_a_look = |piece: &[u8; PIECE]| holds(piece, is_not_plain) && holds(piece, is_unusual);
    let mut pieces = pieces.iter().enumerate();
    pieces.any(|(number, piece)| is_worth_a_look(piece) && holds_suspect(with_next(number)))
        || holds_suspect(rest)
}

/// Asks of all bytes, which the processor does for many at a time.
fn holds<const LENGTH: usize>(piece: &[u8; LENGTH], is: impl Fn(u8) -> bool) -> bool {
    piece.iter().fold(false, |found, byte| found | is(*byte))
}

/// What most pieces of most pages have none of.
fn is_not_plain(byte: u8) -> bool {
    (byte.wrapping_sub(b' ') > b'~' - b' ') & (byte != b'\n')
}

/// What pieces in other scripts have none of: a suspect, the start of a pair, or a return.
fn is_unusual(byte: u8) -> bool {
    ((byte < 0x20) & (byte != b'\n') & (byte != b'\t')) | (byte == 0x7f) | (byte == 0xc2) | (byte >= 0xef)
}

fn holds_suspect(piece: &[u8]) -> bool {
    piece.iter().fold(false, |found, byte| found | is_suspect(*byte))
        || piece.windows(2).fold(false, |found, pair| found | is_suspect_pair(pair[0], pair[1]))
}

/// A control character, or the start of one past U+FFFF.
fn is_suspect(byte: u8) -> bool {
    let is_blank = (byte == b'\t') | (byte == b'\n') | (byte == b'\r');
    ((byte < 0x20) & !is_blank) | (byte == 0x7f) | (byte >= 0xf0)
}

/// The start of U+0080 to U+009F, or of a stretch that has U+FDD0 to U+FDEF, U+FFFE or U+FFFF in it.
fn is_suspect_pair(first: u8, second: u8) -> bool {
    ((first == 0xc2) & (second < 0xa0)) | ((first == 0xef) & ((second == 0xb7) | (second == 0xbf)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_forbidden_character_is_found_wherever_it_stands() {
        for c in ('\0'..=char::MAX).filter(|c| is_forbidden(*c)) {
            for before in [0, 1, 252, 253, 254, 255, 256, 257] {
                let text = format!("{}{c}·", "x".repeat(before));
                let without = String::from_utf8(without_controls(text.into())).unwrap();
                assert_eq!(without, format!("{}·", "x".repeat(before)), "{c:?} after {before}");
            }
        }
    }

    #[test]
    fn what_may_be_there_stays() {
        for text in ["", "a\tb\r\n", "·×é", "日本語，全角。", "\u{a0}", "😀", "ﬁ\u{fdf0}\u{fffd}"]
        {
            assert_eq!(without_controls(text.into()), text.as_bytes());
        }
        assert!(!may_hold_any("One · two — three, “four”: 五，六。\n".repeat(40).as_bytes()));
    }
}
