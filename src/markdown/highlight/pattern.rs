//! As much of Oniguruma's syntax as tells what a match is sure to hold.
//!
//! Facts of the syntax are from its own description (`doc/RE` and `doc/SYNTAX.md` of Oniguruma 6.9).

use super::bytes::Bytes;

/// Deeper groups are given up.
const DEEPEST: usize = 60;

/// A part of a pattern.
#[derive(Debug)]
pub(super) enum Node {
    /// It may match what it likes, or nothing.
    Anything,
    /// Any byte but the end of line, where the text is ASCII.
    AnyByte,
    /// It takes no text, and says nothing of it.
    Nowhere,
    /// It takes no text; a word begins or ends here.
    Boundary,
    /// This letter, in either case.
    Byte(u8),
    /// One of these bytes, where the text is ASCII.
    Class(Bytes),
    Sequence(Vec<Node>),
    Choice(Vec<Node>),
    /// It comes at least once.
    Repeated(Box<Node>),
    /// It follows, and is no part of the match.
    Ahead(Box<Node>),
    /// It comes before, and is no part of the match.
    Behind(Box<Node>),
}

/// A pattern as it is understood.
pub(super) struct Parsed {
    pub(super) node: Node,
    /// Whether parts of its matches are told apart.
    pub(super) has_groups: bool,
}

/// A pattern as a tree; `None` where it has anything that is not surely understood.
pub(super) fn parse(pattern: &str) -> Option<Parsed> {
    let mut reader =
        Reader { rest: pattern, is_extended: false, crosses_lines: false, has_groups: false, depth: 0 };
    let node = reader.choice()?;
    reader.rest.is_empty().then_some(Parsed { node, has_groups: reader.has_groups })
}

/// A part of a class.
enum Member {
    Letter(char),
    Class(Bytes),
    Anything,
}

struct Reader<'a> {
    rest: &'a str,
    /// Whether white space and comments in the pattern say nothing (`(?x)`).
    is_extended: bool,
    /// Whether a dot may be the end of a line, too (`(?m)`), somewhere.
    crosses_lines: bool,
    has_groups: bool,
    depth: usize,
}

impl Reader<'_> {
    /// Up to the end of the group or of the pattern.
    fn choice(&mut self) -> Option<Node> {
        let mut branches = vec![self.sequence()?];
        while self.eat("|") {
            branches.push(self.sequence()?);
        }
        Some(if branches.len() == 1 { branches.pop()? } else { Node::Choice(branches) })
    }

    fn sequence(&mut self) -> Option<Node> {
        let mut nodes = Vec::new();
        loop {
            self.skip_blank();
            if self.rest.is_empty() || self.rest.starts_with(['|', ')']) {
                return Some(Node::Sequence(nodes));
            }
            // Options in the middle of a branch end in ways that differ from syntax to syntax.
            let is_first = nodes.iter().all(|node| matches!(node, Node::Nowhere));
            let node = self.atom(is_first)?;
            nodes.push(self.quantified(node)?);
        }
    }

    fn atom(&mut self, is_first: bool) -> Option<Node> {
        match self.next()? {
            '\\' => self.escape(),
            '[' => self.class(),
            '(' => self.group(is_first),
            '.' if self.crosses_lines => Some(Node::Anything),
            '.' => Some(Node::AnyByte),
            '^' | '$' => Some(Node::Nowhere),
            '*' | '+' | '?' => None,
            letter => Some(byte(letter)),
        }
    }

    /// The node with what follows it: how often it comes.
    fn quantified(&mut self, node: Node) -> Option<Node> {
        self.skip_blank();
        let is_sure = if self.eat("+") {
            // A second sign makes it lazy or possessive, which changes nothing here.
            let _ = self.eat("?") || self.eat("+");
            true
        } else if self.eat("*") || self.eat("?") {
            false
        } else if let Some(least) = self.interval() {
            least > 0
        } else {
            return Some(node);
        };
        // Quantifiers of quantifiers: rare, and what they mean together differs.
        let mut is_alone = true;
        while self.eat("+") || self.eat("*") || self.eat("?") || self.interval().is_some() {
            is_alone = false;
        }
        Some(if is_sure && is_alone { Node::Repeated(Box::new(node)) } else { Node::Anything })
    }

    /// `{2}`, `{2,}`, `{2,3}` or `{,3}`: the least number.
    fn interval(&mut self) -> Option<u32> {
        let (numbers, rest) = self.rest.strip_prefix('{')?.split_once('}')?;
        let (least, most) = numbers.split_once(',').unwrap_or((numbers, "0"));
        let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if numbers.is_empty() || numbers == "," || !is_number(least) || !is_number(most) {
            return None;
        }
        self.rest = rest;
        Some(least.parse().unwrap_or(0))
    }

    /// After a backslash that is not in a class.
    fn escape(&mut self) -> Option<Node> {
        Some(match self.next()? {
            'b' => Node::Boundary,
            'B' | 'A' | 'z' | 'Z' | 'G' => Node::Nowhere,
            'w' | 'W' | 's' | 'S' | 'D' | 'H' | 'R' | 'X' | 'N' | 'O' => Node::Anything,
            'r' | 'f' | 'v' | 'a' | 'e' => Node::Anything,
            't' => Node::Byte(b'\t'),
            'n' => Node::Byte(b'\n'),
            'd' => Node::Class(digits()),
            'h' => Node::Class(hexadecimal()),
            'p' | 'P' => self.skip_in('{', '}')?,
            'k' | 'g' => self.skip_in('<', '>')?,
            'x' => self.skip_number(2)?,
            '1'..='9' => {
                self.rest = self.rest.trim_start_matches(|letter: char| letter.is_ascii_digit());
                Node::Anything
            }
            letter if letter.is_ascii_alphanumeric() => return None,
            letter => byte(letter),
        })
    }

    /// After `[`.
    fn class(&mut self) -> Option<Node> {
        let is_negated = self.eat("^");
        let mut bytes = Bytes::default();
        let mut is_known = !is_negated;
        // A bracket that ends nothing is read in more ways than one.
        if self.rest.starts_with(']') {
            return None;
        }
        while !self.eat("]") {
            match self.member()? {
                Member::Letter(from) => bytes.add(&self.letters_from(from)?),
                Member::Class(members) => bytes.add(&members),
                Member::Anything => is_known = false,
            }
        }
        Some(match bytes.single() {
            _ if !is_known => Node::Anything,
            Some(byte) => Node::Byte(byte),
            None => Node::Class(bytes),
        })
    }

    /// What a class holds next; where it is a letter, a range may begin with it.
    fn member(&mut self) -> Option<Member> {
        Some(match self.next()? {
            '[' if self.rest.starts_with(':') => {
                self.rest = self.rest.split_once(":]")?.1;
                Member::Anything
            }
            '[' => match self.deeper(Self::class)? {
                Node::Class(bytes) => Member::Class(bytes),
                Node::Byte(byte) => Member::Letter(char::from(byte)),
                _ => Member::Anything,
            },
            '&' if self.eat("&") => Member::Anything,
            '\\' => self.escaped_member()?,
            letter => Member::Letter(letter),
        })
    }

    /// After a backslash in a class.
    fn escaped_member(&mut self) -> Option<Member> {
        Some(match self.next()? {
            't' => Member::Letter('\t'),
            'n' => Member::Letter('\n'),
            'd' => Member::Class(digits()),
            'h' => Member::Class(hexadecimal()),
            'w' | 'W' | 's' | 'S' | 'D' | 'H' | 'R' | 'r' | 'f' | 'v' | 'a' | 'e' | 'b' => Member::Anything,
            'p' | 'P' => {
                self.skip_in('{', '}')?;
                Member::Anything
            }
            'x' => {
                self.skip_number(2)?;
                Member::Anything
            }
            letter if letter.is_ascii_alphanumeric() => return None,
            letter => Member::Letter(letter),
        })
    }

    /// The letters of a range, or the one letter where there is none. Those beyond ASCII are left out.
    fn letters_from(&mut self, from: char) -> Option<Bytes> {
        let is_range = self.rest.starts_with('-') && !self.rest.starts_with("-]");
        let to = if is_range {
            self.rest = &self.rest[1..];
            match self.member()? {
                Member::Letter(to) => to,
                _ => return None,
            }
        } else {
            from
        };
        Some((from..=to.min('\x7f')).filter_map(|letter| u8::try_from(letter).ok()).collect())
    }

    /// After `(`.
    fn group(&mut self, is_first: bool) -> Option<Node> {
        if self.rest.starts_with('*') {
            return None;
        }
        if !self.eat("?") {
            self.has_groups = true;
            return self.body();
        }
        if self.eat(":") || self.eat(">") {
            return self.body();
        }
        if self.eat("=") {
            return Some(Node::Ahead(Box::new(self.body()?)));
        }
        if self.eat("<=") {
            return Some(Node::Behind(Box::new(self.body()?)));
        }
        if self.eat("!") || self.eat("<!") {
            return self.body().map(|_| Node::Nowhere);
        }
        if self.eat("<") {
            self.rest = self.rest.split_once('>')?.1;
            self.has_groups = true;
            return self.body();
        }
        self.options(is_first)
    }

    /// `(?x-i)` for what follows, or `(?x-i:…)`.
    fn options(&mut self, is_first: bool) -> Option<Node> {
        let before = self.is_extended;
        let mut is_on = true;
        loop {
            match self.next()? {
                '-' => is_on = false,
                'x' => self.is_extended = is_on,
                'm' => self.crosses_lines = true,
                'i' => {}
                ':' => {
                    let body = self.body();
                    self.is_extended = before;
                    return body;
                }
                // In the middle of a branch they reach further in some syntaxes than in others.
                ')' => return is_first.then_some(Node::Nowhere),
                _ => return None,
            }
        }
    }

    /// Up to the end of a group, whose options end with it.
    fn body(&mut self) -> Option<Node> {
        let before = self.is_extended;
        let node = self.deeper(Self::choice)?;
        self.is_extended = before;
        self.eat(")").then_some(node)
    }

    fn deeper(&mut self, read: impl FnOnce(&mut Self) -> Option<Node>) -> Option<Node> {
        self.depth += 1;
        let node = (self.depth < DEEPEST).then(|| read(self)).flatten();
        self.depth -= 1;
        node
    }

    fn skip_in(&mut self, open: char, close: char) -> Option<Node> {
        let (_, rest) = self.rest.strip_prefix(open)?.split_once(close)?;
        self.rest = rest;
        Some(Node::Anything)
    }

    /// A number in base sixteen: in braces, or so many digits at most.
    fn skip_number(&mut self, most: usize) -> Option<Node> {
        if self.rest.starts_with('{') {
            return self.skip_in('{', '}');
        }
        let digits = self.rest.bytes().take(most).take_while(u8::is_ascii_hexdigit).count();
        self.rest = &self.rest[digits..];
        Some(Node::Anything)
    }

    fn skip_blank(&mut self) {
        while self.is_extended {
            let rest = self.rest.trim_start();
            let rest = match rest.strip_prefix('#') {
                Some(comment) => comment.split_once('\n').map_or("", |(_, rest)| rest),
                None => rest,
            };
            if rest.len() == self.rest.len() {
                return;
            }
            self.rest = rest;
        }
    }

    fn next(&mut self) -> Option<char> {
        let mut letters = self.rest.chars();
        let next = letters.next()?;
        self.rest = letters.as_str();
        Some(next)
    }

    fn eat(&mut self, text: &str) -> bool {
        let rest = self.rest.strip_prefix(text);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }
}

/// A letter that stands for itself. Where the text is ASCII, others never do, and nothing is said of them.
fn byte(letter: char) -> Node {
    if letter.is_ascii() { Node::Byte(letter.to_ascii_lowercase() as u8) } else { Node::Anything }
}

fn digits() -> Bytes {
    (b'0'..=b'9').collect()
}

fn hexadecimal() -> Bytes {
    (b'0'..=b'9').chain(b'a'..=b'f').collect()
}
