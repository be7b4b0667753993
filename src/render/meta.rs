//! What machines read about a page, in the head of its HTML.

use super::data::{Ref, field};
use super::head::PageData;
use crate::markdown::{encoded, push_attribute};

/// The metadata of a page: what it is, where, in which languages, its preview (ogp.me) and its feeds.
pub(super) fn html(page: &PageData, site_title: &str) -> String {
    let mut meta = Meta(String::with_capacity(2048));
    // Those of the site itself are encoded; a maker's own may hold anything.
    let canonical = encoded(&page.canonical);
    if let Some(description) = &page.description {
        meta.named("description", description);
    }
    match page.noindex {
        true => meta.named("robots", "noindex"),
        false => meta.element(&[("<link rel=\"canonical\" href=\"", &canonical)]),
    }
    meta.property("og:type", page.og_type);
    meta.property("og:site_name", site_title);
    meta.property("og:title", &page.title);
    if let Some(description) = &page.description {
        meta.property("og:description", description);
    }
    meta.property("og:url", &canonical);
    if let Some(image) = &page.image {
        meta.property("og:image", &image.url);
        meta.property("og:image:width", &image.width.to_string());
        meta.property("og:image:height", &image.height.to_string());
        meta.property("og:image:alt", &image.alt);
    }
    let date = page.date.as_ref().and_then(|date| field(date, "iso")?.as_str());
    if let Some(date) = date.filter(|_| page.og_type == "article") {
        meta.property("article:published_time", date);
    }
    meta.named("twitter:card", if page.image.is_some() { "summary_large_image" } else { "summary" });
    for other in &page.alternates {
        meta.element(&[("<link rel=\"alternate\" hreflang=\"", &other.language), ("\" href=\"", &other.url)]);
    }
    page.feeds.iter().for_each(|feed| meta.feed(feed));
    meta.0
}

/// Elements without content, one a line.
struct Meta(String);

impl Meta {
    fn named(&mut self, name: &str, content: &str) {
        self.element(&[("<meta name=\"", name), ("\" content=\"", content)]);
    }

    fn property(&mut self, name: &str, content: &str) {
        self.element(&[("<meta property=\"", name), ("\" content=\"", content)]);
    }

    fn feed(&mut self, feed: &Ref) {
        let opening = "<link rel=\"alternate\" type=\"application/atom+xml\" title=\"";
        self.element(&[(opening, &feed.title), ("\" href=\"", &feed.url)]);
    }

    /// An element of attributes, each with what stands before its value.
    fn element(&mut self, attributes: &[(&str, &str)]) {
        for (before, value) in attributes {
            self.0.push_str(before);
            push_attribute(&mut self.0, value);
        }
        self.0.push_str("\">\n");
    }
}
