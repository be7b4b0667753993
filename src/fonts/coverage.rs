//! Which characters want a drawing at all.

use crate::markdown::is_han;

/// Whether a character is seen: spaces are not, nor are marks that only steer the text around them
/// (Unicode: `Default_Ignorable_Code_Point`, as far as it is met in prose).
pub fn is_drawn(character: char) -> bool {
    let steers = matches!(character,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
        | '\u{e0000}'..='\u{e0fff}');
    !character.is_whitespace() && is_text(character) && !steers
}

/// Whether a character belongs in a text at all: codes that once steered machines do not, nor do those
/// that are set aside for ever (Unicode: `Noncharacter_Code_Point`), nor the mark of a file's byte order, which
/// is pasted along at times. Nothing draws them; XML refuses most, and PDF/UA all.
pub fn is_text(character: char) -> bool {
    let code = u32::from(character);
    let is_set_aside = code & 0xfffe == 0xfffe || (0xfdd0..=0xfdef).contains(&code);
    !is_set_aside && character != '\u{feff}' && (!character.is_control() || character.is_whitespace())
}

/// A text on one line without some of its characters. Where one goes, no space is left that only kept it from a sign
/// which stands close to the word before or behind it.
pub fn without(text: &str, goes: impl Fn(char) -> bool) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut has_gap = false;
    for character in text.chars() {
        if goes(character) {
            has_gap = true;
            continue;
        }
        if has_gap && character.is_whitespace() && kept.trim_end().ends_with(OPENING) {
            continue;
        }
        if has_gap && (CLOSING.contains(&character) || is_between_chinese(&kept, character)) {
            kept.truncate(kept.trim_end().len());
        }
        has_gap &= character.is_whitespace();
        kept.push(character);
    }
    kept.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Signs that no space stands before.
const CLOSING: [char; 22] = [
    '.', ',', '!', '?', ';', ':', '…', '”', '’', ')', '，', '。', '！', '？', '；', '：', '、', '）', '》',
    '」', '』', '】',
];

/// Signs that no space stands behind.
const OPENING: [char; 10] = ['(', '“', '‘', '（', '《', '「', '『', '【', '〈', '〔'];

/// Whether a space would part two Chinese characters, which nobody writes.
fn is_between_chinese(before: &str, next: char) -> bool {
    is_han(next) && before.trim_end().ends_with(is_han)
}

/// Whether a character is a picture in the place of a word: emoji and the like (Unicode: the blocks of
/// pictographs, with the marks that tint and join them). A text says the same without it.
pub fn is_pictograph(character: char) -> bool {
    matches!(character,
        '\u{2300}'..='\u{23ff}' | '\u{2600}'..='\u{27bf}' | '\u{2b00}'..='\u{2bff}' | '\u{20e3}' | '\u{20d0}'..='\u{20e2}'
        | '\u{1f000}'..='\u{1faff}' | '\u{fe0f}' | '\u{200d}' | '\u{e0020}'..='\u{e007f}')
}
