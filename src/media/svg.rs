//! SVG: whether it is one, and how large it wants to be.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// How far the first element may be from the start.
const SEARCHED: usize = 64 * 1024;

pub(super) fn is_svg(bytes: &[u8]) -> bool {
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
    text.starts_with(b"<") && root(bytes).is_some()
}

/// From `width` and `height` in pixels, else from the `viewBox`, rounded.
pub(super) fn dimensions(bytes: &[u8]) -> Option<(u32, u32)> {
    let root = root(bytes)?;
    let (width, height) = (attribute(&root, "width"), attribute(&root, "height"));
    let given = width.zip(height).and_then(|(width, height)| Some((pixels(&width)?, pixels(&height)?)));
    given.or_else(|| {
        let view = attribute(&root, "viewBox")?;
        let numbers: Vec<&str> =
            view.split([' ', ',', '\t', '\n', '\r']).filter(|part| !part.is_empty()).collect();
        match numbers[..] {
            [_, _, width, height] => Some((pixels(width)?, pixels(height)?)),
            _ => None,
        }
    })
}

/// The first element, if it is an `svg`.
fn root(bytes: &[u8]) -> Option<BytesStart<'static>> {
    let mut reader = Reader::from_reader(&bytes[..bytes.len().min(SEARCHED)]);
    loop {
        match reader.read_event().ok()? {
            Event::Start(element) | Event::Empty(element) => {
                return (element.local_name().as_ref() == "svg").then(|| element.into_owned());
            }
            Event::Eof => return None,
            _ => {}
        }
    }
}

fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = element.try_get_attribute(name).ok()??;
    Some(attribute.value.trim().to_owned())
}

fn pixels(length: &str) -> Option<u32> {
    let number: f64 = length.strip_suffix("px").unwrap_or(length).parse().ok()?;
    (number.is_finite() && number > 0.0 && number < f64::from(u32::MAX))
        .then(|| number.round().max(1.0) as u32)
}
