//! The lines of a log at which a day may begin, and the code among which none does.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Parser, Tag, TagEnd};

use crate::import::headline::{self, Headline};
use crate::import::{labels, outline};

/// A heading of the log, or a line that stands for one.
#[derive(Clone, Debug)]
pub(super) struct Head {
    /// Where it stands, with its underline and its line ending.
    pub(super) span: Range<usize>,
    /// 1 to 6 as in Markdown; [`BOLD`] and [`PLAIN`] for lines that only look like headings.
    pub(super) level: u8,
    /// Its text without markup.
    pub(super) text: String,
    /// What the text says.
    pub(super) headline: Headline,
    /// Whether it is a heading only because `---` stands right below a text.
    pub(super) by_accident: bool,
}

/// The level of a line in bold.
pub(super) const BOLD: u8 = 7;
/// The level of a plain line.
pub(super) const PLAIN: u8 = 8;

/// A fenced block of code.
#[derive(Clone, Debug)]
pub(super) struct Fence {
    /// Where it stands.
    pub(super) span: Range<usize>,
    /// Whether it is never closed and so takes all that follows.
    pub(super) open: bool,
}

/// What was found in a body.
#[derive(Clone, Debug, Default)]
pub(super) struct Scan {
    /// Headings that no list or quotation holds, in order.
    pub(super) heads: Vec<Head>,
    /// Fenced code that no list or quotation holds, in order.
    pub(super) fences: Vec<Fence>,
}

/// A heading is read no further than this; what follows is no day, date or title.
const LONGEST: usize = 1000;

/// Finds headings and code. Plain lines count only where `loose` says so.
pub(super) fn scan(body: &str, loose: bool) -> Scan {
    let mut scan = Scan::default();
    let (mut depth, mut pictures) = (0_u32, 0_u32);
    let mut open: Option<(u8, Range<usize>, String)> = None;
    for (event, range) in Parser::new_ext(body, outline::extensions()).into_offset_iter() {
        match event {
            Event::Start(tag) => {
                match tag {
                    Tag::Heading { level, .. } if depth == 0 => {
                        open = Some((rank(level), range, String::new()))
                    }
                    Tag::CodeBlock(CodeBlockKind::Fenced(_)) if depth == 0 => {
                        let open = is_open(&body[range.clone()]);
                        scan.fences.push(Fence { span: range, open });
                    }
                    Tag::Paragraph if depth == 0 => scan.heads.extend(first_line(body, &range, loose)),
                    Tag::Image { .. } => pictures += 1,
                    _ => {}
                }
                depth += 1;
            }
            Event::End(end) => {
                depth = depth.saturating_sub(1);
                match end {
                    TagEnd::Image => pictures = pictures.saturating_sub(1),
                    TagEnd::Heading(_) if depth == 0 => {
                        let heading = open.take();
                        scan.heads.extend(heading.map(|(level, span, text)| head(body, span, level, text)));
                    }
                    _ => {}
                }
            }
            Event::Text(text) | Event::Code(text) if pictures == 0 => {
                if let Some((_, _, heading)) = &mut open {
                    heading.push_str(&text);
                }
            }
            Event::SoftBreak | Event::HardBreak => {
                if let Some((_, _, heading)) = &mut open {
                    heading.push(' ');
                }
            }
            _ => {}
        }
    }
    scan
}

fn rank(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

fn head(body: &str, span: Range<usize>, level: u8, text: String) -> Head {
    let by_accident = is_accident(&body[span.clone()], &text);
    Head { headline: read(&text), span, level, text, by_accident }
}

fn read(text: &str) -> Headline {
    let end = text.floor_char_boundary(LONGEST);
    let mut headline = headline::read(&text[..end]);
    headline.says_more |= end < text.len();
    headline
}

/// Whether `---` below a text was meant as a line between entries: below several lines, a label, a sentence.
fn is_accident(written: &str, text: &str) -> bool {
    let written = written.trim_end();
    let underline = written.rsplit_once('\n').map_or("", |(_, last)| last.trim());
    if underline.is_empty() || !underline.bytes().all(|byte| byte == b'-') {
        return false;
    }
    let lines = written.lines().count();
    let named = headline::read(&text[..text.floor_char_boundary(LONGEST)]).leads;
    let short = text.split_whitespace().count() <= 4 && !text.ends_with(['.', '!', '?', '。', ':', '：']);
    lines > 2 || labels::is_label(text) || !(named || short)
}

/// The first line of a paragraph where it stands for a heading: bold, `#Day1` without a space, or plain.
fn first_line(body: &str, paragraph: &Range<usize>, loose: bool) -> Option<Head> {
    let rest = &body[paragraph.clone()];
    let len = rest.find('\n').map_or(rest.len(), |at| at + 1);
    let line = rest[..len].trim();
    let span = paragraph.start..paragraph.start + len;
    let hashes = line.bytes().take_while(|byte| *byte == b'#').count();
    let (level, text) = match (in_bold(line), u8::try_from(hashes)) {
        (Some(text), _) => (BOLD, text),
        (None, Ok(level @ 1..=6)) => (level, &line[hashes..]),
        _ if loose => (PLAIN, line),
        _ => return None,
    };
    let headline = read(text);
    let numbered = level == BOLD || level == PLAIN || headline.number.is_some();
    (headline.leads && numbered).then(|| Head {
        span,
        level,
        text: text.to_owned(),
        headline,
        by_accident: false,
    })
}

/// The text of a line that is bold as a whole.
fn in_bold(line: &str) -> Option<&str> {
    let line = line.trim_end_matches([':', ' ']);
    ["**", "__"].iter().find_map(|mark| {
        let inner = line.strip_prefix(mark)?.strip_suffix(mark)?;
        (!inner.is_empty() && !inner.contains(mark)).then_some(inner)
    })
}

/// Whether a fenced block has no closing fence.
fn is_open(block: &str) -> bool {
    let block = block.trim_end();
    let fence = block.bytes().next().unwrap_or_default();
    let width = |line: &str| line.bytes().take_while(|byte| *byte == fence).count();
    let opening = width(block);
    let last = block.rsplit_once('\n').map(|(_, last)| last.trim());
    !last.is_some_and(|last| width(last) >= opening && width(last) == last.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heads(body: &str) -> Vec<(u8, String, bool)> {
        scan(body, false).heads.into_iter().map(|head| (head.level, head.text, head.by_accident)).collect()
    }

    #[test]
    fn every_way_to_write_a_heading_is_found() {
        let body = "# A\n\nB\n===\n\nR4D96\n---\n\n**Day 1: May 3**\ntext\n\n#Day2: x\n\n#tag line\n\n> # quoted\n\n- # listed\n\nDay 9, 3 hours\n";
        let expected = [
            (1, "A", false),
            (1, "B", false),
            (2, "R4D96", false),
            (7, "Day 1: May 3", false),
            (1, "Day2: x", false),
        ];
        assert_eq!(heads(body), expected.map(|(level, text, trap)| (level, text.to_owned(), trap)));
        assert_eq!(scan(body, true).heads.len(), 6);
    }

    #[test]
    fn a_rule_right_below_a_text_is_an_accident() {
        assert!(heads("Time Spent = 1.5hr\n---\n")[0].2);
        assert!(heads("two lines\nof text\n---\n")[0].2);
        assert!(heads("I went home early because of rain.\n---\n")[0].2);
        assert!(!heads("Summary\n---\n")[0].2);
    }

    #[test]
    fn fences_end_only_at_their_own_mark_and_length() {
        let fences = |body: &str| scan(body, false).fences.iter().map(|fence| fence.open).collect::<Vec<_>>();
        assert_eq!(fences("````\n```\n# Day 1\n````\n\n~~~\n```\n~~~\n"), [false, false]);
        assert_eq!(fences("```\n# Day 1\n~~~\n"), [true]);
        assert_eq!(fences("```"), [true]);
    }
}
