//! The two kinds of path: where a file lies in the author's folder, and where a page lies in the output.

use std::fmt;
use std::sync::Arc;

/// A path inside the author's site folder: UTF-8, `/` between the parts, never absolute, no `.` or `..`.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SitePath(Arc<str>);

impl SitePath {
    /// Takes a path that is already relative and clean, such as those the reader makes.
    pub fn new(path: impl Into<Arc<str>>) -> Self {
        let path = path.into();
        debug_assert!(!path.starts_with('/') && !path.split('/').any(|part| part == ".."));
        Self(path)
    }

    /// The path as text, `/` between its parts.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The folder that holds the file; empty for a file at the top.
    pub fn folder(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// The last part of the path.
    pub fn name(&self) -> &str {
        self.0.rsplit_once('/').map_or(&self.0, |(_, name)| name)
    }

    /// The name up to its last dot: `day-07.zh` for `day-07.zh.md`.
    pub fn stem(&self) -> &str {
        self.name().rsplit_once('.').map_or(self.name(), |(stem, _)| stem)
    }

    /// What follows the last dot of the name, in lower case; empty where there is none.
    pub fn extension(&self) -> String {
        self.name().rsplit_once('.').map_or(String::new(), |(_, ext)| ext.to_lowercase())
    }

    /// The path that a relative reference means when it stands in this file.
    /// `None` when it leads out of the site folder.
    pub fn join(&self, reference: &str) -> Option<SitePath> {
        let mut parts: Vec<&str> = self.folder().split('/').filter(|part| !part.is_empty()).collect();
        for part in reference.split('/') {
            match part {
                "" | "." => {}
                ".." => {
                    parts.pop()?;
                }
                part => parts.push(part),
            }
        }
        Some(SitePath::new(parts.join("/")))
    }
}

impl fmt::Display for SitePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for SitePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SitePath({})", self.0)
    }
}

/// A place inside the output, without a leading slash.
///
/// A page's route ends in `/` (the home page's is empty) and stands for the `index.html` of that
/// folder; every other route is the path of a file. The language of a page is part of its route:
/// the default language lives at the root, another under `zh/`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Route(Arc<str>);

impl Route {
    /// Takes a clean route: no leading slash, no `.` or `..`.
    pub fn new(route: impl Into<Arc<str>>) -> Self {
        let route = route.into();
        debug_assert!(!route.starts_with('/') && !route.split('/').any(|part| part == ".."));
        Self(route)
    }

    /// The route as text; empty for the home page.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The file that holds what is at this route, relative to the output folder.
    pub fn file(&self) -> String {
        if self.0.is_empty() || self.0.ends_with('/') {
            format!("{}index.html", self.0)
        } else {
            self.0.to_string()
        }
    }

    /// Whether the route is a page (a folder's `index.html`) and not a single file.
    pub fn is_page(&self) -> bool {
        self.0.is_empty() || self.0.ends_with('/')
    }
}

impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "/{}", self.0)
    }
}

impl fmt::Debug for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Route(/{})", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_reference_is_read_from_the_folder_of_its_file() {
        let day = SitePath::new("content/projects/cut/day-01.md");
        assert_eq!(day.join("media/a.png").unwrap().as_str(), "content/projects/cut/media/a.png");
        assert_eq!(day.join("../other/project.md").unwrap().as_str(), "content/projects/other/project.md");
        assert_eq!(day.join("./day-02.md").unwrap().as_str(), "content/projects/cut/day-02.md");
    }

    #[test]
    fn a_reference_out_of_the_folder_is_none() {
        assert!(SitePath::new("content/about.md").join("../../secret").is_none());
    }

    #[test]
    fn a_page_route_is_a_folder_with_an_index() {
        assert_eq!(Route::new("").file(), "index.html");
        assert_eq!(Route::new("about/").file(), "about/index.html");
        assert_eq!(Route::new("feed.xml").file(), "feed.xml");
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn no_reference_leads_out_of_the_folder(
            folders in proptest::collection::vec("[a-z字]{1,4}", 0..4),
            parts in proptest::collection::vec(
                proptest::sample::select(vec!["..", ".", "", "a", "media", "...", "..a", "字", " "]), 0..8),
            any in any::<String>(),
        ) {
            let file = SitePath::new([folders.join("/").as_str(), "day-01.md"].join("/").trim_start_matches('/'));
            for reference in [parts.join("/"), any] {
                let Some(joined) = file.join(&reference) else { continue };
                let joined = joined.as_str();
                prop_assert!(!joined.starts_with('/'), "{}", joined);
                let odd = |part: &str| matches!(part, "." | ".." | "");
                prop_assert!(joined.is_empty() || !joined.split('/').any(odd), "{}", joined);
            }
        }
    }
}
