//! Numbers with their sources.

use super::data::{FigureItem, ReadingItem, SourceItem};
use super::plot::plot;
use super::scope::{Scope, host, is_followed};
use crate::site::{Figure, Project, Reading};

/// A number with its history.
pub(super) fn figure(scope: &Scope, project: &Project, figure: &Figure) -> FigureItem {
    let latest = figure.latest();
    FigureItem {
        id: figure.id.clone(),
        label: figure.label.clone(),
        value: value(figure),
        raw: latest.value.0.clone(),
        unit: figure.unit.clone(),
        date: latest.date.map(|date| scope.date(date)),
        source: source(scope, project, latest),
        how: latest.how.clone(),
        history: figure.readings.iter().map(|reading| history(scope, project, figure, reading)).collect(),
        plot: plot(figure),
    }
}

fn history(scope: &Scope, project: &Project, figure: &Figure, reading: &Reading) -> ReadingItem {
    ReadingItem {
        value: figure.shown(reading),
        date: reading.date.map(|date| scope.date(date)),
        source: source(scope, project, reading),
    }
}

/// The newest value as it is shown.
pub(super) fn value(figure: &Figure) -> String {
    figure.shown(figure.latest())
}

fn source(scope: &Scope, project: &Project, reading: &Reading) -> Option<SourceItem> {
    let said = reading.source.as_deref()?;
    if let Some(day) = project.day_named(said) {
        let label = scope.strings().fill("day_source", &[("n", &day.number.to_string())]);
        return Some(SourceItem { label, url: Some(scope.day_url(project, day)) });
    }
    if let Some(quote) = project.quote(said) {
        let page = scope.url(&scope.routes().feedback(&project.slug));
        let label = scope.strings().get("feedback_source").to_string();
        return Some(SourceItem { label, url: Some(format!("{page}#{}", quote.anchor)) });
    }
    if is_followed(said) {
        return Some(SourceItem {
            label: host(said).unwrap_or_else(|| said.to_string()),
            url: Some(said.to_string()),
        });
    }
    // One word that is no day and no quote is the id of something that is not shown; words are a source of their own.
    said.contains(char::is_whitespace).then(|| SourceItem { label: said.to_string(), url: None })
}
