//! Pictures that are cut off or damaged: an error or a picture, never a panic.

use super::samples::{gif, jpeg, png, webp};
use crate::media::{MediaError, dimensions, without_metadata};

fn samples() -> [Vec<u8>; 8] {
    [
        jpeg::bare(),
        png::bare(),
        webp::bare(),
        gif::bare(),
        jpeg::laden(6),
        png::laden(6),
        webp::laden(6),
        gif::laden(),
    ]
}

#[test]
fn a_bare_picture_cut_off_anywhere_is_an_error() {
    for sample in &samples()[..4] {
        for length in 0..sample.len() {
            let error = without_metadata(sample[..length].to_vec()).unwrap_err();
            assert!(!matches!(error, MediaError::Damaged { .. }), "{length}: {error}");
        }
    }
}

#[test]
fn no_truncation_and_no_flipped_bit_makes_a_panic() {
    for sample in samples() {
        for length in 0..sample.len() {
            let _ = dimensions(&sample[..length]);
            let _ = without_metadata(sample[..length].to_vec());
        }
        for bit in 0..sample.len() * 8 {
            let mut flipped = sample.clone();
            flipped[bit / 8] ^= 1 << (bit % 8);
            let _ = dimensions(&flipped);
            if let Ok(cleaned) = without_metadata(flipped) {
                let again = without_metadata(cleaned.bytes.clone()).unwrap();
                assert_eq!(again.bytes, cleaned.bytes, "bit {bit}");
                assert_eq!(again.removed, Vec::<&str>::new(), "bit {bit}");
            }
        }
    }
}

#[test]
fn an_error_says_what_is_wrong_and_what_to_do() {
    let bare = jpeg::bare();
    let error = without_metadata(bare[..bare.len() - 1].to_vec()).unwrap_err().to_string();
    assert_eq!(error, "the JPEG file ends in the middle of its picture data; export or download it again");
    let empty = without_metadata(vec![0xFF, 0xD8, 0xFF, 0xD9]).unwrap_err().to_string();
    assert_eq!(empty, "the JPEG file is damaged: it holds no picture; export or download it again");
}
