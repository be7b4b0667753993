//! The numbers that a text says, in digits or in words.

use crate::markdown::{chinese_number, is_chinese_numeral};

/// English words for numbers.
const WORDS: [(&str, u64); 28] = [
    ("one", 1),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
    ("ten", 10),
    ("eleven", 11),
    ("twelve", 12),
    ("thirteen", 13),
    ("fourteen", 14),
    ("fifteen", 15),
    ("sixteen", 16),
    ("seventeen", 17),
    ("eighteen", 18),
    ("nineteen", 19),
    ("twenty", 20),
    ("thirty", 30),
    ("forty", 40),
    ("fifty", 50),
    ("sixty", 60),
    ("seventy", 70),
    ("eighty", 80),
    ("ninety", 90),
    ("hundred", 100),
];

/// A number as a text says it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Said {
    /// In digits without groups.
    digits: String,
    /// Whether it is a word that says more often "some" than how many: "one", 一.
    is_article: bool,
}

/// Whether a text says a value: the numbers in it one after the other, each in digits or in words; of a value without
/// any number its words.
pub fn says_value(text: &str, value: &str) -> bool {
    let (said, wanted) = (numbers(text), numbers(value));
    match &wanted[..] {
        [] => says_words(text, value),
        [one] => said.iter().any(|number| number.digits == one.digits && !number.is_article),
        several => said
            .windows(several.len())
            .any(|run| run.iter().zip(several).all(|(number, wanted)| number.digits == wanted.digits)),
    }
}

/// Whether the words of a value stand in a text, and not as a part of others.
fn says_words(text: &str, value: &str) -> bool {
    let (text, value) = (text.to_lowercase(), value.trim().to_lowercase());
    let is_letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let stands_alone = |(at, found): (usize, &str)| {
        let (before, behind) = (text[..at].chars().next_back(), text[at + found.len()..].chars().next());
        !is_letter(before) && !is_letter(behind)
    };
    !value.is_empty() && text.match_indices(value.as_str()).any(stands_alone)
}

/// The numbers of a text in their order.
fn numbers(text: &str) -> Vec<Said> {
    let mut found = Vec::new();
    // An English number of several words, and whether the next word is a part of it.
    let mut words = Words::default();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let kind = Kind::of(first);
        let end = rest.find(|c: char| !kind.goes_on(c)).unwrap_or(rest.len());
        let (piece, behind) = rest.split_at(end.max(first.len_utf8()));
        rest = behind;
        match kind {
            Kind::Letters => words.push(&piece.to_lowercase(), &mut found),
            Kind::Gap if [" ", "-"].contains(&piece) => {}
            _ => words.end(&mut found),
        }
        found.extend(match kind {
            Kind::Digits => Some(Said {
                digits: piece.replace(',', "").trim_end_matches('.').to_string(),
                is_article: false,
            }),
            Kind::Chinese => chinese_number(piece)
                .map(|number| Said { digits: number.to_string(), is_article: piece == "一" }),
            Kind::Letters | Kind::Gap => None,
        });
    }
    words.end(&mut found);
    found
}

/// What a run of characters is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Digits,
    Letters,
    /// Chinese words for numbers.
    Chinese,
    Gap,
}

impl Kind {
    fn of(c: char) -> Self {
        match c {
            '0'..='9' => Self::Digits,
            _ if c.is_ascii_alphabetic() => Self::Letters,
            _ if is_chinese_numeral(c) => Self::Chinese,
            _ => Self::Gap,
        }
    }

    fn goes_on(self, c: char) -> bool {
        Self::of(c) == self || self == Self::Digits && matches!(c, '.' | ',')
    }
}

/// A number of several English words, as far as it is read: "two hundred", "twenty-five".
#[derive(Default)]
struct Words {
    sum: Option<u64>,
}

impl Words {
    fn push(&mut self, word: &str, found: &mut Vec<Said>) {
        let Some((_, value)) = WORDS.iter().find(|(known, _)| *known == word) else {
            // "Two hundred and five".
            let is_between = word == "and" && self.sum.is_some_and(|sum| sum % 100 == 0);
            if !is_between {
                self.end(found);
            }
            return;
        };
        match self.sum {
            Some(sum @ 1..=9) if *value == 100 => self.sum = Some(sum * 100),
            Some(sum) if sum % 100 == 0 && *value < 100 => self.sum = Some(sum + value),
            Some(sum) if sum % 100 >= 20 && sum % 10 == 0 && *value < 10 => self.sum = Some(sum + value),
            _ => {
                self.end(found);
                self.sum = Some(*value);
            }
        }
    }

    fn end(&mut self, found: &mut Vec<Said>) {
        let is_article = self.sum == Some(1);
        found.extend(self.sum.take().map(|sum| Said { digits: sum.to_string(), is_article }));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_said_in_digits_or_in_words() {
        for (text, value) in [
            ("It went from 37% to 9%.", "9%"),
            ("Of 12,345 lines none is lost.", "12,345"),
            ("From 1234 to 2.5 hours.", "2.5 h"),
            ("Four of five came back.", "4 of 5"),
            ("Three of the five came back.", "3 of 5"),
            ("4 of 5 came back.", "four of five"),
            ("It took Forty-two minutes.", "42 min"),
            ("It took two hundred and five minutes.", "205 min"),
            ("In one hundred days.", "100"),
            ("五人中有三人", "5"),
            ("用了二十五分钟。", "25 分钟"),
            ("三百零二盘，二〇二六年，两万字。", "302"),
            ("三百零二盘，二〇二六年，两万字。", "2026"),
            ("三百零二盘，二〇二六年，两万字。", "20,000"),
            ("People tried it daily.", "daily"),
        ] {
            assert!(says_value(text, value), "{value} in {text}");
        }
    }

    #[test]
    fn another_value_is_not_taken_for_it() {
        for (text, value) in [
            ("It went from 39% to 19%.", "9%"),
            ("Three of five came back.", "4 of 5"),
            ("One page a day.", "1"),
            ("一页纸。", "1"),
            ("Forty two-minute calls.", "40"),
            ("Someone asked often.", "one"),
            ("It was nondaily.", "daily"),
            ("", "daily"),
            ("Anything.", ""),
        ] {
            assert!(!says_value(text, value), "{value} in {text}");
        }
    }
}
