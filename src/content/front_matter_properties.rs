//! What holds for every text, however little it looks like front matter.

use proptest::prelude::*;

use super::DayMatter;
use crate::diagnostics::{Diagnostic, SourceFile};
use crate::front_matter::{Date, Kind, read, split};
use crate::path::SitePath;

const KIND: Kind = Kind { name: "a sample", required: &[("date", "2026-01-09")] };

/// Text made of what YAML and its fences are made of, with some that takes several bytes.
fn text_like_front_matter() -> impl Strategy<Value = String> {
    let pieces = proptest::sample::select(vec![
        "---\n",
        "---",
        "\r\n",
        "\n",
        " ",
        "  ",
        "date",
        "title",
        "tags",
        "answers",
        "demo",
        "extra",
        ": ",
        ":",
        "- ",
        "[",
        "]",
        "{",
        "}",
        "\"",
        "'",
        "&a ",
        "*a",
        "#",
        "|\n",
        ">-\n",
        "2026-01-09",
        "2026-02-30",
        "~",
        "true",
        "7",
        "字幕",
        "é",
        "🙂",
        "\u{feff}",
        "\t",
        "!!str ",
        "? ",
        ", ",
        "%",
        "\\",
        "<<",
    ]);
    proptest::collection::vec(pieces, 0..24).prop_map(|pieces| pieces.concat())
}

fn check(text: &str) -> Result<(), TestCaseError> {
    let file = SourceFile::new(SitePath::new("a.md"), text);
    let parts = match split(&file) {
        Ok(parts) => parts,
        Err(fault) => return inside(text, &[*fault]),
    };
    prop_assert!(text.get(parts.yaml.clone()).is_some() && text.get(parts.body.clone()).is_some());
    prop_assert!(parts.yaml.end <= parts.body.start && parts.body.end == text.len());
    match read::<DayMatter>(&file, parts.yaml, KIND) {
        Err(faults) => inside(text, &faults),
        Ok(matter) => {
            let spans = [matter.date.map(|date| date.span), matter.title.map(|title| title.span)];
            let tags = matter.tags.into_iter().map(|tag| tag.span);
            for span in spans.into_iter().flatten().chain(tags) {
                prop_assert!(text.get(span.clone()).is_some(), "{:?} in {:?}", span, text);
            }
            Ok(())
        }
    }
}

/// There is a fault, and each points into the text and between characters.
fn inside(text: &str, faults: &[Diagnostic]) -> Result<(), TestCaseError> {
    prop_assert!(!faults.is_empty());
    for fault in faults {
        let span = fault.place.as_ref().map_or(0..0, |place| place.span.clone());
        prop_assert!(text.get(span.clone()).is_some(), "{:?} in {:?}: {}", span, text, fault.message);
        crate::diagnostics::to_terminal(fault, false);
    }
    Ok(())
}

/// A title as YAML writes it between double quotes; JSON's signs are among YAML's.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_makes_the_reader_panic(text in any::<String>(), made in text_like_front_matter()) {
        check(&text)?;
        check(&made)?;
        check(&format!("---\n{made}\n---\n{text}"))?;
        check(&format!("---\r\ndate: 2026-01-09\r\n{made}\r\n---\r\n"))?;
    }

    #[test]
    fn what_is_written_is_read_again(
        title in "[^\\p{C}]{0,20}",
        tags in proptest::collection::vec("[a-z字 #:-]{1,8}", 0..4),
        hours in proptest::option::of(0u32..=96),
        body in "[^-]{0,20}",
    ) {
        let tags_written: Vec<String> = tags.iter().map(|tag| quoted(tag)).collect();
        let hours_written = hours.map_or_else(String::new, |hours| format!("{}", f64::from(hours) / 4.0));
        let text = format!(
            "---\ndate: 2026-01-09\ntitle: {}\ntags: [{}]\nhours: {hours_written}\n---\n{body}",
            quoted(&title),
            tags_written.join(", "),
        );
        let file = SourceFile::new(SitePath::new("a.md"), text.as_str());
        let parts = split(&file).map_err(|fault| TestCaseError::fail(fault.message))?;
        prop_assert_eq!(&text[parts.body], body);
        let matter: DayMatter =
            read(&file, parts.yaml, KIND).map_err(|faults| TestCaseError::fail(format!("{faults:?}")))?;
        let read_title = matter.title.unwrap();
        prop_assert_eq!(&text[read_title.span], quoted(&title));
        prop_assert_eq!(read_title.value, title);
        prop_assert_eq!(matter.tags.into_iter().map(|tag| tag.value).collect::<Vec<_>>(), tags);
        prop_assert_eq!(matter.hours, hours.map(|hours| f64::from(hours) / 4.0));
    }

    #[test]
    fn a_date_is_written_as_it_is_read(days in 0i64..401_768) {
        let date = Date(chrono::NaiveDate::from_ymd_opt(1900, 1, 1).unwrap() + chrono::Duration::days(days));
        let written = date.to_string();
        prop_assert_eq!(written.len(), 10);
        prop_assert_eq!(written.parse::<Date>(), Ok(date));
    }

    #[test]
    fn a_text_is_a_date_only_when_it_is_written_as_one(text in "[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9-]{8,11}|\\PC{0,12}") {
        if let Ok(date) = text.parse::<Date>() {
            prop_assert_eq!(date.to_string(), text);
        }
    }
}
