//! Cards of every kind of title: whole letters, nothing over the edge, and nothing but pixels.

use proptest::prelude::*;

use super::decide::{characters, to_draw};
use super::*;
use crate::config::{Config, Overrides};
use crate::content::Content;
use crate::fonts::FontSet;
use crate::site::DayId;
use crate::source::{Source, Sources};

const SETTINGS: &str = "title: A log\nbase_url: https://example.org/log/\nauthor: {name: Robin Sample}\n";

/// A site in memory, its theme and its cards.
struct Bench {
    site: Site,
    theme: Arc<Theme>,
    cards: Cards,
}

fn bench(settings: &str, files: &[(&str, &str)]) -> Bench {
    let settings = format!("{SETTINGS}{settings}");
    let project = "---\ntitle: Cut\nchallenge: {start: 2026-01-05, days: 7}\n---\n";
    let day = "---\ndate: 2026-01-06\ntitle: A title\nstage: test\n---\n";
    let own = [
        ("buildlog.yaml", settings.as_str()),
        ("content/projects/cut/project.md", project),
        ("content/projects/cut/day-02.md", day),
    ];
    let texts =
        own.iter().chain(files).map(|(path, text)| (SitePath::new(*path), Source::Text((*text).into())));
    let sources = Sources::from_memory(texts);
    let as_of = "2026-01-31".parse().unwrap();
    let config = Config::read(&sources, &Overrides { base_url: None, drafts: false, as_of }).unwrap();
    let theme = Arc::new(Theme::load(&sources, &config).unwrap_or_else(|faults| panic!("{faults:?}")));
    let (site, faults) = Site::assemble(config, Content::read(&sources).0);
    assert_eq!(faults, []);
    let (cards, _) = Cards::decide(&site, &theme, &FontSet::embedded(), &mut Memo::default());
    Bench { site, theme, cards }
}

impl Bench {
    fn route(&self, of: CardOf) -> String {
        let card = self.cards.list.iter().find(|(_, known, _)| *known == of).expect("a card");
        card.2.to_string()
    }
}

#[test]
fn cards_that_are_kept_have_the_names_that_they_would_be_given_anew() {
    let mut memo = Memo::default();
    for settings in ["", "", "accent: \"#335577\"\n", "cards: projects\n", ""] {
        let Bench { site, theme, cards } = bench(settings, &[]);
        for _ in 0..2 {
            let (kept, _) = Cards::decide(&site, &theme, &FontSet::embedded(), &mut memo);
            assert_eq!(kept.list, cards.list, "{settings}");
        }
    }
}

const DAY: CardOf = CardOf::Day(DayId { project: 0, day: 0 });

/// Width, height, and the pixels, three bytes each.
fn pixels(bytes: &[u8]) -> (u32, u32, Vec<u8>) {
    let mut decoder = png::Decoder::new(std::io::Cursor::new(bytes));
    decoder.set_transformations(png::Transformations::EXPAND);
    let mut reader = decoder.read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut pixels).unwrap();
    assert_eq!((info.color_type, info.bit_depth), (png::ColorType::Rgb, png::BitDepth::Eight));
    (info.width, info.height, pixels)
}

/// The columns and rows, between two edges, that hold anything but paper.
fn inked(bytes: &[u8], columns: std::ops::Range<usize>, rows: std::ops::Range<usize>) -> usize {
    let (width, _, pixels) = pixels(bytes);
    let paper = &pixels[(20 * width as usize + 5) * 3..][..3];
    let at = |row: usize, column: usize| &pixels[(row * width as usize + column) * 3..][..3];
    rows.flat_map(|row| columns.clone().map(move |column| (row, column)))
        .filter(|(row, column)| at(*row, *column) != paper)
        .count()
}

/// Pieces of titles: words, Chinese, emoji with joiners, other scripts, marks and one very long word.
fn title() -> impl Strategy<Value = String> {
    let pieces = [
        "word ",
        "The ",
        "hour ",
        "don't—stop ",
        "x",
        "磁带",
        "名字，",
        "“对”",
        "（一）",
        "カタカナ",
        "한국어 ",
        "👩🏽‍💻 ",
        "🎉",
        "🇬🇧",
        "1️⃣",
        "→ ",
        "é",
        "e\u{301}",
        "n\u{489}",
        "o\u{1ac6}",
        "磁\u{301}",
        "Привет ",
        "Ελλάδα ",
        "مرحبا ",
        "שלום ",
        "हिन्दी ",
        "W",
        "i",
        "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW",
        "\u{200b}",
        "\u{feff}",
        "<&>\"'",
        "{{ x }}",
        "\u{1f9ff}",
        "…",
        "%",
        "ﷺ",
    ];
    proptest::collection::vec(proptest::sample::select(pieces.to_vec()), 1..120)
        .prop_map(|pieces| pieces.concat().chars().take(300).collect())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 40, ..ProptestConfig::default() })]

    #[test]
    fn no_title_runs_over_the_edge_or_shows_an_empty_box(title in title(), over in title()) {
        let bench = bench("cards: all\n", &[]);
        let words = Words {
            over: Some(over),
            place: Some("Day 2 of 7".into()),
            title,
            author: Some("Robin Sample".into()),
            address: "example.org/log".into(),
            below: None,
        };
        let lettering = Lettering::of(FontSet::embedded().with_system(&to_draw(characters(&words).collect())));
        let drawing = bench.cards.drawing(&bench.site, &bench.theme, &lettering, &words, (0, DAY)).unwrap();
        prop_assert_eq!(drawing.whole().unwrap().empty_boxes(), 0, "{:?}", words.title);
        let (left, right) = drawing.edges();
        prop_assert!(left >= 36.0 && right <= 1164.0, "{left}–{right} {:?}", words.title);
        let png = drawing.png(&bench.cards.grounds).unwrap();
        prop_assert!(png.len() < 300_000, "{} bytes for {:?}", png.len(), words.title);
        // A mark that a font has no place for on its letter stands behind it, and so in the margin at the end of a line.
        prop_assert_eq!(inked(&png, 1176..1200, 12..630), 0, "over the edge: {:?}", words.title);
        prop_assert_eq!(inked(&png, 0..24, 12..630), 0, "before the edge: {:?}", words.title);
        prop_assert_eq!(inked(&png, 0..1200, 490..500), 0, "into the author: {:?}", words.title);
    }
}

#[test]
fn a_card_put_together_from_letters_looks_as_the_drawing_library_draws_it() {
    let bench = bench("cards: all\n", &[]);
    let lettering = Lettering::of(FontSet::embedded().with_system("磁带"));
    for title in ["Cut: “AV” to Tuesday’s fjord—Größe 7 %", "Код и дата", "磁带 Tape，对"]
    {
        let title = lettering.drawable(title);
        let words = Words {
            over: Some("AWAY".into()),
            place: Some("Day 2 of 7".into()),
            title,
            below: Some("It finds silence, and cuts it.".into()),
            author: Some("Robin Sample".into()),
            address: "example.org/log".into(),
        };
        let card = bench.cards.drawing(&bench.site, &bench.theme, &lettering, &words, (0, DAY)).unwrap();
        let (edges, whole) = (card.edges(), card.whole().unwrap());
        assert!((edges.0 - whole.edges().0).abs() < 2.0 && (edges.1 - whole.edges().1).abs() < 2.0);
        assert!(card.is_of_letters(), "{}", words.title);
        let (one, other) = (card.png(&bench.cards.grounds).unwrap(), whole.png(SIZE).unwrap());
        assert_eq!(one, card.png(&Grounds::default()).unwrap(), "the same bytes, whatever is known");
        let difference = |(one, other): (&u8, &u8)| u64::from(one.abs_diff(*other));
        let (one, other) = (pixels(&one).2, pixels(&other).2);
        let off: u64 = one.iter().zip(&other).map(difference).sum();
        let ink: u64 = other.iter().map(|part| u64::from(part.abs_diff(0xf8))).sum();
        assert!(off * 12 < ink, "{}: {off} of {ink}", words.title);
    }
}

#[test]
fn a_card_is_a_picture_of_the_right_size_and_holds_nothing_but_pixels() {
    let bench = bench("cards: all\n", &[]);
    for of in [CardOf::Site, CardOf::Project(0), CardOf::Brief(0), DAY] {
        let png = bench.cards.draw(&bench.site, &bench.theme, 0, of).unwrap();
        let (width, height, pixels) = pixels(&png);
        assert_eq!((width, height, pixels.len()), (1200, 630, 1200 * 630 * 3));
        assert!(png.len() < 300_000, "{}", png.len());
        let mut chunks = Vec::new();
        let mut rest = &png[8..];
        while let Some((head, after)) = rest.split_at_checked(8) {
            let length = u32::from_be_bytes(head[..4].try_into().unwrap()) as usize;
            chunks.push(String::from_utf8_lossy(&head[4..]).into_owned());
            rest = &after[length + 4..];
        }
        chunks.dedup();
        assert_eq!(chunks, ["IHDR", "PLTE", "IDAT", "IEND"]);
    }
}

#[test]
fn a_card_has_another_name_when_anything_that_it_shows_is_another() {
    let plain = bench("cards: all\n", &[]);
    let again = bench("cards: all\n", &[]);
    assert_eq!(plain.route(DAY), again.route(DAY));
    let day = |keys: &str| format!("---\ndate: 2026-01-06\n{keys}---\n");
    let path = "content/projects/cut/day-02.md";
    let (titled, staged) = (day("title: Another\nstage: test\n"), day("title: A title\nstage: build\n"));
    let later = "---\ndate: 2026-01-07\ntitle: Later\n---\n";
    let template = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1200\" height=\"630\"/>";
    let changed = [
        bench("cards: all\n", &[(path, titled.as_str())]),
        bench("cards: all\n", &[(path, staged.as_str())]),
        bench("cards: all\n", &[("content/projects/cut/day-03.md", later)]),
        bench("cards: all\naccent: \"#884422\"\n", &[]),
        bench("cards: all\n", &[("themes/ledger/templates/card.svg", template)]),
    ];
    for other in &changed {
        assert_ne!(plain.route(DAY), other.route(DAY));
    }
    // What a card does not show leaves its name as it is.
    let body = format!("{}\nA body.\n", day("title: A title\nstage: test\n"));
    assert_eq!(plain.route(DAY), bench("cards: all\n", &[(path, body.as_str())]).route(DAY));
}

#[test]
fn the_settings_say_which_cards_there_are() {
    let kinds = |settings: &str| {
        let of = bench(settings, &[]).cards.list.iter().map(|(_, of, _)| *of).collect::<Vec<_>>();
        (of.len(), of.contains(&DAY))
    };
    assert_eq!(kinds("cards: all\n"), (4, true));
    assert_eq!(kinds("cards: projects\n"), (3, false));
    assert_eq!(kinds("cards: none\n"), (0, false));
}

#[test]
fn a_theme_may_draw_its_own_and_is_told_where_it_can_t() {
    let draw = |template: &str| {
        let bench = bench("cards: all\n", &[("themes/ledger/templates/card.svg", template)]);
        bench.cards.draw(&bench.site, &bench.theme, 0, DAY)
    };
    let own = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"600\" height=\"315\"><rect width=\"600\" height=\"315\" \
               fill=\"{{ card.accent }}\"/></svg>";
    let (width, _, pixels) = pixels(&draw(own).unwrap());
    assert_eq!((width, &pixels[..3]), (1200, [0x0e, 0x5c, 0x49].as_slice()));
    let fault = draw("<p>no drawing").unwrap_err();
    assert_eq!(
        (fault.code, fault.place.unwrap().path.as_str()),
        ("bad-card", "themes/ledger/templates/card.svg")
    );
    assert_eq!(draw("{{ card.titel }}").unwrap_err().code, "template-error");
}

#[test]
fn a_letter_from_another_font_leaves_those_around_it_in_their_own() {
    let bench = bench("cards: all\n", &[]);
    let words = |title: &str| Words { title: title.into(), ..Words::default() };
    let lettering = Lettering::of(FontSet::embedded().with_system("磁带"));
    if lettering.drawable("磁带").is_empty() {
        return;
    }
    let faces = |title: &str| {
        let drawing =
            bench.cards.drawing(&bench.site, &bench.theme, &lettering, &words(title), (0, CardOf::Site));
        drawing.unwrap().whole().unwrap().faces_of_title()
    };
    let (latin, mixed) = (faces("Tape"), faces("磁带 Tape"));
    assert_eq!((latin.len(), mixed.len()), (1, 2));
    assert!(latin.is_subset(&mixed));
}

#[test]
fn a_title_cannot_draw_anything_of_its_own() {
    let bench = bench("cards: all\n", &[]);
    let lettering = Lettering::of(FontSet::embedded());
    let words = Words { title: "</text><rect width='1200' height='630'/>&amp;".into(), ..Words::default() };
    let drawing = bench.cards.drawing(&bench.site, &bench.theme, &lettering, &words, (0, CardOf::Project(0)));
    assert_eq!(inked(&drawing.unwrap().png(&bench.cards.grounds).unwrap(), 1164..1200, 12..630), 0);
}

#[test]
fn a_title_of_emoji_alone_leaves_no_card_without_words() {
    let bench = bench("cards: all\n", &[]);
    let lettering = Lettering::of(FontSet::embedded());
    let data = |title: &str, place: Option<&str>, below: Option<&str>| {
        let words = Words {
            title: title.into(),
            place: place.map(str::to_string),
            below: below.map(str::to_string),
            address: "example.org/log".into(),
            ..Words::default()
        };
        let data = bench.cards.data(&bench.site, &lettering, &words, (0, DAY), 1056.0);
        let place = data.place.map(|place| place.to_string());
        (data.title.lines[0].to_string(), place, data.below.is_some())
    };
    let (title, place, _) = data("🎉🎉", Some("Day 2 of 7"), None);
    assert!(title.contains("Day 2 of 7") && place.is_none(), "{title} {place:?}");
    let (title, place, _) = data("\u{1100}0\u{1112} 9", Some("Day 2 of 7"), None);
    assert!(title.contains("Day 2 of 7") && place.is_none(), "what is left of a title says nothing: {title}");
    let (title, _, below) = data("🎉", None, Some("Cuts the silence"));
    assert!(title.contains("Cuts the silence") && !below, "{title}");
    assert!(data("🎉", None, None).0.contains("example.org/log"));
    assert!(data("Done 🎉", Some("Day 2 of 7"), None).1.is_some());
}

#[test]
fn a_title_that_is_read_from_the_right_begins_there() {
    for (title, is_from_right) in [
        ("שלום", true),
        ("مرحبا Ana", true),
        ("“שלום”", true),
        ("Ana שלום", false),
        ("7 磁带", false),
        ("7", false),
    ] {
        assert_eq!(super::is_from_right(title), is_from_right, "{title}");
    }
    let bench = bench("cards: all\n", &[]);
    let lettering = Lettering::of(FontSet::embedded().with_system("שלום"));
    if lettering.drawable("שלום").is_empty() {
        return;
    }
    let words = Words { title: "שלום".into(), over: Some("שלום".into()), ..Words::default() };
    let drawing = bench.cards.drawing(&bench.site, &bench.theme, &lettering, &words, (0, DAY)).unwrap();
    let png = drawing.png(&bench.cards.grounds).unwrap();
    assert_eq!(inked(&png, 0..600, 20..400), 0, "nothing of it stands at the left");
    assert!(inked(&png, 1000..1130, 110..400) > 0);
}
