//! What the words of a PDF are, whoever made it.

use std::io::Write;

use super::*;

fn packed(content: &[u8]) -> Vec<u8> {
    let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
    packer.write_all(content).unwrap();
    packer.finish().unwrap()
}

/// A file of objects, some of which are streams.
fn pdf(objects: &[(&str, Option<&[u8]>)]) -> Vec<u8> {
    let mut bytes = b"%PDF-1.7\n".to_vec();
    for (head, stream) in objects {
        bytes.extend_from_slice(head.as_bytes());
        if let Some(stream) = stream {
            bytes.extend([b"\nstream\n", &packed(stream)[..], b"\nendstream"].concat());
        }
        bytes.extend_from_slice(b"\nendobj\n");
    }
    bytes
}

fn lines(bytes: Vec<u8>) -> Vec<String> {
    let words = words(&mut Cursor::new(bytes));
    words.lines().filter(|line| !line.is_empty()).map(str::to_string).collect()
}

#[test]
fn words_are_read_from_packed_streams_titles_and_arrays() {
    let page = b"BT [(robin) -20 (@mail) 3 (.example) -300 (there)] TJ 0 -12 Td (a \\(b\\) \\143) Tj ET";
    let file = pdf(&[
        ("1 0 obj << /Author (Somebody) /Title <FEFF00410020597D> >>", None),
        ("2 0 obj << >>", Some(page)),
        ("3 0 obj << /URI (https://example.org/) >>", None),
    ]);
    let expected = ["Somebody", "A 好", "robin@mail.example there", "a (b) c", "https://example.org/"];
    assert_eq!(lines(file), expected);
}

#[test]
fn numbers_of_a_font_are_the_characters_of_its_table() {
    let wide = b"begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange
        2 beginbfchar <0001> <0040> <0002> <D83DDE00> endbfchar
        2 beginbfrange <0044> <0046> <0061> <0050> <0051> [<0078> <0079>] endbfrange endcmap";
    let narrow = b"begincmap 1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfchar <51> <597D> endbfchar endcmap";
    let page = b"BT /F1 12 Tf 1 0 0 1 8 40 Tm <00440045> Tj /F2 12 Tf 9 0 Td (Q) Tj
        /F1 12 Tf 1 0 0 1 90 40 Tm <000100020050> Tj 1 0 0 1 8 52 Tm <0051> Tj ET";
    let file = pdf(&[
        ("4 0 obj << /Font << /F1 5 0 R /F2 7 0 R >> >>", None),
        ("5 0 obj << /Type /Font /ToUnicode 6 0 R >>", None),
        ("6 0 obj << /Filter /FlateDecode >>", Some(wide)),
        ("8 0 obj << >>", Some(narrow)),
        ("9 0 obj << /Type /ObjStm >>", Some(b"7 0 12 35 << /Type /Font /ToUnicode 8 0 R >> << >>")),
        ("10 0 obj << >>", Some(page)),
    ]);
    assert_eq!(lines(file), ["ab好@😀x", "y"]);
}

#[test]
fn a_text_goes_on_in_another_script_and_a_column_in_the_same_one_may_be_another_text() {
    let chinese = b"begincmap 1 begincodespacerange <00> <FF> endcodespacerange
        3 beginbfchar <51> <8BA2> <52> <5355> <53> <FF1A> endbfchar endcmap";
    let latin = b"begincmap 1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfrange <20> <7E> <0020> endbfrange endcmap";
    let page =
        b"BT /F2 9 Tf 1 0 0 1 8 40 Tm (QR) Tj /F1 9 Tf ( 15920260114) Tj /F2 9 Tf (QS) Tj /F1 9 Tf (2) Tj
        1 0 0 1 8 60 Tm (Part) Tj 1 0 0 1 90 60 Tm (404) Tj ET";
    let file = pdf(&[
        ("4 0 obj << /Font << /F1 5 0 R /F2 7 0 R >> >>", None),
        ("5 0 obj << /Type /Font /ToUnicode 6 0 R >>", None),
        ("6 0 obj << >>", Some(latin)),
        ("7 0 obj << /Type /Font /ToUnicode 8 0 R >>", None),
        ("8 0 obj << >>", Some(chinese)),
        ("9 0 obj << >>", Some(page)),
    ]);
    assert_eq!(lines(file), ["订单 15920260114订：2", "Part", "404", "Part404"]);
}

#[test]
fn a_damaged_file_gives_what_it_has() {
    let page = b"BT (whole) Tj ET";
    let file = pdf(&[("1 0 obj << /Title (open", None), ("2 0 obj <<", Some(page))]);
    assert!(lines(file.clone()).concat().contains("open"));
    for length in 0..file.len() {
        lines(file[..length].to_vec());
    }
    for odd in [
        &b"1 0 obj << /ToUnicode 1 0 R"[..],
        b"stream\nbegincmap beginbfrange <FFFF> <0000> <00>",
        b"9999999999 0 obj",
        b"((((",
        b"<<<<",
    ] {
        lines(odd.to_vec());
    }
}

/// Bytes that read like a string of a page and like a telephone number, behind what a stream begins with.
fn beginning_with(start: &[u8]) -> Vec<u8> {
    [start, b"BT (+44 20 7946 0018) Tj ET"].concat()
}

/// The first bytes of fonts of every kind.
const FONTS: [&[u8]; 5] = [b"\0\x01\0\0", b"OTTO", b"%!PS-AdobeFont-1.0\n", b"\x80\x01", b"\x01\0\x04\x02"];

#[test]
fn the_program_of_a_font_and_pixels_and_colours_are_no_words() {
    let font = beginning_with(FONTS[0]);
    for (name, descriptor) in [
        ("in a descriptor", "1 0 obj << /Type /FontDescriptor /FontFile2 2 0 R >>"),
        ("in another", "1 0 obj << /FontFile3 2 0 R >>"),
    ] {
        assert_eq!(lines(pdf(&[(descriptor, None), ("2 0 obj << >>", Some(&font))])), [""; 0], "{name}");
    }
    let packed = b"7 0 << /Type /FontDescriptor /FontFile 2 0 R >>";
    let packed = [("1 0 obj << /Type /ObjStm >>", Some(&packed[..])), ("2 0 obj << >>", Some(&font[..]))];
    assert_eq!(lines(pdf(&packed)), [""; 0]);
    for start in FONTS {
        let font = beginning_with(start);
        for head in
            ["1 0 obj << /Length1 90 >>", "1 0 obj << /Subtype /Type1C >>", "1 0 obj << /Subtype/OpenType >>"]
        {
            assert_eq!(lines(pdf(&[(head, Some(&font))])), [""; 0], "{head} {start:?}");
        }
    }
    let profile = beginning_with(&[&[0; 36][..], b"acsp"].concat());
    assert_eq!(lines(pdf(&[("1 0 obj << /N 3 >>", Some(&profile))])), [""; 0]);
    let pixels = beginning_with(b"\x10\x20");
    assert_eq!(lines(pdf(&[("1 0 obj << /Type /XObject /Subtype /Image >>", Some(&pixels))])), [""; 0]);
}

#[test]
fn a_name_that_a_stream_does_not_deserve_hides_no_words() {
    let page = beginning_with(b"");
    for head in [
        "2 0 obj << /Length1 90 >>",
        "2 0 obj << /Subtype /OpenType >>",
        "2 0 obj << /N 3 >>",
        "2 0 obj << /Type /XObject /Subtype /Form /Resources << /XObject << /Image 3 0 R >> >> >>",
        "2 0 obj << /Title (/Subtype /Image) >>",
    ] {
        let file = pdf(&[("1 0 obj << /FontFile2 2 0 R >>", None), (head, Some(&page))]);
        assert!(lines(file).contains(&"+44 20 7946 0018".to_string()), "{head}");
    }
    // Nothing but its bytes says that it is a font.
    for start in FONTS {
        let file = pdf(&[("1 0 obj << >>", Some(&beginning_with(start)))]);
        assert!(lines(file).concat().contains("7946"), "{start:?}");
    }
    let attached = pdf(&[("1 0 obj << /Type /EmbeddedFile /Length1 9 >>", Some(&beginning_with(b"OTTO")))]);
    assert!(lines(attached).concat().contains("7946"));
}

#[test]
fn a_picture_tells_what_stands_beside_its_pixels() {
    let head = "1 0 obj << /Subtype /Image /Filter /DCTDecode >>";
    let photo = b"\xFF\xD8\xFF\xE1\0\x40Exif\0\0robin@mail.example made this\0\xFF\xD9";
    assert_eq!(lines(pdf(&[(head, Some(photo))])), ["robin@mail.example made this"]);
    let xmp = b"\x10\x20<x:xmpmeta>robin@mail.example</x:xmpmeta>";
    assert_eq!(lines(pdf(&[(head, Some(xmp))])), ["<x:xmpmeta>robin@mail.example</x:xmpmeta>"]);
}
