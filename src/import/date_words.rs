//! The words that dates are written with: months, days of the week, and the pieces of a text.

use std::ops::Range;

use chrono::Weekday;

/// A piece of text: a number, a word, or a single other character.
#[derive(Clone, Debug)]
pub(super) struct Token<'a> {
    /// What it is.
    pub(super) kind: TokenKind,
    /// The piece as written.
    pub(super) text: &'a str,
    /// Where it stands.
    pub(super) span: Range<usize>,
    /// Whether white space stands before it.
    pub(super) spaced: bool,
}

/// What a piece of text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TokenKind {
    /// ASCII digits, with their value.
    Number(u32),
    /// Letters.
    Word,
    /// One other character.
    Mark,
}

/// Whether a word names a day of the week.
pub(super) fn is_weekday(word: &str) -> bool {
    const OTHERS: [&str; 44] = [
        "montag",
        "dienstag",
        "mittwoch",
        "donnerstag",
        "freitag",
        "samstag",
        "sonntag",
        "lundi",
        "mardi",
        "mercredi",
        "jeudi",
        "vendredi",
        "samedi",
        "dimanche",
        "lunedì",
        "martedì",
        "mercoledì",
        "giovedì",
        "venerdì",
        "sabato",
        "domenica",
        "lunes",
        "martes",
        "miércoles",
        "jueves",
        "viernes",
        "sábado",
        "domingo",
        "segunda",
        "terça",
        "quarta",
        "quinta",
        "sexta",
        "feira",
        "maandag",
        "dinsdag",
        "woensdag",
        "donderdag",
        "vrijdag",
        "zaterdag",
        "zondag",
        "曜日",
        "요일",
        "曜",
    ];
    let eastern = |word: &str| {
        let short = word.trim_end_matches("曜日").trim_end_matches("曜").trim_end_matches("요일");
        short.chars().count() == 1 && "月火水木金土日월화수목금토일".contains(short)
    };
    let named = OTHERS.contains(&word.to_lowercase().as_str()) || eastern(word);
    english_weekday(word).is_some() || named || (word.chars().count() <= 3 && chinese_weekday(word).is_some())
}

/// The pieces of a text in order, without its white space.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let (mut at, mut spaced) = (0, false);
    while let Some(first) = text[at..].chars().next() {
        let class = class(first);
        let end = match class {
            Class::Other => at + first.len_utf8(),
            _ => text[at..].find(|c| self::class(c) != class).map_or(text.len(), |len| at + len),
        };
        let piece = &text[at..end];
        if class == Class::Space {
            spaced = true;
        } else {
            let kind = match class {
                // A number too long to be held is no part of a date.
                Class::Digit => piece.parse().map_or(TokenKind::Mark, TokenKind::Number),
                Class::Letter => TokenKind::Word,
                _ => TokenKind::Mark,
            };
            tokens.push(Token { kind, text: piece, span: at..end, spaced });
            spaced = false;
        }
        at = end;
    }
    tokens
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Space,
    Digit,
    Letter,
    Other,
}

fn class(c: char) -> Class {
    // The characters that end the parts of an East Asian date stand alone, whatever follows them.
    if "年月日号號년월일".contains(c) {
        Class::Other
    } else if c.is_whitespace() {
        Class::Space
    } else if c.is_ascii_digit() {
        Class::Digit
    } else if c.is_alphabetic() {
        Class::Letter
    } else {
        Class::Other
    }
}

/// The number of a month: from its English name or the usual short forms, or from its whole name in another language.
pub(super) fn month(word: &str) -> Option<u32> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let word = word.to_lowercase();
    let named =
        |month: &&str| **month == word || month[..3] == word || (word == "sept" && month.starts_with("sept"));
    let english = (1..).zip(&MONTHS).find(|(_, month)| named(month)).map(|(number, _)| number);
    let other = || (1..).zip(&OTHER_MONTHS).find(|(_, names)| names.contains(&word.as_str()));
    english.or_else(|| other().map(|(number, _)| number))
}

/// German, French, Spanish, Italian, Portuguese, Dutch and Polish, where they differ from English.
const OTHER_MONTHS: [&[&str]; 12] = [
    &["januar", "janvier", "enero", "gennaio", "janeiro", "januari", "stycznia"],
    &["februar", "février", "febrero", "febbraio", "fevereiro", "februari", "lutego"],
    &["märz", "mars", "marzo", "março", "maart", "marca"],
    &["avril", "abril", "aprile", "kwietnia"],
    &["mai", "mayo", "maggio", "maio", "mei", "maja"],
    &["juni", "juin", "junio", "giugno", "junho", "czerwca"],
    &["juli", "juillet", "julio", "luglio", "julho", "lipca"],
    &["août", "agosto", "augustus", "sierpnia"],
    &["septembre", "septiembre", "settembre", "setembro", "września"],
    &["oktober", "octobre", "octubre", "ottobre", "outubro", "października"],
    &["novembre", "noviembre", "novembro", "listopada"],
    &["dezember", "décembre", "diciembre", "dicembre", "dezembro", "grudnia"],
];

/// The first day of the week that a text names.
pub(super) fn weekday(text: &str, tokens: &[Token<'_>]) -> Option<Weekday> {
    tokens.iter().find_map(|token| english_weekday(token.text)).or_else(|| chinese_weekday(text))
}

fn english_weekday(word: &str) -> Option<Weekday> {
    const DAYS: [(&str, Weekday); 7] = [
        ("monday", Weekday::Mon),
        ("tuesday", Weekday::Tue),
        ("wednesday", Weekday::Wed),
        ("thursday", Weekday::Thu),
        ("friday", Weekday::Fri),
        ("saturday", Weekday::Sat),
        ("sunday", Weekday::Sun),
    ];
    let word = word.to_lowercase();
    let short = |name: &str| word.len() >= 3 && word.len() <= 5 && name.starts_with(&word);
    DAYS.iter().find(|(name, _)| *name == word || short(name)).map(|(_, day)| *day)
}

fn chinese_weekday(text: &str) -> Option<Weekday> {
    let after = ["星期", "周", "週"].iter().find_map(|word| text.split_once(word))?.1;
    Some(match after.chars().next()? {
        '一' => Weekday::Mon,
        '二' => Weekday::Tue,
        '三' => Weekday::Wed,
        '四' => Weekday::Thu,
        '五' => Weekday::Fri,
        '六' => Weekday::Sat,
        '日' | '天' => Weekday::Sun,
        _ => return None,
    })
}
