//! The pictures, bare and with everything that cameras and editors write into them.

use crate::media::exif;
use crate::media::png::checksum;

/// Stands in every private part.
pub(super) const MARKER: &[u8] = b"AT-HOME-52.5N";

/// An EXIF block with camera, GPS directory, orientation and a thumbnail's worth of text.
pub(super) fn exif(orientation: u8) -> Vec<u8> {
    let mut block = b"II*\0\x08\0\0\0\x03\0".to_vec();
    block.extend([0x0F, 0x01, 2, 0, 13, 0, 0, 0, 50, 0, 0, 0]);
    block.extend([0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0]);
    block.extend([0x25, 0x88, 4, 0, 1, 0, 0, 0, 63, 0, 0, 0]);
    block.extend([0, 0, 0, 0]);
    block.extend(MARKER);
    block.extend(b"\x01\0\x1D\0\x02\0\x0B\0\0\0\0\0\0\0");
    block
}

/// The only EXIF block that may be left.
pub(super) fn upright(orientation: u8) -> Vec<u8> {
    exif::minimal(orientation).to_vec()
}

fn with_marker(start: &[u8]) -> Vec<u8> {
    [start, MARKER].concat()
}

pub(super) mod jpeg {
    use super::*;

    pub(in super::super) fn segment(marker: u8, content: &[u8]) -> Vec<u8> {
        let length = (content.len() as u16 + 2).to_be_bytes();
        [&[0xFF, marker], length.as_slice(), content].concat()
    }

    pub(in super::super) const JFIF: &[u8] = b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0";

    pub(in super::super) const ADOBE: &[u8] = b"Adobe\0\x64\0\0\0\0\0";

    /// Tables, frame (2 wide, 3 high, grey) and scan; each Huffman table has one code of one bit.
    pub(in super::super) fn pixels() -> Vec<u8> {
        let quantisation = [[0].as_slice(), &[1; 64]].concat();
        let one_code = |class: u8| [[class, 1].as_slice(), &[0; 15], &[0]].concat();
        [
            segment(0xDB, &quantisation),
            segment(0xC0, &[8, 0, 3, 0, 2, 1, 1, 0x11, 0]),
            segment(0xC4, &one_code(0x00)),
            segment(0xC4, &one_code(0x10)),
            segment(0xDA, &[1, 1, 0, 0, 63, 0]),
            vec![0x3F],
        ]
        .concat()
    }

    pub(in super::super) fn bare() -> Vec<u8> {
        [vec![0xFF, 0xD8], segment(0xE0, JFIF), pixels(), vec![0xFF, 0xD9]].concat()
    }

    pub(in super::super) fn icc() -> Vec<u8> {
        segment(0xE2, b"ICC_PROFILE\0\x01\x01profile")
    }

    pub(in super::super) fn laden(orientation: u8) -> Vec<u8> {
        let thumbnail = [&JFIF[..12], &[1, 1, b'r', b'g', b'b'], MARKER].concat();
        let extended = with_marker(b"http://ns.adobe.com/xmp/extension/\0");
        [
            vec![0xFF, 0xD8],
            segment(0xE0, &thumbnail),
            segment(0xE0, &with_marker(b"JFXX\0\x10")),
            segment(0xE1, &[exif::PREFIX, &super::exif(orientation)].concat()),
            segment(0xE1, &with_marker(b"http://ns.adobe.com/xap/1.0/\0<x/>")),
            segment(0xE1, &extended),
            icc(),
            segment(0xE2, &with_marker(b"MPF\0II*\0")),
            segment(0xED, &with_marker(b"Photoshop 3.0\x008BIM\x04\x04")),
            segment(0xEB, &with_marker(b"JP\0\x01")),
            segment(0xEE, &with_marker(ADOBE)),
            segment(0xFE, MARKER),
            pixels(),
            segment(0xFE, MARKER),
            vec![0xFF, 0xD9],
            bare(),
            MARKER.to_vec(),
        ]
        .concat()
    }
}

pub(super) mod png {
    use super::*;

    const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1A\n";

    pub(in super::super) fn chunk(name: &[u8; 4], content: &[u8]) -> Vec<u8> {
        let length = (content.len() as u32).to_be_bytes();
        let sum = checksum([name.as_slice(), content].concat()).to_be_bytes();
        [length.as_slice(), name, content, &sum].concat()
    }

    fn header() -> Vec<u8> {
        chunk(b"IHDR", &[0, 0, 0, 2, 0, 0, 0, 3, 8, 0, 0, 0, 0])
    }

    /// Two by three grey pixels in a stored block, with its Adler-32 sum.
    pub(in super::super) fn pixels() -> Vec<u8> {
        let rows = [0, 128, 128].repeat(3);
        let (a, b) = rows.iter().fold((1u32, 0u32), |(a, b), byte| {
            let a = (a + u32::from(*byte)) % 65521;
            (a, (a + b) % 65521)
        });
        let sum = ((b << 16) | a).to_be_bytes();
        chunk(b"IDAT", &[b"\x78\x01\x01\x09\0\xF6\xFF".as_slice(), &rows, &sum].concat())
    }

    pub(in super::super) fn kept() -> Vec<u8> {
        [chunk(b"gAMA", &[0, 0, 0xB1, 0x8F]), chunk(b"iCCP", b"p\0\0xyz"), chunk(b"pHYs", &[0; 9])].concat()
    }

    pub(in super::super) fn bare() -> Vec<u8> {
        [SIGNATURE.to_vec(), header(), kept(), pixels(), chunk(b"IEND", b"")].concat()
    }

    pub(in super::super) fn laden(orientation: u8) -> Vec<u8> {
        [
            SIGNATURE.to_vec(),
            header(),
            kept(),
            chunk(b"eXIf", &super::exif(orientation)),
            chunk(b"tEXt", &with_marker(b"Comment\0")),
            chunk(b"zTXt", &with_marker(b"Raw profile type exif\0\0")),
            chunk(b"iTXt", &with_marker(b"XML:com.adobe.xmp\0\0\0\0\0")),
            chunk(b"caBX", MARKER),
            chunk(b"prVt", MARKER),
            pixels(),
            chunk(b"tIME", &[7, 0xEA, 1, 9, 1, 1, 1]),
            chunk(b"iTXt", &with_marker(b"Author\0\0\0\0\0")),
            chunk(b"IEND", b""),
            MARKER.to_vec(),
        ]
        .concat()
    }
}

pub(super) mod webp {
    use super::*;

    pub(in super::super) fn chunk(name: &[u8; 4], content: &[u8]) -> Vec<u8> {
        let length = (content.len() as u32).to_le_bytes();
        [name.as_slice(), &length, content, &[0][..content.len() % 2]].concat()
    }

    pub(in super::super) fn container(chunks: &[Vec<u8>]) -> Vec<u8> {
        chunk(b"RIFF", &[b"WEBP".to_vec(), chunks.concat()].concat())
    }

    /// One lossless pixel.
    pub(in super::super) fn pixels() -> Vec<u8> {
        chunk(b"VP8L", b"\x2F\0\0\0\x10\x07\x10\x11\x11\x88\x88\xFE\x07")
    }

    /// The extended header of a picture 2 wide and 3 high.
    pub(in super::super) fn extended(flags: u8) -> Vec<u8> {
        chunk(b"VP8X", &[flags, 0, 0, 0, 1, 0, 0, 2, 0, 0])
    }

    pub(in super::super) fn bare() -> Vec<u8> {
        container(&[extended(0x30), chunk(b"ICCP", b"profile"), pixels()])
    }

    pub(in super::super) fn laden(orientation: u8) -> Vec<u8> {
        let chunks = [
            extended(0x3C),
            chunk(b"ICCP", b"profile"),
            pixels(),
            chunk(b"EXIF", &[exif::PREFIX, &super::exif(orientation)].concat()),
            chunk(b"XMP ", MARKER),
            chunk(b"ABCD", MARKER),
        ];
        [container(&chunks), MARKER.to_vec()].concat()
    }
}

pub(super) mod gif {
    use super::*;

    pub(in super::super) const CONTROL: &[u8] = &[0x21, 0xF9, 4, 0, 10, 0, 0, 0];

    fn header() -> Vec<u8> {
        [b"GIF89a\x02\0\x03\0\x80\0\0".as_slice(), &[255, 255, 255, 0, 0, 0]].concat()
    }

    pub(in super::super) fn application(name: &[u8; 11], content: &[u8]) -> Vec<u8> {
        [[0x21, 0xFF, 11].as_slice(), name, &[content.len() as u8], content, &[0]].concat()
    }

    pub(in super::super) fn pixels() -> Vec<u8> {
        b"\x2C\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0".to_vec()
    }

    fn text(label: u8) -> Vec<u8> {
        [[0x21, label, MARKER.len() as u8].as_slice(), MARKER, &[0]].concat()
    }

    fn repeat() -> Vec<u8> {
        application(b"NETSCAPE2.0", &[1, 0, 0])
    }

    pub(in super::super) fn bare() -> Vec<u8> {
        [header(), repeat(), CONTROL.to_vec(), pixels(), CONTROL.to_vec(), pixels(), vec![0x3B]].concat()
    }

    pub(in super::super) fn laden() -> Vec<u8> {
        // XMP stands in no blocks; 256 bytes of trailer lead a decoder to its end from wherever it lands.
        let trailer: Vec<u8> = [1].into_iter().chain((0..=255).rev()).chain([0]).collect();
        let xmp = [b"\x21\xFF\x0BXMP DataXMP".as_slice(), b"<x:xmpmeta>", MARKER, &trailer].concat();
        [
            header(),
            text(0xFE),
            repeat(),
            xmp,
            application(b"PRIVATE 1.0", MARKER),
            CONTROL.to_vec(),
            text(0xFE),
            pixels(),
            CONTROL.to_vec(),
            text(0x01),
            vec![0],
            CONTROL.to_vec(),
            pixels(),
            vec![0x3B],
            MARKER.to_vec(),
        ]
        .concat()
    }
}
