//! Files for search engines and language models.

use tera::Value;

use super::Renderer;
use super::data::field;
use super::feed::Xml;
use super::scope::Scope;
use crate::path::Route;
use crate::plan::{Page, PageKind, SITEMAP_LIMIT};
use crate::site::DayId;

/// About how many bytes a page takes in a sitemap.
const ABOUT_A_PAGE: usize = 128;

/// The sitemap (sitemaps.org, protocol 0.9): whole, or the index of its parts, or one of them.
pub(super) fn sitemap(scope: &Scope, part: Option<usize>) -> Vec<u8> {
    let pages: Vec<&Page> = scope.plan.pages.iter().filter(|page| page.is_listed()).collect();
    let mut xml = Xml::with_room(ABOUT_A_PAGE * pages.len());
    let namespace = [("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9")];
    match part {
        None if pages.len() > SITEMAP_LIMIT => {
            xml.open("sitemapindex", &namespace);
            for number in 1..=pages.len().div_ceil(SITEMAP_LIMIT) {
                xml.open("sitemap", &[]);
                xml.text("loc", &[], &scope.absolute(&Route::new(format!("sitemap-{number}.xml"))));
                xml.close("sitemap");
            }
            xml.close("sitemapindex");
        }
        _ => {
            xml.open("urlset", &namespace);
            for page in pages.chunks(SITEMAP_LIMIT).nth(part.map_or(0, |part| part - 1)).unwrap_or_default() {
                xml.open("url", &[]);
                xml.text("loc", &[], &scope.absolute(&page.route));
                if let PageKind::Day(id) = &page.kind {
                    xml.text("lastmod", &[], &scope.site.editions[page.edition].day(*id).date.to_string());
                }
                xml.close("url");
            }
            xml.close("urlset");
        }
    }
    xml.finish()
}

/// What search engines may read: everything that is there.
pub(super) fn robots(scope: &Scope) -> String {
    format!("User-agent: *\nAllow: /\n\nSitemap: {}\n", scope.absolute(&Route::new("sitemap.xml")))
}

/// About how many bytes a day takes in the file for language models.
const ABOUT_A_DAY: usize = 320;

/// What the site is about, in the form of llmstxt.org.
pub(super) fn llms(renderer: &Renderer, scope: &Scope) -> String {
    let config = &scope.site.config;
    let edition = scope.current();
    let mut text = String::with_capacity(ABOUT_A_DAY * edition.timeline.len());
    text.push_str(&format!("# {}\n", config.title));
    if let Some(description) = super::masthead::description(scope) {
        text.push_str(&format!("\n> {description}\n"));
    }
    for (index, project) in edition.projects.iter().enumerate() {
        let url = scope.absolute(&scope.routes().project(&project.slug));
        let tagline = project.matter().tagline.as_deref();
        text.push_str(&format!("\n## {}\n\n", project.title()));
        push_line(&mut text, &[project.title()], &url, tagline);
        let brief = scope.absolute(&scope.routes().brief(&project.slug));
        push_line(&mut text, &[scope.strings().get("brief.title")], &brief, None);
        for (number, day) in project.days.iter().enumerate() {
            let url = scope.absolute(&scope.day_route(project, day));
            let item = renderer.day_item(scope.edition, DayId { project: index, day: number });
            let said = |name| field(&item, name).and_then(Value::as_str);
            let [label, title] = [said("label"), said("title")].map(Option::unwrap_or_default);
            push_line(&mut text, &[label, ": ", title], &url, said("summary"));
        }
    }
    text
}

/// Appends a link with a title of these words, and what it leads to.
fn push_line(text: &mut String, title: &[&str], url: &str, about: Option<&str>) {
    let is_mark = |c: char| matches!(c, '[' | ']' | '\n');
    text.push_str("- [");
    title.iter().for_each(|words| push_without(text, words, is_mark));
    text.extend(["](", url, ")"]);
    if let Some(about) = about {
        text.push_str(": ");
        push_without(text, about, |c| c == '\n');
    }
    text.push('\n');
}

/// Appends words with a space for each character that can't stand in their place.
fn push_without(text: &mut String, words: &str, is_out: impl Fn(char) -> bool) {
    let mut parts = words.split(is_out);
    text.extend(parts.next());
    parts.for_each(|part| text.extend([" ", part]));
}
