//! The HTML of a body.

mod apart;
mod blocks;
mod links;
mod notes;
mod parts;
mod tables;
mod target;
mod walk;

pub use target::Target;
pub(super) use target::{Picture, host, open_link, push_picture};

use std::borrow::Cow;

use super::doc::{Doc, Heading, LinkKind};
use super::embed::{DemoFields, EmbedLabels, Facade, Needs};
use super::highlight::Highlighter;
use super::kept::Events;
use super::raw_html::LeftOpen;
use walk::Written;

/// The words that the page's language needs inside a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Labels {
    /// Over an alert of the kind `[!NOTE]`.
    pub note: String,
    /// Over an alert of the kind `[!TIP]`.
    pub tip: String,
    /// Over an alert of the kind `[!IMPORTANT]`.
    pub important: String,
    /// Over an alert of the kind `[!WARNING]`.
    pub warning: String,
    /// Over an alert of the kind `[!CAUTION]`.
    pub caution: String,
    /// Names the section of footnotes.
    pub footnotes: String,
    /// Names the link from a footnote back to its mark: "Back to the text".
    pub back_to_text: String,
    /// Names the link at a heading, whose words stand for `{title}`: "Link to this section: {title}".
    pub permalink: String,
    /// Names the box of a task that is done.
    pub done: String,
    /// Names the box of a task that is not done.
    pub not_done: String,
    /// Opens a `<details>` that has no summary of its own.
    pub details: String,
    /// Names a table that can be scrolled; its number follows.
    pub table: String,
    /// Names a formula that can be scrolled; its number follows.
    pub formula: String,
    /// The words around a demo.
    pub embed: EmbedLabels,
}

impl Default for Labels {
    /// The words in English.
    fn default() -> Self {
        Self {
            note: "Note".into(),
            tip: "Tip".into(),
            important: "Important".into(),
            warning: "Warning".into(),
            caution: "Caution".into(),
            footnotes: "Footnotes".into(),
            back_to_text: "Back to the text".into(),
            permalink: "Link to this section: {title}".into(),
            done: "done".into(),
            not_done: "not done".into(),
            details: "More".into(),
            table: "Table".into(),
            formula: "Formula".into(),
            embed: EmbedLabels::default(),
        }
    }
}

/// What the page around the body decides.
pub struct Rendering<'a> {
    /// Where a link or picture leads, given its target as written.
    pub resolve: &'a dyn Fn(LinkKind, &str) -> Target,
    /// The words in the page's language.
    pub labels: &'a Labels,
    /// Colours code; without it code stays plain.
    pub highlight: Option<&'a Highlighter>,
    /// What stands before the `#` of a link within the body: nothing on its own page, the page's
    /// whole address in a feed.
    pub page: &'a str,
    /// Whether demos open in their place, by the theme's script. Where there is none (in a feed) they are
    /// links.
    pub in_place: bool,
}

/// The HTML of a body.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rendered {
    /// The HTML.
    pub html: String,
    /// What its page must allow for its demos.
    pub needs: Needs,
}

/// A body that has been read, to be written once or more.
pub struct Reading<'a> {
    /// Those that are written.
    events: Events<'a>,
    outline: Cow<'a, [Heading]>,
    left_open: Vec<LeftOpen>,
}

impl<'a> Reading<'a> {
    /// The body of a file with this text, of which `doc` is what [`parse`](super::parse) said. A heading at its head
    /// that repeats the page's title is left out.
    pub fn of(text: &'a str, doc: &'a Doc, title: Option<&str>) -> Self {
        let events = doc.kept.events(text);
        let is_repeated = doc.repeats(title) && events.len() > 0;
        let first = if is_repeated { events.end_of(0) + 1 } else { 0 };
        let left_open = doc.left_open.iter().filter(|open| open.at >= first);
        let left_open = left_open.map(|open| LeftOpen { at: open.at - first, ..open.clone() }).collect();
        Self { events: events.from(first), outline: doc.outline_under(title), left_open }
    }

    /// Its HTML. There is no script and no inline style in it, every tag is closed in its place, and it refers
    /// to nothing but what `rendering.resolve` gave.
    pub fn write(&self, rendering: &Rendering<'_>) -> Rendered {
        self.written(rendering).finish(rendering.labels)
    }

    /// The same for its own page, and the HTML of it for elsewhere. Most bodies differ there in few places, and are
    /// written once.
    pub fn write_twice(&self, here: &Rendering<'_>, elsewhere: &Rendering<'_>) -> (Rendered, String) {
        let written = self.written(here);
        let other = written.apart.put_into(&written.html);
        (written.finish(here.labels), other.unwrap_or_else(|| self.write(elsewhere).html))
    }

    fn written(&self, rendering: &Rendering<'_>) -> Written {
        walk::write(self, rendering)
    }
}

/// The HTML of a demo that stands alone, such as that of a front matter.
pub fn render_demo(fields: &DemoFields, rendering: &Rendering<'_>) -> Rendered {
    let (html, needs) = Facade::of(fields, rendering);
    Rendered { html, needs }
}
