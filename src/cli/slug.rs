//! The name of a project on the command line: that of its folder, and its place in the URL.

use crate::markdown;

/// Takes a name that is its own slug, so that folder and URL are the same.
pub(super) fn slug(text: &str) -> Result<String, String> {
    let slug = markdown::slug(text);
    match slug.as_str() {
        "" => Err("a name has at least one letter or digit".to_string()),
        slug if slug == text => Ok(slug.to_string()),
        slug => Err(format!("a name is made of small letters, digits and hyphens; did you mean `{slug}`?")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_a_slug_or_is_told_the_slug_that_it_could_be() {
        assert_eq!(slug("subtitles-2"), Ok("subtitles-2".into()));
        assert_eq!(slug("字幕"), Ok("字幕".into()));
        for wrong in ["My Project", "../evil", "a/b", "a_b", "-a", "a--b", "a.md", "..", ""] {
            assert!(slug(wrong).is_err(), "{wrong}");
        }
        assert!(slug("My Project").unwrap_err().contains("`my-project`"));
    }
}
