//! Text from other people, and short fields: Markdown of which little is kept.

use pulldown_cmark::{CowStr, Event, Tag, TagEnd, html};

use super::escape::{is_safe_address, push_text};
use super::events::{Spanned, end_of, read_simple};
use super::plain::{fold, inline, verbatim};
use super::raw_html::{Scanner, Token, is_inline_format, is_kept_out, is_unknown};
use super::sanitize::strict;
use super::writer::{Target, open_link};

/// The HTML of a text by someone else, such as feedback: paragraphs, lists, quotes, code and simple
/// formatting. Links carry `rel="nofollow ugc noopener"` and lead only to pages and mail addresses;
/// headings are bold paragraphs, pictures their words; nothing in it can run or load anything.
pub fn render_untrusted(text: &str) -> String {
    let events = read_simple(text);
    let mut simple = Vec::with_capacity(events.len());
    let (mut at, mut quotes) = (0, 0);
    while at < events.len() {
        at = push_simple(&events, at, &mut quotes, &mut simple);
    }
    let mut page = String::with_capacity(text.len() * 2);
    html::push_html(&mut page, simple.into_iter());
    strict(&page)
}

/// The HTML of a short field, such as a title: emphasis, code and links to pages and mail addresses.
/// No block can arise from it, and raw HTML in it is text.
pub fn render_inline(text: &str) -> String {
    // With a mark and a space before it a line can be nothing but a paragraph, and what follows the
    // space is read as if it stood first.
    let line = format!("{PARAGRAPH_MARK} {}", fold(text));
    let mut page = String::with_capacity(text.len() * 2);
    let mut closers = Vec::new();
    let events = read_simple(&line);
    let mut at = 0;
    while at < events.len() {
        at = push_inline(&events, at, &mut closers, &mut page);
    }
    let page = page.strip_prefix(PARAGRAPH_MARK).unwrap_or(&page);
    page.trim().to_owned()
}

const PARAGRAPH_MARK: char = '¶';

fn push_inline(
    events: &[Spanned<'_>],
    at: usize,
    closers: &mut Vec<&'static str>,
    page: &mut String,
) -> usize {
    match &events[at].0 {
        Event::Text(text) | Event::InlineHtml(text) | Event::Html(text) => push_text(page, text),
        Event::Code(code) => {
            page.push_str("<code>");
            push_text(page, code);
            page.push_str("</code>");
        }
        Event::SoftBreak | Event::HardBreak => page.push(' '),
        Event::Start(Tag::Emphasis) => page.push_str("<em>"),
        Event::End(TagEnd::Emphasis) => page.push_str("</em>"),
        Event::Start(Tag::Strong) => page.push_str("<strong>"),
        Event::End(TagEnd::Strong) => page.push_str("</strong>"),
        Event::Start(Tag::Strikethrough) => page.push_str("<del>"),
        Event::End(TagEnd::Strikethrough) => page.push_str("</del>"),
        Event::Start(Tag::Link { dest_url, .. }) => {
            // A bare URL stays text: the field may stand in a link itself.
            let was_written = events[at].1.len() > dest_url.len();
            let target = match was_written && is_absolute(dest_url) {
                true => Target::External(dest_url.to_string()),
                false => Target::Text,
            };
            closers.push(open_link(page, &target, None));
        }
        Event::End(TagEnd::Link) => page.push_str(closers.pop().unwrap_or_default()),
        Event::Start(Tag::Image { .. }) => {
            let end = end_of(events, at);
            push_text(page, &inline(&events[at + 1..end]));
            return end + 1;
        }
        _ => {}
    }
    at + 1
}

/// Quotes in quotes beyond this are written as one; nobody means a thousand of them.
const DEEPEST_QUOTE: usize = 16;

/// Adds what stays of an event, and gives the index of the next.
fn push_simple<'a>(
    events: &[Spanned<'a>],
    at: usize,
    quotes: &mut usize,
    simple: &mut Vec<Event<'a>>,
) -> usize {
    match &events[at].0 {
        Event::Start(Tag::BlockQuote(_)) => {
            *quotes += 1;
            if *quotes <= DEEPEST_QUOTE {
                simple.push(events[at].0.clone());
            }
        }
        Event::End(TagEnd::BlockQuote(_)) => {
            if *quotes <= DEEPEST_QUOTE {
                simple.push(events[at].0.clone());
            }
            *quotes -= 1;
        }
        Event::Start(Tag::Heading { .. }) => {
            simple.extend([Event::Start(Tag::Paragraph), Event::Start(Tag::Strong)])
        }
        Event::End(TagEnd::Heading(_)) => {
            simple.extend([Event::End(TagEnd::Strong), Event::End(TagEnd::Paragraph)])
        }
        Event::Start(Tag::Image { .. }) => {
            let end = end_of(events, at);
            simple.push(Event::Text(inline(&events[at + 1..end]).into()));
            return end + 1;
        }
        Event::Start(Tag::HtmlBlock) => {
            let end = end_of(events, at);
            let kept = formatting(&verbatim(&events[at + 1..end]));
            simple.extend([
                Event::Start(Tag::Paragraph),
                Event::InlineHtml(kept.into()),
                Event::End(TagEnd::Paragraph),
            ]);
            return end + 1;
        }
        Event::InlineHtml(html) => simple.push(Event::InlineHtml(formatting(html).into())),
        Event::Start(Tag::Link { link_type, dest_url, id, .. }) => simple.push(Event::Start(Tag::Link {
            link_type: *link_type,
            dest_url: dest_url.clone(),
            title: CowStr::Borrowed(""),
            id: id.clone(),
        })),
        event => simple.push(event.clone()),
    }
    at + 1
}

/// Of raw HTML only the tags of simple formatting, without attributes; what is no tag is text.
fn formatting(html: &str) -> String {
    let mut kept = String::with_capacity(html.len());
    let mut scanner = Scanner::new(html);
    while let Some(token) = scanner.next() {
        match token {
            Token::Text(range) => kept.push_str(&html[range].replace('<', "&lt;")),
            Token::Start { name, .. } if is_inline_format(&name) => kept.push_str(&format!("<{name}>")),
            Token::End { name, .. } if is_inline_format(&name) => kept.push_str(&format!("</{name}>")),
            Token::Start { name, range, .. } | Token::End { name, range } if is_unknown(&name) => {
                push_text(&mut kept, &html[range]);
            }
            Token::Start { name, .. } if is_kept_out(&name) => scanner.skip_element(&name),
            _ => {}
        }
    }
    kept
}

fn is_absolute(address: &str) -> bool {
    let begins = |with: &str| address.get(..with.len()).is_some_and(|head| head.eq_ignore_ascii_case(with));
    is_safe_address(address) && ["http://", "https://", "mailto:"].into_iter().any(begins)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_field_is_one_line_whatever_it_looks_like() {
        assert_eq!(render_inline("# 3. *Why* `a<b`?"), "# 3. <em>Why</em> <code>a&lt;b</code>?");
        assert_eq!(render_inline("- one\n- two\n\n> three"), "- one - two &gt; three");
        assert_eq!(render_inline("1. a\n===\n| b |\n|---|"), "1. a === | b | |---|");
        assert_eq!(render_inline("*\"quoted\"* first"), "<em>\"quoted\"</em> first");
        assert_eq!(render_inline("    indented"), "indented");
        assert_eq!(render_inline(""), "");
    }

    #[test]
    fn a_short_field_holds_no_html_and_no_dangerous_link() {
        assert_eq!(render_inline("<b onclick=x>b</b>"), "&lt;b onclick=x&gt;b&lt;/b&gt;");
        assert_eq!(render_inline("[x](javascript:alert(1)) [y](../z)"), "x y");
        assert_eq!(
            render_inline("[x](https://a.example/?b=1&c=2) https://d.example ![alt](p.png)"),
            "<a href=\"https://a.example/?b=1&amp;c=2\" rel=\"noopener\">x</a> https://d.example alt"
        );
    }

    #[test]
    fn feedback_keeps_its_shape_and_marks_its_links() {
        assert_eq!(
            render_untrusted("# Hi\n\nLook: https://a.example **now**\n\n- `x`\n"),
            "<p><strong>Hi</strong></p>\n<p>Look: <a href=\"https://a.example\" rel=\"nofollow ugc noopener\">\
             https://a.example</a> <strong>now</strong></p>\n<ul>\n<li><code>x</code></li>\n</ul>\n"
        );
    }

    #[test]
    fn feedback_shows_what_is_no_tag_and_no_picture() {
        assert_eq!(
            render_untrusted("a Vec<T> and ![pic](https://x.example/p.png) <kbd id=x>K</kbd>"),
            "<p>a Vec&lt;T&gt; and pic <kbd>K</kbd></p>\n"
        );
        assert_eq!(
            render_untrusted("[a](/in) [b](javascript:x)"),
            "<p><a rel=\"nofollow ugc noopener\">a</a> <a rel=\"nofollow ugc noopener\">b</a></p>\n"
        );
    }
}
