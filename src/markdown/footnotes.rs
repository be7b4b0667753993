//! Which footnotes are shown, in which order, and how often each is referred to.

use std::collections::HashMap;
use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::kept::Events;

/// The footnotes of a body.
#[derive(Debug, Default)]
pub(super) struct Footnotes {
    /// Those that are referred to, in the order of their first marks.
    pub(super) notes: Vec<Note>,
    /// Where each label's note stands in `notes`.
    places: HashMap<String, usize>,
}

/// A footnote that is referred to.
#[derive(Debug)]
pub(super) struct Note {
    /// The events of its text.
    pub(super) events: Range<usize>,
    /// How many marks in the text lead to it.
    pub(super) marks: usize,
}

impl Footnotes {
    /// Finds the footnotes among the events. A note that only other unread notes refer to is not shown.
    pub(super) fn of(events: Events<'_>) -> Self {
        let mut footnotes = Self::default();
        if !events.any_other(|event| matches!(event, Event::Start(Tag::FootnoteDefinition(_)))) {
            return footnotes;
        }
        let events: Vec<Event<'_>> = events.within(0..events.len()).collect();
        let (events, definitions) = (&*events, definitions(&events));
        footnotes.see_marks(events, 0..events.len(), &definitions);
        let mut at = 0;
        while at < footnotes.notes.len() {
            footnotes.see_marks(events, footnotes.notes[at].events.clone(), &definitions);
            at += 1;
        }
        footnotes
    }

    /// The number of the note of this label, from 1.
    pub(super) fn number(&self, label: &str) -> Option<usize> {
        self.places.get(&key(label)).map(|place| place + 1)
    }

    fn see_marks(
        &mut self,
        events: &[Event<'_>],
        range: Range<usize>,
        definitions: &HashMap<String, Range<usize>>,
    ) {
        let (mut notes, mut images) = (0, 0);
        for event in &events[range] {
            match event {
                Event::Start(Tag::FootnoteDefinition(_)) => notes += 1,
                Event::End(TagEnd::FootnoteDefinition) => notes -= 1,
                Event::Start(Tag::Image { .. }) => images += 1,
                Event::End(TagEnd::Image) => images -= 1,
                Event::FootnoteReference(label) if notes == 0 && images == 0 => {
                    let key = key(label);
                    let Some(events) = definitions.get(&key) else { continue };
                    let place = *self.places.entry(key).or_insert(self.notes.len());
                    if place == self.notes.len() {
                        self.notes.push(Note { events: events.clone(), marks: 0 });
                    }
                    self.notes[place].marks += 1;
                }
                _ => {}
            }
        }
    }
}

/// The events inside each definition; the first of two definitions of one label counts.
fn definitions(events: &[Event<'_>]) -> HashMap<String, Range<usize>> {
    let mut definitions = HashMap::new();
    let mut open = Vec::new();
    for (at, event) in events.iter().enumerate() {
        match event {
            Event::Start(Tag::FootnoteDefinition(label)) => open.push((key(label), at + 1)),
            Event::End(TagEnd::FootnoteDefinition) => {
                if let Some((label, start)) = open.pop() {
                    definitions.entry(label).or_insert(start..at);
                }
            }
            _ => {}
        }
    }
    definitions
}

/// Labels are the same but for case.
fn key(label: &str) -> String {
    label.to_lowercase()
}
