//! Numbers written in Chinese numerals.

/// The numeral that counts all before it in ten thousands.
const MYRIAD: char = '万';

/// The number that a run of Chinese numerals means: `十二` is 12, `一百零三` is 103, `两万` is 20,000, `二三` is 23.
/// `None` where another character stands among them, or nothing does.
pub fn chinese_number(text: &str) -> Option<u32> {
    let (mut whole, mut total, mut pending, mut units) = (0u32, 0u32, None::<u32>, false);
    for c in text.chars() {
        if let Some(digit) = digit(c) {
            // Without a unit in between, digits stand one after the other as Arabic ones do.
            pending = match pending {
                Some(before) if before > 0 && !units => Some(before.checked_mul(10)?.checked_add(digit)?),
                _ => Some(digit),
            };
        } else if c == MYRIAD {
            let before = whole.checked_add(total)?.checked_add(pending.take().unwrap_or(0))?;
            (whole, total, units) = (before.max(1).checked_mul(10_000)?, 0, true);
        } else {
            total = total.checked_add(pending.take().unwrap_or(1).checked_mul(unit(c)?)?)?;
            units = true;
        }
    }
    if text.is_empty() { None } else { whole.checked_add(total)?.checked_add(pending.unwrap_or(0)) }
}

/// Whether a character can be part of a number in Chinese numerals.
pub fn is_chinese_numeral(c: char) -> bool {
    digit(c).is_some() || unit(c).is_some() || c == MYRIAD
}

fn digit(c: char) -> Option<u32> {
    const DIGITS: [char; 10] = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
    match c {
        '〇' => Some(0),
        '两' | '兩' => Some(2),
        c => DIGITS.iter().position(|known| *known == c).and_then(|at| u32::try_from(at).ok()),
    }
}

fn unit(c: char) -> Option<u32> {
    match c {
        '十' => Some(10),
        '百' => Some(100),
        '千' => Some(1000),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::chinese_number;

    #[test]
    fn tens_hundreds_and_bare_digits_are_read() {
        for (text, number) in [
            ("一", 1),
            ("十", 10),
            ("十二", 12),
            ("二十", 20),
            ("二十三", 23),
            ("一百", 100),
            ("一百零三", 103),
            ("一百二十三", 123),
            ("二三", 23),
            ("一〇〇", 100),
            ("两万", 20_000),
            ("二万五千三百", 25_300),
        ] {
            assert_eq!(chinese_number(text), Some(number), "{text}");
        }
    }

    #[test]
    fn other_characters_are_no_number() {
        assert_eq!(chinese_number(""), None);
        assert_eq!(chinese_number("十a"), None);
        assert_eq!(chinese_number("九九九九九九九九九九九九"), None);
    }
}
