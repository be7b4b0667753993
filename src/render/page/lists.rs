//! Pages that list: feedback, tags, the days of a tag, the archive.

use serde::Serialize;
use tera::Value;

use super::super::data::TagItem;
use super::super::head;
use super::super::scope::Scope;
use super::super::{Renderer, item, quote, structured};
use super::Filled;
use crate::plan::{self, Page};
use crate::site::DayId;

/// All the feedback on a project that may be shown.
pub(super) fn feedback(renderer: &Renderer, scope: &Scope, page: &Page, index: usize) -> Filled {
    let project = &scope.current().projects[index];
    let title = scope.strings().fill("pages.feedback", &[("project", project.title())]);
    let mut data = head::page(scope, page, "feedback", title);
    let own = super::super::data::Ref::new(data.title.clone(), data.url.clone());
    data.breadcrumb =
        head::breadcrumb(scope, vec![head::projects_crumb(scope), head::project_crumb(scope, project), own]);
    data.image = data.image.or_else(|| head::image(scope, project));
    data.json_ld = Some(structured::list(scope, &data));
    let quotes: Vec<_> = project.quotes.iter().map(|said| quote::quote(scope, project, said)).collect();
    Filled::new("feedback.html", data)
        .with("project", renderer.project_item(scope.edition, index))
        .with("quotes", &quotes)
        .with("people", &project.people)
}

/// All tags.
pub(super) fn tags(scope: &Scope, page: &Page) -> Filled {
    let tags: Vec<TagItem> = scope.current().tags.iter().map(|tag| item::tag(scope, tag)).collect();
    let mut data = head::page(scope, page, "tags", scope.strings().get("pages.tags").to_string());
    data.json_ld = Some(structured::list(scope, &data));
    Filled::new("tags.html", data).with("tags", &tags)
}

/// The days of a tag.
pub(super) fn tag(renderer: &Renderer, scope: &Scope, page: &Page, index: usize) -> Filled {
    let tag = &scope.current().tags[index];
    let mut data = head::page(scope, page, "tag", scope.strings().fill("pages.tag", &[("tag", &tag.name)]));
    let all = super::super::data::Ref::new(
        scope.strings().get("pages.tags").to_string(),
        scope.url(&scope.routes().tags()),
    );
    let own = super::super::data::Ref::new(tag.name.clone(), data.url.clone());
    data.breadcrumb = head::breadcrumb(scope, vec![all, own]);
    data.json_ld = Some(structured::list(scope, &data));
    // First the HTML, for which each entry is made and shown at once, while it is at hand.
    let days_html = renderer.named_days_html(scope.edition, &tag.days);
    let days = renderer.day_items(scope.edition, tag.days.iter().copied());
    Filled::new("tag.html", data)
        .listing([&days_html])
        .with("tag", &item::tag(scope, tag))
        .with("days", &days)
        .with("days_html", &days_html)
}

#[derive(Serialize)]
struct YearData {
    year: i32,
    url: Option<String>,
    count: usize,
    days: Vec<Value>,
    /// What `day-item.html` makes of them.
    days_html: Option<Value>,
}

/// All days by date, or those of one year.
pub(super) fn archive(renderer: &Renderer, scope: &Scope, page: &Page, year: Option<i32>) -> Filled {
    use chrono::Datelike;
    let edition = scope.current();
    let strings = scope.strings();
    let title = match year {
        Some(year) => strings.fill("pages.archive_year", &[("year", &year.to_string())]),
        None => strings.get("pages.archive").to_string(),
    };
    let mut data = head::page(scope, page, "archive", title);
    let split = plan::archive_years(edition);
    if year.is_some() {
        let all = super::super::data::Ref::new(
            strings.get("pages.archive").to_string(),
            scope.url(&scope.routes().archive()),
        );
        let own = super::super::data::Ref::new(data.title.clone(), data.url.clone());
        data.breadcrumb = head::breadcrumb(scope, vec![all, own]);
    }
    data.json_ld = Some(structured::list(scope, &data));
    let year_of = |id: &DayId| edition.day(*id).date.0.year();
    let parts =
        edition.timeline.chunk_by(|a, b| year_of(a) == year_of(b)).map(|days| (year_of(&days[0]), days));
    let years: Vec<YearData> = parts
        .filter(|(part, _)| year.is_none_or(|year| year == *part))
        .map(|(part, days)| {
            // The index of a split archive only counts.
            let shown = if year.is_none() && split.contains(&part) { &[] } else { days };
            let days_html = renderer.named_days_html(scope.edition, shown);
            YearData {
                year: part,
                url: split.contains(&part).then(|| scope.url(&scope.routes().archive_year(part))),
                count: days.len(),
                days: renderer.day_items(scope.edition, shown.iter().copied()),
                days_html,
            }
        })
        .collect();
    Filled::new("archive.html", data)
        .listing(years.iter().map(|year| &year.days_html))
        .with("year", &year)
        .with("years", &years)
}
