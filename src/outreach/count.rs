//! How long a text is, counted as each platform counts.

use linkify::{LinkFinder, LinkKind};
use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::markdown;

/// What X and Mastodon count for an address, whatever its length: X wraps each in a `t.co` link
/// (twitter-text, `config/v3.json`, `transformedURLLength`), and Mastodon follows it (`StatusLengthValidator`).
const ADDRESS: usize = 23;

/// Characters that weigh 1 on X; all others weigh 2 (twitter-text, `config/v3.json`).
const LIGHT: [(u32, u32); 4] = [(0, 4351), (8192, 8205), (8208, 8223), (8242, 8247)];

/// Top-level domains of countries, under which X takes a bare name for an address, `README.md` and `main.rs` too
/// (twitter-text, `validCCTLD`).
const COUNTRIES: &str = "\
ac ad ae af ag ai al am an ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bl bm bn bo bq br \
bs bt bv bw by bz ca cc cd cf cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm do dz ec ee \
eg eh er es et eu fi fj fk fm fo fr ga gb gd ge gf gg gh gi gl gm gn gp gq gr gs gt gu gw gy hk hm \
hn hr ht hu id ie il im in io iq ir is it je jm jo jp ke kg kh ki km kn kp kr kw ky kz la lb lc li \
lk lr ls lt lu lv ly ma mc md me mf mg mh mk ml mm mn mo mp mq mr ms mt mu mv mw mx my mz na nc ne \
nf ng ni nl no np nr nu nz om pa pe pf pg ph pk pl pm pn pr ps pt pw py qa re ro rs ru rw sa sb sc \
sd se sg sh si sj sk sl sm sn so sr ss st su sv sx sy sz tc td tf tg th tj tk tl tm tn to tp tr tt \
tv tw tz ua ug uk um us uy uz va vc ve vg vi vn vu wf ws ye yt za zm zw";

/// Other top-level domains of which that is so, as far as they are seen (twitter-text, `validGTLD`).
const DOMAINS: [&str; 20] = [
    "app", "art", "biz", "blog", "club", "com", "design", "dev", "edu", "gov", "info", "mov", "net", "news",
    "online", "org", "page", "site", "xyz", "zip",
];

/// A way of counting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// X: Latin letters weigh 1, Chinese characters and emoji 2, an address 23 (twitter-text 3).
    Weighted,
    /// Bluesky: what a reader sees as one character (Unicode, annex 29).
    Graphemes,
    /// Bluesky's second limit: bytes of UTF-8 (lexicon `app.bsky.feed.post`).
    Bytes,
    /// Mastodon: what a reader sees as one character, an address 23.
    Tooted,
    /// Threads: characters, and an emoji as the bytes of its UTF-8 (Threads API, limits of posts).
    Threaded,
    /// LinkedIn: units of UTF-16, as its input fields count; never less than what a reader sees.
    Units,
    /// Mail: words; a Chinese character is one, and so is an address.
    Words,
    /// Subject lines: columns, since they are cut by width; a Chinese character takes two.
    Columns,
}

impl Measure {
    /// How long a text is.
    pub fn of(self, text: &str) -> usize {
        match self {
            Self::Weighted => weighted(text),
            Self::Graphemes => text.graphemes(true).count(),
            Self::Bytes => text.len(),
            Self::Tooted => each_address(text, false, str::len, |rest| rest.graphemes(true).count(), ADDRESS),
            Self::Threaded => text.graphemes(true).map(threaded).sum(),
            Self::Units => text.encode_utf16().count(),
            Self::Words => each_address(text, false, str::len, markdown::word_count, 1),
            Self::Columns => text.width(),
        }
    }

    /// What is counted, in the plural.
    pub fn unit(self) -> &'static str {
        match self {
            Self::Weighted => "weighted characters",
            Self::Graphemes | Self::Tooted | Self::Threaded | Self::Units => "characters",
            Self::Bytes => "bytes",
            Self::Words => "words",
            Self::Columns => "columns",
        }
    }
}

fn weighted(text: &str) -> usize {
    // X counts the composed form, so that é is one character however it was typed.
    let text: String = text.nfc().collect();
    each_address(&text, true, end_on_x, |rest| rest.graphemes(true).map(weight).sum(), ADDRESS)
}

/// An emoji weighs 2 however many code points it is made of.
fn weight(grapheme: &str) -> usize {
    let is_light = |c: char| LIGHT.iter().any(|(from, to)| (*from..=*to).contains(&u32::from(c)));
    match is_emoji(grapheme) {
        true => 2,
        false => grapheme.chars().map(|c| if is_light(c) { 1 } else { 2 }).sum(),
    }
}

fn threaded(grapheme: &str) -> usize {
    if is_emoji(grapheme) { grapheme.len() } else { grapheme.chars().count() }
}

/// Whether a grapheme is shown as a picture: from the planes of pictographs, or any sign that a selector
/// or a keycap makes one.
fn is_emoji(grapheme: &str) -> bool {
    let mut chars = grapheme.chars();
    let is_pictograph = matches!(chars.next(), Some('\u{1F000}'..='\u{1FAFF}'));
    is_pictograph || chars.any(|c| matches!(c, '\u{FE0F}' | '\u{20E3}'))
}

/// The count of a text whose addresses count as so much each. `end` says how much of what looks like an address is one.
fn each_address(
    text: &str,
    bare: bool,
    end: impl Fn(&str) -> usize,
    count: impl Fn(&str) -> usize,
    address: usize,
) -> usize {
    let mut finder = LinkFinder::new();
    finder.kinds(&[LinkKind::Url]).url_must_have_scheme(!bare);
    let spans = finder.spans(text);
    spans
        .map(|span| {
            let (found, rest) = span.as_str().split_at(end(span.as_str()));
            match span.kind() {
                Some(_) if is_address(found) => address + count(rest),
                _ => count(span.as_str()),
            }
        })
        .sum()
}

/// Where an address ends on X: behind its host at the first Chinese character, or other sign that is no Latin or Cyrillic
/// letter, digit or mark of an address (twitter-text, `validGeneralUrlPathChars`).
fn end_on_x(address: &str) -> usize {
    let scheme = address.find("://").map_or(0, |at| at + 3);
    let host = address[scheme..].find(['/', '?', '#']).map_or(address.len(), |at| scheme + at);
    let is_part =
        |c: char| c.is_ascii_graphic() || matches!(c, '\u{c0}'..='\u{24f}' | '\u{400}'..='\u{4ff}' | '–');
    address[host..].find(|c| !is_part(c)).map_or(address.len(), |at| host + at)
}

fn is_address(found: &str) -> bool {
    if found.contains("://") {
        return found.starts_with("http");
    }
    let host = found.split(['/', '?', '#', ':']).next().unwrap_or(found);
    let Some((_, top)) = host.rsplit_once('.') else { return false };
    let top = top.to_ascii_lowercase();
    DOMAINS.contains(&top.as_str()) || COUNTRIES.split(' ').any(|country| country == top)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `text` counted in every way: weighted, graphemes, bytes, tooted, threaded, units, words, columns.
    fn all(text: &str) -> [usize; 8] {
        use Measure::*;
        [Weighted, Graphemes, Bytes, Tooted, Threaded, Units, Words, Columns].map(|measure| measure.of(text))
    }

    #[test]
    fn each_platform_counts_in_its_own_way() {
        let table = [
            ("", [0; 8]),
            ("plain words", [11, 11, 11, 11, 11, 11, 2, 11]),
            ("磁带", [4, 2, 6, 2, 2, 2, 2, 4]),
            ("磁带 52分钟。", [13, 8, 18, 8, 8, 8, 5, 13]),
            ("“a”…", [5, 4, 10, 4, 4, 4, 1, 4]),
            // A family is four people and three joiners.
            ("👨‍👩‍👧‍👦", [2, 1, 25, 1, 25, 11, 0, 2]),
            ("👍🏽", [2, 1, 8, 1, 8, 4, 0, 2]),
            ("🇬🇧", [2, 1, 8, 1, 8, 4, 0, 2]),
            ("1️⃣", [2, 1, 7, 1, 7, 3, 1, 2]),
            // The same letter, composed and not.
            ("é", [1, 1, 2, 1, 1, 1, 1, 1]),
            ("e\u{301}", [1, 1, 3, 1, 2, 2, 1, 1]),
            ("a https://example.org/log/projects/ b", [27, 37, 37, 27, 37, 37, 3, 37]),
        ];
        for (text, expected) in table {
            assert_eq!(all(text), expected, "{text}");
        }
    }

    #[test]
    fn a_bare_domain_is_an_address_on_x_and_a_file_name_is_none() {
        assert_eq!(Measure::Weighted.of("see example.org now"), 4 + 23 + 4);
        assert_eq!(Measure::Weighted.of("in README.md now"), 3 + 23 + 4);
        assert_eq!(Measure::Weighted.of("in Node.js now"), 14);
        assert_eq!(Measure::Tooted.of("see example.org now"), 19);
    }

    #[test]
    fn an_address_ends_on_x_where_chinese_begins() {
        for (text, expected) in [
            ("https://example.org/log/", 23),
            ("https://example.org/日志/第一天", 23 + 4 + 1 + 6),
            ("https://example.org/日志/ b", 23 + 4 + 1 + 2),
            ("见https://example.org/a。好", 2 + 23 + 2 + 2),
            ("example.org/tags/磁带", 23 + 4),
            ("https://example.org/%E6%97%A5/café/журнал", 23),
        ] {
            assert_eq!(Measure::Weighted.of(text), expected, "{text}");
        }
        assert_eq!(Measure::Tooted.of("https://example.org/日志/"), 23);
    }

    #[test]
    fn the_edges_of_the_light_ranges_are_those_of_the_configuration() {
        for (light, heavy) in [(4351, 4352), (8192, 8191), (8205, 8206), (8223, 8224), (8247, 8248)] {
            let alone = |code: u32| char::from_u32(code).unwrap().to_string();
            assert_eq!(Measure::Weighted.of(&alone(light)), 1, "{light}");
            assert_eq!(Measure::Weighted.of(&alone(heavy)), 2, "{heavy}");
        }
    }
}
