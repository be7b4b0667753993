//! The strip of a project on the page of each of its days, where it differs in the mark of that day alone.

use std::ops::Range;

use tera::Value;

use super::Renderer;
use super::data::MarkItem;
use crate::site::DayId;

/// So many marks have room for links that a finger can tell apart.
const WITH_LINKS: usize = 31;

/// What `strip.html` makes of a strip, without a day that is marked.
pub(super) struct StripHtml {
    html: Box<str>,
    /// Where in it each mark stands.
    marks: Vec<Range<usize>>,
    is_compact: bool,
}

impl Renderer {
    /// A project's strip on the page of a day, and its HTML; nothing where one of its templates has a fault, which is
    /// then told where it is included, or does more with the marks than to put them in a row.
    pub(super) fn strip_at(&self, edition: usize, id: DayId) -> (Vec<Value>, Option<Value>) {
        let project = &self.site.editions[edition].projects[id.project];
        let mut strip = self.strip(edition, id.project).to_vec();
        let whole =
            self.shared[edition].strips_html[id.project].get_or_init(|| self.strip_html(edition, id.project));
        let Some(own) = project.strip.iter().position(|mark| mark.day == Some(id.day)) else {
            return (strip, whole.as_ref().map(|whole| Value::safe_string(&whole.html)));
        };
        strip[own] = MarkItem::at_home(&strip[own]);
        let html = whole.as_ref().and_then(|whole| {
            let here = self.mark_html(edition, &strip[own], whole.is_compact)?;
            let Range { start, end } = whole.marks[own];
            Some(Value::safe_string(&[&whole.html[..start], &here, &whole.html[end..]].concat()))
        });
        (strip, html)
    }

    fn strip_html(&self, edition: usize, project: usize) -> Option<StripHtml> {
        let strip = self.strip(edition, project);
        let is_compact = strip.len() > WITH_LINKS;
        let made = strip.iter().map(|mark| self.mark_html(edition, mark, is_compact));
        let made = made.collect::<Option<Vec<_>>>()?;
        let row = made.concat();
        let mut context = self.part(edition);
        // A template that asks a mark for anything finds nothing, and is left to the page.
        context.insert_value("marks", vec![Value::undefined(); strip.len()].into());
        context.insert_value("marks_html", Value::safe_string(&row));
        context.insert("compact", &is_compact);
        let html = self.lasting("strip.html", &context)?;
        let mut places = html.match_indices(&row);
        let (mut end, None) = (places.next()?.0, places.next()) else { return None };
        let marks = made.iter().map(|mark| {
            let start = end;
            end += mark.len();
            start..end
        });
        Some(StripHtml { marks: marks.collect(), html, is_compact })
    }

    fn mark_html(&self, edition: usize, mark: &Value, is_compact: bool) -> Option<Box<str>> {
        let mut context = self.part(edition);
        context.insert_value("mark", mark.clone());
        context.insert("compact", &is_compact);
        self.lasting("mark.html", &context)
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{site, text};

    const BESIDE: &str = "themes/ledger/templates/";

    /// The pages of three days of a challenge of so many, with templates of its own.
    fn days(length: usize, templates: &[(&str, &str)]) -> Vec<String> {
        let project = format!("---\ntitle: Cut\nchallenge: {{start: 2026-01-05, days: {length}}}\n---\n");
        let day = |date: &str| format!("---\ndate: 2026-01-{date}\n---\nWords.\n");
        let mut files = vec![("content/projects/cut/project.md".to_string(), project)];
        let numbered = [("01", "05"), ("03", "07"), ("04", "08")];
        files.extend(
            numbered.map(|(number, date)| (format!("content/projects/cut/day-{number}.md"), day(date))),
        );
        files.extend(templates.iter().map(|(name, text)| (format!("{BESIDE}{name}"), (*text).to_string())));
        let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (&**path, &**text)).collect();
        let (output, codes) = site(&files);
        assert!(!output.is_empty(), "{codes:?}");
        ["01", "03", "04"].map(|number| text(&output, &format!("projects/cut/day-{number}/"))).to_vec()
    }

    #[test]
    fn a_strip_made_once_is_the_one_that_each_page_would_make() {
        let day = include_str!("../../themes/ledger/templates/day.html");
        let strip = include_str!("../../themes/ledger/templates/strip.html");
        for length in [7, 31, 32, 100] {
            let once = days(length, &[]);
            assert!(once.iter().all(|page| page.matches("aria-current=\"page\"").count() == 1));
            assert_eq!(
                once,
                days(length, &[("day.html", &day.replace("day.strip_html", "false"))]),
                "{length}"
            );
            assert_eq!(
                once,
                days(length, &[("strip.html", &strip.replace("marks_html", "false"))]),
                "{length}"
            );
        }
    }

    #[test]
    fn a_template_that_asks_the_marks_is_made_for_each_page() {
        let asks = "{% for mark in marks %}{% if mark.here %}<p>{{ mark.label }}</p>{% endif %}{% endfor %}{% if marks_html %}{{ marks_html }}{% endif %}";
        for (number, page) in [1, 3, 4].into_iter().zip(days(7, &[("strip.html", asks)])) {
            assert_eq!(page.matches(&format!("<p>Day {number}, ")).count(), 1, "{page}");
        }
        let counts = "{% if marks_html %}{{ marks_html }}{{ marks_html }}{% endif %}{{ marks[0].number }} of {{ marks | length }}\n";
        assert!(days(7, &[("strip.html", counts)]).iter().all(|page| page.contains("1 of 7\n")));
    }

    #[test]
    fn the_way_to_a_day_is_made_once_where_its_template_says_nothing_of_the_page() {
        let day = include_str!("../../themes/ledger/templates/day.html");
        let once = days(7, &[]);
        assert!(once.iter().all(|page| page.contains("<nav class=\"trail\"")));
        assert_eq!(once, days(7, &[("day.html", &day.replace("page.trail_html", "false"))]));
        let own = days(7, &[("breadcrumb.html", "<p>{{ page.url }}</p>")]);
        assert!(own[1].contains("<p>/log/projects/cut/day-03/</p>"), "{}", own[1]);
    }
}
