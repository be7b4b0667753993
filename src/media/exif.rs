//! EXIF blocks: reading the orientation and whether there is a place, and writing a block with the orientation alone.

/// What is of interest in an EXIF block.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Exif {
    /// 1 to 8, as in the TIFF 6.0 specification: 1 is upright, 5 to 8 lie on their side.
    pub(super) orientation: Option<u8>,
    /// Whether there is a GPS directory.
    pub(super) has_location: bool,
}

/// What stands before the TIFF data in a JPEG segment, and sometimes in a WebP chunk.
pub(super) const PREFIX: &[u8] = b"Exif\0\0";

/// Length in bytes of a block made by [`minimal`].
pub(super) const MINIMAL_LENGTH: usize = 26;

const ORIENTATION: u16 = 0x0112;
const GPS_DIRECTORY: u16 = 0x8825;
const EXIF_DIRECTORY: u16 = 0x8769;
const LATITUDE: u16 = 0x0002;
/// Of DNG, which has it in the first directory.
const CAMERA_SERIAL: u16 = 0xC62F;
/// Owner's name, number of the body, number of the lens (Exif 2.3, section 4.6.5).
const SERIAL_NUMBERS: [u16; 3] = [0xA430, 0xA431, 0xA435];
const SHORT: u16 = 3;

/// Reads a block from its TIFF header on. Whatever does not make sense is as if it were not there.
pub(super) fn read(tiff: &[u8]) -> Exif {
    let mut exif = Exif::default();
    let Some(entries) = first_directory(tiff) else { return exif };
    let is_little = tiff.starts_with(b"II");
    for entry in entries.chunks_exact(12) {
        match u16_at(entry, 0, is_little) {
            Some(ORIENTATION) if u16_at(entry, 2, is_little) == Some(SHORT) => {
                let turn = u16_at(entry, 8, is_little).and_then(|turn| u8::try_from(turn).ok());
                exif.orientation = exif.orientation.or(turn.filter(|turn| (1..=8).contains(turn)));
            }
            Some(GPS_DIRECTORY) => exif.has_location = true,
            _ => {}
        }
    }
    exif
}

/// What a block tells of its maker, as far down as its own directories go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Traces {
    /// Whether it holds a latitude.
    pub(super) position: bool,
    /// Whether it holds the number of a camera or a lens, or its owner's name.
    pub(super) serial: bool,
}

/// Reads what a block tells of its maker, from its TIFF header on.
pub(super) fn traces(tiff: &[u8]) -> Traces {
    let mut traces = Traces::default();
    let is_little = tiff.starts_with(b"II");
    for entry in first_directory(tiff).unwrap_or_default().chunks_exact(12) {
        match (u16_at(entry, 0, is_little), u32_at(entry, 8, is_little)) {
            (Some(GPS_DIRECTORY), Some(at)) => {
                // Some programs leave an empty directory behind; a place has a latitude.
                let inside = directory(tiff, at, is_little).unwrap_or_default();
                traces.position |= has_entry(inside, &[LATITUDE], is_little);
            }
            (Some(EXIF_DIRECTORY), Some(at)) => {
                let inside = directory(tiff, at, is_little).unwrap_or_default();
                traces.serial |= has_entry(inside, &SERIAL_NUMBERS, is_little);
            }
            (Some(CAMERA_SERIAL), _) => traces.serial = true,
            _ => {}
        }
    }
    traces
}

fn has_entry(entries: &[u8], tags: &[u16], is_little: bool) -> bool {
    entries.chunks_exact(12).any(|entry| {
        let is_empty = u32_at(entry, 4, is_little).is_none_or(|count| count <= 1);
        u16_at(entry, 0, is_little).is_some_and(|tag| tags.contains(&tag)) && !is_empty
    })
}

/// A block that holds the orientation and nothing else.
pub(super) fn minimal(orientation: u8) -> [u8; MINIMAL_LENGTH] {
    #[rustfmt::skip]
    let block = [
        b'M', b'M', 0, 42, 0, 0, 0, 8, // most significant byte first; the directory begins at 8
        0, 1, // one entry:
        0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, // orientation, one short
        0, 0, 0, 0, // no further directory
    ];
    block
}

/// Width and height as shown.
pub(super) fn turned((width, height): (u32, u32), orientation: Option<u8>) -> (u32, u32) {
    if orientation.is_some_and(|turn| turn >= 5) { (height, width) } else { (width, height) }
}

/// The entries of the first directory, 12 bytes each, as far as the block goes.
fn first_directory(tiff: &[u8]) -> Option<&[u8]> {
    let is_little = match tiff.get(..4)? {
        b"II*\0" => true,
        b"MM\0*" => false,
        _ => return None,
    };
    directory(tiff, u32_at(tiff, 4, is_little)?, is_little)
}

/// The entries of the directory at a place of the block.
fn directory(tiff: &[u8], at: u32, is_little: bool) -> Option<&[u8]> {
    let start = usize::try_from(at).ok()?;
    let count = usize::from(u16_at(tiff, start, is_little)?);
    let entries = tiff.get(start.checked_add(2)?..)?;
    Some(&entries[..entries.len().min(count * 12)])
}

fn u32_at(bytes: &[u8], at: usize, is_little: bool) -> Option<u32> {
    let four: [u8; 4] = bytes.get(at..at.checked_add(4)?)?.try_into().ok()?;
    Some(if is_little { u32::from_le_bytes(four) } else { u32::from_be_bytes(four) })
}

fn u16_at(bytes: &[u8], at: usize, is_little: bool) -> Option<u16> {
    let pair: [u8; 2] = bytes.get(at..at.checked_add(2)?)?.try_into().ok()?;
    Some(if is_little { u16::from_le_bytes(pair) } else { u16::from_be_bytes(pair) })
}
