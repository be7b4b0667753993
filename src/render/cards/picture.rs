//! Pixels as PNG: of a palette where there are few colours, which is a third of the bytes to write.

use fdeflate::Compressor;
use resvg::tiny_skia::Pixmap;
use rustc_hash::FxHashMap;

/// The most colours that a palette has.
pub(super) const COLOURS: usize = 256;

/// So many pixels are compared at once with the colour that most have.
const STRETCH: usize = 16;

/// The filter of PNG by which each line is written as what differs from the last.
const UP: u8 = 2;

/// Red, green, blue and how much of it covers what is below.
type Pixel = [u8; 4];

/// The picture as PNG: pixels and nothing else, fully opaque.
pub(super) fn encode(pixmap: &Pixmap) -> Result<Vec<u8>, png::EncodingError> {
    if let Some(indexed) = Indexed::of(pixmap) {
        return indexed.encode();
    }
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, pixmap.width(), pixmap.height());
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Fast);
    encoder.set_color(png::ColorType::Rgb);
    let pixels = pixmap.data().as_chunks::<4>().0;
    let data: Vec<u8> = pixels.iter().flat_map(|[red, green, blue, _]| [*red, *green, *blue]).collect();
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&data)?;
    writer.finish()?;
    Ok(bytes)
}

/// Pixels by the number of their colour.
pub(super) struct Indexed {
    /// In pixels.
    pub(super) width: usize,
    /// Red, green and blue of each colour.
    pub(super) palette: Vec<u8>,
    pub(super) numbers: Vec<u8>,
}

impl Indexed {
    /// Nothing where there are more colours than a palette has. The colour of the last corner, that of the paper, is
    /// number 0.
    pub(super) fn of(pixmap: &Pixmap) -> Option<Self> {
        let (pixels, width) = (pixmap.data().as_chunks().0, pixmap.width() as usize);
        let paper = *pixels.last()?;
        let mut colours = Colours::default();
        colours.number(paper)?;
        let stretch = [paper; STRETCH];
        let mut numbers = Vec::with_capacity(pixels.len());
        let mut above: &[Pixel] = &[];
        for row in pixels.chunks(width) {
            if row == above {
                numbers.extend_from_within(numbers.len() - width..);
                continue;
            }
            for part in row.chunks(STRETCH) {
                if part == &stretch[..part.len()] {
                    numbers.resize(numbers.len() + part.len(), 0);
                } else {
                    for pixel in part {
                        numbers.push(colours.number(*pixel)?);
                    }
                }
            }
            above = row;
        }
        Some(Self { width, palette: colours.palette, numbers })
    }

    fn encode(&self) -> Result<Vec<u8>, png::EncodingError> {
        let lines: Vec<&[u8]> = self.numbers.chunks(self.width).collect();
        encode_lines(self.width, &self.palette, &lines)
    }
}

/// Lines of pixels, each the number of its colour in a palette, as PNG; an empty line is of number 0. Most pixels are as
/// the one above, and most lines as the one before.
pub(super) fn encode_lines(
    width: usize,
    palette: &[u8],
    lines: &[&[u8]],
) -> Result<Vec<u8>, png::EncodingError> {
    let mut data = Compressor::new(Vec::with_capacity(1 << 16))?;
    let blank = vec![0; width];
    let mut written = vec![0; width + 1];
    written[0] = UP;
    let same = written.clone();
    let mut above = &blank[..];
    for line in lines {
        let line = if line.is_empty() { &blank } else { *line };
        if std::ptr::eq(line, above) || line == above {
            data.write_data(&same)?;
            continue;
        }
        for (difference, (number, above)) in written[1..].iter_mut().zip(line.iter().zip(above)) {
            *difference = number.wrapping_sub(*above);
        }
        data.write_data(&written)?;
        above = line;
    }
    let data = data.finish()?;
    let mut bytes = Vec::with_capacity(data.len() + palette.len() + 128);
    let mut encoder = png::Encoder::new(&mut bytes, width as u32, lines.len() as u32);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_color(png::ColorType::Indexed);
    encoder.set_palette(palette);
    let mut writer = encoder.write_header()?;
    writer.write_chunk(png::chunk::IDAT, &data)?;
    writer.finish()?;
    Ok(bytes)
}

/// Colours in the order in which they were met.
#[derive(Default)]
struct Colours {
    palette: Vec<u8>,
    known: FxHashMap<u32, u8>,
    last: Option<(Pixel, u8)>,
}

impl Colours {
    /// The number of a colour; nothing where there is none left.
    fn number(&mut self, pixel: Pixel) -> Option<u8> {
        if let Some((_, number)) = self.last.filter(|(last, _)| *last == pixel) {
            return Some(number);
        }
        let next = self.known.len();
        let number = match self.known.get(&u32::from_ne_bytes(pixel)) {
            Some(number) => *number,
            None if next == COLOURS => return None,
            None => {
                let number = next as u8;
                self.known.insert(u32::from_ne_bytes(pixel), number);
                self.palette.extend_from_slice(&pixel[..3]);
                number
            }
        };
        self.last = Some((pixel, number));
        Some(number)
    }
}

#[cfg(test)]
mod tests {
    use resvg::tiny_skia::PremultipliedColorU8;

    use super::*;

    fn picture(width: u32, height: u32, colour: impl Fn(u32, u32) -> [u8; 3]) -> Pixmap {
        let mut pixmap = Pixmap::new(width, height).unwrap();
        for (at, pixel) in pixmap.pixels_mut().iter_mut().enumerate() {
            let [red, green, blue] = colour(at as u32 % width, at as u32 / width);
            *pixel = PremultipliedColorU8::from_rgba(red, green, blue, 255).unwrap();
        }
        pixmap
    }

    fn rgb(png: &[u8]) -> Vec<u8> {
        image::load_from_memory(png).unwrap().to_rgb8().into_raw()
    }

    fn rgb_of(pixmap: &Pixmap) -> Vec<u8> {
        pixmap.data().chunks(4).flat_map(|pixel| pixel[..3].to_vec()).collect()
    }

    #[test]
    fn a_picture_of_few_colours_has_a_palette_and_the_same_pixels() {
        for width in [1, 15, 16, 37] {
            let pixmap = picture(width, 40, |x, y| match (x + y / 4) % 23 {
                0..3 => [x as u8, 3, 200],
                3 => [30, 30, 30],
                _ => [250, 248, 242],
            });
            let png = encode(&pixmap).unwrap();
            assert_eq!(png[25], 3, "the kind of colour is a palette");
            assert!(rgb(&png) == rgb_of(&pixmap), "{width}");
        }
    }

    #[test]
    fn a_picture_of_many_colours_has_them_all() {
        let pixmap = picture(40, 40, |x, y| [x as u8 * 5, y as u8 * 6, 9]);
        let png = encode(&pixmap).unwrap();
        assert_eq!(png[25], 2, "the kind of colour is red, green and blue");
        assert!(rgb(&png) == rgb_of(&pixmap));
    }

    #[test]
    fn a_palette_holds_256_colours_and_no_more() {
        let with = |count: u32| picture(count, 1, |x, _| [x as u8, (x / 256) as u8, 0]);
        assert_eq!(encode(&with(256)).unwrap()[25], 3);
        assert_eq!(encode(&with(257)).unwrap()[25], 2);
        assert!(rgb(&encode(&with(256)).unwrap()) == rgb_of(&with(256)));
    }
}
