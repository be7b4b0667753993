//! Telephone numbers.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::heads::Heads;
use super::near;
use super::numbered::is_of_things;
use crate::diagnostics::Span;
use crate::gate::pattern::compiled;
use crate::gate::taken::Taken;

/// The forms in which a number is taken for one; the first group is the number.
const FORMS: [&str; 7] = [
    // With the code of a country (ITU-T E.164): `+49 30 123 45 67`, `wa.me/4930123456`.
    r"((?:\+|\bwa\.me/\+?|\btel:\+?|\bsend/?\?phone=\+?)[1-9](?:[ .()\[\]\u{a0}\u{2011}/-]{0,3}\d){7,14})",
    // The same behind two zeros, and with the zero of a town: `0049 171 937 25 08`, `0171/937 25 08`, `(0171) 937 25 08`.
    r"(\b00[1-9]\d{0,2}[ ./-]\(?[1-9](?:[ .()/-]{0,2}\d){6,11})\b",
    r"((?:\(0[1-9]\d{1,4}\)[ ]?/?[ ]?|\b0[1-9]\d{1,4}[ ]?/[ ]?)\d(?:[ -]?\d){4,9}|\b0[1-9]\d{1,3}-(?:\d{6,8}|\d{3,4}[ -]\d{4}))\b",
    // Mobile numbers of Germany and of the United Kingdom, and all of France: `0171 8639204`, `07911 846203`.
    r"\b(01[5-7]\d{1,2}[ ]\d{6,8}|07\d{3}[ ]\d{6}|0[1-79](?:[ .]\d{2}){4})\b",
    // As numbers are grouped in North America: `(212) 456-0123`, `212-456-0123`, `212.456.0123`.
    r"((?:\([2-9]\d{2}\) ?|\b[2-9]\d{2}-)[2-9]\d{2}-\d{4}|\b[2-9]\d{2}\.[2-9]\d{2}\.\d{4})\b",
    // A Chinese mobile number.
    r"\b(1[3-9]\d(?:[ -]?\d{4}){2})\b",
    // Any digits behind a word that says what they are.
    r"(?i)(?:\b(?:phone|mobile|cell|telephone|tel|whatsapp|call me|text me|ring me|handy|telefon|mobil)\b(?: number| no| at| on)?|电话|手机|联系方式)(?:号码|号)?[ .]{0,2}(?:is|是|为|:|：)?[ ]?(\+?[(\[]?\d(?:[ .()\[\]/\u{a0}-]{0,3}\d){6,14})",
];

/// Numbers that films and manuals may use: of the North American plan, and of Ofcom.
const MADE_UP: &str = r"555\D{0,2}(?:01\d\d|1212)$|^(?:\+?44\D{0,3}0?|0)(?:20\D?7946|1632\D?960|7700\D?900|113\D?496|121\D?496)";

/// No number of anybody has fewer.
const FEWEST_DIGITS: usize = 7;

/// How many bytes may stand between two digits of a number: three signs.
const WIDEST_GAP: usize = 9;

/// How far in front of a number the word stands that says what it is.
const IN_FRONT: usize = 48;

/// A date, which has as many digits as a short number: the year in front, or behind.
const DATE: &str = r"^\+?(?:19|20)\d\d[-./ ]\d\d[-./ ]\d\d|\b(?:19|20)\d\d-\d\d-\d\d|^\d{1,2}[-./ ]\d{1,2}[-./ ](?:1[5-9]|20)\d\d$";

/// A place on the globe (ISO 6709, annex H), to a hundred metres and less.
const PLACE: &str = r"^\+\d\d\.\d{3,}-[01]\d\d\.\d{3,}$";

static COMPILED: LazyLock<[Regex; 7]> = LazyLock::new(|| FORMS.map(compiled));
static MADE_UP_FORM: LazyLock<Regex> = LazyLock::new(|| compiled(MADE_UP));
static PLACE_FORM: LazyLock<Regex> = LazyLock::new(|| compiled(PLACE));
static DATE_FORM: LazyLock<Regex> = LazyLock::new(|| compiled(DATE));

/// Every telephone number of somebody.
pub(super) fn find(text: &str) -> Vec<Span> {
    let (mut found, mut taken) = (Vec::new(), Taken::default());
    let heads = Heads::of(text);
    let near = digits_in_a_row(text).into_iter().map(|row| {
        let start = text.floor_char_boundary(row.start.saturating_sub(IN_FRONT));
        start..text.ceil_char_boundary((row.end + 1).min(text.len()))
    });
    for near in near {
        let numbers = COMPILED.iter().flat_map(|form| form.captures_iter(&text[near.clone()]));
        for number in numbers.filter_map(|groups: Captures| groups.get(1)) {
            let span = near.start + number.start()..near.start + number.end();
            if taken.is_free(&span) && is_somebodys(number.as_str()) && stands_alone(&heads, &span) {
                taken.take(&span);
                found.push(span);
            }
        }
    }
    found
}

/// Where so many digits follow one another that they may be a number, with no more between them than stands in one: the
/// forms need be tried nowhere else.
fn digits_in_a_row(text: &str) -> Vec<Span> {
    let mut rows = Vec::new();
    let mut row = 0..0;
    let mut digits = 0;
    let mut close = |row: &Span, digits: usize| {
        if digits >= FEWEST_DIGITS && !is_date(&text[row.clone()]) {
            rows.push(row.clone());
        }
    };
    for (at, byte) in text.bytes().enumerate() {
        if byte.is_ascii_digit() {
            if digits == 0 {
                row.start = at;
            }
            row.end = at + 1;
            digits += 1;
        } else if digits > 0 && (at >= row.end + WIDEST_GAP || !may_stand_between(byte)) {
            close(&row, digits);
            digits = 0;
        }
    }
    close(&row, digits);
    rows
}

/// Spaces and signs between the digits of a number; of the two spaces that never break, each byte.
fn may_stand_between(byte: u8) -> bool {
    matches!(byte, b' ' | b'.' | b'(' | b')' | b'[' | b']' | b'/' | b'-' | 0xC2 | 0xA0 | 0xE2 | 0x80 | 0x91)
}

/// A day of the calendar alone, of which every page has many.
fn is_date(row: &str) -> bool {
    matches!(row.as_bytes(), [_, _, _, _, b'-', _, _, b'-', _, _])
}

fn is_somebodys(number: &str) -> bool {
    let number = number.trim_start_matches("tel:").trim_start_matches("wa.me/");
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let counts_up = |step: u8| {
        let pairs = digits.as_bytes().windows(2);
        let mut longest = 0;
        let mut run = 0;
        for pair in pairs {
            run = if pair[1] == pair[0] + step { run + 1 } else { 0 };
            longest = longest.max(run);
        }
        longest >= 5
    };
    let is_grouped = number.chars().any(|c| !c.is_ascii_digit() && c != '+');
    let fewest = if is_grouped { 8 } else { 10 };
    let is_international = number.starts_with('+');
    // Sizes of memory have eleven digits, too: 16 GiB is 17179869184 bytes.
    let is_size = digits.parse::<u64>().is_ok_and(|number| number % (1 << 20) == 0);
    // Sizes in a row are round, as in `360 640 780`; numbers of people are not, group for group.
    let groups: Vec<&str> = number.split(' ').collect();
    let is_round =
        groups.len() > 2 && groups[1..].iter().all(|group| group.len() >= 3 && group.ends_with('0'));
    !is_size
        && !is_round
        && !MADE_UP_FORM.is_match(number)
        && !DATE_FORM.is_match(number)
        && !PLACE_FORM.is_match(number)
        && !counts_up(0)
        && !counts_up(1)
        && (!is_international || digits.len() >= fewest)
        && digits.len() <= 15
}

/// Not a part of a longer number, a version, a path, a sum of money or an id.
fn stands_alone(heads: &Heads, span: &Span) -> bool {
    let text = heads.text();
    let before = &text[..span.start];
    let last = before.chars().next_back();
    let next = text[span.end..].chars().next();
    let in_front = |c: char| c.is_alphanumeric() && c.is_ascii() || "#$€¥£-_/.=%+&".contains(c);
    let behind = |c: char| c.is_ascii_alphanumeric() || "_%€$".contains(c);
    // `1,234` is one number, and a row of a table has a comma before each.
    let in_number = before.strip_suffix(',').is_some_and(|rest| rest.ends_with(|c: char| c.is_ascii_digit()));
    let word = near(before)
        .rsplit(|c: char| c.is_whitespace() || "\"'<>()[]`".contains(c))
        .next()
        .unwrap_or_default();
    let is_link = text[span.clone()].starts_with("wa.me") || text[span.clone()].starts_with("tel:");
    let digit_follows =
        text[span.end..].trim_start_matches(['-', '.']).starts_with(|c: char| c.is_ascii_digit());
    is_link
        || (!last.is_some_and(in_front)
            && !in_number
            && !next.is_some_and(behind)
            && !digit_follows
            && !is_of_things(heads, span)
            && !word.contains("://"))
}
