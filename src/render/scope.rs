//! What the making of any part of a page can see.

use crate::front_matter::Language;
use crate::path::{Route, SitePath};
use crate::plan::{Plan, Resolved, Routes};
use crate::site::{Day, Edition, Project, Site};
use crate::theme::{Strings, Theme};

use super::data::{DateText, Picture};
use crate::front_matter::Date;

/// The site as seen from one of its editions.
#[derive(Clone, Copy)]
pub(super) struct Scope<'a> {
    pub(super) site: &'a Site,
    pub(super) plan: &'a Plan,
    pub(super) theme: &'a Theme,
    pub(super) edition: usize,
}

impl<'a> Scope<'a> {
    pub(super) fn current(&self) -> &'a Edition {
        &self.site.editions[self.edition]
    }

    pub(super) fn routes(&self) -> Routes {
        Routes::of(self.site, self.edition)
    }

    pub(super) fn strings(&self) -> &'a Strings {
        self.theme.strings(&self.current().language)
    }

    pub(super) fn url(&self, route: &Route) -> String {
        self.site.config.base_url.relative(route)
    }

    pub(super) fn absolute(&self, route: &Route) -> String {
        self.site.config.base_url.absolute(route)
    }

    /// The address of a route, where there is something.
    pub(super) fn url_if_there(&self, route: &Route) -> Option<String> {
        self.plan.has(route).then(|| self.url(route))
    }

    /// Where a day's page is: in the edition of its own language.
    pub(super) fn day_route(&self, project: &Project, day: &Day) -> Route {
        Routes::of(self.site, day.home).day(&project.slug, &day.source.name.stem)
    }

    pub(super) fn day_url(&self, project: &Project, day: &Day) -> String {
        self.url(&self.day_route(project, day))
    }

    /// A language where it is not the page's own, for a `lang` attribute.
    pub(super) fn foreign(&self, language: &Language) -> Option<String> {
        (*language != self.current().language).then(|| language.tag().to_string())
    }

    pub(super) fn date(&self, date: Date) -> DateText {
        let strings = self.strings();
        DateText { iso: date.to_string(), text: strings.date(date), short: strings.short_date(date) }
    }

    /// A picture that a front matter names.
    pub(super) fn picture(&self, from: &SitePath, reference: &str, alt: &str) -> Option<Picture> {
        match self.plan.resolve(self.site, self.edition, from, None, reference) {
            Resolved::Medium(path) => self.medium(&path, alt),
            Resolved::Page(route, None) => {
                Some(Picture { url: self.url(&route), width: None, height: None, alt: alt.to_string() })
            }
            _ => None,
        }
    }

    /// A picture of the site by its path.
    pub(super) fn medium(&self, path: &SitePath, alt: &str) -> Option<Picture> {
        let medium = self.plan.media.get(path)?;
        Some(Picture {
            url: self.url(&medium.route),
            width: medium.size.map(|size| size.0),
            height: medium.size.map(|size| size.1),
            alt: alt.to_string(),
        })
    }

    /// An address as it is to be followed: that of another site, or of a file or page of this one.
    pub(super) fn address(&self, from: &SitePath, reference: &str) -> Option<String> {
        let resolved = self.plan.resolve(self.site, self.edition, from, None, reference);
        self.followed(resolved, reference)
    }

    /// The same with its host, for a document that is read elsewhere.
    pub(super) fn absolute_address(&self, from: &SitePath, reference: &str) -> Option<String> {
        let address = self.address(from, reference)?;
        Some(match address.starts_with('/') {
            true => format!("{}{address}", self.site.config.base_url.origin()),
            false => address,
        })
    }

    /// The address of a link in a short field of front matter.
    pub(super) fn field_address(&self, from: &SitePath, reference: &str) -> Option<String> {
        self.followed(self.plan.resolve_field(self.site, self.edition, from, reference), reference)
    }

    fn followed(&self, resolved: Resolved, reference: &str) -> Option<String> {
        match resolved {
            Resolved::External => is_followed(reference).then(|| reference.to_string()),
            Resolved::Medium(path) => Some(self.url(&self.plan.media.get(&path)?.route)),
            Resolved::Page(route, fragment) => Some(match fragment {
                Some(fragment) => format!("{}#{fragment}", self.url(&route)),
                None => self.url(&route),
            }),
            _ => None,
        }
    }
}

/// Whether an address is one that a page may lead to: on the web, or to mail and telephone.
pub(super) fn is_followed(address: &str) -> bool {
    ["https://", "http://", "mailto:", "tel:"]
        .iter()
        .any(|scheme| address.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)))
}

/// The host of a web address, without `www.`.
pub(super) fn host(address: &str) -> Option<String> {
    let url = url::Url::parse(address).ok()?;
    let host = url.host_str()?;
    Some(host.strip_prefix("www.").unwrap_or(host).to_string())
}
