//! The name of a project on the command line: that of its folder, and its place in the URL.

use crate::markdown;

/// Takes a name that is its own slug, so that folder and URL are the same.
pub(super) fn slug(text: &str) -> Result<String, String> {
    // Of a path, the last part is what was meant by it.
    let is_path = text.contains(['/', '\\']);
    let name =
        if is_path { text.rsplit(['/', '\\']).find(|part| !part.is_empty()).unwrap_or(text) } else { text };
    let bare = name.strip_suffix(".yaml").or_else(|| name.strip_suffix(".md")).unwrap_or(name);
    let slug = markdown::slug(bare);
    match slug.as_str() {
        "" => Err("a name has at least one letter or digit, and may have hyphens between them".to_string()),
        slug if slug == text => Ok(slug.to_string()),
        slug if is_path => Err(format!(
            "a name is no path, since its place is fixed: small letters, digits and hyphens between them, such as `{slug}`"
        )),
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
        for (wrong, meant) in [
            ("My Project", "my-project"),
            ("../recipients/c", "c"),
            ("private\\C.yaml", "c"),
            ("c.yaml", "c"),
        ] {
            let told = slug(wrong).unwrap_err();
            assert!(
                told.ends_with(&format!("`{meant}`")) || told.ends_with(&format!("`{meant}`?")),
                "{told}"
            );
        }
    }
}
