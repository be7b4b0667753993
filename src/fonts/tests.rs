//! Tests of which faces there are for a text.

use std::sync::Arc;

use super::*;
use crate::path::SitePath;
use crate::source::{Source, Sources};

const INTER: &[u8] = include_bytes!("../../fonts/inter/Inter-Regular.ttf");

fn site(files: &[(&str, &[u8])]) -> Sources {
    let file = |(path, bytes): &(&str, &[u8])| (SitePath::new(*path), Source::Bytes(Arc::from(*bytes)));
    Sources::from_memory(files.iter().map(file))
}

#[test]
fn the_program_brings_two_families_in_the_weights_that_a_page_needs() {
    let fonts = FontSet::embedded();
    assert_eq!(fonts.families(), [TEXT_FAMILY, DISPLAY_FAMILY]);
    let weights: Vec<(&str, u16)> =
        fonts.faces().iter().map(|face| (face.family.as_str(), face.weight)).collect();
    assert_eq!(weights, [("Inter", 400), ("Inter", 600), ("Inter Display", 600)]);
}

#[test]
fn every_face_of_the_program_may_be_given_on() {
    for face in FontSet::embedded().faces() {
        assert!(matches!(face.licence(), Licence::Open(_)), "{face:?}");
    }
}

#[test]
fn prose_of_europe_lacks_nothing_and_other_scripts_are_named() {
    let fonts = FontSet::embedded();
    let prose = "Zażółć gęślą jaźń – “naïve” façade, Ελλάδα, Ёжик; 3 × 4 ≈ 12 → 5 €…";
    assert!(fonts.missing(prose).is_empty(), "{:?}", fonts.missing(prose));
    assert_eq!(fonts.missing("李 and 李 and 🚀"), ['李', '🚀'].into());
}

#[test]
fn what_is_not_seen_is_never_missing() {
    assert!(FontSet::embedded().missing("a\u{200d}\u{fe0f}\u{feff}\u{ad}\t\n\u{3000}").is_empty());
}

#[test]
fn the_fonts_of_a_site_come_after_those_of_the_program() {
    let (fonts, faults) = FontSet::read(&site(&[("fonts/own.ttf", INTER)]), &mut Memo::default());
    assert!(faults.is_empty());
    assert_eq!(fonts.faces().len(), 4);
    assert_eq!(fonts.faces()[3].origin, Origin::Site(SitePath::new("fonts/own.ttf")));
}

#[test]
fn a_file_that_is_no_font_is_named_each_time() {
    let (sources, mut memo) = (site(&[("fonts/own.ttf", b"wOF2...")]), Memo::default());
    for _ in 0..2 {
        let (_, faults) = FontSet::read(&sources, &mut memo);
        assert_eq!(faults.len(), 1);
        assert_eq!(faults[0].code, "bad-font");
        assert!(faults[0].message.contains("fonts/own.ttf"));
    }
}

#[test]
fn a_licence_beside_a_font_is_no_font() {
    let (fonts, faults) = FontSet::read(&site(&[("fonts/OFL.txt", b"words")]), &mut Memo::default());
    assert!(faults.is_empty());
    assert_eq!(fonts.faces().len(), 3);
}

#[test]
fn the_system_is_not_asked_for_a_text_that_lacks_nothing() {
    assert_eq!(FontSet::embedded().with_system("plain words").borrowed().count(), 0);
}

#[test]
fn what_nothing_can_draw_is_an_error_that_lists_it() {
    // A private-use character, which no font of a system has a meaning for.
    let place = Place::file(SitePath::new("content/projects/cut/project.md"));
    let complaints = complaints(&FontSet::embedded(), "the brief", &place, "a\u{f8fe}b");
    assert_eq!(complaints.len(), 1);
    assert!(complaints[0].is_error());
    assert!(complaints[0].message.contains("U+F8FE"), "{}", complaints[0].message);
}

/// A font as the only face of a collection (OpenType: TTC header, version 1).
fn collection(font: &[u8]) -> Vec<u8> {
    const HEADER: u32 = 16;
    let mut bytes = [b"ttcf".as_slice(), &[0, 1, 0, 0, 0, 0, 0, 1], &HEADER.to_be_bytes(), font].concat();
    let tables = u16::from_be_bytes([font[4], font[5]]) as usize;
    // The places of tables are counted from the beginning of the file.
    for at in (0..tables).map(|table| HEADER as usize + 12 + 16 * table + 8) {
        let place = u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap());
        bytes[at..at + 4].copy_from_slice(&(place + HEADER).to_be_bytes());
    }
    bytes
}

#[test]
fn a_face_of_a_collection_can_stand_alone() {
    let bytes: FontBytes = Arc::new(collection(INTER));
    let faces = Face::of_file(&bytes, &Origin::Embedded);
    let (name, alone) = faces[0].alone().expect("a file of its own");
    assert_eq!(name, "Inter-Regular.ttf");
    let bytes: FontBytes = Arc::new(alone);
    let alone = Face::of_file(&bytes, &Origin::Embedded);
    assert_eq!((alone.len(), alone[0].family.as_str(), alone[0].weight), (1, "Inter", 400));
    assert!(alone[0].covers('ß') && !alone[0].covers('李'));
}

#[test]
fn what_is_left_out_of_a_text_leaves_no_gap() {
    let without = |text| without(text, is_pictograph);
    assert_eq!(without("I love it 🎉! Really 😀, thanks 🙏."), "I love it! Really, thanks.");
    assert_eq!(without("🎉 We  shipped 🎉 it"), "We shipped it");
    assert_eq!(without("as it is : so"), "as it is : so");
    assert_eq!(without("(🎉 live) and “🎉”, A 🎉 · B"), "(live) and “”, A · B");
    assert_eq!(
        without("上线了 🎉，谢谢 🙏 ！（🎉 完）第七天 😀 发布 😀 beta 版"),
        "上线了，谢谢！（完）第七天发布 beta 版"
    );
}
