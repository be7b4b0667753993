//! GIF (89a): blocks up to the trailer.

use super::MediaError;
use super::pieces::Pieces;

/// Signature and version, then the logical screen: width, height, flags, background, aspect.
const HEADER_LENGTH: usize = 13;

/// How often a moving picture is repeated (two names for one thing), and the colour profile.
const KEPT_APPLICATIONS: [&[u8]; 3] = [b"NETSCAPE2.0", b"ANIMEXTS1.0", b"ICCRGBG1012"];

/// Keeps what is needed to show the picture.
pub(super) fn clean(bytes: &[u8]) -> Result<Pieces, MediaError> {
    let mut pieces = Pieces::of(bytes.len());
    let header = bytes.get(..HEADER_LENGTH).ok_or(truncated("its header"))?;
    let mut rest = bytes;
    pieces.keep(take(&mut rest, HEADER_LENGTH + colours_length(header[10]), "its colours")?);
    // Where the last graphic control begins, while nothing has come that it applies to.
    let mut control = None;
    let mut has_image = false;
    loop {
        match *rest {
            [0x3B, ..] => break,
            [0x2C, ..] => {
                let length = image_length(rest)?;
                pieces.keep(take(&mut rest, length, "a picture")?);
                (control, has_image) = (None, true);
            }
            [0x21, label, ..] => {
                let length = 2 + blocks_length(&rest[2..])?;
                let block = take(&mut rest, length, "an extension")?;
                keep_or_drop(label, block, &mut control, &mut pieces);
            }
            // A terminator too many, as some writers leave it.
            [0x00, ..] => {
                pieces.drop("stray bytes");
                rest = &rest[1..];
            }
            [] | [0x21] => return Err(truncated("its pictures")),
            _ => {
                return Err(MediaError::Damaged {
                    format: "GIF",
                    problem: "a block of no known kind begins",
                });
            }
        }
    }
    if !has_image {
        return Err(MediaError::Damaged { format: "GIF", problem: "it holds no picture" });
    }
    pieces.keep(&rest[..1]);
    if rest.len() > 1 {
        pieces.drop("data after the picture's end");
    }
    Ok(pieces)
}

/// Width and height of the logical screen.
pub(super) fn dimensions(bytes: &[u8]) -> Option<(u32, u32)> {
    let [w0, w1, h0, h1] = *bytes.get(6..)?.first_chunk()?;
    Some((u16::from_le_bytes([w0, w1]).into(), u16::from_le_bytes([h0, h1]).into()))
}

/// A picture of its own that shows the first picture of a moving one; `None` where there is only one.
pub(super) fn first_frame(bytes: &[u8]) -> Option<Vec<u8>> {
    let header = bytes.get(..HEADER_LENGTH)?;
    let mut at = HEADER_LENGTH + colours_length(header[10]);
    let mut still = None;
    loop {
        let rest = bytes.get(at..)?;
        match *rest {
            [0x2C, ..] if still.is_some() => return still,
            [0x2C, ..] => {
                at += image_length(rest).ok()?;
                let mut frame = bytes.get(..at)?.to_vec();
                frame.push(0x3B);
                still = Some(frame);
            }
            [0x21, _, ..] => at += 2 + blocks_length(&rest[2..]).ok()?,
            [0x00, ..] => at += 1,
            _ => return None,
        }
    }
}

fn keep_or_drop(label: u8, block: &[u8], control: &mut Option<usize>, pieces: &mut Pieces) {
    // The first block of an application extension is its name, 11 bytes.
    let application = block.get(3..14).filter(|_| block[2] == 11).unwrap_or_default();
    match label {
        0xF9 => {
            *control = Some(pieces.length());
            pieces.keep(block);
        }
        0xFF if KEPT_APPLICATIONS.contains(&application) => pieces.keep(block),
        0xFF if application == b"XMP DataXMP" => pieces.drop("XMP"),
        0xFE => pieces.drop("comment"),
        0x01 => {
            // Text drawn over the picture, which no browser shows; its control goes with it.
            if let Some(start) = control.take() {
                pieces.truncate(start);
            }
            pieces.drop("text");
        }
        _ => pieces.drop("application data"),
    }
}

/// A picture: place and size, its own colours, the code size, then blocks of data.
fn image_length(rest: &[u8]) -> Result<usize, MediaError> {
    let flags = rest.get(9).ok_or(truncated("a picture"))?;
    let data = 10 + colours_length(*flags) + 1;
    Ok(data + blocks_length(rest.get(data..).ok_or(truncated("a picture"))?)?)
}

/// Length of a chain of blocks, each with its length in front, and of the zero that ends it.
fn blocks_length(rest: &[u8]) -> Result<usize, MediaError> {
    let mut at = 0;
    loop {
        match rest.get(at).ok_or(truncated("a chain of blocks"))? {
            0 => return Ok(at + 1),
            length => at += 1 + usize::from(*length),
        }
    }
}

/// Length of a table of colours, as its flags give it.
fn colours_length(flags: u8) -> usize {
    if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) }
}

fn take<'a>(rest: &mut &'a [u8], length: usize, part: &'static str) -> Result<&'a [u8], MediaError> {
    let (taken, after) = rest.split_at_checked(length).ok_or(truncated(part))?;
    *rest = after;
    Ok(taken)
}

fn truncated(part: &'static str) -> MediaError {
    MediaError::Truncated { format: "GIF", part }
}
