//! What a file is and how large it is shown.

use super::samples::{gif, jpeg, png, webp};
use crate::media::{Kind, dimensions, kind};

#[test]
fn width_and_height_are_as_shown() {
    for bare in [jpeg::bare(), png::bare(), webp::bare(), gif::bare(), gif::laden()] {
        assert_eq!(dimensions(&bare), Some((2, 3)));
    }
    for orientation in 1..=8 {
        let shown = if orientation >= 5 { (3, 2) } else { (2, 3) };
        for laden in [jpeg::laden(orientation), png::laden(orientation), webp::laden(orientation)] {
            assert_eq!(dimensions(&laden), Some(shown), "orientation {orientation}");
        }
    }
}

#[test]
fn the_first_part_of_a_file_is_enough() {
    assert_eq!(dimensions(&png::bare()[..33]), Some((2, 3)));
    assert_eq!(dimensions(&webp::bare()[..30]), Some((2, 3)));
    assert_eq!(dimensions(&gif::bare()[..10]), Some((2, 3)));
    // Without the tables of the second half, the scan and the end.
    let bare = jpeg::bare();
    assert_eq!(dimensions(&bare[..bare.len() - 57]), Some((2, 3)));
}

#[test]
fn a_webp_without_an_extended_header_has_the_size_of_its_picture() {
    assert_eq!(dimensions(&webp::container(&[webp::pixels()])), Some((1, 1)));
    let lossy = webp::chunk(b"VP8 ", &[0x30, 1, 0, 0x9D, 1, 0x2A, 0x80, 0x42, 0xE0, 0x01]);
    assert_eq!(dimensions(&webp::container(&[lossy])), Some((640, 480)));
}

#[test]
fn an_svg_has_the_size_it_asks_for() {
    for (svg, size) in [
        (r#"<svg width="120" height="80px"/>"#, Some((120, 80))),
        (r#"<svg width="100%" height="80" viewBox="0 0 24.4 12.6"><g/></svg>"#, Some((24, 13))),
        (
            "\u{feff}<?xml version=\"1.0\"?>\n<!-- a > b -->\n<!DOCTYPE svg>\n<svg viewBox='0,0,\n16,9'></svg>",
            Some((16, 9)),
        ),
        (r#"<svg:svg xmlns:svg="http://www.w3.org/2000/svg" width="5" height="6"/>"#, Some((5, 6))),
        (r#"<svg width="3em" height="2em"/>"#, None),
        (r#"<svg width="-1" height="2" viewBox="0 0 NaN 1"/>"#, None),
        (r#"<svg"#, None),
    ] {
        assert_eq!(dimensions(svg.as_bytes()), size, "{svg}");
    }
}

#[test]
fn a_kind_is_told_by_the_content() {
    for (start, expected) in [
        (b"\xFF\xD8\xFF\xE0".as_slice(), Kind::Jpeg),
        (b"\x89PNG\r\n\x1A\n", Kind::Png),
        (b"GIF87a", Kind::Gif),
        (b"GIF89a", Kind::Gif),
        (b"RIFF\0\0\0\0WEBP", Kind::WebP),
        (b"RIFF\0\0\0\0WAVE", Kind::Other),
        (b"\0\0\0\x1Cftypavif\0\0\0\0avifmif1miaf", Kind::Avif),
        (b"\0\0\0\x18ftypmif1\0\0\0\0mif1avif", Kind::Avif),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", Kind::Heic),
        (b"\0\0\0\x14ftypqt  \0\0\0\0qt  ", Kind::QuickTime),
        (b"\0\0\0\x18ftypisom\0\0\0\0isomavc1", Kind::Mp4),
        (b"\xFF\xFF\xFF\xFFftyp", Kind::Mp4),
        (b"\0\0\0\0ftyp", Kind::Mp4),
        (b"\x1A\x45\xDF\xA3", Kind::WebM),
        (b"  <svg/>", Kind::Svg),
        (b"<!DOCTYPE html><html><svg/></html>", Kind::Other),
        (b"%PDF-1.7", Kind::Other),
        (b"", Kind::Other),
    ] {
        assert_eq!(kind(start), expected, "{}", String::from_utf8_lossy(start));
    }
}
