//! Which characters are written without spaces between words, and which from the right, by the blocks of Unicode that
//! they stand in.

/// Whether a character is a Han character: of "CJK Unified Ideographs" and its extensions A to I, or of "CJK Compatibility
/// Ideographs" and its supplement.
pub fn is_han(c: char) -> bool {
    matches!(c,
        '\u{3400}'..='\u{4DBF}' // extension A
        | '\u{4E00}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}' // compatibility
        | '\u{20000}'..='\u{323AF}') // extensions B to I, and the supplement
}

/// Whether a character is of "Hiragana", "Katakana" or "Katakana Phonetic Extensions".
pub fn is_kana(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30FF}' | '\u{31F0}'..='\u{31FF}')
}

/// Whether a character is of "Hangul Syllables". Korean has spaces, but between phrases.
pub fn is_hangul(c: char) -> bool {
    matches!(c, '\u{AC00}'..='\u{D7AF}')
}

/// Whether a letter is written from the right: it is of a block of Hebrew, Arabic or their neighbours.
pub fn is_from_right(c: char) -> bool {
    c.is_alphabetic()
        && matches!(c, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}')
}
