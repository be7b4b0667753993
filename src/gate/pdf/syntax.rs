//! The tokens of a PDF (ISO 32000-1, section 7.2), in its objects and on its pages alike.

/// Objects in a row are read no further than so many bytes: what is longer is no name and no operator.
const LONGEST_WORD: usize = 128;

/// What stands between white space and brackets.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token<'a> {
    /// `/Name`, without its stroke.
    Name(&'a [u8]),
    /// A number.
    Number(f64),
    /// A string in brackets or in hexadecimal digits, as its bytes.
    Text(Vec<u8>),
    /// `[`
    Open,
    /// `]`
    Close,
    /// An operator or another word.
    Word(&'a [u8]),
}

/// Reads one token after the other. Whatever is none is left out: between objects there may be anything.
pub(super) struct Syntax<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Syntax<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// A run of bytes that are no delimiters.
    fn run(&mut self) -> &'a [u8] {
        let rest = &self.bytes[self.at..];
        let length = rest.iter().take(LONGEST_WORD).position(|byte| is_delimiter(*byte));
        let length = length.unwrap_or(rest.len().min(LONGEST_WORD));
        self.at += length;
        &rest[..length]
    }

    /// A string in brackets, which may hold others; its first bracket has been read.
    fn in_brackets(&mut self) -> Vec<u8> {
        let mut text = Vec::new();
        let mut depth = 1;
        while let Some(byte) = self.next_byte() {
            match byte {
                b'\\' => text.extend(self.escaped()),
                b'(' => depth += 1,
                b')' => depth -= 1,
                _ => {}
            }
            match (byte, depth) {
                (_, 0) => break,
                (b'\\', _) => {}
                _ => text.push(byte),
            }
        }
        text
    }

    /// What a stroke and the signs behind it stand for; nothing at the end of a line.
    fn escaped(&mut self) -> Option<u8> {
        let byte = self.next_byte()?;
        match byte {
            b'n' => Some(b'\n'),
            b'r' => Some(b'\r'),
            b't' => Some(b'\t'),
            b'b' => Some(8),
            b'f' => Some(12),
            b'0'..=b'7' => {
                let mut value = u16::from(byte - b'0');
                for _ in 0..2 {
                    let Some(digit @ b'0'..=b'7') = self.bytes.get(self.at) else { break };
                    value = value * 8 + u16::from(digit - b'0');
                    self.at += 1;
                }
                Some(value.to_le_bytes()[0])
            }
            b'\r' | b'\n' => None,
            other => Some(other),
        }
    }

    /// A string in hexadecimal digits; nothing where it is none.
    fn in_hex(&mut self) -> Option<Vec<u8>> {
        let rest = &self.bytes[self.at..];
        let end = memchr::memchr(b'>', rest)?;
        let is_one = rest[..end].iter().all(|byte| byte.is_ascii_hexdigit() || byte.is_ascii_whitespace());
        is_one.then(|| {
            self.at += end + 1;
            hex(&rest[..end])
        })
    }

    fn next_byte(&mut self) -> Option<u8> {
        let byte = self.bytes.get(self.at).copied()?;
        self.at += 1;
        Some(byte)
    }
}

impl<'a> Iterator for Syntax<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            match self.next_byte()? {
                b'(' => return Some(Token::Text(self.in_brackets())),
                b'[' => return Some(Token::Open),
                b']' => return Some(Token::Close),
                b'/' => return Some(Token::Name(self.run())),
                b'<' if self.bytes.get(self.at) == Some(&b'<') => self.at += 1,
                b'<' => {
                    if let Some(text) = self.in_hex() {
                        return Some(Token::Text(text));
                    }
                }
                b'%' => {
                    let rest = &self.bytes[self.at..];
                    self.at += memchr::memchr2(b'\r', b'\n', rest).unwrap_or(rest.len());
                }
                byte if is_delimiter(byte) => {}
                _ => {
                    self.at -= 1;
                    let run = self.run();
                    let number = std::str::from_utf8(run).ok().and_then(|run| run.parse().ok());
                    return Some(number.map_or(Token::Word(run), Token::Number));
                }
            }
        }
    }
}

fn is_delimiter(byte: u8) -> bool {
    matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%' | 0..=b' ')
}

/// The bytes that hexadecimal digits stand for; a digit that lacks its other half has a zero.
fn hex(digits: &[u8]) -> Vec<u8> {
    let value = |byte: u8| char::from(byte).to_digit(16).and_then(|value| u8::try_from(value).ok());
    let values: Vec<u8> = digits.iter().filter_map(|byte| value(*byte)).collect();
    values.chunks(2).map(|pair| pair[0] * 16 + pair.get(1).copied().unwrap_or_default()).collect()
}
