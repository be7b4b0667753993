//! Text from other people: Markdown of which little is kept.

use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd, html};

use super::escape::{is_safe_address, push_text};
use super::events::{Spanned, bare, end_within, read_simple, without_kept_out};
use super::plain::{inline, verbatim};
use super::raw_html::{Scanner, Token, is_inline_format, is_kept_out, is_unknown};
use super::sanitize::strict;

/// The HTML of a text by someone else, such as feedback: paragraphs, lists, quotes, code and simple
/// formatting. Links carry `rel="nofollow ugc noopener"` and lead only to pages and mail addresses;
/// headings are bold paragraphs, pictures their words; nothing in it can run or load anything.
pub fn render_untrusted(text: &str) -> String {
    let events = without_kept_out(read_simple(text));
    let mut simple = Vec::with_capacity(events.len());
    let (mut at, mut open) = (0, Open::default());
    while at < events.len() {
        at = push_simple(&events, at, &mut open, &mut simple);
    }
    let mut page = String::with_capacity(text.len() * 2);
    html::push_html(&mut page, simple.into_iter());
    strict(&page)
}

/// Whether nothing is left to read of a text by someone else once it is shown.
pub fn is_wordless(text: &str) -> bool {
    let html = render_untrusted(text);
    Scanner::new(&html).all(|token| match token {
        Token::Text(range) => html[range].trim().is_empty(),
        _ => true,
    })
}

/// What is open around an event.
#[derive(Default)]
struct Open {
    quotes: usize,
    /// Of each link whether it stays one.
    links: Vec<bool>,
}

/// Quotes in quotes beyond this are written as one; nobody means a thousand of them.
const DEEPEST_QUOTE: usize = 16;

/// Adds what stays of an event, and gives the index of the next.
fn push_simple<'a>(events: &[Spanned<'a>], at: usize, open: &mut Open, simple: &mut Vec<Event<'a>>) -> usize {
    match &events[at].0 {
        Event::Start(Tag::BlockQuote(_)) => {
            open.quotes += 1;
            if open.quotes <= DEEPEST_QUOTE {
                simple.push(events[at].0.clone());
            }
        }
        Event::End(TagEnd::BlockQuote(_)) => {
            if open.quotes <= DEEPEST_QUOTE {
                simple.push(events[at].0.clone());
            }
            open.quotes -= 1;
        }
        Event::Start(Tag::Heading { .. }) => {
            simple.extend([Event::Start(Tag::Paragraph), Event::Start(Tag::Strong)])
        }
        Event::End(TagEnd::Heading(_)) => {
            simple.extend([Event::End(TagEnd::Strong), Event::End(TagEnd::Paragraph)])
        }
        Event::Start(Tag::Image { .. }) => {
            let end = end_within(events, at);
            simple.push(Event::Text(inline(bare(&events[at + 1..end])).into()));
            return end + 1;
        }
        Event::Start(Tag::HtmlBlock) => {
            let end = end_within(events, at);
            let kept = formatting(&verbatim(bare(&events[at + 1..end])));
            simple.extend([
                Event::Start(Tag::Paragraph),
                Event::InlineHtml(kept.into()),
                Event::End(TagEnd::Paragraph),
            ]);
            return end + 1;
        }
        Event::InlineHtml(html) => simple.push(Event::InlineHtml(formatting(html).into())),
        Event::Start(Tag::Link { link_type, dest_url, id, .. }) => {
            // Where a link leads nowhere, its words stay.
            let stays = *link_type == LinkType::Email || is_absolute(dest_url);
            open.links.push(stays);
            if stays {
                simple.push(Event::Start(Tag::Link {
                    link_type: *link_type,
                    dest_url: dest_url.clone(),
                    title: CowStr::Borrowed(""),
                    id: id.clone(),
                }));
            }
        }
        Event::End(TagEnd::Link) => {
            if open.links.pop().unwrap_or_default() {
                simple.push(events[at].0.clone());
            }
        }
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
    }

    #[test]
    fn a_link_in_feedback_that_leads_nowhere_is_its_words() {
        assert_eq!(render_untrusted("[*a*](/in) [b](javascript:x) c"), "<p><em>a</em> b c</p>\n");
        assert!(render_untrusted("<me@x.example>").contains("href=\"mailto:me@x.example\""));
    }

    #[test]
    fn a_script_leaves_no_words_of_its_own() {
        assert_eq!(render_untrusted("a <script>b</script> c <style>d {}</style>e"), "<p>a  c e</p>\n");
        assert!(is_wordless("<script>x</script>") && is_wordless("![](a.png)\n\n<br>"));
        assert!(!is_wordless("```\nerror\n```") && !is_wordless("a <script> that nobody closes"));
    }
}
