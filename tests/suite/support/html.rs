//! HTML as a list of its start tags: enough to follow links and find ids, and no more.

/// A start tag.
#[derive(Debug)]
pub(crate) struct Element<'a> {
    /// Its name in lower case.
    pub(crate) name: String,
    attributes: Vec<(String, String)>,
    /// What follows the tag in the page.
    rest: &'a str,
}

impl<'a> Element<'a> {
    /// The value of an attribute, its character references resolved.
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Names and values of all attributes.
    pub(crate) fn attributes(&self) -> impl Iterator<Item = (&str, &str)> {
        self.attributes.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// What stands between the tag and its end tag, as it is written.
    pub(crate) fn inner(&self) -> &'a str {
        let end = self.rest.find(&format!("</{}", self.name)).unwrap_or(0);
        &self.rest[..end]
    }
}

/// Every start tag of a page, those in comments and scripts left out.
pub(crate) fn elements(html: &str) -> Vec<Element<'_>> {
    let mut found = Vec::new();
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        rest = &rest[start + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.find("-->").map_or("", |end| &comment[end + 3..]);
            continue;
        }
        if !rest.starts_with(|first: char| first.is_ascii_alphabetic()) {
            continue;
        }
        let element = start_tag(rest);
        rest = element.rest;
        if matches!(element.name.as_str(), "script" | "style") {
            rest = rest.find(&format!("</{}", element.name)).map_or("", |end| &rest[end..]);
        }
        found.push(element);
    }
    found
}

/// Every element of that name.
pub(crate) fn all<'a>(html: &'a str, name: &str) -> Vec<Element<'a>> {
    elements(html).into_iter().filter(|element| element.name == name).collect()
}

/// The content of the `meta` of that name.
pub(crate) fn meta(html: &str, name: &str) -> Option<String> {
    let metas = all(html, "meta");
    let named = metas.iter().find(|meta| {
        ["name", "property", "http-equiv"].iter().any(|key| meta.attribute(key) == Some(name))
    })?;
    named.attribute("content").map(str::to_string)
}

/// The address of the `link` of that relation.
pub(crate) fn link(html: &str, rel: &str) -> Option<String> {
    let links = all(html, "link");
    let related = links.iter().find(|link| link.attribute("rel") == Some(rel))?;
    related.attribute("href").map(str::to_string)
}

fn start_tag(text: &str) -> Element<'_> {
    let end = text.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).unwrap_or(text.len());
    let name = text[..end].to_ascii_lowercase();
    let mut attributes = Vec::new();
    let mut rest = text[end..].trim_start();
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        if rest.is_empty() {
            break;
        }
        if let Some(after) = rest.strip_prefix('>') {
            rest = after;
            break;
        }
        let (attribute, after) = attribute(rest);
        attributes.push(attribute);
        rest = after;
    }
    Element { name, attributes, rest }
}

fn attribute(text: &str) -> ((String, String), &str) {
    let end = text
        .find(|c: char| c.is_whitespace() || matches!(c, '>' | '='))
        .unwrap_or(text.len())
        .max(text.chars().next().map_or(0, char::len_utf8));
    let name = text[..end].to_ascii_lowercase();
    let Some(value) = text[end..].trim_start().strip_prefix('=') else {
        return ((name, String::new()), &text[end..]);
    };
    let value = value.trim_start();
    let (value, rest) = match value.chars().next() {
        Some(quote @ ('"' | '\'')) => {
            let inside = &value[1..];
            inside.split_once(quote).unwrap_or((inside, ""))
        }
        _ => value.split_at(value.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(value.len())),
    };
    ((name, decoded(value)), rest)
}

/// Text with its character references resolved.
pub(crate) fn decoded(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(start) = rest.find('&') {
        out.push_str(&rest[..start]);
        rest = &rest[start..];
        let Some(end) = rest.find(';').filter(|end| *end <= 10) else {
            out.push('&');
            rest = &rest[1..];
            continue;
        };
        match reference(&rest[1..end]) {
            Some(character) => out.push(character),
            None => out.push_str(&rest[..=end]),
        }
        rest = &rest[end + 1..];
    }
    out + rest
}

fn reference(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" => Some('\u{a0}'),
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16),
                None => number.parse(),
            };
            char::from_u32(code.ok()?)
        }
    }
}

#[test]
fn start_tags_are_read_with_their_attributes() {
    let page =
        "<!-- <a href=no> --><a  HREF='x?a=1&amp;b=2' hidden>in</a><script>\"<b>\"</script><img src=y/>";
    let found = elements(page);
    let names: Vec<_> = found.iter().map(|element| element.name.as_str()).collect();
    assert_eq!(names, ["a", "script", "img"]);
    assert_eq!(found[0].attribute("href"), Some("x?a=1&b=2"));
    assert_eq!(found[0].attribute("hidden"), Some(""));
    assert_eq!(found[0].inner(), "in");
}
