//! Markdown as HTML in its place on a page.

use tera::Value;
use unicode_width::UnicodeWidthChar;

use super::Renderer;
use super::scope::Scope;
use crate::content::Document;
use crate::front_matter::Language;
use crate::markdown::{
    self, DemoFields, EmbedLabels, Labels, LinkKind, Reading, Rendered, Rendering, Target,
};
use crate::media;
use crate::path::{Route, SitePath};
use crate::plan::Resolved;
use crate::theme::Strings;

/// How many bytes of a terminal's recording are read.
const LONGEST_CAST: u64 = 4 * 1024 * 1024;

/// How the addresses in a body are written.
#[derive(Clone, Copy)]
pub(super) enum Addresses<'a> {
    /// From the root of the host, for pages.
    Relative,
    /// Whole, for feeds; a link within the page leads to this page.
    Absolute(&'a Route),
}

/// The words inside a Markdown body in one language.
pub(super) fn labels(strings: &Strings) -> Labels {
    let word = |key: &str| strings.get(key).to_string();
    Labels {
        note: word("alerts.note"),
        tip: word("alerts.tip"),
        important: word("alerts.important"),
        warning: word("alerts.warning"),
        caution: word("alerts.caution"),
        footnotes: word("footnotes"),
        back_to_text: word("back_to_text"),
        permalink: word("link_to_section"),
        done: word("task_done"),
        not_done: word("task_open"),
        details: word("details"),
        table: word("table"),
        formula: word("formula"),
        embed: EmbedLabels {
            watch: word("embed.watch"),
            run: word("demo.try"),
            live: word("demo.live"),
            recording: word("demo.recording"),
            new_tab: word("embed.new_tab"),
            wake: word("embed.wake"),
            play: word("embed.play"),
            stop: word("embed.stop"),
            terminal: word("embed.terminal"),
            colon: strings.find("colon").unwrap_or(": ").to_string(),
        },
    }
}

/// The HTML of a document's body, and what its page must allow for it.
pub(super) fn html<M>(
    renderer: &Renderer,
    scope: &Scope,
    document: &Document<M>,
    title: Option<&str>,
    addresses: Addresses,
) -> Rendered {
    written(renderer, scope, document, &read(document, title), addresses)
}

/// A body that is read once, for its page and for feeds.
pub(super) fn read<'a, M>(document: &'a Document<M>, title: Option<&str>) -> Reading<'a> {
    Reading::of(&document.file.text, &document.doc, title)
}

/// The HTML of a body that has been read.
pub(super) fn written<M>(
    renderer: &Renderer,
    scope: &Scope,
    document: &Document<M>,
    reading: &Reading,
    addresses: Addresses,
) -> Rendered {
    with_rendering(renderer, scope, document, addresses, |rendering| reading.write(rendering))
}

/// The same for its page, which is at `route`, and for a feed.
pub(super) fn written_twice<M>(
    renderer: &Renderer,
    scope: &Scope,
    document: &Document<M>,
    reading: &Reading,
    route: &Route,
) -> (Rendered, String) {
    with_rendering(renderer, scope, document, Addresses::Relative, |page| {
        with_rendering(renderer, scope, document, Addresses::Absolute(route), |feed| {
            reading.write_twice(page, feed)
        })
    })
}

fn with_rendering<M, T>(
    renderer: &Renderer,
    scope: &Scope,
    document: &Document<M>,
    addresses: Addresses,
    write: impl FnOnce(&Rendering) -> T,
) -> T {
    let resolve = |kind: LinkKind, target: &str| {
        let from = &document.file.path;
        let resolved = scope.plan.resolve(scope.site, scope.edition, from, Some(&document.doc), target);
        lead(renderer, scope, resolved, kind, target, addresses)
    };
    let in_place = matches!(addresses, Addresses::Relative);
    let page = match addresses {
        Addresses::Relative => String::new(),
        Addresses::Absolute(page) => scope.absolute(page),
    };
    write(&Rendering {
        resolve: &resolve,
        labels: &renderer.shared[scope.edition].labels,
        // Where a feed is read there is no style sheet of the site, and classes would only make it longer.
        highlight: renderer.highlighter.as_deref().filter(|_| in_place),
        page: &page,
        in_place,
    })
}

/// The HTML of a demo that a front matter names, and what its page must allow for it.
pub(super) fn demo(renderer: &Renderer, scope: &Scope, from: &SitePath, fields: &DemoFields) -> Rendered {
    let resolve = |kind: LinkKind, target: &str| {
        let resolved = scope.plan.resolve(scope.site, scope.edition, from, None, target);
        lead(renderer, scope, resolved, kind, target, Addresses::Relative)
    };
    let rendering = Rendering {
        resolve: &resolve,
        labels: &renderer.shared[scope.edition].labels,
        highlight: None,
        page: "",
        in_place: true,
    };
    markdown::render_demo(fields, &rendering)
}

fn lead(
    renderer: &Renderer,
    scope: &Scope,
    resolved: Resolved,
    kind: LinkKind,
    target: &str,
    addresses: Addresses,
) -> Target {
    let picture = matches!(kind, LinkKind::Image | LinkKind::RawImage);
    match resolved {
        Resolved::Here(_) if picture => Target::Text,
        Resolved::Here(fragment) => Target::Url(match addresses {
            Addresses::Relative => format!("#{fragment}"),
            Addresses::Absolute(page) => format!("{}#{fragment}", scope.absolute(page)),
        }),
        Resolved::Page(route, fragment) => {
            let url = address(scope, &route, addresses);
            match fragment {
                Some(fragment) => Target::Url(format!("{url}#{fragment}")),
                None if picture => Target::Picture { url, size: None, still: None },
                None => Target::Url(url),
            }
        }
        Resolved::Medium(path) => medium(renderer, scope, &path, picture, addresses),
        Resolved::External if picture => Target::Card(target.to_string()),
        Resolved::External => Target::External(target.to_string()),
        Resolved::Draft | Resolved::Broken | Resolved::Dead(_) => Target::Text,
    }
}

fn medium(
    renderer: &Renderer,
    scope: &Scope,
    path: &SitePath,
    picture: bool,
    addresses: Addresses,
) -> Target {
    let Some(medium) = scope.plan.media.get(path) else { return Target::Text };
    let url = address(scope, &medium.route, addresses);
    if !picture {
        return Target::Url(url);
    }
    match medium.kind {
        media::Kind::Mp4 | media::Kind::WebM | media::Kind::QuickTime => Target::Video { url },
        media::Kind::Other if path.extension() == "cast" => {
            Target::Recording { url, screen: last_screen(renderer, path) }
        }
        _ if !medium.is_shown(path) => Target::File { url },
        _ => {
            let still = medium.still.as_ref().map(|still| address(scope, still, addresses));
            Target::Picture { url, size: medium.size, still }
        }
    }
}

/// The screen at the end of a recording of a terminal; of a very long one, at the end of its first part.
fn last_screen(renderer: &Renderer, path: &SitePath) -> Option<String> {
    let bytes = renderer.sources.head(path, LONGEST_CAST).ok()?;
    markdown::last_screen(&String::from_utf8_lossy(&bytes))
}

fn address(scope: &Scope, route: &Route, addresses: Addresses) -> String {
    match addresses {
        Addresses::Relative => scope.url(route),
        Addresses::Absolute(_) => scope.absolute(route),
    }
}

/// A field of the front matter of `from` as paragraphs.
pub(super) fn paragraphs(scope: &Scope, from: &SitePath, text: &str) -> Value {
    let paragraphs = text.split("\n\n").filter(|paragraph| !paragraph.trim().is_empty());
    let html: String =
        paragraphs.map(|paragraph| format!("<p>{}</p>", field(scope, from, paragraph))).collect();
    Value::safe_string(&html)
}

/// A field of the front matter of `from` as one line.
pub(super) fn inline(scope: &Scope, from: &SitePath, text: &str) -> Value {
    Value::safe_string(&field(scope, from, text))
}

/// Words of another language than the page's, marked as such; `html` is of `paragraphs` or `inline`.
pub(super) fn in_language(scope: &Scope, language: &Language, html: Value) -> Value {
    let Some(tag) = scope.foreign(language) else { return html };
    let words = html.as_str().unwrap_or_default();
    let element = if words.starts_with("<p>") { "div" } else { "span" };
    Value::safe_string(&format!("<{element} lang=\"{tag}\">{words}</{element}>"))
}

fn field(scope: &Scope, from: &SitePath, text: &str) -> String {
    markdown::render_field(text, &|_, target| match scope.plan.resolve_field(
        scope.site,
        scope.edition,
        from,
        target,
    ) {
        Resolved::External => Target::External(target.to_string()),
        _ => scope.field_address(from, target).map_or(Target::Text, Target::Url),
    })
}

/// A text cut after a word, with a mark that there was more, to at most `limit` characters.
pub(super) fn shorten(text: &str, limit: usize) -> String {
    let text = text.trim();
    // What comes from a body or from here has single spaces; in ASCII its end is found without a look at each word.
    if is_folded(&text.as_bytes()[..text.len().min(limit + 1)]) {
        return match text.len() <= limit {
            true => text.to_string(),
            false => cut(text[..limit].to_string()),
        };
    }
    let mut head = String::with_capacity(text.len().min(limit * 2));
    let mut rest = limit;
    for word in text.split_whitespace() {
        let gap = if head.is_empty() { "" } else { " " };
        let length = gap.len() + if word.is_ascii() { word.len() } else { word.chars().count() };
        if length > rest {
            head.extend(gap.chars().chain(word.chars()).take(rest));
            return cut(head);
        }
        head.push_str(gap);
        head.push_str(word);
        rest -= length;
    }
    head
}

/// Whether a text is of ASCII without other white space than single spaces.
fn is_folded(text: &[u8]) -> bool {
    let is_plain = |byte: &u8| matches!(byte, b' '..=b'~');
    text.iter().all(is_plain) && !text.windows(2).any(|pair| pair == b"  ")
}

/// The head of a longer text, cut after its last word.
fn cut(mut head: String) -> String {
    // Chinese has no spaces to cut at, and a cut at the last space may be far away.
    let end = head.rfind(' ').filter(|space| *space > head.len() / 2).unwrap_or(head.len());
    head.truncate(head[..end].trim_end_matches([',', ';', ':', '.', '，', '；', '：', '。', ' ']).len());
    head.push('…');
    head
}

/// A text cut where one of its clauses ends, to at most `limit` columns; after a word where none does. A
/// Chinese character takes two columns.
pub(super) fn first_clauses(text: &str, limit: usize) -> String {
    let mut columns = 0;
    let fits = text.chars().take_while(|c| {
        columns += c.width().unwrap_or(0);
        columns <= limit
    });
    let cut = shorten(text, fits.count());
    let Some(words) = cut.strip_suffix('…').filter(|_| cut.chars().count() < text.chars().count()) else {
        return cut;
    };
    // A point may stand in the middle of a number or an address, so one that ends a sentence has a space after it.
    let ends = [", ", "; ", ": ", ". ", "? ", "! ", "，", "；", "：", "。", "？", "！"];
    let end = ends.iter().filter_map(|end| words.rfind(end)).max();
    match end.filter(|end| *end > words.len() / 2) {
        Some(end) => format!("{}…", &words[..end]),
        None => cut,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_after_a_word() {
        assert_eq!(shorten("one two three", 50), "one two three");
        assert_eq!(shorten("one two, three", 9), "one two…");
        assert_eq!(shorten("one two, three", 8), "one two…");
        assert_eq!(shorten(" one\n two  \u{a0}three ", 13), "one two three");
        assert_eq!(shorten(" one\n two  \u{a0}three ", 12), "one two…");
        assert_eq!(shorten("一二三四五六七八", 4), "一二三四…");
    }

    #[test]
    fn a_text_is_cut_after_a_clause() {
        assert_eq!(first_clauses("For people, old and young", 50), "For people, old and young");
        assert_eq!(first_clauses("For old people, who read a lot", 22), "For old people…");
        assert_eq!(first_clauses("For 1,000 people of one place", 22), "For 1,000 people of…");
        assert_eq!(first_clauses("给志愿者，以及来搜索的人", 13), "给志愿者…");
    }
}
