//! The history of a number as the coordinates of a small plot.

use serde::Serialize;

use crate::site::{Figure, Reading};

/// The room for the line, in the units of the drawing; the dots stand half out of it.
const WIDTH: f64 = 240.0;
const HEIGHT: f64 = 48.0;

/// The room around it, for the dots.
const MARGIN: f64 = 5.0;

/// A line through all readings, over a line for zero: a plot that starts anywhere else would make a
/// small change look like a large one.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Plot {
    width: f64,
    height: f64,
    zero: f64,
    line: String,
    dots: Vec<Dot>,
}

#[derive(Clone, Debug, Serialize)]
struct Dot {
    x: f64,
    y: f64,
    last: bool,
}

/// The plot of a number that was read at least twice, each time as a number and in one unit.
pub(super) fn plot(figure: &Figure) -> Option<Plot> {
    figure.first()?;
    let values: Vec<f64> =
        figure.readings.iter().map(|reading| reading.value.number()).collect::<Option<_>>()?;
    let lowest = values.iter().copied().fold(0.0, f64::min);
    let highest = values.iter().copied().fold(0.0, f64::max);
    let highest = if highest > lowest { highest } else { lowest + 1.0 };
    let range = highest - lowest;
    let y = |value: f64| rounded(MARGIN + HEIGHT * (highest - value) / range);
    let steps = steps(&figure.readings);
    let dots: Vec<Dot> = steps
        .iter()
        .zip(&values)
        .enumerate()
        .map(|(index, (step, value))| Dot {
            x: rounded(MARGIN + WIDTH * step),
            y: y(*value),
            last: index + 1 == values.len(),
        })
        .collect();
    let points: Vec<String> = dots.iter().map(|dot| format!("{},{}", dot.x, dot.y)).collect();
    Some(Plot {
        width: WIDTH + 2.0 * MARGIN,
        height: HEIGHT + 2.0 * MARGIN,
        zero: y(0.0),
        line: points.join(" "),
        dots,
    })
}

/// Where each reading stands between the first, 0, and the last, 1: by its date, or one after the other
/// where not all have one.
fn steps(readings: &[Reading]) -> Vec<f64> {
    let last = (readings.len() - 1) as f64;
    let days: Option<Vec<f64>> = readings
        .iter()
        .map(|reading| Some((reading.date?.0 - readings[0].date?.0).num_days() as f64))
        .collect();
    match days {
        Some(days) if days[days.len() - 1] > 0.0 => {
            let all = days[days.len() - 1];
            days.into_iter().map(|day| day / all).collect()
        }
        _ => (0..readings.len()).map(|index| index as f64 / last).collect(),
    }
}

/// To a tenth, which is finer than any screen shows it.
fn rounded(coordinate: f64) -> f64 {
    (coordinate * 10.0).round() / 10.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::front_matter::{Language, Scalar};

    fn figure(readings: &[(&str, Option<&str>)]) -> Figure {
        let reading = |(value, date): &(&str, Option<&str>)| Reading {
            value: Scalar((*value).to_string()),
            date: date.map(|date| date.parse().unwrap()),
            unit: None,
            source: None,
            how: None,
            language: Language::default(),
            stated_on: Vec::new(),
        };
        let readings = readings.iter().map(reading).collect();
        Figure { id: "n".into(), label: "N".into(), label_language: Language::default(), readings }
    }

    fn line(readings: &[(&str, Option<&str>)]) -> String {
        plot(&figure(readings)).unwrap().line
    }

    #[test]
    fn readings_stand_at_their_dates_over_zero() {
        let read = [("200", Some("2026-01-01")), ("50", Some("2026-01-02")), ("100", Some("2026-01-05"))];
        assert_eq!(line(&read), "5,5 65,41 245,29");
        assert_eq!(plot(&figure(&read)).unwrap().zero, 53.0);
    }

    #[test]
    fn readings_without_dates_stand_one_after_the_other() {
        assert_eq!(line(&[("0", None), ("1", None), ("2", Some("2026-01-01"))]), "5,53 125,29 245,5");
        assert_eq!(line(&[("1", Some("2026-01-01")), ("2", Some("2026-01-01"))]), "5,29 245,5");
    }

    #[test]
    fn numbers_below_zero_stand_below_its_line() {
        let plot = plot(&figure(&[("-1", None), ("1", None)])).unwrap();
        assert_eq!((plot.line.as_str(), plot.zero), ("5,53 245,5", 29.0));
        assert_eq!(line(&[("0", None), ("0", None)]), "5,53 245,53");
    }

    #[test]
    fn readings_in_two_units_have_no_plot() {
        let mut figure = figure(&[("90", None), ("2", None)]);
        assert!(plot(&figure).is_some());
        figure.readings[0].unit = Some("minutes".into());
        figure.readings[1].unit = Some("hours".into());
        assert!(plot(&figure).is_none());
    }

    #[test]
    fn words_and_single_readings_have_no_plot() {
        assert!(plot(&figure(&[("3", None)])).is_none());
        assert!(plot(&figure(&[("3", None), ("3 of 5", None)])).is_none());
    }
}
