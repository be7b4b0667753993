//! What a number is the number of, by the words near it: of somebody's telephone, or of a thing that is sold, counted
//! or kept.

use std::sync::LazyLock;

use regex::Regex;

use super::heads::Heads;
use crate::diagnostics::Span;
use crate::gate::pattern::compiled;

/// Words right in front of a number that say what it numbers, even where it is written as a telephone number is.
const NUMBERED: &str = r"(?i)(?:\b(?:order|invoice|item|lot|part|ref|serial|shelfmark|signature|sku|ticket)\b[ .:#]{0,3}(?:(?:no|nr|number)[ .:#]{0,3})?|(?:订单|单|编|流水|序列)号[码]?[ :：]{0,2})$";

/// What a number counts, right behind it.
const COUNTED: &str = r"^[ \u{a0}]?(?:(?:ns|us|µs|ms|px|ppi|bytes|rows|lines|tokens|requests|bits|records|cycles)\b|行|字节|次)";

/// Words for things that have numbers, and for those who give them one.
const OF_THINGS: &str = r"(?i)(?:\b(?:articles?|catalog(?:ue)?|customer|data ?sheets?|distributors?|ean|invoices?|isbn|issn|items?|lots?|manufacturer|mpn|order(?:ed|s)?|parcel|part(?:s|nr)?|seal|serials?|shelfmark|sku|spare|stock|tracking|upc|warranty)\b|料号|型号|零件|元件|货号|订单|单号|编号|序列号|书号|库存)";

/// Words of those who want to be called.
const OF_PEOPLE: &str = r"(?i)(?:\b(?:call|cell|contact|fax|handy|mobil|mobile|phone|reach|ring|signal|sms|tel|telefon|telephone|text (?:me|us|him|her|them)|whatsapp)\b|电话|手机|联系|致电|拨打|微信)";

/// How many bytes in front of a number and behind it are near, within its line.
const NEAR: (usize, usize) = (64, 48);

static NUMBERED_FORM: LazyLock<Regex> = LazyLock::new(|| compiled(NUMBERED));
static COUNTED_FORM: LazyLock<Regex> = LazyLock::new(|| compiled(COUNTED));
static OF_THINGS_FORM: LazyLock<Regex> = LazyLock::new(|| compiled(OF_THINGS));
static OF_PEOPLE_FORM: LazyLock<Regex> = LazyLock::new(|| compiled(OF_PEOPLE));

/// Whether a number is that of an order or a part, counts something, or is one of a row of numbers.
pub(super) fn is_of_things(heads: &Heads, span: &Span) -> bool {
    let text = heads.text();
    let line = text[..span.start].rfind('\n').map_or(0, |at| at + 1);
    let end = text[span.end..].find('\n').map_or(text.len(), |at| span.end + at);
    let start = text.ceil_char_boundary(span.start.saturating_sub(NEAR.0).max(line));
    let before = &text[start..span.start];
    let after = &text[span.end..text.floor_char_boundary((span.end + NEAR.1).min(end))];
    let is_digit = |c: char| c.is_ascii_digit();
    let is_in_row = before.strip_suffix(' ').is_some_and(|rest| rest.ends_with(is_digit))
        || after.strip_prefix(' ').is_some_and(|rest| rest.starts_with(is_digit));
    (is_in_row && text[span.clone()].starts_with('0'))
        || NUMBERED_FORM.is_match(before)
        || COUNTED_FORM.is_match(after)
        || !has_country(&text[span.clone()]) && speaks_of_things(before, after, heads.head(line, span.start))
}

/// A number with the code of a country is dialled, wherever it stands.
fn has_country(number: &str) -> bool {
    ["+", "00", "tel", "wa.me", "send"].iter().any(|start| number.starts_with(start))
}

/// Whether the words near a number are about things, and none is about calling somebody.
fn speaks_of_things(before: &str, after: &str, head: &str) -> bool {
    let any = |form: &Regex| [before, after, head].iter().any(|words| form.is_match(words));
    any(&OF_THINGS_FORM) && !any(&OF_PEOPLE_FORM)
}
