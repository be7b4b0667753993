//! What lies behind the words of cards, kept for all that share it.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use resvg::tiny_skia::Pixmap;

use super::SIZE;
use super::draw::{DrawError, Drawing};
use super::lettering::Lettering;
use super::letters::{FULL, Stamp};
use super::picture::{COLOURS, Indexed, encode_lines};
use super::sheet::{Ink, Line, Sheet};

/// So many grounds are kept: the cards of a project share one, and most stand one behind the other.
const MOST: usize = 64;

/// A ground by its drawing; nothing where it has too many colours.
type Known = HashMap<String, Option<Arc<Ground>>>;

/// The grounds that were drawn last.
#[derive(Default)]
pub(super) struct Grounds(RwLock<Known>);

/// A picture without words.
struct Ground {
    /// Red, green and blue of each colour; the first is the paper's.
    palette: Vec<u8>,
    /// The lines of pixels that are not of paper alone: the first row of each run, how many there are, and its colours.
    lines: Vec<(usize, usize, Vec<u8>)>,
}

impl Grounds {
    /// A drawing as PNG; nothing where a palette has not the colours for it, or words lie on more than paper.
    pub(super) fn lettered(
        &self,
        sheet: &Sheet,
        lettering: &Lettering,
    ) -> Result<Option<Vec<u8>>, DrawError> {
        let Some(ground) = self.ground(&sheet.ground, lettering)? else { return Ok(None) };
        let Some((palette, lines)) = ground.lettered(&sheet.lines, lettering) else { return Ok(None) };
        let lines: Vec<&[u8]> = lines.iter().map(Vec::as_slice).collect();
        Ok(Some(encode_lines(SIZE.0 as usize, &palette, &lines)?))
    }

    fn ground(&self, svg: &str, lettering: &Lettering) -> Result<Option<Arc<Ground>>, DrawError> {
        if let Some(known) = self.0.read().unwrap_or_else(PoisonError::into_inner).get(svg) {
            return Ok(known.clone());
        }
        let ground = Drawing::read(svg, lettering)?.pixels(SIZE).and_then(|pixels| Ground::of(&pixels));
        let ground = ground.map(Arc::new);
        let mut known = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= MOST {
            known.clear();
        }
        known.insert(svg.to_string(), ground.clone());
        Ok(ground)
    }
}

impl Ground {
    fn of(pixels: &Pixmap) -> Option<Self> {
        let Indexed { width, palette, numbers } = Indexed::of(pixels)?;
        let mut lines: Vec<(usize, usize, Vec<u8>)> = Vec::new();
        for (row, line) in numbers.chunks(width).enumerate() {
            match lines.last_mut() {
                _ if line.iter().all(|number| *number == 0) => {}
                Some((first, count, same)) if *first + *count == row && same == line => *count += 1,
                _ => lines.push((row, 1, line.to_vec())),
            }
        }
        Some(Self { palette, lines })
    }

    /// The ground with words on it: a palette, and lines of numbers of its colours, empty ones where all is paper. The
    /// colours are that of the paper, the shades of each ink from the lightest, so that near shades have near numbers,
    /// and those of the ground.
    fn lettered(&self, words: &[Line], lettering: &Lettering) -> Option<(Vec<u8>, Vec<Vec<u8>>)> {
        let inks = inks(words);
        let shades = inks.len() * usize::from(FULL);
        if self.palette.len() / 3 + shades > COLOURS {
            return None;
        }
        let mut lines = vec![Vec::new(); SIZE.1 as usize];
        for (first, count, line) in &self.lines {
            let line: Vec<u8> = line.iter().map(|n| if *n == 0 { 0 } else { n + shades as u8 }).collect();
            lines[*first..*first + *count].fill(line);
        }
        for line in words {
            let ink = inks.iter().position(|ink| *ink == line.ink)? as u8 * FULL;
            for letter in &line.letters {
                let (stamp, at) = lettering.stamp(letter, line.size)?;
                put(&mut lines, &stamp, at, ink)?;
            }
        }
        let paper = [self.palette[0], self.palette[1], self.palette[2]];
        let mut palette = paper.to_vec();
        palette.extend(inks.iter().flat_map(|ink| (1..=FULL).flat_map(|part| mixed(*ink, paper, part))));
        palette.extend(&self.palette[3..]);
        Some((palette, lines))
    }
}

/// The inks of lines, in the order of their first letters.
fn inks(lines: &[Line]) -> Vec<Ink> {
    lines.iter().fold(Vec::new(), |mut inks, line| {
        if !inks.contains(&line.ink) {
            inks.push(line.ink);
        }
        inks
    })
}

/// An ink that covers a part of paper.
fn mixed(ink: Ink, paper: Ink, part: u8) -> Ink {
    let (part, full) = (u32::from(part), u32::from(FULL));
    std::array::from_fn(|at| {
        ((u32::from(ink[at]) * part + u32::from(paper[at]) * (full - part) + full / 2) / full) as u8
    })
}

/// Puts a letter on lines in which the numbers from `ink` on are the shades of its ink. Nothing where it does not lie on
/// paper, or on letters of the same ink, or reaches over the edge.
fn put(lines: &mut [Vec<u8>], stamp: &Stamp, (x, y): (i32, i32), ink: u8) -> Option<()> {
    if stamp.ink.is_empty() {
        return Some(());
    }
    let (left, top) = (usize::try_from(x + stamp.left).ok()?, usize::try_from(y + stamp.top).ok()?);
    let lines = lines.get_mut(top..top + stamp.ink.len() / stamp.width)?;
    let mut is_clear = true;
    for (line, parts) in lines.iter_mut().zip(stamp.ink.chunks(stamp.width)) {
        if line.is_empty() {
            line.resize(SIZE.0 as usize, 0);
        }
        for (below, part) in line.get_mut(left..left + stamp.width)?.iter_mut().zip(parts) {
            let shade = below.wrapping_sub(ink);
            let is_ink = *below != 0;
            is_clear &= *part == 0 || !is_ink || (1..=FULL).contains(&shade);
            *below = match (*part, is_ink) {
                (0, _) => *below,
                (part, false) => ink + part,
                (part, true) => ink + covered(shade.min(FULL), part),
            };
        }
    }
    is_clear.then_some(())
}

/// How much two layers of ink cover.
fn covered(one: u8, other: u8) -> u8 {
    let (one, other, full) = (u16::from(one), u16::from(other), u16::from(FULL));
    (one + other - one * other / full) as u8
}
