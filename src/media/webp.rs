//! WebP (RFC 9649): chunks in a RIFF container.

use super::pieces::Pieces;
use super::{MediaError, exif};

/// `RIFF`, the length of what follows, `WEBP`.
const HEADER_LENGTH: usize = 12;

const EXIF_FLAG: u8 = 0b0000_1000;
const XMP_FLAG: u8 = 0b0000_0100;

struct Chunk<'a> {
    name: &'a [u8; 4],
    /// Name, length, content and the byte that makes its length even.
    raw: &'a [u8],
    content: &'a [u8],
}

/// Keeps what is needed to show the picture.
pub(super) fn clean(bytes: &[u8]) -> Result<Pieces, MediaError> {
    let mut pieces = Pieces::of(bytes.len());
    let (mut rest, after) = container(bytes)?;
    pieces.keep(&bytes[..HEADER_LENGTH]);
    let (mut flags_at, mut has_data, mut has_exif) = (None, false, false);
    while !rest.is_empty() {
        let chunk = next_chunk(&mut rest).ok_or(MediaError::Truncated { format: "WebP", part: "a chunk" })?;
        match chunk.name {
            b"VP8X" => flags_at = flags_at.or((!chunk.content.is_empty()).then_some(pieces.length() + 8)),
            b"VP8 " | b"VP8L" | b"ANMF" => has_data = true,
            _ => {}
        }
        has_exif |= keep_or_drop(&chunk, &mut pieces)?;
    }
    if !has_data {
        return Err(MediaError::Damaged { format: "WebP", problem: "it holds no picture" });
    }
    if !after.is_empty() {
        pieces.drop("data after the picture's end");
    }
    write_header(&mut pieces, flags_at, has_exif);
    Ok(pieces)
}

/// Width and height as shown.
pub(super) fn dimensions(bytes: &[u8]) -> Option<(u32, u32)> {
    let mut rest = bytes.get(HEADER_LENGTH..)?;
    let (name, content) = first_chunk_start(rest)?;
    let size = match name {
        b"VP8X" => (u24(content.get(4..)?)? + 1, u24(content.get(7..)?)? + 1),
        b"VP8 " => lossy_size(content)?,
        b"VP8L" => lossless_size(content)?,
        _ => return None,
    };
    let chunks = std::iter::from_fn(|| next_chunk(&mut rest));
    let block = chunks.into_iter().find(|chunk| chunk.name == b"EXIF");
    Some(exif::turned(size, block.and_then(|chunk| exif::read(tiff(chunk.content)).orientation)))
}

/// Whether an EXIF chunk was written.
fn keep_or_drop(chunk: &Chunk<'_>, pieces: &mut Pieces) -> Result<bool, MediaError> {
    let Chunk { name, raw, content } = *chunk;
    match name {
        b"VP8X" | b"VP8 " | b"VP8L" | b"ALPH" | b"ANIM" | b"ICCP" => pieces.keep(raw),
        b"ANMF" => keep_frame(content, pieces)?,
        b"EXIF" => {
            let Some(block) = pieces.replace_exif(tiff(content)) else { return Ok(false) };
            if content != block {
                pieces.drop("EXIF");
            }
            keep_chunk(name, &block, pieces);
            return Ok(true);
        }
        b"XMP " => pieces.drop("XMP"),
        _ => pieces.drop("application data"),
    }
    Ok(false)
}

/// A frame of a moving picture is 16 bytes of place and time, and then chunks of its own.
fn keep_frame(content: &[u8], pieces: &mut Pieces) -> Result<(), MediaError> {
    let truncated = MediaError::Truncated { format: "WebP", part: "a frame" };
    let (head, mut rest) = content.split_at_checked(16).ok_or(truncated.clone())?;
    let mut frame = head.to_vec();
    while !rest.is_empty() {
        let chunk = next_chunk(&mut rest).ok_or(truncated.clone())?;
        if matches!(chunk.name, b"ALPH" | b"VP8 " | b"VP8L") {
            frame.extend_from_slice(chunk.raw);
        } else {
            pieces.drop("application data");
        }
    }
    keep_chunk(b"ANMF", &frame, pieces);
    Ok(())
}

fn keep_chunk(name: &[u8; 4], content: &[u8], pieces: &mut Pieces) {
    pieces.keep(name);
    pieces.keep(&(content.len() as u32).to_le_bytes());
    pieces.keep(content);
    pieces.keep(&[0][..content.len() % 2]);
}

/// Sets the container's length, and in the `VP8X` chunk which other chunks there are.
fn write_header(pieces: &mut Pieces, flags_at: Option<usize>, has_exif: bool) {
    let kept = pieces.kept_mut();
    let length = (kept.len() - 8) as u32;
    kept[4..8].copy_from_slice(&length.to_le_bytes());
    if let Some(at) = flags_at {
        kept[at] &= !(EXIF_FLAG | XMP_FLAG);
        kept[at] |= if has_exif { EXIF_FLAG } else { 0 };
    }
}

/// The chunks of the container, and what follows it.
fn container(bytes: &[u8]) -> Result<(&[u8], &[u8]), MediaError> {
    let length = u32_at(bytes, 4).unwrap_or(0);
    let truncated = MediaError::Truncated { format: "WebP", part: "its chunks" };
    // An odd length is padded; some writers forget the pad at the very end.
    let end = length.checked_add(8).ok_or(truncated.clone())?;
    let end = if end % 2 == 1 && end < bytes.len() { end + 1 } else { end };
    let (whole, after) = bytes.split_at_checked(end).ok_or(truncated.clone())?;
    Ok((whole.get(HEADER_LENGTH..).ok_or(truncated)?, after))
}

fn next_chunk<'a>(rest: &mut &'a [u8]) -> Option<Chunk<'a>> {
    let name = rest.first_chunk()?;
    let end = u32_at(rest, 4)?.checked_add(8)?;
    let content = rest.get(8..end)?;
    let (raw, after) = rest.split_at(rest.len().min(end + end % 2));
    *rest = after;
    Some(Chunk { name, raw, content })
}

/// Name and content of the first chunk, as far as it is there.
fn first_chunk_start(rest: &[u8]) -> Option<(&[u8; 4], &[u8])> {
    Some((rest.first_chunk()?, rest.get(8..)?))
}

/// RFC 6386, 9.1: three bytes of tag, three of start code, then 14 bits of width and of height.
fn lossy_size(content: &[u8]) -> Option<(u32, u32)> {
    let [_, _, _, 0x9D, 0x01, 0x2A, w0, w1, h0, h1] = *content.first_chunk()? else { return None };
    let size = |low, high| u32::from(u16::from_le_bytes([low, high]) & 0x3FFF);
    Some((size(w0, w1), size(h0, h1)))
}

/// RFC 9649, 3.4: a signature byte, then 14 bits each of width and height less one.
fn lossless_size(content: &[u8]) -> Option<(u32, u32)> {
    let [0x2F, a, b, c, d] = *content.first_chunk()? else { return None };
    let bits = u32::from_le_bytes([a, b, c, d]);
    Some(((bits & 0x3FFF) + 1, ((bits >> 14) & 0x3FFF) + 1))
}

/// Some writers put the prefix of JPEG before the TIFF data.
fn tiff(content: &[u8]) -> &[u8] {
    content.strip_prefix(exif::PREFIX).unwrap_or(content)
}

fn u24(bytes: &[u8]) -> Option<u32> {
    let [a, b, c] = *bytes.first_chunk()?;
    Some(u32::from_le_bytes([a, b, c, 0]))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<usize> {
    Some(u32::from_le_bytes(*bytes.get(at..)?.first_chunk()?) as usize)
}
