//! Character references in attribute values.

/// The value with its numeric references and the commonest named ones resolved. A name that is not
/// known stays as it is; since values are escaped when they are written, it can do no harm.
pub(super) fn decode(value: &str) -> String {
    let mut decoded = String::with_capacity(value.len());
    let mut rest = value;
    while let Some(at) = rest.find('&') {
        decoded.push_str(&rest[..at]);
        rest = &rest[at..];
        match reference(rest) {
            Some((c, length)) => {
                decoded.push(c);
                rest = &rest[length..];
            }
            None => {
                decoded.push('&');
                rest = &rest[1..];
            }
        }
    }
    decoded.push_str(rest);
    decoded
}

/// The character that a reference at the start of the text stands for, and the reference's length.
fn reference(text: &str) -> Option<(char, usize)> {
    const NAMES: [(&str, char); 10] = [
        ("&amp;", '&'),
        ("&lt;", '<'),
        ("&gt;", '>'),
        ("&quot;", '"'),
        ("&apos;", '\''),
        ("&nbsp;", '\u{A0}'),
        ("&colon;", ':'),
        ("&sol;", '/'),
        ("&Tab;", '\t'),
        ("&NewLine;", '\n'),
    ];
    if let Some((name, c)) = NAMES.iter().find(|(name, _)| text.starts_with(name)) {
        return Some((*c, name.len()));
    }
    let number = text.strip_prefix("&#")?;
    let (digits, radix, prefix) = match number.strip_prefix(['x', 'X']) {
        Some(digits) => (digits, 16, 3),
        None => (number, 10, 2),
    };
    let length = digits.bytes().take_while(|byte| char::from(*byte).is_digit(radix)).count();
    let code = u32::from_str_radix(&digits[..length], radix).ok()?;
    let end = prefix + length + usize::from(digits[length..].starts_with(';'));
    Some((char::from_u32(code).unwrap_or('\u{FFFD}'), end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_resolved_with_and_without_their_semicolon() {
        assert_eq!(decode("a&amp;b&#106;&#x6A&#0000106c&unknown;&"), "a&bjjjc&unknown;&");
        assert_eq!(decode("&#99999999999;&#xD800;"), "&#99999999999;\u{FFFD}");
    }
}
