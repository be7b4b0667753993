//! The events of a body in few bytes, so that its Markdown is read once and written as often as it is asked for.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, CowStr, Event, LinkType, Tag, TagEnd};

use super::events::{Nesting, end_of};

/// The events of a body without their places. Most of them are a piece of its text or one of a few tags; what is
/// neither is kept as it is.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Kept {
    marks: Box<[Mark]>,
    others: Box<[Event<'static>]>,
}

/// An event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    Text(Piece),
    Code(Piece),
    SoftBreak,
    HardBreak,
    /// The box of a task, and whether it is done.
    Task(bool),
    /// A tag that says no more than its end does.
    Start(TagEnd),
    /// A fenced block of code, by what is said of its language.
    Fence(Piece),
    /// A link without a title, by its address.
    Link(Piece),
    Autolink(Piece),
    End(TagEnd),
    /// One of the others, by the bytes of its index.
    Other([u8; 4]),
}

/// A stretch of the text, in bytes of its two numbers, so that a mark takes no more than eight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Piece {
    start: [u8; 4],
    length: [u8; 3],
}

impl Kept {
    /// Keeps the events of a body of `text`.
    pub(super) fn of<'e, 'a: 'e>(text: &str, events: impl Iterator<Item = &'e Event<'a>>) -> Self {
        let mut others = Vec::new();
        let mut keep = |event: &Event<'a>| {
            others.push(event.clone().into_static());
            Mark::Other((others.len() as u32 - 1).to_le_bytes())
        };
        let marks = events.map(|event| Mark::of(text, event).unwrap_or_else(|| keep(event))).collect();
        Self { marks, others: others.into() }
    }

    /// The events again; `text` is the one that they were of.
    pub(super) fn events<'a>(&'a self, text: &'a str) -> Events<'a> {
        Events { text, marks: &self.marks, others: &self.others }
    }
}

/// Kept events, each of which is made when it is asked for.
#[derive(Clone, Copy)]
pub(super) struct Events<'a> {
    text: &'a str,
    marks: &'a [Mark],
    others: &'a [Event<'static>],
}

impl<'a> Events<'a> {
    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.marks.len()
    }

    /// The one at an index, if there are so many.
    pub(super) fn get(&self, at: usize) -> Option<Event<'a>> {
        self.marks.get(at).map(|mark| mark.event(self.text, self.others))
    }

    /// The words at an index, if they are nothing else.
    pub(super) fn text(&self, at: usize) -> Option<&'a str> {
        match self.marks.get(at)? {
            Mark::Text(piece) => Some(piece.of_text(self.text)),
            _ => None,
        }
    }

    /// Those in a range.
    pub(super) fn within(&self, range: Range<usize>) -> impl Iterator<Item = Event<'a>> {
        self.marks[range].iter().map(|mark| mark.event(self.text, self.others))
    }

    /// Those from an index on.
    pub(super) fn from(self, first: usize) -> Self {
        Self { marks: &self.marks[first..], ..self }
    }

    /// The index of the event that ends what starts at `start`.
    pub(super) fn end_of(&self, start: usize) -> usize {
        start + end_of(self.marks[start..].iter().map(|mark| mark.nesting(self.others)))
    }

    /// Whether any of those that are kept as they are is such a one.
    pub(super) fn any_other(&self, is: impl Fn(&Event<'_>) -> bool) -> bool {
        self.others.iter().any(is)
    }
}

impl Mark {
    fn of(text: &str, event: &Event<'_>) -> Option<Self> {
        let piece = |words: &CowStr<'_>| Piece::of(text, words);
        Some(match event {
            Event::Text(words) => Self::Text(piece(words)?),
            Event::Code(words) => Self::Code(piece(words)?),
            Event::SoftBreak => Self::SoftBreak,
            Event::HardBreak => Self::HardBreak,
            Event::TaskListMarker(is_done) => Self::Task(*is_done),
            Event::End(end) => Self::End(*end),
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => Self::Fence(piece(info)?),
            Event::Start(Tag::Link { link_type, dest_url, title, id })
                if title.is_empty() && id.is_empty() =>
            {
                match link_type {
                    LinkType::Inline => Self::Link(piece(dest_url)?),
                    LinkType::Autolink => Self::Autolink(piece(dest_url)?),
                    _ => return None,
                }
            }
            Event::Start(tag) if bare(tag.to_end()).as_ref() == Some(tag) => Self::Start(tag.to_end()),
            _ => return None,
        })
    }

    fn nesting(&self, others: &[Event<'static>]) -> Nesting {
        match self {
            Self::Start(_) | Self::Fence(_) | Self::Link(_) | Self::Autolink(_) => Nesting::Opens,
            Self::End(_) => Nesting::Closes,
            Self::Text(_) | Self::Code(_) | Self::SoftBreak | Self::HardBreak | Self::Task(_) => {
                Nesting::Within
            }
            Self::Other(index) => Nesting::of(&others[index_of(*index)]),
        }
    }

    fn event<'a>(self, text: &'a str, others: &'a [Event<'static>]) -> Event<'a> {
        let words = |piece: Piece| CowStr::Borrowed(piece.of_text(text));
        match self {
            Self::Text(piece) => Event::Text(words(piece)),
            Self::Code(piece) => Event::Code(words(piece)),
            Self::SoftBreak => Event::SoftBreak,
            Self::HardBreak => Event::HardBreak,
            Self::Task(is_done) => Event::TaskListMarker(is_done),
            Self::Start(end) => Event::Start(bare(end).unwrap_or(Tag::Paragraph)),
            Self::Fence(info) => Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(words(info)))),
            Self::Link(address) => link(LinkType::Inline, words(address)),
            Self::Autolink(address) => link(LinkType::Autolink, words(address)),
            Self::End(end) => Event::End(end),
            Self::Other(index) => others[index_of(index)].clone(),
        }
    }
}

fn index_of(bytes: [u8; 4]) -> usize {
    u32::from_le_bytes(bytes) as usize
}

fn link(link_type: LinkType, dest_url: CowStr<'_>) -> Event<'_> {
    let nothing = CowStr::Borrowed("");
    Event::Start(Tag::Link { link_type, dest_url, title: nothing.clone(), id: nothing })
}

/// The tag of an end, where the end says all that there is to say of most such tags.
fn bare(end: TagEnd) -> Option<Tag<'static>> {
    Some(match end {
        TagEnd::Paragraph => Tag::Paragraph,
        TagEnd::Heading(level) => Tag::Heading { level, id: None, classes: Vec::new(), attrs: Vec::new() },
        TagEnd::BlockQuote(kind) => Tag::BlockQuote(kind),
        TagEnd::List(is_ordered) => Tag::List(is_ordered.then_some(1)),
        TagEnd::Item => Tag::Item,
        TagEnd::TableHead => Tag::TableHead,
        TagEnd::TableRow => Tag::TableRow,
        TagEnd::TableCell => Tag::TableCell,
        TagEnd::Emphasis => Tag::Emphasis,
        TagEnd::Strong => Tag::Strong,
        TagEnd::Strikethrough => Tag::Strikethrough,
        _ => return None,
    })
}

impl Piece {
    /// Where words stand in the text, if they are not a copy of what stands there.
    fn of(text: &str, words: &CowStr<'_>) -> Option<Self> {
        let CowStr::Borrowed(words) = words else { return None };
        let start =
            if words.is_empty() { 0 } else { words.as_ptr().addr().checked_sub(text.as_ptr().addr())? };
        let is_there = text.get(start..start.checked_add(words.len())?) == Some(*words);
        let start = u32::try_from(start).ok()?.to_le_bytes();
        let [length @ .., 0] = u32::try_from(words.len()).ok()?.to_le_bytes() else { return None };
        is_there.then_some(Self { start, length })
    }

    fn of_text(self, text: &str) -> &str {
        let [a, b, c] = self.length;
        let (start, length) = (index_of(self.start), index_of([a, b, c, 0]));
        &text[start..start + length]
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::markdown::events::{self, read};

    fn kept(text: &str) -> Kept {
        Kept::of(text, events::bare(&read(text, 0..text.len())))
    }

    fn is_the_same(text: &str) {
        let read = read(text, 0..text.len());
        let again = kept(text);
        let again = again.events(text);
        assert!(again.within(0..again.len()).eq(events::bare(&read).cloned()), "{text:?}");
        let starts = (0..read.len()).filter(|at| matches!(read[*at].0, Event::Start(_)));
        for at in starts {
            assert_eq!(again.end_of(at), events::end_within(&read, at), "{text:?}");
        }
    }

    const ALL: &str = "# One {#a .b}\n\n## Two\n\nA *b* **c** ~~d~~ `e` \\* &amp; [f](g) [h](i 'j') [k][l] <m@n.org> \
        https://o.org/p\nq  \nr\n\n> s\n\n> [!NOTE]\n> t\n\n- u\n- [x] v\n\n3. w\n\n1. x\n\n---\n\n```rs\ny\n```\n\n    z\n\n\
        | a | b |\n|---|:-:|\n| $c$ | ![d](e.png) |\n\n<p>f</p> g <b>h</b>[^i]\n\n[^i]: j\n\n[l]: /k 'l'\n";

    #[test]
    fn every_kind_of_event_comes_back() {
        is_the_same(ALL);
    }

    #[test]
    fn what_most_bodies_are_made_of_takes_few_bytes() {
        let text =
            "# A\n\nOne *two* `three`\n[four](five) https://six.org  \n9\n\n- 7\n- [ ] 10\n\n```rs\n8\n```\n";
        assert!(kept(text).others.is_empty(), "{:?}", kept(text).others);
        assert!(size_of::<Mark>() <= 8);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn the_events_of_any_text_come_back(
            parts in proptest::collection::vec(
                prop_oneof![
                    proptest::sample::select(ALL.split_inclusive([' ', '\n']).collect::<Vec<_>>())
                        .prop_map(str::to_string),
                    any::<String>(),
                ], 0..40),
        ) {
            is_the_same(&parts.concat());
        }
    }
}
