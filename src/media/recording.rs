//! Whether a recording tells where it was made.

use std::io::{self, Read, Seek, SeekFrom};

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

/// Whether what describes a recording names a position.
pub(super) fn names_position(content: &[u8]) -> bool {
    POSITIONS.iter().any(|name| content.windows(name.len()).any(|window| window == *name))
}

/// Gives each box of an MP4 or QuickTime file that describes it; the frames themselves are passed over.
pub(super) fn each_description(
    file: &mut (impl Read + Seek),
    mut look_at: impl FnMut(&[u8]),
) -> io::Result<()> {
    let length = file.seek(SeekFrom::End(0))?;
    let mut at = 0;
    while let Some((kind, header, size)) = box_at(file, at, length)? {
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

/// Kind, length of the header and whole length of the box at a place; `None` at the end.
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
    let rest = length - at;
    Ok((size >= header).then(|| (kind, header, size.min(rest))))
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
    fn a_broken_recording_ends_the_search() {
        for broken in [&b""[..], b"abc", b"\0\0\0\x01mdat", b"\0\0\0\x02moov", b"\xff\xff\xff\xffmoovloc"] {
            assert!(!has_position(&mut Cursor::new(broken)).unwrap());
        }
    }
}
