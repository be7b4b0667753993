//! Tests of the page: never a second one, nothing over another, nothing outside the margins.

mod logs;

use proptest::prelude::*;

use super::*;
use crate::fonts::FontSet;
use crate::render::brief::sheet::{
    Labelled, LabelledLink, Languages, Linked, Piece, Role, Section, SheetItem,
};

/// Keys of sections.
const KEYS: [&str; 9] =
    ["audience", "problem", "numbers", "quotes", "changes", "days", "limits", "insights", "next"];

/// A line's worth of slack for what floats round, in points.
const SLACK: f32 = 0.5;

fn order<'a>(sheet: &'a Sheet, paper: Paper, typesetter: &'a Typesetter) -> Order<'a> {
    Order { sheet, paper, typesetter, picture: None, accent: "#0e5c49" }
}

/// A sheet with the smallest that every document has.
fn small(words: &str) -> Sheet {
    Sheet {
        language: "en".to_string(),
        title: "Robin Sample · Cut".to_string(),
        file_name: "Robin-Sample-Cut".to_string(),
        name: "Robin Sample".to_string(),
        author: Some("Robin Sample".to_string()),
        headline: None,
        location: None,
        contacts: Vec::new(),
        looking_for: None,
        terms: None,
        reader: None,
        project: Linked { text: "Cut".to_string(), url: Some("https://example.org/".to_string()) },
        promise: None,
        role: None,
        strip: vec!["done", "rest", "missed", "ahead"],
        progress: "1 of 4 days".to_string(),
        demo: None,
        people: None,
        picture: None,
        qr: Some("https://example.org/".to_string()),
        sections: vec![section("problem", 1, words)],
        ask: None,
        proof: LabelledLink::new(
            "Proof:".to_string(),
            "example.org".to_string(),
            "https://example.org/".to_string(),
        ),
        languages: Languages::default(),
        notes: Vec::new(),
    }
}

fn section(key: &'static str, items: usize, words: &str) -> Section {
    let item = |at: usize| SheetItem {
        name: format!("{key} {at}"),
        rank: 100 + u32::try_from(at).unwrap(),
        screen_only: false,
        pieces: vec![
            Piece::new(Role::Value, "3 → 4"),
            Piece::new(Role::Text, words),
            Piece::new(Role::Source, "day 1").link(Some("https://example.org/day-01/".to_string())),
        ],
    };
    Section {
        key,
        heading: "A heading".to_string(),
        url: None,
        screen_only: false,
        items: (0..items).map(item).collect(),
    }
}

/// Checks a placed page, and says what is wrong with it.
fn check(plan: &Plan, paper: Paper) -> Result<(), TestCaseError> {
    let page = Page::of(paper);
    for placed in &plan.blocks {
        let area = placed.area;
        prop_assert!(area.left >= page.left - SLACK, "left of the margin: {area:?}");
        prop_assert!(area.top >= page.top - 20.0, "above the margin: {area:?}");
        prop_assert!(area.bottom() <= page.bottom + SLACK, "below the margin: {area:?}");
        prop_assert!(area.left + area.width <= page.right + SLACK, "right of the margin: {area:?}");
    }
    for (at, one) in plan.blocks.iter().enumerate() {
        for other in &plan.blocks[at + 1..] {
            let (a, b) = (one.area, other.area);
            let beside = a.left + a.width <= b.left + SLACK || b.left + b.width <= a.left + SLACK;
            let apart = a.bottom() <= b.top + SLACK || b.bottom() <= a.top + SLACK;
            prop_assert!(beside || apart, "{a:?} lies over {b:?}");
        }
        for graphic in [plan.code, plan.picture, plan.strip].into_iter().flatten() {
            let a = one.area;
            let beside = a.left + a.width <= graphic.left + SLACK;
            let apart = a.bottom() <= graphic.top + SLACK || graphic.bottom() <= a.top + SLACK;
            prop_assert!(beside || apart, "{a:?} lies over {graphic:?}");
        }
    }
    Ok(())
}

/// No line is wider than the block it stands in.
fn check_lines(flows: &[Shaped], plan: &Plan) -> Result<(), TestCaseError> {
    for placed in &plan.blocks {
        let (Shaped::Block(letters) | Shaped::Heading(letters) | Shaped::Item(_, _, letters)) =
            &flows[placed.at]
        else {
            continue;
        };
        for line in letters.layout.lines() {
            // Space at the end of a line is not seen, whichever way the line runs.
            let said = &letters.block.text()[line.text_range()];
            let end = line.text_range().start + said.trim_end().len();
            let clusters = line.runs().flat_map(|run| run.clusters().collect::<Vec<_>>());
            let ink = clusters.filter(|cluster| cluster.text_range().start < end);
            let seen = ink.map(|cluster| cluster.advance()).sum::<f32>() * plan.density.scale;
            // One character alone may be wider than a line; nothing can break it.
            let one = line.text_range().len() <= 8;
            let said = &letters.block.text()[line.text_range()];
            prop_assert!(
                one || seen <= placed.area.width + SLACK,
                "{seen} in {}: {said:?}",
                placed.area.width
            );
        }
    }
    Ok(())
}

fn words() -> impl Strategy<Value = String> {
    let scripts = prop_oneof![
        "[a-zA-Z ,.]{0,40}",
        "[一-龥，。“”]{0,30}",
        "[a-z]{1,10}[一-龥]{1,10}[🚀😀👩‍💻]{0,3}",
        "[א-ת ]{0,20}",
        "[ا-ي ]{0,20}",
        "https://[a-z]{1,80}\\.example/[a-z/]{0,200}",
        Just("🚀".to_string()),
        any::<String>(),
    ];
    proptest::collection::vec(scripts, 0..12).prop_map(|parts| parts.join(" "))
}

/// A text as a sheet holds it: in one line, with single spaces.
fn folded(text: &str) -> String {
    text.split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

fn sheets() -> impl Strategy<Value = Sheet> {
    let sections = proptest::collection::vec((0_usize..5, words()), 0..KEYS.len());
    let short = proptest::option::of("[a-zA-Z一-龥 ]{0,60}");
    (sections, short.clone(), short, words(), 0_usize..400, any::<bool>()).prop_map(
        |(sections, headline, promise, looking, days, chinese)| {
            let mut sheet = small("");
            sheet.language = if chinese { "zh" } else { "en" }.to_string();
            sheet.headline = headline;
            sheet.promise = promise;
            let looking = folded(&looking).chars().take(200).collect();
            sheet.looking_for = Some(Labelled::new("Looking for".to_string(), looking));
            sheet.strip = vec!["done"; days];
            sheet.sections = sections
                .into_iter()
                .enumerate()
                .map(|(at, (items, words))| section(KEYS[at], items, &folded(&words)))
                .filter(|section| !section.items.is_empty())
                .collect();
            sheet
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn a_page_holds_whatever_is_said(sheet in sheets(), letter in any::<bool>()) {
        let typesetter = Typesetter::new(&FontSet::embedded());
        let paper = if letter { Paper::Letter } else { Paper::A4 };
        let set = set(&order(&sheet, paper, &typesetter));
        let Ok((flows, plan, _)) = set else { return Err(TestCaseError::fail("what must stay is short")) };
        prop_assert!(plan.bottom <= Page::of(paper).bottom + SLACK);
        check(&plan, paper)?;
        check_lines(&flows, &plan)?;
        prop_assert!(plan.density.scale * style::BODY >= style::SMALLEST_BODY - 0.01);
    }

    #[test]
    fn what_the_fonts_have_becomes_a_valid_document(words in "[a-zA-Zäöüß0-9 ,.;“”→€]{0,300}") {
        let typesetter = Typesetter::new(&FontSet::embedded());
        let sheet = small(&words);
        let made = make(&order(&sheet, Paper::A4, &typesetter)).expect("a document");
        prop_assert!(made.bytes.starts_with(b"%PDF-1.7"));
    }
}

#[test]
fn the_same_sheet_gives_the_same_bytes() {
    let sheet = small("The same words");
    let made = || {
        let typesetter = Typesetter::new(&FontSet::embedded());
        make(&order(&sheet, Paper::A4, &typesetter)).expect("a document").bytes
    };
    assert_eq!(made(), made());
}

#[test]
fn the_highest_rank_goes_first_and_each_that_goes_is_named() {
    let typesetter = Typesetter::new(&FontSet::embedded());
    let mut sheet = small("");
    sheet.sections = vec![section("problem", 40, &"Words that fill a line. ".repeat(12))];
    let made = make(&order(&sheet, Paper::A4, &typesetter)).expect("a document");
    assert!(!made.gone.is_empty());
    assert!(made.gone.contains(&"problem: problem 39".to_string()), "{:?}", made.gone);
    assert!(!made.gone.contains(&"problem: problem 0".to_string()), "{:?}", made.gone);
}

#[test]
fn a_short_item_does_not_come_back_where_what_stands_above_it_in_its_passage_is_gone() {
    let typesetter = Typesetter::new(&FontSet::embedded());
    let mut without_first = 0;
    for length in 16..60 {
        let mut sheet = small("");
        sheet.name = "Robin Sample builds a machine ".repeat(length);
        sheet.sections = vec![section("insights", 3, &"Words that fill a line. ".repeat(20))];
        sheet.sections[0].items[2].pieces[0].text = "Short.".to_string();
        let Ok(made) = make(&order(&sheet, Paper::A4, &typesetter)) else { break };
        let is_gone = |at: usize| made.gone.contains(&format!("insights: insights {at}"));
        assert!(is_gone(2) || !is_gone(0) && !is_gone(1), "{length}: {:?}", made.gone);
        without_first += usize::from(is_gone(0));
    }
    assert!(without_first > 0);
}

#[test]
fn what_must_stay_and_is_too_long_is_told_in_millimetres() {
    let typesetter = Typesetter::new(&FontSet::embedded());
    let mut sheet = small("");
    sheet.name = "Robin Sample ".repeat(400);
    let Err(PdfError::TooLong(millimetres)) = make(&order(&sheet, Paper::A4, &typesetter)) else {
        panic!("it can't fit");
    };
    assert!(millimetres > 10.0, "{millimetres}");
}
