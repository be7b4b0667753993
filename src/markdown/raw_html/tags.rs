//! The start tags of a finished page.

use super::scan::{Scanner, Token};

/// A start tag of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    /// Its name in lower case.
    pub name: String,
    /// Names in lower case and values with their character references resolved.
    pub attributes: Vec<(String, String)>,
    /// Where it begins in the page.
    pub start: usize,
}

impl Tag {
    /// The value of an attribute.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// Every start tag of a page, in order; what looks like one in a script, a style or a comment is none.
pub fn start_tags(html: &str) -> Vec<Tag> {
    let mut scanner = Scanner::new(html);
    let mut tags = Vec::new();
    while let Some(token) = scanner.next() {
        let Token::Start { name, attributes, range } = token else { continue };
        if matches!(name.as_str(), "script" | "style") {
            scanner.skip_element(&name);
        }
        let attributes =
            attributes.into_iter().map(|attribute| (attribute.name.clone(), attribute.value())).collect();
        tags.push(Tag { name, attributes, start: range.start });
    }
    tags
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_come_with_their_values_and_scripts_hide_none() {
        let tags = start_tags("<!-- <a> --><a HREF='x?a&amp;b'>t</a><script>'<b>'</script><img alt>");
        let names: Vec<_> = tags.iter().map(|tag| tag.name.as_str()).collect();
        assert_eq!(names, ["a", "script", "img"]);
        assert_eq!(tags[0].attribute("href"), Some("x?a&b"));
        assert_eq!((tags[2].attribute("alt"), tags[2].attribute("src")), (Some(""), None));
    }
}
