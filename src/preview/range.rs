//! Parts of a file (RFC 9110, section 14): what a browser asks for when it jumps in a recording.

use std::ops::Range;

/// What is asked for of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// All of it.
    Whole,
    /// These bytes.
    Bytes(Range<u64>),
    /// Nothing that there is.
    None,
}

/// Reads a `Range` header for a file of so many bytes. What is not understood, and more than one
/// part, is answered with the whole, as the standard allows.
pub(super) fn part(header: Option<&str>, length: u64) -> Part {
    let Some(said) = header.and_then(|header| header.trim().strip_prefix("bytes=")) else {
        return Part::Whole;
    };
    let Some((first, last)) = said.trim().split_once('-') else { return Part::Whole };
    let number = |text: &str| {
        let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then(|| text.parse().unwrap_or(u64::MAX))
    };
    match (first, number(first), last, number(last)) {
        ("", _, _, Some(suffix)) => match suffix.min(length) {
            0 => Part::None,
            suffix => Part::Bytes(length - suffix..length),
        },
        (_, Some(first), "", _) => from(first, length, length),
        (_, Some(first), _, Some(last)) if first <= last => from(first, last.saturating_add(1), length),
        _ => Part::Whole,
    }
}

fn from(first: u64, end: u64, length: u64) -> Part {
    if first < length { Part::Bytes(first..end.min(length)) } else { Part::None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_part_is_read_in_its_three_forms() {
        assert_eq!(part(Some("bytes=0-99"), 1_000), Part::Bytes(0..100));
        assert_eq!(part(Some("bytes=900-"), 1_000), Part::Bytes(900..1_000));
        assert_eq!(part(Some("bytes=-100"), 1_000), Part::Bytes(900..1_000));
        assert_eq!(part(Some("bytes=-5000"), 1_000), Part::Bytes(0..1_000));
        assert_eq!(part(Some("bytes=990-99999999999999999999999"), 1_000), Part::Bytes(990..1_000));
    }

    #[test]
    fn what_is_past_the_end_is_nothing() {
        assert_eq!(part(Some("bytes=1000-"), 1_000), Part::None);
        assert_eq!(part(Some("bytes=-0"), 1_000), Part::None);
        assert_eq!(part(Some("bytes=0-"), 0), Part::None);
    }

    #[test]
    fn what_is_not_understood_is_the_whole() {
        for odd in ["bytes=5-2", "bytes=a-b", "items=0-1", "bytes=0-1,5-6", "bytes=", "bytes=-", "bytes=+1-2"]
        {
            assert_eq!(part(Some(odd), 1_000), Part::Whole, "{odd}");
        }
        assert_eq!(part(None, 1_000), Part::Whole);
    }
}
