//! Which values an attribute has a meaning for. Any other says nothing, and a checker of HTML would complain.

use super::scan::Attribute;

/// Whether an attribute says something by being there, whatever its value.
pub(super) fn is_boolean(name: &str) -> bool {
    matches!(name, "controls" | "default" | "loop" | "muted" | "open" | "playsinline" | "reversed")
}

/// Whether HTML knows what an attribute of an element says, both named in lower case.
pub(super) fn is_meant(element: &str, attribute: &Attribute) -> bool {
    let value = attribute.value();
    let value = value.trim();
    let is_one_of = |known: &[&str]| known.iter().any(|known| value.eq_ignore_ascii_case(known));
    match attribute.name.as_str() {
        "width" | "height" => is_count(value, 0, u32::MAX),
        "colspan" | "span" => is_count(value, 1, 1000),
        "rowspan" => is_count(value, 0, 65_534),
        "start" | "tabindex" => value.parse::<i32>().is_ok(),
        "value" if element == "li" => value.parse::<i32>().is_ok(),
        "value" if element == "data" => true,
        "max" if element == "progress" => {
            is_number(value)
                && !value.starts_with('-')
                && value.contains(|digit| ('1'..='9').contains(&digit))
        }
        "value" if element == "progress" => is_number(value) && !value.starts_with('-'),
        "high" | "low" | "max" | "min" | "optimum" | "value" => is_number(value),
        "dir" => is_one_of(&["ltr", "rtl", "auto"]),
        "lang" | "hreflang" | "srclang" => is_language(value),
        "scope" => is_one_of(&["row", "col", "rowgroup", "colgroup"]),
        "loading" => is_one_of(&["lazy", "eager"]),
        "decoding" => is_one_of(&["sync", "async", "auto"]),
        "preload" => is_one_of(&["none", "metadata", "auto"]),
        "kind" => is_one_of(&["subtitles", "captions", "descriptions", "chapters", "metadata"]),
        "type" if element == "ol" => matches!(value, "1" | "a" | "A" | "i" | "I"),
        "type" => value.contains('/') && !value.contains(char::is_whitespace),
        "datetime" => is_time(value),
        "role" => value.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-'),
        _ => true,
    }
}

/// A whole number in digits alone (HTML, section 2.3.4.2).
fn is_count(value: &str, least: u32, most: u32) -> bool {
    let is_digits = value.bytes().all(|byte| byte.is_ascii_digit());
    is_digits && value.parse::<u32>().is_ok_and(|count| (least..=most).contains(&count))
}

/// A number with a point or an exponent (HTML, section 2.3.4.3).
fn is_number(value: &str) -> bool {
    let signs = value.bytes().all(|byte| byte.is_ascii_digit() || b"-.eE+".contains(&byte));
    signs
        && !value.starts_with('+')
        && !value.ends_with('.')
        && value.parse::<f64>().is_ok_and(f64::is_finite)
}

/// The shape of a tag such as `zh-Hans` (BCP 47).
fn is_language(value: &str) -> bool {
    let mut parts = value.split('-');
    let is_part =
        |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let first = parts.next().unwrap_or_default();
    (2..=3).contains(&first.len())
        && first.bytes().all(|byte| byte.is_ascii_alphabetic())
        && parts.all(is_part)
}

/// The signs of a date that exists, of a time or of a span of time; words are none.
fn is_time(value: &str) -> bool {
    let looks_like_day = value.len() == 10 && value.bytes().filter(|byte| *byte == b'-').count() == 2;
    if looks_like_day {
        return value.parse::<chrono::NaiveDate>().is_ok();
    }
    let begins = value.starts_with(|first: char| first.is_ascii_digit() || first == 'P');
    begins && value.bytes().all(|byte| byte.is_ascii_digit() || b"-:.+ TZWPYMDHSwdhms".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_kept(element: &str, name: &str, raw: &str) -> bool {
        is_meant(element, &Attribute { name: name.to_owned(), raw: raw.to_owned(), range: 0..0 })
    }

    #[test]
    fn what_html_has_a_meaning_for_is_told_from_what_it_has_none_for() {
        let meant = [
            ("td", "colspan", "2"),
            ("td", "rowspan", "0"),
            ("img", "width", " 40 "),
            ("ol", "start", "-3"),
            ("ol", "type", "A"),
            ("li", "value", "7"),
            ("data", "value", "any words"),
            ("meter", "value", "0.5"),
            ("progress", "max", "0.5"),
            ("time", "datetime", "2026-01-05"),
            ("p", "lang", "zh-Hans-CN"),
            ("p", "dir", "RTL"),
            ("time", "datetime", "2026-01-05T10:00+01:00"),
            ("time", "datetime", "PT4H18M3S"),
            ("source", "type", "video/mp4"),
            ("div", "role", "doc-tip"),
            ("video", "controls", ""),
        ];
        let none = [
            ("td", "colspan", "0"),
            ("td", "colspan", "1001"),
            ("td", "rowspan", "-1"),
            ("img", "width", "-40"),
            ("img", "height", "90%"),
            ("img", "height", ""),
            ("ol", "start", "three"),
            ("li", "value", "1.5"),
            ("meter", "value", "+1"),
            ("progress", "max", "NaN"),
            ("p", "lang", "english please"),
            ("p", "lang", ""),
            ("p", "dir", "up"),
            ("th", "scope", "all"),
            ("ol", "type", "square"),
            ("progress", "max", "0.0"),
            ("progress", "value", "-1"),
            ("p", "lang", "english"),
            ("time", "datetime", "2026-13-45"),
            ("time", "datetime", "yesterday"),
            ("div", "role", "Box 1"),
        ];
        for (element, name, raw) in meant {
            assert!(is_kept(element, name, raw), "<{element} {name}={raw:?}>");
        }
        for (element, name, raw) in none {
            assert!(!is_kept(element, name, raw), "<{element} {name}={raw:?}>");
        }
    }
}
