//! Pictures without what their camera wrote into them, and what that was.
//!
//! Pure functions on bytes. A picture is walked block by block, and only blocks that are known to
//! be needed to show it are kept, each as the same bytes: nothing is decoded or compressed anew.
//! What a browser needs beside the pixels stays: the colour profile, and the orientation in an EXIF
//! block that holds nothing else.

mod cast;
mod exif;
mod gif;
mod jpeg;
mod kind;
mod pieces;
mod png;
mod recording;
mod svg;
mod svg_clean;
mod telltale;
mod webp;

#[cfg(test)]
mod tests;

pub use cast::{CastError, without_surroundings, words as cast_words};
pub use kind::{Kind, kind};
pub use recording::{has_position, is_whole};
pub use telltale::{Telltale, telltale};

/// A picture that may be published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cleaned {
    /// The picture's bytes; the very same when there was nothing to take out.
    pub bytes: Vec<u8>,
    /// What was taken out, each thing once, in the order of the file: `EXIF`, `XMP`, `comment` …
    pub removed: Vec<&'static str>,
    /// Whether the EXIF block said where the picture was taken.
    pub had_location: bool,
}

/// Why a picture can't be cleaned.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MediaError {
    /// Not one of the formats that can be cleaned.
    #[error("it is {}, whose metadata can't be taken out; save it as JPEG, PNG, WebP, GIF or SVG", .0.name())]
    Unsupported(Kind),
    /// The file ends too early.
    #[error("the {format} file ends in the middle of {part}; export or download it again")]
    Truncated {
        /// The format, such as `JPEG`.
        format: &'static str,
        /// What was being read.
        part: &'static str,
    },
    /// The file breaks the rules of its format.
    #[error("the {format} file is damaged: {problem}; export or download it again")]
    Damaged {
        /// The format, such as `JPEG`.
        format: &'static str,
        /// What is wrong.
        problem: &'static str,
    },
}

/// Takes out of a JPEG, PNG, WebP, GIF or SVG everything that is not needed to show it: EXIF with its
/// place and camera, XMP, IPTC, comments, texts, previews, and bytes after the picture's end.
///
/// The pixels stay the same bytes; colour profile and orientation are kept. An SVG loses scripts and
/// references to other hosts as well.
///
/// # Errors
/// [`MediaError::Unsupported`] for every other kind of file; the other errors when the picture is
/// cut off or damaged.
pub fn without_metadata(bytes: Vec<u8>) -> Result<Cleaned, MediaError> {
    let pieces = match kind(&bytes) {
        Kind::Jpeg => jpeg::clean(&bytes)?,
        Kind::Png => png::clean(&bytes)?,
        Kind::WebP => webp::clean(&bytes)?,
        Kind::Gif => gif::clean(&bytes)?,
        Kind::Svg => return svg_clean::clean(bytes),
        other => return Err(MediaError::Unsupported(other)),
    };
    Ok(pieces.into_cleaned())
}

/// The first frame of a moving GIF, as a GIF that stands still; `None` for every other file.
///
/// The first part of the file is enough, if the second frame begins in it.
pub fn first_frame(bytes: &[u8]) -> Option<Vec<u8>> {
    (kind(bytes) == Kind::Gif).then(|| gif::first_frame(bytes)).flatten()
}

/// Width and height in pixels as the picture is shown: an orientation that lies on its side swaps them.
///
/// For JPEG, PNG, WebP, GIF, and for SVG with plain numbers in `width` and `height` or a `viewBox`.
/// The first part of the file is enough, but for a PNG or WebP whose orientation stands at its end.
pub fn dimensions(bytes: &[u8]) -> Option<(u32, u32)> {
    let size = match kind(bytes) {
        Kind::Jpeg => jpeg::dimensions(bytes),
        Kind::Png => png::dimensions(bytes),
        Kind::WebP => webp::dimensions(bytes),
        Kind::Gif => gif::dimensions(bytes),
        Kind::Svg => svg::dimensions(bytes),
        _ => None,
    };
    size.filter(|(width, height)| *width > 0 && *height > 0)
}
