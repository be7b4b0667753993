//! Cutting a piece of HTML into tags, comments and text, in one pass and without going back.

use std::ops::Range;

use super::entities::decode;

/// A piece of HTML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) enum Token {
    /// What stands between tags; a `<` in it opens nothing.
    Text(Range<usize>),
    /// A start tag, with its name in lower case.
    Start { name: String, attributes: Vec<Attribute>, range: Range<usize> },
    /// An end tag, with its name in lower case.
    End { name: String, range: Range<usize> },
    /// A comment, a document type or a processing instruction.
    Aside,
    /// The opening of a comment that never ends; nothing follows.
    OpenComment(Range<usize>),
}

/// An attribute of a start tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) struct Attribute {
    /// Its name in lower case.
    pub(in super::super) name: String,
    /// Its value as written, without the quotes.
    pub(in super::super) raw: String,
    /// Where it stands, name and value.
    pub(in super::super) range: Range<usize>,
}

impl Attribute {
    /// The value with its character references resolved.
    pub(in super::super) fn value(&self) -> String {
        decode(&self.raw)
    }
}

/// Gives the tokens of a piece of HTML.
pub(in super::super) struct Scanner<'a> {
    text: &'a str,
    at: usize,
    /// Set when no `>` follows: then nothing more can be a tag, and nobody needs to look again.
    no_more_tags: bool,
}

impl<'a> Scanner<'a> {
    /// Starts at the beginning of the text.
    pub(in super::super) fn new(text: &'a str) -> Self {
        Self { text, at: 0, no_more_tags: false }
    }

    /// Passes over everything up to and with the end tag of this name, or to the end where there is none.
    pub(in super::super) fn skip_element(&mut self, name: &str) {
        let bytes = self.text.as_bytes();
        while let Some(found) = find(bytes, self.at, b'<') {
            self.at = found + 1;
            let Some(rest) = self.text[self.at..].strip_prefix('/') else { continue };
            if rest.get(..name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name))
                && !rest[name.len()..].starts_with(|c: char| c.is_ascii_alphanumeric() || c == '-')
            {
                let after = self.at + 1 + name.len();
                self.at = find(bytes, after, b'>').map_or(bytes.len(), |end| end + 1);
                return;
            }
        }
        self.at = bytes.len();
    }

    fn text_token(&mut self) -> Token {
        let start = self.at;
        let bytes = self.text.as_bytes();
        let mut look_from = start;
        while let Some(found) = find(bytes, look_from, b'<') {
            if found > start && self.opens_markup(found) {
                self.at = found;
                return Token::Text(start..found);
            }
            look_from = found + 1;
        }
        self.at = bytes.len();
        Token::Text(start..self.at)
    }

    fn opens_markup(&self, at: usize) -> bool {
        !self.no_more_tags
            && match self.text.as_bytes().get(at + 1) {
                Some(b'!' | b'?' | b'/') => true,
                Some(byte) => byte.is_ascii_alphabetic(),
                None => false,
            }
    }

    /// The markup at the current place; `None` where it turns out to be none.
    fn markup(&mut self) -> Option<Token> {
        let rest = &self.text[self.at..];
        match rest.as_bytes().get(1)? {
            b'!' if rest.starts_with("<!--") => Some(self.comment()),
            b'!' if rest.starts_with("<![CDATA[") => {
                self.pass_aside(self.at + 9, "]]>");
                Some(Token::Aside)
            }
            b'!' | b'?' => {
                let Some(end) = find(rest.as_bytes(), 2, b'>') else {
                    self.no_more_tags = true;
                    return None;
                };
                self.at += end + 1;
                Some(Token::Aside)
            }
            b'/' => self.end_tag(),
            _ => self.start_tag(),
        }
    }

    fn comment(&mut self) -> Token {
        let opening = self.at..self.at + "<!--".len();
        match self.pass_aside(opening.end, "-->") {
            true => Token::Aside,
            false => Token::OpenComment(opening),
        }
    }

    /// Passes over what ends with some signs, from behind its opening; whether it ends. What nobody closes
    /// reaches to the end, as it does in a browser.
    fn pass_aside(&mut self, from: usize, close: &str) -> bool {
        let rest = &self.text[from..];
        let end = if rest.starts_with('>') { Some(1) } else { rest.find(close).map(|end| end + close.len()) };
        self.at = end.map_or(self.text.len(), |end| from + end);
        end.is_some()
    }

    fn end_tag(&mut self) -> Option<Token> {
        let bytes = self.text.as_bytes();
        let name_end = name_end(bytes, self.at + 2);
        if name_end == self.at + 2 || !bytes[self.at + 2].is_ascii_alphabetic() {
            return None;
        }
        let Some(end) = find(bytes, name_end, b'>') else {
            self.no_more_tags = true;
            return None;
        };
        let range = self.at..end + 1;
        self.at = range.end;
        Some(Token::End { name: self.text[range.start + 2..name_end].to_ascii_lowercase(), range })
    }

    fn start_tag(&mut self) -> Option<Token> {
        let bytes = self.text.as_bytes();
        let start = self.at;
        let name_end = name_end(bytes, start + 1);
        let name = self.text[start + 1..name_end].to_ascii_lowercase();
        let mut attributes: Vec<Attribute> = Vec::new();
        let mut at = name_end;
        loop {
            match *bytes.get(at)? {
                b'>' => break,
                b'<' => return None,
                b'/' | b'"' | b'\'' | b'=' => at += 1,
                byte if byte.is_ascii_whitespace() => at += 1,
                _ => {
                    let attribute = self.attribute(at)?;
                    at = attribute.range.end;
                    // The first of two attributes of one name counts.
                    if attributes.iter().take(64).all(|earlier| earlier.name != attribute.name) {
                        attributes.push(attribute);
                    }
                }
            }
        }
        self.at = at + 1;
        Some(Token::Start { name, attributes, range: start..at + 1 })
    }

    fn attribute(&self, start: usize) -> Option<Attribute> {
        let bytes = self.text.as_bytes();
        let is_name = |byte: &u8| !byte.is_ascii_whitespace() && !b"/>=<\"'".contains(byte);
        let name_end = start + bytes[start..].iter().take_while(|byte| is_name(byte)).count();
        let name = self.text[start..name_end].to_ascii_lowercase();
        let equals = skip_space(bytes, name_end);
        if bytes.get(equals) != Some(&b'=') {
            return Some(Attribute { name, raw: String::new(), range: start..name_end });
        }
        let value = skip_space(bytes, equals + 1);
        let (from, to, end) = match bytes.get(value)? {
            quote @ (b'"' | b'\'') => {
                let close = find(bytes, value + 1, *quote)?;
                (value + 1, close, close + 1)
            }
            _ => {
                let is_value = |byte: &u8| !byte.is_ascii_whitespace() && !b"><".contains(byte);
                let end = value + bytes[value..].iter().take_while(|byte| is_value(byte)).count();
                (value, end, end)
            }
        };
        Some(Attribute { name, raw: self.text[from..to].to_owned(), range: start..end })
    }
}

impl Iterator for Scanner<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        if self.at >= self.text.len() {
            return None;
        }
        if self.text[self.at..].starts_with('<')
            && self.opens_markup(self.at)
            && let Some(token) = self.markup()
        {
            return Some(token);
        }
        Some(self.text_token())
    }
}

fn name_end(bytes: &[u8], start: usize) -> usize {
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b':' | b'_');
    start + bytes[start..].iter().take_while(|byte| is_name(byte)).count()
}

fn skip_space(bytes: &[u8], start: usize) -> usize {
    start + bytes[start..].iter().take_while(|byte| byte.is_ascii_whitespace()).count()
}

fn find(bytes: &[u8], from: usize, wanted: u8) -> Option<usize> {
    bytes[from..].iter().position(|byte| *byte == wanted).map(|at| from + at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<String> {
        Scanner::new(text)
            .map(|token| match token {
                Token::Text(range) => text[range].to_owned(),
                Token::Start { name, attributes, .. } => {
                    let attributes: Vec<String> =
                        attributes.iter().map(|a| format!("{}={}", a.name, a.value())).collect();
                    format!("<{name} {}>", attributes.join(" "))
                }
                Token::End { name, .. } => format!("</{name}>"),
                Token::Aside => "aside".to_owned(),
                Token::OpenComment(_) => "open".to_owned(),
            })
            .collect()
    }

    #[test]
    fn tags_over_several_lines_and_odd_quotes_are_read() {
        assert_eq!(
            shown("<IMG\n src = 'a>b' ALT=\"c\"\n width=3/>x</IMG >"),
            ["<img src=a>b alt=c width=3/>", "x", "</img>"]
        );
        assert_eq!(shown("<img/src=x/onerror=alert(1)>"), ["<img src=x/onerror=alert(1)>"]);
        assert_eq!(shown("<a href=\"x\"onclick=y>"), ["<a href=x onclick=y>"]);
    }

    #[test]
    fn what_is_no_tag_is_text() {
        assert_eq!(shown("a < b <3 </ x <a <b>"), ["a < b <3 ", "</ x ", "<a ", "<b >"]);
        assert_eq!(shown("<a href=\"x"), ["<a href=\"x"]);
        assert_eq!(shown("<!doctype html>x<!-- <b> -->y<?php ?>"), ["aside", "x", "aside", "y", "aside"]);
        assert_eq!(shown("<!--> <b>"), ["aside", " ", "<b >"]);
        assert_eq!(shown("x<!-- <b> --!> y"), ["x", "open"]);
    }

    #[test]
    fn an_element_is_passed_over_with_what_looks_like_markup_in_it() {
        let mut scanner = Scanner::new("<script>if (a</b>c) '<'</scripty></SCRIPT >after");
        scanner.next();
        scanner.skip_element("script");
        assert_eq!(scanner.next(), Some(Token::Text(43..48)));
    }

    #[test]
    fn a_long_row_of_open_brackets_takes_no_quadratic_time() {
        for piece in ["<a ", "<!", "</a", "<a x='", "<a x=\"<b y='", "<![CDATA[", "<"] {
            let text = piece.repeat(100_000);
            assert!(Scanner::new(&text).count() <= 200_002, "{piece}");
        }
    }
}
