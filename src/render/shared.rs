//! What many pages show, made once.

use std::collections::HashMap;
use std::sync::OnceLock;

use tera::{Context, Value};

use super::data::{MarkMade, extended};
use super::scope::Scope;
use super::{Renderer, body, head, item};
use crate::markdown::Labels;
use crate::site::DayId;

/// What all pages of an edition share. What there is one of for each project, day or tag is made when the
/// first page asks for it, so that a preview of a few pages does not pay for all of them.
pub(super) struct Shared {
    /// The template variable `site`.
    pub(super) site: Value,
    /// The template variable `t`.
    pub(super) strings: Value,
    /// The template variable `assets`.
    pub(super) assets: Value,
    /// Words inside a Markdown body.
    pub(super) labels: Labels,
    /// Each project's entry in a list.
    projects: Vec<OnceLock<Value>>,
    /// Each project's title and address.
    project_refs: Vec<OnceLock<Value>>,
    /// Each day's entry in a list, by project.
    days: Vec<Vec<OnceLock<Value>>>,
    /// Each project's strip, without a day that is marked.
    strips: Vec<OnceLock<Vec<Value>>>,
    /// Each tag by its slug.
    tags: OnceLock<HashMap<String, Value>>,
}

impl Shared {
    pub(super) fn make(scope: &Scope) -> Shared {
        let projects = &scope.current().projects;
        Shared {
            site: Value::from_serializable(&head::site(scope)),
            strings: Value::from_serializable(scope.strings().all()),
            assets: Value::from_serializable(&head::assets(scope)),
            labels: body::labels(scope.strings()),
            projects: vec![OnceLock::new(); projects.len()],
            project_refs: vec![OnceLock::new(); projects.len()],
            days: projects.iter().map(|project| vec![OnceLock::new(); project.days.len()]).collect(),
            strips: vec![OnceLock::new(); projects.len()],
            tags: OnceLock::new(),
        }
    }
}

impl Renderer {
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
            latest: latest.map(|day| self.day_item(edition, DayId { project, day })),
        }
    }

    pub(super) fn day_item(&self, edition: usize, id: DayId) -> Value {
        let made = self.shared[edition].days[id.project][id.day].get_or_init(|| {
            let scope = self.scope(edition);
            let project = &scope.current().projects[id.project];
            let day = &project.days[id.day];
            let tags = day.tags.iter().filter_map(|slug| self.tags(edition).get(slug).cloned());
            let own = self.project_ref(edition, id.project).clone();
            Value::from_serializable(&item::day(&scope, project, day, own, tags.collect()))
        });
        made.clone()
    }

    pub(super) fn day_items(&self, edition: usize, ids: impl Iterator<Item = DayId>) -> Vec<Value> {
        ids.map(|id| self.day_item(edition, id)).collect()
    }

    pub(super) fn strip(&self, edition: usize, project: usize) -> &[Value] {
        self.shared[edition].strips[project].get_or_init(|| {
            let scope = self.scope(edition);
            let marks = item::strip(&scope, &scope.current().projects[project]);
            marks.iter().map(|mark| self.mark(edition, Value::from_serializable(mark), false)).collect()
        })
    }

    /// A mark with its HTML, on the page of its day or on another.
    pub(super) fn mark(&self, edition: usize, mark: Value, here: bool) -> Value {
        let mark = extended(mark, &MarkMade { here, html: None });
        let mut context = Context::new();
        context.insert_value("mark", mark.clone());
        context.insert("compact", &false);
        context.insert_value("t", self.shared[edition].strings.clone());
        let html = self.theme.render("mark.html", &context).ok();
        extended(mark, &MarkMade { here, html: html.as_deref().map(Value::safe_string) })
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
