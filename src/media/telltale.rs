//! What a picture, a recording or a PDF tells beside what it shows.

use std::io::{self, Read, Seek, SeekFrom};

use super::recording::{each_description, gives_position, names_position};
use super::{Kind, exif, kind, png};

/// A larger file is looked at from its beginning and its end.
const WHOLE: u64 = 64 * 1024 * 1024;

/// How much of the beginning and of the end of a large file is looked at.
const PART: u64 = 4 * 1024 * 1024;

/// Fewer printable characters in a row come up by chance.
const SHORTEST: usize = 16;

/// The same of characters of two bytes, which come up by chance more seldom.
const SHORTEST_WIDE: usize = 8;

/// Names under which XMP, and the cameras of Sony, keep the number of a device.
const SERIAL_NUMBERS: [&[u8]; 3] = [b"SerialNumber", b"serialNo=", b"CameraOwnerName"];

/// What a file tells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Telltale {
    /// Whether it says where it was made.
    pub position: bool,
    /// Whether it names a device or its owner.
    pub serial: bool,
    /// The readable text in it, a line a run: comments, titles, names of programs.
    pub text: String,
}

/// Looks for what a file tells beside its pixels or frames; a text or an unknown kind tells its words alone.
///
/// # Errors
/// Those of the disk.
pub fn telltale(file: &mut (impl Read + Seek)) -> io::Result<Telltale> {
    let mut head = Vec::new();
    file.seek(SeekFrom::Start(0))?;
    file.by_ref().take(4096).read_to_end(&mut head)?;
    let mut told = Telltale::default();
    match kind(&head) {
        Kind::Mp4 | Kind::QuickTime => each_description(file, |content| told.look_at(content, true))?,
        kind => {
            for part in parts(file)? {
                told.look_at(&part, kind == Kind::WebM);
                if kind == Kind::Tiff {
                    told.look_at_exif(&part);
                }
                if kind == Kind::Png {
                    png::packed_texts(&part).iter().for_each(|text| told.look_at(text, false));
                }
            }
        }
    }
    Ok(told)
}

/// The whole of a file, or its beginning and its end.
fn parts(file: &mut (impl Read + Seek)) -> io::Result<Vec<Vec<u8>>> {
    let length = file.seek(SeekFrom::End(0))?;
    let ranges = if length <= WHOLE { vec![(0, length)] } else { vec![(0, PART), (length - PART, PART)] };
    let read = ranges.into_iter().map(|(start, size)| {
        let mut part = Vec::new();
        file.seek(SeekFrom::Start(start))?;
        file.by_ref().take(size).read_to_end(&mut part)?;
        Ok(part)
    });
    read.collect()
}

impl Telltale {
    fn look_at(&mut self, bytes: &[u8], is_recording: bool) {
        // A photo that moves has its film behind it.
        self.position |= if is_recording { names_position(bytes) } else { gives_position(bytes) };
        self.position |= holds(bytes, b"exif:GPSLatitude");
        self.serial |= SERIAL_NUMBERS.iter().any(|name| holds(bytes, name));
        for tiff in exif_blocks(bytes) {
            self.look_at_exif(tiff);
        }
        self.read_text(bytes);
    }

    fn look_at_exif(&mut self, tiff: &[u8]) {
        let traces = exif::traces(tiff);
        self.position |= traces.position;
        self.serial |= traces.serial;
    }

    fn read_text(&mut self, bytes: &[u8]) {
        let printable = |byte: &u8| matches!(byte, 0x20..=0x7E | b'\t');
        for run in bytes.split(|byte| !printable(byte)).filter(|run| run.len() >= SHORTEST) {
            self.text.extend(run.iter().map(|byte| char::from(*byte)));
            self.text.push('\n');
        }
        for run in wide_runs(bytes) {
            self.text.extend(run.iter().step_by(2).map(|byte| char::from(*byte)));
            self.text.push('\n');
        }
    }
}

/// Runs of letters of two bytes, as Windows writes them into EXIF and players of music into ID3. Whichever byte of a letter
/// comes first, from its first letter on a run is letters with zeros between.
fn wide_runs(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let is_letter = |at: usize| matches!(bytes.get(at), Some(0x20..=0x7E)) && bytes.get(at + 1) == Some(&0);
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < bytes.len() {
            // A zero is what such a run has most of, and a picture few.
            let zero = at + memchr::memchr(0, &bytes[at..])?;
            let start = zero.saturating_sub(1).max(at);
            let mut end = start;
            while is_letter(end) {
                end += 2;
            }
            at = end.max(zero + 1);
            if end - start >= 2 * SHORTEST_WIDE {
                // The last letter of a run whose letters begin with zero has none behind it.
                return Some(&bytes[start..(end + 1).min(bytes.len())]);
            }
        }
        None
    })
}

/// Every EXIF block: behind the mark that JPEG and HEIC put before it, in a chunk of PNG, in a chunk of WebP.
fn exif_blocks(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let headers: [&[u8]; 2] = [b"II*\0", b"MM\0*"];
    let starts = bytes.windows(4).enumerate().filter(move |(_, window)| headers.contains(window));
    starts.filter_map(|(at, _)| {
        let before = &bytes[..at];
        let is_marked = before.ends_with(exif::PREFIX)
            || before.ends_with(b"eXIf")
            || before.get(at.wrapping_sub(8)..).is_some_and(|chunk| chunk.starts_with(b"EXIF"));
        is_marked.then(|| &bytes[at..])
    })
}

fn holds(bytes: &[u8], name: &[u8]) -> bool {
    bytes.windows(name.len()).any(|window| window == name)
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    fn told(bytes: &[u8]) -> Telltale {
        telltale(&mut Cursor::new(bytes)).unwrap()
    }

    /// A TIFF header, then a directory whose one entry points to another with one entry.
    fn exif(pointer: u16, inner: u16, count: u8) -> Vec<u8> {
        let mut block = b"MM\0*\0\0\0\x08\0\x01".to_vec();
        block.extend(pointer.to_be_bytes());
        block.extend([0, 4, 0, 0, 0, 1, 0, 0, 0, 26, 0, 0, 0, 0, 0, 1]);
        block.extend(inner.to_be_bytes());
        block.extend([0, 2, 0, 0, 0, count, 0, 0, 0, 0, 0, 0, 0, 0]);
        block
    }

    #[test]
    fn a_place_and_a_number_are_found_wherever_a_format_keeps_exif() {
        for before in [
            &b"\xFF\xD8\xFF\xE1\0\x40Exif\0\0"[..],
            b"\x89PNG\r\n\x1A\n\0\0\0\x2AeXIf",
            b"RIFF\0\0\0\0WEBPEXIF\0\0\0\x2A",
        ] {
            let position = told(&[before, &exif(0x8825, 2, 3)].concat());
            assert!(position.position && !position.serial);
            let serial = told(&[before, &exif(0x8769, 0xA431, 9)].concat());
            assert!(serial.serial && !serial.position);
            assert_eq!(told(&[before, &exif(0x8825, 0, 4)].concat()), Telltale::default());
        }
        assert!(told(&exif(0x8825, 2, 3)).position);
    }

    #[test]
    fn xmp_and_recordings_are_read_too() {
        assert!(told(b"\xFF\xD8\xFF<x exif:GPSLatitude='52,30N'>").position);
        assert!(told(b"\0\0\0\x10ftypisom\0\0\0\0\0\0\0\x14udta\xa9xyz+52.5+1").position);
        assert!(!told(b"\0\0\0\x10ftypisom\0\0\0\0\0\0\0\x14mdat\xa9xyz+52.5+1").position);
    }

    #[test]
    fn a_film_behind_a_photo_tells_its_place() {
        for place in [&b"\xa9xyz-33.8688+151.2093/"[..], b"\xa9xyz\0\x12\x15\xc7-33.8688+151.2093/"] {
            assert!(told(&[b"\xFF\xD8\xFF\xD9\0\0\0\x10ftypmp42", place].concat()).position);
        }
        assert!(!told(b"\xFF\xD8\xFF\xDA\xa9xyz by chance, loci").position);
    }

    #[test]
    fn words_of_two_bytes_are_given_whichever_comes_first() {
        let little: Vec<u8> = "made at home, by me".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = "made at home, by me".encode_utf16().flat_map(u16::to_be_bytes).collect();
        for wide in [little, big] {
            let text = told(&[b"ID3\x03\0\0\x01\xFF\xFE", &wide[..], b"\x07\x07"].concat()).text;
            assert!(text.contains("made at home, by m"), "{text}");
        }
    }

    #[test]
    fn readable_words_are_given_and_noise_is_not() {
        let told = told(b"\x89PNG\r\n\x1A\n\0\0tEXtComment\0made by somebody at home\0\x01abc\x02");
        assert_eq!(told.text, "made by somebody at home\n");
    }
}
