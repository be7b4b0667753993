//! Numbers with their sources, each with its history.

use super::Day;
use crate::content::{self, Number};
use crate::front_matter::{Date, Scalar};

/// A number and how it moved.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// What ties its readings together.
    pub id: String,
    /// What is counted.
    pub label: String,
    /// The unit, as it is to be shown.
    pub unit: Option<String>,
    /// What was read, the oldest first; there is always one.
    pub readings: Vec<Reading>,
}

/// A number as it was at a date.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// The value.
    pub value: Scalar,
    /// When.
    pub date: Option<Date>,
    /// Where it comes from: `day-07`, the id of feedback, or a URL.
    pub source: Option<String>,
    /// How it was measured.
    pub how: Option<String>,
}

impl Figure {
    /// The newest reading.
    pub fn latest(&self) -> &Reading {
        &self.readings[self.readings.len() - 1]
    }

    /// The value of a reading with its unit, as it is shown.
    pub fn shown(&self, reading: &Reading) -> String {
        let value = &reading.value.0;
        match self.unit.as_deref().map(str::trim) {
            None | Some("") => value.clone(),
            // A sign stands at the number, and so does a Chinese word; others stand apart from it.
            Some(unit) if unit.starts_with(stands_at_the_number) => format!("{value}{unit}"),
            Some(unit) => format!("{value} {unit}"),
        }
    }
}

fn stands_at_the_number(sign: char) -> bool {
    matches!(sign, '%' | '°' | '×' | '\u{4E00}'..='\u{9FFF}')
}

/// All numbers of a project, those of `project.md` first, then in order of the days.
pub(super) fn collect(project: &content::ProjectMatter, days: &[Day]) -> Vec<Figure> {
    let mut figures: Vec<Figure> = Vec::new();
    for number in &project.numbers {
        add(&mut figures, number, None);
    }
    for day in days {
        for number in day.numbers() {
            add(&mut figures, number, Some(day));
        }
    }
    for figure in &mut figures {
        // A stable sort keeps the written order of readings without a date, or of one date.
        figure.readings.sort_by_key(|reading| reading.date);
        figure.readings.dedup_by(|next, kept| next.date == kept.date && next.value == kept.value);
    }
    figures
}

/// What ties the records of a number together.
pub fn number_id(number: &Number) -> &str {
    number.id.as_ref().map(|id| id.value.as_str()).or(number.label.as_deref()).unwrap_or("")
}

fn add(figures: &mut Vec<Figure>, number: &Number, day: Option<&Day>) {
    let reading = Reading {
        value: number.value.value.clone(),
        date: number.date.as_ref().map(|date| date.value).or(day.map(|day| day.date)),
        source: number
            .source
            .as_ref()
            .map(|source| source.value.clone())
            .or(day.map(|day| format!("day-{:02}", day.number))),
        how: number.how.clone(),
    };
    let id = number_id(number);
    match figures.iter_mut().find(|figure| figure.id == id) {
        Some(figure) => {
            figure.readings.push(reading);
            figure.unit = figure.unit.take().or_else(|| number.unit.clone());
            if figure.label == figure.id
                && let Some(label) = &number.label
            {
                figure.label.clone_from(label);
            }
        }
        None => figures.push(Figure {
            id: id.to_string(),
            label: number.label.clone().unwrap_or_else(|| id.to_string()),
            unit: number.unit.clone(),
            readings: vec![reading],
        }),
    }
}
