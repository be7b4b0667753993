//! What stands around the main part of a page and is the same on nearly all of them, made once.

use serde::Serialize;
use tera::{Context, Value};

use super::Renderer;
use super::data::field;

/// The template variable `frame`: parts of a page, each as what its template makes of it; nothing where that has a
/// fault, or says something of the page.
#[derive(Clone, Serialize)]
pub(super) struct Frame {
    site_head_html: Option<Value>,
    header_html: Option<Value>,
    footer_html: Option<Value>,
}

impl Renderer {
    /// Gives the page at `url` its frame. A part that differs on this page, or could, is not given: there the
    /// template of the page includes it.
    pub(super) fn put_frame(&self, edition: usize, url: &str, context: &mut Context) {
        let common = self.common(edition);
        let frame = common.frame.get_or_init(|| {
            let part = |template| self.framed(edition, template);
            let whole = Frame {
                site_head_html: part("site-head.html"),
                header_html: part("header.html"),
                footer_html: part("footer.html"),
            };
            let headless = Frame { header_html: None, ..whole.clone() };
            [whole, headless].map(|frame| Value::from_serializable(&frame))
        });
        let links = field(&common.site, "links").and_then(Value::as_map);
        let is_led_to = links.is_some_and(|links| links.values().any(|link| link.as_str() == Some(url)));
        context.insert("here", &is_led_to.then_some(url));
        context.insert_value("frame", frame[usize::from(is_led_to)].clone());
    }

    fn framed(&self, edition: usize, template: &str) -> Option<Value> {
        let mut context = Context::new();
        self.put_shared(edition, &mut context);
        context.insert_value("here", Value::none());
        self.made_once(template, &context).map(|html| Value::safe_string(&html))
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{site, text};

    const DAY: (&str, &str) =
        ("content/projects/cut/day-01.md", "---\ntitle: First\ndate: 2026-01-05\n---\nWords.\n");

    /// A site in two languages with a template of its own.
    fn with(template: &str, text: &str) -> crate::output::Output {
        let settings =
            "title: T\nbase_url: https://example.org/log/\nlanguages: [en, zh]\naccent: \"#9a3b1b\"\n";
        let path = format!("themes/ledger/templates/{template}");
        let (output, codes) = site(&[("buildlog.yaml", settings), DAY, (&path, text)]);
        assert!(!output.is_empty(), "{codes:?}");
        output
    }

    #[test]
    fn parts_made_once_are_those_that_each_page_would_make() {
        let base = include_str!("../../themes/ledger/templates/base.html");
        let head = include_str!("../../themes/ledger/templates/head.html");
        let once = with("base.html", base);
        assert_eq!(base.matches("frame.").count(), 4);
        assert_eq!(once, with("base.html", &base.replace("frame.header_html", "false")));
        assert_eq!(once, with("base.html", &base.replace("frame.footer_html", "false")));
        assert_eq!(once, with("head.html", &head.replace("frame.site_head_html", "false")));
    }

    #[test]
    fn the_page_that_the_header_leads_to_is_marked_in_it_and_no_other() {
        let output = with("tags.html", "");
        let marked = |route| text(&output, route).contains("/log/projects/\" aria-current=\"page\"");
        assert!(marked("projects/") && !marked("archive/") && !marked("projects/cut/day-01/"));
    }

    #[test]
    fn a_part_that_says_something_of_the_page_is_made_for_each() {
        for part in ["header.html", "footer.html", "site-head.html"] {
            let output = with(part, "<p>{{ page.title }} in {{ page.language }}</p>\n");
            for (route, said) in [("projects/cut/day-01/", "<p>First in en</p>"), ("zh/", "<p>T in zh</p>")] {
                assert!(text(&output, route).contains(said), "{part} on {route}");
            }
        }
    }
}
