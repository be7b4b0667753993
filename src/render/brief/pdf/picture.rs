//! The picture on the page: no more pixels than paper shows.

use std::io::Cursor;

use fast_image_resize::images::Image;
use fast_image_resize::{PixelType, ResizeOptions, Resizer};
use image::{DynamicImage, ImageReader, Limits, RgbaImage};

/// The most pixels across: 52 mm at 300 dots per inch.
const WIDEST: u32 = 620;

/// The most memory that a picture may take while it is read, in bytes.
const LARGEST: u64 = 256 * 1024 * 1024;

/// The quality of a photograph, of 100.
const QUALITY: u8 = 84;

/// A picture, ready to be drawn.
pub(in crate::render::brief) struct Picture {
    image: krilla::image::Image,
    size: (u32, u32),
}

impl Picture {
    /// Reads a PNG, JPEG or WebP file, and makes it as small as paper needs it. `None` where it is
    /// none of them or is damaged.
    pub(in crate::render::brief) fn read(bytes: &[u8]) -> Option<Self> {
        let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().ok()?;
        let mut limits = Limits::default();
        limits.max_alloc = Some(LARGEST);
        reader.limits(limits);
        let is_photograph = reader.format() == Some(image::ImageFormat::Jpeg);
        let whole = reader.decode().ok()?;
        let is_clear = whole.color().has_alpha();
        let picture = fit(whole.into_rgba8(), is_clear)?;
        let size = picture.dimensions();
        let image = if is_photograph { photograph(picture)? } else { drawing(picture) };
        Some(Self { image, size })
    }

    /// Width and height in pixels.
    pub(in crate::render::brief) fn size(&self) -> (u32, u32) {
        self.size
    }

    pub(super) fn image(&self) -> krilla::image::Image {
        self.image.clone()
    }
}

/// The picture at [`WIDEST`], or as it is where it is no wider. `is_clear` says that it may be seen
/// through somewhere, so that colours count by how much of them is seen. The bytes are the same on every
/// processor: the filter counts in whole numbers.
fn fit(whole: RgbaImage, is_clear: bool) -> Option<RgbaImage> {
    let (width, height) = whole.dimensions();
    if width <= WIDEST {
        return Some(whole);
    }
    let low = (f64::from(height) * f64::from(WIDEST) / f64::from(width)).round().max(1.0) as u32;
    let whole = Image::from_vec_u8(width, height, whole.into_raw(), PixelType::U8x4).ok()?;
    let mut small = Image::new(WIDEST, low, PixelType::U8x4);
    let options = ResizeOptions::new().use_alpha(is_clear);
    Resizer::new().resize(&whole, &mut small, &options).ok()?;
    RgbaImage::from_raw(WIDEST, low, small.into_vec())
}

fn photograph(picture: RgbaImage) -> Option<krilla::image::Image> {
    let mut bytes = Vec::new();
    let encoder = image::codecs::jpeg::JpegEncoder::new_with_quality(&mut bytes, QUALITY);
    DynamicImage::from(picture).into_rgb8().write_with_encoder(encoder).ok()?;
    krilla::image::Image::from_jpeg(bytes.into(), false).ok()
}

/// A screen or a drawing keeps its sharp edges.
fn drawing(picture: RgbaImage) -> krilla::image::Image {
    let (width, height) = picture.dimensions();
    krilla::image::Image::from_rgba8(picture.into_raw(), width, height)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(picture: RgbaImage, format: image::ImageFormat) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        let picture = DynamicImage::from(picture);
        let picture = match format {
            image::ImageFormat::Jpeg => picture.into_rgb8().into(),
            _ => picture,
        };
        picture.write_to(&mut bytes, format).unwrap();
        bytes.into_inner()
    }

    fn size(width: u32, height: u32, format: image::ImageFormat) -> (u32, u32) {
        let picture = RgbaImage::from_pixel(width, height, image::Rgba([200, 90, 40, 255]));
        Picture::read(&written(picture, format)).unwrap().size()
    }

    #[test]
    fn a_picture_is_no_wider_than_paper_shows_and_keeps_its_shape() {
        for format in [image::ImageFormat::Png, image::ImageFormat::Jpeg, image::ImageFormat::WebP] {
            assert_eq!(size(1240, 800, format), (620, 400), "{format:?}");
            assert_eq!(size(620, 2000, format), (620, 2000), "{format:?}");
        }
        assert_eq!(size(5000, 1, image::ImageFormat::Png), (620, 1));
        assert!(Picture::read(b"\x89PNG\r\n\x1a\nnothing more").is_none());
    }

    #[test]
    fn what_cannot_be_seen_does_not_tint_the_edge_of_what_can() {
        let half = RgbaImage::from_fn(1240, 4, |across, _| match across < 601 {
            true => image::Rgba([255, 255, 255, 255]),
            false => image::Rgba([255, 0, 0, 0]),
        });
        let small = fit(half, true).unwrap();
        let seen = small.pixels().filter(|pixel| pixel.0[3] > 0);
        assert!(seen.map(|pixel| pixel.0).all(|[_, green, blue, _]| green > 250 && blue > 250));
    }
}
