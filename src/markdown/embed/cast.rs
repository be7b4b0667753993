//! The last screen of a terminal recording (docs.asciinema.org: asciicast v2 and v3), as text.

use std::num::IntErrorKind;

use serde_json::Value;
use unicode_width::UnicodeWidthChar;

/// The largest screen that is believed, in columns and rows.
const LARGEST: (usize, usize) = (400, 200);

/// Stands in the cell that the second half of a wide character takes.
const SECOND_HALF: char = '\0';

/// The text that a recording leaves on the screen, without colours. `None` where it is no recording, or
/// leaves nothing.
pub fn last_screen(cast: &str) -> Option<String> {
    let mut lines = cast.lines().filter(|line| !line.trim().is_empty());
    let header: Value = serde_json::from_str(lines.next()?).ok()?;
    let size = match header["version"].as_u64()? {
        2 => (&header["width"], &header["height"]),
        3 => (&header["term"]["cols"], &header["term"]["rows"]),
        _ => return None,
    };
    let mut screen = Screen::of(side(size.0, 80, LARGEST.0), side(size.1, 24, LARGEST.1));
    for line in lines.filter(|line| !line.starts_with('#')) {
        // A recording that was cut off ends in half a line.
        let Ok((_, kind, text)) = serde_json::from_str::<(f64, String, String)>(line) else { continue };
        if kind == "o" {
            screen.write(&text);
        }
    }
    let text = screen.text();
    (!text.is_empty()).then_some(text)
}

fn side(value: &Value, otherwise: usize, most: usize) -> usize {
    value.as_u64().and_then(|side| usize::try_from(side).ok()).unwrap_or(otherwise).clamp(1, most)
}

/// A parameter of a control sequence; one that is too large to be read is large all the same.
fn number(parameter: &str) -> Option<usize> {
    match parameter.parse::<usize>() {
        Ok(number) => Some(number),
        Err(error) if *error.kind() == IntErrorKind::PosOverflow => Some(usize::MAX),
        Err(_) => None,
    }
}

/// What is being read: text, or a sequence that moves the cursor or means nothing here.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
enum Reading {
    #[default]
    Text,
    Escape,
    /// A character set follows.
    Designation,
    /// `ESC [`, with the parameters so far (ECMA-48, 5.4).
    Control(String),
    /// `ESC ]` and the like: a title or a link, up to a bell or `ESC \`.
    Command,
}

/// A screen that knows enough of a terminal to show what a session printed.
struct Screen {
    columns: usize,
    rows: usize,
    lines: Vec<Vec<char>>,
    row: usize,
    column: usize,
    reading: Reading,
    /// The screen beneath a full-screen program.
    beneath: Option<(Vec<Vec<char>>, usize, usize)>,
}

impl Screen {
    fn of(columns: usize, rows: usize) -> Self {
        let lines = vec![Vec::new(); rows];
        Self { columns, rows, lines, row: 0, column: 0, reading: Reading::Text, beneath: None }
    }

    fn write(&mut self, text: &str) {
        for c in text.chars() {
            match std::mem::take(&mut self.reading) {
                Reading::Text => self.character(c),
                Reading::Escape => self.escape(c),
                Reading::Designation => {}
                Reading::Control(mut parameters) => match c {
                    '\x40'..='\x7e' => self.control(&parameters, c),
                    '\x20'..='\x3f' if parameters.len() < 64 => {
                        parameters.push(c);
                        self.reading = Reading::Control(parameters);
                    }
                    _ => {}
                },
                Reading::Command => match c {
                    '\x07' => {}
                    '\x1b' => self.reading = Reading::Escape,
                    _ => self.reading = Reading::Command,
                },
            }
        }
    }

    fn character(&mut self, c: char) {
        match c {
            '\x1b' => self.reading = Reading::Escape,
            '\n' | '\x0b' | '\x0c' => self.down(),
            '\r' => self.column = 0,
            '\x08' => self.column = self.column.saturating_sub(1),
            '\t' => self.column = ((self.column / 8 + 1) * 8).min(self.columns - 1),
            c => match c.width() {
                None | Some(0) => {}
                Some(width) => self.print(c, width),
            },
        }
    }

    fn print(&mut self, c: char, width: usize) {
        if self.column + width > self.columns {
            self.column = 0;
            self.down();
        }
        let line = &mut self.lines[self.row];
        if line.len() < self.column + width {
            line.resize(self.column + width, ' ');
        }
        line[self.column] = c;
        if width == 2 {
            line[self.column + 1] = SECOND_HALF;
        }
        self.column += width;
    }

    fn down(&mut self) {
        if self.row + 1 < self.rows {
            self.row += 1;
        } else {
            self.lines.remove(0);
            self.lines.push(Vec::new());
        }
    }

    fn escape(&mut self, c: char) {
        match c {
            '[' => self.reading = Reading::Control(String::new()),
            ']' | 'P' | 'X' | '^' | '_' => self.reading = Reading::Command,
            '(' | ')' | '*' | '+' => self.reading = Reading::Designation,
            'M' => self.row = self.row.saturating_sub(1),
            'D' => self.down(),
            'E' => {
                self.column = 0;
                self.down();
            }
            'c' => self.clear(),
            _ => {}
        }
    }

    fn control(&mut self, parameters: &str, action: char) {
        let mut numbers = parameters.trim_start_matches('?').split(';').map(number);
        let first = numbers.next().flatten();
        let second = numbers.next().flatten();
        let steps = first.unwrap_or(1).clamp(1, LARGEST.0);
        let place = |number: Option<usize>, size: usize| number.unwrap_or(1).clamp(1, size) - 1;
        if action != 'm' {
            // At the end of a full line the cursor waits beyond it, until it is moved.
            self.column = self.column.min(self.columns - 1);
        }
        match action {
            'A' => self.row = self.row.saturating_sub(steps),
            'B' => self.row = (self.row + steps).min(self.rows - 1),
            'C' => self.column = (self.column + steps).min(self.columns - 1),
            'D' => self.column = self.column.saturating_sub(steps),
            'G' => self.column = place(first, self.columns),
            'd' => self.row = place(first, self.rows),
            'H' | 'f' => {
                self.row = place(first, self.rows);
                self.column = place(second, self.columns);
            }
            'K' => self.erase_in_line(first.unwrap_or(0)),
            'J' => self.erase_in_screen(first.unwrap_or(0)),
            'P' => {
                let line = &mut self.lines[self.row];
                let from = self.column.min(line.len());
                line.drain(from..(from + steps).min(line.len()));
            }
            'h' | 'l' if matches!(parameters, "?1049" | "?47" | "?1047") => self.full_screen(action == 'h'),
            _ => {}
        }
    }

    fn erase_in_line(&mut self, part: usize) {
        let line = &mut self.lines[self.row];
        match part {
            0 => line.truncate(self.column),
            1 => line.iter_mut().take(self.column + 1).for_each(|cell| *cell = ' '),
            _ => line.clear(),
        }
    }

    fn erase_in_screen(&mut self, part: usize) {
        match part {
            0 => {
                self.erase_in_line(0);
                self.lines[self.row + 1..].iter_mut().for_each(Vec::clear);
            }
            1 => {
                self.erase_in_line(1);
                self.lines[..self.row].iter_mut().for_each(Vec::clear);
            }
            _ => self.lines.iter_mut().for_each(Vec::clear),
        }
    }

    fn clear(&mut self) {
        self.lines.iter_mut().for_each(Vec::clear);
        (self.row, self.column) = (0, 0);
    }

    /// A full-screen program leaves the screen as it found it.
    fn full_screen(&mut self, begins: bool) {
        if begins {
            self.beneath = Some((self.lines.clone(), self.row, self.column));
            self.clear();
        } else if let Some((lines, row, column)) = self.beneath.take() {
            (self.lines, self.row, self.column) = (lines, row, column);
        }
    }

    fn text(&self) -> String {
        let line = |cells: &Vec<char>| -> String {
            let shown: String = cells.iter().filter(|cell| **cell != SECOND_HALF).collect();
            shown.trim_end().to_owned()
        };
        let lines: Vec<String> = self.lines.iter().map(line).collect();
        lines.join("\n").trim_end().trim_start_matches('\n').to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn played(output: &str) -> String {
        let output = serde_json::to_string(output).unwrap();
        let header = "{\"version\": 2, \"width\": 10, \"height\": 3}";
        last_screen(&format!("{header}\n[0.1, \"o\", {output}]\n")).unwrap_or_default()
    }

    #[test]
    fn both_versions_of_a_recording_leave_their_last_screen() {
        let second = "{\"version\":2,\"width\":80,\"height\":24}\n[0.1,\"o\",\"$ ls\\r\\n\"]\n[0.2,\"i\",\"x\"]\n[0.3,\"o\",\"a.txt\\r\\n\"]\n";
        assert_eq!(last_screen(second).unwrap(), "$ ls\na.txt");
        let third = "{\"version\":3,\"term\":{\"cols\":80,\"rows\":24}}\n# a remark\n[0.1,\"o\",\"hi\"]\n[0.1,\"x\",\"0\"]\n";
        assert_eq!(last_screen(third).unwrap(), "hi");
    }

    #[test]
    fn what_is_no_recording_leaves_nothing() {
        for text in ["", "{}", "[]", "x", "{\"version\":1,\"width\":80,\"height\":24}", "{\"version\":2}"] {
            assert_eq!(last_screen(text), None, "{text}");
        }
    }

    #[test]
    fn a_recording_that_is_cut_off_shows_what_there_is() {
        assert_eq!(last_screen("{\"version\":2}\n[0.1,\"o\",\"all\"]\n[0.2,\"o\",\"ha").unwrap(), "all");
    }

    #[test]
    fn a_line_can_be_written_anew() {
        assert_eq!(played("10%\r100%"), "100%");
        assert_eq!(played("abc\x08\x08X"), "aXc");
        assert_eq!(played("abc\r\x1b[Kd"), "d");
        assert_eq!(played("one\r\ntwo\x1b[A\rONE"), "ONE\ntwo");
        assert_eq!(played("a\tb"), "a       b");
    }

    #[test]
    fn colours_titles_and_links_leave_no_trace() {
        assert_eq!(played("\x1b[1;31mred\x1b[0m"), "red");
        assert_eq!(played("\x1b]0;title\x07a\x1b]8;;https://x.example\x1b\\b"), "ab");
        assert_eq!(played("\x1b(Ba\x1b=b\x1b[?25lc\x1b"), "abc");
    }

    #[test]
    fn a_screen_scrolls_wraps_and_clears() {
        assert_eq!(played("1\r\n2\r\n3\r\n4"), "2\n3\n4");
        assert_eq!(played("abcdefghijkl"), "abcdefghij\nkl");
        assert_eq!(played("old\x1b[2J\x1b[Hnew"), "new");
        assert_eq!(played("shell\x1b[?1049hvim\x1b[?1049l!"), "shell!");
        assert_eq!(played("中文字符天"), "中文字符天");
    }

    #[test]
    fn numbers_beyond_the_screen_do_no_harm() {
        assert_eq!(
            played("\x1b[999999999;99999999999999999999Hx\x1b[99999Ay\x1b[0;0Hz"),
            "z        y\n\n         x"
        );
        let huge = "{\"version\":2,\"width\":18446744073709551615,\"height\":0}\n[0,\"o\",\"a\"]\n";
        assert_eq!(last_screen(huge).unwrap(), "a");
    }
}
