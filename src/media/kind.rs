//! What a file is, by its content and not by its name.

use super::svg;

/// A kind of media file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A JPEG picture.
    Jpeg,
    /// A PNG picture, moving or not.
    Png,
    /// A WebP picture, moving or not.
    WebP,
    /// A GIF picture, moving or not.
    Gif,
    /// A drawing in XML.
    Svg,
    /// An AVIF picture.
    Avif,
    /// A TIFF picture, which browsers other than Safari don't show.
    Tiff,
    /// An HEIC or HEIF picture, which browsers other than Safari don't show.
    Heic,
    /// An MP4 film or sound.
    Mp4,
    /// A QuickTime film.
    QuickTime,
    /// A WebM or Matroska film.
    WebM,
    /// Anything else.
    Other,
}

impl Kind {
    /// What to call it in a sentence, with its article.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Jpeg => "a JPEG picture",
            Kind::Png => "a PNG picture",
            Kind::WebP => "a WebP picture",
            Kind::Gif => "a GIF picture",
            Kind::Svg => "an SVG drawing",
            Kind::Avif => "an AVIF picture",
            Kind::Tiff => "a TIFF picture",
            Kind::Heic => "an HEIC picture",
            Kind::Mp4 => "an MP4 film",
            Kind::QuickTime => "a QuickTime film",
            Kind::WebM => "a WebM film",
            Kind::Other => "no known kind of picture",
        }
    }
}

/// Says what a file is. Its first kilobyte is enough, unless an SVG begins with long comments.
pub fn kind(bytes: &[u8]) -> Kind {
    match bytes {
        [0xFF, 0xD8, 0xFF, ..] => Kind::Jpeg,
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1A, b'\n', ..] => Kind::Png,
        [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Kind::Gif,
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Kind::WebP,
        [0x1A, 0x45, 0xDF, 0xA3, ..] => Kind::WebM,
        [b'I', b'I', 42, 0, ..] | [b'M', b'M', 0, 42, ..] => Kind::Tiff,
        [_, _, _, _, b'f', b't', b'y', b'p', ..] => boxed_kind(bytes),
        _ if svg::is_svg(bytes) => Kind::Svg,
        _ => Kind::Other,
    }
}

/// The kind of a file in the ISO base media format (ISO/IEC 14496-12), by the brands in its first
/// box: length, `ftyp`, major brand, version, compatible brands.
fn boxed_kind(bytes: &[u8]) -> Kind {
    let length = bytes.first_chunk().map_or(0, |length| u32::from_be_bytes(*length) as usize);
    let content = bytes.get(8..length.min(bytes.len())).unwrap_or_default();
    let brands: Vec<&[u8]> = content.chunks_exact(4).collect();
    let has = |wanted: &[&[u8; 4]]| brands.iter().any(|brand| wanted.iter().any(|name| brand == name));
    if has(&[b"avif", b"avis"]) {
        Kind::Avif
    } else if has(&[b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"]) {
        Kind::Heic
    } else if brands.first() == Some(&b"qt  ".as_slice()) {
        Kind::QuickTime
    } else {
        Kind::Mp4
    }
}
