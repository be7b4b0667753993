//! The picture on the page: no more pixels than paper shows.

use std::io::Cursor;

use image::imageops::FilterType;
use image::{DynamicImage, GenericImageView, ImageReader, Limits};

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
        let picture = match whole.width() > WIDEST {
            true => whole.resize(WIDEST, u32::MAX, FilterType::Lanczos3),
            false => whole,
        };
        let size = picture.dimensions();
        let image = if is_photograph { photograph(&picture)? } else { drawing(picture) };
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

fn photograph(picture: &DynamicImage) -> Option<krilla::image::Image> {
    let mut bytes = Vec::new();
    let encoder = image::codecs::jpeg::JpegEncoder::new_with_quality(&mut bytes, QUALITY);
    picture.to_rgb8().write_with_encoder(encoder).ok()?;
    krilla::image::Image::from_jpeg(bytes.into(), false).ok()
}

/// A screen or a drawing keeps its sharp edges.
fn drawing(picture: DynamicImage) -> krilla::image::Image {
    let (width, height) = picture.dimensions();
    krilla::image::Image::from_rgba8(picture.into_rgba8().into_raw(), width, height)
}
