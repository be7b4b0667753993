//! Recordings and demos on lines of their own, each of which becomes a paragraph of its own.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::embed;
use super::events::{Spanned, end_within};

/// Parts every paragraph that is nothing but pictures and demos, each on its line, if any of them is a recording or a
/// demo. Nobody writes those as words of a sentence, and each needs the width of the page.
pub(super) fn parted(events: Vec<Spanned<'_>>) -> Vec<Spanned<'_>> {
    let breaks: Vec<usize> = starts(&events)
        .flat_map(|start| breaks(&events[start..]).into_iter().map(move |at| start + at))
        .collect();
    // Nearly no body has any, and its events are many and large.
    if breaks.is_empty() {
        return events;
    }
    let mut parted = Vec::with_capacity(events.len() + breaks.len());
    let mut breaks = breaks.into_iter().peekable();
    for (at, (event, span)) in events.into_iter().enumerate() {
        if breaks.next_if_eq(&at).is_some() {
            parted.push((Event::End(TagEnd::Paragraph), span.clone()));
            parted.push((Event::Start(Tag::Paragraph), span));
        } else {
            parted.push((event, span));
        }
    }
    parted
}

/// Whether a picture's target is a recording of a terminal, which can't be shown within a line.
pub(super) fn is_terminal(target: &str) -> bool {
    !target.contains("://") && extension(target) == "cast"
}

/// The first events of the paragraphs that open with a link or a picture.
fn starts(events: &[Spanned<'_>]) -> impl Iterator<Item = usize> {
    let is_opening = |pair: &[Spanned<'_>]| {
        matches!(pair[0].0, Event::Start(Tag::Paragraph))
            && matches!(pair[1].0, Event::Start(Tag::Link { .. } | Tag::Image { .. }))
    };
    events.windows(2).enumerate().filter(move |(_, pair)| is_opening(pair)).map(|(at, _)| at)
}

/// The line breaks at which the paragraph that opens here is to be parted; none where something else is in it.
fn breaks(events: &[Spanned<'_>]) -> Vec<usize> {
    let (mut breaks, mut has_medium) = (Vec::new(), false);
    let mut at = 1;
    loop {
        match events.get(at) {
            Some((Event::Start(Tag::Image { dest_url, .. }), _)) => has_medium |= is_recording(dest_url),
            Some((Event::Start(Tag::Link { dest_url, .. }), _)) if embed::is_known(dest_url) => {
                has_medium = true
            }
            _ => return Vec::new(),
        }
        at += end_within(&events[at..], 0) + 1;
        match events.get(at) {
            Some((Event::SoftBreak | Event::HardBreak, _)) => breaks.push(at),
            Some((Event::End(TagEnd::Paragraph), _)) if has_medium => return breaks,
            _ => return Vec::new(),
        }
        at += 1;
    }
}

/// Whether a target names something that moves.
pub(super) fn is_recording(target: &str) -> bool {
    matches!(extension(target).as_str(), "mp4" | "webm" | "mov" | "gif" | "cast")
}

/// The extension of the file that a target names, in lower case.
pub(super) fn extension(target: &str) -> String {
    let path = target.split(['?', '#']).next().unwrap_or_default();
    path.rsplit_once('.').map_or(String::new(), |(_, extension)| extension.to_ascii_lowercase())
}
