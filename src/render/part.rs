//! Parts that stand on many pages and are made once for all of them, where their templates ask for nothing of the page.

use std::collections::HashSet;

use tera::Context;

use super::Renderer;
use crate::theme::Theme;

/// The templates of such parts, with the names of all that each is given. The header is made once for the pages that
/// none of its links leads to, and so may ask for `here`; a strip names what it hands to each of its marks, too.
const PARTS: [(&str, &[&str]); 7] = [
    ("breadcrumb.html", &["trail", "t"]),
    ("day-item.html", &["day", "with_project", "in_project", "t"]),
    ("footer.html", &["site", "assets", "t"]),
    ("header.html", &["site", "here", "assets", "t"]),
    ("mark.html", &["mark", "compact", "t"]),
    ("site-head.html", &["site", "assets", "t"]),
    ("strip.html", &["marks", "marks_html", "mark", "compact", "t"]),
];

/// The parts that a theme lets be made once. What comes of a template can't decide that: `{% if page %}` is no fault
/// where there is no page, and says nothing. Its names do.
pub(super) struct Parts(HashSet<&'static str>);

impl Parts {
    pub(super) fn of(theme: &Theme) -> Parts {
        let made_once = PARTS.into_iter().filter(|(template, given)| theme.asks_only_for(template, given));
        Parts(made_once.map(|(template, _)| template).collect())
    }
}

impl Renderer {
    /// A part as it is on all pages; nothing where its template has a fault, or could say something of the page. There
    /// the template of the page includes it.
    pub(super) fn made_once(&self, template: &str, context: &Context) -> Option<String> {
        let is_of_all = self.parts.0.contains(template);
        is_of_all.then(|| self.theme.render(template, context).ok()).flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{site, text};
    use super::*;
    use crate::config::{Config, Overrides};
    use crate::output::Output;
    use crate::path::SitePath;
    use crate::source::{Source, Sources};

    const DAY: &str = "content/projects/cut/day-01.md";

    fn parts(templates: &[(&str, &str)]) -> Vec<&'static str> {
        let settings = ("buildlog.yaml".to_string(), "title: T\nbase_url: https://example.org/\n");
        let own = templates.iter().map(|(name, text)| (format!("themes/ledger/templates/{name}"), *text));
        let files =
            own.chain([settings]).map(|(path, text)| (SitePath::new(path), Source::Text(text.into())));
        let sources = Sources::from_memory(files);
        let as_of = "2026-12-31".parse().unwrap();
        let config = Config::read(&sources, &Overrides { base_url: None, drafts: false, as_of }).unwrap();
        let mut parts: Vec<_> = Parts::of(&Theme::load(&sources, &config).unwrap()).0.into_iter().collect();
        parts.sort_unstable();
        parts
    }

    fn with(template: &str, text: &str) -> Output {
        let path = format!("themes/ledger/templates/{template}");
        let day = "---\ntitle: First\ndate: 2026-01-05\ntags: [sound]\n---\nWords.\n";
        let challenge = "---\ntitle: Cut\nchallenge: {start: 2026-01-05, days: 7}\n---\n";
        let project = ("content/projects/cut/project.md", challenge);
        let (output, codes) = site(&[project, (DAY, day), (&path, text)]);
        assert!(!output.is_empty(), "{codes:?}");
        output
    }

    #[test]
    fn the_embedded_theme_lets_every_part_be_made_once() {
        assert_eq!(parts(&[]), PARTS.map(|(template, _)| template));
    }

    #[test]
    fn a_part_with_names_of_its_own_is_made_once() {
        let own = "{% set n = trail | length %}{% for c in trail %}{{ c.title }} {{ loop.index }} of {{ n }}{% endfor %}";
        assert!(parts(&[("breadcrumb.html", own)]).contains(&"breadcrumb.html"));
    }

    #[test]
    fn a_part_is_no_longer_made_once_when_it_or_what_it_includes_names_something_of_the_page() {
        for asks in [
            "{% if page %}.{% endif %}",
            "{{ page?.url }}",
            "{{ day is defined }}",
            "{% if here %}.{% endif %}",
        ] {
            let own = "{% for mark in marks %}{% include \"mark.html\" %}{% endfor %}";
            assert!(!parts(&[("mark.html", asks), ("strip.html", own)]).contains(&"strip.html"), "{asks}");
            assert!(!parts(&[("breadcrumb.html", asks)]).contains(&"breadcrumb.html"), "{asks}");
        }
    }

    #[test]
    fn a_component_that_takes_something_of_the_page_unasked_is_made_for_each() {
        let own = "{% component Where(@page) %}{{ page.url }}{% endcomponent Where %}{{ <Where/> }}";
        assert!(!parts(&[("footer.html", own)]).contains(&"footer.html"));
    }

    #[test]
    fn a_guarded_question_is_answered_on_every_page() {
        let asks = "{% if page %}<p>at {{ page.url }}</p>{% endif %}{% if here %}<p>here</p>{% endif %}";
        let shown = [
            ("breadcrumb.html", "projects/cut/day-01/"),
            ("day-item.html", "tags/sound/"),
            ("footer.html", "archive/"),
            ("header.html", "projects/cut/day-01/"),
            ("mark.html", "projects/cut/day-01/"),
            ("site-head.html", "projects/"),
            ("strip.html", "projects/cut/"),
        ];
        for (part, route) in shown {
            let page = text(&with(part, asks), route);
            assert!(page.contains(&format!("<p>at /log/{route}</p>")), "{part} on {route}");
            assert_eq!(
                page.contains("<p>here</p>"),
                ["archive/", "projects/"].contains(&route),
                "{part} on {route}"
            );
        }
    }

    #[test]
    fn a_footer_marks_the_page_it_stands_on() {
        let output = with("footer.html", "{% if site.links.archive == here %}<p>here</p>{% endif %}");
        assert!(text(&output, "archive/").contains("<p>here</p>"));
        assert!(!text(&output, "projects/").contains("<p>here</p>"));
    }
}
