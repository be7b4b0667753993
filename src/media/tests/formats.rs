//! What is taken out of each format, and what stays.

use super::samples::{gif, jpeg, png, upright, webp};
use super::{holds, tells};
use crate::media::{Cleaned, Kind, MediaError, exif, without_metadata};

/// Cleans, and asserts what holds for every format.
fn cleaned(bytes: Vec<u8>, pixels: &[u8]) -> Cleaned {
    assert!(tells(&bytes), "the sample must hold what is to be taken out");
    let cleaned = without_metadata(bytes).unwrap();
    assert!(!tells(&cleaned.bytes));
    assert!(holds(&cleaned.bytes, pixels));
    let again = without_metadata(cleaned.bytes.clone()).unwrap();
    assert_eq!(again, Cleaned { bytes: cleaned.bytes.clone(), removed: Vec::new(), had_location: false });
    cleaned
}

#[test]
fn a_picture_with_nothing_to_take_out_stays_the_same_bytes() {
    for bare in [jpeg::bare(), png::bare(), webp::bare(), gif::bare()] {
        let cleaned = without_metadata(bare.clone()).unwrap();
        assert_eq!(cleaned, Cleaned { bytes: bare, removed: Vec::new(), had_location: false });
    }
}

#[test]
fn a_jpeg_keeps_pixels_profile_and_orientation() {
    let cleaned = cleaned(jpeg::laden(6), &jpeg::pixels());
    let expected = [
        vec![0xFF, 0xD8],
        jpeg::segment(0xE0, jpeg::JFIF),
        jpeg::segment(0xE1, &[exif::PREFIX, &upright(6)].concat()),
        jpeg::icc(),
        jpeg::segment(0xEE, jpeg::ADOBE),
        jpeg::pixels(),
        vec![0xFF, 0xD9],
    ];
    assert_eq!(cleaned.bytes, expected.concat());
    assert!(cleaned.had_location);
    for name in
        ["thumbnail", "EXIF", "XMP", "further pictures", "IPTC", "comment", "data after the picture's end"]
    {
        assert!(cleaned.removed.contains(&name), "{name}");
    }
}

#[test]
fn an_upright_picture_keeps_no_exif_at_all() {
    assert!(!holds(&cleaned(jpeg::laden(1), &jpeg::pixels()).bytes, b"Exif"));
    assert!(!holds(&cleaned(png::laden(1), &png::pixels()).bytes, b"eXIf"));
    assert!(!holds(&cleaned(webp::laden(1), &webp::pixels()).bytes, b"EXIF"));
    // 0 and 9 are no orientations.
    assert!(!holds(&cleaned(jpeg::laden(0), &jpeg::pixels()).bytes, b"Exif"));
    assert!(!holds(&cleaned(jpeg::laden(9), &jpeg::pixels()).bytes, b"Exif"));
}

#[test]
fn scans_with_escaped_bytes_restarts_and_fill_bytes_stay_as_they_are() {
    let bare = jpeg::bare();
    let pixels = &bare[..bare.len() - 2];
    let scans = [
        pixels,
        &[0xFF, 0x00, 0x12, 0xFF, 0xD0, 0x34],
        &[0xFF, 0xFF, 0xFF],
        &jpeg::segment(0xDA, &[1, 1, 0, 0, 63, 0])[1..],
        &[0x56, 0xFF, 0x00, 0xFF, 0xD9],
    ]
    .concat();
    assert_eq!(without_metadata(scans.clone()).unwrap().bytes, scans);
}

#[test]
fn of_two_exif_blocks_the_first_orientation_counts() {
    let block = |turn| jpeg::segment(0xE1, &[exif::PREFIX, &super::samples::exif(turn)].concat());
    for (first, second) in [(6, 8), (1, 8), (8, 1)] {
        let bytes = [vec![0xFF, 0xD8], block(first), block(second), jpeg::bare()[2..].to_vec()].concat();
        let cleaned = without_metadata(bytes).unwrap();
        assert_eq!(holds(&cleaned.bytes, &upright(first)), first > 1);
        assert!(!holds(&cleaned.bytes, &upright(second)));
    }
}

#[test]
fn a_png_keeps_pixels_profile_and_orientation() {
    let cleaned = cleaned(png::laden(8), &png::pixels());
    let bare = png::bare();
    let (head, tail) = bare.split_at(bare.len() - png::pixels().len() - 12);
    assert_eq!(cleaned.bytes, [head, &png::chunk(b"eXIf", &upright(8)), tail].concat());
    assert!(cleaned.had_location);
    for name in ["EXIF", "text", "XMP", "time", "application data", "data after the picture's end"] {
        assert!(cleaned.removed.contains(&name), "{name}");
    }
}

#[test]
fn the_checksum_is_that_of_the_png_specification() {
    assert!(png::bare().ends_with(b"\0\0\0\0IEND\xAE\x42\x60\x82"));
}

#[test]
fn a_webp_keeps_pixels_profile_and_orientation_and_says_so_in_its_flags() {
    let turned = cleaned(webp::laden(5), &webp::pixels());
    let profile = webp::chunk(b"ICCP", b"profile");
    let exif = webp::chunk(b"EXIF", &upright(5));
    let expected = webp::container(&[webp::extended(0x38), profile.clone(), webp::pixels(), exif]);
    assert_eq!(turned.bytes, expected);
    assert!(turned.had_location);
    let upright = cleaned(webp::laden(1), &webp::pixels());
    assert_eq!(upright.bytes, webp::container(&[webp::extended(0x30), profile, webp::pixels()]));
}

#[test]
fn frames_of_a_moving_webp_are_cleaned_too() {
    let frame = |extra: &[u8]| webp::chunk(b"ANMF", &[&[0; 16], webp::pixels().as_slice(), extra].concat());
    let animation = webp::chunk(b"ANIM", &[0; 6]);
    let hidden = webp::chunk(b"ABCD", super::MARKER);
    let laden = webp::container(&[webp::extended(2), animation.clone(), frame(&hidden), frame(&[])]);
    let expected = webp::container(&[webp::extended(2), animation, frame(&[]), frame(&[])]);
    assert_eq!(cleaned(laden, &webp::pixels()).bytes, expected);
}

#[test]
fn a_gif_keeps_pictures_and_repetition() {
    let cleaned = cleaned(gif::laden(), &[gif::CONTROL, gif::pixels().as_slice()].concat());
    assert_eq!(cleaned.bytes, gif::bare());
    assert_eq!(
        cleaned.removed,
        ["comment", "XMP", "application data", "text", "stray bytes", "data after the picture's end"]
    );
}

#[test]
fn other_kinds_are_refused_by_name() {
    for (bytes, kind, words) in [
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic".as_slice(), Kind::Heic, "it is an HEIC picture"),
        (b"II\x2a\0\x08\0\0\0", Kind::Tiff, "it is a TIFF picture"),
        (b"", Kind::Other, "it is no known kind of picture"),
    ] {
        let error = without_metadata(bytes.to_vec()).unwrap_err();
        assert_eq!(error, MediaError::Unsupported(kind));
        assert!(error.to_string().starts_with(words), "{error}");
    }
}
