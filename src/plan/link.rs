//! Where a link leads.

use percent_encoding::percent_decode_str;

use super::Plan;
use super::layout::Landing;
use crate::markdown::Doc;
use crate::path::{Route, SitePath};
use crate::site::Site;

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Resolved {
    /// To a place on the same page.
    Here(String),
    /// To a page of the site, and a place on it.
    Page(Route, Option<String>),
    /// To a picture, a recording or another file of the site.
    Medium(SitePath),
    /// To another site, or to a program such as mail.
    External,
    /// To a document that is kept back.
    Draft,
    /// To a document that has faults of its own.
    Broken,
    /// Nowhere.
    Dead(Dead),
}

/// Why a link leads nowhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Dead {
    /// A picture that says no address, or a place on its own page.
    NoPicture,
    /// There is no such file.
    NoFile(SitePath),
    /// There is no such page.
    NoPage(Route),
    /// The page has no such place.
    NoAnchor(SitePath, String),
    /// It leads out of the folders whose files are published.
    Outside,
    /// It leads into `private/`.
    Private,
}

impl Plan {
    /// Where a reference leads that stands in `from`, on a page of `edition`.
    pub fn resolve(
        &self,
        site: &Site,
        edition: usize,
        from: &SitePath,
        doc: Option<&Doc>,
        target: &str,
    ) -> Resolved {
        self.resolve_among(site, edition, from, doc, target, &|path| self.media.contains_key(path))
    }

    /// Where a link leads that stands in a short field of a file's front matter. A field is shown on
    /// several pages, so a place in the file itself is one on the file's own page.
    pub fn resolve_field(&self, site: &Site, edition: usize, from: &SitePath, target: &str) -> Resolved {
        self.resolve_field_among(site, edition, from, target, &|path| self.media.contains_key(path))
    }

    pub(super) fn resolve_field_among(
        &self,
        site: &Site,
        edition: usize,
        from: &SitePath,
        target: &str,
        exists: &dyn Fn(&SitePath) -> bool,
    ) -> Resolved {
        match (target.strip_prefix('#'), self.layout.landings.get(from)) {
            (Some(place), Some(own)) => {
                own.resolve(site, edition, from, Some(decode(place)).filter(|place| !place.is_empty()))
            }
            _ => self.resolve_among(site, edition, from, None, target, exists),
        }
    }

    pub(super) fn resolve_among(
        &self,
        site: &Site,
        edition: usize,
        from: &SitePath,
        doc: Option<&Doc>,
        target: &str,
        exists: &dyn Fn(&SitePath) -> bool,
    ) -> Resolved {
        if is_external(target) {
            return Resolved::External;
        }
        let (path, fragment) = match target.split_once('#') {
            Some((path, fragment)) => (path, Some(decode(fragment)).filter(|fragment| !fragment.is_empty())),
            None => (target, None),
        };
        let path = path.split('?').next().unwrap_or(path);
        if path.is_empty() {
            return self.here(site, from, doc, fragment.unwrap_or_default());
        }
        if let Some(absolute) = path.strip_prefix('/') {
            return self.absolute(&decode(absolute), fragment);
        }
        // A name may hold a percent sign of its own, so it is tried as written, too.
        for reference in [decode(path), path.to_string()] {
            let Some(wanted) = from.join(&reference) else { return Resolved::Dead(Dead::Outside) };
            let found = self.file(site, edition, &wanted, fragment.clone(), exists);
            if !matches!(found, Resolved::Dead(Dead::NoFile(_))) || reference == path {
                return found;
            }
        }
        Resolved::Dead(Dead::Outside)
    }

    /// A link that begins with `/` is read from the root of the site, whatever the base URL's path.
    fn absolute(&self, path: &str, fragment: Option<String>) -> Resolved {
        if path.split('/').any(|part| part == "..") {
            return Resolved::Dead(Dead::Outside);
        }
        // A slash may be written as `%2F`, too.
        let route = Route::new(path.trim_start_matches('/'));
        if self.has(&route) {
            return Resolved::Page(route, fragment);
        }
        let with_slash = Route::new(format!("{}/", route.as_str()));
        match self.has(&with_slash) {
            true => Resolved::Page(with_slash, fragment),
            false => Resolved::Dead(Dead::NoPage(route)),
        }
    }

    fn here(&self, site: &Site, from: &SitePath, doc: Option<&Doc>, fragment: String) -> Resolved {
        if self.layout.landings.get(from).is_some_and(|own| own.is_title(site, &fragment)) {
            return Resolved::Here(String::new());
        }
        match doc {
            Some(doc) if !fragment.is_empty() && !has_anchor(doc, &fragment) => {
                Resolved::Dead(Dead::NoAnchor(from.clone(), fragment))
            }
            _ => Resolved::Here(fragment),
        }
    }

    fn file(
        &self,
        site: &Site,
        edition: usize,
        wanted: &SitePath,
        fragment: Option<String>,
        exists: &dyn Fn(&SitePath) -> bool,
    ) -> Resolved {
        if wanted.as_str() == "private" || wanted.as_str().starts_with("private/") {
            return Resolved::Dead(Dead::Private);
        }
        if site.drafts.contains(wanted) {
            return Resolved::Draft;
        }
        let landing = self.layout.landings.get(wanted).or_else(|| {
            // A folder stands for the project in it.
            self.layout.landings.get(&SitePath::new(format!("{wanted}/project.md")))
        });
        if let Some(landing) = landing {
            return landing.resolve(site, edition, wanted, fragment);
        }
        if site.broken.contains(wanted) {
            return Resolved::Broken;
        }
        if let Some(route) = wanted.as_str().strip_prefix("static/")
            && self.has(&Route::new(route))
        {
            return Resolved::Page(Route::new(route), fragment);
        }
        if !["content", "static"].contains(&wanted.as_str().split('/').next().unwrap_or_default()) {
            return Resolved::Dead(Dead::Outside);
        }
        let publishable = wanted.as_str().starts_with("content/") && wanted.extension() != "md";
        if publishable && exists(wanted) {
            return Resolved::Medium(wanted.clone());
        }
        Resolved::Dead(Dead::NoFile(wanted.clone()))
    }
}

impl Landing {
    fn resolve(&self, site: &Site, edition: usize, wanted: &SitePath, fragment: Option<String>) -> Resolved {
        // The page's title stands in the place of that heading.
        let fragment = fragment.filter(|anchor| !self.is_title(site, anchor));
        match (&fragment, self.document.doc(site)) {
            (Some(anchor), Some(doc)) if !has_anchor(doc, anchor) => {
                Resolved::Dead(Dead::NoAnchor(wanted.clone(), anchor.clone()))
            }
            _ => Resolved::Page(self.routes[edition].clone(), self.fragment.clone().or(fragment)),
        }
    }

    pub(super) fn anchors<'a>(&self, site: &'a Site) -> Vec<&'a str> {
        self.document.doc(site).map(anchors).unwrap_or_default()
    }

    /// Whether the anchor is that of a heading that the page shows as its title.
    fn is_title(&self, site: &Site, anchor: &str) -> bool {
        let Some(doc) = self.document.doc(site) else { return false };
        // What a page is called whose file does not say it depends on the theme, but the heading at
        // its head stands right below that name.
        let heading = doc.outline.first().map(|heading| heading.text.as_str());
        doc.title_anchor(self.document.title(site).or(heading)) == Some(anchor)
    }
}

fn anchors(doc: &Doc) -> Vec<&str> {
    doc.outline
        .iter()
        .map(|heading| heading.id.as_str())
        .chain(doc.anchors.iter().map(String::as_str))
        .collect()
}

fn has_anchor(doc: &Doc, anchor: &str) -> bool {
    doc.outline.iter().any(|heading| heading.id == anchor)
        || doc.anchors.iter().any(|known| known == anchor)
        || anchor.starts_with("fn-")
        || anchor.starts_with("fnref-")
}

/// Whether a reference names a scheme (RFC 3986, section 3.1) or another host.
pub(crate) fn is_external(target: &str) -> bool {
    if target.starts_with("//") {
        return true;
    }
    let Some((scheme, _)) = target.split_once(':') else { return false };
    // A scheme of one letter is a drive of Windows.
    scheme.len() > 1
        && scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'))
}

fn decode(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().replace('\\', "/")
}
