//! Numbers with their sources.

use chrono::Datelike;

use super::data::{DateText, FigureItem, ReadingItem, SourceItem};
use super::plot::plot;
use super::quote;
use super::scope::{Scope, host};
use crate::front_matter::Date;
use crate::site::{Figure, Origin, Project, Reading};

/// A number with its history.
pub(super) fn figure(scope: &Scope, project: &Project, figure: &Figure) -> FigureItem {
    let latest = figure.latest();
    let dated = dated(scope, figure);
    FigureItem {
        id: figure.id.clone(),
        label: figure.label.clone(),
        label_language: scope.foreign(&figure.label_language),
        value: value(figure),
        raw: latest.value.0.clone(),
        unit: latest.unit.clone(),
        date: latest.date.map(&dated),
        source: latest.source.as_ref().and_then(|origin| source(scope, project, origin)),
        how: latest.how.clone(),
        how_language: scope.foreign(&latest.language),
        history: figure.readings.iter().map(|reading| history(scope, project, reading, &dated)).collect(),
        plot: plot(figure),
    }
}

/// The dates of readings; where they are of several years, each says its own.
fn dated(scope: &Scope, figure: &Figure) -> impl Fn(Date) -> DateText {
    let mut years = figure.readings.iter().filter_map(|reading| Some(reading.date?.0.year()));
    let is_one_year = years.next().is_none_or(|first| years.all(|year| year == first));
    move |date| {
        let date = scope.date(date);
        if is_one_year { date } else { DateText { short: date.text.clone(), ..date } }
    }
}

fn history(
    scope: &Scope,
    project: &Project,
    reading: &Reading,
    dated: &impl Fn(Date) -> DateText,
) -> ReadingItem {
    ReadingItem {
        value: reading.shown_whole(),
        date: reading.date.map(dated),
        source: reading.source.as_ref().and_then(|origin| source(scope, project, origin)),
    }
}

/// The newest value as it is shown.
pub(super) fn value(figure: &Figure) -> String {
    figure.latest().shown_whole()
}

/// Where something comes from; nothing where that has no page.
pub(super) fn source(scope: &Scope, project: &Project, origin: &Origin) -> Option<SourceItem> {
    let strings = scope.strings();
    match origin {
        Origin::Day(at) => {
            let day = project.days.get(*at)?;
            let label = strings.fill("day_source", &[("n", &day.number.to_string())]);
            Some(SourceItem { label, url: Some(scope.day_url(project, day)) })
        }
        Origin::Quote(at) => {
            let page = scope.url(&scope.routes().feedback(&project.slug));
            let said = project.quotes.get(*at)?;
            let url = format!("{page}#{}", said.anchor);
            Some(SourceItem { label: quote::source_label(scope, said), url: Some(url) })
        }
        Origin::Web(url) => {
            Some(SourceItem { label: host(url).unwrap_or_else(|| url.clone()), url: Some(url.clone()) })
        }
        Origin::File(target) => {
            let url = scope.address(&project.source.document.file.path, target)?;
            let name = target.rsplit('/').find(|part| !part.is_empty()).unwrap_or(target);
            Some(SourceItem { label: name.to_string(), url: Some(url) })
        }
        Origin::Words(words) => Some(SourceItem { label: words.clone(), url: None }),
        Origin::Unshown => None,
    }
}
