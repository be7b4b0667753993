//! PNG (W3C PNG, third edition): chunks up to `IEND`.

use std::io::Read;

use flate2::read::ZlibDecoder;

use super::pieces::Pieces;
use super::{MediaError, exif};

const SIGNATURE_LENGTH: usize = 8;

/// A packed text is read no further.
const LONGEST_TEXT: u64 = 4 * 1024 * 1024;

/// Everything that bears on how the picture looks or moves. `eXIf` is treated apart; all else is left out.
const KEPT: [&[u8; 4]; 18] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"cICP", b"sBIT",
    b"bKGD", b"pHYs", b"hIST", b"sPLT", b"acTL", b"fcTL", b"fdAT",
];

struct Chunk<'a> {
    name: &'a [u8; 4],
    /// Length, name, content and checksum.
    raw: &'a [u8],
    content: &'a [u8],
}

/// Keeps what is needed to show the picture.
pub(super) fn clean(bytes: &[u8]) -> Result<Pieces, MediaError> {
    let mut pieces = Pieces::of(bytes.len());
    let (signature, mut rest) = bytes.split_at(SIGNATURE_LENGTH);
    pieces.keep(signature);
    let (mut is_first, mut has_data) = (true, false);
    loop {
        let chunk = next_chunk(&mut rest).ok_or(MediaError::Truncated { format: "PNG", part: "a chunk" })?;
        if is_first && chunk.name != b"IHDR" {
            return Err(damaged("it does not begin with its header"));
        }
        is_first = false;
        has_data |= chunk.name == b"IDAT";
        keep_or_drop(&chunk, &mut pieces)?;
        if chunk.name == b"IEND" {
            break;
        }
    }
    if !has_data {
        return Err(damaged("it holds no picture"));
    }
    if !rest.is_empty() {
        pieces.drop("data after the picture's end");
    }
    Ok(pieces)
}

/// Width and height as shown.
pub(super) fn dimensions(bytes: &[u8]) -> Option<(u32, u32)> {
    let mut rest = bytes.get(SIGNATURE_LENGTH..)?;
    let header = next_chunk(&mut rest).filter(|chunk| chunk.name == b"IHDR")?.content;
    let width = u32::from_be_bytes(*header.first_chunk()?);
    let height = u32::from_be_bytes(*header.get(4..)?.first_chunk()?);
    let chunks = std::iter::from_fn(|| next_chunk(&mut rest));
    let block = chunks.into_iter().find(|chunk| chunk.name == b"eXIf");
    Some(exif::turned((width, height), block.and_then(|chunk| exif::read(chunk.content).orientation)))
}

/// The texts that are packed (sections 11.3.3.3 and 11.3.3.4), unpacked as far as they go.
pub(super) fn packed_texts(bytes: &[u8]) -> Vec<Vec<u8>> {
    let mut rest = bytes.get(SIGNATURE_LENGTH..).unwrap_or_default();
    let chunks = std::iter::from_fn(|| next_chunk(&mut rest));
    chunks.filter_map(|chunk| unpacked(packed_text(&chunk)?)).collect()
}

fn packed_text<'a>(chunk: &Chunk<'a>) -> Option<&'a [u8]> {
    // Behind the keyword: whether it is packed, how, then for whom, and the keyword in their language.
    let (_, after) = cut_at_zero(chunk.content)?;
    match (chunk.name, after) {
        (b"zTXt", [_, packed @ ..]) => Some(packed),
        (b"iTXt", [1, _, rest @ ..]) => Some(cut_at_zero(cut_at_zero(rest)?.1)?.1),
        _ => None,
    }
}

fn cut_at_zero(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let at = bytes.iter().position(|byte| *byte == 0)?;
    Some((&bytes[..at], &bytes[at + 1..]))
}

fn unpacked(packed: &[u8]) -> Option<Vec<u8>> {
    let mut text = Vec::new();
    // What comes before a damaged part is still a text.
    let _ = ZlibDecoder::new(packed).take(LONGEST_TEXT).read_to_end(&mut text);
    (!text.is_empty()).then_some(text)
}

fn keep_or_drop(chunk: &Chunk<'_>, pieces: &mut Pieces) -> Result<(), MediaError> {
    let Chunk { name, raw, content } = *chunk;
    match name {
        b"eXIf" => {
            if let Some(block) = pieces.replace_exif(content) {
                keep_chunk(name, &block, pieces);
            }
        }
        _ if KEPT.contains(&name) => pieces.keep(raw),
        b"iTXt" if content.starts_with(b"XML:com.adobe.xmp") => pieces.drop("XMP"),
        b"tEXt" | b"zTXt" | b"iTXt" => pieces.drop("text"),
        b"tIME" => pieces.drop("time"),
        // A capital first letter: the picture can't be shown without it (and by no browser with it).
        _ if name[0].is_ascii_uppercase() => {
            return Err(damaged("a chunk is needed to show it that no browser knows"));
        }
        _ => pieces.drop("application data"),
    }
    Ok(())
}

fn keep_chunk(name: &[u8; 4], content: &[u8], pieces: &mut Pieces) {
    pieces.keep(&(content.len() as u32).to_be_bytes());
    pieces.keep(name);
    pieces.keep(content);
    pieces.keep(&checksum([name.as_slice(), content].concat()).to_be_bytes());
}

fn next_chunk<'a>(rest: &mut &'a [u8]) -> Option<Chunk<'a>> {
    let length = u32::from_be_bytes(*rest.first_chunk()?) as usize;
    let name = rest.get(4..)?.first_chunk()?;
    let (raw, after) = rest.split_at_checked(length.checked_add(12)?)?;
    *rest = after;
    Some(Chunk { name, raw, content: &raw[8..8 + length] })
}

/// CRC-32 (ISO 3309) bit by bit: it is only asked for 30 bytes.
pub(super) fn checksum(bytes: Vec<u8>) -> u32 {
    !bytes.into_iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(byte), |crc, _| (crc >> 1) ^ (0xEDB8_8320 & (crc & 1).wrapping_neg()))
    })
}

fn damaged(problem: &'static str) -> MediaError {
    MediaError::Damaged { format: "PNG", problem }
}
