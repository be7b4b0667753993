//! Lines of a title: broken where a reader would, as large as they fit, and of about one length.

use unicode_segmentation::UnicodeSegmentation;

use crate::markdown::{is_han, is_kana};

/// Signs that may not begin a line.
const CLOSING: &str = "，。、；：？！）》〉」』】〕”’…—,.;:?!)]}%‰℃～·";

/// Signs that may not end a line.
const OPENING: &str = "（《〈「『【〔“‘([{";

/// Room for lines.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Room {
    /// How wide it is, in pixels.
    pub(super) width: f32,
    /// How high it is, in pixels.
    pub(super) height: f32,
    /// A line's height in parts of its size.
    pub(super) leading: f32,
}

/// Lines, and the size at which they fit.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Set {
    pub(super) size: f32,
    pub(super) lines: Vec<String>,
}

/// A text at the first of the sizes (in pixels, the largest first, each with the most lines that it may have) at
/// which it fits; at the last one with an ellipsis where it does not fit at all. `width` is how wide a text is in
/// parts of its size.
pub(super) fn set(text: &str, room: Room, sizes: &[(f32, usize)], width: impl Fn(&str) -> f32) -> Set {
    let largest = sizes.first().map_or(0.0, |(size, _)| *size);
    let clauses = tokens(text, false);
    let large = sizes.iter().take_while(|(size, _)| *size >= largest * NEARLY);
    for &(size, most) in large {
        let ems = room.width / size;
        let lines = broken(&clauses, ems, &width);
        if lines.len() <= room.lines(size, most) && clauses.iter().all(|clause| width(&clause.text) <= ems) {
            return Set { size, lines: balanced(&clauses, ems, lines, &width) };
        }
    }
    let tokens = tokens(text, true);
    let mut last = Set { size: 1.0, lines: Vec::new() };
    for &(size, most) in sizes {
        let ems = room.width / size;
        let lines = broken(&tokens, ems, &width);
        let most = room.lines(size, most);
        if lines.len() <= most {
            return Set { size, lines: balanced(&tokens, ems, lines, &width) };
        }
        last = Set { size, lines: cut(lines, most, ems, &width) };
    }
    last
}

/// A Chinese title is set a little smaller, down to this part of the largest size, if it can then break
/// between its clauses and nowhere else.
const NEARLY: f32 = 0.65;

impl Room {
    /// How many lines of a size there is room for, of those that it may have.
    fn lines(self, size: f32, most: usize) -> usize {
        ((self.height / (size * self.leading)).floor() as usize).clamp(1, most)
    }
}

/// A text on one line, with an ellipsis where it is wider than `ems`.
pub(super) fn one(text: &str, ems: f32, width: impl Fn(&str) -> f32) -> String {
    if width(text) <= ems {
        return text.to_string();
    }
    ellipsis(text, ems, &width)
}

/// A piece of text between two places at which a line may break.
struct Token {
    text: String,
    /// Whether a space stands before it, unless it begins a line.
    space: bool,
}

/// The pieces of a text; where Chinese may not break `anywhere`, only behind its signs.
fn tokens(text: &str, anywhere: bool) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    for word in text.split_whitespace() {
        let mut is_first = true;
        let mut before: Option<char> = None;
        for piece in word.graphemes(true) {
            let c = piece.chars().next().unwrap_or(' ');
            let may_break = is_first || before.is_some_and(|before| breaks_between(before, c, anywhere));
            match tokens.last_mut() {
                Some(token) if !may_break => token.text.push_str(piece),
                _ => tokens.push(Token { text: piece.to_string(), space: is_first }),
            }
            is_first = false;
            before = Some(c);
        }
    }
    tokens
}

/// Chinese breaks anywhere but before a closing sign and after an opening one; a hyphen ends a piece.
fn breaks_between(before: char, after: char, anywhere: bool) -> bool {
    if CLOSING.contains(after) || OPENING.contains(before) {
        return false;
    }
    anywhere && (is_wide(before) || is_wide(after))
        || matches!(before, '-' | '–' | '/')
        || CLOSING_WIDE.contains(before)
}

/// Closing signs of Chinese, after which a line may break.
const CLOSING_WIDE: &str = "，。、；：？！）》〉」』】〕";

fn is_wide(c: char) -> bool {
    is_han(c) || is_kana(c) || matches!(c, '\u{2E80}'..='\u{2FFF}' | '\u{FF66}'..='\u{FF9F}')
}

/// As many tokens on a line as fit; one that is wider than a line is broken inside.
fn broken(tokens: &[Token], ems: f32, width: &impl Fn(&str) -> f32) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for token in tokens {
        let gap = if token.space && !line.is_empty() { " " } else { "" };
        let longer = format!("{line}{gap}{}", token.text);
        if width(&longer) <= ems {
            line = longer;
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        for piece in token.text.graphemes(true) {
            if !line.is_empty() && width(&line) + width(piece) > ems {
                lines.push(std::mem::take(&mut line));
            }
            line.push_str(piece);
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// The same number of lines, as narrow as they can be: then none is much shorter than the others.
fn balanced(tokens: &[Token], ems: f32, lines: Vec<String>, width: &impl Fn(&str) -> f32) -> Vec<String> {
    if let Some(lines) = in_two(tokens, ems, &lines, width) {
        return lines;
    }
    // Never so narrow that a piece would be broken inside.
    let widest = tokens.iter().map(|token| width(&token.text)).fold(ems / 2.0, f32::max);
    let (mut narrow, mut wide) = (widest.min(ems), ems);
    let mut best = lines;
    for _ in 0..8 {
        let middle = (narrow + wide) / 2.0;
        let tried = broken(tokens, middle, width);
        if tried.len() <= best.len() {
            best = tried;
            wide = middle;
        } else {
            narrow = middle;
        }
    }
    best
}

/// Two lines of about one length, or nearly so where the first can then end with a clause.
fn in_two(tokens: &[Token], ems: f32, lines: &[String], width: &impl Fn(&str) -> f32) -> Option<Vec<String>> {
    if lines.len() != 2 {
        return None;
    }
    // Of two that cost the same, the one with the longer first line.
    let halves = (1..tokens.len()).rev().map(|at| [joined(&tokens[..at]), joined(&tokens[at..])]);
    let fitting = halves.filter(|halves| halves.iter().all(|half| width(half) <= ems));
    let cost = |halves: &[String; 2]| {
        let clause = if halves[0].ends_with(CLAUSE_ENDS) { CLAUSE } else { 1.0 };
        width(&halves[0]).max(width(&halves[1])) * clause
    };
    fitting.min_by(|one, other| cost(one).total_cmp(&cost(other))).map(Vec::from)
}

/// Signs behind which a title breaks best.
const CLAUSE_ENDS: [char; 11] = [',', ';', ':', '.', '!', '?', '—', '，', '；', '：', '。'];

/// How much longer the longer line may be for that: a fifth.
const CLAUSE: f32 = 0.83;

fn joined(tokens: &[Token]) -> String {
    let mut line = String::new();
    for token in tokens {
        if token.space && !line.is_empty() {
            line.push(' ');
        }
        line.push_str(&token.text);
    }
    line
}

fn cut(mut lines: Vec<String>, most: usize, ems: f32, width: &impl Fn(&str) -> f32) -> Vec<String> {
    lines.truncate(most);
    if let Some(last) = lines.last_mut() {
        *last = ellipsis(last, ems, width);
    }
    lines
}

/// A text cut to a width: after a word, where one ends near enough.
fn ellipsis(text: &str, ems: f32, width: &impl Fn(&str) -> f32) -> String {
    let shown = |text: &str| {
        format!("{}…", text.trim_end_matches([' ', ',', '.', ';', ':', '，', '。', '；', '：', '、']))
    };
    let ends: Vec<usize> = text.grapheme_indices(true).map(|(at, piece)| at + piece.len()).collect();
    // The more there is of a text, the wider it is; to take a piece away at a time is slow where there are thousands.
    let kept = ends.partition_point(|end| width(&shown(&text[..*end])) <= ems);
    let (cut, gone) = text.split_at(kept.checked_sub(1).map_or(0, |last| ends[last]));
    let in_word = |piece: Option<char>| piece.is_some_and(|c| c.is_alphanumeric() && !is_wide(c));
    let parts_a_word = in_word(gone.chars().next()) && in_word(cut.chars().next_back());
    let word = cut.rfind(' ').filter(|space| parts_a_word && *space > cut.len() / 2);
    shown(word.map_or(cut, |space| &cut[..space]))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every letter is one part wide, a Chinese one two.
    fn width(text: &str) -> f32 {
        unicode_width::UnicodeWidthStr::width(text) as f32
    }

    fn lines(text: &str, ems: f32) -> Vec<String> {
        broken(&tokens(text, true), ems, &width)
    }

    #[test]
    fn lines_break_where_a_reader_would() {
        assert_eq!(lines("one two three", 8.0), ["one two", "three"]);
        assert_eq!(lines("磁带里的名字，对了。", 8.0), ["磁带里的", "名字，对", "了。"]);
        assert_eq!(lines("用“名单”核对", 5.0), ["用“名", "单”核", "对"]);
        assert_eq!(lines("unbreakable", 4.0), ["unbr", "eaka", "ble"]);
        assert_eq!(lines("再听Armley浴场", 8.0), ["再听", "Armley浴", "场"]);
        assert!(lines("", 4.0).is_empty());
    }

    #[test]
    fn a_text_of_thousands_of_letters_is_measured_a_few_times() {
        let asked = std::cell::Cell::new(0);
        let counted = |text: &str| {
            asked.set(asked.get() + 1);
            width(text)
        };
        assert_eq!(one(&"字".repeat(20_000), 9.0, counted), "字字字字…");
        assert!(asked.get() < 30, "{}", asked.get());
    }

    #[test]
    fn lines_are_of_about_one_length() {
        let room = Room { width: 20.0, height: 10.0, leading: 1.0 };
        let set = set("one two three four five", room, &[(1.0, 3)], width);
        assert_eq!(set.lines, ["one two three", "four five"]);
    }

    #[test]
    fn of_two_lines_the_first_ends_with_a_clause_where_that_costs_little() {
        let room = Room { width: 16.0, height: 10.0, leading: 1.0 };
        let two = |text: &str| set(text, room, &[(1.0, 2)], width).lines;
        assert_eq!(two("Correct, which is worse"), ["Correct,", "which is worse"]);
        assert_eq!(two("Yes, and then we went on"), ["Yes, and then", "we went on"]);
        assert_eq!(two("one two three four"), ["one two", "three four"]);
    }

    #[test]
    fn no_clause_is_broken_to_make_lines_even() {
        let room = Room { width: 34.0, height: 10.0, leading: 1.0 };
        let lines = set("从转写的文字里挑出值得再听的句子，让名字写对。", room, &[(1.0, 3)], width).lines;
        assert_eq!(lines, ["从转写的文字里挑出值得再听的句子，", "让名字写对。"]);
        let three = "一二三四五六七八九十一二三四五六，一二三四五六七八九十，一二三四五六七八九十。";
        let lines = set(three, room, &[(1.0, 3)], width).lines;
        assert!(lines.len() == 3 && lines.iter().all(|line| line.ends_with(['，', '。'])), "{lines:?}");
    }

    #[test]
    fn chinese_breaks_between_clauses_where_that_costs_little() {
        let room = Room { width: 19.0, height: 10.0, leading: 1.0 };
        let sizes = [(1.0, 2), (0.9, 3), (0.5, 3)];
        let clauses = set("三件东西，四张清单，忘了遥控器", room, &sizes, width);
        assert_eq!((clauses.size, clauses.lines.len()), (0.9, 2));
        assert_eq!(clauses.lines, ["三件东西，四张清单，", "忘了遥控器"]);
        assert_eq!(set("没有标点的一句很长的话分成两行", room, &sizes, width).lines.len(), 2);
    }

    #[test]
    fn a_text_that_is_too_long_gets_smaller_and_then_an_ellipsis() {
        let room = Room { width: 10.0, height: 2.0, leading: 1.0 };
        assert_eq!(set("one two", room, &[(1.0, 3), (0.5, 3)], width).size, 1.0);
        assert_eq!(set("one two three four five", room, &[(1.0, 3), (0.5, 3)], width).size, 0.5);
        let long = set(&"word ".repeat(40), room, &[(1.0, 3), (0.5, 3)], width);
        assert_eq!((long.lines.len(), long.lines[2].as_str()), (3, "word word word word…"));
        assert_eq!(one("one two, three", 9.0, width), "one two…");
    }
}
