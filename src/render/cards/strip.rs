//! The day strip along the edge of a card.

use serde::Serialize;

use crate::site::{Day, Mark, MarkState, Project};

/// Past this many marks one stands for several days.
const MOST: usize = 104;

/// The most marks in a row: where a card is 300 pixels wide, one of so many is still a square, and not dust.
const ROW: usize = 52;

/// The widest and the narrowest distance from one mark to the next, in pixels.
const WIDEST: f32 = 44.0;

/// How much of that distance a mark fills.
const FILLED: f32 = 0.72;

/// A mark in its place.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(super) struct MarkShape {
    /// Left edge in pixels, from the left edge of the strip.
    x: f32,
    /// Lower edge in pixels, above the lower edge of the strip.
    y: f32,
    /// Width and height in pixels.
    size: f32,
    /// What became of the day: `done`, `rest`, `missed` or `ahead`.
    state: &'static str,
    /// The part of the work that a done day belongs to.
    stage: Option<&'static str>,
    /// Whether it is the day whose card it is.
    here: bool,
}

/// What a strip shows, as far as it can be seen: state and stage of each day.
pub(super) type Signs = Vec<(&'static str, Option<&'static str>)>;

/// The signs of a project.
pub(super) fn signs(project: &Project) -> Signs {
    project.strip.iter().map(|mark| sign(project, mark)).collect()
}

fn sign(project: &Project, mark: &Mark) -> (&'static str, Option<&'static str>) {
    let stage = mark.day.and_then(|day| project.days[day].stage()).filter(|_| mark.state == MarkState::Done);
    (mark.state.key(), stage.map(|stage| stage.key()))
}

/// Where in the strip a day stands.
pub(super) fn place(project: &Project, day: &Day) -> Option<usize> {
    let index = project.days.iter().position(|one| one.number == day.number)?;
    project.strip.iter().position(|mark| mark.day == Some(index))
}

/// The marks on a strip of a width.
pub(super) fn shapes(signs: &Signs, here: Option<usize>, width: f32) -> Vec<MarkShape> {
    let each = signs.len().div_ceil(MOST).max(1);
    let groups: Vec<_> = signs.chunks(each).collect();
    let rows = groups.len().div_ceil(ROW).max(1);
    // One row ends where the strip does; of two the first is full, so that neither grows into what stands above.
    let row = if rows == 1 { groups.len().max(1) } else { ROW };
    let pitch = (width / (row as f32 - 1.0 + FILLED)).min(WIDEST);
    let shape = |(at, group): (usize, &&[(&'static str, Option<&'static str>)])| {
        let (state, stage) = most_telling(group);
        let stage = stage.filter(|_| each == 1);
        MarkShape {
            x: (at % row) as f32 * pitch,
            y: (rows - 1 - at / row) as f32 * pitch,
            size: pitch * FILLED,
            state,
            stage,
            here: here.is_some_and(|here| here / each == at),
        }
    };
    groups.iter().enumerate().map(shape).collect()
}

/// Of several days in one mark: a day that was done, else a day off, else one that was missed.
fn most_telling(group: &[(&'static str, Option<&'static str>)]) -> (&'static str, Option<&'static str>) {
    let rank = |state: &str| ["done", "rest", "missed", "ahead"].iter().position(|one| *one == state);
    group.iter().copied().min_by_key(|(state, _)| rank(state)).unwrap_or(("ahead", None))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strip(count: usize) -> Signs {
        (0..count).map(|at| if at % 3 == 0 { ("missed", None) } else { ("done", Some("build")) }).collect()
    }

    #[test]
    fn every_day_has_a_mark_and_all_of_them_fit() {
        for count in [1, 7, 30, 52, 53, 100, 104] {
            let shapes = shapes(&strip(count), Some(count - 1), 1056.0);
            assert_eq!(shapes.len(), count);
            assert!(shapes.last().is_some_and(|last| last.here && last.y == 0.0), "{count}");
            assert!(shapes.iter().all(|mark| mark.x + mark.size < 1056.1 && mark.size > 14.0), "{count}");
            assert!(
                shapes.iter().all(|mark| mark.y + mark.size < 37.0),
                "no row reaches the author: {count}"
            );
        }
    }

    #[test]
    fn in_a_very_long_strip_one_mark_stands_for_several_days() {
        let shapes = shapes(&strip(1_000), Some(999), 1056.0);
        assert_eq!(shapes.len(), 100);
        assert!(shapes.iter().all(|mark| mark.state == "done" && mark.stage.is_none()));
        assert!(shapes[99].here);
    }
}
