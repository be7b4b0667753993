//! A log cut at its days: what stands before the first, each day, and what belongs to none.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::heads::{BOLD, Head, Scan};
use crate::import::dates::Reading;
use crate::import::headline::Headline;

/// A log in its pieces; all ranges are of the body.
#[derive(Clone, Debug, Default)]
pub(super) struct Split {
    /// What stands before the first day.
    pub(super) intro: Range<usize>,
    /// The entries, in the order of the file.
    pub(super) pieces: Vec<Piece>,
    /// Sections between and after the days that belong to none.
    pub(super) asides: Vec<Range<usize>>,
    /// The level of the days' headings.
    pub(super) level: u8,
}

/// An entry.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    /// What its heading says.
    pub(super) headline: Headline,
    /// Its heading.
    pub(super) heading: Range<usize>,
    /// What follows the heading.
    pub(super) body: Range<usize>,
}

/// Cuts a body at its days.
pub(super) fn split(body: &str, scan: &Scan) -> Split {
    let Some(level) = main_level(&scan.heads) else {
        return Split { intro: 0..body.len(), ..Split::default() };
    };
    let cuts = cuts(body, &scan.heads, level);
    let first = cuts.first().map_or(body.len(), |(head, _)| head.span.start);
    let mut split = Split { intro: 0..first, level, ..Split::default() };
    for (at, (head, cut)) in cuts.iter().enumerate() {
        let end = cuts.get(at + 1).map_or(body.len(), |(next, _)| next.span.start);
        match cut {
            Cut::Day => split.pieces.push(Piece {
                headline: head.headline.clone(),
                heading: head.span.clone(),
                body: head.span.end.min(end)..end,
            }),
            Cut::Aside => split.asides.push(head.span.start..end),
        }
    }
    adopt(body, scan, &mut split);
    split.pieces = joined(body, split.pieces);
    split
}

/// Whether a heading names a day or a date of its own.
pub(super) fn is_day(head: &Head) -> bool {
    let headline = &head.headline;
    let fraction = headline.number.is_none()
        && headline.date.as_ref().is_some_and(|date| {
            // `3/4 of the board` is no date; `3/4: board` and `3/4 (Wed)` are.
            let after = head.text.split_once(&date.written).map_or("", |(_, after)| after.trim_start());
            let yearless = matches!(date.reading, Reading::Parts { year: None, .. });
            yearless && date.weekday.is_none() && after.starts_with(char::is_alphanumeric)
        });
    headline.leads && !head.by_accident && !fraction
}

/// The level at which most days begin, the highest of them where several have as many.
fn main_level(heads: &[Head]) -> Option<u8> {
    let mut counts: BTreeMap<u8, usize> = BTreeMap::new();
    for head in heads.iter().filter(|head| is_day(head)) {
        *counts.entry(head.level).or_default() += 1;
    }
    // A bold line is taken for a heading only where no real heading names a day.
    let real: BTreeMap<u8, usize> =
        counts.iter().filter(|(level, _)| **level < BOLD).map(|(level, count)| (*level, *count)).collect();
    let counts = if real.is_empty() { counts } else { real };
    let most = counts.values().copied().max()?;
    counts.into_iter().find(|(_, count)| *count == most).map(|(level, _)| level)
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cut {
    Day,
    Aside,
}

/// The headings at which something new begins.
fn cuts<'a>(body: &str, heads: &'a [Head], level: u8) -> Vec<(&'a Head, Cut)> {
    let known: BTreeSet<String> = heads
        .iter()
        .filter(|head| head.level == level && is_day(head))
        .map(|head| key(&head.headline))
        .collect();
    let starts_day = |head: &Head| {
        is_day(head)
            && (head.level == level || (level < BOLD && head.level < BOLD && is_own_day(head, level, &known)))
    };
    let Some(first) = heads.iter().position(starts_day) else { return Vec::new() };
    let last = heads.iter().rposition(starts_day).unwrap_or(first);
    // Below days in bold, only what is as high as the heading above them ends a day.
    let limit = if level < BOLD {
        level
    } else {
        heads[..first].iter().rev().map(|head| head.level).find(|level| *level < BOLD).unwrap_or(6)
    };
    let repeated = repeated(heads, first);
    let mut cuts = Vec::new();
    for (at, head) in heads.iter().enumerate().skip(first) {
        if starts_day(head) {
            cuts.push((head, Cut::Day));
        } else if head.level <= limit && !head.by_accident && head.level < BOLD {
            let stays =
                is_part_of_day(&head.text) || repeated.contains(&(head.level, normalised(&head.text)));
            let above_days =
                || is_group(&head.text) || is_bare(body, heads, at) && starts_day(&heads[at + 1]);
            if !stays && (at > last || head.level < level || above_days()) {
                cuts.push((head, Cut::Aside));
            }
        }
    }
    cuts
}

/// Whether a heading of another level than most begins a day: one that no other heading names, and no plan for it.
fn is_own_day(head: &Head, level: u8, known: &BTreeSet<String>) -> bool {
    if known.contains(&key(&head.headline)) {
        return false;
    }
    let several =
        head.headline.last.is_some() || head.headline.date.as_ref().is_some_and(|date| date.several);
    let deeper = head.level > level;
    if deeper { !is_part_of_day(&head.headline.title) && same_kind(head, known) } else { !several }
}

/// Whether a deeper heading names its day the way the others do: a number below a date is that date's number.
fn same_kind(head: &Head, known: &BTreeSet<String>) -> bool {
    known.iter().any(|key| key.starts_with('#') == head.headline.number.is_some())
}

/// What tells one day from another.
fn key(headline: &Headline) -> String {
    match (headline.number, &headline.date) {
        (Some(number), _) => format!("#{}/{number}", headline.round.unwrap_or(0)),
        (None, Some(date)) => format!("{:?}", date.reading),
        (None, None) => String::new(),
    }
}

/// Headings that stand below several days: the parts of an entry, whatever their level.
fn repeated(heads: &[Head], first: usize) -> BTreeSet<(u8, String)> {
    let mut seen: BTreeMap<(u8, String), BTreeSet<usize>> = BTreeMap::new();
    let mut day = 0;
    for head in &heads[first..] {
        if is_day(head) {
            day += 1;
        } else {
            seen.entry((head.level, normalised(&head.text))).or_default().insert(day);
        }
    }
    seen.into_iter().filter(|(_, days)| days.len() > 1).map(|(heading, _)| heading).collect()
}

fn normalised(text: &str) -> String {
    text.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

/// Whether a heading is by its words a part of an entry.
fn is_part_of_day(text: &str) -> bool {
    const PARTS: [&str; 22] = [
        "plan",
        "plans",
        "progress",
        "today",
        "thoughts",
        "notes",
        "learned",
        "learnt",
        "learnings",
        "blockers",
        "blocker",
        "next",
        "tomorrow",
        "did",
        "built",
        "link",
        "links",
        "goals",
        "tasks",
        "todo",
        "worked",
        "commits",
    ];
    let text = text.to_lowercase();
    let mut words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.any(|word| PARTS.contains(&word))
}

/// Whether a heading by its words stands above several days.
fn is_group(text: &str) -> bool {
    const WORDS: [&str; 8] = ["week", "month", "phase", "round", "sprint", "woche", "semaine", "semana"];
    let text = text.trim_start_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let first = text.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let eastern =
        text.starts_with('第') && text.chars().take(8).any(|c| matches!(c, '周' | '週' | '轮' | '月'));
    WORDS.contains(&first) || eastern
}

/// Whether nothing stands between a heading and the next one.
fn is_bare(body: &str, heads: &[Head], at: usize) -> bool {
    heads.get(at + 1).is_some_and(|next| {
        let end = heads[at].span.end;
        body.get(end..next.span.start).is_some_and(|between| between.trim().is_empty())
    })
}

/// Gives a piece the number or the date that a heading below its own holds: a day's number under its date.
fn adopt(body: &str, scan: &Scan, split: &mut Split) {
    for piece in &mut split.pieces {
        let first = scan.heads.partition_point(|head| head.span.start < piece.body.start);
        let inside = scan.heads[first..].iter().take_while(|head| head.span.start < piece.body.end);
        let mut inside = inside.filter(|head| head.level > split.level && is_day(head));
        let Some(head) = inside.next() else { continue };
        let headline = &head.headline;
        if piece.headline.number.is_none() && headline.number.is_some() {
            (piece.headline.number, piece.headline.round) = (headline.number, headline.round);
        } else if piece.headline.date.is_none() && body[piece.body.start..head.span.start].trim().is_empty() {
            piece.headline.date = headline.date.clone();
        } else {
            continue;
        }
        if piece.headline.title.is_empty() {
            piece.headline.title = headline.title.clone();
        }
    }
}

/// Joins a piece that holds only a date to the number right below it, and the other way round.
fn joined(body: &str, pieces: Vec<Piece>) -> Vec<Piece> {
    let mut joined: Vec<Piece> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        let before = joined.last_mut().filter(|before| {
            let (one, two) = (&before.headline, &piece.headline);
            let complete =
                (one.number.is_some(), one.date.is_some(), two.number.is_some(), two.date.is_some());
            body[before.body.clone()].trim().is_empty()
                && before.body.end == piece.heading.start
                && one.title.is_empty()
                && one.hours.is_none()
                && matches!(complete, (false, true, true, false) | (true, false, false, true))
        });
        match before {
            Some(before) => {
                let one = before.headline.clone();
                before.headline = Headline {
                    round: piece.headline.round.or(one.round),
                    number: piece.headline.number.or(one.number),
                    last: piece.headline.last.or(one.last),
                    date: piece.headline.date.clone().or(one.date),
                    says_more: one.says_more || piece.headline.says_more,
                    ..piece.headline
                };
                before.heading.end = piece.heading.end;
                before.body = piece.body;
            }
            None => joined.push(piece),
        }
    }
    joined
}
