//! SVG without what its editor wrote into it, and without what could run or ask something of others.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::{Cleaned, MediaError};

/// Elements that are taken out with all that is in them: the editor's notes, and what runs.
const DROPPED: [&str; 5] = ["metadata", "script", "foreignObject", "namedview", "handler"];

/// Namespaces in which editors keep what only they need.
const EDITORS: [&str; 4] = ["inkscape", "sodipodi", "sketch", "serif"];

pub(super) fn clean(bytes: Vec<u8>) -> Result<Cleaned, MediaError> {
    let text = std::str::from_utf8(&bytes).map_err(|_| damaged("it is not UTF-8"))?;
    let mut kept = String::with_capacity(text.len());
    let mut removed = Vec::new();
    let mut reader = Reader::from_str(text);
    // How many elements are open below one that is taken out, itself included.
    let mut dropping = 0_usize;
    loop {
        let start = reader.buffer_position() as usize;
        let event = reader.read_event().map_err(|_| damaged("its elements do not close"))?;
        let raw = &text[start..reader.buffer_position() as usize];
        match event {
            Event::Eof => break,
            Event::Start(element) => {
                if dropping > 0 || is_dropped(&element) {
                    dropping += 1;
                    note(&mut removed, "editor data");
                } else {
                    kept.push_str(&element_without(&element, raw, &mut removed)?);
                }
            }
            Event::Empty(element) => {
                if dropping > 0 || is_dropped(&element) {
                    note(&mut removed, "editor data");
                } else {
                    kept.push_str(&element_without(&element, raw, &mut removed)?);
                }
            }
            Event::End(_) if dropping > 0 => dropping -= 1,
            Event::Comment(_) | Event::PI(_) => note(&mut removed, "comment"),
            Event::DocType(_) if raw.contains('[') => return Err(damaged("it declares entities of its own")),
            Event::DocType(_) => note(&mut removed, "comment"),
            _ if dropping == 0 => kept.push_str(raw),
            _ => {}
        }
    }
    if dropping > 0 {
        return Err(damaged("its elements do not close"));
    }
    let bytes = if removed.is_empty() { bytes } else { kept.into_bytes() };
    Ok(Cleaned { bytes, removed, had_location: false })
}

fn damaged(problem: &'static str) -> MediaError {
    MediaError::Damaged { format: "SVG", problem }
}

fn note(removed: &mut Vec<&'static str>, what: &'static str) {
    if !removed.contains(&what) {
        removed.push(what);
    }
}

fn is_dropped(element: &BytesStart) -> bool {
    let name = element.name();
    let (prefix, local) = parts(name.as_ref());
    DROPPED.contains(&local) || is_editors(prefix)
}

/// The element as it is written, or without the attributes that may not stay.
fn element_without(
    element: &BytesStart,
    raw: &str,
    removed: &mut Vec<&'static str>,
) -> Result<String, MediaError> {
    let mut attributes = String::new();
    let mut dropped = false;
    for attribute in element.attributes() {
        let attribute = attribute.map_err(|_| damaged("an attribute can't be read"))?;
        let (key, value) = (attribute.key.as_ref(), &attribute.value);
        if stays(key, value) {
            attributes.push_str(&format!(" {key}=\"{}\"", value.replace('"', "&quot;")));
        } else {
            dropped = true;
        }
    }
    if !dropped {
        return Ok(raw.to_string());
    }
    note(removed, "editor data");
    let end = if raw.ends_with("/>") { "/>" } else { ">" };
    Ok(format!("<{}{attributes}{end}", element.name().as_ref()))
}

/// Not what runs, what only an editor needs, or what is fetched from elsewhere.
fn stays(key: &str, value: &str) -> bool {
    let (prefix, local) = parts(key);
    if local.to_ascii_lowercase().starts_with("on")
        || is_editors(prefix)
        || (prefix == "xmlns" && is_editors(local))
    {
        return false;
    }
    // A drawing refers to its own parts, or holds a picture whole.
    local != "href" || value.starts_with('#') || value.starts_with("data:image/")
}

fn parts(name: &str) -> (&str, &str) {
    name.split_once(':').unwrap_or(("", name))
}

fn is_editors(prefix: &str) -> bool {
    EDITORS.contains(&prefix)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cleaned(svg: &str) -> String {
        String::from_utf8(clean(svg.as_bytes().to_vec()).unwrap().bytes).unwrap()
    }

    #[test]
    fn a_plain_drawing_stays_as_it_is() {
        let plain = "<?xml version=\"1.0\"?>\n<svg xmlns='http://www.w3.org/2000/svg'><title>A &amp; B</title>\
                     <g><use href=\"#a\"/></g></svg>\n";
        assert_eq!(cleaned(plain), plain);
    }

    #[test]
    fn what_an_editor_wrote_is_taken_out() {
        let marked = "<svg xmlns:inkscape=\"x\" inkscape:export=\"/home/ana/MARK\"><!-- MARK --><metadata>MARK<b/></metadata>\
                      <sodipodi:namedview MARK=\"1\"><c/></sodipodi:namedview><path d=\"M0 0\"/></svg>";
        assert_eq!(cleaned(marked), "<svg><path d=\"M0 0\"/></svg>");
    }

    #[test]
    fn what_runs_or_asks_others_is_taken_out() {
        let armed = "<svg onload=\"a()\"><script>b()</script><a href=\"javascript:c()\"/>\
                     <image href=\"https://example.org/d.png\"/><image href=\"data:image/png;base64,AA\"/></svg>";
        assert_eq!(cleaned(armed), "<svg><a/><image/><image href=\"data:image/png;base64,AA\"/></svg>");
    }

    #[test]
    fn a_broken_drawing_is_refused() {
        for broken in
            ["<svg><g></svg>", "<svg><metadata>", "<!DOCTYPE svg [<!ENTITY a \"b\">]><svg/>", "<svg a=b/>"]
        {
            assert!(clean(broken.as_bytes().to_vec()).is_err(), "{broken}");
        }
        assert!(clean(b"<svg>\xff</svg>".to_vec()).is_err());
    }
}
