//! Short fields of front matter: one line of Markdown, and the links in it.

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use super::doc::LinkKind;
use super::escape::push_text;
use super::events::{Spanned, bare, end_within, read_simple};
use super::plain::{fold, inline};
use super::writer::{Target, open_link};

/// The targets of the links in a short field, as written and in order. A bare URL is no link there,
/// and a picture is its words.
pub fn field_links(text: &str) -> Vec<String> {
    let line = one_line(text);
    let events = read_simple(&line);
    let mut targets = Vec::new();
    let mut at = 0;
    while at < events.len() {
        match &events[at].0 {
            Event::Start(Tag::Image { .. }) => at = end_within(&events, at),
            Event::Start(Tag::Link { .. }) => targets.extend(target(&events[at])),
            _ => {}
        }
        at += 1;
    }
    targets
}

/// The HTML of a short field, such as a plan for tomorrow: emphasis, code, and links that lead where
/// `resolve` says. No block can arise from it, and raw HTML in it is text.
pub fn render_field(text: &str, resolve: &dyn Fn(LinkKind, &str) -> Target) -> String {
    let line = one_line(text);
    let events = read_simple(&line);
    let mut field = Field { page: String::with_capacity(text.len() * 2), closers: Vec::new(), resolve };
    let mut at = 0;
    while at < events.len() {
        at = field.push(&events, at);
    }
    without_mark(&field.page).trim().to_owned()
}

const PARAGRAPH_MARK: char = '¶';

/// With a mark and a space before it a line can be nothing but a paragraph, and what follows the
/// space is read as if it stood first.
pub(super) fn one_line(text: &str) -> String {
    format!("{PARAGRAPH_MARK} {}", fold(text))
}

/// What was made of such a line, without the mark.
pub(super) fn without_mark(made: &str) -> &str {
    made.strip_prefix(PARAGRAPH_MARK).unwrap_or(made)
}

/// Where a link leads; `None` for a bare URL, because the field may stand in a link itself.
fn target((event, span): &Spanned<'_>) -> Option<String> {
    let Event::Start(Tag::Link { link_type, dest_url, .. }) = event else { return None };
    let was_written = span.len() > dest_url.len();
    was_written.then(|| match link_type {
        LinkType::Email => format!("mailto:{dest_url}"),
        _ => dest_url.to_string(),
    })
}

struct Field<'a> {
    page: String,
    closers: Vec<&'static str>,
    resolve: &'a dyn Fn(LinkKind, &str) -> Target,
}

impl Field<'_> {
    /// Writes the event and gives the index of the next.
    fn push(&mut self, events: &[Spanned<'_>], at: usize) -> usize {
        match &events[at].0 {
            Event::Text(text) | Event::InlineHtml(text) | Event::Html(text) => {
                push_text(&mut self.page, text);
            }
            Event::Code(code) => {
                self.page.push_str("<code>");
                push_text(&mut self.page, code);
                self.page.push_str("</code>");
            }
            Event::SoftBreak | Event::HardBreak => self.page.push(' '),
            Event::Start(Tag::Emphasis) => self.page.push_str("<em>"),
            Event::End(TagEnd::Emphasis) => self.page.push_str("</em>"),
            Event::Start(Tag::Strong) => self.page.push_str("<strong>"),
            Event::End(TagEnd::Strong) => self.page.push_str("</strong>"),
            Event::Start(Tag::Strikethrough) => self.page.push_str("<del>"),
            Event::End(TagEnd::Strikethrough) => self.page.push_str("</del>"),
            Event::Start(Tag::Link { .. }) => {
                let target = target(&events[at])
                    .map_or(Target::Text, |target| (self.resolve)(LinkKind::Link, &target));
                self.closers.push(open_link(&mut self.page, &target, None));
            }
            Event::End(TagEnd::Link) => self.page.push_str(self.closers.pop().unwrap_or_default()),
            Event::Start(Tag::Image { .. }) => {
                let end = end_within(events, at);
                push_text(&mut self.page, &inline(bare(&events[at + 1..end])));
                return end + 1;
            }
            _ => {}
        }
        at + 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        render_field(text, &|_, target| match target {
            "draft.md" => Target::Text,
            _ if target.contains(':') => Target::External(target.to_owned()),
            _ => Target::Url(target.replace(".md", "/")),
        })
    }

    #[test]
    fn a_short_field_is_one_line_whatever_it_looks_like() {
        assert_eq!(shown("# 3. *Why* `a<b`?"), "# 3. <em>Why</em> <code>a&lt;b</code>?");
        assert_eq!(shown("- one\n- two\n\n> three"), "- one - two &gt; three");
        assert_eq!(shown("1. a\n===\n| b |\n|---|"), "1. a === | b | |---|");
        assert_eq!(shown("*\"quoted\"* first"), "<em>\"quoted\"</em> first");
        assert_eq!(shown("    indented"), "indented");
        assert_eq!(shown(""), "");
    }

    #[test]
    fn a_short_field_holds_no_html_and_no_dangerous_link() {
        assert_eq!(shown("<b onclick=x>b</b>"), "&lt;b onclick=x&gt;b&lt;/b&gt;");
        assert_eq!(shown("[x](javascript:alert(1)) [y](draft.md)"), "x y");
        assert_eq!(
            shown("[x](https://a.example/?b=1&c=2) https://d.example ![alt](p.png)"),
            "<a href=\"https://a.example/?b=1&amp;c=2\" rel=\"noopener\">x</a> https://d.example alt"
        );
    }

    #[test]
    fn the_links_of_a_short_field_lead_where_they_are_resolved_to() {
        assert_eq!(shown("See [b](day-02.md)."), "See <a href=\"day-02/\">b</a>.");
        let text = "[a](x.md) ![p](p.png) [![q](q.png)](y.md#z) https://d.example <me@x.example>";
        assert_eq!(field_links(text), ["x.md", "y.md#z", "mailto:me@x.example"]);
    }
}
