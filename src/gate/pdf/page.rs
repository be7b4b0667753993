//! What a page of a PDF shows: its strings, each in the letters of its font (ISO 32000-1, section 9.4).

use memchr::memmem;

use super::fonts::{Fonts, Table};
use super::in_latin;
use super::syntax::{Syntax, Token};
use crate::markdown::is_unspaced;

/// Two strings of an array that are as far apart, in thousandths of a letter's height, have a space between them.
const SPACE: f64 = 180.0;

/// Whether a stream is a page, or a part of one.
pub(super) fn is_one(stream: &[u8]) -> bool {
    memmem::find(stream, b"BT").is_some() && memmem::find(stream, b"ET").is_some()
}

/// The strings of a page in the order in which they are drawn, and once more with those of one line joined: where one
/// ends and the next begins, a word may go on in bold, or another column begin. Where a string goes on in another script
/// it is the same text, in the font that has its letters.
pub(super) fn read(stream: &[u8], fonts: &Fonts, words: &mut String) {
    let mut page = Page::new(fonts);
    Syntax::new(stream).for_each(|token| page.take(token));
    page.end_line();
    words.push_str(&page.apart);
    words.push_str(&page.joined);
}

/// A page as far as it has been read.
struct Page<'a> {
    fonts: &'a Fonts,
    /// The tables that the current font may have.
    tables: Vec<&'a Table>,
    /// What stands before the next operator.
    operands: Vec<Token<'a>>,
    /// The strings of the line that is being drawn.
    line: Vec<String>,
    /// How high it stands.
    height: f64,
    apart: String,
    joined: String,
}

impl<'a> Page<'a> {
    fn new(fonts: &'a Fonts) -> Self {
        let (apart, joined) = (String::new(), String::new());
        Self {
            fonts,
            tables: Vec::new(),
            operands: Vec::new(),
            line: Vec::new(),
            height: f64::NAN,
            apart,
            joined,
        }
    }

    fn take(&mut self, token: Token<'a>) {
        let Token::Word(operator) = token else { return self.operands.push(token) };
        let operands = std::mem::take(&mut self.operands);
        match (operator, operands.as_slice()) {
            (b"Tf", [.., Token::Name(name), Token::Number(_)]) => self.tables = self.fonts.named(name),
            (b"Td" | b"TD", [.., Token::Number(_), Token::Number(down)]) => {
                self.go_to(if *down == 0.0 { self.height } else { f64::NAN });
            }
            (b"Tm", [.., Token::Number(height)]) => self.go_to(*height),
            (b"T*", _) => self.end_line(),
            (b"Tj" | b"TJ", shown) => self.show(shown),
            (b"'" | b"\"", shown) => {
                self.end_line();
                self.show(shown);
            }
            _ => {}
        }
    }

    /// A line ends where the next string stands higher or lower.
    fn go_to(&mut self, height: f64) {
        let is_same =
            self.height == height || (self.height.is_nan() && height.is_nan() && self.line.is_empty());
        if !is_same {
            self.end_line();
        }
        self.height = height;
    }

    /// Draws the strings of an operator, in the letters of every font that may be meant.
    fn show(&mut self, shown: &[Token<'_>]) {
        let tables: Vec<Option<&Table>> = match self.tables.is_empty() {
            true => vec![None],
            false => self.tables.iter().copied().map(Some).collect(),
        };
        for (number, table) in tables.into_iter().enumerate() {
            let mut string = String::new();
            for token in shown {
                match token {
                    Token::Text(text) => {
                        string.push_str(&table.map_or_else(|| in_latin(text), |it| it.characters(text)))
                    }
                    Token::Number(back) if *back <= -SPACE => string.push(' '),
                    _ => {}
                }
            }
            match self.line.last_mut() {
                _ if number > 0 => self.set_apart(&string),
                Some(before) if goes_on(before, &string) => before.push_str(&string),
                _ => self.line.push(string),
            }
        }
    }

    fn set_apart(&mut self, string: &str) {
        self.apart.push_str(string);
        self.apart.push('\n');
    }

    fn end_line(&mut self) {
        let line = std::mem::take(&mut self.line);
        line.iter().for_each(|string| self.set_apart(string));
        // One string has been said.
        if line.len() > 1 {
            self.joined.extend(line);
            self.joined.push('\n');
        }
    }
}

/// Whether a string takes a text on in another script: a number after Chinese words, or they after it.
fn goes_on(before: &str, after: &str) -> bool {
    let ends = (before.trim_end().chars().next_back(), after.trim_start().chars().next());
    matches!(ends, (Some(last), Some(first)) if is_unspaced(last) != is_unspaced(first))
}
