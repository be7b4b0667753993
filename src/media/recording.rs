//! Whether a recording tells where it was made.

use std::io::{self, Read, Seek, SeekFrom};

use memchr::memmem;

use super::Kind;

/// The most that is read of a box: what describes a recording is far smaller than the recording.
const LARGEST_BOX: u64 = 64 * 1024 * 1024;

/// Names under which phones and cameras write a position: the user data of QuickTime (`©xyz`), the
/// location box of 3GPP (TS 26.244, `loci`), and the metadata keys of Apple and of XMP.
const POSITIONS: [&[u8]; 5] =
    [b"\xa9xyz", b"loci", b"com.apple.quicktime.location", b"exif:GPSLatitude", b"com.android.location"];

/// Whether an MP4 or QuickTime file (ISO/IEC 14496-12) holds a position.
///
/// # Errors
/// Those of the disk. A file that breaks off in a box is looked at as far as it goes.
pub fn has_position(file: &mut (impl Read + Seek)) -> io::Result<bool> {
    let mut has_position = false;
    each_description(file, |content| has_position |= names_position(content))?;
    Ok(has_position)
}

/// Whether a film is all there: none of its parts breaks off, and what says where its frames are is among them.
///
/// # Errors
/// Those of the disk.
pub fn is_whole(file: &mut (impl Read + Seek), kind: Kind) -> io::Result<bool> {
    let length = file.seek(SeekFrom::End(0))?;
    match kind {
        Kind::WebM => has_whole_segment(file, length),
        _ => has_whole_boxes(file, length),
    }
}

/// A file of boxes (ISO/IEC 14496-12): `moov` says where the frames are.
fn has_whole_boxes(file: &mut (impl Read + Seek), length: u64) -> io::Result<bool> {
    let mut at = 0;
    let mut has_index = false;
    while let Some((kind, _, size)) = box_at(file, at, length)? {
        if size > length - at {
            return Ok(false);
        }
        has_index |= &kind == b"moov";
        at += size;
    }
    // A few bytes behind the last box do no harm.
    Ok(has_index && length.saturating_sub(at) < 8)
}

/// A file of two elements (RFC 8794, RFC 9559): a head, and a segment that holds everything.
fn has_whole_segment(file: &mut (impl Read + Seek), length: u64) -> io::Result<bool> {
    const HEAD: u64 = 0x1A45_DFA3;
    const SEGMENT: u64 = 0x1853_8067;
    let mut at = 0;
    for wanted in [HEAD, SEGMENT] {
        file.seek(SeekFrom::Start(at))?;
        let Some((id, id_length)) = variable_number(file, true)? else { return Ok(false) };
        let Some((size, size_length)) = variable_number(file, false)? else { return Ok(false) };
        let start = at + id_length + size_length;
        // A live recording does not know its length.
        let is_endless = size == (1 << (7 * size_length)) - 1;
        if id != wanted || (!is_endless && start.saturating_add(size) > length) {
            return Ok(false);
        }
        at = start + size;
    }
    Ok(true)
}

/// A number whose first byte says how long it is (RFC 8794, section 4), and its length in bytes; an id keeps
/// the sign for that. `None` where the file ends.
fn variable_number(file: &mut impl Read, is_id: bool) -> io::Result<Option<(u64, u64)>> {
    let mut bytes = Vec::new();
    file.take(1).read_to_end(&mut bytes)?;
    let length = match bytes.first() {
        Some(first) if *first != 0 => u64::from(first.leading_zeros()) + 1,
        _ => return Ok(None),
    };
    file.take(length - 1).read_to_end(&mut bytes)?;
    if (bytes.len() as u64) < length {
        return Ok(None);
    }
    let number = bytes.iter().fold(0_u64, |number, byte| (number << 8) | u64::from(*byte));
    let sign = 1_u64 << (7 * length);
    Ok(Some((if is_id { number } else { number & !sign }, length)))
}

/// Whether what describes a recording names a position.
pub(super) fn names_position(content: &[u8]) -> bool {
    POSITIONS.iter().any(|name| content.windows(name.len()).any(|window| window == *name))
}

/// Whether bytes of any kind hold the position of a recording: four letters come up by chance, and not before a latitude.
pub(super) fn gives_position(bytes: &[u8]) -> bool {
    let [user_data, _, named @ ..] = POSITIONS;
    let is_latitude = |rest: Option<&[u8]>| matches!(rest, Some([b'+' | b'-', b'0'..=b'9', b'0'..=b'9', ..]));
    // In a film, length and language stand between.
    let mut places = memmem::find_iter(bytes, user_data).map(|at| at + user_data.len());
    places.any(|at| is_latitude(bytes.get(at..)) || is_latitude(bytes.get(at + 4..)))
        || named.iter().any(|name| memmem::find(bytes, name).is_some())
}

/// Gives each box of an MP4 or QuickTime file that describes it; the frames themselves are passed over.
pub(super) fn each_description(
    file: &mut (impl Read + Seek),
    mut look_at: impl FnMut(&[u8]),
) -> io::Result<()> {
    let length = file.seek(SeekFrom::End(0))?;
    let mut at = 0;
    while let Some((kind, header, size)) = box_at(file, at, length)? {
        let size = size.min(length - at);
        if &kind != b"mdat" && &kind != b"free" && size <= LARGEST_BOX {
            file.seek(SeekFrom::Start(at + header))?;
            let mut content = Vec::new();
            file.take(size - header).read_to_end(&mut content)?;
            look_at(&content);
        }
        at += size;
    }
    Ok(())
}

/// Kind, length of the header and length of the box at a place, as it is written there; `None` at the end.
fn box_at(file: &mut (impl Read + Seek), at: u64, length: u64) -> io::Result<Option<([u8; 4], u64, u64)>> {
    if length.saturating_sub(at) < 8 {
        return Ok(None);
    }
    file.seek(SeekFrom::Start(at))?;
    let mut start = [0; 8];
    file.read_exact(&mut start)?;
    let kind = [start[4], start[5], start[6], start[7]];
    let (header, size) = match u32::from_be_bytes([start[0], start[1], start[2], start[3]]) {
        0 => (8, length - at),
        1 if length - at >= 16 => {
            let mut large = [0; 8];
            file.read_exact(&mut large)?;
            (16, u64::from_be_bytes(large))
        }
        size => (8, u64::from(size)),
    };
    Ok((size >= header).then_some((kind, header, size)))
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    fn boxed(kind: &[u8; 4], content: &[u8]) -> Vec<u8> {
        let mut bytes = (content.len() as u32 + 8).to_be_bytes().to_vec();
        bytes.extend_from_slice(kind);
        bytes.extend_from_slice(content);
        bytes
    }

    fn position_in(boxes: &[Vec<u8>]) -> bool {
        has_position(&mut Cursor::new(boxes.concat())).unwrap()
    }

    #[test]
    fn a_position_is_found_in_what_describes_the_recording() {
        let user_data = boxed(b"udta", &boxed(b"\xa9xyz", b"+52.5+13.4/"));
        assert!(position_in(&[boxed(b"ftyp", b"isom"), boxed(b"mdat", b"x"), boxed(b"moov", &user_data)]));
        assert!(position_in(&[boxed(b"moov", b"com.apple.quicktime.location.ISO6709")]));
    }

    #[test]
    fn frames_are_not_looked_at() {
        assert!(!position_in(&[boxed(b"ftyp", b"isom"), boxed(b"mdat", b"loci"), boxed(b"moov", b"mvhd")]));
    }

    #[test]
    fn a_film_that_breaks_off_is_not_whole() {
        let whole = |bytes: &[u8], kind| is_whole(&mut Cursor::new(bytes), kind).unwrap();
        let film = [boxed(b"ftyp", b"isom"), boxed(b"moov", b"mvhd"), boxed(b"mdat", b"frames")].concat();
        assert!(whole(&film, Kind::Mp4));
        for cut in [film.len() - 1, film.len() - 6, 20, 12, 0] {
            assert!(!whole(&film[..cut], Kind::Mp4), "{cut}");
        }
        assert!(!whole(&[boxed(b"ftyp", b"isom"), boxed(b"mdat", b"frames")].concat(), Kind::Mp4));
        let head = [0x1A, 0x45, 0xDF, 0xA3, 0x82, 1, 2];
        let film = [&head[..], &[0x18, 0x53, 0x80, 0x67, 0x40, 3, 7, 7, 7]].concat();
        assert!(whole(&film, Kind::WebM));
        assert!(whole(&[&head[..], &[0x18, 0x53, 0x80, 0x67, 0xFF, 7]].concat(), Kind::WebM));
        for cut in [film.len() - 1, 11, 7, 5, 0] {
            assert!(!whole(&film[..cut], Kind::WebM), "{cut}");
        }
    }

    #[test]
    fn a_broken_recording_ends_the_search() {
        for broken in [&b""[..], b"abc", b"\0\0\0\x01mdat", b"\0\0\0\x02moov", b"\xff\xff\xff\xffmoovloc"] {
            assert!(!has_position(&mut Cursor::new(broken)).unwrap());
        }
    }
}
