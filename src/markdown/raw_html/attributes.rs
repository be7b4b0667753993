//! Which attributes an author may use, each on the elements that HTML has it for, and what is made of those for looks.

use super::scan::Attribute;

/// The attributes that may stay on some element, besides `aria-*`; addresses are looked at apart.
pub(in super::super) const ATTRIBUTES: [&str; 41] = [
    "abbr",
    "alt",
    "class",
    "colspan",
    "controls",
    "datetime",
    "decoding",
    "default",
    "dir",
    "headers",
    "height",
    "high",
    "hreflang",
    "id",
    "kind",
    "label",
    "lang",
    "loading",
    "loop",
    "low",
    "max",
    "media",
    "min",
    "muted",
    "name",
    "open",
    "optimum",
    "playsinline",
    "preload",
    "reversed",
    "role",
    "rowspan",
    "scope",
    "span",
    "srclang",
    "start",
    "tabindex",
    "title",
    "type",
    "value",
    "width",
];

/// Whether an attribute may stay on an element, both named in lower case. Elsewhere it would say nothing, and a checker
/// of HTML would complain.
pub(super) fn may_stay(element: &str, attribute: &str) -> bool {
    match attribute {
        "class" | "dir" | "id" | "lang" | "role" | "tabindex" | "title" => true,
        "abbr" | "scope" => element == "th",
        "alt" | "decoding" | "loading" => element == "img",
        "colspan" | "headers" | "rowspan" => matches!(element, "td" | "th"),
        "controls" | "loop" | "muted" | "preload" => matches!(element, "audio" | "video"),
        "datetime" => matches!(element, "del" | "ins" | "time"),
        "default" | "kind" | "label" | "srclang" => element == "track",
        "height" | "width" => matches!(element, "img" | "video"),
        "high" | "low" | "min" | "optimum" => element == "meter",
        "hreflang" => element == "a",
        "max" => matches!(element, "meter" | "progress"),
        "media" => element == "source",
        "name" => element == "details",
        "open" => element == "details",
        "playsinline" => element == "video",
        "reversed" | "start" => element == "ol",
        "span" => matches!(element, "col" | "colgroup"),
        "type" => matches!(element, "a" | "ol" | "source"),
        "value" => matches!(element, "data" | "li" | "meter" | "progress"),
        name => {
            name.strip_prefix("aria-").is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_lowercase()))
        }
    }
}

/// Writes what HTML once said by `align` or `<center>` as a class, which the theme has a look for.
pub(super) fn align_by_class(element: &str, attributes: &mut Vec<Attribute>) {
    let Some(side) = side(element, attributes) else { return };
    match attributes.iter_mut().find(|attribute| attribute.name == "class") {
        Some(class) => class.raw = format!("{} {side}", class.raw),
        None => {
            let (name, raw) = ("class".to_owned(), side.to_owned());
            attributes.push(Attribute { name, raw, range: 0..0 });
        }
    }
}

/// Writes the place that `<a name>` once made as an id, unless it has another.
pub(super) fn name_by_id(element: &str, attributes: &mut [Attribute]) {
    let is_named = |attribute: &Attribute, name| attribute.name == name;
    if element == "a" && !attributes.iter().any(|attribute| is_named(attribute, "id")) {
        attributes
            .iter_mut()
            .filter(|attribute| is_named(attribute, "name"))
            .for_each(|attribute| attribute.name = "id".to_owned());
    }
}

/// The side that an element has its text on, or a table or picture its middle. Text does not run around a picture at
/// the left or the right: on a phone there is no room for it.
fn side(element: &str, attributes: &[Attribute]) -> Option<&'static str> {
    let said = attributes.iter().find(|attribute| attribute.name == "align");
    match said.map_or(String::new(), |said| said.value().trim().to_ascii_lowercase()).as_str() {
        "center" | "middle" => Some("center"),
        "right" if !matches!(element, "img" | "table") => Some("right"),
        _ => (element == "center").then_some("center"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_attribute_that_may_stay_has_an_element_for_it_and_none_has_the_others() {
        let elements =
            ["audio", "col", "data", "details", "img", "meter", "ol", "source", "th", "time", "track"];
        let elements = [&elements[..], &["a", "p", "progress", "video"]].concat();
        for name in ATTRIBUTES {
            assert!(elements.iter().any(|element| may_stay(element, name)), "{name}");
        }
        for name in ["align", "valign", "border", "style", "onclick", "aria-\"", "bgcolor"] {
            assert!(!elements.iter().any(|element| may_stay(element, name)), "{name}");
        }
        assert!(!may_stay("table", "width") && !may_stay("ul", "type") && may_stay("p", "aria-label"));
    }
}
