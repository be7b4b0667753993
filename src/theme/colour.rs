//! An accent colour that can be read on the paper it stands on.

/// What text stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Paper {
    /// Near white.
    Light,
    /// Near black.
    Dark,
}

/// The contrast that WCAG 2.2 asks of text (success criterion 1.4.3), with a little to spare for tinted paper.
const CONTRAST: f64 = 4.8;

impl Paper {
    /// The darkest light paper and the lightest dark paper that a theme uses, as the hard case.
    fn colour(self) -> [f64; 3] {
        match self {
            Paper::Light => [240.0, 236.0, 228.0],
            Paper::Dark => [42.0, 38.0, 34.0],
        }
    }

    /// What a colour goes through to get away from the paper, one after the other. Towards white it passes
    /// a bright colour of its own kind first; straight away it would turn grey.
    fn way(self, colour: [f64; 3]) -> [[f64; 3]; 2] {
        match self {
            Paper::Light => [colour, [0.0; 3]],
            Paper::Dark => [mixed(bright(colour), [255.0; 3], 0.25), [255.0; 3]],
        }
    }
}

/// The colour itself where it can be read on the paper, else the nearest on its way that can; as `#rrggbb`.
pub(super) fn readable(colour: &str, paper: Paper) -> String {
    let wanted = parse(colour);
    let [between, end] = paper.way(wanted);
    let legs = [(wanted, between), (between, end)];
    let steps =
        legs.iter().flat_map(|(from, to)| (0..=100).map(|step| mixed(*from, *to, f64::from(step) / 100.0)));
    let found = steps.into_iter().find(|colour| contrast(*colour, paper.colour()) >= CONTRAST);
    let [red, green, blue] = found.unwrap_or(end).map(|channel| channel.round() as u8);
    format!("#{red:02x}{green:02x}{blue:02x}")
}

/// A colour with a share of another.
fn mixed(colour: [f64; 3], other: [f64; 3], share: f64) -> [f64; 3] {
    std::array::from_fn(|channel| colour[channel] + (other[channel] - colour[channel]) * share)
}

/// The brightest colour with the same proportions; white for black.
fn bright(colour: [f64; 3]) -> [f64; 3] {
    match colour.into_iter().fold(0.0, f64::max) {
        0.0 => [255.0; 3],
        highest => colour.map(|channel| channel * 255.0 / highest),
    }
}

fn parse(colour: &str) -> [f64; 3] {
    let channel =
        |at: usize| colour.get(at..at + 2).and_then(|hex| u8::from_str_radix(hex, 16).ok()).unwrap_or(0);
    [channel(1), channel(3), channel(5)].map(f64::from)
}

/// Contrast ratio of two colours (WCAG 2.2, "contrast ratio").
fn contrast(a: [f64; 3], b: [f64; 3]) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// Relative luminance (WCAG 2.2, "relative luminance").
fn luminance(colour: [f64; 3]) -> f64 {
    let [red, green, blue] = colour.map(|channel| {
        let share = channel / 255.0;
        if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
    });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_colour_can_be_read_on_its_paper() {
        for colour in ["#ffffff", "#000000", "#ffff00", "#0e5c49", "#ff0000", "#00ff88", "#808080"] {
            for paper in [Paper::Light, Paper::Dark] {
                let made = parse(&readable(colour, paper));
                assert!(contrast(made, paper.colour()) > 4.5, "{colour} on {paper:?}");
            }
        }
    }

    #[test]
    fn a_dark_colour_keeps_its_kind_on_dark_paper() {
        let [red, green, blue] = parse(&readable("#9a3b1b", Paper::Dark));
        assert!(red > 1.8 * green && green > blue, "{red} {green} {blue}");
    }

    #[test]
    fn a_readable_colour_stays_as_it_is() {
        assert_eq!(readable("#0e5c49", Paper::Light), "#0e5c49");
    }
}
