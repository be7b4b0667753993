//! JPEG (ITU-T T.81): markers and segments up to the end of the image.

use super::pieces::Pieces;
use super::{MediaError, exif};

const START: [u8; 2] = [0xFF, 0xD8];
const END_OF_IMAGE: u8 = 0xD9;
const START_OF_SCAN: u8 = 0xDA;
const COMMENT: u8 = 0xFE;

/// One marker with what belongs to it.
struct Segment<'a> {
    marker: u8,
    /// Everything: fill bytes before the marker, marker, length, content.
    raw: &'a [u8],
    /// What follows the length; empty where there is none.
    content: &'a [u8],
}

/// Keeps what is needed to show the picture.
pub(super) fn clean(bytes: &[u8]) -> Result<Pieces, MediaError> {
    let mut pieces = Pieces::of(bytes.len());
    pieces.keep(&START);
    let mut rest = &bytes[START.len()..];
    let (mut has_frame, mut has_scan) = (false, false);
    loop {
        rest = skip_stray(rest, &mut pieces);
        let segment = next_segment(&mut rest)?;
        has_frame |= is_frame(segment.marker);
        keep_or_drop(&segment, &mut pieces);
        match segment.marker {
            START_OF_SCAN => {
                has_scan = true;
                let (scan, after) = rest.split_at(scan_length(rest)?);
                pieces.keep(scan);
                rest = after;
            }
            END_OF_IMAGE => break,
            _ => {}
        }
    }
    if !has_frame || !has_scan {
        return Err(MediaError::Damaged { format: "JPEG", problem: "it holds no picture" });
    }
    if !rest.is_empty() {
        pieces.drop("data after the picture's end");
    }
    Ok(pieces)
}

/// Width and height as shown, from the segments before the first scan.
pub(super) fn dimensions(bytes: &[u8]) -> Option<(u32, u32)> {
    let mut rest = bytes.get(START.len()..)?;
    let mut orientation = None;
    loop {
        rest = &rest[stray_length(rest)..];
        let Segment { marker, content, .. } = next_segment(&mut rest).ok()?;
        if is_frame(marker) {
            let [_, high, low, wide, narrow] = *content.first_chunk()?;
            let size = (u16::from_be_bytes([wide, narrow]).into(), u16::from_be_bytes([high, low]).into());
            return Some(exif::turned(size, orientation));
        }
        if marker == START_OF_SCAN || marker == END_OF_IMAGE {
            return None;
        }
        if let Some(tiff) = content.strip_prefix(exif::PREFIX).filter(|_| marker == 0xE1) {
            orientation = orientation.or(exif::read(tiff).orientation);
        }
    }
}

fn keep_or_drop(segment: &Segment<'_>, pieces: &mut Pieces) {
    let Segment { marker, raw, content } = *segment;
    match marker {
        0xE0 => keep_jfif(raw, content, pieces),
        0xE1 => match content.strip_prefix(exif::PREFIX) {
            Some(tiff) => keep_orientation(raw, tiff, pieces),
            None if content.starts_with(b"http://ns.adobe.com/") => pieces.drop("XMP"),
            None => pieces.drop("application data"),
        },
        0xE2 if content.starts_with(b"ICC_PROFILE\0") => pieces.keep(raw),
        0xE2 if content.starts_with(b"MPF\0") => pieces.drop("further pictures"),
        0xED => pieces.drop("IPTC"),
        0xEE if content.starts_with(b"Adobe") => keep_adobe(raw, content, pieces),
        0xE2..=0xEC | 0xEE | 0xEF => pieces.drop("application data"),
        COMMENT => pieces.drop("comment"),
        // Frames, tables, scans, restarts and the end; and what no browser decodes stays out.
        0xC0..=0xDF => pieces.keep(raw),
        _ => pieces.drop("unknown segments"),
    }
}

/// Keeps the JFIF header (version, density), but not the thumbnail that may follow in it.
fn keep_jfif(raw: &[u8], content: &[u8], pieces: &mut Pieces) {
    let Some(header) = content.first_chunk::<12>().filter(|header| header.starts_with(b"JFIF\0")) else {
        return pieces.drop("application data");
    };
    if content.len() == 14 && content.ends_with(&[0, 0]) {
        return pieces.keep(raw);
    }
    pieces.drop("thumbnail");
    pieces.keep(&[0xFF, 0xE0, 0, 16]);
    pieces.keep(header);
    pieces.keep(&[0, 0]);
}

/// Keeps the 12 bytes that say how the colours are coded.
fn keep_adobe(raw: &[u8], content: &[u8], pieces: &mut Pieces) {
    match content.split_first_chunk::<12>() {
        Some((_, [])) => pieces.keep(raw),
        Some((colours, _)) => {
            pieces.drop("application data");
            pieces.keep(&[0xFF, 0xEE, 0, 14]);
            pieces.keep(colours);
        }
        None => pieces.drop("application data"),
    }
}

fn keep_orientation(raw: &[u8], tiff: &[u8], pieces: &mut Pieces) {
    let Some(block) = pieces.replace_exif(tiff) else { return };
    if block == tiff {
        return pieces.keep(raw);
    }
    let length = (2 + exif::PREFIX.len() + block.len()) as u8;
    pieces.keep(&[0xFF, 0xE1, 0, length]);
    pieces.keep(exif::PREFIX);
    pieces.keep(&block);
}

fn skip_stray<'a>(rest: &'a [u8], pieces: &mut Pieces) -> &'a [u8] {
    let stray = stray_length(rest);
    if stray > 0 {
        pieces.drop("stray bytes");
    }
    &rest[stray..]
}

/// Bytes before the next marker, which every decoder skips.
fn stray_length(rest: &[u8]) -> usize {
    rest.iter().position(|byte| *byte == 0xFF).unwrap_or(rest.len())
}

/// Takes the next segment off; the rest begins with `FF`, or is empty.
fn next_segment<'a>(rest: &mut &'a [u8]) -> Result<Segment<'a>, MediaError> {
    let truncated = MediaError::Truncated { format: "JPEG", part: "its header or picture data" };
    let bytes = *rest;
    let fill = bytes.iter().take_while(|byte| **byte == 0xFF).count();
    let marker = *bytes.get(fill).ok_or(truncated.clone())?;
    let after = fill + 1;
    let length = match marker {
        0x00 => {
            return Err(MediaError::Damaged { format: "JPEG", problem: "picture data stand in its header" });
        }
        0xD8 => return Err(MediaError::Damaged { format: "JPEG", problem: "a second picture begins in it" }),
        0x01 | 0xD0..=0xD7 | END_OF_IMAGE => 0,
        _ => {
            let length: [u8; 2] =
                bytes.get(after..after + 2).and_then(|pair| pair.try_into().ok()).ok_or(truncated.clone())?;
            usize::from(u16::from_be_bytes(length))
        }
    };
    if length == 1 || (length == 0 && !matches!(marker, 0x01 | 0xD0..=0xD9)) {
        return Err(MediaError::Damaged { format: "JPEG", problem: "a segment has an impossible length" });
    }
    let raw = bytes.get(..after + length).ok_or(truncated)?;
    *rest = &bytes[raw.len()..];
    Ok(Segment { marker, raw, content: raw.get(after + 2..).unwrap_or_default() })
}

/// How long the compressed data of a scan are: up to a marker that is neither an escaped `FF` nor a restart.
fn scan_length(rest: &[u8]) -> Result<usize, MediaError> {
    rest.windows(2)
        .position(|pair| pair[0] == 0xFF && !matches!(pair[1], 0x00 | 0xFF | 0xD0..=0xD7))
        .map(|at| at - rest[..at].iter().rev().take_while(|byte| **byte == 0xFF).count())
        .ok_or(MediaError::Truncated { format: "JPEG", part: "its picture data" })
}

/// Whether the marker begins a frame, which says how large the picture is.
fn is_frame(marker: u8) -> bool {
    matches!(marker, 0xC0..=0xCF) && !matches!(marker, 0xC4 | 0xC8 | 0xCC)
}
