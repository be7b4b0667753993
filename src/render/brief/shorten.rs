//! Texts cut to their place: after a sentence where one ends near enough, else after a word.

use unicode_width::UnicodeWidthChar;

use super::notes::{Note, full_name};

/// Cuts texts and remembers which.
#[derive(Debug, Default)]
pub(super) struct Shortener {
    /// The section whose items are being cut, where it is a section's.
    pub(super) within: Option<&'static str>,
    /// What was cut, by name, each once.
    shortened: Vec<String>,
}

impl Shortener {
    /// As [`Shortener::cut`], of a list in one text: a part of it stays whole or goes. Where none is short enough, the first
    /// is cut.
    pub(super) fn cut_parts(&mut self, name: &str, text: &str, between: &str, limit: usize) -> String {
        let mut kept = String::new();
        let mut has_all = true;
        for part in text.split(between) {
            let longer = if kept.is_empty() { part.to_string() } else { format!("{kept}{between}{part}") };
            match end_within(&longer, limit) {
                None => kept = longer,
                Some(_) => has_all = false,
            }
        }
        if kept.is_empty() {
            return self.cut(name, text.split(between).next().unwrap_or_default(), limit);
        }
        if !has_all {
            self.remember(name);
        }
        kept
    }

    /// At most `limit` units of a text, where a Chinese character counts two and a letter one.
    pub(super) fn cut(&mut self, name: &str, text: &str, limit: usize) -> String {
        let Some(end) = end_within(text, limit) else { return text.to_string() };
        self.remember(name);
        let head = &text[..end];
        if let Some(sentence) = last_sentence(head) {
            return sentence.to_string();
        }
        // Chinese has no spaces to cut at, and a cut at the last space may be far away.
        let end = head.rfind(' ').filter(|space| *space > head.len() / 2).unwrap_or(head.len());
        format!(
            "{}…",
            head[..end].trim_end_matches([',', ';', ':', '.', '，', '；', '：', '。', '、', '…', ' '])
        )
    }

    fn remember(&mut self, name: &str) {
        let name = self.within.map_or_else(|| name.to_string(), |section| full_name(section, name));
        if !self.shortened.contains(&name) {
            self.shortened.push(name);
        }
    }

    /// What was cut.
    pub(super) fn notes(self) -> impl Iterator<Item = Note> {
        self.shortened.into_iter().map(|name| Note::new(name, "shortened"))
    }
}

/// Where a text passes its limit; `None` where it does not.
fn end_within(text: &str, limit: usize) -> Option<usize> {
    let mut width = 0;
    for (at, character) in text.char_indices() {
        width += character.width().unwrap_or(0);
        if width > limit {
            return Some(at);
        }
    }
    None
}

/// The whole sentences of a text, where they are most of it.
fn last_sentence(text: &str) -> Option<&str> {
    let ends = text.char_indices().filter(|(at, c)| match c {
        '。' | '！' | '？' => true,
        '.' | '!' | '?' => text[at + c.len_utf8()..].starts_with(' '),
        _ => false,
    });
    let end = ends.map(|(at, c)| at + c.len_utf8()).next_back()?;
    (end > text.len() / 2).then(|| text[..end].trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str, limit: usize) -> String {
        Shortener::default().cut("x", text, limit)
    }

    #[test]
    fn a_text_that_fits_stays_as_it_is() {
        assert_eq!(cut("one two three", 13), "one two three");
    }

    #[test]
    fn a_long_text_ends_with_a_sentence_or_after_a_word() {
        assert_eq!(cut("One is here. Two is there too, far away.", 20), "One is here.");
        assert_eq!(cut("one two, three four", 10), "one two…");
        assert_eq!(cut("第一句。第二句很长很长。", 12), "第一句。");
        assert_eq!(cut("一二三四五六七八", 8), "一二三四…");
    }

    #[test]
    fn a_part_of_a_list_stays_whole_or_goes() {
        let of = |text: &str, limit| {
            let mut shortener = Shortener::default();
            (shortener.cut_parts("x", text, " · ", limit), shortener.shortened.len())
        };
        assert_eq!(of("Berlin · from May · EU", 22), ("Berlin · from May · EU".to_string(), 0));
        assert_eq!(of("Berlin · from May 2026 · EU", 20), ("Berlin · EU".to_string(), 1));
        assert_eq!(of("Berlin · from May · a permit for the EU", 24), ("Berlin · from May".to_string(), 1));
        assert_eq!(of("one two, three four · five six seven", 10), ("one two…".to_string(), 1));
        assert_eq!(of("", 10), (String::new(), 0));
    }

    #[test]
    fn what_was_cut_is_remembered_once() {
        let mut shortener = Shortener::default();
        shortener.cut("day-01", "one two", 3);
        shortener.cut("day-01", "one two", 3);
        shortener.cut("day-02", "one", 3);
        shortener.within = Some("days");
        shortener.cut("day-01", "one two", 3);
        let notes: Vec<String> = shortener.notes().map(|note| note.of).collect();
        assert_eq!(notes, ["day-01", "days: day-01"]);
    }
}
