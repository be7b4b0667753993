//! What many pages show, made once.

use std::collections::{BTreeMap, HashMap};
use std::sync::OnceLock;

use tera::{Context, Value};

use super::common::{Common, EachThread};
use super::scope::Scope;
use super::strip::StripHtml;
use super::{Renderer, body, head, item};
use crate::markdown::Labels;
use crate::site::{DayId, Mark};

/// What all pages of an edition share. What there is one of for each project, day or tag is made when the
/// first page asks for it, so that a preview of a few pages does not pay for all of them.
pub(super) struct Shared {
    /// The variables that every page gets.
    pub(super) common: EachThread<Common>,
    /// Words inside a Markdown body.
    pub(super) labels: Labels,
    /// Each project's entry in a list.
    projects: Vec<OnceLock<Value>>,
    /// Each project's title and address.
    project_refs: Vec<OnceLock<Value>>,
    /// Each day's entry in a list, by project.
    days: Vec<Vec<OnceLock<Value>>>,
    /// What `day-item.html` makes of each day in a list of several projects.
    named_days: Vec<Vec<OnceLock<Option<Box<str>>>>>,
    /// Each project's strip, without a day that is marked.
    strips: Vec<OnceLock<Vec<Value>>>,
    /// What `strip.html` makes of each strip on the pages of its days.
    pub(super) strips_html: Vec<OnceLock<Option<StripHtml>>>,
    /// What `breadcrumb.html` makes of the way to each project's days.
    trails: Vec<OnceLock<Option<Value>>>,
    /// What `strip.html` makes of each strip, without links.
    compact_strips: Vec<OnceLock<Option<Value>>>,
    /// Each tag by its slug.
    tags: OnceLock<HashMap<String, Value>>,
}

impl Shared {
    pub(super) fn make(scope: &Scope) -> Shared {
        let projects = &scope.current().projects;
        Shared {
            common: EachThread::new(),
            labels: body::labels(scope.strings()),
            projects: vec![OnceLock::new(); projects.len()],
            project_refs: vec![OnceLock::new(); projects.len()],
            days: projects.iter().map(|project| vec![OnceLock::new(); project.days.len()]).collect(),
            named_days: projects.iter().map(|project| vec![OnceLock::new(); project.days.len()]).collect(),
            strips: vec![OnceLock::new(); projects.len()],
            strips_html: projects.iter().map(|_| OnceLock::new()).collect(),
            trails: vec![OnceLock::new(); projects.len()],
            compact_strips: vec![OnceLock::new(); projects.len()],
            tags: OnceLock::new(),
        }
    }
}

impl Renderer {
    /// Gives a template the variables that all pages of an edition share.
    pub(super) fn put_shared(&self, edition: usize, context: &mut Context) {
        let common = self.common(edition);
        context.insert_value("site", common.site.clone());
        context.insert_value("t", common.strings.clone());
        context.insert_value("assets", common.assets.clone());
    }

    /// The `site` and `t` of the other editions.
    pub(super) fn other_editions(&self, edition: usize) -> Vec<BTreeMap<&str, &Value>> {
        let others = (0..self.shared.len()).filter(|other| *other != edition).map(|other| self.common(other));
        others.map(|common| [("site", &common.site), ("t", &common.strings)].into()).collect()
    }

    pub(super) fn project_item(&self, edition: usize, project: usize) -> &Value {
        self.shared[edition].projects[project].get_or_init(|| {
            let shown = self.shown_with(edition, project);
            let scope = self.scope(edition);
            Value::from_serializable(&item::project(&scope, &scope.current().projects[project], shown))
        })
    }

    pub(super) fn project_items(&self, edition: usize) -> Vec<&Value> {
        (0..self.shared[edition].projects.len()).map(|project| self.project_item(edition, project)).collect()
    }

    /// What a project's entry in a list shows that other pages show, too.
    pub(super) fn shown_with(&self, edition: usize, project: usize) -> item::ShownWith {
        let latest = self.shared[edition].days[project].len().checked_sub(1);
        item::ShownWith {
            strip: self.strip(edition, project).to_vec(),
            strip_html: self.compact_strip(edition, project),
            latest: latest.map(|day| self.day_item(edition, DayId { project, day })),
        }
    }

    pub(super) fn day_item(&self, edition: usize, id: DayId) -> Value {
        let made = self.shared[edition].days[id.project][id.day].get_or_init(|| {
            let scope = self.scope(edition);
            let project = &scope.current().projects[id.project];
            let day = &project.days[id.day];
            let is_own = |mark: &Mark| mark.day == Some(id.day) && mark.date == Some(day.date);
            let mark = project.strip.iter().position(is_own);
            let tags = day.tags.iter().filter_map(|slug| self.tags(edition).get(slug).cloned());
            let shared = item::SharedWith {
                mark: mark.map(|mark| &self.strip(edition, id.project)[mark]),
                project: self.project_ref(edition, id.project).clone(),
                tags: tags.collect(),
            };
            Value::from_serializable(&item::day(&scope, project, day, shared))
        });
        made.clone()
    }

    pub(super) fn day_items(&self, edition: usize, ids: impl Iterator<Item = DayId>) -> Vec<Value> {
        ids.map(|id| self.day_item(edition, id)).collect()
    }

    /// The entries of days in a list of several projects; nothing where their template has a fault, or says
    /// something else on each page.
    pub(super) fn named_days_html(&self, edition: usize, ids: &[DayId]) -> Option<Value> {
        let entries = ids.iter().map(|id| self.named_day_html(edition, *id));
        Some(Value::safe_string(&entries.collect::<Option<Vec<&str>>>()?.concat()))
    }

    fn named_day_html(&self, edition: usize, id: DayId) -> Option<&str> {
        let made = self.shared[edition].named_days[id.project][id.day].get_or_init(|| {
            let mut context = self.part(edition);
            context.insert_value("day", self.day_item(edition, id));
            context.insert("with_project", &true);
            self.lasting("day-item.html", &context)
        });
        made.as_deref()
    }

    pub(super) fn strip(&self, edition: usize, project: usize) -> &[Value] {
        self.shared[edition].strips[project].get_or_init(|| {
            let scope = self.scope(edition);
            let marks = item::strip(&scope, &scope.current().projects[project]);
            marks.iter().map(Value::from_serializable).collect()
        })
    }

    /// The way to the days of a project; nothing where its template has a fault, or says something of the page.
    pub(super) fn trail_html(&self, edition: usize, project: usize) -> Option<Value> {
        let made = self.shared[edition].trails[project].get_or_init(|| {
            let projects = Value::from_serializable(&head::projects_crumb(&self.scope(edition)));
            let mut context = self.part(edition);
            context.insert("trail", &[&projects, self.project_ref(edition, project)]);
            self.made_once("breadcrumb.html", &context).map(|html| Value::safe_string(&html))
        });
        made.clone()
    }

    /// A project's whole strip, without links.
    pub(super) fn compact_strip(&self, edition: usize, project: usize) -> Option<Value> {
        let made = self.shared[edition].compact_strips[project].get_or_init(|| {
            let mut context = self.part(edition);
            context.insert("marks", self.strip(edition, project));
            context.insert("compact", &true);
            self.made_once("strip.html", &context).map(|html| Value::safe_string(&html))
        });
        made.clone()
    }

    /// A part that is kept for long, in no more memory than it needs.
    pub(super) fn lasting(&self, template: &str, context: &Context) -> Option<Box<str>> {
        self.made_once(template, context).map(|html| html.as_str().into())
    }

    /// What a part of a page gets that is made once for all pages, and so knows of none.
    pub(super) fn part(&self, edition: usize) -> Context {
        let mut context = Context::new();
        context.insert_value("t", self.common(edition).strings.clone());
        context
    }

    fn project_ref(&self, edition: usize, project: usize) -> &Value {
        self.shared[edition].project_refs[project].get_or_init(|| {
            let scope = self.scope(edition);
            Value::from_serializable(&item::project_ref(&scope, &scope.current().projects[project]))
        })
    }

    fn tags(&self, edition: usize) -> &HashMap<String, Value> {
        self.shared[edition].tags.get_or_init(|| {
            let scope = self.scope(edition);
            let tags = scope.current().tags.iter();
            tags.map(|tag| (tag.slug.clone(), Value::from_serializable(&item::tag(&scope, tag)))).collect()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{site, text};

    /// The page of a tag that days of every sort have, made by a template of its own.
    fn tagged(template: &str) -> String {
        let day = |path: &str, matter: &str| {
            let text = format!("---\ntags: [rust]\n{matter}\n---\nWords.\n");
            (format!("content/projects/cut/{path}"), text)
        };
        let files = [
            day("day-01.md", "date: 2026-01-05\nstage: plan\nsummary: Begun.\nhours: 2"),
            day("day-02.md", "date: 2026-01-06\nrest: true"),
            day("day-03.md", "date: 2026-01-07\nlanguage: zh\ntitle: 第三天"),
            day("day-04.md", "date: 2026-01-08\ntitle: Afterwards"),
        ];
        let project = "---\ntitle: Cut\nchallenge: {start: 2026-01-05, days: 3}\n---\n";
        let own =
            [("content/projects/cut/project.md", project), ("themes/ledger/templates/tag.html", template)];
        let files = files.iter().map(|(path, text)| (&**path, &**text));
        let (output, codes) = site(&own.into_iter().chain(files).collect::<Vec<_>>());
        assert!(!output.is_empty(), "{codes:?}");
        text(&output, "tags/rust/")
    }

    #[test]
    fn entries_made_once_are_those_that_each_list_would_make() {
        let template = include_str!("../../themes/ledger/templates/tag.html");
        let tells = template.replace("{{ days_html }}{% else %}", "{{ days_html }}{% else %}each");
        assert_ne!(tells, template);
        let once = tagged(template);
        assert_eq!(once.matches("<li class=\"day-item named\">").count(), 4);
        assert_eq!(once, tagged(&tells), "the entries were made by the page");
        assert_eq!(once, tagged(&template.replace("days_html", "false")));
    }
}
