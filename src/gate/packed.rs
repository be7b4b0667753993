//! The files inside a file: those of an archive, and the parts of a book or of a document of an office.

use std::io::{self, Cursor, Read, Seek, SeekFrom};

use flate2::read::MultiGzDecoder;
use memchr::memmem;

/// A part is read no further.
const LONGEST_PART: u64 = 16 * 1024 * 1024;

/// All parts of one file together are read no further.
const LONGEST: u64 = 128 * 1024 * 1024;

/// How many parts are looked at.
const MOST_PARTS: usize = 4096;

/// Where the mark of a `tar` stands (POSIX.1-1988, ustar), and what it is.
const TAR: (u64, &[u8]) = (257, b"ustar");

/// How far before its end a zip has the mark of that, and what it is (APPNOTE, section 4.3.16).
const ZIP_END: (u64, &[u8]) = (65_557, b"PK\x05\x06");

/// What archives begin with that are not opened here.
const CLOSED: [(&[u8], &str); 6] = [
    (b"7z\xBC\xAF\x27\x1C", "a 7z archive"),
    (b"Rar!\x1A\x07", "a RAR archive"),
    (b"\xFD7zXZ\0", "packed with xz"),
    (b"BZh", "packed with bzip2"),
    (b"\x28\xB5\x2F\xFD", "packed with zstd"),
    (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "a document of an old office program"),
];

/// What a file holds.
#[derive(Debug, Default)]
pub(super) struct Packed {
    /// Its parts, each with its name.
    pub(super) parts: Vec<(String, Vec<u8>)>,
    /// Why that is not all of it.
    pub(super) unread: Option<String>,
}

/// Opens a file, where it is one that holds others; what comes before a damaged part is still given.
///
/// # Errors
/// Those of the disk.
pub(super) fn open(file: &mut (impl Read + Seek)) -> io::Result<Option<Packed>> {
    let mut head = Vec::new();
    file.seek(SeekFrom::Start(0))?;
    file.by_ref().take(TAR.0 + TAR.1.len() as u64).read_to_end(&mut head)?;
    file.seek(SeekFrom::Start(0))?;
    if let Some((_, what)) = CLOSED.iter().find(|(start, _)| head.starts_with(start)) {
        return Ok(Some(Packed { parts: Vec::new(), unread: Some(format!("it is {what}")) }));
    }
    Ok(match &head[..] {
        [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] => Some(of_zip(file)),
        [0x1F, 0x8B, ..] => Some(of_gzip(file)),
        head if head.ends_with(TAR.1) => Some(of_tar(file)),
        _ => None,
    })
}

/// A zip behind the end of a file that is none: a picture shows, and its archive opens all the same.
///
/// # Errors
/// Those of the disk.
pub(super) fn behind(file: &mut (impl Read + Seek)) -> io::Result<Option<Packed>> {
    let length = file.seek(SeekFrom::End(0))?;
    let mut end = Vec::new();
    file.seek(SeekFrom::Start(length.saturating_sub(ZIP_END.0)))?;
    file.by_ref().take(ZIP_END.0).read_to_end(&mut end)?;
    if memmem::rfind(&end, ZIP_END.1).is_none() {
        return Ok(None);
    }
    // The mark alone comes up by chance.
    Ok(Some(of_zip(file)).filter(|packed| !packed.parts.is_empty()))
}

fn of_zip(file: &mut (impl Read + Seek)) -> Packed {
    let mut packed = Packed::default();
    let Ok(mut archive) = zip::ZipArchive::new(file) else { return damaged(packed) };
    for at in 0..archive.len() {
        let Ok(part) = archive.by_index(at) else {
            // One that asks for a password, or is packed in another way.
            packed.unread = Some("some of its files can't be unpacked here".to_string());
            continue;
        };
        let name = part.name().unwrap_or_default().into_owned();
        if !part.is_dir() && !packed.take(name, part) {
            break;
        }
    }
    packed
}

fn of_gzip(file: &mut impl Read) -> Packed {
    let mut packed = Packed::default();
    let mut bytes = Vec::new();
    let is_whole = MultiGzDecoder::new(file).take(LONGEST).read_to_end(&mut bytes).is_ok();
    match bytes.get(TAR.0 as usize..).is_some_and(|rest| rest.starts_with(TAR.1)) {
        true => packed = of_tar(&mut Cursor::new(bytes)),
        false => {
            packed.take("its content".to_string(), Cursor::new(bytes));
        }
    }
    if is_whole { packed } else { damaged(packed) }
}

fn of_tar(file: &mut impl Read) -> Packed {
    let mut packed = Packed::default();
    let mut archive = tar::Archive::new(file);
    let Ok(entries) = archive.entries() else { return damaged(packed) };
    for entry in entries {
        let Ok(entry) = entry else { return damaged(packed) };
        let name = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
        if entry.header().entry_type().is_file() && !packed.take(name, entry) {
            break;
        }
    }
    packed
}

fn damaged(packed: Packed) -> Packed {
    Packed { unread: Some("it is damaged".to_string()), ..packed }
}

impl Packed {
    /// Takes in a part as far as the bounds allow; whether there is room for another.
    fn take(&mut self, name: String, part: impl Read) -> bool {
        let held: usize = self.parts.iter().map(|(_, bytes)| bytes.len()).sum();
        let room = LONGEST.saturating_sub(held as u64).min(LONGEST_PART);
        if room == 0 || self.parts.len() == MOST_PARTS {
            self.unread = Some("it holds more than is read here".to_string());
            return false;
        }
        let mut bytes = Vec::new();
        // One byte more tells that the part goes on.
        if part.take(room + 1).read_to_end(&mut bytes).is_err() {
            self.unread = Some("some of its files can't be unpacked here".to_string());
        }
        if bytes.len() as u64 > room {
            self.unread = Some("it holds more than is read here".to_string());
            bytes.truncate(room as usize);
        }
        self.parts.push((name, bytes));
        true
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in files {
            writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
            writer.write_all(bytes).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    fn opened(bytes: &[u8]) -> Option<Packed> {
        open(&mut Cursor::new(bytes)).unwrap()
    }

    fn gzipped(bytes: &[u8]) -> Vec<u8> {
        let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        packer.write_all(bytes).unwrap();
        packer.finish().unwrap()
    }

    #[test]
    fn the_files_of_an_archive_are_read() {
        let files: [(&str, &[u8]); 2] = [("a.txt", b"one"), ("b/c.txt", b"two")];
        let mut tar = tar::Builder::new(Vec::new());
        for (name, bytes) in files {
            let mut header = tar::Header::new_ustar();
            header.set_size(bytes.len() as u64);
            tar.append_data(&mut header, name, bytes).unwrap();
        }
        let tar = tar.into_inner().unwrap();
        for archive in [zipped(&files), gzipped(&tar), tar] {
            let packed = opened(&archive).unwrap();
            let parts: Vec<_> =
                packed.parts.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
            assert_eq!(parts, files);
            assert_eq!(packed.unread, None);
        }
        assert_eq!(opened(&gzipped(b"plain")).unwrap().parts[0].1, b"plain");
        assert!(opened(b"plain").is_none());
    }

    #[test]
    fn what_is_not_read_whole_is_told() {
        let whole = zipped(&[("a.txt", &[b'a'; 4000])]);
        assert!(opened(&whole[..whole.len() / 2]).unwrap().unread.is_some());
        assert!(opened(b"7z\xBC\xAF\x27\x1C rest").unwrap().unread.is_some());
        let large = vec![0; LONGEST_PART as usize + 1];
        let packed = opened(&zipped(&[("a.txt", &large), ("b.txt", b"more")])).unwrap();
        assert!(packed.unread.is_some());
        assert_eq!(packed.parts.len(), 2, "a part that is too long does not hide the next");
    }
}
